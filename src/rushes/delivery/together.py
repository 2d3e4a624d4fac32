"""Ordering shots of a scene together: as one clip that holds them all, of which each then gets its own take."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from rushes.craft.prompting import joining
from rushes.craft.prompting.compiled import Unsendable
from rushes.delivery import line, materials, ordering, passing
from rushes.delivery.line import NOT_AS_IT_IS, Answered, Slot, Wanted
from rushes.delivery.ordering import Named
from rushes.generation import gateway, together
from rushes.generation import service as generation
from rushes.generation.compose import Composed
from rushes.generation.tables import Order
from rushes.kernel.ids import Subject
from rushes.projects.tables import Project
from rushes.review import passes
from rushes.shots import service as shots
from rushes.shots.service import Planned


def slots(session: Session, project: Project, named: Named, want: Wanted, asked: Collection[UUID] = ()) -> Answered:
    """
    What answers the wish for takes of the shots together; under all their codes why they cannot be asked for.

    Raises:
        NoSuchShot: a shot that is named is not planned.
    """
    found = ordering.planned(session, project, named.shots)
    try:
        _check(session, project, found)
        return Answered(tuple(_slots(session, project, named, found, want, asked)), {})
    except NOT_AS_IT_IS as error:
        return Answered((), {", ".join(one.card.code for one in found): error.detail})


def with_parts(session: Session, orders: Sequence[Order]) -> list[Order]:
    """The orders, and after them those of the parts of runs among them; work on a part that broke off goes on."""
    return [*orders, *(gateway.go_on(session, part) for part in generation.parts(session, orders))]


def _check(session: Session, project: Project, found: Sequence[Planned]) -> None:
    cards = [one.card for one in found]
    if len(cards) < 2:
        raise Unsendable(f"{cards[0].code} is one shot: name those that are to be ordered together with it.")
    planned = [one.card for one in shots.planned(session, project.id)]
    if why := joining.obstacle(cards) or joining.gap(planned, cards):
        raise Unsendable(why)


def _slots(
    session: Session, project: Project, named: Named, found: Sequence[Planned], want: Wanted, asked: Collection[UUID]
) -> list[Slot]:
    stock, settings = materials.materials(session, project), line.settings_of(named.wish, want)
    planned = [(stock.of(one.card), one.version) for one in found]

    def attempt(number: int) -> Composed:
        return together.run(planned, want.spec, want.raster, number, settings)

    answering = line.answering(session, project, attempt, want, asked, more=True)
    return [_in_pass(session, project, slot, named) for slot in answering]


def _in_pass(session: Session, project: Project, slot: Slot, named: Named) -> Slot:
    """A run that is still to be ordered, each of its shots in the pass, with what is doubtful about that."""
    if slot.order is not None:
        return slot
    made, told, doubts = slot.composed.snapshot, list[Mapping[str, Any]](), list[str]()
    for code, one in zip(made[together.KIND], made[together.SHOTS], strict=True):
        alone = Composed(Subject("shot", code), slot.composed.request, {**made, **one})
        _, facts = passing.placed(session, project, alone, named.go)
        told.append(passes.into(one, facts))
        doubts += [f"{code}: {facts.doubt}"] if facts.doubt else []
    snapshot = {**made, together.SHOTS: told}
    return replace(slot, composed=replace(slot.composed, snapshot=snapshot), doubts=tuple(doubts))
