from pathlib import Path

from rushes.media import testcard
from rushes.quality import run
from rushes.quality.check import Check, failed, passed
from rushes.quality.clip import Clip
from rushes.quality.rules import Evidence, Expected, Finding, Outcome, Region


def _breaks(clip: Clip, expected: Expected) -> Finding:
    raise ZeroDivisionError("somebody divided by nothing")


def _points(clip: Clip, expected: Expected) -> Finding:
    return failed("Look at the corner.", evidence=(Evidence(5, Region(0.5, 0.5, 0.5, 0.5)), Evidence(99)))


def _looks(clip: Clip, expected: Expected) -> Finding:
    return passed(f"It holds {len(clip.small)} frames.")


def _check(id: str, asks: object) -> Check:
    return Check(id, id.title(), asks, testcard.clip, testcard.clip)  # type: ignore[arg-type] # one of the three above


def test_a_check_that_breaks_says_so_and_the_others_are_still_asked(tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "take.mp4", frames=8)
    checks = {check.id: check for check in (_check("breaks", _breaks), _check("looks", _looks))}
    broken, looked = run.examine(clip, Expected(), tmp_path / "evidence", checks)
    assert broken.outcome is Outcome.CANNOT_JUDGE
    assert "divided by nothing" in broken.says
    assert (looked.outcome, looked.says) == (Outcome.PASSED, "It holds 8 frames.")


def test_evidence_is_cut_for_frames_that_exist_and_marked_where_the_finding_points(tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "take.mp4", frames=8)
    (finding,) = run.examine(clip, Expected(), tmp_path / "evidence", {"points": _check("points", _points)})
    assert [seen.image for seen in finding.evidence] == ["points-000005.jpg"]
    assert [file.name for file in (tmp_path / "evidence").iterdir()] == ["points-000005.jpg"]


def test_no_folder_is_made_when_there_is_nothing_to_show(tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "take.mp4", frames=8)
    run.examine(clip, Expected(), tmp_path / "evidence", {"looks": _check("looks", _looks)})
    assert not (tmp_path / "evidence").exists()


def test_a_clip_is_decoded_once_for_all_checks(tmp_path: Path) -> None:
    clip = Clip(testcard.clip(tmp_path / "take.mp4", frames=8))
    first = clip.small
    (tmp_path / "take.mp4").unlink()
    findings = [run.ask(check, clip, Expected()) for check in run.found().values()]
    assert clip.small is first
    assert not any("could not be looked at" in finding.says for finding in findings)
