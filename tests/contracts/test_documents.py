"""docs/production-folder.md is true: its columns are the columns, its words the words, its examples are read."""

import csv
import re
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from rushes.bootstrap import demo_folder
from rushes.craft.breakdown.categories import Category
from rushes.craft.breakdown.marks import Act
from rushes.craft.cards import vocabulary
from rushes.craft.cards.asset import AssetKind, Clearance
from rushes.craft.production import enclosed, needs, rows
from rushes.craft.production.brief import Brief
from rushes.kernel.errors import Fault

PAGE = (Path(__file__).parents[2] / "docs" / "production-folder.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"```(\w+\.csv) (\w+)\n(.*?)```", re.DOTALL)
EXAMPLES = [
    (sheet, column, cell) for sheet, column, cells in EXAMPLE.findall(PAGE) for cell in cells.strip().splitlines()
]
SHEETS: dict[str, tuple[Any, ...]] = {
    "shots.csv": (rows.PLAN, rows.planned, rows.planned_row, {"shot": "S01-SH01"}),
    "assets.csv": (rows.ASSETS, rows.asset, rows.asset_row, {"id": "CH-WREN", "kind": "character"}),
    "sounds.csv": (rows.SOUNDS, rows.cue, rows.cue_row, {"cue": "Rain bed", "from": "S02-SH02", "to": "S02-SH02 9s"}),
    "cut.csv": (rows.CUTS, rows.trim, rows.trim_row, {"shot": "S01-SH01"}),
    "breakdown.csv": (needs.MARKS, needs.mark, needs.mark_row, {"category": "props", "element": "pencil"}),
    "implied.csv": (
        needs.RULES,
        needs.rule,
        needs.rule_row,
        {"when": "props: gun", "category": "props", "element": "x"},
    ),
    "references.csv": (
        enclosed.REFERENCES,
        enclosed.shown,
        enclosed.shown_row,
        {"asset": "CH-WREN", "file": "references/face.png"},
    ),
    "standing.csv": (
        enclosed.STANDINGS,
        enclosed.standing,
        enclosed.standing_row,
        {"asset": "CH-WREN", "paper": "papers/release.pdf"},
    ),
}
CLOSED: dict[tuple[str, str], tuple[type[StrEnum], ...]] = {
    ("shots.csv", "job"): (vocabulary.Job,),
    ("shots.csv", "size"): (vocabulary.Size,),
    ("shots.csv", "framing"): (vocabulary.Framing,),
    ("shots.csv", "angle"): (vocabulary.Height, vocabulary.Angle, vocabulary.Side),
    ("shots.csv", "movement"): (vocabulary.Movement, vocabulary.Direction, vocabulary.Speed, vocabulary.Steadiness),
    ("shots.csv", "lens"): (vocabulary.Depth,),
    ("shots.csv", "refs"): (vocabulary.Role,),
    ("shots.csv", "light"): (vocabulary.Quality,),
    ("shots.csv", "dialogue"): (vocabulary.Treatment,),
    ("shots.csv", "origin"): (vocabulary.Origin,),
    ("references.csv", "role"): (vocabulary.Role,),
    ("standing.csv", "state"): (enclosed.Said,),
    ("assets.csv", "kind"): (AssetKind,),
    ("assets.csv", "clearance"): (Clearance,),
    ("assets.csv", "origin"): (vocabulary.Origin,),
    ("sounds.csv", "kind"): (rows.SoundKind,),
    ("breakdown.csv", "category"): (Category,),
    ("breakdown.csv", "action"): (Act,),
}
UNSAID = {("angle", "other"), ("dialogue", "none")}
"""Words that stand for nothing said."""


def section(sheet: str, column: str) -> str:
    """What the page says of a column."""
    chapter = PAGE.partition(f"\n## {sheet}\n")[2].partition("\n## ")[0]
    return chapter.partition(f"\n### {column}\n")[2].partition("\n### ")[0]


def in_the_demonstration(sheet: str, column: str) -> set[str]:
    """The cells of a column of SIDE B."""
    if not (demo_folder() / sheet).exists():
        return set()
    with (demo_folder() / sheet).open(encoding="utf-8", newline="") as file:
        return {(row.get(column) or "").strip() for row in csv.DictReader(file)} - {""}


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_column_has_its_section_and_example_in_the_order_of_the_sheet(sheet: str) -> None:
    chapter = PAGE.partition(f"\n## {sheet}\n")[2].partition("\n## ")[0]
    columns = SHEETS[sheet][0]
    assert tuple(re.findall(r"^### (\w+)$", chapter, re.MULTILINE)) == columns
    assert {column for name, column, _ in EXAMPLES if name == sheet} == set(columns)


@pytest.mark.parametrize(("sheet", "column", "cell"), EXAMPLES, ids=[f"{one[0]} {one[1]}" for one in EXAMPLES])
def test_every_example_is_read_and_written_back_with_the_same_meaning(sheet: str, column: str, cell: str) -> None:
    _, read, write, least = SHEETS[sheet]
    faults: list[Fault] = []
    value = read(least | {column: cell}, sheet, faults)
    assert value is not None, faults
    written = write(value)
    assert column == "origin" or written[column], "the column was not read"
    assert read(written, sheet, faults) == value
    assert not faults


@pytest.mark.parametrize(("sheet", "column"), sorted({example[:2] for example in EXAMPLES}))
def test_the_first_example_of_a_column_is_a_cell_of_the_demonstration(sheet: str, column: str) -> None:
    first = next(cell for *place, cell in EXAMPLES if place == [sheet, column])
    known = in_the_demonstration(sheet, column)
    assert not known or first in known


@pytest.mark.parametrize(("sheet", "column"), CLOSED)
def test_every_closed_word_of_a_column_is_named(sheet: str, column: str) -> None:
    words = [word for kind in CLOSED[sheet, column] for word in kind if (column, str(word)) not in UNSAID]
    said = section(sheet, column)
    assert [word for word in words if f"`{word}`" not in said] == []


def test_the_documented_project_names_every_setting_and_is_read() -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    brief = Brief.model_validate(tomllib.loads(text))
    assert brief.title == "SIDE B"
    assert _settings(tomllib.loads(text)) == _settings(Brief.model_validate(brief.model_dump()).model_dump())


def _settings(table: dict[str, object], inside: str = "") -> set[str]:
    found: set[str] = set()
    for name, value in table.items():
        found |= _settings(value, f"{inside}{name}.") if isinstance(value, dict) else {f"{inside}{name}"}
    return found
