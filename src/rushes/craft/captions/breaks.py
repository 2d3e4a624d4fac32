"""Where a sentence may be broken: rows and captions chosen together, by the least penalty over all of them."""

import re
from collections.abc import Iterator

_ENDS = re.compile(r"[.!?…:;—][\"'”’)\]]*$|--$")
_PAUSES = re.compile(r"[,–][\"'”’)\]]*$")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words("mr. mrs. ms. dr. st. prof. sgt. capt. lt.")
HOLDS = {
    20: _words("a an the my your his her its our their this that these those no every each some any"),
    14: _words("i you he she it we they who i'm you're he's she's it's we're they're i'll you'll i've"),
    12: _words(
        "at by for from in into of off on onto out over through to toward under up with without and but or nor so "
        "because if when while as than that's where which"
    ),
    10: _words(
        "am is are was were be been being do does did have has had will would can could shall should may might must "
        "not don't doesn't didn't isn't aren't wasn't won't can't couldn't wouldn't shouldn't never"
    ),
}
CONJUNCTIONS = _words(
    "and but or nor so because if when while as than though although until unless that which who where"
)
PREPOSITIONS = _words(
    "at by for from in into of off on onto out over through to toward under up with without before after behind "
    "between against across along around about"
)
ROW, CAPTION, PLAIN, RAGGED = 3.0, 8.0, 6.0, 4.0
Plan = dict[tuple[int, int], tuple[float, int, bool]]


def pieces(text: str, width: int, rows: int) -> list[list[str]]:
    """
    The text as captions of at most `rows` rows of at most `width` characters; no word is lost.

    A word longer than a row is cut where the row ends.
    """
    words = [part for word in text.split() for part in _fitting(word, width)]
    if not words:
        return []
    ends = _plan(tuple(words), width, rows)
    captions: list[list[str]] = []
    start = 0
    for end, fresh in ends:
        row = " ".join(words[start:end])
        if fresh:
            captions.append([row])
        else:
            captions[-1].append(row)
        start = end
    return captions


def _fitting(word: str, width: int) -> list[str]:
    return [word[at : at + width] for at in range(0, len(word), width)]


def _plan(words: tuple[str, ...], width: int, rows: int) -> list[tuple[int, bool]]:
    """The end of every row, with whether it begins a caption: the cheapest way through all words, from the back."""
    best: Plan = {}
    for start in reversed(range(len(words))):
        for used in range(1, rows + 1) if start else (0,):
            best[start, used] = min(_choices(words, start, used, width, rows, best))
    plan: list[tuple[int, bool]] = []
    start = used = 0
    while start < len(words):
        _, start, fresh = best[start, used]
        used = 1 if fresh else used + 1
        plan.append((start, fresh))
    return plan


def _choices(
    words: tuple[str, ...], start: int, used: int, width: int, rows: int, best: Plan
) -> Iterator[tuple[float, int, bool]]:
    """Every row that can begin at a word, as a new caption or the next row of one, with what it costs to the end."""
    broken = penalty(words, start) if start else 0.0
    for fresh in (True,) if used in {0, rows} else (True, False):
        entry = (CAPTION + 2 * broken if fresh else broken) if start else 0.0
        length = -1
        for end in range(start + 1, len(words) + 1):
            length += 1 + len(words[end - 1])
            if length > width:
                break
            rest = best[end, 1 if fresh else used + 1][0] if end < len(words) else 0.0
            yield entry + ROW + RAGGED * (1 - length / width) ** 2 + rest, end, fresh


def penalty(words: tuple[str, ...], at: int) -> float:
    """How much a break before a word hurts: nothing after a sentence, much between an article and its noun."""
    before, after = words[at - 1], words[at]
    if before.casefold() in TITLES:
        return 20
    if _ENDS.search(before):
        return 0
    if _PAUSES.search(before):
        return 1
    held = next((cost for cost, set_ in HOLDS.items() if before.casefold() in set_), 0)
    if held:
        return held
    if _is_name(words, at - 1) and after[:1].isupper():
        return 16
    bare = after.casefold()
    return 2 if bare in CONJUNCTIONS else 3 if bare in PREPOSITIONS else PLAIN


def _is_name(words: tuple[str, ...], at: int) -> bool:
    """A capital that no sentence begins with."""
    return words[at][:1].isupper() and at > 0 and not _ENDS.search(words[at - 1]) and words[at] != "I"
