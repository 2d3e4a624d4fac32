"""Coverage that a script alone gets: everything told once, from one side of the line, closer towards the turn."""

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.craft.cards.card import Card
from rushes.craft.cards.lint import lint
from rushes.craft.cards.vocabulary import Framing, Job, Movement, Origin, Size, Treatment
from rushes.craft.grammar import assets, coverage
from rushes.craft.production import rows
from rushes.craft.screenplay import fountain
from rushes.craft.screenplay.breakdown import NoScene
from rushes.craft.screenplay.elements import Action, Dialogue, Element
from rushes.kernel.errors import Fault, InvalidFile
from tests.craft.screenplay.scripts import KITCHEN, LIGHTHOUSE

SIDE_B = (Path(__file__).parents[3] / "examples" / "side-b" / "script.fountain").read_text(encoding="utf-8")
UNPLANNED = re.sub(r" ?\[\[[^\]]*\]\]", "", SIDE_B)
SCRIPTS = pytest.mark.parametrize("text", [UNPLANNED, KITCHEN, LIGHTHOUSE], ids=["side b", "kitchen", "lighthouse"])


def proposed(text: str) -> list[Card]:
    script = fountain.parse(text)
    return coverage.propose(script, assets.propose(script))


def pictured(text: str) -> Sequence[Element]:
    """What a script tells before its last cut to black; the rest is heard over black."""
    return fountain.parse(text.partition("> CUT TO BLACK")[0]).elements


def scene(body: str, heading: str = "INT. ROOM - DAY") -> list[Card]:
    return proposed(f"{heading}\n\n{body}\n")


TALK = "\n\n".join(f"{name}\n{line}" for name, line in [
    ("ANNA", "You came."), ("BEN", "I said so."), ("ANNA", "You say many things."), ("BEN", "Not to you."),
    ("ANNA", "Where is it?"), ("BEN", "Where you left it."), ("ANNA", "You never gave it back!"), ("BEN", "No."),
])  # fmt: skip


@SCRIPTS
def test_every_card_is_marked_as_proposed_and_says_why(text: str) -> None:
    assert all(card.origin is Origin.PROPOSED and card.why for card in proposed(text))


@SCRIPTS
def test_every_spoken_word_is_said_once_and_in_order(text: str) -> None:
    said = " ".join(speech.text for card in proposed(text) for speech in card.dialogue)
    written = " ".join(each.text for each in pictured(text) if isinstance(each, Dialogue))
    assert said.split() == written.split()


@SCRIPTS
def test_every_sentence_of_action_is_in_a_shot(text: str) -> None:
    shown = " ".join(card.action for card in proposed(text))
    for element in pictured(text):
        if isinstance(element, Action) and element.text != "FADE IN:":
            assert all(sentence in shown for sentence in re.split(r"(?<=\.)\s", element.text))


@SCRIPTS
def test_shots_are_numbered_from_their_scenes_and_last_two_to_twelve_seconds(text: str) -> None:
    cards = proposed(text)
    assert all(2 <= card.seconds <= 12 for card in cards)
    for first, second in pairwise(cards):
        number = int(second.code.rpartition("SH")[2])
        assert number == (int(first.code.rpartition("SH")[2]) + 1 if first.scene == second.scene else 1)


@SCRIPTS
def test_lint_finds_nothing_wrong_and_no_risk_but_what_the_script_asks_for(text: str) -> None:
    doubts = [doubt for card in proposed(text) for doubt in lint(card)]
    assert [doubt for doubt in doubts if not doubt.risk] == []
    assert all(re.findall(r"\((.*?)\)", doubt.saw)[0] in text for doubt in doubts)


@SCRIPTS
def test_cards_name_only_assets_of_the_library_and_survive_the_sheet(text: str) -> None:
    script = fountain.parse(text)
    library = assets.propose(script)
    for card in coverage.propose(script, library):
        faults: list[Fault] = []
        assert set(card.assets) <= {asset.id for asset in library}
        assert rows.card(rows.card_row(card), "row", faults) == card
        assert faults == []


@SCRIPTS
def test_the_same_script_gets_the_same_cards(text: str) -> None:
    assert [card.digest for card in proposed(text)] == [card.digest for card in proposed(text)]


@SCRIPTS
def test_every_scene_opens_with_its_geography_or_with_the_thing_before_the_place(text: str) -> None:
    cards = proposed(text)
    firsts = [card for card in cards if card.code.endswith("SH01")]
    assert all(card.job is Job.ORIENT or card.framing is Framing.INSERT for card in firsts)


@SCRIPTS
def test_no_two_shots_running_show_the_same_people_in_the_same_size(text: str) -> None:
    for first, second in pairwise(proposed(text)):
        alone = first.framing is second.framing is Framing.SINGLE
        if alone and first.scene == second.scene and first.subjects[0].asset == second.subjects[0].asset:
            assert first.size is not second.size


def test_a_two_hander_goes_from_a_two_shot_over_shoulders_to_matching_close_ups() -> None:
    cards = scene(f"ANNA and BEN stand at a table.\n\n{TALK}")
    framings = [card.framing for card in cards]
    assert framings.index(Framing.TWO) < framings.index(Framing.OTS) < framings.index(Framing.SINGLE)
    over = [card for card in cards if card.framing is Framing.OTS]
    assert {card.over for card in over} == {"CH-ANNA", "CH-BEN"}
    assert len({(card.size, card.lens) for card in over}) == 1
    singles = [card for card in cards if card.framing is Framing.SINGLE and card.dialogue]
    assert {(card.size, card.lens) for card in singles} == {(Size.CU, 85)}


def test_a_pair_keeps_its_sides_and_opposite_eyelines_through_the_scene() -> None:
    for card in scene(f"ANNA and BEN stand at a table.\n\n{TALK}"):
        for part in card.subjects:
            if part.start.startswith("stands"):
                assert part.start == {
                    "CH-ANNA": "stands left, facing right",
                    "CH-BEN": "stands right, facing left",
                }[part.asset]  # fmt: skip


def test_a_turn_lands_on_the_face_of_the_one_who_answers_it_before_they_speak() -> None:
    cards = scene(f"ANNA and BEN stand at a table.\n\n{TALK}")
    turn = next(index for index, card in enumerate(cards) if "never gave" in str(card.dialogue))
    after = cards[turn + 1]
    assert (after.size, after.job, after.subjects[0].asset) == (Size.CU, Job.WITNESS, "CH-BEN")
    assert after.dialogue[0].at == 1.5


def test_a_turn_that_nobody_answers_lands_on_the_face_of_whoever_sees_it() -> None:
    cards = [card for card in proposed(UNPLANNED) if card.scene == "S03"]
    leaves = next(index for index, card in enumerate(cards) if "is gone" in card.action)
    after = cards[leaves + 1]
    assert (after.size, after.subjects[0].asset, after.dialogue) == (Size.CU, "CH-CLIENT", ())


def test_a_voice_over_an_empty_place_is_laid_over_its_first_shot() -> None:
    first = proposed(UNPLANNED)[0]
    assert (first.framing, first.size, first.subjects) == (Framing.EMPTY, Size.ELS, ())
    assert [(line.speaker, line.on_screen, line.treatment) for line in first.dialogue] == [
        ("CH-CLIENT", False, Treatment.PHONE)
    ]


def test_a_voice_on_the_phone_is_heard_on_the_listener_after_its_device() -> None:
    cards = [card for card in proposed(KITCHEN) if card.scene == "S01A"]
    voice = next(index for index, card in enumerate(cards) if card.dialogue and not card.dialogue[0].on_screen)
    assert cards[voice].dialogue[0].treatment is Treatment.PHONE
    assert cards[voice].subjects[0].asset == "CH-MEI"
    assert cards[voice - 1].subjects[0].asset == "PR-PHONE"
    assert cards[voice - 1].framing is Framing.INSERT


def test_a_group_is_shown_again_so_that_nobody_is_lost() -> None:
    names = ["ANNA", "BEN", "CARL"]
    lines = "\n\n".join(f"{names[n % 3]}\nThis is line number {n}." for n in range(12))
    cards = scene(f"ANNA, BEN and CARL sit around a table.\n\n{lines}")
    groups = [index for index, card in enumerate(cards) if card.framing is Framing.GROUP]
    assert len(groups) >= 2
    assert {card.dialogue[0].speaker for card in cards if card.framing is Framing.SINGLE} == {
        "CH-ANNA", "CH-BEN", "CH-CARL",
    }  # fmt: skip


def test_an_entrance_is_followed_in_its_own_direction() -> None:
    cards = scene("A bench.\n\nANNA, 30s, runs in from the right.\n\nShe sits on the bench.", "EXT. PARK - DAY")
    enters = cards[1]
    assert (enters.move.primary, enters.move.direction) == (Movement.TRACKING, "left")
    assert enters.subjects[0].start == "off frame right"
    assert enters.subjects[0].action.startswith("enters right, runs in")


def test_a_thing_the_story_needs_has_its_insert() -> None:
    inserts = [card for card in proposed(UNPLANNED) if card.framing is Framing.INSERT]
    assert {"PR-CASSETTE", "PR-RECEIPT-BOOK"} <= {part.asset for card in inserts for part in card.subjects}
    words = next(card for card in inserts if "KEEP IT" in card.action)
    assert words.focus.target == "PR-CASSETTE"


def test_a_long_speech_is_broken_between_sentences_into_shots_that_can_hold_it() -> None:
    speech = " ".join(f"This is sentence number {n} of a speech." for n in range(20))
    cards = scene(f"ANNA stands.\n\nANNA\n{speech}")
    spoken = [card for card in cards if card.dialogue]
    assert len(spoken) > 4
    assert all(card.dialogue[-1].text.endswith(".") for card in spoken)
    assert [doubt for card in cards for doubt in lint(card)] == []


def test_chases_are_cut_faster_than_the_same_words_elsewhere() -> None:
    calm = scene("ANNA sits at the window and reads her long letter from the very beginning.")
    chase = scene("ANNA runs and leaps and crashes through her long street from the very beginning.")
    assert chase[0].seconds < calm[0].seconds


def test_a_script_without_headings_is_covered_in_one_place() -> None:
    cards = proposed("ANNA, 30s, waits.\n\nANNA\nHello?\n")
    assert [card.code for card in cards] == ["S01-SH01", "S01-SH02"]
    assert cards[0].references[-1].asset == "LO-PLACE"


def test_a_given_library_is_used_under_its_own_names() -> None:
    faults: list[Fault] = []
    row = {"id": "CH-BOSS", "kind": "character", "name": "The Client", "locked": "grey coat"}
    boss = rows.asset(row, "row", faults)
    assert boss is not None
    cards = coverage.propose(fountain.parse(UNPLANNED), [boss])
    assert "CH-BOSS" in {name for card in cards for name in card.assets}
    assert "CH-CLIENT" not in {name for card in cards for name in card.assets}


def test_more_scenes_than_codes_are_refused_with_a_sentence() -> None:
    text = "".join(f"INT. A - DAY\n\nX{n}.\n\n" for n in range(10_000))
    with pytest.raises(coverage.Endless, match="divide it into parts"):
        proposed(text)


_PIECES = [
    *("INT. HOUSE - DAY\n\n", "EXT. SEA - NIGHT #2#\n\n", ".你好\n\n", "INT. MONTAGE\n\n", "# Act\n\n", "Rain.\n\n"),
    *("WREN\nHello there.\n\n", "ABELL (V.O.)\n(on the phone)\nYes; no {x} [y] @3: z.\n\n", "THE\nz\n\n", "'S\nx\n\n"),
    *("MEI (O.S.) ^\n(off, in fr)\nOh!\n\n", "@你好\nHm.\n\n", "A|B\nx\n\n", "CLIENT #2\n~sings\n\n", "[[note]]"),
    *("WREN, 30s, a red coat, runs in from the right. She takes the cassette.\n\n", "Wren leaves. A bell rings.\n\n"),
    *("They look at the door. It opens; \n\n", "JON (40), a man, sits > sleeps | reads @ 4. {a} [b]\n\n", "--\n\n"),
    *("Beneath it, in capitals: KEEP IT.\n\n", "WREN\n" + "word " * 80 + "\n\n", "Client's phone buzzes.\n\n"),
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
def test_any_script_gets_cards_that_a_sheet_can_hold_or_a_sentence(text: str) -> None:
    try:
        cards = proposed(text)
    except NoScene:
        return
    for card in cards:
        faults: list[Fault] = []
        assert rows.card(rows.card_row(card), "row", faults) == card
        assert faults == []


def test_side_b_has_exactly_the_shots_its_notes_name() -> None:
    cards = proposed(SIDE_B)
    assert [card.code for card in cards] == re.findall(r"\[\[(S\d+-SH\d+)\]\]", SIDE_B)
    assert all(card.origin is Origin.COMPLETED for card in cards)


def test_named_shots_are_completed_from_the_words_they_cover() -> None:
    cards = {card.code: card for card in proposed(SIDE_B)}
    sizes = {code: card.size for code, card in cards.items()}
    assert sizes["S01-SH01"] is Size.ELS
    assert sizes["S01-SH03"] is sizes["S02-SH03"] is sizes["S03-SH03"] is sizes["S03-SH04"] is Size.INSERT
    assert sizes["S02-SH04"] is sizes["S03-SH02"] is Size.CU
    assert sizes["S03-SH01"] is Size.ELS
    assert cards["S02-SH05"].framing is cards["S03-SH05"].framing is Framing.TWO
    assert (cards["S01-SH02"].move.primary, cards["S01-SH02"].move.direction) == (Movement.TRACKING, "right")


def test_named_shots_hold_the_speeches_that_follow_their_paragraph() -> None:
    said = {card.code: [line.text for line in card.dialogue] for card in proposed(SIDE_B)}
    assert said["S01-SH01"] == ["Midnight. The roof. If it plays, you're paid."]
    assert said["S02-SH02"] == ["Who gave you this?"] * 2
    assert said["S02-SH05"] == ["That's my book.", "I'll bring it back."]
    assert said["S03-SH05"] == ["Keep it."]
    assert sum(map(len, said.values())) == 9


def test_a_scene_without_named_shots_stays_without_when_any_shot_is_named() -> None:
    text = "INT. A - DAY\n\nOne. [[S01-SH01 The first]]\n\nINT. B - DAY\n\nTwo.\n"
    (card,) = proposed(text)
    assert (card.code, card.title) == ("S01-SH01", "The first")


def test_a_note_in_another_scene_than_its_code_is_refused_with_its_line() -> None:
    with pytest.raises(InvalidFile, match=r"line 3: the note \[\[S02-SH01\]\] stands in scene S01"):
        proposed("INT. A - DAY\n\nOne. [[S02-SH01]]\n")


def test_a_named_shot_gets_the_time_its_words_need() -> None:
    speech = " ".join(["word"] * 60)
    (card,) = proposed(f"INT. A - DAY\n\nANNA speaks. [[S01-SH01]]\n\nANNA\n{speech}\n")
    assert card.seconds > 23
    assert [(doubt.field, doubt.risk) for doubt in lint(card)] == [("dialogue", True)]


def test_what_is_heard_over_black_at_the_end_is_in_no_shot() -> None:
    cards = proposed(UNPLANNED)
    assert not any("Keep it." in str(card.dialogue) or "record button" in card.action for card in cards)


def test_a_word_of_hyphens_takes_time_in_proportion() -> None:
    began = process_time()
    assert scene("A-" * 10_000)
    assert process_time() - began < 2.0
