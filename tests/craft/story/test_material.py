"""What the gate reads: passages in order, and whose story it is."""

from rushes.craft.story.card import Story
from tests.craft.story import stories


def test_action_and_speech_stand_in_the_scripts_order_with_their_places() -> None:
    passages = stories.flat().passages
    assert [(each.scene, each.speaker) for each in passages[:3]] == [("S01", ""), ("S01", "MARA"), ("S01", "TOM")]
    assert passages[0].span.line == 5
    assert passages[0].sentences[0] == "MARA, 30s, sits at a table."


def test_the_lead_is_whom_the_card_names() -> None:
    assert stories.side_b().lead == "WREN"
    assert stories.script(stories.FLAT, Story(character="Tom, a waiter")).lead == "TOM"


def test_without_a_card_the_lead_is_in_most_scenes() -> None:
    script = "INT. A - DAY\n\nANNA, 30, runs.\n\nINT. B - DAY\n\nAnna meets BEN, 40.\n"
    assert stories.script(script).lead == "ANNA"
    assert stories.script("Rain.").lead == ""
