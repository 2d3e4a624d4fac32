"""
What a screenplay is made of: frozen elements, each with its text and its place in the source.

An element's text is what is read aloud or shown, emphasis marks included; marks that force its kind, notes and
boneyards are not in it. Notes and boneyards are kept beside it as asides, at their place in the text.
"""

from dataclasses import dataclass, field
from typing import ClassVar

from rushes.craft.screenplay import cues, headings


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """Characters `start` up to and not including `end` of the source; they begin at `line` and `column`, from 1."""

    start: int
    end: int
    line: int
    column: int

    def of(self, source: str) -> str:
        """The text it covers."""
        return source[self.start : self.end]


NOWHERE = Span(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Element:
    """
    One typed paragraph.

    `asides` are the notes and boneyards inside it, in order. `blanks` is how many blank lines stand before it; None
    lets the writer choose. `span` covers its lines whole, without the last line's end.
    """

    kind: ClassVar[str] = "element"

    text: str
    asides: tuple["Aside", ...] = ()
    blanks: int | None = None
    span: Span = NOWHERE

    @property
    def notes(self) -> tuple["Note", ...]:
        """The notes inside it, in order."""
        return tuple(aside for aside in self.asides if isinstance(aside, Note))


@dataclass(frozen=True, slots=True)
class Aside(Element):
    """Text beside the film: `at` is where it stands in the text of its element, 0 when it stands alone."""

    at: int = 0


@dataclass(frozen=True, slots=True)
class Note(Aside):
    """What the writer says to the makers, without its brackets."""

    kind: ClassVar[str] = "note"


@dataclass(frozen=True, slots=True)
class Boneyard(Aside):
    """What the writer has taken out but not thrown away, without its marks."""

    kind: ClassVar[str] = "boneyard"


@dataclass(frozen=True, slots=True)
class SceneHeading(Element):
    """Where a scene begins; its number is the writer's, without the `#`."""

    kind: ClassVar[str] = "heading"
    number: str | None = None

    @property
    def int_ext(self) -> str:
        """`INT`, `EXT`, `EST`, `INT/EXT`, or empty when a forced heading does not say."""
        return headings.split(self.text)[0]

    @property
    def omitted(self) -> bool:
        """Whether it only keeps the number of a scene that was cut."""
        return headings.says_omitted(self.text)

    @property
    def location(self) -> str:
        """The place as written, with its parts: HOUSE - KITCHEN."""
        return headings.split(self.text)[1]

    @property
    def time(self) -> str:
        """The time of day as written, with what follows it, or empty."""
        return headings.split(self.text)[2]


@dataclass(frozen=True, slots=True)
class Action(Element):
    """What is seen and heard; line breaks and leading spaces are the writer's."""

    kind: ClassVar[str] = "action"


@dataclass(frozen=True, slots=True)
class Character(Element):
    """A cue; `dual` when it is spoken together with the speech before it."""

    kind: ClassVar[str] = "cue"
    dual: bool = False

    @property
    def name(self) -> str:
        """Who speaks, without extensions."""
        return cues.split(self.text)[0] or self.text.strip()

    @property
    def extension(self) -> str:
        """What stands in parentheses after the name: V.O., O.S., CONT'D; or empty."""
        return cues.split(self.text)[1]


@dataclass(frozen=True, slots=True)
class Dialogue(Element):
    """Words spoken, up to a parenthetical or the speech's end."""

    kind: ClassVar[str] = "dialogue"


@dataclass(frozen=True, slots=True)
class Parenthetical(Element):
    """How it is spoken, with its parentheses."""

    kind: ClassVar[str] = "parenthetical"


@dataclass(frozen=True, slots=True)
class Lyrics(Element):
    """One line that is sung."""

    kind: ClassVar[str] = "lyrics"


@dataclass(frozen=True, slots=True)
class Transition(Element):
    """How one scene gives way to the next."""

    kind: ClassVar[str] = "transition"


@dataclass(frozen=True, slots=True)
class Centered(Element):
    """One line in the middle of the page."""

    kind: ClassVar[str] = "centered"


@dataclass(frozen=True, slots=True)
class Section(Element):
    """A heading of the writer's outline, from level 1; not part of the printed script."""

    kind: ClassVar[str] = "section"
    level: int = 1


@dataclass(frozen=True, slots=True)
class Synopsis(Element):
    """What a section or scene is about; not part of the printed script."""

    kind: ClassVar[str] = "synopsis"


@dataclass(frozen=True, slots=True)
class PageBreak(Element):
    """A new page here."""

    kind: ClassVar[str] = "page_break"


@dataclass(frozen=True, slots=True)
class TitleEntry:
    """One key of the title page and its values, a line each."""

    key: str
    values: tuple[str, ...]
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Screenplay:
    """A script: its title page, its elements in order, and the text they were read from (empty when made anew)."""

    title_page: tuple[TitleEntry, ...] = ()
    elements: tuple[Element, ...] = ()
    source: str = field(default="", repr=False)

    def entry(self, key: str) -> str:
        """What the title page says under a key, its lines joined by spaces; empty when it does not say."""
        found = [entry for entry in self.title_page if entry.key.casefold() == key.casefold()]
        return " ".join(found[0].values) if found else ""
