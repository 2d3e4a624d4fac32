"""Whether a picture's file holds its pixels and their colour space and nothing besides, by the parts it is made of."""

from collections.abc import Iterator
from pathlib import Path

from PIL import Image

_PNG = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"iCCP", b"sRGB", b"gAMA", b"cHRM", b"pHYs", b"tRNS", b"sBIT", b"bKGD"}
_WEBP = {b"VP8 ", b"VP8L", b"VP8X", b"ICCP", b"ALPH"}
_APPS = {0xE0, 0xE2, 0xEE}
"""Of a JPEG's application segments: JFIF, colour profile, Adobe's colour transform."""
_COMMENT, _SCAN, _END = 0xFE, 0xDA, b"\xff\xd9"
_MODES = ("RGB", "RGBA", "L")


def is_bare(path: Path) -> bool:
    """
    Whether a picture that was decoded can be kept to the byte.

    It says nothing of who, where and when, hides nothing behind its end, and is in a mode that is kept as it is.
    """
    data = path.read_bytes()
    with Image.open(path) as picture:
        kind, mode, turned = picture.format, picture.mode, bool(picture.getexif())
    parts = {"PNG": _png, "JPEG": _jpeg, "WEBP": _webp}.get(str(kind))
    return parts is not None and mode in _MODES and not turned and all(parts(data))


def _png(data: bytes) -> Iterator[bool]:
    at = 8
    while at + 12 <= len(data):
        name = data[at + 4 : at + 8]
        yield name in _PNG
        at += 12 + int.from_bytes(data[at : at + 4], "big")
    yield at == len(data)


def _webp(data: bytes) -> Iterator[bool]:
    at = 12
    while at + 8 <= len(data):
        yield data[at : at + 4] in _WEBP
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    yield at == len(data)


def _jpeg(data: bytes) -> Iterator[bool]:
    at = 2
    while at + 4 <= len(data) and data[at + 1] != _SCAN:
        marker = data[at + 1]
        yield data[at] == 0xFF and marker != _COMMENT and (marker in _APPS or not 0xE0 <= marker <= 0xEF)
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    yield data.endswith(_END) and data.count(_END) == 1
