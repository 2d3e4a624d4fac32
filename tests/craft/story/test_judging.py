"""What readers' answers say of a story: blind retelling, ranking, order."""

from collections.abc import Callable

from rushes.craft.story import judging
from rushes.craft.story.asking import ordering, ranking
from rushes.craft.story.asking.ordering import Preference
from rushes.craft.story.asking.retell import Retelling
from rushes.craft.story.findings import Outcome, Severity
from rushes.craft.story.question import Answer, Wish
from tests.craft.story import stories

ABSTAINED = Answer("retell", "Too dark.", None, abstained=True)
Reading = tuple[Wish, Answer]


def retelling(**said: str) -> Answer:
    """A reader's retelling."""
    return Answer("retell", "", Retelling(**said))


def test_a_retelling_that_names_the_deeds_and_things_of_the_card_passes() -> None:
    told = retelling(
        want="She has to hand over a tape and get paid",
        obstacle="the tape is cracked",
        turn="a label that says KEEP IT",
    )
    assert judging.retold(stories.side_b().story, told)[0].outcome is Outcome.PASSED


def test_what_a_reader_did_not_find_is_gravely_doubted() -> None:
    found = judging.retold(stories.side_b().story, retelling(want="to be paid", obstacle="a broken tape"))
    assert [(each.place.field, each.severity) for each in found] == [("turn", Severity.GRAVE)]


def test_what_a_reader_understood_otherwise_is_doubted_with_both_texts() -> None:
    told = retelling(want="to sleep", obstacle="the tape cracked", turn="KEEP IT under the label")
    (finding,) = judging.retold(stories.side_b().story, told)
    assert finding.place.field == "want"
    assert "'to sleep'" in finding.says


def test_a_reader_who_abstains_judges_nothing() -> None:
    assert judging.retold(stories.side_b().story, ABSTAINED)[0].outcome is Outcome.CANNOT_JUDGE


def readings(rank: Callable[[int], list[int]], number: int = 3) -> list[Reading]:
    """Readers who each rank the beats, given as their places in the story from the least at stake."""
    found = []
    for reading in range(1, number + 1):
        wish = Wish(reading=reading, seed=5)
        names = ranking.letters(stories.side_b(), wish)
        found.append((wish, Answer("ranking", "", tuple(names[place] for place in rank(reading)))))
    return found


def test_stakes_that_most_readers_find_rising_pass() -> None:
    answers = readings(lambda reading: [0, 1, 2, 3] if reading < 3 else [3, 2, 1, 0])
    assert judging.ranked(stories.side_b(), answers)[0].outcome is Outcome.PASSED


def test_a_fall_that_most_readers_find_is_named() -> None:
    answers = readings(lambda reading: [0, 2, 1, 3])
    (finding,) = judging.ranked(stories.side_b(), answers)
    assert finding.says.startswith("3 of 3 readers find less at stake in 'The tape rings the shop bell")
    assert finding.place.scene == "S02"


def test_rankings_that_leave_beats_out_do_not_count() -> None:
    answers = readings(lambda reading: [0, 1] if reading < 3 else [0, 1, 2, 3])
    assert judging.ranked(stories.side_b(), answers)[0].outcome is Outcome.CANNOT_JUDGE


def preferences(*own: bool | None) -> list[Reading]:
    """Readers who prefer the story's own order, the other, or neither."""
    found = []
    for seed, choice in enumerate(own):
        wish = Wish(seed=seed)
        _, _, letter = ordering.tellings(stories.side_b(), wish)
        other = "B" if letter == "A" else "A"
        says = "neither" if choice is None else letter if choice else other
        found.append((wish, Answer("ordering", "", Preference.model_validate({"prefers": says}))))
    return found


def test_the_storys_own_order_is_hidden_behind_either_letter() -> None:
    letters = {ordering.tellings(stories.side_b(), Wish(seed=seed))[2] for seed in range(12)}
    assert letters == {"A", "B"}


def test_a_story_whose_order_readers_prefer_passes() -> None:
    assert judging.ordered(stories.side_b(), preferences(True, True, False))[0].outcome is Outcome.PASSED


def test_a_story_that_might_as_well_be_shuffled_is_doubted() -> None:
    (finding,) = judging.ordered(stories.side_b(), preferences(True, False, None))
    assert finding.says.startswith("1 of 3 readers prefer the story's own order, 1 a shuffled one")


def test_nobody_who_read_it_judges_nothing() -> None:
    assert judging.ordered(stories.side_b(), [(Wish(), ABSTAINED)])[0].outcome is Outcome.CANNOT_JUDGE
