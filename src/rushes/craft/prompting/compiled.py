"""What a surface makes of an intent: the words, what goes along with them, what was left out and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rushes.kernel.errors import Invalid


class Unsendable(Invalid):
    """The shot cannot be asked of this surface as it is; the sentence says what to change."""


@dataclass(frozen=True)
class Citation:
    """
    A file that goes along: its number among its kind, what it stands for, and the words that name it in the prompt.

    A frame goes in a slot of its own (`first_frame`, `last_frame`) and needs no word.
    """

    ordinal: int
    kind: str
    asset: str
    role: str
    sha256: str = ""
    slot: str = "reference"
    token: str = ""
    view: str = ""


@dataclass(frozen=True)
class Dropped:
    """A reference that does not go along, and why."""

    asset: str
    role: str
    why: str


@dataclass(frozen=True)
class Section:
    """
    A named part of the prompt; `brief` is what stays of it when the prompt is too long for its surface.

    `shot` is the code of the shot it belongs to where the prompt holds several.
    """

    name: str
    text: str
    brief: str = ""
    shot: str = ""

    @property
    def label(self) -> str:
        """Its name among all parts of the prompt: `action`, or `S02-SH03 action`."""
        return f"{self.shot} {self.name}".lstrip()


@dataclass(frozen=True)
class Compiled:
    """One prompt, whole: what a take's snapshot keeps of how it was asked for."""

    surface: str
    mode: str
    prompt: str
    negative: str
    citations: tuple[Citation, ...]
    fields: Mapping[str, Any]
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[str, ...] = ()
    sections: tuple[tuple[str, str], ...] = ()

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "surface": self.surface,
            "mode": self.mode,
            "prompt": self.prompt,
            "negative": self.negative,
            "citations": [vars(citation) for citation in self.citations],
            "fields": dict(self.fields),
            "dropped": [vars(dropped) for dropped in self.dropped],
            "warnings": list(self.warnings),
            "sections": [list(section) for section in self.sections],
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> "Compiled":
        """Back from JSON values."""
        return cls(
            **{
                **plain,
                "citations": tuple(Citation(**one) for one in plain["citations"]),
                "dropped": tuple(Dropped(**one) for one in plain["dropped"]),
                "warnings": tuple(plain["warnings"]),
                "sections": tuple((name, text) for name, text in plain["sections"]),
            }
        )
