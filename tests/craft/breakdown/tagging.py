"""
Scripts tagged by hand, and how far the first pass agrees with them.

A find agrees with a tag of the same scene and category when the words of one are among the words of the other, plurals
and verb endings aside: `cassette` and `clear cassette`, `siren howl` and `siren`. Each tag is agreed with once. What
follows from the heading alone (set, time, story day) is left out of the sums: it would only make them look better.
Words and rules were tuned on the scripts of `TUNED` only; `glass-rose` and `ward-nine` are by other hands and were
tagged before anything was run on them.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rushes.craft.breakdown.categories import FACTS, Category, category
from rushes.craft.breakdown.found import Found, Needs

FOLDER = Path(__file__).parent / "tagged"
EXAMPLES = Path(__file__).parents[3] / "examples"
SCRIPTS = {
    "side-b": EXAMPLES / "side-b" / "script.fountain",
    "the-last-lobster": EXAMPLES / "scripts" / "the-last-lobster.fountain",
    "low-water": EXAMPLES / "scripts" / "low-water.fountain",
    "glass-rose": EXAMPLES / "scripts" / "glass-rose.fountain",
    "ward-nine": EXAMPLES / "scripts" / "ward-nine.fountain",
}
TUNED = ("side-b", "the-last-lobster")
HELD_OUT = ("low-water", "glass-rose", "ward-nine")
_SKIPPED = {"the", "a", "an", "of", "and", "to", "by"}

Tag = tuple[str, Category, str]


@dataclass(frozen=True)
class Score:
    """How many finds are right, wrong and missing."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.wrong + other.wrong, self.missing + other.missing)

    @property
    def precision(self) -> float:
        """The share of finds that are right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of tags that were found."""
        return self.right / (self.right + self.missing) if self.right + self.missing else 1.0


def tags(name: str) -> list[Tag]:
    """The tags of a script, as a person set them."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [(row["scene"], category(row["category"]), row["element"]) for row in csv.DictReader(file)]


def compared(wanted: Iterable[Tag], needs: Needs) -> tuple[list[Found], list[Tag], list[tuple[Found, Tag]]]:
    """What was found and is not tagged, what is tagged and was not found, and what agrees."""
    left = list(wanted)
    wrong: list[Found] = []
    agreed: list[tuple[Found, Tag]] = []
    for one in needs.found:
        near = [tag for tag in left if (tag[0], tag[1]) == (one.scene, one.category) and _agree(tag[2], one.name)]
        if near:
            best = min(near, key=lambda tag: len(_words(tag[2]) ^ _words(one.name)))
            left.remove(best)
            agreed.append((one, best))
        else:
            wrong.append(one)
    return wrong, left, agreed


def scores(wanted: Iterable[Tag], needs: Needs) -> dict[Category, Score]:
    """The score of each category that is tagged or found."""
    wrong, missing, agreed = compared(wanted, needs)
    found: dict[Category, Score] = {}
    for category_, score in (
        *((one.category, Score(wrong=1)) for one in wrong),
        *((tag[1], Score(missing=1)) for tag in missing),
        *((one.category, Score(right=1)) for one, _ in agreed),
    ):
        found[category_] = found.get(category_, Score()) + score
    return found


def in_all(by_category: dict[Category, Score]) -> Score:
    """The sum of what is in the scenes, without what their headings say."""
    return sum((score for category_, score in by_category.items() if category_ not in FACTS), Score())


def _agree(tag: str, name: str) -> bool:
    wanted, found = _words(tag), _words(name)
    return bool(wanted and found) and (wanted <= found or found <= wanted)


def _words(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in re.findall(r"[^\W_]+", text.casefold()) if word not in _SKIPPED)


def _stem(word: str) -> str:
    if word.endswith(("ss", "sses")):
        return word.removesuffix("es")
    for ending in ("ing", "ies", "es", "s", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)].rstrip("e")
    return word.rstrip("e")
