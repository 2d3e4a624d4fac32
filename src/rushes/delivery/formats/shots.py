"""The cut list as a table: one row an event, for people and spreadsheets."""

import csv
import io

from rushes.craft.timeline.cut import Cut, Event, Kind
from rushes.delivery.rules import Format
from rushes.kernel.ids import scene_of

COLUMNS = (
    "event",
    "kind",
    "scene",
    "shot",
    "take",
    "file",
    "reel",
    "record_in",
    "record_out",
    "source_in",
    "source_out",
    "source_first_frame",
    "frames",
    "seconds",
    "handle_head",
    "handle_tail",
    "transition",
    "transition_frames",
    "rate",
    "note",
    "sha256",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(cut: Cut) -> bytes:
    """UTF-8 CSV with a header; times as timecode, lengths in frames, handles in frames left on either side."""
    out = io.StringIO(newline="")
    rows = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    rows.writeheader()
    for number, event in enumerate(cut.events, 1):
        rows.writerow({name: _safe(value) for name, value in _row(number, event, cut).items()})
    return out.getvalue().encode()


def _row(number: int, event: Event, cut: Cut) -> dict[str, str]:
    medium, into = event.medium, event.transition
    first = medium.timecode if medium else 0
    clip = event.kind is Kind.CLIP
    return {
        "event": str(number),
        "kind": str(event.kind),
        "scene": scene_of(event.name) if clip else "",
        "shot": event.name,
        "take": event.take,
        "file": medium.path if medium else "",
        "reel": event.reel,
        "record_in": cut.rate.timecode(cut.start + event.record),
        "record_out": cut.rate.timecode(cut.start + event.end),
        "source_in": cut.rate.timecode(first + event.source.start),
        "source_out": cut.rate.timecode(first + event.source.end),
        "source_first_frame": str(event.source.start),
        "frames": str(len(event.source)),
        "seconds": f"{cut.rate.seconds(len(event.source)):.3f}",
        "handle_head": str(event.source.start) if medium else "",
        "handle_tail": str(medium.frames - event.source.end) if medium else "",
        "transition": str(into.way) if into else "",
        "transition_frames": str(into.frames) if into else "",
        "rate": str(cut.rate),
        "note": event.note or event.text,
        "sha256": medium.sha256 if medium else "",
    }


def _safe(value: str) -> str:
    """A spreadsheet runs a cell that begins like a formula; a leading apostrophe makes it text."""
    return f"'{value}" if value.startswith(FORMULA) else value


plugin = Format(
    id="shots",
    title="Cut list (CSV)",
    suffix=".csv",
    write=write,
    loses=("sound", "markers"),
)
