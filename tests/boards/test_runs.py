"""What runs cost, on the boards: once in the ledger, shared among their shots."""

from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from rushes.boards import costs, runs, shot_board
from rushes.generation import parting, together
from rushes.generation.parting import Came
from rushes.generation.rules import State
from rushes.generation.tables import Order
from rushes.governance import service as governance
from rushes.kernel.ids import Subject
from rushes.kernel.money import Money
from rushes.projects.tables import Project
from rushes.providers import ark, parts
from rushes.takes import service as takes
from rushes.takes.service import Media
from tests.making import SMALL, adopted, card, delivered, material, production

ONE, TWO = card("S01-SH01", seconds=3), card("S01-SH02", seconds=3)
PAID = Money.of("1", "USD")


@pytest.fixture
def film(session: Session) -> Project:
    return adopted(session, production(ONE, TWO))


def ordered(session: Session, project: Project, state: State) -> Order:
    """A run of both shots that was billed."""
    composed = together.run([(material(one), 1) for one in (ONE, TWO)], ark.plugin, SMALL, 1, {})
    order = Order(
        id=uuid4(), project_id=project.id, subject=str(composed.subject), provider="ark", who="ada", state=state,
        digest=composed.request.digest, request=composed.request.plain(), snapshot=dict(composed.snapshot),
        cause="provider_fault" if state is State.FAILED else "", cost_micros=PAID.micros, currency="USD",
    )  # fmt: skip
    session.add(order)
    session.flush()
    governance.authorise(session, project.id, order.id, "a" * 64, PAID, "ark-1", None, "ada")
    governance.settle(session, order.id, PAID, "ark-1", None)
    return order


def test_a_run_that_was_billed_and_brought_nothing_is_shared_as_planned(session: Session, film: Project) -> None:
    ordered(session, film, State.FAILED)
    assert runs.spent(session, film.id) == {"S01-SH01": 500_000, "S01-SH02": 500_000}

    found = costs.costs(session, film)
    assert (found.clips, found.beside, found.takes) == (PAID, Money(0, "USD"), ())
    board = {row.shot: (row.cost_micros, row.under_way) for row in shot_board.board(session, film)}
    assert board == {"S01-SH01": (500_000, 0), "S01-SH02": (500_000, 0)}


def test_a_run_that_came_is_shared_by_the_frames_of_its_parts(session: Session, film: Project) -> None:
    order = ordered(session, film, State.DONE)
    came = Came(str(order.id), "S01-SH01-SH02-T01", "c" * 64, 150, PAID, "ark-1", None, {})
    asked = together.run([(material(one), 1) for one in (ONE, TWO)], ark.plugin, SMALL, 1, {}).request
    for composed in parting.composed(asked, order.snapshot, came, [60]):
        row = Order(
            id=uuid4(), project_id=film.id, subject=str(composed.subject), provider=parts.plugin.id, who="ada",
            digest=composed.request.digest, request=composed.request.plain(), snapshot=dict(composed.snapshot),
            state=State.DONE,
        )  # fmt: skip
        session.add(row)
        session.flush()
        media = Media(row.id.hex * 2, "b" * 64, 60, {})
        takes.bring_in(session, film.id, Subject.of(row.subject), row.id, media, composed.snapshot)
    delivered(session, film, ONE)

    found = costs.costs(session, film)
    assert [(one.take, one.provider, one.cost.micros) for one in found.takes] == [
        ("S01-SH01-T01", "ark", 400_000),
        ("S01-SH01-T02", "simulated", 0),
        ("S01-SH02-T01", "ark", 600_000),
    ]
    assert {one.shot: one.cost.micros for one in found.shots} == {"S01-SH01": 400_000, "S01-SH02": 600_000}
    assert (found.clips, found.beside) == (PAID, Money(0, "USD"))
    assert governance.balance(session, film.id).spent == PAID
