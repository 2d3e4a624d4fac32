"""Numbers and codes of scenes that were there before."""

import time

import pytest

from rushes.craft.screenplay import fountain, numbering, shots
from rushes.craft.screenplay.numbering import OutOfCodes, continued, filled

PLAIN = "INT. A - DAY\n\nAda.\n\nINT. B - DAY\n\nBo.\n\nINT. C - DAY\n\nCy.\n"


def codes(text: str) -> list[str]:
    return numbering.codes_of(shots.scenes(fountain.parse(text).elements))


@pytest.mark.parametrize(
    ("kept", "used", "expected"),
    [
        (["S01", None, "S02"], [], ["S01", "S01A", "S02"]),
        (["S01", None, None, "S02"], [], ["S01", "S01A", "S01B", "S02"]),
        (["S01", None, "S01A", "S02"], [], ["S01", "S01B", "S01A", "S02"]),
        ([None, "S01"], [], ["S00A", "S01"]),
        (["S01", None], ["S01", "S02", "S03A"], ["S01", "S04"]),
        (["S01", None, "S03"], ["S01A", "S02"], ["S01", "S01B", "S03"]),
        (["S02", "S01"], [], ["S02", "S01"]),
        ([None, None], ["S01"], ["S02", "S03"]),
    ],
)
def test_what_was_there_keeps_its_code(kept: list[str | None], used: list[str], expected: list[str]) -> None:
    assert continued([None] * len(kept), kept, used) == expected


def test_a_code_that_the_script_gives_wins_over_the_one_that_was() -> None:
    assert continued(["S05", None], ["S01", "S05"], ["S01", "S05"]) == ["S05", "S06"]


def test_after_twenty_six_letters_numbers_go_on() -> None:
    found = continued([None] * 29, ["S01", *[None] * 27, "S02"], [])
    assert found[26:] == ["S01Z", "S03", "S02"]


def test_codes_end_at_9999() -> None:
    with pytest.raises(OutOfCodes, match="no code left after S02-SH9999"):
        filled([None], ["S02-SH9999"], "S02-SH")


def test_shots_are_counted_within_their_scene() -> None:
    assert filled(["S02-SH01", None, "S02-SH02", None], ["S02-SH09"], "S02-SH") == [
        "S02-SH01",
        "S02-SH01A",
        "S02-SH02",
        "S02-SH10",
    ]


def test_numbers_are_written_into_headings_and_nothing_else_changes() -> None:
    numbered = numbering.written(fountain.parse(PLAIN), ["S01", "S01A", "S02"])

    assert numbered.source == PLAIN.replace("INT. A - DAY", "INT. A - DAY #1#").replace(
        "INT. B - DAY", "INT. B - DAY #1A#"
    ).replace("INT. C - DAY", "INT. C - DAY #2#")
    assert codes(numbered.source) == ["S01", "S01A", "S02"]
    assert numbering.written(numbered, ["S01", "S01A", "S02"]).source == numbered.source


def test_a_writers_number_stays_where_it_says_the_same() -> None:
    text = PLAIN.replace("A - DAY", "A - DAY #1a#").replace("B - DAY", "B - DAY #II#")
    assert "#1a#" in numbering.written(fountain.parse(text), codes(text)).source
    assert "#II#" in numbering.written(fountain.parse(text), codes(text)).source
    assert "#7#" in numbering.written(fountain.parse(text), ["S01A", "S07", "S08"]).source


def test_a_scene_before_the_first_has_a_number_that_comes_before_it() -> None:
    assert "#0A#" in numbering.written(fountain.parse(PLAIN), ["S00A", "S01", "S02"]).source


def test_a_script_without_headings_is_left_alone() -> None:
    assert numbering.written(fountain.parse("Ada waits.\n"), ["S01"]).source == "Ada waits.\n"


def test_numbers_and_codes_cost_no_more_than_their_length() -> None:
    """Repeated numbers with unnumbered scenes between them: each asks for a free one, beyond all those before it."""

    def seconds(scenes: int) -> float:
        given = [None if place % 2 else str(place % 4) for place in range(scenes)]
        began = time.process_time()
        found = numbering.codes(numbering.numbers(given))
        assert len(set(found)) == scenes
        return time.process_time() - began

    seconds(1000)
    short, long = min(seconds(2_000) for _ in range(3)), min(seconds(16_000) for _ in range(3))
    assert long < 8 * 4 * short


@pytest.mark.parametrize(
    ("part", "code"),
    [("INT. A #12B#\n\nAda.", "S12B"), ("INT. A\n\nAda. [[S03-SH01]]", "S03"), ("INT. A #IV#\n\nAda.", None)],
)
def test_a_script_gives_a_code_by_number_or_by_shot_note(part: str, code: str | None) -> None:
    assert numbering.stated(fountain.parse(part).elements) == code
