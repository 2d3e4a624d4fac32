"""
A reel and its mix into one film file: every core encodes a segment, and what has not changed is not encoded again.

The segments are joined without a second generation, so the film is exactly the frames of its parts, and a film
rendered in one go is the same bytes as one rendered after many changes.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rushes.craft.render import reel as reels
from rushes.craft.render import segments
from rushes.craft.render.reel import Reel, UnfitReel
from rushes.kernel import files
from rushes.media import encode, join, wav
from rushes.media.encode import Preset

Progress = Callable[[int, int], None]
"""Told the frames done and the frames in all."""


@dataclass(frozen=True)
class Film:
    """A film that was rendered: its length, and how much of it had to be encoded."""

    path: Path
    frames: int
    encoded: int


def render(
    reel: Reel,
    audio: Path | None,
    out: Path,
    *,
    cache: Path,
    preset: Preset = encode.FILM,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Film:
    """
    Make the film; it appears whole or not at all.

    Args:
        audio: the mix, as long as the film to within a frame; none makes a silent film.
        cache: a folder for segments; what is in it may be deleted at any time.
        workers: segments encoded at once; one a core when not given.
        progress: called now and then from the calling thread.

    Raises:
        UnfitReel: it is empty, an item has no frames, or the mix has another length.
        NotMedia, ShortClip, UnequalRate: a clip cannot be used, and why.
        Unwritable: the disk is full, or a folder may not be written.
    """
    reels.check(reel)
    mix = _mix(audio, reel) if audio is not None else None
    files.folder(cache)
    wanted = segments.of(reel, preset)
    missing = {part.name: part for part in wanted if not segments.is_kept(part, cache / part.name, reel)}
    jobs = [
        _Job(part.frames, partial(segments.encode_to, part, cache / part.name, reel, preset))
        for part in missing.values()
    ]
    sound = cache / segments.sound_name(audio, reel, preset) if audio is not None else None
    if mix is not None and sound is not None and not sound.exists():
        jobs.append(
            _Job(
                0,
                partial(encode.encode_sound, sound, mix, seconds=reel.frames / reel.rate.value, bits=preset.audio_bits),
            )
        )
    _run(jobs, reel.frames, workers or os.cpu_count() or 1, progress)
    frames = join.join([cache / part.name for part in wanted], out, rate=reel.rate, sound=sound)
    assert frames == reel.frames, f"{frames} frames were joined for a film of {reel.frames}"
    return Film(out, frames, sum(part.frames for part in missing.values()))


@dataclass(frozen=True)
class _Job:
    """Something to encode, and how many frames of the film it brings; sound brings none."""

    frames: int
    run: Callable[[], None]


def _run(jobs: list[_Job], total: int, workers: int, progress: Progress | None) -> None:
    """Sound first and then the longest, so that no core waits at the end for one that began late."""
    tell = progress if progress is not None else _tell_nobody
    done = total - sum(job.frames for job in jobs)
    tell(done, total)
    with _pool(workers) as pool:
        order = sorted(jobs, key=lambda job: (job.frames > 0, -job.frames))
        begun: dict[Future[None], _Job] = {pool.submit(job.run): job for job in order}
        for future in as_completed(begun):
            future.result()
            done += begun[future].frames
            tell(done, total)


def _tell_nobody(_done: int, _total: int) -> None:
    pass


@contextmanager
def _pool(workers: int) -> Iterator[ThreadPoolExecutor]:
    """Threads are enough: the codec library works outside the interpreter's lock. An error drops what has not begun."""
    pool = ThreadPoolExecutor(workers, thread_name_prefix="render")
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _mix(audio: Path, reel: Reel) -> NDArray[np.float32]:
    sound = wav.read(audio)
    wanted = float(reel.frames / reel.rate.value)
    if abs(len(sound) / wav.RATE - wanted) > 1 / float(reel.rate.value):
        raise UnfitReel(
            f"{audio.name} is {len(sound) / wav.RATE:.2f} s long and the film {wanted:.2f} s; mix it to the cut again.",
            path=str(audio),
        )
    return sound
