"""Whether each field of the story card says something, and something that can be filmed."""

from rushes.craft.story import verbs
from rushes.craft.story.beats import Part
from rushes.craft.story.card import Story
from rushes.craft.story.findings import Check, Finding, Place, doubt, passed
from rushes.craft.story.material import Material

EVENTS: dict[Part, str] = {
    Part.WANT: "say what they would be doing if they had it: deliver the tape, get on the last boat",
    Part.OBSTACLE: "name the thing or person that can be seen to stand in the way",
    Part.ESCALATION: "say what happens next that costs more than what happened before",
    Part.TURN: "name what is done, opened, read or said that makes it turn",
    Part.PAYOFF: "say the last thing done, in the present tense, with the thing it is done with",
}


def asks(material: Material) -> list[Finding]:
    """Read every field for what is empty and for what only a narrator could tell."""
    story = material.story
    if story.empty:
        says = "The story card is empty: nobody has said whose story it is and what they want."
        attempt = "say on it who the lead is, and their want, obstacle, escalation, turn and payoff"
        return [doubt(says, attempt, Place(field="story"), grave=True)]
    found = [*_people(story), *(finding for part in Part for finding in _part(story, part)), *_rule(story)]
    return found or passed("Every field of the story card names something that can be seen.")


def _people(story: Story) -> list[Finding]:
    if story.character.strip():
        return []
    says = "The card does not say whose story it is."
    return [doubt(says, "name one person, and what they do", Place(field="character"), grave=True)]


def _part(story: Story, part: Part) -> list[Finding]:
    text, place = story.told(part).strip(), Place(field=part)
    if not text:
        return [doubt(f"The card has no {part}.", EVENTS[part], place, grave=True)]
    if verbs.deeds(text) or verbs.shown(text):
        return []
    inner = verbs.states(text)
    if inner:
        says = f"The {part} happens inside somebody ({', '.join(inner)}): {text!r}"
        return [doubt(says, EVENTS[part], place, grave=True)]
    return [doubt(f"The {part} names nothing that a camera could see: {text!r}", EVENTS[part], place)]


def _rule(story: Story) -> list[Finding]:
    if story.visual_rule.strip():
        return []
    attempt = "choose one thing the picture always does until the turn, and then does not"
    return [doubt("The film has no visual rule.", attempt, Place(field="visual_rule"))]


plugin = Check("fields", "The card names visible events", asks)
