"""Beds: the air of a place as a stereo loop of 21.8 seconds whose end runs on into its beginning."""

import numpy as np

from rushes.craft.sound import filters, modal, noise, waves
from rushes.craft.sound.filters import band, bump, chain, shelf, tilt
from rushes.craft.sound.noise import drift, grains, wide
from rushes.craft.sound.waves import RATE, Sound

LOOP = 1 << 20
Random = np.random.Generator


def rain(random: Random) -> Sound:
    """Steady rain on stone: a soft wash, many small drops, some on the puddle."""
    wash = wide(LOOP, random, chain(band(500, 9000, 1), tilt(-2))) * _swell(random, 0.25, 1.0)
    low = wide(LOOP, random, band(120, 500, 1)) * np.float32(0.22)
    near = grains(LOOP, random, 90, _splash(4200, random), 1.0) * 9
    puddle = grains(LOOP, random, 22, modal.chirp(900, 1700, 0.022), 0.8) * 5
    return wash * np.float32(0.55) + low + near + puddle


def light_rain(random: Random) -> Sound:
    """Thin rain: single drops stand out of almost nothing."""
    wash = wide(LOOP, random, chain(band(1200, 9000, 1), tilt(-2))) * _swell(random, 0.2, 0.8)
    near = grains(LOOP, random, 38, _splash(3600, random), 1.1) * 9
    return wash * np.float32(0.22) + near + grains(LOOP, random, 9, modal.chirp(1000, 1900, 0.02), 0.7) * 5


def heavy_rain(random: Random) -> Sound:
    """A downpour: a roar with body, drops merged."""
    roar = wide(LOOP, random, chain(band(180, 8000, 1), tilt(-2.5))) * _swell(random, 0.3, 1.5)
    return roar + grains(LOOP, random, 260, _splash(3000, random), 0.9) * 6


def wind(random: Random) -> Sound:
    """Gusts that open and close, with a thin whistle at their height."""
    gusts = np.clip(0.95 + 0.55 * drift(LOOP, random, 0.22) + 0.2 * drift(LOOP, random, 1.3), 0.4, 2.4)
    bed = np.zeros((LOOP, 2), np.float32)
    for centre, power in ((110, 0.7), (240, 1.0), (430, 1.5), (760, 2.2)):
        layer = wide(LOOP, random, chain(band(centre * 0.7, centre * 1.5, 2)))
        bed += layer * (gusts**power * (200 / centre) ** 0.6)[:, None].astype(np.float32)
    whistle = wide(LOOP, random, band(610, 680, 3)) * (gusts**3.2 * 0.035)[:, None].astype(np.float32)
    return bed + whistle


def room_tone(random: Random) -> Sound:
    """The quiet of a closed room: a low breath of air and the faintest mains hum."""
    air = wide(LOOP, random, chain(band(50, 1500, 1), tilt(-5)))
    return (
        air
        + _hum((50, 100, 150), (0.05, 0.06, 0.02))[:, None]
        + wide(LOOP, random, band(2500, 9000, 1)) * np.float32(0.02)
    )


def lamp_hum(random: Random) -> Sound:
    """An old lamp: mains harmonics with a buzz that is never quite still."""
    hum = _hum((100, 200, 300, 400, 500, 600, 800, 1000, 1200), (1, 0.5, 0.42, 0.22, 0.2, 0.14, 0.12, 0.08, 0.06))
    strokes = np.float32(0.045) + np.float32(0.045) * _hum((100,), (1.0,))
    buzz = wide(LOOP, random, band(1800, 5200, 2)) * strokes[:, None]
    flicker = 1 + 0.12 * drift(LOOP, random, 2.5) + 0.05 * drift(LOOP, random, 9)
    return np.asarray((hum[:, None] + buzz) * flicker.astype(np.float32)[:, None])


def hiss(random: Random) -> Sound:
    """Tape running with nothing on it."""
    tape = wide(LOOP, random, chain(band(500, 13000, 1), shelf(3500, 5)))
    rub = (1 + 0.05 * drift(LOOP, random, 1.8) + 0.03 * drift(LOOP, random, 12)).astype(np.float32)[:, None]
    return tape * rub + _hum((50, 100), (0.06, 0.03))[:, None]


def phone_line(random: Random) -> Sound:
    """An open telephone line: narrow noise, a little crackle, the exchange's hum."""
    line = wide(LOOP, random, band(300, 3400, 3)) + grains(LOOP, random, 7, _splash(1800, random), 1.0) * 9
    return line + _hum((150, 350, 450), (0.2, 0.25, 0.2))[:, None]


def city(random: Random) -> Sound:
    """A city at night from some way off: a low murmur, cars that pass, something hums."""
    murmur = wide(LOOP, random, chain(band(45, 900, 1), tilt(-4))) * _swell(random, 0.2, 0.5)
    return np.asarray(murmur + _passing(random, 5, 0.5) + _hum((60, 120), (0.04, 0.03))[:, None])


def traffic(random: Random) -> Sound:
    """A road near by: cars one after the other."""
    murmur = wide(LOOP, random, chain(band(50, 1200, 1), tilt(-3))) * np.float32(0.5)
    return murmur + _passing(random, 11, 1.4)


def sea(random: Random) -> Sound:
    """Waves on a shore: each draws up, breaks and runs back over the stones."""
    bed = wide(LOOP, random, chain(band(60, 700, 1), tilt(-3))) * np.float32(0.35)
    for centre, seconds in zip(np.linspace(0, LOOP, 4, endpoint=False), (7.5, 6.4, 8.2, 7.0), strict=True):
        length = waves.samples(seconds)
        at = np.linspace(0, 1, length)
        swell = np.clip(at / 0.42, 0, 1) ** 2.2 * np.clip((1 - at) / 0.58, 0, 1) ** 1.4
        break_ = np.stack([noise.burst(length, random, chain(band(180, 4200, 1), tilt(-2))) for _ in range(2)], axis=1)
        run = np.stack([noise.burst(length, random, band(2500, 9000, 1)) for _ in range(2)], axis=1)
        late = np.roll(swell, length // 7)
        wave = break_ * swell[:, None] + run * (0.3 * late)[:, None]
        _add_round(bed, wave.astype(np.float32), int(centre + random.integers(-20000, 20000)))
    return bed


def forest(random: Random) -> Sound:
    """Leaves in a light wind and birds calling, each from its own tree."""
    leaves = wide(LOOP, random, chain(band(900, 7000, 1), tilt(-3))) * _swell(random, 0.3, 1.0) * np.float32(0.14)
    bed = leaves + wide(LOOP, random, chain(band(80, 500, 1), tilt(-3))) * np.float32(0.08)
    for _ in range(5):
        song, pan = _bird(random), random.uniform(-0.9, 0.9)
        for start in np.sort(random.uniform(0, LOOP, 4)):
            level = np.float32(random.uniform(0.3, 0.9))
            _add_round(bed, waves.stereo(song * level, pan), int(start))
    return bed


def crickets(random: Random) -> Sound:
    """A night in the open: crickets near and far."""
    bed = wide(LOOP, random, chain(band(70, 700, 1), tilt(-3))) * np.float32(0.05)
    for _ in range(7):
        hertz, rate = random.uniform(3900, 5200), random.integers(40, 70)
        at = np.arange(LOOP) / LOOP
        pulses = np.clip(np.sin(2 * np.pi * rate * at), 0, 1) * np.clip(np.sin(2 * np.pi * rate * 14 * at), 0, 1)
        tone = np.sin(2 * np.pi * round(hertz * LOOP / RATE) * at) * pulses * random.uniform(0.05, 0.25)
        bed += waves.stereo(tone.astype(np.float32), random.uniform(-1, 1))
    return bed


def crowd(random: Random) -> Sound:
    """Many people talking at once, no word to be made out."""
    half = LOOP // 2
    bed = np.zeros((LOOP, 2), np.float32)
    for _ in range(14):
        sides = waves.stereo(np.fft.irfft(_murmur(half, random), LOOP).astype(np.float32), random.uniform(-0.9, 0.9))
        bed += sides / np.float32(sides.std() + 1e-9)
    return bed * np.float32(0.2) + wide(LOOP, random, chain(band(150, 1500, 1), tilt(-4))) * np.float32(0.25)


def engine_hum(random: Random) -> Sound:
    """The inside of a ship: a low drive that beats slowly, air in the ducts."""
    low = _hum((37, 37.4, 74, 111, 148.6, 222), (1, 0.8, 0.6, 0.35, 0.2, 0.1))
    ducts = wide(LOOP, random, chain(band(140, 900, 1), tilt(-3))) * np.float32(0.35)
    rumble = wide(LOOP, random, band(25, 80, 2)) * np.float32(0.4)
    return np.asarray(low[:, None] * _swell(random, 0.12, 0.4) + ducts + rumble)


def fire(random: Random) -> Sound:
    """A fire: a soft roar and crackle."""
    roar = wide(LOOP, random, chain(band(60, 700, 1), tilt(-3))) * _swell(random, 0.3, 2.0) * np.float32(0.5)
    return (
        roar
        + grains(LOOP, random, 14, _splash(2600, random), 1.6) * 9
        + grains(LOOP, random, 40, _splash(5200, random), 1) * 3
    )


def neutral(random: Random) -> Sound:
    """Soft air that claims to be nothing: what stands in for a cue that no recipe knows."""
    return wide(LOOP, random, chain(band(90, 1800, 1), tilt(-4))) * _swell(random, 0.2, 0.4)


def _swell(random: Random, depth: float, hertz: float) -> Sound:
    return np.asarray(np.clip(1 + depth * drift(LOOP, random, hertz), 0.1, 3)[:, None], np.float32)


def _hum(hertz: tuple[float, ...], share: tuple[float, ...]) -> Sound:
    at = np.arange(LOOP) / LOOP
    whole = np.zeros(LOOP)
    for number, (tone, level) in enumerate(zip(hertz, share, strict=True)):
        whole += level * np.sin(2 * np.pi * round(tone * LOOP / RATE) * at + number * 1.3)
    return whole.astype(np.float32)


def _splash(hertz: float, random: Random) -> Sound:
    length = waves.samples(0.012)
    at = waves.times(length)
    spray = noise.burst(length, random, chain(band(hertz * 0.6, hertz * 2.4, 1), bump(hertz, 4, 0.6)))
    return (spray * np.exp(-at * 420) * np.minimum(1, at / 0.0004) / 6).astype(np.float32)


def _passing(random: Random, count: int, level: float) -> Sound:
    bed = np.zeros((LOOP, 2), np.float32)
    for start in np.linspace(0, LOOP, count, endpoint=False):
        length = waves.samples(random.uniform(4.5, 8))
        at = np.linspace(-1, 1, length)
        near = np.exp(-((at / random.uniform(0.28, 0.42)) ** 2))
        tyres = noise.burst(length, random, chain(band(90, random.uniform(900, 2200), 1), tilt(-2)))
        pan = np.clip(at * random.choice([-1.2, 1.2]), -0.95, 0.95)
        angle = (pan + 1) * np.pi / 4
        sides = (
            np.stack([np.cos(angle), np.sin(angle)], axis=1) * (tyres * near * level * random.uniform(0.3, 1))[:, None]
        )
        _add_round(bed, waves.faded(sides.astype(np.float32), 0.3, 0.3), int(start + random.integers(0, LOOP // count)))
    return bed


def _bird(random: Random) -> Sound:
    pitch = random.uniform(2400, 5200)
    notes = []
    for number in range(int(random.integers(2, 6))):
        start, end = pitch * random.uniform(0.85, 1.2), pitch * random.uniform(0.8, 1.3)
        seconds = random.uniform(0.06, 0.17)
        at = waves.times(waves.samples(seconds))
        glide = start + (end - start) * at / seconds + 60 * np.sin(2 * np.pi * 38 * at)
        note = np.sin(2 * np.pi * np.cumsum(glide) / RATE) * np.sin(np.pi * at / seconds) ** 1.5
        notes.append((number * random.uniform(0.14, 0.22), -2.0 * number, note.astype(np.float32)))
    return modal.together(*notes)


def _murmur(length: int, random: Random) -> np.ndarray[tuple[int], np.dtype[np.complex128]]:
    # At half the rate: nothing of a murmur lies above 4 kHz, and the longer inverse transform doubles it back.
    pitch = random.uniform(95, 215) * np.exp(0.09 * drift(length, random, 1.7))
    phase = np.cumsum(pitch) / (RATE / 2)
    voice = 2 * (phase % 1) - 1
    talk = np.clip(drift(length, random, 4.2) + 0.3, 0, None) * np.clip(drift(length, random, 0.35) + 0.6, 0, None)
    spectrum = np.fft.rfft(voice * talk)
    hertz = filters.scale(length) / 2
    formants = sum(
        (bump(random.uniform(low, high), 22, 0.3)(hertz) for low, high in ((350, 750), (900, 1900), (2300, 2800))),
        start=np.zeros_like(hertz),
    )
    return np.asarray(spectrum * formants * band(180, 3000, 2)(hertz) * tilt(-5)(hertz))


def _add_round(bed: Sound, sound: Sound, at: int) -> None:
    for turn in (-1, 0, 1):
        waves.place(bed, sound, at % LOOP + turn * LOOP)
