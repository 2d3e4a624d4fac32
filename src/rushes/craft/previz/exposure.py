"""Exposure: the light on people and hand props, from the set's key or from where the card says light comes."""

import re
from dataclasses import replace

import numpy as np

from rushes.craft.cards.card import Card
from rushes.craft.previz.lens import Camera
from rushes.craft.previz.light import Lamp, Lighting
from rushes.craft.previz.sets import palette
from rushes.craft.previz.sets.stage import Stage
from rushes.craft.previz.shapes import Vector

COLOURS: tuple[tuple[str, palette.Colour], ...] = (
    (r"green", palette.LAMP_GREEN),
    (r"neon|pink|magenta", palette.NEON),
    (r"sodium|amber|orange|fire|candle", palette.SODIUM),
    (r"warm|brass|tungsten|desk lamp|stair|bulb|pendant", palette.TUNGSTEN),
    (r"moon", palette.MOON),
    (r"cold|city|screen|monitor|console|fluorescent", palette.COLD),
    (r"window|daylight|overcast|sky", palette.DAYLIGHT),
    (r"low sun|sunset|sunrise", palette.LOW_SUN),
    (r"sun", palette.SUN),
)
FULL = 0.82
AWAY = 2.4


def on_cast(card: Card, stage: Stage, camera: Camera, spot: Vector, distance: float = AWAY) -> Lighting:
    """The lighting for what moves at a spot: one key at a steady level, the fill by the card's contrast."""
    base = stage.lighting
    key = base.lamps[0] if base.lamps else Lamp(spot + np.array([0, 2, -2]), palette.DAYLIGHT)
    way = _way(card, camera) if _says_where(card) else _from(key, spot)
    cheat = max(distance, 0.2, 0.5 * float(np.linalg.norm(key.position - spot)) if distance >= AWAY else 0.0)
    position = spot + way * cheat
    tint = _colour(card, key)
    level = FULL * (0.28 if silhouettes(card) else 1.0) * (0.62 if distance < 1.0 else 1.0)
    lamp = Lamp(position, tint, level * _power(cheat, 3.0 * cheat), 3.0 * cheat, halo=0.0)
    fill = _fill(card, base)
    others = (
        tuple(replace(other, power=other.power * 0.35) for other in base.lamps[1:]) if not silhouettes(card) else ()
    )
    return Lighting((lamp, *others), base.above * fill, base.below * fill, base.haze, base.thickness)


def silhouettes(card: Card) -> bool:
    """Whether the card wants people as dark shapes."""
    words = " ".join(
        [card.title, card.composition, card.light.lit, card.light.dark, *(c.text for c in card.standard)]
    ).lower()
    return "silhouette" in words or "both faces" in card.light.dark.lower()


def _power(distance: float, reach: float) -> float:
    return float((1.0 + (distance / reach) ** 2) ** 1.5)


def _fill(card: Card, base: Lighting) -> float:
    """Fill for what is not lit: what the ratio asks of a full key, never so little that a coat loses its colour."""
    if silhouettes(card):
        return 0.42
    ratio = re.search(r"(\d+(?:\.\d+)?)\s*:\s*1", card.light.contrast)
    wanted = FULL / (float(ratio[1]) if ratio else 5.0)
    have = float((base.above.mean() + base.below.mean()) / 2)
    return float(np.clip(max(0.115, wanted) / max(have, 1e-3), 0.7, 4.5))


def _says_where(card: Card) -> bool:
    return bool(re.search(r"\b(left|right|below|above|behind|front|rim|back)\b", card.light.source.lower()))


def _way(card: Card, camera: Camera) -> Vector:
    """The direction to the light in the world, from words that are the frame's."""
    words = card.light.source.lower()
    right, up, forward = camera.axes
    across = 0.85 * (("right" in words) - ("left" in words))
    rise = -0.55 if "below" in words else 0.95 if "above" in words or "overhead" in words else 0.28
    depth = 0.95 if re.search(r"behind|back|rim", words) else -0.45
    if depth > 0 and across == 0:
        across = 0.45
    if re.search(r"frame left|frame right|from (the )?(left|right)", words):
        depth *= 0.6
    way = right * across + up * rise + forward * depth
    return np.asarray(way / np.linalg.norm(way))


def _from(key: Lamp, spot: Vector) -> Vector:
    way = key.position - spot
    return np.asarray(way / max(float(np.linalg.norm(way)), 1e-6))


def _colour(card: Card, key: Lamp) -> tuple[float, float, float]:
    named = next((colour for pattern, colour in COLOURS if re.search(pattern, card.light.source.lower())), key.colour)
    luma = float(np.asarray(named) @ (0.2126, 0.7152, 0.0722))
    return (named[0] / luma, named[1] / luma, named[2] / luma)
