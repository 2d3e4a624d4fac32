"""Ordering takes of shots that are named: more of each than there are, in one of its passes, each shot by itself."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from rushes.craft.cards.card import Card
from rushes.delivery import line, materials, passing
from rushes.delivery.line import Answered, Slot, Wanted, Wish
from rushes.projects.tables import Project
from rushes.review import passes
from rushes.shots import service as shots
from rushes.shots.service import Planned

FIRST = passes.Wish()


@dataclass(frozen=True)
class Named:
    """
    Takes that are wished for of shots that are named, and in which of its passes each is to be made.

    `unkept` is a card to be looked at before it is kept, in place of the one that counts.
    """

    shots: tuple[str, ...]
    wish: Wish
    go: passes.Wish = FIRST
    unkept: Card | None = None


def slots(session: Session, project: Project, named: Named, want: Wanted, asked: Collection[UUID] = ()) -> Answered:
    """
    What answers the wish: takes that are under way, and those still to be ordered; what was made before does not count.

    Raises:
        NoSuchShot: a shot that is named is not planned.
    """
    stock, settings = materials.materials(session, project), line.settings_of(named.wish, want)

    def slots_of(one: Planned) -> list[Slot]:
        attempt = line.attempts(stock.of(one.card), one, want, settings)
        found = line.answering(session, project, attempt, want, asked, more=True)
        return [_in_pass(session, project, slot, named, several=want.takes > 1) for slot in found]

    found = planned(session, project, named.shots)
    if named.unkept:
        card = named.unkept
        found = [replace(one, card=card) if one.card.code == card.code else one for one in found]
    return line.answered(found, slots_of)


def planned(session: Session, project: Project, codes: Collection[str]) -> list[Planned]:
    """The shots of those codes, each once. NoSuchShot."""
    return [shots.coded(session, project.id, code) for code in dict.fromkeys(codes)]


def _in_pass(session: Session, project: Project, slot: Slot, named: Named, *, several: bool) -> Slot:
    """A take that is still to be ordered as one of the pass, with what is doubtful about that."""
    if slot.order is not None:
        return slot
    composed, facts = passing.placed(session, project, slot.composed, named.go)
    doubts = [facts.doubt] if facts.doubt else []
    if several and "seed" in named.wish.settings:
        doubts.append("Several takes with one seed may come out the same.")
    return replace(slot, composed=composed, doubts=tuple(doubts))
