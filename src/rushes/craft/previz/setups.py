"""Set-ups: a card on a stage with its performers, things, camera and light, ready for the animator."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Framing, Movement, Size
from rushes.craft.previz import camera, exposure, handprops, inserts, large, lens, moves, staging, standins
from rushes.craft.previz.animator import Moment, Setup
from rushes.craft.previz.easing import smooth
from rushes.craft.previz.handprops import Thing
from rushes.craft.previz.lens import Camera
from rushes.craft.previz.moves import Path
from rushes.craft.previz.sets import find, making
from rushes.craft.previz.sets.stage import Stage
from rushes.craft.previz.shapes import Limb, Material, Solid, Vector
from rushes.craft.previz.shoot import Shoot
from rushes.craft.previz.staging import Performer

OVER_A_BED = 0.6  # metres by which the lens is above the eyes of somebody who lies
KEPT = ("counter", "table", "parapet", "desk", "ground", "console", "bed", "rail")


@dataclass(frozen=True, eq=False)
class Blocked:
    """A shot as blocked: who, what, through which camera, focused how far away."""

    performers: tuple[Performer, ...]
    things: tuple[Thing, ...]
    path: Path
    focus: Vector
    rack: Vector | None = None
    dark: frozenset[str] = frozenset()


def build(shoot: Shoot, width: int, height: int) -> Setup:
    """Everything a take is drawn from."""
    stage = find.stage(shoot)
    if shoot.card.size is Size.INSERT or shoot.card.framing is Framing.INSERT:
        big = large.subject(shoot)
        if big:
            return large.build(shoot, stage, big, width, height)
        return inserts.build(standins.filled(shoot), stage, width, height)
    blocked = block(shoot, stage, width / height)
    card, middle = shoot.card, blocked.path(shoot.card.seconds / 2)
    doors = handprops.door(card, shoot.location)
    spot = _lit_spot(blocked, stage)

    stools = [stool(performer) for performer in blocked.performers if _sits(performer)]

    def moment(t: float) -> Moment:
        seen = blocked.path(t)
        people = [performer.solid(t) for performer in blocked.performers]
        held = [solid for thing in blocked.things if (solid := thing.solid(t, people)) is not None]
        return Moment(
            seen,
            (*stools, *people, *held, *large.solids(shoot, stage, t)),
            {"door": handprops.opened(doors, t)},
            focused(card, blocked, seen, t),
        )

    lit = exposure.on_cast(card, stage, middle, spot)
    hidden = in_the_way(stage, middle, [p.solid(0.5 * card.seconds) for p in blocked.performers], width / height)
    return Setup(
        stage,
        stage.lighting,
        lit,
        moment,
        card.focus.depth,
        width,
        height,
        shoot.take_seed % 997,
        hidden,
        blocked.dark,
        moves.travels(card),
    )


def boxes(shoot: Shoot, width: int, height: int, t: float) -> dict[str, dict[str, tuple[float, float]]]:
    """Where everybody's landmarks fall at second `t`, as shares of the frame's width and height from its top left."""
    blocked = block(shoot, find.stage(shoot), width / height)
    view = lens.view(blocked.path(t), width, height)
    found = {}
    for performer in blocked.performers:
        parts = performer.solid(t).parts
        pixels, _ = view.see(np.array(list(parts.values())))
        shares = pixels / (width, height)
        found[performer.asset.id] = {name: (float(x), float(y)) for name, (x, y) in zip(parts, shares, strict=True)}
    return found


def block(shoot: Shoot, stage: Stage, ratio: float) -> Blocked:
    """Performers and things in place before a camera that obeys the card."""
    card = shoot.card
    performers = staging.cast(shoot, stage)
    hand_props = handprops.of(shoot, stage)
    if not performers or card.framing is Framing.EMPTY:
        placed = camera.wide(card, stage)
        return Blocked((), hand_props, moves.path(card, placed, stage.wide[1], shoot.take_seed), stage.wide[1])
    main = _main(card, performers)
    if card.framing is Framing.OTS and len(performers) > 1:
        return _over(shoot, performers, main, hand_props, ratio)
    solved, aim = _solved(shoot, stage, performers, main, ratio)
    follow = None
    if card.move.primary is Movement.TRACKING:
        follow = _follow(main, card.seconds, stage, solved)
    return Blocked(
        performers, hand_props, moves.path(card, _jittered(solved, shoot), aim, shoot.take_seed, follow), aim
    )


def _solved(
    shoot: Shoot, stage: Stage, performers: Sequence[Performer], main: Performer, ratio: float
) -> tuple[Camera, Vector]:
    card = shoot.card
    bodies = [_landmarks(performer, card.seconds) for performer in performers]
    if camera.is_group(card, len(performers)):
        if card.size is Size.ELS:
            return camera.wide(card, stage), np.mean([body["chest"] for body in bodies], axis=0)
        sight = camera.of_group(card, bodies, ratio)
    elif card.size is Size.ELS:
        return camera.wide(card, stage), _landmarks(main, card.seconds)["chest"]
    else:
        upright = _landmarks(replace(main, lying=None), card.seconds)
        sight = camera.of_one(card, upright, main.home.facing, main.home.side, ratio)
        if main.lying:
            sight = replace(sight, aim=main.lying.turned(sight.aim), facing=0.0)
    eye = float(np.mean([body["eyes"][1] for body in bodies])) + (OVER_A_BED if main.lying else 0.0)
    return camera.solve(card, sight, ratio, eye), sight.aim


def _over(
    shoot: Shoot, performers: Sequence[Performer], main: Performer, props: tuple[Thing, ...], ratio: float
) -> Blocked:
    """Across a dark near shoulder, which is cheated to where the lens wants it."""
    card = shoot.card
    near = next((p for p in performers if p is not main and p.asset.id == card.over), None)
    near = near or next(p for p in performers if p is not main)
    body = _landmarks(main, card.seconds)
    sight = camera.over_shoulder(card, body, -main.home.side or 1.0)
    eye = float(body["eyes"][1]) + 0.04
    if main.lying:
        upright = _landmarks(replace(main, lying=None), card.seconds)
        tall = camera.over_shoulder(card, upright, 1.0).tall
        sight, eye = replace(sight, aim=(body["chin"] + body["chest"]) / 2, tall=tall), eye + 1.5 * OVER_A_BED
    seen = camera.solve(card, sight, ratio, eye)
    words = f"{card.composition}".lower()
    name = near.asset.name.lower().split()[-1]
    left = "shoulder at frame left" in words or f"{name} left" in words or f"{name} at frame left" in words
    right = "shoulder at frame right" in words or f"{name} right" in words
    side = -1.0 if left else 1.0 if right else -main.home.side or 1.0
    axes = seen.axes
    tight = sight.tall < 1.0
    aside = -0.22 if not tight else 0.3
    turned = camera.Sight(sight.aim + axes[0] * side * sight.tall * aside, sight.tall, sight.azimuth)
    seen = camera.solve(card, turned, ratio, eye)
    axes = seen.axes
    depth = max(0.62, 0.40 * float(np.linalg.norm(sight.aim - seen.position)))
    half = depth * lens.GATE / card.lens / 2
    spot = seen.position + axes[2] * depth + axes[0] * side * half * (0.96 if tight else 0.74)
    spot[1] = 0.0
    gone = body["chest"] - spot
    facing = float(np.degrees(np.arctan2(gone[0], -gone[2])))
    low = float(near.solid(0.5 * card.seconds).parts["eyes"][1])
    raised = replace(staging.moved(near, facing, spot), lift=float(seen.position[1]) - 0.05 - low)
    cast = tuple(raised if p is near else p for p in performers)
    placed = _jittered(seen, shoot)
    return Blocked(
        cast,
        props,
        moves.path(card, placed, sight.aim, shoot.take_seed),
        body["eyes"],
        None,
        frozenset({near.asset.id}),
    )


def _main(card: Card, performers: Sequence[Performer]) -> Performer:
    for performer in performers:
        if performer.asset.id in card.focus.target:
            return performer
    return next((p for p in performers if p.asset.id != card.over), performers[0])


def _landmarks(performer: Performer, seconds: float) -> dict[str, Vector]:
    """Where the body's landmarks mostly are: the median over the shot."""
    poses = [performer.solid(share * seconds).parts for share in (0.2, 0.35, 0.5, 0.65)]
    found = {name: np.median([pose[name] for pose in poses], axis=0) for name in poses[0]}
    if any(act.verb in {"enter", "exit", "walk", "hurry", "run", "slip_fall"} for act in performer.acts):
        shift = (performer.home.place - found["chest"]) * (1, 0, 1)
        found = {name: spot + shift for name, spot in found.items()}
        rise = _upright(performer) - found["head_top"][1]
        found = {
            name: spot + np.array([0, rise * spot[1] / max(found["head_top"][1], 0.1), 0])
            for name, spot in found.items()
        }
    return found


def _upright(performer: Performer) -> float:
    return performer.figure.height * 1.0


def _follow(main: Performer, seconds: float, stage: Stage, seen: Camera) -> moves.Follow:
    """Where a tracking camera's operator keeps the subject: their path, smoothed."""
    times = np.linspace(0, seconds, 40)
    xs = np.array([main.solid(float(t)).parts["hips"] for t in times])
    low, high = (main.home.place[0] - 1.5, main.home.place[0] + 2.6)
    if main.acts[0].start < 0:
        low, high = -np.inf, np.inf
    inside = xs.copy()
    inside[:, 0] = np.clip(xs[:, 0], low, high)
    room = np.array(stage.bounds[:2]) - float(seen.position[0])
    kernel = np.hanning(13)
    kernel /= kernel.sum()
    padded = np.concatenate([np.repeat(inside[:1], 6, axis=0), inside, np.repeat(inside[-1:], 6, axis=0)])
    smooth_path = np.stack([np.convolve(padded[:, c], kernel, mode="valid") for c in range(3)], axis=1)
    home, tall = main.home.place, float(np.median(smooth_path[:, 1]))

    def at(t: float) -> Vector:
        spot = np.array([np.interp(t, times, smooth_path[:, c]) for c in range(3)])
        gone = (spot - home) * (1, 0, 1) + (0, 0.5 * (spot[1] - tall), 0)
        gone[0] = np.clip(gone[0], min(0.0, room[0]), max(0.0, room[1]))
        return np.asarray(gone)

    return at


def _jittered(placed: Camera, shoot: Shoot) -> Camera:
    """Operators are people: a few centimetres and a hair of angle between takes."""
    rng = np.random.default_rng(shoot.take_seed)
    off, turn = rng.normal(0, 0.012, 3), rng.normal(0, 0.12, 2)
    return Camera(placed.position + off, placed.yaw + turn[0], placed.pitch + turn[1], placed.roll, placed.mm)


def _sits(performer: Performer) -> bool:
    return performer.lift == performer.low == 0.0 and any(act.verb in {"sit", "seated"} for act in performer.acts)


def stool(performer: Performer) -> Solid:
    """What somebody who sits sits on."""
    hips = performer.solid(performer.acts[-1].end).parts["hips"]
    wood = Material((58, 44, 34))
    top = float(hips[1]) - 0.13
    x, z = float(hips[0]), float(hips[2])
    legs = tuple(
        making.rod([(x + a * 0.14, top, z + b * 0.14), (x + a * 0.19, 0.0, z + b * 0.19)], 0.018, wood)
        for a in (-1, 1)
        for b in (-1, 1)
    )
    seat = making.block(making.point(x, top, z), (0.38, 0.05, 0.38), wood, 20)
    return Solid("stool", (*legs, *seat), making.point(x, top, z + 0.12))


def focused(card: Card, blocked: Blocked, seen: Camera, t: float) -> float:
    """How far the lens is focused at second `t`, racked where the card says."""
    first = max(0.2, float((blocked.focus - seen.position) @ seen.axes[2]))
    if blocked.rack is None:
        return first
    last = max(0.2, float((blocked.rack - seen.position) @ seen.axes[2]))
    at = card.focus.rack_at if card.focus.rack_at is not None else card.seconds / 2
    share = smooth((t - at + 0.35) / 0.7)
    return float(1.0 / (1.0 / first + (1.0 / last - 1.0 / first) * share))


def _lit_spot(blocked: Blocked, stage: Stage) -> Vector:
    spots = [p.home.place for p in blocked.performers] or [stage.marks["centre"]]
    return np.asarray(np.mean(spots, axis=0) + np.array([0, 1.4, 0]))


def in_the_way(stage: Stage, seen: Camera, people: Sequence[Solid], ratio: float) -> frozenset[str]:
    """The set's solids that a crew would carry out: too near the lens, or before somebody's face."""
    view = lens.view(seen, 1000, round(1000 / ratio))
    heads = [view.see(solid.parts["chin"][None])[0][0] for solid in people if "chin" in solid.parts]
    depths = [float(view.local(solid.anchor[None])[0, 2]) for solid in people]
    gone = []
    for solid in stage.dressing:
        corners = np.concatenate([s.points if isinstance(s, Limb) else s.corners for s in solid.shapes])
        pixels, depth = view.see(corners)
        if (depth < 0.1).all() or any(solid.name.startswith(name) for name in KEPT):
            continue
        low, high = pixels[depth > 0.1].min(axis=0), pixels[depth > 0.1].max(axis=0)
        covers = any(
            (low < head).all() and (high > head).all() and depth.min() < d - 0.2
            for head, d in zip(heads, depths, strict=False)
        )
        if covers or depth.min() < 0.45 or (depth.min() < 0.9 and (high - low).max() > 700):
            gone.append(solid.name)
    return frozenset(gone)
