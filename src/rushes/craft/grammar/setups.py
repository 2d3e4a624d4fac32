"""
Setups: how a moment is shot, and why.

A scene opens with its geography and comes closer; a pair is covered from one side of the line in matching sizes and
lenses, wide, then over shoulders, then in close singles towards its turn; a thing the story needs has its insert.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from rushes.craft.cards.vocabulary import Depth, Direction, Framing, Height, Job, Movement, Side, Size, Speed
from rushes.craft.grammar import words
from rushes.craft.grammar.staging import Stage, back, travel
from rushes.craft.grammar.telling import Moment, What

LENS: dict[Size, int] = {
    Size.ELS: 24,
    Size.LS: 28,
    Size.FS: 35,
    Size.MLS: 35,
    Size.MS: 40,
    Size.MCU: 50,
    Size.CU: 85,
    Size.ECU: 100,
    Size.INSERT: 85,
}
CLOSER = (Size.ELS, Size.LS, Size.FS, Size.MLS, Size.MS, Size.MCU, Size.CU, Size.ECU)


class Kind(Enum):
    """What kind of scene it is, for its coverage."""

    SILENT = "silent"
    SOLO = "one voice"
    PAIR = "two-hander"
    GROUP = "group"
    PHONE = "phone"
    CHASE = "action"
    MONTAGE = "montage"


@dataclass(frozen=True)
class Setup:
    """The camera's part of a shot, who is in frame, and the reason for it."""

    job: Job
    size: Size
    framing: Framing
    people: tuple[str, ...]
    why: str
    over: str = ""
    composition: str = ""
    height: Height = Height.EYE
    side: Side = Side.FRONT
    move: Movement = Movement.STATIC
    direction: Direction = Direction.NONE
    speed: Speed = Speed.SLOW

    @property
    def lens(self) -> int:
        """The focal length that goes with the size; two of a pair always match."""
        return LENS.get(self.size, 40)

    @property
    def depth(self) -> Depth:
        """Deep for places, shallow for faces and things."""
        if self.size in (Size.ELS, Size.LS):
            return Depth.DEEP
        return Depth.SHALLOW if self.size in (Size.CU, Size.ECU, Size.INSERT) else Depth.MEDIUM


@dataclass(frozen=True)
class Scenery:
    """What the choice of a setup may know of its scene: kind, sides, who is in it, and how far along the moment is."""

    kind: Kind
    stage: Stage
    company: tuple[str, ...]
    along: float
    opens: bool
    late: bool


def kind_of(heading: str, moments: Sequence[Moment]) -> Kind:
    """What kind of scene some moments are."""
    lines = [line for moment in moments for line in moment.lines]
    seen = {line.speaker for line in lines if not line.unseen}
    chases = sum(len(words.CHASES.findall(moment.text)) for moment in moments)
    if words.MONTAGE.search(heading):
        return Kind.MONTAGE
    if any(line.unseen and words.BY_PHONE.search(f"{line.treatment} {line.delivery}") for line in lines) or any(
        words.BY_PHONE.search(line.delivery) for line in lines
    ):
        return Kind.PHONE
    if chases >= 3 and chases >= 2 * len(lines):
        return Kind.CHASE
    return {0: Kind.SILENT, 1: Kind.SOLO, 2: Kind.PAIR}.get(len(seen), Kind.GROUP)


def choose(moment: Moment, scenery: Scenery, thing: str) -> Setup:
    """How to shoot a moment; `thing` is the prop it is about, if it is about one."""
    setup = _speech(moment, scenery) if moment.lines else _action(moment, scenery, thing)
    return _opening(setup, moment) if scenery.opens else setup


def reaction(name: str, scenery: Scenery, to: str) -> Setup:
    """The face of whoever a turn lands on."""
    faces = scenery.stage.faces(name)
    return Setup(
        Job.WITNESS,
        Size.CU,
        Framing.SINGLE,
        (name,),
        f"the turn lands on a face: {to}",
        composition=f"on the {_third(name, scenery)}, looking {faces}",
        side=Side.THREE_QUARTER,
        move=Movement.DOLLY,
        direction=Direction.IN,
    )


def listener(moment: Moment, scenery: Scenery) -> Setup | None:
    """The face that carries the middle of somebody's long speech; None when nobody is there to listen."""
    other = scenery.stage.opposite(moment.speaker, scenery.company)
    if not other or all(line.unseen for line in moment.lines):
        return None
    return replace(_single(other, scenery, Size.CU, "a long speech is carried by who hears it"), job=Job.WITNESS)


def device(name: str) -> Setup:
    """The instrument through which an absent voice comes."""
    return Setup(
        Job.IDENTIFY, Size.INSERT, Framing.INSERT, (), f"the voice needs its source: the {name}", height=Height.CHEST
    )


def step_closer(setup: Setup, before: Setup) -> Setup:
    """The same setup in another size where it would jump: two shots running of the same people in the same size."""
    same = setup.people == before.people and setup.size is before.size and setup.framing is before.framing
    if not same or setup.size not in CLOSER or not setup.people:
        return setup
    place = CLOSER.index(setup.size)
    size = CLOSER[place + 1] if place < CLOSER.index(Size.CU) else CLOSER[place - 1]
    return replace(setup, size=size, why=f"{setup.why}; a size apart from the shot before")


def _opening(setup: Setup, moment: Moment) -> Setup:
    """A scene's first shot shows where we are, whatever happens in it."""
    if setup.size in (Size.ELS, Size.LS) or setup.framing is Framing.EMPTY:
        return replace(setup, job=Job.ORIENT)
    if setup.framing is Framing.INSERT:
        return replace(setup, job=Job.REVEAL, why="the scene opens on the thing before the place")
    size = Size.LS if moment.lines or len(setup.people) > 1 else Size.FS
    framing = _shared(setup.people)
    return replace(
        setup, job=Job.ORIENT, size=size, framing=framing, over="", side=Side.FRONT,
        why="the scene opens with its geography: who stands where",
    )  # fmt: skip


def _shared(people: Sequence[str]) -> Framing:
    return {0: Framing.EMPTY, 1: Framing.SINGLE, 2: Framing.TWO}.get(len(people), Framing.GROUP)


def _third(name: str, scenery: Scenery) -> str:
    side = scenery.stage.side(name)
    return "middle" if side == "centre" else f"{side} third"


def _speech(moment: Moment, scenery: Scenery) -> Setup:
    if all(line.unseen for line in moment.lines):
        return _voice(moment, scenery)
    if scenery.kind is Kind.GROUP:
        return _single(moment.speaker, scenery, Size.CU if scenery.late else Size.MCU, "every voice has its single")
    other = scenery.stage.opposite(moment.speaker, scenery.company)
    if scenery.kind is Kind.PHONE or not other:
        return _single(
            moment.speaker, scenery, Size.MCU if not scenery.late else Size.CU, "a voice alone, looking its way"
        )
    if scenery.along < 0.25:
        return Setup(
            Job.COMPARE, Size.MS, Framing.TWO, _by_side((moment.speaker, other), scenery),
            "the exchange begins with both in frame", composition=_pair(moment.speaker, other, scenery),
        )  # fmt: skip
    if scenery.late:
        return _single(moment.speaker, scenery, Size.CU, "towards the turn the singles match in close-up")
    return Setup(
        Job.COMPARE, Size.MCU, Framing.OTS, (moment.speaker, other), "the middle plays over matching shoulders",
        over=other, composition=_over(moment.speaker, other, scenery), side=Side.THREE_QUARTER,
    )  # fmt: skip


def _voice(moment: Moment, scenery: Scenery) -> Setup:
    """An unseen voice is played on whoever hears it, or on the place when nobody is there yet."""
    listener = scenery.stage.opposite(moment.speaker, scenery.company)
    if not listener:
        return Setup(Job.ORIENT, Size.LS, Framing.EMPTY, (), "a voice over the place: nobody is there to hear it")
    setup = _single(listener, scenery, Size.MCU, "the voice is elsewhere: we see who hears it")
    return replace(setup, job=Job.WITNESS)


def _single(name: str, scenery: Scenery, size: Size, why: str) -> Setup:
    return Setup(
        Job.ISOLATE,
        size,
        Framing.SINGLE,
        (name,),
        why,
        composition=f"on the {_third(name, scenery)}, looking {scenery.stage.faces(name)}",
        side=Side.THREE_QUARTER,
    )


def _by_side(people: Sequence[str], scenery: Scenery) -> tuple[str, ...]:
    order = {"left": 0, "centre": 1, "right": 2}
    return tuple(sorted(people, key=lambda name: order[scenery.stage.side(name)]))


def _pair(one: str, other: str, scenery: Scenery) -> str:
    first, second = _by_side((one, other), scenery)
    return f"{first.title()} left facing right, {second.title()} right facing left"


def _over(speaker: str, other: str, scenery: Scenery) -> str:
    faces = scenery.stage.faces(speaker)
    return f"{other.title()}'s shoulder at frame {faces}, {speaker.title()} facing {faces}"


def _action(moment: Moment, scenery: Scenery, thing: str) -> Setup:
    if words.WIDE.search(moment.text):
        return _wide(moment, scenery)
    if not moment.people:
        return _unpeopled(moment, thing)
    if moment.what in (What.ARRIVAL, What.DEPARTURE, What.TRAVEL):
        return _moving(moment, scenery)
    if thing and (moment.what is What.DETAIL or (moment.what in (What.DEED, What.EVENT) and _shows(moment))):
        return insert(moment, thing)
    if moment.what in (What.LOOK, What.INWARD) and not _together(moment):
        size = Size.CU if scenery.late or words.CLOSE_ON.search(moment.text) else Size.MCU
        return replace(_single(moment.doer, scenery, size, "thought is seen on a face"), job=Job.WITNESS)
    return _deed(moment, scenery)


def _shows(moment: Moment) -> bool:
    """Whether the act is about what a thing turns out to be."""
    return bool(words.SHOWS.search(moment.text) or words.ON_SCREEN_TEXT.search(moment.text))


def _together(moment: Moment) -> bool:
    return len(moment.people) > 1 and moment.text.lower().startswith(("they", "both"))


def _wide(moment: Moment, scenery: Scenery) -> Setup:
    people = _by_side(moment.people[:4], scenery)
    composition = _pair(*people, scenery) if len(people) == 2 else ""
    return Setup(
        Job.ORIENT, Size.ELS, _shared(people), people, "the text sees it from afar", composition=composition,
    )  # fmt: skip


def _unpeopled(moment: Moment, thing: str) -> Setup:
    if moment.what is What.PLACE and not (thing and moment.reveals):
        return Setup(Job.ORIENT, Size.ELS, Framing.EMPTY, (), "the place before the people")
    if thing:
        return insert(moment, thing)
    return Setup(Job.REVEAL, Size.LS, Framing.EMPTY, (), "something happens that nobody does")


def insert(moment: Moment, thing: str) -> Setup:
    """The thing itself, with the hand that holds it."""
    held = [name for name, act in moment.acts if words.HANDLES.search(act) or words.HANDS.search(act)]
    holder = tuple(held[:1])
    return Setup(
        Job.REVEAL, Size.INSERT, Framing.INSERT, holder, f"the story needs the {thing} seen close",
        height=Height.CHEST, move=Movement.DOLLY if moment.reveals else Movement.STATIC,
        direction=Direction.IN if moment.reveals else Direction.NONE,
    )  # fmt: skip


def _moving(moment: Moment, scenery: Scenery) -> Setup:
    doer = moment.doer
    leaves = moment.what is What.DEPARTURE and back(moment.text)
    way = travel(moment.text, scenery.stage.side(doer) if leaves else scenery.stage.faces(doer))
    way = "right" if way == "centre" else way
    size = Size.FS if moment.what is not What.TRAVEL else Size.MLS
    fast = words.CHASES.search(moment.text) is not None or "hurr" in moment.text or "fast" in moment.text
    follows = moment.what is not What.DEPARTURE
    return Setup(
        Job.TRANSITION if moment.what is What.DEPARTURE else Job.WITNESS, size, _shared(moment.people[:3]),
        moment.people[:3], "the movement is followed, its direction kept" if follows else "the frame is left empty",
        composition=f"{doer.title()} moves {way}", height=Height.CHEST, side=Side.PROFILE if follows else Side.FRONT,
        move=Movement.TRACKING if follows else Movement.STATIC,
        direction=Direction(way) if follows else Direction.NONE, speed=Speed.FAST if fast else Speed.MEDIUM,
    )  # fmt: skip


def _deed(moment: Moment, scenery: Scenery) -> Setup:
    people = moment.people[:4]
    if len(people) == 1:
        return Setup(
            Job.WITNESS, Size.MS, Framing.SINGLE, people, "the act needs hands and face in one frame",
            composition=f"on the {_third(people[0], scenery)}, facing {scenery.stage.faces(people[0])}",
            side=Side.THREE_QUARTER,
        )  # fmt: skip
    return together(people, scenery)


def together(people: Sequence[str], scenery: Scenery) -> Setup:
    """Two or more in one frame, each on their side."""
    people = _by_side(people[:4], scenery)
    composition = _pair(people[0], people[1], scenery) if len(people) == 2 else ""
    size = Size.MS if len(people) == 2 else Size.FS
    return Setup(Job.COMPARE, size, _shared(people), people, "the act is between them", composition=composition)
