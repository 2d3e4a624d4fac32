"""Final Draft's paragraphs as screenplay elements, with what was said in them kept in order for finding it again."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby

from rushes.craft.screenplay import elements as made
from rushes.craft.screenplay import emphasis, headings
from rushes.craft.screenplay.elements import Element
from rushes.craft.screenplay.emphasis import Run
from rushes.craft.screenplay.finaldraft.paragraphs import Paragraph, Piece

_NUMBER = re.compile(r"[^\W_](?:[^\W_]|[-.]){0,19}")
_SPEECH = ("Dialogue", "Parenthetical", "Lyrics", "Singing")
_OUTLINE = re.compile(r"Outline ([1-6])")
_PLAIN = {"Action", "General", "Shot", "Cast List", "New Act", "End of Act", "Scene Heading", "Character", "Transition"}


@dataclass(frozen=True)
class Said:
    """What stands in the script: a stretch of a paragraph, or without a piece a note or synopsis beside it."""

    text: str
    piece: Piece | None = None
    is_note: bool = False


@dataclass
class Body:
    """A script as it grows: its elements, and for each paragraph what was said in it."""

    unknown: Counter[str]
    elements: list[Element] = field(default_factory=list)
    said: list[tuple[Paragraph, tuple[Said, ...]]] = field(default_factory=list)


def build(paragraphs: Sequence[Paragraph], unknown: Counter[str]) -> Body:
    """The elements of a script; a speech without a cue and a cue without a speech are shown as action, and counted."""
    body = Body(unknown)
    in_speech = False
    heard = [one for one in paragraphs if one.text.strip() or one.notes or one.starts_page]
    for index, paragraph in enumerate(heard):
        if paragraph.starts_page and body.elements:
            body.elements.append(made.PageBreak("==="))
            in_speech = False
        following = heard[index + 1] if index + 1 < len(heard) else None
        if paragraph.type == "Character" and _is_cue(paragraph, following):
            _add(body, paragraph, made.Character(_one_line(paragraph).rstrip("^ "), dual=paragraph.is_dual))
            in_speech = True
        elif in_speech and paragraph.type in _SPEECH and paragraph.text.strip():
            _add_speech(body, paragraph)
        elif paragraph.text.strip():
            _add_plain(body, paragraph)
            in_speech = False
        else:
            _add_notes(body, paragraph)
    body.elements = _with_whole_speeches(body.elements)
    return body


def _is_cue(paragraph: Paragraph, following: Paragraph | None) -> bool:
    name = _one_line(paragraph).rstrip("^ ")
    speaks = following is not None and following.type in _SPEECH and bool(following.text.strip())
    return bool(name) and speaks and following is not None and not following.starts_page


def _add(body: Body, paragraph: Paragraph, element: Element) -> None:
    """Put an element at the end, with its paragraph's notes behind its words."""
    body.elements.append(replace(element, asides=_asides(paragraph, len(element.text))))
    _remember(body, paragraph)


def _remember(body: Body, paragraph: Paragraph) -> None:
    words = [Said(piece.run.text, piece) for piece in paragraph.pieces]
    notes = [Said(_note(note), is_note=True) for note in paragraph.notes]
    body.said.append((paragraph, (*words, *notes)))


def _add_speech(body: Body, paragraph: Paragraph) -> None:
    if paragraph.type == "Parenthetical":
        text = _one_line(paragraph)
        _add(body, paragraph, made.Parenthetical(text if text[:1] + text[-1:] == "()" else f"({text})"))
    elif paragraph.type == "Dialogue":
        text = "\n".join(line.strip() for line in _marked(paragraph).strip().split("\n"))
        _add(body, paragraph, made.Dialogue(text))
    else:
        _add(body, paragraph, made.Lyrics(_one_line(paragraph)))


def _with_whole_speeches(elements: list[Element]) -> list[Element]:
    """Paragraphs of dialogue that follow each other are the lines of one."""
    found: list[Element] = []
    for is_dialogue, group in groupby(elements, lambda element: isinstance(element, made.Dialogue)):
        lines = list(group)
        found += [_joined(lines)] if is_dialogue else lines
    return found


def _joined(lines: list[Element]) -> made.Dialogue:
    starts = accumulate((len(line.text) + 1 for line in lines), initial=0)
    asides = [
        replace(aside, at=aside.at + start) for line, start in zip(lines, starts, strict=False) for aside in line.asides
    ]
    return made.Dialogue("\n".join(line.text for line in lines), asides=tuple(asides))


def _add_plain(body: Body, paragraph: Paragraph) -> None:
    """Whatever is no speech."""
    outline = _OUTLINE.fullmatch(paragraph.type)
    if outline:
        _add(body, paragraph, made.Section(_one_line(paragraph), level=int(outline[1])))
    elif paragraph.type == "Outline Body":
        _add(body, paragraph, made.Synopsis(_one_line(paragraph)))
    elif paragraph.type == "Scene Heading":
        _add_heading(body, paragraph)
    elif paragraph.type == "Transition":
        _add(body, paragraph, made.Transition(_one_line(paragraph)))
    elif paragraph.is_centred or paragraph.type in {"New Act", "End of Act"}:
        _add(body, paragraph, made.Centered(_one_line(paragraph)))
    else:
        _count(body, paragraph)
        _add(body, paragraph, made.Action(_lines(paragraph)))


def _count(body: Body, paragraph: Paragraph) -> None:
    if paragraph.type in _SPEECH:
        body.unknown["speech without a cue, shown as action"] += 1
    elif paragraph.type == "Character":
        body.unknown["cue without a speech, shown as action"] += 1
    elif paragraph.type not in _PLAIN:
        body.unknown[f"paragraph type {paragraph.type[:40]}, shown as action"] += 1


def _add_heading(body: Body, paragraph: Paragraph) -> None:
    text = _one_line(paragraph)
    if not headings.is_heading(text) and not text[0].isalnum():
        body.unknown["heading that begins with no letter, shown as action"] += 1
        _add(body, paragraph, made.Action(text))
        return
    number = paragraph.number if _NUMBER.fullmatch(paragraph.number) else None
    _add(body, paragraph, made.SceneHeading(text, number=number))
    for synopsis in paragraph.scene.synopses if paragraph.scene else ():
        body.elements.append(made.Synopsis(synopsis))
        body.said.append((paragraph, (Said(synopsis),)))


def _add_notes(body: Body, paragraph: Paragraph) -> None:
    for note in paragraph.notes:
        body.elements.append(made.Note(_note(note)))
    _remember(body, replace(paragraph, pieces=()))


def _asides(paragraph: Paragraph, at: int) -> tuple[made.Aside, ...]:
    return tuple(made.Note(_note(note), at=at) for note in paragraph.notes)


def _note(text: str) -> str:
    """A note that no blank line and no bracket of its own ends."""
    lines = (line.rstrip() or "  " for line in text.replace("]]", "] ]").split("\n"))
    whole = "\n".join(lines)
    return whole + " " if whole.endswith("]") else whole


def _marked(paragraph: Paragraph) -> str:
    return emphasis.marked(piece.run for piece in paragraph.pieces)


def _lines(paragraph: Paragraph) -> str:
    return "\n".join(line.rstrip() for line in _marked(paragraph).rstrip().split("\n"))


def _one_line(paragraph: Paragraph) -> str:
    """The text of what has one line; a style on all of it is how the page looks, not what the writer stresses."""
    runs = [piece.run for piece in paragraph.pieces]
    styles = {replace(run, text="") for run in runs if run.text.strip()}
    if len(styles) == 1:
        runs = [Run(paragraph.text)]
    return " ".join(line.strip() for line in emphasis.marked(runs).strip().split("\n"))
