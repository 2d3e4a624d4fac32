"""Plants and payoffs by object: what is shown must be needed, and what is needed must have been shown."""

from rushes.craft.story.beats import Part
from rushes.craft.story.findings import Check, Finding, Place, cannot_judge, doubt, passed
from rushes.craft.story.material import Material
from rushes.craft.story.things import Mention, Thing, Why, on_card, things

LATE = 0.8
WEAPONS = frozenset(["gun", "rifle", "knife", "sword", "axe"])
FEWEST = 3


def asks(material: Material) -> list[Finding]:
    """Follow everything plot-bearing from its first mention to its last."""
    if len(material.passages) < FEWEST:
        return cannot_judge("The script is too short to plant anything.")
    needed = on_card(material, Part.TURN, Part.PAYOFF)
    known = things(material)
    found = [finding for thing in known for finding in _thing(thing, thing.noun in needed, material)]
    if not known:
        return cannot_judge("The script shows no thing in capitals, and the library has no prop.")
    kept = ", ".join(f"{thing.noun} ({_first(thing)} to {_last(thing)})" for thing in known if thing.mentions)
    return found or passed(f"Whatever is planted is paid: {kept}")


def _thing(thing: Thing, needed: bool, material: Material) -> list[Finding]:
    if not thing.mentions:
        return _absent(thing, material)
    first = thing.mentions[0]
    if len(thing.mentions) == 1 and _promises(thing) and not _last_scene(first, material):
        says = f"The {thing.noun}, {thing.why}, is {_shown(first)} once and never again."
        return [doubt(says, "let it come back when it is needed, or take it out", _place(first))]
    if _unplanted(thing, needed, material):
        says = f"The {thing.noun} is first {_shown(first)} when it is needed, in {first.passage.scene}."
        attempt = f"show the {thing.noun} earlier, where it means something else"
        return [doubt(says, attempt, _place(first), grave=needed)]
    return []


def _promises(thing: Thing) -> bool:
    """Whether showing it once promises more: what somebody chose to name, or a weapon, which nobody forgets."""
    return thing.why in (Why.LIBRARY, Why.CAPITALS) or thing.noun in WEAPONS


def _absent(thing: Thing, material: Material) -> list[Finding]:
    if thing.why is Why.LIBRARY and any(thing.noun in card.action.casefold() for card in material.cards):
        return []
    says = f"The {thing.noun}, {thing.why}, is nowhere in the script."
    return [doubt(says, "name it where it is seen, by this word", Place(field="turn" if thing.why is Why.CARD else ""))]


def _unplanted(thing: Thing, needed: bool, material: Material) -> bool:
    """Whether a thing that decides the ending is not seen or named before it."""
    first = thing.mentions[0]
    late = first.place >= LATE * len(material.passages) or (needed and _last_scene(first, material))
    weighty = thing.why in (Why.LIBRARY, Why.CAPITALS) and any(mention.used for mention in thing.seen)
    decides = needed or weighty
    return decides and late and len(material.scenes) > 1 and len(thing.scenes) == 1


def _last_scene(mention: Mention, material: Material) -> bool:
    return mention.passage.scene == material.scenes[-1].code


def _shown(mention: Mention) -> str:
    return "named" if mention.passage.speaker else "seen"


def _first(thing: Thing) -> str:
    return thing.mentions[0].passage.scene


def _last(thing: Thing) -> str:
    return thing.mentions[-1].passage.scene


def _place(mention: Mention) -> Place:
    return Place(scene=mention.passage.scene, span=mention.passage.span)


plugin = Check("plants", "What is planted is paid, what is paid was planted", asks)
