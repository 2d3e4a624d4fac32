"""The codes of film things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.kernel import ids
from rushes.kernel.ids import Subject


def test_codes_stand_in_story_order() -> None:
    told = ("S09-SH01", "S9-SH02", "S10-SH01", "S10-SH03", "S10-SH03A", "S10-SH04", "S10A-SH01", "S100-SH01")

    assert sorted(set(told), key=ids.in_order) == list(told)


@given(st.integers(1, 9999), st.sampled_from(["", "A", "Z"]))
def test_a_scene_number_becomes_a_code_that_sorts_by_that_number(number: int, letter: str) -> None:
    code = ids.scene_code(f"{number}{letter.lower()}")

    assert ids.SCENE.fullmatch(code)
    assert ids.in_order(code) == ((number, letter),)


@pytest.mark.parametrize("number", ["", "A", "12345", "1.2", "1AB", "²", "٣"])
def test_what_is_no_scene_number_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="scene number"):
        ids.scene_code(number)


def test_shot_and_scene_stand_inside_a_take_code() -> None:
    code = ids.take_code("S02-SH03A", 4)

    assert code == "S02-SH03A-T04"
    assert ids.shot_of(code) == "S02-SH03A"
    assert ids.scene_of(code) == "S02"


@pytest.mark.parametrize("code", ["S02-SH03", "S02-SH03-T4", "S٠٢-SH03-T04", "s02-sh03-t04", "S02-SH03-T04\n"])
def test_what_is_no_take_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="take code"):
        ids.shot_of(code)


def test_a_subject_reads_back_from_its_text_even_when_its_id_has_a_colon() -> None:
    for subject in (Subject("shot", "S02-SH03"), Subject("cut", "1:2")):
        assert Subject.of(str(subject)) == subject
