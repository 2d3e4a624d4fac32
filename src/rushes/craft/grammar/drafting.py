"""Drafting: a moment, its setup and its scene become a whole shot card."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rushes.craft.cards import timing
from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.cards.card import SECONDS, Card, Criterion, Focus, Light, Move, Part, Reference, Speech
from rushes.craft.cards.vocabulary import Direction, Framing, Movement, Origin, Role, Size, Steadiness, Treatment
from rushes.craft.grammar import blocking, light, words
from rushes.craft.grammar.naming import Library
from rushes.craft.grammar.setups import Setup
from rushes.craft.grammar.staging import Stage
from rushes.craft.grammar.telling import Line, Moment, What
from rushes.craft.screenplay.breakdown import Scene

SHORTEST, LONGEST = 2.0, 12.0
TAIL = 0.4


@dataclass(frozen=True)
class Shot:
    """A moment with its setup, before it is a card; `hold` is seconds in which a face is seen before it speaks."""

    setup: Setup
    moment: Moment
    thing: str = ""
    hold: float = 0.0


@dataclass(frozen=True)
class Floor:
    """What every card of a scene shares."""

    scene: Scene
    stage: Stage
    library: Library
    place: str
    light: Light
    ambience: tuple[str, ...]
    seated: frozenset[str]
    pace: float = 1.0


def card(code: str, shot: Shot, floor: Floor) -> Card:
    """The card of a shot, marked as proposed, with the reason for its setup."""
    setup, moment = shot.setup, shot.moment
    parts = _parts(shot, floor)
    speeches = [_speech(line, setup, floor) for line in moment.lines]
    if shot.hold:
        speeches[0] = speeches[0].model_copy(update={"at": timing.LEAD + shot.hold})
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
        side=setup.side,
        lens=setup.lens,
        focus=Focus(depth=setup.depth, target=_target(shot, floor)),
        move=_move(setup),
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
        standard=_standard(shot, floor),
        regenerate_if=_regenerate(shot),
    )


def seconds(moment: Moment, pace: float = 1.0) -> float:
    """How long a moment needs: words at a speaking rate with pauses, acts at a reading rate; 2 to 12 seconds.

    Only a plan that is the writer's own may hold more words than 12 seconds do; it gets the time to say them.
    """
    spoken = timing.LEAD + sum(line.seconds for line in moment.lines) + TAIL if moment.lines else 0.0
    length = len(moment.text.split())
    if moment.what is What.PLACE or not length:
        wanted = max(spoken, 3.0 + length / 8.0 if length else 0.0)
    else:
        wanted = (1.2 + length / 5.0) * (0.75 if spoken else pace) + spoken
    return max(min(max(_halves(wanted), SHORTEST), LONGEST), min(_halves(spoken), SECONDS[1]))


def _seconds(shot: Shot, floor: Floor) -> float:
    needed = seconds(shot.moment, floor.pace)
    return max(needed, min(needed + shot.hold, LONGEST))


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
    parts = [
        blocking.part(
            _asset(name, floor),
            name,
            shot.moment,
            floor.stage,
            seated=name in floor.seated,
            behind=name == shot.setup.over,
        )
        for name in shot.setup.people
    ]
    if prop := _prop(shot, floor):
        parts.append(Part(asset=prop.id, action=_thing_does(shot)))
    return tuple(parts)


def _thing_does(shot: Shot) -> str:
    if shot.setup.framing is Framing.INSERT:
        return "fills the frame"
    return "in hand" if any(words.HANDLES.search(act) for _, act in shot.moment.acts) else "in frame, as locked"


def _speech(line: Line, setup: Setup, floor: Floor) -> Speech:
    return Speech(
        speaker=_asset(line.speaker, floor),
        text=line.text,
        delivery=_delivery(line.delivery),
        on_screen=not line.unseen and line.speaker in _faces_of(setup),
        treatment=line.treatment,
    )


def _delivery(said: str) -> str:
    """How a line is spoken, without the words by which a sheet says where it comes from."""
    parts = [blocking.cell(part) for part in re.sub(r"[()]", "", said).split(",")]
    taken = {"off", *Treatment}
    return ", ".join(part for part in parts if part and part not in taken and not re.fullmatch(r"in [a-z]{2}", part))


def _faces_of(setup: Setup) -> list[str]:
    """Whose faces the frame shows: nobody's in an insert, not the one over whose shoulder we look."""
    return [] if setup.framing is Framing.INSERT else [name for name in setup.people if name != setup.over]


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
        return f"The {prop.name.lower()}, close" if prop else f"{shot.setup.people[0].title()} takes it in"
    said = list(dict.fromkeys(line.speaker.title() for line in shot.moment.lines))
    heard = [name.title() for name in shot.setup.people if name.title() not in said]
    speaks = f"{' and '.join(said)} {'speaks' if len(said) == 1 else 'speak'}"
    return f"{speaks}; {' and '.join(heard)} {'listens' if len(heard) == 1 else 'listen'}" if heard else speaks


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


def _standard(shot: Shot, floor: Floor) -> tuple[Criterion, ...]:
    setup = shot.setup
    if setup.framing is Framing.EMPTY:
        return (Criterion(text="The place as locked is in frame"), Criterion(text="No person is in frame"))
    if setup.framing is Framing.INSERT:
        prop = _prop(shot, floor)
        thing = prop.name if prop else "thing"
        return (
            Criterion(text=f"The {thing.lower()} fills the frame and keeps its shape"),
            Criterion(text="One hand only"),
        )
    seen = [name for name in setup.people if name != setup.over]
    criteria = [Criterion(text=_faces(name, shot, floor)) for name in seen[:2]]
    if any(line.speaker in seen and not line.unseen for line in shot.moment.lines):
        criteria.append(Criterion(text=f"{_shown(seen[0])}'s lips move only on their own line"))
    return (*criteria, *([] if setup.size is Size.ELS else _wardrobe(seen[:2], floor)))


def _shown(name: str) -> str:
    return blocking.cell(name.title())


def _faces(name: str, shot: Shot, floor: Floor) -> str:
    if shot.moment.what in (What.ARRIVAL, What.TRAVEL, What.DEPARTURE) and shot.setup.direction is not Direction.NONE:
        return f"{_shown(name)} moves {shot.setup.direction} without turning back"
    return f"{_shown(name)} stays on the {floor.stage.side(name)} side, facing {floor.stage.faces(name)}"


def _wardrobe(seen: Sequence[str], floor: Floor) -> list[Criterion]:
    found = []
    for name in seen:
        asset = floor.library.find(AssetKind.CHARACTER, name)
        if asset and asset.colours:
            text = f"{_shown(name)} wears {asset.colours[0].name} throughout, no other colour of it"
            found.append(Criterion(text=text, check="wardrobe_colour", parameters={"asset": asset.id}))
    return found


def _regenerate(shot: Shot) -> tuple[str, ...]:
    if shot.setup.framing is Framing.EMPTY:
        return ("a person appears", "the camera moves")
    if shot.setup.framing is Framing.INSERT:
        return ("a second hand", "the thing changes shape")
    return ("somebody appears twice", "clothes change colour", "limbs merge")


def closer(shot: Shot, setup: Setup) -> Shot:
    """The same shot with another setup."""
    return replace(shot, setup=setup)
