"""A script from one kind of file into another, with what the other cannot carry."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rushes.craft.screenplay import finaldraft, fountain, read
from rushes.craft.screenplay.elements import Aside, Element, Screenplay, Section, Synopsis
from rushes.craft.screenplay.finaldraft import Tag
from rushes.craft.screenplay.layout import Paper
from rushes.craft.screenplay.pdf import reading, writing


class Format(StrEnum):
    """Kinds of script file, by suffix."""

    FOUNTAIN = ".fountain"
    FINAL_DRAFT = ".fdx"
    PDF = ".pdf"


_LEFT_OUT: dict[Format, dict[str, str]] = {
    Format.FOUNTAIN: {},
    Format.FINAL_DRAFT: {"boneyard": "boneyards"},
    Format.PDF: {
        "note": "notes",
        "boneyard": "boneyards",
        "section": "sections of the outline",
        "synopsis": "synopses",
    },
}


@dataclass(frozen=True)
class Converted:
    """A script as another file, and what of the first is not in it, each a phrase."""

    content: bytes
    lost: tuple[str, ...]


@dataclass(frozen=True)
class _Opened:
    screenplay: Screenplay
    tags: tuple[Tag, ...] = ()
    revisions: int = 0
    lost: tuple[str, ...] = ()


def convert(data: bytes, path: Path, to: Format, paper: Paper = Paper.LETTER) -> Converted:
    """
    Convert a script's bytes; `path` is what a refusal calls it, `paper` what a PDF is printed on.

    Raises:
        InvalidFile: it is not a script that can be read.
    """
    opened = _opened(data, path)
    script = opened.screenplay
    lost = [*opened.lost, *_left_out(script, to)]
    if opened.revisions:
        lost.append(f"revision marks ({opened.revisions})")
    if to is Format.FINAL_DRAFT:
        return Converted(finaldraft.write(script, opened.tags), tuple(lost))
    if opened.tags:
        lost.append(f"breakdown tags ({len(opened.tags)})")
    if to is Format.FOUNTAIN:
        return Converted(fountain.write(script).encode(), tuple(lost))
    if letters := writing.unprintable(script):
        lost.append(f"letters that the typeface lacks, shown as boxes: {letters[:40]}")
    return Converted(writing.write(script, paper), tuple(lost))


def _opened(data: bytes, path: Path) -> _Opened:
    if read.is_pdf(data):
        understood = reading.read(data, f"{path}")
        pages = ", ".join(map(str, understood.unread))
        lost = (f"pages that are pictures without text: {pages}",) if pages else ()
        return _Opened(understood.screenplay, lost=("underlining, which is drawn and not said in a PDF", *lost))
    if read.is_xml(data):
        found = read.final_draft(data, path)
        marks = sum(len(revision.spans) for revision in found.revisions)
        return _Opened(found.screenplay, found.tags, marks)
    return _Opened(read.parse(data, path))


def _left_out(script: Screenplay, to: Format) -> Iterator[str]:
    counted = Counter(element.kind for element in _every(script))
    for kind, called in _LEFT_OUT[to].items():
        if counted[kind]:
            yield f"{called} ({counted[kind]})"


def _every(script: Screenplay) -> Iterator[Element]:
    """Every element that may be left out, also those inside others."""
    for element in script.elements:
        if isinstance(element, Aside | Section | Synopsis):
            yield element
        yield from element.asides
