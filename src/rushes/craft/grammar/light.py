"""What a scene sounds like and is lit by, as far as its heading and its action say."""

import re
from collections.abc import Iterable

from rushes.craft.cards.card import Effect, Light
from rushes.craft.cards.vocabulary import Quality
from rushes.craft.grammar import words
from rushes.craft.screenplay.breakdown import Scene
from rushes.craft.screenplay.elements import Action
from rushes.craft.screenplay.emphasis import plain

MOST_EFFECTS = 3
_PRACTICAL = re.compile(
    r"\b((?:[\w-]{1,30} ){0,2}"
    r"(?:lamp|lantern|candle|torch|neon|headlight|street ?light|spotlight|fireplace|campfire)s?)\b",
    re.IGNORECASE,
)
_NIGHT = re.compile(r"night|midnight|evening|nuit|nacht|noche|notte", re.IGNORECASE)
_LOW = re.compile(r"dawn|dusk|sunrise|sunset|twilight|morning|magic|golden|blue hour", re.IGNORECASE)
_SMALL = re.compile(r"^(?:an?|the|one|two|his|her|under|in|of|and|on|by|with|from) ", re.IGNORECASE)


def told(scene: Scene) -> str:
    """All the action of a scene, as one text."""
    return " ".join(plain(element.text) for element in scene.elements if isinstance(element, Action))


def light(scene: Scene) -> Light:
    """The key light of a scene, and what it leaves dark."""
    practical = _practical(told(scene))
    inside = scene.int_ext != "EXT"
    if _NIGHT.search(scene.time):
        return _night(practical, inside=inside)
    if _LOW.search(scene.time):
        return Light(source="low sun from the side", contrast="4:1", kelvin=3800, lit="one side of every face",
                     dark="the ground away from the sun")  # fmt: skip
    if inside:
        return Light(source=practical or "daylight from a window at the side", contrast="4:1", kelvin=5000,
                     lit="faces on the window's side", dark="the back of the room")  # fmt: skip
    return Light(source="open sky", contrast="2:1", kelvin=5600, lit="everything, evenly", dark="under things only")


def _night(practical: str, *, inside: bool) -> Light:
    if inside:
        return Light(source=practical or "one practical lamp", contrast="6:1", kelvin=2800,
                     lit="faces on the lamp's side", dark="the rest of the room")  # fmt: skip
    return Light(source=practical or "a street light from behind", quality=Quality.HARD, contrast="8:1", kelvin=4300,
                 lit="edges and wet ground", dark="near sides and walls")  # fmt: skip


def _practical(text: str) -> str:
    match = _PRACTICAL.search(text)
    found = match[1].lower() if match else ""
    while _SMALL.match(found):
        found = _SMALL.sub("", found)
    return found


def ambience(scene: Scene) -> tuple[str, ...]:
    """The beds of a scene: at most two outside; inside the room itself, and weather that the text brings in."""
    text = f"{scene.heading} {told(scene)}"
    beds = [name for name, pattern in words.AMBIENCES if re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE)]
    if scene.int_ext == "INT":
        return (
            "room tone",
            *[name for name in beds if name in ("rain", "heavy rain", "wind", "crowd", "ship hum")][:1],
        )
    return tuple(dict.fromkeys(beds))[:2] or ("wind",)


def effects(texts: Iterable[str]) -> tuple[Effect, ...]:
    """The sounds that some action makes, in the order in which it names them."""
    text = " ".join(texts)
    found = [
        (match.start(), name)
        for name, pattern in words.EFFECTS
        if (match := re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE))
    ]
    return tuple(Effect(name=name) for _, name in sorted(found)[:MOST_EFFECTS])
