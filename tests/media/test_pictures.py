from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from rushes.media import bare, pictures
from rushes.media.pictures import NoPicture, Still


def drawn(path: Path, size: tuple[int, int] = (64, 36)) -> Path:
    Image.fromarray(np.full((size[1], size[0], 3), 90, np.uint8)).save(path)
    return path


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_a_picture_says_its_raster_and_kind(tmp_path: Path, kind: str) -> None:
    assert pictures.check(drawn(tmp_path / f"a.{kind}")) == Still(64, 36, kind.upper())


def test_of_a_photograph_with_others_behind_it_the_first_is_kept(tmp_path: Path) -> None:
    phone, red, blue = tmp_path / "a.jpeg", Image.new("RGB", (64, 36), "red"), Image.new("RGB", (64, 36), "blue")
    red.save(phone, "MPO", save_all=True, append_images=[blue])

    assert pictures.check(phone) == Still(64, 36, "JPEG")
    still, _ = pictures.cleaned(phone, tmp_path / "clean")
    assert still == Still(64, 36, "JPEG")
    assert pictures.frame(tmp_path / "clean")[18, 32, 0] > 200
    assert not bare.is_bare(phone), "what lies behind it is not kept"


def test_what_is_no_picture_is_a_sentence(tmp_path: Path) -> None:
    text, cut, gif = tmp_path / "a.png", tmp_path / "b.png", tmp_path / "c.gif"
    text.write_text("INT. HALL - DAY")
    cut.write_bytes(drawn(tmp_path / "whole.png", (400, 300)).read_bytes()[:-300])
    drawn(gif)

    with pytest.raises(NoPicture, match=r"a\.png is no PNG, JPEG or WebP"):
        pictures.check(text)
    with pytest.raises(NoPicture, match="damaged"):
        pictures.check(cut)
    with pytest.raises(NoPicture, match=r"c\.gif is no PNG"):
        pictures.check(gif)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    path = tmp_path / "vast.png"
    Image.new("1", (9000, 9000)).save(path)

    with pytest.raises(NoPicture, match="64 million"):
        pictures.check(path)


def test_a_poster_is_small_and_never_enlarged(tmp_path: Path) -> None:
    wide = pictures.poster(drawn(tmp_path / "wide.png", (400, 100)), tmp_path / "p.jpg", height=50)
    small = pictures.poster(drawn(tmp_path / "small.png", (40, 20)), tmp_path / "q.jpg", height=50)

    assert pictures.check(wide) == Still(200, 50, "JPEG")
    assert pictures.check(small) == Still(40, 20, "JPEG")
    assert pictures.frame(small).shape == (20, 40, 3)
