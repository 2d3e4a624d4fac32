"""Inserts: a thing and a hand that fill the frame, on a counter, in the air before a coat, or at a door's foot."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from rushes.craft.cards.card import Card, Part
from rushes.craft.cards.vocabulary import Angle, Height
from rushes.craft.previz import beats, camera, coat, exposure, figures, handprops, hands, lens, moves, props, staging
from rushes.craft.previz.animator import Moment, Setup
from rushes.craft.previz.easing import smooth
from rushes.craft.previz.figures import Figure
from rushes.craft.previz.handprops import Thing
from rushes.craft.previz.lens import Camera
from rushes.craft.previz.sets.stage import Stage
from rushes.craft.previz.shapes import Limb, Solid, Vector
from rushes.craft.previz.shoot import Shoot

SHARES: tuple[tuple[str, float], ...] = (
    (r"fills the frame", 0.50),
    (r"middle half", 0.46),
    (r"two hands|both hands", 0.30),
    (r"foot of the door|door", 0.34),
)
GESTURES: tuple[tuple[str, str], ...] = (
    (r"turns? (the )?\w+ over|turns over", "turn_over"),
    (r"open (black )?glove|open (palm|hand)|offers|glove empty", "offer"),
    (r"fist", "fist"),
    (r"slides?|pushes", "slide"),
    (r"points?", "point"),
    (r"reach", "reach"),
    (r"hold|held|takes?|tucks?", "hold"),
    (r"withdraw", "withdraw"),
)


STANDS = 0.13  # metres: what is taller than this stands, and all of it is shown
HOLDING = {"hold", "turn_over", "slide", "fist"}
TILT = 52.0  # degrees: how a hand holds a thing up to be seen


@dataclass(frozen=True, eq=False)
class HandPlay:
    """One hand in an insert: whose, which, what it does when, from which side of the frame it comes."""

    figure: Figure
    side: str
    entry: float  # -1 from frame left, 1 from frame right
    plays: tuple[tuple[float, str], ...]


def build(shoot: Shoot, stage: Stage, width: int, height: int) -> Setup:
    """The set-up of an insert."""
    card = shoot.card
    played = handprops.of(shoot, stage)
    main = _main(shoot, played)
    spot, azimuth, pitch = _angle(shoot, stage, main)
    share = next((value for pattern, value in SHARES if re.search(pattern, card.seen + card.composition)), 0.5)
    if re.search(r"\b(sleeve|cuff)\b", card.composition):
        share = min(share, 0.42)
    if main is not None:
        main = replace(main, facing=azimuth - 12.0)
    plays = _hands(shoot) if main is not None else ()
    wide, tall = _measures(main, spot)
    stands = tall > STANDS and not plays and not card.focus.rack_to
    aim = _aim(main, plays, spot + np.array([0, tall / 2 if stands else 0, 0]))
    shown = max(wide, tall * width / height * 0.9) if stands else wide
    placed = camera.of_thing(card, aim, shown, azimuth, min(pitch, 22.0) if stands else pitch, share)
    if card.focus.rack_to:
        placed = _low(placed, width / height)
    placed = moves_jitter(placed, shoot)
    path = moves.path(card, placed, aim, shoot.take_seed)
    doors = handprops.door(card, shoot.location)
    rack = _rack(shoot, stage, played)

    def moment(t: float) -> Moment:
        seen = path(t)
        solids = _solids(shoot, main, played, plays, spot, seen, t)
        return Moment(seen, solids, {"door": handprops.opened(doors, t)}, _focus(shoot, aim, rack, seen, t))

    lit = exposure.on_cast(card, stage, placed, spot, 0.6)
    return Setup(
        stage,
        stage.lighting,
        lit,
        moment,
        card.focus.depth,
        width,
        height,
        shoot.take_seed % 997,
        clear(stage, placed, spot),
        frozenset(),
        moves.travels(card),
    )


def _aim(main: Thing | None, plays: Sequence[HandPlay], spot: Vector) -> Vector:
    """The middle of what is shown: a held thing's own, a little lower where another hand waits below."""
    if main is None or not plays:
        return spot
    held = _held(main, spot, "hold", 1.0, 0.0)
    middle = np.asarray(held.parts.get("middle", held.points.mean(axis=0)))
    across = np.array([0.03 * plays[0].entry if len(plays) == 1 else 0.0, -0.035 * (len(plays) - 1), 0.0])
    return np.asarray(middle + across)


def _main(shoot: Shoot, played: Sequence[Thing]) -> Thing | None:
    named = [thing for thing in played if thing.asset.id in shoot.card.focus.target]
    return next(iter(named or played), None)


def _angle(shoot: Shoot, stage: Stage, main: Thing | None) -> tuple[Vector, float, float]:
    """Where the thing is, from which side and how steeply it is seen."""
    card = shoot.card
    pitch = {Angle.HIGH: 48.0, Angle.TOP: 80.0, Angle.LOW: -12.0}.get(card.angle, 16.0)
    if card.height is Height.GROUND:
        pitch = 6.0
    words = f"{card.action} {' '.join(part.start + part.action for part in card.subjects)}".lower()
    if main is None or main.keys[0].spot == "hand_l" or "over his" in words or "over her" in words or "jacket" in words:
        return stage.marks["centre"] + np.array([0, 1.25, -0.3]), 8.0, 26.0 if "jacket" in words else min(pitch, 5.0)
    spot = main.where(card.seconds * 0.4, ())
    spot = main.rest if spot is None else spot
    if card.focus.rack_to and "door_leaf" in stage.marks:
        gone = spot - stage.marks["door_leaf"]
        return spot + np.array([0, 0.04, 0]), float(np.degrees(np.arctan2(gone[0], -gone[2]))) + 5.0, 12.0
    return spot + np.array([0, 0.02, 0]), 22.0 if card.height is Height.GROUND else 10.0, pitch


def _low(placed: Camera, ratio: float) -> Camera:
    """The camera tipped up until what it aims at is low in the frame, and what is behind it shows above."""
    field = np.degrees(2 * np.arctan(lens.GATE / 2 / ratio / placed.mm))
    return Camera(placed.position, placed.yaw, placed.pitch + 0.29 * float(field), placed.roll, placed.mm)


def _measures(main: Thing | None, spot: Vector) -> tuple[float, float]:
    """How wide and how tall the thing is, in metres."""
    if main is None:
        return 0.25, 0.0
    solid = props.solid(main.asset, at=(float(spot[0]), float(spot[1]), float(spot[2])), state=main.state(0.0))
    corners = np.concatenate([s.points if isinstance(s, Limb) else s.corners for s in solid.shapes])
    return float(np.clip(np.ptp(corners[:, 0]), 0.08, 0.6)), float(np.ptp(corners[:, 1]))


def _rack(shoot: Shoot, stage: Stage, played: Sequence[Thing]) -> Vector | None:
    target = shoot.card.focus.rack_to
    if not target:
        return None
    thing = next((thing for thing in played if thing.asset.id in target), None)
    return thing.rest if thing is not None else stage.marks.get("door_leaf", stage.marks["door"] + (0, 1.2, 0))


def _focus(shoot: Shoot, spot: Vector, rack: Vector | None, seen: Camera, t: float) -> float:
    first = max(0.2, float((spot - seen.position) @ seen.axes[2]))
    if rack is None:
        return first
    last = max(0.2, float((rack - seen.position) @ seen.axes[2]))
    at = shoot.card.focus.rack_at if shoot.card.focus.rack_at is not None else shoot.card.seconds / 2
    return float(1.0 / (1.0 / first + (1.0 / last - 1.0 / first) * smooth((t - at + 0.4) / 0.8)))


def _hands(shoot: Shoot) -> tuple[HandPlay, ...]:
    people = staging.seen(shoot)
    parts = staging.parts_of(shoot, people)
    found = []
    for number, asset in enumerate(people[:2]):
        part = parts[asset.id]
        plays = _plays(part, shoot.card)
        if plays:
            entry = _entry(shoot, part, number)
            side = "right" if "right hand" in f"{part.start} {part.action}" else "left"
            found.append(HandPlay(figures.cast(asset, part.state), side, entry, plays))
    return tuple(found)


def _plays(part: Part, card: Card) -> tuple[tuple[float, str], ...]:
    plays = []
    for beat in beats.of(part, card):
        gesture = next((name for pattern, name in GESTURES if re.search(pattern, beat.text)), None)
        if gesture is not None:
            plays.append((0.0 if beat.opening else beat.start, gesture))
    return tuple(plays)


def _entry(shoot: Shoot, part: Part, number: int) -> float:
    words = f"{shoot.card.composition} {part.start} {part.action}".lower()
    own = f"{part.start} {part.action}".lower()
    if "from the right" in own or "from right" in own:
        return 1.0
    if "from the left" in own or "left" in re.sub(r"left hand", "", own):
        return -1.0
    if number == 0 and re.search(r"(hand|sleeve)[^,;]* from the right", words):
        return 1.0
    return -1.0 if number == 0 and "from the left" in words else 1.0


def _solids(
    shoot: Shoot,
    main: Thing | None,
    played: Sequence[Thing],
    plays: Sequence[HandPlay],
    spot: Vector,
    seen: Camera,
    t: float,
) -> tuple[Solid, ...]:
    if main is None:
        return ()
    others = [
        solid for thing in played if thing.asset.id != main.asset.id and (solid := thing.solid(t, ())) is not None
    ]
    if not plays:
        alone = main.solid(t, ())
        return (*others, alone) if alone is not None else tuple(others)
    shown = (*others, *(_hand(main, play, number, spot, seen, t) for number, play in enumerate(plays)))
    opened = _coat_open(shoot, t)
    if opened is None:
        return shown
    figure = plays[0].figure
    return (coat.lining(figure.colour, spot, seen), *shown, coat.front(figure.colour, figure.asset, spot, seen, opened))


def _coat_open(shoot: Shoot, t: float) -> float | None:
    """How far a coat is open round what is in it, 0 to 1; None where no coat is opened."""
    card = shoot.card
    if not re.search(r"\b(jacket|coat)\b", f"{card.action} {card.composition}".lower()):
        return None
    shut = re.search(r"tuck|clos|put away", f"{card.action} {card.end_frame}".lower())
    last = smooth((t - 0.76 * card.seconds) / (0.2 * card.seconds)) if shut else 0.0
    return smooth(t / (0.24 * card.seconds)) * (1.0 - last)


def _hand(main: Thing, play: HandPlay, number: int, spot: Vector, seen: Camera, t: float) -> Solid:
    """A hand at what it does at second `t`; the first one holds the thing."""
    now = max(n for n, (at, _) in enumerate(play.plays) if at <= t or n == 0)
    at, gesture = play.plays[now]
    progress = smooth((t - at) / 1.7)
    right = seen.axes[0] * (1, 0, 1)
    place = spot + right * 0.01 * play.entry - np.array([0, (0.11 if number else 0.0), 0])
    if gesture == "withdraw":
        place = place + (right * play.entry * 0.5 + np.array([0, 0.05, 0])) * progress
        gesture, progress = "fist", 1.0
    facing = float(np.degrees(np.arctan2(-right[0] * play.entry, right[2] * play.entry)))
    held = _held(main, place, gesture, progress, t) if number == 0 and gesture in HOLDING else None
    return hands.solid(
        play.figure, gesture, at=_spot(place), facing=facing, progress=progress, side=play.side, held=held
    )


def _held(main: Thing, place: Vector, gesture: str, progress: float, t: float) -> Solid:
    """The thing as the hand holds it up to the lens; turned over, it shows its other side first."""
    turn = 180.0 * (1 - progress) if gesture == "turn_over" else 0.0
    return props.solid(main.asset, at=_spot(place), facing=main.facing, tilt=TILT, roll=turn, state=main.state(t), t=t)


def _spot(place: Vector) -> tuple[float, float, float]:
    return (float(place[0]), float(place[1]), float(place[2]))


def moves_jitter(placed: Camera, shoot: Shoot) -> Camera:
    """A millimetre or two between takes."""
    rng = np.random.default_rng(shoot.take_seed)
    off = rng.normal(0, 0.0015, 3)
    return Camera(placed.position + off, placed.yaw, placed.pitch, placed.roll, placed.mm)


def clear(stage: Stage, seen: Camera, spot: Vector) -> frozenset[str]:
    """What stands between the lens and the thing, or touches the lens."""
    view = lens.view(seen, 1000, 562)
    far = float((spot - seen.position) @ seen.axes[2])
    gone = []
    for solid in stage.dressing:
        corners = np.concatenate([s.points if isinstance(s, Limb) else s.corners for s in solid.shapes])
        depth = view.local(corners)[:, 2]
        if (
            solid.name not in {"counter", "table", "ground"}
            and -0.3 < depth.min() < far * 0.8
            and depth.max() < far * 1.6
        ):
            gone.append(solid.name)
    return frozenset(gone)
