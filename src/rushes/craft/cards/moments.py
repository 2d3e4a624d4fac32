"""The moments of a shot that a storyboard shows: its first frame, the one that tells it, its last; and why those."""

import re
from dataclasses import dataclass
from enum import StrEnum

from rushes.craft.cards import timing
from rushes.craft.cards.card import Card, Part
from rushes.craft.cards.vocabulary import Movement
from rushes.kernel.timecode import Rate

_AT = re.compile(r"@\s*(\d+(?:\.\d+)?)")
_STILL = re.compile(
    r"(?:(?:is|are|they|she|he|it)\s+)*"
    r"(?:waits?|waiting|stands?|standing|sits?|sitting|seated|still|lies|lying|listens?|listening|watch(?:es)?|watching"
    r"|look(?:s|ing)?(?!\s+(?:up|down|away|back|round|over))|in (?:the )?(?:frame|hand)|fills the frame|as locked"
    r"|takes? it in|eyes still|stares?|staring|holds?|holding|faces?|facing|sleeps?|sleeping|silent|motionless|unmoving"
    r"|says?|speaks?|talks?|reads?|reading|thinks?|breathes?|breathing)\b",
    re.IGNORECASE,
)
_PHRASES = re.compile(r">|;|,|\band\b|\bthen\b")
SETTLED = 0.35  # of what is left of the shot: by then what happened at a second can be seen
EARLIEST, LATEST = 0.3, 0.85  # of the shot: sounds outside belong to the way in or out
RACK = 0.5  # seconds after which a rack is done


class Name(StrEnum):
    """Which moment of a shot a panel shows."""

    FIRST = "FIRST"
    KEY = "KEY"
    LAST = "LAST"


@dataclass(frozen=True)
class Moment:
    """A moment of a shot: seconds into it, and why it was chosen."""

    name: Name
    seconds: float
    why: str


def moments(card: Card, rate: Rate) -> tuple[Moment, ...]:
    """The moments worth a panel: all three where the shot ends other than it begins, else the key alone."""
    seconds, why = key(card)
    last = rate.seconds(max(0, rate.frames(card.seconds) - 1))
    telling = Moment(Name.KEY, min(seconds, last), why)
    if not changes(card):
        return (telling,)
    begins = card.start_frame or "where the shot begins"
    ends = card.end_frame or "where the shot ends"
    return (Moment(Name.FIRST, 0.0, begins), telling, Moment(Name.LAST, last, ends))


def key(card: Card) -> tuple[float, str]:
    """The second that tells the shot, and why that one."""
    placed = [float(at) for part in card.subjects for at in _AT.findall(f"{part.start} {part.action} {part.end}")]
    if within := [at for at in placed if at < card.seconds]:
        at = max(within)
        return at + SETTLED * (card.seconds - at), f"what happens at {at:g} s is seen"
    if card.focus.rack_to:
        at = card.focus.rack_at if card.focus.rack_at is not None else card.seconds / 2
        return min(at + RACK, card.seconds), "the rack is done"
    if lines := [line for line in timing.spoken(card) if line.speech.on_screen]:
        line = max(lines, key=lambda line: line.end - line.start)
        return min((line.start + line.end) / 2, card.seconds), "the middle of the line"
    heard = [effect.at for effect in card.effects if effect.at is not None]
    if told := [at for at in heard if EARLIEST * card.seconds <= at <= LATEST * card.seconds]:
        return max(told), "the last sound of the action"
    return card.seconds / 2, "the middle of the action"


def changes(card: Card) -> bool:
    """Whether the last frame differs from the first: the camera moves, focus racks, or somebody does something."""
    if card.move.primary not in {Movement.STATIC, Movement.HANDHELD} or card.focus.rack_to:
        return True
    return bool(card.start_frame or card.end_frame) or any(_acts(part) for part in card.subjects)


def _acts(part: Part) -> bool:
    phrases = [phrase.strip() for phrase in _PHRASES.split(f"{part.action} > {part.end}")]
    return any(phrase and not _STILL.match(phrase) for phrase in phrases)
