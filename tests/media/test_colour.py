"""The two colour traps of encoding: RGB turned to YUV by the wrong matrix, and a film that does not say its colours."""

import subprocess
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from rushes.kernel.timecode import Rate
from rushes.media import conform, decode, encode, testcard
from rushes.media.probe import probe

# ITU-R BT.709 section 3, 8-bit limited range: what each full-scale patch must be stored as.
STORED = {
    "white": (235, 128, 128),
    "yellow": (219, 16, 138),
    "cyan": (188, 154, 16),
    "green": (173, 42, 26),
    "magenta": (78, 214, 230),
    "red": (63, 102, 240),
    "blue": (32, 240, 118),
    "black": (16, 128, 128),
}


def stored(path: Path, size: tuple[int, int], column: int) -> tuple[int, ...]:
    """Y, Cb and Cr in the middle of a column of the patches."""
    width, height = size
    frame = next(decode.frames(path, pixels="yuv420p"))
    planes = frame[:height], *frame[height:].reshape(2, height // 2, width // 2)
    across = (column + 0.5) / len(STORED)
    return tuple(int(plane[plane.shape[0] // 2, int(across * plane.shape[1])]) for plane in planes)


@pytest.mark.parametrize("size", [(320, 180), (1280, 720)])
@pytest.mark.parametrize("preset", [encode.DRAFT, encode.TAKE, encode.FILM, encode.PROXY])
def test_every_preset_stores_patches_by_the_709_matrix(
    tmp_path: Path, size: tuple[int, int], preset: encode.Preset
) -> None:
    path = tmp_path / "patches.mp4"
    encode.encode(path, [testcard.patch_frame(size)] * 3, rate=Rate.of(24), preset=preset)

    for column, (name, wanted) in enumerate(STORED.items()):
        assert stored(path, size, column) == pytest.approx(wanted, abs=1), name


def test_bgr_frames_give_the_same_colours_as_rgb_frames(tmp_path: Path) -> None:
    path = tmp_path / "bgr.mp4"
    bgr = testcard.patch_frame((320, 180))[:, :, ::-1]
    encode.encode(path, [bgr], rate=Rate.of(24), preset=encode.TAKE, pixels="bgr24")

    for column, (name, wanted) in enumerate(STORED.items()):
        assert stored(path, (320, 180), column) == pytest.approx(wanted, abs=1), name


def test_a_film_from_i420_frames_keeps_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "i420.mp4"
    frame = np.full((180 * 3 // 2, 320), 128, np.uint8)
    frame[:180] = 100
    encode.encode(path, [frame], rate=Rate.of(24), preset=encode.TAKE, pixels="yuv420p")

    assert stored(path, (320, 180), 3) == (100, 128, 128)


def test_colours_come_back_as_they_went_in(tmp_path: Path) -> None:
    path = testcard.patches(tmp_path / "patches.mp4", 3)
    frame = next(decode.frames(path))

    for column, wanted in enumerate(testcard.PATCHES.values()):
        assert frame[90, column * 40 + 20] == pytest.approx(wanted, abs=4)


def test_grey_is_the_luma_of_the_film_in_full_range(tmp_path: Path) -> None:
    path = testcard.patches(tmp_path / "patches.mp4", 3)
    frame = next(decode.frames(path, pixels="gray"))

    for column, (luma, _, _) in enumerate(STORED.values()):
        assert int(frame[90, column * 40 + 20]) == pytest.approx((luma - 16) * 255 / 219, abs=2)


def test_other_software_reads_our_tags_and_colours(tmp_path: Path) -> None:
    path = testcard.patches(tmp_path / "patches.mp4", 3)
    program = imageio_ffmpeg.get_ffmpeg_exe()
    told = subprocess.run([program, "-i", path], capture_output=True, text=True, check=False).stderr
    raw = subprocess.run(
        [program, "-v", "error", "-i", path, "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"],
        capture_output=True,
        check=True,
    ).stdout

    assert "h264 (High)" in told
    assert "yuv420p(tv, bt709, progressive)" in told
    red = np.frombuffer(raw, np.uint8).reshape(180, 320, 3)[90, 5 * 40 + 20]
    assert red == pytest.approx((255, 0, 0), abs=4)


def test_a_clip_in_the_old_matrix_is_converted_and_not_only_relabelled(tmp_path: Path) -> None:
    """Red stored as 81/90/240 by Rec.601 must become 63/102/240 in a film."""
    source = tmp_path / "old.mp4"
    program = imageio_ffmpeg.get_ffmpeg_exe()
    red = ["-f", "lavfi", "-i", "color=red:s=320x180:r=24:d=0.2"]
    tags = "setparams=colorspace=smpte170m:color_primaries=smpte170m:color_trc=smpte170m:range=tv"
    subprocess.run(
        [program, "-v", "error", *red, "-vf", f"scale=out_color_matrix=bt601,format=yuv420p,{tags}", source], check=True
    )
    out = tmp_path / "film.mp4"
    conform.conform(source, out, raster=(320, 180), rate=Rate.of(24), preset=encode.FILM)

    assert stored(source, (320, 180), 0) == pytest.approx((63, 102, 240), abs=2), "decode gives Rec.709 too"
    assert stored(out, (320, 180), 0) == pytest.approx((63, 102, 240), abs=2)
    found = probe(out).video
    assert found is not None
    assert (found.primaries, found.transfer, found.matrix) == ("bt709", "bt709", "bt709")
