"""Which reference of a refused order is refused."""

from collections.abc import Collection

import pytest
from sqlalchemy.orm import Session

from rushes.craft.cards.moments import Name
from rushes.delivery import bisecting, line, ordering
from rushes.delivery.bisecting import Case
from rushes.delivery.errors import NotBisected
from rushes.delivery.line import Slot, Wanted, Wish
from rushes.delivery.ordering import Named
from rushes.generation.halving import Found
from rushes.generation.rules import State
from rushes.generation.tables import Order
from rushes.generation.tools import tools
from rushes.governance import record
from rushes.kernel.money import Money
from rushes.projects.tables import Project
from rushes.shots import service as shots
from tests.delivery.boards import decide, panel
from tests.delivery.refusing import CAST, SHOT, SPEC, approve, cast, shown
from tests.making import SMALL, adopted, card

WANT = Wanted(SPEC, 1, SMALL)


@pytest.fixture
def project(desk: Session, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Its provider is one that pictures go to."""
    monkeypatch.setitem(vars(tools()), "specs", {"simulated": SPEC})
    made = adopted(desk, cast(shown(), card("S01-SH02")))
    approve(desk, made)
    return made


def refuse(desk: Session, order: Order, medium: str = "image") -> None:
    order.state, order.cause, order.medium, order.says = State.FAILED, "input_moderation", medium, "It is refused."
    desk.flush()


def refused(desk: Session, project: Project, medium: str = "image", **settings: object) -> Order:
    """An order of everything, refused."""
    found = ordering.slots(desk, project, Named((SHOT,), Wish(settings=settings)), WANT)
    (order,) = line.placed(desk, project, found.slots, SPEC, "ada")
    refuse(desk, order, medium)
    return order


def case(desk: Session, project: Project) -> Case:
    return bisecting.case(desk, project, bisecting.refused(desk, project, SHOT))


def bisected(desk: Session, project: Project, culprits: Collection[str] | None) -> tuple[Found, list[tuple[str, ...]]]:
    """What is found where any of these is refused (None: everything is), and what was sent in which order."""
    looked = case(desk, project)
    while isinstance(step := bisecting.step(desk, project, looked), Slot):
        (order,) = line.placed(desk, project, [step], SPEC, "ada")
        shows = {one["asset"] for one in order.request["citations"]}
        if culprits is None or shows & set(culprits):
            refuse(desk, order)
        else:
            order.state = State.DONE
            desk.flush()
    return step, [names for names, _ in bisecting.tried(desk, project, looked)]


@pytest.mark.parametrize("culprit", CAST)
def test_the_one_that_is_refused_is_named_whichever_it_is(desk: Session, project: Project, culprit: str) -> None:
    refused(desk, project)
    found, sent = bisected(desk, project, [culprit])

    assert found == Found(culprit)
    assert len(sent) <= 3
    assert sent[0] == ("CH-ADA", "PR-KEY")


def test_a_half_leaves_the_others_out_and_brings_nothing_else_in(desk: Session, project: Project) -> None:
    first = refused(desk, project, without=["PR-BAG"])
    step = bisecting.step(desk, project, case(desk, project))
    assert isinstance(step, Slot)
    asked = step.composed

    assert {one.asset for one in asked.request.citations} == {"CH-ADA"}
    assert asked.request.settings["without"] == ["LO-HALL", "PR-BAG", "PR-KEY"]
    assert (asked.request.model, asked.request.attempt) == (first.request["model"], 1)
    assert asked.snapshot["bisects"] == str(first.id)
    assert asked.snapshot["pass"] == first.snapshot["pass"]


def test_only_what_the_moderator_speaks_of_is_suspected(desk: Session, project: Project) -> None:
    refused(desk, project, "video")
    with pytest.raises(NotBisected, match="Nothing went along with that order of S01-SH01 that could be why"):
        case(desk, project)


def test_where_it_is_not_said_what_is_refused_it_may_be_the_words(desk: Session, project: Project) -> None:
    refused(desk, project, "")
    found, sent = bisected(desk, project, None)

    assert (found, sent[-1]) == (Found(words=True), ())
    assert "refused without any reference too" in bisecting.says(case(desk, project), found)


def test_a_frame_is_suspected_by_its_role_and_without_it_no_reference_takes_its_place(
    desk: Session, project: Project
) -> None:
    decide(desk, panel(desk, project, shown(), Name.KEY, picture="f" * 64), "approved")
    refused(desk, project, "")
    looked = case(desk, project)

    assert looked.suspects == (f"{SHOT} first_frame",)
    step = bisecting.step(desk, project, looked)
    assert isinstance(step, Slot)
    assert step.composed.request.citations == ()
    assert set(CAST) < set(step.composed.request.settings["without"])


def test_one_preflight_holds_every_order_that_may_come_with_what_all_cost_at_most(
    desk: Session, project: Project
) -> None:
    refused(desk, project)
    seen, left = bisecting.look(desk, project, case(desk, project))
    (low, high) = (seen.rows[0].estimate.low, seen.rows[0].estimate.high)

    assert (left.steps, left.accepted) == (3, 3), "the last is accepted too where it is several together"
    assert (seen.low, seen.high) == (Money(0, "USD"), Money(3 * high.micros, "USD"))
    assert low < high
    assert len(seen.rows) == len({row.composed.request.digest for row in seen.rows}) <= 8


def test_it_goes_on_where_it_was_and_orders_nothing_twice(desk: Session, project: Project) -> None:
    refused(desk, project)
    first = bisecting.step(desk, project, case(desk, project))
    assert isinstance(first, Slot)
    (placed,) = line.placed(desk, project, [first], SPEC, "ada")

    waiting = bisecting.step(desk, project, case(desk, project))
    assert isinstance(waiting, Slot)
    assert waiting.order == placed

    placed.state, placed.cause = State.FAILED, "provider_fault"
    desk.flush()
    again = bisecting.step(desk, project, case(desk, project))
    assert isinstance(again, Slot)
    assert (again.order, again.composed.request.attempt) == (None, 2)


def test_what_is_asked_otherwise_by_now_is_not_looked_into(desk: Session, project: Project) -> None:
    refused(desk, project)
    shots.adopt_cards(desk, project.id, [shown(action="Ada leaves.")])

    with pytest.raises(NotBisected, match="S01-SH01 would be asked otherwise by now"):
        case(desk, project)


def test_an_order_that_was_not_refused_for_a_reference_is_not_looked_into(desk: Session, project: Project) -> None:
    order = refused(desk, project, "text")
    with pytest.raises(NotBisected, match="No order of S01-SH01 was refused"):
        bisecting.refused(desk, project, SHOT)
    order.medium = "image"
    assert bisecting.refused(desk, project, str(order.id)[:8]) == order
    with pytest.raises(NotBisected):
        bisecting.refused(desk, project, "S01-SH02")


@pytest.mark.parametrize(
    ("culprit", "says"),
    [
        ("PR-KEY", "PR-KEY is what is refused in S01-SH01. Approve another picture of it"),
        (f"{SHOT} first_frame", "Approve another panel of it (`rushes panels --only S01-SH01`)"),
        (f"{SHOT}-T02", "Recast it with `--follow nothing`"),
        ("", "No reference of S01-SH01 is refused by itself"),
    ],
)
def test_what_was_found_is_told_with_what_to_do_and_recorded_once(
    desk: Session, project: Project, culprit: str, says: str
) -> None:
    refused(desk, project)
    looked, found = case(desk, project), Found(culprit)
    assert says in bisecting.says(looked, found)

    for _ in range(2):
        bisecting.keep(desk, project, looked, found, "ada")
    facts = [event.fact for event in record.events(desk, project.id) if event.fact["verb"] == bisecting.VERB]
    assert [fact["body"]["refused"] for fact in facts] == [culprit]


def test_what_is_no_take_of_a_shot_is_not_looked_into(desk: Session, project: Project) -> None:
    order = refused(desk, project)
    order.subject = "sheet:CH-ADA-FACE"
    desk.flush()

    for name in ("CH-ADA-FACE", str(order.id)[:8]):
        with pytest.raises(NotBisected):
            bisecting.refused(desk, project, name)
