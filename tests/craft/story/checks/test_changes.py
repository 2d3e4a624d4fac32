"""Scenes in which something changes, and scenes in which people are there, look and talk."""

import pytest

from rushes.craft.story.beats import Beat
from rushes.craft.story.card import Story
from tests.craft.story import stories


def doubted(action: str, *beats: Beat) -> list[str]:
    """What is doubted of one scene."""
    return stories.doubts(stories.script(f"INT. ROOM - DAY\n\n{action}\n", Story(beats=beats)), "changes")


@pytest.mark.parametrize(
    "action",
    ["Anna gives him the ring.", "The door opens.", "Ben walks out.", "The glass breaks.", "She sat, then left."],
)
def test_a_deed_that_leaves_something_changed_is_enough(action: str) -> None:
    assert not doubted(action)


@pytest.mark.parametrize(
    "action", ["ANNA, 30, sits and looks.", "Rain on the window. ANNA, 30, waits.", "BEN, 9, smiles."]
)
def test_being_there_is_not(action: str) -> None:
    assert doubted(action) == ["Nobody changes anything in S01: people are there, look and talk."]


def test_a_place_without_a_deed_is_said_as_that() -> None:
    assert doubted("Wind moves the grass. One window is lit.") == ["S01 shows a place, and nothing happens in it."]


def test_a_beat_whose_states_are_the_same_changes_nothing() -> None:
    beat = Beat(scene="S01", before="Anna trusts him.", action="They talk", after="anna trusts him")
    assert doubted("They sit.", beat) == ["The state after is the state before: 'anna trusts him'"]


def test_a_beat_of_a_scene_that_is_not_there_is_said() -> None:
    assert "S09, which the script does not have" in doubted("Ben runs.", Beat(scene="S09", action="Ben runs"))[0]


def test_a_beat_without_a_deed_is_asked_for_one() -> None:
    assert doubted("Ben runs.", Beat(scene="S01", after="gone")) == ["A beat has no action."]
    assert "inside somebody" in doubted("Ben runs.", Beat(scene="S01", action="He realises it"))[0]
