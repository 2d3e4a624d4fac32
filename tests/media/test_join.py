import subprocess
from fractions import Fraction
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from numpy.typing import NDArray

from rushes.kernel.timecode import Rate
from rushes.media import decode, encode, testcard
from rushes.media.join import UnlikeSegments, join
from rushes.media.probe import probe


def segments(folder: Path, lengths: list[int], rate: Rate) -> list[Path]:
    paths = []
    for index, frames in enumerate(lengths):
        path = folder / f"{index}.mp4"
        encode.encode(path, testcard.moving(frames, (320, 180), 40 * index), rate=rate, preset=encode.FILM)
        paths.append(path)
    return paths


def sound(folder: Path, samples: NDArray[np.float32], seconds: Fraction) -> Path:
    encode.encode_sound(folder / "mix.m4a", samples, seconds=seconds, bits=256_000)
    return folder / "mix.m4a"


@pytest.mark.parametrize("rate", ["24", "24000/1001", "25"])
def test_segments_of_any_length_become_one_film_of_all_their_frames(tmp_path: Path, rate: str) -> None:
    lengths = [13, 1, 2, 30, 3]
    parts = segments(tmp_path, lengths, Rate.of(rate))
    film = tmp_path / "film.mp4"
    heard = sound(tmp_path, testcard.tone(9), Fraction(49) / Rate.of(rate).value)

    assert join(parts, film, rate=Rate.of(rate), sound=heard) == 49

    found = probe(film)
    assert found.video is not None
    assert found.audio is not None
    assert (found.video.frames, found.video.rate, found.video.constant) == (49, Rate.of(rate), True)
    assert (found.video.profile, found.video.matrix, found.video.range) == ("High", "bt709", "limited")
    assert found.audio.samples == int(49 * 48000 / Rate.of(rate).value)
    burnt = [testcard.number(frame) for frame in decode.frames(film)]
    assert burnt == [number for length in lengths for number in range(length)]


def test_pictures_are_not_encoded_again(tmp_path: Path) -> None:
    parts = segments(tmp_path, [10, 14], Rate.of(24))
    join(parts, tmp_path / "film.mp4", rate=Rate.of(24))

    joined = list(decode.frames(tmp_path / "film.mp4", pixels="yuv420p"))
    alone = [frame for part in parts for frame in decode.frames(part, pixels="yuv420p")]
    assert np.array_equal(joined, alone)


def test_other_software_plays_it_without_a_complaint(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    heard = sound(tmp_path, testcard.tone(1.25), Fraction(30, 24))
    join(segments(tmp_path, [5, 1, 24], Rate.of(24)), film, rate=Rate.of(24), sound=heard)
    played = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "warning", "-i", film, "-f", "null", "-"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert played.stderr == ""


def test_sound_stays_in_step_with_the_picture(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    click = np.zeros((48000, 2), np.float32)
    click[24000:24200] = 0.8
    join(segments(tmp_path, [24], Rate.of(24)), film, rate=Rate.of(24), sound=sound(tmp_path, click, Fraction(1)))

    heard = np.abs(decode.audio(film)[:, 0])
    assert int(np.argmax(heard > 0.4)) == pytest.approx(24000, abs=4)


def test_the_same_segments_give_the_same_bytes(tmp_path: Path) -> None:
    parts = segments(tmp_path, [6, 7], Rate.of(24))
    heard = sound(tmp_path, testcard.tone(0.5), Fraction(13, 24))
    for name in ("a.mp4", "b.mp4"):
        join(parts, tmp_path / name, rate=Rate.of(24), sound=heard)

    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


def test_segments_of_other_settings_are_refused_and_nothing_is_left(tmp_path: Path) -> None:
    first = segments(tmp_path, [6], Rate.of(24))[0]
    other = testcard.clip(tmp_path / "other.mp4", 6, size=(640, 360))

    with pytest.raises(UnlikeSegments, match=r"other\.mp4 was not encoded with the settings of 0\.mp4"):
        join([first, other], tmp_path / "film.mp4", rate=Rate.of(24))
    with pytest.raises(UnlikeSegments, match="at least one segment"):
        join([], tmp_path / "film.mp4", rate=Rate.of(24))
    assert not (tmp_path / "film.mp4").exists()
