"""The outline of a script: scenes where they begin, pages, people, places."""

import pytest

from rushes.craft.screenplay import fountain, outline
from rushes.craft.screenplay.breakdown import NoScene

SCRIPT = """Title: Two Doors

INT. HALL - NIGHT

Ada waits.

ADA
Who is there?

EXT. YARD - DAY

Rain.

ADA
Nobody.
"""


def test_scenes_begin_where_their_headings_stand() -> None:
    found = outline.outline(fountain.parse(SCRIPT))
    assert [SCRIPT[one.start :].splitlines()[0] for one in found.scenes] == ["INT. HALL - NIGHT", "EXT. YARD - DAY"]
    assert [(one.code, one.line, one.length) for one in found.scenes] == [("S01", 3, "1/8"), ("S02", 10, "1/8")]
    assert found.length == "2/8"
    assert (found.characters, found.places, found.times) == ((("ADA", 2),), ("HALL", "YARD"), ("NIGHT", "DAY"))


def test_every_page_has_its_first_line() -> None:
    long = SCRIPT + "".join(f"\nParagraph {number} goes on.\n" for number in range(60))
    assert outline.outline(fountain.parse(long)).pages == (3, 57, 111)


def test_a_script_without_anything_to_see_has_none() -> None:
    with pytest.raises(NoScene):
        outline.outline(fountain.parse("# Only an outline\n"))
