"""Texts broken into rows of so many characters, between words, with their styles."""

from collections.abc import Iterator
from dataclasses import replace

from rushes.craft.screenplay import emphasis
from rushes.craft.screenplay.emphasis import Run

Styled = tuple[Run, ...]


def wrapped(text: str, width: int, *, capitals: bool = False, italic: bool = False) -> list[Styled]:
    """
    A text with its marks as rows of styled runs, each at most `width` characters; a row can be empty.

    A word longer than a row is broken where the row ends; spaces at a break belong to neither row.
    """
    runs = emphasis.runs(text.expandtabs(4) if "\t" in text else text)
    if capitals:
        runs = tuple(replace(run, text=run.text.upper()) for run in runs)
    if italic:
        runs = tuple(replace(run, italic=True) for run in runs)
    if len(runs) == 1 and not (runs[0].bold or runs[0].italic or runs[0].underline):
        plain = runs[0].text
        return [(Run(plain[start:end]),) for start, end in rows(plain, width)]
    return _sliced(runs, rows("".join(run.text for run in runs), width))


def rows(text: str, width: int) -> list[tuple[int, int]]:
    """Where each row of a plain text begins and ends."""
    if len(text) <= width and "\n" not in text:
        return [(0, len(text))]
    found: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        found += _line(text, at, at + len(line), width) if len(line) > width else [(at, at + len(line))]
        at += len(line) + 1
    return found


def _line(text: str, at: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    while end - at > width:
        cut = text.rfind(" ", at, at + width + 1)
        if cut < 0 or text[at:cut].isspace() or cut == at:
            yield at, at + width
            at += width
            continue
        yield at, at + len(text[at:cut].rstrip(" "))
        at = cut + 1
        while at < end and text[at] == " ":
            at += 1
    if at < end:
        yield at, end


def _sliced(runs: Styled, places: list[tuple[int, int]]) -> list[Styled]:
    """The styles of each row; both runs and rows are in order, so each is passed once."""
    found: list[Styled] = []
    first, begins = 0, 0
    for start, end in places:
        while first < len(runs) and begins + len(runs[first].text) <= start:
            begins += len(runs[first].text)
            first += 1
        row: list[Run] = []
        index, at = first, begins
        while index < len(runs) and at < end:
            run = runs[index]
            text = run.text[max(start - at, 0) : end - at]
            if text:
                row.append(replace(run, text=text))
            at += len(run.text)
            index += 1
        found.append(tuple(row))
    return found
