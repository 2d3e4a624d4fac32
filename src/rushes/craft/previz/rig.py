"""The skeleton: a body's proportions and joints, and how its own bones do what a pose wants."""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rushes.craft.previz import turns
from rushes.craft.previz.turns import Turn, Vec

BONES = (
    "pelvis",
    "waist",
    "chest",
    "neck",
    "head",
    *("upper_l", "fore_l", "hand_l", "fingers_l"),
    *("upper_r", "fore_r", "hand_r", "fingers_r"),
    *("thigh_l", "calf_l", "foot_l"),
    *("thigh_r", "calf_r", "foot_r"),
    *("eye_l", "eye_r"),
)
INDEX = {name: number for number, name in enumerate(BONES)}
SIDES = (("l", 1.0), ("r", -1.0))
ARM_BACK: Vec = (0.0, -0.25, 1.0)


@dataclass(frozen=True)
class Build:
    """A body's measures: height in metres, and how broad, stooped and large-headed it is; 1 is an average adult."""

    height: float = 1.75
    breadth: float = 1.0
    stoop: float = 0.0
    head: float = 1.0

    @property
    def joints(self) -> dict[str, Vec]:
        """Where the joints are at rest, in metres: standing at the origin, facing the default camera, arms hanging."""
        h, wide = self.height, self.height * self.breadth
        neck = 0.912 - 0.135 * (self.head - 1.0)
        places: dict[str, Vec] = {
            "pelvis": (0.0, 0.535 * h, 0.0),
            "waist": (0.0, 0.59 * h, 0.0),
            "chest": (0.0, 0.675 * h, 0.0),
            "neck": (0.0, 0.838 * h, 0.012 * h),
            "head": (0.0, neck * h, 0.006 * h),
        }
        for side, sign in SIDES:
            places |= {
                f"upper_{side}": (sign * 0.106 * wide, 0.806 * h, 0.004 * h),
                f"fore_{side}": (sign * 0.106 * wide, 0.632 * h, 0.004 * h),
                f"hand_{side}": (sign * 0.106 * wide, 0.485 * h, 0.004 * h),
                f"fingers_{side}": (sign * 0.106 * wide, 0.437 * h, 0.004 * h),
                f"thigh_{side}": (sign * 0.05 * wide, 0.525 * h, 0.0),
                f"calf_{side}": (sign * 0.05 * wide, 0.285 * h, 0.0),
                f"foot_{side}": (sign * 0.05 * wide, 0.045 * h, 0.0),
                f"eye_{side}": (sign * 0.0182 * h * self.head, self.eyes, -0.036 * h * self.head),
            }
        return places

    @property
    def eyes(self) -> float:
        """The height of the eyes at rest, in metres."""
        return self.height * (0.912 + 0.026 * self.head - 0.135 * (self.head - 1.0))


@dataclass(frozen=True)
class Step:
    """One foot: where its ball is in the world, which way it points (radians), how far the heel is up (radians)."""

    ball: Vec
    heading: float
    heel: float = 0.0


class Grasp(NamedTuple):
    """
    One hand: where the wrist wants to be, as three shares that may be mixed like paint.

    `hang` is from the shoulder, level with the ground, in lengths of the arm; `near` from the chest, in metres; `far`
    is a world point; each is already multiplied by its share. x is outward for hang and near. `roll` turns the palm
    (0 to the thigh, 1 forward and up, -1 back), `curl` closes the fingers, `droop` bends the wrist, `elbow` lifts it.
    """

    hang_x: float = 0.0
    hang_y: float = 0.0
    hang_z: float = 0.0
    near_x: float = 0.0
    near_y: float = 0.0
    near_z: float = 0.0
    far_x: float = 0.0
    far_y: float = 0.0
    far_z: float = 0.0
    hangs: float = 0.0
    nears: float = 0.0
    fars: float = 0.0
    roll: float = 0.0
    curl: float = 0.35
    droop: float = 0.0
    elbow: float = 0.0


class Carriage(NamedTuple):
    """How the trunk is carried, in radians and metres; each part is relative to the one below it."""

    sway: float = 0.0  # to the left
    rise: float = 0.0
    back: float = 0.0
    hip_turn: float = 0.0
    hip_tilt: float = 0.0
    hip_bow: float = 0.0
    chest_turn: float = 0.0
    chest_tilt: float = 0.0
    chest_bow: float = 0.0
    head_turn: float = 0.0
    head_tilt: float = 0.0
    head_bow: float = 0.0
    shrug: float = 0.0


@dataclass(frozen=True)
class Frame:
    """Where every bone is: its turn and its joint, by name, and the matrix that skins a pattern."""

    bones: dict[str, tuple[Turn, Vec]]

    @property
    def matrix(self) -> NDArray[np.float64]:
        """Rows of four a bone (three of the turn's columns, then the joint), shape (4 * bones, 3)."""
        flat: list[Vec] = []
        for name in BONES:
            (a, b, c), joint = self.bones[name]
            flat += [(a[0], b[0], c[0]), (a[1], b[1], c[1]), (a[2], b[2], c[2]), joint]
        return np.array(flat)

    def at(self, bone: str, offset: Vec) -> Vec:
        """A point that goes with a bone, given by its offset from the joint at rest."""
        turn, joint = self.bones[bone]
        return turns.add(joint, turns.apply(turn, offset))


def trunk(build: Build, place: Vec, heading: float, carriage: Carriage) -> dict[str, tuple[Turn, Vec]]:
    """Pelvis to head."""
    rest, c = build.joints, carriage
    level = turns.yaw(heading)
    pelvis = turns.then(level, _turned(c.hip_turn, c.hip_tilt, c.hip_bow))
    waist = turns.then(pelvis, _turned(c.chest_turn * 0.45, c.chest_tilt * 0.5, c.chest_bow * 0.45 + build.stoop * 0.3))
    chest = turns.then(waist, _turned(c.chest_turn * 0.55, c.chest_tilt * 0.5, c.chest_bow * 0.55 + build.stoop))
    neck = turns.then(chest, _turned(c.head_turn * 0.4, c.head_tilt * 0.4, c.head_bow * 0.35 + build.stoop * 0.35))
    head = turns.then(neck, _turned(c.head_turn * 0.6, c.head_tilt * 0.6, c.head_bow * 0.65 - build.stoop * 1.5))
    bones = {
        "pelvis": (
            pelvis,
            turns.add(turns.add(place, (0.0, rest["pelvis"][1], 0.0)), turns.apply(level, (c.sway, c.rise, c.back))),
        )
    }
    for name, below, turn in (
        ("waist", "pelvis", waist),
        ("chest", "waist", chest),
        ("neck", "chest", neck),
        ("head", "neck", head),
    ):
        bones[name] = (turn, _joint(rest, bones, name, below))
    return bones


def _turned(turn: float, tilt: float, bow: float) -> Turn:
    return turns.then(turns.yaw(turn), turns.then(turns.tilt(tilt), turns.pitch(bow)))


def _joint(rest: dict[str, Vec], bones: dict[str, tuple[Turn, Vec]], name: str, below: str) -> Vec:
    turn, joint = bones[below]
    return turns.add(joint, turns.apply(turn, turns.sub(rest[name], rest[below])))


def sunk(build: Build, place: Vec, heading: float, carriage: Carriage, steps: tuple[Step, Step]) -> Carriage:
    """The carriage, its hips as low as both feet need in order to reach the floor."""
    rest = build.joints
    level = turns.yaw(heading)
    pelvis = turns.then(level, _turned(carriage.hip_turn, carriage.hip_tilt, carriage.hip_bow))
    middle = turns.add(place, turns.apply(level, (carriage.sway, rest["pelvis"][1] + carriage.rise, carriage.back)))
    leg = 0.995 * (rest["thigh_l"][1] - rest["foot_l"][1])
    need = 0.0
    for (side, _), step in zip(SIDES, steps, strict=True):
        hip = turns.add(middle, turns.apply(pelvis, turns.sub(rest[f"thigh_{side}"], rest["pelvis"])))
        end = ankle(build, step)
        across = math.hypot(hip[0] - end[0], hip[2] - end[2])
        need = max(need, hip[1] - end[1] - math.sqrt(max(leg * leg - across * across, 0.04 * leg * leg)))
    return carriage._replace(rise=carriage.rise - need)


def ankle(build: Build, step: Step) -> Vec:
    """Where the ankle of a foot is."""
    foot = turns.then(turns.yaw(step.heading), turns.pitch(step.heel))
    return turns.add(step.ball, turns.apply(foot, ankle_from_ball(build, step.heel)))


def legs(build: Build, bones: dict[str, tuple[Turn, Vec]], steps: tuple[Step, Step]) -> None:
    """Thighs, calves and feet, added to the bones; the knees point as the feet and hips do."""
    rest = build.joints
    long, lower = rest["thigh_l"][1] - rest["calf_l"][1], rest["calf_l"][1] - rest["foot_l"][1]
    for (side, _), step in zip(SIDES, steps, strict=True):
        foot = turns.then(turns.yaw(step.heading), turns.pitch(step.heel))
        hip = _joint(rest, bones, f"thigh_{side}", "pelvis")
        toward = turns.apply(turns.yaw(step.heading), (0.0, 0.0, -1.0))
        ahead = turns.apply(bones["pelvis"][0], (0.0, 0.0, -1.0))
        knee, end = turns.bend(
            hip, ankle(build, step), long, lower, turns.add(turns.add(toward, ahead), (0.0, 0.12, 0.0))
        )
        front = turns.mix(toward, ahead, 0.5)
        back = turns.scale(front, -1.0)
        bones[f"thigh_{side}"] = (turns.along(turns.sub(knee, hip), _behind(knee, hip, end, back)), hip)
        bones[f"calf_{side}"] = (turns.along(turns.sub(end, knee), _behind(knee, hip, end, back)), knee)
        bones[f"foot_{side}"] = (foot, end)


def ankle_from_ball(build: Build, heel: float) -> Vec:
    """From the ball of a foot to its ankle; a foot whose toes are up turns about its heel instead."""
    h = build.height
    if heel >= 0.0:
        return (0.0, 0.045 * h, 0.07 * h)
    lifted = turns.undo(turns.pitch(heel), (0.0, 0.0, 0.095 * h))
    return turns.add((0.0, 0.045 * h, -0.025 * h), lifted)


def _behind(knee: Vec, hip: Vec, ankle: Vec, back: Vec) -> Vec:
    # a bent knee shows by itself where its back is; a straight one must be told
    middle = turns.mix(hip, ankle, 0.5)
    return turns.add(turns.scale(turns.sub(middle, knee), 8.0), back)


def arms(build: Build, bones: dict[str, tuple[Turn, Vec]], grasps: tuple[Grasp, Grasp], carriage: Carriage) -> None:
    """Upper arms, forearms and hands, added to the bones."""
    rest = build.joints
    upper, lower = rest["upper_l"][1] - rest["fore_l"][1], rest["fore_l"][1] - rest["hand_l"][1]
    chest, middle = bones["chest"]
    facing = math.atan2(chest[2][0], chest[0][0])
    level = turns.yaw(facing)
    for (side, sign), grasp in zip(SIDES, grasps, strict=True):
        shoulder = turns.add(
            _joint(rest, bones, f"upper_{side}", "chest"), (0.0, 0.03 * build.height * carriage.shrug, 0.0)
        )
        goal = _goal(grasp, sign, shoulder, level, chest, middle, upper + lower)
        out = 0.35 + grasp.elbow
        pole = turns.apply(level, (sign * out, -0.55, 0.75))
        elbow, wrist = turns.bend(shoulder, goal, upper, lower, pole)
        back = turns.apply(level, (0.0, 0.15, 1.0))
        hinge = _behind(elbow, shoulder, wrist, turns.scale(back, -1.0))
        hinge = turns.scale(hinge, -1.0)
        bones[f"upper_{side}"] = (turns.along(turns.sub(elbow, shoulder), hinge), shoulder)
        fore = turns.along(turns.sub(wrist, elbow), hinge)
        bones[f"fore_{side}"] = (fore, elbow)
        _hand(build, bones, side, sign, fore, wrist, grasp)


def _goal(grasp: Grasp, sign: float, shoulder: Vec, level: Turn, chest: Turn, middle: Vec, arm: float) -> Vec:
    g = grasp
    total = turns.scale(shoulder, g.hangs)
    total = turns.add(total, turns.apply(level, (sign * g.hang_x * arm, g.hang_y * arm, g.hang_z * arm)))
    total = turns.add(total, turns.scale(middle, g.nears))
    total = turns.add(total, turns.apply(chest, (sign * g.near_x, g.near_y, g.near_z)))
    return turns.add(total, (g.far_x, g.far_y, g.far_z))


def _hand(
    build: Build, bones: dict[str, tuple[Turn, Vec]], side: str, sign: float, fore: Turn, wrist: Vec, grasp: Grasp
) -> None:
    rest = build.joints
    hand = turns.then(fore, turns.then(turns.yaw(sign * grasp.roll * math.pi / 2), turns.tilt(sign * grasp.droop)))
    bones[f"hand_{side}"] = (hand, wrist)
    knuckles = turns.add(wrist, turns.apply(hand, turns.sub(rest[f"fingers_{side}"], rest[f"hand_{side}"])))
    bones[f"fingers_{side}"] = (turns.then(hand, turns.tilt(sign * grasp.curl * 2.0)), knuckles)


def eyes(build: Build, bones: dict[str, tuple[Turn, Vec]], gaze: Vec | None) -> None:
    """The eyes, turned to what they look at as far as eyes go."""
    rest = build.joints
    head = bones["head"][0]
    for side, _ in SIDES:
        joint = _joint(rest, bones, f"eye_{side}", "head")
        turn = head
        if gaze is not None:
            x, y, z = turns.undo(head, turns.sub(gaze, joint))
            across = max(-0.6, min(0.6, math.atan2(x, max(-z, 1e-3))))
            down = max(-0.35, min(0.5, math.atan2(-y, max(math.hypot(x, z), 1e-3))))
            turn = turns.then(head, turns.then(turns.yaw(across), turns.pitch(down)))
        bones[f"eye_{side}"] = (turn, joint)
