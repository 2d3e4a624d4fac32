"""What the checks that look at pictures must not mistake, filmed with painted sets."""

from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest

from rushes.media import encode, testcard
from rushes.quality import rules, run, samples
from rushes.quality.clip import Clip
from rushes.quality.rules import Expected, Finding, Garment, Outcome
from rushes.quality.samples import Picture

SET = samples.place(3)
NIGHT = samples.place(3, bright=0.25)
RUST = Garment("Wren", "rust-orange", (196, 84, 30), "rain jacket", share=0.01)
Frames = Sequence[Picture]


def _asked(check: str, frames: Frames, path: Path, expected: Expected | None = None, *, grain: float = 3.0) -> Finding:
    encode.encode(path, samples.grained(frames, grain) if grain else frames, rate=samples.RATE, preset=encode.TAKE)
    return run.ask(run.found()[check], Clip(path), expected or Expected())


def _light(frame: Picture, factor: float) -> Picture:
    return np.asarray(np.clip(frame * factor, 0, 255), np.uint8)


def _door(number: int) -> Picture:
    frame = samples.view(NIGHT)
    frame[20:170, 100 : 100 + 45 * min(max(number - 11, 0), 4)] = (235, 220, 180)
    return frame


def _passer(number: int) -> Picture:
    frame = samples.view(SET)
    frame[:, max(0, (number - 10) * 80 - 160) : max(0, (number - 10) * 80)] = (14, 12, 10)
    return frame


def _whip(number: int) -> Picture:
    seen = samples.view(SET, pan=-300 + 80 * min(max(number - 10, 0), 7))
    return np.asarray(cv2.blur(seen, (60 if 10 < number < 17 else 1, 1)), np.uint8)


def _flash(number: int) -> Picture:
    return _light(samples.view(SET), 4.0 - number / 8 if 12 <= number < 17 else 1.0)


TAKES: dict[str, Callable[[int], Picture]] = {
    "a locked-off night": lambda number: samples.view(NIGHT),
    "a slow push": lambda number: samples.view(SET, zoom=1 + number / 200),
    "a fast pan": lambda number: samples.view(SET, pan=-250 + 40 * min(max(number - 8, 0), 12)),
    "a whip pan": _whip,
    "a rack focus": lambda number: samples.view(SET, blur=8 * min(max(number - 10, 0) / 8, 1)),
    "a door that opens": _door,
    "a passer-by near the lens": _passer,
    "a flash": _flash,
    "a lamp that goes out": lambda number: _light(samples.view(SET), 1.0 if number < 15 else 0.35),
    "a shaking hand": lambda number: samples.view(SET, pan=20 * np.sin(number * 1.3), tilt=14 * np.sin(number * 1.9)),
    "a fade from black": lambda number: _light(samples.view(SET), min(number / 12, 1)),
}


@pytest.mark.parametrize("take", TAKES.values(), ids=TAKES)
def test_no_cut_is_seen_in_one_take(take: Callable[[int], Picture], tmp_path: Path) -> None:
    finding = _asked("cut_inside", [take(number) for number in range(30)], tmp_path / "take.mp4")
    assert finding.outcome is Outcome.PASSED, finding.says


@pytest.mark.parametrize("bright", [1.0, 0.25])
@pytest.mark.parametrize("at", [2, 15, 27])
def test_a_cut_is_seen_at_its_frame_by_day_and_by_night(bright: float, at: int, tmp_path: Path) -> None:
    one, other = samples.place(3, bright=bright), samples.place(8, bright=bright)
    frames = [samples.view(one if number < at else other, zoom=1 + number / 100) for number in range(30)]
    finding = _asked("cut_inside", frames, tmp_path / "take.mp4")
    assert [span.start + 1 for span in finding.frames] == [at]


def test_the_other_side_of_the_same_set_is_a_cut(tmp_path: Path) -> None:
    frames = [samples.view(SET, pan=-250 if number < 15 else 250) for number in range(30)]
    assert _asked("cut_inside", frames, tmp_path / "take.mp4").outcome is Outcome.FAILED


@pytest.mark.parametrize("grain", [1.0, 4.0])
def test_a_quiet_shot_with_grain_is_not_held(grain: float, tmp_path: Path) -> None:
    finding = _asked("frozen", [samples.view(NIGHT)] * 40, tmp_path / "take.mp4", grain=grain)
    assert finding.outcome is Outcome.PASSED, finding.says


def test_a_very_slow_push_without_grain_is_not_held(tmp_path: Path) -> None:
    frames = [samples.view(SET, zoom=1 + number / 2400) for number in range(48)]
    finding = _asked("frozen", frames, tmp_path / "take.mp4", grain=0)
    assert finding.outcome is Outcome.PASSED, finding.says


def test_one_frame_of_a_grained_take_that_is_held_to_the_end_is_found(tmp_path: Path) -> None:
    moving = list(samples.grained([samples.view(SET, pan=number) for number in range(20)]))
    finding = _asked("frozen", [*moving, *[moving[-1]] * 40], tmp_path / "take.mp4", grain=0)
    assert finding.outcome is Outcome.FAILED
    assert abs(finding.frames[0].start - 20) <= 4
    assert finding.frames[-1].end == 60


def test_a_night_with_one_lamp_is_not_black(tmp_path: Path) -> None:
    frame = np.full((180, 320, 3), 4, np.uint8)
    cv2.circle(frame, (200, 60), 6, (90, 200, 120), -1)
    assert _asked("black", [frame] * 12, tmp_path / "take.mp4", grain=1).outcome is Outcome.PASSED


@pytest.mark.parametrize("light", [1.0, 0.35, 0.18])
def test_a_jacket_keeps_its_colour_in_shade(light: float, tmp_path: Path) -> None:
    frames = [samples.dressed(samples.view(NIGHT), RUST.rgb, light=light)] * 12
    finding = _asked("wardrobe_colour", frames, tmp_path / "take.mp4", Expected(garments=(RUST,)))
    assert finding.outcome is Outcome.PASSED, finding.says


@pytest.mark.parametrize("rgb", [(48, 92, 158), (182, 30, 60), (56, 118, 70), (112, 100, 90), (222, 190, 62)])
def test_a_jacket_of_another_colour_is_found_out(rgb: tuple[int, int, int], tmp_path: Path) -> None:
    frames = [samples.dressed(samples.view(NIGHT), rgb)] * 12
    finding = _asked("wardrobe_colour", frames, tmp_path / "take.mp4", Expected(garments=(RUST,)))
    assert finding.outcome is Outcome.FAILED, finding.says
    assert "Wren" in finding.says


@pytest.mark.parametrize(
    ("garment", "reason"),
    [
        (Garment("Client", "charcoal", (58, 60, 64), "coat"), "no hue"),
        (Garment("Client", "black", (30, 31, 34), "coat"), "too dark"),
        (Garment("Abell", "brown", (112, 76, 48), "cardigan"), "no hue"),
        (Garment("Wren", "rust-orange", (196, 84, 30), hidden="an insert shows a thing"), "insert"),
    ],
)
def test_what_a_machine_cannot_see_is_not_judged(garment: Garment, reason: str, tmp_path: Path) -> None:
    testcard.clip(tmp_path / "take.mp4", frames=6)
    check = run.found()["wardrobe_colour"]
    finding = run.ask(check, Clip(tmp_path / "take.mp4"), Expected(garments=(garment,)))
    assert finding.outcome is Outcome.CANNOT_JUDGE
    assert reason in finding.says


def test_a_set_of_the_jackets_colour_is_not_judged(tmp_path: Path) -> None:
    frames = [np.full((180, 320, 3), RUST.rgb, np.uint8)] * 12
    finding = _asked("wardrobe_colour", frames, tmp_path / "take.mp4", Expected(garments=(RUST,)))
    assert finding.outcome is Outcome.CANNOT_JUDGE


def test_a_blue_coat_far_away_in_a_blue_night_is_not_judged(tmp_path: Path) -> None:
    night = np.full((180, 320, 3), (26, 42, 70), np.uint8)
    coat = Garment("Client", "blue", (48, 92, 158), "coat", share=rules.share_at("LS"))
    finding = _asked("wardrobe_colour", [night] * 12, tmp_path / "take.mp4", Expected(garments=(coat,)))
    assert finding.outcome is Outcome.CANNOT_JUDGE, finding.says


@pytest.mark.parametrize("take", ["a fast pan", "a slow push"])
def test_a_camera_that_moves_is_not_locked_off(take: str, tmp_path: Path) -> None:
    frames = [TAKES[take](number) for number in range(30)]
    finding = _asked("stillness", frames, tmp_path / "take.mp4", Expected(locked_off=True))
    assert finding.outcome is Outcome.FAILED, finding.says


@pytest.mark.parametrize("take", ["a locked-off night", "a flash", "a door that opens", "a passer-by near the lens"])
def test_what_moves_in_front_of_a_locked_camera_is_no_camera_move(take: str, tmp_path: Path) -> None:
    frames = [TAKES[take](number) for number in range(30)]
    finding = _asked("stillness", frames, tmp_path / "take.mp4", Expected(locked_off=True))
    assert finding.outcome is not Outcome.FAILED, finding.says


def test_a_raster_rounded_to_blocks_has_the_shape_asked(tmp_path: Path) -> None:
    testcard.clip(tmp_path / "take.mp4", frames=3, size=(1248, 704))
    asked = Expected(width=1280, height=720)
    assert run.ask(run.found()["aspect"], Clip(tmp_path / "take.mp4"), asked).outcome is Outcome.PASSED


def test_a_clip_that_is_a_little_longer_passes_and_one_a_little_shorter_does_not(tmp_path: Path) -> None:
    testcard.clip(tmp_path / "take.mp4", frames=30)
    check = run.found()["duration"]
    assert run.ask(check, Clip(tmp_path / "take.mp4"), Expected(frames=24)).outcome is Outcome.PASSED
    assert run.ask(check, Clip(tmp_path / "take.mp4"), Expected(frames=33)).outcome is Outcome.FAILED
