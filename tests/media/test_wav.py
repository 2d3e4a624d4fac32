import subprocess
import wave
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from rushes.kernel.files import Unwritable
from rushes.media import wav
from rushes.media.errors import NotMedia
from rushes.media.testcard import tone


def test_24_bits_come_back_to_half_a_step(tmp_path: Path) -> None:
    sound = tone(0.5, level=-3)
    wav.write(tmp_path / "tone.wav", sound)

    assert np.abs(wav.read(tmp_path / "tone.wav") - sound).max() <= 2**-24 + 2**-25


def test_float_comes_back_exactly_even_beyond_full_scale(tmp_path: Path) -> None:
    sound = tone(0.5, level=6, channels=1)
    wav.write(tmp_path / "tone.wav", sound, kind="float")

    assert np.array_equal(wav.read(tmp_path / "tone.wav"), sound)


def test_24_bits_clip_and_do_not_wrap_around(tmp_path: Path) -> None:
    wav.write(tmp_path / "loud.wav", np.array([[2.0], [-2.0]], np.float32))

    assert wav.read(tmp_path / "loud.wav")[:, 0] == pytest.approx([1, -1], abs=1e-6)


def test_other_software_reads_the_header(tmp_path: Path) -> None:
    wav.write(tmp_path / "tone.wav", tone(0.5))
    with wave.open(str(tmp_path / "tone.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate(), file.getnframes()) == (
            2,
            3,
            48000,
            24000,
        )
    told = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-i", tmp_path / "tone.wav"], capture_output=True, text=True, check=False
    )
    assert "pcm_s24le" in told.stderr
    assert "48000 Hz, stereo" in told.stderr


def test_bad_input_and_places_give_sentences(tmp_path: Path) -> None:
    (tmp_path / "empty.wav").touch()

    with pytest.raises(NotMedia, match=r"empty\.wav is empty"):
        wav.read(tmp_path / "empty.wav")
    with pytest.raises(Unwritable, match="there is no folder"):
        wav.write(tmp_path / "none" / "tone.wav", tone(0.1))
