"""What the example scripts get without a hand edit: shots, what the grammar and the lint say of them, and how fast."""

import sys
import time
from dataclasses import dataclass
from pathlib import Path

from rushes.craft.cards.lint import lint
from rushes.craft.grammar import assets, coverage, faults, linking
from rushes.craft.screenplay import read
from tests.craft.grammar.examples import EXAMPLES

SCRIPTS = sorted((EXAMPLES / "scripts").glob("*.fountain"))
ROUNDS = 3


@dataclass(frozen=True)
class Measured:
    """The plan of one script: counts, its seconds on screen, milliseconds of processor time to propose it."""

    name: str
    shots: int
    seconds: float
    flaws: int
    doubts: int
    uncovered: int
    milliseconds: float


def figures() -> dict[str, tuple[float, str, str]]:
    """The sums over all example scripts; each of them is printed before."""
    plans = [_measured(path) for path in SCRIPTS]
    for one in plans:
        sys.stdout.write(
            f"  {one.name:<20} {one.shots:>4} shots {one.seconds:>7.1f} s  flaws {one.flaws}  doubts {one.doubts}"
            f"  not covered {one.uncovered}  {one.milliseconds:.0f} ms of CPU\n"
        )
    longest = max(plans, key=lambda one: one.shots)
    return {
        "plan_flaws": (sum(one.flaws for one in plans), "findings", f"0 in the {len(plans)} example scripts"),
        "plan_doubts": (sum(one.doubts for one in plans), "doubts", "no limit: what the scripts themselves ask for"),
        "plan_uncovered": (sum(one.uncovered for one in plans), "elements", "0 lines and paragraphs without a shot"),
        "plan_propose": (longest.milliseconds, "ms of CPU", f"no limit: {longest.name}, {longest.shots} shots"),
    }


def _measured(path: Path) -> Measured:
    script = read.read(path)
    library = assets.propose(script)
    taken = []
    for _ in range(ROUNDS):
        began = time.process_time()
        cards = coverage.propose(script, library)
        taken.append(time.process_time() - began)
    return Measured(
        path.stem,
        len(cards),
        sum(card.seconds for card in cards),
        len(faults.check(cards, script)),
        sum(len(lint(card)) for card in cards),
        len(linking.uncovered(script, linking.spans(script, cards))),
        1000 * min(taken),
    )
