"""What must not be seen: as nouns for a field of its own, or turned into what shall be seen instead."""

import re

from rushes.craft.prompting.page import Page
from rushes.craft.prompting.sentences import joined, listed, sentence
from rushes.kernel import ids

_NO = re.compile(r"^(?:no|not|without|never|avoid|don't show)\s+(?:any\s+|an?\s+)?", re.IGNORECASE)
_STATEMENT = re.compile(r"\b(?:not|never|cannot|but|except)\b", re.IGNORECASE)
_KEPT = re.compile(r"^(.*?)\s+(?:may|must|can) ?not change$", re.IGNORECASE)
_WRITING = re.compile(
    r"\b(?:text|words?|writing|lettering|letters|signs?|logos?|brands?|captions?|print)\b", re.IGNORECASE
)
_PEOPLE = re.compile(r"^(?:extra |other |more )?(?:people|persons?|crowds?|bystanders|extras|figures)$", re.IGNORECASE)
_HANDS = re.compile(
    r"^(?:an? )?(?:extra|second|third|other|more)\b.*\b(?:hands?|limbs?|fingers?|arms?)$", re.IGNORECASE
)
_SECOND = re.compile(r"^(?:an? )?second (.+)$", re.IGNORECASE)
_STILLNESS = re.compile(r"\bcamera (?:movements?|moves|shakes?|drifts?)\b", re.IGNORECASE)
_BLANK = "Signs, labels and surfaces are blank."
_ONLY_WRITING = "The only writing is what is described."


def nouns(page: Page) -> list[str]:
    """Everything the card and its assets rule out, as nouns without a `no`; what is a statement is left to the text."""
    return [entry for entry in _entries(page) if not _STATEMENT.search(entry)]


def statements(page: Page) -> str:
    """What is ruled out by a whole statement: `the skyline may not change` becomes `The skyline stays the same.`"""
    return joined(dict.fromkeys(_stated(entry) for entry in _entries(page) if _STATEMENT.search(entry)))


def positive(page: Page) -> str:
    """What shall be seen instead; what cannot be turned round is named once, as what the frame is free of."""
    turned: dict[str, None] = {}
    rest: list[str] = []
    for entry in nouns(page):
        said = _turned(page, entry)
        if said:
            turned[said] = None
        elif entry.lower() != "music":
            rest.append(entry)
    stated = statements(page)
    if _ONLY_WRITING in {*turned, stated}:
        turned.pop(_BLANK, None)
    free = sentence(f"the frame stays free of {listed(rest)}") if rest else ""
    return joined((*dict.fromkeys((*turned, stated)), free))


def _entries(page: Page) -> list[str]:
    own = [text for name in page.card.assets if (asset := page.asset(name)) for text in asset.negatives.split(";")]
    entries = [_bare(page.said(_uncoded(entry))) for entry in (*page.card.negatives, *own)]
    return list(dict.fromkeys(entry for entry in entries if entry and entry.lower() != "none"))


def _uncoded(entry: str) -> str:
    """Without the clause that names another shot of the film: a model knows only this one."""
    return ",".join(clause for clause in entry.split(",") if not ids.SHOT.search(clause))


def _bare(entry: str) -> str:
    return _NO.sub("", entry.strip().rstrip("."))


def _stated(entry: str) -> str:
    if _WRITING.search(entry):
        return _ONLY_WRITING
    kept = _KEPT.match(entry)
    return sentence(f"{kept[1]} stays the same" if kept else entry)


def _turned(page: Page, entry: str) -> str:
    if _WRITING.search(entry):
        return _ONLY_WRITING if re.search(r"\bother\b", entry, re.IGNORECASE) else _BLANK
    if _PEOPLE.match(entry):
        return "Only the people named are in the frame." if page.people else "The place is empty of people."
    if _HANDS.match(entry):
        return "Only the hands described are in the frame."
    if second := _SECOND.match(entry):
        return sentence(f"one {second[1]} throughout")
    return "The camera stays still." if _STILLNESS.search(entry) else ""
