"""Finding the reference that is refused, by halves."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.generation.halving import Found, Some, ahead, ask


def names(count: int) -> list[str]:
    return [f"R{number}" for number in range(count)]


def asked(count: int, refuses: frozenset[str] | None, *, words: bool = False) -> tuple[Found, list[tuple[Some, bool]]]:
    """What is found where whatever holds all of `refuses` is refused (None: whatever it holds), and every order."""
    told: dict[Some, bool] = {}
    while True:
        step = ask(names(count), told.get, words=words)
        if isinstance(step, Found):
            return step, list(told.items())
        assert step not in told, "nothing is ordered twice"
        told[step] = refuses is None or refuses <= step


CASES = st.integers(1, 40).flatmap(lambda count: st.tuples(st.just(count), st.integers(0, count - 1)))


@given(CASES, st.booleans())
def test_whichever_one_is_refused_is_found_soon(case: tuple[int, int], words: bool) -> None:
    count, culprit = case
    found, orders = asked(count, frozenset({f"R{culprit}"}), words=words)

    assert found == Found(f"R{culprit}")
    assert len(orders) <= math.ceil(math.log2(count)) + 1


@given(CASES)
def test_where_the_words_are_refused_nobody_else_is_blamed(case: tuple[int, int]) -> None:
    found, orders = asked(case[0], None, words=True)

    assert found == Found(words=True)
    assert orders[-1] == (frozenset(), True)
    assert len(orders) <= math.ceil(math.log2(case[0])) + 1


@given(st.sets(st.integers(0, 19), min_size=2, max_size=3), st.booleans())
def test_where_only_several_together_are_refused_none_is_named(culprits: set[int], words: bool) -> None:
    found, _ = asked(20, frozenset(f"R{number}" for number in culprits), words=words)

    assert found == Found()


def unknown(sent: Some) -> None:
    return None


def test_the_likeliest_are_asked_first_and_a_single_suspect_needs_no_order() -> None:
    assert ask(names(5), unknown, words=False) == frozenset({"R0", "R1"})
    assert ask(names(1), unknown, words=False) == Found("R0")
    assert ask(names(1), unknown, words=True) == frozenset()


@given(st.integers(1, 24), st.booleans())
def test_whatever_is_answered_was_foreseen_with_what_it_costs_at_most(count: int, words: bool) -> None:
    def price(sent: Some) -> int:
        return 10 + len(sent)

    foreseen = ahead(names(count), unknown, price, words=words)
    most, steps = 0, 0
    for culprit in [*names(count), "", "words"]:
        refuses = None if culprit == "words" else frozenset({culprit} if culprit else names(count))
        _, orders = asked(count, refuses, words=words)
        assert {sent for sent, _ in orders} <= set(foreseen.orders)
        spent = sum(price(sent) for sent, refused in orders if not refused)
        most, steps = max(most, spent), max(steps, len(orders))
    assert most <= foreseen.most
    assert steps <= foreseen.steps <= math.ceil(math.log2(count)) + 1
    assert foreseen.accepted <= foreseen.steps
    assert len(foreseen.orders) <= 2 * count


@pytest.mark.parametrize("refused", [True, False])
def test_what_is_known_is_not_foreseen_again(refused: bool) -> None:
    known = {frozenset({"R0", "R1"}): refused}
    left = ahead(names(4), known.get, lambda sent: 1, words=False)

    assert frozenset({"R0", "R1"}) not in left.orders
    assert left.steps == 2
