"""Which of some names were moved: the fewest that explain how one order became another."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

FIRST = "start"


def moved(names: Sequence[str], story: Sequence[str]) -> dict[str, str]:
    """The names that stand elsewhere than in the story's order, each with the one it stands behind, or `start`."""
    place = {name: number for number, name in enumerate(story)}
    steady = set(_longest_rise([(place[name], name) for name in names if name in place]))
    befores = dict(zip(names, [FIRST, *names], strict=False))
    return {name: befores[name] for name in names if name not in steady}


def arranged(story: Iterable[str], behind: Mapping[str, str]) -> list[str]:
    """The story's order with some names moved behind others; behind one that is not there nothing is moved."""
    order = list(story)
    for name, other in behind.items():
        if name in order and name != other and (other == FIRST or other in order):
            order.remove(name)
            order.insert(0 if other == FIRST else order.index(other) + 1, name)
    return order


def _longest_rise(numbered: Sequence[tuple[int, str]]) -> list[str]:
    """The names of a longest run of rising numbers."""
    ends: list[int] = []
    tails: list[int] = []
    back: list[int] = []
    for index, (number, _) in enumerate(numbered):
        at = bisect_left(ends, number)
        back.append(tails[at - 1] if at else -1)
        ends[at : at + 1], tails[at : at + 1] = [number], [index]
    found: list[str] = []
    index = tails[-1] if tails else -1
    while index >= 0:
        found.append(numbered[index][1])
        index = back[index]
    return found[::-1]
