"""The typefaces that ship with the studio, all under the Open Font License, whose texts lie beside them."""

from enum import StrEnum
from pathlib import Path

FOLDER = Path(__file__).parent


class Face(StrEnum):
    """A typeface's file."""

    REGULAR = "AlegreyaSans-Regular.ttf"
    BOLD = "AlegreyaSans-Bold.ttf"
    SMALL_CAPS = "AlegreyaSansSC-Medium.ttf"
    TYPEWRITER = "CourierPrime-Regular.ttf"
    TYPEWRITER_BOLD = "CourierPrime-Bold.ttf"
    TYPEWRITER_ITALIC = "CourierPrime-Italic.ttf"
    TYPEWRITER_BOLD_ITALIC = "CourierPrime-BoldItalic.ttf"

    @property
    def path(self) -> Path:
        """Where it lies."""
        return FOLDER / self
