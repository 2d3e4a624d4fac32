"""A shot list of another program as it would be understood: every column with its reason, every doubt with its cell."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from rushes.craft.cards.asset import Asset
from rushes.craft.cards.card import Card
from rushes.craft.production import rows
from rushes.craft.screenplay import headings as sluglines
from rushes.craft.shotlists import export, headings, measures, numbering, shots, workbook
from rushes.craft.shotlists.naming import Names
from rushes.craft.shotlists.numbering import Numbers, Renumbered
from rushes.craft.shotlists.tables import Book, Cell, Table, letter, said
from rushes.kernel.errors import Fault, InvalidFile

LARGEST = workbook.LARGEST
LOOKED_AT = 60
FEWEST = 2
MOST_SHOWN = 200
OWN = frozenset({"refs", "anchors", "regenerate_if", "subjects", "continuity", "negatives"})
_SCENES = {"interior", "time"}
_TELLING = {"shot", "scene", "look", "size", "action", "movement"}


@dataclass(frozen=True)
class Column:
    """A column of the list: where it is, what it is called, the field it is taken for, and why; a sample of it."""

    letter: str
    heading: str
    field: str
    why: str
    sample: str = ""


@dataclass(frozen=True)
class Preview:
    """
    What a file would become.

    `faults` keep it from being imported; `doubts` are what was taken for something with a reason, each with its cell;
    `codes` say which number became which code; `assets` are people, places and things that only the list names.
    """

    name: str
    sheet: str
    sheets: tuple[str, ...]
    header: int
    columns: tuple[Column, ...]
    shots: tuple[Card, ...]
    assets: tuple[Asset, ...] = ()
    codes: tuple[Renumbered, ...] = ()
    doubts: tuple[Fault, ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()

    def lacking(self, library: Iterable[Asset]) -> list[Asset]:
        """The assets that its shots name and a library lacks."""
        known, used = {asset.id for asset in library}, {name for card in self.shots for name in card.assets}
        return [asset for asset in self.assets if asset.id in used and asset.id not in known]

    def lost(self, scenes: Collection[str]) -> list[str]:
        """What is odd about shots of scenes that are not among a script's, each as a sentence."""
        gone = dict.fromkeys(card.scene for card in self.shots if card.scene not in scenes)
        return [f"The script has no scene {scene}, and shots of the list are in it." for scene in gone]


@dataclass
class _Found:
    cards: list[Card] = field(default_factory=list)
    codes: list[Renumbered] = field(default_factory=list)
    doubts: list[Fault] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def preview(
    data: bytes,
    name: str,
    mapping: Mapping[str, str] | None = None,
    assets: Sequence[Asset] = (),
    sheet: str = "",
) -> Preview:
    """
    How a CSV or XLSX shot list would be read.

    Args:
        data: the file.
        name: what it is called, for messages.
        mapping: headings, or letters of columns, to fields of `headings.FIELDS`; the rest is found.
        assets: the production's library, to match names with.
        sheet: which sheet; the one that most looks like a shot list when not said.

    Raises:
        InvalidFile: it cannot be read, or nothing in it looks like headings.
    """
    wanted = _wanted(mapping or {}, name)
    book = workbook.read(data, name)
    table, header = _place(book, name, wanted, sheet)
    if _is_own(table.rows[header]):
        columns, found, names = _own_columns(table, header), _own(table, header, book.kind), Names({})
    else:
        columns = _columns(table, header, wanted)
        names = Names.of(assets)
        found = _foreign(table, header, columns, names)
    if not found.cards and not found.faults:
        raise InvalidFile([Fault(f"{name}, sheet {table.name}", f"has no shot below its headings in row {header + 1}")])
    odd = [Fault(where, says) for where, says in table.doubts]
    others = tuple(one.name for one in book.tables if one is not table)
    return Preview(
        name, table.name, others, header + 1, columns, tuple(found.cards), tuple(names.new.values()),
        tuple(found.codes), tuple([*odd, *found.doubts][:MOST_SHOWN]), tuple(found.faults[:MOST_SHOWN]),
        (*book.notes, *found.notes, *_more(len(odd) + len(found.doubts))),
    )  # fmt: skip


def cards(previewed: Preview) -> tuple[Card, ...]:
    """The shots of a preview; InvalidFile with every fault where there is one."""
    if previewed.faults:
        raise InvalidFile(list(previewed.faults))
    return previewed.shots


def _more(doubts: int) -> list[str]:
    return [f"{doubts - MOST_SHOWN} more doubts are not shown."] if doubts > MOST_SHOWN else []


def _wanted(mapping: Mapping[str, str], name: str) -> dict[str, str]:
    wrong = sorted({field for field in mapping.values() if field not in headings.FIELDS})
    if wrong:
        known = ", ".join(headings.FIELDS)
        raise InvalidFile([Fault(name, f"there is no field {wrong[0]!r} to map to; there are {known}")])
    return {heading.strip().casefold(): field for heading, field in mapping.items()}


def _place(book: Book, name: str, wanted: Mapping[str, str], sheet: str) -> tuple[Table, int]:
    tables = [table for table in book.tables if not sheet or table.name.casefold() == sheet.casefold()]
    if not tables:
        there = ", ".join(table.name for table in book.tables) or "none that can be seen"
        raise InvalidFile(
            [Fault(name, f"has no sheet {sheet!r}; it has {there}" if sheet else f"has no sheet: {there}")]
        )
    ranked = [(_score(row, wanted), -at, -number, table) for number, table in enumerate(tables)
              for at, row in enumerate(table.rows[:LOOKED_AT])]  # fmt: skip
    best = max(ranked, key=lambda one: one[:3], default=None)
    if best is None or best[0] < FEWEST:
        says = f"none of the first {LOOKED_AT} rows looks like headings (Shot, Size, Description ...); map them"
        raise InvalidFile([Fault(f"{name}, sheet {tables[0].name}", says)])
    return best[3], -best[1]


def _score(row: Sequence[Cell], wanted: Mapping[str, str]) -> int:
    """How much a row looks like headings: how many different fields it names, if one of them tells of shots."""
    texts = [cell for cell in row if isinstance(cell, str) and 0 < len(cell.strip()) <= 60]
    asked = sum(text.strip().casefold() in wanted for text in texts)
    named = {headings.KNOWN[plain] for text in texts if (plain := headings.plain(text)) in headings.KNOWN}
    named |= {found for text in texts if (found := headings.known(text)[0])} if named else set()
    return len(named) + 5 * asked if named & _TELLING or asked else 0


def _is_own(row: Sequence[Cell]) -> bool:
    named = {said(cell) for cell in row if said(cell)}
    return "shot" in named and named <= set(rows.PLAN) and len(named & OWN) >= 3


def _own_columns(table: Table, header: int) -> tuple[Column, ...]:
    return tuple(
        Column(letter(at), said(cell), said(cell), "a column of our own sheet", _sample(table, header, at))
        for at, cell in enumerate(table.rows[header])
        if said(cell)
    )


def _own(table: Table, header: int, kind: str) -> _Found:
    """Rows that this program wrote: read as our own sheet is, every fault with its cell."""
    named = [said(cell) for cell in table.rows[header]]
    found = _Found()
    for at, row in enumerate(table.rows[header + 1 :], start=header + 1):
        texts = {one: said(cell) for one, cell in zip(named, row, strict=False) if one}
        if any(texts.values()):
            plain = {one: export.unguarded(text) if kind == "csv" else text for one, text in texts.items()}
            faults: list[Fault] = []
            card = rows.card(plain, f"{table.name} row {at + 1}", faults)
            found.faults += faults
            found.cards += [card] if card else []
    return found


def _columns(table: Table, header: int, wanted: Mapping[str, str]) -> tuple[Column, ...]:
    found: list[Column] = []
    for at, cell in enumerate(table.rows[header]):
        heading = said(cell)
        below = [row[at] for row in table.rows[header + 1 :] if at < len(row) and shots.is_said(row[at])]
        if not heading and not below:
            continue
        name, why = _meant(heading, letter(at), wanted, below)
        found.append(Column(letter(at), heading, name, why, said(below[0])[:60] if below else ""))
    return tuple(found)


def _meant(heading: str, at: str, wanted: Mapping[str, str], below: Sequence[Cell]) -> tuple[str, str]:
    asked = wanted.get(heading.casefold()) or wanted.get(at.casefold())
    if asked:
        return asked, "you said so"
    name, why = headings.known(heading)
    if not name:
        return "note", f"{heading!r} is not known; its cells are kept as notes" if heading else "it has no heading"
    if name == "shot" and not numbering.looks_like_numbers(below[:LOOKED_AT]):
        return "look", f"{heading!r} holds words, not numbers"
    if name == "time" and _are_lengths(below[:LOOKED_AT]):
        return "seconds", f"{heading!r} holds lengths"
    return name, f"{why}; the scene's heading says it, so it is kept as a note" if name in _SCENES else why


def _are_lengths(cells: Sequence[Cell]) -> bool:
    return bool(cells) and sum(measures.seconds(cell)[0] is not None for cell in cells) * 2 > len(cells)


def _foreign(table: Table, header: int, columns: Sequence[Column], names: Names) -> _Found:
    found = _Found()
    at = {letter(number): number for number in range(len(table.rows[header]))}
    fields = [(at[column.letter], column) for column in columns]
    numbered = [number for number, column in fields if column.field == "shot"][:1]
    below = [row[numbered[0]] for row in table.rows[header + 1 :]] if numbered else []
    has_scene = any(column.field == "scene" for column in columns)
    numbers = Numbers(slate=not has_scene and numbering.is_slated(below))
    bare = 0
    for row in range(header + 1, len(table.rows)):
        entries = _entries(table, row, fields)
        if not entries or _is_repeated(table, row, header):
            continue
        if _is_banner(entries, table, row, numbers, found):
            continue
        if set(entries) <= {"shot", "scene", "setup"}:
            bare += 1
            continue
        _take(table, row, entries, numbers, names, found)
    found.notes += [f"Left out, for they hold only a number: {bare} rows."] if bare else []
    found.notes += _unsaid(columns)
    return found


def _unsaid(columns: Sequence[Column]) -> list[str]:
    named = {column.field for column in columns}
    return [
        f"No column says {headings.FIELDS[one]}; {usual} was taken."
        for one, usual in (("size", "a medium shot"), ("seconds", "4 s"))
        if one not in named and not (one == "size" and "look" in named)
    ]


def _entries(table: Table, row: int, fields: Sequence[tuple[int, Column]]) -> dict[str, list[shots.Entry]]:
    entries: dict[str, list[shots.Entry]] = {}
    for at, column in fields:
        cell = table.rows[row][at]
        if shots.is_said(cell):
            entries.setdefault(column.field, []).append(shots.Entry(column.heading, table.at(row, at), cell))
    return entries


def _is_repeated(table: Table, row: int, header: int) -> bool:
    return [said(cell) for cell in table.rows[row]] == [said(cell) for cell in table.rows[header]]


def _is_banner(
    entries: Mapping[str, list[shots.Entry]], table: Table, row: int, numbers: Numbers, found: _Found
) -> bool:
    """A row of one text that opens a scene, titles a part or sums up; it is no shot."""
    texts = {said(cell) for cell in table.rows[row] if shots.is_said(cell)}
    if len(texts) != 1 or "action" in entries or "dialogue" in entries:
        first = said(next((cell for cell in table.rows[row] if shots.is_said(cell)), ""))
        return first.casefold().startswith(("total", "sum:", "gesamt")) and len(texts) <= 3
    text = texts.pop()
    if numbering.BANNER.match(text):
        numbers.enter(text)
        return True
    if sluglines.is_heading(text):
        numbers.follow()
        return True
    if text.replace(".", "").isalnum() and len(text) <= 4:
        return False
    found.notes.append(f"Row {row + 1} is a title, not a shot: {text[:60]!r}.")
    return True


def _take(
    table: Table, row: int, entries: dict[str, list[shots.Entry]], numbers: Numbers, names: Names, found: _Found
) -> None:
    for entry in entries.pop("scene", []):
        if not numbers.enter(entry.cell):
            found.doubts.append(Fault(entry.where, f"{entry.text[:40]!r} is no scene number; {numbers.scene} goes on"))
    number = entries.pop("shot", [])
    setup = entries.pop("setup", [])
    where = number[0].where if number else table.at(row, 0)
    code, doubt = numbers.code(number[0].cell if number else "", setup[0].text if setup else "", where)
    found.codes.append(Renumbered(where, number[0].text if number else "", code))
    found.doubts += [Fault(where, doubt)] if doubt else []
    reading = shots.Reading(names)
    reading.notes += [f"{one.heading}: {one.text}" for one in (*number[1:], *setup[1:])]
    found.cards.append(shots.card(code, entries, reading))
    found.doubts += [Fault(*one) for one in reading.doubts]


def _sample(table: Table, header: int, at: int) -> str:
    below: Iterator[Cell] = (row[at] for row in table.rows[header + 1 :] if at < len(row) and shots.is_said(row[at]))
    return next((said(cell)[:60] for cell in islice(below, 1)), "")
