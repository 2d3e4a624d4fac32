"""Whether the one whose story it is causes the turn; a turn that happens to them is somebody else's story."""

import re

from rushes.craft.grammar.words import listed
from rushes.craft.story import verbs
from rushes.craft.story.beats import Part
from rushes.craft.story.findings import Check, Finding, Place, cannot_judge, doubt, passed
from rushes.craft.story.material import Material, Passage

NEAR = 60
LIKE = 2
_PRONOUN = re.compile(r"\b(?:she|he|they)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;:!?]\s+")
_CONTENT = re.compile(r"[^\W\d_]{4,}")
_PLAIN = listed("that this with from into under over then there their they when what while have been were will")


def asks(material: Material) -> list[Finding]:
    """Find who acts where the story turns: in the beat of the turn, in the card's words, or in the script's."""
    if not material.story.turn.strip():
        return cannot_judge("The card names no turn.", "say what makes the story turn")
    if not material.lead:
        return cannot_judge("Nobody is named, so nobody can cause the turn.")
    for text, place in _told(material):
        who = _agent(text, material)
        if who:
            return _judged(who, text, place, material)
    return cannot_judge(
        "No sentence says who causes the turn.", "tell the turn as a deed: who does what, and what shows"
    )


def _judged(who: str, text: str, place: Place, material: Material) -> list[Finding]:
    if _same(who, material.lead):
        return passed(f"{material.lead.title()} causes the turn: {_short(text)!r}")
    says = f"{who.title()}, not {material.lead.title()}, causes the turn: {_short(text)!r}"
    return [doubt(says, f"let {material.lead.title()} do the thing that turns it", place, grave=True)]


def _told(material: Material) -> list[tuple[str, Place]]:
    """Where the turn is told, the surest first."""
    beats = [
        (beat.action, Place(field="beats", scene=beat.scene))
        for beat in material.story.beats
        if beat.part is Part.TURN and beat.action
    ]
    card = (material.story.turn, Place(field="turn"))
    passage = _likest(material)
    script = [(passage.text, Place(scene=passage.scene, span=passage.span))] if passage else []
    return [*beats, card, *script]


def _agent(text: str, material: Material) -> str:
    """Who stands before the first deed of a text's clauses; a pronoun alone stands for the lead."""
    for clause in _CLAUSE.split(text):
        deed = next(iter(verbs.deeds(clause)), "")
        before = clause[: clause.find(deed)][-NEAR:] if deed else ""
        named = material.cast.seen(before)
        if named:
            return named[0]
        if _PRONOUN.search(before):
            return material.lead
    return ""


def _likest(material: Material) -> Passage | None:
    """The paragraph of action that shares most words with the card's turn."""
    wanted = _content(material.story.turn)
    acts = [passage for passage in material.passages if not passage.speaker]
    best = max(acts, key=lambda passage: len(wanted & _content(passage.text)), default=None)
    return best if best and len(wanted & _content(best.text)) >= LIKE else None


def _content(text: str) -> set[str]:
    return {word for word in map(str.casefold, _CONTENT.findall(text)) if word not in _PLAIN}


def _same(one: str, other: str) -> bool:
    return bool(set(one.casefold().split()) & set(other.casefold().split()))


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 90 else f"{flat[:88].rsplit(' ', 1)[0]} …"


plugin = Check("agency", "The protagonist causes the turn", asks)
