"""
Omitted scenes: cut after numbers were locked, each stays as a heading that says so under its number.

A scene is omitted when its heading says OMITTED and nothing is told under it; text under such a heading is a scene like
any other, so that no words are lost by a heading.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from rushes.craft.screenplay import numbering, shots
from rushes.craft.screenplay.elements import Action, Character, Dialogue, Element, Lyrics, SceneHeading, Screenplay
from rushes.kernel import ids

TEXT = "OMITTED"
_OF_THE_PAGE = re.compile(r"(?:FADE|CUT|DISSOLVE|SMASH|THE END|END OF|OVER BLACK|BLACK|CONTINUED)\b[^a-z]*")
_Part = tuple[Element, ...]


def is_omitted(part: Sequence[Element]) -> bool:
    """Whether a scene, by its elements, only keeps its number."""
    return numbering.heading(tuple(part)).omitted and not any(map(_is_told, part))


def settled(screenplay: Screenplay, codes: Sequence[str | None], gone: Collection[str]) -> tuple[Screenplay, list[str]]:
    """
    A script with a heading for each scene that is gone, where its number belongs, and the code of each scene then.

    Args:
        codes: the code of each scene; None for an omitted one whose heading goes.
        gone: the codes of scenes whose numbers the script must keep and does not have.
    """
    parts, kept = _without(shots.scenes(screenplay.elements), codes)
    if not parts or not any(isinstance(element, SceneHeading) for element in parts[0]):
        return screenplay, kept
    coming = _places(parts[0], kept, gone)
    found: list[_Part] = []
    named: list[str] = []
    for place, part in enumerate(parts):
        lead = _lead(part) if place == 0 else 0
        before = coming[-1] if place == 0 else []
        found += [part[:lead], *(_heading(code) for code in before), part[lead:]]
        found += [_heading(code) for code in coming[place]]
        named += [*before, kept[place], *coming[place]]
    return replace(screenplay, elements=tuple(element for part in found for element in part)), named


def _is_told(element: Element) -> bool:
    if isinstance(element, Action):
        return _OF_THE_PAGE.fullmatch(element.text.strip()) is None
    return isinstance(element, Character | Dialogue | Lyrics)


def _without(parts: Sequence[_Part], codes: Sequence[str | None]) -> tuple[list[_Part], list[str]]:
    """The scenes that have a code; what stands under a heading that goes belongs to its neighbour."""
    found: list[_Part] = []
    waiting: _Part = ()
    for part, code in zip(parts, codes, strict=True):
        if code is not None:
            found.append((*waiting, *part))
            waiting = ()
            continue
        rest = tuple(element for element in part if not isinstance(element, SceneHeading))
        if found:
            found[-1] = (*found[-1], *rest)
        else:
            waiting = (*waiting, *rest)
    return found, [code for code in codes if code is not None]


def _places(first: _Part, codes: Sequence[str], gone: Collection[str]) -> Mapping[int, list[str]]:
    """What comes after each scene, by its place: behind the last lower number; -1 for before all of them."""
    ordered = sorted((ids.in_order(code), place) for place, code in enumerate(codes))
    lower = [code for code, _ in ordered]
    reach = list(accumulate((place for _, place in ordered), max))
    earliest = 0 if any(map(_is_told, first[: _lead(first)])) else -1
    coming: defaultdict[int, list[str]] = defaultdict(list)
    for code in sorted(gone, key=ids.in_order):
        before = bisect_left(lower, ids.in_order(code))
        coming[reach[before - 1] if before else earliest].append(code)
    return coming


def _lead(part: _Part) -> int:
    """How many elements stand before a scene's heading."""
    return next(place for place, element in enumerate(part) if isinstance(element, SceneHeading))


def _heading(code: str) -> _Part:
    return (SceneHeading(TEXT, number=numbering.number_of(code)),)
