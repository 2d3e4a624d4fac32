"""Whether script, plan and cut are as long as the film is to be: a page is about a minute."""

from rushes.craft.story.findings import Check, Finding, Place, cannot_judge, doubt, passed
from rushes.craft.story.material import Material
from rushes.kernel.timecode import clock

EIGHTH_SECONDS = 7.5
OFF = {"script": 0.5, "plan": 0.15, "cut": 0.1}
"""How far each may be from the wished length: a page is a rule of thumb, a plan an intention, a cut a fact."""


def asks(material: Material) -> list[Finding]:
    """Hold every length there is against the wished one, and against each other while none is wished."""
    lengths = _lengths(material)
    if not lengths:
        return cannot_judge("There is neither script nor plan to measure.")
    told = ", ".join(f"{name} {clock(seconds)}" for name, seconds in lengths.items())
    if material.runtime is None:
        return cannot_judge(f"No runtime is wished; {told}.", "say how long the film should be, in seconds")
    wished = material.runtime
    found = [_off(name, seconds, wished) for name, seconds in lengths.items() if _is_off(name, seconds, wished)]
    return found or passed(f"Wished {clock(wished)}; {told}.")


def _lengths(material: Material) -> dict[str, float]:
    lengths = {
        "script": sum(scene.eighths for scene in material.scenes) * EIGHTH_SECONDS,
        "plan": sum(card.seconds for card in material.cards),
        "cut": material.cut_seconds or 0.0,
    }
    return {name: seconds for name, seconds in lengths.items() if seconds > 0}


def _is_off(name: str, seconds: float, wished: float) -> bool:
    return abs(seconds - wished) > OFF[name] * wished


def _off(name: str, seconds: float, wished: float) -> Finding:
    longer = seconds > wished
    by = f"{abs(seconds - wished):.0f} s {'longer' if longer else 'shorter'} than the {clock(wished)} wished"
    attempt = {
        "script": "cut the scene that changes least" if longer else "let the longest scene breathe, or wish for less",
        "plan": "shorten the holds, or drop a shot" if longer else "lengthen the turn and its reaction",
        "cut": "trim heads and tails" if longer else "let the takes run, or wish for less",
    }[name]
    return doubt(f"The {name} is about {clock(seconds)}: {by}.", attempt, Place(field="runtime"))


plugin = Check("runtime", "Script, plan and cut are as long as wished", asks)
