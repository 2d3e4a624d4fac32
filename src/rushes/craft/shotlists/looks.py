"""
How people write sizes, framings, angles and moves, in the closed words of a card.

A cell is read word by word, the longest phrase first: `Med CU, OTS - slow push in` is four things. What no
phrase covers is given back as it stood, in its order, so that nothing is lost.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from rushes.craft.cards.vocabulary import Movement, Steadiness
from rushes.craft.shotlists.lexicon import LONGEST, PHRASES, Meaning

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL = frozenset(
    {"shot", "angle", "camera", "and", "with", "a", "the", "of", "on", "to", "at", "level", "move", "view"}
)


@dataclass
class Look:
    """What a cell says, by field of the card; `rest` is what was not understood, or would say a field twice."""

    said: dict[str, str] = field(default_factory=dict)
    rest: str = ""


def read(text: str) -> Look:
    """Everything a cell says of how a shot is seen."""
    words = list(_WORD.finditer(text))
    bare = [_bare(word[0]) for word in words]
    look, left, at = Look(), list[str](), 0
    while at < len(words):
        longest = range(min(LONGEST, len(words) - at), 0, -1)
        length = next((size for size in longest if tuple(bare[at : at + size]) in PHRASES), 0)
        if length == 0 or not _take(look.said, PHRASES[tuple(bare[at : at + length])]):
            left.append(text[words[at].start() : words[at + max(length, 1) - 1].end()])
        at += max(length, 1)
    if any(_bare(word) not in _SMALL for word in left):
        look.rest = " ".join(left)
    return look


def _take(said: dict[str, str], meaning: Meaning) -> bool:
    """Take what a phrase means, unless the cell said otherwise before; how the camera is carried goes with any move."""
    fresh = dict(meaning)
    before, now = said.get("primary"), fresh.get("primary")
    if before and now and before != now and Movement.HANDHELD in {before, now}:
        said |= {"primary": before if now == Movement.HANDHELD else now, "steadiness": Steadiness.HANDHELD}
        fresh = {name: value for name, value in fresh.items() if name not in said}
    if any(said.get(name, value) != value for name, value in fresh.items()):
        return False
    said |= fresh
    return True


def _bare(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word.lower().replace("ß", "ss"))
    return "".join(char for char in folded if not unicodedata.combining(char)).replace("’", "'")
