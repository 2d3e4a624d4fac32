"""Final Draft's tags as elements of a breakdown, and the reverse."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from rushes.craft.breakdown import categories
from rushes.craft.breakdown.categories import Category
from rushes.craft.breakdown.found import Found, How, Needs, sorted_once
from rushes.craft.screenplay.breakdown import Scene
from rushes.craft.screenplay.finaldraft import Tag


def from_tags(tags: Iterable[Tag], scenes: Sequence[Scene]) -> list[Found]:
    """
    What somebody tagged in a script, in the scene whose words carry the tag.

    A category that is not Final Draft's by default, and that no other name is known for, is miscellaneous, and what
    it was called stands before the element.
    """
    starts = [scene.elements[0].span.start for scene in scenes]
    return [_found(tag, scenes[max(0, bisect_right(starts, tag.span.start) - 1)]) for tag in tags] if scenes else []


def with_tags(needs: Needs, tagged: Iterable[Found]) -> Needs:
    """A breakdown with what somebody tagged; a tag is a person's word, so it stands before what is found."""
    listed = list(tagged)
    return Needs(needs.scenes, sorted_once(needs.scenes, (*listed, *needs.found))) if listed else needs


def to_tags(needs: Needs) -> list[Tag]:
    """
    The elements as tags: those of Final Draft's categories that have words of their own in the script.

    What is implied or only added by a person has none, and is not in the file.
    """
    return [
        Tag(one.category.number, one.category.heading, one.name, one.span)
        for one in needs.found
        if one.category.number and one.span.end > one.span.start and not one.implied
    ]


def _found(tag: Tag, scene: Scene) -> Found:
    category, name = _category(tag), " ".join(tag.label.split())
    if category is None:
        category, name = Category.MISCELLANEOUS, f"{tag.category}: {name}"
    return Found(category, name, scene.code, tag.span, How.TAG, name, sure=1.0)


def _category(tag: Tag) -> Category | None:
    try:
        return categories.category(str(tag.number) if tag.number else tag.category)
    except ValueError:
        return None
