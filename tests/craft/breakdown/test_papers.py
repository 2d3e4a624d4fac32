"""The papers: sheets, assets by scene, the scene list, and how they stand as text."""

import csv
import io
from dataclasses import replace

from rushes.craft.breakdown import matrix, scene_list, sheet, whole
from rushes.craft.breakdown.categories import Category
from rushes.craft.breakdown.sheet import Sheet
from rushes.craft.breakdown.tables import Table
from rushes.craft.papers import breakdown as papers
from rushes.craft.screenplay import fountain

SCRIPT = fountain.parse(
    "EXT. YARD - NIGHT\n\nRain. Ada, in a red coat, drops a lantern.\n\nADA\nOh.\n\nADA\nNo.\n\n"
    "INT. HOUSE - HALL - CONTINUOUS\n\n= She hides.\n\nBO\nWho?\n\nAda, soaked, waits. "
    "On the wall: a sign: <B>OLD & NEW.\n\n"
    "INT. HOUSE - NEXT MORNING\n\nAda takes off her coat. Bo lifts the lantern.\n"
)
WHOLE = whole.of(SCRIPT)


def one(scene: str) -> Sheet:
    """The sheet of a scene."""
    return next(each for each in sheet.sheets(WHOLE, "Two | Days") if each.scene == scene)


def test_a_sheet_says_where_when_how_long_and_who_by_number() -> None:
    hall = one("S02")
    assert (hall.number, hall.int_ext, hall.set, hall.part, hall.time, hall.day) == (
        2,
        "INT",
        "HOUSE",
        "HALL",
        "night",
        "1",
    )
    assert (hall.synopsis, hall.told) == ("She hides.", True)
    assert hall.cast == ((1, "ADA"), (2, "BO"))
    assert one("S01").synopsis == "Ada, in a red coat, drops a lantern."


def test_a_sheet_has_a_box_for_each_category_that_has_anything() -> None:
    boxes = {box.category: [found.name for found in box.found] for box in one("S01").boxes}
    assert boxes[Category.PROPS] == ["lantern"]
    assert Category.VEHICLES not in boxes
    assert Category.SET not in boxes


def test_costumes_change_with_the_day_and_where_the_script_says_so() -> None:
    made = matrix.matrix(WHOLE)
    ada = made.rows[0]
    assert (ada.name, ada.category) == ("ADA", Category.CAST)
    assert [(cell.costume, cell.worn) for cell in ada.cells.values()] == [
        (1, ("coat",)),
        (1, ("coat",)),
        (2, ("coat",)),
    ]
    assert ada.cells["S02"].states == ("soaked",)
    assert made.scenes[1] == ("S02", "HOUSE - HALL", "day 1, night")
    lantern = next(row for row in made.rows if row.name == "lantern")
    assert list(lantern.cells) == ["S01", "S03"]


def test_the_scene_list_names_planned_shots_or_those_that_are_asked_for() -> None:
    rows = scene_list.scene_list(WHOLE, "Two Days", {"S01": ["S01-SH01", "S01-SH02"]}).rows
    assert rows[0][0] == "S01"
    assert rows[0][7] == "S01-SH01; S01-SH02"
    assert rows[1][7].startswith("wide: HOUSE - HALL")
    assert rows[1][2] == "She hides."


def test_a_table_is_read_back_from_csv_and_breaks_no_markdown() -> None:
    table = Table("A | b", ("one", "two"), (('say "hi", then', "a | b\nc <script>"),))
    assert list(csv.reader(io.StringIO(table.csv()))) == [["one", "two"], ['say "hi", then', "a | b\nc <script>"]]
    assert table.markdown().splitlines()[-1] == '| say "hi", then | a \\| b c &lt;script> |'


def test_every_element_is_a_row_with_its_proof() -> None:
    rows = sheet.elements(WHOLE, "x", "S01").rows
    [lantern] = [row for row in rows if row[:3] == ("S01", "props", "lantern")]
    assert lantern == ("S01", "props", "lantern", "ADA", "", "handled", "3", "lantern")


def test_the_pages_escape_what_the_script_says_and_ask_nothing_of_the_network() -> None:
    made = sheet.sheets(WHOLE, "<b>Title</b>")
    hostile = (replace(made[0], heading="<script>alert(1)</script>"), *made[1:])
    pages = (
        papers.sheets(WHOLE, hostile, "<b>Title</b>"),
        papers.matrix(matrix.matrix(WHOLE), "<b>Title</b>"),
        papers.scene_list(scene_list.scene_list(WHOLE, "x", {"S01": ["<i>"]}), "<b>Title</b>"),
    )
    for page in pages:
        assert "<b>Title" not in page
        assert "<script>" not in page
        assert "<i>" not in page
        assert "http" not in page.replace("http-equiv", "")


def test_a_sheet_as_markdown_puts_what_is_implied_in_brackets() -> None:
    text = sheet.markdown(one("S01"))
    assert "| Props | lantern |" in text
    assert "(wet ground and walls)" in text


def test_no_cell_is_a_formula_to_a_spreadsheet() -> None:
    table = Table("Film", ("set", "says"), (("=SUM(A1)", "@cmd"), ("-2", "a = b")))
    assert table.csv() == "set,says\n'=SUM(A1),'@cmd\n'-2,a = b\n"
