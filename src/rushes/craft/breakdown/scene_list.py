"""The scene list: one row a scene, from which a plan of shots begins."""

from collections.abc import Iterable, Mapping, Sequence

from rushes.craft.breakdown.categories import Category
from rushes.craft.breakdown.found import How
from rushes.craft.breakdown.sheet import said, synopsis
from rushes.craft.breakdown.tables import Table
from rushes.craft.breakdown.whole import Whole
from rushes.craft.cards.card import Card
from rushes.craft.screenplay.breakdown import Scene

COLUMNS = (
    "scene", "slugline", "story job", "characters", "location", "props", "continuity notes", "required shots",
)  # fmt: skip


def scene_list(whole: Whole, title: str, shots: Mapping[str, Sequence[str]]) -> Table:
    """
    The scene list of a script.

    Args:
        shots: what is already planned, by scene; where nothing is, the shots that the scene's needs ask for are named.
    """
    rows = tuple(_row(whole, scene, shots.get(scene.code, ())) for scene in whole.scenes)
    return Table(f"{title}: scenes", COLUMNS, rows)


def by_scene(cards: Iterable[Card]) -> dict[str, list[str]]:
    """The codes of shots by scene, in their order."""
    found: dict[str, list[str]] = {}
    for card in cards:
        found.setdefault(card.scene, []).append(card.code)
    return found


def _row(whole: Whole, scene: Scene, planned: Sequence[str]) -> tuple[str, ...]:
    needs = whole.needs
    continuity = [said(one) for one in needs.of(scene.code, Category.CONTINUITY) if one.how is not How.RULE]
    return (
        scene.code,
        scene.heading,
        synopsis(scene)[0],
        ", ".join(needs.names(scene.code, Category.CAST)),
        " - ".join(filter(None, [whole.places[scene.code].set, whole.places[scene.code].part])),
        ", ".join(one.name for one in needs.of(scene.code, Category.PROPS) if not one.implied),
        "; ".join(continuity),
        "; ".join(planned) or "; ".join(_asked(whole, scene)),
    )


def _asked(whole: Whole, scene: Scene) -> list[str]:
    """The shots that what is found asks for: a wide of the place, text that must be read, things in hands."""
    here = [one for one in whole.needs.of(scene.code) if not one.implied]
    read = [f"insert: {one.name}" for one in here if one.category in {Category.TEXT, Category.SCREENS}]
    held = [f"insert: {one.name}" for one in here if one.category is Category.PROPS and one.of]
    wide = [f"wide: {scene.location}"] if scene.location else []
    return [*wide, *dict.fromkeys((*read, *held))]
