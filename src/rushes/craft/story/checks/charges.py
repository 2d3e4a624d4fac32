"""Whether each scene moves a value, and whether some of them move it down: stories that only rise have no tension."""

from rushes.craft.story.beats import Beat
from rushes.craft.story.findings import Check, Finding, Place, cannot_judge, doubt, passed
from rushes.craft.story.material import Material

FEWEST = 2


def asks(material: Material) -> list[Finding]:
    """Look at how each beat's value stands before and after."""
    charged = [beat for beat in material.story.beats if beat.rise is not None]
    if len(charged) < FEWEST:
        says = "No beat says how its value stands before and after."
        return cannot_judge(says, "say of each beat how it starts and ends for the lead, from -- to ++")
    found = [*_still(charged), *_one_way(charged), *_uncharged(material)]
    falls = sum((beat.rise or 0) < 0 for beat in charged)
    return found or passed(f"{len(charged)} beats each move a value; {falls} of them down.")


def _still(beats: list[Beat]) -> list[Finding]:
    return [
        doubt(
            f"{beat.value or 'The value'} stands at {beat.starts} before and after: {beat.action or beat.after!r}",
            "let it end on the other side, or join it to the next beat",
            Place(field="beats", scene=beat.scene),
        )
        for beat in beats
        if beat.rise == 0
    ]


def _one_way(beats: list[Beat]) -> list[Finding]:
    if any((beat.rise or 0) < 0 for beat in beats):
        return []
    says = "No beat goes against the one whose story it is: every value rises or stays."
    attempt = "write one setback that cannot be undone, before the turn"
    return [doubt(says, attempt, Place(field="beats"), grave=True)]


def _uncharged(material: Material) -> list[Finding]:
    told = {beat.scene for beat in material.story.beats if beat.rise is not None}
    silent = [scene.code for scene in material.scenes if scene.code not in told]
    if not silent:
        return []
    says = f"{len(silent)} of {len(material.scenes)} scenes have no beat that moves a value: {', '.join(silent[:8])}"
    attempt = "write what is at stake there, or cut the scene"
    return [doubt(says, attempt, Place(field="beats", scene=silent[0]))]


plugin = Check("charges", "Each scene moves a value, and not only up", asks)
