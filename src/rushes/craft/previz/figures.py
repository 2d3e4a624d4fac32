"""The cast: an asset's words become a person with a silhouette of their own, dressed in the library's colours."""

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from rushes.craft.cards.asset import Asset
from rushes.craft.previz import faces, looks, rig, turns, wardrobe
from rushes.craft.previz.cut import Pattern, Tailor
from rushes.craft.previz.looks import Look
from rushes.craft.previz.poses import Pose
from rushes.craft.previz.rig import Frame
from rushes.craft.previz.shapes import RGB, Solid
from rushes.craft.previz.turns import Vec


@dataclass(frozen=True, eq=False)
class Figure:
    """A performer, cut and dressed: the asset they are, their height in metres, the colour that follows them."""

    asset: str
    height: float
    colour: RGB
    look: Look = field(repr=False)
    patterns: dict[str, Pattern] = field(repr=False)


@lru_cache(maxsize=32)
def cast(asset: Asset, state: str = "") -> Figure:
    """The performer an asset describes, in a wardrobe state such as `soaked`; the same words make the same person."""
    look = looks.read(asset, state)
    patterns = {detail: _cut(look, near=detail == "near") for detail in ("far", "near")}
    return Figure(asset.id, look.build.height, look.top_colour, look, patterns)


def _cut(look: Look, *, near: bool) -> Pattern:
    tailor = Tailor(look.build)
    wardrobe.dress(tailor, look, near=near)
    faces.head(tailor, look, near=near)
    return tailor.pattern()


def solid(figure: Figure, pose: Pose, *, detail: str = "far") -> Solid:
    """
    The figure in a pose, in world metres, as one solid.

    `detail` is `far` for long and medium shots, `near` from medium close-up in. `parts` names head_top, eyes, nose,
    chin, mouth, neck, chest, waist, hips, and eye_, ear_, shoulder_, elbow_, wrist_, hand_, hip_, knee_, ankle_, foot_
    with l and r, the performer's own sides.
    """
    frame = stand(figure, pose)
    pattern = figure.patterns[detail]
    matrix = frame.matrix
    head = np.asarray(frame.bones["head"][0])
    shapes = pattern.shapes(matrix, head, _amounts(pattern, pose, frame))
    parts = {name: np.array(point) for name, point in _parts(figure, frame).items()}
    return Solid(figure.asset, shapes, parts["chest"], parts=parts)


def _amounts(pattern: Pattern, pose: Pose, frame: Frame) -> list[float]:
    """How far each morph goes; the upper lids follow eyes that look down."""
    face = dict(pose.face)
    down = turns.undo(frame.bones["head"][0], turns.apply(frame.bones["eye_l"][0], (0.0, 0.0, -1.0)))[1]
    face["blink"] = min(1.0, face.get("blink", 0.0) + 0.9 * max(-down - 0.04, 0.0))
    return [face.get(name, 0.0) for name in pattern.morphs]


def stand(figure: Figure, pose: Pose) -> Frame:
    """The figure's bones in a pose."""
    build = figure.look.build
    carriage = rig.sunk(build, pose.place, pose.heading, pose.carriage, pose.steps)
    bones = rig.trunk(build, pose.place, pose.heading, carriage)
    rig.legs(build, bones, pose.steps)
    rig.arms(build, bones, pose.grasps, carriage)
    rig.eyes(build, bones, pose.gaze)
    return Frame(bones)


def _parts(figure: Figure, frame: Frame) -> dict[str, Vec]:
    build = figure.look.build
    h, s = build.height, build.height * build.head
    parts = {
        "head_top": frame.at("head", (0.0, 0.094 * s, 0.0)),
        "eyes": frame.at("head", (0.0, 0.026 * s, -0.042 * s)),
        "mouth": frame.at("head", (0.0, -0.015 * s, -0.046 * s)),
        "chin": frame.at("head", (0.0, -0.044 * s, -0.036 * s)),
        "chest": frame.at("chest", (0.0, 0.07 * h, 0.0)),
        "waist": frame.at("waist", (0.0, 0.02 * h, 0.0)),
        "hips": frame.at("pelvis", (0.0, 0.0, 0.0)),
    }
    parts |= {"neck": frame.bones["neck"][1], "nose": frame.at("head", (0.0, 0.008 * s, -0.058 * s))}
    for side, sign in rig.SIDES:
        parts |= {
            f"shoulder_{side}": frame.bones[f"upper_{side}"][1],
            f"elbow_{side}": frame.bones[f"fore_{side}"][1],
            f"wrist_{side}": frame.bones[f"hand_{side}"][1],
            f"hip_{side}": frame.bones[f"thigh_{side}"][1],
            f"ankle_{side}": frame.bones[f"foot_{side}"][1],
            f"eye_{side}": frame.bones[f"eye_{side}"][1],
            f"ear_{side}": frame.at("head", (sign * 0.042 * s, 0.018 * s, 0.0)),
            f"hand_{side}": frame.at(f"hand_{side}", (0.0, -0.045 * h, 0.0)),
            f"knee_{side}": frame.bones[f"calf_{side}"][1],
            f"foot_{side}": frame.at(f"foot_{side}", (0.0, -0.03 * h, -0.04 * h)),
        }
    return parts
