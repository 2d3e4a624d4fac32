"""Eyelines: who looks at somebody looks to where that one is, and the other looks back."""

from collections.abc import Iterator

from rushes.craft.cards.vocabulary import Framing
from rushes.craft.grammar.faults.flaw import Flaw, Scene, meant
from rushes.craft.grammar.geometry import ACROSS, LEFT, RIGHT, Stand, View, named

RULE = "eyeline"


def mismatches(scene: Scene) -> Iterator[Flaw]:
    """Looks past the one who is looked at, within a frame and between two that answer each other."""
    before: View | None = None
    for view in scene.views:
        if not meant(view.card, RULE):
            yield from _within(scene, view)
            if before:
                yield from _between(scene, before, view)
        if not (view.card.framing is Framing.INSERT or view.frees):
            before = view
        elif view.frees:
            before = None


def _within(scene: Scene, view: View) -> Iterator[Flaw]:
    """Over a shoulder, or at somebody named: the eyes go to the side where that one is."""
    for stand in view.stands:
        other = _looked_at(view, stand)
        if not stand.face or other is None or other.side not in (LEFT, RIGHT) or stand.looks not in (LEFT, RIGHT):
            continue
        if stand.looks != other.side:
            saw = f"{stand.asset} looks {stand.looks}, and {other.asset} is at frame {other.side}"
            remedy = f"turn the eyes to frame {other.side}, or put {other.asset} on the {ACROSS[other.side]}"
            yield Flaw(RULE, scene.code, (view.card.code,), saw, remedy)


def _looked_at(view: View, stand: Stand) -> Stand | None:
    over = view.card.over
    if view.card.framing is Framing.OTS and over and over != stand.asset:
        return view.of(over)
    looked = named(view.card.eyeline)
    found = [other for other in view.stands if other.asset != stand.asset and other.asset in looked]
    return found[0] if len(found) == 1 and view.faces == (stand.asset,) else None


def _between(scene: Scene, before: View, view: View) -> Iterator[Flaw]:
    """Two faces that answer each other in turn look opposite ways."""
    one, other = _alone(before), _alone(view)
    if one is None or other is None or one.asset == other.asset or not _answer(before, view, one, other):
        return
    if one.looks == other.looks and one.looks in (LEFT, RIGHT):
        shots = (before.card.code, view.card.code)
        saw = f"{one.asset} in {shots[0]} and {other.asset} in {shots[1]} face each other, and both look {one.looks}"
        yield Flaw(RULE, scene.code, shots, saw, f"turn one of them to look {ACROSS[one.looks]}")


def _alone(view: View) -> Stand | None:
    faces = [stand for stand in view.stands if stand.face]
    return faces[0] if len(faces) == 1 else None


def _answer(before: View, view: View, one: Stand, other: Stand) -> bool:
    """Whether two frames are of people who look at each other: each eyeline or shoulder names the other."""
    return other.asset in _towards(before) and one.asset in _towards(view)


def _towards(view: View) -> frozenset[str]:
    return named(f"{view.card.eyeline} {view.card.over or ''}")
