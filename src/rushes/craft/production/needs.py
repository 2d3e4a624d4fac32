"""Rows of breakdown.csv and implied.csv as values and back: what people say of the breakdown, and their own rules."""

from rushes.craft.breakdown import categories, implied
from rushes.craft.breakdown.implied import Rule
from rushes.craft.breakdown.marks import Act, Mark
from rushes.craft.production import cells
from rushes.craft.production.rows import Cells, Row
from rushes.kernel import ids
from rushes.kernel.errors import Fault

MARKS = ("scene", "category", "element", "action", "becomes", "note")
RULES = implied.COLUMNS


def mark(row: Row, where: str, faults: list[Fault]) -> Mark | None:
    """A row of breakdown.csv; a row without a scene holds for every scene."""
    cell = Cells(where, row, faults)
    before = len(faults)
    scene = cell.read("scene", _scene, "")
    category = cell.need("category", categories.category, "which box of the sheet, such as props")
    name = cell.need("element", _line, "what the breakdown calls it")
    becomes = cell.read("becomes", _line, "")
    action = cell.read("action", lambda text: cells.word(Act, text), Act.RENAME if becomes else Act.ADD)
    if (action is Act.RENAME) != bool(becomes):
        cure = "say the new name" if action is Act.RENAME else f"only `{Act.RENAME}` makes it another"
        faults.append(Fault(f"{where}, column becomes", cure))
    return None if len(faults) > before else Mark(scene, category, name, action, becomes, cell.text("note"))


def mark_row(value: Mark) -> dict[str, str]:
    """As `mark` reads it."""
    return {
        "scene": value.scene, "category": value.category, "element": value.name, "action": value.action,
        "becomes": value.becomes, "note": value.note,
    }  # fmt: skip


def rule(row: Row, where: str, faults: list[Fault]) -> Rule | None:
    """A row of implied.csv."""
    try:
        return implied.rule(row)
    except ValueError as error:
        faults.append(Fault(where, str(error)))
        return None


def rule_row(value: Rule) -> dict[str, str]:
    """As `rule` reads it."""
    return implied.row_of(value)


def _scene(text: str) -> str:
    if ids.SCENE.fullmatch(text) is None:
        raise ValueError(f"{text!r} is not a scene like S02; leave it empty for every scene")
    return text


def _line(text: str) -> str:
    """A name stands on one line."""
    return " ".join(text.split())
