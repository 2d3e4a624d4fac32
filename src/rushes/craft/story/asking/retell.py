"""The blind retelling: a reader who is given only silent pictures says who wants what, and what turned."""

from rushes.craft.story import telling
from rushes.craft.story.material import Material
from rushes.craft.story.question import READS, Kind, Question, Reply, Unbuildable, Wish, ask

TASK = """\
You are shown the shots of a film without its sound and without its title. You have not read anything else about \
it. Say who the story is about, what they want, what stands in the way, what turns it, and how it ends: only \
what the pictures show. Where they do not show it, leave the field empty."""


class Retelling(Reply):
    """What a reader understood."""

    who: str = ""
    want: str = ""
    obstacle: str = ""
    turn: str = ""
    payoff: str = ""


def build(material: Material, _wish: Wish) -> Question:
    """Show the pictures of the plan, and nothing of the story card."""
    if not material.cards:
        raise Unbuildable("There is no plan yet, so there are no pictures to retell.")
    return ask("retell", "RETELL", Retelling, TASK, ("Shots", telling.pictures(material.cards)), rules=READS)


def read(reply: Retelling) -> tuple[str, Retelling]:
    """The retelling, a line a field."""
    said = {name: getattr(reply, name).strip() for name in ("who", "want", "obstacle", "turn", "payoff")}
    return "\n".join(f"{name}: {text}" for name, text in said.items() if text), reply


plugin = Kind("retell", "Blind retelling", build, Retelling, read)
