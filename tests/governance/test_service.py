"""Money is reserved before it is spent, settled once, and never more than there is."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import URL, Engine, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from rushes.db.session import connect, transaction
from rushes.governance import service
from rushes.governance.errors import NotEnoughLeft, OtherCurrency, Refused, VoidGrant
from rushes.governance.rules import Refusal
from rushes.governance.tables import Budget, GrantRow, LedgerRow
from rushes.kernel.money import Money
from rushes.projects import service as projects
from tests.governance.conftest import Made

DIGEST, OTHER = "a" * 64, "b" * 64


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


def ask(session: Session, production: UUID, order: UUID, high: str = "3", digest: str = DIGEST) -> None:
    service.authorise(session, production, order, digest, usd(high), "prices", None)


def left(session: Session, production: UUID) -> Money:
    return service.balance(session, production).left


def test_the_high_end_is_reserved_and_the_grant_holds_the_digest(session: Session, make: Made) -> None:
    production, order = make("10"), uuid4()

    grant = service.authorise(session, production, order, DIGEST, usd("3"), "prices", None)

    assert (grant.order, grant.digest, grant.micros, grant.currency) == (str(order), DIGEST, 3_000_000, "USD")
    now = service.balance(session, production)
    assert (now.limit, now.spent, now.reserved, now.left) == (usd("10"), usd("0"), usd("3"), usd("7"))


def test_the_same_order_asked_twice_is_one_grant(session: Session, make: Made) -> None:
    production, order = make("4"), uuid4()
    ask(session, production, order)
    ask(session, production, order)

    assert left(session, production) == usd("1")


def test_what_was_changed_after_it_was_granted_is_void(session: Session, make: Made) -> None:
    production, order = make(), uuid4()
    ask(session, production, order)

    with pytest.raises(VoidGrant, match="changed after it was authorised"):
        ask(session, production, order, digest=OTHER)
    with pytest.raises(VoidGrant):
        service.valid(service.granted(session, order), OTHER)
    assert service.valid(service.granted(session, order), DIGEST).digest == DIGEST


def test_settling_gives_back_what_was_reserved_and_books_what_it_cost_once(session: Session, make: Made) -> None:
    production, order = make("10"), uuid4()
    ask(session, production, order, "3")

    for _ in range(3):
        service.settle(session, order, usd("1.25"), "prices")
        service.release(session, order)

    now = service.balance(session, production)
    assert (now.spent, now.reserved, now.left) == (usd("1.25"), usd("0"), usd("8.75"))


def test_releasing_gives_back_everything_once(session: Session, make: Made) -> None:
    production, order = make("10"), uuid4()
    ask(session, production, order, "3")

    for _ in range(3):
        service.release(session, order)

    assert service.balance(session, production).spent == usd("0")
    assert left(session, production) == usd("10")


def test_a_cost_that_is_known_only_after_the_release_is_still_booked_and_once(session: Session, make: Made) -> None:
    production, order = make("10"), uuid4()
    ask(session, production, order, "3")
    service.release(session, order)

    for _ in range(3):
        service.settle(session, order, usd("1.25"), "prices")

    assert service.balance(session, production).spent == usd("1.25")
    assert left(session, production) == usd("8.75")


def test_an_order_that_was_never_granted_settles_to_nothing(session: Session, make: Made) -> None:
    production = make("10")
    service.settle(session, uuid4(), usd("5"), "prices")
    service.release(session, uuid4())

    assert left(session, production) == usd("10")


def test_the_last_micro_unit_may_be_spent_and_not_one_more(session: Session, make: Made) -> None:
    production = make("0.000002")
    ask(session, production, uuid4(), "0.000001")

    with pytest.raises(NotEnoughLeft, match="Raise"):
        ask(session, production, uuid4(), "0.000002")
    ask(session, production, uuid4(), "0.000001")
    with pytest.raises(NotEnoughLeft):
        ask(session, production, uuid4(), "0.000001")
    assert left(session, production) == usd("0")


def test_what_costs_nothing_is_granted_on_an_empty_and_on_an_overspent_budget(session: Session, make: Made) -> None:
    production, dear = make("5"), uuid4()
    ask(session, production, dear, "5")
    service.settle(session, dear, usd("6"), "prices")
    assert left(session, production) == usd("-1")

    ask(session, production, uuid4(), "0")

    with pytest.raises(NotEnoughLeft):
        ask(session, production, uuid4(), "0.000001")


def test_a_rule_refuses_before_money_moves(session: Session, make: Made) -> None:
    production, order = make("5"), uuid4()

    with pytest.raises(Refused, match=r"CH-X is blocked") as caught:
        service.authorise(session, production, order, DIGEST, usd("1"), "", Refusal("clearance", "CH-X is blocked."))

    assert caught.value.facts == {"rule": "clearance"}
    assert left(session, production) == usd("5")


def test_a_price_in_another_currency_is_refused_with_a_sentence(session: Session, make: Made) -> None:
    production = make("5")

    with pytest.raises(NotEnoughLeft, match=r"costs 1\.00 EUR, and the budget is in USD"):
        service.authorise(session, production, uuid4(), DIGEST, Money.of(1, "EUR"), "", None)


def test_a_cost_in_another_currency_is_never_booked_as_ours(session: Session, make: Made) -> None:
    production, order = make("5"), uuid4()
    ask(session, production, order, "3")

    with pytest.raises(OtherCurrency, match=r"cost 1\.00 EUR"):
        service.settle(session, order, Money.of(1, "EUR"), "prices")
    assert left(session, production) == usd("2")


def test_a_budget_may_grow_but_not_change_its_currency_once_money_moved(session: Session, make: Made) -> None:
    production = make("5")
    service.set_budget(session, production, Money.of("7", "EUR"))
    service.set_budget(session, production, usd("5"))
    ask(session, production, uuid4(), "3")

    service.set_budget(session, production, usd("20"))

    assert left(session, production) == usd("17")
    with pytest.raises(OtherCurrency, match="already spent in USD"):
        service.set_budget(session, production, Money.of("20", "EUR"))


def test_each_production_has_its_own_money(session: Session, make: Made) -> None:
    rich, poor = make("10"), make("1")
    ask(session, rich, uuid4(), "9")

    assert left(session, poor) == usd("1")


moves = st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["ask", "settle", "release"]), st.integers(0, 4)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves, st.integers(0, 8))
def test_what_is_left_is_the_sum_of_a_ledger_that_only_grows(
    session: Session, make: Made, moves: list[tuple[int, str, int]], limit: int
) -> None:
    production, orders = make(str(limit)), [uuid4() for _ in range(6)]
    open_, closed, seen = dict[int, int](), dict[int, int](), list[tuple[int, str, int]]()
    settled = set[int]()
    for number, move, amount in moves:
        order = orders[number]
        if move == "ask" and number not in open_ and number not in closed:
            reserved = sum(open_.values()) + sum(closed.values())
            if amount and amount > limit - reserved:
                with pytest.raises(NotEnoughLeft):
                    ask(session, production, order, str(amount))
            else:
                ask(session, production, order, str(amount))
                open_[number] = amount
        elif move != "ask":
            if move == "settle":
                service.settle(session, order, usd(str(amount)), "")
            else:
                service.release(session, order)
            if number in open_:
                closed[number] = amount if move == "settle" else 0
                del open_[number]
            elif move == "settle" and number in closed and number not in settled:
                closed[number] = amount
            settled |= {number} if move == "settle" and number in closed else set()
        now = service.balance(session, production)
        assert now.reserved == usd(str(sum(open_.values())))
        assert now.spent == usd(str(sum(closed.values())))
        rows = ledger(session, production)
        assert rows[: len(seen)] == seen
        assert now.left.micros == limit * 10**6 + sum(micros for _, _, micros in rows)
        seen = rows


def ledger(session: Session, production: UUID) -> list[tuple[int, str, int]]:
    wanted = select(LedgerRow.id, LedgerRow.entry, LedgerRow.micros).where(LedgerRow.project_id == production)
    return [(id, entry, micros) for id, entry, micros in session.execute(wanted.order_by(LedgerRow.id))]


@pytest.mark.parametrize(("entry", "micros"), [("reserve", 1), ("settle", 1), ("release", -1), ("refund", 0), ("", -1)])
def test_the_ledger_refuses_a_row_that_cannot_be(session: Session, make: Made, entry: str, micros: int) -> None:
    row = LedgerRow(project_id=make(), order_id=uuid4(), entry=entry, micros=micros, prices="", currency="USD")

    with pytest.raises(IntegrityError, match="ck_ledger"), session.begin_nested():
        session.add(row)


def test_the_ledger_refuses_a_second_row_of_one_kind_for_one_order(session: Session, make: Made) -> None:
    production, order = make(), uuid4()
    ask(session, production, order)
    again = LedgerRow(project_id=production, order_id=order, entry="reserve", micros=-1, prices="", currency="USD")

    with pytest.raises(IntegrityError, match="uq_ledger_once"), session.begin_nested():
        session.add(again)


@pytest.mark.parametrize(("limit", "currency"), [(-1, "USD"), (1, "usd"), (1, "DOLLAR")])
def test_a_budget_that_cannot_be_is_refused(session: Session, make: Made, limit: int, currency: str) -> None:
    production = projects.adopt(session, f"/films/{uuid4()}", "Film", {}).id

    with pytest.raises(IntegrityError, match="ck_budgets"), session.begin_nested():
        session.add(Budget(project_id=production, currency=currency, limit_micros=limit))


@pytest.fixture
def own_engine(own_url: URL) -> Iterator[Engine]:
    """Forty real connections to a database of this test's own."""
    made = connect(own_url, pool=20)
    yield made
    made.dispose()


def test_two_hundred_orders_at_once_never_overspend_by_one_micro_unit(own_engine: Engine) -> None:
    with transaction(own_engine) as session:
        production = projects.adopt(session, "/films/one", "Film", {}).id
        service.set_budget(session, production, Money(1_000_007, "USD"))
    prices = [100_000 + 7_001 * (number % 5) for number in range(200)]

    def order(micros: int) -> int:
        try:
            with transaction(own_engine) as session:
                service.authorise(session, production, uuid4(), DIGEST, Money(micros, "USD"), "", None)
        except NotEnoughLeft:
            return 0
        return micros

    with ThreadPoolExecutor(32) as crowd:
        reserved = list(crowd.map(order, prices))

    with transaction(own_engine) as session:
        now = service.balance(session, production)
        grants = session.scalar(select(func.count()).select_from(GrantRow))
    assert now.reserved.micros == sum(reserved)
    assert 0 <= now.left.micros < max(prices), "what fits is granted, what does not is refused"
    assert grants == sum(micros > 0 for micros in reserved) < 200


def test_one_order_authorised_and_closed_by_many_at_once_moves_money_once(own_engine: Engine) -> None:
    with transaction(own_engine) as session:
        production, order = projects.adopt(session, "/films/one", "Film", {}).id, uuid4()
        service.set_budget(session, production, usd("10"))

    def life(number: int) -> None:
        with transaction(own_engine) as session:
            service.authorise(session, production, order, DIGEST, usd("4"), "", None)
        with transaction(own_engine) as session:
            service.settle(session, order, usd("3"), "") if number % 2 else service.release(session, order)

    with ThreadPoolExecutor(16) as crowd:
        list(crowd.map(life, range(40)))

    with transaction(own_engine) as session:
        rows = ledger(session, production)
    assert [entry for _, entry, _ in rows][:2] == ["reserve", "release"]
    assert [micros for _, entry, micros in rows if entry == "settle"] in ([], [-3_000_000])
    assert len(rows) <= 3
