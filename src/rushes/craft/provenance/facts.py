"""What is said of a take and of a film when it is signed; all of it becomes public with the file."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from rushes.craft.provenance.sources import Source


class Oversight(StrEnum):
    """How much of a person is in a model's output: C2PA's own three words."""

    NONE = "fully_autonomous"
    PROMPTED = "prompt_guided"
    VALIDATED = "human_validated"


@dataclass(frozen=True)
class Program:
    """A program and its version."""

    name: str
    version: str


@dataclass(frozen=True)
class Model:
    """A trained model: what people call it, and the exact identifier that was asked."""

    name: str
    identifier: str


@dataclass(frozen=True)
class Reference:
    """A file a take was made from, by its asset id: an input, of which only name, type and SHA-256 are recorded."""

    title: str
    path: Path
    sha256: str


@dataclass(frozen=True)
class Prompt:
    """The words a take was asked for with. They stay private unless published: then only their SHA-256 is recorded."""

    text: str
    publish: bool = False


@dataclass(frozen=True)
class Step:
    """Something else that was done to a file, as a C2PA action: `c2pa.addedText` for titles, `c2pa.trimmed`."""

    action: str
    description: str


@dataclass(frozen=True)
class TakeFacts:
    """
    Where a take comes from.

    `source` is what its picture is. `agent` made it: a model's surface, or the rules that drew it. A take that was
    brought in has the file as it came in `original`; what it is is then only declared, and recorded as that. What was
    done to it here are `steps`.
    """

    code: str
    source: Source
    when: datetime
    agent: Program
    model: Model | None = None
    oversight: Oversight = Oversight.PROMPTED
    prompt: Prompt | None = None
    references: tuple[Reference, ...] = ()
    original: Path | None = None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Part:
    """A file inside a film: a take under its code, or a stem; `source` is what it is, should it not say so itself."""

    title: str
    path: Path
    source: Source


@dataclass(frozen=True)
class FilmFacts:
    """What a film is made of and what was done to it, completely: the manifest says that nothing else was."""

    title: str
    when: datetime
    parts: tuple[Part, ...]
    steps: tuple[Step, ...] = ()
    models: tuple[Model, ...] = ()
    oversight: Oversight = Oversight.PROMPTED
