"""
Assets by scene: who is where in which clothes and state, and which things are needed where.

A costume has a number for each person. A new one begins where the script says that they change, and, as wardrobe
departments count, with each new day of the story.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rushes.craft.breakdown.categories import Category
from rushes.craft.breakdown.found import Found, How
from rushes.craft.breakdown.sheet import cast_list
from rushes.craft.breakdown.tables import Table
from rushes.craft.breakdown.whole import Whole

KINDS = (Category.PROPS, Category.VEHICLES, Category.ANIMALS, Category.SCREENS)
_CHANGES = ("changes into", "takes off", "puts on")


@dataclass(frozen=True)
class Cell:
    """An asset in a scene: the costume's number, what is worn as far as the script says, and the states that hold."""

    costume: int = 0
    worn: tuple[str, ...] = ()
    states: tuple[str, ...] = ()

    def __str__(self) -> str:
        costume = f"costume {self.costume}" if self.costume else "x"
        worn = f": {', '.join(self.worn)}" if self.worn else ""
        return "; ".join([f"{costume}{worn}", *self.states])


@dataclass(frozen=True)
class Row:
    """One asset: its category, its name, and its cell in each scene where it is."""

    category: Category
    name: str
    cells: dict[str, Cell]


@dataclass(frozen=True)
class Matrix:
    """Scenes as columns, each with its place and day, and assets as rows: the cast first, then what is used most."""

    scenes: tuple[tuple[str, str, str], ...]
    rows: tuple[Row, ...]


def matrix(whole: Whole) -> Matrix:
    """The matrix of a script."""
    scenes = tuple(_column(whole, scene.code) for scene in whole.scenes)
    cast = [Row(Category.CAST, name, _worn(whole, name)) for name in cast_list(whole)]
    things = [row for category in KINDS for row in _used(whole, category)]
    return Matrix(scenes, (*cast, *things))


def table(made: Matrix, title: str) -> Table:
    """The matrix as a table: category, asset, and a column a scene."""
    columns = ("category", "asset", *(f"{code} {place} ({when})" for code, place, when in made.scenes))
    rows = tuple(
        (row.category.heading, row.name, *(str(row.cells.get(code, "")) for code, _, _ in made.scenes))
        for row in made.rows
    )
    return Table(f"{title}: assets by scene", columns, rows)


def _column(whole: Whole, code: str) -> tuple[str, str, str]:
    place = whole.places[code]
    when = ", ".join(filter(None, [f"day {place.day}" if place.day.isdigit() else place.day, place.time]))
    return code, " - ".join(filter(None, [place.set, place.part])), when


def _worn(whole: Whole, name: str) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    costume, day = 0, ""
    worn: dict[str, None] = {}
    for scene in whole.scenes:
        here = whole.needs.of(scene.code)
        if not any(one.category is Category.CAST and one.name == name for one in here):
            continue
        mine = [one for one in here if one.of == name]
        states = [one for one in mine if one.category is Category.CONTINUITY]
        now = whole.places[scene.code].day
        if now != day or any(map(_is_change, states)):
            costume, day, worn = costume + 1, now, {}
        worn |= {one.name: None for one in mine if one.category is Category.WARDROBE and not one.implied}
        cells[scene.code] = Cell(costume, tuple(worn), tuple(_state(one, name) for one in states))
    return cells


def _is_change(one: Found) -> bool:
    return any(f" {change} " in one.name for change in _CHANGES)


def _state(one: Found, name: str) -> str:
    says = one.name.removeprefix(name).strip()
    return f"still {says}" if one.how is How.CARRIED else says


def _used(whole: Whole, category: Category) -> Iterator[Row]:
    cells: dict[str, dict[str, Cell]] = {}
    for one in whole.needs.found:
        if one.category is category and not one.implied:
            continuity = whole.needs.of(one.scene, Category.CONTINUITY)
            states = tuple(_state(state, one.name) for state in continuity if _is_of(state, one.name))
            cells.setdefault(one.name, {})[one.scene] = Cell(states=states)
    for name in sorted(cells, key=lambda name: -len(cells[name])):
        yield Row(category, name, cells[name])


def _is_of(state: Found, name: str) -> bool:
    return not state.of and state.name.startswith(f"{name} ")
