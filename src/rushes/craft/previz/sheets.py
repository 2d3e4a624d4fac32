"""Sheets: what must stay the same, by itself: people before a backdrop, places with nobody in them, things."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.cards.vocabulary import Depth
from rushes.craft.previz import backdrop, figures, lens, plates, poses
from rushes.craft.previz.acts import Act
from rushes.craft.previz.animator import Animator, Moment, Setup
from rushes.craft.previz.figures import Figure
from rushes.craft.previz.lens import Camera
from rushes.craft.previz.shapes import Solid, Vector
from rushes.kernel.errors import Invalid

SEED = 7
AT = 1.3  # seconds into standing still, when a body has settled
HEAD, BODY = 85, 60  # lenses, in millimetres


@dataclass(frozen=True)
class View:
    """How somebody is seen: their facing in degrees (0 to the lens), head or whole body, and what the face does."""

    facing: float = 0.0
    whole: bool = False
    face: Mapping[str, float] = field(default_factory=dict)


FACES: dict[str, Mapping[str, float]] = {
    "NEUTRAL": {},
    "GLAD": {"corner": 1.4, "squint": 0.6, "brow": 0.35, "open": 0.18},
    "AFRAID": {"brow": 0.8, "worry": 0.9, "wide": 1.0, "open": 0.3, "corner": -0.5},
    "ANGRY": {"frown": 1.3, "squint": 0.7, "press": 0.8, "corner": -0.7},
    "SAD": {"worry": 1.3, "corner": -1.1, "blink": 0.3},
}
VIEWS: dict[str, View] = {
    "FACE": View(),
    "THREE-QUARTER": View(38.0),
    "PROFILE": View(90.0),
    "BACK": View(180.0),
    "BODY": View(10.0, whole=True),
    "BODY-PROFILE": View(84.0, whole=True),
    "BODY-BACK": View(170.0, whole=True),
    **{name: View(20.0, face=face) for name, face in FACES.items()},
}
STATE = View(10.0, whole=True)


class NoSheet(Invalid):
    """What has no look of its own cannot be drawn by itself."""


def draw(asset: Asset, name: str, width: int, height: int) -> NDArray[np.uint8]:
    """
    A view of an asset by its name, RGB (height, width, 3); the same words give the same picture.

    For a character any name that is none of `VIEWS` is a wardrobe state, told in the asset's words and seen whole.
    NoSheet for what is neither a character, a place nor a thing.
    """
    match asset.kind:
        case AssetKind.CHARACTER:
            return person(asset, VIEWS.get(name, STATE), width, height)
        case AssetKind.LOCATION:
            return plates.location(asset, width, height)
        case AssetKind.PROP:
            return plates.thing(asset, name, width, height)
        case _:
            raise NoSheet(f"{asset.id} is a {asset.kind}: only characters, locations and props have sheets.")


def person(asset: Asset, seen: View, width: int, height: int) -> NDArray[np.uint8]:
    """A character in a view, RGB (height, width, 3)."""
    solid = _solid(figures.cast(asset), seen)
    camera = _camera(solid, seen, width / height)
    away = float(np.linalg.norm(solid.anchor - camera.position))
    setup = Setup(
        stage=backdrop.stage(),
        lighting=backdrop.lighting(),
        cast_light=backdrop.lighting(),
        moment=lambda _: Moment(camera, (solid,), {}, away),
        depth=Depth.DEEP,
        width=width,
        height=height,
        seed=SEED,
    )
    return Animator(setup).frame(0, AT)


def _solid(figure: Figure, seen: View) -> Solid:
    stands = (Act("stand", 0.0, 10.0, at=(0.0, 0.0, 0.0), facing=seen.facing),)
    turn = np.radians(seen.facing)
    ahead = (3.0 * float(np.sin(turn)), 0.93 * figure.height, -3.0 * float(np.cos(turn)))
    pose = poses.perform(stands, AT, seed=SEED, gaze=ahead, stature=figure.height)
    return figures.solid(figure, replace(pose, face=seen.face), detail="near")


def _camera(solid: Solid, seen: View, ratio: float) -> Camera:
    """Level at the middle of what is seen, as far away as shows all of it."""
    parts = solid.parts
    crown, chin = (float(parts[name][1]) for name in ("head_top", "chin"))
    head = crown - chin
    top, bottom = (crown + 0.16, -0.12) if seen.whole else (crown + 0.28 * head, chin - 0.6 * head)
    mm = BODY if seen.whole else HEAD
    tall = max(top - bottom, (1.05 if seen.whole else 0.3) / ratio)
    distance = tall * ratio * mm / lens.GATE
    middle = parts["hips"] if seen.whole else (parts["head_top"] + parts["chin"]) / 2
    aim: Vector = np.array([float(middle[0]), (top + bottom) / 2, float(middle[2])])
    rise = 0.12 * tall if seen.whole else 0.02
    return lens.aimed(aim + np.array([0.0, rise, -distance]), aim, float(mm))
