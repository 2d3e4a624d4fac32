"""What an edit note says about length: "use 0.5-6.5" or "use first six seconds only" as a span of frames."""

import re
from fractions import Fraction

from rushes.kernel.errors import Invalid
from rushes.kernel.timecode import Rate, Span

_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_TIME = r"\d{2}:\d{2}:\d{2}:\d{2,3}|\d+(?:\.\d+)?"
_COUNT = rf"\d+(?:\.\d+)?|{'|'.join(_WORDS)}"
_UNIT = r"frames?|f|seconds?|secs?|s"
_DASH = r"\s*(?:-|–|—|to|until)\s*"
_RANGE = re.compile(
    rf"(?P<lead>\buse\s+(?:only\s+|from\s+)?)?(?:(?P<unit0>frames|seconds)\s+)?(?P<start>{_TIME})\s*(?P<unit1>{_UNIT})?{_DASH}(?P<end>{_TIME})\s*(?P<unit>{_UNIT})?(?![\w.:])",
    re.IGNORECASE,
)
_EDGE = re.compile(
    rf"\buse\s+(?:only\s+)?(?:the\s+)?(?P<edge>first|last)\s+(?P<count>{_COUNT})\s*(?P<unit>{_UNIT})\b", re.IGNORECASE
)
_FROM = re.compile(rf"\buse\s+(?:only\s+)?from\s+(?P<start>{_TIME})\s*(?P<unit>{_UNIT})?(?![\w:])", re.IGNORECASE)


class BadTrim(Invalid):
    """A trim that the take cannot give."""


def trim_of(note: str, frames: int, rate: Rate) -> Span | None:
    """
    The frames a note asks for out of a take of that many, or None when it asks for none.

    Times are seconds, or frames when the note says so, or timecode from 00:00:00:00 at the take's first frame. A bare
    range counts only when it is the whole note, so that "label flickers 6.0-6.5" trims nothing.

    Raises:
        BadTrim: it ends before it starts, or outside the take.
    """
    wanted = _edge(note, frames, rate) or _range(note, rate) or _from(note, frames, rate)
    if wanted is None:
        return None
    start, end = wanted
    if not 0 <= start < end <= frames:
        raise BadTrim(
            f'The trim "{note.strip()}" asks for frames {start} to {end} of a take that has {frames} '
            f"({rate.seconds(frames):.2f} s); name a start and a later end inside it.",
            note=note,
            frames=frames,
        )
    return Span(start, end)


def _edge(note: str, frames: int, rate: Rate) -> tuple[int, int] | None:
    match = _EDGE.search(note)
    if match is None:
        return None
    count = _count(match["count"])
    length = _frames(str(count), match["unit"], rate)
    return (0, length) if match["edge"].lower() == "first" else (frames - length, frames)


def _range(note: str, rate: Rate) -> tuple[int, int] | None:
    match = _RANGE.search(note)
    if match is None or not (match["lead"] or match[0] == note.strip()):
        return None
    unit = match["unit0"] or match["unit"] or match["unit1"]
    return _frames(match["start"], match["unit1"] or unit, rate), _frames(match["end"], unit, rate)


def _from(note: str, frames: int, rate: Rate) -> tuple[int, int] | None:
    match = _FROM.search(note)
    return (_frames(match["start"], match["unit"], rate), frames) if match else None


def _count(text: str) -> Fraction:
    return Fraction(_WORDS.index(text.lower()) + 1) if text.lower() in _WORDS else Fraction(text)


def _frames(time: str, unit: str | None, rate: Rate) -> int:
    if ":" in time:
        return _parse(time, rate)
    if unit and unit.lower().startswith("f"):
        return int(Fraction(time))
    return int(Fraction(time) * rate.value + Fraction(1, 2))


def _parse(timecode: str, rate: Rate) -> int:
    try:
        return rate.parse(timecode)
    except ValueError as error:
        raise BadTrim(f"The trim cannot be read: {error}", timecode=timecode) from error
