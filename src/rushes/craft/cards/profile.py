"""What to write down of an asset, by its kind: fields for what is easily forgotten, and which of them a prompt says."""

from collections.abc import Mapping
from types import MappingProxyType

IDENTITY, WARDROBE, PERFORMANCE = "identity", "wardrobe", "performance"
"""The three texts of a character, kept apart so that another costume never changes who it is."""
FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "character": (
            IDENTITY, "age range", "face", "hair", "body", WARDROBE, PERFORMANCE, "posture", "expression range",
        ),
        "location": ("layout", "era", "colour", "weather", "practical lights", "angles"),
        "prop": ("shape", "scale", "wear", "colour", "position", "story function"),
        "wardrobe": ("pieces", "fabric", "damage", "accessories", "continuity warnings"),
        "look": ("palette", "contrast", "grain", "lighting", "style breaks"),
        "voice": ("age range", "accent", "pitch", "pace", "manner"),
    }
)  # fmt: skip
UNSAID = frozenset(
    {"expression range", "weather", "angles", "position", "story function", "continuity warnings", "style breaks"}
)
"""Fields for people to judge by: they vary from shot to shot or warn, so no prompt says them of every shot."""


def kept(kind: str, said: Mapping[str, str]) -> dict[str, str]:
    """
    The fields of an asset in their order, those that say something; `;` parts cells, so it becomes a comma.

    Raises:
        ValueError: a field that its kind does not have, with those it has.
    """
    known = FIELDS[kind]
    strange = [name for name in said if name not in known]
    if strange:
        raise ValueError(f"a {kind} has no {strange[0][:40]!r}; it has {', '.join(known)}")
    clean = {name: " ".join(said.get(name, "").replace(";", ",").split()) for name in known}
    return {name: text for name, text in clean.items() if text}


def spoken(said: Mapping[str, str], *, dressed: bool) -> list[str]:
    """What a prompt says of every shot; `dressed`, its card says what is worn, and the usual wardrobe is not said."""
    left_out = UNSAID | ({WARDROBE} if dressed else set())
    return [text for name, text in said.items() if name not in left_out]
