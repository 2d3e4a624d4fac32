"""
Control passes: a performance drawn again for models that follow one, as distances or as the skeletons of its people.

Distances are inverse, as depth models give them: white is nearest, black is far away, over the whole take by one
measure. Skeletons have eighteen points in the colours of OpenPose, on black; of a face only what the lens sees.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from rushes.craft.previz import brush, lens, painter, surfaces
from rushes.craft.previz.animator import Animator, Setup
from rushes.craft.previz.brush import Canvas, Ink
from rushes.craft.previz.lens import NEAR, View
from rushes.craft.previz.painter import Easel
from rushes.craft.previz.shapes import Solid, Vector

FAR = 200.0  # metres
NEAREST = 0.3
_LOOKS = 5  # moments at which the nearest of a take is sought

POINTS = (
    *("nose", "neck", "shoulder_r", "elbow_r", "wrist_r", "shoulder_l", "elbow_l", "wrist_l"),
    *("hip_r", "knee_r", "ankle_r", "hip_l", "knee_l", "ankle_l", "eye_r", "eye_l", "ear_r", "ear_l"),
)
FACE = frozenset({"nose", "eye_r", "eye_l", "ear_r", "ear_l"})
BONES = (
    *(("neck", "shoulder_r"), ("neck", "shoulder_l"), ("shoulder_r", "elbow_r"), ("elbow_r", "wrist_r")),
    *(("shoulder_l", "elbow_l"), ("elbow_l", "wrist_l"), ("neck", "hip_r"), ("hip_r", "knee_r"), ("knee_r", "ankle_r")),
    *(("neck", "hip_l"), ("hip_l", "knee_l"), ("knee_l", "ankle_l"), ("neck", "nose"), ("nose", "eye_r")),
    *(("eye_r", "ear_r"), ("nose", "eye_l"), ("eye_l", "ear_l")),
)
COLOURS: tuple[Ink, ...] = (
    *((255, 0, 0), (255, 85, 0), (255, 170, 0), (255, 255, 0), (170, 255, 0), (85, 255, 0), (0, 255, 0)),
    *((0, 255, 85), (0, 255, 170), (0, 255, 255), (0, 170, 255), (0, 85, 255), (0, 0, 255), (85, 0, 255)),
    *((170, 0, 255), (255, 0, 255), (255, 0, 170), (255, 0, 85)),
)


class Control(StrEnum):
    """What a control pass shows."""

    DEPTH = "depth"
    POSE = "pose"


def drawer(setup: Setup, control: Control, seconds: float) -> Callable[[float], Canvas]:
    """What draws a moment of a take of that length, RGB."""
    return Depth(setup, nearest(setup, seconds)).frame if control is Control.DEPTH else Pose(setup).frame


def nearest(setup: Setup, seconds: float) -> float:
    """How far the nearest thing is that the lens sees during a take, in metres."""
    animator, found = Animator(setup), [FAR]
    for t in np.linspace(0.0, seconds, _LOOKS):
        moment = setup.moment(float(t))
        view = lens.view(moment.camera, setup.width, setup.height)
        still, moving = animator.solids(moment)
        found += [seen for solid in (*still, *moving) if (seen := _seen(view, solid)) is not None]
    return max(NEAREST, min(found))


def _seen(view: View, solid: Solid) -> float | None:
    """How far the nearest point of a solid is that is in the frame."""
    if not len(solid.points):
        return None
    pixels, depth = view.see(solid.points)
    inside = np.all((pixels >= 0) & (pixels < (view.width, view.height)), axis=1) & (depth > NEAR)
    return float(depth[inside].min()) if inside.any() else None


@dataclass(eq=False)
class Depth:
    """Draws distances; keeps those of the walls while the camera does not move."""

    setup: Setup
    near: float
    _walls: Canvas | None = None
    _kept_for: tuple[float, ...] = ()
    _animator: Animator = field(init=False)

    def __post_init__(self) -> None:
        self._animator = Animator(self.setup)

    def frame(self, t: float) -> Canvas:
        """How far everything is at second `t`."""
        moment = self.setup.moment(t)
        view = lens.view(moment.camera, self.setup.width, self.setup.height)
        canvas = self._background(view).copy()
        easel = Easel(canvas, view, self.setup.lighting)
        still, moving = self._animator.solids(moment)
        for solid in sorted((*still, *moving), key=lambda one: -float(view.local(one.anchor[None])[0, 2])):
            painter.sound(easel, solid, lambda depth: float(self._grey(np.array([depth]))[0]))
        return canvas

    def _background(self, view: View) -> Canvas:
        key = (*view.position.tolist(), *view.axes.ravel().tolist(), view.focal)
        if self._walls is None or key != self._kept_for:
            away = np.full((view.height, view.width), FAR, np.float32)
            for wall in self._animator.walls:
                surfaces.measure(away, view, wall)
            away[away == surfaces.BACKDROP] = FAR
            grey = np.rint(self._grey(away)).astype(np.uint8)
            self._walls, self._kept_for = brush.pixels(cv2.merge([grey, grey, grey])), key
        return self._walls

    def _grey(self, depth: NDArray[np.floating]) -> NDArray[np.floating]:
        closeness = (1.0 / np.maximum(depth, self.near) - 1.0 / FAR) / (1.0 / self.near - 1.0 / FAR)
        return np.asarray(255.0 * np.clip(closeness, 0.0, 1.0))


@dataclass(frozen=True, eq=False)
class Pose:
    """Draws skeletons, the farthest first."""

    setup: Setup

    def frame(self, t: float) -> Canvas:
        """How everybody stands at second `t`."""
        moment = self.setup.moment(t)
        view = lens.view(moment.camera, self.setup.width, self.setup.height)
        canvas = np.zeros((view.height, view.width, 3), np.uint8)
        people = [solid for solid in moment.solids if "neck" in solid.parts]
        for solid in sorted(people, key=lambda one: -float(view.local(one.anchor[None])[0, 2])):
            _skeleton(canvas, view, solid)
        return canvas


def _skeleton(canvas: Canvas, view: View, solid: Solid) -> None:
    points = {name: solid.parts[name] for name in POINTS}
    middle = (points["ear_l"] + points["ear_r"]) / 2
    shown = {name for name in POINTS if name not in FACE or _faces(view, points[name], middle)}
    pixels, depth = view.see(np.array(list(points.values())))
    places = {
        name: brush.fixed(pixels[number])
        for number, name in enumerate(points)
        if name in shown and depth[number] > NEAR
    }
    width = max(2, round(min(canvas.shape[:2]) / 100))
    for (one, other), ink in zip(BONES, COLOURS, strict=False):
        if one in places and other in places:
            _line(canvas, places[one].tolist(), places[other].tolist(), [0.6 * value for value in ink], width)
    for name, ink in zip(POINTS, COLOURS, strict=True):
        if name in places:
            spot = places[name].tolist()
            cv2.circle(canvas, spot, width << brush.SHIFT, ink, -1, cv2.LINE_AA, brush.SHIFT)


def _faces(view: View, point: Vector, middle: Vector) -> bool:
    """Whether a point of a head is on the side that the lens sees."""
    return float((point - middle) @ (view.position - point)) > 0


def _line(canvas: Canvas, one: Sequence[int], other: Sequence[int], ink: Sequence[float], width: int) -> None:
    cv2.line(canvas, one, other, ink, 2 * width, cv2.LINE_AA, brush.SHIFT)
