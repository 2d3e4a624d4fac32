"""Words into sentences."""

import re
from collections.abc import Iterable

_TIME = re.compile(r"\s*@\s*\d+(?:\.\d+)?\s*s?\b")


def sentence(text: str) -> str:
    """One sentence with a capital and a full stop, on one line; nothing of nothing."""
    text = " ".join(text.split()).rstrip(" .;,:")
    if not text:
        return ""
    return f"{text[0].upper()}{text[1:]}{'' if text[-1] in '!?…' else '.'}"


def joined(parts: Iterable[str]) -> str:
    """Sentences after one another, without the empty ones."""
    return " ".join(part for part in parts if part)


def listed(items: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *most, last = [item for item in items if item] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def untimed(text: str) -> str:
    """The text without the seconds a plan fixes (`slides @3.5`): models read them as words."""
    return _TIME.sub("", " ".join(text.split()))
