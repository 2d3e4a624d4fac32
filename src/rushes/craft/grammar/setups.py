"""
Setups: the camera's part of a shot, who is in frame, and why.

Sizes have their lens, so that the singles of a pair always match; a face that speaks is seen from three quarters and
one that works with its hands from the front, so that a cut from one to the other turns the camera far enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rushes.craft.cards.vocabulary import Angle, Depth, Direction, Framing, Height, Job, Movement, Side, Size, Speed
from rushes.craft.grammar import geometry, words
from rushes.craft.grammar.kinds import Kind
from rushes.craft.grammar.staging import Stage
from rushes.craft.grammar.telling import Moment

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
_SINGLES = (Size.MS, Size.MCU, Size.CU, Size.MLS, Size.FS)
_SIDES = (Side.THREE_QUARTER, Side.FRONT, Side.PROFILE)


@dataclass(frozen=True)
class Setup:
    """
    The camera's part of a shot, who is in frame, and the reason for it.

    `way` is where people go in the frame, `towards` whom its faces look at. `fixed` setups match others of their
    scene, and are not changed to make a cut work.
    """

    job: Job
    size: Size
    framing: Framing
    people: tuple[str, ...]
    why: str
    over: str = ""
    towards: str = ""
    composition: str = ""
    height: Height = Height.EYE
    angle: Angle = Angle.LEVEL
    side: Side = Side.FRONT
    move: Movement = Movement.STATIC
    direction: Direction = Direction.NONE
    speed: Speed = Speed.SLOW
    way: Direction = Direction.NONE
    fixed: bool = False

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

    @property
    def faces(self) -> tuple[str, ...]:
        """Whose faces the frame shows: nobody's in an insert, not the one over whose shoulder we look."""
        return () if self.framing is Framing.INSERT else tuple(name for name in self.people if name != self.over)


@dataclass(frozen=True)
class Scenery:
    """
    What the choice of a setup may know of its scene.

    `along` is how far its talk has gone, `opens` whether its geography is still to be shown, `answered` to whom the
    one who speaks now speaks, `new` who has not been seen in the scene before, `allies` which pairs belong together.
    """

    kind: Kind
    stage: Stage
    company: tuple[str, ...]
    along: float
    opens: bool
    late: bool
    answered: str = ""
    new: frozenset[str] = frozenset()
    allies: tuple[tuple[str, str], ...] = ()


def single(name: str, scenery: Scenery, size: Size, why: str, towards: str = "") -> Setup:
    """One face, with room on the side it looks to."""
    mark = scenery.stage.frame([name], towards)[name]
    return Setup(
        Job.ISOLATE,
        size,
        Framing.SINGLE,
        (name,),
        why,
        towards=towards,
        composition=f"on the {mark.side} third, looking {mark.faces}",
        side=Side.THREE_QUARTER,
    )


def reaction(name: str, scenery: Scenery, to: str, towards: str = "") -> Setup:
    """The face of whoever a turn lands on."""
    setup = single(name, scenery, Size.CU, f"the turn lands on a face: {to}", towards)
    return replace(setup, job=Job.WITNESS, move=Movement.DOLLY, direction=Direction.IN)


def listener(moment: Moment, scenery: Scenery) -> Setup | None:
    """The face that carries the middle of somebody's long speech; None when nobody is there to listen."""
    other = scenery.stage.opposite(moment.speaker, scenery.company)
    if not other or all(line.unseen for line in moment.lines):
        return None
    why = "a long speech is carried by who hears it"
    return replace(single(other, scenery, Size.CU, why, moment.speaker), job=Job.WITNESS)


def device(name: str) -> Setup:
    """The instrument through which an absent voice comes."""
    return Setup(
        Job.IDENTIFY, Size.INSERT, Framing.INSERT, (), f"the voice needs its source: the {name}", height=Height.CHEST
    )


def insert(moment: Moment, thing: str) -> Setup:
    """The thing itself, with the hand that holds it."""
    held = [name for name, act in moment.acts if words.HANDLES.search(act) or words.HANDS.search(act)]
    why = f"the story needs the {thing} seen close" if thing else "the detail tells it"
    return Setup(
        Job.REVEAL, Size.INSERT, Framing.INSERT, tuple(held[:1]), why,
        height=Height.CHEST, move=Movement.DOLLY if moment.reveals else Movement.STATIC,
        direction=Direction.IN if moment.reveals else Direction.NONE,
    )  # fmt: skip


def seen_by(name: str, thing: str) -> Setup:
    """What somebody has just looked at, from where they stand."""
    what = f"the {thing}" if thing else "it"
    framing, size = (Framing.INSERT, Size.INSERT) if thing else (Framing.POV, Size.LS)
    return Setup(Job.REVEAL, size, framing, (), f"{name.title()} has looked: now we see {what}", height=Height.EYE)


def together(people: Sequence[str], scenery: Scenery) -> Setup:
    """Two or more in one frame, each on their side."""
    order = scenery.stage.ordered(people[:4])
    size = Size.MS if len(order) == 2 else Size.FS
    return Setup(Job.COMPARE, size, shared(order), order, "the act is between them", composition=paired(order, scenery))


def everyone(scenery: Scenery, moment: Moment) -> Setup:
    """A group shown again."""
    first = [name for name in (moment.speaker, moment.doer) if name in scenery.company]
    order = scenery.stage.ordered(list(dict.fromkeys([*first, *scenery.company]))[:4])
    return Setup(
        Job.ORIENT, Size.FS, Framing.GROUP, order, "the group is shown again, so that nobody is lost",
        towards=moment.speaker, composition="everyone, on their sides",
    )  # fmt: skip


def shared(people: Sequence[str]) -> Framing:
    """The framing that goes with so many people."""
    return {0: Framing.EMPTY, 1: Framing.SINGLE, 2: Framing.TWO}.get(len(people), Framing.GROUP)


def paired(people: Sequence[str], scenery: Scenery, towards: str = "") -> str:
    """Who stands where in a frame of two, who look at each other or at a third; nothing for other numbers."""
    if len(people) != 2:
        return ""
    first, second = scenery.stage.ordered(people)
    marks = scenery.stage.frame((first, second), towards)
    return ", ".join(f"{name.title()} {marks[name].side} facing {marks[name].faces}" for name in (first, second))


def jumps(before: Setup, setup: Setup) -> bool:
    """Whether the cut between two setups would jump: the same faces, too like in size and angle, or just as large."""
    if not setup.faces or set(before.faces) != set(setup.faces):
        return False
    same_size = before.framing is setup.framing and before.size is setup.size
    return same_size or geometry.alike(before, setup)


def apart(setup: Setup, before: Setup | None, after: Setup | None) -> Setup:
    """The setup, or the most like it that jumps neither from the shot before nor to the one after."""
    candidates = [
        replace(setup, size=size, side=side, why=f"{setup.why}; a size apart from the shot beside it")
        for size in _nearest(setup.size)
        for side in (setup.side, *(other for other in _SIDES if other is not setup.side))
    ]
    for one in (setup, *candidates):
        if not (before and jumps(before, one)) and not (after and jumps(one, after)):
            return one
    return setup


def _nearest(size: Size) -> list[Size]:
    """Sizes for people, those nearest to one first, closer before wider."""
    if size not in geometry.STEPS:
        return [size]
    at = geometry.STEPS.index(size)
    places = {each: geometry.STEPS.index(each) for each in _SINGLES}
    return sorted(places, key=lambda each: (abs(places[each] - at), places[each] < at))
