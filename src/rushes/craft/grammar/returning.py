"""
Returning: when coverage goes back to a frame of several.

A group is shown again on an entrance, after a cross and after a run of singles, and each pair in it that belongs
together once; a long exchange of two goes back to both of them.
"""

from collections.abc import Sequence
from dataclasses import replace

from rushes.craft.cards.vocabulary import Framing, Job, Size
from rushes.craft.grammar import setups
from rushes.craft.grammar.kinds import Kind
from rushes.craft.grammar.setups import Scenery, Setup
from rushes.craft.grammar.shot import Shot
from rushes.craft.grammar.telling import Moment, What

GROUP_AGAIN = 5
PAIR_AGAIN = 8
_MOVES = (What.ARRIVAL, What.TRAVEL)
_OWN = (What.DEPARTURE, What.LOOK, What.INWARD)


def shared_again(setup: Setup, shots: Sequence[Shot], near: Scenery, moment: Moment) -> Setup:
    """The setup of a moment, or in its place the frame of several that is due."""
    if not shots or moment.what is What.DETAIL:
        return setup
    if near.kind is Kind.GROUP and len(near.company) > 2:
        return _group(setup, shots, near, moment)
    if near.kind is Kind.PAIR and len(near.company) == 2:
        return _pair(setup, shots, near, moment)
    return setup


def _group(setup: Setup, shots: Sequence[Shot], near: Scenery, moment: Moment) -> Setup:
    close = setup.framing in (Framing.INSERT, Framing.POV)
    due = _since(shots, 3) >= GROUP_AGAIN and moment.what not in _OWN and not close
    crossed = bool(moment.lines) and shots[-1].moment.what in _MOVES and len(shots[-1].setup.people) < len(near.company)
    if moment.what is What.ARRIVAL or due or crossed:
        return replace(setups.everyone(near, moment), way=setup.way)
    allies = _unseen_allies(shots, near, moment)
    if not (allies and setup.framing is Framing.SINGLE and _is_talk(moment)):
        return setup
    order = near.stage.ordered(allies)
    towards = near.answered if near.answered not in allies else ""
    return Setup(
        Job.COMPARE, Size.MS, Framing.TWO, order, "two who belong together are seen together",
        towards=towards, composition=setups.paired(order, near, towards),
    )  # fmt: skip


def _pair(setup: Setup, shots: Sequence[Shot], near: Scenery, moment: Moment) -> Setup:
    alone = setup.framing in (Framing.OTS, Framing.SINGLE)
    if not (alone and _is_talk(moment) and _since(shots, 2, over=False) >= PAIR_AGAIN):
        return setup
    order = near.stage.ordered(near.company)
    return Setup(
        Job.COMPARE, Size.MS if near.late else Size.FS, Framing.TWO, order,
        "after a run of single faces both are seen again, and how far apart they stand",
        towards=moment.speaker, composition=setups.paired(order, near),
    )  # fmt: skip


def _since(shots: Sequence[Shot], people: int, *, over: bool = True) -> int:
    """How many shots ago so many people were in one frame; a shoulder at its edge counts when `over`."""
    seen = (len(shot.setup.people) if over else len(shot.setup.faces) for shot in reversed(shots))
    return next((number for number, count in enumerate(seen) if count >= people), len(shots))


def _is_talk(moment: Moment) -> bool:
    return bool(moment.lines) and not all(line.unseen for line in moment.lines)


def _unseen_allies(shots: Sequence[Shot], near: Scenery, moment: Moment) -> tuple[str, ...]:
    """The pair of the speaker that no shot of the scene has shown alone together."""
    shown = [set(shot.setup.people) for shot in shots]
    here = (pair for pair in near.allies if moment.speaker in pair and set(pair) <= set(near.company))
    return next((pair for pair in here if set(pair) not in shown), ())
