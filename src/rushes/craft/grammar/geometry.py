"""
Geometry: who stands on which side of a card's frame, which way they look, and where they go, read from its words.

A card says it in prose, as people do (`stands left, facing right`, `Abell's shoulder at frame left`, `exits right`).
Left and right are those of the picture. What a card does not say is empty, and nothing is guessed from it.
"""

import re
from dataclasses import dataclass
from typing import Protocol

from rushes.craft.cards.card import Card, Part
from rushes.craft.cards.vocabulary import Angle, Direction, Framing, Height, Movement, Side, Size

LEFT, RIGHT, CENTRE = "left", "right", "centre"
ACROSS = {LEFT: RIGHT, RIGHT: LEFT, CENTRE: CENTRE, "": ""}
STEPS = (Size.ELS, Size.LS, Size.FS, Size.MLS, Size.MS, Size.MCU, Size.CU, Size.ECU)
FEWEST_STEPS = 2
LEAST_DEGREES = 30
_DEGREES = {Side.FRONT: 0, Side.THREE_QUARTER: 45, Side.PROFILE: 90, Side.THREE_QUARTER_BACK: 135, Side.BACK: 180}
_HEIGHTS = (Height.GROUND, Height.KNEE, Height.WAIST, Height.CHEST, Height.EYE, Height.OVERHEAD)
_ROAMING = {Movement.ARC, Movement.TRACKING, Movement.TRUCK, Movement.HANDHELD}
_LOOKS = re.compile(
    r"\b(?:fac(?:es|ing|e)|look(?:s|ing)?(?: past (?:him|her|them|[\w-]+))?|eyes|turned)\s+"
    r"(?:to(?:ward|wards)?\s+)?(?:the\s+)?(?:frame |screen |camera )?(left|right)\b",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"\b(left|right|centre|center|middle)\b(?![ -](?:hand|arm|foot|leg|fist|cuff|sleeve|glove|shoulder|eye|to )\b)",
    re.IGNORECASE,
)
_ENTERS = re.compile(r"\b(?:enters?|off frame)(?: frame| from(?: the)?)? (left|right)\b", re.IGNORECASE)
_EXITS = re.compile(r"\b(?:exits?|out of frame|leaves|withdraws)(?: frame)? (left|right)\b", re.IGNORECASE)
_MOVES = re.compile(r"\b(?:moving|moves|runs?|walks?) (?:on )?(left|right)\b", re.IGNORECASE)
_AT_FRAME = re.compile(r"\b(?:at|to|off) frame (left|right)\b", re.IGNORECASE)
_ASSET = re.compile(r"\b[A-Z]{2}-[A-Z0-9][A-Z0-9-]*\b")
_TURNS = re.compile(r"\b(?:turns?|back|wheels|circles|swaps?|right to left|left to right)\b", re.IGNORECASE)


class Camera(Protocol):
    """What decides how like two frames of one subject are: a card has it, and so has a setup."""

    @property
    def size(self) -> Size: ...

    @property
    def height(self) -> Height: ...

    @property
    def angle(self) -> Angle: ...

    @property
    def side(self) -> Side: ...


@dataclass(frozen=True)
class Stand:
    """One person in a frame: their side, where they look, whether their face is seen, how they come and go."""

    asset: str
    side: str = ""
    looks: str = ""
    face: bool = True
    enters: str = ""
    exits: str = ""
    moves: str = ""
    turns: bool = False

    @property
    def travels(self) -> str:
        """The way they go across the frame at the end of the shot; empty when they stay."""
        return self.exits or self.moves or ACROSS[self.enters]

    @property
    def sets_off(self) -> str:
        """The way they go across the frame at the beginning of the shot; empty when they stay."""
        return ACROSS[self.enters] or self.moves or self.exits


@dataclass(frozen=True)
class View:
    """What a card's frame holds, and whether it sits between two others as a neutral view would."""

    card: Card
    stands: tuple[Stand, ...]

    @property
    def people(self) -> tuple[str, ...]:
        """Who is in frame."""
        return tuple(stand.asset for stand in self.stands)

    @property
    def faces(self) -> tuple[str, ...]:
        """Whose faces the frame shows."""
        return tuple(stand.asset for stand in self.stands if stand.face)

    def of(self, asset: str) -> Stand | None:
        """How somebody stands in it."""
        return next((stand for stand in self.stands if stand.asset == asset), None)

    @property
    def frees(self) -> bool:
        """Whether it lets the next shot cross the line: a cutaway, a view head on, or a camera that is seen to go."""
        cutaway = self.card.framing in (Framing.INSERT, Framing.EMPTY, Framing.POV) or not self.stands
        head_on = self.card.side in (Side.FRONT, Side.BACK) and all(stand.looks == "" for stand in self.stands)
        return cutaway or self.card.move.primary in _ROAMING or head_on

    def camera_side(self, one: str, other: str) -> str:
        """On which side of the line between two people the camera stands: whose left one is, so to say; or empty."""
        first, second = self.of(one), self.of(other)
        if not first or not second or {first.side, second.side} != {LEFT, RIGHT}:
            return ""
        return first.side


def named(text: str) -> frozenset[str]:
    """The assets that a text names."""
    return frozenset(_ASSET.findall(text))


def view(card: Card) -> View:
    """The frame of a card."""
    people = [part for part in card.subjects if part.asset.startswith("CH-")]
    return View(card, tuple(_stand(card, part, alone=len(people) == 1) for part in people))


def alike(one: Camera, other: Camera) -> bool:
    """Whether a cut between two frames of one subject would jump: less than two sizes and thirty degrees apart."""
    return steps_apart(one, other) < FEWEST_STEPS and degrees_apart(one, other) < LEAST_DEGREES


def steps_apart(one: Camera, other: Camera) -> int:
    """How many sizes lie between two frames; inserts and sizes of their own stand apart from all others."""
    if one.size not in STEPS or other.size not in STEPS:
        return 0 if one.size is other.size else len(STEPS)
    return abs(STEPS.index(one.size) - STEPS.index(other.size))


def degrees_apart(one: Camera, other: Camera) -> int:
    """About how far the camera moves round its subject between two frames: 0, or 45 degrees and more."""
    if Side.OTHER in (one.side, other.side):
        return 0
    around = abs(_DEGREES[one.side] - _DEGREES[other.side])
    tilted = 45 if one.angle is not other.angle and Angle.OTHER not in (one.angle, other.angle) else 0
    return max(around, tilted, _lifted(one.height, other.height))


def _lifted(one: Height, other: Height) -> int:
    if Height.OTHER in (one, other):
        return 0
    return 45 if abs(_HEIGHTS.index(one) - _HEIGHTS.index(other)) >= 2 else 0


def _stand(card: Card, part: Part, *, alone: bool) -> Stand:
    told = f"{part.start}; {part.action}; {part.end}"
    enters, exits, moves = (_first(pattern, told) for pattern in (_ENTERS, _EXITS, _MOVES))
    if card.direction in (Direction.LEFT, Direction.RIGHT) and (alone or enters or exits or moves):
        moves = moves or str(card.direction)
    side = enters or _said_side(part.start) or _placed(card, part, alone=alone)
    face = part.asset != card.over and "back to us" not in told and card.framing is not Framing.INSERT
    return Stand(
        part.asset, side, _looks(card, part, alone=alone), face, enters, exits, moves, _TURNS.search(told) is not None
    )


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1].lower() if match else ""


def _said_side(text: str) -> str:
    """The side a phrase puts somebody on, the way they look apart."""
    found = _first(_SIDE, _LOOKS.sub(" ", text))
    return CENTRE if found in ("center", "middle") else found


def _placed(card: Card, part: Part, *, alone: bool) -> str:
    """The side that the composition gives somebody: by their name, or alone in frame by a third of it."""
    spoken = _LOOKS.sub(" ", card.composition)
    named = _near(part.asset, spoken, _SIDE)
    thirds = re.search(r"\bon the (left|right|middle)\b", spoken) if alone else None
    found = named or (thirds[1] if thirds else "")
    return CENTRE if found in ("center", "middle") else found


def _looks(card: Card, part: Part, *, alone: bool) -> str:
    own = _first(_LOOKS, part.start) or _first(_LOOKS, part.end)
    named = _near(part.asset, card.composition, _LOOKS)
    if own or named or not alone:
        return own or named
    return _first(_LOOKS, card.composition) or _first(_AT_FRAME, card.eyeline)


def _near(asset: str, text: str, pattern: re.Pattern[str]) -> str:
    """What a pattern says in the words that follow somebody's name, up to the next mark."""
    name = asset.partition("-")[2].replace("-", " ").lower()
    for clause in re.split(r"[,;.]", text.lower()):
        at = clause.find(name)
        if at >= 0 and (found := _first(pattern, clause[at:])):
            return found
    return ""
