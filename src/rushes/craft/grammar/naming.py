"""Names of a script and ids of a library: which asset a cue, a heading or a thing means."""

import itertools
import re
import unicodedata
from collections.abc import Container, Sequence

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


class Library:
    """The assets of a production, found by the names that a script gives them."""

    def __init__(self, assets: Sequence[Asset]) -> None:
        self.assets = tuple(assets)
        self._by_id = {asset.id: asset for asset in self.assets}
        self._exact: dict[tuple[AssetKind, str], Asset] = {}
        self._found: dict[tuple[AssetKind, str], Asset | None] = {}
        for asset in self.assets:
            for name in (asset.id[3:], slug(asset.name), asset.name.casefold()):
                self._exact.setdefault((asset.kind, name), asset)

    def find(self, kind: AssetKind, name: str) -> Asset | None:
        """The asset that a name means: by id, by name, or by sharing the words of either."""
        wanted = slug(name)
        exact = self._exact.get((kind, wanted or name.casefold()))
        if exact or not wanted:
            return exact
        if (kind, wanted) not in self._found:
            self._found[kind, wanted] = self._alike(kind, wanted)
        return self._found[kind, wanted]

    def by_id(self, code: str) -> Asset | None:
        """The asset of an id."""
        return self._by_id.get(code)

    def _alike(self, kind: AssetKind, wanted: str) -> Asset | None:
        near = [(_alike(wanted, each), -place, each) for place, each in enumerate(self.assets) if each.kind is kind]
        best = max(near, key=lambda each: each[:2], default=None)
        return best[2] if best and best[0] else None


def _alike(wanted: str, asset: Asset) -> int:
    """How well a slug fits an asset: 2 when one holds all the other's words, 1 when one begins the other, else 0."""
    best = 0
    for known in (asset.id[3:], slug(asset.name)):
        ours, theirs = set(wanted.split("-")), set(known.split("-"))
        if ours <= theirs or theirs <= ours:
            best = 2
        elif len(known) > 3 and len(wanted) > 3 and (wanted.startswith(known) or known.startswith(wanted)):
            best = max(best, 1)
    return best
