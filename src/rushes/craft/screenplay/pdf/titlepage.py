"""The title page of a PDF: whether its first page is one, and what it says."""

import re
from collections.abc import Sequence

from rushes.craft.screenplay import emphasis, headings
from rushes.craft.screenplay.elements import TitleEntry
from rushes.craft.screenplay.emphasis import Run
from rushes.craft.screenplay.pdf.rows import Row

_FIRST_ROW = 0.2
_MOST_ROWS = 45
_FOOT = 0.62
_CREDIT = re.compile(
    r"(?:an? )?(?:written|screenplay|teleplay|original|story|script|directed|created|by)\b.*", re.IGNORECASE
)
_SOURCE = re.compile(r"(?:based (?:up)?on|adapted|after|from|inspired)\b.*", re.IGNORECASE)
_DATE = re.compile(
    r".*(?:\b(?:draft|revis|version|shooting script)|\b(?:19|20)\d\d\b|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
    r"|\b\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)).*",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright).*", re.IGNORECASE)


def count(rows: Sequence[Row], pages: int) -> int:
    """How many of the first rows are a title page: those of the first page, when it begins low and has no scene."""
    page = [row for row in rows if row.page == rows[0].page]
    is_title = pages > 1 and page[0].height > _FIRST_ROW and len(page) <= _MOST_ROWS
    return len(page) if is_title and not any(headings.is_heading(row.text) for row in page) else 0


def entries(rows: Sequence[Row]) -> tuple[TitleEntry, ...]:
    """What a title page says, under the keys it usually says it."""
    found: dict[str, list[str]] = {}
    for key, text in [*_middle([row for row in rows if row.height < _FOOT]), *_foot(rows)]:
        found.setdefault(key, []).append(emphasis.marked([Run(text)]))
    return tuple(TitleEntry(key, tuple(values)) for key, values in found.items())


def _middle(rows: Sequence[Row]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    key = "Title"
    for index, row in enumerate(rows):
        if index and _SOURCE.fullmatch(row.text):
            key = "Source"
        elif index and key == "Title" and (_CREDIT.fullmatch(row.text) or (row.blanks or 0) > 1):
            key = "Credit" if _CREDIT.fullmatch(row.text) else "Author"
        elif key == "Credit":
            key = "Author"
        found.append((key, row.text))
    return found


def _foot(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Dates, rights and addresses at the bottom, each side by itself."""
    pieces = [piece for row in rows if row.height >= _FOOT for piece in row.pieces()]
    return [(_foot_key(text), text) for text in (" ".join(word.text for word in piece) for piece in pieces)]


def _foot_key(text: str) -> str:
    if _RIGHTS.fullmatch(text):
        return "Copyright"
    return "Draft date" if _DATE.fullmatch(text) else "Contact"
