"""Words in a picture: the studio's typefaces, set with tracking, measured and wrapped."""

from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from rushes.craft.typefaces import Face

Colour = tuple[int, int, int]

INK: Colour = (232, 226, 214)
QUIET: Colour = (139, 147, 160)
GROUND: Colour = (14, 16, 19)
BLACK: Colour = (0, 0, 0)


@lru_cache(maxsize=64)
def font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """A typeface at a height in pixels; laid out the same way on every machine, whatever it has installed."""
    return ImageFont.truetype(face.path, max(size, 4), layout_engine=ImageFont.Layout.BASIC)


def width(text: str, face: Face, size: int, tracking: float = 0.0) -> float:
    """How wide a line is, in pixels; `tracking` is in ems."""
    letters = font(face, size)
    if tracking == 0:
        return letters.getlength(text)
    return sum(letters.getlength(letter) for letter in text) + tracking * size * max(0, len(text) - 1)


def fitting(text: str, face: Face, size: int, room: float, tracking: float = 0.0) -> int:
    """The largest height up to `size` at which a line is no wider than `room`."""
    while size > 6 and width(text, face, size, tracking) > room:
        size -= max(1, size // 24)
    return size


def line(
    picture: Image.Image,
    at: tuple[float, float],
    text: str,
    face: Face,
    size: int,
    *,
    colour: Colour = INK,
    tracking: float = 0.0,
    anchor: str = "m",
) -> None:
    """Set one line with its baseline at `at`; `anchor` is `l`, `m` or `r`: where in the line that point is."""
    pen = ImageDraw.Draw(picture)
    letters = font(face, size)
    left = at[0] - {"l": 0.0, "m": 0.5, "r": 1.0}[anchor] * width(text, face, size, tracking)
    for piece in [text] if tracking == 0 else text:
        pen.text((left, at[1]), piece, font=letters, fill=colour, anchor="ls")
        left += letters.getlength(piece) + tracking * size


def wrapped(text: str, face: Face, size: int, room: float) -> list[str]:
    """Break a text into lines no wider than `room`; a single word that is wider stands alone."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, face, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
