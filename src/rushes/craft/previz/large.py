"""Large things: what no hand holds is seen where it stands: at sea, at the kerb, on the floor, on the wall."""

import math
import re

import numpy as np

from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Angle, Height
from rushes.craft.previz import exposure, handprops, inserts, lens, moves, props
from rushes.craft.previz.animator import Moment, Setup
from rushes.craft.previz.lens import GATE, Camera
from rushes.craft.previz.sets.stage import Stage
from rushes.craft.previz.shapes import Limb, Solid, Vector
from rushes.craft.previz.shoot import Shoot

SHARE = 0.6  # of the frame's width that a large thing fills
BUILT = {"door": ("door_leaf", 2.7), "window": ("window_pane", 1.9), "bed": ("bed", 2.4)}  # marks; metres shown
RISES = {Height.GROUND: -0.6, Height.KNEE: -0.3, Height.OVERHEAD: 2.0}  # metres from eye height
EYES = 1.55


def of(shoot: Shoot) -> tuple[Asset, ...]:
    """The large things that the card brings into the shot."""
    card = shoot.card
    named = {part.asset for part in card.subjects} | {code for code in card.assets if code in card.focus.target}
    found = (shoot.asset(code) for code in card.assets if code in named)
    return tuple(asset for asset in found if asset and asset.kind is AssetKind.PROP and props.big(asset))


def subject(shoot: Shoot) -> Asset | None:
    """The large thing that an insert is about."""
    return next((asset for asset in of(shoot) if asset.id in shoot.card.focus.target), None) or next(
        iter(of(shoot)), None
    )


def solids(shoot: Shoot, stage: Stage, t: float) -> tuple[Solid, ...]:
    """The large things of a shot where they stand at second `t`."""
    return tuple(solid for asset in of(shoot) if (solid := standing(asset, stage, t)) is not None)


def standing(asset: Asset, stage: Stage, t: float) -> Solid | None:
    """A large thing where it stands, or None for what the set already has."""
    if _built(asset, stage) is not None:
        return None
    x, y, z = (float(value) for value in spot(asset, stage))
    if _afloat(asset):
        rock = math.sin(0.9 * t)
        state = {"on": 1.0}
        return props.solid(
            asset, at=(x + 0.35 * t, y - 0.2 + 0.12 * rock, z), facing=16.0, roll=1.2 * rock, state=state
        )
    turned = 0.0 if _hangs(asset) else 24.0
    return props.solid(asset, at=(x, y, z), facing=turned, state={"on": 1.0})


def spot(asset: Asset, stage: Stage) -> Vector:
    """Where a large thing stands."""
    if _afloat(asset) and stage.kind in {"exterior", "nature"}:
        return np.array([-1.5, 0.0, 30.0])
    if _hangs(asset):
        return np.array([0.3, 1.1, stage.bounds[3] + 0.22])
    if stage.kind == "street":
        return np.array([-0.4, 0.0, 5.5])
    outdoors = stage.kind in {"exterior", "nature", "rooftop", "alley"}
    return np.array([1.6, 0.0, 5.0]) if outdoors else np.array([1.3, 0.0, 1.9])


def build(shoot: Shoot, stage: Stage, asset: Asset, width: int, height: int) -> Setup:
    """The set-up of an insert of a large thing: all of it, in its place, with ground under it."""
    card = shoot.card
    aim, wide = _seen(asset, stage, width / height)
    placed = inserts.moves_jitter(camera(card, stage, aim, wide), shoot)
    path = moves.path(card, placed, aim, shoot.take_seed)
    doors = handprops.door(card, shoot.location)

    def moment(t: float) -> Moment:
        seen = path(t)
        far = max(0.2, float((aim - seen.position) @ seen.axes[2]))
        return Moment(seen, solids(shoot, stage, t), {"door": handprops.opened(doors, t)}, far)

    return Setup(
        stage,
        stage.lighting,
        exposure.on_cast(card, stage, placed, aim, 0.6),
        moment,
        card.focus.depth,
        width,
        height,
        shoot.take_seed % 997,
        inserts.clear(stage, placed, aim),
        frozenset(),
        moves.travels(card),
    )


def camera(card: Card, stage: Stage, aim: Vector, wide: float) -> Camera:
    """From eye height, as far away as the card's lens wants and the set allows; a wider lens where it does not."""
    room = float(aim[2]) - stage.bounds[2]
    distance = float(np.clip(wide / SHARE * card.lens / GATE, 1.2, room))
    mm = max(18.0, min(float(card.lens), distance * SHARE * GATE / wide))
    rise = {Angle.HIGH: 0.35 * distance, Angle.LOW: -0.2 * distance}.get(card.angle, RISES.get(card.height, 0.0))
    high = max(0.25, EYES + 0.02 * distance + rise)
    turn = math.radians(6.0 if float(aim[0]) > stage.bounds[0] else 50.0)  # a side wall is seen from across
    back = np.array([distance * math.sin(turn), 0.0, -distance * math.cos(turn)])
    stands = np.array([aim[0], high, aim[2]]) + back
    stands[0] = np.clip(stands[0], stage.bounds[0], stage.bounds[1])
    return lens.aimed(stands, aim, mm)


def _seen(asset: Asset, stage: Stage, ratio: float) -> tuple[Vector, float]:
    """The middle of a large thing and how many metres across the frame must show, its height counted."""
    built = _built(asset, stage)
    if built is not None:
        return built
    solid = standing(asset, stage, 1.0)
    assert solid is not None
    corners = np.concatenate([s.points if isinstance(s, Limb) else s.corners for s in solid.shapes])
    low, high = corners.min(axis=0), corners.max(axis=0)
    return (low + high) / 2, max(float(high[0] - low[0]), float(high[1] - low[1]) * ratio * 0.85)


def _built(asset: Asset, stage: Stage) -> tuple[Vector, float] | None:
    for word, (mark, wide) in BUILT.items():
        if re.search(rf"\b{word}\b", asset.name.lower()) and mark in stage.marks:
            return stage.marks[mark], wide
    return None


def _afloat(asset: Asset) -> bool:
    return props.AFLOAT.search(asset.name.lower()) is not None


def _hangs(asset: Asset) -> bool:
    return re.search(r"\b(mirror|looking glass|painting)\b", asset.name.lower()) is not None
