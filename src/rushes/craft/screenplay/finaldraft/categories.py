"""The categories that Final Draft tags with: 22 by default, numbered and sometimes named otherwise in some versions."""

import uuid

NAMES = (
    *("Cast", "Background Actors", "Stunts", "Vehicles", "Props", "Camera", "Special Effects", "Wardrobe"),
    *("Makeup/Hair", "Animals", "Animal Handler", "Music", "Sound", "Set Dressing", "Greenery", "Special Equipment"),
    *("Security", "Additional Labor", "Visual Effects", "Mechanical Effects", "Miscellaneous", "Notes"),
)
_OTHERWISE = {"cast members": "cast", "animal wrangler": "animal handler", "art department": "set dressing"}
_NUMBERS = {name.casefold(): number for number, name in enumerate(NAMES, 1)}
_SPACE = uuid.uuid5(uuid.NAMESPACE_OID, "rushes: Final Draft")


def known(name: str) -> tuple[int, str]:
    """The number and name by default of a category as a file names it; 0 and its own name when there is none."""
    folded = name.strip().casefold()
    number = _NUMBERS.get(_OTHERWISE.get(folded, folded), 0)
    return number, NAMES[number - 1] if number else name.strip()


def identity(*names: str) -> str:
    """The same UUID for the same names, so that the same script makes the same file."""
    return str(uuid.uuid5(_SPACE, "\0".join(names)))
