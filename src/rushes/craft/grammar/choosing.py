"""
Which setup a moment gets, and why.

A scene opens with its geography and comes closer; a pair is covered from one side of the line in matching sizes and
lenses, wide, then over shoulders, then in close singles towards its turn; a thing the story needs has its insert.
"""

from dataclasses import replace

from rushes.craft.cards.vocabulary import Direction, Framing, Height, Job, Movement, Side, Size, Speed
from rushes.craft.grammar import setups, words
from rushes.craft.grammar.geometry import ACROSS
from rushes.craft.grammar.kinds import Kind
from rushes.craft.grammar.setups import Scenery, Setup
from rushes.craft.grammar.staging import back, travel
from rushes.craft.grammar.telling import Moment, What

FEW_ACTS = 2
_MOVING = (What.ARRIVAL, What.DEPARTURE, What.TRAVEL)


def choose(moment: Moment, scenery: Scenery, thing: str) -> Setup:
    """How to shoot a moment; `thing` is the prop it is about, if it is about one."""
    setup = _speech(moment, scenery) if moment.lines else _action(moment, scenery, thing)
    if scenery.opens:
        setup = opening(setup, moment, scenery)
    return _dreaded(setup) if scenery.kind is Kind.SUSPENSE else setup


def opening(setup: Setup, moment: Moment, scenery: Scenery) -> Setup:
    """A scene's first shot shows where we are, whatever happens in it."""
    if setup.framing is Framing.EMPTY:
        return replace(setup, job=Job.ORIENT, why="the place before the people")
    if setup.size in (Size.ELS, Size.LS):
        return replace(setup, job=Job.ORIENT)
    if setup.framing is Framing.INSERT:
        return replace(setup, job=Job.REVEAL, why="the scene opens on the thing before the place")
    wide = moment.lines or len(setup.people) > 1 or scenery.kind is Kind.CHASE
    people = scenery.stage.ordered(setup.people)
    return replace(
        setup, job=Job.ORIENT, size=Size.LS if wide else Size.FS, framing=setups.shared(people), people=people, over="",
        side=setup.side if setup.way is not Direction.NONE else Side.FRONT, fixed=False,
        composition=setup.composition if setup.way is not Direction.NONE else setups.paired(people, scenery),
        why="the scene opens with its geography: who stands where",
    )  # fmt: skip


def _dreaded(setup: Setup) -> Setup:
    """Where something waits, wide frames keep room for it and close ones creep in."""
    if setup.size in (Size.ELS, Size.LS, Size.FS):
        room = "empty space beside and behind"
        return replace(setup, composition=f"{setup.composition}, {room}" if setup.composition else room)
    still = setup.move is Movement.STATIC and setup.framing is Framing.SINGLE and setup.size in (Size.MCU, Size.CU)
    if not still:
        return setup
    return replace(setup, move=Movement.DOLLY, direction=Direction.IN, why=f"{setup.why}; the slow push says: wait")


def _speech(moment: Moment, scenery: Scenery) -> Setup:
    if all(line.unseen for line in moment.lines):
        return _voice(moment, scenery)
    speaker = moment.speaker
    close = Size.CU if scenery.late else Size.MCU
    if scenery.kind is Kind.GROUP:
        return _matched(setups.single(speaker, scenery, close, "every voice has its single", scenery.answered))
    other = scenery.stage.opposite(speaker, scenery.company)
    if scenery.kind is Kind.PHONE:
        return setups.single(speaker, scenery, close, "on the phone, one face is the scene", "")
    if not other:
        return setups.single(speaker, scenery, close, "a voice alone, looking its way")
    if scenery.along < 0.25:
        people = scenery.stage.ordered((speaker, other))
        return Setup(
            Job.COMPARE, Size.MS, Framing.TWO, people, "the exchange begins with both in frame",
            towards=speaker, composition=setups.paired(people, scenery),
        )  # fmt: skip
    if scenery.late:
        return _matched(
            setups.single(speaker, scenery, Size.CU, "towards the turn the singles match in close-up", other)
        )
    return over_shoulder(speaker, other, scenery)


def over_shoulder(speaker: str, other: str, scenery: Scenery) -> Setup:
    """A face over the shoulder of whoever it speaks to; the reverse matches it in size, lens and angle."""
    faces = scenery.stage.frame([speaker, other])[speaker].faces
    return Setup(
        Job.COMPARE, Size.MCU, Framing.OTS, (speaker, other), "the middle plays over matching shoulders",
        over=other, towards=other, side=Side.THREE_QUARTER, fixed=True,
        composition=f"{other.title()}'s shoulder at frame {faces}, {speaker.title()} facing {faces}",
    )  # fmt: skip


def _matched(setup: Setup) -> Setup:
    return replace(setup, fixed=True)


def _voice(moment: Moment, scenery: Scenery) -> Setup:
    """An unseen voice is played on whoever hears it, or on the place when nobody is there yet."""
    listener = scenery.stage.opposite(moment.speaker, scenery.company)
    if not listener:
        return Setup(Job.ORIENT, Size.LS, Framing.EMPTY, (), "a voice over the place: nobody is there to hear it")
    setup = setups.single(listener, scenery, Size.MCU, "the voice is elsewhere: we see who hears it")
    return replace(setup, job=Job.WITNESS)


def _action(moment: Moment, scenery: Scenery, thing: str) -> Setup:
    if words.WIDE.search(moment.text):
        return _wide(moment, scenery)
    if words.ON_SCREEN_TEXT.search(moment.text) and moment.what not in _MOVING:
        return setups.insert(moment, thing)
    if not moment.people:
        return _unpeopled(moment, thing)
    if moment.what in _MOVING:
        return _moving(moment, scenery)
    introduced = moment.doer in scenery.new and not words.HAND_FIRST.match(moment.text)
    detail = moment.what is What.DETAIL or (moment.what in (What.DEED, What.EVENT) and _shows(moment))
    if thing and detail and not introduced:
        return setups.insert(moment, thing)
    if moment.what in (What.LOOK, What.INWARD) and not _together(moment):
        size = Size.CU if scenery.late or words.CLOSE_ON.search(moment.text) else Size.MCU
        towards = next((name for name in moment.people if name != moment.doer), "")
        return replace(setups.single(moment.doer, scenery, size, "thought is seen on a face", towards), job=Job.WITNESS)
    return _deed(moment, scenery)


def _shows(moment: Moment) -> bool:
    """Whether the act is about what a thing turns out to be."""
    if words.ON_SCREEN_TEXT.search(moment.text):
        return True
    return len(moment.acts) <= FEW_ACTS and words.SHOWS.search(moment.text) is not None


def _together(moment: Moment) -> bool:
    return len(moment.people) > 1 and moment.text.lower().startswith(("they", "both"))


def _wide(moment: Moment, scenery: Scenery) -> Setup:
    people = scenery.stage.ordered(moment.people[:4])
    return Setup(
        Job.ORIENT, Size.ELS, setups.shared(people), people, "the text sees it from afar",
        composition=setups.paired(people, scenery),
    )  # fmt: skip


def _unpeopled(moment: Moment, thing: str) -> Setup:
    if moment.what is What.PLACE and not (thing and moment.reveals):
        return Setup(Job.ORIENT, Size.ELS, Framing.EMPTY, (), "the place before the people")
    close = words.HANDS.search(moment.text) or _is_small(moment.text)
    if thing or (close and moment.what is not What.PLACE):
        return setups.insert(moment, thing)
    why = "somebody without a name does it" if words.SOMEBODY.search(moment.text) else "something happens by itself"
    return Setup(Job.REVEAL, Size.LS, Framing.EMPTY, (), why)


def _is_small(text: str) -> bool:
    """Whether a text tells of something that is not to be seen from afar, and of nobody."""
    return words.SMALL.search(text) is not None and words.SOMEBODY.search(text) is None


def _moving(moment: Moment, scenery: Scenery) -> Setup:
    doer = moment.doer
    way = way_of(moment, scenery)
    whole = moment.what is not What.TRAVEL or words.FALLS.search(moment.text)
    size = Size.FS if whole else Size.MLS
    fast = words.CHASES.search(moment.text) is not None or "hurr" in moment.text or "fast" in moment.text
    follows = moment.what is not What.DEPARTURE
    people = scenery.stage.ordered(moment.people[:3])
    return Setup(
        Job.TRANSITION if moment.what is What.DEPARTURE else Job.WITNESS, size, setups.shared(people), people,
        "the movement is followed, its direction kept" if follows else "the frame is left empty",
        composition=f"{doer.title()} moves {way}", height=Height.CHEST, side=Side.PROFILE if follows else Side.FRONT,
        move=Movement.TRACKING if follows else Movement.STATIC, way=Direction(way),
        direction=Direction(way) if follows else Direction.NONE, speed=Speed.FAST if fast else Speed.MEDIUM,
    )  # fmt: skip


def way_of(moment: Moment, scenery: Scenery) -> str:
    """Which way the doer of a movement goes across the frame."""
    mark = scenery.stage.frame(moment.people[:3])[moment.doer]
    side = scenery.stage.side(moment.doer)
    own = side if side in ("left", "right") else mark.side
    returns = back(moment.text)
    going = [moment.doer, *(name for name in moment.people if moment.goes(name))]
    known = next((way for name in going if (way := scenery.stage.ways.get(name))), "")
    usual = known or mark.faces
    if returns:
        usual = own if moment.what is What.DEPARTURE else ACROSS[known] or mark.faces
    way = travel(moment.text, usual)
    return way if way in ("left", "right") else "right"


def _deed(moment: Moment, scenery: Scenery) -> Setup:
    people = moment.people[:4]
    if len(people) > 1:
        both = setups.together(people, scenery)
        return both if moment.acts else replace(both, why="what happens is seen on those whom it befalls")
    if words.BEHIND.search(moment.text) and not moment.acts:
        return _behind(people[0], scenery)
    mark = scenery.stage.frame(people)[people[0]]
    why = "the act needs hands and face in one frame" if moment.acts else "what happens is seen on whom it befalls"
    return Setup(
        Job.WITNESS, Size.MS, Framing.SINGLE, people, why,
        composition=f"on the {mark.side} third, facing {mark.faces}", side=Side.FRONT,
    )  # fmt: skip


def _behind(name: str, scenery: Scenery) -> Setup:
    mark = scenery.stage.frame([name])[name]
    return Setup(
        Job.REVEAL, Size.MLS, Framing.SINGLE, (name,), f"it happens behind {name.title()}, who does not see it",
        composition=f"{name.title()} near us on the {mark.side} third, facing {mark.faces}, the room behind sharp",
    )  # fmt: skip
