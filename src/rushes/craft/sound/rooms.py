"""Places as they sound: first reflections and a decaying tail for each kind of place, the same every time."""

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from rushes.craft.sound import filters, noise, waves
from rushes.craft.sound.waves import Sound


@dataclass(frozen=True)
class Room:
    """
    How a place answers.

    Attributes:
        seconds: until the tail is 60 dB down.
        wet: level of the answer under the sound itself, in dB.
        bright: highest frequency of the tail, in Hz.
        echoes: first reflections, each seconds after and dB below the sound.
    """

    seconds: float
    wet: float
    bright: float
    echoes: tuple[tuple[float, float], ...]


ROOMS = {
    "alley": Room(1.1, -13, 4200, ((0.019, -9), (0.031, -11), (0.058, -15))),
    "shop": Room(0.38, -12, 5200, ((0.007, -8), (0.013, -10), (0.021, -13))),
    "roof": Room(0.25, -24, 3500, ((0.011, -16), (0.17, -27))),
    "room": Room(0.45, -13, 5000, ((0.008, -9), (0.015, -11))),
    "corridor": Room(1.5, -11, 3800, ((0.012, -7), (0.024, -9), (0.049, -12))),
    "stairs": Room(2.0, -10, 4200, ((0.017, -8), (0.035, -10))),
    "hall": Room(2.8, -10, 4500, ((0.028, -10), (0.051, -12))),
    "street": Room(0.8, -18, 4000, ((0.035, -14), (0.08, -18))),
    "nature": Room(0.5, -26, 3000, ((0.09, -26),)),
    "car": Room(0.12, -12, 3000, ((0.003, -7), (0.006, -9))),
    "ship": Room(0.9, -12, 2800, ((0.006, -8), (0.015, -10))),
    "bathroom": Room(0.9, -8, 7000, ((0.004, -6), (0.009, -8))),
    "dry": Room(0.15, -40, 3000, ()),
}
KINDS = {
    "alley": "alley|lane|backstreet|courtyard|yard",
    "stairs": "stair|stairs|stairwell|staircase|lift|elevator",
    "corridor": "corridor|hallway|tunnel|passage|subway|underpass|sewer|cave|cellar|basement",
    "hall": "church|cathedral|hall|station|warehouse|hangar|theatre|theater|museum|arena|factory|garage",
    "bathroom": "bathroom|shower|toilet|pool",
    "car": "car|taxi|cab|van|truck|cockpit",
    "ship": "ship|spaceship|spacecraft|cabin|bridge|engine|submarine|airlock|capsule|boat",
    "shop": "shop|store|counter|bar|cafe|café|diner|pub|kitchen|office|library|restaurant",
    "roof": "roof|rooftop|balcony|terrace|tower",
    "street": "street|road|square|city|town|market|bridge|dock|harbour|harbor|parking|exterior|ext",
    "nature": "nature|forest|woods?|field|desert|beach|sea|ocean|mountain|hill|garden|park|river|lake|snow|moor",
    "room": "room|bedroom|apartment|flat|house|interior|int|study|cell|lab|laboratory|hotel|attic",
}


def kind_of(place: str) -> str:
    """The kind of room that the words of a place or heading say; `dry` when they say none."""
    words = re.findall(r"\w+", place.casefold())
    for kind, pattern in KINDS.items():
        if any(re.fullmatch(pattern, word) for word in words):
            return kind
    return "dry"


def in_place(sound: Sound, kind: str, nearer: float = 0.0) -> Sound:
    """
    The sound in a room: stereo, longer by the tail.

    Args:
        nearer: dB by which the sound itself stands out; negative takes it away into the room.
    """
    room = ROOMS[kind]
    direct = waves.stereo(sound) if sound.ndim == 1 else sound
    answer = filters.convolved(sound, _answer(kind)) * np.float32(waves.gain(room.wet - min(nearer, 0.0) * 0.6))
    answer[: len(direct)] += direct * np.float32(waves.gain(min(nearer, 0.0)))
    return answer


@lru_cache(maxsize=16)
def _answer(kind: str) -> Sound:
    room = ROOMS[kind]
    length = waves.samples(room.seconds)
    random = waves.rng("room", kind)
    tail = np.stack([noise.burst(length, random, filters.band(140, room.bright, 1)) for _ in range(2)], axis=1)
    at = waves.times(length)
    fall = 10 ** (-3 * at / room.seconds) * np.minimum(1, at / 0.012)
    tail *= (fall / np.sqrt(np.sum(fall**2)))[:, None].astype(np.float32)
    for seconds, level in room.echoes:
        side = random.uniform(-0.7, 0.7)
        waves.place(
            tail, waves.stereo(np.full(1, waves.gain(level - room.wet), np.float32), side), waves.samples(seconds)
        )
    return tail
