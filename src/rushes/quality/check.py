"""What a check is: one question of one clip, with a clip that passes and a clip that fails, so that it is tested."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rushes.kernel.timecode import Span
from rushes.quality.clip import Clip
from rushes.quality.rules import Evidence, Expected, Finding, Outcome

Measures = Mapping[str, float]
Frames = tuple[Span, ...]


@dataclass(frozen=True)
class Check:
    """
    One question; the plugin kind of `rushes.quality.checks`.

    `asks` answers it, and may raise any StudioError about the file. `passing` and `failing` write a clip to a path, and
    `sample` is what those two are checked against. `only_takes` is for what a film may do and a take may not: cut, go
    black, stand still.
    """

    id: str
    title: str
    asks: Callable[[Clip, Expected], Finding]
    passing: Callable[[Path], object]
    failing: Callable[[Path], object]
    sample: Expected = field(default_factory=Expected)
    only_takes: bool = False


def passed(says: str, measures: Measures | None = None) -> Finding:
    """A finding that all is as asked; whoever asked puts its name on it."""
    return Finding("", Outcome.PASSED, says, measures=dict(measures or {}))


def failed(
    says: str, frames: Frames = (), evidence: tuple[Evidence, ...] = (), measures: Measures | None = None
) -> Finding:
    """A finding that something is not as asked."""
    return Finding("", Outcome.FAILED, says, frames, evidence, dict(measures or {}))


def cannot_judge(says: str, measures: Measures | None = None) -> Finding:
    """A finding that a machine cannot tell, with the reason."""
    return Finding("", Outcome.CANNOT_JUDGE, says, measures=dict(measures or {}))
