"""The line between two people: once seen from one side of it, they are not seen from the other without a way across."""

from collections.abc import Iterator

from rushes.craft.grammar.faults.flaw import Flaw, Scene, meant
from rushes.craft.grammar.geometry import LEFT, RIGHT, View, named

RULE = "axis"


def crossings(scene: Scene) -> Iterator[Flaw]:
    """Pairs that change sides, and people who look the other way, from one shot to the next that shows them."""
    pairs: dict[tuple[str, str], View] = {}
    looking: dict[str, View] = {}
    for view in scene.views:
        if view.frees:
            pairs.clear()
            looking.clear()
        if not meant(view.card, RULE):
            yield from _swapped(scene, view, pairs)
            yield from _reversed(scene, view, looking)
        _remember(view, pairs, looking)


def _swapped(scene: Scene, view: View, pairs: dict[tuple[str, str], View]) -> Iterator[Flaw]:
    for one, other in _pairs(view):
        before = pairs.get((one, other))
        if before and before.camera_side(one, other) != view.camera_side(one, other):
            saw = (
                f"{before.card.code} has {one} on the {before.camera_side(one, other)} of {other}, "
                f"{view.card.code} on the {view.camera_side(one, other)}"
            )
            yield Flaw(RULE, scene.code, (before.card.code, view.card.code), saw, _REMEDY)


def _reversed(scene: Scene, view: View, looking: dict[str, View]) -> Iterator[Flaw]:
    for stand in view.stands:
        before = looking.get(stand.asset)
        known = before.of(stand.asset) if before else None
        if not before or not known or stand.looks not in (LEFT, RIGHT) or any(_pairs(view)):
            continue
        elsewhere = named(before.card.eyeline) != named(view.card.eyeline)
        if known.looks != stand.looks and not (elsewhere or stand.turns or stand.travels):
            saw = f"{stand.asset} looks {known.looks} in {before.card.code} and {stand.looks} in {view.card.code}"
            yield Flaw(RULE, scene.code, (before.card.code, view.card.code), saw, _REMEDY)


_REMEDY = "shoot both from one side of the line, or let a cutaway or a move of the camera take us across"


def _pairs(view: View) -> Iterator[tuple[str, str]]:
    people = sorted(view.people)
    for place, one in enumerate(people):
        for other in people[place + 1 :]:
            if view.camera_side(one, other):
                yield one, other


def _remember(view: View, pairs: dict[tuple[str, str], View], looking: dict[str, View]) -> None:
    """Keep what a frame establishes; who turns or goes is free to be seen anew."""
    restless = {stand.asset for stand in view.stands if stand.travels or stand.turns}
    for asset in restless:
        looking.pop(asset, None)
    for pair in [pair for pair in pairs if restless & set(pair)]:
        del pairs[pair]
    if len(view.people) < 3:  # in a group heads turn to whoever speaks
        looking.update({stand.asset: view for stand in view.stands if stand.looks and stand.asset not in restless})
    pairs.update({pair: view for pair in _pairs(view) if not restless & set(pair)})
