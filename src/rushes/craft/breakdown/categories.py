"""
What a scene can need, sorted as production offices sort it.

The first 22 are the tag categories of Final Draft, with its numbers and names, so that breakdowns travel in its files;
the rest is what a generated film has to keep an eye on as well.
"""

from enum import StrEnum


class Category(StrEnum):
    """One box of a breakdown sheet; its value is its name in files."""

    CAST = "cast"
    BACKGROUND = "background actors"
    STUNTS = "stunts"
    VEHICLES = "vehicles"
    PROPS = "props"
    CAMERA = "camera"
    SPECIAL_EFFECTS = "special effects"
    WARDROBE = "wardrobe"
    MAKEUP = "makeup/hair"
    ANIMALS = "animals"
    ANIMAL_HANDLER = "animal handler"
    MUSIC = "music"
    SOUND = "sound"
    SET_DRESSING = "set dressing"
    GREENERY = "greenery"
    EQUIPMENT = "special equipment"
    SECURITY = "security"
    LABOR = "additional labor"
    VISUAL_EFFECTS = "visual effects"
    MECHANICAL = "mechanical effects"
    MISCELLANEOUS = "miscellaneous"
    NOTES = "notes"
    SET = "set"
    TIME = "time of day"
    STORY_DAY = "story day"
    WEATHER = "weather"
    VOICE = "voice"
    TEXT = "on-screen text"
    SCREENS = "screens and photos"
    RIGHTS = "rights"
    CONTINUITY = "continuity"
    LANGUAGE = "language"

    @property
    def number(self) -> int | None:
        """Final Draft's number, 1 to 22; None for a category it does not have."""
        return _NUMBERS.get(self)

    @property
    def heading(self) -> str:
        """As it stands over its box: Set Dressing."""
        return _TITLES.get(self) or self.value.title().replace(" And ", " and ")


_NUMBERS = {category: number for number, category in enumerate(list(Category)[:22], 1)}
_TITLES = {Category.MAKEUP: "Makeup/Hair", Category.TEXT: "On-screen Text", Category.TIME: "Time of Day"}
FACTS = (Category.SET, Category.TIME, Category.STORY_DAY)
"""What the heading says of the whole scene, rather than what is in it."""


def category(text: str) -> Category:
    """
    The category of that name or number, in any case; common short names are known.

    Raises:
        ValueError: there is none; the sentence lists the names.
    """
    wanted = " ".join(text.casefold().replace("_", " ").replace("-", " ").split())
    found = _BY_NAME.get(wanted)
    if found is None:
        raise ValueError(f"{text.strip()!r} is not one of {', '.join(Category)}")
    return found


_SHORT = {
    "background": Category.BACKGROUND,
    "extras": Category.BACKGROUND,
    "makeup": Category.MAKEUP,
    "hair": Category.MAKEUP,
    "make up": Category.MAKEUP,
    "sfx": Category.SPECIAL_EFFECTS,
    "vfx": Category.VISUAL_EFFECTS,
    "mechanical": Category.MECHANICAL,
    "equipment": Category.EQUIPMENT,
    "time": Category.TIME,
    "text": Category.TEXT,
    "screen": Category.SCREENS,
    "screens": Category.SCREENS,
    "location": Category.SET,
    "additional labour": Category.LABOR,
    "labour": Category.LABOR,
    "misc": Category.MISCELLANEOUS,
}
_BY_NAME = {
    **{category.value.replace("-", " "): category for category in Category},
    **{str(category.number): category for category in Category if category.number},
    **_SHORT,
}
