"""A breakdown on paper: a sheet for each scene, the assets by scene, the list of scenes."""

from pathlib import Path

from rushes.craft.breakdown.found import Found
from rushes.craft.breakdown.matrix import Matrix
from rushes.craft.breakdown.sheet import Sheet, said
from rushes.craft.breakdown.tables import Table
from rushes.craft.breakdown.whole import Whole
from rushes.craft.papers import web
from rushes.craft.screenplay import pages

_HERE = Path(__file__).parent


def sheets(whole: Whole, made: tuple[Sheet, ...], title: str) -> str:
    """The sheets as one HTML page, each on a page of its own when it is printed."""
    length = pages.written(sum(scene.eighths for scene in whole.scenes))
    days = sorted({sheet.day for sheet in made if sheet.day})
    return web.html(_HERE, "sheets.html", title=title, sheets=made, length=length, days=days, proof=proof, said=said)


def matrix(made: Matrix, title: str) -> str:
    """The assets by scene as one HTML page."""
    return web.html(_HERE, "matrix.html", title=title, matrix=made)


def scene_list(made: Table, title: str) -> str:
    """The list of scenes as one HTML page."""
    return web.html(_HERE, "scenes.html", title=title, table=made)


def proof(one: Found) -> str:
    """What proves an element, in a line: the words of the script, or the rule that implies it."""
    line = f"line {one.span.line}: " if one.span.line else ""
    return f"{line}{one.says}" if one.says else line.removesuffix(": ")
