"""Who speaks how: a voice for every character, from what is said of it, or else from its name; and ways to hear it."""

import re
from dataclasses import dataclass

from rushes.craft.sound import waves
from rushes.kernel import hashing

ACCENTS = ("en-us", "en-gb-x-rp", "en", "en-gb-scotland")  # the engine calls the British voice plain `en`
# The engine's variants, and how far each is from a natural pitch as measured: women near 200 Hz, men near 110.
WOMEN = (("f2", 8), ("Annie", -6), ("f4", 14), ("linda", -6), ("anika", -16), ("f3", 2))
MEN = (("m3", 12), ("m1", 18), ("Andy", 14), ("m7", 12), ("max", 14), ("ed", 4))
WOMAN = re.compile(r"\b(she|her|hers|woman|girl|female|mother|mum|sister|daughter|wife|lady|grandmother|aunt|queen)\b")
MAN = re.compile(r"\b(he|him|his|man|boy|male|father|dad|brother|son|husband|gentleman|grandfather|uncle|king)\b")
DECADE = re.compile(r"\b(?:(early|mid|late)[\s-]*)?(\d)0['’]?s\b")
YEARS = re.compile(r"\b(?:aged?\s+)?(\d{1,3})(?:[\s-]*years?[\s-]*old)?\b")
AGES = {"baby": 3, "child": 9, "kid": 9, "boy": 10, "girl": 10, "teen": 16, "teenager": 16, "young": 24, "old": 70,
        "elderly": 76, "grandmother": 72, "grandfather": 72, "middle-aged": 48}  # fmt: skip
MANNERS = {
    "deep": (0.94, -12), "low": (0.96, -8), "gruff": (0.94, -10), "tall": (0.95, -5), "large": (0.94, -8),
    "big": (0.94, -8), "small": (1.04, 6), "light": (1.03, 8), "high": (1.03, 12), "soft": (1.01, 2),
}  # fmt: skip


@dataclass(frozen=True)
class Voice:
    """
    How a character sounds.

    Attributes:
        base: the engine's voice, `language+variant`.
        pitch, range: 0 to 99, 50 as the engine has it.
        speed: words a minute.
        tract: size of the mouth and throat as a factor on every resonance; below 1 is a larger person.
        breath: how much air is heard in it, 0 to 1.
    """

    base: str = "en-us"
    pitch: int = 50
    range: int = 55
    speed: int = 150
    tract: float = 1.0
    breath: float = 0.3


NARRATOR = Voice()


def cast(character: str, description: str = "", language: str = "en") -> Voice:
    """A voice for a character, always the same: sex, age and build from the description, the rest from its name."""
    random = waves.rng("voice", hashing.digest(character.strip().upper()))
    said = description.casefold()
    woman = _is_woman(said, bool(random.integers(2)))
    age = age_of(said)
    tract, pitch = _build(said)
    accent = str(random.choice(ACCENTS)) if language == "en" else language
    variant, natural = (WOMEN if woman else MEN)[int(random.integers(6))]
    child, old = age < 13, age >= 60
    return Voice(
        base=f"{accent}+{variant}",
        pitch=_held(
            50 + natural + pitch + int(random.integers(-4, 5)) + (22 if child else 0) - (6 if old else 0), 5, 95
        ),
        range=_held(50 + int(random.integers(-8, 9)) - (10 if old else 0), 20, 90),
        speed=_held(150 + int(random.integers(-10, 11)) - (22 if old else 0) + (8 if child else 0), 100, 200),
        tract=round(tract * float(random.uniform(0.97, 1.03)) * (1.14 if child else 0.98 if old else 1.0), 4),
        breath=round(0.25 + (0.35 if old else 0) + float(random.uniform(0, 0.15)), 3),
    )


def age_of(description: str) -> int:
    """The age that a description says, in years; 35 when it says none."""
    said = description.casefold()
    if decade := DECADE.search(said):
        return int(decade[2]) * 10 + {"early": 2, "mid": 5, "late": 8}.get(decade[1] or "mid", 5)
    named = [years for word, years in AGES.items() if re.search(rf"\b{word}\b", said)]
    if named:
        return named[0]
    years = YEARS.search(said)
    return int(years[1]) if years and 3 <= int(years[1]) <= 110 else 35


def _is_woman(said: str, otherwise: bool) -> bool:
    she, he = len(WOMAN.findall(said)), len(MAN.findall(said))
    return otherwise if she == he else she > he


def _build(said: str) -> tuple[float, int]:
    tract, pitch = 1.0, 0
    for word, (size, step) in MANNERS.items():
        if re.search(rf"\b{word}\b", said):
            tract, pitch = tract * size, pitch + step
    return max(tract, 0.86), pitch


def _held(value: int, low: int, high: int) -> int:
    return max(low, min(high, value))
