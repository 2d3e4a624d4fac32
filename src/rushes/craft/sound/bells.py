"""Bells and other things that ring."""

import numpy as np

from rushes.craft.sound import waves
from rushes.craft.sound.filters import band
from rushes.craft.sound.modal import Mode, puff, struck, together
from rushes.craft.sound.waves import Sound

Random = np.random.Generator
# Partials of a small brass hand bell and of a tuned church bell (hum, prime, tierce, quint, nominal and above).
SHOP_BELL = (
    (1.0, 1.0, 0.9),
    (1.004, 0.5, 0.8),
    (1.52, 0.35, 0.6),
    (2.03, 0.75, 0.55),
    (2.76, 0.5, 0.4),
    (3.55, 0.35, 0.3),
)
SHOP_BELL_HERTZ = 2180.0
CHURCH_BELL = (
    (0.5, 0.75, 9.0), (1.0, 0.8, 6.0), (1.003, 0.4, 5.5), (1.2, 0.85, 4.5), (1.5, 0.35, 3.2), (2.0, 1.0, 3.0),
    (2.5, 0.35, 2.0), (2.67, 0.3, 1.8), (3.0, 0.4, 1.5), (4.1, 0.25, 1.0), (5.4, 0.15, 0.7),
)  # fmt: skip


def shop_bell(random: Random) -> Sound:
    """A bell on a spring above a door: knocked, then swinging."""
    parts = []
    at, level = 0.0, 0.0
    for number in range(5):
        hard = 1.0 if number == 0 else random.uniform(0.75, 0.95)
        parts.append((at, level, struck(_tuned(SHOP_BELL, SHOP_BELL_HERTZ), 1.1, random, hard)))
        at += random.uniform(0.1, 0.17)
        level -= random.uniform(2.0, 5.0)
    return together((0, -22, puff(band(2500, 9000), 0.001, 0.03, random)), *parts)


def church_bell(random: Random) -> Sound:
    """One stroke of a church bell."""
    return together((0, 0, _stroke(392.0, random)))


def three_quarters(random: Random) -> Sound:
    """A church clock telling three quarters: high and low, three times."""
    high, low = _stroke(523.25, random), _stroke(392.0, random)
    return together(
        *[(quarter * 1.45, float(random.uniform(-1, 0)), high) for quarter in range(3)],
        *[(quarter * 1.45 + 0.62, float(random.uniform(-2, -1)), low) for quarter in range(3)],
    )


def telephone(random: Random) -> Sound:
    """An old telephone rings twice: two gongs, twenty blows a second."""
    gongs = [struck(_tuned(SHOP_BELL, hertz), 0.5, random, 0.8) for hertz in (1320.0, 1640.0)]
    blows = [(ring + blow * 0.05, 0.0, gongs[blow % 2]) for ring in (0.0, 0.6) for blow in range(8)]
    return together(*blows)


def alarm(random: Random) -> Sound:
    """An electronic alarm: six pairs of short tones."""
    at = waves.times(waves.samples(0.09))
    tone = (
        np.sin(2 * np.pi * 1870 * at)
        + 0.3 * np.sin(2 * np.pi * 5610 * at)
        + 0.1 * random.standard_normal(len(at)) * 0.05
    )
    beep = waves.faded(tone.astype(np.float32), 0.004, 0.01)
    return together(*[(pair * 0.42 + step * 0.15, 0.0, beep) for pair in range(6) for step in range(2)])


def chime(random: Random) -> Sound:
    """Glass or small metal touched: high thin modes."""
    modes: list[Mode] = [(float(random.uniform(2400, 7600)), float(random.uniform(0.3, 1)), 0.9) for _ in range(7)]
    return struck(sorted(modes), 1.2, random)


def tinnitus(random: Random) -> Sound:
    """A thin ringing that rises and dies: one beating high tone."""
    at = waves.times(waves.samples(3.0))
    tone = np.sin(2 * np.pi * 6200 * at) + np.sin(2 * np.pi * 6203.5 * at + random.uniform(0, 6))
    return waves.faded((tone * 0.5).astype(np.float32), 0.9, 1.8)


def _stroke(hertz: float, random: Random) -> Sound:
    clapper = puff(band(900, 4200), 0.001, 0.05, random)
    return together((0, 0, struck(_tuned(CHURCH_BELL, hertz), 6.0, random, 0.95)), (0, -20, clapper))


def _tuned(partials: tuple[Mode, ...], hertz: float) -> list[Mode]:
    return [(ratio * hertz, level, fall) for ratio, level, fall in partials]
