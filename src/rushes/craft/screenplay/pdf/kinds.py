"""What each row of a script is, told by where it stands, how it is written and what stands before and after it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from rushes.craft.screenplay import cues, headings, paragraphs
from rushes.craft.screenplay.pdf import columns
from rushes.craft.screenplay.pdf.furniture import Clean
from rushes.craft.screenplay.pdf.margins import NEAR, Margins, is_loud
from rushes.craft.screenplay.pdf.rows import Row


class Kind(StrEnum):
    """How a line of a PDF is understood; `skipped` is left out of the script."""

    TITLE = "title"
    HEADING = "heading"
    ACTION = "action"
    CUE = "cue"
    PARENTHETICAL = "parenthetical"
    DIALOGUE = "dialogue"
    LYRICS = "lyrics"
    TRANSITION = "transition"
    CENTERED = "centered"
    SKIPPED = "skipped"


SPOKEN = (Kind.CUE, Kind.PARENTHETICAL, Kind.DIALOGUE, Kind.LYRICS)
MORE = "more"
_CONTINUED = re.compile(r"\(CONT(?:['’]?D|\.|INUED|INUING)?\)", re.IGNORECASE)
_LEAVING = re.compile(
    r"(?:(?:SMASH |HARD |MATCH |JUMP |SLOW )?(?:CUT|FADE|DISSOLVE|WIPE|IRIS)\b.*|.*\bTO:?|.*:)", re.DOTALL
)


@dataclass(frozen=True)
class Read:
    """
    A row understood: its kind, how sure that is from 0 to 1, and why; `column` when it stands beside another.

    `dual` marks the cue of the right one of two columns.
    """

    row: Row
    kind: Kind
    sure: float
    why: str
    scene: str | None = None
    column: bool = False
    dual: bool = False


@dataclass
class _Context:
    """What was read last, who spoke, and whether a parenthetical or a speech that the page ended is still open."""

    kind: Kind = Kind.ACTION
    cue: str = ""
    is_open: bool = False
    is_broken: bool = False
    seen: list[Read] = field(default_factory=list)

    def add(self, read: Read) -> None:
        """Keep a row that was read, and what it means for the next."""
        self.seen.append(read)
        if read.kind is not Kind.SKIPPED:
            self.kind = read.kind
            self.is_broken = False
        elif read.why == MORE:
            self.is_broken = True
        if read.kind is Kind.CUE:
            self.cue = read.row.text
        self.is_open = read.kind is Kind.PARENTHETICAL and not read.row.text.endswith(")")


Guess = tuple[Kind, float, str]
Tags = Mapping[int, Kind]


def understood(rows: Sequence[Clean], margins: Margins, tags: Tags, first: int) -> list[Read]:
    """Every row with its kind; `tags` has the kinds a person gave to rows by their number, counted from `first`."""
    context = _Context()
    index = 0
    while index < len(rows):
        number = first + len(context.seen)
        both = columns.beside(rows, index)
        if both:
            left, right, used = both
            for place, row in enumerate([*left, *right]):
                guess = given(tags, number + place) or _in_column(row, context, is_first=place in {0, len(left)})
                context.add(Read(row, *guess, column=True, dual=place == len(left)))
            index += used
            continue
        clean = rows[index]
        guess = given(tags, number) or _guess(clean, _below(rows, index), margins, context)
        context.add(Read(clean.row, *guess, scene=clean.number))
        index += 1
    return context.seen


def _in_column(row: Row, context: _Context, *, is_first: bool) -> Guess:
    why = "stands in one of two columns spoken together"
    if is_first:
        return Kind.CUE, 0.9, why
    is_manner = context.is_open or row.text.startswith("(")
    return Kind.PARENTHETICAL if is_manner else Kind.DIALOGUE, 0.9, why


def given(tags: Tags, number: int) -> Guess | None:
    """What a person said of a line, if they did."""
    return (tags[number], 1.0, "as you said") if number in tags else None


def _below(rows: Sequence[Clean], index: int) -> Row | None:
    """The next row of script, if no blank line parts them; at a page's end the first of the next page."""
    for after in rows[index + 1 : index + 6]:
        if not after.beside:
            return after.row if not after.row.blanks else None
    return None


def _guess(clean: Clean, below: Row | None, margins: Margins, context: _Context) -> Guess:
    row = clean.row
    if clean.beside:
        return Kind.SKIPPED, 0.9, clean.beside
    if context.is_broken and _says_again(row, context.cue):
        return Kind.SKIPPED, 0.95, "says again who speaks, after a page's end"
    in_speech = context.kind in SPOKEN and not row.blanks
    return (
        _as_heading(clean, margins, context)
        or (_as_speech(row, margins, context) if in_speech else None)
        or _as_transition(row, margins)
        or _as_cue(row, below, margins)
        or _as_far_right(row, margins)
        or _as_held_open(row, margins, context)
        or _as_centered(row, margins)
        or _as_action(row, margins)
    )


def _says_again(row: Row, cue: str) -> bool:
    """Whether a row is the cue of the speech before it, continued."""
    return _CONTINUED.search(row.text) is not None and cues.split(row.text)[0] == cues.split(cue)[0]


def _as_heading(clean: Clean, margins: Margins, context: _Context) -> Guess | None:
    row = clean.row
    if row.left > margins.dialogue - NEAR / 2 and not clean.number:
        return None
    if headings.is_heading(row.text) and (is_loud(row.text) or clean.number):
        return Kind.HEADING, 0.98, "begins as a heading does, at the left margin"
    if clean.number:
        return Kind.HEADING, 0.9, "has a scene number in the margin"
    if context.kind is Kind.HEADING and row.blanks == 0 and row.left < margins.action + NEAR and is_loud(row.text):
        return Kind.HEADING, 0.85, "goes on with the heading above it"
    is_apart = row.blanks is not None and row.blanks == margins.heading_blanks > 1
    if is_apart and abs(row.left - margins.action) < NEAR and is_loud(row.text) and not row.text.endswith(":"):
        return Kind.HEADING, 0.7, "capitals at the left margin, set apart as headings are"
    return None


def _as_speech(row: Row, margins: Margins, context: _Context) -> Guess | None:
    """What goes on with a speech, without a blank line before it."""
    if context.is_open or (row.text.startswith("(") and margins.dialogue - NEAR < row.left):
        return Kind.PARENTHETICAL, 0.95, "stands in parentheses inside a speech"
    if abs(row.left - margins.dialogue) < NEAR:
        if row.blanks is None and context.kind is not Kind.CUE:
            return Kind.DIALOGUE, 0.8, "goes on with the speech of the page before"
        return Kind.DIALOGUE, 0.97, "stands in the dialogue column after a cue"
    is_between = margins.action + NEAR < row.left < margins.cue - NEAR
    if is_between and row.blanks == 0:
        return Kind.DIALOGUE, 0.7, "stands inside a speech, beside the dialogue column"
    return None


def _as_cue(row: Row, below: Row | None, margins: Margins) -> Guess | None:
    middle = (row.left + row.right) / 2
    is_placed = abs(row.left - margins.cue) < NEAR if margins.centre is None else abs(middle - margins.centre) < NEAR
    is_followed = below is not None and margins.dialogue - NEAR < below.left < margins.cue + NEAR
    if is_followed and is_placed and cues.is_cue(row.text):
        return Kind.CUE, 0.97, "capitals in the cue column, with a speech below"
    if is_followed and is_placed and row.blanks != 0:
        return Kind.CUE, 0.75, "stands in the cue column, with a speech below"
    is_right = row.left > margins.dialogue + NEAR and below is not None and below.left < row.left - NEAR
    if is_followed and is_right and cues.is_cue(row.text):
        return Kind.CUE, 0.8, "capitals right of the dialogue column, with a speech below"
    return None


def _as_transition(row: Row, margins: Margins) -> Guess | None:
    is_right = row.left > margins.cue + NEAR and abs(row.right - margins.right) < 3 * NEAR
    if is_right and _LEAVING.fullmatch(row.text.upper()):
        return Kind.TRANSITION, 0.95, "words of a transition at the right margin"
    if paragraphs.is_transition(row.text):
        return Kind.TRANSITION, 0.9, "capitals that end in TO:"
    return None


def _as_far_right(row: Row, margins: Margins) -> Guess | None:
    if row.left > margins.cue + 5 * NEAR and abs(row.right - margins.right) < NEAR:
        return Kind.TRANSITION, 0.7, "stands at the right margin"
    return None


def _as_held_open(row: Row, margins: Margins, context: _Context) -> Guess | None:
    if context.kind in SPOKEN and row.blanks == 1 and abs(row.left - margins.dialogue) < NEAR / 2:
        return Kind.DIALOGUE, 0.6, "stands in the dialogue column after a blank line"
    return None


def _as_centered(row: Row, margins: Margins) -> Guess | None:
    middle = (margins.action + max(margins.right, margins.action + 400)) / 2
    if row.left > margins.action + 3 * NEAR and abs((row.left + row.right) / 2 - middle) < 2 * NEAR:
        return Kind.CENTERED, 0.8, "stands alone in the middle"
    return None


def _as_action(row: Row, margins: Margins) -> Guess:
    if abs(row.left - margins.action) < NEAR:
        return Kind.ACTION, 0.95, "stands at the left margin"
    return Kind.ACTION, 0.4, "stands in no column that is known"
