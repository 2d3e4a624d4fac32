"""A scene is as long as it stands on paper, and scenes together are as long as the script."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.craft.screenplay import fountain, layout, pages, shots
from rushes.craft.screenplay.elements import Action, Element, PageBreak, SceneHeading
from rushes.craft.screenplay.layout import Paper
from tests.craft.screenplay import made_up

HEADING = SceneHeading("INT. A - DAY")


@pytest.mark.parametrize(("eighths", "written"), [(1, "1/8"), (8, "1"), (12, "1 4/8"), (0, "0/8"), (21, "2 5/8")])
def test_a_length_is_written_in_pages_and_eighths(eighths: int, written: str) -> None:
    assert pages.written(eighths) == written


def rows(count: int) -> Action:
    return Action("\n".join(["x"] * count))


def measured(*scenes: list[Element]) -> list[tuple[int, int]]:
    return [(extent.page, extent.eighths) for extent in pages.extents(scenes)]


@pytest.mark.parametrize(("action", "eighths"), [(1, 1), (5, 1), (12, 2), (52, 8), (2 * 54 - 2, 16), (10 * 54 - 2, 80)])
def test_a_scene_is_measured_to_the_nearest_eighth_of_a_page(action: int, eighths: int) -> None:
    assert measured([HEADING, rows(action)]) == [(1, eighths)]


def test_a_scene_lasts_until_the_next_heading_on_the_page() -> None:
    assert measured([HEADING, rows(23)], [HEADING, rows(50)]) == [(1, 4), (1, 8)]


def test_a_heading_that_moves_to_the_next_page_leaves_its_blank_rows_to_the_scene_before() -> None:
    assert measured([HEADING, rows(47)], [HEADING, rows(52)]) == [(1, 8), (2, 8)]


def test_a_page_that_the_writer_ended_counts_as_far_as_it_is_filled() -> None:
    assert measured([HEADING, rows(11), PageBreak("===")], [HEADING, rows(52)]) == [(1, 2), (2, 8)]


def test_every_scene_has_an_eighth_even_with_nothing_in_it() -> None:
    assert measured([HEADING], [HEADING], [HEADING]) == [(1, 1), (1, 1), (1, 1)]
    assert measured([PageBreak("===")]) == [(1, 1)]
    assert measured() == []


def test_a4_holds_more_rows_so_the_same_scene_is_shorter() -> None:
    scene = [HEADING, rows(500)]
    assert pages.extents([scene], Paper.A4)[0].eighths < pages.extents([scene])[0].eighths


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 30), st.integers(0, 90))
def test_the_scenes_together_are_as_long_as_the_script(seed: int, scenes: int, cues: int) -> None:
    script = fountain.parse(made_up.script(scenes, cues, seed))
    printed = layout.body(script.elements, Paper.LETTER)
    found = pages.extents(shots.scenes(script.elements))
    whole = 8 * sum(page.rows for page in printed) / Paper.LETTER.rows
    assert abs(sum(extent.eighths for extent in found) - whole) <= 0.5 or found[-1].eighths == 1
    assert all(1 <= extent.page <= len(printed) for extent in found)


def test_a_hundred_and_twenty_pages_are_measured_once_and_fast() -> None:
    parts = shots.scenes(fountain.parse(made_up.script()).elements)
    began = time.process_time()
    pages.extents(parts)
    assert time.process_time() - began < 1.0
