import hashlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from rushes.kernel.files import Unwritable
from rushes.kernel.timecode import Rate
from rushes.media import decode, encode, testcard
from rushes.media.probe import probe
from rushes.media.sound import UnfitSound

RATE = Rate.of(24)


def grain(frames: int) -> list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]:
    """Frames that are hard to encode, so that any difference between two runs would show."""
    dice = np.random.default_rng(7)
    return [dice.integers(0, 256, (180, 320, 3), np.uint8) for _ in range(frames)]


@pytest.mark.parametrize("preset", [encode.DRAFT, encode.TAKE, encode.FILM, encode.PROXY])
def test_the_same_frames_give_the_same_bytes(tmp_path: Path, preset: encode.Preset) -> None:
    sound = testcard.tone(1.0)
    for name in ("a.mp4", "b.mp4"):
        encode.encode(tmp_path / name, grain(24), rate=RATE, preset=preset, audio=sound)

    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


def test_a_film_does_not_depend_on_the_version_of_its_container_library(tmp_path: Path) -> None:
    content = testcard.clip(tmp_path / "clip.mp4", 5, sound=True).read_bytes()

    assert b"Lavf" not in content
    assert b"Lavc" not in content


def test_the_index_comes_first(tmp_path: Path) -> None:
    content = testcard.clip(tmp_path / "clip.mp4", 5).read_bytes()

    assert content.index(b"moov") < content.index(b"mdat")


def test_groups_are_closed_and_no_longer_than_the_preset_says(tmp_path: Path) -> None:
    encode.encode(tmp_path / "film.mp4", testcard.moving(40, (320, 180), 0), rate=RATE, preset=encode.FILM)
    for start in (12, 24, 36):
        content = list(decode.frames(tmp_path / "film.mp4"))
        assert testcard.number(content[start]) == start


def test_sound_is_cut_or_filled_to_the_length_of_the_picture(tmp_path: Path) -> None:
    for seconds in (0.2, 1.0, 3.0):
        encode.encode(tmp_path / "film.mp4", grain(24), rate=RATE, preset=encode.DRAFT, audio=testcard.tone(seconds))
        found = probe(tmp_path / "film.mp4")
        assert found.audio is not None
        assert found.audio.samples == 48000


@pytest.mark.parametrize("channels", [1, 2, 6])
def test_mono_stereo_and_surround_are_carried(tmp_path: Path, channels: int) -> None:
    sound = testcard.tone(1.0, channels=channels)
    encode.encode(tmp_path / "film.mp4", grain(6), rate=RATE, preset=encode.DRAFT, audio=sound)

    found = probe(tmp_path / "film.mp4").audio
    assert found is not None
    assert found.channels == channels


def test_unfit_frames_and_sound_are_refused_and_nothing_is_left(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    odd = [np.zeros((181, 320, 3), np.uint8)]
    changing = [np.zeros((180, 320, 3), np.uint8), np.zeros((90, 160, 3), np.uint8)]

    with pytest.raises(encode.UnfitFrame, match="320x181 cannot be encoded: both sides must be even"):
        encode.encode(path, odd, rate=RATE, preset=encode.TAKE)
    with pytest.raises(encode.UnfitFrame, match=r"Frame 1 is uint8 \(90, 160, 3\)"):
        encode.encode(path, changing, rate=RATE, preset=encode.TAKE)
    with pytest.raises(encode.UnfitFrame, match="at least one frame"):
        encode.encode(path, [], rate=RATE, preset=encode.TAKE)
    with pytest.raises(UnfitSound, match="channels"):
        encode.encode(path, grain(1), rate=RATE, preset=encode.TAKE, audio=np.zeros((9, 3), np.float32))
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_film_leaves_nothing_and_an_older_one_whole(tmp_path: Path) -> None:
    path = testcard.clip(tmp_path / "film.mp4", 5)
    before = path.read_bytes()

    def failing() -> None:
        with encode.writing(path, width=320, height=180, rate=RATE, preset=encode.TAKE) as film:
            film.write(grain(1)[0])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        failing()
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["film.mp4"]


def test_a_folder_that_is_not_there_gives_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match="there is no folder"):
        testcard.clip(tmp_path / "none" / "film.mp4", 2)


def test_a_full_disk_gives_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    script = """
import resource, signal, sys
from pathlib import Path
import numpy as np
from rushes.kernel.timecode import Rate
from rushes.media import encode
from rushes.kernel.files import Unwritable
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
frames = (np.random.default_rng(n).integers(0, 256, (180, 320, 3), np.uint8) for n in range(30))
try:
    encode.encode(Path(sys.argv[1]), frames, rate=Rate.of(24), preset=encode.TAKE)
except Unwritable as error:
    print(error.detail)
"""
    out = tmp_path / "film.mp4"
    done = subprocess.run([sys.executable, "-c", script, str(out)], capture_output=True, text=True, check=True)

    assert "film.mp4 cannot be written: file too large" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_two_machines_of_one_kind_agree_on_a_film(tmp_path: Path) -> None:
    """In a new process, where no state of this one can help."""
    script = "import sys; from pathlib import Path; from rushes.media import testcard; testcard.clip(Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "there.mp4")], check=True)
    here = testcard.clip(tmp_path / "here.mp4")

    digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (here, tmp_path / "there.mp4")}
    assert len(digests) == 1
