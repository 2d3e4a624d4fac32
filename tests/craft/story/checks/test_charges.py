"""Values that move, and not only up."""

from rushes.craft.story.beats import Beat, Charge
from rushes.craft.story.card import Story
from rushes.craft.story.findings import Outcome, Severity
from tests.craft.story import stories

ROOM = "INT. ROOM - DAY\n\nAnna runs.\n\nINT. HALL - DAY\n\nAnna runs.\n"


def judged(*moves: str) -> list[tuple[Outcome, Severity, str]]:
    """What the check finds for beats such as `S01 + -`."""
    beats = []
    for move in moves:
        scene, starts, ends = move.split()
        beats.append(Beat(scene=scene, action="x", value="trust", starts=Charge(starts), ends=Charge(ends)))
    material = stories.script(ROOM, Story(beats=tuple(beats)))
    return [(each.outcome, each.severity, each.says) for each in stories.found(material, "charges")]


def test_values_that_fall_and_rise_pass() -> None:
    assert judged("S01 + -", "S02 - ++")[0][::2] == (Outcome.PASSED, "2 beats each move a value; 1 of them down.")


def test_a_story_that_only_rises_is_gravely_doubted() -> None:
    ((outcome, severity, says),) = judged("S01 - +", "S02 + ++")
    assert (outcome, severity) == (Outcome.DOUBTFUL, Severity.GRAVE)
    assert says.startswith("No beat goes against")


def test_a_beat_that_moves_nothing_is_doubted() -> None:
    assert "trust stands at + before and after: 'x'" in [says for _, _, says in judged("S01 + +", "S02 + -")]


def test_scenes_without_a_charged_beat_are_named() -> None:
    assert [says for _, _, says in judged("S01 + -", "S01 - +")] == [
        "1 of 2 scenes have no beat that moves a value: S02"
    ]


def test_without_charged_beats_nothing_is_judged() -> None:
    assert judged()[0][0] is Outcome.CANNOT_JUDGE
