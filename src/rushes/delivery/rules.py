"""What an export format is, and how a delivered file is named."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from rushes.craft.timeline.cut import Cut

LONGEST_NAME = 48


def holds_any(_: Cut) -> None:
    """What a format refuses that holds every cut."""


@dataclass(frozen=True)
class Format:
    """
    One kind of file made of a cut: `loses` is shown to a person before they choose it.

    `refuse` raises DoesNotFit where `write` would, without writing.
    """

    id: str
    title: str
    suffix: str
    write: Callable[[Cut], bytes]
    loses: tuple[str, ...] = ()
    says_rate: bool = True
    refuse: Callable[[Cut], None] = holds_any


def file_name(format: Format, cut: Cut) -> str:
    """`Side_B.otio`; `Side_B_24fps.edl` for a format that cannot say its frame rate inside."""
    rate = "" if format.says_rate else f"_{rate_word(cut)}"
    return f"{plain(cut.title)}{rate}{format.suffix}"


def rate_word(cut: Cut) -> str:
    """The rate as editors write it in a file name: 24fps, 23976fps."""
    return f"{float(cut.rate.value):.3f}".rstrip("0").rstrip(".").replace(".", "") + "fps"


def plain(text: str) -> str:
    """A name of ASCII letters, digits, - and _ that every file system and editing program takes."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9-]+", "_", ascii_only).strip("_-")[:LONGEST_NAME] or "untitled"
