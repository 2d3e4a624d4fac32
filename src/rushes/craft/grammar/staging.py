"""
Staging: who stands on which side of the frame, so that every shot of a scene keeps to one side of the line.

The first of a pair stands left and faces right, the second right and faces left; a third stands between them. Whoever
the script brings in from a side, or sends off to one, keeps it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rushes.craft.grammar import words
from rushes.craft.grammar.telling import Moment, What

LEFT, RIGHT, CENTRE = "left", "right", "centre"
_FROM = re.compile(r"\bfrom (?:the )?(?:frame )?(left|right)\b", re.IGNORECASE)
_TOWARDS = re.compile(
    r"\b(?:left to (right)|right to (left)|(?:to|off|exits?) (?:frame |the )?(left|right)\b)", re.IGNORECASE
)
_OTHER = {LEFT: RIGHT, RIGHT: LEFT, CENTRE: CENTRE}


@dataclass(frozen=True)
class Stage:
    """The sides of a scene's people."""

    sides: dict[str, str]

    def side(self, name: str) -> str:
        """The side on which somebody stands; whoever has none stands in the middle."""
        return self.sides.get(name, CENTRE)

    def faces(self, name: str) -> str:
        """The direction in which somebody looks: across the frame."""
        return _OTHER[self.side(name)] if self.side(name) != CENTRE else RIGHT

    def opposite(self, name: str, among: Iterable[str]) -> str:
        """Who stands across from somebody: the first on the other side, else anybody else; nobody when alone."""
        others = [other for other in among if other != name]
        across = [other for other in others if self.side(other) == _OTHER[self.side(name)]]
        return next(iter([*across, *others]), "")


def stage(moments: Iterable[Moment], people: Iterable[str]) -> Stage:
    """Sides for a scene's people: as the script says, else by turns from the left in order of appearance."""
    sides: dict[str, str] = {}
    for moment in moments:
        entering = _FROM.search(moment.text)
        if entering and moment.people and moment.what in (What.ARRIVAL, What.TRAVEL):
            sides.setdefault(moment.people[0], entering[1].lower())
    for name in people:
        taken = list(sides.values())
        free = [side for side in (LEFT, RIGHT) if side not in taken]
        sides.setdefault(name, free[0] if free else CENTRE)
    return Stage(sides)


def travel(text: str, usual: str) -> str:
    """The screen direction of a movement: as the script says, else the usual one."""
    entering = _FROM.search(text)
    if entering:
        return _OTHER[entering[1].lower()]
    leaving = _TOWARDS.search(text)
    if leaving:
        return next(side for side in leaving.groups() if side).lower()
    return usual


def back(text: str) -> bool:
    """Whether somebody goes the way they came."""
    return re.search(r"\bback\b", text, re.IGNORECASE) is not None and words.TRAVELS.search(text) is not None
