"""
Shot notes: how `[[S01-SH01]]` ties a shot to the words it covers.

A shot note stands at the end of the paragraph it covers. Its span runs from the end of the shot before it (or from the
scene's heading) to the note, and takes in the speeches that follow the paragraph at once; what comes after a scene's
last note belongs to its last shot. Where a scene's first note stands before anything else is told, its notes lead
instead: each covers what follows it, up to the next.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rushes.craft.screenplay.elements import (
    Action,
    Aside,
    Centered,
    Character,
    Dialogue,
    Element,
    Lyrics,
    Note,
    Parenthetical,
    SceneHeading,
    Screenplay,
    Span,
)
from rushes.craft.screenplay.lines import Ruler
from rushes.kernel import ids
from rushes.kernel.errors import Fault, InvalidFile

_TOLD = (Action, Character, Dialogue, Parenthetical, Lyrics, Centered)
_SPOKEN = (Character, Dialogue, Parenthetical, Lyrics)


@dataclass(frozen=True)
class ShotNote:
    """A note that names a shot, and the words it adds after the code, if any."""

    code: str
    title: str
    span: Span


@dataclass(frozen=True)
class _Placed:
    note: ShotNote
    element: int
    ends_paragraph: bool


def shot_notes(screenplay: Screenplay) -> tuple[ShotNote, ...]:
    """Every shot note of a script, in order."""
    return tuple(placed.note for placed in _placed(screenplay.elements))


def shot_spans(screenplay: Screenplay) -> dict[str, Span]:
    """
    What each shot that the script names covers, in the script's order.

    Raises:
        InvalidFile: a shot is named twice.
    """
    ruler = Ruler(screenplay.source)
    spans: dict[str, Span] = {}
    faults: list[Fault] = []
    for scene in scenes(screenplay.elements):
        for note, start, end in _covered(scene):
            if note.code in spans:
                what = f"the shot {note.code} is named a second time; give this one a code of its own."
                faults.append(Fault(f"line {note.span.line}", what))
            text = screenplay.source[start:end]
            spans[note.code] = ruler.span(end - len(text.lstrip()), start + len(text.rstrip()))
    if faults:
        raise InvalidFile(faults)
    return spans


def scenes(elements: tuple[Element, ...]) -> list[tuple[Element, ...]]:
    """The elements by scene; what comes before the first heading belongs to the first scene."""
    starts = [index for index, element in enumerate(elements) if isinstance(element, SceneHeading)]
    cuts = [0, *starts[1:], len(elements)]
    return [elements[start:end] for start, end in pairwise(cuts) if start < end]


def _placed(elements: tuple[Element, ...]) -> Iterator[_Placed]:
    for index, element in enumerate(elements):
        asides: tuple[Aside, ...] = (element,) if isinstance(element, Note) else element.notes
        for aside in asides:
            note = _shot_note(aside)
            if note:
                yield _Placed(note, index, isinstance(element, Note) or aside.at >= len(element.text))


def _shot_note(aside: Aside) -> ShotNote | None:
    text = aside.text.strip()
    match = ids.SHOT.match(text)
    if match is None or text[match.end() : match.end() + 1].isalnum() or text[match.end() : match.end() + 2] == "-T":
        return None
    return ShotNote(match[0], text[match.end() :].strip(" :-–—\t\r\n"), aside.span)


def _covered(scene: tuple[Element, ...]) -> list[tuple[ShotNote, int, int]]:
    placed = list(_placed(scene))
    if not placed:
        return []
    begin = next((e.span.start for e in scene if isinstance(e, SceneHeading)), scene[0].span.start)
    last = max(element.span.end for element in scene)
    if _notes_lead(scene, placed[0]):
        starts = [begin, *(one.note.span.start for one in placed[1:])]
        ends = [*starts[1:], last]
    else:
        ends = [*(_end(scene, one) for one in placed[:-1]), last]
        starts = [begin, *ends[:-1]]
    return [(one.note, start, end) for one, start, end in zip(placed, starts, ends, strict=True)]


def _notes_lead(scene: tuple[Element, ...], first: _Placed) -> bool:
    before = scene[: first.element]
    carrier = scene[first.element]
    opens = not isinstance(carrier, _TOLD) or (not first.ends_paragraph and _at(carrier, first.note) == 0)
    return opens and not any(isinstance(element, _TOLD) for element in before)


def _at(element: Element, note: ShotNote) -> int:
    return next(aside.at for aside in element.asides if aside.span == note.span)


def _end(scene: tuple[Element, ...], placed: _Placed) -> int:
    """Where a shot ends: at its note, or at the end of the speeches that follow its paragraph."""
    end = placed.note.span.end
    if not placed.ends_paragraph or isinstance(scene[placed.element], _SPOKEN):
        return end
    for speech in _speeches(scene[placed.element + 1 :]):
        if any(_shot_note(note) for element in speech for note in element.notes):
            break
        end = speech[-1].span.end
    return end


def _speeches(elements: tuple[Element, ...]) -> Iterator[list[Element]]:
    """The speeches that stand at the beginning of some elements."""
    speech: list[Element] = []
    for element in elements:
        if not isinstance(element, _SPOKEN):
            break
        if isinstance(element, Character) and speech:
            yield speech
            speech = []
        speech.append(element)
    if speech:
        yield speech
