"""Colour words: how `a rust-orange rain jacket` becomes a colour that can be painted, followed and measured."""

import re
from dataclasses import dataclass

SRGB: dict[str, tuple[int, int, int]] = {
    "rust-orange": (196, 84, 30),
    "rust": (176, 76, 38),
    "orange": (214, 112, 34),
    "amber": (214, 150, 52),
    "mustard": (196, 158, 52),
    "yellow": (222, 190, 62),
    "cream": (226, 212, 178),
    "ivory": (230, 222, 200),
    "beige": (198, 178, 146),
    "tan": (176, 142, 100),
    "khaki": (150, 138, 96),
    "brass": (184, 144, 70),
    "gold": (200, 160, 66),
    "brown": (112, 76, 48),
    "chestnut": (122, 66, 42),
    "crimson": (160, 30, 44),
    "scarlet": (196, 40, 34),
    "red": (182, 42, 40),
    "maroon": (104, 34, 40),
    "burgundy": (110, 30, 48),
    "pink": (206, 122, 140),
    "rose": (190, 100, 112),
    "magenta": (170, 50, 120),
    "purple": (104, 62, 130),
    "violet": (112, 82, 160),
    "lavender": (160, 144, 194),
    "indigo": (62, 60, 126),
    "navy": (36, 52, 92),
    "blue": (48, 92, 158),
    "sky-blue": (112, 160, 200),
    "turquoise": (56, 158, 158),
    "teal": (34, 118, 122),
    "cyan": (70, 170, 186),
    "mint": (142, 196, 164),
    "emerald": (32, 128, 86),
    "green": (56, 118, 70),
    "olive": (104, 106, 54),
    "white": (224, 224, 220),
    "silver": (170, 174, 178),
    "grey": (120, 124, 128),
    "charcoal": (58, 60, 64),
    "black": (30, 31, 34),
}
_ALIASES = {"gray": "grey", "golden": "gold", "sea-green": "teal", "copper": "rust", "sand": "tan", "blonde": "tan"}
_WORD = "(?:" + "|".join(sorted((*SRGB, *_ALIASES), key=len, reverse=True)).replace("-", r"[-\s]") + ")"
_PHRASE = re.compile(rf"\b({_WORD})\b(?:[-\s]{_WORD}\b)*", re.IGNORECASE)


@dataclass(frozen=True)
class Colour:
    """A colour word, its 8-bit sRGB, and the noun phrase it colours, in lower case: `rain jacket`."""

    name: str
    rgb: tuple[int, int, int]
    of: str


def named_in(text: str) -> tuple[Colour, ...]:
    """
    Every colour named in a text, in order: `brown cardigan, grey beard` gives brown of cardigan, grey of beard.

    Of two colour words in a row the first is the colour: `mustard-yellow` is mustard, `navy blue` navy.
    """
    return tuple(_colour(match, text) for match in _PHRASE.finditer(text))


def _colour(match: re.Match[str], text: str) -> Colour:
    word = re.sub(r"\s", "-", match[1].lower())
    name = _ALIASES.get(word, word)
    of = re.split(r"[,;:.()]|\band\b|\bwith\b|\bon\b|\bover\b|\bin\b", text[match.end() :], maxsplit=1)[0]
    return Colour(name, SRGB[name], of.strip().lower())
