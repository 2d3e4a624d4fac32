"""Ordering sounds for a film: readings of its lines, its effects, its music, each of who is set up to make it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from rushes.craft.cards.asset import PREFIX, Asset, AssetKind, Clearance
from rushes.delivery import folder, line, preflight, premise, sounds
from rushes.delivery.line import Slot, Wish
from rushes.delivery.preflight import Preflight
from rushes.delivery.sounds import Kind, Need, Standing
from rushes.generation import compose
from rushes.generation.compose import Composed
from rushes.generation.errors import UnknownProvider
from rushes.generation.tables import Order
from rushes.generation.tools import tools
from rushes.governance.rules import Refusal
from rushes.kernel.timecode import Rate
from rushes.library import service as library
from rushes.projects.tables import Project
from rushes.providers.base import Spec
from rushes.shots import service as shots
from rushes.takes.tables import Take


@dataclass(frozen=True)
class Sounds:
    """A wish for sounds of a kind worked out for a production: who makes them, how many of each, at which rate."""

    kind: Kind
    spec: Spec[Any]
    takes: int
    rate: Rate


Slots = list[tuple[Sounds, list[Slot]]]


def wanted(project: Project, wish: Wish, kinds: Collection[Kind] = ()) -> tuple[Sounds, ...]:
    """
    Who makes sounds of some kinds, or of any: who is wished for, else the first that is set up.

    A kind that nobody makes is left out.

    Raises:
        UnknownProvider: who is wished for makes none of them, or not with that model; with those who do.
    """
    asked, rate = tuple(kinds) or tuple(Kind), folder.brief_of(project).format.frames
    made = [(kind, _maker(kind, wish.provider)) for kind in asked]
    found = tuple(Sounds(kind, spec, wish.takes or 1, rate) for kind, spec in made if spec)
    if wish.provider and not found:
        known = [id for id, spec in tools().specs.items() if any(spec.making(kind.makes) for kind in asked)]
        what = " or ".join(kind.plural for kind in asked)
        raise UnknownProvider(f"There is no {wish.provider!r} that makes {what}. There are: {', '.join(known)}.")
    return found


def _maker(kind: Kind, name: str) -> Spec[Any] | None:
    """Who makes a kind, led by the model for it; a model that is named must be one."""
    makers = {id: spec for id, spec in tools().specs.items() if spec.making(kind.makes)}
    id, _, model = name.partition("/")
    usual = next((one for one in makers if tools().is_set_up(one, kind.makes)), "")
    if (id or usual) not in makers:
        return None
    spec = line.chosen_by(name or usual, makers, kind.plural)
    if model and spec.usual.makes is not kind.makes:
        return None
    leading = spec.making(kind.makes)
    return spec.led_by(leading.id) if leading else None


def listed(session: Session, project: Project, only: str = "", kinds: Collection[Kind] = ()) -> list[Standing]:
    """The sounds that a production needs, of one shot and of some kinds alone, with what stands. NoSuchShot."""
    found = sounds.standing(session, project.id, sounds.needs(folder.exported(session, project)))
    if only and not any(only in (one.need.shot, one.need.code) for one in found):
        shots.coded(session, project.id, only)
    kept = [one for one in found if only in ("", one.need.shot, one.need.code)]
    return [one for one in kept if not kinds or one.need.kind in kinds]


def slots(
    session: Session, project: Project, wish: Wish, want: Sequence[Sounds], asked: Collection[UUID] = ()
) -> Slots:
    """
    What answers a wish: orders there are, and what is still to be ordered.

    A take of what is asked now counts although something around it has changed since: the line before it, a length.
    """
    needed = [one.need for one in listed(session, project, wish.only)]
    assets, forbidden = library.usable(session, project.id), premise.refusal(session, project)
    fitting = sounds.fitting(session, project.id, needed)
    found: Slots = []
    for one in want:
        settings = {**tools().asked(one.spec.id, one.kind.makes), **wish.settings}
        answers: list[Slot] = []
        for need in needed:
            if need.kind is one.kind:
                attempt = _attempts(need, one, settings, _blocked(need, assets) or forbidden)
                slots = line.answering(session, project, attempt, one, asked)
                answers += _spared(slots, fitting[need.code], one.spec)
        found.append((one, answers))
    return found


def _attempts(
    need: Need, one: Sounds, settings: Mapping[str, Any], refusal: Refusal | None
) -> Callable[[int], Composed]:
    return lambda number: compose.sound(need.sound, one.spec, one.rate, number, settings, refusal)


def look(session: Session, project: Project, wish: Wish, want: Sequence[Sounds]) -> Preflight:
    """What a wish for sounds would order, without ordering it."""
    found = slots(session, project, wish, want)
    return preflight.together(session, project, [(answers, one.spec) for one, answers in found])


def order(
    session: Session,
    project: Project,
    wish: Wish,
    want: Sequence[Sounds],
    who: str,
    asked: Collection[UUID] = (),
    batch: UUID | None = None,
) -> list[Order]:
    """Order every sound that is wanted and was not ordered yet; gives all orders that answer the wish."""
    orders: list[Order] = []
    for one, answers in slots(session, project, wish, want, asked):
        orders += line.placed(session, project, answers, one.spec, who, batch)
    return orders


def _spared(found: Sequence[Slot], fitting: Iterable[Take], spec: Spec[Any]) -> list[Slot]:
    """Less to order by each take of the same model that says the same, although it was asked for a little otherwise."""
    there = [slot for slot in found if slot.order]
    missing = [slot for slot in found if not slot.order]
    known = {slot.order.id for slot in there if slot.order}
    same = (spec.id, spec.usual.id)
    made = [
        (take.snapshot["provider"], take.snapshot["request"]["model"]) for take in fitting if take.order_id not in known
    ]
    return [*there, *missing[: max(0, len(missing) - made.count(same))]]


def _blocked(need: Need, assets: Mapping[str, Asset]) -> Refusal | None:
    """What forbids a reading: that whoever speaks, or their voice, is not cleared."""
    speaker = str(need.plan.get("speaker", ""))
    voice = f"{PREFIX[AssetKind.VOICE]}-{speaker.partition('-')[2]}"
    blocked = [id for id in (speaker, voice) if id in assets and assets[id].clearance is Clearance.BLOCKED]
    if not blocked:
        return None
    return Refusal("clearance", f"{', '.join(blocked)} is blocked in assets.csv; clear it, or take {need.code} out.")
