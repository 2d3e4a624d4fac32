"""Emphasis read past: what is emphasised, and what only looks so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.craft.screenplay.emphasis import plain


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("*one*", "one"),
        ("**one**", "one"),
        ("***one***", "one"),
        ("_one_", "one"),
        ("_*one* two_", "one two"),
        ("**bold *both***", "bold both"),
        ("***both* bold**", "both bold"),
        (
            "From INCHES AWAY. _Steel's face FILLS the *Mark 4* scope_.",
            "From INCHES AWAY. Steel's face FILLS the Mark 4 scope.",
        ),
        ("she dialed *69 and then *23", "she dialed *69 and then *23"),
        ("he *said\nthat* too", "he *said\nthat* too"),
        (r"\*not\* and \_not\_", "*not* and _not_"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a_file_name", "a_file_name"),
        ("****", "****"),
        ("_a *b_ c*", "a *b c*"),
    ],
)
def test_marks_that_emphasise_are_dropped_and_others_shown(marked: str, said: str) -> None:
    assert plain(marked) == said


@given(st.text(alphabet="*_\\ ab\n", max_size=60))
def test_nothing_but_marks_is_ever_dropped(text: str) -> None:
    assert [c for c in plain(text) if c not in "*_\\"] == [c for c in text if c not in "*_\\"]
