"""The camera solve: size, framing, height, angle, side and lens of a card, obeyed by the landmarks of the cast."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Angle, Framing, Height, Side, Size
from rushes.craft.previz import lens
from rushes.craft.previz.lens import GATE, Camera
from rushes.craft.previz.sets.stage import Stage
from rushes.craft.previz.shapes import Vector

Landmarks = Mapping[str, Vector]
TURN = {
    Side.FRONT: 26.0,
    Side.THREE_QUARTER: 46.0,
    Side.PROFILE: 88.0,
    Side.THREE_QUARTER_BACK: 138.0,
    Side.BACK: 172.0,
}
HEIGHTS = {Height.GROUND: 0.16, Height.KNEE: 0.5, Height.WAIST: 0.98, Height.CHEST: 1.25, Height.OVERHEAD: 3.4}
PITCH = {Angle.HIGH: 22.0, Angle.LOW: -20.0, Angle.TOP: 80.0}
DUTCH = 9.0
SQUARE = 0.8  # an upright frame steps back until it is as wide as this share of a size's height
BROAD = {Size.ELS, Size.LS, Size.FS, Size.MLS}  # the place matters: it is seen along its depth


@dataclass(frozen=True, eq=False)
class Sight:
    """What the camera is set up for: the aim, how tall the picture is there in metres, and from which way it looks."""

    aim: Vector
    tall: float
    azimuth: float  # degrees, as a facing: 0 is the default camera's side
    facing: float = 0.0  # -1 or 1 where the subject looks to frame left or right


def solve(card: Card, sight: Sight, ratio: float, height: float) -> Camera:
    """The camera that sees so much from there; `height` is the usual one, in metres."""
    distance = sight.tall * ratio * card.lens / GATE
    angle = np.radians(sight.azimuth)
    away = np.array([np.sin(angle), 0.0, -np.cos(angle)])
    right = np.array([np.cos(angle), 0.0, np.sin(angle)])
    aim = sight.aim + right * sight.facing * sight.tall * ratio * 0.09
    lift = _lift(card, aim, distance, height)
    level = float(np.sqrt(max(distance**2 - lift**2, (0.12 * distance) ** 2)))
    roll = DUTCH if card.angle is Angle.DUTCH else 0.0
    return lens.aimed(aim + away * level + np.array([0, lift, 0]), aim, float(card.lens), roll)


def _lift(card: Card, aim: Vector, distance: float, height: float) -> float:
    """How far above its aim the camera stands, by height and angle."""
    if card.angle in PITCH:
        return float(distance * np.sin(np.radians(PITCH[card.angle])))
    wanted = HEIGHTS.get(card.height, height) - float(aim[1])
    return float(np.clip(wanted, -0.6 * distance, 0.9 * distance))


def azimuth(card: Card, facing: float, side: float) -> float:
    """From which side somebody who faces so is seen: the card's side, on this side of the line."""
    turn = TURN.get(card.side, 26.0)
    if abs(facing) < 25.0:
        return facing + turn * (0.35 if card.side is Side.FRONT else 1.0) * (side or -1.0)
    away = facing - turn * np.sign(facing)
    return float(np.clip(away, -100.0, 100.0)) if turn < 100 else float(away)


def of_one(card: Card, body: Landmarks, facing: float, side: float, ratio: float) -> Sight:
    """The sight of one person at the card's size."""
    around = azimuth(card, facing, side)
    if card.size in BROAD and card.side is Side.FRONT:
        around = float(np.clip(around, -14.0, 14.0))
    top, bottom = span(card.size, body)
    looks = float(np.sin(np.radians(facing - around)))
    middle = np.array(
        [(body["head_top"][0] + body["chest"][0]) / 2, (top + bottom) / 2, (body["head_top"][2] + body["chest"][2]) / 2]
    )
    return Sight(
        middle, (top - bottom) * max(1.0, SQUARE / ratio), around, float(np.sign(looks)) if abs(looks) > 0.3 else 0.0
    )


def span(size: Size, body: Landmarks) -> tuple[float, float]:
    """The heights in metres at the top and bottom edge of the picture for a size."""
    crown, chin, eyes = (float(body[name][1]) for name in ("head_top", "chin", "eyes"))
    waist, chest = float(body["waist"][1]), float(body["chest"][1])
    feet = min(float(body["foot_l"][1]), float(body["foot_r"][1]))
    knees = max(float(body["knee_l"][1]), float(body["knee_r"][1]))
    head = crown - chin
    match size:
        case Size.ECU:
            return eyes + 0.36 * head, eyes - 0.36 * head
        case Size.CU:
            return crown + 0.16 * head, chin - 0.42 * head
        case Size.MCU:
            return crown + 0.4 * head, chest - 0.4 * head
        case Size.MLS:
            return crown + 0.75 * head, knees - 0.1
        case Size.FS:
            return crown + 0.22, feet - 0.16
        case Size.LS:
            return crown + 0.85, feet - 0.75
        case Size.ELS:
            return crown + 2.6, feet - 1.1
        case _:
            return crown + 0.62 * head, waist - 0.06


def of_group(card: Card, bodies: Sequence[Landmarks], ratio: float) -> Sight:
    """The sight of several people side by side: all of them, with head room, at the card's size where they fit."""
    tops, bottoms = zip(*(span(card.size, body) for body in bodies), strict=True)
    spots = np.array([body["chest"] for body in bodies])
    low, high = spots.min(axis=0), spots.max(axis=0)
    tall = max(max(tops) - min(bottoms), float(high[0] - low[0] + 0.78) / ratio)
    aim = (low + high) / 2
    spare = tall - (max(tops) - min(bottoms))
    aim[1] = max(tops) + 0.3 * spare - tall / 2
    turn = {Side.THREE_QUARTER: 18.0, Side.PROFILE: 0.0}.get(card.side, 0.0)
    return Sight(aim, tall, turn)


def over_shoulder(card: Card, far: Landmarks, near_side: float) -> Sight:
    """The sight of somebody across the shoulder of another who stands on `near_side` of them."""
    top, bottom = span(card.size, far)
    crown = float(far["head_top"][1])
    tall = max(top - bottom, 1.16 if card.size is Size.MS else 0.7)  # hands on a counter stay in
    aim = np.array([far["chest"][0], crown + 0.1 * tall - tall / 2, far["chest"][2]])
    return Sight(aim, tall, 62.0 * near_side)


def wide(card: Card, stage: Stage) -> Camera:
    """The place at its best: nobody's size decides."""
    position, target = stage.wide
    away = position - target
    back = position + away / np.linalg.norm(away) * max(-1.2, (card.lens - 26.0) / 26.0 * 1.2)
    height = HEIGHTS.get(card.height)
    if height is not None:
        back = np.array([back[0], height, back[2]])
    return lens.aimed(back, target, float(card.lens), DUTCH if card.angle is Angle.DUTCH else 0.0)


def of_thing(card: Card, spot: Vector, wide_metres: float, azimuth: float, pitch: float, share: float) -> Camera:
    """A thing that fills a share of the frame's width, looked down at by `pitch` degrees."""
    distance = max(0.22, wide_metres / share * card.lens / GATE)
    turn, tip = np.radians(azimuth), np.radians(pitch)
    away = np.array([np.sin(turn) * np.cos(tip), np.sin(tip), -np.cos(turn) * np.cos(tip)])
    return lens.aimed(spot + away * distance, spot, float(card.lens))


def is_group(card: Card, people: int) -> bool:
    """Whether the frame is shared rather than one person's."""
    return (people > 1 and card.framing in {Framing.TWO, Framing.GROUP}) or (
        people > 1 and card.size in {Size.ELS, Size.LS, Size.FS, Size.MLS} and card.framing is not Framing.OTS
    )
