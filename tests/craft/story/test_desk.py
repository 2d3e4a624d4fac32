"""Every question is built from the demonstration and its answer read; what cannot be used is said in a sentence."""

import json
from typing import Any

import pytest

from rushes.craft.screenplay.elements import Span
from rushes.craft.story import desk
from rushes.craft.story.beats import Charge, Part
from rushes.craft.story.card import Story
from rushes.craft.story.question import Unbuildable, Unreadable, Wish
from tests.craft.story import stories

WISH = Wish(
    says="Shorter", title="SIDE B", logline="A courier", shot="S02-SH03", span=Span(900, 1000, 1, 1), reading=2, seed=7
)
ABOUT = {
    "loglines": "LOGLINE",
    "beats": "BEATS",
    "outline": "OUTLINE",
    "script": "SCRIPT",
    "rewrite": "REWRITE-900-1000",
    "shots": "SHOT-S02-SH03",
    "retell": "RETELL",
    "ranking": "RANKING-2",
    "ordering": "ORDER-7",
}
BEAT = {
    "part": "turn",
    "before": "a",
    "action": "She runs",
    "after": "b",
    "value": "trust",
    "starts": "+",
    "ends": "-",
    "risk": 3,
}
ANSWERS: dict[str, tuple[dict[str, Any], str]] = {
    "loglines": ({"options": [{"logline": "A courier\nruns.", "gives_up": ""}]}, "- A courier runs."),
    "beats": ({"beats": [BEAT]}, "1. **turn** a > She runs > b (trust + > -, risk 3)"),
    "outline": (
        {"scenes": [{"heading": "int. shop - night", "happens": "He waits.", "changes": "He goes."}]},
        "INT. SHOP - NIGHT\n\n= He goes.\n\nHe waits.",
    ),
    "script": ({"fountain": "INT. SHOP - NIGHT\r\n\r\nHe waits."}, "INT. SHOP - NIGHT\n\nHe waits.\n"),
    "rewrite": ({"replacement": "\n\nShe runs.\n"}, "She runs."),
    "shots": ({"action": "She turns it.", "first_frame": "Dark", "last_frame": ""}, "She turns it.\nFirst frame: Dark"),
    "retell": ({"who": "a courier", "want": "to be paid"}, "who: a courier\nwant: to be paid"),
    "ranking": ({"order": ["b", "A", "A"]}, "B < A"),
    "ordering": ({"prefers": "A", "because": "the fall"}, "A: the fall"),
}


@pytest.mark.parametrize("kind", desk.kinds())
def test_every_question_says_what_it_is_about_and_asks_the_same_twice(kind: str) -> None:
    question = desk.build(kind, stories.side_b(), WISH)
    assert (question.kind, question.of) == (kind, ABOUT[kind])
    assert question == desk.build(kind, stories.side_b(), WISH)
    assert "abstain" in question.system
    assert question.user


@pytest.mark.parametrize("kind", ANSWERS)
def test_an_answer_becomes_the_draft_to_keep(kind: str) -> None:
    given, text = ANSWERS[kind]
    answer = desk.read(kind, f"```json\n{json.dumps(given)}\n```\nThere.")
    assert (answer.text, answer.abstained) == (text, False)


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_reader_may_abstain(kind: str) -> None:
    answer = desk.read(kind, '{"abstain": "There is no turn."}')
    assert (answer.text, answer.abstained, answer.value) == ("There is no turn.", True, None)


@pytest.mark.parametrize("kind", ANSWERS)
@pytest.mark.parametrize("text", ["", "I cannot help with that.", "{}", '{"options": 3, "beats": 3, "order": 3}', "[]"])
def test_what_is_no_answer_is_a_sentence(kind: str, text: str) -> None:
    if kind == "ordering" and text.startswith("{"):
        assert desk.read(kind, text).value.prefers == "neither"
        return
    with pytest.raises(Unreadable, match="answer"):
        desk.read(kind, text)


def test_beats_become_values_of_the_story() -> None:
    (beat,) = desk.read("beats", json.dumps({"beats": [BEAT]})).value
    assert (beat.part, beat.starts, beat.rise, beat.risk) == (Part.TURN, Charge.GOOD, -2, 3)


def test_a_beat_out_of_range_is_named() -> None:
    with pytest.raises(Unreadable, match="risk: Input should be less than or equal to 5"):
        desk.read("beats", json.dumps({"beats": [BEAT | {"risk": 9}]}))


@pytest.mark.parametrize("text", ["He waits.", "", "/* nothing */"])
def test_a_script_without_a_scene_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="has no scene heading"):
        desk.read("script", json.dumps({"fountain": text}))


def test_a_blind_reader_is_shown_no_word_of_the_card_or_of_the_dialogue() -> None:
    question = desk.build("retell", stories.side_b(), WISH)
    assert "SIDE B" not in question.user
    assert "Does it play?" not in question.user
    assert "cargo" not in question.user


def test_readings_shuffle_independently_and_tell_nothing_of_the_order() -> None:
    asked = [desk.build("ranking", stories.side_b(), Wish(reading=reading, seed=3)).user for reading in (1, 2, 3)]
    assert len(set(asked)) > 1


@pytest.mark.parametrize(
    "kind", ["loglines", "beats", "outline", "script", "retell", "ranking", "ordering", "shots", "rewrite"]
)
def test_what_the_production_lacks_is_said_before_anything_is_asked(kind: str) -> None:
    with pytest.raises(Unbuildable):
        desk.build(kind, stories.script("", Story()), Wish())


def test_no_such_question() -> None:
    with pytest.raises(desk.NoQuestion, match="choose one of beats, "):
        desk.read("poem", "{}")
