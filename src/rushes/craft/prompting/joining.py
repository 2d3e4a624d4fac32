"""Which shots may be asked for together, as one clip that holds their cuts."""

from collections.abc import Sequence
from itertools import pairwise

from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Direction
from rushes.craft.prompting.sentences import listed
from rushes.kernel import ids

_TURNED = {Direction.LEFT: Direction.RIGHT, Direction.RIGHT: Direction.LEFT}


def obstacle(cards: Sequence[Card]) -> str:
    """Why these cannot be one clip, as a sentence; empty where they can: shots of one scene, in cutting order."""
    for before, after in pairwise(cards):
        if before.scene != after.scene:
            return f"{before.code} and {after.code} are of two scenes: one request holds shots of one scene."
        if ids.in_order(before.code) >= ids.in_order(after.code):
            return f"{after.code} does not come after {before.code}: name the shots in cutting order, each once."
    return ""


def gap(planned: Sequence[Card], chosen: Sequence[Card]) -> str:
    """Which planned shots between the chosen ones were not chosen, as a sentence; empty where there is none."""
    codes = [card.code for card in chosen]
    first, last = ids.in_order(codes[0]), ids.in_order(codes[-1])
    inside = [card.code for card in planned if first < ids.in_order(card.code) < last and card.code not in codes]
    if not inside:
        return ""
    verb = "stand" if len(inside) > 1 else "stands"
    return f"{listed(inside)} {verb} between {codes[0]} and {codes[-1]} in the cut: name every shot from first to last."


def proposed(planned: Sequence[Card], most: int, longest: float) -> list[tuple[Card, ...]]:
    """
    Runs of shots that could be one clip: same scene, same people in the same state, no turned direction.

    Args:
        planned: cards in cutting order.
        most: how many shots one clip may hold.
        longest: how many seconds.
    """
    runs: list[list[Card]] = []
    for card in planned:
        last = runs[-1] if runs else []
        seconds = sum(one.seconds for one in last) + card.seconds
        if last and len(last) < most and seconds <= longest and _continues(last, card):
            last.append(card)
        else:
            runs.append([card])
    return [tuple(run) for run in runs if len(run) > 1]


def _continues(run: Sequence[Card], card: Card) -> bool:
    turned = _TURNED.get(run[-1].direction)
    return (
        run[-1].scene == card.scene and _cast(run[-1]) == _cast(card) and (turned is None or card.direction != turned)
    )


def _cast(card: Card) -> dict[str, str]:
    return {part.asset: part.state for part in card.subjects if part.asset.startswith("CH-")}
