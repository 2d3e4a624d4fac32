"""
The three passes in which a shot is made, what each may begin with and must leave behind; pure.

The first tests framing, action and how strong references are; the second mends the main miss; the third makes options
for the edit, of promising shots alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rushes.governance.rules import Refusal
from rushes.review import rules
from rushes.review.rules import State

KEY = "pass"
"""Where a snapshot says in which pass its take was made."""

PROMISING = (State.MAYBE, State.SELECTED, State.APPROVED)
_RULE = "pass"


@dataclass(frozen=True)
class Goal:
    """What a pass is for, and what it leaves behind."""

    number: int
    tests: str
    saves: tuple[str, ...]


GOALS: Mapping[int, Goal] = {
    1: Goal(1, "framing, action and how strong references are", ("prompt", "references", "snapshot", "what failed")),
    2: Goal(2, "whether one change mends the main miss", ("the take it mends", "what was changed", "why")),
    3: Goal(3, "options for the edit", ("selects", "maybes", "approval", "notes for the handoff")),
}


@dataclass(frozen=True)
class Seen:
    """A take of a shot as a pass sees it: in which it was made, what a person decided, and said had failed."""

    code: str
    number: int
    state: State = State.UNREVIEWED
    failed: str = ""


@dataclass(frozen=True)
class Wish:
    """The pass that is wished for, of which take (the likeliest when not said), and the change it is to try."""

    number: int = 1
    of: str = ""
    change: str = ""


@dataclass(frozen=True)
class Facts:
    """
    What a take's snapshot keeps of its pass: the take it follows, what had failed there, the change, what varied.

    `seed` is that of the take it follows, where the order has another.
    """

    number: int
    parent: str = ""
    failed: str = ""
    change: str = ""
    variables: tuple[str, ...] = ()
    seed: int | None = None

    def plain(self) -> dict[str, Any]:
        """As JSON values; the first pass follows nothing and says no more."""
        if not self.parent:
            return {"pass": self.number}
        said = {"parent": self.parent, "failed": self.failed, "change": self.change}
        return {"pass": self.number, **said, "variables": list(self.variables)}

    @property
    def doubt(self) -> str:
        """Why little will be learned from it; empty where one thing is varied."""
        if self.number == 1:
            return ""
        if len(self.variables) == 1:
            return self._loose
        if self.variables:
            several = ", ".join(self.variables)
            return (
                f"{len(self.variables)} things are varied at once ({several}): vary one, and what it did can be told."
            )
        if self.change:
            seed = "with the same seed" if self.seed is None else "and only the seed is another"
            return f"The card asks for what it asked before, {seed}: put the change into the card."
        return ""

    @property
    def _loose(self) -> str:
        """That chance varies beside the one thing that is to mend a miss; options for the edit may differ by it."""
        if self.number != 2 or self.seed is None:
            return ""
        return f"The seed is another than that of {self.parent} too: with `--seed {self.seed}` only the change differs."


def check(
    shot: str, seen: Sequence[Seen], wish: Wish, variables: Iterable[str] = (), seed: int | None = None
) -> Facts | Refusal:
    """
    The facts of a pass over a shot, or the sentence that says why it may not begin.

    Args:
        shot: its code, for the sentence.
        seen: its takes, in order.
        variables: what the order varies against the take it follows; see `takes.differences.variables`.
        seed: that of the take it follows, where the order has another.
    """
    parent = follows(shot, seen, wish)
    if isinstance(parent, Refusal):
        return parent
    if parent is None:
        return Facts(wish.number)
    if (wish.change or wish.number == 2) and not rules.names_a_change(wish.change):
        return _refused(_unnamed(parent, wish))
    return Facts(wish.number, parent.code, parent.failed, wish.change, tuple(variables), seed)


def follows(shot: str, seen: Sequence[Seen], wish: Wish) -> Seen | Refusal | None:
    """The take that a pass follows; None for the first, which follows none; or why it may not begin."""
    if wish.number not in GOALS:
        return _refused(f"There are passes 1, 2 and 3, and no pass {wish.number}.")
    if wish.number == 1:
        says = f"The first pass over {shot} follows no take: change one in pass 2."
        return _refused(says) if wish.of or wish.change else None
    if wish.of and wish.of not in {one.code for one in seen}:
        there = ", ".join(one.code for one in seen) or "none yet"
        return _refused(f"{shot} has no take {wish.of}. Its takes are: {there}.")
    followed = [one for one in seen if wish.of in ("", one.code)]
    return _missed(shot, followed, wish) if wish.number == 2 else _promising(shot, followed)


def into(snapshot: Mapping[str, Any], facts: Facts) -> dict[str, Any]:
    """A snapshot that says in which pass its take is made."""
    return {**snapshot, KEY: facts.plain()}


def made_in(snapshot: Mapping[str, Any]) -> int:
    """The pass in which a take was made: the first, where its snapshot says nothing else."""
    return int((snapshot.get(KEY) or {}).get("pass", 1))


def _missed(shot: str, seen: Sequence[Seen], wish: Wish) -> Seen | Refusal:
    """The take whose miss is to be mended: the latest of the first or second pass of which is said what failed."""
    early = [one for one in seen if one.number < 3]
    told = [one for one in early if one.failed.strip()]
    if told:
        return told[-1]
    if early:
        code = early[-1].code
        how = f'`rushes verdict {code} rejected --failed "..."`'
        return _refused(f"Nobody has said what failed on {wish.of or f'a take of {shot}'}: say it first, with {how}.")
    if seen:
        return _refused(f"{wish.of} was made in pass 3, for the edit: pass 2 mends what failed in pass 1 or 2.")
    return _refused(f"{shot} has no take whose miss could be mended: pass 1 comes first.")


def _promising(shot: str, seen: Sequence[Seen]) -> Seen | Refusal:
    """The take of which options are made: the one that is decided furthest, of equals the latest."""
    found = [one for one in seen if one.state in PROMISING]
    if found:
        return max(enumerate(found), key=lambda placed: (PROMISING.index(placed[1].state), placed[0]))[1]
    whose = seen[0].code if len(seen) == 1 else f"No take of {shot}"
    is_ = "is no maybe and not selected" if len(seen) == 1 else "is a maybe or selected"
    return _refused(f"{whose} {is_}: pass 3 makes options for the edit of promising shots alone.")


def _unnamed(parent: Seen, wish: Wish) -> str:
    failed = f" (there failed: {parent.failed})" if parent.failed else ""
    if not wish.change:
        return f'Name the change to {parent.code}{failed}, such as --change "the camera stands still".'
    return f"“{wish.change}” names no change to {parent.code}{failed}: say what shall be otherwise in the picture."


def _refused(says: str) -> Refusal:
    return Refusal(_RULE, says)
