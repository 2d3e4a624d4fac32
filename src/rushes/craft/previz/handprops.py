"""Things: hand props that lie, slide, are taken and are held; doors that swing; all on the words' own clock."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.cards.card import Card, Part
from rushes.craft.previz import beats, props
from rushes.craft.previz.easing import smooth
from rushes.craft.previz.sets.stage import Stage
from rushes.craft.previz.shapes import Solid, Vector
from rushes.craft.previz.shoot import Shoot

_QUOTED = re.compile(r"[\"“]([^\"”]{2,24})[\"”]|\b([A-Z]{2,}(?: [A-Z]{2,})*)\b")
_MOVES = re.compile(r"\b(slides?|tak(?:es|en)|pulls?|moves?|falls?|drops?|gone|put)\b")
SPOTS: tuple[tuple[str, str], ...] = (
    (r"left hand|in her hand|in his hand|fist", "hand_l"),
    (r"right hand", "hand_r"),
    (r"\bgone\b|with her|with him", "gone"),
    (r"under the lamp|into the light|across the (counter|table)|in the light", "lit"),
    (r"in the deck", "deck"),
    (r"on the sill|at the door|on the floor|ground", "sill"),
    (r"on the (counter|table|desk|bar)", ""),
)
DOOR: tuple[tuple[str, float], ...] = (
    (r"stops|one hand|ajar|hand's width|gap", 0.16),
    (r"moving", 0.75),
    (r"swings (shut|home|to)|shut|closed|closes", 0.0),
    (r"open|shoves|bursts|swings", 1.0),
)


@dataclass(frozen=True)
class Key:
    """Where a thing is from a second on, and the seconds it takes to get there."""

    at: float
    spot: str
    takes: float = 0.9


@dataclass(frozen=True, eq=False)
class Thing:
    """A hand prop in the shot: what it is, where it is when, what changes about it."""

    asset: Asset
    keys: tuple[Key, ...]
    rest: Vector
    text: str = ""
    label_from: float | None = None
    plays_from: float | None = None
    facing: float = 0.0
    stage_marks: dict[str, Vector] = field(default_factory=dict)

    def solid(self, t: float, people: Sequence[Solid]) -> Solid | None:
        """The thing at second `t`, among people whose hands may hold it; None when it is gone."""
        spot = self.where(t, people)
        if spot is None:
            return None
        return props.solid(
            self.asset,
            at=(float(spot[0]), float(spot[1]), float(spot[2])),
            facing=self.facing,
            state=self.state(t),
            t=t,
        )

    def state(self, t: float) -> dict[str, float | str]:
        """What changes about it, at second `t`."""
        state: dict[str, float | str] = {}
        if self.text:
            state |= {
                "text": self.text,
                "label": 1.0 if self.label_from is None else smooth((t - self.label_from) / 1.1),
            }
        if self.plays_from is not None:
            run = smooth((t - self.plays_from) / 0.4)
            level = 0.55 + 0.25 * np.sin(t * 5.3) + 0.2 * np.sin(t * 13.7 + 1.0)
            state |= {"play": 1.0 if run > 0 else 0.0, "level": float(np.clip(level, 0.2, 1.0) * run), "loaded": 1.0}
        return state

    def where(self, t: float, people: Sequence[Solid]) -> Vector | None:
        """Where it is at second `t`."""
        now = max((n for n, key in enumerate(self.keys) if key.at <= t), default=0)
        key = self.keys[now]
        there = self._spot(key.spot, people)
        if now == 0 or there is None:
            return there
        before = self._spot(self.keys[now - 1].spot, people)
        share = smooth((t - key.at) / key.takes)
        return there if before is None or share >= 1 else before + (there - before) * share

    def _spot(self, name: str, people: Sequence[Solid]) -> Vector | None:
        if name == "gone":
            return None
        for solid in people:
            if name in solid.parts:
                return np.asarray(solid.parts[name])
        return self.stage_marks.get(name, self.rest)


def of(shoot: Shoot, stage: Stage) -> tuple[Thing, ...]:
    """The hand props of a shot."""
    written = {part.asset: part for part in shoot.card.subjects}
    codes = [code for code in shoot.card.assets if code in written or _acted(shoot, code)]
    found = [shoot.asset(code) for code in codes]
    return tuple(
        _thing(shoot, stage, asset, written.get(asset.id))
        for asset in found
        if asset and asset.kind is AssetKind.PROP and not props.big(asset)
    )


def _acted(shoot: Shoot, code: str) -> bool:
    asset = shoot.asset(code)
    words = f"{shoot.card.action} {' '.join(f'{p.start} {p.action} {p.end}' for p in shoot.card.subjects)}".lower()
    return (
        asset is not None and asset.kind is AssetKind.PROP and any(w in words for w in asset.name.lower().split()[-1:])
    )


def _thing(shoot: Shoot, stage: Stage, asset: Asset, part: Part | None) -> Thing:
    usual = _usual(asset, stage)
    flow = beats.of(part, shoot.card) if part is not None else ()
    keys = [
        Key(0.0 if beat.opening else beat.start, spot) for beat in flow if (spot := _spot_in(beat.text)) is not None
    ]
    keys = _carried(keys)
    if keys and not _MOVES.search(flow[0].text):
        keys[0] = replace(keys[0], at=0.0)
    if not keys or keys[0].at > 0:
        keys.insert(0, Key(0.0, usual))
    label = next((beat.start for beat in flow if "slide" in beat.text and "label" in beat.text), None)
    plays = next(
        (0.35 if beat.start < 2 else beat.start for beat in flow if re.search(r"reels turn|plays|turning", beat.text)),
        None,
    )
    words = text_of(shoot.card, part) if _lettered(shoot.card, asset, part) else ""
    rest = stage.marks.get(usual, stage.marks.get("counter", stage.marks["centre"]))
    return Thing(asset, tuple(keys), rest, words, label, plays, 0.0, stage.marks)


def _carried(keys: list[Key]) -> list[Key]:
    """What was in a hand when it is said to be gone leaves in that hand."""
    kept: list[Key] = []
    for key in keys:
        if not (key.spot == "gone" and kept and kept[-1].spot.startswith("hand")):
            kept.append(key)
    return kept


def _usual(asset: Asset, stage: Stage) -> str:
    for word in asset.name.lower().split()[::-1]:
        if word in stage.marks:
            return word
    return "lit" if "lit" in stage.marks else "counter" if "counter" in stage.marks else "hand_r"


def _spot_in(words: str) -> str | None:
    return next((spot for pattern, spot in SPOTS if re.search(pattern, words)), None)


def _lettered(card: Card, asset: Asset, part: Part | None) -> bool:
    said = f"{part.state} {part.action} {part.end}" if part else ""
    return bool(_QUOTED.search(said)) or (asset.id == card.focus.target and bool(re.search(r"\bwords?\b", card.action)))


def text_of(card: Card, part: Part | None) -> str:
    """The words the story needs on a thing, in quotes or capitals; asset codes are none."""
    for text in (f"{part.state}; {part.action}; {part.end}" if part else "", card.action):
        bare = re.sub(r"\b[A-Z]{2}-[A-Z0-9-]+\b", "", text)
        if match := _QUOTED.search(bare):
            return (match[1] or match[2]).strip()
    return ""


def door(card: Card, location: Asset | None) -> tuple[Key, ...]:
    """How far the set's door is open and when, each spot a number from 0 to 1."""
    part = next((p for p in card.subjects if location is not None and p.asset == location.id), None)
    if part is None:
        words = f"{card.continuity_in} {card.start_frame}".lower()
        opened = "door open" in words or "door ajar" in words
        return (Key(0.0, "0.3" if opened else "0.0"),)
    keys = []
    for beat in beats.of(part, card):
        state = next((value for pattern, value in DOOR if re.search(pattern, beat.text)), None)
        if state is not None:
            keys.append(Key(0.0 if beat.opening else beat.start, f"{state}", 0.9))
    return tuple(keys) or (Key(0.0, "0.0"),)


def opened(keys: Sequence[Key], t: float) -> float:
    """How far a door is open at second `t`; wind lets it tremble a little."""
    value = float(keys[0].spot)
    for key in keys[1:]:
        value += (float(key.spot) - value) * smooth((t - key.at + key.takes * 0.5) / key.takes)
    return value + 0.012 * math.sin(t * 6.1) * (0.1 < value < 0.95)
