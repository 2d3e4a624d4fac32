"""What every quality check promises; a new check is tested by being there."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rushes.kernel.timecode import Rate
from rushes.media import testcard
from rushes.quality import run
from rushes.quality.check import Check
from rushes.quality.clip import Clip
from rushes.quality.rules import Expected, Finding, Garment, Outcome

CHECKS = run.found()
EVERYTHING = Expected(
    rate=Rate.of(24),
    frames=240,
    width=1280,
    height=720,
    locked_off=True,
    garments=(Garment("Wren", "rust-orange", (196, 84, 30), "rain jacket"),),
)


def _scrambled(path: Path) -> None:
    testcard.clip(path, frames=24)
    content = bytearray(path.read_bytes())
    content[len(content) // 3 : len(content) // 2] = bytes(len(content) // 2 - len(content) // 3)
    path.write_bytes(content)


HOSTILE: dict[str, Callable[[Path], object]] = {
    "one frame": lambda path: testcard.clip(path, frames=1),
    "two frames": lambda path: testcard.clip(path, frames=2),
    "a tiny raster": lambda path: testcard.grey(path, [40, 200] * 15, size=(16, 16)),
    "a sliver": lambda path: testcard.grey(path, [40] * 30, size=(640, 16)),
    "all black": lambda path: testcard.grey(path, [0] * 30),
    "all white": lambda path: testcard.grey(path, [255] * 30),
    "an uneven rate": testcard.uneven,
    "a clip that was cut off": testcard.truncated,
    "a clip with damaged bytes": _scrambled,
    "sound only": lambda path: testcard.sound_only(path.with_suffix(".wav")).rename(path),
    "nothing": lambda path: path.write_bytes(b""),
    "not a film": lambda path: path.write_bytes(b"PK\x03\x04" + b"hello" * 99),
    "no file": lambda path: None,
}


@pytest.fixture(params=list(CHECKS))
def check(request: pytest.FixtureRequest) -> Check:
    return CHECKS[request.param]


def _asked(check: Check, write: Callable[[Path], object], path: Path) -> Finding:
    write(path)
    return run.ask(check, Clip(path), check.sample)


def test_it_passes_its_passing_clip(check: Check, tmp_path: Path) -> None:
    finding = _asked(check, check.passing, tmp_path / "take.mp4")
    assert finding.outcome is Outcome.PASSED, finding.says
    _is_a_sentence(finding.says)
    assert finding.check == check.id


def test_it_fails_its_failing_clip_and_names_the_frames(check: Check, tmp_path: Path) -> None:
    finding = _asked(check, check.failing, tmp_path / "take.mp4")
    assert finding.outcome is Outcome.FAILED, finding.says
    _is_a_sentence(finding.says)
    assert finding.frames


def test_what_it_fails_can_be_shown(check: Check, tmp_path: Path) -> None:
    check.failing(tmp_path / "take.mp4")
    (finding,) = run.examine(tmp_path / "take.mp4", check.sample, tmp_path / "evidence", {check.id: check})
    for seen in finding.evidence:
        assert (tmp_path / "evidence" / seen.image).read_bytes().startswith(b"\xff\xd8\xff")


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_it_answers_a_hostile_file_with_a_sentence(
    check: Check, hostile: Callable[[Path], object], tmp_path: Path
) -> None:
    hostile(tmp_path / "take.mp4")
    (finding,) = run.examine(tmp_path / "take.mp4", EVERYTHING, tmp_path / "evidence", {check.id: check})
    _is_a_sentence(finding.says)
    assert "broke" not in finding.says


def test_it_asks_nothing_that_was_not_asked(check: Check, tmp_path: Path) -> None:
    testcard.clip(tmp_path / "take.mp4", frames=30)
    finding = run.ask(check, Clip(tmp_path / "take.mp4"), Expected())
    assert finding.outcome is not Outcome.FAILED, finding.says


def test_its_title_is_short_and_its_id_a_name(check: Check) -> None:
    assert 3 < len(check.title) < 50
    assert check.id.isidentifier()


def _is_a_sentence(says: str) -> None:
    assert says.endswith("."), says
    assert len(says.split()) >= 4, says
    assert "Traceback" not in says
