"""What the renderer is asked for: a card, its cast, its place, and the raster, rate and seed it is shot with."""

import hashlib
from dataclasses import dataclass

from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.cards.card import Card
from rushes.kernel.timecode import Rate


@dataclass(frozen=True)
class Place:
    """Where and when a scene plays: its heading and what the heading says, and the script's words about its weather."""

    heading: str = ""
    int_ext: str = "INT"
    location: str = ""
    time: str = "DAY"
    weather: str = ""


@dataclass(frozen=True)
class Shoot:
    """One take to be drawn; the same values give the same frames, byte for byte."""

    card: Card
    assets: tuple[Asset, ...]
    place: Place
    rate: Rate
    frames: int
    width: int = 1280
    height: int = 720
    aspect: float = 0.0  # picture width over height; 0 fills the raster, anything else is letterboxed inside it
    seed: int = 0
    take: int = 1

    def asset(self, code: str) -> Asset | None:
        """The asset of a code, where the shoot has it."""
        return next((asset for asset in self.assets if asset.id == code), None)

    @property
    def location(self) -> Asset | None:
        """The place's own asset."""
        return next((asset for asset in self.assets if asset.kind is AssetKind.LOCATION), None)

    @property
    def set_seed(self) -> int:
        """The set's chance: the location's, never the shot's or the take's."""
        named = self.location.id if self.location else self.place.location or self.place.heading
        return int.from_bytes(hashlib.sha256(named.encode()).digest()[:4], "big")

    @property
    def take_seed(self) -> int:
        """The performance's chance."""
        named = f"{self.card.code}/{self.seed}/{self.take}"
        return int.from_bytes(hashlib.sha256(named.encode()).digest()[:4], "big")
