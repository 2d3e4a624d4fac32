"""The embedded renderer as a maker of pictures."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from rushes.craft.cards.moments import Name
from rushes.generation import compose
from rushes.generation.compose import Raster
from rushes.kernel.timecode import Rate
from rushes.media import pictures
from rushes.providers import previz
from rushes.providers.base import Done, House, Provider, Request
from rushes.storage.disk import Disk
from tests.making import asset, card, material

RASTER = Raster(320, 180, Rate.of("24"))


@pytest.fixture(scope="module")
def drawer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    """The provider with one drawing process."""
    folder = tmp_path_factory.mktemp("previz")
    provider = previz.plugin.connect(previz.Settings(), House(Disk(folder / "blobs"), folder, 1))
    yield provider
    provider.close()


def drawn(drawer: Provider, asked: Request, target: Path) -> Image.Image:
    """The picture of a request."""
    drawer.fetch(asked, Done(), target)
    assert pictures.check(target).kind == "PNG"
    with Image.open(target) as picture:
        return picture.convert("RGB")


def panel(name: Name, seconds: float) -> Request:
    """The request for a panel of a shot in which nobody moves."""
    told = material(card(seconds=4.0, subjects=[{"asset": "CH-ADA", "start": "stands", "action": "waits"}]), asset())
    return compose.panel(told, previz.plugin, RASTER, 1, 1, name=name, seconds=seconds).request


def test_panels_of_a_card_are_frames_of_one_take(drawer: Provider, tmp_path: Path) -> None:
    first = drawn(drawer, panel(Name.FIRST, 1.0), tmp_path / "first.png")
    again = drawn(drawer, panel(Name.KEY, 1.0), tmp_path / "again.png")
    assert first.size == (320, 180)
    assert np.array_equal(np.asarray(first), np.asarray(again))


def test_a_sheet_is_drawn_of_an_asset_alone(drawer: Provider, tmp_path: Path) -> None:
    asked = compose.sheet(asset(), 1, previz.plugin, Raster(160, 200, Rate.of("24")), 1, view="FACE", says="Face.")
    assert drawn(drawer, asked.request, tmp_path / "face.png").size == (160, 200)
