"""When coverage goes back to a frame of several, and what ends of a call and lines of a montage get."""

from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Framing, Size
from rushes.craft.grammar import faults
from rushes.craft.screenplay import fountain
from tests.craft.grammar.examples import proposed


def speech(name: str, line: str) -> str:
    return f"{name}\n{line}\n\n"


def talk(*names: str) -> str:
    return "".join(speech(name, f"This is what I say to you, number {place}.") for place, name in enumerate(names))


def clean(body: str, heading: str = "INT. ROOM - DAY") -> list[Card]:
    cards = proposed(body, heading)
    assert not faults.check(cards, fountain.parse(f"{heading}\n\n{body}\n"))
    return cards


def test_a_long_exchange_of_two_goes_back_to_both_within_ten_single_faces() -> None:
    cards = clean(f"ANNA and BEN stand at a table.\n\n{talk(*['ANNA', 'BEN'] * 16)}")
    alone = [card.framing in (Framing.OTS, Framing.SINGLE) for card in cards]
    runs = "".join("x" if one else " " for one in alone).split()
    assert len(runs) > 2
    assert max(map(len, runs)) <= 10
    again = [card for card in cards if "run of single faces" in card.why]
    assert {card.framing for card in again} == {Framing.TWO}


def test_a_short_exchange_stays_on_faces_once_it_is_there() -> None:
    cards = clean(f"ANNA and BEN stand at a table.\n\n{talk(*['ANNA', 'BEN'] * 4)}")
    assert not any("run of single faces" in card.why for card in cards)


def test_two_whom_the_script_puts_side_by_side_are_seen_together_once() -> None:
    body = (
        f"ANNA, 30s, sits beside BEN, 40s. CARL, 50s, stands.\n\n{talk('CARL', 'ANNA', 'CARL', 'BEN', 'CARL', 'ANNA')}"
    )
    (pair,) = [card for card in clean(body) if card.framing is Framing.TWO and card.dialogue]
    assert {part.asset for part in pair.subjects} == {"CH-ANNA", "CH-BEN"}


def test_two_who_both_answer_a_third_and_never_each_other_are_seen_together() -> None:
    body = f"ANNA, BEN and CARL stand about.\n\n{talk('ANNA', 'BEN', 'ANNA', 'CARL', 'ANNA', 'BEN', 'ANNA', 'CARL')}"
    pairs = [{part.asset for part in card.subjects} for card in clean(body) if card.framing is Framing.TWO]
    assert {"CH-BEN", "CH-CARL"} in pairs


def test_after_somebody_crosses_the_group_is_shown_again() -> None:
    body = (
        f"ANNA, BEN and CARL stand about.\n\n{talk('ANNA', 'BEN', 'CARL')}Anna walks to the window.\n\n"
        f"{talk('BEN', 'CARL')}"
    )
    cards = clean(body)
    crosses = next(place for place, card in enumerate(cards) if "walks to" in card.action)
    assert len(cards[crosses + 1].subjects) == 3


def test_both_ends_of_a_call_that_are_cut_into_each_other_have_their_own_place_and_never_share_a_frame() -> None:
    body = (
        "ANNA, 30s, dials an old telephone.\n\nINTERCUT WITH:\n\nINT. BOAT - NIGHT\n\nBEN, 40s, picks up.\n\n"
        f"{talk('BEN', 'ANNA', 'BEN', 'ANNA')}He hangs up. In the hut Anna sits down.\n"
    )
    cards = [card for card in clean(body, "INT. HUT - NIGHT") if card.scene == "S02"]
    places = {
        card.subjects[0].asset: [one.asset for one in card.references if one.asset.startswith("LO-")] for card in cards
    }
    assert places["CH-ANNA"] == ["LO-HUT"]
    assert places["CH-BEN"] == ["LO-BOAT"]
    assert all(sum(part.asset.startswith("CH-") for part in card.subjects) < 2 for card in cards)


def test_every_line_of_a_montage_inside_a_scene_has_a_frame_in_the_scenes_place() -> None:
    body = (
        "ANNA, 30s, waits.\n\nMONTAGE - ANNA TRAINS\n\n-- Anna lifts a chair\n-- Snow falls. A light goes on.\n\n"
        "2) Rain falls on the step\n\nEND OF MONTAGE\n\nShe waits. Nobody comes. A door is open."
    )
    cards = clean(body, "INT. GYM - DAY")
    assert [card.action for card in cards[-5:-1]] == [
        "Anna lifts a chair",
        "Snow falls.",
        "A light goes on.",
        "Rain falls on the step",
    ]
    assert cards[-1].action == "She waits. Nobody comes. A door is open."
    assert {one.asset for card in cards for one in card.references if one.asset.startswith("LO-")} == {"LO-GYM"}


def test_a_song_without_a_cue_is_sung_by_the_one_who_is_said_to_sing() -> None:
    cards = clean("ANNA, 30s, stands at the sink. She sings.\n\n~Seven for the sailor\n~Six for the sea")
    assert [(one.speaker, one.text, one.delivery) for card in cards for one in card.dialogue] == [
        ("CH-ANNA", "Seven for the sailor", "sung"),
        ("CH-ANNA", "Six for the sea", "sung"),
    ]
    heard = clean("ANNA, 30s, stands at the sink.\n\n~Seven for the sailor")
    assert not any(card.dialogue for card in heard)


def test_places_without_people_that_would_jump_are_one_shot() -> None:
    cards = clean(
        "The sea is flat. There are two lanterns.\n\nNobody sounds a horn.\n\nThere is one.", "EXT. SEA - NIGHT"
    )
    assert [card.size for card in cards] == [Size.ELS]
