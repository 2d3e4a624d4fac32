"""Every format keeps its promises: golden bytes, a name, honest losses; the lists are read back by others."""

import csv
import io
import os
from pathlib import Path
from typing import Any

import opentimelineio as otio
import pycmx
import pytest
from hypothesis import given, settings

from rushes.craft.timeline.cut import Cut, Event, Kind, Marker, Medium, Transition, Way, start_of
from rushes.craft.timeline.otio import from_bytes
from rushes.delivery import formats
from rushes.delivery.errors import DoesNotFit
from rushes.delivery.rules import Format, file_name, plain
from rushes.kernel.plugins import load
from rushes.kernel.timecode import Rate, Span
from tests.craft.timeline.films import cuts, side_b

FORMATS = load(formats, Format)
GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("format", FORMATS.values(), ids=FORMATS)
def test_a_format_writes_its_golden_file(format: Format) -> None:
    golden = GOLDEN / file_name(format, side_b())
    written = format.write(side_b())
    if os.environ.get("RUSHES_WRITE_GOLDEN"):
        golden.write_bytes(written)
    assert written == golden.read_bytes()


@pytest.mark.parametrize("format", FORMATS.values(), ids=FORMATS)
def test_a_format_has_a_title_and_a_suffix(format: Format) -> None:
    assert format.title
    assert format.suffix.startswith(".")


def edl(cut: Cut) -> str:
    return FORMATS["edl"].write(cut).decode("ascii")


def edits_of(cut: Cut) -> list[Any]:
    """Every edit as an independent parser sees it."""
    return [edit for event in pycmx.parse_cmx3600(io.StringIO(edl(cut))).events for edit in event.edits]


def frames(cut: Cut) -> list[tuple[int, int, int, int]]:
    """Source in and out, record in and out, as every list must say them."""
    firsts = [event.medium.timecode if event.medium else 0 for event in cut.events]
    return [
        (first + event.source.start, first + event.source.end, cut.start + event.record, cut.start + event.end)
        for first, event in zip(firsts, cut.events, strict=True)
    ]


@settings(max_examples=40, deadline=None)
@given(cuts())
def test_an_independent_parser_reads_every_position_of_the_list_to_the_frame(cut: Cut) -> None:
    read = [
        tuple(map(cut.rate.parse, (edit.source_in, edit.source_out, edit.record_in, edit.record_out)))
        for edit in edits_of(cut)
    ]
    assert read == frames(cut)


def test_an_independent_parser_reads_reels_names_and_comments() -> None:
    edits = edits_of(side_b())
    assert [edit.source for edit in edits] == ["S0102T01", "S0203T04", "S0204T02", "BL", "AX", "AX"]
    assert edits[0].clip_name == "S01-SH02-T01"
    assert edits[0].source_file == "S01-SH02-T01.mp4"


@pytest.mark.parametrize("text", ["24", "25", "24000/1001"])
def test_a_second_reader_agrees_on_every_position(text: str) -> None:
    plain_cut = side_b()
    cut = Cut("x", Rate.of(text), plain_cut.events, start=start_of(Rate.of(text)))
    timeline = otio.adapters.read_from_string(edl(cut), "cmx_3600", rate=cut.rate.nominal)
    (track,) = timeline.video_tracks()
    read = []
    record = cut.start
    for child in track:
        source = child.source_range
        length = int(source.duration.value)
        start = int(source.start_time.value)
        read.append((start, start + length, record, record + length))
        record += length
    assert read == frames(cut)


def test_the_timeline_is_read_back_as_the_same_cut() -> None:
    assert from_bytes(FORMATS["otio"].write(side_b())) == side_b()


@settings(max_examples=40, deadline=None)
@given(cuts())
def test_the_table_holds_every_event_and_no_cell_a_spreadsheet_would_run(cut: Cut) -> None:
    rows = list(csv.DictReader(io.StringIO(FORMATS["shots"].write(cut).decode(), newline="")))
    read = [
        tuple(cut.rate.parse(row[name]) for name in ("source_in", "source_out", "record_in", "record_out"))
        for row in rows
    ]
    assert read == frames(cut)
    assert not any(value.startswith(("=", "+", "-", "@")) for row in rows for value in row.values())


def one(**changes: Any) -> Cut:
    """A cut of one clip with something changed."""
    facts: dict[str, Any] = {
        "kind": Kind.CLIP,
        "name": "S01-SH01",
        "source": Span(0, 24),
        "record": 0,
        "medium": Medium("media/a.mp4", "", 48),
        "reel": "S0101T01",
    }
    event = Event(**(facts | changes))
    return Cut("x", Rate.of(24), (event,), start=start_of(Rate.of(24)))


def test_a_shot_that_goes_out_into_black_dissolves_to_it_and_is_cut_ahead_of_a_shot() -> None:
    shot, out = one().events[0], Transition(Way.FADE, 6, 6)
    black = Event(Kind.BLACK, "ending", Span(0, 48), 24, transition=out)
    lines = edl(Cut("x", Rate.of(24), (shot, black), start=start_of(Rate.of(24))))
    assert "002  S0101T01 V     C        00:00:00:18 00:00:00:18 01:00:00:18 01:00:00:18" in lines
    assert "002  BL       V     D    006 00:00:00:00 00:00:02:06 01:00:00:18 01:00:03:00" in lines
    assert "001  S0101T01 V     C        00:00:00:00 00:00:00:18 01:00:00:00 01:00:00:18" in lines
    second = Event(
        Kind.CLIP, "S01-SH02", Span(0, 24), 24, Medium("media/b.mp4", "", 48), reel="S0102T01", transition=out
    )
    lines = edl(Cut("x", Rate.of(24), (shot, second), start=start_of(Rate.of(24))))
    assert "002  S0102T01 V     C        00:00:00:00 00:00:01:00 01:00:01:00 01:00:02:00" in lines


def test_a_thousandth_event_is_refused() -> None:
    events = tuple(Event(Kind.BLACK, "black", Span(0, 2), 2 * number) for number in range(1000))
    with pytest.raises(DoesNotFit, match="1000 events"):
        edl(Cut("x", Rate.of(24), events))
    assert len(edits_of(Cut("x", Rate.of(24), events[:999]))) == 999


@pytest.mark.parametrize("reel", ["", "S0101T011", "s01", "A B", "Ü"])
def test_a_reel_no_list_can_hold_is_refused(reel: str) -> None:
    with pytest.raises(DoesNotFit, match="reel"):
        edl(one(reel=reel))


def test_two_media_on_one_reel_are_refused() -> None:
    first = one().events[0]
    second = Event(Kind.CLIP, "S01-SH02", Span(0, 24), 24, Medium("media/b.mp4", "", 48), reel=first.reel)
    with pytest.raises(DoesNotFit, match=r"b\.mp4 and media/a\.mp4 share the reel S0101T01"):
        edl(Cut("x", Rate.of(24), (first, second)))


def test_timecode_past_the_day_is_refused() -> None:
    with pytest.raises(DoesNotFit, match="24:00:00:00"):
        edl(one(medium=Medium("media/a.mp4", "", 48, 24 * 3600 * 24 - 3)))


def test_a_note_cannot_write_an_event_of_its_own() -> None:
    note = "fine\n002  X        V     C        00:00:00:00 00:00:01:00 01:00:01:00 01:00:02:00"
    assert len(edits_of(one(note=note))) == 1


def test_marks_stand_at_record_time_and_marks_outside_the_used_frames_are_left_out() -> None:
    markers = (Marker(20, "fix hands"), Marker(30, "late"))
    lines = [line for line in edl(one(source=Span(12, 24), markers=markers)).splitlines() if "LOC" in line]
    assert lines == ["* LOC: 01:00:00:08 RED     FIX HANDS"]


def test_a_list_is_written_in_ascii_whatever_the_film_is_called() -> None:
    cut = Cut("Élodie’s “Nacht” — 夜", Rate.of(24), one(note="naïve…").events)
    assert edl(cut).startswith('TITLE: Elodie\'s "Nacht" - ?\n')
    assert "* COMMENT: naive..." in edl(cut)


def test_a_format_that_cannot_say_its_rate_says_it_in_its_name() -> None:
    names = {format.id: file_name(format, side_b()) for format in FORMATS.values()}
    assert names == {"edl": "Side_B_24fps.edl", "otio": "Side_B.otio", "shots": "Side_B.csv"}
    ntsc = Cut("x", Rate.of("23.976"), ())
    assert file_name(FORMATS["edl"], ntsc) == "x_23976fps.edl"


@pytest.mark.parametrize(
    ("title", "name"),
    [("../../etc/passwd", "etc_passwd"), ("夜", "untitled"), ("Élodie  2", "Elodie_2"), ("", "untitled")],
)
def test_a_title_becomes_a_name_that_is_safe_everywhere(title: str, name: str) -> None:
    assert plain(title) == name
