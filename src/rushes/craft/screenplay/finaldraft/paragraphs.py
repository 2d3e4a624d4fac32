"""The paragraphs of a Final Draft file as values: their type, styled pieces, notes and what is said of a scene."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from rushes.craft.screenplay.emphasis import Run

_UNDERSTOOD = {"Text", "SceneProperties", "ScriptNote", "DualDialogue"}
_LENGTH = re.compile(r"(?:(\d{1,4})(?:\s+|$))?(?:(\d{1,4})/8)?")


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph in one style, with the numbers of its tag and revision, or empty."""

    run: Run
    tag: str = ""
    revision: str = ""


@dataclass(frozen=True)
class Scene:
    """What a heading's properties say of its scene."""

    synopses: tuple[str, ...]
    eighths: int | None
    page: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; `is_dual` marks what is said together with the speech before it."""

    type: str
    pieces: tuple[Piece, ...]
    notes: tuple[str, ...] = ()
    number: str = ""
    is_centred: bool = False
    starts_page: bool = False
    is_dual: bool = False
    scene: Scene | None = None

    @property
    def text(self) -> str:
        """Its words, without styles."""
        return "".join(piece.run.text for piece in self.pieces)


def read(content: Element, unknown: Counter[str]) -> Iterator[Paragraph]:
    """The paragraphs of a Content element in order; what else it holds is counted in `unknown`."""
    for child in content:
        dual = child if child.tag == "DualDialogue" else child.find("DualDialogue")
        if dual is not None:
            yield from _dual(dual, unknown)
        elif child.tag == "Paragraph":
            yield _paragraph(child, unknown)
        else:
            unknown[f"element {_named(child.tag)}"] += 1


def _dual(dual: Element, unknown: Counter[str]) -> Iterator[Paragraph]:
    speakers = 0
    for child in dual.iterfind("Paragraph"):
        paragraph = _paragraph(child, unknown)
        speakers += paragraph.type == "Character"
        yield replace(paragraph, is_dual=paragraph.type == "Character" and speakers == 2)


def _paragraph(element: Element, unknown: Counter[str]) -> Paragraph:
    for child in element:
        if child.tag not in _UNDERSTOOD:
            unknown[f"element {_named(child.tag)}"] += 1
    return Paragraph(
        type=element.get("Type", "Action").strip(),
        pieces=tuple(_piece(text) for text in element.iterfind("Text") if text.text),
        notes=tuple(note for note in map(_lines, element.iterfind("ScriptNote")) if note),
        number=element.get("Number", "").strip(),
        is_centred=element.get("Alignment") == "Center",
        starts_page=element.get("StartsNewPage") == "Yes",
        scene=_scene(element.find("SceneProperties"), unknown),
    )


def _piece(text: Element) -> Piece:
    styles = set(text.get("Style", "").split("+"))
    words = (text.text or "").replace("\r\n", "\n").replace("\r", "\n")
    words = words.upper() if "AllCaps" in styles else words
    run = Run(words, "Bold" in styles, "Italic" in styles, "Underline" in styles)
    return Piece(run, text.get("TagNumber", "").strip(), text.get("RevisionID", "").strip().removeprefix("0"))


def _scene(properties: Element | None, unknown: Counter[str]) -> Scene | None:
    if properties is None:
        return None
    beats = properties.find("SceneArcBeats")
    if beats is not None and len(beats):
        unknown["element SceneArcBeats"] += 1
    synopses = [properties.get("Title", "").strip(), properties.get("Synopsis", "").strip()]
    synopses += [_lines(summary) for summary in properties.iterfind("Summary")]
    found = tuple(" ".join(synopsis.split()) for synopsis in synopses if synopsis)
    return Scene(found, eighths(properties.get("Length", "")), properties.get("Page", "").strip())


def eighths(length: str) -> int | None:
    """The eighths of a length such as `1 4/8`, `3/8` or `2`; None when it says nothing."""
    match = _LENGTH.fullmatch(length.strip())
    if match is None or not any(match.groups()):
        return None
    return int(match[1] or 0) * 8 + int(match[2] or 0)


def _lines(element: Element) -> str:
    """The text of the paragraphs inside an element, a line each."""
    lines = ("".join(text.text or "" for text in each.iterfind("Text")) for each in element.iterfind("Paragraph"))
    return "\n".join(lines).strip()


def _named(tag: object) -> str:
    return str(tag)[:40]
