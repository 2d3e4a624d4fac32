"""From spoken lines and story sounds to captions: labels, breaks, two voices at once, and time to read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from rushes.craft.captions import breaks, timing
from rushes.craft.captions.cue import WIDE, Cue, Limits, Line, Noise, Row
from rushes.craft.captions.timing import Draft
from rushes.kernel.timecode import Rate

LABELS = {
    "tape": "on tape",
    "phone": "on phone",
    "radio": "on radio",
    "off screen": "",
}
Span = tuple[int, int]
ELECTRONIC = frozenset({"tape", "on tape", "phone", "on phone", "radio", "on radio"})


@dataclass(frozen=True)
class _Voice:
    """A draft with who speaks it; a sound has nobody."""

    draft: Draft
    speaker: str | None


def caption(
    lines: Iterable[Line],
    noises: Iterable[Noise],
    rate: Rate,
    *,
    joins: Sequence[int] = (),
    length: int | None = None,
    limits: Limits = WIDE,
) -> tuple[Cue, ...]:
    """
    Captions for a film: every word of every line and sound, in order, never two at once.

    `joins` are the frames at which the picture changes, `length` the film's. Speech too fast to read keeps its words
    and is reported by `check.violations`.
    """
    spoken = sorted((line for line in lines if line.text.strip()), key=lambda line: (line.start, line.end))
    voices = [voice for line, before in _pairs(spoken) for voice in _voices(line, before, rate, limits)]
    voices += [voice for noise in noises for voice in _sound(noise, rate, limits)]
    voices.sort(key=lambda voice: (voice.draft.start, voice.draft.end))
    drafts = _together(voices, rate, limits)
    return timing.settle(drafts, rate, limits, joins, length)


def tidy(text: str) -> str:
    """One space between words, one character for an ellipsis."""
    return " ".join(text.replace("...", "…").split())


def _pairs(lines: Sequence[Line]) -> list[tuple[Line, Line | None]]:
    return list(zip(lines, [None, *lines], strict=False))


def _voices(line: Line, before: Line | None, rate: Rate, limits: Limits) -> list[_Voice]:
    italic = not line.on_screen or line.treatment in ELECTRONIC
    label = _label(line, before)
    unheard = ((line.start, line.start),) * len(label.split())
    words = (*unheard, *line.words) if line.words else ()
    drafts = _drafts(tidy(f"{label} {line.text}"), line.start, line.end, rate, limits, italic=italic, words=words)
    return [_Voice(draft, line.speaker) for draft in drafts]


def _sound(noise: Noise, rate: Rate, limits: Limits) -> list[_Voice]:
    text = tidy(noise.text.strip(" []"))
    drafts = _drafts(f"[{text}]", noise.start, noise.end, rate, limits, italic=False) if text else []
    return [_Voice(draft, None) for draft in drafts]


def _label(line: Line, before: Line | None) -> str:
    """`(on tape)` for a voice out of a machine, `[Client]` for an unseen one that has just begun to speak."""
    machine = LABELS.get(line.treatment, line.treatment)
    if machine:
        return f"({machine})"
    new = before is None or before.speaker != line.speaker
    if not line.on_screen and line.speaker and new:
        return f"[{line.speaker.title() if line.speaker.isupper() else line.speaker}]"
    return ""


def _drafts(
    text: str, start: int, end: int, rate: Rate, limits: Limits, *, italic: bool, words: Sequence[Span] = ()
) -> list[Draft]:
    """The text in captions, each while its words are heard; a slow line is shown in more of them."""
    wanted = -(-(end - start) // limits.most(rate))
    captions = breaks.pieces(text, limits.row, limits.rows)
    if len(captions) < wanted:
        captions = breaks.pieces(text, limits.row, 1)
    counts = [sum(len(row.split()) for row in rows) for rows in captions]
    known = bool(words) and len(words) == sum(counts) == len(text.split())
    spans = _heard(counts, start, end, words, limits) if known else _shares(captions, start, end)
    return [Draft(*span, tuple(Row(row, italic) for row in rows)) for rows, span in zip(captions, spans, strict=True)]


def _heard(counts: Sequence[int], start: int, end: int, words: Sequence[Span], limits: Limits) -> list[Span]:
    """From the first word of each caption to its last, or to the next caption where the pause is short."""
    firsts = [0, *accumulate(counts)]
    begins = [start, *(min(max(words[first][0], start), end) for first in firsts[1:-1]), end]
    ends = [min(max(words[last - 1][1], start), end) for last in firsts[1:-1]]
    closed = [begin if begin - over < limits.snap else over for over, begin in zip(ends, begins[1:-1], strict=True)]
    return list(zip(begins[:-1], [*closed, end], strict=True))


def _shares(captions: Sequence[Sequence[str]], start: int, end: int) -> list[Span]:
    """Each caption as long as its share of the characters."""
    done = [0, *accumulate(sum(map(len, rows)) for rows in captions)]
    return list(pairwise(start + (end - start) * part // done[-1] for part in done)) if captions else []


def _together(voices: Sequence[_Voice], rate: Rate, limits: Limits) -> list[Draft]:
    """Join what sounds at once, or too soon after another, into one caption of two rows."""
    joined: list[_Voice] = []
    for voice in voices:
        both = _join(joined[-1], voice, rate, limits) if joined else None
        if both is None:
            joined.append(voice)
        else:
            joined[-1] = both
    return [voice.draft for voice in joined]


def _join(first: _Voice, second: _Voice, rate: Rate, limits: Limits) -> _Voice | None:
    a, b = first.draft, second.draft
    clash = b.start < max(a.start + limits.least(rate), a.end - limits.snap) + limits.gap
    whole = max(a.end, b.end) - a.start <= limits.most(rate)
    rows = _hyphened(first, second)
    if not clash or not whole or len(rows) > limits.rows or any(len(row.text) > limits.row for row in rows):
        return None
    speaker = first.speaker if second.speaker is None else second.speaker
    return _Voice(Draft(a.start, max(a.end, b.end), rows), speaker)


def _hyphened(first: _Voice, second: _Voice) -> tuple[Row, ...]:
    """Two people get a hyphen each; a person and a sound, or one person twice, do not."""
    rows = first.draft.rows + second.draft.rows
    if None in {first.speaker, second.speaker} or first.speaker == second.speaker:
        return rows
    return tuple(row if row.text.startswith("-") else replace(row, text=f"-{row.text}") for row in rows)
