"""
What changed between two revisions of a script, element by element, as a person would tell it.

Scenes are matched first, wherever they stand; then the elements within them, then the words of an element. What is
gone in one place and stands word for word in another has moved.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

from rushes.craft.screenplay import numbering, sameness, shots
from rushes.craft.screenplay.alignment import align, gaps, likeness, rising
from rushes.craft.screenplay.elements import Element, SceneHeading, Screenplay, Span
from rushes.craft.screenplay.wording import normal

RELATED = 0.3
_NEAR = 6
_MOVING_WORDS = 3


class Kind(StrEnum):
    """What became of an element."""

    KEPT = "kept"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True)
class Place:
    """An element in one of the revisions: its scene's code, its kind, its text as written, and where that stands."""

    scene: str
    kind: str
    text: str
    span: Span


@dataclass(frozen=True)
class Words:
    """A run of words of a changed element: kept, added or removed."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Change:
    """
    One element as it was and as it is; `before` is None for what was added, `after` for what was removed.

    `words` tells a changed element word by word, in order.
    """

    kind: Kind
    before: Place | None = None
    after: Place | None = None
    words: tuple[Words, ...] = ()

    @property
    def scene(self) -> str:
        """The scene it is in now, or was in."""
        place = self.after or self.before
        return place.scene if place else ""


@dataclass(frozen=True)
class _Piece:
    """An element with what makes it the same as another."""

    key: tuple[object, ...]
    place: Place


@dataclass(frozen=True)
class _Scene:
    sketch: sameness.Sketch
    pieces: tuple[_Piece, ...]


def diff(before: Screenplay, after: Screenplay) -> list[Change]:
    """What changed, in the order of the script as it is now; nothing for equal scripts."""
    return [change for change in compare(before, after) if change.kind is not Kind.KEPT]


def compare(before: Screenplay, after: Screenplay) -> list[Change]:
    """
    Every element of both revisions once: kept, changed, added, removed or moved.

    The order is that of the script as it is now; what is gone stands after what it followed.
    """
    old, new = _scenes(before), _scenes(after)
    found = sameness.match([scene.sketch for scene in old], [scene.sketch for scene in new])
    gone = _gone_after(len(old), found)
    changes = [*_title(before, after), *_cut(old, gone[-1])]
    moved = _moved(found)
    for place, (scene, was) in enumerate(zip(new, found, strict=True)):
        earlier = old[was].pieces if was is not None else ()
        told = list(_within(earlier, scene.pieces))
        changes += _as_moved(told) if place in moved else told
        changes += _cut(old, gone[was] if was is not None else [])
    return _with_moves(changes)


def summary(changes: Sequence[Change]) -> str:
    """How much changed, in a few words: `2 changed, 1 added`."""
    counted = {kind: sum(change.kind is kind for change in changes) for kind in Kind if kind is not Kind.KEPT}
    return ", ".join(f"{many} {kind}" for kind, many in counted.items() if many) or "nothing changed"


def reworded(before: str, after: str) -> tuple[Words, ...]:
    """A text and what became of it, in runs of words kept, removed and added."""
    old, new = before.split(), after.split()
    told: list[tuple[Kind, str]] = []
    for gone, come in gaps(align(old, new), len(old), len(new)):
        told += [(Kind.REMOVED, old[at]) for at in gone]
        told += [(Kind.ADDED, new[at]) for at in come]
        told += [(Kind.KEPT, word) for word in new[come.stop : come.stop + 1]]
    runs = groupby(told, key=itemgetter(0))
    return tuple(Words(kind, " ".join(word for _, word in run)) for kind, run in runs)


def _scenes(screenplay: Screenplay) -> list[_Scene]:
    parts = shots.scenes(screenplay.elements)
    coded = zip(numbering.codes_of(parts), parts, strict=True)
    return [
        _Scene(sameness.sketch(part), tuple(_piece(element, code, screenplay.source) for element in part))
        for code, part in coded
    ]


def _piece(element: Element, scene: str, source: str) -> _Piece:
    asides = tuple((aside.kind, aside.text, aside.at) for aside in element.asides)
    own = (getattr(element, name, None) for name in ("text", "number", "dual", "level"))
    text = element.span.of(source).replace("\r\n", "\n").replace("\r", "\n")
    return _Piece((element.kind, *own, asides), Place(scene, element.kind, text, element.span))


def _title(before: Screenplay, after: Screenplay) -> Iterator[Change]:
    old, new = (
        tuple(
            _Piece((entry.key, entry.values), Place("", "title", f"{entry.key}: {' '.join(entry.values)}", entry.span))
            for entry in screenplay.title_page
        )
        for screenplay in (before, after)
    )
    return _within(old, new)


def _gone_after(many: int, found: Sequence[int | None]) -> dict[int, list[int]]:
    """Scenes that are gone, by the nearest scene before them that is not; -1 for the beginning."""
    there = {old for old in found if old is not None}
    gone: dict[int, list[int]] = defaultdict(list)
    last = -1
    for place in range(many):
        if place in there:
            last = place
        else:
            gone[last].append(place)
    return gone


def _cut(old: Sequence[_Scene], places: Sequence[int]) -> list[Change]:
    return [Change(Kind.REMOVED, piece.place) for place in places for piece in old[place].pieces]


def _moved(found: Sequence[int | None]) -> set[int]:
    """Scenes that stand in another order than before, as few as can be."""
    there = [place for place, old in enumerate(found) if old is not None]
    kept = {there[at] for at in rising([old for old in found if old is not None])}
    return {place for place in there if place not in kept}


def _as_moved(changes: Sequence[Change]) -> list[Change]:
    """What a moved scene keeps has moved with it."""
    return [replace(change, kind=Kind.MOVED) if change.kind is Kind.KEPT else change for change in changes]


def _within(old: Sequence[_Piece], new: Sequence[_Piece]) -> Iterator[Change]:
    """The elements of one scene."""
    pairs = align([piece.key for piece in old], [piece.key for piece in new])
    for gone, come in gaps(pairs, len(old), len(new)):
        yield from _gap(old[gone.start : gone.stop], new[come.start : come.stop])
        if come.stop < len(new):
            yield Change(Kind.KEPT, old[gone.stop].place, new[come.stop].place)


def _gap(old: Sequence[_Piece], new: Sequence[_Piece]) -> Iterator[Change]:
    """What stands between two kept elements: some changed into each other, others came or went."""
    at = 0
    for piece in new:
        near = range(at, min(at + _NEAR, len(old)))
        found = next((place for place in near if _related(old[place].place, piece.place)), None)
        if found is None:
            yield Change(Kind.ADDED, None, piece.place)
            continue
        yield from (Change(Kind.REMOVED, one.place) for one in old[at:found])
        was = old[found].place
        yield Change(Kind.CHANGED, was, piece.place, reworded(was.text, piece.place.text))
        at = found + 1
    yield from (Change(Kind.REMOVED, one.place) for one in old[at:])


def _related(before: Place, after: Place) -> bool:
    if before.kind != after.kind:
        return False
    return before.kind == SceneHeading.kind or likeness(normal(before.text), normal(after.text)) >= RELATED


def _with_moves(changes: Sequence[Change]) -> list[Change]:
    """What is gone in one place and stands in another told as moved."""
    gone: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, change in enumerate(changes):
        if change.kind is Kind.REMOVED and change.before and len(normal(change.before.text)) >= _MOVING_WORDS:
            gone[change.before.kind, change.before.text].append(at)
    told: list[Change | None] = list(changes)
    for at, change in enumerate(changes):
        if change.kind is Kind.ADDED and change.after and (places := gone.get((change.after.kind, change.after.text))):
            was = places.pop(0)
            told[at], told[was] = Change(Kind.MOVED, changes[was].before, change.after), None
    return [change for change in told if change]
