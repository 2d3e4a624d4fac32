"""What readers' answers say about a story: retellings against the card, rankings and preferences against the order."""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from rushes.craft.grammar.words import listed
from rushes.craft.story import verbs
from rushes.craft.story.asking import ordering, ranking
from rushes.craft.story.asking.retell import Retelling
from rushes.craft.story.beats import Part
from rushes.craft.story.card import Story
from rushes.craft.story.findings import Finding, Place, cannot_judge, doubt, passed
from rushes.craft.story.material import Material
from rushes.craft.story.question import Answer, Wish

MAJORITY = 2
RETOLD = (Part.WANT, Part.OBSTACLE, Part.TURN)
_WORD = re.compile(r"[^\W\d_]{3,}")
_PLAIN = listed(
    "the and that this with from into under over then than she her hers his him they them its for but not who"
)


def retold(story: Story, answer: Answer) -> list[Finding]:
    """Whether somebody who saw only the pictures found the card's want, obstacle and turn in them."""
    if answer.abstained or not isinstance(answer.value, Retelling):
        return cannot_judge(f"The reader could not retell it: {answer.text}")
    found = [_retold(part, story.told(part), getattr(answer.value, part)) for part in RETOLD if story.told(part)]
    doubts = [finding for finding in found if finding]
    return doubts or passed("A reader who saw only the pictures retold want, obstacle and turn.")


def ranked(material: Material, readings: Iterable[tuple[Wish, Answer]]) -> list[Finding]:
    """Whether most of several independent readers find more at stake in each beat than in the one before."""
    beats = ranking.climb(material)
    orders = [order for wish, answer in readings if (order := _places(material, wish, answer))]
    if len(orders) < MAJORITY:
        return cannot_judge(f"{len(orders)} readers ranked every beat: it takes {MAJORITY}.", "ask again")
    found = []
    for before, after in itertools.pairwise(range(len(beats))):
        against = sum(order[before] > order[after] for order in orders)
        if 2 * against > len(orders):
            says = f"{against} of {len(orders)} readers find less at stake in {beats[after].action!r} than just before."
            place = Place(field="beats", scene=beats[after].scene)
            found.append(doubt(says, "swap the two, or let the second take away what the first had left", place))
    return found or passed(f"{len(orders)} readers find the stakes rising from beat to beat.")


def ordered(material: Material, readings: Sequence[tuple[Wish, Answer]]) -> list[Finding]:
    """Whether readers who do not know which order is the story's prefer it to a shuffled one."""
    counted = Counter(_preferred(material, wish, answer) for wish, answer in readings)
    own, other, total = counted["own"], counted["other"], sum(counted.values()) - counted[""]
    if total == 0:
        return cannot_judge("No reader preferred either order.", "ask again with another seed")
    if own > total / 2:
        return passed(f"{own} of {total} readers prefer the story's own order.")
    says = f"{own} of {total} readers prefer the story's own order, {other} a shuffled one: no beat causes the next."
    return [doubt(says, "join each beat to the next with `therefore` or `but`, never `and then`", Place(field="beats"))]


def _retold(part: Part, said: str, understood: str) -> Finding | None:
    if not understood.strip():
        says = f"A reader who saw only the pictures found no {part}; the card says {said!r}"
        return doubt(says, "show it in a shot of its own", Place(field=part), grave=True)
    if _content(said) & _content(understood):
        return None
    says = f"The {part} was understood as {understood!r}; the card says {said!r}"
    return doubt(says, "show the deed or the thing that the card names", Place(field=part))


def _content(text: str) -> set[str]:
    """The words of a text that mean something, each in all its base forms."""
    words = [word for word in map(str.casefold, _WORD.findall(text)) if word not in _PLAIN]
    return {base for word in words for base in verbs.bases(word)}


def _places(material: Material, wish: Wish, answer: Answer) -> list[int] | None:
    """For each beat in the story's order, its place in a reader's ranking; None where it does not rank them all."""
    names = ranking.letters(material, wish)
    order = [] if answer.abstained else list(answer.value)
    return [order.index(name) for name in names] if sorted(order) == sorted(names) else None


def _preferred(material: Material, wish: Wish, answer: Answer) -> str:
    """`own`, `other`, `neither`, or nothing where the reader abstained."""
    if answer.abstained or not isinstance(answer.value, ordering.Preference):
        return ""
    _, _, own = ordering.tellings(material, wish)
    choice = answer.value.prefers
    return "neither" if choice == "neither" else "own" if choice == own else "other"
