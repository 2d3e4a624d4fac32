"""
Faults of grammar: what an editor would say of a scene's shots before any is made.

One file a rule, each a function from a scene to its flaws; `RULES` is all of them. They warn and never block. A plan
that breaks a rule on purpose says so among its reasons: `meant: jump cut`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from rushes.craft.cards.card import Card
from rushes.craft.grammar import geometry
from rushes.craft.grammar.faults import axis, direction, eyelines, jump_cuts, missing
from rushes.craft.grammar.faults.flaw import Flaw, Scene
from rushes.craft.screenplay import numbering, shots
from rushes.craft.screenplay.elements import SceneHeading, Screenplay
from rushes.kernel import ids

RULES: tuple[Callable[[Scene], Iterable[Flaw]], ...] = (
    axis.crossings,
    jump_cuts.jump_cuts,
    eyelines.mismatches,
    missing.ways,
    missing.unseen_speakers,
)


def check(cards: Sequence[Card], screenplay: Screenplay | None = None) -> list[Flaw]:
    """
    Everything that breaks the grammar of a plan, scene by scene in story order.

    Args:
        cards: the plan in cutting order.
        screenplay: the script it was planned from; without it nothing is said of words that no shot covers.
    """
    scenes = _scenes(cards, _headings(screenplay) if screenplay else {})
    found = [flaw for scene in scenes for rule in RULES for flaw in rule(scene)]
    found += _reversals(scenes)
    if screenplay:
        found += missing.uncovered(screenplay, cards)
    places = {scene.code: place for place, scene in enumerate(scenes)}
    return sorted(found, key=lambda flaw: (places[flaw.scene], [ids.in_order(code) for code in flaw.shots]))


def _scenes(cards: Sequence[Card], headings: dict[str, str]) -> list[Scene]:
    grouped = groupby(cards, key=lambda card: card.scene)
    return [Scene(code, tuple(map(geometry.view, group)), headings.get(code, "")) for code, group in grouped]


def _headings(screenplay: Screenplay) -> dict[str, str]:
    parts = shots.scenes(screenplay.elements)
    found = zip(numbering.codes_of(parts), parts, strict=True)
    return {code: next((e.text for e in part if isinstance(e, SceneHeading)), "") for code, part in found}


def _reversals(scenes: Sequence[Scene]) -> Iterator[Flaw]:
    """Directions within scenes, and across those that go on where the one before stops."""
    for place, scene in enumerate(scenes):
        goes_on = place and "continuous" in scene.heading.lower()
        yield from direction.reversals(scene, scenes[place - 1] if goes_on else None)
