"""Who stands, sits or lies when a moment begins: as the action has left them."""

import re
from collections.abc import Sequence

from rushes.craft.grammar import words
from rushes.craft.grammar.telling import Moment, What

STANDS, SEATED, LIES, KNEELS, LOW = "stands", "seated", "lies", "kneels", "sits on the floor"
_SEATED = re.compile(r"\b(?:sits?|seated|sitting|slumps?)\b", re.IGNORECASE)
_KNEELS = re.compile(r"\b(?:kneels?|kneeling|crouch(?:es|ing)?|squats?)\b", re.IGNORECASE)
_LIES = re.compile(r"\b(?:lies|lying|asleep|sleeps|sleeping)\b", re.IGNORECASE)
_FLOOR = re.compile(r"\bon the (?:floor|ground)\b", re.IGNORECASE)
_DOWN = re.compile(r"\b(?:sits? (?:down|on|at)|slumps?|kneels?|crouch(?:es)?|lies down)\b", re.IGNORECASE)
_WITH = re.compile(r"\b(?:sits?|seated)\b[^.]*?\b(?:across from|opposite|beside|with|next to)\b", re.IGNORECASE)
_UP = re.compile(r"\b(?:stands?(?: up)?|gets? up|rises?|jumps? up)\b", re.IGNORECASE)
_MOVING = (What.ARRIVAL, What.DEPARTURE, What.TRAVEL)


def before(moments: Sequence[Moment]) -> list[dict[str, str]]:
    """For each moment, the pose in which everybody seen so far begins it."""
    poses: dict[str, str] = {}
    found: list[dict[str, str]] = []
    for moment in moments:
        for name, act in moment.acts:
            sitting_down = name in poses and _DOWN.search(act)
            if not sitting_down and (state := _state(act)) and moment.what not in _MOVING:
                poses[name] = state
                if _WITH.search(act):
                    poses |= {other: state for other in moment.people if other not in poses}
        found.append(dict(poses))
        for name in (*moment.people, *(line.speaker for line in moment.lines if not line.unseen)):
            poses[name] = after(name, moment, poses.get(name, STANDS))
    return found


def after(name: str, moment: Moment, pose: str) -> str:
    """The pose in which a moment leaves somebody."""
    if moment.goes(name) and moment.what in _MOVING:
        return STANDS
    for doer, act in moment.acts:
        if doer == name:
            pose = _state(act) or (STANDS if _UP.search(act) else pose)
    return pose


def _state(act: str) -> str:
    if _LIES.search(act) and not words.TRAVELS.search(act):
        return LIES
    if _FLOOR.search(act) and not (words.TRAVELS.search(act) or words.HANDLES.search(act)):
        return LOW
    if _KNEELS.search(act):
        return KNEELS
    return SEATED if _SEATED.search(act) else ""
