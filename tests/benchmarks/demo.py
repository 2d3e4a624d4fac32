"""The main job from outside: the demonstration film, draft and full, from an empty data directory."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

LOOK_SECONDS = 0.2


@dataclass
class Run:
    """How long a command took, the most memory any of its processes had, and how many cores it kept busy."""

    seconds: float
    peak_mib: float
    cores: float


def figures() -> dict[str, tuple[float, str, str]]:
    """Wall seconds and memory of `rushes demo`, draft and full."""
    draft, full = _demo("--draft"), _demo()
    return {
        "draft_demo_seconds": (draft.seconds, "s", "a limit of 90"),
        "demo_seconds": (full.seconds, "s", "a limit of 360"),
        "demo_cores": (full.cores, "cores busy", f"the {os.cpu_count()} of this machine"),
        "peak_memory_mib": (max(draft.peak_mib, full.peak_mib), "MiB", "a limit of 1536 in any process"),
    }


def _demo(*options: str) -> Run:
    with tempfile.TemporaryDirectory(prefix="rushes-bench-") as name:
        command = [sys.executable, "-m", "rushes", "demo", *options, "--out", f"{name}/out"]
        began = time.perf_counter()
        environment = {**os.environ, "RUSHES_DATA": f"{name}/data"}
        process = psutil.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        peak, busy = _watched(process)
        seconds = time.perf_counter() - began
        if process.returncode:
            raise SystemExit(f"rushes demo failed:\n{process.stderr.read().decode()[-2000:]}")
        assert (Path(name) / "out" / "film.mp4").is_file()
        return Run(seconds, peak, busy / seconds)


def _watched(process: psutil.Popen) -> tuple[float, float]:
    """The most resident memory of any one process, in MiB, and the processor seconds of all, until the first ends."""
    peak, spent = 0.0, {}
    while process.poll() is None:
        for one in [process, *_children(process)]:
            try:
                peak = max(peak, one.memory_info().rss / 2**20)
                times = one.cpu_times()
            except psutil.Error:
                continue
            spent[one.pid] = times.user + times.system
        time.sleep(LOOK_SECONDS)
    return peak, sum(spent.values())


def _children(process: psutil.Popen) -> list[psutil.Process]:
    try:
        return list(process.children(recursive=True))
    except psutil.Error:
        return []
