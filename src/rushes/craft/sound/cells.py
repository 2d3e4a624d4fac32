"""
Reading a shot's sound cell, as people write it: "boots, slip, crack", "tape bell at 2 s, real bell at 6 s",
"wind; dull thud, no latch", "CLACK at 7 s, then wind".

Every part becomes a cue with its frames. Parts that are words to be spoken, and parts that say what is not to be heard,
become none. What has no time is put where such a thing usually falls: beds run through, effects follow one another.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rushes.craft.sound import lexicon, treatments
from rushes.craft.sound.plan import Cue, Kind
from rushes.kernel.timecode import Rate, Span

PARTS = re.compile(r",\s*(?:then\s+)?|\.\s+|\s+then\s+|\s+and\s+")
GROUPS = re.compile(r"\s*;\s*")
STRUCK = re.compile(r"\b(bells?|clock),\s*((?:one|two|three) quarters?|midnight|the hour)", re.IGNORECASE)
TIME = re.compile(r"\s*(?:\bat\s+)?\b(\d+(?:\.\d+)?)\s*(?:s|sec|seconds?)\b")
UNHEARD = re.compile(r"\b(?:no|without|not|never|silent)\b", re.IGNORECASE)
SPOKEN = re.compile(r"\b(?:voice|line over|lines?|dialogue|v\.?o\.?|says|speaks)\b", re.IGNORECASE)
QUOTED = re.compile(r"\b[A-Z][A-Z'’. -]+(?:\([^)]*\))?:\s*[^;,]*?(?:[.?!](?=\s|$)|$)")
MUSIC = re.compile(r"\b(?:music|score|song|melody|drone)\b", re.IGNORECASE)
EFFECT_SECONDS = 1.5
LONG_SECONDS = 3


@dataclass(frozen=True)
class _Part:
    """One thing to be heard: its words, its second if said, what it is heard through, whether it runs on."""

    name: str
    at: float | None
    treatment: str
    bed: bool


def read(cell: str, span: Span, rate: Rate, place: str = "", speakers: frozenset[str] = frozenset()) -> tuple[Cue, ...]:
    """
    The cues of a shot's sound cell, in the order written.

    Args:
        span: the shot's frames in the film.
        place: where the shot is, for the room the effects are heard in.
        speakers: names of characters, in capitals; a part that is only a name stands for a line.
    """
    parts = [part for group in GROUPS.split(STRUCK.sub(r"\1 \2", QUOTED.sub("", cell))) for part in _group(group)]
    parts = [part for part in parts if part.name.upper() not in speakers and not SPOKEN.search(part.name)]
    passing = [part for part in parts if not part.bed]
    starts = {id(part): _start(part, number, len(passing), span, rate) for number, part in enumerate(passing)}
    return tuple(_cue(part, starts, span, rate, place) for part in parts)


def merged(sheet: Sequence[Cue], cells: Sequence[Cue], rate: Rate) -> tuple[Cue, ...]:
    """
    The cue sheet and the shots' cells as one list, nothing twice.

    Where both ask for the same sound at the same time the sheet's cue stands, except that an effect which the sheet
    spreads over more than three seconds, as "the latch, three times", is heard where the cells say.
    """
    long = rate.frames(LONG_SECONDS)
    spread = [cue for cue in sheet if cue.kind == "effect" and cue.to_frame - cue.from_frame > long]
    dropped = [cue for cue in spread if any(_same(cue, other) for other in cells)]
    standing = [cue for cue in sheet if cue not in dropped]
    added = [cue for cue in cells if not any(_same(cue, other) for other in standing)]
    return tuple(sorted([*standing, *added], key=lambda cue: cue.from_frame))


def _same(first: Cue, second: Cue) -> bool:
    together = first.from_frame < second.to_frame and second.from_frame < first.to_frame
    return together and _what(first) == _what(second)


def _what(cue: Cue) -> str:
    return "music" if cue.kind == "music" else lexicon.find(cue.kind, cue.name, cue.note).recipe.id


def _group(words: str) -> list[_Part]:
    """The parts of a group; `tape: wind, door` is heard from tape, one thing after the other."""
    head, colon, rest = words.partition(":")
    through = treatments.treatment_of(head) if colon else ""
    heard = [part.strip(" .\t") for part in PARTS.split(rest if through else words)]
    return [_part(part, through) for part in heard if part and not UNHEARD.search(part)]


def _part(words: str, through: str) -> _Part:
    time = TIME.search(words)
    name = re.sub(r"^then\s+", "", TIME.sub("", words).strip()) or words
    bed = time is None and not through and (lexicon.find("ambience", name).bed or MUSIC.search(name) is not None)
    return _Part(name, float(time[1]) if time else None, through, bed)


def _start(part: _Part, number: int, count: int, span: Span, rate: Rate) -> int:
    """Where it says, or else one after the other through the shot."""
    later = rate.frames(part.at) if part.at is not None else int((number + 0.35) / count * len(span))
    return min(span.start + later, span.end - 1)


def _cue(part: _Part, starts: dict[int, int], span: Span, rate: Rate, place: str) -> Cue:
    if part.bed:
        kind: Kind = "music" if MUSIC.search(part.name) else "ambience"
        return Cue(part.name, kind, span.start, span.end, place=place)
    start = starts[id(part)]
    following = min((other for other in starts.values() if other > start), default=span.end)
    found = lexicon.find("effect", part.name)
    end = following if found.recipe.lasting or found.bed else start + max(1, rate.frames(EFFECT_SECONDS))
    return Cue(part.name, "effect", start, end, place=place, treatment=part.treatment)
