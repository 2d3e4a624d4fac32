"""Whether frames come at one constant rate, and at which: pure arithmetic on their times."""

from collections.abc import Sequence
from fractions import Fraction

STANDARD = (
    *(Fraction(rate) for rate in (24, 25, 30, 48, 50, 60, 12, 15, 100, 120)),
    *(Fraction(rate * 1000, 1001) for rate in (24, 30, 48, 60, 120)),
)


def of(times: Sequence[int | None], tick: Fraction, hints: Sequence[Fraction]) -> tuple[Fraction, bool]:
    """
    Give the rate, and whether every frame keeps it.

    Args:
        times: when each frame is shown, in ticks and any order; None where the file does not say.
        tick: seconds.
        hints: rates the container claims, best first; they decide between rates that the times cannot tell apart.

    A frame may be off by one tick, for containers round times to their own clock (1 ms in Matroska).
    """
    known = sorted(time for time in times if time is not None)
    if len(known) < 2 or len(known) < len(times):
        return (hints[0] if hints else Fraction(24)), not known or len(known) == len(times)
    mean = Fraction(len(known) - 1, 1) / ((known[-1] - known[0]) * tick) if known[-1] > known[0] else Fraction(1000)
    for rate in _candidates(mean, hints):
        if _keeps(known, tick, rate):
            return rate, True
    return (hints[0] if hints else mean.limit_denominator(1001)), False


def _candidates(mean: Fraction, hints: Sequence[Fraction]) -> list[Fraction]:
    standard = sorted(STANDARD, key=lambda rate: abs(rate - mean))
    return [*(hint for hint in hints if hint in STANDARD), *standard[:3], *hints, mean.limit_denominator(1001)]


def _keeps(known: Sequence[int], tick: Fraction, rate: Fraction) -> bool:
    step = tick * rate
    slack = min(step, Fraction(1, 4))
    return all(abs((time - known[0]) * step - number) <= slack for number, time in enumerate(known))
