"""A shot's order in one of its passes: held to what the takes before it taught, and its snapshot says so."""

from dataclasses import replace

from sqlalchemy.orm import Session

from rushes.delivery.errors import NotThatPass
from rushes.generation.compose import Composed
from rushes.governance.rules import Refusal
from rushes.projects.tables import Project
from rushes.review import passes
from rushes.review import service as review
from rushes.review.passes import Facts, Seen, Wish
from rushes.takes import differences
from rushes.takes import service as takes
from rushes.takes.differences import Made


def placed(session: Session, project: Project, composed: Composed, wish: Wish) -> tuple[Composed, Facts]:
    """
    An order of a shot as one of a pass, and the facts of that pass; its `doubt` is worth telling.

    Raises:
        NotThatPass: the pass may not begin yet; the sentence says what comes first.
    """
    shot = composed.subject.id
    seen = review.seen(session, project.id, shot)
    parent = passes.follows(shot, seen, wish)
    varied, seed = _varied(session, project, composed, parent) if isinstance(parent, Seen) else ((), None)
    facts = passes.check(shot, seen, wish, varied, seed)
    if isinstance(facts, Refusal):
        raise NotThatPass(facts.says, shot=shot, wanted=wish.number)
    return replace(composed, snapshot=passes.into(composed.snapshot, facts)), facts


def _varied(session: Session, project: Project, composed: Composed, parent: Seen) -> tuple[tuple[str, ...], int | None]:
    """What the order varies against the take it follows, and the seed of that where the order has another."""
    before = Made(parent.code, takes.coded(session, project.id, parent.code).snapshot)
    found = differences.differences(before, Made("", composed.snapshot))
    seeds = [before.snapshot.get("reported", {}).get("seed"), before.snapshot.get("seed")]
    known = [seed for seed in seeds if isinstance(seed, int)]
    another = composed.request.seed not in known
    return differences.variables(found), known[0] if known and another else None
