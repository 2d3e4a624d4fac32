"""The storyboard and the shot list, read back by a reader that is not ours."""

from itertools import combinations
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.craft.cards.card import Card
from rushes.craft.papers import shotlist, storyboard, values
from rushes.craft.papers.storyboard import Box, places
from tests.craft.papers.boards import board, picture, shot
from tests.craft.papers.test_pdf import pages

NAMES = {"CH-WREN": "Wren", "CH-ABELL": "Abell", "LO-SHOP": "Pawn shop"}


def images(content: bytes) -> int:
    """How many pictures a PDF shows."""
    with pypdfium2.PdfDocument(content) as document:
        return sum(len(list(document[number].get_objects([3]))) for number in range(len(document)))


def test_a_shot_stands_under_its_code_with_all_that_is_planned(tmp_path: Path) -> None:
    still = picture(tmp_path / "still.png")
    made = storyboard.storyboard(board((shot(1, "first", "key", "last", still=still),)))
    (said,) = pages(made)
    for words in ("S01-SH01", "Turn", "4.5 s", "MS, over Abell", "truck right", "She turns.", "WREN: Does it play?",
                  "Standard: She faces right", "INT. SHOP - NIGHT", "first", "last", "3 of 4 panels made"):  # fmt: skip
        assert words in said
    assert images(made) == 3
    assert "no panel yet" not in said


def test_six_shots_fill_a_page_and_a_scene_begins_a_row_of_its_own() -> None:
    six = tuple(shot(number, "key") for number in range(1, 7))
    assert len(pages(storyboard.storyboard(board(six)))) == 1
    assert len(pages(storyboard.storyboard(board(six, (shot(1, "key", scene=2),))))) == 2
    both = pages(storyboard.storyboard(board((shot(1, "key"),), (shot(1, "key", scene=2),))))
    assert len(both) == 1


def test_a_scene_that_goes_on_overleaf_says_so() -> None:
    said = pages(storyboard.storyboard(board(tuple(shot(number, "key") for number in range(1, 8)))))
    assert "INT. SHOP - NIGHT, continued" in said[1]


@pytest.mark.parametrize("aspect", [2.39, 16 / 9, 4 / 3, 1.0, 9 / 16])
def test_long_texts_and_missing_panels_stay_on_their_page(aspect: float) -> None:
    told = board(
        tuple(shot(number, *("first", "key", "last")[: number % 4], long=True) for number in range(1, 7)), aspect=aspect
    )
    said = pages(storyboard.storyboard(told))
    assert len(said) == 1
    assert said[0].count("no panel yet") >= 1
    assert "…" in said[0]


def test_a_board_without_shots_is_a_page() -> None:
    assert len(pages(storyboard.storyboard(board()))) == 1
    assert "No shot is planned yet." in pages(shotlist.shot_list(board()))[0]


def test_the_same_board_is_the_same_bytes(tmp_path: Path) -> None:
    told = board((shot(1, "key", still=picture(tmp_path / "still.png")),))
    assert storyboard.storyboard(told) == storyboard.storyboard(told)
    assert shotlist.shot_list(told) == shotlist.shot_list(told)


@given(st.floats(0.3, 4.0), st.integers(1, 3))
def test_panels_and_words_of_a_cell_never_overlap(aspect: float, count: int) -> None:
    wide, high = 240.0, 210.0
    found = places(aspect, wide, high, count)
    boxes = [*found.panels, found.words]
    assert len(found.panels) == count
    for x, y, w, h in boxes:
        assert min(x, y) >= 0
        assert x + w <= wide + 0.01
        assert y + h <= high + 0.01
        assert w > 10
        assert h > 10
    assert not any(_overlap(one, other) for one, other in combinations(boxes, 2))


def _overlap(one: Box, other: Box) -> bool:
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return across > 0.01 and down > 0.01


def test_a_shot_list_has_a_panel_a_row_and_loses_no_word(tmp_path: Path) -> None:
    still = picture(tmp_path / "still.png")
    rows = tuple(shot(number, "first", "key", still=still, long=number == 2) for number in range(1, 5))
    made = shotlist.shot_list(board(rows))
    said = " ".join(" ".join(pages(made)).split())
    assert images(made) == 4
    assert said.count("crosses") == said.count("slowly") == 80
    assert all(f"S01-SH{number:02}" in said for number in range(1, 5))


def test_a_card_is_told_in_the_words_of_the_trade() -> None:
    told = values.shot(
        Card.model_validate(
            {
                "code": "S02-SH01", "size": "MS", "framing": "ots", "over": "CH-ABELL", "side": "three-quarter",
                "lens": 40, "focus": {"rack_to": "LO-SHOP"}, "move": {"primary": "truck", "direction": "left"},
                "action": "CH-WREN slides it over",
                "dialogue": [{"speaker": "CH-ABELL", "text": "Hm.", "on_screen": False}],
            }
        ),
        NAMES,
    )  # fmt: skip
    assert told.camera == "MS, over Abell, three-quarter, 40 mm, rack to Pawn shop"
    assert told.move == "← truck left, slow"
    assert told.action == "Wren slides it over"
    assert told.dialogue == (("Abell (off)", "Hm."),)


@pytest.mark.parametrize(("seconds", "said"), [(4.5, "4.5 s"), (59.4, "59.4 s"), (60, "1:00"), (102, "1:42")])
def test_lengths_are_said_as_people_say_them(seconds: float, said: str) -> None:
    assert values.minutes(seconds) == said
