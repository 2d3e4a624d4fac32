"""What a page says beside the script: its number, headers, footers, revision marks, MORE, CONTINUED, scene numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rushes.craft.screenplay import headings
from rushes.craft.screenplay.pdf.rows import Row

MORE = re.compile(r"\(?\s*more\s*\)?", re.IGNORECASE)
CONTINUED = re.compile(r"\(?continued\)?:?(?:\s*\(\d{1,3}\))?", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—]?\s*\d{1,4}[a-z]?\s*[-–—]?\.?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_SCENE_NUMBER = re.compile(r"(?=[\w.-]{0,7}\d)[A-Za-z]{0,3}-?\d{1,4}(?:[-.]?[A-Za-z0-9]{1,3}){0,2}[.)]?")
_TOP, _BOTTOM = 0.125, 0.9
_OUTSIDE_TOP, _OUTSIDE_BOTTOM = 0.075, 0.945
_EDGE_ROWS = 2


@dataclass(frozen=True)
class Clean:
    """A row without what stands in its margins, the scene number found there, and what it is when it is not script."""

    row: Row
    number: str | None = None
    beside: str = ""


def clean(rows: Sequence[Row]) -> list[Clean]:
    """Every row, told apart from what the page adds."""
    repeated = _repeated(rows)
    found: list[Clean] = []
    for _, page in groupby(rows, key=lambda row: row.page):
        here = list(page)
        for index, row in enumerate(here):
            is_edge = min(index, len(here) - 1 - index) < _EDGE_ROWS
            found.append(_cleaned(row, beside=_beside(row, repeated) if is_edge else ""))
    return _spaced(found)


def _cleaned(row: Row, beside: str) -> Clean:
    if beside:
        return Clean(row, beside=beside)
    unmarked = _unmarked(row)
    if unmarked is None:
        return Clean(row, beside="revision mark")
    bare, number = _numbered(unmarked)
    if CONTINUED.fullmatch(bare.text):
        return Clean(row, beside="continued")
    return Clean(bare, number, "more" if MORE.fullmatch(bare.text) and "(" in bare.text else "")


def _beside(row: Row, repeated: frozenset[str]) -> str:
    if _TOP <= row.height <= _BOTTOM or headings.is_heading(row.text):
        return ""
    if _PAGE_NUMBER.fullmatch(row.text):
        return "page number"
    outside = row.height < _OUTSIDE_TOP or row.height > _OUTSIDE_BOTTOM
    return "header or footer" if outside or _shape(row) in repeated else ""


def _repeated(rows: Sequence[Row]) -> frozenset[str]:
    """What stands at the same height of many pages, its numbers aside."""
    shapes: Counter[str] = Counter()
    pages = 0
    for _, page in groupby(rows, key=lambda row: row.page):
        here = list(page)
        shapes.update({_shape(row) for row in (*here[:_EDGE_ROWS], *here[-_EDGE_ROWS:])})
        pages += 1
    least = max(3, pages * 0.3)
    return frozenset(shape for shape, count in shapes.items() if count >= least)


def _shape(row: Row) -> str:
    return f"{round(row.height * 60)} {re.sub(r'[0-9]+', '#', row.text.casefold())}"


def _unmarked(row: Row) -> Row | None:
    """The row without the asterisks that mark a revision in its margins; None when there is nothing else."""
    words = row.words
    while len(words) > 1 and not words[-1].text.strip("*") and words[-1].left - words[-2].right > 10:
        words = words[:-1]
    if len(words) > 1 and not words[0].text.strip("*") and words[1].left - words[0].right > 10:
        words = words[1:]
    return None if len(words) == 1 and not words[0].text.strip("*") else replace(row, words=words)


def _numbered(row: Row) -> tuple[Row, str | None]:
    """
    A heading without the scene number on one or both of its sides.

    A number counts before a heading's own first word, or when the same stands on both sides of the row.
    """
    words = row.words
    first, last = words[0].text, words[-1].text
    if len(words) > 2 and first == last and _SCENE_NUMBER.fullmatch(first) and words[-1].left - words[-2].right > 10:
        return replace(row, words=words[1:-1]), first.rstrip(".)")
    rest = " ".join(word.text for word in words[1:])
    if len(words) > 1 and _SCENE_NUMBER.fullmatch(first) and headings.is_heading(rest):
        return replace(row, words=words[1:]), first.rstrip(".)")
    apart = len(words) > 2 and words[-1].left - words[-2].right > 10
    if apart and _SCENE_NUMBER.fullmatch(last) and headings.is_heading(row.text):
        return replace(row, words=words[:-1]), last.rstrip(".)")
    return row, None


def _spaced(rows: Iterable[Clean]) -> list[Clean]:
    """The first row of script on a page has no row above it, whatever the page's own rows are."""
    return [each for page in _pages(rows) for each in _first_unspaced(page)]


def _pages(rows: Iterable[Clean]) -> Iterator[list[Clean]]:
    for _, page in groupby(rows, key=lambda each: each.row.page):
        yield list(page)


def _first_unspaced(page: list[Clean]) -> Iterator[Clean]:
    is_first = True
    for each in page:
        if each.beside or not is_first:
            yield each
        else:
            yield replace(each, row=replace(each.row, blanks=None))
            is_first = False
