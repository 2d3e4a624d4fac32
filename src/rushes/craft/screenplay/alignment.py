"""
What two sequences have in common, in order: first what is there once in both, then what lies between.

Patience diff: what stands once in both and goes forward is kept, and the gaps are looked at in the same way. Only a
small gap of nothing but repeated things is compared each with each, so the cost stays near linear.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

_SMALL = 10_000
Pairs = list[tuple[int, int]]


def align(before: Sequence[Hashable], after: Sequence[Hashable]) -> Pairs:
    """Places of equal things in both sequences, both going forward."""
    found: Pairs = []
    waiting = [(0, len(before), 0, len(after))]
    while waiting:
        start, end, begin, stop = waiting.pop()
        while start < end and begin < stop and before[start] == after[begin]:
            found.append((start, begin))
            start, begin = start + 1, begin + 1
        while start < end and begin < stop and before[end - 1] == after[stop - 1]:
            end, stop = end - 1, stop - 1
            found.append((end, stop))
        if start < end and begin < stop:
            shared = _shared(before[start:end], after[begin:stop])
            if shared:
                waiting += _between([(start + i, begin + j) for i, j in shared], (start, end, begin, stop))
                found += [(start + i, begin + j) for i, j in shared]
            else:
                found += [(start + i, begin + j) for i, j in _each(before[start:end], after[begin:stop])]
    return sorted(found)


def gaps(pairs: Pairs, before: int, after: int) -> Iterator[tuple[range, range]]:
    """What stands before each pair and after the last, as places in sequences of these lengths; often empty."""
    for (i, j), (k, m) in pairwise([(-1, -1), *pairs, (before, after)]):
        yield range(i + 1, k), range(j + 1, m)


def rising(values: Sequence[int]) -> list[int]:
    """The places of a longest rising run among values that are all different."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        at = bisect_left(tails, value)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1], ends[at : at + 1] = [value], [place]
    found: list[int] = []
    place = ends[-1] if ends else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]


def likeness(before: Sequence[Hashable], after: Sequence[Hashable]) -> float:
    """How much of two sequences is the same whatever its order, from 0 to 1."""
    if not before and not after:
        return 1.0
    shared = Counter(before) & Counter(after)
    return 2 * shared.total() / (len(before) + len(after))


def _shared(before: Sequence[Hashable], after: Sequence[Hashable]) -> Pairs:
    """What stands once in both, as far as it goes forward."""
    here, there = _once(before), _once(after)
    both = [(place, there[what]) for what, place in here.items() if what in there]
    return [both[at] for at in rising([place for _, place in both])]


def _once(sequence: Sequence[Hashable]) -> dict[Hashable, int]:
    counted = Counter(sequence)
    return {what: place for place, what in enumerate(sequence) if counted[what] == 1}


def _between(shared: Pairs, gap: tuple[int, int, int, int]) -> list[tuple[int, int, int, int]]:
    start, end, begin, stop = gap
    edges = [(start - 1, begin - 1), *shared, (end, stop)]
    return [(i + 1, k, j + 1, m) for (i, j), (k, m) in pairwise(edges) if k > i + 1 and m > j + 1]


def _each(before: Sequence[Hashable], after: Sequence[Hashable]) -> Pairs:
    if len(before) * len(after) > _SMALL:
        return []
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return [(block.a + at, block.b + at) for block in blocks for at in range(block.size)]
