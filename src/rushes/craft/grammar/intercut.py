"""Intercutting: two scenes that are one conversation between two places, such as a call seen at both ends."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rushes.craft.grammar.telling import Moment
from rushes.craft.screenplay.breakdown import Scene
from rushes.craft.screenplay.elements import Action, Transition

_CUE = re.compile(r"^\W*INTERCUT\b[^a-z]*$")


def far_ends(scenes: Sequence[Scene]) -> dict[str, Scene]:
    """The scene whose people are heard and seen in another without being there, by that other's code."""
    found: dict[str, Scene] = {}
    for before, scene in pairwise(scenes):
        told = [one for one in before.elements if isinstance(one, Action | Transition)]
        cut = bool(told) and _CUE.match(told[-1].text.strip()) is not None
        if cut and before.characters and set(scene.characters) - set(before.characters):
            found[scene.code] = before
    return found


def at_one_end(moment: Moment, away: frozenset[str]) -> Moment:
    """A moment with the people of one place only: those with whom its doer is."""
    there = moment.doer in away
    people = tuple(name for name in moment.people if (name in away) == there)
    acts = tuple((name, act) for name, act in moment.acts if (name in away) == there)
    return replace(moment, people=people, acts=acts)
