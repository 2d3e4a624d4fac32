"""All checks on one file: every answer is a finding, whatever the file or a check does."""

import logging
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from rushes.kernel import plugins
from rushes.kernel.errors import StudioError
from rushes.kernel.files import written
from rushes.media import decode
from rushes.quality import checks as own
from rushes.quality.check import Check, cannot_judge
from rushes.quality.clip import Clip
from rushes.quality.rules import Evidence, Expected, Finding

EVIDENCE_WIDTH = 640
LARGEST = 85
AMBER = (88, 164, 224)
Picture = NDArray[np.uint8]
log = logging.getLogger(__name__)


def found() -> dict[str, Check]:
    """Every check of this installation, by id."""
    return plugins.load(own, Check)


def examine(path: Path, expected: Expected, evidence: Path, checks: Mapping[str, Check] | None = None) -> list[Finding]:
    """
    Ask every check about a file and cut the pictures that show what they found.

    Args:
        evidence: the folder for the pictures, made when there is something to show; the findings name files in it.
        checks: those to ask; all that are found when not given.
    """
    clip = Clip(path)
    asked = [ask(check, clip, expected) for check in (found() if checks is None else checks).values()]
    return illustrated(path, asked, evidence)


def ask(check: Check, clip: Clip, expected: Expected) -> Finding:
    """Ask one check; one that breaks says so in its finding, so that no take is lost to it."""
    try:
        finding = check.asks(clip, expected)
    except StudioError as error:
        finding = cannot_judge(f"The file could not be looked at: {error.detail}")
    except Exception as error:
        log.exception("The check %s broke on %s", check.id, clip.path)
        finding = cannot_judge(f"This check itself broke ({type(error).__name__}: {error}); the file was not judged.")
    return replace(finding, check=check.id)


def illustrated(path: Path, findings: Iterable[Finding], evidence: Path) -> list[Finding]:
    """The findings with the frames they point at cut to JPEG files in a folder."""
    findings = list(findings)
    wanted = {seen.frame for finding in findings for seen in finding.evidence}
    if not wanted:
        return findings
    frames = _frames(path, wanted)
    evidence.mkdir(parents=True, exist_ok=True)
    return [_shown(finding, frames, evidence) for finding in findings]


def _frames(path: Path, wanted: set[int]) -> dict[int, Picture]:
    """The wanted frames, BGR, none wider than evidence needs; those the file does not hold are left out."""
    cut: dict[int, Picture] = {}
    for number in sorted(wanted):
        with suppress(StudioError):
            cut[number] = _small(decode.frame_at(path, number)[..., ::-1])
    return cut


def _small(frame: Picture) -> Picture:
    height, width = frame.shape[:2]
    if width <= EVIDENCE_WIDTH:
        return frame.copy()
    small = cv2.resize(frame, (EVIDENCE_WIDTH, round(height * EVIDENCE_WIDTH / width)), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


def _shown(finding: Finding, frames: Mapping[int, Picture], folder: Path) -> Finding:
    seen = [item for item in finding.evidence if item.frame in frames]
    images = [f"{finding.check}-{item.frame:06}.jpg" for item in seen]
    for item, image in zip(seen, images, strict=True):
        _write(folder / image, _marked(frames[item.frame], item))
    return replace(finding, evidence=tuple(seen)).shown_by(images)


def _marked(frame: Picture, seen: Evidence) -> Picture:
    if seen.region is None:
        return frame
    height, width = frame.shape[:2]
    region, marked = seen.region, frame.copy()
    start = round(region.left * width), round(region.top * height)
    end = round((region.left + region.width) * width) - 1, round((region.top + region.height) * height) - 1
    cv2.rectangle(marked, start, end, AMBER, max(1, width // 320), cv2.LINE_AA)
    return marked


def _write(path: Path, frame: Picture) -> None:
    encoded, content = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, LARGEST])
    assert encoded
    with written(path) as part:
        part.write_bytes(content.tobytes())
