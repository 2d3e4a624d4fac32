"""The editor's decisions, shot by shot, and how each is changed; a shot of which nothing is decided has no row."""

from collections.abc import Mapping, Sequence

from rushes.craft.production.rows import Trim
from rushes.craft.timeline import order
from rushes.craft.timeline.cut import Way
from rushes.kernel.timecode import Rate, Span

Sheet = Mapping[str, Trim]
DIGITS = 6


def trimmed(sheet: Sheet, shot: str, used: Span, frames: int, rate: Rate) -> Sheet:
    """Use these frames of a take of so many; one used to its last frame goes on to the end of any take."""
    end = None if used.end >= frames else _seconds(used.end, rate)
    return _with(sheet, shot, start=_seconds(used.start, rate), end=end)


def taken(sheet: Sheet, shot: str, take: str) -> Sheet:
    """Cut a shot with this take; with the one that review chose where none is named."""
    return _with(sheet, shot, take=take)


def left_out(sheet: Sheet, shot: str, *, out: bool) -> Sheet:
    """Leave a shot out of the film, or put it back."""
    return _with(sheet, shot, left_out=out)


def joined(sheet: Sheet, shot: str, way: Way | None, frames: int, rate: Rate) -> Sheet:
    """Let a shot come in by a transition of so many frames; by a cut where there is none."""
    return _with(sheet, shot, transition=way, transition_seconds=_seconds(frames, rate) if way else 0.0)


def faded_out(sheet: Sheet, shot: str, frames: int, rate: Rate) -> Sheet:
    """Let a shot go out into black for so many frames; by a cut where there are none."""
    return _with(sheet, shot, fade_out=_seconds(frames, rate))


def arranged(sheet: Sheet, wanted: Sequence[str], story: Sequence[str]) -> Sheet:
    """Have the shots stand in this order; only those that stand elsewhere than in the story's are said to be moved."""
    behind = order.moved(wanted, story)
    still = {shot: trim.model_copy(update={"after": ""}) for shot, trim in sheet.items() if shot not in behind}
    moved = {shot: sheet.get(shot, Trim(shot=shot)).model_copy(update={"after": at}) for shot, at in behind.items()}
    return {**{shot: trim for shot, trim in still.items() if _says(trim)}, **moved}


def _with(sheet: Sheet, shot: str, **decided: object) -> Sheet:
    trim = sheet.get(shot, Trim(shot=shot)).model_copy(update=decided)
    changed = {**sheet, shot: trim}
    return {code: one for code, one in changed.items() if _says(one)}


def _says(trim: Trim) -> bool:
    return trim != Trim(shot=trim.shot)


def _seconds(frames: int, rate: Rate) -> float:
    return round(rate.seconds(frames), DIGITS)
