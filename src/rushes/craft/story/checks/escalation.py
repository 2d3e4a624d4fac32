"""Whether each setback costs more than the one before, as far as the beats say what a failure would cost."""

import itertools

from rushes.craft.story.beats import Beat, Part
from rushes.craft.story.findings import Check, Finding, Place, cannot_judge, doubt, passed
from rushes.craft.story.material import Material

FEWEST = 3
ALIKE = 0.8


def asks(material: Material) -> list[Finding]:
    """Compare what is at risk from beat to beat."""
    story = material.story
    if not story.escalation.strip():
        return cannot_judge("The card names no escalation.", "say what gets worse, and by what")
    if _repeats(story.escalation, story.obstacle):
        says = "The escalation says the obstacle again, so nothing grows."
        return [doubt(says, "name what the same obstacle costs the second time", Place(field="escalation"), grave=True)]
    told = [beat for beat in story.beats if beat.risk is not None]
    if len(told) < FEWEST:
        attempt = "give each beat a risk from 1 to 5, or let three readers rank them"
        some = f"{len(told)} of {len(story.beats)} beats say" if story.beats else "There are no beats yet that say"
        return cannot_judge(f"{some} what a failure would cost.", attempt)
    return _rising(told)


def _rising(beats: list[Beat]) -> list[Finding]:
    climb = [beat for beat in beats if beat.part is not Part.PAYOFF]
    found = [
        doubt(
            f"The risk falls from {_risk(before)} to {_risk(after)}: {after.action or after.after!r}",
            "swap the two beats, or let the second take away what the first had left",
            Place(field="beats", scene=after.scene),
        )
        for before, after in itertools.pairwise(climb)
        if _risk(after) < _risk(before)
    ]
    if not found and _risk(beats[0]) == max(map(_risk, beats)):
        says = f"Every beat risks the same, {_risk(beats[0])} of 5."
        found = [
            doubt(says, "let the first setback cost little and the last everything", Place(field="beats"), grave=True)
        ]
    steps = ", ".join(str(_risk(beat)) for beat in beats)
    return found or passed(f"What is at risk grows: {steps} of 5.")


def _risk(beat: Beat) -> int:
    return beat.risk or 0


def _repeats(one: str, other: str) -> bool:
    ours, theirs = set(one.casefold().split()), set(other.casefold().split())
    return bool(ours and theirs) and len(ours & theirs) >= ALIKE * len(ours | theirs)


plugin = Check("escalation", "Each setback costs more", asks)
