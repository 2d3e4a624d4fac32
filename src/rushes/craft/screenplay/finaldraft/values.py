"""What a Final Draft file says beside the script itself; every span is a place in the Fountain text made of it."""

from dataclasses import dataclass

from rushes.craft.screenplay.elements import Screenplay, Span


@dataclass(frozen=True)
class Tag:
    """A breakdown element: its category by Final Draft's number and name, what it is called, and the words tagged."""

    number: int
    category: str
    label: str
    span: Span


@dataclass(frozen=True)
class Revision:
    """A revision by its name and colour, and the words that it changed."""

    name: str
    colour: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class ScriptNote:
    """A note and where it now stands, between its brackets."""

    text: str
    span: Span


@dataclass(frozen=True)
class SceneFacts:
    """What the file says of a scene beside its words: its heading's place, its length in eighths, its page."""

    span: Span
    eighths: int | None
    page: str


@dataclass(frozen=True)
class Imported:
    """A Final Draft file, read; `unknown` says what was not understood or had to be read as something else, counted."""

    screenplay: Screenplay
    tags: tuple[Tag, ...] = ()
    revisions: tuple[Revision, ...] = ()
    notes: tuple[ScriptNote, ...] = ()
    scenes: tuple[SceneFacts, ...] = ()
    unknown: tuple[tuple[str, int], ...] = ()
