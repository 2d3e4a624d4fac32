"""What a sound passes through before it reaches the ear: a telephone, a small tape machine, a wall, distance."""

import re

import numpy as np

from rushes.craft.sound import filters, levels, noise, waves
from rushes.craft.sound.waves import RATE, Sound

PHONE, TAPE, OFF, DISTANT, MUFFLED = "phone", "on tape", "off screen", "distant", "muffled"
TREATMENTS = ("", PHONE, TAPE, OFF, DISTANT, MUFFLED)
WORDS = {
    TAPE: r"on tape|tape|small speaker|speaker|band-?pass|recording of|recorded|cassette voice|radio|intercom|tv",
    PHONE: r"phone|telephone|call|receiver|line over|walkie|headset",
    MUFFLED: r"muffled|through (?:the |a )?(?:wall|door|glass)|next door|underwater|behind (?:the |a )?(?:wall|door)",
    OFF: r"o\.?\s?s\.?|off[\s-]?screen|off[\s-]?camera|o\.?\s?c\.?",
    DISTANT: r"distant|far|faraway|in the distance|somewhere|faint",
}


def treatment_of(words: str) -> str:
    """The treatment that a cue's extension, parenthetical or note asks for; empty when it asks for none."""
    said = words.casefold()
    for treatment, pattern in WORDS.items():
        if re.search(rf"(?<!\w)(?:{pattern})(?!\w)", said):
            return treatment
    return ""


def treated(sound: Sound, treatment: str, *seeds: int | str) -> Sound:
    """The sound through a treatment, no shorter and never later: a word stays where it was."""
    if treatment == PHONE:
        return _phone(sound, *seeds)
    if treatment == TAPE:
        return _tape(sound, *seeds)
    if treatment == MUFFLED:
        return _filtered(sound, filters.band(60, 420, 2), -5)
    if treatment == OFF:
        return _filtered(sound, filters.chain(filters.band(110, 4200, 1), filters.shelf(2500, -4)), -3)
    if treatment == DISTANT:
        return _filtered(sound, filters.chain(filters.band(120, 2600, 1)), -9)
    return sound


def _filtered(sound: Sound, response: filters.Response, gain: float) -> Sound:
    return filters.filtered(sound, response) * np.float32(waves.gain(gain))


def _phone(sound: Sound, *seeds: int | str) -> Sound:
    narrow = _narrow(sound, 1900, 5)
    crackle = noise.grains(filters.quick_size(len(narrow)), waves.rng("phone", *seeds), 9, _tick(), 1.2)[
        : len(narrow), 0
    ]
    hum = noise.burst(len(narrow), waves.rng("line", *seeds), filters.band(300, 3400, 3))
    return narrow + _beneath(narrow, (hum + 4 * crackle).astype(np.float32), 30)


def _tape(sound: Sound, *seeds: int | str) -> Sound:
    mono = sound if sound.ndim == 1 else sound.mean(axis=1)
    at = np.arange(len(mono))
    phase = waves.rng("tape", *seeds).uniform(0, 2 * np.pi, 2)
    wow = 0.0007 * np.sin(2 * np.pi * 0.9 * at / RATE + phase[0]) + 0.00005 * np.sin(
        2 * np.pi * 7.3 * at / RATE + phase[1]
    )
    worn = filters.sampled_at(mono, np.clip(at + wow * RATE, 0, max(len(mono) - 1, 0)))
    narrow = _narrow(worn, 1300, 4)
    hiss = noise.burst(
        len(narrow), waves.rng("hiss", *seeds), filters.chain(filters.band(700, 6000, 2), filters.tilt(2))
    )
    return narrow + _beneath(narrow, hiss, 27)


def _beneath(sound: Sound, floor: Sound, decibels: float) -> Sound:
    """The noise of a machine, that many dB under what it carries, coming and going softly while it runs."""
    return waves.faded(floor * np.float32(waves.gain(levels.loudness(sound) - decibels)), 0.03, 0.12)


def _narrow(sound: Sound, centre: float, boost: float) -> Sound:
    """Band-passed 300 to 3400 Hz by a small overdriven speaker, as loud as it was."""
    mono = sound if sound.ndim == 1 else sound.mean(axis=1)
    before = levels.loudest(mono)
    speaker = filters.chain(filters.band(300, 3400, 4), filters.bump(centre, boost, 0.6))
    driven = filters.filtered(mono, speaker)
    drive = np.float32(1.7 / max(float(np.abs(driven).max()), 1e-6))
    driven = filters.filtered(np.tanh(driven * drive), filters.band(300, 3400, 4))
    return driven * np.float32(waves.gain(before - levels.loudest(driven)))


def _tick() -> Sound:
    at = waves.times(96)
    return (np.exp(-at * 2500) * np.sin(2 * np.pi * 2200 * at)).astype(np.float32)
