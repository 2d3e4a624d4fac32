"""Approval under the house rules: how many people it takes, which open notes and failed checks hold a take back."""

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from rushes.accounts import rules as rights
from rushes.accounts import service as accounts
from rushes.accounts.rules import Right
from rushes.craft.production.brief import Rules
from rushes.delivery import folder
from rushes.delivery.errors import HeldBack
from rushes.kernel.ids import Subject
from rushes.projects.tables import Project
from rushes.quality import run
from rushes.quality import service as quality
from rushes.quality.rules import Outcome
from rushes.quality.tables import FindingRow
from rushes.review import notes
from rushes.review import service as review
from rushes.review.rules import Approval
from rushes.takes.tables import Take


def standing(session: Session, project: Project, found: Iterable[Take]) -> dict[str, Approval]:
    """How far each of these takes is from being approved, by code; the rules speak of takes of shots alone."""
    rules = folder.brief_of(project).rules
    ruled = [take for take in found if Subject.of(take.subject).kind == "shot"]
    by = review.approvers(session, [take.id for take in ruled])
    subjects = [Subject("take", take.code) for take in ruled]
    fixes = notes.open_fixes(session, project.id, subjects) if rules.fixes_first else {}
    seen = quality.of(session, [take.id for take in ruled]) if rules.must_pass else {}
    failed = {take_id: tuple(_title(row.check) for row in rows if _bars(row, rules)) for take_id, rows in seen.items()}
    return {
        take.code: Approval(
            rules.approvals, by.get(take.id, ()), fixes.get(f"take:{take.code}", 0), failed.get(take.id, ())
        )
        for take in ruled
    }


def ask(session: Session, project: Project, found: Iterable[Take], who: str) -> dict[str, int]:
    """
    How many more people must approve each of these takes once this one does, by code.

    Raises:
        HeldBack: a rule does not let anybody approve one of them now.
    """
    approvals = standing(session, project, found)
    for code, one in approvals.items():
        if one.bar:
            says = f"The house rules hold {code} back from being approved: {one.bar}. {_remedy(one)}"
            raise HeldBack(says, take=code, fixes=one.fixes, failed=list(one.failed))
    return {code: one.with_one(who).missing for code, one in approvals.items()}


def may(session: Session, project: Project) -> Sequence[str]:
    """Who could approve, by name."""
    return [name for name, role in accounts.roles(session, project.id).items() if rights.may(role, Right.APPROVE)]


def _bars(row: FindingRow, rules: Rules) -> bool:
    return row.check in rules.must_pass and row.outcome == Outcome.FAILED


def _title(check: str) -> str:
    known = run.found().get(check)
    return f"“{known.title}”" if known else check


def _remedy(approval: Approval) -> str:
    if not approval.failed:
        return "Resolve what is open, or select the take."
    return "Approve another take, or have the rule changed by an owner or a producer."
