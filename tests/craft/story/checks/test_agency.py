"""Who causes the turn."""

from rushes.craft.story.beats import Beat, Part
from rushes.craft.story.card import Story
from rushes.craft.story.findings import Outcome
from tests.craft.story import stories

SCRIPT = """INT. SHOP - DAY

ANNA, 30, waits at the till. BEN, 40, counts coins.

Ben unfolds the yellow letter and reads it out loud.
"""


def outcome(story: Story) -> tuple[Outcome, str]:
    """What the check came to, and where."""
    (finding,) = stories.found(stories.script(SCRIPT, story), "agency")
    return finding.outcome, str(finding.place)


def test_the_beat_of_the_turn_says_it_first() -> None:
    beat = Beat(scene="S01", part=Part.TURN, action="Ben hides the letter")
    story = Story(character="Anna", turn="Anna reads the letter", beats=(beat,))
    assert outcome(story) == (Outcome.DOUBTFUL, "beats S01")


def test_the_card_says_it_where_it_names_somebody() -> None:
    assert outcome(Story(character="Anna", turn="Anna opens the letter"))[0] is Outcome.PASSED
    assert outcome(Story(character="Anna", turn="Ben opens the letter")) == (Outcome.DOUBTFUL, "turn")


def test_a_pronoun_alone_is_the_lead() -> None:
    assert outcome(Story(character="Anna", turn="She opens the letter"))[0] is Outcome.PASSED


def test_the_script_is_asked_where_the_card_names_nobody() -> None:
    story = Story(character="Anna", turn="The yellow letter, read out loud")
    assert outcome(story) == (Outcome.DOUBTFUL, "S01 line 5")


def test_it_is_not_judged_where_nobody_says_who_does_it() -> None:
    assert outcome(Story(character="Anna", turn="Thunder"))[0] is Outcome.CANNOT_JUDGE
    assert outcome(Story(character="Anna"))[0] is Outcome.CANNOT_JUDGE
