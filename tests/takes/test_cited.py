"""What a take's snapshot says of where it comes from."""

from typing import Any

import pytest

from rushes.takes import cited

ALONE = {"provider": "previz", "request": {"model": "animatic-1"}}


def part(start: int, planned: int, *, found: bool) -> dict[str, Any]:
    said = {"of": "S01-SH01-SH03-T02", "start": start, "end": 120, "planned": planned, "found": found}
    return {"provider": "parts", "request": {"model": "part"}, "part": said | {"provider": "ark", "model": "seedance"}}


def test_a_part_of_a_run_was_made_by_whoever_made_the_run() -> None:
    assert cited.maker(ALONE) == ("previz", "animatic-1")
    assert cited.maker(part(0, 0, found=False)) == ("ark", "seedance")
    assert cited.maker({}) == ("", "")


@pytest.mark.parametrize(
    ("snapshot", "frames", "why"),
    [
        (ALONE, "", ""),
        (part(0, 0, found=False), "Frames 0 to 119 of S01-SH01-SH03-T02.", ""),
        (part(97, 96, found=True), "Frames 97 to 119 of S01-SH01-SH03-T02.", "Cut found at frame 97, planned 96."),
        (part(96, 96, found=False), "Frames 96 to 119 of S01-SH01-SH03-T02.",
         "No cut found near: divided at frame 96."),
        (part(48, 96, found=False), "Frames 48 to 119 of S01-SH01-SH03-T02.",
         "No cut found near: divided at frame 48, planned 96."),
    ],
)  # fmt: skip
def test_it_says_which_frames_it_is_and_why_it_begins_there(snapshot: dict[str, Any], frames: str, why: str) -> None:
    assert (cited.frames_of(snapshot), cited.where_cut(snapshot)) == (frames, why)
