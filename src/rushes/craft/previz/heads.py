"""Heads seen from afar: skull, jaw, the shadow of the eyes, a nose, and hair as a mass."""

import numpy as np

from rushes.craft.previz.cut import Tailor
from rushes.craft.previz.looks import Look, darker
from rushes.craft.previz.shapes import RGB, Material

HEAD = {"head": 1.0}


def paint(look: Look, colour: RGB, share: float = 1.0, gloss: float = 0.0) -> Material:
    """Skin or hair; wet hair shines, skin hardly does."""
    return Material(darker(colour, share), gloss=gloss, subject=look.subject)


def plain(tailor: Tailor, look: Look) -> None:
    """A head of a few pieces."""
    h, s = look.build.height, look.build.height * look.build.head
    _, y, z = look.build.joints["head"]
    skin = paint(look, look.skin)

    def at(*points: tuple[float, float, float]) -> np.ndarray:
        return np.array([(px * s, y + py * s, z + pz * s) for px, py, pz in points])

    neck = [(0, 0.84 * h, 0.014 * h), (0, y - 0.004 * s, z + 0.004 * s)]
    tailor.limb(neck, [0.031 * h, 0.028 * s], {"neck": 1.0}, paint(look, look.skin, 0.86))
    tailor.limb(
        at((0, 0.052, 0.006), (0, 0.012, -0.010), (0, -0.022, -0.022)), np.array([0.044, 0.039, 0.025]) * s, HEAD, skin
    )
    tailor.facet(
        at((0.03, 0.034, -0.046), (-0.03, 0.034, -0.046), (-0.028, 0.02, -0.047), (0.028, 0.02, -0.047)),
        HEAD,
        paint(look, look.skin, 0.55),
        lift=0.02,
    )
    for sign in (1.0, -1.0):
        tailor.facet(
            at((0, 0.028, -0.05), (sign * 0.009, 0.002, -0.05), (0, 0.0, -0.064)),
            HEAD,
            paint(look, look.skin, 1.0 if sign > 0 else 0.9),
            lift=0.025,
        )
    tailor.facet(
        at((0.012, -0.013, -0.05), (-0.012, -0.013, -0.05), (-0.009, -0.017, -0.05), (0.009, -0.017, -0.05)),
        HEAD,
        paint(look, look.skin, 0.62),
        lift=0.02,
    )
    _hair(tailor, look, at, s)


def _hair(tailor, look, at, s):
    hair = paint(look, look.hair_colour, gloss=look.gloss)
    if look.hood == "up":
        cloth = paint(look, look.top_colour, gloss=look.gloss)
        tailor.limb(
            at((0, 0.05, 0.014), (0, 0.0, 0.024), (0, -0.05, 0.03)), np.array([0.058, 0.058, 0.05]) * s, HEAD, cloth
        )
        return
    if look.hair != "bald":
        tailor.limb(
            at((0, 0.056, 0.004), (0, 0.04, 0.024), (0, 0.004, 0.03)), np.array([0.049, 0.046, 0.034]) * s, HEAD, hair
        )
