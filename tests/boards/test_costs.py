"""What a production cost: the ledger's money by take, by accepted shot, by usable second."""

from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from rushes.boards import costs
from rushes.craft.cards.card import Card
from rushes.delivery import line
from rushes.generation.rules import State as OrderState
from rushes.governance import service as governance
from rushes.kernel.money import Money
from rushes.projects.tables import Project
from rushes.providers.pricing import Usage
from rushes.review import service as review
from rushes.review.rules import By, State
from rushes.review.service import Opinion
from rushes.takes.tables import Take
from tests.delivery.boards import panel
from tests.making import adopted, card, delivered, production

DOOR, YARD = card("S01-SH01"), card("S01-SH02", seconds=2)


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


@pytest.fixture
def film(session: Session) -> Project:
    return adopted(session, production(DOOR, YARD))


def paid(session: Session, project: Project, order_id: UUID, cost: str, tokens: int = 0) -> None:
    governance.authorise(session, project.id, order_id, "a" * 64, usd(cost), "ark-1", None, "ada")
    used = Usage(Decimal(tokens), "token") if tokens else None
    governance.settle(session, order_id, usd(cost), "ark-1", used)


def take(session: Session, project: Project, planned: Card, attempt: int, cost: str, tokens: int = 0) -> Take:
    order, made = delivered(session, project, planned, attempt=attempt)
    paid(session, project, order.id, cost, tokens)
    return made


def decide(session: Session, take: Take, state: State, by: By = By.PERSON) -> None:
    review.decide(session, take.id, state, by, "ada", Opinion())


def test_an_accepted_shot_bears_all_that_was_not_accepted(session: Session, film: Project) -> None:
    first = take(session, film, DOOR, 1, "1", tokens=300)
    second = take(session, film, DOOR, 2, "1", tokens=500)
    take(session, film, YARD, 1, "0.4")
    lost, gone = delivered(session, film, YARD, attempt=2)
    paid(session, film, lost.id, "0.6")
    lost.state, lost.cause = OrderState.FAILED, "provider_fault"
    session.delete(gone)
    paid(session, film, panel(session, film, DOOR).order_id, "0.25")
    decide(session, first, State.REJECTED)
    decide(session, second, State.SELECTED)

    found = costs.costs(session, film)

    assert [(one.take, one.cost, one.used, one.prices) for one in found.takes] == [
        ("S01-SH01-T01", usd("1"), Usage(Decimal(300), "token"), "ark-1"),
        ("S01-SH01-T02", usd("1"), Usage(Decimal(500), "token"), "ark-1"),
        ("S01-SH02-T01", usd("0.4"), None, "ark-1"),
    ]
    assert [(one.shot, one.takes, one.cost, one.seconds) for one in found.shots] == [
        ("S01-SH01", 2, usd("2"), 0.5),
        ("S01-SH02", 1, usd("1"), 0.0),
    ]
    assert (found.clips, found.beside) == (usd("3"), usd("0.25"))
    assert (found.a_take, found.an_accepted_shot, found.a_usable_second) == (usd("1"), usd("3"), usd("6"))
    assert found.used == (("simulated", Usage(Decimal(800), "token")),)


def test_a_rule_accepts_nothing(session: Session, film: Project) -> None:
    decide(session, take(session, film, DOOR, 1, "1"), State.SELECTED, By.RULE)

    found = costs.costs(session, film)

    assert (found.a_take, found.an_accepted_shot, found.a_usable_second) == (usd("1"), None, None)


def test_seconds_that_can_be_used_are_those_the_cut_uses(session: Session, film: Project) -> None:
    made = take(session, film, YARD, 1, "3")
    decide(session, made, State.APPROVED)
    decide(session, take(session, film, YARD, 2, "3"), State.SELECTED)
    assert costs.costs(session, film).seconds == 2

    _, cut = line.cut(session, film, {"S01-SH02": made}, "ada")

    used = sum(len(event.source) for event in cut.clips) / 24
    assert costs.costs(session, film).seconds == pytest.approx(used)
    assert costs.costs(session, film).accepted == 1


def test_before_anything_is_made_nothing_cost_anything(session: Session, film: Project) -> None:
    found = costs.costs(session, film)

    assert (found.takes, found.shots, found.used, found.a_take) == ((), (), (), None)
    assert found.plain()["clips"] == found.plain()["beside"] == 0
