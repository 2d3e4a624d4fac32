"""
Which of several references a moderator refuses, found by halves; pure.

What was asked with all of them was refused. An order with half of them is refused too, and it is one of these; or it is
accepted, and it is one of the others. An order that is refused costs nothing, one that is accepted is a take.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Some = frozenset[str]
Answer = Callable[[Some], bool | None]
"""Whether an order with these suspects was refused; None where it is not known."""


@dataclass(frozen=True)
class Found:
    """
    What is refused: one reference, or the words themselves.

    Neither where no reference is refused by itself: it is several together, or chance.
    """

    culprit: str = ""
    words: bool = False


def ask(suspects: Sequence[str], answer: Answer, *, words: bool) -> Some | Found:
    """
    With which of the suspects to order next, or what was found.

    A single one among n is found with at most as many orders as halve n, rounded up, and one more.

    Args:
        suspects: the likeliest first, so that most orders are refused.
        words: whether the words may be what is refused; they are if everything is, even an order without any suspect.
    """
    left, accepted = list(suspects), False
    while len(left) > 1:
        half = left[: len(left) // 2]
        refused = answer(frozenset(half))
        if refused is None:
            return frozenset(half)
        accepted = accepted or not refused
        left = half if refused else left[len(half) :]
    alone = frozenset(left)
    refused = answer(alone) if len(suspects) > 1 else True
    if refused is None:
        return alone
    if not refused:
        return Found()
    return Found(left[0]) if accepted or not words else _by_words(left[0], answer)


def _by_words(last: str, answer: Answer) -> Some | Found:
    none: Some = frozenset()
    refused = answer(none)
    if refused is None:
        return none
    return Found(words=True) if refused else Found(last)


@dataclass(frozen=True)
class Ahead:
    """
    Every order that may still come to be asked.

    At most `steps` of them are asked, `accepted` of these accepted, and all cost `most`.
    """

    orders: tuple[Some, ...]
    most: int
    steps: int
    accepted: int


def ahead(suspects: Sequence[str], answer: Answer, price: Callable[[Some], int], *, words: bool) -> Ahead:
    """
    What may still come of what is known.

    Args:
        price: what an order with these suspects costs when it is accepted; one that is refused costs nothing.
    """
    asked = ask(suspects, answer, words=words)
    if isinstance(asked, Found):
        return Ahead((), 0, 0, 0)
    refused, accepted = (ahead(suspects, _with(answer, asked, says), price, words=words) for says in (True, False))
    return Ahead(
        tuple(dict.fromkeys((asked, *refused.orders, *accepted.orders))),
        max(refused.most, price(asked) + accepted.most),
        1 + max(refused.steps, accepted.steps),
        max(refused.accepted, 1 + accepted.accepted),
    )


def _with(answer: Answer, asked: Some, says: bool) -> Answer:
    return lambda sent: says if sent == asked else answer(sent)
