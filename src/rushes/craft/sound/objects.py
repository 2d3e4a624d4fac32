"""Things as they sound when touched, dropped, opened, shut, broken or started."""

import numpy as np

from rushes.craft.sound import filters, noise, waves
from rushes.craft.sound.filters import band, bump, chain, tilt
from rushes.craft.sound.modal import Mode, chirp, puff, struck, thump, together
from rushes.craft.sound.waves import RATE, Sound

Random = np.random.Generator
STEEL: tuple[Mode, ...] = (
    (172.0, 0.7, 0.5), (318.0, 1.0, 0.38), (547.0, 0.7, 0.3), (781.0, 0.8, 0.26), (1190.0, 0.5, 0.2),
    (1675.0, 0.6, 0.15), (2480.0, 0.5, 0.1), (3620.0, 0.35, 0.07), (5150.0, 0.2, 0.05),
)  # fmt: skip
PLASTIC: tuple[Mode, ...] = ((1350.0, 0.8, 0.03), (2280.0, 1.0, 0.024), (3400.0, 0.8, 0.018), (4900.0, 0.5, 0.012))
GLASS: tuple[Mode, ...] = (
    (1830.0, 0.7, 0.5),
    (3120.0, 1.0, 0.4),
    (4870.0, 0.7, 0.3),
    (7100.0, 0.5, 0.2),
    (9300.0, 0.3, 0.15),
)


def latch(random: Random) -> Sound:
    """CLACK: a spring lets go, a steel bolt goes home, the door answers."""
    spring = together((0, 0, puff(band(2400, 7500), 0.0008, 0.02, random)), (0, -3, struck(PLASTIC, 0.05, random)))
    bolt = together((0, 0, struck(STEEL, 0.6, random, 0.9)), (0, -4, puff(band(700, 6000, 1), 0.0008, 0.03, random)))
    return together(
        (0, -9, spring), (0.062, 0, bolt), (0.062, -3, thump(96, 0.18)), (0.105, -13, struck(STEEL, 0.3, random))
    )


def door(random: Random) -> Sound:
    """A door swings on its hinges and shuts."""
    return together((0, -12, creak(random)), (1.05, 0, slam(random)))


def slam(random: Random) -> Sound:
    """A door falls shut."""
    frame = puff(chain(band(120, 2600, 1), tilt(-2)), 0.002, 0.2, random)
    return together((0, 0, thump(82, 0.3)), (0, -4, frame), (0.015, -9, struck(STEEL, 0.4, random, 0.7)))


def creak(random: Random) -> Sound:
    """A hinge: it sticks and slips, faster and slower."""
    length = waves.samples(1.1)
    pace = (
        34
        * np.exp(0.55 * noise.drift(filters.quick_size(length), random, 2.4)[:length])
        * np.linspace(0.7, 1.5, length)
    )
    slips = np.diff(np.floor(np.cumsum(pace) / RATE), prepend=0) * random.uniform(0.5, 1, length)
    hinge = chain(band(300, 3600, 1), bump(620, 14, 0.12), bump(1130, 12, 0.12), bump(1980, 9, 0.15))
    sound = filters.filtered(slips.astype(np.float32), hinge)
    return waves.faded(sound / np.float32(np.abs(sound).max() + 1e-9), 0.15, 0.15)


def crack(random: Random) -> Sound:
    """Clear plastic splits: one sharp break and two small ones after it."""
    snaps = []
    for at, level in ((0.0, 0.0), (0.034, -9.0), (0.081, -14.0)):
        edge = puff(band(2200, 11000), 0.0004, 0.015, random)
        snaps.append((at, level, together((0, 0, struck(PLASTIC, 0.06, random)), (0, -1, edge))))
    return together(*snaps)


def click(random: Random) -> Sound:
    """A small plastic click."""
    return together((0, 0, struck(PLASTIC, 0.05, random)), (0, -6, puff(band(3000, 10000), 0.0004, 0.01, random)))


def button(random: Random) -> Sound:
    """A big key of a tape machine goes down: click, travel, clunk."""
    clunk = struck([(240.0, 1.0, 0.09), (410.0, 0.6, 0.07), (930.0, 0.5, 0.05), (2100.0, 0.4, 0.03)], 0.15, random)
    return together((0, -8, click(random)), (0.05, 0, clunk), (0.05, -4, thump(130, 0.09)), (0.052, -9, click(random)))


def cassette(random: Random) -> Sound:
    """A cassette handled and pushed home: loose plastic, reels, the clunk of the well."""
    rattle = [(float(at), float(random.uniform(-20, -11)), click(random)) for at in np.sort(random.uniform(0, 0.34, 6))]
    return together(*rattle, (0.42, 0, button(random)))


def paper(random: Random) -> Sound:
    """Paper moved, peeled or turned: a run of tiny crisp tears."""
    length = waves.samples(0.75)
    dense = np.clip(noise.drift(filters.quick_size(length), random, 7)[:length] + 0.4, 0, 2.5)
    crisp = noise.burst(length, random, chain(band(1600, 11000, 1), bump(4200, 4, 0.8)))
    gate = random.random(length // 60 + 1).repeat(60)[:length] ** 5
    sound = (
        crisp
        * dense
        * filters.filtered(gate.astype(np.float32), band(0, 900, 1))
        * np.sin(np.linspace(0, np.pi, length))
    )
    return waves.faded((sound / (np.abs(sound).max() + 1e-9)).astype(np.float32), 0.02, 0.06)


def drip(random: Random) -> Sound:
    """One drop into standing water: the tick and the bubble."""
    return together((0, -14, puff(band(2500, 9000), 0.0004, 0.01, random)), (0.012, 0, chirp(640, 1480, 0.075)))


def glass(random: Random) -> Sound:
    """Glass breaks: a blow, shards, and what falls after."""
    shards = [(float(at), float(-9 - 14 * at + random.uniform(-6, 3)), struck(
        [(hertz * float(random.uniform(0.8, 1.6)), level, fall) for hertz, level, fall in GLASS], 0.4, random))
        for at in random.exponential(0.16, 26)]  # fmt: skip
    return together((0, -2, puff(band(1500, 14000, 1), 0.001, 0.12, random)), *shards)


def switch(random: Random) -> Sound:
    """A light or machine switch."""
    return together((0, 0, click(random)), (0.008, -5, struck([(620.0, 1.0, 0.04), (1480.0, 0.6, 0.03)], 0.06, random)))


def metal(random: Random) -> Sound:
    """Metal struck or dropped."""
    return together(
        (0, 0, struck(STEEL, 0.9, random, 1.05)),
        (0.21, -10, struck(STEEL, 0.5, random)),
        (0.33, -16, struck(STEEL, 0.4, random)),
    )


def impact(random: Random) -> Sound:
    """A heavy blow with weight under it."""
    boom = together((0, 0, thump(54, 1.1, 0.55)), (0, -4, puff(chain(band(60, 1800, 1), tilt(-3)), 0.003, 0.6, random)))
    return together((0, 0, boom), (0, -9, puff(band(1500, 9000, 1), 0.001, 0.08, random)))


def shot(random: Random) -> Sound:
    """A gun: a crack, a blast, the roll after it."""
    tail = puff(chain(band(80, 1600, 1), tilt(-3)), 0.03, 1.6, random)
    return together(
        (0, 0, puff(band(400, 14000, 1), 0.0004, 0.06, random)), (0.001, -3, thump(110, 0.2)), (0.02, -14, tail)
    )


def thunder(random: Random) -> Sound:
    """Thunder some way off: it breaks, rolls and fades."""
    length = waves.samples(5.5)
    at = np.linspace(0, 1, length)
    roll = np.clip(1 + 0.8 * noise.drift(filters.quick_size(length), random, 3.0)[:length], 0.35, 3)
    sound = (
        noise.burst(length, random, chain(band(28, 420, 1), tilt(-5)))
        * roll
        * np.clip(at / 0.03, 0, 1)
        * (1 - at) ** 2.2
    )
    return waves.faded((sound / np.abs(sound).max()).astype(np.float32), 0.02, 0.4)


def whoosh(random: Random) -> Sound:
    """Something goes by: air that opens and shuts."""
    length = waves.samples(0.9)
    at = np.linspace(-1, 1, length)
    layers = np.zeros(length)
    for centre, width in ((350, 0.5), (900, 0.36), (2400, 0.24)):
        layers += (
            noise.burst(length, random, band(centre * 0.6, centre * 1.7, 1))
            * np.exp(-((at / width) ** 2))
            * (400 / centre) ** 0.3
        )
    return waves.faded((layers / np.abs(layers).max()).astype(np.float32), 0.1, 0.1)


def engine(random: Random, seconds: float) -> Sound:
    """An engine starts and runs, for as long as asked."""
    length = waves.samples(max(seconds, 1.5))
    at = waves.times(length)
    hertz = 24 + 18 * (1 - np.exp(-at / 0.7)) + 0.5 * noise.drift(filters.quick_size(length), random, 2.0)[:length]
    phase = np.cumsum(hertz) / RATE
    fire = sum((np.sin(2 * np.pi * order * phase) / order**0.7 for order in (1, 2, 3, 4, 6, 8)), start=np.zeros(length))
    rough = noise.burst(length, random, chain(band(90, 1400, 1), tilt(-3))) * (
        0.5 + 0.5 * np.sin(2 * np.pi * 2 * phase)
    )
    sound = (fire + 0.7 * rough) * np.clip(at / 0.4, 0, 1)
    return waves.faded((sound / np.abs(sound).max()).astype(np.float32), 0.05, 0.35)


def siren(random: Random, seconds: float) -> Sound:
    """A siren that wails up and down far away, for as long as asked."""
    at = waves.times(waves.samples(max(seconds, 2.0)))
    pitch = 760 + 260 * np.sin(2 * np.pi * at / 4.2 + random.uniform(0, 6))
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    return waves.faded(
        (np.sin(phase) + 0.3 * np.sin(2 * phase) + 0.12 * np.sin(3 * phase)).astype(np.float32), 0.6, 0.6
    )


def ticking(random: Random, seconds: float) -> Sound:
    """A clock ticks, for as long as asked."""
    tick, tock = click(random), struck([(hertz * 0.8, level, fall) for hertz, level, fall in PLASTIC], 0.05, random)
    beats = range(max(1, int(seconds * 2)))
    return together(*[(beat * 0.5 + 0.05, -2.0 * (beat % 2), (tick, tock)[beat % 2]) for beat in beats])


def keys(random: Random, seconds: float) -> Sound:
    """Typing, for as long as asked."""
    strokes, at = [], 0.05
    while at < max(seconds - 0.1, 0.2):
        strokes.append((at, float(random.uniform(-7, 0)), switch(random)))
        at += float(random.gamma(3, 0.05)) + 0.04
    return together(*strokes)


def soft(random: Random) -> Sound:
    """A soft neutral touch that claims to be nothing: what stands in for an effect that no recipe knows."""
    return together((0, 0, thump(150, 0.16)), (0, -6, puff(chain(band(300, 2200, 1), tilt(-3)), 0.012, 0.16, random)))
