"""Ordering shots together: neighbours of one scene, each in its pass, one order until every part is there."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from rushes.delivery import line, preflight, together
from rushes.delivery.line import Answered, Wanted, Wish
from rushes.delivery.ordering import FIRST, Named
from rushes.generation import placing
from rushes.generation import service as generation
from rushes.generation.rules import State
from rushes.generation.tables import Order
from rushes.kernel.ids import Subject
from rushes.kernel.money import Money
from rushes.projects.tables import Project
from rushes.providers import parts, simulated
from rushes.providers.base import Nature
from rushes.review import passes, rules
from rushes.review import service as review
from rushes.review.rules import By
from rushes.review.service import Opinion
from rushes.shots.errors import NoSuchShot
from rushes.takes import service as takes
from rushes.takes.service import Media
from tests.making import SMALL, adopted, card, delivered, production

ONE, TWO, THREE, YARD = "S01-SH01", "S01-SH02", "S01-SH03", "S02-SH01"
MODEL = replace(simulated.plugin.usual, surface="seedance_ark", nature=Nature.MODEL, seconds=(0.5, 60.0))
WANT = Wanted(replace(simulated.plugin, models=(MODEL,)), 1, SMALL)


@pytest.fixture
def project(desk: Session) -> Project:
    longest = card(THREE, seconds=14.0, standard=({"text": "The door stays shut", "check": ""},))
    return adopted(desk, production(card(ONE, seconds=2), card(TWO, seconds=3), longest, card(YARD)))


def answer(desk: Session, project: Project, *shots: str, go: passes.Wish = FIRST, want: Wanted = WANT) -> Answered:
    return together.slots(desk, project, Named(shots, Wish(), go), want)


def placed(desk: Session, project: Project, found: Answered) -> list[Order]:
    return together.with_parts(desk, line.placed(desk, project, found.slots, WANT.spec, "ada"))


@pytest.mark.parametrize(
    ("shots", "says"),
    [
        ((ONE,), "is one shot: name those that are to be ordered together with it"),
        ((ONE, THREE), "S01-SH02 stands between S01-SH01 and S01-SH03"),
        ((TWO, ONE), "S01-SH01 does not come after S01-SH02: name the shots in cutting order"),
        ((ONE, YARD), "are of two scenes: one request holds shots of one scene"),
        ((TWO, THREE), "ask 17 s and Seedance 2.0 (Ark) makes at most 15: take out S01-SH03"),
    ],
)
def test_what_cannot_be_ordered_together_is_said(
    desk: Session, project: Project, shots: tuple[str, ...], says: str
) -> None:
    found = answer(desk, project, *shots)
    named = ", ".join(shots)
    assert (found.slots, list(found.unasked)) == ((), [named])
    assert says in found.unasked[named]


def test_a_surface_of_one_shot_and_a_shot_nobody_planned_are_said(desk: Session, project: Project) -> None:
    found = answer(desk, project, ONE, TWO, want=Wanted(simulated.plugin, 1, SMALL))
    assert "takes one shot at a time: ask for each by itself" in found.unasked["S01-SH01, S01-SH02"]
    with pytest.raises(NoSuchShot, match=f"There are: {ONE}"):
        answer(desk, project, ONE, "S09-SH01")


def test_a_pre_flight_says_where_each_shot_begins_and_what_no_machine_checks(desk: Session, project: Project) -> None:
    found = answer(desk, project, ONE, TWO)
    (row,) = preflight.of(desk, project, found.slots, WANT.spec).rows
    assert row.shots == [(ONE, 0, 48), (TWO, 48, 72)]
    assert row.unchecked == ()


def test_each_shot_is_held_to_what_its_own_takes_taught(desk: Session, project: Project) -> None:
    mended = passes.Wish(2, "", "a lamp is on")
    _, first = delivered(desk, project, card(ONE, seconds=2))
    review.decide(desk, first.id, rules.State.REJECTED, By.PERSON, "ada", Opinion(failed="too dark"))
    found = answer(desk, project, ONE, TWO, go=mended)
    assert found.unasked == {
        "S01-SH01, S01-SH02": "S01-SH02 has no take whose miss could be mended: pass 1 comes first."
    }

    _, second = delivered(desk, project, card(TWO, seconds=3))
    review.decide(desk, second.id, rules.State.REJECTED, By.PERSON, "ada", Opinion(failed="too far"))
    (slot,) = answer(desk, project, ONE, TWO, go=mended).slots
    told = [one["pass"] for one in slot.composed.snapshot["shots"]]
    assert [(one["pass"], one["parent"], one["failed"]) for one in told] == [
        (2, f"{ONE}-T01", "too dark"),
        (2, f"{TWO}-T01", "too far"),
    ]
    assert all(doubt.startswith((ONE, TWO)) for doubt in slot.doubts)


def test_a_run_is_one_order_until_every_part_of_it_is_there(desk: Session, project: Project) -> None:
    (order,) = placed(desk, project, answer(desk, project, ONE, TWO))
    (same,) = placed(desk, project, answer(desk, project, ONE, TWO))
    assert (same.id, order.subject, order.snapshot["run"]) == (order.id, "run:S01-SH01-SH02", [ONE, TWO])

    come(desk, project, order)
    run, first, second = placed(desk, project, answer(desk, project, ONE, TWO))
    assert (run.id, first.subject, second.subject) == (order.id, f"shot:{ONE}", f"shot:{TWO}")
    assert {first.provider, second.provider} == {parts.plugin.id}

    first.state = second.state = State.DONE
    desk.flush()
    (more,) = placed(desk, project, answer(desk, project, ONE, TWO))
    assert (more.id != order.id, more.request["attempt"]) == (True, 2)


def test_whoever_cancels_all_keeps_the_parts_of_what_is_paid(desk: Session, project: Project) -> None:
    (order,) = placed(desk, project, answer(desk, project, ONE, TWO))
    come(desk, project, order)
    (alone,) = line.placed(
        desk, project, answer(desk, project, ONE, TWO, want=replace(WANT, takes=2)).slots[1:], WANT.spec, "ada"
    )
    every = [one.id for one in desk.query(Order)]
    assert generation.cancel(desk, project.id, every, "ada") == {
        State.DONE: 1, State.PROPOSED: 2, State.CANCELLED: 1
    }  # fmt: skip
    assert generation.one(desk, alone.id).state == State.CANCELLED


def test_its_parts_are_ordered_once(desk: Session, project: Project) -> None:
    (order,) = placed(desk, project, answer(desk, project, ONE, TWO))
    come(desk, project, order)
    come(desk, project, order)
    assert desk.query(Order).filter_by(provider=parts.plugin.id).count() == 2


def come(desk: Session, project: Project, order: Order) -> None:
    """The clip of a run has come, as the gateway says it."""
    subject = Subject.of(order.subject)
    take = takes.bring_in(desk, project.id, subject, order.id, Media("c" * 64, "b" * 64, 121, {}), order.snapshot)
    order.state = State.DONE
    desk.flush()
    placing.parts(desk, order, take, [50], (Money(500, "USD"), "v1"))
