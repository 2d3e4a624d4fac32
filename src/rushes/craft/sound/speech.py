"""
Dialogue spoken by the embedded engine, with the second at which every word begins and how far the mouth is open.

The engine runs as a separate program (`speaker`); one run speaks a whole batch. Its 22 kHz output is resampled to
48 kHz with a windowed sinc, its resonances scaled to the character, softened and levelled.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from rushes.craft.sound import filters, levels, noise, waves
from rushes.craft.sound.filters import Response
from rushes.craft.sound.voices import Voice
from rushes.craft.sound.waves import RATE, Sound
from rushes.kernel.errors import Invalid, Unavailable

PROGRAM = (sys.executable, "-P", "-m", "rushes.craft.sound.speaker")
PATIENCE_SECONDS = 120.0
LONGEST_LINE = 4000
LEVEL_LUFS = -23.0
# How far a phoneme opens the mouth; a vowel by its first sign, consonants by what the lips do.
OPENNESS = {
    **dict.fromkeys("aɑɒæɐ", 1.0), **dict.fromkeys("ɛʌɔɜ", 0.75), **dict.fromkeys("eoəɚ", 0.55),
    **dict.fromkeys("ɪʊiuyø", 0.38), **dict.fromkeys("mbp", 0.0), **dict.fromkeys("fv", 0.1),
}  # fmt: skip
CONSONANT = 0.2
VOWELS = re.compile(r"[aeiouyäöüáéíóúàèìòù]+")
MARKS = "ˈˌːˑ̩̃"


@dataclass(frozen=True)
class Word:
    """A word of a line and when it is heard, in seconds from the line's first sample."""

    text: str
    start: float
    end: float


@dataclass(frozen=True)
class Mouth:
    """How far the mouth is open for a phoneme, 0 shut to 1 wide, in seconds from the line's first sample."""

    phoneme: str
    start: float
    end: float
    open: float


@dataclass(frozen=True)
class Speech:
    """A spoken line: mono samples at 48 kHz, its words, its mouth."""

    samples: Sound
    words: tuple[Word, ...]
    mouths: tuple[Mouth, ...]

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / RATE


class SpeechUnavailable(Unavailable):
    """The speech engine is not there or did not answer."""


@dataclass(frozen=True)
class _Raw:
    pcm: Sound
    rate: int
    events: list[tuple[str, int, int, int, str]]


def speak(lines: Sequence[tuple[str, Voice]], program: Sequence[str] = PROGRAM) -> tuple[Speech, ...]:
    """
    Speak lines, each a text and its voice, in one run of the engine; the same line is always the same samples.

    Raises:
        Invalid: a line is empty or longer than 4,000 characters.
        SpeechUnavailable: the engine is missing, failed or did not answer.
    """
    for number, (text, _) in enumerate(lines, 1):
        if not text.strip() or len(text) > LONGEST_LINE:
            raise Invalid(f"Line {number} has {len(text)} characters; a line to speak has 1 to {LONGEST_LINE}.")
    if not lines:
        return ()
    raws = _recorded(lines, program)
    return tuple(_finished(raw, text, voice) for raw, (text, voice) in zip(raws, lines, strict=True))


def seconds_of(text: str, voice: Voice) -> float:
    """About how long a line lasts, without speaking it: syllables and pauses at the voice's speed."""
    words = re.findall(r"\w+", text.lower())
    syllables = sum(max(1, len(VOWELS.findall(word)), 2 * len(re.findall(r"\d", word))) for word in words)
    pauses = len(re.findall(r"[,;:–—]", text)) * 0.2 + len(re.findall(r"[.!?…]+(?=\s)", text)) * 0.39
    return round(0.12 + syllables * 0.2 * 150 / voice.speed + pauses * 150 / voice.speed, 2)


def openness(mouths: Iterable[Mouth], times: Sequence[float]) -> tuple[float, ...]:
    """How far the mouth is open at each time, moving smoothly from phoneme to phoneme."""
    keys = [(0.0, 0.0)]
    last = 0.0
    for mouth in mouths:
        keys.append(((mouth.start + mouth.end) / 2, mouth.open))
        last = mouth.end
    keys.append((max(last, keys[-1][0]) + 0.06, 0.0))
    at, value = zip(*keys, strict=True)
    return tuple(float(x) for x in np.interp(times, at, value, left=0.0, right=0.0))


def _recorded(lines: Sequence[tuple[str, Voice]], program: Sequence[str]) -> list[_Raw]:
    request = {"lines": [_request(text, voice) for text, voice in lines]}
    try:
        done = subprocess.run(
            list(program),
            input=json.dumps(request).encode(),
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise SpeechUnavailable(f"The speech engine did not answer: {problem}.") from problem
    head, _, pcm = done.stdout.partition(b"\n")
    if done.returncode != 0 or not head:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = said[-1] if said else f"it ended with status {done.returncode}"
        raise SpeechUnavailable(f"The speech engine failed: {reason} Lines cannot be spoken until it is repaired.")
    return _read(json.loads(head), pcm)


def _request(text: str, voice: Voice) -> dict[str, object]:
    # Scaling the resonances also stretches time and pitch: the engine is asked for the opposite first.
    semitones = 12 * np.log2(voice.tract)
    return {
        "voice": voice.base,
        "speed": round(voice.speed / voice.tract),
        "pitch": int(np.clip(voice.pitch - 4 * semitones, 0, 99)),
        "range": voice.range,
        "text": " ".join(text.split()),
    }


def _read(header: dict[str, object], pcm: bytes) -> list[_Raw]:
    rate, lines = header["rate"], header["lines"]
    assert isinstance(rate, int)
    assert isinstance(lines, list)
    everything = (np.frombuffer(pcm, "<i2") / 32768).astype(np.float32)
    raws, at = [], 0
    for line in lines:
        raws.append(_Raw(everything[at : at + line["samples"]], rate, [tuple(event) for event in line["events"]]))
        at += line["samples"]
    return raws


def _finished(raw: _Raw, text: str, voice: Voice) -> Speech:
    text = " ".join(text.split())
    stretch = RATE / raw.rate / voice.tract
    seconds = stretch / RATE
    sound = softened(_unrobotic(raw.pcm, stretch, text), voice.breath, text)
    words = _words(raw, text, seconds, len(sound) / RATE)
    return Speech(sound, words, _mouths(raw, seconds))


def _unrobotic(pcm: Sound, stretch: float, text: str) -> Sound:
    """Resampled to our rate with a slight wander in pitch, as no person holds a tone like a machine."""
    length = round(len(pcm) * stretch)
    wander = noise.drift(filters.quick_size(length), waves.rng("wander", text), 5.0)[:length]
    ends = np.minimum(1, np.minimum(np.arange(length), np.arange(length)[::-1]) / (0.05 * RATE))
    positions = (np.arange(length) + wander * ends * 0.0012 * RATE) / stretch
    return filters.sampled_at(pcm, np.clip(positions, 0, max(len(pcm) - 1, 0)), 0.96)


def softened(sound: Sound, breath: float, text: str) -> Sound:
    """Warmth below, less edge above, sibilants tamed, a little air, an even level; -23 LUFS."""
    tone = filters.chain(
        filters.band(75, np.inf, 2), filters.bump(210, 2.0, 1.0), filters.bump(3100, -3.0, 0.9), filters.shelf(7000, -4)
    )
    sound = _deessed(filters.filtered(sound, tone))
    follow = _envelope(sound, 0.012)
    air = noise.burst(len(sound), waves.rng("air", text), filters.band(5500, 13000, 2))
    sound = sound + air * follow * np.float32(0.05 * breath)
    return waves.faded(_levelled(sound), 0.004, 0.012)


def _deessed(sound: Sound) -> Sound:
    hiss: Response = filters.band(5200, 9500, 3)
    sibilance = filters.filtered(sound, hiss)
    share = _envelope(sibilance, 0.006) / (_envelope(sound, 0.03) + 1e-4)
    return sound - sibilance * np.clip(share - 0.45, 0, 0.7).astype(np.float32)


def _levelled(sound: Sound) -> Sound:
    loud = _envelope(sound, 0.06)
    typical = float(np.sqrt(np.mean(sound**2))) + 1e-9
    even = np.clip((loud + 0.15 * typical) / typical, 0.3, 4.0) ** -0.4
    sound = (sound * even).astype(np.float32)
    for _ in range(2):
        level = levels.loudness(sound)
        sound = sound * np.float32(waves.gain(LEVEL_LUFS - level) if level > levels.SILENT else 1.0)
        ceiling = np.float32(waves.gain(LEVEL_LUFS + 14))
        sound = ceiling * np.tanh(sound / ceiling)
    return sound


def _envelope(sound: Sound, seconds: float) -> Sound:
    width = max(1, waves.samples(seconds))
    total = np.cumsum(np.pad(np.abs(sound).astype(np.float64), (width // 2 + 1, width - width // 2)))
    return ((total[width:] - total[:-width])[: len(sound)] / width).astype(np.float32)


def _words(raw: _Raw, text: str, seconds: float, length: float) -> tuple[Word, ...]:
    starts: list[tuple[int, float]] = []
    for kind, sample, position, _, _ in raw.events:
        begin = text.rfind(" ", 0, position) + 1
        if kind == "word" and (not starts or starts[-1][0] != begin):
            starts.append((begin, sample * seconds))
    pauses = sorted(sample * seconds for kind, sample, _, _, name in raw.events if kind == "phoneme" and not name)
    words = []
    for (begin, start), (_, following) in pairwise([*starts, (len(text), length)]):
        end = next((pause for pause in pauses if start < pause < following), following)
        words.append(Word(text[begin:].split(" ", 1)[0], start, min(end, length)))
    return tuple(words)


def _mouths(raw: _Raw, seconds: float) -> tuple[Mouth, ...]:
    heard = [(name.strip(MARKS), sample) for kind, sample, _, _, name in raw.events if kind == "phoneme"]
    return tuple(
        Mouth(name, start * seconds, end * seconds, _open(name))
        for (name, start), (_, end) in pairwise([*heard, ("", len(raw.pcm))])
        if end > start
    )


def _open(phoneme: str) -> float:
    return OPENNESS.get(phoneme[0], CONSONANT) if phoneme else 0.0
