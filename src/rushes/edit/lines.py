"""Every spoken line of a cut at its frame, so that mouths, sound and captions agree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rushes.craft.cards import timing
from rushes.craft.cards.card import Card, Speech
from rushes.craft.timeline.cut import Cut, Event
from rushes.edit.assembly import ENDING
from rushes.edit.ending import Ending


@dataclass(frozen=True)
class Line:
    """A line in the film: whose, from which frame of the cut to about which, in which event, the how many-th there."""

    speech: Speech
    start: int
    end: int
    event: str
    number: int = 1

    @property
    def code(self) -> str:
        """What a reading of it is a take of: `S02-SH03-L01`; over black, `END-L01`."""
        return f"{'END' if self.event == ENDING else self.event}-L{self.number:02}"


def lines(cut: Cut, cards: Mapping[str, Card], ending: Ending) -> list[Line]:
    """The lines of a cut in order; a line whose beginning was trimmed away begins with its picture."""
    found = [line for event in cut.events for line in _spoken(cut, event, cards, ending)]
    return sorted(found, key=lambda line: line.start)


def _spoken(cut: Cut, event: Event, cards: Mapping[str, Card], ending: Ending) -> Iterable[Line]:
    if event.name == ENDING:
        said = [(line, line.at or 0.0, (line.at or 0.0) + timing.seconds_of(line.text)) for line in ending.lines]
    elif event.name in cards:
        said = [(one.speech, one.start, one.end) for one in timing.spoken(cards[event.name])]
    else:
        return
    for number, (speech, start, end) in enumerate(said, start=1):
        first = event.record + max(0, cut.rate.frames(start) - event.source.start)
        length = max(1, cut.rate.frames(end - start))
        yield Line(speech, min(first, len(cut) - 1), min(first + length, len(cut)), event.name, number)
