"""Scenes in which nobody changes anything: their beats end as they began, or their people only talk, look and sit."""

from rushes.craft.grammar import words
from rushes.craft.screenplay.breakdown import Scene
from rushes.craft.story import verbs
from rushes.craft.story.beats import Beat
from rushes.craft.story.findings import Check, Finding, Place, cannot_judge, doubt, passed
from rushes.craft.story.material import Material, Passage

_DEEDS = (words.ARRIVES, words.DEPARTS, words.TRAVELS, words.CHASES, words.HANDLES, words.SHOWS)
_IDLE = words.listed(
    """
    sit stand lie sleep wait look see watch stare glance notice peer listen hear talk speak say tell ask answer smile
    nod laugh sing eat drink wear rain snow glow hang phone rise wake count weigh point fill smoke
    """
)


def asks(material: Material) -> list[Finding]:
    """Ask of every beat and every scene what it changed."""
    if not material.scenes:
        return cannot_judge("There is no scene yet.", "write the first one")
    beats = [finding for beat in material.story.beats for finding in _beat(beat, material)]
    told = {beat.scene for beat in material.story.beats}
    acts = _by_scene(material)
    still = [scene for scene in material.scenes if scene.code not in told and not _moves(acts.get(scene.code, []))]
    found = [*beats, *map(_doubted, still)]
    return found or passed(f"Something changes in each of {len(material.scenes)} scenes.")


def _beat(beat: Beat, material: Material) -> list[Finding]:
    place = Place(field="beats", scene=beat.scene)
    if beat.scene and material.scene(beat.scene) is None:
        return [doubt(f"A beat plays in {beat.scene}, which the script does not have.", "correct its scene", place)]
    if beat.before.strip() and _plain(beat.before) == _plain(beat.after):
        says = f"The state after is the state before: {beat.after!r}"
        return [doubt(says, "end the beat with something that cannot be taken back", place, grave=True)]
    if not beat.action.strip():
        return [doubt("A beat has no action.", "say what is seen to change it", place)]
    if not verbs.deeds(beat.action) and verbs.states(beat.action):
        return [doubt(f"The beat happens inside somebody: {beat.action!r}", "say what they do because of it", place)]
    return []


def _by_scene(material: Material) -> dict[str, list[Passage]]:
    found: dict[str, list[Passage]] = {}
    for passage in material.passages:
        found.setdefault(passage.scene, []).append(passage)
    return found


def _moves(passages: list[Passage]) -> bool:
    """Whether the action of a scene says a deed that leaves something other than it was."""
    acts = [passage.text for passage in passages if not passage.speaker]
    return any(pattern.search(text) for text in acts for pattern in _DEEDS) or any(map(_changes, acts))


def _changes(text: str) -> bool:
    return any(not verbs.is_form_of(word.casefold(), _IDLE) for word in verbs.deeds(text))


def _doubted(scene: Scene) -> Finding:
    place = Place(scene=scene.code, span=scene.elements[0].span)
    if not scene.characters:
        says = f"{scene.code} shows a place, and nothing happens in it."
        return doubt(says, "let somebody arrive in it, or open on the next scene", place)
    says = f"Nobody changes anything in {scene.code}: people are there, look and talk."
    return doubt(says, "give, take, break or open something in it, or join it to its neighbour", place)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


plugin = Check("changes", "Something changes in every scene", asks)
