"""Scripts of several genres without shot notes, and what is proposed for them."""

import re
from functools import cache
from pathlib import Path

from rushes.craft.cards.asset import Asset
from rushes.craft.cards.card import Card
from rushes.craft.grammar import assets, coverage
from rushes.craft.screenplay import fountain
from rushes.craft.screenplay.elements import Screenplay
from tests.craft.screenplay.scripts import KITCHEN, LIGHTHOUSE

EXAMPLES = Path(__file__).parents[3] / "examples"
_NOTE = re.compile(r" ?\[\[[^\]]*\]\]")


def _text(path: Path) -> str:
    return _NOTE.sub("", path.read_text(encoding="utf-8"))


TEXTS: dict[str, str] = {
    "side-b": _text(EXAMPLES / "side-b" / "script.fountain"),
    "kitchen": _NOTE.sub("", KITCHEN),
    "lighthouse": LIGHTHOUSE,
    **{path.stem: _text(path) for path in sorted((EXAMPLES / "scripts").glob("*.fountain"))},
}


@cache
def plan(name: str) -> tuple[Screenplay, tuple[Asset, ...], tuple[Card, ...]]:
    """A script of that name, its proposed library and its proposed shots."""
    script = fountain.parse(TEXTS[name])
    library = assets.propose(script)
    return script, tuple(library), tuple(coverage.propose(script, library))


def proposed(body: str, heading: str = "INT. ROOM - DAY") -> list[Card]:
    """What is proposed for one scene."""
    script = fountain.parse(f"{heading}\n\n{body}\n")
    return coverage.propose(script, assets.propose(script))
