"""Where and when a scene is: its set and part of it, its time of day, and which day of the story it is."""

import re
from dataclasses import dataclass

from rushes.craft.screenplay import headings
from rushes.craft.screenplay.breakdown import Scene

_PART = re.compile(r"\s+[-–—]+\s+|\s*/\s*|,\s+")
_CARRIES = re.compile(
    r"\b(?:continuous|cont|same|simultaneous|meanwhile|intercut|beats?|moments?|minutes?|seconds?|later|earlier)\b",
    re.IGNORECASE,
)
_LONG = r"(?:days?|nights?|weeks?|weekends?|months?|seasons?|years?|decades?)(?: and a half)?"
_NEXT_DAY = re.compile(
    r"\b(?:(?:next|following|another) (?:day|morning|afternoon|evening|night|dawn|week|weekend|month|year)|tomorrow"
    rf"|(?:morning|afternoon|evening) after|{_LONG} (?:later|after))\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:flashback|past|previous|yesterday|last (?:night|week|weekend|month|year)"
    rf"|(?:morning|afternoon|evening) before|{_LONG} (?:earlier|before|ago))\b",
    re.IGNORECASE,
)
_WORDS = headings.COUNTED.casefold().split("|")
_NUMBERED = re.compile(rf"\b(?:story )?day (\d{{1,3}}|{'|'.join(_WORDS[:20])})\b", re.IGNORECASE)
_HOURS = (
    ("dawn", r"dawn|sunrise|sunup|daybreak|first light|aube"),
    ("morning", r"morning|matin|morgen|mañana|утро"),
    ("noon", r"noon|midday"),
    ("afternoon", r"afternoon|tarde"),
    ("dusk", r"dusk|sunset|sundown|twilight|magic hour|golden hour|nightfall"),
    ("evening", r"evening|soir|abend|sera|вечер"),
    ("midnight", r"midnight"),
    ("night", r"night|nighttime|nuit|nacht|noche|noite|notte|ночь"),
    ("day", r"day|daytime|daylight|jour|tag|día|dia|giorno|день"),
)
_TIMES = [(name, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for name, pattern in _HOURS]
_ORDER = {
    "dawn": 0,
    "morning": 1,
    "noon": 2,
    "day": 2,
    "afternoon": 3,
    "dusk": 4,
    "evening": 5,
    "night": 6,
    "midnight": 6,
}


@dataclass(frozen=True)
class Place:
    """
    Where and when one scene is.

    `time` is the hour of the day in one word, carried over where the heading says CONTINUOUS; empty when no heading
    has said one. `day` counts days of the story from 1; `guessed` when nothing but the hours tells that it began.
    """

    set: str
    part: str
    time: str
    day: str
    guessed: bool = False


def places(scenes: tuple[Scene, ...]) -> dict[str, Place]:
    """Each scene's place by its code, read in the script's order."""
    clock = _Clock()
    return {scene.code: _place(scene, clock) for scene in scenes}


def _place(scene: Scene, clock: "_Clock") -> Place:
    whole, *rest = _PART.split(scene.location, maxsplit=1)
    clock.hear(scene.time)
    return Place(whole.strip(), rest[0].strip() if rest else "", clock.time, clock.name, clock.guessed)


class _Clock:
    """Story time while headings go by."""

    def __init__(self) -> None:
        self.time = ""
        self.guessed = False
        self._day = 1
        self._outside = ""

    @property
    def name(self) -> str:
        """The day's number, or the time outside the story's days."""
        return self._outside or str(self._day)

    def hear(self, said: str) -> None:
        """One scene's time, as its heading has it."""
        before = self.time
        hour = next((name for name, pattern in _TIMES if pattern.search(said)), "")
        self._outside = (
            "flashback" if _BACK.search(said) else self._outside if _CARRIES.search(said) and not hour else ""
        )
        self.guessed = False
        if not self._outside:
            self._turn(said, before, hour)
        self.time = hour or before

    def _turn(self, said: str, before: str, hour: str) -> None:
        if numbered := _NUMBERED.search(said):
            said_day = numbered[1].casefold()
            self._day = int(said_day) if said_day.isdigit() else _WORDS.index(said_day) + 1
        elif _NEXT_DAY.search(said):
            self._day += 1
        elif hour and before and _ORDER[hour] < _ORDER[before] and not _CARRIES.search(said):
            self._day += 1
            self.guessed = True
