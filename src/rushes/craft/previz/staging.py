"""Staging: the words of a card become performers with acts on a clock, in places on a stage."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from rushes.craft.cards import timing
from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.cards.card import Part
from rushes.craft.cards.vocabulary import Movement, Size, Treatment
from rushes.craft.previz import beats, camera, figures, lying, places, poses, travel, verbs
from rushes.craft.previz.acts import Act, Place
from rushes.craft.previz.beats import Beat
from rushes.craft.previz.figures import Figure
from rushes.craft.previz.lying import Rest
from rushes.craft.previz.places import Home
from rushes.craft.previz.sets.stage import Stage
from rushes.craft.previz.shapes import Limb, Solid, Vector
from rushes.craft.previz.shoot import Shoot
from rushes.craft.previz.verbs import Verb

NEAR_SIZES = {Size.MCU, Size.CU, Size.ECU, Size.INSERT}


@dataclass(frozen=True, eq=False)
class Performer:
    """Somebody in the shot: who, where they belong, what they do when, and when they speak."""

    asset: Asset
    figure: Figure
    home: Home
    acts: tuple[Act, ...]
    detail: str
    seed: int
    speaks: tuple[tuple[float, float], ...] = ()
    lying: Rest | None = None
    low: float = 0.0  # metres
    lift: float = 0.0  # metres: a near shoulder is put on a box until the lens looks over it

    def solid(self, t: float) -> Solid:
        """The performer at second `t`."""
        pose = poses.perform(self.acts, t, seed=self.seed, mouth=self.mouth(t), stature=self.figure.height)
        body = figures.solid(self.figure, lying.lowered(pose, self.low), detail=self.detail)
        return raised(lying.laid(body, self.lying) if self.lying else body, self.lift)

    def mouth(self, t: float) -> float:
        """How far the mouth is open: syllables while they speak, shut otherwise."""
        for start, end in self.speaks:
            if start <= t < end:
                into, left = t - start, end - t
                gate = min(1.0, into / 0.08, left / 0.12)
                wave = (
                    0.55
                    + 0.3 * math.sin(2 * math.pi * 4.1 * into)
                    + 0.25 * math.sin(2 * math.pi * 2.3 * into + self.seed % 7)
                )
                return max(0.0, min(1.0, wave)) * gate
        return 0.0


def raised(solid: Solid, lift: float) -> Solid:
    """A solid moved up by some metres."""
    if lift == 0.0:
        return solid
    up = np.array([0.0, lift, 0.0])
    shapes = tuple(
        replace(shape, points=shape.points + up)
        if isinstance(shape, Limb)
        else replace(shape, corners=shape.corners + up)
        for shape in solid.shapes
    )
    return Solid(solid.name, shapes, solid.anchor + up, False, {name: spot + up for name, spot in solid.parts.items()})


def cast(shoot: Shoot, stage: Stage) -> tuple[Performer, ...]:
    """Everybody who is seen in the shot, in their places, with their acts."""
    people = seen(shoot)
    parts = parts_of(shoot, people)
    homes = places.homes(shoot, people, parts, stage)
    detail = "near" if shoot.card.size in NEAR_SIZES or shoot.card.size is Size.MS else "far"
    performers = []
    for number, asset in enumerate(people):
        others = [homes[other.id] for other in people if other is not asset]
        seed = shoot.take_seed + number
        acts = _Direction(shoot, stage, homes[asset.id], others, seed).acts(parts[asset.id])
        figure = figures.cast(asset, parts[asset.id].state)
        home = homes[asset.id]
        rest = lying.rest(parts[asset.id], shoot.card.action, home.place, home.facing, figure.height)
        low = lying.low(parts[asset.id])
        performers.append(Performer(asset, figure, home, acts, detail, seed, _speech(shoot, asset), rest, low))
    return tuple(performers)


def seen(shoot: Shoot) -> tuple[Asset, ...]:
    """The characters in frame: those with a part, the shoulder, and those who speak on screen."""
    card = shoot.card
    codes = [part.asset for part in card.subjects]
    codes += [card.over] if card.over else []
    codes += [speech.speaker for speech in card.dialogue if speech.on_screen and speech.treatment is Treatment.NONE]
    if not card.subjects:
        codes += [asset.id for asset in shoot.assets if _named(asset, card.action)]
    found = [shoot.asset(code) for code in dict.fromkeys(codes)]
    return tuple(asset for asset in found if asset is not None and asset.kind is AssetKind.CHARACTER)


def parts_of(shoot: Shoot, people: Sequence[Asset]) -> dict[str, Part]:
    """Everybody's part: as the card writes it, or the clauses of its action that are theirs."""
    written = {part.asset: part for part in shoot.card.subjects}
    names = [places.names_of(asset)[0] for asset in people]
    parts = {}
    for asset, name in zip(people, names, strict=True):
        part = written.get(asset.id)
        if part is None or not (part.start or part.action or part.end):
            state = part.state if part else ""
            part = replace_part(beats.plain(shoot.card, name, names), asset.id, state)
        parts[asset.id] = part
    return parts


def replace_part(part: Part, code: str, state: str) -> Part:
    """A part under another code and in a wardrobe state."""
    return part.model_copy(update={"asset": code, "state": state})


def _named(asset: Asset, words: str) -> bool:
    return asset.kind is AssetKind.CHARACTER and any(name in words.lower() for name in places.names_of(asset))


def _speech(shoot: Shoot, asset: Asset) -> tuple[tuple[float, float], ...]:
    lines = timing.spoken(shoot.card)
    return tuple(
        (line.start, line.end)
        for line in lines
        if line.speech.speaker == asset.id and line.speech.on_screen and line.speech.treatment is Treatment.NONE
    )


@dataclass(eq=False)
class _Direction:
    """Gives one performer their acts, beat by beat, and remembers where that leaves them."""

    shoot: Shoot
    stage: Stage
    home: Home
    others: Sequence[Home]
    seed: int

    def __post_init__(self) -> None:
        self.here = self.home.place.copy()
        self.facing = self.home.facing
        self.late = float(np.random.default_rng(self.seed).uniform(-0.14, 0.14))
        self.list: list[Act] = []

    def acts(self, part: Part) -> tuple[Act, ...]:
        """The acts of a part."""
        self.words = f"{part.action} {part.end}"
        self.flow = beats.of(part, self.shoot.card, self.late)
        self.out = False
        self.passing = travel.under_way(part)
        self._open(part)
        if self.passing:
            self._pass(part)
        for beat in self.flow:
            for verb in verbs.found_in(beat.text):
                getattr(self, f"_{verb.kind}")(verb, beat)
        if not any(act.verb in {"look", "read", "listen"} for act in self.list):
            self.list.append(Act("look", 0.0, self.shoot.card.seconds, target=self._eyeline("")))
        return tuple(sorted(self.list, key=lambda act: act.start))

    def _open(self, part: Part) -> None:
        words = f"{part.start} {part.action}".lower()
        seated = "seated" in words or "sits at" in words or "sitting" in words or lying.low(part) > 0
        self.elbow = 0.82 if seated else 1.1
        enters = next((beat for beat in self.flow if "enter" in beat.text or "comes in" in beat.text), None)
        if enters is not None:
            side = verbs.side_in(enters.text) or (-1.0 if self.home.side <= 0 else 1.0)
            self.here = self._off(side)
            self.facing = -90.0 * side
        verb = "seated" if seated else "stand"
        self.list.append(Act(verb, 0.0, 0.1, at=_place(self.here), facing=self.facing))

    def _off(self, side: float) -> Vector:
        sizes = {Size.MS: 2.9, Size.MLS: 2.9, Size.MCU: 2.9, Size.CU: 2.9, Size.FS: 2.6}
        away = sizes.get(self.shoot.card.size, 4.2)
        if self.others and self.shoot.card.size in travel.EDGE:
            away = max(1.2, travel.EDGE[self.shoot.card.size] + 0.9 - side * float(self.home.place[0]))
        elif travel.fixed(self.shoot.card):
            away = travel.EDGE[self.shoot.card.size] + 0.6
        return np.asarray(self.home.place + self._across() * side * away)

    def _across(self) -> Vector:
        """The frame's own left to right, over the floor: the lens looks at one person from their side of the line."""
        card = self.shoot.card
        if self.others or not travel.fixed(card):
            return np.array([1.0, 0.0, 0.0])
        around = np.radians(camera.azimuth(card, self.home.facing, self.home.side))
        return np.array([np.cos(around), 0.0, np.sin(around)])

    def _go(self, verb: str, beat: Beat, to: Vector, seconds: float) -> None:
        if float(np.hypot(*(to - self.here)[[0, 2]])) < 0.15:
            return
        gone = to - self.here
        self.facing = float(np.degrees(np.arctan2(gone[0], -gone[2])))
        start = 0.0 if beat.opening else beat.start
        known = "walk" if verb == "climb" else verb
        self.list.append(Act(known, start, start + seconds, at=_place(self.here), to=_place(to), facing=self.facing))
        if verb == "climb":
            self.list.append(Act("lean", max(0.0, start), start + seconds))
        self.here = to

    def _pass(self, part: Part) -> None:
        """Under way all through the shot, or until the words stop them."""
        verb, until = travel.verb_of(self.flow), travel.stops(self.flow)
        side = verbs.side_in(part.start) or (1.0 if self.facing >= 0 else -1.0)
        seconds = until or self.shoot.card.seconds
        way = np.array([side * travel.reach(verb, seconds, self._room()), 0, 0])
        past = np.array([0, 0, -0.75 if travel.ROOMY & self.stage.marks.keys() and not self.stage.narrow else 0.0])
        self.here = self._stop(side, until) - way if until else self.home.place - way / 2
        self.here = self.here + past
        self.facing = 90.0 * side
        self.list.clear()
        start, end = (-0.5, seconds) if until else (-0.5, seconds + 0.5)
        whole = way * (end - start) / seconds
        self._go(verb, Beat("", start, end), self.here + whole, end - start)

    def _stop(self, side: float, until: float) -> Vector:
        """Where somebody under way comes to rest: an arm's length short of what their hands go to, or at home."""
        words = next((beat.text for beat in self.flow if beat.start == until), "")
        named = next((mark for name, mark in self.stage.marks.items() if mark[1] > 0 and name in words), None)
        if named is None:
            return self.home.place
        return np.array([named[0] - side * 0.6, 0.0, self.home.place[2]])

    def _room(self) -> float:
        """Metres that somebody may cover whom the camera goes along with."""
        tracked = self.shoot.card.move.primary is Movement.TRACKING
        return max(travel.LONGEST, 0.45 * (self.stage.bounds[1] - self.stage.bounds[0])) if tracked else travel.LONGEST

    def _in(self, verb: Verb, beat: Beat) -> None:
        hurried = any("hurr" in other.text or "fast" in other.text for other in self.flow)
        falls = next((other.start for other in self.flow if "slip" in other.text or "fall" in other.text), None)
        pace = "hurry" if hurried else verb.act
        self._go(pace, beat, self.home.place, falls or travel.takes(pace, self.here, self.home.place))

    def _move(self, verb: Verb, beat: Beat) -> None:
        if self.passing or (any("enter" in other.text for other in self.flow) and beat.opening):
            return
        to = self._target(beat.text)
        side = verbs.side_in(beat.text)
        if side and not any(act.to is not None for act in self.list) and not self.others:
            half = np.array([0.5 * side * travel.reach(verb.act, 0.9 * self.shoot.card.seconds), 0, 0])
            self._begin_at(self.home.place - half, 90.0 * side)
            to = self.home.place + half
            beat = replace(beat, start=0.04 * self.shoot.card.seconds)
        elif travel.fixed(self.shoot.card) and not beat.opening:
            beat = replace(beat, start=max(beat.start, self.shoot.card.seconds - 0.65))
        self._go(verb.act, beat, to, travel.takes(verb.act, self.here, to))

    def _begin_at(self, place: Vector, facing: float) -> None:
        self.here, self.facing = place, facing
        self.list[0] = replace(self.list[0], at=_place(place), facing=facing)

    def _out(self, verb: Verb, beat: Beat) -> None:
        if self.out:
            return
        self.out = True
        side = self._way_out(beat)
        named = "exit_left" if side < 0 else "exit_right"
        through = "door" in beat.text or "gone" in beat.text
        to = (
            self.stage.marks[named]
            if named in self.stage.marks and through
            else self._off(side) + (self.here - self.home.place) * (0, 0, 1)
        )
        if "half out" in self.shoot.card.end_frame:
            to, through = travel.half_out(self.shoot.card, self.here, side), True
        seconds = travel.takes(verb.act, self.here, to)
        by = beat.start if "@" in self.words and through else self.shoot.card.seconds
        start = max(0.2, by - seconds, travel.free(self.list))
        seconds = min(seconds, max(by - start, travel.length(self.here, to) / 1.9 + 0.2))
        self._face(to, start)
        self._go("walk" if through else verb.act, replace(beat, start=start), to, seconds)

    def _way_out(self, beat: Beat) -> float:
        """The side of the frame by which somebody leaves: said here, or elsewhere in the card, or their own."""
        said = (beat.text, *(other.text for other in self.flow if "out" in other.text or "exit" in other.text))
        found = next((side for text in said if (side := verbs.side_in(text))), 0.0)
        return found or verbs.side_in(self.shoot.card.end_frame) or self.home.side or 1.0

    def _face(self, to: Vector, start: float) -> None:
        """Turn first, where the way out lies behind."""
        gone = to - self.here
        facing = float(np.degrees(np.arctan2(gone[0], -gone[2])))
        behind = abs((facing - self.facing + 180.0) % 360.0 - 180.0) > 100.0
        if behind and start > 1.0 and travel.free(self.list) <= start - 0.8:
            self.list.append(Act("turn", start - 0.8, start, facing=facing))

    def _fall(self, verb: Verb, beat: Beat) -> None:
        if any(act.verb == "slip_fall" for act in self.list):
            return
        on = np.array([np.sin(np.radians(self.facing)), 0, -np.cos(np.radians(self.facing))]) * 0.7
        to = self.here + on
        self.list.append(
            Act(
                verb.act, beat.start, beat.start + verb.seconds, at=_place(self.here), to=_place(to), facing=self.facing
            )
        )
        self.here = to

    def _stay(self, verb: Verb, beat: Beat) -> None:
        if beat.opening or verb.act in {"stand", "seated"}:
            return
        self.list.append(Act(verb.act, beat.start, beat.start + verb.seconds, at=_place(self.here), facing=self.facing))

    def _turn(self, verb: Verb, beat: Beat) -> None:
        side = verbs.side_in(beat.text)
        target = self._target(beat.text)
        gone = target - self.here
        self.facing = 90.0 * side if side else float(np.degrees(np.arctan2(gone[0], -gone[2])))
        self.list.append(Act("turn", beat.start, beat.start + verb.seconds, facing=self.facing))

    def _hand(self, verb: Verb, beat: Beat) -> None:
        hand = "left" if "left hand" in beat.text else "both" if "both hands" in beat.text else "right"
        start = 0.0 if beat.opening else beat.start
        target = self._reach(beat.text)
        to = self._reach("slides into the light") if verb.act == "slide" else self._offer()
        end = self.shoot.card.seconds if verb.act == "hold" else min(beat.end + 0.6, start + verb.seconds)
        self.list.append(Act(verb.act, start, max(start + 0.4, end), target=_place(target), to=_place(to), hand=hand))

    def _look(self, verb: Verb, beat: Beat) -> None:
        act = "look" if verb.act == "look" else verb.act
        end = beat.end if verb.act in {"look", "read", "listen"} else beat.start + verb.seconds
        self.list.append(Act(act, 0.0 if beat.opening else beat.start, end, target=self._eyeline(beat.text)))

    def _feel(self, verb: Verb, beat: Beat) -> None:
        self.list.append(Act(verb.act, beat.start, self.shoot.card.seconds))

    def _target(self, words: str) -> Vector:
        """The floor point that words name, or some steps to the side they name."""
        for name in sorted(self.stage.marks, key=len, reverse=True):
            if name in words and name not in {"left", "right", "centre", "lit"}:
                return self.stage.marks[name] * (1, 0, 1)
        side = verbs.side_in(words)
        if side:
            return np.asarray(self.here + np.array([1.9 * side, 0, 0]))
        return np.asarray(self.home.place + self._ahead() * 1.4)

    def _ahead(self) -> Vector:
        return np.array([np.sin(np.radians(self.facing)), 0.0, -np.cos(np.radians(self.facing))])

    def _offer(self) -> Vector:
        return np.asarray(self.here + self._ahead() * 0.55 + (0, self.elbow + 0.02, 0))

    def _reach(self, words: str) -> Vector:
        marks = self.stage.marks
        if "light" in words and "lit" in marks:
            return marks["lit"]
        for name in ("book", "deck", "counter", "table", "lamp"):
            if name in words and name in marks:
                return marks[name]
        if any(word in words for word in ("tape", "cassette")) and "deck" in marks:
            return marks["deck"]
        near = self.here + self._ahead() * 0.5
        table = marks.get("counter")
        return np.asarray(
            table if table is not None and abs(table[0] - near[0]) < 0.9 else near + np.array([0, self.elbow, 0])
        )

    def _eyeline(self, words: str) -> Place:
        """Where the eyes rest: what the words name, else the other person, else ahead at eye height."""
        for name in ("deck", "door", "lamp", "counter", "book", "gap"):
            mark = self.stage.marks.get("door_leaf" if name == "door" else name)
            if name in words and mark is not None:
                return _place(mark)
        if any(word in words for word in ("reading", "reads", "down", "hand")):
            return _place(self.here + self._ahead() * 0.42 + (0, 1.08, 0))
        past = 0.9 if re_past(words, self.shoot.card.eyeline + self.shoot.card.composition) else 0.0
        if self.others:
            spot = min((home.place for home in self.others), key=lambda place: float(np.linalg.norm(place - self.here)))
            return _place(spot + np.array([0, 1.58, past]))
        return _place(self.here + self._ahead() * 2.5 + (0, 1.5, past))


def re_past(words: str, card: str) -> bool:
    """Whether the eyes go past the other person."""
    return "off him" in words or "off her" in words or "past" in words or "past him" in card or "past her" in card


def _place(point: Vector) -> Place:
    return (float(point[0]), float(point[1]), float(point[2]))


def moved(performer: Performer, facing: float, place: Vector) -> Performer:
    """A performer cheated to another place and facing, as one does for the lens."""
    first = replace(performer.acts[0], at=_place(place), facing=facing)
    return replace(
        performer, acts=(first, *performer.acts[1:]), lying=None, home=Home(place, facing, performer.home.side)
    )
