"""The line for one production: order what is missing, choose takes, cut; every part can be run again at any time."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from rushes.craft.production.brief import Brief
from rushes.craft.prompting.compiled import Unsendable
from rushes.craft.timeline.cut import Cut
from rushes.delivery import folder, materials, splicing
from rushes.delivery.errors import NotRecast, NotThatPass
from rushes.edit import changes
from rushes.edit import service as edit
from rushes.generation import compose, gateway
from rushes.generation import service as generation
from rushes.generation.compose import Composed, Material, Raster
from rushes.generation.errors import UnknownProvider, Unmakeable
from rushes.generation.rules import IN_TURN, OVER, State
from rushes.generation.tables import Order
from rushes.generation.tools import tools
from rushes.governance import record
from rushes.kernel.ids import Subject
from rushes.projects.tables import Project
from rushes.providers.base import Makes, Nature, Spec
from rushes.providers.errors import Objection
from rushes.quality import service as quality
from rushes.review import rules as verdicts
from rushes.review import service as review
from rushes.review.rules import By, Candidate
from rushes.shots import service as shots
from rushes.shots.service import Planned
from rushes.takes import service as takes
from rushes.takes.tables import Take

DRAFT_WIDTH = 640
RULE = "first of the best without a failed check"
NOT_AS_IT_IS = (Unmakeable, Unsendable, NotThatPass, NotRecast)
"""Why no take of one shot can be asked for as it is; no other shot waits for it."""


@dataclass(frozen=True)
class Wish:
    """
    What somebody wants made: by which provider, how many takes a shot, small and quick or full, all shots or some.

    `settings` are wishes that go into every request; see `wishes`. `priority` is when its orders have their turn.
    """

    provider: str = ""
    takes: int | None = None
    draft: bool = False
    only: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    priority: int = IN_TURN


def wishes(*, silent: bool = False, seed: int | None = None, without: Iterable[str] = ()) -> dict[str, Any]:
    """Wishes as settings of requests: no sound of the service's own, a locked seed, references to leave out."""
    left_out = sorted(set(without))
    return {
        **({"audio": False} if silent else {}),
        **({} if seed is None else {"seed": seed}),
        **({"without": left_out} if left_out else {}),
    }


@dataclass(frozen=True)
class Wanted:
    """A wish worked out for a production."""

    spec: Spec[Any]
    takes: int
    raster: Raster


def wanted(project: Project, wish: Wish, specs: Mapping[str, Spec[Any]]) -> Wanted:
    """
    What a wish means for a production: its own choices where the wish has none.

    Raises:
        UnknownProvider: with the providers there are.
    """
    brief = folder.brief_of(project)
    usual = brief.provider.draft if wish.draft and brief.provider.draft else brief.provider.video
    makers = {name: spec for name, spec in specs.items() if _draws(spec)}
    spec = chosen_by(wish.provider or usual, makers, "pictures")
    number = 1 if wish.draft else brief.provider.takes
    return Wanted(spec, wish.takes or number, raster_of(brief, draft=wish.draft))


def chosen_by(name: str, makers: Mapping[str, Spec[Any]], what: str) -> Spec[Any]:
    """
    The provider a name means, led by the model it names: `ark`, or `ark/seedance-2.0-fast`.

    Raises:
        UnknownProvider: with the providers, or the models, that there are.
    """
    id, _, model = name.partition("/")
    if id not in makers:
        raise UnknownProvider(f"There is no provider {id!r} that makes {what}. There are: {', '.join(makers)}.")
    if not model:
        return makers[id]
    try:
        return makers[id].led_by(model)
    except KeyError:
        known = ", ".join(one.id for one in makers[id].models)
        raise UnknownProvider(f"{makers[id].title} has no model {model!r}. It has: {known}.") from None


def _draws(spec: Spec[Any]) -> bool:
    model = spec.making(Makes.VIDEO)
    return model is not None and model.nature.makes


def raster_of(brief: Brief, *, draft: bool = False) -> Raster:
    """The raster of a production's film; of a draft, 640 wide in the same aspect."""
    stated = brief.format
    full = Raster(stated.width, stated.height, stated.frames, stated.picture)
    height = 2 * round(DRAFT_WIDTH * full.height / full.width / 2)
    return replace(full, width=DRAFT_WIDTH, height=height) if draft else full


def order_missing(
    session: Session,
    project: Project,
    wish: Wish,
    want: Wanted,
    who: str,
    asked: Collection[UUID] = (),
    batch: UUID | None = None,
) -> list[Order]:
    """
    Order every take that is wanted and was not ordered yet; gives all orders that answer the wish.

    An order that came to nothing is made again under the next number, with another seed. Among those `asked` for just
    now only what failed is, as often as its kind of failure deserves: a refusal stays one until something changes.
    """
    found = slots(session, project, wish, want, asked)
    return placed(session, project, found.slots, want.spec, who, batch, wish.priority)


def slots(session: Session, project: Project, wish: Wish, want: Wanted, asked: Collection[UUID] = ()) -> "Answered":
    """What answers a wish: orders there are, and what is still to be ordered."""
    planned = [shots.coded(session, project.id, wish.only)] if wish.only else shots.planned(session, project.id)
    stock = materials.materials(session, project)
    settings = settings_of(wish, want)

    def slots_of(one: Planned) -> list[Slot]:
        return answering(session, project, attempts(stock.of(one.card), one, want, settings), want, asked)

    return answered(planned, slots_of)


def settings_of(wish: Wish, want: Wanted) -> dict[str, Any]:
    """What goes into every request of a wish: what its provider's settings ask, and the wish's own."""
    quick = {"draft": True} if wish.draft and want.spec.usual.nature is Nature.MODEL else {}
    return {**tools().asked(want.spec.id, Makes.VIDEO), **quick, **wish.settings}


def attempts(material: Material, one: Planned, want: Wanted, settings: Mapping[str, Any]) -> Callable[[int], Composed]:
    """The takes of a shot that can be asked for, by their number."""
    return lambda number: compose.clip(material, want.spec, want.raster, number, one.version, settings)


def answered(planned: Iterable[Planned], slots_of: Callable[[Planned], Sequence["Slot"]]) -> "Answered":
    """What answers a wish, shot by shot; one that cannot be asked for as it is stops no other."""
    found, unasked = list[Slot](), dict[str, str]()
    for one in planned:
        try:
            found += slots_of(one)
        except NOT_AS_IT_IS as error:
            unasked[one.card.code] = error.detail.removeprefix(f"{one.card.code}: ")
    return Answered(tuple(found), unasked)


class Wants(Protocol):
    """Who makes something, and how many of it."""

    @property
    def spec(self) -> Spec[Any]:
        """The provider, led by the model that is meant."""
        ...

    @property
    def takes(self) -> int:
        """How many."""
        ...


@dataclass(frozen=True)
class Slot:
    """A take that is wanted: exactly what it is asked as, its order if there is one already, what is doubtful of it."""

    composed: Composed
    order: Order | None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answered:
    """What answers a wish; by code the shots of which nothing can be asked for as they are, each with the reason."""

    slots: tuple[Slot, ...]
    unasked: Mapping[str, str]


def answering(
    session: Session,
    project: Project,
    attempt: Callable[[int], Composed],
    want: Wants,
    asked: Collection[UUID],
    *,
    more: bool = False,
) -> list[Slot]:
    """
    So many slots that came or may still come to something, out of attempts 1, 2, ...; see `order_missing`.

    Where `more` are wished for, those that were there before do not count, unless they are still under way.
    """
    failures = Counter[str]()
    found: list[Slot] = []
    for composed in map(attempt, count(1)):
        order = gateway.known(session, project.id, composed, want.spec)
        if order is None or _stands(session, order, asked, failures, more=more):
            found.append(Slot(composed, order))
        if len(found) == want.takes:
            break
    return found


def placed(
    session: Session,
    project: Project,
    found: Iterable[Slot],
    spec: Spec[Any],
    who: str,
    batch: UUID | None = None,
    priority: int = IN_TURN,
) -> list[Order]:
    """The orders of all slots, in their order; what broke off goes on."""
    into = {True: batch, False: None}  # what was ordered before was confirmed before
    return [
        gateway.order(session, project.id, slot.composed, spec, who, batch=into[slot.order is None], priority=priority)
        for slot in found
    ]


def _stands(session: Session, order: Order, asked: Collection[UUID], failures: Counter[str], *, more: bool) -> bool:
    """Whether no other order takes the place of this one."""
    state = State(order.state)
    if state is not State.FAILED:
        under_way = state not in OVER or generation.is_coming(session, order)
        return under_way or (state is State.DONE and not more) or order.id in asked
    if order.objection == Objection.PRIVACY:
        return True
    if order.id not in asked:
        return False
    failures[order.cause] += 1
    return failures[order.cause] > generation.remedy(order).again


def choose(
    session: Session, project: Project, orders: Iterable[Order], only: Collection[str] | None = None
) -> dict[str, Take]:
    """The take each shot is cut with, or some are; where nobody decided a rule selects, and is recorded as a rule."""
    asked = {order.id for order in orders}
    chosen: dict[str, Take] = {}
    for one in shots.planned(session, project.id):
        if only is not None and one.card.code not in only:
            continue
        found = takes.of(session, project.id, Subject("shot", one.card.code))
        fresh = [take for take in found if take.snapshot["card"]["digest"] == one.card.digest]
        answer = _chosen(session, project, found, [take for take in fresh if take.order_id in asked] or fresh)
        if answer:
            chosen[one.card.code] = answer
    return chosen


def _chosen(session: Session, project: Project, found: list[Take], fresh: list[Take]) -> Take | None:
    standing = review.standing(session, [take.id for take in found])
    seen = quality.of(session, [take.id for take in found])
    by_code = {take.code: take for take in found}
    persons = {take.id: said.state for take in found if (said := standing.get(take.id)) and said.by == By.PERSON}
    pool = dict.fromkeys([*(take for take in found if persons.get(take.id) in verdicts.DECIDED), *fresh])
    candidates = [_candidate(take, standing.get(take.id), seen.get(take.id, [])) for take in pool]
    best = verdicts.choose(candidates)
    if best is None:  # every take failed a check: the first stands in, without a verdict
        return next((take for take in fresh if persons.get(take.id) != verdicts.State.REJECTED), None)
    take = by_code[best.code]
    if best.by is None or (best.by is By.RULE and best.state is not verdicts.State.SELECTED):
        _select(session, project, take, [other for other in found if other is not take and other.id in standing])
    return take


def _select(session: Session, project: Project, take: Take, others: list[Take]) -> None:
    standing = review.standing(session, [other.id for other in others])
    for other in others:
        if standing[other.id].by == By.RULE and standing[other.id].state == verdicts.State.SELECTED:
            passed_over = review.Opinion(note=f"The rule now selects {take.code}.")
            review.decide(session, other.id, verdicts.State.MAYBE, By.RULE, RULE, passed_over)
    review.decide(session, take.id, verdicts.State.SELECTED, By.RULE, RULE, review.Opinion())
    subject = Subject("take", take.code)
    record.write(session, project.id, "rule", "take.selected", subject, {"rule": RULE, "media": take.media})


def _candidate(take: Take, verdict: Any, rows: list[Any]) -> Candidate:
    state = verdicts.State(verdict.state) if verdict else verdicts.State.UNREVIEWED
    return Candidate(take.code, state, By(verdict.by) if verdict else None, quality.outcomes(rows))


def cut(session: Session, project: Project, chosen: Mapping[str, Take], who: str) -> tuple[int, Cut]:
    """Cut the chosen takes, as the edit decided, and keep the cut as a version; one that is locked stays the newest."""
    locks = edit.locked(session, project.id)
    if locks:
        number, last = edit.newest(session, project.id)
        if number in locks:
            return number, last
    made = splicing.cut(session, project, splicing.chosen(chosen))
    return edit.keep(session, project.id, made, who, _says(session, project.id, made)).version, made


def _says(session: Session, project_id: UUID, made: Cut) -> str:
    """What is new in a cut."""
    before = edit.versions(session, project_id)[:1]
    return changes.sentence(changes.changes(edit.cut_of(before[0]), made)) if before else "the first cut"
