"""
Staging: where the people of a scene stand, so that every shot of it keeps to one side of the line.

The first of a pair stands left and faces right, the second right and faces left; a third stands between them, more
between those. Whoever the script brings in from a side, or an unbroken move brings over from the scene before, keeps
to that. In a frame of some of them sides are those of the picture: the leftmost of them is left in it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rushes.craft.grammar import words
from rushes.craft.grammar.geometry import ACROSS, CENTRE, LEFT, RIGHT
from rushes.craft.grammar.telling import Moment, What

_FROM = re.compile(r"\bfrom (?:the )?(?:frame )?(left|right)\b", re.IGNORECASE)
_TOWARDS = re.compile(
    r"\b(?:left to (right)|right to (left)|(?:to|off|exits?) (?:frame |the )?(left|right)\b)", re.IGNORECASE
)
_ORDER = (LEFT, RIGHT, CENTRE)
_SPOTS = {LEFT: (-8, -4, -6, -2), RIGHT: (8, 4, 6, 2), CENTRE: (0, -1, 1)}


@dataclass(frozen=True)
class Mark:
    """Somebody's place in one frame: the side of the picture they are on, and the side they look to."""

    side: str
    faces: str


@dataclass(frozen=True)
class Stage:
    """
    Where a scene's people stand, from left to right as the camera's side of the line sees them.

    `turned` is where people looked last, `ways` where those who went somewhere went.
    """

    spots: Mapping[str, float] = field(default_factory=dict)
    turned: Mapping[str, str] = field(default_factory=dict)
    ways: Mapping[str, str] = field(default_factory=dict)

    def side(self, name: str) -> str:
        """The side of the scene on which somebody stands; whoever has none stands in the middle."""
        spot = self.spots.get(name, 0.0)
        return LEFT if spot < -1 else RIGHT if spot > 1 else CENTRE

    def faces(self, name: str, towards: str = "") -> str:
        """The side somebody looks to: to the one they look at, else across the frame."""
        own, other = self.spots.get(name, 0.0), self.spots.get(towards, 0.0)
        if towards in self.spots and other != own:
            return RIGHT if other > own else LEFT
        if name in self.turned:
            return self.turned[name]
        return LEFT if self.side(name) == RIGHT else RIGHT

    def ordered(self, people: Iterable[str]) -> tuple[str, ...]:
        """People from left to right."""
        return tuple(sorted(people, key=lambda name: self.spots.get(name, 0.0)))

    def frame(self, people: Sequence[str], towards: str = "") -> dict[str, Mark]:
        """
        The marks of those who share a frame; alone, somebody has room to look into.

        Args:
            people: who is in frame.
            towards: whom they look at; those at the edges of a frame look into it, at each other, unless it is a third.
        """
        order = self.ordered(people)
        if len(order) == 1:
            faces = self.faces(order[0], towards)
            return {order[0]: Mark(ACROSS[faces], faces)}
        third = self.spots.keys() - set(order)
        marks = {name: Mark(CENTRE, self.faces(name, towards)) for name in order}
        for name, side in zip((order[0], order[-1]), (LEFT, RIGHT), strict=True) if order else ():
            marks[name] = Mark(side, self.faces(name, towards) if towards in third else ACROSS[side])
        return marks

    def opposite(self, name: str, among: Iterable[str]) -> str:
        """Who stands across from somebody: the first on the other side, else anybody else; nobody when alone."""
        others = [other for other in among if other != name]
        across = [other for other in others if self.side(other) == ACROSS[self.side(name)]]
        return next(iter([*across, *others]), "")


def stage(moments: Iterable[Moment], people: Iterable[str], going: Mapping[str, str] | None = None) -> Stage:
    """
    Where a scene's people stand: as the script says, else by turns from the left in order of appearance.

    Args:
        moments: what happens.
        people: who is in it, in order of appearance.
        going: which way people go who come over from the scene before without a break.
    """
    sides: dict[str, str] = {}
    for moment in moments:
        entering = _FROM.search(moment.text)
        if entering and moment.people and moment.what in (What.ARRIVAL, What.TRAVEL):
            sides.setdefault(moment.doer, entering[1].lower())
    for name in people:
        known = ACROSS[(going or {}).get(name, "")]
        taken = list(sides.values())
        free = [side for side in _ORDER if side not in taken]
        sides.setdefault(name, known or (free[0] if free else min(_ORDER, key=taken.count)))
    return Stage(_spots(sides), ways=dict(going or {}))


def _spots(sides: Mapping[str, str]) -> dict[str, float]:
    """A place of its own for everybody on their side."""
    spots: dict[str, float] = {}
    counts = dict.fromkeys(_ORDER, 0)
    for name, side in sides.items():
        places, count = _SPOTS[side], counts[side]
        spots[name] = places[count % len(places)] + 0.9 * (count // len(places)) / (1 + count)
        counts[side] += 1
    return spots


def travel(text: str, usual: str) -> str:
    """The screen direction of a movement: as the script says, else the usual one."""
    entering = _FROM.search(text)
    if entering:
        return ACROSS[entering[1].lower()]
    leaving = _TOWARDS.search(text)
    if leaving:
        return next(side for side in leaving.groups() if side).lower()
    return usual


def back(text: str) -> bool:
    """Whether somebody goes the way they came."""
    return re.search(r"\bback\b", text, re.IGNORECASE) is not None and words.TRAVELS.search(text) is not None
