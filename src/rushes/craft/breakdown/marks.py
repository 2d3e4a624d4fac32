"""A person's marks on a breakdown: what they say wins over what is found, and holds when the script is read again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from rushes.craft.breakdown import categories
from rushes.craft.breakdown.categories import Category
from rushes.craft.breakdown.found import Found, How, Needs, sorted_once

_OBJECTS = (Category.PROPS, Category.SET_DRESSING)


class Act(StrEnum):
    """What a mark does."""

    ADD = "add"
    REMOVE = "remove"
    RENAME = "rename"


@dataclass(frozen=True)
class Mark:
    """
    A person's word on one element of a scene: it is there, it is not, or it is called otherwise.

    `becomes` is the new name of a renamed element; `wardrobe: cloak` puts it in another box as well, and `wardrobe:`
    does only that. An empty `scene` means every scene. `name` is what the breakdown calls it.
    """

    scene: str
    category: Category
    name: str
    action: Act = Act.ADD
    becomes: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[str, Category, str]:
        """What it is about; of two marks on the same element the later counts."""
        return self.scene, self.category, self.name.casefold()

    @property
    def order(self) -> tuple[str, ...]:
        """Where it stands in a sheet: by scene, category and name."""
        return self.scene, self.category, self.name, self.action, self.becomes, self.note

    @property
    def target(self) -> tuple[Category, str]:
        """The box and the name that a rename leads to."""
        box, colon, name = self.becomes.partition(":")
        if colon:
            try:
                return categories.category(box), name.strip() or self.name
            except ValueError:
                pass
        return self.category, self.becomes.strip() or self.name


def apply(needs: Needs, marks: Iterable[Mark]) -> Needs:
    """The breakdown as people have marked it; a mark on a scene that is not there does nothing."""
    by_key = {mark.key: mark for mark in marks}
    if not by_key:
        return needs
    kept = [changed for one in needs.found if (changed := _marked(one, by_key))]
    added = [
        Found(mark.category, mark.name, scene, how=How.PERSON, says=mark.note, sure=1.0)
        for mark in by_key.values()
        if mark.action is Act.ADD
        for scene in ([mark.scene] if mark.scene else needs.scenes)
        if scene in needs.scenes
    ]
    return Needs(needs.scenes, sorted_once(needs.scenes, (*kept, *added)))


def _marked(one: Found, by_key: dict[tuple[str, Category, str], Mark]) -> Found | None:
    """An element as the mark on it in its scene says, or the mark on it in every scene."""
    mark = _on(one, by_key)
    if mark is None:
        return one
    if mark.action is Act.REMOVE:
        return None
    if mark.action is Act.RENAME:
        category, said = mark.target
        return replace(one, category=category, name=said, sure=1.0)
    return replace(one, category=mark.category, implied=False, sure=1.0)


def _on(one: Found, by_key: dict[tuple[str, Category, str], Mark]) -> Mark | None:
    """
    The mark on an element, in whichever of the boxes for objects it is found.

    A thing that was set dressing is a prop as soon as a rewrite has somebody touch it: the mark still means it.
    """
    boxes = (one.category, *_OBJECTS) if one.category in _OBJECTS else (one.category,)
    keys = ((scene, box, one.name.casefold()) for scene in (one.scene, "") for box in boxes)
    return next((by_key[key] for key in keys if key in by_key), None)
