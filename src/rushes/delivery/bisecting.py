"""Bisecting: which reference of a refused order it is, found by ordering it with half of them, then half of those."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from rushes.craft.cards.vocabulary import Role
from rushes.craft.prompting.references import FRAMES
from rushes.delivery import materials, preflight
from rushes.delivery.errors import NotBisected
from rushes.delivery.line import Slot
from rushes.delivery.preflight import Preflight
from rushes.delivery.recasting import KEY as RECAST
from rushes.generation import compose, gateway, halving
from rushes.generation import service as generation
from rushes.generation.compose import WITHOUT, Composed, Raster
from rushes.generation.halving import Ahead, Found, Some
from rushes.generation.rules import OVER, Offer, State
from rushes.generation.tables import Order
from rushes.generation.tools import tools
from rushes.governance import record
from rushes.kernel.ids import Subject
from rushes.kernel.money import Money
from rushes.projects.tables import Project
from rushes.providers import fitting
from rushes.providers.base import Citation, Request, Spec
from rushes.providers.errors import Cause, Medium
from rushes.review import passes
from rushes.shots import service as shots

KEY = "bisects"
"""Where a snapshot says which refused order its own looks into."""
VERB = "references.bisected"
_TOLD = ("mode", "negative")
_KEPT = (passes.KEY, RECAST)
_LIKELIEST = (Role.IDENTITY, Role.WARDROBE, *FRAMES)


@dataclass(frozen=True)
class Case:
    """
    A refused order, the references that may be why, and how it is asked with some of them.

    `words` says that the moderator did not say what it objects to, so that it may be the words.
    """

    order: Order
    spec: Spec[Any]
    suspects: tuple[str, ...]
    words: bool
    attempt: Callable[[Some, int], Composed]

    @property
    def shot(self) -> str:
        """The shot it is a take of."""
        return Subject.of(self.order.subject).id


def refused(session: Session, project: Project, name: str) -> Order:
    """
    The order meant by a shot, which is its last that was refused for a reference, or by the beginning of its id.

    Raises:
        NotBisected: there is none.
    """
    takes = [one for one in generation.of_project(session, project.id) if Subject.of(one.subject).kind == "shot"]
    meant = [one for one in takes if Subject.of(one.subject).id == name or str(one.id).startswith(name.lower())]
    offered = [one for one in meant if one.state == State.FAILED and KEY not in one.snapshot and _offers(one)]
    if not offered:
        raise NotBisected(f"No order of {name} was refused for a picture, a clip or a sound that went along.")
    return offered[-1]


def _offers(order: Order) -> bool:
    return Offer.BISECT_REFERENCES in generation.remedy(order).offers


def case(session: Session, project: Project, order: Order) -> Case:
    """
    What is to be found out about a refused order.

    Raises:
        NotBisected: nothing went along that could be why, or it would be asked otherwise by now.
    """
    asked = Request.of(order.request)
    about = Medium(order.medium) if order.medium else None
    sent = [one for one in asked.citations if one.sha256]
    suspected = [one for one in sent if about in (None, _kind(one))]
    names = list(dict.fromkeys(_name(one) for one in sorted(suspected, key=lambda one: one.role not in _LIKELIEST)))
    if not names:
        raise NotBisected(f"Nothing went along with that order of {Subject.of(order.subject).id} that could be why.")
    spec = tools().specs[order.provider].led_by(asked.model)
    attempt = _attempts(session, project, order, spec, frozenset(names), {_name(one) for one in sent})
    return Case(order, spec, tuple(names), about is None, attempt)


def _attempts(
    session: Session, project: Project, order: Order, spec: Spec[Any], suspects: Some, sent: Collection[str]
) -> Callable[[Some, int], Composed]:
    """The refused order asked again with some of its suspects; what did not go along then stays out of it now."""
    asked, one = Request.of(order.request), shots.coded(session, project.id, Subject.of(order.subject).id)
    raster = Raster(asked.width, asked.height, fitting.film_rate(asked), float(asked.plan["picture"]))
    named = set(one.card.assets)
    alone = [cited for cited in asked.citations if cited.asset not in named]
    motions = {cited.asset: cited.sha256 for cited in alone if cited.role == Role.MOTION}
    words = {cited.asset: cited.sha256 for cited in alone if cited.role == Role.VOICE}
    material = replace(materials.materials(session, project).of(one.card), motions=motions, words=words)
    own = {name: value for name, value in asked.settings.items() if name not in _TOLD}
    if compose.clip(material, spec, raster, asked.attempt, one.version, own).request.digest != order.digest:
        raise NotBisected(
            f"{one.card.code} would be asked otherwise by now: order it again, and bisect that if need be."
        )
    worded = order.snapshot.get("worded") or {}
    dropped = {compose.reference(left["asset"], left["role"]) for left in worded.get("dropped", ())} - {*sent}
    kept = {name: order.snapshot[name] for name in _KEPT if name in order.snapshot} | {KEY: str(order.id)}

    def attempt(some: Some, number: int) -> Composed:
        settings = {**own, WITHOUT: sorted({*own.get(WITHOUT, ()), *dropped, *(suspects - some)})}
        composed = compose.clip(material, spec, raster, number, one.version, settings)
        return replace(composed, snapshot={**composed.snapshot, **kept})

    return attempt


def look(session: Session, project: Project, case: Case) -> tuple[Preflight, Ahead]:
    """
    Every order that may still come to be placed, as one pre-flight, and how many are at most.

    Its low end is that all are refused, its high end what the dearest way through costs.
    """

    def price(some: Some) -> int:
        return case.spec.estimate(case.attempt(some, 1).request).high.micros

    left = halving.ahead(case.suspects, _answers(session, project, case), price, words=case.words)
    seen = preflight.of(session, project, [_slot(session, project, case, some) for some in left.orders], case.spec)
    return replace(seen, low=Money(0, seen.high.currency), high=Money(left.most, seen.high.currency)), left


def step(session: Session, project: Project, case: Case) -> Slot | Found:
    """The order that comes next, or is under way, or what was found."""
    asked = halving.ask(case.suspects, _answers(session, project, case), words=case.words)
    return asked if isinstance(asked, Found) else _slot(session, project, case, asked)


def _answers(session: Session, project: Project, case: Case) -> halving.Answer:
    def answer(some: Some) -> bool | None:
        order = _slot(session, project, case, some).order
        return None if order is None else was_refused(order)

    return answer


def _slot(session: Session, project: Project, case: Case, some: Some) -> Slot:
    """The first attempt that is not over without an answer."""
    for number in count(int(case.order.request["attempt"])):
        composed = case.attempt(some, number)
        order = gateway.known(session, project.id, composed, case.spec)
        if order is None or State(order.state) not in OVER or was_refused(order) is not None:
            return Slot(composed, order)
    raise AssertionError("attempts do not end")


def was_refused(order: Order) -> bool | None:
    """Whether a moderator refused what went along; None while nobody knows, or where it failed for another reason."""
    if order.state == State.FAILED and order.cause == Cause.INPUT_MODERATION:
        return True
    made = order.state == State.DONE or (order.state == State.FAILED and order.cause == Cause.OUTPUT_MODERATION)
    return False if made else None


def tried(session: Session, project: Project, case: Case) -> list[tuple[tuple[str, ...], Order]]:
    """With which suspects it was ordered again, and those orders, oldest first."""
    found = [one for one in generation.of_project(session, project.id) if one.snapshot.get(KEY) == str(case.order.id)]
    return [(tuple(name for name in case.suspects if name not in _without(one)), one) for one in found]


def _without(order: Order) -> Collection[str]:
    without: Collection[str] = order.request["settings"].get(WITHOUT, ())
    return without


def says(case: Case, found: Found) -> str:
    """What was found, and what to do about it."""
    if found.words:
        return f"{case.shot} is refused without any reference too: say it otherwise on the card."
    if not found.culprit:
        return f"No reference of {case.shot} is refused by itself: it is several together, or chance. Order it again."
    without = f"or leave it out: `rushes order {case.shot} --without '{found.culprit}'`"
    return f"{found.culprit} is what is refused in {case.shot}. {_instead(case, found.culprit)}, {without}."


def _instead(case: Case, culprit: str) -> str:
    if culprit.startswith(f"{case.shot} "):
        return f"Approve another panel of it (`rushes panels --only {case.shot}`)"
    if culprit.startswith(case.shot):
        return "Recast it with `--follow nothing`"
    return f"Approve another picture of it (`rushes sheets --only {culprit}`)"


def keep(session: Session, project: Project, case: Case, found: Found, who: str) -> None:
    """Record what was found, once."""
    body = {
        "order": str(case.order.id),
        "suspects": list(case.suspects),
        "refused": found.culprit,
        "words": found.words,
    }
    subject = Subject.of(case.order.subject)
    known = (event.fact for event in record.events(session, project.id) if event.fact["verb"] == VERB)
    if body not in [fact["body"] for fact in known]:
        record.write(session, project.id, who, VERB, subject, body)


def _name(citation: Citation) -> str:
    return compose.reference(citation.asset, citation.role)


def _kind(citation: Citation) -> Medium:
    return Medium(citation.kind)
