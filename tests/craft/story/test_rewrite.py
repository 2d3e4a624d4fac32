"""A rewrite goes into the script at its place and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.craft.screenplay.elements import Span
from rushes.craft.story.asking.rewrite import spliced
from rushes.craft.story.question import Unreadable

SOURCE = (
    "INT. SHOP - NIGHT\n\nAnna waits. She counts.\n\nANNA\nNo.\n\nBen walks out into the rain and closes the door.\n"
)


def selection(words: str) -> Span:
    """Where some words stand in the source."""
    start = SOURCE.index(words)
    return Span(start, start + len(words), 1, 1)


def test_the_rest_of_the_script_stays_to_the_byte() -> None:
    whole = spliced(SOURCE, selection("Anna waits. She counts.\n\n"), "\nAnna runs.\n\nShe falls.\n")
    assert whole == SOURCE.replace("Anna waits. She counts.", "Anna runs.\n\nShe falls.")


def test_words_inside_a_paragraph_can_be_replaced() -> None:
    assert spliced(SOURCE, selection("waits"), "sleeps") == SOURCE.replace("waits", "sleeps")


def test_a_rewrite_that_repeats_what_follows_is_refused() -> None:
    with pytest.raises(Unreadable, match="repeats what stands beside"):
        spliced(SOURCE, selection("Anna waits. She counts."), f"Anna runs.\n\n{SOURCE[SOURCE.index('ANNA') :]}")


def test_a_rewrite_that_swallows_its_neighbour_is_refused() -> None:
    with pytest.raises(Unreadable, match="changes how the script around it is read"):
        spliced(SOURCE, selection("Anna waits. She counts.\n\nANNA"), "Anna runs.")


def test_a_note_that_names_a_shot_may_not_be_lost() -> None:
    noted = SOURCE.replace("counts.", "counts. [[S01-SH01]]")
    start = noted.index("Anna waits")
    span = Span(start, noted.index("]]") + 2, 1, 1)
    with pytest.raises(Unreadable, match=r"drops \[\[S01-SH01\]\]"):
        spliced(noted, span, "Anna runs.")
    assert "Anna runs. [[S01-SH01]]" in spliced(noted, span, "Anna runs. [[S01-SH01]]")


@given(st.text(alphabet="aB .\n*/[]", max_size=40))
def test_any_replacement_leaves_what_is_outside_or_is_refused(replacement: str) -> None:
    span = selection("Anna waits. She counts.")
    try:
        whole = spliced(SOURCE, span, replacement)
    except Unreadable:
        return
    assert whole.startswith(SOURCE[: span.start])
    assert whole.endswith(SOURCE[span.end :])
