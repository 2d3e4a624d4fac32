"""Money is exact and of one currency."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.kernel.money import Money

micros = st.integers(-(10**30), 10**30)


@given(st.lists(micros, max_size=20))
def test_sums_are_exact(amounts: list[int]) -> None:
    total = sum((Money(amount, "USD") for amount in amounts), start=Money(0, "USD"))

    assert total.micros == sum(amounts)


@given(micros)
def test_an_amount_written_as_a_decimal_is_read_exactly(amount: int) -> None:
    text = f"{'-' if amount < 0 else ''}{abs(amount) // 10**6}.{abs(amount) % 10**6:06}"

    assert Money.of(text, "EUR") == Money(amount, "EUR")


@given(micros, micros)
def test_taking_away_undoes_adding(one: int, other: int) -> None:
    first, second = Money(one, "USD"), Money(other, "USD")

    assert first + second - second == first
    assert first + -first == Money(0, "USD")
    assert (first < second) == (one < other)
    assert (first <= second) == (one <= other)


def test_two_currencies_never_mix() -> None:
    dollar, euro = Money(1, "USD"), Money(1, "EUR")
    for mixed in (lambda: dollar + euro, lambda: dollar - euro, lambda: dollar < euro, lambda: dollar >= euro):
        with pytest.raises(ValueError, match=r"mix USD and EUR|mix EUR and USD"):
            mixed()
    assert dollar != euro


@pytest.mark.parametrize("amount", ["0.0000001", Decimal("1e-7"), "12345678901234567890123456789.0000001"])
def test_what_is_finer_than_a_micro_unit_is_refused(amount: str | Decimal) -> None:
    with pytest.raises(ValueError, match="finer than a millionth"):
        Money.of(amount, "USD")


@pytest.mark.parametrize("amount", ["", "ten", "nan", "Infinity", "1,50"])
def test_what_is_no_amount_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        Money.of(amount, "USD")


@pytest.mark.parametrize("currency", ["", "usd", "US", "USDX", "€€€"])
def test_a_currency_is_three_capital_letters(currency: str) -> None:
    with pytest.raises(ValueError, match="currency"):
        Money(0, currency)


def test_people_read_two_decimals_and_the_currency() -> None:
    assert str(Money.of("1234.5", "USD")) == "1,234.50 USD"


@given(micros)
def test_said_exactly_an_amount_can_be_read_back(amount: int) -> None:
    money = Money(amount, "USD")

    assert Money.of(money.digits, "USD") == money
    assert len(money.digits.rpartition(".")[2]) >= 2
    assert money.exact.replace(",", "") == f"{money.digits} USD"


def test_what_is_finer_than_a_cent_is_said_exactly() -> None:
    assert [Money.of(text, "USD").exact for text in ("0.0043", "-1234.5", "7")] == [
        "0.0043 USD",
        "-1,234.50 USD",
        "7.00 USD",
    ]
