"""
Spreadsheets as tables: XLSX by what it holds, CSV by how it is parted; hostile or honest, in bounded memory and time.

Formulas are read as the values they were saved with; macros are never run. Old and encrypted workbooks, PDF and other
files are told apart by their first bytes, whatever they are called.
"""

import io
import re
from collections.abc import Iterator
from itertools import islice
from xml.etree.ElementTree import ParseError

import python_calamine
from defusedxml import DefusedXmlException
from defusedxml import ElementTree as Xml
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from rushes.craft.shotlists import archive, delimited, measuring
from rushes.craft.shotlists.measuring import MOST_ROWS
from rushes.craft.shotlists.tables import Book, Cell, Table
from rushes.kernel.errors import Fault, InvalidFile

LARGEST = 16 << 20
MOST_SHEETS = 40
MOST_DOUBTS = 50
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Attributes are bounded, so that a sheet of tags that never end takes linear time.
_CELL = re.compile(rb'<(?:\w{1,9}:)?c\s[^>]{0,200}?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]{0,200}(?<!/)>')
_FORMULA = rb"\s{0,9}<(?:\w{1,9}:)?f\b[^>]{0,200}(?:/>|>[^<]*</(?:\w{1,9}:)?f>)"
_NO_VALUE = rb"\s{0,9}(?:<(?:\w{1,9}:)?v\s*/>|<(?:\w{1,9}:)?v></(?:\w{1,9}:)?v>)?\s{0,9}</(?:\w{1,9}:)?c>"
_UNSAVED = re.compile(_FORMULA + _NO_VALUE)
_OTHERS = (
    (b"%PDF", "is a PDF; export the shot list as XLSX or CSV"),
    (b"\x89PNG", "is a picture; export the shot list as XLSX or CSV"),
    (b"\xff\xd8\xff", "is a picture; export the shot list as XLSX or CSV"),
    (b"{\\rtf", "is a text document; export the shot list as XLSX or CSV"),
    (b"<?xml", "is XML; export the shot list as XLSX or CSV"),
)


def read(data: bytes, name: str) -> Book:
    """
    A file as tables.

    Raises:
        InvalidFile: it is not a spreadsheet we read, is protected, damaged or larger than a shot list can be.
    """
    if not data.strip(b"\0 \r\n\t"):
        raise InvalidFile([Fault(name, "is empty")])
    if len(data) > LARGEST:
        raise InvalidFile([Fault(name, f"is larger than {LARGEST >> 20} MiB; a shot list is not")])
    if data.startswith(_OLE):
        raise InvalidFile([Fault(name, _old(data))])
    for opening, says in _OTHERS:
        if data.lstrip().startswith(opening):
            raise InvalidFile([Fault(name, says)])
    return _xlsx(data, name) if data.startswith(b"PK") else delimited.read(data, name, MOST_ROWS)


def _old(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "is protected by a password; save it without one"
    return "is an old Excel workbook (.xls) or another old document; save it as XLSX or CSV"


def _xlsx(data: bytes, name: str) -> Book:
    found = archive.members(data, name)
    if "xl/workbook.xml" not in found:
        says = "is not an XLSX workbook; save the shot list as XLSX or CSV"
        raise InvalidFile([Fault(name, says)])
    parts = _parts(found, name)
    if len(parts) > MOST_SHEETS:
        raise InvalidFile([Fault(name, f"has {len(parts)} sheets; keep the shot list in one")])
    measuring.measure(found, name)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(archive.packed(found))) as workbook:
            shown = [one.name for one in workbook.sheets_metadata if _is_shown(one)]
            tables = tuple(_table(workbook.get_sheet_by_name(one), parts.get(one, b"")) for one in shown)
            hidden = [one.name for one in workbook.sheets_metadata if one.name not in shown]
    except (CalamineError, ValueError, OSError, OverflowError) as error:
        raise InvalidFile([Fault(name, "cannot be read as a workbook; export it again")]) from error
    notes = [f"The hidden sheet {sheet!r} was not read." for sheet in hidden]
    notes += ["Its macros were not read and never run."] if any("vbaproject" in part.lower() for part in found) else []
    return Book("xlsx", tables, tuple(notes))


def _is_shown(sheet: python_calamine.SheetMetadata) -> bool:
    return sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet


def _parts(found: dict[str, bytes], name: str) -> dict[str, bytes]:
    """The XML of each sheet, by the sheet's name."""
    try:
        book = Xml.fromstring(found["xl/workbook.xml"])
        links = Xml.fromstring(found.get("xl/_rels/workbook.xml.rels", b"<none/>"))
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise InvalidFile([Fault(name, "holds XML that no spreadsheet program writes; export it again")]) from error
    targets = {link.get("Id"): (link.get("Target") or "") for link in links}
    sheets = [one for one in book.iter() if one.tag.rpartition("}")[2] == "sheet"]
    parts: dict[str, bytes] = {}
    for sheet in sheets:
        id = next((value for key, value in sheet.attrib.items() if key.rpartition("}")[2] == "id"), "")
        target = targets.get(id, "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        parts[sheet.get("name") or ""] = found.get(path, b"")
    return parts


def _table(sheet: CalamineSheet, xml: bytes) -> Table:
    rows: list[list[Cell]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if left == right and bottom < len(rows) and left < len(rows[top]):
            for row in rows[top + 1 : bottom + 1]:
                row[left] = rows[top][left]
    doubts = tuple((f"{sheet.name}!{cell}", says) for cell, says in islice(_odd(xml), MOST_DOUBTS))
    return Table(sheet.name, tuple(map(tuple, rows)), doubts)


def _odd(xml: bytes) -> Iterator[tuple[str, str]]:
    """Cells whose value is an error, or a formula nobody has worked out yet."""
    for match in _CELL.finditer(xml):
        cell = f"{match[1].decode()}{match[2].decode()}"
        if b't="e"' in match[0]:
            yield cell, "holds an error of its formula; it was read as empty"
        elif _UNSAVED.match(xml, match.end()):
            yield cell, "holds a formula without a saved value; open it in its program, save, and import again"
