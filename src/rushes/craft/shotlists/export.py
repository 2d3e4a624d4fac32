"""Our shots as a sheet for other programs: XLSX set for reading and printing, CSV that no spreadsheet runs."""

import io
import re
from collections.abc import Iterable
from datetime import datetime

import xlsxwriter

from rushes.craft.breakdown.tables import guarded
from rushes.craft.cards.card import Card
from rushes.craft.production import rows, sheets
from rushes.kernel.errors import Fault, InvalidFile

SHEET = "Shots"
LONGEST_CELL = 32_767
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_WIDTHS = {"shot": 11, "size": 20, "framing": 24, "action": 44, "subjects": 40, "dialogue": 40, "seconds": 8, "job": 10}
_NARROW = 18
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the same bytes from the same shots, whenever they are written


def csv(cards: Iterable[Card]) -> bytes:
    """The shots as CSV for spreadsheets; `preview` reads it back to the same cards."""
    cells = [{name: guarded(text) for name, text in rows.card_row(card).items()} for card in cards]
    return sheets.write(rows.SHOTS, cells).encode("utf-8-sig")


def xlsx(cards: Iterable[Card]) -> bytes:
    """
    The shots as a workbook, every cell as text; the same shots give the same bytes.

    Raises:
        InvalidFile: a cell would be longer than a workbook's cells can be.
    """
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _MADE})
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top", "bg_color": "#EDEDED"})
    body = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    sheet = book.add_worksheet(SHEET)
    for at, name in enumerate(rows.SHOTS):
        sheet.set_column(at, at, _WIDTHS.get(name, _NARROW))
        sheet.write_string(0, at, name, head)
    number = 0
    for number, card in enumerate(cards, start=1):
        row = rows.card_row(card)
        for at, name in enumerate(rows.SHOTS):
            if len(row[name]) > LONGEST_CELL:
                says = f"has {len(row[name])} characters; a cell holds {LONGEST_CELL}: export CSV"
                raise InvalidFile([Fault(f"{card.code}, {name}", says)])
            sheet.write_string(number, at, row[name], body)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(number, 1), len(rows.SHOTS) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    book.close()
    return written.getvalue()


def unguarded(text: str) -> str:
    """A cell of our CSV as it was before a quote was put before it."""
    return text[1:] if _GUARDED.match(text) else text
