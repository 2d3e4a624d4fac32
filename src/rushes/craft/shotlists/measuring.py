"""
How far a workbook's cells reach and how much they say, before anything makes a table of them.

One cell far out makes a table of billions, and one long text that a million cells share makes gigabytes: both fit in a
file of a few kilobytes, and what reads workbooks ends the whole program when there is no memory for them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from xml.parsers import expat

from rushes.craft.shotlists.archive import MOST_BYTES
from rushes.craft.shotlists.tables import letter
from rushes.kernel.errors import Fault, InvalidFile

MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_CELLS = MOST_ROWS * MOST_COLUMNS
"""Of all sheets together, those left empty before the furthest one counted too."""
_MOST_TAGS = 2 * MOST_CELLS
_AT = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


def measure(parts: Mapping[str, bytes], name: str) -> None:
    """
    Refuse a workbook larger than a shot list; every part that holds cells is looked at, whatever points to it.

    Raises:
        InvalidFile: a cell lies too far out, the sheets hold too much, or a part is not XML.
    """
    shared = _Texts()
    for part, xml in parts.items():
        if b"<sst" in xml or b":sst" in xml:
            _parse(xml, shared, f"{name}, {part}")
    cells = letters = 0
    for part, xml in parts.items():
        if b"sheetData" in xml:
            sheet = _Sheet(f"{name}, {PurePosixPath(part).stem}", shared.lengths)
            _parse(xml, sheet, sheet.where)
            cells, letters = cells + sheet.rows * sheet.columns, letters + sheet.letters
    if cells > MOST_CELLS:
        raise InvalidFile([Fault(name, f"has sheets of {cells:,} cells together; keep only the shot list in it")])
    if letters > MOST_BYTES:
        says = f"says more than {MOST_BYTES >> 20} MiB in its cells, and a shot list does not"
        raise InvalidFile([Fault(name, says)])


@dataclass
class _Texts:
    """The lengths of the texts that cells share, in their order."""

    lengths: list[int] = field(default_factory=list)
    tags: int = 0

    def start(self, tag: str, _attributes: Mapping[str, str]) -> None:
        if tag == "si":
            self.lengths.append(0)

    def text(self, said: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(said)

    def end(self, tag: str) -> None:
        pass


@dataclass
class _Sheet:
    """How far the cells of one sheet go; those that do not say where they are stand behind the one before."""

    where: str
    shared: list[int]
    rows: int = 0
    columns: int = 0
    letters: int = 0
    tags: int = 0
    _row: int = 0
    _column: int = 0
    _shares: bool = False
    _said: str = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        at = attributes.get("r")
        if tag == "row":
            self._row = self._number(at) if at is not None else self._row + 1
            self._column = 0
        elif tag == "c":
            row, self._column = (self._row, self._column + 1) if at is None else self._place(at)
            self._reach(row)
            self._shares, self._said = attributes.get("t") == "s", ""

    def text(self, said: str) -> None:
        if self._shares and len(self._said) < 20:
            self._said += said

    def end(self, tag: str) -> None:
        if tag == "c" and self._shares:
            at = int(self._said) if self._said.isascii() and self._said.isdigit() else -1
            self.letters += self.shared[at] if 0 <= at < len(self.shared) else 0
            self._shares = False

    def _place(self, at: str) -> tuple[int, int]:
        found = _AT.fullmatch(at)
        if found is None:
            raise InvalidFile([Fault(self.where, f"has a cell called {at[:20]!r}; export it again")])
        column = 0
        for one in found[1].upper():
            column = column * 26 + ord(one) - 64
        return int(found[2]), column

    def _number(self, at: str) -> int:
        if not (at.isascii() and at.isdigit() and len(at) < 10):
            raise InvalidFile([Fault(self.where, f"has a row called {at[:20]!r}; export it again")])
        return int(at)

    def _reach(self, row: int) -> None:
        self.rows, self.columns = max(self.rows, row), max(self.columns, self._column)
        if row > MOST_ROWS or self._column > MOST_COLUMNS:
            cell = f"{letter(self._column - 1)}{row}"
            limit = f"{MOST_ROWS:,} rows and {letter(MOST_COLUMNS - 1)} columns"
            says = f"has something in {cell}; a shot list goes to {limit}: delete what is beyond"
            raise InvalidFile([Fault(self.where, says)])


def _parse(xml: bytes, seen: _Texts | _Sheet, where: str) -> None:
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True

    def start(tag: str, attributes: dict[str, str]) -> None:
        seen.tags += 1
        if seen.tags > _MOST_TAGS:
            raise InvalidFile([Fault(where, "holds more than a shot list does; keep only the shot list in it")])
        seen.start(tag.rpartition(":")[2], attributes)

    def refuse(*_said: object) -> None:
        raise _foreign(where)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda tag: seen.end(tag.rpartition(":")[2])
    parser.CharacterDataHandler = seen.text
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise _foreign(where) from error


def _foreign(where: str) -> InvalidFile:
    return InvalidFile([Fault(where, "holds XML that no spreadsheet program writes; export it again")])
