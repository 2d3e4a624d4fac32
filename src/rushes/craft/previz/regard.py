"""Regard: where eyes, head and shoulders go and when, what a face feels, and the blinks and breaths of stillness."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rushes.craft.previz import turns
from rushes.craft.previz.acts import FEELINGS, Act
from rushes.craft.previz.easing import bump, chance, keyed, settle, smooth, wander, wrapped
from rushes.craft.previz.faces import EXPRESSIONS
from rushes.craft.previz.rig import Carriage
from rushes.craft.previz.stances import added
from rushes.craft.previz.turns import Vec

REST = 2.4  # metres ahead that unoccupied eyes rest on


@dataclass(frozen=True)
class Attention:
    """Where the eyes are, and how far head and shoulders have followed: yaw to the left and pitch down, in radians."""

    point: Vec
    head: tuple[float, float]
    chest: float


def attention(acts: Sequence[Act], t: float, *, eyes: Vec, heading: float, seed: int, gaze: Vec | None) -> Attention:
    """What is looked at at second t: eyes first, the head after them, then the shoulders."""
    looks = [act for act in sorted(acts, key=lambda act: act.start) if act.verb in ("look", "read", "listen")]
    point = _idle(eyes, heading, t, seed) if gaze is None else gaze
    head, chest = _angles(point, eyes, heading, 0.7 if gaze is not None else 1.0)
    for act in looks:
        since = t - act.start
        if since <= 0.0:
            break
        goal = _goal(act, eyes, heading, t, seed)
        keep = 1.0 if gaze is None else 1.0 - 0.6 * smooth((t - act.end) / 0.6)
        turn, trunk = _angles(goal, eyes, heading, 0.5 if act.verb == "listen" else 0.8)
        point = turns.mix(point, goal, smooth(since / 0.14) * keep)
        share = settle((since - 0.09) / 0.6, 0.03) * keep
        head = (head[0] + (turn[0] - head[0]) * share, head[1] + (turn[1] - head[1]) * share)
        chest += (trunk - chest) * smooth((since - 0.26) / 0.8) * keep
    return Attention(point, head, chest)


def _goal(act: Act, eyes: Vec, heading: float, t: float, seed: int) -> Vec:
    if act.target is not None:
        return act.target
    if act.verb == "read":
        scan = 0.02 * math.sin(4.2 * (t - act.start))
        return _out(eyes, heading, 0.42, -0.36, scan)
    return _out(eyes, heading, 3.0, -0.25, 1.1 + 0.2 * wander(t, seed))


def _idle(eyes: Vec, heading: float, t: float, seed: int) -> Vec:
    glance = math.floor(t / 1.3 + chance(seed, 11))
    across = (chance(seed, 40 + glance) - 0.5) * 0.3
    return _out(eyes, heading, REST, -0.12 + 0.1 * chance(seed, 80 + glance), across)


def _out(eyes: Vec, heading: float, front: float, up: float, left: float) -> Vec:
    s, c = math.sin(heading), math.cos(heading)
    return (eyes[0] + s * front + c * left, eyes[1] + up, eyes[2] - c * front + s * left)


def _angles(point: Vec, eyes: Vec, heading: float, share: float) -> tuple[tuple[float, float], float]:
    x, y, z = turns.sub(point, eyes)
    across = wrapped(heading - math.atan2(x, -z)) * -1.0
    down = math.atan2(-y, max(math.hypot(x, z), 0.05))
    head = max(-1.05, min(1.05, across * 0.8 * share))
    return (head, max(-0.5, min(0.75, down * 0.72 * share))), max(-0.5, min(0.5, across * 0.22))


def follow(carriage: Carriage, seen: Attention) -> Carriage:
    """The trunk with head and shoulders turned to what is looked at."""
    trunk = carriage.hip_turn + carriage.chest_turn
    return added(
        carriage,
        chest_turn=seen.chest,
        head_turn=seen.head[0] - seen.chest - 0.6 * trunk,
        head_bow=seen.head[1] - 0.35 * (carriage.hip_bow + carriage.chest_bow) * (1.0 if seen.head[1] < 0.5 else 0.3),
        head_tilt=-0.04 * seen.head[0] - 0.5 * (carriage.hip_tilt + carriage.chest_tilt),
    )


def bodily(acts: Sequence[Act], t: float, carriage: Carriage) -> Carriage:
    """The trunk with what acts add to it for a while: a nod, a start, a lean, a deep breath, a tilted head."""
    for act in acts:
        whole = max(act.end - act.start, 1e-6)
        u, since = (t - act.start) / whole, t - act.start
        if since < 0.0:
            continue
        held = smooth(since / 0.5) * (1.0 - smooth((t - act.end) / 0.6))
        if act.verb == "nod" and u < 1.0:
            carriage = added(carriage, head_bow=0.2 * bump(u) * math.sin(math.tau * u * max(1.0, round(whole / 0.55))))
        elif act.verb == "shake_head" and u < 1.0:
            carriage = added(carriage, head_turn=0.22 * bump(u) * math.sin(math.tau * u * max(1.0, round(whole / 0.6))))
        elif act.verb == "startle":
            jolt = keyed(since, (0.0, 0.0), (0.11, 1.0), (0.4, 0.7), (1.3, 0.15), (2.2, 0.0))
            carriage = added(carriage, shrug=1.2 * jolt, chest_bow=-0.2 * jolt, head_bow=0.1 * jolt, back=0.035 * jolt)
        elif act.verb == "lean":
            carriage = added(carriage, hip_bow=0.14 * held, chest_bow=0.2 * held, head_bow=-0.16 * held)
        elif act.verb == "listen":
            carriage = added(carriage, head_tilt=0.13 * held, head_bow=0.03 * held)
        elif act.verb == "breathe":
            deep = held * (0.5 - 0.5 * math.cos(math.tau * since / 2.2))
            carriage = added(carriage, shrug=0.75 * deep, chest_bow=-0.035 * deep)
    return carriage


def feeling(acts: Sequence[Act], t: float) -> dict[str, float]:
    """How strongly each feeling shows, 0 to 1; one melts into the next."""
    shown = {"neutral": 1.0}
    for act in sorted(acts, key=lambda act: act.start):
        word = "fear" if act.verb == "startle" else act.verb
        if word not in FEELINGS or act.start > t:
            continue
        share = smooth((t - act.start) / (0.16 if act.verb == "startle" else 0.55))
        if act.verb == "startle":
            share *= 1.0 - smooth((t - act.start - 0.6) / 1.4)
        shown = {name: value * (1.0 - share) for name, value in shown.items()}
        shown[word] = shown.get(word, 0.0) + share
    return shown


def face(acts: Sequence[Act], t: float, *, seed: int, mouth: float) -> dict[str, float]:
    """How far each part of the face is from rest at second t, by the names of a face's morphs."""
    moved: dict[str, float] = {}
    for name, share in feeling(acts, t).items():
        for part, amount in EXPRESSIONS[name].items():
            moved[part] = moved.get(part, 0.0) + amount * share
    shut = max(blink(acts, t, seed), moved.get("blink", 0.0))
    reading = any(act.verb == "read" and act.start + 0.1 < t < act.end for act in acts)
    moved["blink"] = max(shut, 0.38 if reading else 0.0)
    moved["open"] = moved.get("open", 0.0) + min(max(mouth, 0.0), 1.0)
    moved["brow"] = moved.get("brow", 0.0) + 0.12 * mouth + 0.05 * wander(t, seed + 21)
    return moved


def blink(acts: Sequence[Act], t: float, seed: int) -> float:
    """How shut the lids are with a blink: every few seconds, and when the eyes leave for another place."""
    glances = [act.start + 0.03 for act in acts if act.verb in ("look", "turn") and act.start > 0.0]
    beat = 3.1
    count = math.floor(t / beat)
    planned = [(n + 0.15 + 0.7 * chance(seed, 200 + n)) * beat for n in (count - 1, count)]
    return max((_lid(t - when) for when in (*glances, *planned)), default=0.0)


def _lid(since: float) -> float:
    return keyed(since, (0.0, 0.0), (0.07, 1.0), (0.10, 1.0), (0.22, 0.0))
