"""
A script from one kind of file into another, with what the other cannot carry.

A speech all in italics in a PDF stays dialogue, since italics also stand for other languages and for voices from
elsewhere; who knows that it is sung says so in the preview.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rushes.craft.screenplay import emphasis, finaldraft, fountain, read
from rushes.craft.screenplay.elements import (
    Boneyard,
    Dialogue,
    Element,
    Lyrics,
    Note,
    Screenplay,
    Section,
    Synopsis,
)
from rushes.craft.screenplay.finaldraft import Tag
from rushes.craft.screenplay.layout import Paper
from rushes.craft.screenplay.pdf import reading, writing


class Format(StrEnum):
    """Kinds of script file, by suffix."""

    FOUNTAIN = ".fountain"
    FINAL_DRAFT = ".fdx"
    PDF = ".pdf"


_IS = Callable[[Element], bool]


def _of(*kinds: type[Element]) -> _IS:
    return lambda element: isinstance(element, kinds)


def _is_deep(element: Element) -> bool:
    return isinstance(element, Section) and element.level > finaldraft.DEEPEST_OUTLINE


def _is_all_italic(element: Element) -> bool:
    runs = emphasis.runs(element.text) if isinstance(element, Dialogue) and "*" in element.text else ()
    return bool(runs) and all(run.italic or not run.text.strip() for run in runs)


_NOT_CARRIED: dict[Format, tuple[tuple[str, _IS], ...]] = {
    Format.FOUNTAIN: (),
    Format.FINAL_DRAFT: (
        ("boneyards", _of(Boneyard)),
        ("lyrics as such, they become italic dialogue", _of(Lyrics)),
        (f"sections below level {finaldraft.DEEPEST_OUTLINE}, they move up to it", _is_deep),
    ),
    Format.PDF: (
        ("notes", _of(Note)),
        ("boneyards", _of(Boneyard)),
        ("sections of the outline", _of(Section)),
        ("synopses", _of(Synopsis)),
        ("lyrics as such, they are printed as italics", _of(Lyrics)),
    ),
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
    lost = [*opened.lost, *_not_carried(script, to)]
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
        lost = ["underlining, which is drawn and not said in a PDF"]
        if understood.unread:
            pages = ", ".join(map(str, understood.unread))
            lost.append(f"pages that are pictures without text: {pages}")
        if sung := sum(map(_is_all_italic, understood.screenplay.elements)):
            lost.append(f"which speeches in italics are sung ({sung})")
        return _Opened(understood.screenplay, lost=tuple(lost))
    if read.is_xml(data):
        found = read.final_draft(data, path)
        marks = sum(len(revision.spans) for revision in found.revisions)
        return _Opened(found.screenplay, found.tags, marks)
    return _Opened(read.parse(data, path))


def _not_carried(script: Screenplay, to: Format) -> Iterator[str]:
    every = [each for element in script.elements for each in (element, *element.asides)]
    for called, is_one in _NOT_CARRIED[to]:
        if many := sum(map(is_one, every)):
            yield f"{called} ({many})"
    if to is Format.FINAL_DRAFT and (many := finaldraft.unfit(script.source)):
        yield f"characters that XML cannot hold ({many})"
