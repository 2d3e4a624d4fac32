"""Panels as they stand: which picture each moment of a shot has, and which are approved as frames of the shot."""

from collections.abc import Iterable, Mapping
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
from rushes.takes import service as takes
from rushes.takes.tables import Take

PANEL = "panel"
FRAMES = {Name.FIRST: Role.FIRST_FRAME, Name.LAST: Role.LAST_FRAME}


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
    The panels of shots by code: what a person decided, else the first of the card as it is now that is not rejected.
    """
    made = _by_subject(takes.every(session, project_id, PANEL))
    said = review.standing(session, [take.id for found in made.values() for take in found])
    states: dict[UUID, tuple[State, By | None]] = {
        take_id: (State(verdict.state), By(verdict.by)) for take_id, verdict in said.items()
    }
    return {
        card.code: tuple(
            _stands(moment, card, made.get(str(subject(card, moment.name)), []), states)
            for moment in moments.moments(card, rate)
        )
        for card in cards
    }


def frames(session: Session, project_id: UUID, card: Card) -> dict[Role, str]:
    """The approved panels of a shot as its first and last frames: the hash of each picture."""
    found: dict[Role, str] = {}
    for name, role in FRAMES.items():
        made = takes.of(session, project_id, subject(card, name))
        said = review.standing(session, [take.id for take in made])
        approved = [take for take in made if take.id in said and said[take.id].state == State.APPROVED]
        if approved:
            found[role] = approved[-1].media
    return found


def _by_subject(made: Iterable[Take]) -> dict[str, list[Take]]:
    found: dict[str, list[Take]] = {}
    for take in made:
        found.setdefault(take.subject, []).append(take)
    return found


def _stands(moment: Moment, card: Card, made: list[Take], states: Mapping[UUID, tuple[State, By | None]]) -> Standing:
    decided = {take.id for take in made if states.get(take.id, (State.UNREVIEWED,))[0] in verdicts.DECIDED}
    fit = [take for take in made if take.id in decided or take.snapshot["card"]["digest"] == card.digest]
    best = verdicts.choose(_candidate(take, states) for take in fit)
    take = next((take for take in fit if best and take.code == best.code), None)
    return Standing(moment, take, best.state if best else State.UNREVIEWED)


def _candidate(take: Take, states: Mapping[UUID, tuple[State, By | None]]) -> Candidate:
    state, by = states.get(take.id, (State.UNREVIEWED, None))
    return Candidate(take.code, state, by, {})
