"""CSV sheets, hostile or honest: read with every fault by line and column, written for any spreadsheet."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from rushes.kernel.errors import Fault

T = TypeVar("T")
Reader = Callable[[Mapping[str, str], str, list[Fault]], T | None]
LARGEST = 8 << 20
TOO_MANY = 'has more cells than there are columns; put a cell that holds a comma in quotes: "rain, wind"'


def read(path: Path, columns: Sequence[str], reader: Reader[T], faults: list[Fault]) -> list[T]:
    """The values of a sheet's rows; a sheet that is not there has none, and every fault names file, line and column."""
    text = _text(path, faults)
    if text is None:
        return []
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        faults.append(Fault(path.name, f"is not a CSV sheet: {error}; is there a quote that nothing closes?"))
        return []
    if not _columns_known(path, text, columns, faults):
        return []
    stated = [(row, f"{path.name} line {line}") for row, line in zip(rows, _lines(text), strict=True) if _says(row)]
    faults.extend(Fault(where, TOO_MANY) for row, where in stated if None in row)
    found = [reader(_clean(row), where, faults) for row, where in stated]
    return [value for value in found if value is not None]


def lines_of(path: Path, columns: Iterable[str], code: str) -> list[int]:
    """The lines of a sheet that was read well, on which any of those columns begins with a code."""
    text = _text(path, []) or ""
    rows = zip(csv.DictReader(io.StringIO(text, newline="")), _lines(text), strict=True)
    return [line for row, line in rows if any(_clean(row).get(column, "").split()[:1] == [code] for column in columns)]


def write(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """A sheet as text, one line a row, in UTF-8 with plain newlines."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _unix(value) for name, value in row.items()} for row in rows)
    return text.getvalue()


def _text(path: Path, faults: list[Fault]) -> str | None:
    if not path.exists():
        return None
    if path.stat().st_size > LARGEST:
        faults.append(Fault(path.name, f"is larger than {LARGEST >> 20} MiB; a production's sheet is not"))
        return None
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        faults.append(Fault(f"{path.name} line {line}", "is not UTF-8 text; save the sheet as CSV UTF-8"))
        return None
    except OSError as error:
        faults.append(Fault(path.name, f"cannot be read: {error.strerror}"))
        return None
    if "\0" in text:
        faults.append(Fault(path.name, "holds a NUL character, which no text has; save the sheet as CSV UTF-8"))
        return None
    return text


def _columns_known(path: Path, text: str, columns: Sequence[str], faults: list[Fault]) -> bool:
    named = [name.strip() for name in next(csv.reader(io.StringIO(text)), [])]
    unknown = [name for name in named if name not in columns]
    if unknown:
        known = ", ".join(columns)
        faults.append(
            Fault(f"{path.name} line 1", f"unknown column {', '.join(map(repr, unknown))}; it may have {known}")
        )
    if columns[0] not in named:
        faults.append(Fault(f"{path.name} line 1", f"the column {columns[0]!r} is missing"))
        return False
    return not unknown


def _lines(text: str) -> list[int]:
    reader = csv.reader(io.StringIO(text, newline=""))
    lines, before = [], 0
    for row in reader:
        if row:
            lines.append(before + 1)
        before = reader.line_num
    return lines[1:]


def _says(row: Mapping[str, str | list[str] | None]) -> bool:
    """Whether any cell says anything: spreadsheets leave rows of commas below the last."""
    return any(value.strip() if isinstance(value, str) else value for value in row.values())


def _clean(row: Mapping[str | None, str | list[str] | None]) -> dict[str, str]:
    return {key.strip(): _unix(value) for key, value in row.items() if isinstance(key, str) and isinstance(value, str)}


def _unix(text: str) -> str:
    """Line breaks inside a cell, plain whatever wrote them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
