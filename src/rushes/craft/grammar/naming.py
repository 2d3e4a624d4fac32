"""Names of a script and ids of a library: which asset a cue, a heading or a thing means."""

import itertools
import re
import unicodedata
from collections.abc import Container, Sequence
from dataclasses import dataclass

from rushes.craft.cards.asset import PREFIX, Asset, AssetKind

_ARTICLES = {"THE", "A", "AN"}


def slug(name: str) -> str:
    """A name as the tail of an asset id: THE OLD MAN is OLD-MAN; empty when no Latin letter or digit is in it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    words = [word for word in re.findall(r"[A-Z0-9]+", plain.replace("'", "")) if word not in _ARTICLES]
    return "-".join(words)[:32].strip("-")


def asset_id(kind: AssetKind, name: str) -> str:
    """The id that a name asks for: CH-WREN; a name without Latin letters asks for a number."""
    return f"{PREFIX[kind]}-{slug(name) or 1}"


def free(code: str, taken: Container[str]) -> str:
    """The id itself, or the first numbered one that no other asset has."""
    if code not in taken:
        return code
    return next(other for number in itertools.count(2) if (other := f"{code}-{number}") not in taken)


def sentence_case(name: str) -> str:
    """A name as a library shows it: Pawn shop."""
    return name[:1].upper() + name[1:].lower()


@dataclass(frozen=True)
class Library:
    """The assets of a production, found by the names that a script gives them."""

    assets: tuple[Asset, ...]

    def find(self, kind: AssetKind, name: str) -> Asset | None:
        """The asset that a name means: by id, by name, or by sharing the words of either."""
        wanted = slug(name)
        if not wanted:
            return next((each for each in self._of(kind) if each.name.casefold() == name.casefold()), None)
        ranked = [(score, -place, each) for place, each in enumerate(self._of(kind)) if (score := _alike(wanted, each))]
        return max(ranked, key=lambda each: each[:2])[2] if ranked else None

    def by_id(self, code: str) -> Asset | None:
        """The asset of an id."""
        return next((each for each in self.assets if each.id == code), None)

    def _of(self, kind: AssetKind) -> Sequence[Asset]:
        return [each for each in self.assets if each.kind is kind]


def _alike(wanted: str, asset: Asset) -> int:
    """How well a slug fits an asset: 3 the same, 2 one holds all the other's words, 1 one begins the other, 0 not."""
    best = 0
    for known in (asset.id[3:], slug(asset.name)):
        ours, theirs = set(wanted.split("-")), set(known.split("-"))
        if wanted == known:
            return 3
        if ours <= theirs or theirs <= ours:
            best = 2
        elif len(known) > 3 and len(wanted) > 3 and (wanted.startswith(known) or known.startswith(wanted)):
            best = max(best, 1)
    return best
