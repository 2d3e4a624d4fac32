"""Sheets, hostile or honest."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rushes.craft.production import sheets
from rushes.kernel.errors import Fault

COLUMNS = ("shot", "action", "note")


def echo(row: Mapping[str, str], where: str, faults: list[Fault]) -> dict[str, str]:
    return {"where": where, **row}


def read(path: Path, content: str | bytes) -> tuple[list[dict[str, str]], list[str]]:
    sheet = path / "shots.csv"
    sheet.write_bytes(content.encode() if isinstance(content, str) else content)
    faults: list[Fault] = []
    return sheets.read(sheet, COLUMNS, echo, faults), list(map(str, faults))


cell = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
rows = st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS, cell)), max_size=5)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows)
def test_whatever_text_a_cell_holds_is_read_back(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    found, faults = read(tmp_path, sheets.write(COLUMNS, rows))

    assert faults == []
    plain = [{name: "\n".join(re.split("\r\n|\r|\n", text)) for name, text in row.items()} for row in rows]
    assert [{name: one[name] for name in COLUMNS} for one in found] == [
        row for row in plain if any(map(str.strip, row.values()))
    ]


def test_every_row_knows_its_line_though_cells_hold_line_breaks_and_rows_are_blank(tmp_path: Path) -> None:
    found, faults = read(tmp_path, 'shot,action\nA,"two\nlines"\n\nB,x\n,\nC,y\n')

    assert faults == []
    assert [(one["shot"], one["where"]) for one in found] == [
        ("A", "shots.csv line 2"),
        ("B", "shots.csv line 5"),
        ("C", "shots.csv line 7"),
    ]


def test_a_sheet_that_is_not_there_has_no_rows(tmp_path: Path) -> None:
    faults: list[Fault] = []

    assert sheets.read(tmp_path / "shots.csv", COLUMNS, echo, faults) == []
    assert faults == []


def test_a_byte_order_mark_windows_line_ends_and_spaces_around_headings_are_read(tmp_path: Path) -> None:
    found, faults = read(tmp_path, b"\xef\xbb\xbfshot, action\r\nA,runs\r\n")

    assert faults == []
    assert [(one["shot"], one["action"]) for one in found] == [("A", "runs")]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"shot\n\xff\n", "shots.csv line 2: is not UTF-8 text"),
        (b"shot\na\0b\n", "shots.csv: holds a NUL character"),
        ('shot\n"open\n', "shots.csv: is not a CSV sheet"),
        ("shot,mood\nA,x\n", "shots.csv line 1: unknown column 'mood'; it may have shot, action, note"),
        ("action\nx\n", "shots.csv line 1: the column 'shot' is missing"),
        ("", "shots.csv line 1: the column 'shot' is missing"),
        ("shot;action\nA;x\n", "shots.csv line 1: unknown column 'shot;action'"),
        ("shot,action\nA,rain, wind\n", "shots.csv line 2: has more cells than there are columns"),
        (b"shot\n" + b"x" * (8 << 20), "shots.csv: is larger than 8 MiB"),
        ("shot\n" + "x" * 200_000, "shots.csv: is not a CSV sheet"),
    ],
)
def test_a_sheet_that_cannot_be_read_says_why_and_where(tmp_path: Path, content: str | bytes, says: str) -> None:
    _, faults = read(tmp_path, content)

    assert faults
    assert faults[0].startswith(says)


def test_a_folder_in_a_sheets_place_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "shots.csv").mkdir()
    faults: list[Fault] = []
    sheets.read(tmp_path / "shots.csv", COLUMNS, echo, faults)

    assert [str(fault) for fault in faults] == ["shots.csv: cannot be read: Is a directory"]
