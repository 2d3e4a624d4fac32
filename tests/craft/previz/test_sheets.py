"""Sheets: people before a backdrop, places with nobody in them, things by themselves."""

import numpy as np
import pytest
from numpy.typing import NDArray

from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.previz import backdrop, sheets
from rushes.craft.previz.sheets import FACES, VIEWS, NoSheet
from tests.craft.previz.people import ABELL, CASSETTE, CHILD, WREN
from tests.craft.previz.shoots import ALLEY

SIZE = (160, 200)
Picture = NDArray[np.uint8]


def drawn(asset: Asset, view: str) -> Picture:
    """A view, small."""
    return sheets.draw(asset, view, *SIZE)


def orange(picture: Picture) -> NDArray[np.bool_]:
    """Where a rust-orange jacket is."""
    red, green, blue = (picture[..., channel].astype(int) for channel in range(3))
    return (red > 120) & (red > green + 50) & (green > blue)


def difference(one: Picture, other: Picture) -> float:
    """How far two pictures are from each other, in mean code values."""
    return float(np.abs(one.astype(int) - other.astype(int)).mean())


def test_the_same_words_give_the_same_picture_of_the_size_asked_for() -> None:
    assert drawn(WREN, "FACE").shape == (SIZE[1], SIZE[0], 3)
    assert (drawn(WREN, "FACE") == drawn(WREN, "FACE")).all()


def test_every_view_shows_somebody_else_than_the_others() -> None:
    views = [drawn(WREN, name) for name in VIEWS if name != "NEUTRAL"]
    assert all(difference(one, other) > 0.05 for number, one in enumerate(views) for other in views[:number])


@pytest.mark.parametrize("person", [WREN, CHILD])
def test_a_whole_body_stands_inside_the_frame_with_paper_round_it(person: Asset) -> None:
    picture = drawn(person, "BODY")[:, 60:100]  # the middle: the corners fall dark
    other = np.abs(picture.astype(int) - np.array(backdrop.PAPER)).max(axis=2) > 45
    rows = np.flatnonzero(other.mean(axis=1) > 0.1)
    assert SIZE[1] * 0.02 < rows[0] < SIZE[1] * 0.2
    assert SIZE[1] * 0.85 < rows[-1] < SIZE[1] * 0.99


def test_a_jacket_keeps_its_colour_from_every_side() -> None:
    shares = [float(orange(drawn(WREN, name)).mean()) for name in ("BODY", "BODY-PROFILE", "BODY-BACK")]
    assert min(shares) > 0.03


def test_a_state_told_in_the_words_changes_what_is_worn() -> None:
    hooded = WREN.model_copy(update={"description": "hood up"})
    assert difference(drawn(WREN, "HOOD-UP"), drawn(hooded, "HOOD-UP")) > 0.2


def test_faces_are_of_one_head() -> None:
    neutral = drawn(ABELL, "NEUTRAL")
    for name in FACES:
        assert difference(neutral, drawn(ABELL, name)) < 3


def test_places_and_things_have_sheets_and_voices_have_none() -> None:
    night = ALLEY.model_copy(update={"description": "EXT. ALLEY - NIGHT"})
    day = ALLEY.model_copy(update={"description": "EXT. ALLEY - DAY"})
    assert sheets.draw(day, "WIDE-DAY", 160, 90).mean() > 1.3 * sheets.draw(night, "WIDE-NIGHT", 160, 90).mean()
    assert difference(drawn(CASSETTE, "FRONT"), drawn(CASSETTE, "ABOVE")) > 1
    with pytest.raises(NoSheet, match="VO-ADA is a voice"):
        drawn(Asset(id="VO-ADA", kind=AssetKind.VOICE, name="Ada"), "FACE")
