"""A script draft: Fountain inside JSON, which must parse to scenes."""

from rushes.craft.screenplay import fountain
from rushes.craft.screenplay.breakdown import NoScene, breakdown
from rushes.craft.screenplay.elements import SceneHeading, Screenplay
from rushes.craft.story import telling
from rushes.craft.story.material import Material
from rushes.craft.story.question import Kind, Question, Reply, Unbuildable, Unreadable, Wish, ask

PAGE_SECONDS = 60
TASK = """\
Write the screenplay of this film in Fountain, about {pages} of pages of a minute each, in the field `fountain`. \
Scene headings such as INT. KITCHEN - NIGHT; people in capitals with an age and one thing they wear when they \
first appear; cues in capitals on a line of their own, speech on the next. Short action, one image a paragraph. \
Little dialogue, and nobody says what they feel. Keep the outline and the beats, in their order."""


class Script(Reply):
    """A script as Fountain text."""

    fountain: str = ""


def build(material: Material, wish: Wish) -> Question:
    """Ask for a script from card and beats; a script that is already there is given as the outline."""
    if material.story.empty and not wish.says.strip():
        raise Unbuildable("The story card is empty: fill it, or say what is to be written.")
    pages = f"{max(0.5, (material.runtime or 90) / PAGE_SECONDS):.1f}"
    given = (
        ("Premise", telling.premise(material, wish)),
        ("Beats", telling.beats(material.story.beats)),
        ("Outline", telling.script(material)),
        ("Wish", wish.says),
    )
    return ask("script", "SCRIPT", Script, TASK.format(pages=pages), *given)


def read(reply: Script) -> tuple[str, Screenplay]:
    """The script, if it is one."""
    text = reply.fountain.replace("\r\n", "\n").strip()
    screenplay = fountain.parse(f"{text}\n")
    if not any(isinstance(element, SceneHeading) for element in screenplay.elements):
        raise Unreadable("The script of the answer has no scene heading such as INT. KITCHEN - NIGHT.")
    try:
        breakdown(screenplay)
    except NoScene as error:
        raise Unreadable(f"The script of the answer cannot be used: {error.detail}") from error
    return f"{text}\n", screenplay


plugin = Kind("script", "Script draft", build, Script, read)
