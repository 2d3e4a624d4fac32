"""What it takes to finish a production: which shots are ahead, what one take costs and lasts, what was learned."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from rushes.boards import forecast as board
from rushes.boards.forecast import Forecast
from rushes.delivery import line
from rushes.delivery.line import Wish
from rushes.governance import service as governance
from rushes.kernel.money import Money
from rushes.projects.tables import Project
from rushes.providers import simulated
from rushes.providers.base import Makes, Nature
from rushes.review import service as review
from rushes.review.rules import By, State
from rushes.review.service import Opinion
from rushes.takes.tables import Take
from tests.making import adopted, card, delivered, production

A_SECOND = 100_000
"""What a second of the simulated service costs at least; at most it is half as much again."""


@pytest.fixture
def film(session: Session) -> Project:
    """Three shots: two of half a second in a scene, one of two seconds in the next."""
    return adopted(session, production(card("S01-SH01"), card("S01-SH02"), card("S02-SH01", seconds=2)))


def asked(session: Session, film: Project, provider: str = "") -> Forecast:
    dear = replace(simulated.plugin, id="dear", title="Dear", lane=None)
    specs = {"simulated": simulated.plugin, "dear": dear}
    return board.forecast(session, film, line.wanted(film, Wish(provider), specs), {})


def take(session: Session, film: Project, shot: str = "S01-SH01", attempt: int = 1) -> Take:
    return delivered(session, film, card(shot, seconds=2 if shot == "S02-SH01" else 0.5), attempt=attempt)[1]


def judge(session: Session, take: Take, state: State, by: By = By.PERSON) -> None:
    review.decide(session, take.id, state, by, "ada", Opinion())


def test_every_shot_is_ahead_until_a_person_accepted_a_take_of_it(session: Session, film: Project) -> None:
    before = asked(session, film)
    judge(session, take(session, film), State.SELECTED, By.RULE)
    take(session, film, "S01-SH02")
    chosen = asked(session, film)
    assert (chosen.accepted, chosen.learned) == (0, 0), "a rule accepts nothing"
    assert [one.takes for one in chosen.outlooks] == [one.takes for one in before.outlooks]

    judge(session, take(session, film, attempt=2), State.APPROVED)
    after = asked(session, film)

    assert (before.planned, before.accepted, before.learned) == (3, 0, 0)
    assert (after.accepted, after.learned) == (1, 1)
    assert [(one.of, one.shots) for one in before.outlooks] == [("", 3), ("S01", 2), ("S02", 1)]
    assert [(one.of, one.shots) for one in after.outlooks] == [("", 2), ("S01", 1), ("S02", 1)]
    assert [one.of for one in after.shots] == ["S01-SH02", "S02-SH01"]


def test_a_take_costs_what_its_provider_says(session: Session, film: Project) -> None:
    [short, _, long] = asked(session, film).shots

    assert short.micros.expected == pytest.approx(short.takes.expected * 0.5 * A_SECOND * 1.25)
    assert long.micros.low == long.takes.low * 2 * A_SECOND
    assert long.micros.high == long.takes.high * 2 * A_SECOND * 1.5


def test_verdicts_teach_it_and_what_nobody_judged_does_not(session: Session, film: Project) -> None:
    before = asked(session, film).shots[1].takes.expected
    for attempt in range(1, 7):
        judge(session, take(session, film, "S01-SH01", attempt), State.REJECTED)
    for attempt in range(1, 4):
        take(session, film, "S02-SH01", attempt)
    after = asked(session, film)

    assert after.learned == 6
    assert after.shots[1].takes.expected > before
    judge(session, take(session, film, "S01-SH01", 7), State.MAYBE)
    assert asked(session, film).learned == 7


def test_a_clip_of_ones_own_teaches_nothing_of_models(session: Session, film: Project) -> None:
    own = take(session, film)
    own.snapshot = {**own.snapshot, "worded": None}
    session.flush()
    judge(session, own, State.APPROVED)

    assert (asked(session, film).learned, asked(session, film).accepted) == (0, 1)


def test_the_time_of_a_take_is_that_of_earlier_orders_or_is_assumed(session: Session, film: Project) -> None:
    assert (asked(session, film).a_take, asked(session, film).measured) == (board.A_TAKE, 0)
    for attempt, seconds in enumerate((30, 50, 400), start=1):
        order, _ = delivered(session, film, card("S01-SH01"), attempt=attempt)
        order.changed_at = order.created_at + timedelta(seconds=seconds)
        session.flush()

    found = asked(session, film)

    assert (found.a_take, found.measured, found.at_once) == (50, 3, 4)
    assert found.outlooks[0].seconds.expected == pytest.approx(50 * found.outlooks[0].takes.expected)
    other = asked(session, film, "dear")
    assert (other.measured, other.at_once) == (0, 1)


def test_a_shot_that_the_provider_cannot_make_is_in_no_sum_and_is_named(session: Session, film: Project) -> None:
    long = replace(simulated.plugin.usual, seconds=(0.5, 1.0), title="Short cards")
    spec = replace(simulated.plugin, models=(long,))

    found = board.forecast(session, film, line.wanted(film, Wish(), {"simulated": spec}), {})

    assert list(found.unmakeable) == ["S02-SH01"]
    assert "Short cards makes" in found.unmakeable["S02-SH01"]
    assert found.outlooks[0].shots == 2
    assert all(model.makes is Makes.VIDEO and model.nature is not Nature.PERSON for model in spec.models)


@pytest.mark.parametrize(
    ("limit", "says"),
    [
        ("100", "100.00 USD is left, which will do."),
        ("2.8", "2.80 USD is left, which will do if it goes as expected; if it goes badly"),
        ("0.5", "0.50 USD is left: "),
    ],
)
def test_it_says_whether_what_is_left_will_do(session: Session, film: Project, limit: str, says: str) -> None:
    governance.set_budget(session, film.id, Money.of(limit, "USD"))

    assert asked(session, film).says.startswith(says)


def test_another_currency_is_not_compared_and_nothing_is_needed_when_nothing_is_ahead(
    session: Session, film: Project
) -> None:
    governance.set_budget(session, film.id, Money.of("9", "EUR"))
    assert asked(session, film).says == "It is paid in USD, and the budget is in EUR."
    for shot in ("S01-SH01", "S01-SH02", "S02-SH01"):
        judge(session, take(session, film, shot), State.SELECTED)

    assert asked(session, film).says == "It costs nothing."
    assert asked(session, film).plain()["outlooks"][0]["takes"] == {"expected": 0.0, "low": 0.0, "high": 0.0}
