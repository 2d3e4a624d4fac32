"""Assets as data: what must stay the same of a character, place, prop, wardrobe or look, as a row of assets.csv."""

from enum import StrEnum

from rushes.craft.cards import colours
from rushes.craft.cards.card import AssetId, Value
from rushes.craft.cards.vocabulary import Origin


class AssetKind(StrEnum):
    """What an asset is."""

    CHARACTER = "character"
    LOCATION = "location"
    PROP = "prop"
    WARDROBE = "wardrobe"
    LOOK = "look"
    VOICE = "voice"


PREFIX: dict[AssetKind, str] = {
    AssetKind.CHARACTER: "CH",
    AssetKind.LOCATION: "LO",
    AssetKind.PROP: "PR",
    AssetKind.WARDROBE: "WA",
    AssetKind.LOOK: "LK",
    AssetKind.VOICE: "VO",
}


class Clearance(StrEnum):
    """Whether an asset may be shown."""

    PENDING = "pending"
    CLEARED = "cleared"
    BLOCKED = "blocked"


class Asset(Value):
    """One thing that must stay the same from shot to shot."""

    id: AssetId
    kind: AssetKind
    name: str
    description: str = ""
    locked: str = ""
    may_vary: str = ""
    negatives: str = ""
    clearance: Clearance = Clearance.PENDING
    source: str = ""
    origin: Origin = Origin.USER

    @property
    def colours(self) -> tuple[colours.Colour, ...]:
        """The colours its locked text and description name, in their order; the first is the one that follows it."""
        return colours.named_in(f"{self.locked}; {self.description}")
