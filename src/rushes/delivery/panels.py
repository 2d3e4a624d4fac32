"""Panels as they stand: which picture each moment of a shot has, and which are approved as frames of the shot."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from rushes.craft.cards import moments
from rushes.craft.cards.card import Card
from rushes.craft.cards.moments import Moment, Name
from rushes.craft.cards.vocabulary import Role
from rushes.kernel.ids import Subject
from rushes.kernel.timecode import Rate
from rushes.review import rules as verdicts
from rushes.review import service as review
from rushes.review.rules import By, Candidate, State
from rushes.review.tables import Verdict
from rushes.takes import service as takes
from rushes.takes.tables import Take

PANEL, SHEET = "panel", "sheet"
FRAMES = {Name.FIRST: Role.FIRST_FRAME, Name.LAST: Role.LAST_FRAME}
STILL = {Name.KEY: Role.FIRST_FRAME}


@dataclass(frozen=True)
class Standing:
    """The panel that stands for a moment, and where it is in review; none, where nothing was made or all rejected."""

    moment: Moment
    take: Take | None
    state: State


def subject(card: Card, name: Name) -> Subject:
    """What a panel is a take of: `panel:S02-SH03-KEY`."""
    return Subject(PANEL, f"{card.code}-{name}")


def standing(session: Session, project_id: UUID, cards: Iterable[Card], rate: Rate) -> dict[str, tuple[Standing, ...]]:
    """
    The panels of shots by code: what a person decided, else the newest of the card as it is now that is not rejected.
    """
    every = takes.every(session, project_id, PANEL)
    made, said = by_subject(every), review.standing(session, [take.id for take in every])

    def stands(card: Card, moment: Moment) -> Standing:
        found = made.get(subject(card, moment.name).id, [])
        fresh = {take.id for take in found if take.snapshot["card"]["digest"] == card.digest}
        return Standing(moment, *best(said, found, fresh))

    return {card.code: tuple(stands(card, moment) for moment in moments.moments(card, rate)) for card in cards}


def approved(session: Session, project_id: UUID, kind: str) -> dict[str, Take]:
    """The newest approved picture of a kind by what it is of: `S02-SH03-KEY`, `CH-WREN-FACE`."""
    made = takes.every(session, project_id, kind)
    said = review.standing(session, [take.id for take in made])
    kept = [take for take in made if take.id in said and said[take.id].state == State.APPROVED]
    return {Subject.of(take.subject).id: take for take in kept}


def frames(card: Card, approved: Mapping[str, Take]) -> dict[Role, str]:
    """
    The approved panels of a shot as its first and last frames: the hash of each picture.

    A shot that ends as it begins has its key alone, which is then its first frame.
    """
    named = {role: subject(card, name).id for name, role in (FRAMES if moments.changes(card) else STILL).items()}
    return {role: approved[id].media for role, id in named.items() if id in approved}


def best(said: Mapping[UUID, Verdict], made: Sequence[Take], fresh: Collection[UUID]) -> tuple[Take | None, State]:
    """
    The take of a subject that stands, and where it is in review.

    That is what a person decided, else the newest that is not rejected and is `fresh`: made of the plan as it is now.
    `said` is the verdict that stands for each take that has one.
    """
    decided = [take for take in made if take.id in said and said[take.id].state in verdicts.DECIDED]
    fit = [*decided, *(take for take in reversed(made) if take.id in fresh and take not in decided)]
    found = verdicts.choose(_candidate(take, said.get(take.id)) for take in fit)
    take = next((take for take in fit if found and take.code == found.code), None)
    return take, found.state if found else State.UNREVIEWED


def by_subject(made: Iterable[Take]) -> dict[str, list[Take]]:
    """Takes by what they are of, each in order."""
    found: dict[str, list[Take]] = {}
    for take in made:
        found.setdefault(Subject.of(take.subject).id, []).append(take)
    return found


def _candidate(take: Take, verdict: Verdict | None) -> Candidate:
    if verdict is None:
        return Candidate(take.code, State.UNREVIEWED, None, {})
    return Candidate(take.code, State(verdict.state), By(verdict.by), {})
