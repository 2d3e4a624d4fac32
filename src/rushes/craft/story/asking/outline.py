"""An outline: scenes with headings and what each of them changes, as a Fountain text without dialogue."""

import re

from rushes.craft.story import telling
from rushes.craft.story.material import Material
from rushes.craft.story.question import Kind, Piece, Question, Reply, Unbuildable, Wish, ask

TASK = """\
Outline this film scene by scene. For each scene give its heading (INT. or EXT., place, DAY or NIGHT), what \
happens in it in one or two sentences that can be filmed, and what is different when it ends. Few places, few \
people. Every object that decides the ending is seen earlier, where it means something else."""
_OPENING = re.compile(r"(?:INT|EXT|EST|I\.?/E)[. /]", re.IGNORECASE)


class Scene(Piece):
    """One scene of an outline."""

    heading: str
    happens: str
    changes: str = ""


class Outline(Reply):
    """Scenes in order."""

    scenes: tuple[Scene, ...] = ()


def build(material: Material, wish: Wish) -> Question:
    """Ask for an outline of the beats."""
    if material.story.empty:
        raise Unbuildable("The story card is empty: fill it first.")
    given = (
        ("Premise", telling.premise(material, wish)),
        ("Beats", telling.beats(material.story.beats)),
        ("Wish", wish.says),
    )
    return ask("outline", "OUTLINE", Outline, TASK, *given)


def read(reply: Outline) -> tuple[str, tuple[Scene, ...]]:
    """The outline as Fountain: a heading, what the scene changes as its synopsis, and what happens."""
    scenes = tuple(scene for scene in reply.scenes if scene.heading.strip())
    return "\n\n".join(map(_fountain, scenes)), scenes


def _fountain(scene: Scene) -> str:
    heading = " ".join(scene.heading.upper().split())
    opened = heading if _OPENING.match(heading) else f".{heading.lstrip('.')}"
    synopsis = f"= {' '.join(scene.changes.split())}" if scene.changes.strip() else ""
    return "\n\n".join(filter(None, (opened, synopsis, " ".join(scene.happens.split()))))


plugin = Kind("outline", "Outline", build, Outline, read)
