"""What a surface is: one way to reach a model, with its limits and the words it wants."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rushes.craft.prompting import naming
from rushes.craft.prompting.compiled import Section
from rushes.craft.prompting.intent import Intent, Kind, Mode
from rushes.craft.prompting.page import Page

SPARE = ("subjects", "constraints", "composition", "definitions")
GIVES_UP = (*SPARE, "sound", "style", "end", "light", "place", "start")
"""
What a prompt that is too long gives up, first to last; never the shot, the action, the camera or a line. Only what can
be spared is given up for a length that a guide asks for.
"""


def no_token(kind: Kind, ordinal: int) -> str:
    """For surfaces whose prompts have no word for an attachment: what goes along is described by name."""
    del kind, ordinal
    return ""


def nothing(page: Page) -> str:
    """For surfaces without a field for what must not be seen."""
    del page
    return ""


@dataclass(frozen=True)
class Surface:
    """
    One surface. `write` gives the named parts of the prompt; all that must hold of any surface is seen to for it.

    `seconds` lists the whole seconds it makes (empty: any); `seconds_in` those of one mode where they differ. `most`
    says how many files of a kind go along in reference mode. `words` is the length its guide asks for, a doubt and no
    limit; `characters` is the limit of its prompt, `negative_characters` that of its field for what must not be seen
    (0: it has none).

    `shots` is how many shots of a scene one request may hold; where it is more than one, `sequence` writes them, of a
    page for all of them and a page for each. `characters_each` is the limit of one shot where shots are sent apart.
    """

    id: str
    title: str
    checked: str
    modes: tuple[Mode, ...]
    write: Callable[[Page], Iterable[Section]]
    names: Callable[[Intent], Mapping[str, str]] = naming.by_mode
    token: Callable[[Kind, int], str] = no_token
    most: Mapping[Kind, int] = field(default_factory=dict)
    audio_alone: bool = False
    frames_as_references: bool = False
    seconds: tuple[int, ...] = ()
    seconds_in: Mapping[Mode, tuple[int, ...]] = field(default_factory=dict)
    ratios: tuple[str, ...] = ()
    characters: int = 5000
    words: Mapping[Mode, int] = field(default_factory=dict)
    negative: Callable[[Page], str] = nothing
    negative_characters: int = 0
    sounds: bool = True
    fields: Mapping[str, Any] = field(default_factory=dict)
    joint: str = " "
    shots: int = 1
    sequence: Callable[[Page, Sequence[Page]], Iterable[Section]] | None = None
    characters_each: int = 0

    @property
    def apart(self) -> bool:
        """Whether the shots of a sequence are sent each by itself, in one request."""
        return self.characters_each > 0

    @property
    def negative_field(self) -> bool:
        """Whether what must not be seen has a field of its own."""
        return self.negative_characters > 0

    def offered(self, mode: Mode) -> tuple[int, ...]:
        """The whole seconds it makes in a mode, from short to long; empty where any length goes."""
        return self.seconds_in.get(mode, self.seconds)

    @property
    def pattern(self) -> re.Pattern[str] | None:
        """What reads as a token of this surface, whoever wrote it; None where it has no tokens."""
        shapes = {self.token(kind, 7) for kind in Kind} - {""}
        spelt = [re.sub("[0-9]+", "[0-9]+", re.escape(shape)).replace(r"\ ", r"\s*") for shape in sorted(shapes)]
        return re.compile(rf"(?<!\w)(?:{'|'.join(spelt)})(?!\w)", re.IGNORECASE) if spelt else None
