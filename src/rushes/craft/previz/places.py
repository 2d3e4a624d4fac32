"""Who stands where and faces which way: the line between people, kept from shot to shot by the cards' own words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rushes.craft.cards.asset import Asset
from rushes.craft.cards.card import Card, Part
from rushes.craft.cards.vocabulary import Direction
from rushes.craft.previz.camera import TURN
from rushes.craft.previz.sets.stage import Stage
from rushes.craft.previz.shapes import Vector
from rushes.craft.previz.shoot import Shoot

_LOOKS = r"fac(?:es|ing)|looks?|looking|towards?|to|eyes (?:go )?(?:up )?to"
_NOT_SEEN = "".join(rf"(?<!{verb} )" for verb in ("look", "looks", "stares", "gazes", "glances", "peers", "points"))
_FACES = rf"(?:{_LOOKS})\s+(?:\w+\s+){{0,3}}?(?:frame |screen |camera )?"


@dataclass(frozen=True, eq=False)
class Home:
    """Where a person belongs: a floor point, a facing in degrees, the side of the frame, -1 left, 1 right."""

    place: Vector
    facing: float
    side: float


def names_of(asset: Asset) -> tuple[str, ...]:
    """What the words may call somebody: their name, without an article, and their code."""
    bare = re.sub(r"^(the|a|an)\s+", "", asset.name.lower())
    return tuple(dict.fromkeys((bare, asset.id.split("-", 1)[1].lower())))


def homes(shoot: Shoot, people: Sequence[Asset], parts: dict[str, Part], stage: Stage) -> dict[str, Home]:
    """The home of everybody in the shot."""
    sides = _sides(shoot.card, people, parts)
    lines = {-1.0: 0, 0.0: 0, 1.0: 0}
    found = {}
    for asset in people:
        side = sides[asset.id]
        mark = _mark(stage, parts[asset.id], side)
        place = mark + np.array([0.55 * side, 0, 0.5]) * lines[side]
        lines[side] += 1
        facing = {-1.0: 90.0, 1.0: -90.0, 0.0: 12.0}[side]
        faces = _facing(parts[asset.id], facing)
        if stage.narrow and len(people) == 1:
            turn = min(80.0, TURN.get(shoot.card.side, 26.0) + 8.0)
            faces = float(np.clip(faces, -turn, turn))
        found[asset.id] = Home(place, faces, side)
    return found


def _sides(card: Card, people: Sequence[Asset], parts: dict[str, Part]) -> dict[str, float]:
    """Which side of the line everybody is on: said of them, or faced away from, or in the card's order."""
    sides = {asset.id: _said_side(card, asset, parts[asset.id]) for asset in people}
    if len(people) == 1:
        only = people[0].id
        alone = re.search(rf"{_FACES}(left|right)", f"{card.composition}; {card.eyeline}; {parts[only].end}".lower())
        if sides[only] == 0.0 and alone:
            sides[only] = -1.0 if alone[1] == "right" else 1.0
        if sides[only] == 0.0 and card.direction in {Direction.LEFT, Direction.RIGHT}:
            sides[only] = -1.0 if card.direction is Direction.RIGHT else 1.0
        return sides
    free = [asset.id for asset in people if sides[asset.id] == 0.0]
    for code in free:
        left = sum(side == -1.0 for side in sides.values())
        right = sum(side == 1.0 for side in sides.values())
        sides[code] = -1.0 if left <= right else 1.0
    return sides


def _said_side(card: Card, asset: Asset, part: Part) -> float:
    own = f"{part.start}; {part.action}"
    about = "; ".join(
        [own, card.composition, card.eyeline, *(criterion.text for criterion in card.standard), card.action]
    )
    for name in ("", *names_of(asset)):
        text = (own if not name else about).lower()
        gap = rf"\b{re.escape(name)}\b[^;:.|]{{0,40}}?" if name else ""
        if placed := re.search(rf"{gap}\b(?:stands|seated|sits) (left|right)\b", text):
            return -1.0 if placed[1] == "left" else 1.0
        faced = re.search(rf"{gap}{_FACES}(left|right)", text)
        if faced:
            return -1.0 if faced[1] == "right" else 1.0
        stood = re.search(rf"{gap}\b(?:stands|seated|sits|is|at|frame|by)?\s*(left|right)\b(?! hand)(?! to)", text)
        if stood and not re.search(r"enter|exit|walk|hurr|withdraw", text[max(0, stood.start() - 12) : stood.end()]):
            return -1.0 if stood[1] == "left" else 1.0
        if name == "" and (entered := re.search(r"enters?(?: frame)? (left|right)", text)):
            return -1.0 if entered[1] == "left" else 1.0
    return 0.0


def _mark(stage: Stage, part: Part, side: float) -> Vector:
    words = f"{part.start} {part.action}".lower()
    for name, mark in stage.marks.items():
        if (
            mark[1] == 0
            and name not in {"left", "right", "centre", "door", "lit"}
            and re.search(rf"{_NOT_SEEN}\b(by|at|beside|near|behind) the {name}", words)
        ):
            return mark
    return stage.marks[{-1.0: "left", 0.0: "centre", 1.0: "right"}[side]]


def _facing(part: Part, usual: float) -> float:
    words = f"{part.start or part.action}".lower()
    if re.search(r"facing left|faces left|face left", words):
        return -90.0
    if re.search(r"facing right|faces right", words):
        return 90.0
    return usual
