"""
Which sentences of a scene an action speaks of that was written in other words.

Rare words count more than frequent ones. Of all likely pairs of a card and a sentence those are kept that agree best
with each other when both go forward: the shots of a scene are in its order.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rushes.craft.grammar.words import listed
from rushes.craft.screenplay.wording import Word, normal

LIKELY = 0.34
MOST = 8
_FREQUENT = 40
_FIXED = 100.0
_ENDING = re.compile(r"(?<=...)(?:ing|ed|es|s|e)$")
_EMPTY = listed(
    """
    a an and are as at be but by for from has have he her hers him his i in into is it its no not of off on onto or
    out over she so than that the their them then there they this to under up was we who will with you your
    """
)
Range = tuple[int, int]


@dataclass(frozen=True)
class Told:
    """An action in the user's words, and the place of its card among those of the scene."""

    place: int
    action: str


@dataclass(frozen=True)
class _Pair:
    """A card's place, a part of the source, and how well they fit."""

    place: int
    where: Range
    weight: float


def match(told: Iterable[Told], shown: Sequence[Word], fixed: Iterable[tuple[int, Range]]) -> dict[int, list[Range]]:
    """
    The sentences that each action speaks of, by the place of its card.

    Args:
        told: actions in the user's words.
        shown: the words of the scene's action.
        fixed: cards by place whose words are known, with where they stand: the others go by them.
    """
    sentences = list(_sentences(shown))
    pairs = [_Pair(place, where, _FIXED) for place, where in fixed]
    pairs += _likely(told, sentences)
    found: dict[int, list[Range]] = defaultdict(list)
    for pair in _forward(pairs):
        if pair.weight < _FIXED:
            found[pair.place].append(pair.where)
    return dict(found)


def _sentences(shown: Sequence[Word]) -> Iterable[list[Word]]:
    sentence: list[Word] = []
    for word in shown:
        sentence.append(word)
        if word.stops:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _stems(words: Iterable[str]) -> set[str]:
    return {_ENDING.sub("", word) for word in words if word not in _EMPTY}


def _likely(told: Iterable[Told], sentences: Sequence[Sequence[Word]]) -> list[_Pair]:
    stems = [_stems(word.text for word in sentence) for sentence in sentences]
    holding: dict[str, list[int]] = defaultdict(list)
    for index, held in enumerate(stems):
        for stem in held:
            holding[stem].append(index)
    pairs: list[_Pair] = []
    for one in told:
        mine = _stems(normal(one.action))
        fits = {index: weight for index, weight in _weights(mine, holding).items() if _fits(mine, stems[index])}
        for index, weight in Counter(fits).most_common(MOST):
            pairs.append(_Pair(one.place, (sentences[index][0].start, sentences[index][-1].end), weight))
    return pairs


def _weights(mine: set[str], holding: dict[str, list[int]]) -> dict[int, float]:
    """What each sentence shares with an action; words in very many sentences say nothing."""
    weights: dict[int, float] = defaultdict(float)
    for stem in sorted(mine):
        sentences = holding.get(stem, [])
        if len(sentences) <= _FREQUENT:
            for index in sentences:
                weights[index] += len(sentences) ** -0.5
    return weights


def _fits(mine: set[str], theirs: set[str]) -> bool:
    shared = len(mine & theirs)
    return shared >= min(2, len(theirs)) and shared >= LIKELY * min(len(mine), len(theirs))


def _forward(pairs: Iterable[_Pair]) -> list[_Pair]:
    """The heaviest chain of pairs in which the source goes forward and the cards do not go back."""
    ordered = sorted(pairs, key=lambda pair: (pair.where, -pair.place))
    places = sorted({pair.place for pair in ordered})
    rank = {place: number for number, place in enumerate(places, start=1)}
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(places) + 1)
    before: list[int] = []
    for index, pair in enumerate(ordered):
        weight, last = _best(best, rank[pair.place])
        before.append(last)
        _raise(best, rank[pair.place], (weight + pair.weight, index))
    chain: list[_Pair] = []
    at = _best(best, len(places))[1]
    while at >= 0:
        chain.append(ordered[at])
        at = before[at]
    return chain[::-1]


def _best(best: Sequence[tuple[float, int]], rank: int) -> tuple[float, int]:
    """The heaviest chain that ends with a card of at most this rank; a Fenwick tree of maxima."""
    found = best[0]
    while rank > 0:
        found = max(found, best[rank])
        rank -= rank & -rank
    return found


def _raise(best: list[tuple[float, int]], rank: int, chain: tuple[float, int]) -> None:
    while rank < len(best):
        best[rank] = max(best[rank], chain)
        rank += rank & -rank
