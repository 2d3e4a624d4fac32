"""What two sequences have in common, in order."""

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rushes.craft.screenplay.alignment import align, gaps, likeness, rising

LETTERS = st.lists(st.sampled_from("abcde"), max_size=30)


@given(LETTERS, LETTERS)
def test_pairs_are_equal_and_go_forward(before: list[str], after: list[str]) -> None:
    pairs = align(before, after)

    assert all(before[i] == after[j] for i, j in pairs)
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(pairs))


@given(LETTERS)
def test_equal_sequences_are_wholly_the_same(sequence: list[str]) -> None:
    assert align(sequence, list(sequence)) == [(at, at) for at in range(len(sequence))]


@given(LETTERS, LETTERS)
def test_pairs_and_gaps_together_are_everything(before: list[str], after: list[str]) -> None:
    pairs = align(before, after)
    told = list(gaps(pairs, len(before), len(after)))

    assert sorted([*(i for i, _ in pairs), *(at for gone, _ in told for at in gone)]) == list(range(len(before)))
    assert sorted([*(j for _, j in pairs), *(at for _, come in told for at in come)]) == list(range(len(after)))


def test_what_is_put_in_between_costs_nothing_of_what_stays() -> None:
    assert align(["the", "cat", "sat"], ["the", "old", "cat", "sat", "down"]) == [(0, 0), (1, 2), (2, 3)]


@given(st.lists(st.integers(0, 50), unique=True, max_size=20))
def test_a_rising_run_rises_and_a_rising_sequence_is_kept_whole(values: list[int]) -> None:
    run = [values[place] for place in rising(values)]
    assert run == sorted(run)
    assert rising(sorted(values)) == list(range(len(values)))
    assert len(run) >= min(len(values), 1)


def test_likeness_is_what_is_shared_whatever_its_order() -> None:
    assert likeness("ab", "ba") == 1
    assert likeness("", "") == 1
    assert likeness("ab", "cd") == 0
    assert likeness("abc", "a") == 0.5


def test_thousands_of_repeated_things_are_no_trap() -> None:
    start = time.process_time()
    align(["a", "b"] * 20_000, ["b", "a"] * 20_000)
    assert time.process_time() - start < 2
