"""One name for one thing: the jacket is the rain jacket where only one jacket is spoken of."""

from collections.abc import Iterable
from dataclasses import replace

from rushes.craft.breakdown.categories import Category
from rushes.craft.breakdown.found import Found

_JOINED = frozenset(
    {Category.PROPS, Category.SET_DRESSING, Category.WARDROBE, Category.VEHICLES, Category.ANIMALS, Category.SCREENS,
     Category.MAKEUP, Category.BACKGROUND, Category.GREENERY}
)  # fmt: skip


def joined(found: Iterable[Found]) -> list[Found]:
    """
    The elements, with a short name taken for the longer one that ends with it.

    It is where the scene has one such name, or else, for what is carried, where the whole script has.
    """
    every = list(found)
    here: dict[tuple[str, Category, str], set[str]] = {}
    anywhere: dict[tuple[Category, str], set[str]] = {}
    for one in every:
        if one.category in _JOINED and " " in one.name:
            for tail in _tails(one.name):
                here.setdefault((one.scene, one.category, tail), set()).add(one.name)
                anywhere.setdefault((one.category, tail), set()).add(one.name)
    return [_renamed(one, here, anywhere) for one in every]


def _tails(name: str) -> list[str]:
    words = name.split()
    return [" ".join(words[start:]) for start in range(1, len(words))]


def _renamed(
    one: Found, here: dict[tuple[str, Category, str], set[str]], anywhere: dict[tuple[Category, str], set[str]]
) -> Found:
    longer = here.get((one.scene, one.category, one.name), set())
    if not longer and one.category is Category.PROPS:
        longer = anywhere.get((one.category, one.name), set())
    longest = {name for name in longer if not any(name in _tails(other) for other in longer)}
    return replace(one, name=longest.pop()) if len(longest) == 1 else one
