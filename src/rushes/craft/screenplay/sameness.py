"""Which scene of a changed script is which of the script before: by heading and words, wherever it stands now."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rushes.craft.screenplay.alignment import align, likeness
from rushes.craft.screenplay.elements import Aside, Element, SceneHeading
from rushes.craft.screenplay.emphasis import plain
from rushes.craft.screenplay.numbering import heading
from rushes.craft.screenplay.wording import normal

ALIKE, ALIKE_UNDER_ONE_HEADING = 0.5, 0.2
_FREQUENT, _MOST = 12, 8


@dataclass(frozen=True)
class Sketch:
    """What a scene is known by: its heading without number, and its words; one omitted by nothing but its number."""

    heading: str
    words: tuple[str, ...]


def sketch(part: Iterable[Element]) -> Sketch:
    """The sketch of a scene's elements."""
    elements = tuple(part)
    told = (element.text for element in elements if not isinstance(element, SceneHeading | Aside))
    opening = heading(elements)
    known = f"omitted {opening.number}" if opening.omitted else plain(opening.text)
    return Sketch(_opening(known), tuple(normal(" ".join(told))))


def remembered(opening: str, facts: Mapping[str, Any]) -> Sketch:
    """The sketch of a scene from its heading and the facts that were kept of its breakdown."""
    told = [element for element in facts.get("elements", []) if "at" not in element and "number" not in element]
    return Sketch(_opening(opening), tuple(normal(" ".join(str(element.get("text", "")) for element in told))))


def match(before: Sequence[Sketch], after: Sequence[Sketch]) -> list[int | None]:
    """For each scene now, the place of the same scene before; None for a new one. No scene before is taken twice."""
    found: list[int | None] = [None] * len(after)
    for old, new in align(before, after):
        found[new] = old
    for matching in (_exactly, _alike, _rewritten):
        for old, new in matching(before, after, found):
            found[new] = old
    return found


def _opening(text: str) -> str:
    return " ".join(normal(text))


def _open(before: Sequence[Sketch], found: Sequence[int | None]) -> tuple[list[int], list[int]]:
    """The places of scenes before and now that have no match yet."""
    taken = {old for old in found if old is not None}
    return [n for n in range(len(before)) if n not in taken], [n for n, old in enumerate(found) if old is None]


Found = Sequence[int | None]
Pairs = Iterable[tuple[int, int]]


def _exactly(before: Sequence[Sketch], after: Sequence[Sketch], found: Found) -> Pairs:
    """Scenes that moved without a change."""
    old, new = _open(before, found)
    waiting: dict[Sketch, list[int]] = defaultdict(list)
    for place in reversed(old):
        waiting[before[place]].append(place)
    return [(waiting[after[place]].pop(), place) for place in new if waiting.get(after[place])]


def _alike(before: Sequence[Sketch], after: Sequence[Sketch], found: Found) -> Pairs:
    """Scenes of which enough is the same, the most alike first."""
    old, new = _open(before, found)
    holding: dict[str, list[int]] = defaultdict(list)
    for place in old:
        for word in {before[place].heading, *before[place].words}:
            holding[word].append(place)
    scored = [
        (-likeness(before[one].words, after[place].words), abs(one - place), one, place)
        for place in new
        for one in _candidates(after[place], holding)
    ]
    taken: set[int] = set()
    given: dict[int, int] = {}
    for score, _, one, place in sorted(scored):
        same = before[one].heading == after[place].heading
        if one not in taken and place not in given and -score >= (ALIKE_UNDER_ONE_HEADING if same else ALIKE):
            taken.add(one)
            given[place] = one
    return [(one, place) for place, one in given.items()]


def _candidates(scene: Sketch, holding: Mapping[str, list[int]]) -> list[int]:
    """Scenes that share the most words with this one, of the words that few have."""
    shared: dict[int, int] = defaultdict(int)
    for word in {scene.heading, *scene.words}:
        places = holding.get(word, ())
        if len(places) <= _FREQUENT:
            for place in places:
                shared[place] += 1
    return sorted(shared, key=lambda place: (-shared[place], place))[:_MOST]


def _rewritten(before: Sequence[Sketch], after: Sequence[Sketch], found: Found) -> Pairs:
    """Scenes with other words that stand under the same heading between the same neighbours."""
    old, new = _open(before, found)
    matched = {place: one for place, one in enumerate(found) if one is not None}
    behind = zip(old, _nearest(old, sorted(matched.values())), strict=True)
    openings = [(before[place].heading, neighbour) for place, neighbour in behind]
    ahead = zip(new, _nearest(new, list(matched)), strict=True)
    now = [(after[place].heading, matched.get(neighbour, -1)) for place, neighbour in ahead]
    return [(old[one], new[two]) for one, two in align(openings, now)]


def _nearest(places: Sequence[int], known: Sequence[int]) -> list[int]:
    """For each place the nearest known one before it; -1 for none."""
    return [known[at - 1] if (at := bisect_left(known, place)) else -1 for place in places]
