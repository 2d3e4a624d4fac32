"""Frames and films of takes: how many, how large, the same again, and a little different in the next take."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from rushes.craft.previz import film, optics
from rushes.media import probe
from tests.craft.previz.shoots import OUTSIDE, STANDS, card, shoot

MEDIUM = card(size="MS", side="three-quarter", subjects=(STANDS,))


def test_the_same_shoot_gives_the_same_bytes() -> None:
    first, second = (list(film.frames(shoot(MEDIUM))) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))


def test_frames_have_the_raster_and_number_that_were_asked() -> None:
    drawn = list(film.frames(shoot(MEDIUM, frames=3, width=480, height=270)))
    assert [frame.shape for frame in drawn] == [(270, 480, 3)] * 3
    assert all(frame.dtype == np.uint8 for frame in drawn)


def test_two_takes_differ_a_little() -> None:
    one, two = (film.still(shoot(MEDIUM, take=take), 1.0).astype(int) for take in (1, 2))
    gap = np.abs(one - two).mean()
    assert 0.05 < gap < 20


def test_the_set_is_the_same_in_every_shot_and_take() -> None:
    empty = card(size="ELS", framing="empty", lens=26)
    other = card(code="S02-SH09", size="ELS", framing="empty", lens=26)
    one, two = film.still(shoot(empty), 0.0).astype(int), film.still(shoot(other, take=7), 0.0).astype(int)
    assert np.abs(one - two).mean() < 4  # grain alone


def test_a_wider_aspect_is_letterboxed_inside_the_raster() -> None:
    frame = film.still(shoot(MEDIUM, aspect=2.39), 0.5)
    assert frame.shape == (180, 320, 3)
    assert frame[:18].max() == 0
    assert frame[90].max() > 20


def test_a_taller_aspect_gets_bars_at_the_sides() -> None:
    frame = film.still(shoot(MEDIUM, aspect=9 / 16), 0.5)
    assert frame[:, :90].max() == 0
    assert frame[:, 160].max() > 20


def test_a_take_becomes_a_film_file(tmp_path: Path) -> None:
    path = tmp_path / "take.mp4"
    assert film.film(shoot(MEDIUM, frames=6), path) == 6
    assert path.stat().st_size > 1000
    assert probe.probe(path) is not None


def test_a_locked_camera_on_an_empty_set_keeps_still_but_for_the_weather() -> None:
    empty = card(size="ELS", framing="empty", lens=26)
    dry = list(film.frames(shoot(empty, frames=2)))
    assert np.abs(dry[0].astype(int) - dry[1].astype(int)).mean() < 4
    rain = list(film.frames(shoot(empty, OUTSIDE, frames=2)))
    assert not np.array_equal(rain[0], rain[1])


@pytest.mark.parametrize("action", ["", "???", "Somebody yodels at the moon; 42 @", "KEEP OUT", "enter exit enter @99"])
def test_unknown_words_still_give_a_living_frame(action: str) -> None:
    odd = card(size="MS", action=action, subjects=({"asset": "CH-WREN", "action": action},))
    assert film.still(shoot(odd), 1.0).std() > 5


def test_wardrobe_keeps_its_colour_in_lamp_light() -> None:
    frame = film.still(shoot(MEDIUM, width=640, height=360), 1.0).astype(int)
    red, green, blue = frame[..., 0], frame[..., 1], frame[..., 2]
    orange = (red > 1.5 * green) & (green > 1.1 * blue) & (red > 90)
    assert orange.mean() > 0.04


def test_a_blur_is_the_same_bytes_on_one_thread_and_on_two() -> None:
    picture = np.random.default_rng(5).integers(0, 255, (333, 517, 3), dtype=np.uint8)
    threads, blurred = cv2.getNumThreads(), []
    for count in (1, 2):
        cv2.setNumThreads(count)
        blurred.append(optics.stacked(picture, 9))
    cv2.setNumThreads(threads)
    assert np.array_equal(blurred[0], blurred[1])
