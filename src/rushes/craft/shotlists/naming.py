"""People, places and things that a shot list names: matched with the library, or given ids of their own."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from rushes.craft.cards.asset import PREFIX, Asset, AssetKind

_PARTS = re.compile(r"\s*(?:[,;/&\n|+]|\band\b|\bund\b|\bet\b)\s*", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^)]{0,60}\)")
LONGEST = 36


@dataclass
class Names:
    """The library's names, and those a shot list brings with it."""

    known: dict[tuple[AssetKind, str], str]
    new: dict[str, Asset] = field(default_factory=dict)

    @classmethod
    def of(cls, library: Iterable[Asset]) -> "Names":
        """From the assets of a production."""
        return cls({(asset.kind, _plain(asset.name)): asset.id for asset in library})

    def each(self, kind: AssetKind, text: str) -> list[str]:
        """The ids of all that a cell names: `Anna, Ben & the dog`."""
        spaced = re.sub(r"[^\S\n]+", " ", text)
        found = [self.one(kind, part) for part in _PARTS.split(spaced)]
        return list(dict.fromkeys(id for id in found if id))

    def one(self, kind: AssetKind, text: str) -> str:
        """The id of one name; a new asset where nobody has it. Empty where the text has no letter."""
        name = " ".join(_BRACKETS.sub("", " ".join(text.split())).split())
        if found := self.find(kind, name):
            return found
        if not any(map(str.isalnum, name)):
            return ""
        id = self._free(kind, name)
        self.known[kind, _plain(name)] = id
        self.new[id] = Asset(id=id, kind=kind, name=name.title() if name.isupper() else name)
        return id

    def find(self, kind: AssetKind, text: str) -> str:
        """The id of a name that is known already, or nothing."""
        return self.known.get((kind, _plain(text)), "")

    def _free(self, kind: AssetKind, name: str) -> str:
        folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
        slug = re.sub(r"[^A-Z0-9]+", "-", folded)[:LONGEST].strip("-") or str(len(self.new) + 1)
        taken = {*self.known.values(), *self.new}
        plain = f"{PREFIX[kind]}-{slug}"
        return next(id for id in (plain, *(f"{plain[:LONGEST]}-{n}" for n in range(2, 30_000))) if id not in taken)


def _plain(text: str) -> str:
    bare = re.sub(r"^(?:the|a|an)\s+", "", _BRACKETS.sub("", " ".join(text.split())).strip(), flags=re.IGNORECASE)
    return " ".join(bare.casefold().split())
