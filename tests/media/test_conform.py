from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from rushes.kernel.timecode import Rate, Span
from rushes.media import decode, encode, testcard
from rushes.media.conform import ShortClip, UnequalRate, Window, conform, fit
from rushes.media.errors import NoPicture

RATE = Rate.of(24)
EVEN = st.integers(8, 1000).map(lambda half: half * 2)


@pytest.mark.parametrize(
    ("shape", "aspect", "raster", "bar", "wanted"),
    [
        ((1280, 720), 1, (1920, 1080), 0, Window(0, 0, 1920, 1080)),
        ((1440, 1080), 1, (1920, 1080), 0, Window(240, 0, 1440, 1080)),
        ((1920, 804), 1, (1920, 1080), 0, Window(0, 138, 1920, 804)),
        ((720, 576), Fraction(64, 45), (1920, 1080), 0, Window(0, 0, 1920, 1080)),
        ((1920, 1080), 1, (1080, 1920), 0, Window(0, 656, 1080, 608)),
        ((1920, 1080), 1, (1920, 1080), 44, Window(78, 44, 1764, 992)),
        ((1920, 804), 1, (1920, 1080), 44, Window(0, 138, 1920, 804)),
    ],
)
def test_a_picture_stands_whole_and_centred(
    shape: tuple[int, int], aspect: Fraction, raster: tuple[int, int], bar: int, wanted: Window
) -> None:
    assert fit(shape, Fraction(aspect), raster, bar) == wanted


@given(shape=st.tuples(EVEN, EVEN), raster=st.tuples(EVEN, EVEN))
def test_a_picture_is_never_stretched_nor_cut(shape: tuple[int, int], raster: tuple[int, int]) -> None:
    window = fit(shape, Fraction(1), raster)

    assert window.left >= 0
    assert window.top >= 0
    assert window.left + window.width <= raster[0]
    assert window.top + window.height <= raster[1]
    assert all(side % 2 == 0 for side in (window.left, window.top, window.width, window.height))
    assert abs(window.width - window.height * shape[0] / shape[1]) <= 2 + 2 * shape[0] / shape[1]


def test_a_span_of_another_raster_becomes_frames_of_the_film(tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "clip.mp4", 40, size=(320, 240))
    out = tmp_path / "film.mp4"

    assert conform(clip, out, raster=(640, 360), rate=RATE, preset=encode.FILM, span=Span(7, 30)) == 23

    read = list(decode.frames(out))
    assert [testcard.number(frame[:, 80:560]) for frame in read] == list(range(7, 30))
    assert read[0].shape == (360, 640, 3)
    assert read[0][:, :76].max() < 8, "the sides are black"


def test_what_is_painted_stands_in_the_film(tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "clip.mp4", 10)
    out = tmp_path / "film.mp4"

    def paint(luma: NDArray[np.uint8], number: int) -> None:
        luma[:16] = 20 + 20 * number

    conform(clip, out, raster=(320, 180), rate=RATE, preset=encode.FILM, paint=paint, bar=16)

    levels = [float(frame[4:12].mean()) for frame in decode.frames(out, pixels="gray")]
    assert levels == pytest.approx([(4 + 20 * number) * 255 / 219 for number in range(10)], abs=3)


def test_a_painted_clip_at_its_own_raster_does_not_change_what_the_decoder_still_needs(tmp_path: Path) -> None:
    """Later frames are predicted from earlier ones, so painting into those would smear."""
    clip = testcard.clip(tmp_path / "clip.mp4", 10, preset=encode.TAKE)
    out = tmp_path / "film.mp4"

    def paint(luma: NDArray[np.uint8], number: int) -> None:
        if number < 5:
            luma[:90] = 235

    conform(clip, out, raster=(320, 180), rate=RATE, preset=encode.FILM, paint=paint)

    clean = decode.frame_at(clip, 9).astype(int)
    assert np.abs(decode.frame_at(out, 9).astype(int) - clean).mean() < 3


def test_a_clip_of_another_rate_is_refused(tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "clip.mp4", 10, rate=Rate.of(25))

    with pytest.raises(UnequalRate, match=r"clip\.mp4 runs at 25\.000 frames a second, the film at 24\.000"):
        conform(clip, tmp_path / "film.mp4", raster=(320, 180), rate=RATE, preset=encode.FILM)


def test_a_clip_that_is_too_short_for_the_cut_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "clip.mp4", 10)

    with pytest.raises(ShortClip, match=r"clip\.mp4 ends at frame 10; the cut uses it up to frame 24"):
        conform(clip, tmp_path / "film.mp4", raster=(320, 180), rate=RATE, preset=encode.FILM, span=Span(2, 24))
    assert [path.name for path in tmp_path.iterdir()] == ["clip.mp4"]


def test_a_sound_is_no_clip(tmp_path: Path) -> None:
    with pytest.raises(NoPicture):
        conform(
            testcard.sound_only(tmp_path / "voice.wav"), tmp_path / "film.mp4", raster=(320, 180), rate=RATE,
            preset=encode.FILM,
        )  # fmt: skip
