"""A plan as a director reads it."""

import pytest

from rushes.craft.cards.card import Card
from rushes.craft.grammar import plan as reading
from rushes.craft.grammar.plan import NoSuchScene, Plan
from rushes.craft.production import folder
from tests.craft.grammar.examples import plan
from tests.making import SIDE_B


def side_b() -> Plan:
    film = folder.load(SIDE_B)
    return reading.plan(film.cards, film.screenplay, film.assets, folder.shown_seconds(film.brief))


def test_a_row_says_all_that_a_shot_needs_in_names() -> None:
    script, library, cards = plan("ward-nine")
    rows = reading.plan(cards, script, library).rows
    row = next(row for row in rows if row.lines == ("Ruth: She called. She is not coming.",))
    assert (row.size, row.lens) == ("MCU, chest up, eyes on the upper third", "50mm medium: Ruth")
    assert row.framing == "ots over Peter: Peter's shoulder at frame right, Ruth facing right"
    assert (row.camera, row.movement, row.eyeline) == ("eye height, three-quarter", "static", "Peter at frame right")
    assert row.who[0] == "Ruth: stands left, facing right > speaks > still, facing right"
    assert row.why == "the middle plays over matching shoulders"


def test_what_is_doubtful_comes_with_its_shots_and_one_thing_to_try() -> None:
    found = side_b()
    assert [(one.shots, one.about, one.risk) for one in found.remarks] == [
        (("S02-SH01",), "eyeline", False),
        (("S02-SH01", "S02-SH02", "S02-SH03"), "geography", False),
        (("S03-SH03",), "subjects", False),
    ]
    assert all(one.saw and one.remedy for one in found.remarks)


def test_a_plan_is_added_up_beside_its_target() -> None:
    found = side_b()
    assert (found.seconds, found.wanted) == (94, 93)
    assert found.says == ("94 s of shots are 1 s more than the 93 s wanted: cut lines or shots, or allow more time")


def test_one_scene_is_read_by_itself_and_one_that_is_not_there_is_refused() -> None:
    found = side_b().of_scene("S03")
    assert [row.shot for row in found.rows] == [f"S03-SH0{n}" for n in range(1, 6)]
    assert [one.about for one in found.remarks] == ["subjects"]
    with pytest.raises(NoSuchScene, match=r"There are: S01, S02, S03\."):
        side_b().of_scene("S09")


def test_a_plan_without_a_script_is_judged_by_its_shots() -> None:
    assert reading.plan([Card(code="S01-SH01", size="LS")], None, []).remarks[0].about == "standard"
