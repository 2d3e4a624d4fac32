"""What each kind of scene gets: two-hander, group, phone, entrance and exit, chase, insert, reveal, and the others."""

from itertools import pairwise

import pytest

from rushes.craft.cards import timing
from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Framing, Job, Movement, Side, Size
from rushes.craft.grammar import geometry, kinds, telling
from rushes.craft.grammar.kinds import Kind
from rushes.craft.grammar.telling import Line, Moment, What
from tests.craft.grammar.examples import TEXTS, plan, proposed

TALK = "\n\n".join(f"{name}\n{line}" for name, line in [
    ("ANNA", "You came."), ("BEN", "I said so."), ("ANNA", "You say many things."), ("BEN", "Not to you."),
    ("ANNA", "Where is it?"), ("BEN", "Where you left it."), ("ANNA", "You never gave it back!"), ("BEN", "No."),
])  # fmt: skip
CALL = (
    "ANNA, 30s, sits by the telephone. The telephone rings.\n\nANNA\nYes?\n\n"
    "VOICE (V.O.)\n(on the phone)\nIt is me.\n\nANNA\nWho?\n"
)


@pytest.mark.parametrize("name", TEXTS)
def test_every_shot_has_a_dramatic_job_and_a_reason(name: str) -> None:
    assert all(card.job is not Job.OTHER and card.why for card in plan(name)[2])


@pytest.mark.parametrize("name", TEXTS)
def test_singles_of_one_scene_that_answer_each_other_match_in_lens_and_look_opposite_ways(name: str) -> None:
    for one, other in pairwise(plan(name)[2]):
        answers = (one.over and one.over in str(other.subjects[:1])) or (other.over and one.over)
        if one.scene == other.scene and answers and one.framing is other.framing is Framing.OTS:
            looks = [geometry.view(card).stands[0].looks for card in (one, other)]
            assert (one.size, one.lens, one.side) == (other.size, other.lens, other.side)
            assert sorted(looks) == ["left", "right"]


def test_a_two_hander_moves_in_from_both_to_shoulders_to_faces_with_a_reaction() -> None:
    cards = proposed(f"ANNA and BEN stand at a table.\n\n{TALK}")
    sizes = [geometry.STEPS.index(card.size) for card in cards if card.dialogue]
    assert sizes == sorted(sizes)
    assert any(card.job is Job.WITNESS and card.size is Size.CU for card in cards)
    assert cards[0].job is Job.ORIENT


def test_an_eyeline_names_whom_a_face_looks_at_and_where_they_are() -> None:
    cards = proposed(f"ANNA and BEN stand at a table.\n\n{TALK}")
    seen = {card.subjects[0].asset: card.eyeline for card in cards if card.framing is Framing.OTS}
    assert seen == {"CH-ANNA": "CH-BEN at frame right", "CH-BEN": "CH-ANNA at frame left"}


def test_in_a_group_the_one_in_the_middle_turns_to_whoever_is_answered() -> None:
    body = "ANNA, BEN and CARL sit at a table.\n\nANNA\nOne.\n\nCARL\nTwo.\n\nBEN\nThree.\n\nCARL\nFour.\n"
    singles = [card for card in proposed(body) if card.framing is Framing.SINGLE]
    assert [(card.subjects[0].asset, card.eyeline) for card in singles] == [
        ("CH-ANNA", "CH-CARL at frame right"),
        ("CH-CARL", "CH-ANNA at frame left"),
        ("CH-BEN", "CH-CARL at frame left"),
        ("CH-CARL", "CH-BEN at frame right"),
    ]


def test_on_the_phone_one_face_is_held_while_the_voice_is_heard() -> None:
    cards = proposed(CALL)
    device = next(place for place, card in enumerate(cards) if card.subjects[0].asset == "PR-PHONE")
    assert cards[device].framing is Framing.INSERT
    (call,) = [card for card in cards if len(card.dialogue) == 2]
    assert [line.on_screen for line in call.dialogue] == [False, True]
    assert call.subjects[0].asset == "CH-ANNA"


def test_who_goes_out_to_the_right_comes_in_from_the_left_where_the_move_goes_on() -> None:
    out = "A yard with a gate.\n\nANNA, 30s, waits.\n\nAnna walks out to the right.\n\n"
    cards = proposed(f"{out}INT. HALL - CONTINUOUS\n\nAn empty hall.\n\nAnna walks in.\n", "EXT. YARD - DAY")
    leaves = next(card for card in cards if "walks out" in card.action)
    enters = next(card for card in cards if "walks in" in card.action)
    assert (leaves.direction, enters.direction) == ("right", "right")
    assert enters.subjects[0].start == "off frame left"
    assert (leaves.job, enters.move.primary) == (Job.TRANSITION, Movement.TRACKING)


def test_a_chase_shows_its_ground_then_one_act_a_shot_in_one_direction() -> None:
    body = (
        "ANNA, 30s, runs across the roof. She leaps over a wall and crashes through a skylight. She races down the "
        "stairs. She throws a chair."
    )
    cards = proposed(body, "EXT. ROOF - DAY")
    assert cards[0].size is Size.LS
    assert len(cards) >= 3
    assert {card.direction for card in cards if card.direction != "none"} == {"right"}
    assert all(card.seconds <= 4 for card in cards)


def test_a_montage_gives_every_sentence_a_frame_of_its_own() -> None:
    cards = proposed("ANNA, 30s, paints a wall. She burns the toast. Snow falls on the step.", "INT. MONTAGE - DAY")
    assert [card.action for card in cards] == [
        "ANNA, 30s, paints a wall.",
        "She burns the toast.",
        "Snow falls on the step.",
    ]


def test_suspense_keeps_room_in_the_wide_and_pushes_in_slowly() -> None:
    body = (
        "Darkness. A candle at the end of the cellar.\n\nANNA, 30s, stops. She listens.\n\n"
        "Something breathes in the dark.\n\nAnna stares at the shadow on the wall."
    )
    cards = proposed(body, "INT. CELLAR - NIGHT")
    assert "empty space" in cards[0].composition
    pushes = [card for card in cards if card.move.primary is Movement.DOLLY]
    assert pushes
    assert all(card.size in (Size.MCU, Size.CU) for card in pushes)


def test_what_somebody_looks_at_is_seen_next_as_they_see_it() -> None:
    cards = proposed(
        "ANNA, 30s, waits at a window.\n\nAnna looks down. Under the table, in the boards, there is an iron ring."
    )
    after = next(place for place, card in enumerate(cards) if "iron ring" in card.action)
    assert "Anna looks down" in cards[after - 1].action
    assert cards[after].framing in (Framing.POV, Framing.INSERT)
    assert cards[after].why.startswith("Anna has looked")


def test_words_to_be_read_get_an_insert_and_are_nobodys_name() -> None:
    cards = proposed("ANNA, 30s, takes a letter.\n\nOn the back, engraved: FOR ANNA, 1974.")
    insert = next(card for card in cards if "engraved" in card.action)
    assert insert.framing is Framing.INSERT
    assert not any(part.asset == "CH-ANNA" for part in insert.subjects)


def test_a_thing_that_the_film_comes_back_to_is_planted_close_once_and_shown_where_it_returns() -> None:
    inserts = [card for card in plan("number-withheld")[2] if card.framing is Framing.INSERT]
    shoes = [card.scene for card in inserts if any(part.asset == "PR-SHOE" for part in card.subjects)]
    assert shoes == ["S03", "S04", "S06"]


def test_somebody_without_a_name_is_not_taken_for_the_one_whose_hand_it_is() -> None:
    last = plan("ward-nine")[2][-1]
    assert "a small girl" in last.action
    assert last.subjects[0].action == "looks ahead, unaware"


def test_who_sits_down_in_the_scene_stands_before() -> None:
    cards = proposed("ANNA, 30s, stands at a desk.\n\nANNA\nNo.\n\nShe sits down on the bed.\n\nANNA\nNever again.\n")
    starts = [card.subjects[0].start.split()[0] for card in cards]
    assert starts == ["stands", "stands", "stands", "seated"]
    assert cards[2].subjects[0].end == "seated, facing right"


def test_a_face_that_speaks_and_hands_that_work_are_seen_from_two_angles() -> None:
    cards = proposed(
        "ANNA, 30s, waits.\n\nAnna folds the letter.\n\nANNA\nIt is mine, and it was always mine, and you knew it.\n"
    )
    assert [card.side for card in cards[1:]] == [Side.FRONT, Side.THREE_QUARTER]


@pytest.mark.parametrize(
    ("heading", "texts", "lines", "kind"),
    [
        ("INT. A", ["Anna sits."], [], Kind.SILENT),
        ("INT. A", [], ["ANNA"], Kind.SOLO),
        ("INT. A", [], ["ANNA", "BEN"], Kind.PAIR),
        ("INT. A", [], ["ANNA", "BEN", "CARL"], Kind.GROUP),
        ("INT. MONTAGE", ["Anna sits."], [], Kind.MONTAGE),
        ("INT. A", ["Anna runs, leaps, crashes."], [], Kind.CHASE),
        ("INT. A", ["Darkness. A candle. Something waits."], [], Kind.SUSPENSE),
    ],
)
def test_a_scene_is_of_a_kind(heading: str, texts: list[str], lines: list[str], kind: Kind) -> None:
    moments = [Moment(What.DEED, text, ("ANNA",)) for text in texts]
    moments += [Moment(What.SPEECH, "", (), (Line(name, "Well."),)) for name in lines]
    assert kinds.kind_of(heading, moments) is kind


def test_a_speech_without_spaces_is_broken_where_it_breathes() -> None:
    speech = "我们走了很远的路，才到这里。" * 8
    cards = proposed(f"ANNA stands.\n\nANNA\n{speech}\n")
    said = [line.text for card in cards for line in card.dialogue]
    assert "".join(said) == speech
    assert all(timing.seconds_of(text) <= telling.LONGEST_SPEECH for text in said)


def lengths(cards: list[Card]) -> list[float]:
    return [card.seconds for card in cards]


def test_an_act_lasts_as_long_as_its_verbs_take() -> None:
    sits = proposed("ANNA, 30s, nods at the far wall of the room.")
    crosses = proposed("ANNA, 30s, crosses to the far wall of the room.")
    assert lengths(crosses)[-1] > lengths(sits)[-1]
