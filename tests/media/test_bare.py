from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from rushes.media.bare import is_bare

RED = Image.new("RGB", (64, 36), "red")


def exif() -> Image.Exif:
    told = Image.Exif()
    told[271] = "A camera"
    return told


def noted() -> PngImagePlugin.PngInfo:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "Somebody")
    return told


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_pixels_alone_are_kept_to_the_byte(tmp_path: Path, kind: str) -> None:
    RED.save(tmp_path / f"a.{kind}")
    assert is_bare(tmp_path / f"a.{kind}")


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_what_lies_behind_the_end_is_found(tmp_path: Path, kind: str) -> None:
    picture = tmp_path / f"a.{kind}"
    RED.save(picture)
    picture.write_bytes(picture.read_bytes() + b"hidden")
    assert not is_bare(picture)


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("a.png", lambda path: RED.save(path, pnginfo=noted())),
        ("a.png", lambda path: RED.save(path, exif=exif())),
        ("a.jpeg", lambda path: RED.save(path, comment="from home")),
        ("a.jpeg", lambda path: RED.save(path, exif=exif())),
        ("a.webp", lambda path: RED.save(path, exif=exif())),
        ("a.webp", lambda path: RED.save(path, xmp=b"<x/>")),
        ("a.png", lambda path: RED.convert("P").save(path)),
    ],
)
def test_what_says_more_than_its_pixels_is_found(tmp_path: Path, name: str, saved: Callable[[Path], None]) -> None:
    saved(tmp_path / name)
    assert not is_bare(tmp_path / name)
