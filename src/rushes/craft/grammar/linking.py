"""
Links: which words of the script each shot covers.

Where the script's notes name shots, the notes decide. Elsewhere a card is found by its own words within its scene: its
lines of dialogue and the action of a proposal word for word, whatever their case and spacing; an action in the user's
own words by what it shares with the sentences of the scene, in the order of the shots. A card that matches nothing,
such as a reaction or a cutaway, covers nothing.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Origin
from rushes.craft.grammar import paraphrase
from rushes.craft.grammar.telling import CUES_OF_THE_PAGE
from rushes.craft.screenplay import numbering, shots
from rushes.craft.screenplay.elements import Action, Character, Dialogue, Element, Lyrics, Screenplay, Span
from rushes.craft.screenplay.lines import Ruler
from rushes.craft.screenplay.wording import Word, normal, words

_SPOKEN = (Dialogue, Lyrics)
Range = tuple[int, int]


@dataclass(frozen=True)
class Gap:
    """Dialogue or action that no shot covers: the scene's code and the element."""

    scene: str
    element: Element


def spans(screenplay: Screenplay, cards: Iterable[Card]) -> dict[str, Span]:
    """
    The characters of the script that each shot covers, in the order of the cards.

    A shot that covers words in several places spans all between. Linear in script and cards, unless many cards say
    words of their scene out of order.

    Raises:
        InvalidFile: the script's notes name a shot twice.
    """
    noted = shots.shot_spans(screenplay)
    parts = shots.scenes(screenplay.elements)
    by_code = dict(zip(numbering.codes_of(parts), parts, strict=True))
    ruler = Ruler(screenplay.source)
    unnoted: dict[str, list[Card]] = defaultdict(list)
    listed = list(cards)
    for card in listed:
        if card.code not in noted:
            unnoted[card.scene].append(card)
    found = dict(noted)
    for code, planned in unnoted.items():
        for shot, (start, end) in _matched(screenplay.source, by_code.get(code, ()), planned).items():
            found[shot] = ruler.span(start, end)
    return {card.code: found[card.code] for card in listed if card.code in found}


def uncovered(screenplay: Screenplay, spans: Mapping[str, Span]) -> list[Gap]:
    """The speeches and paragraphs of action of which no shot covers a word, in the script's order."""
    ordered = sorted(spans.values())
    starts = [span.start for span in ordered]
    reach = list(accumulate((span.end for span in ordered), max))
    parts = shots.scenes(screenplay.elements)
    return [
        Gap(code, element)
        for code, part in zip(numbering.codes_of(parts), parts, strict=True)
        for element in part
        if _is_told(element) and not _reaches(element.span, starts, reach)
    ]


def _is_told(element: Element) -> bool:
    shown = isinstance(element, Action) and not CUES_OF_THE_PAGE.match(element.text.strip())
    return (shown or isinstance(element, _SPOKEN)) and bool(normal(element.text))


def _reaches(span: Span, starts: Sequence[int], reach: Sequence[int]) -> bool:
    """Whether any of some spans, by their starts and how far they reach up to each, has a character of this one."""
    before = bisect_left(starts, span.end)
    return before > 0 and reach[before - 1] > span.start


class _Stream:
    """Words in one line, to find others in: behind those found last, else wherever they stand last."""

    def __init__(self, told: Sequence[Word]) -> None:
        self.words = told
        self._text = " " + "".join(f"{word.text} " for word in told)
        self._pairs = {(word.text, after.text) for word, after in pairwise(told)}
        self._starts: list[int] = []
        at = 0
        for word in told:
            self._starts.append(at)
            at += len(word.text) + 1
        self._behind = 0

    def find(self, said: str) -> Range | None:
        """The words' place in the source."""
        wanted = normal(said)
        if not wanted or not self._pairs.issuperset(pairwise(wanted)):
            return None  # the pairs spare a search of the whole scene for each action in the user's own words
        needle = f" {' '.join(wanted)} "
        at = self._text.find(needle, self._behind)
        at = self._text.rfind(needle) if at < 0 else at
        if at < 0:
            return None
        self._behind = max(self._behind, at + len(needle) - 1)
        first = bisect_left(self._starts, at)
        return self.words[first].start, self.words[first + len(wanted) - 1].end


def _matched(source: str, part: Sequence[Element], cards: Sequence[Card]) -> dict[str, Range]:
    """Where each card's words stand in its scene."""
    spoken, openings = _spoken(source, part)
    shown = [word for element in part if isinstance(element, Action) for word in words(element, source)]
    action, dialogue = _Stream(shown), _Stream(spoken)
    exact = [_exact(card, action, dialogue) for card in cards]
    told = [paraphrase.Told(place, card.action) for place, card in enumerate(cards) if _is_own(card, exact[place][0])]
    fixed = [(place, said) for place, (shown_at, lines) in enumerate(exact) for said in [*shown_at, *lines]]
    loose = paraphrase.match(told, shown, fixed) if told else {}
    found: dict[str, Range] = {}
    for place, (card, (shown_at, lines)) in enumerate(zip(cards, exact, strict=True)):
        ranges = [*shown_at, *((openings.get(start, start), end) for start, end in lines), *loose.get(place, [])]
        if ranges:
            found[card.code] = min(start for start, _ in ranges), max(end for _, end in ranges)
    return found


def _exact(card: Card, action: _Stream, dialogue: _Stream) -> tuple[list[Range], list[Range]]:
    """Where the card's action stands, and its lines, word for word."""
    shown = action.find(card.action)
    lines = (dialogue.find(speech.text) for speech in card.dialogue)
    return [shown] if shown else [], [said for said in lines if said]


def _is_own(card: Card, shown: Sequence[Range]) -> bool:
    """Whether an action may be in other words than the script's: a proposal copies or invents, it never rewords."""
    return not shown and card.origin is not Origin.PROPOSED


def _spoken(source: str, part: Sequence[Element]) -> tuple[list[Word], dict[int, int]]:
    """The words spoken, speeches kept apart, and where a speech begins with its cue by where its words begin."""
    told: list[Word] = []
    openings: dict[int, int] = {}
    for speech in _speeches(part):
        said = [word for element in speech if isinstance(element, _SPOKEN) for word in words(element, source)]
        if said:
            openings[said[0].start] = speech[0].span.start
            told += [*said, _apart(said[-1])]
    return told, openings


def _speeches(part: Sequence[Element]) -> Iterator[list[Element]]:
    speech: list[Element] = []
    for element in part:
        if isinstance(element, Character) and speech:
            yield speech
            speech = []
        if isinstance(element, (Character, *_SPOKEN)):
            speech.append(element)
    if speech:
        yield speech


def _apart(word: Word) -> Word:
    """What no words match: nobody's line goes on in another's mouth."""
    return Word("\n", word.end, word.end, True)
