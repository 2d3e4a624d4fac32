import subprocess
import zipfile
from fractions import Fraction
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from rushes.kernel.timecode import Rate
from rushes.media import testcard
from rushes.media.errors import NoPicture, NotMedia, Truncated, UnevenFrames
from rushes.media.probe import Video, check_importable, probe

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()


def picture(path: Path) -> Video:
    found = probe(path).video
    assert found is not None
    return found


def remux(source: Path, out: Path, *options: str) -> Path:
    subprocess.run([FFMPEG, "-v", "error", "-y", "-i", source, "-c", "copy", *options, out], check=True)
    return out


@pytest.mark.parametrize("rate", ["24", "25", "24000/1001", "30000/1001", "60"])
def test_it_tells_what_is_in_a_film(tmp_path: Path, rate: str) -> None:
    found = probe(testcard.clip(tmp_path / "clip.mp4", 50, rate=Rate.of(rate), sound=True))

    assert found.video is not None
    assert found.audio is not None
    assert (found.video.codec, found.video.profile, found.video.pixels) == ("h264", "High", "yuv420p")
    assert (found.video.width, found.video.height, found.video.frames) == (320, 180, 50)
    assert (found.video.rate, found.video.constant) == (Rate.of(rate), True)
    colour = (found.video.primaries, found.video.transfer, found.video.matrix, found.video.range)
    assert colour == ("bt709", "bt709", "bt709", "limited")
    assert (found.audio.codec, found.audio.channels, found.audio.rate) == ("aac", 2, 48000)
    assert found.audio.samples == int(50 * 48000 / Rate.of(rate).value)
    assert found.seconds == pytest.approx(50 / float(Rate.of(rate).value), abs=0.001)


@pytest.mark.parametrize("suffix", ["mkv", "mov", "avi", "ts"])
@pytest.mark.parametrize("rate", ["24", "30000/1001"])
def test_frames_and_rate_are_the_same_in_any_container(tmp_path: Path, suffix: str, rate: str) -> None:
    clip = testcard.clip(tmp_path / "clip.mp4", 72, rate=Rate.of(rate))
    other = remux(clip, tmp_path / f"clip.{suffix}")

    assert (picture(other).frames, picture(other).rate, picture(other).constant) == (72, Rate.of(rate), True)


def test_loudness_is_measured_when_asked_for(tmp_path: Path) -> None:
    path = testcard.clip(tmp_path / "clip.mp4", 72, sound=True)

    found = probe(path, loudness=True).audio
    assert found is not None
    assert found.loudness is not None
    assert found.loudness.lufs == pytest.approx(-23.0, abs=0.2)
    quiet = probe(path).audio
    assert quiet is not None
    assert quiet.loudness is None


def test_a_portrait_telephone_film_says_how_to_turn_it(tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "clip.mp4", 5)
    turned = tmp_path / "turned.mp4"
    subprocess.run([FFMPEG, "-v", "error", "-display_rotation", "90", "-i", clip, "-c", "copy", turned], check=True)

    assert picture(turned).rotation == 90
    assert (picture(turned).width, picture(turned).height) == (320, 180)


def test_an_importable_clip_is_let_through(tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "clip.mp4", 5)

    assert check_importable(probe(clip), clip).frames == 5


def test_a_variable_rate_is_reported_and_refused_for_import(tmp_path: Path) -> None:
    clip = testcard.uneven(tmp_path / "phone.mp4")

    assert picture(clip).constant is False
    with pytest.raises(UnevenFrames, match=r"phone\.mp4 has a variable frame rate; convert it"):
        check_importable(probe(clip), clip)


def test_sound_alone_is_refused_for_import(tmp_path: Path) -> None:
    clip = testcard.sound_only(tmp_path / "voice.wav")

    assert probe(clip).video is None
    with pytest.raises(NoPicture, match=r"voice\.wav holds sound but no picture"):
        check_importable(probe(clip), clip)


@pytest.mark.parametrize("keep", [0.95, 0.6, 0.2])
def test_a_clip_that_was_cut_off_is_noticed(tmp_path: Path, keep: float) -> None:
    with pytest.raises(Truncated, match=r"clip\.mp4 was cut off after \d+ of 48 frames"):
        probe(testcard.truncated(tmp_path / "clip.mp4", keep=keep))


def test_a_clip_that_lost_its_index_is_noticed(tmp_path: Path) -> None:
    whole = remux(testcard.clip(tmp_path / "whole.mp4"), tmp_path / "late.mp4", "-movflags", "-faststart")
    whole.write_bytes(whole.read_bytes()[:-4000])

    with pytest.raises(Truncated, match="its index is missing"):
        probe(whole)


def test_a_matroska_file_that_was_cut_off_is_noticed(tmp_path: Path) -> None:
    whole = remux(testcard.clip(tmp_path / "clip.mp4", 120), tmp_path / "clip.mkv")
    whole.write_bytes(whole.read_bytes()[: whole.stat().st_size // 3])

    with pytest.raises(Truncated, match="was cut off"):
        probe(whole)


def test_a_renamed_zip_is_called_a_zip(tmp_path: Path) -> None:
    path = tmp_path / "take.mp4"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")

    with pytest.raises(NotMedia, match=r"take\.mp4 is a ZIP archive, not a video"):
        probe(path)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.mp4", b"", "is empty"),
        ("noise.mp4", bytes(range(256)) * 64, "is not a video or sound file"),
        ("page.mp4", b"<html><body>404</body></html>", "is a web page"),
        ("list.m3u8", b"#EXTM3U\n#EXTINF:1,\n/etc/passwd\n", "is not a video or sound file"),
        ("list.txt", b"ffconcat version 1.0\nfile /etc/passwd\n", "is not a video or sound file"),
        ("notes.txt", b"just words\n" * 100, "is not a video or sound file"),
    ],
)
def test_what_is_not_media_is_refused_with_a_sentence(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(NotMedia, match=sentence):
        probe(path)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(NotMedia, match="There is no file"):
        probe(tmp_path / "none.mp4")


def test_pixels_that_are_not_square_are_told(tmp_path: Path) -> None:
    out = tmp_path / "wide.mp4"
    source = testcard.clip(tmp_path / "clip.mp4", 3)
    subprocess.run([FFMPEG, "-v", "error", "-i", source, "-vf", "setsar=4/3", out], check=True)

    assert picture(out).sample_aspect == Fraction(4, 3)
    assert np.isclose(picture(out).seconds, 0.125)
