"""The sections of a score as ElevenLabs Music takes them: at most two minutes each, in one of two shapes of plan."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

LONGEST, SHORTEST = 120_000, 3_000  # milliseconds
NO_VOICES = "vocals"


@dataclass(frozen=True)
class Piece:
    """A stretch of music: its name, its milliseconds, what it is to sound like and what not."""

    name: str
    milliseconds: int
    styles: tuple[str, ...]
    avoid: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """What is asked of the whole: a brief, what it must not sound like, and its pieces in order."""

    brief: tuple[str, ...]
    avoid: tuple[str, ...]
    instrumental: bool
    pieces: tuple[Piece, ...]

    @property
    def seconds(self) -> float:
        """How long its pieces are together."""
        return sum(piece.milliseconds for piece in self.pieces) / 1000

    def sections(self) -> dict[str, Any]:
        """The plan of music_v1: what holds for the whole, then each section."""
        return {
            "positive_global_styles": [*self.brief],
            "negative_global_styles": [*self.avoid],
            "sections": [
                {
                    "section_name": piece.name,
                    "positive_local_styles": [*piece.styles],
                    "negative_local_styles": [*piece.avoid],
                    "duration_ms": piece.milliseconds,
                    "lines": [],
                }
                for piece in self.pieces
            ],
        }

    def chunks(self) -> dict[str, Any]:
        """The plan of music_v2; it knows no whole, so the brief leads the first chunk, which sets the tone."""
        return {
            "chunks": [
                {
                    "text": f"[{piece.name}]",
                    "duration_ms": piece.milliseconds,
                    "positive_styles": [*(self.brief if piece is self.pieces[0] else ()), *piece.styles],
                    "negative_styles": [*self.avoid, *piece.avoid],
                }
                for piece in self.pieces
            ]
        }


def score(brief: str, plan: Mapping[str, Any]) -> Score:
    """What the plan of a request for music asks; a section longer than two minutes becomes several of one length."""
    instrumental = bool(plan.get("instrumental", True))
    avoid = _styles(plan.get("avoid"))
    if instrumental and NO_VOICES not in avoid:
        avoid = (*avoid, NO_VOICES)
    pieces = tuple(piece for section in plan.get("sections") or () for piece in _pieces(section))
    return Score((brief,) if brief.strip() else (), avoid, instrumental, pieces)


def _pieces(section: Mapping[str, Any]) -> Iterator[Piece]:
    length = round(float(section["seconds"]) * 1000)
    parts = max(1, math.ceil(length / LONGEST))
    name = re.sub(r"[\[\]{}]", "", str(section.get("name") or "Section"))[:90]
    for number in range(parts):
        milliseconds = length * (number + 1) // parts - length * number // parts
        named = f"{name} {number + 1}" if parts > 1 else name
        yield Piece(named, milliseconds, _styles(section.get("styles")), _styles(section.get("avoid")))


def _styles(said: Any) -> tuple[str, ...]:
    return tuple(str(style) for style in said or ())
