import subprocess
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from rushes.kernel.timecode import Rate, Span
from rushes.media import decode, testcard
from rushes.media.errors import NoPicture, NotMedia


@pytest.mark.parametrize("rate", ["24", "24000/1001", "30"])
def test_a_span_gives_exactly_its_frames(tmp_path: Path, rate: str) -> None:
    clip = testcard.clip(tmp_path / "clip.mp4", 60, rate=Rate.of(rate))

    for span in (Span(0, 5), Span(11, 14), Span(12, 13), Span(13, 40), Span(59, 60)):
        read = [testcard.number(frame) for frame in decode.frames(clip, span=span)]
        assert read == list(range(span.start, span.end)), span


@pytest.mark.parametrize("suffix", ["mkv", "avi", "ts"])
def test_a_span_is_exact_in_other_containers(tmp_path: Path, suffix: str) -> None:
    clip = testcard.clip(tmp_path / "clip.mp4", 60)
    other = tmp_path / f"clip.{suffix}"
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", clip, "-c", "copy", other], check=True)

    assert [testcard.number(frame) for frame in decode.frames(other, span=Span(31, 35))] == [31, 32, 33, 34]


def test_frames_come_in_the_size_and_form_asked_for(tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "clip.mp4", 3)

    shapes = {
        "rgb24": (90, 160, 3),
        "bgr24": (90, 160, 3),
        "gray": (90, 160),
        "yuv420p": (135, 160),
    }
    for pixels, shape in shapes.items():
        several = list(decode.frames(clip, size=(160, 90), pixels=pixels))  # type: ignore[arg-type]  # keys are Pixels
        assert [frame.shape for frame in several] == [shape] * 3
    grey = list(decode.frames(clip, size=(160, 90), pixels="gray"))
    assert [testcard.number(frame) for frame in grey] == [0, 1, 2]


def test_one_frame_by_number(tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "clip.mp4", 30)

    assert testcard.number(decode.frame_at(clip, 29)) == 29
    with pytest.raises(decode.NoSuchFrame, match="has no frame 30"):
        decode.frame_at(clip, 30)


def test_a_turned_film_comes_upright(tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "clip.mp4", 3)
    turned = tmp_path / "turned.mp4"
    program = imageio_ffmpeg.get_ffmpeg_exe()
    subprocess.run([program, "-v", "error", "-display_rotation", "90", "-i", clip, "-c", "copy", turned], check=True)
    upright = subprocess.run(
        [program, "-v", "error", "-i", turned, "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"],
        capture_output=True,
        check=True,
    ).stdout

    ours = decode.frame_at(turned, 0)

    assert ours.shape == (320, 180, 3)
    theirs = np.frombuffer(upright, np.uint8).reshape(320, 180, 3)
    assert np.abs(ours.astype(int) - theirs.astype(int)).mean() < 6


def test_every_frame_is_decoded_when_counted(tmp_path: Path) -> None:
    assert decode.count(testcard.clip(tmp_path / "clip.mp4", 31)) == 31


def test_damage_inside_a_film_is_found_by_decoding(tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "clip.mp4", 48)
    content = bytearray(clip.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 3000] = bytes(3000)
    clip.write_bytes(content)

    with pytest.raises(NotMedia, match=r"clip\.mp4"):
        decode.count(clip)


def test_sound_is_as_long_as_the_film_says_and_in_step_with_it(tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "clip.mp4", 25, sound=True)
    sound = decode.audio(clip)
    wanted = testcard.tone(25 / 24)

    assert sound.shape == wanted.shape == (50000, 2)
    assert sound.dtype == np.float32
    assert np.abs(sound - wanted)[2000:-2000].max() < 0.01, "a shift of one sample would be 0.009 more"


def test_sound_can_be_asked_for_at_another_rate(tmp_path: Path) -> None:
    assert decode.audio(testcard.sound_only(tmp_path / "voice.wav", 1.0), rate=16000).shape == (16000, 2)


def test_a_silent_film_has_no_samples_and_a_sound_no_picture(tmp_path: Path) -> None:
    assert decode.audio(testcard.clip(tmp_path / "clip.mp4", 2)).shape == (0, 2)
    with pytest.raises(NoPicture):
        next(decode.frames(testcard.sound_only(tmp_path / "voice.wav")))
