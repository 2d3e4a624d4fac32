"""Drafting: a moment, its setup and its scene become a whole shot card."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rushes.craft.cards import acts, timing
from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.cards.card import SECONDS, Card, Focus, Light, Move, Part, Reference, Speech
from rushes.craft.cards.vocabulary import Direction, Framing, Movement, Origin, Role, Steadiness, Treatment
from rushes.craft.grammar import blocking, light, poses, standards, words
from rushes.craft.grammar.fitting import LONGEST, SHORTEST, TAIL
from rushes.craft.grammar.naming import Library
from rushes.craft.grammar.setups import Setup
from rushes.craft.grammar.shot import Shot
from rushes.craft.grammar.staging import Mark, back, travel
from rushes.craft.grammar.telling import Line, Moment, What

REST = 0.8


@dataclass(frozen=True)
class Floor:
    """What every card of a scene shares."""

    library: Library
    place: str
    light: Light
    ambience: tuple[str, ...]
    pace: float = 1.0


def card(code: str, shot: Shot, floor: Floor) -> Card:
    """The card of a shot, marked as proposed, with the reason for its setup."""
    setup, moment = shot.setup, shot.moment
    parts = _parts(shot, floor)
    speeches = [_speech(line, setup, floor) for line in moment.lines]
    if first := shot.hold or (_acted(moment, floor.pace) if shot.acts_first else 0.0):
        speeches[0] = speeches[0].model_copy(update={"at": round(timing.LEAD + first, 1)})
    return Card(
        code=code,
        title=_title(shot, floor),
        origin=Origin.PROPOSED,
        why=blocking.cell(setup.why),
        job=setup.job,
        size=setup.size,
        framing=setup.framing,
        over=_asset(setup.over, floor) if setup.over else None,
        composition=blocking.cell(setup.composition),
        height=setup.height,
        angle=setup.angle,
        side=setup.side,
        lens=setup.lens,
        focus=Focus(depth=setup.depth, target=_target(shot, floor)),
        move=_move(setup),
        direction=setup.way,
        eyeline=_eyeline(shot, floor),
        action=_action(shot, floor),
        subjects=parts,
        dialogue=tuple(speeches),
        ambience=floor.ambience,
        effects=() if moment.what is What.PLACE else light.effects([moment.text]),
        light=floor.light,
        seconds=_seconds(shot, floor),
        references=_references(parts, shot, floor),
        start_frame=_first_frame(shot),
        end_frame=_last_frame(shot),
        negatives=("readable signs", "subtitles"),
        standard=standards.standard(shot, _prop(shot, floor), floor.library, _seconds(shot, floor)),
        regenerate_if=_regenerate(shot),
    )


def seconds(moment: Moment, pace: float = 1.0) -> float:
    """How long a moment needs: words at a speaking rate with pauses, acts as long as they take; 2 to 12 seconds.

    Only a plan that is the writer's own may hold more words than 12 seconds do; it gets the time to say them.
    """
    spoken = timing.LEAD + sum(line.seconds for line in moment.lines) + TAIL if moment.lines else 0.0
    length = len(moment.text.split())
    if moment.what is What.PLACE or not length:
        wanted = max(spoken, 3.0 + length / 8.0 if moment.what is What.PLACE or length else 0.0)
    else:
        wanted = _acted(moment, pace) + spoken
    return max(min(max(_halves(wanted), SHORTEST), LONGEST), min(_halves(spoken), SECONDS[1]))


def _acted(moment: Moment, pace: float) -> float:
    """How long the acts of a moment take; those that run under its lines take part of their time."""
    return acts.seconds_of(moment.text) * (0.75 if moment.lines else pace)


def _seconds(shot: Shot, floor: Floor) -> float:
    needed = seconds(shot.moment, floor.pace)
    return max(needed, min(_halves(needed + shot.hold + shot.tail), LONGEST))


def _halves(value: float) -> float:
    """The next half second up."""
    return math.ceil(value * 2) / 2


def _asset(name: str, floor: Floor) -> str:
    found = floor.library.find(AssetKind.CHARACTER, name)
    assert found is not None, f"{name} has no asset"
    return found.id


def _prop(shot: Shot, floor: Floor) -> Asset | None:
    return floor.library.by_id(shot.thing) if shot.thing else None


def _parts(shot: Shot, floor: Floor) -> tuple[Part, ...]:
    marks = shot.marks
    parts = [
        blocking.part(
            _asset(name, floor),
            name,
            shot.moment,
            marks[name],
            way=_way(shot, marks[name]),
            pose=shot.poses.get(name, poses.STANDS),
            behind=name == shot.setup.over,
        )
        for name in shot.setup.people
    ]
    if prop := _prop(shot, floor):
        parts.append(Part(asset=prop.id, action=_thing_does(shot)))
    return tuple(parts)


def _way(shot: Shot, mark: Mark) -> str:
    """Which way somebody goes if they go: the shot's, else what the words say, else on ahead."""
    if shot.setup.way in (Direction.LEFT, Direction.RIGHT):
        return str(shot.setup.way)
    leaves = shot.moment.what is What.DEPARTURE and back(shot.moment.text)
    return travel(shot.moment.text, mark.side if leaves and mark.side in ("left", "right") else mark.faces)


def _eyeline(shot: Shot, floor: Floor) -> str:
    """Where the one face of a frame looks: at somebody beyond its edge, at a thing, or out of it."""
    setup = shot.setup
    if len(setup.faces) != 1 or setup.way is not Direction.NONE:
        return ""
    face = setup.faces[0]
    mark = shot.marks[face]
    if setup.towards and setup.towards != face:
        return f"{_asset(setup.towards, floor)} at frame {mark.faces}"
    if shot.thing and shot.moment.what is What.LOOK:
        return f"{shot.thing} off frame {mark.faces}"
    if shot.moment.lines or shot.moment.what in (What.LOOK, What.INWARD):
        return f"off frame {mark.faces}"
    return shot.thing if shot.moment.acts else ""


def _thing_does(shot: Shot) -> str:
    if shot.setup.framing is Framing.INSERT:
        return "fills the frame"
    held = any(words.HANDLES.search(words.WORKED.sub("", act)) for _, act in shot.moment.acts)
    return "in hand" if held else "in frame, as locked"


def _speech(line: Line, setup: Setup, floor: Floor) -> Speech:
    return Speech(
        speaker=_asset(line.speaker, floor),
        text=line.text,
        delivery=_delivery(line.delivery),
        on_screen=not line.unseen and line.speaker in setup.faces,
        treatment=line.treatment,
    )


def _delivery(said: str) -> str:
    """How a line is spoken, without the words by which a sheet says where it comes from."""
    parts = [blocking.cell(part) for part in re.sub(r"[()]", "", said).split(",")]
    taken = {"off", *Treatment}
    return ", ".join(part for part in parts if part and part not in taken and not re.fullmatch(r"in [a-z]{2}", part))


def _move(setup: Setup) -> Move:
    if setup.move is Movement.STATIC:
        return Move()
    return Move(primary=setup.move, direction=setup.direction, speed=setup.speed, steadiness=Steadiness.SMOOTH)


def _target(shot: Shot, floor: Floor) -> str:
    if shot.setup.framing is Framing.INSERT and shot.thing:
        return shot.thing
    seen = [name for name in shot.setup.people if name != shot.setup.over]
    return _asset(seen[0], floor) if len(seen) == 1 else ""


def _title(shot: Shot, floor: Floor) -> str:
    if shot.setup.framing is Framing.INSERT and (prop := _prop(shot, floor)):
        return prop.name
    if shot.setup.framing is Framing.EMPTY and shot.moment.what is What.PLACE:
        place = floor.library.by_id(floor.place)
        return place.name if place else ""
    if shot.moment.lines:
        return _short(shot.moment.lines[0].text)
    if not shot.setup.people:
        return _short(shot.moment.text)
    name = shot.moment.doer if shot.moment.doer in shot.setup.people else shot.setup.people[0]
    return _short(f"{name.title()} {blocking.deed(name, shot.moment)}")


def _short(text: str) -> str:
    kept = " ".join(text.split()[:5])
    return blocking.cell(kept).rstrip(".,:!?… ") + ("?" if kept.endswith("?") else "")


def _action(shot: Shot, floor: Floor) -> str:
    if shot.moment.text:
        return shot.moment.text
    if not shot.moment.lines:
        prop = _prop(shot, floor)
        if prop:
            return f"The {prop.name.lower()}, close"
        return (
            f"{shot.setup.people[0].title()} takes it in" if shot.setup.people else "The place, before anything happens"
        )
    said = list(dict.fromkeys(line.speaker.title() for line in shot.moment.lines))
    heard = [name.title() for name in shot.setup.people if name.title() not in said]
    speaks = f"{_listed(said)} {'speaks' if len(said) == 1 else 'speak'}"
    return f"{speaks}; {_listed(heard)} {'listens' if len(heard) == 1 else 'listen'}" if heard else speaks


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _references(parts: Sequence[Part], shot: Shot, floor: Floor) -> tuple[Reference, ...]:
    insert = shot.setup.framing is Framing.INSERT
    roles = {"CH": Role.WARDROBE if insert else Role.IDENTITY, "PR": Role.PROP}
    named = [(each.asset, roles[each.asset[:2]]) for each in parts if each.asset[:2] in roles]
    ordered = sorted(named, key=lambda pair: pair[1] is not Role.PROP) if insert else named
    return tuple(
        Reference(asset=asset, role=role, priority=place)
        for place, (asset, role) in enumerate([*ordered, (floor.place, Role.PLACE)])
    )


def _first_frame(shot: Shot) -> str:
    return "frame without the one who enters" if shot.moment.what is What.ARRIVAL and shot.setup.people else ""


def _last_frame(shot: Shot) -> str:
    return "frame without the one who left" if shot.moment.what is What.DEPARTURE and shot.setup.people else ""


def _regenerate(shot: Shot) -> tuple[str, ...]:
    if shot.setup.framing is Framing.EMPTY:
        somebody = words.SOMEBODY.search(shot.moment.text)
        return ("somebody of the cast appears" if somebody else "a person appears", "the camera moves")
    if shot.setup.framing in (Framing.INSERT, Framing.POV):
        return ("a second hand", "the thing changes shape")
    return ("somebody appears twice", "clothes change colour", "limbs merge")
