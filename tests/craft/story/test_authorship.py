"""Whose words a text is made of."""

import time
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.craft.story.authorship import Author, authorship

TEXTS = st.text(alphabet="ab .\n", max_size=60)


def marked(before: str, after: str, draft: str) -> str:
    """A text with the model's words in brackets."""
    runs = authorship(before, after, draft)
    parts = [(run.author, after[run.start : run.end]) for run in runs]
    return "".join(
        f"[{text.rstrip()}]{text[len(text.rstrip()) :]}" if who is Author.MODEL else text for who, text in parts
    )


@pytest.mark.parametrize(
    ("before", "after", "draft", "told"),
    [
        ("Rain.", "Rain.", "Snow.", "Rain."),
        ("", "A dog barks twice.", "A dog barks twice.", "[A dog barks twice.]"),
        ("Rain.\n", "Rain.\nA dog barks.\n", "A dog barks.", "Rain.\n[A dog barks.]\n"),
        ("", "A dog barks three times.", "A dog barks twice.", "[A dog barks] three times."),
        (
            "He walks to the door.",
            "She walks to the door and out.",
            "She walks to the door and in.",
            "[She walks to the door and] out.",
        ),
        ("Anna waits here.\n", "Anna waits here.\nNo.\n", "Anna waits here.\nYes.\n", "Anna waits here.\nNo.\n"),
    ],
)
def test_each_word_has_its_author(before: str, after: str, draft: str, told: str) -> None:
    assert marked(before, after, draft) == told


def test_a_line_of_the_draft_that_was_moved_is_still_the_models() -> None:
    draft = "The old dog barks twice.\nNobody comes to the door.\n"
    after = "Nobody comes to the door.\nShe laughs.\nThe old dog barks twice.\n"
    assert marked("", after, draft) == "[Nobody comes to the door.]\nShe laughs.\n[The old dog barks twice.]\n"


def test_a_lone_common_word_is_no_quotation() -> None:
    assert marked("", "She takes the train to Oslo.", "Under the bridge it rains.") == "She takes the train to Oslo."


@given(TEXTS, TEXTS, TEXTS)
def test_runs_cover_the_text_in_order_and_without_gaps(before: str, after: str, draft: str) -> None:
    runs = authorship(before, after, draft)
    assert "".join(after[run.start : run.end] for run in runs) == after
    assert all(one.author is not other.author for one, other in pairwise(runs))


@given(TEXTS, TEXTS)
def test_what_was_there_before_is_a_persons_whatever_the_draft_says(text: str, draft: str) -> None:
    assert all(run.author is Author.PERSON for run in authorship(text, text, draft))


def test_a_feature_script_takes_a_moment() -> None:
    chance = Random(1)
    known = [f"word{number}" for number in range(2000)] + ["the"] * 500

    def script() -> list[str]:
        return [" ".join(chance.choices(known, k=12)) + ".\n" for _ in range(2000)]

    before, draft = script(), script()
    after = [line.replace("word1", "other", 1) for line in draft]
    began = time.process_time()
    runs = authorship("".join(before), "".join(after), "".join(draft))
    assert time.process_time() - began < 5
    assert sum(len("".join(after)[run.start : run.end].split()) for run in runs if run.author is Author.MODEL) > 20_000
