"""
CMX3600 edit decision list: the oldest list there is, and every conforming program still reads it.

Columns follow SMPTE 258M: event 1-3, reel 6-13, channel 15, transition 21, then source and record in and out.
"""

import re
import unicodedata
from collections.abc import Iterator

from rushes.craft.timeline.cut import Cut, Event, Kind, Marker, Way
from rushes.delivery.errors import DoesNotFit
from rushes.delivery.rules import Format
from rushes.kernel.timecode import Rate

MOST_EVENTS = 999
LONGEST_TITLE = 70
BLACK = "BL"
AUXILIARY = "AX"
REEL = re.compile(r"[A-Z0-9]{1,8}")
TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."})


def write(cut: Cut) -> bytes:
    """
    The picture of a cut as one list.

    Raises:
        DoesNotFit: more than 999 events, two media on one reel, a reel no list can hold, or time past 24 hours.
    """
    refuse(cut)
    lines = [f"TITLE: {_ascii(cut.title)[:LONGEST_TITLE]}", "FCM: NON-DROP FRAME", ""]
    neighbours = zip([None, *cut.events], cut.events, [*cut.events[1:], None], strict=False)
    for number, (before, event, after) in enumerate(neighbours, 1):
        lines += _event(number, event, cut, before, after)
    return ("\n".join(lines) + "\n").encode("ascii")


def _event(number: int, event: Event, cut: Cut, before: Event | None, after: Event | None) -> Iterator[str]:
    """An event gives the frames that a transition shows ahead of the cut to the event which comes in by it."""
    into, early, given = event.transition, _early(event), _early(after)
    first = event.medium.timecode if event.medium else early
    edges = (
        first + event.source.start - early,
        first + event.source.end - given,
        cut.start + event.record - early,
        cut.start + event.end - given,
    )
    times = " ".join(cut.rate.timecode(edge) for edge in edges)
    if into is None or (into.goes_out and not early):
        yield f"{number:03}  {_reel(event):<8} V     C        {times}"
    else:
        yield _left(number, before if _overlaps(event) else None, early, cut, edges[2])
        yield f"{number:03}  {_reel(event):<8} V     D    {early + into.after:03} {times}"
    # Black has a name too: a common reader loses an event that ends the list without a line of its own.
    yield f"* FROM CLIP NAME: {_ascii(event.take or event.name) or str(event.kind).upper()}"
    if event.medium is not None:
        yield f"* SOURCE FILE: {_ascii(event.medium.path.rpartition('/')[2])}"
    for words in filter(None, (event.text, event.note)):
        yield f"* COMMENT: {_ascii(words)}"
    for marker in event.markers:
        if event.source.start <= marker.at < event.source.end:
            yield _locator(marker, cut.start + event.record + marker.at - event.source.start, cut.rate)


def _early(event: Event | None) -> int:
    """The frames that an event shows ahead of its place; one that fades in is listed from its place on."""
    return event.transition.before if event and event.transition and _overlaps(event) else 0


def _overlaps(event: Event) -> bool:
    """Whether an event is mixed with the one ahead: by a dissolve, or as the black or card that one goes out into."""
    into = event.transition
    return into is not None and (into.way is Way.DISSOLVE or (into.goes_out and event.kind is not Kind.CLIP))


def _left(number: int, before: Event | None, early: int, cut: Cut, record: int) -> str:
    """What a dissolve comes out of, black where it is nothing; it takes no time of its own."""
    medium = before.medium if before else None
    source = medium.timecode + before.source.end - early if before and medium else 0
    times = " ".join(map(cut.rate.timecode, (source, source, record, record)))
    return f"{number:03}  {_reel(before) if before else BLACK:<8} V     C        {times}"


def _locator(marker: Marker, at: int, rate: Rate) -> str:
    words = f"{marker.name}: {marker.comment}" if marker.comment else marker.name
    return f"* LOC: {rate.timecode(at)} {_ascii(marker.colour).upper():<7} {_ascii(words).upper()}"


def _reel(event: Event) -> str:
    if event.kind is Kind.CLIP:
        return event.reel
    return AUXILIARY if event.kind is Kind.TITLE else BLACK


def refuse(cut: Cut) -> None:
    """Raise DoesNotFit where a list cannot hold the cut."""
    if len(cut.events) > MOST_EVENTS:
        raise DoesNotFit(
            f"The cut has {len(cut.events)} events and a CMX3600 list holds {MOST_EVENTS}; "
            "export OpenTimelineIO, or one list a reel of the film."
        )
    owner: dict[str, str] = {}
    for event in cut.clips:
        medium = event.medium.path if event.medium else ""
        if REEL.fullmatch(event.reel) is None:
            raise DoesNotFit(f"{event.name}: the reel {event.reel!r} is not one to eight capital letters and digits.")
        if owner.setdefault(event.reel, medium) != medium:
            raise DoesNotFit(f"{medium} and {owner[event.reel]} share the reel {event.reel}; name one of them anew.")
    _refuse_late(cut)


def _refuse_late(cut: Cut) -> None:
    day = 24 * 3600 * cut.rate.nominal
    ends = [cut.start + len(cut), *((event.medium.timecode + event.source.end) for event in cut.clips if event.medium)]
    if max(ends) > day:
        raise DoesNotFit("The cut or one of its media runs past 24:00:00:00, where timecode ends.")


def _ascii(text: str) -> str:
    known = unicodedata.normalize("NFKD", text.translate(TYPOGRAPHY))
    bare = "".join(char for char in known if not unicodedata.combining(char))
    return " ".join(bare.encode("ascii", "replace").decode().split())


plugin = Format(
    id="edl",
    title="CMX3600 edit decision list",
    suffix=".edl",
    write=write,
    loses=(
        "sound",
        "title pictures",
        "that a shot fades out before the next shot",
        "letters outside ASCII",
        "markers outside the used frames",
        "the frame rate",
    ),
    says_rate=False,
    refuse=refuse,
)
