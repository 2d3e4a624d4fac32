"""Control passes: the performance of a take as distances and as skeletons, frame for frame."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from rushes.craft.cards.card import Part
from rushes.craft.previz import controls, film, setups
from rushes.craft.previz.controls import Control
from rushes.craft.previz.shoot import Shoot
from rushes.media.probe import check_importable, probe
from tests.craft.previz.shoots import STANDS, card, shoot

WIDE = card(size="FS", side="three-quarter", subjects=(STANDS,))


def frame(wanted: Shoot, kind: Control, t: float = 1.0) -> NDArray[np.int64]:
    return controls.drawer(setups.build(wanted, wanted.width, wanted.height), kind, wanted.card.seconds)(t).astype(int)


def spot(wanted: Shoot, name: str, t: float = 1.0, who: str = "CH-WREN") -> tuple[int, int]:
    """Where a landmark falls, as row and column."""
    x, y = setups.boxes(wanted, wanted.width, wanted.height, t)[who][name]
    return round(y * wanted.height), round(x * wanted.width)


def test_distances_are_grey_and_who_stands_before_a_wall_is_lighter_than_it() -> None:
    wanted = shoot(WIDE)
    depth = frame(wanted, Control.DEPTH)
    row, column = spot(wanted, "chest")

    assert np.array_equal(depth[..., 0], depth[..., 1])
    assert np.array_equal(depth[..., 0], depth[..., 2])
    assert depth[row, column, 0] > depth[row, 4, 0] + 20
    assert depth[row, 4, 0] > 0, "a wall is nearer than the end of the world"


def test_the_measure_of_distances_is_one_for_the_whole_take() -> None:
    still = shoot(card(size="ELS", framing="empty", lens=26))
    assert np.array_equal(frame(still, Control.DEPTH, 0.0), frame(still, Control.DEPTH, 2.0))


def test_a_skeleton_stands_where_its_body_does_on_black() -> None:
    wanted = shoot(WIDE)
    pose = frame(wanted, Control.POSE)

    for name in ("neck", "elbow_l", "knee_r", "ankle_l"):
        row, column = spot(wanted, name)
        assert pose[row - 2 : row + 3, column - 2 : column + 3].max() > 100, name
    assert (pose.max(axis=2) == 0).mean() > 0.9


def test_a_face_that_is_turned_away_has_no_nose() -> None:
    for side, seen in (("front", True), ("back", False)):
        wanted = shoot(card(size="MCU", side=side, subjects=(STANDS,)), width=640, height=360)
        pose, (row, column) = frame(wanted, Control.POSE), spot(wanted, "nose")
        red = pose[row, column, 0] > 200 and pose[row, column, 1] < 60
        assert bool(red) is seen, side


def test_a_detail_without_a_body_has_no_skeleton_and_still_its_distances() -> None:
    wanted = shoot(card(size="INSERT", framing="insert", subjects=(Part(asset="PR-DECK", action="turns"),)))
    assert frame(wanted, Control.POSE).max() == 0
    assert frame(wanted, Control.DEPTH).max() > 100


@pytest.mark.parametrize("kind", Control)
def test_a_control_pass_has_the_frames_and_the_raster_of_the_take(kind: Control, tmp_path: Path) -> None:
    path, wanted = tmp_path / "pass.mp4", shoot(WIDE, frames=5, aspect=2.39)
    assert film.control(wanted, kind, path) == 5

    video = check_importable(probe(path), path)
    assert (video.frames, video.rate, video.width, video.height) == (5, wanted.rate, 320, 180)
    bars = next(film.control_frames(wanted, kind))
    assert bars[:18].max() == 0
    assert bars[18:-18].max() > 50


@pytest.mark.parametrize("kind", Control)
def test_the_same_take_has_the_same_pass_and_another_take_another(kind: Control) -> None:
    one, same, other = (frame(shoot(WIDE, take=take), kind) for take in (1, 1, 2))
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)
