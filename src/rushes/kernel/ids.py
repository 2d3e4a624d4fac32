"""The codes of film things: S02 a scene, S02-SH03 a shot (S02-SH03A inserted later), S02-SH03-T04 a take."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

_SCENE = r"S([0-9]{2,4}[A-Z]?)"
_SHOT = rf"{_SCENE}-SH([0-9]{{2,4}}[A-Z]?)"
SCENE = re.compile(_SCENE)
SHOT = re.compile(_SHOT)
TAKE = re.compile(rf"{_SHOT}-T([0-9]{{2,5}})")


@dataclass(frozen=True, order=True)
class Subject:
    """What a desk's record is about: a kind of thing and its id, so that desks need know nothing else of it."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def of(cls, text: str) -> Self:
        """Read `kind:id`."""
        kind, _, id = text.partition(":")
        return cls(kind, id)


def scene_code(number: str) -> str:
    """`S02` from `2`, `S12A` from `12A`; ValueError when it is not a scene number we can code."""
    match = re.fullmatch(r"([0-9]{1,4})([A-Z]?)", number.strip().upper())
    if match is None:
        raise ValueError(f"{number!r} is not a scene number like 2 or 12A.")
    return f"S{int(match[1]):02}{match[2]}"


def scene_of(shot: str) -> str:
    """The scene code inside a shot code or a take code."""
    return shot.partition("-")[0]


def shot_of(take: str) -> str:
    """The shot code inside a take code; ValueError when it is not one."""
    if TAKE.fullmatch(take) is None:
        raise ValueError(f"{take!r} is not a take code like S02-SH03-T04.")
    return take.rpartition("-")[0]


def run_code(shots: Sequence[str]) -> str:
    """`S02-SH03-SH05`: what shots that follow one another are called together, by the first and the last."""
    return f"{shots[0]}-{shots[-1].partition('-')[2]}"


def take_code(subject: str, number: int) -> str:
    """`S02-SH03-T04`; also the take's file name."""
    return f"{subject}-T{number:02}"


def in_order(code: str) -> tuple[tuple[int, str], ...]:
    """A sort key by number, then letter, so that S02-SH03A follows S02-SH03 and S10 follows S9."""
    return tuple((int(number), letter) for number, letter in re.findall(r"([0-9]+)([A-Z]?)", code))
