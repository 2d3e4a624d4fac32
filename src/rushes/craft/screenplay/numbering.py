"""
The numbers of scenes, and the codes that follow from them.

A script read for the first time has the writer's numbers, and between them the next free ones. A script that was there
before goes on with the codes its scenes had: a scene put in gets a letter, one put at the end the next number that was
never used.
"""

import itertools
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from string import ascii_uppercase

from rushes.craft.screenplay import fountain, shots
from rushes.craft.screenplay.elements import Element, SceneHeading, Screenplay
from rushes.kernel import ids
from rushes.kernel.errors import Invalid

HIGHEST = 9999


class OutOfCodes(Invalid):
    """More than codes can count."""


def codes_of(parts: Sequence[tuple[Element, ...]]) -> list[str]:
    """The code of each scene of a script, from its elements by scene."""
    return codes(numbers([heading(part).number for part in parts]))


def heading(part: tuple[Element, ...]) -> SceneHeading:
    """The heading of a scene; an empty one for a script without headings."""
    return next((element for element in part if isinstance(element, SceneHeading)), SceneHeading(""))


def numbers(given: Sequence[str | None]) -> list[str]:
    """The writer's numbers, and between them the next free ones: 6 after 5, or 5A where 6 is given elsewhere."""
    taken = {number for number in given if number}
    counted = _Open(taken, str)
    found: list[str] = []
    last = 0
    for number in given:
        chosen = number or _free(last, taken, counted)
        taken.add(chosen)
        found.append(chosen)
        last = _leading(chosen) or last
    return found


def codes(numbers: Sequence[str]) -> list[str]:
    """The studio's code of each scene; a number that cannot be one, or comes twice, is coded by counting on."""
    taken: set[str] = set()
    found: list[str] = []
    wanted = [_code(number) for number in numbers]
    reserved = {code for code in wanted if code}
    counted = _Open(reserved, "S{:02}".format)
    for code in wanted:
        chosen = code if code and code not in taken else counted.first(len(found) + 1)
        taken.add(chosen)
        reserved.add(chosen)
        found.append(chosen)
    return found


def continued(given: Sequence[str | None], kept: Sequence[str | None], used: Collection[str]) -> list[str]:
    """
    The code of each scene of a script that was there before.

    Args:
        given: the codes that the script itself gives its scenes, None where it gives none.
        kept: the codes of the same scenes before, None for a new one.
        used: every code that a scene of the production ever had.
    """
    taken: set[str] = set()
    stated = [_claim(code, taken) for code in given]
    return filled([code or _claim(old, taken) for code, old in zip(stated, kept, strict=True)], used, "S")


def filled(found: Sequence[str | None], used: Collection[str], prefix: str) -> list[str]:
    """
    Codes in order, with one for each that has none: lettered after the code before it, or counted on at the end.

    Args:
        found: the codes there are.
        used: codes that may not be given again.
        prefix: what every code begins with: `S` for scenes, `S02-SH` for the shots of a scene.

    Raises:
        OutOfCodes: the numbers are used up.
    """
    taken = {*used, *(code for code in found if code)}
    highest = max((_leading(code.removeprefix(prefix)) for code in taken), default=0)
    counted = (_code_of(prefix, number) for number in itertools.count(highest + 1))
    last, codes = f"{prefix}00", list[str]()
    for code, more in zip(found, _more_behind(found), strict=True):
        last = code or (_lettered(last, taken) if more else None) or next(counted)
        taken.add(last)
        codes.append(last)
    return codes


def stated(part: Sequence[Element]) -> str | None:
    """The code a script itself gives a scene: by a number in its heading, or by the first shot that a note names."""
    number = heading(tuple(part)).number
    if number and (code := _code(number)):
        return code
    return next((ids.scene_of(note.code) for note in shots.shot_notes(Screenplay(elements=tuple(part)))), None)


def number_of(code: str) -> str:
    """The number that a heading says for a code: 2A for S02A."""
    return re.sub("^0+(?=[0-9])", "", code[1:])


def written(screenplay: Screenplay, codes: Sequence[str]) -> Screenplay:
    """
    The script with its scenes' numbers in their headings; nothing else changes.

    A heading keeps the number it has, unless the scenes would have other codes by it.
    """
    filled = _written(screenplay, codes, over=False)
    return filled if codes_of(shots.scenes(filled.elements)) == list(codes) else _written(screenplay, codes, over=True)


def _written(screenplay: Screenplay, codes: Sequence[str], *, over: bool) -> Screenplay:
    coming = iter(codes)
    elements = [
        _numbered(element, next(coming), over) if isinstance(element, SceneHeading) else element
        for element in screenplay.elements
    ]
    return fountain.parse(fountain.write(replace(screenplay, elements=tuple(elements))))


def _numbered(heading: SceneHeading, code: str, over: bool) -> SceneHeading:
    if heading.number and (not over or _code(heading.number) == code):
        return heading
    return replace(heading, number=number_of(code))


def _claim(code: str | None, taken: set[str]) -> str | None:
    """The code, if nobody has it yet."""
    if code is None or code in taken:
        return None
    taken.add(code)
    return code


def _more_behind(codes: Sequence[str | None]) -> list[bool]:
    """For each scene, whether one with a code comes after it."""
    last = max((place for place, code in enumerate(codes) if code), default=-1)
    return [place < last for place in range(len(codes))]


def _lettered(last: str, taken: Collection[str]) -> str | None:
    """The next letter after a code: S02A after S02, S02B after S02A; None when the letters are used up."""
    base = last.rstrip(ascii_uppercase) if last[-1].isalpha() else last
    return next((code for letter in ascii_uppercase if (code := f"{base}{letter}") not in taken), None)


def _code_of(prefix: str, number: int) -> str:
    if number > HIGHEST:
        raise OutOfCodes(f"There is no code left after {prefix}{HIGHEST}; divide the script.")
    return f"{prefix}{number:02}"


def _leading(number: str) -> int:
    return int(match[0]) if (match := re.match(r"\d+", number)) else 0


class _Open:
    """
    The first of counted names that is not taken, from any number on.

    What was passed once is jumped over from then on, so that many questions cost little more than one each.
    """

    def __init__(self, taken: Collection[str], named: Callable[[int], str]) -> None:
        self._taken = taken
        self._named = named
        self._beyond: dict[int, int] = {}

    def first(self, number: int) -> str:
        """The first name from a number on; `taken` may have grown since the last question, and only grown."""
        passed: list[int] = []
        while (name := self._named(number)) in self._taken:
            passed.append(number)
            number = self._beyond.get(number, number + 1)
        self._beyond.update(dict.fromkeys(passed, number))
        return name


def _free(last: int, taken: Collection[str], counted: _Open) -> str:
    if str(last + 1) not in taken:
        return str(last + 1)
    letters = (f"{last}{letter}" for letter in ascii_uppercase) if last else iter(())
    return next((number for number in letters if number not in taken), None) or counted.first(last + 2)


def _code(number: str) -> str | None:
    try:
        return ids.scene_code(number)
    except ValueError:
        return None
