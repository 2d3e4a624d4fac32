"""How a script ends: what follows its last cut or fade to black is heard over black, and is in no shot."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rushes.craft.screenplay.breakdown import Scene
from rushes.craft.screenplay.elements import Element, SceneHeading, Screenplay, Transition

_TO_BLACK = re.compile(r"\b(?:TO BLACK|FADE OUT)\b", re.IGNORECASE)


def after_black(elements: Sequence[Element]) -> tuple[Element, ...]:
    """The elements that follow the last cut or fade to black; none where another scene follows it."""
    black = [index for index, one in enumerate(elements) if isinstance(one, Transition) and _TO_BLACK.search(one.text)]
    after = tuple(elements[black[-1] + 1 :]) if black else ()
    return () if any(isinstance(element, SceneHeading) for element in after) else after


def pictured(screenplay: Screenplay, scenes: Sequence[Scene]) -> list[Scene]:
    """The scenes without what is heard over black at the end; one that is nothing else stays as it is."""
    unseen = {element.span for element in after_black(screenplay.elements)}
    if not unseen or not scenes:
        return list(scenes)
    last = scenes[-1]
    shown = tuple(element for element in last.elements if element.span not in unseen)
    return [*scenes[:-1], replace(last, elements=shown) if shown else last]
