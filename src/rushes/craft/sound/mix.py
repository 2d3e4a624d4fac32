"""The mix: tracks laid at exact samples into stems, music and ambience ducked under speech, all to one loudness."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from rushes.craft.sound import levels, limiter, waves
from rushes.craft.sound.levels import MILLISECOND
from rushes.craft.sound.limiter import WEB, Loudness
from rushes.craft.sound.waves import Curve, Sound
from rushes.kernel.errors import Invalid

Stem = Literal["dialogue", "music", "effects", "ambience"]
DUCK = {"music": -9.0, "ambience": -5.0}
ATTACK_SECONDS, HOLD_SECONDS, RELEASE_SECONDS = 0.08, 0.25, 0.6
SPOKEN_DB = -50.0


@dataclass(frozen=True)
class Track:
    """
    One sound in the mix.

    Attributes:
        samples: mono or stereo, float32 at 48 kHz.
        at: the sample of the film it starts at; negative begins before the film and is trimmed.
        gain: in dB.
        pan: -1 left to 1 right.
    """

    stem: Stem
    samples: Sound
    at: int
    gain: float = 0.0
    pan: float = 0.0


@dataclass(frozen=True)
class Mix:
    """
    A finished mix: stems, stereo (n, 2) float32 at 48 kHz, and the master that is exactly their sum.

    Attributes:
        effects: spot effects and ambience together; music and effects without dialogue are the sum of two stems.
        lufs, peak: what was reached by this department's own measure: integrated loudness and true peak in dBTP.
    """

    dialogue: Sound
    music: Sound
    effects: Sound
    master: Sound
    lufs: float
    peak: float


def mix(tracks: Iterable[Track], length: int, target: Loudness = WEB) -> Mix:
    """
    Mix tracks into `length` samples at a target loudness.

    Silence stays silence. The master is the float32 sum of the stems, so they null against it.

    Raises:
        Invalid: a track holds something that is not a number, or the film has no length.
    """
    stems = _laid(tracks, length)
    spoken = _speaking(stems["dialogue"])
    for name, depth in DUCK.items():
        stems[name] *= ducking(spoken, length, depth)[:, None]
    stems["effects"] += stems.pop("ambience")
    held = limiter.curve(_summed(stems), stems.values(), target)[:, None]
    for name in stems:
        stems[name] *= held
    master = _summed(stems)
    return Mix(**stems, master=master, lufs=levels.loudness(master), peak=levels.true_peak(master))


def ducking(spoken: Curve, length: int, depth: float) -> Sound:
    """The gain of each sample for something that gives way to speech by `depth` dB: down just before, back slowly."""
    since, until = _since(spoken), _since(spoken[::-1])[::-1]
    down = np.clip(1 - until / (ATTACK_SECONDS * 1000), 0, 1)
    back = np.clip(1 - (since - HOLD_SECONDS * 1000) / (RELEASE_SECONDS * 1000), 0, 1)
    amount = np.maximum(down, back)
    smooth = amount * amount * (3 - 2 * amount)
    return levels.per_sample(10 ** (smooth * depth / 20), length)


def _laid(tracks: Iterable[Track], length: int) -> dict[str, Sound]:
    if length <= 0:
        raise Invalid(f"A mix of {length} samples cannot be made; the film must have a length.")
    stems = {name: np.zeros((length, 2), np.float32) for name in ("dialogue", "music", "effects", "ambience")}
    for number, track in enumerate(tracks, 1):
        if not np.isfinite(track.samples).all():
            raise Invalid(f"Track {number} ({track.stem}) holds samples that are not numbers; make it again.")
        sound = waves.stereo(track.samples, track.pan) * np.float32(waves.gain(track.gain))
        waves.place(stems[track.stem], sound, track.at)
    return stems


def _summed(stems: dict[str, Sound]) -> Sound:
    return stems["dialogue"] + stems["music"] + stems["effects"]


def _speaking(dialogue: Sound) -> Curve:
    power = np.sum(dialogue**2, axis=1)
    blocks = np.pad(power, (0, -len(power) % MILLISECOND)).reshape(-1, MILLISECOND).mean(axis=1)
    return np.asarray(blocks > 10 ** (SPOKEN_DB / 10), np.float64)


def _since(spoken: Curve) -> Curve:
    at = np.arange(len(spoken))
    last = np.maximum.accumulate(np.where(spoken > 0, at, -1_000_000))
    return np.asarray(at - last, np.float64)
