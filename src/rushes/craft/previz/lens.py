"""The camera as optics: a place, a direction and a focal length on a 36 mm gate; what it sees, and where."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rushes.craft.previz.shapes import Points, Vector

GATE = 36.0
NEAR = 0.06


@dataclass(frozen=True, eq=False)
class Camera:
    """Where the lens is (metres), where it looks (degrees: yaw to the right, pitch up, roll clockwise), its length."""

    position: Vector
    yaw: float
    pitch: float
    roll: float
    mm: float

    @property
    def axes(self) -> NDArray[np.float64]:
        """Right, up and forward as rows."""
        yaw, pitch, roll = np.radians([self.yaw, self.pitch, self.roll])
        forward = np.array([np.sin(yaw) * np.cos(pitch), np.sin(pitch), np.cos(yaw) * np.cos(pitch)])
        right = np.array([np.cos(yaw), 0.0, -np.sin(yaw)])
        up = np.cross(forward, right)
        return np.array([right * np.cos(roll) - up * np.sin(roll), up * np.cos(roll) + right * np.sin(roll), forward])


def aimed(position: Vector, target: Vector, mm: float, roll: float = 0.0) -> Camera:
    """A camera at a position that looks at a target."""
    dx, dy, dz = (target - position).tolist()
    yaw = float(np.degrees(np.arctan2(dx, dz)))
    pitch = float(np.degrees(np.arctan2(dy, np.hypot(dx, dz))))
    return Camera(position, yaw, pitch, roll, mm)


@dataclass(frozen=True, eq=False)
class View:
    """A camera with the raster it draws on: `gain` scales the raster down for what will be blurred anyway."""

    position: Vector
    axes: NDArray[np.float64]
    focal: float  # in pixels
    width: int
    height: int

    def scaled(self, gain: float) -> "View":
        """The same view on a smaller or larger raster."""
        return View(self.position, self.axes, self.focal * gain, round(self.width * gain), round(self.height * gain))

    def local(self, points: Points) -> Points:
        """World points as right, up and forward of the lens, in metres."""
        return (points - self.position) @ self.axes.T

    def flat(self, local: Points) -> Points:
        """Points before the lens as pixels."""
        scale = self.focal / np.maximum(local[:, 2], NEAR)
        flat = np.empty((len(local), 2))
        flat[:, 0] = self.width / 2 + local[:, 0] * scale
        flat[:, 1] = self.height / 2 - local[:, 1] * scale
        return flat

    def see(self, points: Points) -> tuple[Points, NDArray[np.float64]]:
        """World points as pixels, and how far before the lens they are, in metres."""
        local = self.local(points)
        return self.flat(local), local[:, 2]

    def homography(self, corner: Vector, across: Vector, down: Vector) -> NDArray[np.float64]:
        """The matrix that takes (u, v, 1) on a plane, u and v in units of `across` and `down`, to pixels."""
        columns = np.stack([across @ self.axes.T, down @ self.axes.T, (corner - self.position) @ self.axes.T], axis=1)
        eye = np.array(
            [[self.focal, 0, self.width / 2], [0, -self.focal, self.height / 2], [0, 0, 1.0]], dtype=np.float64
        )
        return np.asarray(eye @ columns)


def view(camera: Camera, width: int, height: int) -> View:
    """What a camera draws on a raster."""
    return View(camera.position, camera.axes, camera.mm / GATE * width, width, height)


def clipped(local: Points) -> Points:
    """A polygon in lens space cut off at the near plane; it may come out empty."""
    if (local[:, 2] > NEAR).all():
        return local
    kept: list[Points] = []
    for here, there in zip(local, np.roll(local, -1, axis=0), strict=True):
        if here[2] > NEAR:
            kept.append(here)
        if (here[2] > NEAR) != (there[2] > NEAR):
            kept.append(here + (there - here) * (NEAR - here[2]) / (there[2] - here[2]))
    return np.array(kept) if len(kept) > 2 else np.empty((0, 3))
