"""Putting the studio together clears away what killed processes left, and nothing else."""

import os
import time
from pathlib import Path

from rushes import bootstrap

YESTERDAY = time.time() - 25 * 3600


def test_what_the_killed_left_goes_and_what_is_young_or_whole_stays(tmp_path: Path) -> None:
    for name in (
        "scratch/old/raw.mp4",
        "scratch/young/raw.mp4",
        "segments/.a.0.part.mp4",
        "segments/a.mp4",
        "film/.b.part",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")
        os.utime(file, (YESTERDAY, YESTERDAY))
    os.utime(tmp_path / "scratch" / "old", (YESTERDAY, YESTERDAY))
    bootstrap.tidy(tmp_path)
    left = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert left == ["scratch/young/raw.mp4", "segments/a.mp4"]
    bootstrap.tidy(tmp_path / "nowhere")
