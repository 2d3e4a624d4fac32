"""A person's marks win over what is found."""

import pytest

from rushes.craft.breakdown import marks, whole
from rushes.craft.breakdown.categories import Category
from rushes.craft.breakdown.found import How, Needs
from rushes.craft.breakdown.marks import Act, Mark
from rushes.craft.screenplay import fountain

SCRIPT = fountain.parse("INT. A - DAY\n\nAda lifts a lantern.\n\nADA\nOh.\n\nINT. B - DAY\n\nAda drops the lantern.\n")
PROPS = Category.PROPS


def needs(*said: Mark) -> Needs:
    """The breakdown of two scenes with a lantern, as marked."""
    return whole.of(SCRIPT, said).needs


@pytest.mark.parametrize(
    ("mark", "props"),
    [
        (Mark("S01", PROPS, "matches"), [["lantern", "matches"], ["lantern"]]),
        (Mark("", PROPS, "matches"), [["lantern", "matches"], ["lantern", "matches"]]),
        (Mark("S02", PROPS, "LANTERN", Act.REMOVE), [["lantern"], []]),
        (Mark("", PROPS, "lantern", Act.REMOVE), [[], []]),
        (Mark("S01", PROPS, "lantern", Act.RENAME, "storm lamp"), [["storm lamp"], ["lantern"]]),
        (Mark("S01", PROPS, "lantern", Act.RENAME, "set dressing:"), [[], ["lantern"]]),
        (Mark("S01", Category.SET_DRESSING, "lantern", Act.REMOVE), [[], ["lantern"]]),
        (Mark("S01", Category.SET_DRESSING, "lantern"), [[], ["lantern"]]),
        (Mark("S09", PROPS, "matches"), [["lantern"], ["lantern"]]),
        (Mark("S01", PROPS, "sword", Act.REMOVE), [["lantern"], ["lantern"]]),
    ],
)
def test_a_mark_adds_removes_renames_and_moves(mark: Mark, props: list[list[str]]) -> None:
    found = needs(mark)
    assert [sorted(found.names(scene, PROPS)) for scene in found.scenes] == props


def test_a_renamed_element_keeps_its_proof_and_needs_no_second_look() -> None:
    [one] = needs(Mark("S01", PROPS, "lantern", Act.RENAME, "wardrobe: cloak")).of("S01", Category.WARDROBE)
    assert (one.name, one.span.of(SCRIPT.source), one.sure) == ("cloak", "lantern", 1.0)


def test_a_mark_in_a_scene_wins_over_one_for_every_scene_and_the_later_over_the_earlier() -> None:
    every, here = Mark("", PROPS, "lantern", Act.REMOVE), Mark("S01", PROPS, "lantern")
    assert needs(every, here).names("S01", PROPS) == ["lantern"]
    assert needs(here, Mark("S01", PROPS, "Lantern", Act.REMOVE)).names("S01", PROPS) == []


def test_what_is_implied_can_be_marked_away_and_what_is_added_implies() -> None:
    found = needs(Mark("S01", Category.ANIMALS, "wolf"))
    [handler] = found.of("S01", Category.ANIMAL_HANDLER)
    assert (handler.name, handler.implied, handler.how) == ("handler for wolf", True, How.RULE)
    gone = needs(Mark("S01", Category.ANIMALS, "wolf"), Mark("S01", Category.ANIMAL_HANDLER, handler.name, Act.REMOVE))
    assert gone.of("S01", Category.ANIMAL_HANDLER) == []


def test_without_marks_nothing_changes() -> None:
    assert marks.apply(needs(), []) == needs()
