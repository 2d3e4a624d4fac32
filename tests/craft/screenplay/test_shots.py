"""How shot notes tie shots to the words they cover."""

import itertools
from pathlib import Path

import pytest

from rushes.craft.screenplay import fountain, shots
from rushes.kernel.errors import InvalidFile

SIDE_B = Path(__file__).parents[3] / "examples" / "side-b" / "script.fountain"


def covered(text: str) -> dict[str, str]:
    return {code: span.of(text) for code, span in shots.shot_spans(fountain.parse(text)).items()}


def test_a_note_covers_its_paragraph_and_the_speeches_that_follow_it() -> None:
    text = SIDE_B.read_text(encoding="utf-8")
    spans = covered(text)
    assert len(spans) == 13
    assert spans["S01-SH01"].startswith("EXT. ALLEY")
    assert spans["S01-SH01"].endswith("you're paid.")
    assert spans["S01-SH03"].startswith("She opens the jacket.")
    assert spans["S02-SH02"].startswith("He feeds it")
    assert spans["S02-SH02"].endswith("ABELL\nWho gave you this?")
    assert spans["S03-SH03"].endswith("WREN\nIt doesn't play.")
    assert spans["S03-SH05"].startswith("The Client looks")
    assert "Keep it." in spans["S03-SH05"]


def test_every_word_of_a_scene_belongs_to_exactly_one_shot() -> None:
    text = SIDE_B.read_text(encoding="utf-8")
    spans = list(shots.shot_spans(fountain.parse(text)).values())
    gaps = [text[one.end : two.start].strip() for one, two in itertools.pairwise(spans)]
    assert not any(gaps)


def test_a_note_in_the_middle_ends_its_shot_there() -> None:
    text = "INT. A - DAY\n\nOne. [[S01-SH01]] Two. [[S01-SH02]]\n\nWREN\nHi. [[S01-SH03]]\n\nBO\nHo.\n"
    spans = covered(text)
    assert spans["S01-SH02"] == "Two. [[S01-SH02]]"
    assert spans["S01-SH03"] == "WREN\nHi. [[S01-SH03]]\n\nBO\nHo."


def test_notes_that_stand_before_the_telling_lead() -> None:
    text = "INT. A - DAY\n\n[[S01-SH01 Wide]]\n\nOne.\n\n[[S01-SH02]]\n\nTwo.\n"
    spans = covered(text)
    assert spans["S01-SH01"].endswith("[[S01-SH01 Wide]]\n\nOne.")
    assert "Two." in spans["S01-SH02"]
    assert "One." not in spans["S01-SH02"]
    assert [note.title for note in shots.shot_notes(fountain.parse(text))] == ["Wide", ""]


def test_a_shot_named_twice_is_refused_with_its_line() -> None:
    with pytest.raises(InvalidFile, match="line 3: the shot S01-SH01 is named a second time"):
        covered("One. [[S01-SH01]]\n\nTwo. [[S01-SH01]]\n")


@pytest.mark.parametrize("note", ["S01", "S01-SH01-T02", "see S01-SH01", "S01-SH01AB", "s01-sh01"])
def test_other_notes_name_no_shot(note: str) -> None:
    assert covered(f"One. [[{note}]]\n") == {}
