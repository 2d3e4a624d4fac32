"""The typefaces that ship with the studio, all under the Open Font License, whose texts lie beside them."""

import base64
from enum import StrEnum
from functools import cache
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


@cache
def address(face: str) -> str:
    """A typeface by its name (`REGULAR`) as a data address, for a page that asks nothing of the network."""
    return f"data:font/ttf;base64,{base64.b64encode(Face[face].path.read_bytes()).decode()}"
