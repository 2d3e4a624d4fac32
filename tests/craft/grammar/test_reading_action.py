"""How a line of action is read: who does what in it, and who is only spoken of."""

import pytest

from rushes.craft.cards.card import Card
from rushes.craft.grammar import blocking
from rushes.craft.grammar.telling import Moment, What
from tests.craft.grammar.examples import proposed

PEOPLE = "CAPTAIN SOLE, 50s, and PELL, 20, stand on deck.\n\n"


def last(text: str) -> Card:
    return proposed(PEOPLE + text, "EXT. SHIP - DAY")[-1]


def parts(card: Card) -> dict[str, str]:
    return {part.asset: part.action for part in card.subjects if part.asset.startswith("CH-")}


def test_somebody_of_several_names_is_known_by_the_last() -> None:
    assert parts(last("Sole pulls the plug out of the radio.")) == {
        "CH-CAPTAIN-SOLE": "pulls the plug out of the radio"
    }


def test_two_who_do_it_together_both_do_it() -> None:
    ran = last("Sole and Pell run to the rail.")
    assert set(parts(ran)) == {"CH-CAPTAIN-SOLE", "CH-PELL"}
    assert len({part.start for part in ran.subjects}) == 1


def test_who_stands_where_the_sentence_begins_is_not_taken_for_its_doer() -> None:
    found = last("Behind Pell, a door opens.\n\nOn the bunk lies SARA, 30s, asleep.")
    assert (parts(found), found.subjects[0].start) == ({"CH-SARA": "lies SARA, 30s, asleep"}, "lies left, facing right")


def test_a_thing_of_somebodys_and_a_likeness_bring_nobody_into_frame() -> None:
    assert parts(last("Under his chair, behind the barrels: two claws.")) == {}
    assert parts(last("A crab crosses the planks like a man who has lost his hat.")) == {}


def test_a_title_does_not_end_a_sentence() -> None:
    cards = proposed("MR. LUND, 40s, grey suit, sits at the bar and clicks his pen. He waits.")
    assert cards[0].subjects[0].start == "seated left, facing right"


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Anna does not step back; she puts a lid on it.", "puts a lid on it"),
        ("Anna straightens the blanket and does not look at him.", "straightens the blanket"),
        ("Anna, 28, flour to the elbows, is piping names on a cake.", "piping names on a cake"),
        ("Anna, sleeves rolled, throws a pinch of salt.", "throws a pinch of salt"),
        ("Anna, goggles too big for her, counts posts.", "counts posts"),
        ("Anna never looks up.", "watches"),
    ],
)
def test_a_deed_is_what_is_done_and_not_what_is_left_undone_or_worn(text: str, deed: str) -> None:
    assert blocking.deed("ANNA", Moment(What.DEED, text, ("ANNA",), acts=(("ANNA", text),))) == deed


def test_of_many_acts_a_performer_keeps_as_many_as_fit() -> None:
    acts = tuple(("ANNA", f"Anna takes the {thing} from the top shelf.") for thing in ("cup", "jar", "tin"))
    said = blocking.deed("ANNA", Moment(What.DEED, " ".join(act for _, act in acts), ("ANNA",), acts=acts))
    assert said == "takes the cup from the top shelf, then takes the jar from the top shelf"


def test_what_somebodys_thing_does_is_not_their_act_but_what_their_hand_does_is() -> None:
    mug, hand = (
        proposed(f"ANNA, 30s, waits.\n\n{act}")[-1].subjects[0].action
        for act in ("Anna's mug flies through the window.", "Anna's hand opens the drawer.")
    )
    assert mug == "watches"
    assert "opens the drawer" in hand


def test_both_hands_are_nobody_else_and_what_runs_through_things_is_not_people() -> None:
    body = (
        "ANNA, 30s, and BEN, 40s, wait.\n\nAnna pulls a lever with both hands.\n\nShe slides through them on one hip."
    )
    assert [len(card.subjects) for card in proposed(body)[1:]] == [1, 1]


def test_a_name_that_is_written_on_a_thing_is_nobody_in_frame() -> None:
    body = "ANNA, 30s, waits.\n\nA brass plate with three names. The last is DANNY, 6.\n\nDANNY, 6, waves."
    cards = proposed(body)
    written = next(card for card in cards if "The last is" in card.action)
    assert not any(part.asset == "CH-DANNY" for part in written.subjects)


def test_who_goes_the_other_way_goes_the_other_way() -> None:
    body = "ANNA, 30s, waits.\n\nAnna walks away to the left. BEN, 40s, rides past her the other way."
    (last,) = [part for part in proposed(body)[-1].subjects if part.asset == "CH-BEN"]
    assert "right" in f"{last.start} {last.action}"


@pytest.mark.parametrize(
    ("act", "pose"),
    [
        ("Anna kneels at the hearth.", "kneels"),
        ("Anna lies in the bed.", "lies"),
        ("Anna on the floor, a ring in each palm.", "sits on the floor"),
        ("Anna sits at the table.", "seated"),
    ],
)
def test_a_shot_begins_in_the_pose_the_words_give(act: str, pose: str) -> None:
    cards = proposed(f"ANNA, 30s.\n\n{act}\n\nBEN\nWell?\n\nANNA\nNo.\n")
    starts = [part.start for card in cards for part in card.subjects if part.asset == "CH-ANNA"]
    assert starts[-1].startswith(pose) or starts[-1].startswith("back to us")
    assert any(start.startswith(pose) for start in starts)
