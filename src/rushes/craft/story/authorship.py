"""
Which words of a text are whose, after a model's draft was kept and people went on writing.

Each sentence is held against the likest sentences of the text before and of the draft, wherever they stood. In one that
is liker to the draft, three words in a row that the draft has are the model's; every other word is a person's. A few
common words in a row prove nothing, so a sentence must come from the draft for two fifths at least. Time grows with the
number of words, not with its square.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

LONGEST_WORDS = 200
LIKEST = 3
COMMON = 40
FEWEST_WORDS = 3
LEAST_SHARE = 0.4
_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]+[\"'”’)]*|[^.!?\n]+")
_WORD = re.compile(r"\S+")


class Author(StrEnum):
    """Who wrote a word."""

    PERSON = "person"
    MODEL = "model"


@dataclass(frozen=True)
class Run:
    """Characters `start` up to and not including `end` of a text, all by one author."""

    author: Author
    start: int
    end: int


@dataclass(frozen=True)
class _Sentence:
    """The words of a sentence, and where each begins."""

    words: tuple[str, ...]
    places: tuple[int, ...]


def authorship(text_before: str, text_after: str, draft_text: str) -> list[Run]:
    """
    Who wrote what of a text as it is now, in runs that cover it whole.

    Args:
        text_before: the text before the draft was kept.
        text_after: the text as it is now.
        draft_text: the draft as the model gave it.
    """
    persons, models = _Source(text_before), _Source(draft_text)
    written = [
        (place, Author.MODEL if by_model else Author.PERSON)
        for sentence in _sentences(text_after)
        for place, by_model in zip(sentence.places, _by_model(sentence, persons, models), strict=True)
    ]
    return list(_runs(written, len(text_after)))


class _Source:
    """A text as sentences that can be found again by any two words in a row."""

    def __init__(self, text: str) -> None:
        self._sentences = [sentence.words for sentence in _sentences(text)]
        self._whole = set(self._sentences)
        self._index: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, said in enumerate(self._sentences):
            for pair in set(pairwise(said)):
                if len(self._index[pair]) < COMMON:
                    self._index[pair].append(number)

    def has(self, said: tuple[str, ...]) -> list[bool]:
        """Which words of a sentence come from here: all where it stands here, else runs of words it shares."""
        if said in self._whole:
            return [True] * len(said)
        found = [False] * len(said)
        for known in self._likest(said):
            for block in SequenceMatcher(None, known, said, autojunk=False).get_matching_blocks():
                if block.size >= FEWEST_WORDS:
                    found[block.b : block.b + block.size] = [True] * block.size
        return found

    def _likest(self, said: tuple[str, ...]) -> list[tuple[str, ...]]:
        votes = Counter(number for pair in set(pairwise(said)) for number in self._index.get(pair, ()))
        return [self._sentences[number] for number, _ in votes.most_common(LIKEST)]


def _by_model(sentence: _Sentence, persons: _Source, models: _Source) -> list[bool]:
    theirs, ours = persons.has(sentence.words), models.has(sentence.words)
    liker = sum(ours) > sum(theirs) and sum(ours) >= LEAST_SHARE * len(ours)
    return ours if liker else [False] * len(ours)


def _sentences(text: str) -> Iterator[_Sentence]:
    """The sentences of a text; one that does not end is cut, so that comparing two stays quick."""
    for found in _SENTENCE.finditer(text):
        said = list(_WORD.finditer(text, found.start(), found.end()))
        for first in range(0, len(said), LONGEST_WORDS):
            part = said[first : first + LONGEST_WORDS]
            yield _Sentence(tuple(word[0] for word in part), tuple(word.start() for word in part))


def _runs(written: list[tuple[int, Author]], length: int) -> Iterator[Run]:
    """Words as runs; white space goes with the words before it."""
    start, author = 0, written[0][1] if written else Author.PERSON
    for place, who in written:
        if who is not author:
            yield Run(author, start, place)
            start, author = place, who
    if length:
        yield Run(author, start, length)
