"""Wardrobe colours that can be told apart, on a person, at night, by a machine check."""

from collections.abc import Iterable

from rushes.craft.cards.colours import SRGB

WARDROBE = ("rust-orange", "teal", "mustard", "burgundy", "cream", "navy", "olive", "lavender", "crimson", "mint",
            "brown", "sky-blue", "pink", "charcoal", "emerald", "violet")  # fmt: skip


def furthest(used: Iterable[str]) -> str:
    """The wardrobe colour that stands furthest from all that are used; the first of the list when none is."""
    taken = [SRGB[name] for name in used]
    if not taken:
        return WARDROBE[0]
    return max(WARDROBE, key=lambda name: min(_distance(SRGB[name], other) for other in taken))


def _distance(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """How far two colours are apart to the eye, weighted by the redness of the pair."""
    red = (one[0] + other[0]) / 2
    r, g, b = (a - c for a, c in zip(one, other, strict=True))
    return float((2 + red / 256) * r * r + 4 * g * g + (2 + (255 - red) / 256) * b * b)
