"""Screen direction: who goes one way keeps to it from shot to shot until a turn is shown."""

from collections.abc import Iterator

from rushes.craft.grammar.faults.flaw import Flaw, Scene, meant
from rushes.craft.grammar.geometry import ACROSS, View

RULE = "screen direction"


def reversals(scene: Scene, before: Scene | None = None) -> Iterator[Flaw]:
    """
    Travel that turns round in a cut.

    Args:
        scene: the scene looked at.
        before: the scene that this one continues without a break, if it does.
    """
    going = _leaving(before) if before else {}
    for view in scene.views:
        if view.frees and not view.stands:
            going.clear()
        for stand in view.stands:
            known = going.get(stand.asset)
            turned = stand.turns or (known is not None and known[1])
            if known and stand.sets_off and ACROSS[known[0]] == stand.sets_off and not turned:
                last = known[2].card.code
                if not meant(view.card, RULE):
                    saw = f"{stand.asset} goes {known[0]} in {last} and {stand.sets_off} in {view.card.code}"
                    yield Flaw(RULE, scene.code, (last, view.card.code), saw, _REMEDY)
            if stand.travels:
                going[stand.asset] = (stand.travels, stand.turns, view)
            elif stand.looks or stand.turns:
                going.pop(stand.asset, None)


_REMEDY = "keep the direction, show the turn, or put a view from straight ahead between them"


def _leaving(scene: Scene) -> dict[str, tuple[str, bool, View]]:
    """Who leaves a scene's last frames, and which way."""
    found: dict[str, tuple[str, bool, View]] = {}
    for view in scene.views[-2:]:
        for stand in view.stands:
            if stand.exits:
                found[stand.asset] = (stand.exits, stand.turns, view)
    return found
