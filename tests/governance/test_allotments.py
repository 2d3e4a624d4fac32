"""What is allotted to a role or a person is never passed either, and a refusal says whose money would have to grow."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import URL, Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.rules import Role
from rushes.db.session import connect, transaction
from rushes.governance import service
from rushes.governance.errors import NotEnoughLeft, OtherCurrency
from rushes.governance.rules import Scope, Share
from rushes.governance.tables import Allotment, LedgerRow
from rushes.kernel.money import Money
from rushes.projects import service as projects
from rushes.providers.pricing import Usage
from tests.governance.conftest import Made

DIGEST = "a" * 64
PEOPLE = {"ada": Role.OWNER, "ben": Role.DIRECTOR, "cy": Role.DIRECTOR}


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


@pytest.fixture
def crew(session: Session, make: Made) -> UUID:
    """A production of ten dollars with an owner and two directors."""
    production = make("10")
    _cast(session, production)
    return production


def _cast(session: Session, production: UUID) -> None:
    for name, role in PEOPLE.items():
        accounts.join(session, production, name, role)


def order(session: Session, production: UUID, who: str, high: str, id: UUID | None = None) -> UUID:
    id = id or uuid4()
    service.authorise(session, production, id, DIGEST, usd(high), "prices", None, who)
    return id


def share(session: Session, production: UUID, scope: Scope, name: str = "") -> Share:
    return next(one for one in service.shares(session, production) if (one.scope, one.name) == (scope, name))


def test_an_order_is_taken_from_the_person_their_role_and_the_production(session: Session, crew: UUID) -> None:
    service.allot(session, crew, Scope.PERSON, "ben", usd("4"))
    service.allot(session, crew, Scope.ROLE, "director", usd("5"))
    order(session, crew, "ben", "3")
    order(session, crew, "cy", "1")
    order(session, crew, "ada", "2")

    left = {(one.scope, one.name): one.left for one in service.shares(session, crew)}
    assert left == {
        (Scope.PRODUCTION, ""): usd("4"),
        (Scope.ROLE, "director"): usd("1"),
        (Scope.ROLE, "owner"): None,
        (Scope.PERSON, "ada"): None,
        (Scope.PERSON, "ben"): usd("1"),
        (Scope.PERSON, "cy"): None,
    }


@pytest.mark.parametrize(
    ("limits", "who", "high", "says"),
    [
        (
            {(Scope.PERSON, "ben"): "1"},
            "ben",
            "1.003",
            (
                "The order may cost 1.003 USD, and of 1.00 USD allotted to ben, 1.00 USD is left. "
                "Raise ben's to 1.01 USD (`rushes budget set 1.01 --person ben`), or order less."
            ),
        ),
        (
            {(Scope.ROLE, "director"): "0", (Scope.PERSON, "ben"): "10"},
            "ben",
            "2",
            (
                "The order may cost 2.00 USD, and of 0.00 USD allotted to director, 0.00 USD is left. "
                "Raise director's to 2.00 USD (`rushes budget set 2.00 --role director`), or order less."
            ),
        ),
        (
            {(Scope.PERSON, "ben"): "5"},
            "ben",
            "10.5",
            (
                "The order may cost 10.50 USD, and of the production's 10.00 USD, 10.00 USD is left and "
                "of 5.00 USD allotted to ben, 5.00 USD is left. "
                "Raise the limit to 10.50 USD (`rushes budget set 10.50`, or [budget] in project.toml) and "
                "ben's to 10.50 USD (`rushes budget set 10.50 --person ben`), or order less."
            ),
        ),
    ],
)
def test_a_refusal_says_whose_money_does_not_reach_and_what_would(
    session: Session, crew: UUID, limits: dict[tuple[Scope, str], str], who: str, high: str, says: str
) -> None:
    for key, limit in limits.items():
        service.allot(session, crew, *key, usd(limit))

    with pytest.raises(NotEnoughLeft) as caught:
        order(session, crew, who, high)
    assert caught.value.detail == says
    assert service.balance(session, crew).reserved == usd("0")


def test_what_the_refusal_asks_for_is_enough(session: Session, crew: UUID) -> None:
    service.allot(session, crew, Scope.PERSON, "ben", usd("1"))
    service.settle(session, order(session, crew, "ben", "0.5"), usd("0.333333"), "prices")
    with pytest.raises(NotEnoughLeft, match=r"set 1\.04 --person ben") as caught:
        order(session, crew, "ben", "0.700001")
    assert caught.value.facts == {"short": ["person:ben"]}

    service.allot(session, crew, Scope.PERSON, "ben", usd("1.04"))

    order(session, crew, "ben", "0.700001")


def test_somebody_elses_money_is_not_touched_and_what_costs_nothing_is_always_granted(
    session: Session, crew: UUID
) -> None:
    service.allot(session, crew, Scope.PERSON, "ben", usd("0"))

    order(session, crew, "ben", "0")
    order(session, crew, "cy", "9")
    with pytest.raises(NotEnoughLeft):
        order(session, crew, "ben", "0.000001")


def test_a_lifted_limit_holds_nobody_and_a_new_one_counts_what_was_spent_before(session: Session, crew: UUID) -> None:
    order(session, crew, "ben", "2")
    service.allot(session, crew, Scope.PERSON, "ben", usd("2"))
    with pytest.raises(NotEnoughLeft):
        order(session, crew, "ben", "1")

    service.allot(session, crew, Scope.PERSON, "ben", None)
    order(session, crew, "ben", "1")

    assert share(session, crew, Scope.PERSON, "ben").limit is None
    assert share(session, crew, Scope.PERSON, "ben").reserved == usd("3")


def test_what_was_ordered_in_a_role_stays_with_it(session: Session, crew: UUID) -> None:
    service.allot(session, crew, Scope.ROLE, "director", usd("3"))
    held = order(session, crew, "ben", "3")
    with pytest.raises(NotEnoughLeft):
        order(session, crew, "cy", "1")

    service.settle(session, held, usd("1"), "prices")

    assert share(session, crew, Scope.ROLE, "director").spent == usd("1")
    order(session, crew, "cy", "2")


def test_who_has_no_role_here_is_still_held_by_their_own_allotment(session: Session, crew: UUID) -> None:
    service.allot(session, crew, Scope.PERSON, "dee", usd("1"))

    order(session, crew, "dee", "1")

    with pytest.raises(NotEnoughLeft):
        order(session, crew, "dee", "1")
    assert [one.name for one in service.shares(session, crew)] == ["", "dee"]


def test_another_currency_is_allotted_neither_way(session: Session, crew: UUID) -> None:
    with pytest.raises(OtherCurrency, match="budget is in USD"):
        service.allot(session, crew, Scope.PERSON, "ben", Money.of("1", "EUR"))
    service.allot(session, crew, Scope.PERSON, "ben", usd("1"))
    with pytest.raises(OtherCurrency, match="allotted in USD"):
        service.set_budget(session, crew, Money.of("1", "EUR"))
    service.allot(session, crew, Scope.PERSON, "ben", None)
    service.set_budget(session, crew, Money.of("1", "EUR"))


def test_the_ledger_keeps_who_it_was_the_units_and_the_prices(session: Session, crew: UUID) -> None:
    id = uuid4()
    service.authorise(session, crew, id, DIGEST, usd("3"), "ark-2026-11", None, "ben", Usage(Decimal(108900), "token"))
    service.settle(session, id, usd("1"), "ark-2026-11", Usage(Decimal("1E+5"), "token"))

    rows = session.scalars(select(LedgerRow).where(LedgerRow.order_id == id).order_by(LedgerRow.id)).all()
    assert [(row.entry, row.who, row.role, row.units, row.unit, row.prices) for row in rows] == [
        ("reserve", "ben", "director", "108900", "token", "ark-2026-11"),
        ("release", "ben", "director", "108900", "token", "ark-2026-11"),
        ("settle", "ben", "director", "100000", "token", "ark-2026-11"),
    ]


@pytest.mark.parametrize("amount", ["NaN", "-3", "Infinity", "sNaN"])
def test_a_count_that_cannot_be_is_not_kept_and_never_keeps_an_order_from_being_settled(
    session: Session, crew: UUID, amount: str
) -> None:
    id = order(session, crew, "ben", "3")

    service.settle(session, id, usd("1"), "prices", Usage(Decimal(amount), "token"))

    [row] = session.scalars(select(LedgerRow).where(LedgerRow.order_id == id, LedgerRow.entry == "settle"))
    assert (row.units, row.unit, row.micros) == ("", "", -1_000_000)


@pytest.mark.parametrize(("units", "unit"), [("1", ""), ("", "token"), ("-1", "token"), ("1e3", "token")])
def test_the_ledger_refuses_units_that_cannot_be(session: Session, crew: UUID, units: str, unit: str) -> None:
    row = LedgerRow(project_id=crew, order_id=uuid4(), entry="settle", micros=0, currency="USD", prices="")
    row.units, row.unit = units, unit

    with pytest.raises(IntegrityError, match="ck_ledger_units"), session.begin_nested():
        session.add(row)


@pytest.mark.parametrize(("scope", "name", "limit"), [("production", "x", 1), ("person", "", 1), ("person", "x", -1)])
def test_an_allotment_that_cannot_be_is_refused(
    session: Session, crew: UUID, scope: str, name: str, limit: int
) -> None:
    with pytest.raises(IntegrityError, match="ck_allotments"), session.begin_nested():
        session.add(Allotment(project_id=crew, scope=scope, name=name, limit_micros=limit))


@dataclass
class Ledger:
    """What should be, told by somebody else than the database: who holds how much, and who has spent how much."""

    held: dict[int, tuple[str, int]]
    spent: Counter[str]

    def gone(self, who: str = "", role: str = "") -> int:
        def own(name: str) -> bool:
            return who in ("", name) and role in ("", PEOPLE[name])

        reserved = sum(amount for name, amount in self.held.values() if own(name))
        return reserved + sum(amount for name, amount in self.spent.items() if own(name))


moves = st.lists(
    st.tuples(
        st.integers(0, 7),
        st.sampled_from(["ask", "settle", "release"]),
        st.sampled_from(list(PEOPLE)),
        st.integers(0, 4),
    ),
    max_size=25,
)
limits = st.fixed_dictionaries({"all": st.integers(0, 12), "ben": st.integers(0, 6), "director": st.integers(0, 8)})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves, limits)
def test_whatever_comes_in_whatever_order_every_share_is_the_sum_of_its_own(
    session: Session, make: Made, moves: list[tuple[int, str, str, int]], limits: dict[str, int]
) -> None:
    production, ids = make(str(limits["all"])), [uuid4() for _ in range(8)]
    _cast(session, production)
    service.allot(session, production, Scope.PERSON, "ben", usd(str(limits["ben"])))
    service.allot(session, production, Scope.ROLE, "director", usd(str(limits["director"])))
    should, known, released = Ledger({}, Counter()), set[int](), dict[int, str]()
    for number, move, who, amount in moves:
        if move == "ask" and number not in known:
            bounds = [limits["all"] - should.gone()]
            bounds += [limits["ben"] - should.gone(who="ben")] if who == "ben" else []
            bounds += [limits["director"] - should.gone(role="director")] if PEOPLE[who] == "director" else []
            if amount and amount > min(bounds):
                with pytest.raises(NotEnoughLeft):
                    order(session, production, who, str(amount), ids[number])
            else:
                order(session, production, who, str(amount), ids[number])
                should.held[number] = (who, amount)
                known.add(number)
        elif move == "settle":
            service.settle(session, ids[number], usd(str(amount)), "")
            if number in should.held:
                should.spent[should.held.pop(number)[0]] += amount
            elif number in released:  # what a service billed all the same is known only later
                should.spent[released.pop(number)] += amount
        elif move == "release":
            service.release(session, ids[number])
            if number in should.held:
                released[number] = should.held.pop(number)[0]
        _compare(service.shares(session, production), should)


def _compare(shares: list[Share], should: Ledger) -> None:
    for one in shares:
        own = {Scope.PERSON: {"who": one.name}, Scope.ROLE: {"role": one.name}}.get(one.scope, {})
        assert (one.spent + one.reserved).micros == should.gone(**own) * 10**6, one
    whole, *others = shares
    for scope in (Scope.ROLE, Scope.PERSON):
        assert sum(one.spent.micros for one in others if one.scope is scope) == whole.spent.micros
        assert sum(one.reserved.micros for one in others if one.scope is scope) == whole.reserved.micros


@pytest.fixture
def own_engine(own_url: URL) -> Iterator[Engine]:
    """Forty real connections to a database of this test's own."""
    made = connect(own_url, pool=20)
    yield made
    made.dispose()


def test_two_hundred_orders_at_once_never_pass_anybodys_allotment_by_one_micro_unit(own_engine: Engine) -> None:
    allotted = {(Scope.PERSON, "ben"): 300_007, (Scope.ROLE, "director"): 500_003}
    with transaction(own_engine) as session:
        production = projects.adopt(session, "/films/one", "Film", {}).id
        service.set_budget(session, production, Money(900_001, "USD"))
        _cast(session, production)
        for key, micros in allotted.items():
            service.allot(session, production, *key, Money(micros, "USD"))
    asked = [(list(PEOPLE)[number % 3], 40_000 + 1_009 * (number % 7)) for number in range(200)]

    def ordered(who: str, micros: int) -> tuple[str, int]:
        id = uuid4()
        try:
            with transaction(own_engine) as session:
                service.authorise(session, production, id, DIGEST, Money(micros, "USD"), "", None, who)
        except NotEnoughLeft:
            return who, 0
        if micros % 2:
            with transaction(own_engine) as session:
                service.settle(session, id, Money(micros - 7, "USD"), "")
            return who, micros - 7
        return who, micros

    with ThreadPoolExecutor(32) as crowd:
        gone = list(crowd.map(ordered, *zip(*asked, strict=True)))

    with transaction(own_engine) as session:
        shares = {(one.scope, one.name): one for one in service.shares(session, production)}
    assert all(one.left is None or one.left.micros >= 0 for one in shares.values())
    for name in PEOPLE:
        own = shares[Scope.PERSON, name]
        assert (own.spent + own.reserved).micros == sum(micros for who, micros in gone if who == name)
    dearest = max(micros for _, micros in asked)
    whole = shares[Scope.PRODUCTION, ""].left
    assert whole is not None
    assert whole.micros < dearest, "what fits is granted"
