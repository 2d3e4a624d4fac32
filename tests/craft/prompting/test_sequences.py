"""Several shots in one request: what is shared is said once, the rest by each shot."""

from dataclasses import replace

import pytest

from rushes.craft.cards.card import Card, Part, Reference, Speech
from rushes.craft.cards.vocabulary import Role
from rushes.craft.prompting import compiler
from rushes.craft.prompting.compiled import Unsendable
from rushes.craft.prompting.intent import Intent, Kind, Medium, Mode, stand_ins
from tests.craft.prompting.shots import ASSETS

ARK, KLING, MINIMAX = (compiler.surface_of(id) for id in ("seedance_ark", "kling", "minimax"))
INES = Reference(asset="CH-INES", role=Role.IDENTITY)
TOMAS = Reference(asset="CH-TOMAS", role=Role.IDENTITY)
JETTY = Reference(asset="LO-JETTY", role=Role.PLACE, priority=1)


def shot(number: int, *references: Reference, **fields: object) -> Intent:
    stated = {"code": f"S06-SH{number:02}", "seconds": 4, "references": references, "action": "She turns."}
    card = Card.model_validate(stated | fields)
    return Intent(card, ASSETS, "EXT. JETTY - NIGHT", Mode.REFERENCES, stand_ins(card), "16 mm")


def test_files_are_numbered_once_for_all_shots_and_defined_before_the_first() -> None:
    told = compiler.sequence(ARK, [shot(1, INES, JETTY), shot(2, TOMAS, INES)])
    assert [(one.token, one.asset) for one in told.citations] == [
        ("Image 1", "CH-INES"), ("Image 2", "CH-INES"), ("Image 3", "CH-TOMAS"), ("Image 4", "CH-TOMAS"),
        ("Image 5", "LO-JETTY"),
    ]  # fmt: skip
    assert told.sections[0][0] == "definitions"
    assert told.prompt.count("Image 3") == 1
    assert told.prompt.index("Image 3") < told.prompt.index("Shot 1:") < told.prompt.index("Shot 2:")


def test_the_limit_cuts_over_all_shots_by_who_is_needed_most() -> None:
    told = compiler.sequence(replace(ARK, most={**ARK.most, Kind.IMAGE: 2}), [shot(1, INES, JETTY), shot(2, TOMAS)])
    assert [one.asset for one in told.citations] == ["CH-INES", "CH-TOMAS"]
    assert {one.asset for one in told.dropped} == {"CH-INES", "CH-TOMAS", "LO-JETTY"}


def test_looks_place_and_style_are_told_once_and_what_only_one_shot_rules_out_stays_with_it() -> None:
    pilot = (Part(asset="CH-PILOT", state="soaked", action="slips"),)
    first = shot(1, subjects=pilot, negatives=("a moon", "crowds"))
    second = shot(2, subjects=pilot, negatives=("crowds", "a second rope"))
    told = dict(compiler.sequence(ARK, [first, second]).sections)
    assert told["S06-SH01 subjects"] == "PILOT is a person: tall, red beard, black oilskins; soaked."
    assert told["S06-SH02 subjects"] == "PILOT is soaked."
    assert "S06-SH02 place" not in told
    assert told["style"] == "16 mm."
    assert told["S06-SH01 constraints"] == "The frame stays free of a moon."
    assert told["S06-SH02 constraints"] == "One rope throughout."


def test_voices_are_counted_over_the_whole_and_later_shots_say_when_they_begin() -> None:
    lines = [Speech(speaker="CH-INES", text="Hold it."), Speech(speaker="CH-TOMAS", text="I am.")]
    told = compiler.sequence(MINIMAX, [shot(1, INES, dialogue=lines[:1]), shot(2, TOMAS, dialogue=lines[1:])])
    assert "(S1) <Subject 1> says: <d>[English] Hold it.</d>" in told.prompt
    assert "(S2) <Subject 2> says: <d>[English] I am.</d>" in told.prompt
    assert "[Shot 2] At 00:04.000, the shot cuts." in told.prompt


def test_shots_sent_apart_take_whole_seconds_and_define_whom_they_are_the_first_to_show() -> None:
    told = compiler.sequence(KLING, [shot(1, INES, seconds=3.5), shot(2, TOMAS, INES)])
    first, second = told.fields["shots"]
    assert (first["seconds"], second["seconds"], told.fields["seconds"]) == (4, 4, 8)
    assert told.warnings[0] == "S06-SH01 is asked for 4 s, cut down to 3.5."
    assert "Ines is the woman in @image_1" in first["prompt"]
    assert "@image_3" not in first["prompt"]
    assert "Tomás is the boy in @image_3" in second["prompt"]
    assert "@image_1" not in second["prompt"]


def test_what_is_over_goes_to_the_last_shot() -> None:
    told = compiler.sequence(ARK, [shot(1, seconds=2.5), shot(2, seconds=3.2)])
    assert [one["seconds"] for one in told.fields["shots"]] == [2.5, 3.5]
    assert told.fields["seconds"] == 6


def test_frames_stay_out() -> None:
    first = shot(1, INES)
    framed = replace(first, media=(*first.media, Medium("S06-SH01", Role.FIRST_FRAME)))
    told = compiler.sequence(ARK, [framed, shot(2, INES)])
    assert "first_frame" not in {one.role for one in told.citations}
    assert told.dropped[-1].why == "a frame shows only one of the shots"


def test_a_shot_too_short_among_others_is_doubted() -> None:
    assert any("under 2.5 s" in text for text in compiler.sequence(ARK, [shot(1), shot(2, seconds=2)]).warnings)


@pytest.mark.parametrize(
    ("numbers", "fields", "says"),
    [
        ((), {}, "needs shots"),
        ((1, 2, 1), {}, "S06-SH01 is named twice"),
        (range(1, 8), {"seconds": 2}, "takes 6 shots in one prompt: take out S06-SH07"),
        ((1, 2, 3), {"seconds": 6}, "ask 18 s and Seedance 2.0 .* makes at most 15: take out S06-SH03"),
        ((1, 2), {"seconds": 20}, "split S06-SH01"),
        ((1, 2), {"action": "She points at Image 7"}, "S06-SH01, action: 'Image 7' would name a file"),
    ],
)
def test_what_is_no_sequence_is_refused(numbers: tuple[int, ...], fields: dict[str, object], says: str) -> None:
    with pytest.raises(Unsendable, match=says):
        compiler.sequence(ARK, [shot(number, **fields) for number in numbers])


def test_a_sequence_is_of_one_mode_without_frames_and_only_where_a_surface_takes_it() -> None:
    pair = [shot(1, INES), shot(2, INES)]
    with pytest.raises(Unsendable, match="a frame shows only one of them"):
        compiler.sequence(ARK, [replace(one, mode=Mode.FIRST_FRAME) for one in pair])
    with pytest.raises(Unsendable, match="a frame shows only one of them"):
        compiler.sequence(ARK, [pair[0], replace(pair[1], mode=Mode.TEXT)])
    with pytest.raises(Unsendable, match=r"Veo 3\.1 takes one shot at a time"):
        compiler.sequence(compiler.surface_of("veo"), pair)
