"""Alliances: who in a group belongs together, so that they are seen together once."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise

from rushes.craft.grammar.telling import Moment

_BESIDE = re.compile(
    r"\b(?:beside|next to|side by side|arm in arm|hand in hand|shoulder to shoulder|holds? (?:his|her|their) hand)\b",
    re.IGNORECASE,
)
OFTEN = 2


def allied(moments: Sequence[Moment]) -> tuple[tuple[str, str], ...]:
    """Pairs who are together by the script's words, else who both answer a third and never each other."""
    told = [moment.people for moment in moments if _BESIDE.search(moment.text) and len(moment.people) == 2]
    pairs = [(one, other) for one, other in dict.fromkeys(told)] or _by_talk(moments)
    return tuple(pairs)


def _by_talk(moments: Sequence[Moment]) -> list[tuple[str, str]]:
    voices = [moment.speaker for moment in moments if moment.lines and not moment.lines[0].unseen]
    answers = Counter(frozenset(pair) for pair in pairwise(voices) if pair[0] != pair[1])
    names = list(dict.fromkeys(voices))

    def against(one: str, other: str) -> bool:
        return any(
            min(answers[frozenset((one, third))], answers[frozenset((other, third))]) >= OFTEN
            for third in names
            if third not in (one, other)
        )

    apart = [(one, other) for one, other in combinations(names, 2) if not answers[frozenset((one, other))]]
    return [(one, other) for one, other in apart if against(one, other)]
