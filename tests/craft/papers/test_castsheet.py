"""Sheets on paper."""

from pathlib import Path

import pytest

from rushes.craft.cards.asset import Asset
from rushes.craft.papers import castsheet
from rushes.craft.papers.castsheet import Sheet
from rushes.craft.papers.values import Panel
from tests.craft.papers.boards import picture
from tests.craft.papers.test_pdf import pages

WREN = Asset(
    id="CH-WREN", kind="character", name="Wren", locked="rust-orange jacket; left cuff torn", negatives="no hat"
)


def test_every_asset_has_a_page_with_what_is_locked_and_its_views(tmp_path: Path) -> None:
    views = (Panel("FACE", picture(tmp_path / "face.png", (80, 100)), "approved"), Panel("STATE-SOAKED"))
    said = pages(castsheet.sheets("Side B", [Sheet(WREN, views), Sheet(WREN, ())]))
    assert len(said) == 2
    for words in (
        "Wren",
        "CH-WREN, character",
        "left cuff torn",
        "no hat",
        "face approved",
        "state soaked",
        "no picture yet",
    ):
        assert words in said[0]


@pytest.mark.parametrize("count", [1, 2, 5, 13, 40])
@pytest.mark.parametrize("aspect", [0.8, 16 / 9])
def test_all_views_of_a_sheet_fit_its_page(count: int, aspect: float) -> None:
    wide, high = 500.0, 480.0
    size = castsheet.fitting(count, aspect, wide, high)
    columns = int((wide + castsheet.GAP) // (size + castsheet.GAP))
    rows = -(-count // columns)
    assert rows * (size / aspect + castsheet.CAPTION + castsheet.GAP) <= high + castsheet.GAP + 0.01
