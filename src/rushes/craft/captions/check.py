"""What is wrong with captions, whoever made them: each violation with its cue, its rule and its measure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rushes.craft.captions.cue import WIDE, Cue, Limits
from rushes.kernel.timecode import Rate


@dataclass(frozen=True)
class Violation:
    """A broken limit; `cue` counts from 1, and only a failure must be mended before delivery."""

    cue: int
    rule: str
    what: str
    failure: bool = True

    def __str__(self) -> str:
        return f"Caption {self.cue}: {self.what}."


def violations(
    cues: Sequence[Cue], rate: Rate, *, limits: Limits = WIDE, length: int | None = None
) -> tuple[Violation, ...]:
    """Every limit that a caption breaks, in order of the captions."""
    found: list[Violation] = []
    for number, cue in enumerate(cues, 1):
        before = cues[number - 2] if number > 1 else None
        found += _shape(number, cue, limits)
        found += _time(number, cue, rate, limits)
        found += _place(number, cue, before, limits, length)
    return tuple(found)


def _shape(number: int, cue: Cue, limits: Limits) -> Iterator[Violation]:
    if not 1 <= len(cue.rows) <= limits.rows:
        yield Violation(number, "rows", f"it has {len(cue.rows)} rows, {limits.rows} at most can be read")
    for row in cue.rows:
        if len(row.text) > limits.row:
            yield Violation(number, "row", f'"{row.text}" has {len(row.text)} characters, {limits.row} fit a row')


def _time(number: int, cue: Cue, rate: Rate, limits: Limits) -> Iterator[Violation]:
    frames = cue.end - cue.start
    if frames < limits.least(rate):
        yield Violation(number, "shortest", f"it is shown for {frames} frames, {limits.least(rate)} are the least")
    if frames > limits.most(rate):
        yield Violation(number, "longest", f"it is shown for {frames} frames, {limits.most(rate)} are the most")
    if frames > 0 and frames < limits.reading(cue.characters, limits.fast_cps, rate):
        speed = float(cue.characters * rate.value / frames)
        failure = frames < limits.reading(cue.characters, limits.most_cps, rate)
        most = limits.most_cps if failure else limits.fast_cps
        yield Violation(number, "speed", f"it reads at {speed:.1f} characters a second, over {most}", failure)


def _place(number: int, cue: Cue, before: Cue | None, limits: Limits, length: int | None) -> Iterator[Violation]:
    if before is not None and cue.start - before.end < limits.gap:
        gap = cue.start - before.end
        word = f"overlaps the one before by {-gap} frames" if gap < 0 else f"follows the one before after {gap} frames"
        yield Violation(number, "gap", f"it {word}, {limits.gap} are the least between two")
    if length is not None and cue.end > length:
        yield Violation(number, "end", f"it is shown until frame {cue.end}, but the film ends at {length}")
