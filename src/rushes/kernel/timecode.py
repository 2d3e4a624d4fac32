"""Time as frames and an exact rate; float seconds exist only at the edges."""

import math
import re
from dataclasses import dataclass
from fractions import Fraction

_TIMECODE = re.compile(r"(\d{2}):(\d{2}):(\d{2}):(\d{2,3})")


def clock(seconds: float) -> str:
    """A length as minutes and seconds: 1:42."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


@dataclass(frozen=True)
class Rate:
    """A frame rate as an exact fraction: `Rate.of("24")`, `Rate.of("24000/1001")`, `Rate.of("23.976")`."""

    value: Fraction

    @classmethod
    def of(cls, text: str | int | Fraction) -> "Rate":
        """Read a rate; the usual decimals of NTSC rates mean their exact fractions. ValueError if it is none."""
        ntsc = {"23.976": "24000/1001", "23.98": "24000/1001", "29.97": "30000/1001", "59.94": "60000/1001"}
        try:
            value = Fraction(ntsc.get(str(text), str(text)))
        except (ValueError, ZeroDivisionError):
            raise ValueError(f"{text!r} is not a frame rate like 24, 23.976 or 24000/1001.") from None
        if value <= 0:
            raise ValueError(f"A frame rate must be more than 0, not {text}.")
        return cls(value)

    @property
    def nominal(self) -> int:
        """The whole number that timecode counts with: 24 for 24000/1001."""
        return max(1, math.floor(self.value + Fraction(1, 2)))

    def frames(self, seconds: float | Fraction | str) -> int:
        """The nearest whole number of frames, halves up."""
        return math.floor(Fraction(str(seconds)) * self.value + Fraction(1, 2))

    def seconds(self, frames: int) -> float:
        """Seconds for people and for formats that know nothing better."""
        return float(Fraction(frames) / self.value)

    def timecode(self, frames: int) -> str:
        """Non-drop SMPTE timecode, HH:MM:SS:FF."""
        base = self.nominal
        rest, frame = divmod(frames, base)
        rest, second = divmod(rest, 60)
        hour, minute = divmod(rest, 60)
        return f"{hour:02}:{minute:02}:{second:02}:{frame:02}"

    def parse(self, timecode: str) -> int:
        """Frames of a non-drop timecode. ValueError when it is not one, or its frame number does not exist."""
        match = _TIMECODE.fullmatch(timecode.strip())
        if match is None:
            raise ValueError(f"{timecode!r} is not a timecode like 01:00:00:00.")
        hour, minute, second, frame = map(int, match.groups())
        if minute > 59 or second > 59 or frame >= self.nominal:
            raise ValueError(f"{timecode!r} does not exist at {self} frames a second.")
        return ((hour * 60 + minute) * 60 + second) * self.nominal + frame

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True)
class Span:
    """Frames from `start` up to and not including `end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(
                f"A span must start at 0 or later and hold at least a frame, not {self.start} to {self.end}."
            )

    def __len__(self) -> int:
        return self.end - self.start
