"""The people and things that the acting's tests put on the stage."""

from rushes.craft.cards.asset import Asset, AssetKind


def character(id: str, locked: str) -> Asset:
    """A character of these words."""
    return Asset(id=id, kind=AssetKind.CHARACTER, name=id[3:].title(), locked=locked)


def thing(id: str, name: str, locked: str = "") -> Asset:
    """A prop of these words."""
    return Asset(id=id, kind=AssetKind.PROP, name=name, locked=locked)


WREN = character(
    "CH-WREN", "late 20s, narrow face, short wet dark hair, rust-orange hooded rain jacket, left cuff torn"
)
ABELL = character("CH-ABELL", "60s, brown cardigan, grey beard, loupe on black cord")
CLIENT = character("CH-CLIENT", "tall, long dark coat, black leather gloves, face never fully lit")
CHILD = character("CH-TOM", "boy, 8, yellow raincoat, cap")
CASSETTE = thing("PR-CASSETTE", "Cassette", "clear shell, crack corner to corner, cream label torn on right half")
BOOK = thing("PR-BOOK", "Receipt book", "thick receipt book, green cloth spine, red page edge")
DECK = thing("PR-DECK", "Tape deck", "open-top tape deck, two reels visible, one green level meter")
