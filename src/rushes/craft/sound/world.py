"""What comes in from outside: a train, a horn, a dog, hands clapping, a whistle, a match."""

import numpy as np

from rushes.craft.sound import filters, noise, waves
from rushes.craft.sound.ambience import LOOP
from rushes.craft.sound.filters import band, bump, chain, tilt
from rushes.craft.sound.modal import puff, struck, thump, together
from rushes.craft.sound.waves import RATE, Sound

Random = np.random.Generator
RAILS = 20


def train(random: Random) -> Sound:
    """Inside a running train: rumble, and the wheels over every joint, twice and twice. A loop."""
    bed = noise.wide(LOOP, random, chain(band(30, 700, 1), tilt(-4))) * np.float32(0.5)
    joint = together((0, 0, thump(78, 0.12)), (0, -8, puff(band(300, 2600, 1), 0.002, 0.07, random)))
    for rail in range(RAILS):
        for wheel, level in ((0.0, 1.0), (0.13, 0.8), (0.34, 0.9), (0.47, 0.7)):
            knock = waves.stereo(joint * np.float32(4 * level * random.uniform(0.8, 1.1)), random.uniform(-0.2, 0.2))
            start = rail * LOOP // RAILS + waves.samples(wheel)
            for turn in (0, -LOOP):
                waves.place(bed, knock, start + turn)
    return bed


def horn(random: Random) -> Sound:
    """A car horn: two reeds a third apart, and the street's answer left to the room."""
    at = waves.times(waves.samples(0.8))
    reeds = sum(
        (np.tanh(3 * np.sin(2 * np.pi * hertz * at + random.uniform(0, 6))) for hertz in (415.0, 523.0)),
        start=np.zeros(len(at)),
    )
    return waves.faded(filters.filtered(reeds.astype(np.float32), band(350, 4200, 2)), 0.02, 0.05)


def dog(random: Random) -> Sound:
    """A dog barks twice."""
    return together((0, 0, _bark(random, 420)), (0.42, -1.5, _bark(random, 390)))


def applause(random: Random, seconds: float) -> Sound:
    """An audience claps, for as long as asked: it rises, holds and thins out."""
    length = waves.samples(max(seconds, 1.5))
    clap = puff(chain(band(700, 5200, 1), bump(1500, 6, 0.5)), 0.001, 0.05, random)
    hands = noise.grains(filters.quick_size(length + RATE), random, 130, clap, 0.5)[:length].mean(axis=1)
    return waves.faded(hands.astype(np.float32), 0.5, min(1.2, seconds / 2))


def whistle(random: Random) -> Sound:
    """Somebody whistles two notes."""
    notes = []
    for at, start, end in ((0.0, 1750.0, 1900.0), (0.32, 2350.0, 1500.0)):
        time = waves.times(waves.samples(0.3))
        pitch = start + (end - start) * time / 0.3 + 12 * np.sin(2 * np.pi * 6 * time)
        air = noise.burst(len(time), random, band(1400, 3200, 1)) * 0.03
        tone = (np.sin(2 * np.pi * np.cumsum(pitch) / RATE) + air) * np.sin(np.pi * time / 0.3) ** 0.6
        notes.append((at, 0.0, waves.faded(tone.astype(np.float32), 0.01, 0.02)))
    return together(*notes)


def match(random: Random) -> Sound:
    """A match is struck: the scratch, the flare, the small flame."""
    scratch = puff(band(2200, 9000, 1), 0.09, 0.06, random)
    flare = puff(chain(band(300, 6000, 1), tilt(-2)), 0.05, 0.9, random)
    return together((0, -5, scratch), (0.12, 0, flare))


def crockery(random: Random) -> Sound:
    """Crockery set down: cup, saucer, spoon."""
    china = [(2150.0, 1.0, 0.22), (3480.0, 0.7, 0.16), (5200.0, 0.5, 0.1), (7400.0, 0.3, 0.06)]
    return together(
        *[(float(at), -4.0 * number, struck(china, 0.3, random)) for number, at in enumerate((0.0, 0.09, 0.31))]
    )


def _bark(random: Random, hertz: float) -> Sound:
    at = waves.times(waves.samples(0.22))
    pitch = hertz * (0.75 + 0.5 * np.sin(np.pi * np.clip(at / 0.16, 0, 1)))
    throat = 2 * ((np.cumsum(pitch) / RATE) % 1) - 1 + 0.6 * random.standard_normal(len(at))
    shape = np.sin(np.pi * np.clip(at / 0.2, 0, 1)) ** 0.7 * np.exp(-at * 7)
    mouth = chain(band(250, 4200, 2), bump(820, 12, 0.4), bump(1650, 9, 0.35))
    return waves.faded(filters.filtered((throat * shape).astype(np.float32), mouth), 0.004, 0.03)
