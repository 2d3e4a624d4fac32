"""Jump cuts: two shots running of the same subject, too like in size and angle to be two."""

from collections.abc import Iterator
from itertools import pairwise

from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Framing
from rushes.craft.grammar import geometry
from rushes.craft.grammar.faults.flaw import Flaw, Scene, meant
from rushes.craft.grammar.geometry import View

RULE = "jump cut"


def jump_cuts(scene: Scene) -> Iterator[Flaw]:
    """Neighbours that show the same subject within two sizes and thirty degrees of each other."""
    if "montage" in scene.heading.lower():
        return
    for before, after in pairwise(scene.views):
        if same_subject(before, after) and geometry.alike(before.card, after.card) and not meant(after.card, RULE):
            subject = " and ".join(after.faces or _things(after.card))
            saw = (
                f"{before.card.code} and {after.card.code} both show {subject}, "
                f"{before.card.size} and {after.card.size} from about the same angle"
            )
            remedy = "change the size by two, or the angle by thirty degrees, or cut away between them"
            yield Flaw(RULE, scene.code, (before.card.code, after.card.code), saw, remedy)


def same_subject(before: View, after: View) -> bool:
    """Whether two frames are of the same faces, or of the same thing."""
    if Framing.INSERT in (before.card.framing, after.card.framing):
        things = _things(before.card)
        return before.card.framing is after.card.framing and bool(things) and things == _things(after.card)
    return bool(before.faces) and set(before.faces) == set(after.faces)


def _things(card: Card) -> tuple[str, ...]:
    return tuple(part.asset for part in card.subjects if not part.asset.startswith("CH-"))
