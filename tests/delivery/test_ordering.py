"""Ordering takes of named shots, in passes."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from rushes.delivery import line, ordering
from rushes.delivery.line import Answered, Wanted, Wish
from rushes.delivery.ordering import Named
from rushes.generation.rules import State
from rushes.generation.tables import Order
from rushes.projects.tables import Project
from rushes.providers import simulated
from rushes.review import passes, rules
from rushes.review import service as review
from rushes.review.rules import By
from rushes.review.service import Opinion
from rushes.shots.errors import NoSuchShot
from tests.making import SMALL, adopted, card, delivered

WANT = Wanted(simulated.plugin, 1, SMALL)
ONE, TWO = "S01-SH01", "S01-SH02"


@pytest.fixture
def project(desk: Session) -> Project:
    return adopted(desk)


def answer(desk: Session, project: Project, *shots: str, go: passes.Wish = ordering.FIRST, **wish: object) -> Answered:
    named = Named(shots or (ONE,), Wish(settings=wish), go)
    return ordering.slots(desk, project, named, WANT)


def placed(desk: Session, project: Project, found: Answered) -> list[Order]:
    return line.placed(desk, project, found.slots, WANT.spec, "ada")


def test_the_shots_that_are_named_are_asked_for_each_once(desk: Session, project: Project) -> None:
    orders = placed(desk, project, answer(desk, project, TWO, ONE, TWO))

    assert [order.subject for order in orders] == [f"shot:{TWO}", f"shot:{ONE}"]
    assert orders[0].snapshot["pass"] == {"pass": 1}
    with pytest.raises(NoSuchShot, match=f"There are: {ONE}"):
        answer(desk, project, "S09-SH01")


def test_what_is_under_way_counts_and_what_is_done_does_not(desk: Session, project: Project) -> None:
    (first,) = placed(desk, project, answer(desk, project))
    (same,) = placed(desk, project, answer(desk, project))
    assert same.id == first.id

    first.state = State.DONE
    desk.flush()
    (more,) = placed(desk, project, answer(desk, project))
    assert (more.id != first.id, more.request["attempt"]) == (True, 2)


def test_among_those_asked_for_now_what_is_done_answers(desk: Session, project: Project) -> None:
    (first,) = placed(desk, project, answer(desk, project))
    first.state = State.DONE
    desk.flush()

    (slot,) = ordering.slots(desk, project, Named((ONE,), Wish()), WANT, [first.id]).slots
    assert slot.order == first


def test_a_locked_seed_is_in_every_request(desk: Session, project: Project) -> None:
    wish = Wish(settings=line.wishes(seed=11, silent=True))
    found = ordering.slots(desk, project, Named((ONE,), wish), replace(WANT, takes=2))

    assert [slot.composed.request.seed for slot in found.slots] == [11, 11]
    assert found.slots[0].composed.request.settings["audio"] is False
    assert found.slots[0].doubts == ("Several takes with one seed may come out the same.",)


def test_a_pass_that_may_not_begin_on_one_shot_stops_no_other(desk: Session, project: Project) -> None:
    _, take = delivered(desk, project, card())
    review.decide(desk, take.id, rules.State.REJECTED, By.PERSON, "ada", Opinion(failed="too dark"))

    found = answer(desk, project, ONE, TWO, go=passes.Wish(2, change="a lamp is on"))

    assert [slot.composed.subject.id for slot in found.slots] == [ONE]
    assert found.slots[0].composed.snapshot["pass"]["parent"] == take.code
    assert found.slots[0].doubts[0].startswith(f"The seed is another than that of {take.code} too")
    assert found.unasked == {TWO: f"{TWO} has no take whose miss could be mended: pass 1 comes first."}


def test_references_are_left_out_where_it_is_wished(desk: Session, project: Project) -> None:
    assert answer(desk, project, without=["CH-ADA"]).slots[0].composed.request.settings["without"] == ["CH-ADA"]
    assert line.wishes(without=["PR-KEY", "CH-ADA", "CH-ADA"]) == {"without": ["CH-ADA", "PR-KEY"]}
    assert line.wishes() == {}
