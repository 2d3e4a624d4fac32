"""A score's sections as plans for music."""

import pytest

from rushes.providers import composition


def test_a_section_longer_than_two_minutes_becomes_several_of_one_length() -> None:
    score = composition.score("Slow.", {"sections": [{"name": "Chase", "seconds": 250.001, "styles": ["drums"]}]})
    assert [(piece.name, piece.milliseconds) for piece in score.pieces] == [
        ("Chase 1", 83_333),
        ("Chase 2", 83_334),
        ("Chase 3", 83_334),
    ]
    assert score.seconds == pytest.approx(250.001)
    assert {piece.styles for piece in score.pieces} == {("drums",)}


def test_the_brief_leads_the_first_chunk_only() -> None:
    score = composition.score("Slow.", {"sections": [{"seconds": 4}, {"seconds": 4}], "instrumental": False})
    assert [chunk["positive_styles"] for chunk in score.chunks()["chunks"]] == [["Slow."], []]
    assert [chunk["text"] for chunk in score.chunks()["chunks"]] == ["[Section]", "[Section]"]


def test_marks_that_mean_something_there_are_left_out_of_names() -> None:
    score = composition.score("", {"sections": [{"name": "[Chase] {fast}", "seconds": 4}]})
    assert score.chunks()["chunks"][0]["text"] == "[Chase fast]"


def test_voices_are_avoided_once_where_music_is_to_have_none() -> None:
    assert composition.score("", {"avoid": ["vocals"]}).avoid == ("vocals",)
    assert composition.score("", {}).avoid == ("vocals",)
    assert composition.score("", {"instrumental": False}).avoid == ()
