"""Assets as data: what must stay the same of a character, place, prop, wardrobe or look, as a row of assets.csv."""

from enum import StrEnum

from pydantic import Field, model_validator

from rushes.craft.cards import colours, profile
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
    """One thing that must stay the same from shot to shot; an empty profile is not told of, as if there were none."""

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
    profile: dict[str, str] = Field(default_factory=dict, exclude_if=lambda said: not said)

    def __hash__(self) -> int:
        return hash((self.id, self.name, self.description, self.locked))

    @model_validator(mode="after")
    def _profile_of_its_kind(self) -> "Asset":
        kept = profile.kept(self.kind, self.profile)
        if kept != self.profile or list(kept) != list(self.profile):
            object.__setattr__(self, "profile", kept)
        return self

    @property
    def fixed(self) -> str:
        """What never changes of it in any shot: what is locked, and what its profile says of that."""
        return self.fixed_in(dressed=False)

    def fixed_in(self, *, dressed: bool) -> str:
        """The same for one shot; `dressed`, its card says what the asset wears there."""
        return "; ".join(text for text in (self.locked, *profile.spoken(self.profile, dressed=dressed)) if text)

    @property
    def colours(self) -> tuple[colours.Colour, ...]:
        """The colours its fixed text and description name, in their order; the first is the one that follows it."""
        return colours.named_in(f"{self.fixed}; {self.description}")
