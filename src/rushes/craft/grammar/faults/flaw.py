"""What a check of the grammar finds, and what it looks at."""

import re
from dataclasses import dataclass

from rushes.craft.cards.card import Card
from rushes.craft.grammar.geometry import View

_MEANT = re.compile(r"\bmeant:\s*([^;]*)", re.IGNORECASE)


@dataclass(frozen=True)
class Flaw:
    """Where the shots of a scene break a rule of cutting: the shots, what was seen, and one thing to try."""

    rule: str
    scene: str
    shots: tuple[str, ...]
    saw: str
    remedy: str

    @property
    def says(self) -> str:
        """Both as one sentence."""
        return f"{self.saw}: {self.remedy}"


@dataclass(frozen=True)
class Scene:
    """A scene as its frames, in cutting order; `heading` is empty when the script is not at hand."""

    code: str
    views: tuple[View, ...]
    heading: str = ""

    @property
    def cards(self) -> tuple[Card, ...]:
        """Its cards."""
        return tuple(view.card for view in self.views)


def meant(card: Card, rule: str) -> bool:
    """Whether the plan says that a rule is broken on purpose: `meant: jump cut` among its reasons."""
    return any(rule in said.lower() for said in _MEANT.findall(card.why))
