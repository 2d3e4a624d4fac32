"""The grammar of a plan: each rule names the shots that break it, and is silent on what we propose ourselves."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.craft.cards.card import Card
from rushes.craft.grammar import assets, coverage, faults
from rushes.craft.production import folder
from rushes.craft.screenplay import fountain
from rushes.craft.screenplay.breakdown import NoScene
from tests.craft.grammar.examples import EXAMPLES, TEXTS, plan

ROOM = {"size": "LS", "framing": "two", "seconds": 4}


def card(number: int, scene: int = 1, **fields: Any) -> Card:
    return Card.model_validate({"code": f"S{scene:02}-SH{number:02}", **fields})


def part(asset: str, start: str = "", action: str = "", end: str = "") -> dict[str, str]:
    return {"asset": asset, "start": start, "action": action, "end": end}


def wide(number: int = 1, scene: int = 1) -> Card:
    people = [part("CH-ANNA", "stands left, facing right"), part("CH-BEN", "stands right, facing left")]
    return card(number, scene, size="LS", framing="two", subjects=people)


def single(number: int, asset: str, looks: str, **fields: Any) -> Card:
    usual = {"size": "MCU", "side": "three-quarter", "composition": f"looking {looks}", "subjects": [part(asset)]}
    return card(number, **{**usual, **fields})


def rules(*cards: Card) -> list[tuple[str, tuple[str, ...]]]:
    return [(flaw.rule, flaw.shots) for flaw in faults.check(cards)]


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_we_propose_breaks_the_grammar(name: str) -> None:
    script, _, cards = plan(name)
    assert [flaw.says for flaw in faults.check(cards, script)] == []


_PIECES = [
    *("INT. HOUSE - DAY\n\n", "EXT. SEA - CONTINUOUS\n\n", "INT. MONTAGE\n\n", "Rain.\n\n", "ANNA\nYou came.\n\n"),
    *(
        "BEN\nI said so. I always say so!\n\n",
        "CARL (V.O.)\n(on the phone)\nListen.\n\n",
        "DORA\n" + "word " * 50 + "\n\n",
    ),
    *("Anna looks at the door. It opens by itself, very slowly.\n\n", "Ben takes the letter. It reads: COME HOME.\n\n"),
    *("Anna walks out to the left.\n\n", "Ben runs in from the right.\n\n", "They sit down.\n\n", "Dora listens.\n\n"),
    *("Anna, Ben and Carl stand at a table.\n\n", "Carl picks up the letter. He reads it.\n\n", "A phone rings.\n\n"),
    *("Carl runs. He leaps and crashes into the wall. He throws the knife!\n\n", "Behind her, a child waves.\n\n"),
]


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=14).map("".join))
def test_no_script_gets_a_proposal_that_breaks_the_grammar(text: str) -> None:
    script = fountain.parse(text)
    try:
        cards = coverage.propose(script, assets.propose(script))
    except NoScene:
        return
    assert [flaw.says for flaw in faults.check(cards, script)] == []


def test_a_pair_that_changes_sides_has_crossed_the_line() -> None:
    swapped = [part("CH-ANNA", "stands right, facing left"), part("CH-BEN", "stands left, facing right")]
    over = card(2, size="MS", framing="two", subjects=swapped)
    assert rules(wide(), over) == [("axis", ("S01-SH01", "S01-SH02"))]


@pytest.mark.parametrize(
    "between",
    [
        {"size": "INSERT", "framing": "insert", "subjects": [part("PR-KEY")]},
        {"size": "MS", "framing": "two", "move": {"primary": "arc"}, "subjects": [part("CH-ANNA"), part("CH-BEN")]},
    ],
    ids=["a cutaway", "a camera that goes round"],
)
def test_a_cutaway_or_a_move_leads_across_the_line(between: dict[str, Any]) -> None:
    swapped = [part("CH-ANNA", "stands right, facing left"), part("CH-BEN", "stands left, facing right")]
    after = card(3, size="MLS", framing="two", subjects=swapped)
    assert "axis" not in [rule for rule, _ in rules(wide(), card(2, **between), after)]


def test_a_face_that_looks_the_other_way_in_its_single_has_crossed_the_line() -> None:
    assert rules(wide(), single(2, "CH-ANNA", "left")) == [("axis", ("S01-SH01", "S01-SH02"))]
    assert rules(wide(), single(2, "CH-ANNA", "right")) == []


@pytest.mark.parametrize(
    ("change", "jumps"),
    [
        ({}, True),
        ({"size": "MCU"}, True),
        ({"size": "CU"}, False),
        ({"size": "MCU", "side": "profile"}, False),
        ({"height": "ground"}, False),
        ({"subjects": [part("CH-BEN")], "composition": "looking left"}, False),
        ({"why": "meant: jump cut, he has lost an hour"}, False),
    ],
)
def test_two_shots_of_one_subject_differ_in_size_or_angle(change: dict[str, Any], jumps: bool) -> None:
    first = single(2, "CH-ANNA", "right", size="MS")
    second = single(3, "CH-ANNA", "right", **{"size": "MS", **change})
    assert (("jump cut", ("S01-SH02", "S01-SH03")) in rules(wide(), first, second)) is jumps


def test_two_inserts_of_one_thing_running_are_a_jump_cut() -> None:
    close = [card(n, size="INSERT", framing="insert", subjects=[part("PR-KEY")]) for n in (2, 3)]
    assert rules(wide(), *close) == [("jump cut", ("S01-SH02", "S01-SH03"))]


def test_who_goes_one_way_does_not_turn_round_in_a_cut() -> None:
    going = card(1, size="LS", direction="right", subjects=[part("CH-ANNA", "enters left", "runs", "exits right")])
    back = card(2, size="MS", direction="left", subjects=[part("CH-ANNA", "enters right", "runs", "exits left")])
    turned = card(
        2, size="MS", direction="left", subjects=[part("CH-ANNA", "enters right", "turns back", "exits left")]
    )
    assert rules(going, back) == [("screen direction", ("S01-SH01", "S01-SH02"))]
    assert rules(going, turned) == []


def test_a_direction_is_kept_into_a_scene_that_goes_on() -> None:
    script = fountain.parse("INT. A - DAY\n\nAnna runs.\n\nINT. B - CONTINUOUS\n\nAnna runs.\n")
    out = card(1, size="LS", action="Anna runs.", subjects=[part("CH-ANNA", "stands left", "runs", "exits right")])
    wrong = card(1, 2, size="LS", action="Anna runs.", subjects=[part("CH-ANNA", "enters right", "runs", "stops")])
    right = card(1, 2, size="LS", action="Anna runs.", subjects=[part("CH-ANNA", "enters left", "runs", "stops")])
    assert [flaw.shots for flaw in faults.check([out, wrong], script)] == [("S01-SH01", "S02-SH01")]
    assert faults.check([out, right], script) == []


def test_over_a_shoulder_the_eyes_go_to_the_shoulder() -> None:
    def over(looks: str) -> Card:
        people = [part("CH-ANNA", f"stands, facing {looks}"), part("CH-BEN", "back to us")]
        return card(
            2, size="MCU", framing="ots", over="CH-BEN", side="three-quarter", subjects=people,
            composition="Ben's shoulder at frame left",
        )  # fmt: skip

    place = card(1, size="LS", framing="empty")
    assert rules(place, over("right")) == [("eyeline", ("S01-SH02",))]
    assert rules(place, over("left")) == []


def test_two_who_answer_each_other_look_opposite_ways() -> None:
    place = card(1, size="LS", framing="empty")
    anna = single(2, "CH-ANNA", "right", eyeline="CH-BEN")
    assert rules(place, anna, single(3, "CH-BEN", "right", eyeline="CH-ANNA")) == [
        ("eyeline", ("S01-SH02", "S01-SH03"))
    ]
    assert rules(place, anna, single(3, "CH-BEN", "left", eyeline="CH-ANNA")) == []


def said(speaker: str, **fields: Any) -> dict[str, Any]:
    return {"speaker": speaker, "text": "I never said that.", **fields}


def test_a_scene_that_opens_close_on_talk_has_no_way_in() -> None:
    opens = single(1, "CH-ANNA", "right", dialogue=[said("CH-ANNA", at=0.0)], seconds=6)
    assert rules(opens, wide(2)) == [("way in", ("S01-SH01",))]


def test_a_scene_that_ends_on_its_last_word_has_no_way_out() -> None:
    last = single(2, "CH-ANNA", "right", dialogue=[said("CH-ANNA", at=1.0)], seconds=2.8)
    assert rules(wide(), last) == [("way out", ("S01-SH02",))]
    assert rules(wide(), last.model_copy(update={"seconds": 4.0})) == []


def test_a_scene_of_close_shots_alone_has_no_geography() -> None:
    shots = [single(1, "CH-ANNA", "right"), single(2, "CH-BEN", "left"), single(3, "CH-ANNA", "right")]
    assert rules(*shots) == [("geography", ("S01-SH01", "S01-SH02", "S01-SH03"))]


def test_a_voice_in_the_scene_needs_a_face() -> None:
    heard = card(2, size="CU", side="profile", subjects=[part("CH-ANNA")], dialogue=[said("CH-CARL")], seconds=6)
    assert rules(wide(), heard) == [("unseen speaker", ("S01-SH02",))]
    away = heard.model_copy(update={"dialogue": (heard.dialogue[0].model_copy(update={"on_screen": False}),)})
    assert rules(wide(), away) == []


def test_lines_and_action_in_no_shot_are_named_with_their_line() -> None:
    script = fountain.parse("INT. A - DAY\n\nAnna waits.\n\nANNA\nHello?\n\nA dog barks.\n")
    found = faults.check([card(1, size="LS", action="Anna waits.", origin="proposed")], script)
    assert [(flaw.rule, flaw.shots) for flaw in found] == [
        ("line not covered", ("S01-SH01",)),
        ("action not covered", ("S01-SH01",)),
    ]
    assert "line 6 of the script, 'Hello?', is in no shot" in found[0].saw


def test_the_demonstration_is_told_the_two_things_that_are_true_of_it() -> None:
    film = folder.load(Path(EXAMPLES / "side-b"))
    found = [(flaw.rule, flaw.shots) for flaw in faults.check(film.cards, film.screenplay)]
    assert found == [
        ("eyeline", ("S02-SH01",)),  # she looks right while his shoulder is at frame left
        ("geography", ("S02-SH01", "S02-SH02", "S02-SH03")),  # the shop is never seen wide
    ]


def flipped(shot: Card) -> Card:
    """The same shot from the other side of the line."""
    swap = {"left": "right", "right": "left"}
    told = re.sub(r"\b(left|right)\b", lambda match: swap[match[1]], shot.model_dump_json(exclude={"code"}))
    return Card.model_validate({**json.loads(told), "code": shot.code})


def test_any_shot_of_a_two_hander_turned_round_is_found() -> None:
    script, _, cards = plan("ward-nine")
    scene = [one for one in cards if one.scene == "S01"]
    between = [at for at, one in enumerate(scene) if one.over]
    assert len(between) >= 6
    for at in between:
        turned = [*scene[:at], flipped(scene[at]), *scene[at + 1 :]]
        assert {"axis", "eyeline"} & {flaw.rule for flaw in faults.check(turned, script)}, scene[at].code


def test_a_shot_left_out_of_a_plan_leaves_its_words_uncovered() -> None:
    script, _, cards = plan("ward-nine")
    for at, one in enumerate(cards):
        if one.dialogue:
            rules_found = {flaw.rule for flaw in faults.check([*cards[:at], *cards[at + 1 :]], script)}
            assert "line not covered" in rules_found, one.code
