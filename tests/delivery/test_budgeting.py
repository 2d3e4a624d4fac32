"""The budget at the desk: who may set it, what the record says, and that the files go on saying what counts."""

import pytest
from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.errors import NoSuchMember, NotYours
from rushes.accounts.rules import Role
from rushes.delivery import budgeting, folder
from rushes.delivery.errors import NotALimit
from rushes.governance import record
from rushes.governance import service as governance
from rushes.governance.rules import Scope
from rushes.kernel.money import Money
from rushes.projects.tables import Project
from tests.making import adopted, production

BEN = (Scope.PERSON, "ben")
DIRECTORS = (Scope.ROLE, "director")


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


@pytest.fixture
def film(session: Session) -> Project:
    """Ada's production of ten dollars, with a director and a producer."""
    project = adopted(session, origin="/films/doors")
    accounts.join(session, project.id, "ben", Role.DIRECTOR)
    accounts.join(session, project.id, "pat", Role.PRODUCER)
    return project


def told(session: Session, project: Project) -> list[tuple[str, str, object]]:
    facts = [event.fact for event in record.events(session, project.id)]
    return [(one["actor"], one["verb"], one["body"]) for one in facts if one["verb"].startswith("budget.")]


def test_a_limit_set_at_the_desk_counts_until_the_files_say_something_new(session: Session, film: Project) -> None:
    budgeting.set_limit(session, film, usd("50.5"), "pat")
    budgeting.set_limit(session, film, usd("50.5"), "pat")

    assert governance.balance(session, film.id).limit == usd("50.5")
    assert folder.exported(session, film).brief.budget.money == usd("50.5")
    adopted(session, origin="/films/doors")
    assert governance.balance(session, film.id).limit == usd("50.5"), "the files say what they said before"
    assert told(session, film) == [("pat", "budget.set", {"limit": "50.50 USD", "was": "10.00 USD"})]

    adopted(session, production(budget={"limit": "12"}), origin="/films/doors")
    assert governance.balance(session, film.id).limit == usd("12")


def test_only_who_may_allot_does_and_the_record_says_so(session: Session, film: Project) -> None:
    with pytest.raises(NotYours, match=r"ben is director here and may not allot\."):
        budgeting.set_limit(session, film, usd("99"), "ben")
    with pytest.raises(NotYours):
        budgeting.allot(session, film, *BEN, usd("99"), "ben")
    with pytest.raises(NotYours):
        budgeting.restate(session, film, usd("10"), {}, "ben")
    budgeting.allot(session, film, *BEN, usd("2"), "ada")
    budgeting.allot(session, film, *BEN, usd("2"), "ada")
    budgeting.allot(session, film, *BEN, None, "pat")

    said = {"scope": "person", "name": "ben"}
    assert told(session, film) == [
        ("ada", "budget.allotted", {**said, "limit": "2.00 USD", "was": None}),
        ("pat", "budget.allotted", {**said, "limit": None, "was": "2.00 USD"}),
    ]


def test_somebody_nobody_knows_is_not_allotted_anything(session: Session, film: Project) -> None:
    with pytest.raises(NoSuchMember, match=r"Nobody here is called bne\. There are: ada, ben, pat\."):
        budgeting.allot(session, film, Scope.PERSON, "bne", usd("2"), "ada")


def test_restated_the_budget_says_exactly_that(session: Session, film: Project) -> None:
    budgeting.restate(session, film, usd("20"), {BEN: usd("1"), DIRECTORS: usd("5")}, "ada")
    budgeting.restate(session, film, usd("20"), {BEN: usd("3")}, "ada")

    assert budgeting.allotted(governance.shares(session, film.id)) == {BEN: usd("3")}

    euro = Money.of("7", "EUR")
    budgeting.restate(session, film, euro, {BEN: euro}, "ada")
    assert budgeting.allotted(governance.shares(session, film.id)) == {BEN: euro}
    assert governance.balance(session, film.id).limit == euro


@pytest.mark.parametrize(
    ("amount", "currency"), [("", "USD"), ("-1", "USD"), ("ten", "USD"), ("1e9", "USD"), ("1", "usd"), ("1", "")]
)
def test_what_is_no_limit_is_refused_with_what_one_is(amount: str, currency: str) -> None:
    with pytest.raises(NotALimit, match=r"is no limit: one is a number from 0 to 999999\.999999"):
        budgeting.money(amount, currency)
    assert budgeting.money("0.000001", "USD").micros == 1
