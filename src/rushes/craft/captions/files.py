"""Captions as SubRip and WebVTT; times are the milliseconds nearest the frames, so frames come back unchanged."""

import html
from collections.abc import Callable, Sequence

from rushes.craft.captions.cue import Cue, Row
from rushes.kernel.timecode import Rate

# SubRip has no way to write an angle bracket or a brace that players would not take for markup.
_LOOKALIKES = str.maketrans({"<": "‹", ">": "›", "{": "(", "}": ")"})


def to_srt(cues: Sequence[Cue], rate: Rate) -> bytes:
    """A .srt file in UTF-8."""
    blocks = [f"{number}\n{_span(cue, rate, ',')}\n{_text(cue, _plain)}\n" for number, cue in enumerate(cues, 1)]
    return "\n".join(blocks).encode()


def to_vtt(cues: Sequence[Cue], rate: Rate) -> bytes:
    """A .vtt file in UTF-8."""
    blocks = [f"{number}\n{_span(cue, rate, '.')}\n{_text(cue, _escaped)}\n" for number, cue in enumerate(cues, 1)]
    return "\n".join(["WEBVTT\n", *blocks]).encode()


def _span(cue: Cue, rate: Rate, point: str) -> str:
    return f"{_time(cue.start, rate, point)} --> {_time(cue.end, rate, point)}"


def _time(frame: int, rate: Rate, point: str) -> str:
    rest, milliseconds = divmod(round(1000 * frame / rate.value), 1000)
    rest, seconds = divmod(rest, 60)
    hours, minutes = divmod(rest, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{milliseconds:03}"


def _text(cue: Cue, write: Callable[[Row], str]) -> str:
    return "\n".join(map(write, cue.rows))


def _plain(row: Row) -> str:
    return _tagged(row, row.text.translate(_LOOKALIKES))


def _escaped(row: Row) -> str:
    return _tagged(row, html.escape(row.text, quote=False))


def _tagged(row: Row, text: str) -> str:
    return f"<i>{text}</i>" if row.italic else text
