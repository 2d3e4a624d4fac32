"""A breakdown as a file: its sheets, assets by scene, or the scene list; as CSV, Markdown or a page."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from rushes.craft.breakdown import matrix, scene_list, sheet
from rushes.craft.breakdown.sheet import Sheet
from rushes.craft.breakdown.tables import Table
from rushes.craft.breakdown.whole import Whole
from rushes.craft.papers import breakdown as pages
from rushes.kernel.errors import NotFound


class Form(StrEnum):
    """How a breakdown is written."""

    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"


class Part(StrEnum):
    """What of a breakdown is written."""

    SHEETS = "sheets"
    ASSETS = "assets"
    SCENES = "scenes"


class UnknownScene(NotFound):
    """The script has no such scene."""


def written(
    whole: Whole,
    title: str,
    part: Part,
    form: Form,
    shots: Mapping[str, Sequence[str]],
    scene: str = "",
) -> str:
    """
    A part of a breakdown as text; of sheets, those of every scene or of one.

    Args:
        shots: the codes of the planned shots by scene, for the scene list.

    Raises:
        UnknownScene: the script has no scene of that code.
    """
    if part is Part.ASSETS:
        made = matrix.matrix(whole)
        return pages.matrix(made, title) if form is Form.HTML else _text(matrix.table(made, title), form)
    if part is Part.SCENES:
        listed = scene_list.scene_list(whole, title, shots)
        return pages.scene_list(listed, title) if form is Form.HTML else _text(listed, form)
    chosen = (one(whole, title, scene),) if scene else sheet.sheets(whole, title)
    if form is Form.CSV:
        return sheet.elements(whole, title, scene.upper()).csv()
    return pages.sheets(whole, chosen, title) if form is Form.HTML else "\n".join(map(sheet.markdown, chosen))


def one(whole: Whole, title: str, scene: str) -> Sheet:
    """The breakdown sheet of one scene, such as S02. UnknownScene, with some that there are."""
    made = {each.scene: each for each in sheet.sheets(whole, title)}
    if scene.upper() not in made:
        raise UnknownScene(f"The script has no scene {scene}. It has {', '.join(list(made)[:12])}.")
    return made[scene.upper()]


def _text(table: Table, form: Form) -> str:
    return table.csv() if form is Form.CSV else table.markdown()
