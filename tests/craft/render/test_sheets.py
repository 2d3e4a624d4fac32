from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from rushes.craft.render import lettering
from rushes.craft.render.sheets import Still, UnfitSheet, contact_sheet, each_second, poster
from rushes.kernel.timecode import Rate
from rushes.media import decode, testcard


def test_a_sheet_of_a_film_has_one_still_a_second_under_the_code_of_its_shot() -> None:
    film = Path("film.mp4")

    assert each_second(film, [(0, "S01-SH01"), (30, "S01-SH02")], 72, Rate.of(24)) == [
        Still(film, 12, "S01-SH01", "00:00:00:12"),
        Still(film, 36, "S01-SH02", "00:00:01:12"),
        Still(film, 60, "S01-SH02", "00:00:02:12"),
    ]


def test_stills_stand_in_rows_on_a_dark_ground_with_codes_in_the_margin(tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "clip.mp4", 72)
    stills = each_second(clip, [(0, "S01-SH01")], 72, Rate.of(24))
    out = contact_sheet(stills, tmp_path / "sheet.png", columns=2, width=660)

    page = np.asarray(Image.open(out))
    gap, cell, high = 6, 321, 180
    first = page[gap : gap + high, gap : gap + cell - 1]
    second = page[gap : gap + high, 2 * gap + cell : 2 * gap + 2 * cell - 1]
    assert testcard.number(first) == 12
    assert testcard.number(second) == 36
    assert tuple(page[2, 2]) == lettering.GROUND
    margin = page[gap + high + 4 : gap + high + 30, gap : gap + 90]
    assert margin.max() > 150, "the code"


def test_stills_may_come_from_several_clips_of_any_shape(tmp_path: Path) -> None:
    wide = testcard.clip(tmp_path / "wide.mp4", 10)
    tall = testcard.clip(tmp_path / "tall.mp4", 10, size=(180, 320))
    stills = [Still(wide, 3, "A"), Still(tall, 4, "B"), Still(wide, 1, "C")]

    page = np.asarray(Image.open(contact_sheet(stills, tmp_path / "sheet.png", heading="Side B", width=900)))
    assert page.shape[1] == 900
    assert page.shape[0] > 320


def test_an_empty_sheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnfitSheet, match="at least one still"):
        contact_sheet([], tmp_path / "sheet.jpg")


def test_a_poster_is_the_frame_with_the_title_low_on_it(tmp_path: Path) -> None:
    frame = decode.frame_at(testcard.grey(tmp_path / "grey.mp4", [120], size=(640, 360)), 0)
    page = np.asarray(Image.open(poster(frame, "SIDE B", tmp_path / "poster.png", under="A night delivery")))

    assert page.shape == (360, 640, 3)
    assert np.abs(page[:150].astype(int) - frame[:150]).max() <= 1, "the picture above stays as it is"
    assert page[290:350, 30:300].max() > 220, "the title"
    assert page[355, 10].max() < 60, "the ground under it is dark"
