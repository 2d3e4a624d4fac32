"""What a script is counted and taken apart into."""

import json
from pathlib import Path

import pytest

from rushes.craft.screenplay import breakdown, fountain
from tests.craft.screenplay.scripts import KITCHEN, LIGHTHOUSE

SIDE_B = Path(__file__).parents[3] / "examples" / "side-b" / "script.fountain"


def of(text: str) -> breakdown.Breakdown:
    return breakdown.breakdown(fountain.parse(text))


def counts(text: str) -> dict[str, int]:
    found = breakdown.to_json(of(text))["counts"]
    assert isinstance(found, dict)
    return {name: number for name, number in found.items() if number}


def test_side_b_is_counted() -> None:
    text = SIDE_B.read_text(encoding="utf-8")
    assert of(text).title == "SIDE B"
    assert counts(text) == {
        "headings": 3,
        "cues": 9,
        "dialogue": 9,
        "parentheticals": 1,
        "transitions": 1,
        "sections": 1,
        "synopses": 1,
        "notes": 13,
        "centered": 1,
    }
    assert [scene.characters for scene in of(text).scenes] == [
        ("CLIENT", "WREN"),
        ("WREN", "ABELL"),
        ("CLIENT", "WREN"),
    ]


def test_a_comedy_is_counted() -> None:
    assert of(KITCHEN).title == "THE LAST DUMPLING"
    assert counts(KITCHEN) == {
        "headings": 2,
        "cues": 7,
        "dialogue": 7,
        "parentheticals": 2,
        "transitions": 1,
        "dual": 1,
        "sections": 1,
        "synopses": 1,
        "notes": 1,
        "centered": 1,
    }
    first, second = of(KITCHEN).scenes
    assert (first.number, first.code, second.number, second.code) == ("1", "S01", "1A", "S01A")
    assert (first.int_ext, first.location, first.time) == ("INT", "NOODLE HOUSE - KITCHEN", "NIGHT")
    assert first.characters == ("OSKAR", "MEI", "BO")
    assert second.characters == ("MEI", "INSPECTOR")


def test_a_caret_without_a_speech_before_it_makes_no_pair() -> None:
    assert "dual" not in counts("INT. A - DAY\n\nWREN ^\nHello.\n")


def test_those_whom_the_action_introduces_are_in_the_scene_though_they_never_speak() -> None:
    scenes = of(LIGHTHOUSE).scenes
    assert [scene.number for scene in scenes] == ["1", "2", "3", "4"]
    assert [scene.characters for scene in scenes] == [("MARA",), ("MARA",), ("MARA", "JONAS"), ()]
    assert scenes[2].int_ext == "INT/EXT"


def test_the_json_has_the_agreed_keys_and_survives_json() -> None:
    found = breakdown.to_json(of(KITCHEN))
    assert json.loads(json.dumps(found)) == found
    assert list(found) == ["title", "counts", "scenes", "omitted"]
    scenes = found["scenes"]
    assert isinstance(scenes, list)
    keys = ["number", "heading", "int_ext", "location", "time", "page", "eighths", "characters", "line", "elements"]
    assert list(scenes[0]) == keys
    assert {
        "kind": "note",
        "text": "hold on her here",
        "line": KITCHEN[: KITCHEN.index("[[hold")].count("\n") + 1,
    } in scenes[1]["elements"]


def test_a_script_without_headings_is_one_scene() -> None:
    (scene,) = of("Somebody waits.\n\nWREN\nHello.\n").scenes
    assert (scene.number, scene.code, scene.heading, scene.line) == ("1", "S01", "", 1)


def test_what_stands_before_the_first_heading_belongs_to_the_first_scene() -> None:
    (scene,) = of("FADE IN:\n\nWREN (V.O.)\nHello.\n\nINT. A - DAY\n\nShe sits.").scenes
    assert scene.heading == "INT. A - DAY"
    assert scene.characters == ("WREN",)


@pytest.mark.parametrize("text", ["", "# Only an outline\n\n= And what it means.\n", "Title: X\n", "/* all of it */"])
def test_a_script_with_nothing_to_film_is_refused(text: str) -> None:
    with pytest.raises(breakdown.NoScene, match="no scene"):
        of(text)


@pytest.mark.parametrize(
    ("given", "numbers", "codes"),
    [
        (["", "", ""], ["1", "2", "3"], ["S01", "S02", "S03"]),
        (["5", "", "7"], ["5", "6", "7"], ["S05", "S06", "S07"]),
        (["5", "", "6"], ["5", "5A", "6"], ["S05", "S05A", "S06"]),
        (["1", "1"], ["1", "1"], ["S01", "S02"]),
        (["I-1-A", "2"], ["I-1-A", "2"], ["S01", "S02"]),
        (["2", "x", "2"], ["2", "x", "2"], ["S02", "S03", "S04"]),
    ],
)
def test_scenes_without_a_number_are_counted_between_those_that_have_one(
    given: list[str], numbers: list[str], codes: list[str]
) -> None:
    text = "".join(f"INT. A - DAY{f' #{number}#' if number else ''}\n\nX.\n\n" for number in given)
    assert [scene.number for scene in of(text).scenes] == numbers
    assert [scene.code for scene in of(text).scenes] == codes
