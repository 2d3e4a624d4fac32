"""The last image against the first."""

from rushes.craft.cards.vocabulary import Size
from rushes.craft.story.findings import Outcome
from tests.craft.story import stories

ROOM = "INT. ROOM - DAY\n\nANNA, 30, sits.\n\n"


def test_an_ending_that_is_the_beginning_again_is_gravely_doubted() -> None:
    (finding,) = stories.found(stories.script(ROOM + "EXT. HILL - DAY\n\nWind.\n\n" + ROOM), "ending")
    assert finding.outcome is Outcome.DOUBTFUL
    assert str(finding.place).startswith("S03 line ")


def test_one_named_difference_is_enough_and_is_named() -> None:
    (finding,) = stories.found(stories.script(ROOM + ROOM.replace("DAY", "NIGHT")), "ending")
    assert finding.says == "The last image differs from the first: time: DAY, then NIGHT"


def test_planned_cards_are_compared_before_scenes() -> None:
    material = stories.side_b()
    (finding,) = stories.found(material, "ending")
    assert "place: LO-ALLEY, then LO-ROOF" in finding.says


def test_two_cards_of_the_same_image_are_doubted_whatever_the_scenes_say() -> None:
    first = stories.side_b().cards[0]
    twin = first.model_copy(update={"code": "S03-SH09"})
    script = ROOM + ROOM.replace("DAY", "NIGHT")
    assert stories.doubts(stories.script(script, cards=(first, twin)), "ending")
    other = twin.model_copy(update={"size": Size.CU})
    assert not stories.doubts(stories.script(script, cards=(first, other)), "ending")


def test_one_scene_has_no_last_image() -> None:
    assert stories.found(stories.script(ROOM), "ending")[0].outcome is Outcome.CANNOT_JUDGE
