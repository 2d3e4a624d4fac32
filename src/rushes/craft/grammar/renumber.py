"""Codes of proposed shots across edits of the script: the same shot keeps its code, a new one gets one of its own."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Origin
from rushes.craft.screenplay import numbering
from rushes.craft.screenplay.alignment import align, gaps, likeness
from rushes.craft.screenplay.wording import normal
from rushes.kernel import ids

ALIKE = 0.4
_NEAR = 6


def keep(old: Iterable[Card], new: Iterable[Card], used: Collection[str] = ()) -> list[Card]:
    """
    The new cards under the codes of the shots they were before; only proposals are renamed.

    A proposal is the same shot when it tells the same action and lines in the same scene, or most of their words in
    the same order. One put in between gets a letter, one at a scene's end the next number.

    Args:
        old: the cards that were planned before.
        new: the cards as they are proposed now, in cutting order.
        used: every code a shot of the production ever had; none is given again.

    Raises:
        OutOfCodes: a scene has no code left.
    """
    before, taken = _by_scene(old), defaultdict[str, list[str]](list)
    for code in used:
        taken[ids.scene_of(code)].append(code)
    coming: list[Card] = []
    for scene, cards in _by_scene(new).items():
        same = _same(before.get(scene, []), cards)
        found = [same.get(place) if _may(card) else card.code for place, card in enumerate(cards)]
        named = numbering.filled(found, taken[scene], f"{scene}-SH")
        coming += [card.model_copy(update={"code": code}) for card, code in zip(cards, named, strict=True)]
    return coming


def _may(card: Card) -> bool:
    """Whether a card may be renamed."""
    return card.origin is Origin.PROPOSED


def _by_scene(cards: Iterable[Card]) -> dict[str, list[Card]]:
    scenes: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        scenes[card.scene].append(card)
    return scenes


def _same(old: Sequence[Card], new: Sequence[Card]) -> dict[int, str]:
    """The code of the shot that each new card was before, by the card's place; what is the user's stands apart."""
    mine = {card.code for card in new if not _may(card)}
    before = [card for card in old if _may(card) and card.code not in mine]
    after = [place for place, card in enumerate(new) if _may(card)]
    pairs = align([_told(card) for card in before], [_told(new[place]) for place in after])
    likely = [
        pair
        for gone, come in gaps(pairs, len(before), len(after))
        for pair in _alike(before, new, gone, after[come.start : come.stop])
    ]
    return {after[m]: before[k].code for k, m in pairs} | dict(likely)


def _told(card: Card) -> tuple[object, ...]:
    return card.action, *(speech.text for speech in card.dialogue)


def _alike(before: Sequence[Card], new: Sequence[Card], gone: range, come: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Cards between two that stayed, paired in order where most of their words are the same."""
    at = gone.start
    for place in come:
        near = range(at, min(at + _NEAR, gone.stop))
        found = next((one for one in near if likeness(_words(before[one]), _words(new[place])) >= ALIKE), None)
        if found is not None:
            yield place, before[found].code
            at = found + 1


def _words(card: Card) -> list[str]:
    return normal(" ".join([card.action, *(speech.text for speech in card.dialogue)]))
