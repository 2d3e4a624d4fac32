"""The files by which a clip or a sound is looked at: a proxy to play, a strip of stills, its sound as a curve."""

import json
import math
from dataclasses import replace
from pathlib import Path

from rushes.kernel.timecode import Rate
from rushes.media import decode, encode, proxies
from rushes.media.encode import Samples
from rushes.media.peaks import EACH_SECOND, peaks
from rushes.media.probe import Video, check_importable, probe
from rushes.media.sound import RATE
from rushes.storage.blobs import Blobs
from rushes.takes.viewings import Made

HEARD_AT = Rate.of(24)
"""The frames by which a sound without picture is looked at."""
FEWEST, MOST = 24, 60
"""How many stills a strip has; between them one a second."""


def make(source: Path, place: Path, blobs: Blobs) -> Made:
    """
    Make what a clip or a sound is looked at by, in a folder, and keep it.

    Raises:
        StudioError: the file is neither, or cannot be kept.
    """
    found, sound = probe(source), decode.audio(source)
    waveform = _waveform(sound, blobs)
    if found.video is None:
        return replace(_heard(sound, place, blobs), waveform=waveform)
    return replace(_seen(check_importable(found, source), source, place, blobs), waveform=waveform)


def _seen(video: Video, source: Path, place: Path, blobs: Blobs) -> Made:
    proxy = place / "proxy.mp4"
    proxies.proxy(source, proxy)
    strip = proxies.sprite(proxy, place / "sprite.jpg", count=min(MOST, max(FEWEST, round(video.seconds))))
    width, height = proxies.small(video, max(video.width, video.height))
    shape = {"rate": str(video.rate), "frames": video.frames, "width": width, "height": height}
    stills = {"width": strip.width, "height": strip.height, "frames": list(strip.frames)}
    return Made(blobs.put_file(proxy), blobs.put_file(strip.path), shape=shape | {"sprite": stills})


def _heard(sound: Samples, place: Path, blobs: Blobs) -> Made:
    """A sound alone, as long as the frames that its end falls into."""
    proxy, frames = place / "proxy.mp4", math.ceil(len(sound) * HEARD_AT.value / RATE)
    encode.encode_sound(proxy, sound, seconds=frames / HEARD_AT.value, bits=encode.PROXY.audio_bits)
    return Made(blobs.put_file(proxy), shape={"rate": str(HEARD_AT), "frames": frames, "width": 0, "height": 0})


def _waveform(sound: Samples, blobs: Blobs) -> str:
    if not len(sound):
        return ""
    curve = {"each_second": EACH_SECOND, "peaks": peaks(sound)}
    return blobs.put_bytes(json.dumps(curve, separators=(",", ":")).encode())
