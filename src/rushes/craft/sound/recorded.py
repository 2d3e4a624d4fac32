"""Sounds that were made elsewhere, made fit for the mix: no silence at their ends, as loud as what is made here."""

from collections.abc import Sequence

import numpy as np

from rushes.craft.sound import levels, score, speech, waves
from rushes.craft.sound.speech import Speech, Word
from rushes.craft.sound.waves import RATE, Sound

BLOCK = RATE // 100
QUIET_DB = -45.0  # under the loudest hundredth of a second: silence, or the breath of a microphone
LEAD_SECONDS, TRAIL_SECONDS = 0.03, 0.15  # kept around what is heard, so that no consonant is lost
SEAM_SECONDS = 0.5
EFFECT_LUFS, BED_LUFS = -25.0, -36.0
"""How loud what no recipe knows is: an effect's loudest tenth of a second, and a bed."""


def reading(sound: Sound, words: Sequence[Word] = ()) -> Speech:
    """A recorded line without the silence around it; its words, where they are known, count from what is left."""
    mono = sides(sound).mean(axis=1)
    start, end = _heard(mono)
    if words and end:
        start = min(start, max(0, waves.samples(words[0].start)))
        end = min(max(end, waves.samples(words[-1].end)), len(mono))
    kept = waves.faded(_at(mono[start:end], speech.LEVEL_LUFS), 0.004, 0.012)
    return Speech(kept, tuple(_moved(word, start / RATE, (end - start) / RATE) for word in words), ())


def effect(sound: Sound, level: float, longest: int) -> Sound:
    """A recorded effect from where it is first heard, faded where it is too long; `level` is that of its loudest."""
    both = sides(sound)
    start, end = _heard(both.mean(axis=1))
    kept = both[start : min(end, start + longest)]
    loud = levels.loudest(kept)
    fade = 0.25 if end - start > longest else 0.012
    return waves.faded(kept * np.float32(waves.gain(level - loud) if loud > levels.SILENT else 1.0), 0.002, fade)


def bed(sound: Sound, level: float) -> Sound:
    """A recorded bed as a loop that goes round without a seam, its loudness at `level`."""
    both = sides(sound)
    start, end = _heard(both.mean(axis=1))
    kept = both[start:end]
    seam = min(waves.samples(SEAM_SECONDS), len(kept) // 4)
    loop = kept[seam:].copy()
    if seam:
        turn = np.sin(np.pi / 2 * (np.arange(seam) + 0.5) / seam).astype(np.float32)[:, None]
        loop[-seam:] = loop[-seam:] * turn[::-1] + kept[:seam] * turn
    return _at(loop, level)


def music(sound: Sound, length: int, *, dead: bool = False) -> Sound:
    """Recorded music for `length` samples; what is longer rings out past the end by up to 2.8 s, or stops dead."""
    both = sides(sound)
    ring = 0 if dead else waves.samples(score.TAIL_SECONDS)
    kept = _at(both[: length + ring], score.LEVEL_LUFS)
    over = len(kept) - length
    return waves.faded(kept, 0.01, 0.008 if dead else max(0.25, over / RATE))


def sides(sound: Sound) -> Sound:
    """The left and right of (samples, channels), whatever there are; at least one sample."""
    whole = sound if len(sound) else np.zeros((1, sound.shape[1]), np.float32)
    return np.asarray(whole[:, [0, 0]] if whole.shape[1] == 1 else whole[:, :2], np.float32)


def is_silent(sound: Sound) -> bool:
    """Whether nothing is heard in it."""
    return levels.loudness(sound) <= levels.SILENT


def _heard(mono: Sound) -> tuple[int, int]:
    """From where to where something is heard; all of it where nothing is."""
    blocks = np.pad(mono**2, (0, -len(mono) % BLOCK)).reshape(-1, BLOCK).mean(axis=1)
    loud = np.flatnonzero(blocks > blocks.max() * 10 ** (QUIET_DB / 10))
    if not len(loud):
        return 0, len(mono)
    start = int(loud[0]) * BLOCK - waves.samples(LEAD_SECONDS)
    return max(0, start), min(len(mono), (int(loud[-1]) + 1) * BLOCK + waves.samples(TRAIL_SECONDS))


def _at(sound: Sound, level: float) -> Sound:
    now = levels.loudness(sound)
    return np.asarray(sound * np.float32(waves.gain(level - now) if now > levels.SILENT else 1.0), np.float32)


def _moved(word: Word, by: float, longest: float) -> Word:
    start = min(max(0.0, word.start - by), longest)
    return Word(word.text, start, min(max(start, word.end - by), longest))
