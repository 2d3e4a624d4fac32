"""The premise gate: every check asked, what they found by check, and whether a production lets that hold it back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from rushes.craft.story import checks
from rushes.craft.story.card import Premise
from rushes.craft.story.findings import Check, Finding, Outcome, Severity
from rushes.craft.story.material import Material
from rushes.kernel import plugins


@dataclass(frozen=True)
class Report:
    """Every finding, in the order of the checks."""

    findings: tuple[Finding, ...]

    def of(self, check: str) -> tuple[Finding, ...]:
        """What one check found."""
        return tuple(finding for finding in self.findings if finding.check == check)

    @property
    def doubts(self) -> tuple[Finding, ...]:
        """What is doubtful, grave doubts first."""
        found = [finding for finding in self.findings if finding.outcome is Outcome.DOUBTFUL]
        return tuple(sorted(found, key=lambda finding: finding.severity is not Severity.GRAVE))


@cache
def found() -> dict[str, Check]:
    """Every check there is, by id."""
    return plugins.load(checks, Check)


def gate(material: Material) -> Report:
    """Ask every check about a story; nothing is read, written or asked of a model."""
    return Report(tuple(_asked(material)))


def blocks(report: Report, rule: Premise) -> str | None:
    """The sentence with which a production that blocks on its premise refuses an order; None when it may go on."""
    grave = [finding for finding in report.doubts if finding.severity is Severity.GRAVE]
    if rule is not Premise.BLOCK or not grave:
        return None
    first, more = grave[0], len(grave) - 1
    others = f" (and {more} more)" if more else ""
    where = f" [{first.place}]" if str(first.place) else ""
    return (
        f"The premise is not ready{others}: {first.says}{where}. Try: {first.attempt}. "
        '`rushes premise` lists every doubt; premise = "warn" under [rules] lets orders through.'
    )


def _asked(material: Material) -> Iterator[Finding]:
    for id, check in found().items():
        yield from (replace(finding, check=id) for finding in check.asks(material))
