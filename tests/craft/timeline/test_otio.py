"""The cut survives OpenTimelineIO to the frame, and foreign timelines are read or refused by name."""

import json
from pathlib import Path

import opentimelineio as otio
import pytest
from hypothesis import given, settings

from rushes.craft.timeline.cut import Cut, Kind
from rushes.craft.timeline.otio import NotACut, from_bytes, to_bytes, to_otio
from tests.craft.timeline.films import cuts, side_b


@settings(max_examples=60, deadline=None)
@given(cuts())
def test_a_cut_comes_back_from_its_file_unchanged(cut: Cut) -> None:
    assert from_bytes(to_bytes(cut)) == cut


def test_the_same_cut_has_the_same_bytes() -> None:
    assert to_bytes(side_b()) == to_bytes(side_b())


def test_an_independent_reader_sees_the_film_at_the_hour_with_every_range_inside_its_medium(tmp_path: Path) -> None:
    path = tmp_path / "cut.otio"
    path.write_bytes(to_bytes(side_b()))
    timeline = otio.adapters.read_from_file(str(path))
    assert timeline.global_start_time.to_timecode() == "01:00:00:00"
    assert timeline.duration().value == len(side_b())
    for clip in timeline.find_clips():
        media = clip.media_reference
        if isinstance(media, otio.schema.ExternalReference):
            assert media.available_range.start_time <= clip.source_range.start_time
            assert clip.source_range.end_time_exclusive() <= media.available_range.end_time_exclusive()
    assert [clip.name for clip in timeline.video_tracks()[0].find_clips()][:3] == ["S01-SH02", "S02-SH03", "S02-SH04"]
    assert {track.name for track in timeline.audio_tracks()} == {"dialogue", "music", "effects"}


def test_all_metadata_of_ours_stands_under_one_name() -> None:
    def names(node: object) -> set[str]:
        if isinstance(node, list):
            return set().union(*map(names, node))
        if isinstance(node, dict):
            own = node.get("metadata")
            return (set(own) if isinstance(own, dict) else set()).union(*map(names, node.values()))
        return set()

    assert names(json.loads(to_bytes(side_b()))) == {"rushes"}


def test_a_timeline_from_elsewhere_is_read_without_our_metadata() -> None:
    timeline = to_otio(side_b())
    timeline.metadata.clear()
    for child in timeline.video_tracks()[0]:
        child.metadata.clear()
    cut = from_bytes(otio.adapters.write_to_string(timeline, "otio_json").encode())
    assert [event.kind for event in cut.events] == [event.kind for event in side_b().events]
    assert [(event.source, event.record) for event in cut.events] == [
        (event.source, event.record) for event in side_b().events
    ]
    assert cut.events[-2].kind is Kind.TITLE


def test_transitions_effects_and_offline_media_are_all_named() -> None:
    timeline = to_otio(side_b())
    track = timeline.video_tracks()[0]
    track[0].effects.append(otio.schema.LinearTimeWarp(time_scalar=0.5))
    track[1].media_reference = otio.schema.MissingReference()
    half = otio.opentime.RationalTime(6, 24)
    track.insert(2, otio.schema.Transition("soft", "SMPTE_Wipe", in_offset=half, out_offset=half))
    with pytest.raises(NotACut) as caught:
        from_bytes(otio.adapters.write_to_string(timeline, "otio_json").encode())
    assert [fault.where for fault in caught.value.faults] == ["S01-SH02", "S02-SH03", "soft"]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]", b'{"OTIO_SCHEMA":"Timeline.9"}', b'{"a": 1}'])
def test_a_file_that_is_no_timeline_gets_a_sentence(content: bytes) -> None:
    with pytest.raises(NotACut, match="OpenTimelineIO"):
        from_bytes(content)


def test_a_timeline_without_picture_gets_a_sentence() -> None:
    empty = otio.adapters.write_to_string(
        otio.schema.Timeline("empty", global_start_time=otio.opentime.RationalTime(0, 24)), "otio_json"
    )
    with pytest.raises(NotACut, match="no video track"):
        from_bytes(empty.encode())
