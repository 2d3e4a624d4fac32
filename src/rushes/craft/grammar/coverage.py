"""
Coverage: the shots that a script needs, proposed as cards in cutting order.

A script whose notes name shots has exactly those shots, in the whole script: as soon as one shot is named the plan is
the writer's, and a scene without a named shot stays without one. Such cards are completed from the words they cover.
A script that names no shot gets proposed coverage for every scene. Cards follow from the script and library alone, and
where a runtime is wanted their lengths are fitted to it as far as lines and acts allow.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rushes.craft.cards.asset import Asset
from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Direction, Framing, Job, Size, Treatment
from rushes.craft.grammar import (
    alliances,
    drafting,
    endings,
    fitting,
    inserts,
    intercut,
    kinds,
    named,
    pacing,
    poses,
    returning,
    scenery,
    setups,
    staging,
    telling,
    turns,
)
from rushes.craft.grammar.choosing import choose, over_shoulder
from rushes.craft.grammar.company import Company, genders
from rushes.craft.grammar.kinds import PACE, Kind
from rushes.craft.grammar.naming import Library
from rushes.craft.grammar.setups import Scenery, Setup
from rushes.craft.grammar.shot import Shot
from rushes.craft.grammar.staging import Stage
from rushes.craft.grammar.telling import Line, Moment, What
from rushes.craft.screenplay import people
from rushes.craft.screenplay.breakdown import Scene, breakdown
from rushes.craft.screenplay.elements import Screenplay
from rushes.craft.screenplay.shots import shot_spans
from rushes.kernel import ids
from rushes.kernel.errors import Invalid

CROWD = 3
SOON = 3
MOST_SHOTS = 9999
_LONGEST_ACTION = {Kind.CHASE: 14, Kind.MONTAGE: 0}


class Endless(Invalid):
    """More than codes can count."""


@dataclass(frozen=True)
class _Told:
    """
    A scene as it is covered: its kind, its moments, and what each of them may know.

    `far` is the scene at the other end, where the two are cut into each other.
    """

    scene: Scene
    kind: Kind
    moments: Sequence[Moment]
    nearby: Sequence[Scenery]
    turn: int
    library: Library
    goes_on: Sequence[int]
    far: Scene | None = None


def propose(screenplay: Screenplay, assets: Sequence[Asset] = (), runtime: float | None = None) -> list[Card]:
    """
    Cards for a whole script, in cutting order.

    Args:
        screenplay: the script.
        assets: the production's library; whatever the script needs beyond it gets an id of its own.
        runtime: seconds that the shots should last together; lengths go as near to it as they honestly can.

    Raises:
        NoScene: nothing in the script can be seen or heard.
        Endless: there are more scenes or shots than codes can count.
        InvalidFile: a note names a shot twice, or one of another scene.
    """
    scenes = breakdown(screenplay).scenes
    refuse_endless(scenes)
    library = scenery.library(screenplay, assets)
    cast = people.cast(screenplay)
    company = Company(cast, genders(scenes, cast))
    spans = shot_spans(screenplay)
    if spans:
        cards = named.cards(screenplay, scenes, spans, library, company)
    else:
        cards = _covered(endings.pictured(screenplay, scenes), library, company, inserts.mentions(screenplay, library))
    return cards if runtime is None else list(fitting.fit(cards, runtime).cards)


def refuse_endless(scenes: Sequence[Scene]) -> None:
    """Codes end at S9999; a script that is longer is refused before any work is done on it. Endless."""
    if any(ids.SCENE.fullmatch(scene.code) is None for scene in scenes):
        raise Endless(f"The script has {len(scenes)} scenes, and codes end at S9999; divide it into parts.")


def _covered(scenes: Sequence[Scene], library: Library, company: Company, many: Mapping[str, int]) -> list[Card]:
    cards: list[Card] = []
    going: Mapping[str, str] = {}
    planted: set[str] = set()
    far_ends = intercut.far_ends(scenes)
    for scene in scenes:
        goes_on = "continuous" in scene.time.lower()
        told = _tell(scene, library, company, going if goes_on else {}, far_ends.get(scene.code))
        shots = _cut(told, inserts.added(_shots(told), library, many if told.kind is not Kind.MONTAGE else {}, planted))
        cards += _drafted(told, shots)
        going = {
            name: str(shot.setup.way)
            for shot in shots
            for name in shot.setup.people
            if shot.moment.goes(name) and shot.moment.what is What.DEPARTURE and shot.setup.way is not Direction.NONE
        }
    return cards


def _tell(scene: Scene, library: Library, company: Company, going: Mapping[str, str], far: Scene | None) -> _Told:
    moments = telling.tell(scene.elements, company.again(scene.characters))
    kind = Kind.PHONE if far else kinds.kind_of(scene.heading, moments)
    if kind in _LONGEST_ACTION:
        moments = telling.tell(
            scene.elements,
            company.again(scene.characters),
            _LONGEST_ACTION[kind],
            montage=kind is Kind.MONTAGE,
        )
    if far:
        single = telling.tell(scene.elements, company.again(scene.characters), 0)
        moments = [intercut.at_one_end(moment, frozenset(far.characters)) for moment in single]
    if kind is Kind.PHONE:
        moments = [replace(moment, lines=tuple(map(_phoned, moment.lines))) for moment in moments]
    stage = staging.stage(moments, scenery.seen(moments), going)
    turn = turns.turn(moments)
    return _Told(scene, kind, moments, _nearby(moments, kind, stage, turn), turn, library, turns.goes_on(moments), far)


def _phoned(line: Line) -> Line:
    """On the phone, a voice from elsewhere comes through it."""
    return replace(line, treatment=Treatment.PHONE) if line.unseen and line.treatment is Treatment.NONE else line


def _drafted(told: _Told, shots: Sequence[Shot]) -> list[Card]:
    if len(shots) > MOST_SHOTS:
        raise Endless(
            f"Scene {told.scene.code} needs {len(shots)} shots, and codes end at SH{MOST_SHOTS}; divide the scene."
        )
    if not shots:
        return []
    here = scenery.floor(told.scene, told.library, PACE.get(told.kind, 1.0))
    far = scenery.floor(told.far, told.library) if told.far else here
    away = frozenset(told.far.characters if told.far else ())
    codes = (f"{told.scene.code}-SH{number:02}" for number in range(1, len(shots) + 1))
    return [
        drafting.card(code, shot, far if away.intersection(shot.setup.people) else here)
        for code, shot in zip(codes, shots, strict=True)
    ]


def _shots(told: _Told) -> list[Shot]:
    shots: list[Shot] = []
    ringing = turns.first_phone_line(told.moments)
    device = scenery.device(told.library)
    resting = poses.before(told.moments)
    stage = told.nearby[0].stage if told.nearby else Stage()
    for index, known in enumerate(told.nearby):
        near = replace(known, opens=known.opens or _opens_late(shots), stage=stage)
        if index == ringing and near.company and device and not (shots and shots[-1].thing == device.id):
            shots.append(Shot(setups.device(device.name.lower()), Moment(What.DETAIL, ""), device.id))
        shot = replace(_shot(told, index, near, shots), poses=resting[index], stage=stage)
        found = [turns.held(shot) if index == told.turn + 1 > 1 and _lands(shot, told) else shot]
        if index == told.turn > 0:
            found += turns.reaction(told.moments, index, near, resting[index])
        for one in found:
            stage = _remembered(stage, one)
        shots += found
    return shots


def _shot(told: _Told, index: int, near: Scenery, shots: Sequence[Shot]) -> Shot:
    """The shot of one moment, after those that it follows."""
    moment, before = told.moments[index], told.moments[index - 1]
    thing = scenery.thing_of(moment, told.library)
    if not thing and shots and inserts.goes_on_about(moment, before):
        thing = shots[-1].thing
    name = scenery.name_of(thing, told.library)
    setup = (inserts.looked_at(moment, before, name) if shots else None) or choose(moment, near, name)
    if setup.framing is Framing.INSERT and moment.people and shots and _shows_already(shots[-1], thing):
        setup = choose(moment, near, "")
    if told.goes_on[index] % 2:
        setup = setups.listener(moment, near) or setup
    setup = _out_of_two(setup, shots, moment, near)
    if index not in (told.turn, told.turn + 1):
        setup = returning.shared_again(setup, shots, near, moment)
    return Shot(replace(setup, towards="") if told.far else setup, moment, thing)


def _remembered(stage: Stage, shot: Shot) -> Stage:
    """The stage with where people looked and went in a shot; in a crowd heads turn to whoever speaks."""
    marks = shot.marks if len(shot.setup.people) < CROWD else {}
    turned = {**stage.turned, **{name: mark.faces for name, mark in marks.items()}}
    ways = stage.ways
    if shot.setup.way in (Direction.LEFT, Direction.RIGHT):
        ways = {**ways, **{name: str(shot.setup.way) for name in shot.setup.people if shot.moment.goes(name)}}
    return replace(stage, turned=turned, ways=ways)


def _shows_already(shot: Shot, thing: str) -> bool:
    return shot.setup.framing is Framing.INSERT and shot.thing == thing


def _lands(shot: Shot, told: _Told) -> bool:
    return turns.answers(shot, told.moments[told.turn])


def _opens_late(shots: Sequence[Shot]) -> bool:
    """Whether the scene has begun on things, and its place is still to be seen."""
    return 0 < len(shots) < SOON and all(shot.setup.framing is Framing.INSERT for shot in shots)


def _nearby(moments: Sequence[Moment], kind: Kind, stage: Stage, turn: int) -> list[Scenery]:
    """What each moment's setup may know of its scene."""
    talk = sum(bool(moment.lines) for moment in moments)
    here: dict[str, None] = {}
    met: frozenset[str] = frozenset()
    said = 0
    allies = alliances.allied(moments) if kind is Kind.GROUP else ()
    found: list[Scenery] = []
    for index, moment in enumerate(moments):
        new = frozenset(scenery.seen([moment])) - met
        met |= new
        here |= dict.fromkeys(scenery.seen([moment]))
        present = tuple(here | _soon(moments, index))
        along = said / talk if talk else 0.0
        answered = turns.answered(moments, index, here)
        found.append(Scenery(kind, stage, present, along, not index, index >= turn > 0, answered, new, allies))
        said += bool(moment.lines)
        if moment.what is What.DEPARTURE:
            here.pop(moment.doer, None)
    return found


def _soon(moments: Sequence[Moment], index: int) -> dict[str, None]:
    """Who is about to speak in frame; nobody while a voice is over the place."""
    if any(line.unseen for line in moments[index].lines):
        return {}
    return dict.fromkeys(scenery.seen(moment for moment in moments[index : index + 4] if moment.lines))


def _out_of_two(setup: Setup, shots: Sequence[Shot], moment: Moment, near: Scenery) -> Setup:
    """An exchange that one frame of two can no longer hold goes on over shoulders."""
    if not (setup.framing is Framing.TWO and moment.lines and shots and shots[-1].setup.framing is Framing.TWO):
        return setup
    seconds = sum(line.seconds for line in moment.lines)
    for shot in reversed(shots):
        if not (shot.setup.framing is Framing.TWO and shot.moment.lines):
            break
        seconds += sum(line.seconds for line in shot.moment.lines)
    if seconds <= telling.LONGEST_SPEECH:
        return setup
    return over_shoulder(moment.speaker, near.stage.opposite(moment.speaker, near.company), near)


def _cut(told: _Told, shots: list[Shot]) -> list[Shot]:
    """A scene's shots in cutting order, with its geography and a clean way out."""
    shots = pacing.paced(shots)
    if told.kind is not Kind.MONTAGE and len(shots) > 1 and not any(map(_shows_place, shots[:SOON])):
        place = Setup(Job.ORIENT, Size.ELS, Framing.EMPTY, (), "the place, so that we know where things stand")
        shots = [Shot(place, Moment(What.PLACE, "")), *shots]
    if not shots or not shots[-1].moment.lines:
        return shots
    return [*shots[:-1], replace(shots[-1], tail=drafting.REST)]


def _shows_place(shot: Shot) -> bool:
    return shot.setup.framing is Framing.EMPTY or shot.setup.size in (Size.ELS, Size.LS, Size.FS)
