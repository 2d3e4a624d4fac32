"""What a breakdown is made of: elements, each with the words that prove it, in scenes and boxes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from rushes.craft.breakdown.categories import Category
from rushes.craft.screenplay.elements import NOWHERE, Span


class How(StrEnum):
    """How an element came into the breakdown."""

    CUE = "cue"
    HEADING = "heading"
    NAME = "name"
    WORD = "word"
    HANDLED = "handled"
    DONE = "done"
    STATE = "state"
    LETTERING = "lettering"
    NOTE = "note"
    TAG = "tag"
    RULE = "rule"
    CARRIED = "carried"
    PERSON = "person"


@dataclass(frozen=True)
class Found:
    """
    One element of one scene.

    `scene` is the studio's code, S02. `span` covers the words of the source that prove it, the first time it is named;
    NOWHERE when no words do. `says` is those words, or the rule that implies it. `of` is the person whose it is, as
    far as the sentence tells: who wears, holds or suffers it. `sure` is how often such a find was right on the scripts
    it was measured on, roughly: 0.9 and above means that a person need not look.
    """

    category: Category
    name: str
    scene: str
    span: Span = NOWHERE
    how: How = How.WORD
    says: str = ""
    implied: bool = False
    of: str = field(default="", compare=False)
    sure: float = field(default=0.8, compare=False)

    @property
    def key(self) -> tuple[str, Category, str]:
        """What makes it the same element: scene, category and name, whatever the capitals."""
        return self.scene, self.category, self.name.casefold()


@dataclass(frozen=True)
class Needs:
    """Everything the scenes of a script need, in the order of scenes, categories and words."""

    scenes: tuple[str, ...]
    found: tuple[Found, ...]

    def of(self, scene: str, category: Category | None = None) -> list[Found]:
        """The elements of a scene, all or those of one category."""
        return [one for one in self._by_scene.get(scene, ()) if category in (None, one.category)]

    @cached_property
    def _by_scene(self) -> dict[str, list[Found]]:
        by_scene: dict[str, list[Found]] = {}
        for one in self.found:
            by_scene.setdefault(one.scene, []).append(one)
        return by_scene

    def names(self, scene: str, category: Category) -> list[str]:
        """What they are called."""
        return [one.name for one in self.of(scene, category)]


def sorted_once(scenes: Sequence[str], found: Iterable[Found]) -> tuple[Found, ...]:
    """Each element once, its first and surest proof kept, by scene, then category, then place in the script."""
    kept: dict[tuple[str, Category, str], Found] = {}
    for one in found:
        before = kept.setdefault(one.key, one)
        if before.implied and not one.implied:
            kept[one.key] = one
    order = {scene: index for index, scene in enumerate(scenes)}
    last = len(order)
    return tuple(
        sorted(
            kept.values(),
            key=lambda one: (order.get(one.scene, last), _BOXES[one.category], one.implied, one.span.start),
        )
    )


_BOXES = {category: index for index, category in enumerate(Category)}
