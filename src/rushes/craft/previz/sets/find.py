"""From words to a set: the heading, its own words and the weather decide what is built, once for all shots."""

import re
from collections.abc import Callable
from functools import lru_cache

from rushes.craft.previz.sets import alley, corridor, exterior, nature, rooftop, room, shop, street
from rushes.craft.previz.sets.stage import Brief, Stage, Weather
from rushes.craft.previz.shoot import Shoot

Builder = Callable[[Brief], Stage]
KINDS: tuple[tuple[str, Builder], ...] = (
    (r"\b(rooftop|roof|terrace|balcony)\b", rooftop.build),
    (r"\b(alley|backstreet|yard|courtyard|loading bay)\b", alley.build),
    (
        r"\b(corridor|hallway|passage|tunnel|airlock|(space|star)?ship|space station|submarine|bunker|cockpit|metro)\b",
        corridor.build,
    ),
    (r"\b(shop|store|counter|bar|pub|cafe|café|diner|reception|pharmacy|bank)\b", shop.build),
    (
        r"\b(kitchen|bedroom|living room|office|apartment|flat|house|room|study|ward|classroom|studio|library)\b",
        room.build,
    ),
    (r"\b(forest|woods?|jungle|mountains?|grove|trees)\b", nature.build),
    (r"\b(creek|riverbed|canyon|gorge|ravine|prairie|ranch|pond|swamp|quarry|pasture|trail)\b", exterior.build),
    (r"\b(street|avenue|road|square|city|town|crossing|station|market|bridge)\b", street.build),
    (
        r"\b(field|beach|desert|park|garden|meadow|sea|lake|shore|harbou?r|hill|plain|snow|cliff|river)\b",
        exterior.build,
    ),
    (r"\b(causeway|pier|jetty|quay|coast|flats|marsh|moor|heath|dunes?|steppe|plains|valley|island)\b", exterior.build),
)
OUTDOORS = (rooftop.build, alley.build, nature.build, street.build, exterior.build)
INDOORS = (shop.build, room.build)
HOURS: tuple[tuple[str, str], ...] = (
    (r"\b(dawn|sunrise|early morning)\b", "dawn"),
    (r"\b(dusk|sunset|evening|golden hour|magic hour)\b", "dusk"),
    (r"\b(night|midnight|late)\b", "night"),
    (r"\b(day|morning|noon|afternoon)\b", "day"),
)
FALLS: dict[str, tuple[tuple[str, float], ...]] = {
    "rain": (
        (r"\b(storm|downpour|pouring|heavy rain)\b", 1.0),
        (r"\b(drizzle|light rain)\b", 0.35),
        (r"\brain(s|ing|y)?\b", 0.7),
    ),
    "snow": ((r"\b(blizzard|snowstorm)\b", 1.0), (r"\bsnow(s|ing|y|fall)?\b", 0.6)),
    "fog": ((r"\b(thick fog|dense fog)\b", 0.9), (r"\b(fog|foggy|mist|misty|haze|hazy|smoke)\b", 0.5)),
    "wind": ((r"\b(gale|storm|hurricane)\b", 1.0), (r"\bwind(s|y)?\b", 0.5)),
}


def stage(shoot: Shoot) -> Stage:
    """The set a shot plays in; the same place at the same hour is the same set."""
    return _built(brief(shoot))


def brief(shoot: Shoot) -> Brief:
    """Everything the words say about a place."""
    location, place = shoot.location, shoot.place
    own = f"{location.name} {location.description} {location.fixed}" if location else ""
    words = f"{place.heading} {place.location} {own}".lower()
    sky = f"{words} {place.weather} {' '.join(shoot.card.ambience)}".lower()
    inside = place.int_ext.upper().startswith("INT") or place.heading.upper().startswith("INT")
    time = next((hour for pattern, hour in HOURS if re.search(pattern, f"{place.time} {place.heading}".lower())), "day")
    named = f"{place.heading} {place.location} {location.name if location else ''}".lower()
    return Brief(words, time, inside, Weather() if inside else _weather(sky), shoot.set_seed, named)


def _weather(words: str) -> Weather:
    found = {
        name: next((amount for pattern, amount in levels if re.search(pattern, words)), 0.0)
        for name, levels in FALLS.items()
    }
    return Weather(**found)


@lru_cache(maxsize=8)
def _built(wanted: Brief) -> Stage:
    return _builder(wanted)(wanted)


def _builder(wanted: Brief) -> Builder:
    """Who builds it, by its name, else by the first word about it; nothing of outdoors inside, no room outside."""
    outside = re.match(r"ext\b", wanted.words) is not None
    wrong = OUTDOORS if wanted.inside else INDOORS if outside else ()
    named, told = _hits(wanted.named), _hits(wanted.words)[:1]
    fit = [build for build in (*named, *told) if build not in wrong]
    if fit:
        return fit[0]
    if wanted.inside:
        return room.build
    return street.build if named or told else exterior.build


def _hits(words: str) -> list[Builder]:
    """The builders whose words are said, in the order of the words."""
    hits = [(match.start(), build) for pattern, build in KINDS if (match := re.search(pattern, words))]
    return [build for _, build in sorted(hits, key=lambda hit: hit[0])]
