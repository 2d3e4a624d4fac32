"""The order of the beats: a reader given two tellings says in which of them one thing leads to the next."""

from random import Random
from typing import Literal

from rushes.craft.story import telling
from rushes.craft.story.beats import Beat
from rushes.craft.story.material import Material
from rushes.craft.story.question import READS, Kind, Question, Reply, Unbuildable, Wish, ask

FEWEST = 4
TASK = """\
Here are two tellings of the same events, A and B, in different orders. In which of them does each event lead to \
the next? Answer A, B, or neither where they are equally good; and say in one sentence which link decides it."""


class Preference(Reply):
    """Which telling holds together."""

    prefers: Literal["A", "B", "neither"] = "neither"
    because: str = ""


def tellings(material: Material, wish: Wish) -> tuple[tuple[Beat, ...], tuple[Beat, ...], str]:
    """Tellings A and B, and which of them is the story's own order."""
    own = material.story.beats
    chance = Random(wish.seed)
    other = list(own)
    while tuple(other) == own and len(set(own)) > 1:
        chance.shuffle(other)
    return (own, tuple(other), "A") if chance.random() < 0.5 else (tuple(other), own, "B")


def build(material: Material, wish: Wish) -> Question:
    """Show both tellings, in an order that the seed decides."""
    if len(set(material.story.beats)) < FEWEST:
        raise Unbuildable(f"There are {len(material.story.beats)} beats: an order needs {FEWEST}.")
    one, other, _ = tellings(material, wish)
    given = (("A", telling.beats(one)), ("B", telling.beats(other)))
    return ask("ordering", f"ORDER-{wish.seed}", Preference, TASK, *given, rules=READS)


def read(reply: Preference) -> tuple[str, Preference]:
    """The preference and its reason."""
    because = f": {' '.join(reply.because.split())}" if reply.because.strip() else ""
    return f"{reply.prefers}{because}", reply


plugin = Kind("ordering", "Order of the beats", build, Preference, read)
