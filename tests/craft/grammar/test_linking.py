"""Which words of the script each shot covers."""

import re
import time
from pathlib import Path

import pytest

from rushes.craft.cards.card import Card
from rushes.craft.grammar import assets, coverage, linking
from rushes.craft.production import folder
from rushes.craft.screenplay import fountain, shots
from rushes.craft.screenplay.wording import normal
from tests.craft.screenplay.scripts import KITCHEN, LIGHTHOUSE

ROOT = Path(__file__).parents[3]
SIDE_B = ROOT / "examples" / "side-b"
SCENE = """INT. SHOP - NIGHT

Rain on the glass. ADA counts coins into a tin.

BO
(off)
Who gave you this?

ADA
Nobody. Who gave you this?

Bo limps in from the back and takes the tin off the counter.
"""


def card(code: str, action: str = "", *lines: str, origin: str = "user") -> Card:
    said = [{"speaker": "CH-ADA", "text": line} for line in lines]
    return Card.model_validate({"code": code, "action": action, "dialogue": said, "origin": origin})


def covered(text: str, *cards: Card) -> dict[str, str]:
    return {code: span.of(text) for code, span in linking.spans(fountain.parse(text), cards).items()}


def test_where_notes_name_the_shots_the_notes_decide() -> None:
    stated = folder.load(SIDE_B)
    assert linking.spans(stated.screenplay, stated.cards) == shots.shot_spans(stated.screenplay)
    assert linking.uncovered(stated.screenplay, linking.spans(stated.screenplay, stated.cards)) == []


def test_side_b_without_its_notes_is_linked_to_words_that_the_notes_gave_the_same_shots() -> None:
    stated = folder.load(SIDE_B)
    truth = {code: _words(span.of(stated.script)) for code, span in shots.shot_spans(stated.screenplay).items()}
    bare = re.sub(r" ?\[\[S\d\d-SH\d\d\]\]", "", stated.script)
    found = {code: _words(text) for code, text in covered(bare, *stated.cards).items()}

    assert len(found) >= 12
    assert all(set(words) <= set(truth[code]) for code, words in found.items())


def _words(text: str) -> list[str]:
    return normal(re.sub(r"\[\[.*?\]\]", "", text))


@pytest.mark.parametrize("text", [KITCHEN, LIGHTHOUSE.replace("~The lamp", "The lamp"), SCENE])
def test_proposed_coverage_leaves_no_line_and_no_action_open(text: str) -> None:
    screenplay = fountain.parse(text)
    cards = coverage.propose(screenplay, assets.propose(screenplay))
    found = linking.spans(screenplay, cards)

    assert [gap.element.text for gap in linking.uncovered(screenplay, found)] == []
    copied = [one for one in cards if one.dialogue or one.action in " ".join(text.split())]
    assert {one.code for one in copied} <= set(found)


def test_a_line_is_found_word_for_word_with_its_cue_whatever_its_case_and_spacing() -> None:
    found = covered(
        SCENE, card("S01-SH01", "", "WHO gave  you this"), card("S01-SH02", "", "Nobody. Who gave you this?")
    )

    assert found["S01-SH01"] == "BO\n(off)\nWho gave you this?"
    assert found["S01-SH02"] == "ADA\nNobody. Who gave you this?"


def test_a_line_that_comes_twice_belongs_to_the_shots_in_turn() -> None:
    found = covered(SCENE, *(card(f"S01-SH0{n}", "", "Who gave you this?") for n in (1, 2, 3)))

    assert found["S01-SH01"].startswith("BO")
    assert found["S01-SH02"] == found["S01-SH03"] == "Who gave you this?"


def test_nobodys_line_goes_on_in_anothers_mouth() -> None:
    assert covered(SCENE, card("S01-SH01", "", "this? Nobody.")) == {}


def test_an_action_in_other_words_is_found_by_what_it_shares_with_a_sentence() -> None:
    found = covered(
        SCENE, card("S01-SH01", "Ada counting her coins"), card("S01-SH02", "Limping, Bo takes away the tin")
    )

    assert found["S01-SH01"] == "ADA counts coins into a tin."
    assert found["S01-SH02"] == "Bo limps in from the back and takes the tin off the counter."


def test_shots_go_forward_through_the_scene() -> None:
    text = "INT. A - DAY\n\nAda opens the red door.\n\nBo sings a song.\n\nAda opens the red door again, slowly.\n"
    found = covered(text, card("S01-SH01", "The red door opens"), card("S01-SH02", "Bo, singing his song"),
                    card("S01-SH03", "The red door opens slowly again"))  # fmt: skip

    assert found["S01-SH01"] == "Ada opens the red door."
    assert found["S01-SH03"] == "Ada opens the red door again, slowly."


def test_a_card_that_matches_nothing_covers_nothing() -> None:
    cards = [
        card("S01-SH01", "A cat asleep on the radiator"),
        card("S01-SH02", "Ada takes it in", origin="proposed"),
        card("S07-SH01", "Ada counts coins into a tin."),
        card("S01-SH03"),
    ]
    assert covered(SCENE, *cards) == {}


def test_what_no_shot_covers_is_named_with_its_scene() -> None:
    screenplay = fountain.parse(SCENE)
    found = linking.spans(screenplay, [card("S01-SH01", "ADA counts coins into a tin.", "Who gave you this?")])

    gaps = linking.uncovered(screenplay, found)
    assert [(gap.scene, gap.element.kind, gap.element.text[:6]) for gap in gaps] == [
        ("S01", "dialogue", "Nobody"),
        ("S01", "action", "Bo lim"),
    ]


def test_a_scene_of_thousands_of_sentences_and_cards_is_linked_in_linear_time() -> None:
    def spent(many: int) -> float:
        text = "INT. A - DAY\n\n" + "".join(f"Ada lifts box {n} off the shelf.\n\n" for n in range(many))
        planned = [card(f"S01-SH{n:02}", f"Box {n} is lifted from its shelf by Ada") for n in range(1, many)]
        screenplay, start = fountain.parse(text), time.process_time()
        found = linking.spans(screenplay, planned)
        assert found["S01-SH07"].of(text) == "Ada lifts box 7 off the shelf."
        return time.process_time() - start

    once = max(spent(1000) for _ in range(3))
    assert spent(8000) < 32 * once, "eight times the scene: linear is 8, quadratic is 64"
