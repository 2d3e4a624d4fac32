"""Alliances: who in a group belongs together, so that they are seen together once."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from rushes.craft.grammar import words
from rushes.craft.grammar.telling import Moment

_BESIDE = re.compile(
    r"\b(?:beside|next to|side by side|arm in arm|hand in hand|shoulder to shoulder|holds? (?:his|her|their) hand)\b",
    re.IGNORECASE,
)
OFTEN = 2


def allied(moments: Sequence[Moment]) -> tuple[tuple[str, str], ...]:
    """Pairs who are together by the script's words, else who both answer a third and never each other."""
    return tuple(dict.fromkeys(_told(moments))) or tuple(_by_talk(moments))


def _told(moments: Sequence[Moment]) -> Iterator[tuple[str, str]]:
    """The pairs of whom a sentence says that they are side by side; a pronoun in it is one of its moment's two."""
    for moment in moments:
        for sentence in filter(_BESIDE.search, words.SENTENCE.split(moment.text)):
            named = [name for name in moment.people if name.casefold() in sentence.casefold()]
            pair = named if len(named) > 1 else moment.people
            if len(pair) == 2:
                yield pair[0], pair[1]


def _by_talk(moments: Sequence[Moment]) -> list[tuple[str, str]]:
    voices = [moment.speaker for moment in moments if moment.lines and not moment.lines[0].unseen]
    answers = Counter(frozenset(pair) for pair in pairwise(voices) if pair[0] != pair[1])
    names = [name for name, lines in Counter(voices).items() if lines >= OFTEN]

    def against(one: str, other: str) -> bool:
        return any(
            min(answers[frozenset((one, third))], answers[frozenset((other, third))]) >= OFTEN
            for third in names
            if third not in (one, other)
        )

    apart = [(one, other) for one, other in combinations(names, 2) if not answers[frozenset((one, other))]]
    return [(one, other) for one, other in apart if against(one, other)]
