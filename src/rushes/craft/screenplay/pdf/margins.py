"""The columns of a script, found in what stands where: action, dialogue, parenthetical and cue."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rushes.craft.screenplay import cues, headings
from rushes.craft.screenplay.layout import paper
from rushes.craft.screenplay.pdf.rows import Row

BIN = 3.0
NEAR = 11.0
_LEAST_HEADINGS = 2
_A_COLUMN = 0.08


@dataclass(frozen=True)
class Margins:
    """Left edges in points; `centre` is where cues are centred when they are, and `right` where action ends."""

    action: float
    dialogue: float
    parenthetical: float
    cue: float
    centre: float | None
    right: float
    speech_right: float
    heading_blanks: int


def of(rows: Sequence[Row]) -> Margins:
    """The margins of a script's rows; where a script shows none, those of the standard page, from its own left edge."""
    action = _action(rows)
    dialogue = _peak(
        (row.left for row in rows if action + 36 < row.left < action + 130 and not row.text.startswith("(")),
        action + paper.DIALOGUE.x - paper.LEFT,
    )
    named = [row for row in rows if row.left > dialogue + 15 and cues.is_cue(row.text)]
    cue = _peak((row.left for row in named), action + paper.CUE.x - paper.LEFT)
    parenthetical = _peak(
        (row.left for row in rows if row.text.startswith("(") and dialogue - NEAR < row.left < cue + NEAR),
        (dialogue + cue) / 2,
    )
    right = _right((row for row in rows if abs(row.left - action) < NEAR), action + paper.WIDTH * paper.PITCH)
    said = (row for row in rows if abs(row.left - dialogue) < NEAR)
    speech = _right(said, dialogue + paper.DIALOGUE.width * paper.PITCH)
    return Margins(action, dialogue, parenthetical, cue, _centre(named, cue), right, speech, _heading_blanks(rows))


def _action(rows: Sequence[Row]) -> float:
    """Where headings stand, or else the leftmost column."""
    opening = [row.left for row in rows if headings.is_heading(row.text) and is_loud(row.text)]
    if len(opening) >= _LEAST_HEADINGS:
        return _peak(opening, paper.LEFT)
    bins = Counter(round(row.left / BIN) for row in rows)
    columns = [place for place in bins if sum(bins[place + by] for by in (-1, 0, 1)) >= _A_COLUMN * len(rows)]
    if not columns:
        return paper.LEFT
    return _peak((row.left for row in rows if abs(row.left / BIN - min(columns)) < 2), paper.LEFT)


def _heading_blanks(rows: Sequence[Row]) -> int:
    """How many blank lines usually stand before a heading."""
    found = Counter(row.blanks for row in rows if row.blanks is not None and headings.is_heading(row.text))
    return max(found, key=lambda blanks: (found[blanks], -blanks), default=1)


def _peak(lefts: Iterable[float], otherwise: float) -> float:
    """The place where most of them stand, to the point."""
    places = list(lefts)
    bins = Counter(round(place / BIN) for place in places)
    if not bins:
        return otherwise
    best = max(bins, key=lambda place: (2 * bins[place] + bins[place - 1] + bins[place + 1], -place))
    near = sorted(place for place in places if abs(place - best * BIN) <= 1.5 * BIN)
    return near[len(near) // 2]


def _right(rows: Iterable[Row], most: float) -> float:
    """Where a column's longest rows end, but for a few that run over."""
    ends = sorted(row.right for row in rows if row.right <= most + NEAR)
    return ends[-1 - len(ends) // 200] if ends else most


def _centre(named: Sequence[Row], cue: float) -> float | None:
    """The middle of the cues when they are centred; None when they stand flush in a column."""
    flush = sum(abs(row.left - cue) < NEAR / 2 for row in named)
    centre = _peak(((row.left + row.right) / 2 for row in named), 0)
    centred = sum(abs((row.left + row.right) / 2 - centre) < NEAR / 2 for row in named)
    return centre if centred > 1.5 * flush and centred > 2 else None


def is_loud(text: str) -> bool:
    """Whether a text is in capitals, but for a letter here and there: McDONALD'S."""
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) > 0.7 * len(letters)
