"""What orders would cost and meet, before any is placed, and that only what somebody saw is ordered."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from rushes.cli.orders import told
from rushes.delivery import line, preflight
from rushes.delivery.line import Wanted, Wish
from rushes.generation.errors import NotConfirmed
from rushes.generation.rules import State
from rushes.generation.tables import Order
from rushes.generation.tools import tools
from rushes.kernel.money import Money
from rushes.projects.tables import Project
from rushes.providers import simulated
from rushes.providers.base import Provider, Request
from tests.making import SMALL, adopted, card, production

WANT = Wanted(simulated.plugin, 2, SMALL)


class Choosy(simulated.Simulated):
    """A service that takes no rain."""

    def refuses(self, request: Request) -> str:
        return "It makes no rain." if "rain" in request.prompt.lower() else ""


def plan(session: Session) -> Project:
    wet = card(code="S01-SH02", action="Rain falls on the yard", standard=({"text": "The rain is heard", "check": ""},))
    return adopted(session, production(card(seconds=2), wet))


def look(session: Session, project: Project, **wish: Any) -> preflight.Preflight:
    return preflight.look(session, project, Wish(**wish), WANT)


def test_it_says_what_each_order_would_cost_and_orders_nothing(desk: Session) -> None:
    project = plan(desk)
    seen = look(desk, project)

    assert [row.composed.subject.id for row in seen.rows] == ["S01-SH01", "S01-SH01", "S01-SH02", "S01-SH02"]
    assert seen.rows[0].estimate.low == Money.of("0.2", "USD")
    assert seen.low == sum((row.estimate.low for row in seen.rows), start=Money(0, "USD"))
    assert seen.low < seen.high
    assert (seen.there, seen.at_once, seen.minutes) == (0, 4, None)
    assert desk.query(Order).count() == 0


def test_it_says_what_would_be_refused_and_what_no_machine_can_check(
    desk: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    choosy: dict[str, Provider] = {"simulated": Choosy(simulated.Settings())}
    monkeypatch.setitem(vars(tools()), "providers", choosy)
    dry, *_, wet = look(desk, plan(desk)).rows

    assert (dry.stops, wet.stops) == ("", "It makes no rain.")
    assert wet.unchecked == ("The rain is heard",)


def test_a_shot_that_cannot_be_asked_for_is_told_and_the_others_are_seen(desk: Session) -> None:
    project = adopted(desk, production(card(), card("S01-SH02", seconds=20)))
    short = replace(simulated.plugin, models=(replace(simulated.plugin.usual, seconds=(0.5, 10.0)),))
    seen = preflight.look(desk, project, Wish(), replace(WANT, spec=short))

    assert {row.composed.subject.id for row in seen.rows} == {"S01-SH01"}
    assert ("S01-SH02", "cannot be asked: Test cards makes 0.5 to 10 seconds, the card asks 20.") in told(seen)
    assert list(seen.plain()["unasked"]) == ["S01-SH02"]


def test_what_is_ordered_is_not_counted_again(desk: Session) -> None:
    project = plan(desk)
    line.order_missing(desk, project, Wish(only="S01-SH01"), WANT, "ada")

    seen = look(desk, project)
    assert ([row.composed.subject.id for row in seen.rows], seen.there) == (["S01-SH02"] * 2, 2)
    assert look(desk, project, only="S01-SH01").rows == ()


def test_one_confirmation_binds_exactly_what_was_seen(desk: Session) -> None:
    project = plan(desk)
    seen = look(desk, project)
    batch = preflight.confirm(desk, project, seen, seen.digest, "ada")
    made = line.order_missing(desk, project, Wish(), WANT, "ada", batch=batch)
    assert {order.batch_id for order in made} == {batch}

    with pytest.raises(NotConfirmed, match="has changed"):
        preflight.confirm(desk, project, look(desk, project), seen.digest, "ada")
    more = replace(WANT, takes=3)
    with pytest.raises(NotConfirmed, match="S01-SH01 is not what was confirmed"):
        line.order_missing(desk, project, Wish(), more, "ada", batch=batch)


def test_what_takes_the_place_of_a_failure_that_cost_nothing_is_confirmed_with_it(desk: Session) -> None:
    project = plan(desk)
    seen = look(desk, project)
    batch = preflight.confirm(desk, project, seen, seen.digest, "ada")
    made = line.order_missing(desk, project, Wish(), WANT, "ada", batch=batch)
    made[0].state, made[0].cause = State.FAILED, "provider_fault"
    desk.flush()

    again = line.order_missing(desk, project, Wish(), WANT, "ada", [order.id for order in made], batch)
    assert {order.id for order in again} - {order.id for order in made}
