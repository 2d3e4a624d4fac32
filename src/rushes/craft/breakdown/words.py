"""A paragraph as words: what stands where, which word is a thing in its sentence, and what is only compared with."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from rushes.craft.breakdown.lexicon import Entry, Phrases, listed

_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*|&|[.!?…:;,—–()\"“”]|-{1,3}")
FAR = 60
"""How many words away something may still belong to the same sentence."""
ENDS = frozenset(".!?…")
STOPS = ENDS | frozenset(':;,—–()"“”') | {"-", "--", "---"}
ARTICLES = listed(
    """
    a an the his her their its my your our this that these those some any each every another one two three four five
    six seven eight nine ten eleven twelve dozen twenty thirty forty fifty hundred several many few both all last
    first second third other
    """
)
LINKS = listed(
    """
    in with of on by under over through from into for at behind beside beneath between among against across along
    around above below near inside past upon before after until during within toward towards about onto off and or
    but nor than without like as
    """
)
NOT_NOUNS = listed(
    """
    he she they it him them who we i you us me is are was were be been being has have had do does did will would can
    could may might must to not then there here when while where if so just now still again away back down up out
    only never always it's he's she's they're
    """
)
NO = listed("no without neither nor not never")
MATERIALS = listed(
    """
    steel iron brass copper silver gold golden tin wooden wood glass plastic paper leather rubber stone marble
    concrete cardboard velvet silk wool woollen cotton denim straw ceramic china crystal bronze chrome canvas lace
    fur wicker clay porcelain metal
    """
)
COLOURS = listed(
    """
    red orange yellow green blue purple violet pink brown black white grey gray beige cream crimson scarlet
    turquoise dark pale bright heavy thick thin light cold warm hot wet dry old new big small huge little tall long
    short fresh dense soft loud distant sudden torn broken loose empty full dead
    """
)


_NOT_DESCRIBING = NOT_NOUNS | STOPS | LINKS


@dataclass(frozen=True)
class Match:
    """A word or phrase of a lexicon, from word `at` up to and not including word `end`."""

    at: int
    end: int
    entry: Entry


@dataclass
class Words:
    """
    The words and marks of a text: `small` in small letters, with where each starts and ends.

    `figures` are the words that stand in a comparison: like a whale, as wide as a car.
    """

    text: str
    small: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    figures: frozenset[int] = frozenset()

    def said(self, at: int) -> str:
        """A word as written."""
        return self.text[self.starts[at] : self.ends[at]]

    def before(self, at: int) -> str:
        """The word before, in small letters; a full stop before the first."""
        return self.small[at - 1] if at > 0 else "."

    def after(self, at: int) -> str:
        """The word after, in small letters; a full stop after the last."""
        return self.small[at + 1] if at + 1 < len(self.small) else "."

    def opening(self, at: int) -> int:
        """The first word of the sentence that a word stands in."""
        return self._openings[at]

    def closing(self, at: int) -> int:
        """The mark that ends the sentence; one past the last word considered, where none comes soon."""
        last = min(at + FAR, len(self.small))
        return next((place for place in range(at, last) if self.small[place] in ENDS), last)

    @cached_property
    def _openings(self) -> list[int]:
        first, found = 0, []
        for at, word in enumerate(self.small):
            found.append(first)
            if word in ENDS:
                first = at + 1
        return found


def read(text: str) -> Words:
    """The words of a text."""
    words = Words(text)
    for match in _WORD.finditer(text):
        words.small.append(match[0].casefold().replace("’", "'"))
        words.starts.append(match.start())
        words.ends.append(match.end())
    if "like" in words.small or "as" in words.small:
        words.figures = frozenset(_figures(words.small))
    return words


def _figures(small: list[str]) -> list[int]:
    """What stands after `like a` or in `as ... as`, up to the next mark."""
    found: list[int] = []
    inside = False
    for at, word in enumerate(small):
        if word in STOPS:
            inside = False
        elif word == "like" or (word == "as" and _compares(small, at)):
            inside = True
        if inside:
            found.append(at)
    return found


def _compares(small: list[str], at: int) -> bool:
    after = small[at + 1 : at + 4]
    return bool(after) and (after[0] in {"if", "though", "one"} or "as" in after[1:])


def matches(words: Words, table: dict[str, Phrases]) -> list[Match]:
    """Every word or phrase of a table in a text, the longest where several begin at one word, none inside another."""
    found: list[Match] = []
    free = 0
    for at, word in enumerate(words.small):
        phrases = table.get(word) or (table.get(word[:-2]) if word.endswith("'s") else None)
        if phrases is None or at < free:
            continue
        for tail, entry in phrases:
            if not tail or tuple(words.small[at + 1 : at + 1 + len(tail)]) == tail:
                free = at + 1 + len(tail)
                found.append(Match(at, free, entry))
                break
    return found


def is_thing(words: Words, at: int, end: int) -> bool:
    """Whether it is a thing in its sentence, as `fly` is in `a fly` and in `Flies.`, not in `they fly`."""
    if has_article(words, at):
        return True
    before, after = words.before(at), words.after(end - 1)
    if before in ENDS and after.endswith("s") and after not in NOT_NOUNS | LINKS:
        return not words.small[end - 1].endswith("s")
    if after in STOPS and at > 1 and words.small[at - 2] in STOPS and before not in _NOT_DESCRIBING:
        return not words.small[end - 1].endswith("s")
    if before in STOPS or before in COLOURS or before in MATERIALS:
        return after in STOPS or after in LINKS or (before not in STOPS and before not in NOT_NOUNS)
    return before in LINKS and before not in {"and", "or", "but"}


def has_article(words: Words, at: int) -> bool:
    """Whether an article, a number or an owner stands before it, with at most three words between that describe it."""
    for back in range(1, 5):
        word = words.small[at - back] if at >= back else "."
        if word in ARTICLES or word.endswith("'s") or word.isdigit():
            return True
        if word in STOPS or word in LINKS or word in NOT_NOUNS or (word.endswith("s") and back == 1):
            return False
    return False


def is_denied(words: Words, at: int) -> bool:
    """Whether the sentence says that it is not there: no hat, without a hat."""
    for back in range(at - 1, max(-1, at - 4), -1):
        if words.small[back] in STOPS:
            return False
        if words.small[back] in NO:
            return True
    return False
