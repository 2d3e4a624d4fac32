"""Rows that were understood, joined to the paragraphs they were before the page broke them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from rushes.craft.screenplay import emphasis, headings
from rushes.craft.screenplay.elements import (
    Action,
    Centered,
    Character,
    Dialogue,
    Element,
    Lyrics,
    Parenthetical,
    SceneHeading,
    Transition,
)
from rushes.craft.screenplay.emphasis import Run
from rushes.craft.screenplay.pdf.kinds import SPOKEN, Kind, Read
from rushes.craft.screenplay.pdf.margins import Margins
from rushes.craft.screenplay.pdf.rows import Row
from rushes.craft.screenplay.pdf.words import Word

_ENDS = (".", "!", "?", ":", '"', "”", "…", ")", "--", "—")
_MAKES: dict[Kind, type[Element]] = {
    Kind.ACTION: Action,
    Kind.DIALOGUE: Dialogue,
    Kind.PARENTHETICAL: Parenthetical,
    Kind.LYRICS: Lyrics,
    Kind.TRANSITION: Transition,
    Kind.CENTERED: Centered,
}
_STYLED = (Kind.ACTION, Kind.DIALOGUE, Kind.LYRICS, Kind.CENTERED)


def elements(reads: Sequence[Read], margins: Margins) -> tuple[Element, ...]:
    """The elements that rows make, in order; a speech without a cue is action, and so is a cue without a speech."""
    paragraphs = list(_paragraphs([read for read in reads if read.kind not in {Kind.SKIPPED, Kind.TITLE}], margins))
    is_styled = _is_styled(reads)
    found: list[Element] = []
    for index, paragraph in enumerate(paragraphs):
        kind = paragraph[0].kind
        follows = index + 1 < len(paragraphs) and paragraphs[index + 1][0].kind in SPOKEN[1:]
        after = bool(found) and isinstance(found[-1], Character | Dialogue | Parenthetical | Lyrics)
        if (kind is Kind.CUE and not follows) or (kind in {Kind.DIALOGUE, Kind.PARENTHETICAL} and not after):
            kind = Kind.ACTION
        found.append(_element(kind, paragraph, margins, found[-1] if found else None, is_styled=is_styled))
    return tuple(found)


def _paragraphs(reads: Sequence[Read], margins: Margins) -> Iterator[list[Read]]:
    if not reads:
        return
    paragraph = [reads[0]]
    for before, read in pairwise(reads):
        if _goes_on(before, read, margins):
            paragraph.append(read)
        else:
            yield paragraph
            paragraph = [read]
    yield paragraph


def _goes_on(before: Read, read: Read, margins: Margins) -> bool:
    if before.kind is not read.kind or read.dual:
        return False
    if read.kind is Kind.DIALOGUE:
        return True
    if read.kind is Kind.PARENTHETICAL:
        return not before.row.text.endswith(")")
    if read.kind is Kind.HEADING:
        return not (read.row.blanks or read.scene or headings.is_heading(read.row.text))
    if read.kind is not Kind.ACTION or read.row.blanks:
        return False
    if read.row.blanks == 0:
        return True
    is_broken = not _fits(before.row, read.row, margins.right) and not before.row.text.endswith(_ENDS)
    return is_broken or read.row.text[0].islower()


def _element(
    kind: Kind, paragraph: Sequence[Read], margins: Margins, before: Element | None, *, is_styled: bool
) -> Element:
    if kind is Kind.HEADING:
        return SceneHeading(_text(paragraph, None, is_styled=False), number=paragraph[0].scene)
    if kind is Kind.CUE:
        return Character(_text(paragraph, None, is_styled=False), dual=paragraph[0].dual)
    limit = None if paragraph[0].column else {Kind.ACTION: margins.right, Kind.DIALOGUE: margins.speech_right}.get(kind)
    text = _text(paragraph, limit, is_styled=is_styled and kind in _STYLED)
    return _MAKES[kind](text, blanks=_blanks(kind, paragraph[0].row, before))


def _blanks(kind: Kind, row: Row, before: Element | None) -> int | None:
    """Blank lines that mean something: more than one between actions, none between lines of a song or a title."""
    if kind is Kind.ACTION and isinstance(before, Action) and (row.blanks or 0) > 1:
        return row.blanks
    return 0 if kind in {Kind.LYRICS, Kind.CENTERED} and row.blanks == 0 and before is not None else None


def _text(paragraph: Sequence[Read], limit: float | None, *, is_styled: bool) -> str:
    """The words of a paragraph's rows; a row that ends although more would fit before `limit` is the writer's own."""
    runs: list[Run] = []
    for index, read in enumerate(paragraph):
        if index:
            runs.append(Run(_between(paragraph[index - 1].row, read.row, limit)))
        runs += _runs(read.row.words)
    styled = _bridged(runs) if is_styled else [Run("".join(run.text for run in runs))]
    return emphasis.marked(styled).replace("[[", "[ [").replace("/*", "/\\*")


def _between(before: Row, row: Row, limit: float | None) -> str:
    if limit is not None and row.blanks == 0 and before.page == row.page and _fits(before, row, limit):
        return "\n"
    if limit is not None and row.blanks:
        return "\n" * (row.blanks + 1)
    last = before.words[-1].text
    is_hyphenated = last.endswith("-") and not last.endswith("--") and len(last) > 1
    return "" if is_hyphenated and row.text[0].islower() else " "


def _fits(before: Row, row: Row, limit: float) -> bool:
    """Whether a row's first word would have had room at the end of the row before it."""
    first = row.words[0]
    letter = (first.right - first.left) / len(first.text)
    return before.right + letter + (first.right - first.left) <= limit + 1


def _runs(words: Iterable[Word]) -> Iterator[Run]:
    for index, word in enumerate(words):
        if index:
            yield Run(" ")
        yield from word.runs()


def _bridged(runs: list[Run]) -> list[Run]:
    """A space between two words of one style has that style too."""
    found = list(runs)
    for index in range(1, len(found) - 1):
        before, after = found[index - 1], found[index + 1]
        if found[index].text == " " and (before.bold, before.italic) == (after.bold, after.italic):
            found[index] = Run(" ", before.bold, before.italic)
    return found


def _is_styled(reads: Sequence[Read]) -> bool:
    """Whether bold and italic say something here: not where most words have them."""
    words = [word for read in reads if read.kind in _STYLED for word in read.row.words]
    return 2 * sum(any(style for style, _ in word.styles) for word in words) < len(words)
