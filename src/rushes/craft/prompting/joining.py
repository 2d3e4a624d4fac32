"""Which shots may be asked for together, as one clip that holds their cuts."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Direction
from rushes.craft.prompting.sentences import listed

_TURNED = {Direction.LEFT: Direction.RIGHT, Direction.RIGHT: Direction.LEFT}


def obstacle(cards: Sequence[Card]) -> str:
    """Why these cannot be one clip, as a sentence; empty where they can: shots of one scene, each once."""
    for before, after in pairwise(cards):
        if before.scene != after.scene:
            return f"{before.code} and {after.code} are of two scenes: one request holds shots of one scene."
    twice = [code for code, number in Counter(card.code for card in cards).items() if number > 1]
    return f"{twice[0]} is named twice: name each shot once." if twice else ""


def gap(planned: Sequence[Card], chosen: Sequence[Card]) -> str:
    """
    Why the chosen do not follow one another as they are planned, as a sentence; empty where they do.

    Args:
        planned: cards in the order they play in, which need not be that of their codes; the chosen are among them.
    """
    order, codes = [card.code for card in planned], [card.code for card in chosen]
    for before, after in pairwise(codes):
        if order.index(after) < order.index(before):
            return f"{after} does not come after {before}: name the shots in cutting order."
    inside = [code for code in order[order.index(codes[0]) : order.index(codes[-1])] if code not in codes]
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
