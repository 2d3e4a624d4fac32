"""A production told to a language model: its story, its beats, its script and its shots, in few words."""

from collections.abc import Iterable

from rushes.craft.cards.card import Card
from rushes.craft.story.beats import Beat, Part
from rushes.craft.story.material import Material
from rushes.craft.story.question import Wish

LONGEST = 60_000


def premise(material: Material, wish: Wish) -> str:
    """Title, logline, goal, audience, length and the story card: what a person has said, and nothing else."""
    story = material.story
    said = {
        "Title": wish.title,
        "Logline": wish.logline,
        "Goal": wish.goal,
        "Audience": wish.audience,
        "Length": f"{material.runtime:g} seconds" if material.runtime else "",
        "Character": story.character,
        **{part.capitalize(): story.told(part) for part in Part},
        "Kind of obstacle": str(story.obstacle_kind or ""),
        "Kind of turn": str(story.turn_kind or ""),
        "Visual rule": story.visual_rule,
    }
    return "\n".join(f"{name}: {text}" for name, text in said.items() if text.strip())


def beats(given: Iterable[Beat]) -> str:
    """Beats, one a line."""
    return "\n".join(f"{number}. {deed(beat)}" for number, beat in enumerate(given, start=1))


def deed(beat: Beat) -> str:
    """A beat in one line: the state before, what is done, the state after."""
    return " > ".join(text.strip() for text in (beat.before, beat.action, beat.after) if text.strip())


def script(material: Material) -> str:
    """The script as it stands, cut where it is longer than a model reads well."""
    text = material.screenplay.source.strip()
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(chr(10), 1)[0]}\n\n[[the script goes on]]"


def pictures(cards: Iterable[Card]) -> str:
    """The shots without a sound: what is seen, at which size, and how the shot ends."""
    return "\n".join(f"{number}. {picture(card)}" for number, card in enumerate(cards, start=1))


def picture(card: Card) -> str:
    """One shot as a silent picture."""
    ends = f" It ends on: {card.end_frame}." if card.end_frame else ""
    return f"({card.size}) {card.action or card.start_frame or card.title}.{ends}".replace("..", ".")
