"""CSV of any program: its encoding by its first bytes, its delimiter by the headings it gives."""

import csv
import io
from collections import Counter
from itertools import islice

from rushes.craft.shotlists.headings import KNOWN, plain
from rushes.craft.shotlists.tables import Book, Table
from rushes.kernel.errors import Fault, InvalidFile

DELIMITERS = (",", ";", "\t", "|")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LOOKED_AT = 40
_HEAD = 100_000
_WIDE = 60
MOST_COLUMNS = 200
SHEET = "Shots"


def read(data: bytes, name: str, most_rows: int) -> Book:
    """
    A CSV as one table named `Shots`.

    Raises:
        InvalidFile: it is no text, a quote is never closed, or it has more rows than a shot list can have.
    """
    text, notes = _text(data, name)
    delimiter = _delimiter(text)
    rows: list[tuple[str, ...]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            rows.append(tuple(row))
            if len(rows) > most_rows:
                raise InvalidFile([Fault(name, f"has more than {most_rows:,} rows; a shot list does not")])
            if len(row) > MOST_COLUMNS:
                raise InvalidFile([Fault(name, f"has more than {MOST_COLUMNS} columns in row {len(rows)}")])
    except csv.Error as error:
        raise InvalidFile(
            [Fault(name, f"is not a CSV sheet: {error}; is there a quote that nothing closes?")]
        ) from error
    width = max(map(len, rows), default=0)
    return Book("csv", (Table(SHEET, tuple(row + ("",) * (width - len(row)) for row in rows)),), notes)


def _text(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    encoding = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), "utf-8")
    try:
        text, notes = data.decode(encoding), tuple[str, ...]()
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise InvalidFile([Fault(name, "is not text; save the sheet as CSV UTF-8")]) from None
        text = data.decode("cp1252", errors="replace")
        notes = ("It is not UTF-8 and was read as Western European; look at the accents.",)
    if "\0" in text or _is_binary(text):
        raise InvalidFile([Fault(name, "is not a spreadsheet; export the shot list as XLSX or CSV")])
    return text, notes


def _is_binary(text: str) -> bool:
    head = text[:4096]
    return sum(char < " " and char not in "\t\r\n\v\f" for char in head) * 50 > len(head)


def _delimiter(text: str) -> str:
    """The delimiter by which some row has most usual headings; else the one that parts most rows alike."""
    head = text[:_HEAD]
    return max(DELIMITERS, key=lambda mark: _fitness(head, mark))


def _fitness(head: str, mark: str) -> tuple[int, int, int]:
    rows = list(islice(csv.reader(io.StringIO(head, newline=""), delimiter=mark), _LOOKED_AT))
    named = max((sum(plain(cell) in KNOWN for cell in row if len(cell) < _WIDE) for row in rows), default=0)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    (width, times), *_ = widths.most_common(1) or [(0, 0)]
    return named, times, width
