"""People as they sound without words: steps, falls, breath, cloth, a heart, a knock."""

import numpy as np

from rushes.craft.sound import filters, modal, noise, waves
from rushes.craft.sound.filters import band, bump, chain, tilt
from rushes.craft.sound.modal import puff, struck, thump, together
from rushes.craft.sound.waves import Sound

Random = np.random.Generator
WALK, RUN = 0.54, 0.32


def steps(random: Random, seconds: float) -> Sound:
    """Boots on hard wet ground at walking pace, for as long as asked."""
    return _gait(random, seconds, WALK)


def running(random: Random, seconds: float) -> Sound:
    """Running steps, for as long as asked."""
    return _gait(random, seconds, RUN)


def slip(random: Random) -> Sound:
    """A boot goes from under somebody: a scrape, then the fall."""
    scrape = puff(chain(band(700, 5200, 1), bump(1900, 5, 0.7)), 0.16, 0.14, random)
    return together((0, -9, scrape), (0.27, 0, fall(random)))


def fall(random: Random) -> Sound:
    """A body lands: weight, cloth, a hand on stone."""
    slap = puff(band(400, 3200, 1), 0.002, 0.14, random)
    return together((0, 0, thump(88, 0.32)), (0.012, -4, slap), (0.05, -9, cloth(random)), (0.13, -9, thump(120, 0.16)))


def thud(random: Random) -> Sound:
    """A heavy thing stops dull against something soft: no metal in it."""
    knock = puff(band(90, 700, 1), 0.003, 0.12, random)
    return together((0, 0, thump(72, 0.38)), (0, -7, knock))


def breath(random: Random) -> Sound:
    """A breath drawn in that stops short."""
    length = waves.samples(0.85)
    at = np.linspace(0, 1, length)
    mouth = chain(band(450, 7000, 1), bump(1150, 8, 0.35), bump(2700, 6, 0.4), tilt(-2))
    air = noise.burst(length, random, mouth) * (at**1.3 * np.clip((1 - at) / 0.05, 0, 1))
    return waves.faded((air / np.abs(air).max()).astype(np.float32), 0.02, 0.012)


def sigh(random: Random) -> Sound:
    """A breath let go."""
    length = waves.samples(1.3)
    at = np.linspace(0, 1, length)
    mouth = chain(band(300, 4500, 1), bump(800, 8, 0.4), bump(1900, 5, 0.4), tilt(-3))
    air = noise.burst(length, random, mouth) * (np.clip(at / 0.12, 0, 1) * (1 - at) ** 1.6)
    return waves.faded((air / np.abs(air).max()).astype(np.float32), 0.02, 0.05)


def cloth(random: Random) -> Sound:
    """Clothes or leather moving: uneven soft rubbing."""
    length = waves.samples(0.6)
    rub = noise.burst(length, random, chain(band(400, 4800, 1), tilt(-2)))
    hands = np.clip(noise.drift(filters.quick_size(length), random, 9)[:length], 0, 3) * np.sin(
        np.linspace(0, np.pi, length)
    )
    return waves.faded((rub * hands / (np.abs(rub * hands).max() + 1e-9)).astype(np.float32), 0.02, 0.05)


def heartbeat(random: Random, seconds: float) -> Sound:
    """A heart, a little slow, for as long as asked."""
    halves = ((0.0, 0.0, thump(52, 0.2, 0.7)), (0.27, -4.0, thump(62, 0.2, 0.7)))
    beats = np.arange(0, max(seconds - 0.4, 0.1), 0.92) * random.uniform(0.98, 1.02)
    parts = [(float(beat) + shift, level, half) for beat in beats for shift, level, half in halves]
    return filters.filtered(together(*parts), band(28, 160, 2))


def knock(random: Random) -> Sound:
    """Three knuckles on a wooden door."""
    return together(*[(blow * 0.23, -1.5 * (blow == 1), _wood(random)) for blow in range(3)])


def splash(random: Random) -> Sound:
    """Something falls into water."""
    drops = [
        (float(at), float(random.uniform(-24, -10)), modal.chirp(start, start * 2.4, 0.04))
        for at, start in zip(random.uniform(0.06, 0.6, 22), random.uniform(500, 900, 22).tolist(), strict=True)
    ]
    water = puff(chain(band(250, 5500, 1), tilt(-2)), 0.02, 0.7, random)
    return together((0, 0, water), (0.01, -4, thump(110, 0.2)), *drops)


def _gait(random: Random, seconds: float, pace: float) -> Sound:
    length = max(waves.samples(seconds), waves.samples(pace))
    whole = np.zeros(length, np.float32)
    at, left = 0.04, True
    while at < seconds - 0.2 or at < 0.1:
        level = random.uniform(0.75, 1.0) * (1.0 if left else 0.9)
        waves.place(whole, _step(random) * np.float32(level), waves.samples(at))
        at, left = at + pace * random.uniform(0.95, 1.05), not left
    return waves.faded(whole, 0, 0.03)


def _step(random: Random) -> Sound:
    heel = puff(chain(band(300, 3800, 1), bump(random.uniform(1100, 1500), 6, 0.4)), 0.0015, 0.1, random)
    sole = puff(chain(band(800, 6500, 1), tilt(-1)), 0.02, 0.16, random)
    return together((0, -5, thump(random.uniform(95, 115), 0.12)), (0, 0, heel), (0.075, -10, sole))


def _wood(random: Random) -> Sound:
    modes = [(185.0, 1.0, 0.16), (310.0, 0.7, 0.12), (540.0, 0.5, 0.08), (870.0, 0.3, 0.05), (1400.0, 0.2, 0.03)]
    return together((0, 0, struck(modes, 0.25, random)), (0, -12, puff(band(900, 3500), 0.001, 0.02, random)))
