"""
A sparse score from a mood and the cut's timing: a drone, a slow pad, a few struck notes, a low pulse, swells into hits.

Held sounds are made in the frequency domain: every partial is a narrow cloud of tones, which beats like several players
and goes round without a seam. Everything follows from the mood and the seed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from rushes.craft.sound import levels, modal, rooms, waves
from rushes.craft.sound.filters import band, chain, scale, tilt
from rushes.craft.sound.waves import RATE, Sound

Random = np.random.Generator
LOOP = 1 << 19
LEVEL_LUFS = -30.0
TAIL_SECONDS = 2.8
BOW = 0.05  # how much of the bow is heard in a held note
HELD = re.compile(r"\b(?:one|single|held|long|low)\b.*\b(?:note|tone|drone)\b|\bdrone\b|\btone\b")
DEAD = re.compile(r"\b(?:stops? dead|stops? short|cuts? (?:out|off|dead)|hard out|sudden(?:ly)? (?:stops?|silence))\b")
MINOR, PHRYGIAN, DORIAN, MAJOR, LYDIAN = (
    (0, 2, 3, 5, 7, 8, 10), (0, 1, 3, 5, 7, 8, 10), (0, 2, 3, 5, 7, 9, 10),
    (0, 2, 4, 5, 7, 9, 11), (0, 2, 4, 6, 7, 9, 11),
)  # fmt: skip
OFF = -200.0


@dataclass(frozen=True)
class Mood:
    """
    What a few words mean in music.

    Attributes:
        words: a pattern for the words that mean it.
        root: the lowest note that may be home, as a MIDI number; the seed moves it up to four semitones.
        beat: seconds between beats.
        chord: seconds between chords.
        notes: how many of the beats carry a struck note, 0 to 1.
        drone, pad, struck, pulse: levels in dB, OFF for none.
        dark: slope of the held sounds in dB an octave.
    """

    id: str
    words: str
    root: int
    mode: tuple[int, ...]
    beat: float
    chord: float
    notes: float
    drone: float
    pad: float
    struck: float
    pulse: float
    dark: float


MOODS = (
    Mood("dread", r"dread|horror|fear|terror|menace|sinister|ominous|doom",
         31, PHRYGIAN, 1.5, 9.0, 0.1, 0, -10, -14, -6, -9),
    Mood("suspense", r"suspense|tension|tense|thriller|noir|mystery|uneasy|waiting",
         36, MINOR, 0.75, 7.5, 0.13, -2, -9, -7, -10, -7),
    Mood("drive", r"drive|driving|chase|action|urgent|pursuit|race|fast|fight",
         38, DORIAN, 0.42, 5.04, 0.3, -8, -8, -6, 0, -6),
    Mood("wonder", r"wonder|awe|magic|discovery|hope|joy|happy|bright|comedy|light",
         43, LYDIAN, 0.8, 6.4, 0.34, -10, -2, -3, OFF, -5),
    Mood("tender", r"tender|love|warm|gentle|romance|intimate|soft|calm|family",
         41, MAJOR, 1.0, 8.0, 0.3, -12, -5, 0, OFF, -7),
    Mood("melancholy", r"melanchol\w*|sad|grief|loss|lonely|alone|regret|sorrow|drama|nostalg\w*",
         38, MINOR, 1.1, 8.8, 0.24, -9, -4, 0, OFF, -7),
)  # fmt: skip
PLAIN = Mood("plain", r"(?!)", 38, DORIAN, 1.0, 8.0, 0.12, -8, -2, -8, OFF, -7)


def mood_of(*words: str) -> Mood:
    """The mood that the first of some texts to name one names; a plain slow pad when none does."""
    for said in words:
        found = [mood for mood in MOODS if re.search(rf"\b(?:{mood.words})\b", said.casefold())]
        if found:
            return found[0]
    return PLAIN


def compose(mood: Mood, length: int, seed: int, hits: Sequence[int] = (), note: str = "") -> Sound:
    """
    Music for `length` samples, stereo.

    It rings out past the end by up to 2.8 s, unless the note says that it stops dead: then it ends within 8 ms.

    Args:
        hits: samples that the music swells into.
        note: direction in words; "one low held note" is one note and nothing else.
    """
    random = waves.rng("score", mood.id, seed)
    home = mood.root + int(random.integers(0, 5))
    whole = np.zeros((length + waves.samples(TAIL_SECONDS), 2), np.float32)
    if HELD.search(note.casefold()):
        waves.place(whole, _held(home - 12 if home > 40 else home, len(whole), mood.dark, 0.5), 0)
    else:
        for layer in (_drone, _pad, _struck, _pulse):
            layer(whole, mood, home, length, random)
    _swell(whole, [hit for hit in hits if 0 < hit <= length])
    whole *= np.float32(waves.gain(LEVEL_LUFS - levels.loudness(whole)))
    if DEAD.search(note.casefold()):
        return waves.faded(whole[:length], 1.2, 0.008)
    return waves.faded(whole, 1.2, TAIL_SECONDS)


def hertz(note: float) -> float:
    """The frequency of a MIDI note number."""
    return float(440 * 2 ** ((note - 69) / 12))


def _drone(whole: Sound, mood: Mood, home: int, _length: int, _: Random) -> None:
    if mood.drone > OFF:
        waves.place(whole, _held(home, len(whole), mood.dark, 2.5) * np.float32(waves.gain(mood.drone)), 0)
        waves.place(whole, _held(home + 7, len(whole), mood.dark - 2, 4.0) * np.float32(waves.gain(mood.drone - 11)), 0)


def _pad(whole: Sound, mood: Mood, home: int, length: int, random: Random) -> None:
    degree, overlap = 0, waves.samples(min(2.4, mood.chord / 2))
    for start in range(0, length, waves.samples(mood.chord)):
        held = min(waves.samples(mood.chord) + overlap, length + overlap - start)
        if mood.pad > OFF and held > overlap:
            for step in (0, 2, 4):
                tone = _held(_degree(mood, home + 24, degree + step), held, mood.dark + 2, 1.0)
                soft = waves.crossfaded(tone, overlap / RATE, overlap / RATE)
                waves.place(whole, soft * np.float32(waves.gain(mood.pad - 3)), start)
        degree = int(random.choice([0, 3, 5, 4, 2]))


def _struck(whole: Sound, mood: Mood, home: int, length: int, random: Random) -> None:
    beat = waves.samples(mood.beat)
    dry = np.zeros((length, 2), np.float32)
    degree = int(random.choice([0, 2, 4]))
    for start in range(beat, max(length - beat, beat), beat):
        if random.random() < mood.notes:
            degree = int(np.clip(degree + random.choice([-2, -1, 1, 2]), -1, 9))
            tone = _note(hertz(_degree(mood, home + 36, degree))) * np.float32(random.uniform(0.5, 1.0))
            waves.place(dry, waves.stereo(tone, float(random.uniform(-0.4, 0.4))), start)
    if mood.struck > OFF and dry.any():
        waves.place(whole, rooms.in_place(dry, "hall") * np.float32(waves.gain(mood.struck + 9)), 0)


def _pulse(whole: Sound, mood: Mood, home: int, length: int, _: Random) -> None:
    beat = waves.samples(mood.beat)
    if mood.pulse > OFF:
        tone = modal.thump(hertz(home), 0.5, 0.9)
        for number, start in enumerate(range(0, length - beat, beat)):
            level = waves.gain(mood.pulse - (0 if number % 4 == 0 else 6))
            waves.place(whole, waves.stereo(tone * np.float32(level)), start)


def _swell(whole: Sound, hits: Sequence[int]) -> None:
    # Into a hit the music grows by 7 dB over two seconds; after it, it is back within half a second.
    if not hits:
        return
    at, level = [0.0], [0.0]
    for hit in sorted(hits):
        for when, db in ((hit - 2 * RATE, 0.0), (hit, 7.0), (hit + RATE / 2, 0.0)):
            at.append(max(when, at[-1] + 1))
            level.append(db)
    whole *= (10 ** (np.interp(np.arange(len(whole)), at, level) / 20)).astype(np.float32)[:, None]


def _degree(mood: Mood, home: int, degree: int) -> int:
    octave, step = divmod(degree, len(mood.mode))
    return home + 12 * octave + mood.mode[step]


def _held(note: float, length: int, dark: float, cents: float) -> Sound:
    loop = _loop(note, dark, cents)
    return waves.tiled(loop, length)


@lru_cache(maxsize=24)
def _loop(note: float, dark: float, cents: float) -> Sound:
    random = waves.rng("held", round(note * 100), round(dark * 10), round(cents * 10))
    spectrum = np.zeros((LOOP // 2 + 1, 2), np.complex128)
    step = RATE / LOOP
    for number in range(1, 25):
        centre = hertz(note) * number
        if centre > 6000:
            break
        spread = max(centre * (2 ** (cents / 1200) - 1) * 4, 0.16) / step
        bins = np.arange(round(centre / step - 4 * spread) - 1, round(centre / step + 4 * spread) + 2)
        share = np.exp(-(((bins - centre / step) / spread) ** 2)) / np.sqrt(spread) * number ** (dark / 6.02)
        spectrum[bins] += share[:, None] * np.exp(2j * np.pi * random.random((len(bins), 2)))
    spectrum *= LOOP / 2 / np.sqrt(np.sum(np.abs(spectrum) ** 2) / 2)
    bow = chain(band(200, 2500, 1), tilt(-4))(scale(LOOP))[:, None] * np.exp(2j * np.pi * random.random(spectrum.shape))
    spectrum += bow * (BOW * LOOP / np.sqrt(np.sum(np.abs(bow) ** 2)))
    return np.asarray(np.fft.irfft(spectrum.astype(np.complex64), LOOP, axis=0) * 0.3, np.float32)


@lru_cache(maxsize=24)
def _note(pitch: float) -> Sound:
    # A felted string: stretched partials, the higher the shorter, and the hammer.
    random = waves.rng("note", round(pitch * 100))
    partials = []
    for number in range(1, 9):
        stretched = pitch * number * np.sqrt(1 + 0.0005 * number**2)
        if stretched < 9000:
            partials.append((stretched, number**-1.5, 5.0 * (262 / pitch) ** 0.4 / number**0.7))
    hammer = modal.puff(band(200, 1600, 1), 0.001, 0.05, random)
    return modal.together((0, 0, modal.struck(partials, 3.0, random)), (0, -26, hammer))
