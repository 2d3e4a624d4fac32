"""The ranking of setbacks: a reader who does not know their order says which would cost most."""

from random import Random

from rushes.craft.story import telling
from rushes.craft.story.beats import Beat, Part
from rushes.craft.story.material import Material
from rushes.craft.story.question import READS, Kind, Question, Reply, Unbuildable, Wish, ask

FEWEST, MOST = 3, 20
TASK = """\
These events of one story are in no order. Rank them by what the main character stands to lose if they fail \
there, from least to most, by their letters, each once. Judge each event by itself; do not guess the order of \
the story."""


class Ranking(Reply):
    """Letters from the least at stake to the most."""

    order: tuple[str, ...] = ()


def climb(material: Material) -> list[Beat]:
    """The beats that are to rise, in the story's order: all before the payoff."""
    return [beat for beat in material.story.beats if beat.part is not Part.PAYOFF and beat.action][:MOST]


def letters(material: Material, wish: Wish) -> list[str]:
    """The letter that each beat, in the story's order, bears in one reading."""
    names = [chr(ord("A") + place) for place in range(len(climb(material)))]
    Random(f"{wish.seed}/{wish.reading}").shuffle(names)
    return names


def build(material: Material, wish: Wish) -> Question:
    """Show the beats under letters, in an order that the seed and the reading decide."""
    beats = climb(material)
    if len(beats) < FEWEST:
        raise Unbuildable(f"There are {len(beats)} beats before the payoff: a ranking needs {FEWEST}.")
    told = sorted(zip(letters(material, wish), map(telling.deed, beats), strict=True))
    events = "\n".join(f"{letter}. {text}" for letter, text in told)
    who = material.story.character or material.lead
    return ask(
        "ranking", f"RANKING-{wish.reading}", Ranking, TASK, ("Main character", who), ("Events", events), rules=READS
    )


def read(reply: Ranking) -> tuple[str, tuple[str, ...]]:
    """The letters, each once."""
    order = tuple(dict.fromkeys(letter.strip().upper()[:1] for letter in reply.order if letter.strip()))
    return " < ".join(order), order


plugin = Kind("ranking", "Ranking of what is at stake", build, Ranking, read)
