"""The camera obeys the card: every size by its landmarks, headroom, look room, sides, shoulders, moves."""

import numpy as np
import pytest

from rushes.craft.cards.card import Card
from rushes.craft.previz import lens, moves, setups
from rushes.craft.previz.sets import find
from tests.craft.previz.shoots import STANDS, card, shoot

PAIR = (STANDS, {"asset": "CH-ABELL", "start": "stands right, facing left"})


def boxes(wanted: Card, t: float = 0.6) -> dict[str, dict[str, tuple[float, float]]]:
    return setups.boxes(shoot(wanted), 1280, 720, t)


@pytest.mark.parametrize(
    ("size", "low", "high"),
    [
        ("ECU", 1.1, 2.2),
        ("CU", 0.5, 0.8),
        ("MCU", 0.28, 0.48),
        ("MS", 0.18, 0.34),
        ("MLS", 0.11, 0.22),
        ("FS", 0.08, 0.14),
        ("LS", 0.05, 0.1),
    ],
)
def test_head_fills_its_share_of_the_frame(size: str, low: float, high: float) -> None:
    wren = boxes(card(size=size, subjects=(STANDS,)))["CH-WREN"]
    assert low < wren["chin"][1] - wren["head_top"][1] < high


@pytest.mark.parametrize(
    ("size", "inside", "outside"),
    [
        ("CU", "chin", "waist"),
        ("MCU", "chest", "hips"),
        ("MS", "waist", "knee_l"),
        ("MLS", "knee_l", "foot_l"),
        ("FS", "foot_l", None),
    ],
)
def test_bottom_edge_cuts_where_the_size_says(size: str, inside: str, outside: str | None) -> None:
    wren = boxes(card(size=size, subjects=(STANDS,)))["CH-WREN"]
    assert wren[inside][1] < 1.0
    assert outside is None or wren[outside][1] > 1.0


@pytest.mark.parametrize("size", ["MCU", "MS", "MLS", "FS", "LS"])
def test_there_is_headroom_and_the_head_is_in_the_top_half(size: str) -> None:
    top = boxes(card(size=size, subjects=(STANDS,)))["CH-WREN"]["head_top"][1]
    assert 0.02 < top < 0.42


def test_a_longer_lens_steps_back_and_keeps_the_size() -> None:
    short, long = (boxes(card(size="MS", lens=mm, subjects=(STANDS,)))["CH-WREN"] for mm in (28, 85))
    assert abs((short["chin"][1] - short["head_top"][1]) - (long["chin"][1] - long["head_top"][1])) < 0.05


def test_room_is_left_on_the_side_that_is_looked_to() -> None:
    right = boxes(card(size="CU", side="three-quarter", subjects=(STANDS,)))["CH-WREN"]["eyes"][0]
    assert right < 0.5


def test_two_people_keep_their_sides_and_both_have_headroom() -> None:
    found = boxes(card(size="MS", framing="two", subjects=PAIR))
    wren, abell = found["CH-WREN"], found["CH-ABELL"]
    assert 0.05 < wren["eyes"][0] < 0.5 < abell["eyes"][0] < 0.95
    assert wren["head_top"][1] > 0.02
    assert abell["head_top"][1] > 0.02


def test_the_pair_does_not_change_sides_from_shot_to_shot() -> None:
    wide = boxes(card(size="LS", framing="two", subjects=PAIR))
    tight = boxes(card(size="MS", framing="two", subjects=tuple(reversed(PAIR))))
    for found in (wide, tight):
        assert found["CH-WREN"]["eyes"][0] < found["CH-ABELL"]["eyes"][0]


@pytest.mark.parametrize(("said", "left"), [("shoulder at frame left", True), ("shoulder at frame right", False)])
def test_over_the_shoulder_the_near_one_is_large_and_at_the_side_that_is_said(said: str, left: bool) -> None:
    found = boxes(card(size="MS", framing="ots", over="CH-ABELL", composition=f"Abell's dark {said}", subjects=PAIR))
    near, far = found["CH-ABELL"], found["CH-WREN"]
    assert (near["chest"][0] < far["chest"][0]) is left
    assert near["chin"][1] - near["head_top"][1] > 1.2 * (far["chin"][1] - far["head_top"][1])
    assert 0.2 < far["eyes"][0] < 0.8


def test_a_high_camera_is_above_and_a_low_one_below() -> None:
    heights = {}
    for angle in ("high", "level", "low"):
        wanted = shoot(card(size="MS", angle=angle, subjects=(STANDS,)))
        heights[angle] = setups.block(wanted, find.stage(wanted), 16 / 9).path(0).position[1]
    assert heights["high"] > heights["level"] > heights["low"]


def test_a_push_of_five_per_cent_goes_five_per_cent_of_the_way_with_ease() -> None:
    wanted = card(size="MS", move={"primary": "dolly", "direction": "in", "note": "five per cent"})
    camera = lens.aimed(np.array([0.0, 1.5, -4.0]), np.array([0.0, 1.5, 0.0]), 40)
    path = moves.path(wanted, camera, np.array([0.0, 1.5, 0.0]), 1)
    assert abs(path(3.0).position[2] + 3.8) < 0.01
    early, middle = path(0.3).position[2] + 4.0, path(1.65).position[2] - path(1.35).position[2]
    assert early < 0.2 * middle


def test_a_zoom_changes_the_lens_and_not_the_place() -> None:
    wanted = card(move={"primary": "zoom", "direction": "in"})
    camera = lens.aimed(np.array([0.0, 1.5, -4.0]), np.array([0.0, 1.5, 0.0]), 40)
    last = moves.path(wanted, camera, np.zeros(3), 1)(3.0)
    assert last.mm > 42
    assert np.array_equal(last.position, camera.position)


def test_a_tracking_camera_keeps_the_walker_in_frame() -> None:
    part = {"asset": "CH-WREN", "start": "enters left", "action": "walks right", "end": "stops"}
    wanted = card(
        size="MLS", seconds=6.0, side="profile", move={"primary": "tracking", "direction": "right"}, subjects=(part,)
    )
    for t in (2.0, 3.0, 4.5):
        assert 0.1 < boxes(wanted, t)["CH-WREN"]["chest"][0] < 0.9


def test_a_locked_camera_does_not_move_at_all() -> None:
    wanted = shoot(card(size="MS", subjects=(STANDS,)))
    path = setups.block(wanted, find.stage(wanted), 16 / 9).path
    assert np.array_equal(path(0).position, path(2.5).position)
