"""Faces: a head cut in planes, whose brows, lids, eyes and lips act a little."""

from rushes.craft.previz.cut import Tailor
from rushes.craft.previz.looks import Look

EXPRESSIONS: dict[str, dict[str, float]] = {
    "neutral": {},
    "worried": {"worry": 0.8, "frown": 0.25, "corner": -0.35, "squint": 0.1},
    "recognition": {"brow": 0.6, "wide": 0.55, "open": 0.14, "worry": 0.25},
    "fear": {"brow": 0.75, "worry": 0.8, "wide": 1.0, "open": 0.28, "corner": -0.5},
    "resolve": {"frown": 0.85, "squint": 0.4, "press": 0.8, "corner": -0.12},
    "warmth": {"corner": 0.7, "squint": 0.35, "brow": 0.2},
}


def head(tailor: Tailor, look: Look, *, near: bool) -> None:
    from rushes.craft.previz import heads

    heads.plain(tailor, look)
