"""Logline options: the premise in one sentence each, to choose from."""

from rushes.craft.story import telling
from rushes.craft.story.material import Material
from rushes.craft.story.question import Kind, Piece, Question, Reply, Unbuildable, Wish, ask

TASK = """\
Write {options} loglines for this film, each one sentence of at most 30 words: who, what they want, what stands \
in the way, and what it will cost. Do not tell the ending. Let them differ in what they stress. For each, say in \
at most 15 words what it gives up."""


class Option(Piece):
    """One logline and what it gives up."""

    logline: str
    gives_up: str = ""


class Options(Reply):
    """Several loglines."""

    options: tuple[Option, ...] = ()


def build(material: Material, wish: Wish) -> Question:
    """Ask for loglines from the story card, or from the script where there is no card."""
    premise = telling.premise(material, wish)
    if material.story.empty and not material.scenes and not wish.says:
        raise Unbuildable("There is neither a story card nor a script: say in a few words what the film is about.")
    script = telling.script(material) if material.story.empty else ""
    task = TASK.format(options=wish.options)
    return ask("loglines", "LOGLINE", Options, task, ("Premise", premise), ("Script", script), ("Wish", wish.says))


def read(reply: Options) -> tuple[str, tuple[str, ...]]:
    """The options as a list."""
    kept = [option for option in reply.options if option.logline.strip()]
    lines = [f"- {_line(option.logline)}{_given_up(option)}" for option in kept]
    return "\n".join(lines), tuple(_line(option.logline) for option in kept)


def _line(text: str) -> str:
    return " ".join(text.split())


def _given_up(option: Option) -> str:
    return f" *Gives up: {_line(option.gives_up)}*" if option.gives_up.strip() else ""


plugin = Kind("loglines", "Logline options", build, Options, read)
