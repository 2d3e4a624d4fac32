"""What the writer of a prompt has before them: the card in readable words, names, and the tokens of what goes along."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rushes.craft.cards import colours
from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.cards.card import Card, Part
from rushes.craft.prompting.compiled import Citation
from rushes.craft.prompting.intent import Intent, Mode
from rushes.craft.prompting.sentences import untimed

FIRST_MARK = 0xE000
_CODE = r"\b[A-Z]{2}-[A-Z0-9][A-Z0-9-]*\b"
_ARTICLE = r"^[Tt]he\s+"
_FEATURES = re.compile(r"[,;]\s*")


@dataclass(frozen=True)
class Page:
    """
    An intent made ready for writing.

    `mark` stands for a citation's token until the prompt is whole, so that a token is never mistaken for what a person
    wrote, nor what a person wrote for a token.
    """

    intent: Intent
    citations: tuple[Citation, ...]
    names: Mapping[str, str]

    @property
    def card(self) -> Card:
        """The shot's card."""
        return self.intent.card

    @property
    def mode(self) -> Mode:
        """What the clip is made from."""
        return self.intent.mode

    @property
    def people(self) -> tuple[Part, ...]:
        """The parts of people."""
        return tuple(part for part in self.card.subjects if self.kind(part.asset) is AssetKind.CHARACTER)

    @property
    def place(self) -> Asset | None:
        """The place the shot is in, where an asset says it."""
        named = (self.intent.assets.get(name) for name in self.card.assets)
        return next((asset for asset in named if asset and asset.kind is AssetKind.LOCATION), None)

    def asset(self, name: str) -> Asset | None:
        """An asset by its id, if the library has it."""
        return self.intent.assets.get(name)

    def kind(self, name: str) -> AssetKind:
        """What an asset is, by the library or by its id."""
        asset = self.asset(name)
        prefixes = {"CH": AssetKind.CHARACTER, "LO": AssetKind.LOCATION}
        return asset.kind if asset else prefixes.get(name[:2], AssetKind.PROP)

    def name(self, asset: str) -> str:
        """What the prompt calls an asset."""
        return self.names.get(asset, asset[3:].replace("-", " ").lower())

    def said(self, text: str) -> str:
        """A text of the plan with names in place of codes, and without fixed seconds."""
        spoken = self._spoken.sub(lambda found: self._renamed(found[0]), untimed(text))
        return " ".join(spoken.split())

    def features(self, asset: str, most: int = 99) -> str:
        """What is locked about an asset; where not all has room, what has a colour comes before the rest."""
        known = self.asset(asset)
        dressed = any(part.asset == asset and part.state for part in self.card.subjects)
        said = known.fixed_in(dressed=dressed) if known else ""
        found = [entry.strip() for entry in _FEATURES.split(said) if entry.strip()]
        wanted = sorted(found, key=lambda entry: not colours.named_in(entry))[:most]
        return self.said(", ".join(entry for entry in found if entry in wanted))

    def marks(self, asset: str, *roles: str) -> list[str]:
        """The marks of an asset's references that go along, in sending order; of those roles only, if any are named."""
        return [
            chr(FIRST_MARK + index)
            for index, one in enumerate(self.citations)
            if one.asset == asset and one.slot == "reference" and (not roles or one.role in roles)
        ]

    def shown(self, asset: str) -> bool:
        """Whether a picture of the asset goes along."""
        return any(one.asset == asset and one.kind == "image" for one in self.citations)

    @cached_property
    def _people(self) -> dict[str, str]:
        """What people are called in the plan, in lower case and without an article, to what the prompt calls them."""
        named = {name: self.asset(name) for name in self.names}
        return {
            _bare(asset.name): self.names[name]
            for name, asset in named.items()
            if asset and asset.kind is AssetKind.CHARACTER and asset.name != self.names[name] and _bare(asset.name)
        }

    @cached_property
    def _spoken(self) -> re.Pattern[str]:
        """Whatever in a plan stands for an asset: its code, or a person's name as it is written or in capitals."""
        own = [self.asset(name) for name in self.names]
        bare = {re.sub(_ARTICLE, "", asset.name) for asset in own if asset and _bare(asset.name) in self._people}
        spelt = sorted({form for name in bare for form in (name, name.upper())}, key=lambda name: (-len(name), name))
        people = [rf"(?:\b[Tt]he )?(?<!\w)(?:{'|'.join(map(re.escape, spelt))})(?!\w)"] if spelt else []
        return re.compile("|".join([_CODE, *people]))

    def _renamed(self, found: str) -> str:
        return self.names.get(found) or self._people.get(_bare(found), found)


def _bare(name: str) -> str:
    return re.sub(_ARTICLE, "", name).lower()
