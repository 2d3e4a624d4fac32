"""Our shots leave as sheets that come back the same, and that no spreadsheet runs."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from rushes.bootstrap import demo_folder
from rushes.craft.cards.card import Card
from rushes.craft.production import folder, rows
from rushes.craft.shotlists import export
from rushes.craft.shotlists.preview import cards as imported
from rushes.craft.shotlists.preview import preview
from rushes.kernel.errors import InvalidFile
from tests.craft.production.test_rows import cards

SIDE_B = folder.load(demo_folder()).cards


@settings(max_examples=40, deadline=None)
@given(st.lists(cards(), min_size=1, max_size=4))
def test_what_was_exported_is_imported_as_the_same_cards(values: list[Card]) -> None:
    assert list(imported(preview(export.csv(values), "shots.csv"))) == values
    assert list(imported(preview(export.xlsx(values), "shots.xlsx"))) == values


def test_the_demonstration_comes_back_from_both() -> None:
    for data, name in ((export.csv(SIDE_B), "side-b.csv"), (export.xlsx(SIDE_B), "side-b.xlsx")):
        seen = preview(data, name)
        assert imported(seen) == SIDE_B
        assert seen.doubts == ()
        assert seen.columns[0].why == "a column of our own sheet"


def test_the_same_shots_are_the_same_bytes() -> None:
    assert export.xlsx(SIDE_B) == export.xlsx(SIDE_B)
    assert export.csv(SIDE_B) == export.csv(SIDE_B)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2", "@cmd", "'=1", "''@x", '=HYPERLINK("http://x")'])
def test_no_cell_is_ever_a_formula(text: str) -> None:
    card = Card(code="S01-SH01", title=text, action=text)
    book = CalamineWorkbook.from_filelike(io.BytesIO(export.xlsx([card])))
    assert book.get_sheet_by_name("Shots").to_python()[1][1] == text
    (row,) = csv.DictReader(io.StringIO(export.csv([card]).decode("utf-8-sig"), newline=""))
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())
    assert imported(preview(export.csv([card]), "one.csv")) == (card,)


def test_a_fault_in_a_sheet_of_our_own_is_told_with_its_row_and_nothing_is_imported() -> None:
    broken = export.csv(SIDE_B).replace(b"MLS: knees up", b"XXL: knees up")
    seen = preview(broken, "mine.csv")
    with pytest.raises(InvalidFile, match=r"Shots row 3, column size: 'XXL' is not one of ELS"):
        imported(seen)


def test_a_cell_too_long_for_a_workbook_is_refused() -> None:
    with pytest.raises(InvalidFile, match=r"S01-SH01, action: has 40000 characters; a cell holds 32767"):
        export.xlsx([Card(code="S01-SH01", action="x" * 40_000)])


def test_the_workbook_is_set_for_reading() -> None:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(export.xlsx(SIDE_B))).get_sheet_by_name("Shots")
    assert [row[0] for row in sheet.to_python()] == ["shot", *(card.code for card in SIDE_B)]
    assert sheet.to_python()[0] == list(rows.SHOTS)


def test_semicolons_in_every_cell_do_not_part_a_list_of_commas() -> None:
    card = SIDE_B[1].model_copy(update={"negatives": ("rain", "wind", "snow"), "regenerate_if": ("a", "b", "c")})
    values = tuple(card.model_copy(update={"code": f"S01-SH{number:02}"}) for number in range(1, 9))
    assert imported(preview(export.csv(values), "shots.csv")) == values
