"""
The cut as an OpenTimelineIO timeline and back, to the frame.

Everything that OpenTimelineIO has no word for stands under `metadata["rushes"]`; black is a gap, a title is a
generator reference, stems are one audio track each. A transition is one where it stands between two items; a fade in
that nothing stands before is said by the clip itself.
"""

from fractions import Fraction
from typing import Any
from urllib.parse import quote, unquote

import opentimelineio as otio
from opentimelineio.opentime import RationalTime, TimeRange

from rushes.craft.timeline.cut import Cut, Event, Kind, Marker, Medium, Stem, Transition, Way, start_of
from rushes.kernel.errors import Fault, InvalidFile
from rushes.kernel.timecode import Rate, Span

SPACE = "rushes"
TITLE = "rushes.title"
FADE = "Custom_Transition"


class NotACut(InvalidFile):
    """A timeline that holds something the cut has no place for."""


def to_otio(cut: Cut) -> Any:
    """An `otio.schema.Timeline`: a video track V1, then one audio track a stem; media paths stay as they are."""
    rate = float(cut.rate.value)
    timeline = otio.schema.Timeline(cut.title, global_start_time=RationalTime(cut.start, rate))
    timeline.metadata[SPACE] = {"rate": str(cut.rate)}
    items = [item for number, event in enumerate(cut.events) for item in _items(event, rate, first=not number)]
    timeline.tracks.append(otio.schema.Track("V1", items, kind=otio.schema.TrackKind.Video))
    timeline.tracks.extend(_track(stem, rate) for stem in cut.stems)
    return timeline


def from_otio(timeline: Any) -> Cut:
    """
    Read the first video track and the stems of a timeline, ours or another's.

    Raises:
        NotACut: every strange transition, speed change, nested timeline or offline clip found, by name.
    """
    rate = _rate(timeline)
    tracks = timeline.video_tracks()
    if not tracks:
        raise NotACut([Fault(timeline.name or "timeline", "it has no video track")])
    faults = [fault for item in tracks[0] for fault in _faults(item)]
    if faults:
        raise NotACut(faults)
    start = timeline.global_start_time
    try:
        return Cut(
            title=timeline.name,
            rate=rate,
            events=_events(tracks[0], rate),
            stems=tuple(_stem(track[0], rate) for track in timeline.audio_tracks() if len(track) == 1),
            start=start_of(rate) if start is None else _frames(start, rate),
        )
    except ValueError as error:
        raise NotACut([Fault(timeline.name or "timeline", str(error))]) from error


def to_bytes(cut: Cut) -> bytes:
    """The .otio file, the same bytes for the same cut."""
    return str(otio.adapters.write_to_string(to_otio(cut), "otio_json")).encode() + b"\n"


def from_bytes(content: bytes, name: str = "cut.otio") -> Cut:
    """Read a .otio file. NotACut when it is not one, or not one we can hold."""
    try:
        timeline = otio.adapters.read_from_string(content.decode(), "otio_json")
    except (ValueError, otio.exceptions.OTIOError) as error:
        raise NotACut([Fault(name, f"it is not an OpenTimelineIO file: {error}")]) from error
    if not isinstance(timeline, otio.schema.Timeline):
        raise NotACut([Fault(name, "it is OpenTimelineIO, but holds no timeline")])
    return from_otio(timeline)


def _range(start: int, frames: int, rate: float) -> Any:
    return TimeRange(RationalTime(start, rate), RationalTime(frames, rate))


def _reference(medium: Medium, rate: float) -> Any:
    return otio.schema.ExternalReference(
        target_url=quote(medium.path),
        available_range=_range(medium.timecode, medium.frames, rate),
        metadata={SPACE: {"sha256": medium.sha256}},
    )


def _items(event: Event, rate: float, *, first: bool) -> list[Any]:
    """An event, after the transition by which it comes in."""
    item, into = _item(event, rate), event.transition
    if into is None:
        return [item]
    if first:
        item.metadata[SPACE]["fades_in"] = into.frames
        return [item]
    way = otio.schema.TransitionTypes.SMPTE_Dissolve if into.way is Way.DISSOLVE else FADE
    offsets = RationalTime(into.before, rate), RationalTime(into.after, rate)
    return [otio.schema.Transition(str(into.way), way, *offsets), item]


def _item(event: Event, rate: float) -> Any:
    first = event.medium.timecode if event.medium else 0
    source = _range(first + event.source.start, len(event.source), rate)
    markers = [_marker(marker, first, rate) for marker in event.markers]
    metadata = {SPACE: {"kind": str(event.kind), "take": event.take, "reel": event.reel, "note": event.note}}
    if event.kind is Kind.BLACK:
        return otio.schema.Gap(event.name, source_range=source, markers=markers, metadata=metadata)
    if event.medium is not None:
        metadata[SPACE]["text"] = event.text
        reference = _reference(event.medium, rate)
    else:
        reference = otio.schema.GeneratorReference(generator_kind=TITLE, parameters={"text": event.text})
    return otio.schema.Clip(event.name, reference, source, markers=markers, metadata=metadata)


def _marker(marker: Marker, first: int, rate: float) -> Any:
    made = otio.schema.Marker(marker.name, _range(first + marker.at, 0, rate), marker.colour)
    made.comment = marker.comment
    return made


def _track(stem: Stem, rate: float) -> Any:
    clip = otio.schema.Clip(
        stem.name, _reference(stem.medium, rate), _range(stem.medium.timecode, stem.medium.frames, rate)
    )
    return otio.schema.Track(stem.name, [clip], kind=otio.schema.TrackKind.Audio)


def _rate(timeline: Any) -> Rate:
    ours = timeline.metadata.get(SPACE, {}).get("rate")
    if ours:
        return Rate.of(str(ours))
    times = [timeline.global_start_time, *(clip.trimmed_range().duration for clip in timeline.find_clips())]
    rates = [time.rate for time in times if time is not None]
    if not rates:
        raise NotACut([Fault(timeline.name or "timeline", "nothing in it says its frame rate")])
    return Rate.of(Fraction(rates[0]).limit_denominator(1001))


def _faults(item: Any) -> list[Fault]:
    where = item.name or type(item).__name__
    if isinstance(item, otio.schema.Gap) or _is_ours(item):
        return []
    if not isinstance(item, otio.schema.Clip):
        return [Fault(where, f"a {type(item).__name__} cannot be held; flatten or cut it in the editing program")]
    faults = [Fault(where, f"the effect {effect.schema_name()} cannot be held") for effect in item.effects]
    if isinstance(item.media_reference, otio.schema.MissingReference):
        faults.append(Fault(where, "its medium is offline; relink it and export again"))
    return faults


def _events(track: Any, rate: Rate) -> tuple[Event, ...]:
    events: list[Event] = []
    record, into = 0, None
    for item in track:
        if isinstance(item, otio.schema.Transition):
            into = _transition(item, rate)
            continue
        event = _event(item, record, rate, into)
        events.append(event)
        record, into = event.end, None
    return tuple(events)


def _is_ours(item: Any) -> bool:
    """Whether it is a transition that the cut knows."""
    if not isinstance(item, otio.schema.Transition):
        return False
    fade = item.transition_type == FADE and item.name == Way.FADE
    return bool(fade or item.transition_type == otio.schema.TransitionTypes.SMPTE_Dissolve)


def _transition(item: Any, rate: Rate) -> Transition:
    before, after = _frames(item.in_offset, rate), _frames(item.out_offset, rate)
    return Transition(Way.FADE if item.transition_type == FADE else Way.DISSOLVE, before + after, before)


def _event(item: Any, record: int, rate: Rate, into: Transition | None) -> Event:
    own = item.metadata.get(SPACE, {})
    used = item.trimmed_range()
    medium = None if isinstance(item, otio.schema.Gap) else _medium(item, used, rate)
    first = medium.timecode if medium else 0
    start = _frames(used.start_time, rate) - first
    return Event(
        kind=_kind(item, own),
        name=item.name,
        source=Span(start, start + _frames(used.duration, rate)),
        record=record,
        medium=medium,
        take=str(own.get("take", "")),
        reel=str(own.get("reel", "")),
        text=_text(item, own),
        note=str(own.get("note", "")),
        markers=tuple(
            Marker(_frames(marker.marked_range.start_time, rate) - first, marker.name, marker.comment, marker.color)
            for marker in item.markers
        ),
        transition=Transition(Way.FADE, int(own["fades_in"]), 0) if "fades_in" in own else into,
    )


def _kind(item: Any, own: Any) -> Kind:
    if isinstance(item, otio.schema.Gap):
        return Kind.BLACK
    return Kind.TITLE if own.get("kind") == Kind.TITLE or _is_generator(item) else Kind.CLIP


def _text(item: Any, own: Any) -> str:
    return str(item.media_reference.parameters.get("text", "")) if _is_generator(item) else str(own.get("text", ""))


def _is_generator(item: Any) -> bool:
    return isinstance(item, otio.schema.Clip) and isinstance(item.media_reference, otio.schema.GeneratorReference)


def _medium(clip: Any, used: Any, rate: Rate) -> Medium | None:
    reference = clip.media_reference
    if not isinstance(reference, otio.schema.ExternalReference):
        return None
    available = reference.available_range or used
    return Medium(
        path=unquote(reference.target_url),
        sha256=str(reference.metadata.get(SPACE, {}).get("sha256", "")),
        frames=_frames(available.duration, rate),
        timecode=_frames(available.start_time, rate),
    )


def _stem(clip: Any, rate: Rate) -> Stem:
    medium = _medium(clip, clip.trimmed_range(), rate)
    if medium is None:
        raise ValueError(f"the stem {clip.name} has no file")
    return Stem(clip.name, medium)


def _frames(time: Any, rate: Rate) -> int:
    if abs(time.rate - float(rate.value)) > 1e-6 or time.value != int(time.value):
        raise ValueError(f"{time.value} at {time.rate} frames a second is not a whole frame at {rate}")
    return int(time.value)
