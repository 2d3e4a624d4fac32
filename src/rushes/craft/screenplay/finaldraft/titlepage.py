"""The title page: Final Draft keeps it as plain paragraphs, so what each says is told by its place and its words."""

import re
from collections.abc import Iterable
from itertools import groupby

from rushes.craft.screenplay import emphasis
from rushes.craft.screenplay.elements import Screenplay, TitleEntry
from rushes.craft.screenplay.finaldraft.paragraphs import Paragraph

_CREDIT = re.compile(r"\b(?:by|written|screenplay|teleplay|story|created|adapted|original)\b", re.IGNORECASE)
_SOURCE = re.compile(r"\b(?:based|adapted from|inspired|from the)\b", re.IGNORECASE)
_DRAFT = re.compile(r"\b(?:draft|revis\w+|version)\b|\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2}", re.IGNORECASE)
_COPYRIGHT = re.compile(r"copyright|©|\(c\)", re.IGNORECASE)
_KEYED = re.compile(r"([^\W\d][^:\n]{0,30}):\s+(\S.*)")
_AUTHORS = ("author", "authors")
_CENTRED = {"title", "credit", "source", *_AUTHORS}


def read(paragraphs: Iterable[Paragraph]) -> tuple[TitleEntry, ...]:
    """The entries of a title page: centred are title, credit, authors and source, the rest draft, contact, rights."""
    centred: list[list[str]] = []
    aside: list[str] = []
    for is_centred, group in groupby(paragraphs, lambda one: one.is_centred and bool(one.text.strip())):
        lines = [line for one in group for line in _marked(one).split("\n") if line.strip()]
        if is_centred:
            centred.append(lines)
        else:
            aside += lines
    entries = [*_centred(centred), *_aside(aside)]
    return tuple(TitleEntry(key, tuple(values)) for key, values in entries if values)


def lines(screenplay: Screenplay) -> list[tuple[str, str]]:
    """The title page as lines with their alignments, an empty line between its parts."""
    authors = [value for key in _AUTHORS for value in _values(screenplay, key)]
    centred = [_values(screenplay, "title"), [*_values(screenplay, "credit"), *authors], _values(screenplay, "source")]
    found = [("Center", line) for part in centred if part for line in (*part, "")]
    others = (entry for entry in screenplay.title_page if entry.key.casefold() not in _CENTRED)
    return found + [("Left", _keyed(entry.key, value)) for entry in others for value in entry.values]


def _values(screenplay: Screenplay, key: str) -> list[str]:
    return [value for entry in screenplay.title_page if entry.key.casefold() == key for value in entry.values]


def _marked(paragraph: Paragraph) -> str:
    return emphasis.marked(piece.run for piece in paragraph.pieces).strip()


def _centred(parts: list[list[str]]) -> list[tuple[str, list[str]]]:
    if not parts:
        return []
    entries = [("Title", parts[0])]
    for part in parts[1:]:
        if _SOURCE.search(part[0]):
            entries.append(("Source", part))
            continue
        has_credit = _CREDIT.search(part[0]) is not None
        entries.append(("Credit", part[:has_credit]))
        entries.append(("Author", part[has_credit:]))
    return _joined(entries)


def _aside(found: list[str]) -> list[tuple[str, list[str]]]:
    return _joined([(key, [value]) for key, value in map(_entry, found)])


def _entry(line: str) -> tuple[str, str]:
    """A line that is not centred: its key as it says, or as its words let one guess."""
    keyed = _KEYED.fullmatch(line)
    if keyed:
        return keyed[1], keyed[2]
    key = "Copyright" if _COPYRIGHT.search(line) else "Draft date" if _DRAFT.search(line) else "Contact"
    return key, line


def _keyed(key: str, value: str) -> str:
    """A value as a line, with its key before it unless the line alone would be read so."""
    return value if _entry(value) == (key, value) else f"{key}: {value}"


def _joined(entries: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """Entries with the same key as one."""
    found: dict[str, list[str]] = {}
    for key, values in entries:
        found.setdefault(key, []).extend(values)
    return list(found.items())
