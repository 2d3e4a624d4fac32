"""Words from the times of characters."""

import pytest

from rushes.providers import alignment


def timed(text: str) -> alignment.Timed:
    """A tenth of a second for each character."""
    starts = tuple(round(number / 10, 1) for number in range(len(text) + 1))
    return alignment.Timed(tuple(text), starts[:-1], starts[1:])


def test_words_end_at_spaces_and_keep_their_marks() -> None:
    assert timed(" Who  sent it?").words() == [
        {"word": "Who", "start": 0.1, "end": 0.4},
        {"word": "sent", "start": 0.6, "end": 1.0},
        {"word": "it?", "start": 1.1, "end": 1.4},
    ]


def test_what_stands_in_brackets_is_a_word_only_without_tags() -> None:
    said = timed("[sighs] Well[pause] then")
    assert [word["word"] for word in said.words(tags=True)] == ["Well", "then"]
    assert [word["word"] for word in said.words()] == ["[sighs]", "Well[pause]", "then"]


def test_another_voice_begins_another_word() -> None:
    assert [word["word"] for word in timed("it?You").words(breaks={0, 3})] == ["it?", "You"]


def test_no_characters_are_no_words() -> None:
    assert timed("").words() == []


@pytest.mark.parametrize(
    "said",
    [
        None,
        [],
        {},
        {"characters": "Hi", "character_start_times_seconds": [0, 1], "character_end_times_seconds": [1, 2]},
        {"characters": ["H"], "character_start_times_seconds": [0, 1], "character_end_times_seconds": [1, 2]},
        {"characters": ["H"], "character_start_times_seconds": ["0"], "character_end_times_seconds": [1]},
        {"characters": ["H"], "character_start_times_seconds": [float("nan")], "character_end_times_seconds": [1]},
        {"characters": ["H"], "character_start_times_seconds": [-1], "character_end_times_seconds": [1]},
        {"characters": ["H"], "character_start_times_seconds": [True], "character_end_times_seconds": [1]},
        {"characters": [7], "character_start_times_seconds": [0], "character_end_times_seconds": [1]},
    ],
)
def test_times_that_cannot_be_are_none(said: object) -> None:
    assert alignment.read(said) is None
    assert alignment.told({"alignment": said}, tags=False) == {"alignment": []}


def test_the_normalised_text_stands_in_where_the_original_has_no_times() -> None:
    hi = {"characters": ["H", "i"], "character_start_times_seconds": [0, 1], "character_end_times_seconds": [1, 2]}
    told = alignment.told({"alignment": None, "normalized_alignment": hi}, tags=False)
    assert told["alignment"] == [{"word": "Hi", "start": 0.0, "end": 2.0}]
    assert told["characters"]["ends"] == [1.0, 2.0]
