"""
What becomes of the words a shot covers when the script changes: kept, stale or lost.

A link remembers the words that its card was planned for. Words that only moved are kept. Where the script's notes name
the shots, the notes say where a shot's words are now; elsewhere they are followed from the revision before, element by
element and word by word.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Origin
from rushes.craft.grammar import linking
from rushes.craft.screenplay import revisions, shots
from rushes.craft.screenplay.alignment import align
from rushes.craft.screenplay.elements import NOWHERE, Element, Screenplay, Span
from rushes.craft.screenplay.lines import Ruler
from rushes.craft.screenplay.revisions import Kind
from rushes.craft.screenplay.wording import Word, normal, told, words

_MOST_SAID = 3
_MOST_WORDS = 12


class State(StrEnum):
    """What became of a shot's words since its card was planned."""

    KEPT = "kept"
    STALE = "stale"
    LOST = "lost"


@dataclass(frozen=True)
class Link:
    """
    The words a shot covers: where they stand now, and as they were when its card was planned.

    Lost words have an empty span at the script's beginning.
    """

    span: Span
    text: str
    state: State = State.KEPT
    says: str = ""


@dataclass(frozen=True)
class _Fate:
    """An element as it was, and as it is in a scene now."""

    was: Element
    now: Element
    scene: str


def linked(screenplay: Screenplay, cards: Iterable[Card]) -> dict[str, Link]:
    """The links of cards that are planned for this script."""
    spans = linking.spans(screenplay, cards)
    return {code: Link(spans[code], text) for code, text in told(screenplay, spans).items()}


def followed(
    links: Mapping[str, Link],
    before: Screenplay,
    after: Screenplay,
    cards: Sequence[Card],
    replanned: Collection[str] = (),
) -> dict[str, Link]:
    """
    The links of cards after the script changed.

    Args:
        links: what each shot covered before, by its code.
        before: the script that their spans are of.
        after: the script now.
        cards: the plan now.
        replanned: shots whose card changed too: a person's own card is then planned for the words as they are now; a
            proposal follows the script by itself, so what changed is still told.
    """
    fresh = linked(after, cards)
    anew = {card.code for card in cards if card.code in replanned and card.origin is not Origin.PROPOSED}
    spans = _now(links, before, after, fresh, cards)
    texts = told(after, spans)
    coming: dict[str, Link] = {}
    for card in cards:
        link = links.get(card.code)
        if link is None or (card.code in anew and card.code in fresh):
            coming |= {card.code: fresh[card.code]} if card.code in fresh else {}
        elif card.code not in anew:
            coming[card.code] = _compared(link, spans.get(card.code), texts.get(card.code, ""))
    return coming


def _now(
    links: Mapping[str, Link], before: Screenplay, after: Screenplay, fresh: Mapping[str, Link], cards: Iterable[Card]
) -> dict[str, Span]:
    """Where the words of each link stand now, as far as they can be found."""
    noted, trail = shots.shot_spans(after), _Trail(before, after)
    spans: dict[str, Span] = {}
    for card in cards:
        link = links.get(card.code)
        led = trail.follow(link.span) if link and link.state is not State.LOST else None
        said = fresh[card.code].span if card.code in fresh else None
        found = noted.get(card.code) or (said or led if card.origin is Origin.PROPOSED else led or said)
        if found:
            spans[card.code] = found
    return spans


def _compared(link: Link, span: Span | None, text: str) -> Link:
    if span is None:
        return Link(NOWHERE, link.text, State.LOST, f"its words are gone: {_quoted(link.text.split())}")
    if text.split() == link.text.split():
        return Link(span, link.text)
    if not set(normal(text)) & set(normal(link.text)):
        return Link(span, link.text, State.LOST, f"its words are gone: {_quoted(link.text.split())}")
    return Link(span, link.text, State.STALE, _said(link.text, text))


def _said(before: str, after: str) -> str:
    """What changed, in a sentence: `"Does it" became "Will it"; "now" is new`."""
    told = list(_changes(revisions.reworded(before, after)))
    more = len(told) - _MOST_SAID
    return "; ".join([*told[:_MOST_SAID], *([f"and {more} more"] if more > 0 else [])])


def _changes(runs: Sequence[revisions.Words]) -> Iterator[str]:
    gone = ""
    for run in [*runs, revisions.Words(Kind.KEPT, "")]:
        if run.kind is Kind.REMOVED:
            gone = _quoted(run.text.split())
        elif run.kind is Kind.ADDED:
            yield f"{gone} became {_quoted(run.text.split())}" if gone else f"{_quoted(run.text.split())} is new"
            gone = ""
        elif gone:
            yield f"{gone} is gone"
            gone = ""


def _quoted(said: Sequence[str]) -> str:
    kept = " ".join(said[:_MOST_WORDS])
    return f'"{kept} ..."' if len(said) > _MOST_WORDS else f'"{kept}"'


class _Trail:
    """Follows spans of one revision into the next."""

    def __init__(self, before: Screenplay, after: Screenplay) -> None:
        self._before, self._after = before, after
        self._ruler = Ruler(after.source)
        was = {element.span: element for element in before.elements}
        now = {element.span: element for element in after.elements}
        self._fates = [
            _Fate(was[change.before.span], now[change.after.span], change.after.scene)
            for change in revisions.compare(before, after)
            if change.before and change.after and change.before.span in was and change.after.span in now
        ]
        self._fates.sort(key=lambda fate: fate.was.span)
        self._starts = [fate.was.span.start for fate in self._fates]

    def follow(self, span: Span) -> Span | None:
        """Where the words of a span are now; where they went apart, in the scene that has most of them."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        inside = self._fates[first : bisect_left(self._starts, span.end)]
        scenes: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for fate in inside:
            if part := self._part(fate, span):
                scenes[fate.scene].append(part)
        if not scenes:
            return None
        parts = max(scenes.values(), key=lambda found: sum(end - start for start, end in found))
        return self._ruler.span(min(start for start, _ in parts), max(end for _, end in parts))

    def _part(self, fate: _Fate, span: Span) -> tuple[int, int] | None:
        """Where the part of an element that lies in a span is now."""
        if fate.was.span.end <= span.start:
            return None
        if span.start <= fate.was.span.start and fate.was.span.end <= span.end:
            return fate.now.span.start, fate.now.span.end
        old, new = words(fate.was, self._before.source), words(fate.now, self._after.source)
        within = [place for place, word in enumerate(old) if span.start <= word.start and word.end <= span.end]
        return _between(old, new, within[0], within[-1]) if within else None


def _between(old: Sequence[Word], new: Sequence[Word], first: int, last: int) -> tuple[int, int] | None:
    """What stands between the words that stayed around some words; nothing when none of these stayed."""
    pairs = align([word.text for word in old], [word.text for word in new])
    if not any(first <= place <= last for place, _ in pairs):
        return None
    start = max((now + 1 for place, now in pairs if place < first), default=0)
    end = min((now - 1 for place, now in pairs if place > last), default=len(new) - 1)
    return (new[start].start, new[end].end) if start <= end else None
