"""Panels held for the length of their shot."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from rushes.craft.cards.card import Move
from rushes.craft.render import holds
from rushes.craft.render.holds import Held, NothingToHold

RASTER = (64, 36)
STILL = Move()


def panel(folder: Path, name: str, colour: tuple[int, int, int], size: tuple[int, int] = RASTER) -> Path:
    """A panel of one colour."""
    Image.new("RGB", size, colour).save(folder / f"{name}.png")
    return folder / f"{name}.png"


def luma(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The picture's brightness."""
    return frame[: RASTER[1]]


def three(folder: Path) -> list[Held]:
    """A black, a grey and a white panel, at the first, middle and last frame of 48."""
    colours = {"first": (0, 0, 0), "key": (128, 128, 128), "last": (255, 255, 255)}
    return [
        Held(panel(folder, name, colour), at) for (name, colour), at in zip(colours.items(), (0, 24, 47), strict=True)
    ]


def test_each_panel_is_held_until_half_way_to_the_next_and_glides_into_it(tmp_path: Path) -> None:
    made = [float(luma(frame).mean()) for frame in holds.frames(three(tmp_path), 48, RASTER, STILL)]
    assert len(made) == 48
    assert made == sorted(made)
    assert made[0] == made[8] == 16
    assert made[18] == made[30] == pytest.approx(126, abs=2)
    assert made[47] == made[40] == 235
    between = [value for value in made if value not in {made[0], made[24], made[47]}]
    assert len(between) == 2 * holds.DISSOLVE


def test_a_single_panel_of_a_still_camera_does_not_move(tmp_path: Path) -> None:
    only = [Held(panel(tmp_path, "key", (10, 200, 40)), 3)]
    first, *rest = holds.frames(only, 8, RASTER, STILL)
    assert all(np.array_equal(first, frame) for frame in rest)


def test_a_single_panel_is_crossed_where_the_camera_moves(tmp_path: Path) -> None:
    ramp = np.tile(np.linspace(0, 255, 640, dtype=np.uint8)[None, :, None], (360, 1, 3))
    Image.fromarray(ramp).save(tmp_path / "ramp.png")
    only = [Held(tmp_path / "ramp.png", 0)]

    def edges(**move: str) -> list[tuple[float, float]]:
        made = [luma(frame) for frame in holds.frames(only, 12, RASTER, Move.model_validate(move))]
        return [(float(frame[:, 0].mean()), float(frame[:, -1].mean())) for frame in (made[0], made[-1])]

    (left, right), (left_after, right_after) = edges(primary="dolly", direction="in")
    assert left_after > left
    assert right_after < right
    (left, right), (left_after, right_after) = edges(primary="pan", direction="right")
    assert left_after > left
    assert right_after > right
    (left, right), (left_after, right_after) = edges(primary="zoom", direction="out")
    assert left_after < left
    assert right_after > right


def test_a_panel_of_another_shape_is_whole_on_black(tmp_path: Path) -> None:
    upright = [Held(panel(tmp_path, "key", (255, 255, 255), (36, 64)), 0)]
    (frame,) = holds.frames(upright, 1, RASTER, STILL)
    assert luma(frame)[:, RASTER[0] // 2].min() > 220
    assert luma(frame)[:, :16].max() == 16


def test_a_shot_without_panels_is_refused() -> None:
    with pytest.raises(NothingToHold):
        next(holds.frames([], 10, RASTER, STILL))


@given(st.lists(st.integers(0, 500), min_size=1, max_size=3, unique=True).map(sorted))
def test_panels_follow_each_other_in_order(at: list[int]) -> None:
    turns = holds.joins(at)
    assert len(turns) == len(at) - 1
    assert turns == sorted(turns)
    assert all(one < turn <= other for turn, one, other in zip(turns, at[:-1], at[1:], strict=True))
