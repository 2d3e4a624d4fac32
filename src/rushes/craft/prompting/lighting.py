"""Light as its result: what is lit and what falls dark, which models follow; then where it comes from."""

import re

from rushes.craft.cards.card import Light
from rushes.craft.cards.vocabulary import Quality
from rushes.craft.prompting.page import Page
from rushes.craft.prompting.sentences import listed, sentence

_TONED = re.compile(r"\b(?:warm|cold|cool|golden|blue|green|red|amber|tungsten|daylight|moon)", re.IGNORECASE)
_RATIO = re.compile(r"(\d+(?:\.\d+)?):1")
WARM, COLD, DEEP = 3600, 5800, 6.0


def light(page: Page) -> str:
    """`Warm light from the desk lamp picks out her face, leaving his back in darkness; deep shadows.`"""
    plan = page.card.light
    source, lit, dark = page.said(plan.source), _each(page.said(plan.lit)), _each(page.said(plan.dark))
    if not (source or lit or dark):
        return ""
    from_ = f" from {source}" if source else ""
    falls = f" picks out {lit}" if lit else (" lights the shot" if not dark else "")
    left = f"{',' if lit else ''} leaving {dark} in darkness" if dark else ""
    return sentence(f"{_quality(plan)}light{from_}{falls}{left}{'; deep shadows' if _deep(plan) else ''}")


def _each(text: str) -> str:
    return listed(text.split(", "))


def _quality(plan: Light) -> str:
    hard = "hard " if plan.quality is Quality.HARD else "soft "
    if plan.kelvin is None or _TONED.search(plan.source):
        return hard
    return hard + ("warm " if plan.kelvin < WARM else "cold " if plan.kelvin > COLD else "")


def _deep(plan: Light) -> bool:
    ratio = _RATIO.fullmatch(plan.contrast.strip())
    return ratio is not None and float(ratio[1]) >= DEEP
