"""What was asked of a clip, and what was found in it; values only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from rushes.kernel.timecode import Rate, Span


class Outcome(StrEnum):
    """What a check can answer."""

    PASSED = "passed"
    FAILED = "failed"
    CANNOT_JUDGE = "cannot_judge"


@dataclass(frozen=True)
class Region:
    """A part of the picture, in shares of its width and height from the top left."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Evidence:
    """A frame that shows what was found, where in it, and the name of its picture once that is cut."""

    frame: int
    region: Region | None = None
    image: str = ""


@dataclass(frozen=True)
class Finding:
    """
    What one check saw in one clip; never a verdict.

    `frames` are the stretches it speaks of, `measures` the numbers behind the sentence, with their units in the names.
    """

    check: str
    outcome: Outcome
    says: str
    frames: tuple[Span, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    measures: dict[str, float] = field(default_factory=dict)

    def shown_by(self, images: Sequence[str]) -> "Finding":
        """The same finding with the pictures of its evidence, in order."""
        named = tuple(replace(seen, image=image) for seen, image in zip(self.evidence, images, strict=True))
        return replace(self, evidence=named)


# Chosen low: in drawn takes of one film the lead's jacket filled 0.2 % of a long shot and 11 % of a close-up.
SHARE = 0.004
SHARES: Mapping[str, float] = {
    "ELS": 0.0003,
    "LS": 0.001,
    "FS": 0.003,
    "MLS": 0.006,
    "MS": 0.01,
    "MCU": 0.012,
    "CU": 0.008,
}


@dataclass(frozen=True)
class Garment:
    """
    The colour by which a subject is followed.

    `rgb` is 8-bit sRGB. `share` is how much of the frame it fills at least, when it is in frame (`share_at`). `hidden`
    says why it cannot be asked for in this shot, and is empty when it can.
    """

    subject: str
    colour: str
    rgb: tuple[int, int, int]
    of: str = ""
    share: float = SHARE
    hidden: str = ""


@dataclass(frozen=True)
class Expected:
    """What was asked of a clip; a field that is None or empty was not asked, so no check can fail on it."""

    rate: Rate | None = None
    frames: int | None = None
    width: int | None = None
    height: int | None = None
    locked_off: bool = False
    garments: tuple[Garment, ...] = ()


def share_at(size: str) -> float:
    """How much of the picture a jacket or a coat fills at least in a shot of this size."""
    return SHARES.get(size, SHARE)


def runs(flags: Iterable[bool], shortest: int = 1) -> tuple[Span, ...]:
    """The stretches of true flags that are at least so long."""
    found: list[Span] = []
    start: int | None = None
    for index, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = index
        if not flag and start is not None:
            if index - start >= shortest:
                found.append(Span(start, index))
            start = None
    return tuple(found)


def where(span: Span, rate: Rate) -> str:
    """A stretch as a person reads it: `frames 12 to 23 (0.5 s to 1.0 s)`."""
    if len(span) == 1:
        return f"frame {span.start} ({rate.seconds(span.start):.1f} s)"
    last = span.end - 1
    return f"frames {span.start} to {last} ({rate.seconds(span.start):.1f} s to {rate.seconds(span.end):.1f} s)"


def listed(parts: Sequence[str]) -> str:
    """Words joined as a sentence joins them: `a, b and c`."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else list(parts))


def middle(span: Span) -> int:
    """The frame in the middle of a stretch."""
    return (span.start + span.end - 1) // 2
