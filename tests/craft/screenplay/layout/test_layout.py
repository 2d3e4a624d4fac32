"""A script on the page: where its lines stand, and where a page may end."""

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.craft.screenplay import emphasis, fountain, layout
from rushes.craft.screenplay.elements import (
    Action,
    Character,
    Dialogue,
    Element,
    PageBreak,
    Parenthetical,
    SceneHeading,
)
from rushes.craft.screenplay.layout import Page, Paper, Printed
from tests.craft.screenplay import made_up

INCH = 72


def words(count: int) -> str:
    """A text of so many rows of dialogue: each word fills one."""
    return " ".join(["abcdefghij" * 3] * count)


def filled(count: int) -> list[Element]:
    """So many rows on the page, none of which holds what follows."""
    return [Action("\n".join(["x"] * count))] if count else []


def body(*elements: Element) -> tuple[Page, ...]:
    return layout.body(elements, Paper.LETTER)


def rows(page: Page) -> list[str]:
    """The page's text rows as they are read, blank ones as empty strings."""
    found = [""] * (max((line.row for line in page.lines), default=-1) + 1)
    for line in page.lines:
        if line.row >= 0:
            found[line.row] = f"{found[line.row]} {line.text}".strip()
    return found


def line(pages: Sequence[Page], text: str) -> Printed:
    return next(line for page in pages for line in page.lines if line.text == text)


SHOWN = """\
FADE IN:

INT. HOUSE - DAY #12A#

He *walks* in. [[not printed]]

# Not printed

= Nor this

WREN (V.O.)
(softly)
Hello there.
~La la

OSKAR
One.

MEI ^
Two.

> THE END <

CUT TO:
"""


@pytest.mark.parametrize(
    ("text", "inches"),
    [
        ("He walks in.", 1.5),
        ("INT. HOUSE - DAY", 1.5),
        ("12A", 1.0),
        ("WREN (V.O.)", 3.7),
        ("(softly)", 3.1),
        ("Hello there.", 2.5),
        ("La la", 2.5),
        ("One.", 1.5),
        ("Two.", 4.7),
        ("THE END", 4.15),
        ("CUT TO:", 6.8),
    ],
)
def test_each_kind_stands_in_its_column(text: str, inches: float) -> None:
    pages = layout.pages(fountain.parse(SHOWN))
    assert line(pages, text).x / INCH == pytest.approx(inches, abs=0.001)


def test_what_is_not_for_the_reader_is_not_printed_and_the_number_stands_in_both_margins() -> None:
    (page,) = layout.pages(fountain.parse(SHOWN))
    assert rows(page) == [
        *("FADE IN:", "", "", "12A INT. HOUSE - DAY 12A", "", "He walks in.", "", "WREN (V.O.)", "(softly)"),
        *("Hello there.", "La la", "", "OSKAR MEI", "One. Two.", "", "THE END", "", "CUT TO:"),
    ]


def test_emphasis_becomes_styles_also_across_a_row_and_headings_are_capitals() -> None:
    (page,) = body(SceneHeading("int. a _b_"), Action("**" + "word " * 13 + "end** *x*"))
    assert [[(run.text, run.bold, run.italic, run.underline) for run in line.runs] for line in page.lines] == [
        [("INT. A ", False, False, False), ("B", False, False, True)],
        [(("word " * 12).strip(), True, False, False)],
        [("word end", True, False, False), (" ", False, False, False), ("x", False, True, False)],
    ]


def test_what_is_sung_is_in_italics_whether_somebody_is_named_or_not() -> None:
    pages = layout.pages(fountain.parse("WREN\n~La *la*\n\n~And la\n\nShe stops."))
    assert [all(run.italic for run in line(pages, text).runs) for text in ("La la", "And la", "She stops.")] == [
        True,
        True,
        False,
    ]


def test_pages_are_numbered_from_the_second_and_the_title_page_is_none_of_them() -> None:
    pages = layout.pages(fountain.parse("Title: X\nAuthor: Y\nContact: Z\nDraft date: 1 May\n\n" + "a\n" * 150))
    assert [page.number for page in pages] == [0, 1, 2, 3]
    assert [next((x.text for x in page.lines if x.row < 0), "") for page in pages] == ["", "", "2.", "3."]
    title, author, contact, date = (line(pages, text) for text in ("X", "Y", "Z", "1 May"))
    assert title.y < author.y < contact.y == date.y
    assert contact.x == 1.5 * INCH
    assert date.x + 5 * 7.2 == pytest.approx(7.5 * INCH)


@pytest.mark.parametrize(("before", "page"), [(48, 1), (49, 1), (50, 2), (52, 2)])
def test_a_heading_never_stands_last_on_a_page(before: int, page: int) -> None:
    pages = body(*filled(before), SceneHeading("INT. A"), Action("One line."))
    assert line(pages[page - 1 :], "INT. A").row == (before + 2 if page == 1 else 0)
    assert rows(pages[page - 1])[-1] == "One line."


def test_headings_in_a_row_hold_together() -> None:
    first, second = body(*filled(46), SceneHeading("INT. A"), SceneHeading("INT. B"), Action("x\ny\nz"))
    assert rows(first)[-1] == "x"
    assert rows(second) == ["INT. A", "", "", "INT. B", "", "x", "y", "z"]


def test_action_is_broken_with_two_rows_on_each_side() -> None:
    first, second = body(*filled(50), Action("a\nb\nc\nd"))
    assert (rows(first)[-2:], rows(second)) == (["a", "b"], ["c", "d"])
    first, second = body(*filled(51), Action("a\nb\nc"))
    assert (rows(first)[-1], rows(second)) == ("x", ["a", "b", "c"])


def test_a_broken_speech_says_so_on_both_pages() -> None:
    first, second = body(*filled(48), Character("WREN (V.O.)"), Parenthetical("(low)"), Dialogue(words(5)))
    assert rows(first)[-5:] == ["WREN (V.O.)", "(low)", words(1), words(1), "(MORE)"]
    assert rows(second) == ["WREN (V.O.) (CONT'D)", words(1), words(1), words(1)]
    assert line([second], "WREN (V.O.) (CONT'D)").element == 1


def test_no_line_of_dialogue_stands_alone_at_a_break() -> None:
    for before in range(40, 54):
        pages = body(*filled(before), Character("WREN"), Dialogue(words(4)))
        spoken = [sum(row == words(1) for row in rows(page)) for page in pages]
        assert spoken in ([4], [2, 2], [0, 4]), before


def test_a_page_never_ends_after_a_cue_or_a_parenthetical() -> None:
    speech = [Character("WREN"), Dialogue(words(3)), Parenthetical("(beat)"), Dialogue(words(3))]
    for before in range(36, 54):
        for page in body(*filled(before), *speech)[:-1]:
            assert rows(page)[-1] in {"(MORE)", "x"}, before
            assert rows(page)[-2] != "(beat)"


def test_two_speeches_spoken_together_stay_together_while_they_fit_a_page() -> None:
    both = [Character("A"), Dialogue(words(3)), Character("B", dual=True), Dialogue(words(9))]
    first, second = body(*filled(50), *both)
    assert "A" not in rows(first)
    assert rows(second)[0] == "A B"
    assert len(body(Character("A"), Dialogue("a " * 3000), Character("B", dual=True), Dialogue("b"))) > 1


def test_the_writers_own_page_break_ends_a_page_and_makes_no_empty_ones() -> None:
    pages = body(PageBreak("==="), Action("a"), PageBreak("==="), PageBreak("==="), Action("b"), PageBreak("==="))
    assert [(rows(page), page.rows) for page in pages] == [(["a"], 1), (["b"], 1)]


def test_blank_lines_between_actions_are_the_writers() -> None:
    (page,) = layout.pages(fountain.parse("x\n\n\n\ny\n\n    z"))
    assert rows(page) == ["x", "", "", "", "y", "", "z"]
    assert page.lines[-1].text == "    z"


def test_a_script_of_nothing_has_no_pages() -> None:
    assert layout.pages(fountain.parse("# Only an outline\n\n[[and a note]]")) == ()


def _letters(text: str) -> int:
    return sum(not letter.isspace() for letter in text)


texts = st.text(st.sampled_from("ab \n*_é你\t"), max_size=300)
kinds = st.sampled_from([Action, Dialogue, Character, Parenthetical, SceneHeading])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(kinds, texts), max_size=12), st.sampled_from(Paper))
def test_nothing_is_lost_and_nothing_leaves_the_page(parts: list[tuple[type[Element], str]], on: Paper) -> None:
    pages = layout.body([kind(text) for kind, text in parts], on)
    for page in pages:
        assert all(-3 <= each.row < on.rows for each in page.lines)
        assert all(each.x + len(each.text) * 7.2 <= 7.5 * INCH + 0.01 for each in page.lines if each.row >= 0)
    told = sum(_letters(emphasis.plain(text.upper())) for _, text in parts)
    again = sum(_letters(each.text) for page in pages for each in page.lines if "(CONT'D)" in each.text)
    assert told <= sum(_letters(each.text) for page in pages for each in page.lines if each.element is not None)
    assert again or told == sum(
        _letters(each.text) for page in pages for each in page.lines if each.element is not None
    )


def test_a_long_script_is_printed_in_its_order() -> None:
    pages = layout.body(fountain.parse(made_up.script(40, 200)).elements, Paper.LETTER)
    indices = [each.element for page in pages for each in page.lines if each.element is not None]
    again = [each.element for page in pages for each in page.lines[:2] if each.row == 0 and "(CONT'D)" in each.text]
    assert again
    assert sum(one > other for one, other in itertools.pairwise(indices)) <= len(again)


def test_long_texts_take_linear_time() -> None:
    assert len(body(Action("a" * 1_000_000))) > 300
    assert len(body(Action(" " * 500_000 + "x"))) < 200
    assert len(body(*[SceneHeading("INT. A")] * 20_000)) > 1000
    assert len(body(Character("WREN"), Dialogue("word " * 200_000))) > 400
