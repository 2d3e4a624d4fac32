"""Moves: how a camera with mass leaves where it was set up; it starts and stops with ease."""

import re
from collections.abc import Callable

import numpy as np

from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Direction, Movement, Speed, Steadiness
from rushes.craft.previz import lens
from rushes.craft.previz.lens import Camera
from rushes.craft.previz.shapes import Vector

Path = Callable[[float], Camera]
Follow = Callable[[float], Vector]
REACH = {Speed.SLOW: 0.10, Speed.MEDIUM: 0.24, Speed.FAST: 0.45}  # share of the distance, or of the frame
DEGREES = {Speed.SLOW: 10.0, Speed.MEDIUM: 22.0, Speed.FAST: 42.0}
_PER_CENT = re.compile(r"(\d+(?:\.\d+)?)\s*(?:%|per ?cent|percent)", re.IGNORECASE)
_SPELT = {"three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20}


def path(card: Card, camera: Camera, focus: Vector, seed: int, follow: Follow | None = None) -> Path:
    """Where the camera is at every second; `follow` is how far a tracking camera has left where it was set up."""
    sway = _sway(seed, 1.0 if card.move.primary is Movement.HANDHELD else 0.35)
    loose = card.move.primary is Movement.HANDHELD or card.move.steadiness is Steadiness.HANDHELD

    def at(t: float) -> Camera:
        moved = _moved(card, camera, focus, eased(t, card.seconds))
        if follow is not None:
            moved = Camera(camera.position + follow(t), camera.yaw, camera.pitch, camera.roll, camera.mm)
        return sway(moved, t) if loose else moved

    return at


def travels(card: Card) -> bool:
    """Whether the camera moves at all."""
    return card.move.primary is not Movement.STATIC or card.move.steadiness is Steadiness.HANDHELD


def eased(t: float, seconds: float) -> float:
    """Progress of a move, 0 to 1: it rests a little, gathers way, arrives and rests."""
    x = float(np.clip((t / seconds - 0.06) / 0.88, 0.0, 1.0))
    return x * x * x * (x * (6 * x - 15) + 10)


def _amount(card: Card) -> float:
    """How far the card's own note says, as a share, or by its speed."""
    note = card.move.note.lower()
    if match := _PER_CENT.search(note):
        return float(match[1]) / 100
    spelt = re.search(rf"\b({'|'.join(_SPELT)}) per ?cent", note)
    return _SPELT[spelt[1]] / 100 if spelt else REACH[card.move.speed]


def _moved(card: Card, camera: Camera, focus: Vector, x: float) -> Camera:
    axes = camera.axes
    gap = float((focus - camera.position) @ axes[2])
    back = card.move.direction in {Direction.OUT, Direction.LEFT, Direction.DOWN, Direction.COUNTERCLOCKWISE}
    share = _amount(card) * x * (-1.0 if back else 1.0)
    turn = DEGREES[card.move.speed] * (x - 0.5) * (-1.0 if back else 1.0)
    position, yaw, pitch, roll, mm = camera.position, camera.yaw, camera.pitch, camera.roll, camera.mm
    match card.move.primary:
        case Movement.DOLLY:
            position = position + axes[2] * gap * share
        case Movement.TRUCK:
            position = position + axes[0] * gap * (share - _amount(card) * (-0.5 if back else 0.5))
        case Movement.PEDESTAL:
            position = position + np.array([0.0, gap * share * 0.7, 0.0])
        case Movement.PAN:
            yaw += turn
        case Movement.TILT:
            pitch += turn * 0.7
        case Movement.ROLL:
            roll += turn * 0.6
        case Movement.ZOOM:
            mm *= 1.0 + share * 1.6
        case Movement.DOLLY_ZOOM:
            position = position + axes[2] * gap * share * 1.6
            mm *= 1.0 - share * 1.6
        case Movement.ARC:
            return _arc(camera, focus, turn * 1.6)
        case _:
            pass
    return Camera(position, yaw, pitch, roll, mm)


def _arc(camera: Camera, focus: Vector, degrees: float) -> Camera:
    angle = np.radians(degrees)
    away = camera.position - focus
    turned = np.array(
        [away[0] * np.cos(angle) - away[2] * np.sin(angle), away[1], away[0] * np.sin(angle) + away[2] * np.cos(angle)]
    )
    aimed = lens.aimed(focus + turned, focus, camera.mm, camera.roll)
    return Camera(aimed.position, camera.yaw - degrees, camera.pitch, camera.roll, camera.mm)


def _sway(seed: int, strength: float) -> Callable[[Camera, float], Camera]:
    rng = np.random.default_rng(seed)
    phase, speed = rng.uniform(0, 2 * np.pi, (5, 3)), rng.uniform(0.25, 1.3, (5, 3))
    sizes = np.array([0.011, 0.009, 0.007, 0.35, 0.28]) * strength

    def at(camera: Camera, t: float) -> Camera:
        drift = (np.sin(2 * np.pi * speed * t * 0.6 + phase) @ np.array([0.55, 0.3, 0.15])) * sizes
        return Camera(
            camera.position + drift[:3],
            camera.yaw + drift[3],
            camera.pitch + drift[4],
            camera.roll + drift[3] * 0.4,
            camera.mm,
        )

    return at
