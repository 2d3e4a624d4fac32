"""The numbers of scenes: the writer's own, and between them the next free ones; and the codes that follow from them."""

import itertools
import re
from collections.abc import Sequence

from rushes.craft.screenplay.elements import Element, SceneHeading
from rushes.kernel import ids


def codes_of(parts: Sequence[tuple[Element, ...]]) -> list[str]:
    """The code of each scene of a script, from its elements by scene."""
    return codes(numbers([heading(part).number for part in parts]))


def heading(part: tuple[Element, ...]) -> SceneHeading:
    """The heading of a scene; an empty one for a script without headings."""
    return next((element for element in part if isinstance(element, SceneHeading)), SceneHeading(""))


def numbers(given: Sequence[str | None]) -> list[str]:
    """The writer's numbers, and between them the next free ones: 6 after 5, or 5A where 6 is given elsewhere."""
    taken = {number for number in given if number}
    found: list[str] = []
    last = 0
    for number in given:
        chosen = number or _free(last, taken)
        taken.add(chosen)
        found.append(chosen)
        last = _leading(chosen) or last
    return found


def codes(numbers: Sequence[str]) -> list[str]:
    """The studio's code of each scene; a number that cannot be one, or comes twice, is coded by counting on."""
    taken: set[str] = set()
    found: list[str] = []
    wanted = [_code(number) for number in numbers]
    asked = {code for code in wanted if code}
    for code in wanted:
        chosen = code if code and code not in taken else _free_code(len(found) + 1, taken | asked)
        taken.add(chosen)
        found.append(chosen)
    return found


def _leading(number: str) -> int:
    return int(match[0]) if (match := re.match(r"\d+", number)) else 0


def _free(last: int, taken: set[str]) -> str:
    if str(last + 1) not in taken:
        return str(last + 1)
    letters = (f"{last}{chr(ord('A') + index)}" for index in range(26))
    counted = (str(number) for number in itertools.count(last + 2))
    return next(number for number in itertools.chain(letters if last else (), counted) if number not in taken)


def _code(number: str) -> str | None:
    try:
        return ids.scene_code(number)
    except ValueError:
        return None


def _free_code(start: int, taken: set[str]) -> str:
    return next(code for number in itertools.count(start) if (code := f"S{number:02}") not in taken)
