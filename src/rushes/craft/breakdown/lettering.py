"""Words that must be read in the picture: signs, labels, titles, what a screen says."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rushes.craft.breakdown.lexicon import listed

_SHOWING = listed(
    """
    read reads reading say says saying said word words written writing letter letters lettering capitals label labelled
    labeled headline title titled sign signs marked printed painted carved scrawled stencilled stenciled engraved
    tattooed icing caption subtitle message text graffiti banner plaque placard poster note spell spells stamped typed
    screen display nameplate sticker embroidered
    """
)
_SHOWS = re.compile(rf"\b(?:{'|'.join(sorted(_SHOWING))})\b", re.IGNORECASE)
_CAPITALS = re.compile(
    r"(?<![\w&])(?:&|[A-Z0-9À-Þ][A-Z0-9À-Þ'’.&-]*)(?:[ ,]+(?:&|[A-Z0-9À-Þ][A-Z0-9À-Þ'’.&-]*))*[!?]*(?![\w])"
)
_QUOTED = re.compile(r"[\"“]([^\"“”\n]{1,120})[\"”]")
_SUPER = re.compile(
    r"^(?:SUPER(?:IMPOSE)?|TITLE(?: CARD)?|CHYRON|CAPTION|SUBTITLE|ON SCREEN|LEGEND)\s*:\s*(.{1,160})$", re.MULTILINE
)
_ENDED = re.compile(r"[.!?]\s")
_REACH = 60


@dataclass(frozen=True)
class Lettering:
    """Words to be read, from character `start` to before `end`."""

    words: str
    start: int
    end: int


def lettering(text: str, small: Iterable[str]) -> Iterator[Lettering]:
    """Every text that a paragraph of action shows, as it is to be read; `small` are its words in small letters."""
    for match in _SUPER.finditer(text):
        yield _made(match[1], match.start(1))
    if not _SHOWING.isdisjoint(small):
        yield from _after(text, [match.end() for match in _SHOWS.finditer(text)])


def _after(text: str, shows: list[int]) -> Iterator[Lettering]:
    for match in _QUOTED.finditer(text):
        if _near(text, shows, match.start(), _REACH):
            yield _made(match[1], match.start(1))
    for match in _CAPITALS.finditer(text):
        if _is_phrase(match[0]) and _is_shown(text, shows, match.start()):
            yield _made(match[0], match.start())


def _made(words: str, start: int) -> Lettering:
    kept = words.strip().rstrip(".,")
    return Lettering(kept, start, start + len(kept))


def _is_phrase(words: str) -> bool:
    """Two letters at least, and no plain `A` or `I` that begins a sentence."""
    letters = [character for character in words if character.isalpha()]
    return len(letters) >= 2 and not words.isdigit()


def _is_shown(text: str, shows: list[int], at: int) -> bool:
    """Right after a word that shows, or after its colon."""
    before = text[max(0, at - _REACH) : at].rstrip(" \"“‘'")
    if before.endswith(":"):
        return _near(text, shows, at, _REACH)
    show = _last(shows, at)
    return show is not None and not text[show:at].strip(" \"“‘'")


def _near(text: str, shows: list[int], at: int, reach: int) -> bool:
    show = _last(shows, at)
    return show is not None and at - show <= reach and not _ENDED.search(text, show, at)


def _last(shows: list[int], at: int) -> int | None:
    """Where the last word that shows ends before a place."""
    place = bisect_right(shows, at)
    return shows[place - 1] if place else None
