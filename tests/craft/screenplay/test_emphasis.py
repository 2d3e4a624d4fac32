"""Emphasis: what is emphasised and how, what only looks so, and writing it back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.craft.screenplay.emphasis import Run, marked, plain, runs


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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a *b* c", (Run("a "), Run("b", italic=True), Run(" c"))),
        ("**bold *both***", (Run("bold ", bold=True), Run("both", bold=True, italic=True))),
        ("***both* bold**", (Run("both", bold=True, italic=True), Run(" bold", bold=True))),
        ("_under *it*_", (Run("under ", underline=True), Run("it", italic=True, underline=True))),
        ("**a*", (Run("*"), Run("a", italic=True))),
        ("*one*\n*two*", (Run("one", italic=True), Run("\n"), Run("two", italic=True))),
        (r"\*no\*", (Run("*no*"),)),
        ("", ()),
    ],
)
def test_runs_are_the_stretches_of_one_style(text: str, found: tuple[Run, ...]) -> None:
    assert runs(text) == found


@pytest.mark.parametrize(
    ("styled", "text"),
    [
        ((Run("She "), Run("never", bold=True), Run(" said so.")), "She **never** said so."),
        ((Run("one ", italic=True), Run("two", italic=True, bold=True)), "*one* ***two***"),
        ((Run(" all ", underline=True),), " _all_ "),
        ((Run("2 * 3 * 4"),), "2 * 3 * 4"),
        ((Run("*not*"),), r"\*not\*"),
        ((Run("one\ntwo", bold=True),), "**one**\n**two**"),
        ((Run("in"), Run("side", underline=True)), "inside"),
    ],
)
def test_runs_are_written_with_the_fewest_marks_that_read_back(styled: tuple[Run, ...], text: str) -> None:
    assert marked(styled) == text


texts = st.text(alphabet="*_\\ ab\n", max_size=60)


@given(texts)
def test_runs_joined_are_the_plain_text(text: str) -> None:
    assert "".join(run.text for run in runs(text)) == plain(text)
    assert all(run.text for run in runs(text))


@given(st.lists(st.builds(Run, texts, st.booleans(), st.booleans(), st.booleans()), max_size=5))
def test_whatever_is_styled_keeps_its_words_when_it_is_written(styled: list[Run]) -> None:
    written = marked(styled)
    assert plain(written) == "".join(run.text for run in styled)
    assert marked(runs(written)) == marked(runs(marked(runs(written))))
