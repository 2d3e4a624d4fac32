"""Corrections of lines as a person writes them."""

import pytest

from rushes.craft.screenplay.pdf import corrections
from rushes.craft.screenplay.pdf.corrections import UnknownKind
from rushes.craft.screenplay.pdf.kinds import Kind


def test_a_line_and_its_kind_are_read_and_the_last_word_on_a_line_counts() -> None:
    assert corrections.read(["12=action", " 3 = cue ", "12=heading"]) == {12: Kind.HEADING, 3: Kind.CUE}


@pytest.mark.parametrize("said", ["", "12", "=action", "12=song", "one=action", "-1=action", "9" * 5000 + "=action"])
def test_anything_else_is_refused_with_the_kinds_there_are(said: str) -> None:
    with pytest.raises(UnknownKind, match=r"as 12=action. Kinds: title, heading"):
        corrections.read([said])
