"""Props: an asset's words become a readable thing with the two or three features that the library names."""

from collections.abc import Mapping

from rushes.craft.cards.asset import Asset
from rushes.craft.previz.acts import Place
from rushes.craft.previz.shapes import Solid


def solid(
    asset: Asset,
    *,
    at: Place,
    facing: float = 0.0,
    tilt: float = 0.0,
    roll: float = 0.0,
    scale: float = 1.0,
    state: Mapping[str, float | str] | None = None,
    t: float = 0.0,
) -> Solid:
    """
    A prop with the middle of its underside at `at`, in world metres, at its own real size times `scale`.

    Unturned it lies on a surface as it is used, its face up or towards the default camera; `facing` turns it (degrees,
    as for acts), `tilt` raises its far edge (90 stands a cassette up, its face to the camera), `roll` turns it over
    sideways (180 shows its back). `state` holds what changes: cassette `label` 0 to 1 (slid aside), `text`; book and
    box `open` 0 to 1; deck `play` 0 or 1, `level` 0 to 1, `loaded` 0 or 1; lamp, phone, candle `on`. `t` turns reels.
    """
    raise NotImplementedError
