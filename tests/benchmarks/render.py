"""Our film render beside one bare ffmpeg transcode of the same frames with the same encoder settings."""

import subprocess
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import imageio_ffmpeg

from rushes.craft.previz import film as previz
from rushes.craft.production import folder
from rushes.craft.render import film
from rushes.craft.render.reel import Clip, Reel
from rushes.kernel.hashing import sha256_file
from rushes.kernel.timecode import Span
from rushes.media import encode
from tests.benchmarks.previz import SIDE_B, shoots

SIZE = (1920, 1080)
FRAMES = 48


def figures() -> dict[str, tuple[float, str, str]]:
    """Wall time of a first render against ffmpeg's, and of a render after one clip changed against the first."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        clips = _clips(work)
        peer = _ffmpeg(clips, work / "peer.mp4")
        first = _ours(clips, work)
        changed = [replace(clips[0], span=Span(1, len(clips[0].span))), *clips[1:]]
        again = _ours(changed, work)
    return {
        "render_vs_transcode": (first / peer, "ratio", f"a bare ffmpeg transcode ({peer:.1f} s), limit 1.5"),
        "rerender_fraction": (again / first, "ratio", "the full render, limit 0.15"),
    }


def _clips(work: Path) -> list[Clip]:
    """The first two seconds of every shot of the demonstration film, drawn at 1280x720."""
    found = []
    for number, shoot in enumerate(shoots(folder.load(SIDE_B), 1280, 720, FRAMES)):
        path = work / f"{number:02}.mp4"
        previz.film(shoot, path)
        found.append(Clip(path, sha256_file(path), Span(0, shoot.frames)))
    return found


def _ours(clips: list[Clip], work: Path) -> float:
    rate = folder.load(SIDE_B).brief.format.frames
    began = time.perf_counter()
    film.render(Reel(rate, *SIZE, tuple(clips)), None, work / "ours.mp4", cache=work / "cache")
    return time.perf_counter() - began


def _ffmpeg(clips: list[Clip], out: Path) -> float:
    """One filter graph: scale every clip, join, encode with x264 as we do."""
    preset = encode.FILM
    inputs = [part for clip in clips for part in ("-i", str(clip.path))]
    scaled = "".join(f"[{n}:v]scale={SIZE[0]}:{SIZE[1]}:flags=bicubic,setsar=1[v{n}];" for n in range(len(clips)))
    graph = scaled + "".join(f"[v{n}]" for n in range(len(clips))) + f"concat=n={len(clips)}:v=1:a=0[v]"
    settings = ["-c:v", "libx264", "-preset", preset.speed, "-crf", str(preset.crf), "-g", str(preset.gop)]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *inputs, "-filter_complex", graph, "-map", "[v]"]
    began = time.perf_counter()
    subprocess.run([*command, *settings, "-pix_fmt", "yuv420p", str(out)], check=True)
    return time.perf_counter() - began
