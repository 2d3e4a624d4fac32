"""
Coverage: the shots that a script needs, proposed as cards in cutting order.

A script whose notes name shots has exactly those shots, in the whole script: as soon as one shot is named the plan is
the writer's, and a scene without a named shot stays without one. Such cards are completed from the words they cover.
A script that names no shot gets proposed coverage for every scene. Cards follow from the script and library alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rushes.craft.cards.asset import Asset
from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Framing, Job, Size, Treatment
from rushes.craft.grammar import drafting, named, scenery, setups, staging, telling, words
from rushes.craft.grammar.company import Company, genders
from rushes.craft.grammar.drafting import Shot
from rushes.craft.grammar.naming import Library
from rushes.craft.grammar.setups import Kind, Scenery, Setup
from rushes.craft.grammar.telling import Line, Moment, What
from rushes.craft.screenplay import people
from rushes.craft.screenplay.breakdown import Scene, breakdown
from rushes.craft.screenplay.elements import Screenplay
from rushes.craft.screenplay.shots import shot_spans
from rushes.kernel import ids
from rushes.kernel.errors import Invalid

WIDE_AGAIN = 5
HOLD = 1.0
MOST_SHOTS = 9999
_PACE = {Kind.CHASE: 0.75, Kind.MONTAGE: 0.8}


class Endless(Invalid):
    """More than codes can count."""


def propose(screenplay: Screenplay, assets: Sequence[Asset] = ()) -> list[Card]:
    """
    Cards for a whole script, in cutting order.

    Args:
        screenplay: the script.
        assets: the production's library; whatever the script needs beyond it gets an id of its own.

    Raises:
        NoScene: nothing in the script can be seen or heard.
        Endless: there are more scenes or shots than codes can count.
        InvalidFile: a note names a shot twice, or one of another scene.
    """
    scenes = breakdown(screenplay).scenes
    library = scenery.library(screenplay, assets)
    cast = people.cast(screenplay)
    company = Company(cast, genders(scenes, cast))
    spans = shot_spans(screenplay)
    _refuse_endless(scenes)
    if spans:
        return named.cards(screenplay, scenes, spans, library, company)
    return [card for scene in scenes for card in _cover(scene, library, company.again(scene.characters))]


def _refuse_endless(scenes: Sequence[Scene]) -> None:
    """Codes end at S9999."""
    if any(ids.SCENE.fullmatch(scene.code) is None for scene in scenes):
        raise Endless(f"The script has {len(scenes)} scenes, and codes end at S9999; divide it into parts.")


def _cover(scene: Scene, library: Library, company: Company) -> Iterator[Card]:
    moments = telling.tell(scene.elements, company)
    kind = setups.kind_of(scene.heading, moments)
    moments = _through_the_phone(moments) if kind is Kind.PHONE else moments
    stage = staging.stage(moments, scenery.seen(moments))
    floor = scenery.floor(scene, stage, library, moments, _PACE.get(kind, 1.0))
    shots = _paced(_shots(moments, kind, stage, library))
    if len(shots) > MOST_SHOTS:
        raise Endless(
            f"Scene {scene.code} needs {len(shots)} shots, and codes end at SH{MOST_SHOTS}; divide the scene."
        )
    for number, shot in enumerate(shots, start=1):
        yield drafting.card(f"{scene.code}-SH{number:02}", shot, floor)


def _through_the_phone(moments: Sequence[Moment]) -> list[Moment]:
    """On the phone, a voice from elsewhere comes through it."""
    return [replace(moment, lines=tuple(map(_phoned, moment.lines))) for moment in moments]


def _phoned(line: Line) -> Line:
    return replace(line, treatment=Treatment.PHONE) if line.unseen and line.treatment is Treatment.NONE else line


def _shots(moments: Sequence[Moment], kind: Kind, stage: staging.Stage, library: Library) -> list[Shot]:
    shots: list[Shot] = []
    turn, ringing = _turn(moments), _first_phone_line(moments)
    device = scenery.device(library)
    nearby = _nearby(moments, kind, stage, turn)
    goes_on = _goes_on(moments)
    for index, (moment, near) in enumerate(zip(moments, nearby, strict=True)):
        thing = scenery.thing_of(moment, library)
        if not thing and shots and words.SAID_OF.search(moment.text):
            thing = shots[-1].thing
        if index == ringing and near.company and device:
            shots.append(Shot(setups.device(device.name.lower()), Moment(What.DETAIL, ""), device.id))
        setup = setups.choose(moment, near, scenery.name_of(thing, library))
        if goes_on[index] % 2:
            setup = setups.listener(moment, near) or setup
        shot = Shot(_wide_again(setup, shots, near, moment), moment, thing)
        shots.append(_held(shot) if index == turn + 1 > 1 and _answers(shot, moments[turn]) else shot)
        if index == turn > 0:
            shots += _reaction(moments, index, near)
    return shots


def _nearby(moments: Sequence[Moment], kind: Kind, stage: staging.Stage, turn: int) -> list[Scenery]:
    """What each moment's setup may know of its scene."""
    talk = sum(bool(moment.lines) for moment in moments)
    here: dict[str, None] = {}
    said = 0
    found: list[Scenery] = []
    for index, moment in enumerate(moments):
        here |= dict.fromkeys(scenery.seen([moment]))
        present = tuple(here | _soon(moments, index))
        along = said / talk if talk else 0.0
        found.append(Scenery(kind, stage, present, along, opens=not index, late=index >= turn > 0))
        said += bool(moment.lines)
        if moment.what is What.DEPARTURE:
            here.pop(moment.doer, None)
    return found


def _soon(moments: Sequence[Moment], index: int) -> dict[str, None]:
    """Who is about to speak in frame; nobody while a voice is over the place."""
    if any(line.unseen for line in moments[index].lines):
        return {}
    return dict.fromkeys(scenery.seen(moment for moment in moments[index : index + 4] if moment.lines))


def _reaction(moments: Sequence[Moment], index: int, near: Scenery) -> list[Shot]:
    """The face that a turn lands on, unless that face comes next by itself."""
    moment = moments[index]
    witness = _witness(moments, index, near.company, near.stage)
    if not witness or _speaks_next(moments, index, witness):
        return []
    told = _brief(moment.text or moment.lines[-1].text)
    return [Shot(setups.reaction(witness, near, told), Moment(What.INWARD, "", (witness,)))]


def _goes_on(moments: Sequence[Moment]) -> list[int]:
    """For each moment, how many before it belong to the same long speech."""
    counts: list[int] = []
    before = ""
    for moment in moments:
        counts.append(counts[-1] + 1 if counts and moment.speaker and moment.speaker == before else 0)
        before = moment.speaker
    return counts


def _speaks_next(moments: Sequence[Moment], index: int, name: str) -> bool:
    return index + 1 < len(moments) and moments[index + 1].speaker == name


def _answers(shot: Shot, before: Moment) -> bool:
    """Whether a shot is the face of whoever answers what was just said or done."""
    speaks = shot.setup.framing is Framing.SINGLE and shot.setup.people == (shot.moment.speaker,)
    return speaks and before.speaker != shot.moment.speaker


def _held(shot: Shot) -> Shot:
    """The turn lands on a face before it answers."""
    setup = replace(shot.setup, job=Job.WITNESS, why=f"{shot.setup.why}; the turn lands on it before it answers")
    return replace(shot, setup=setup, hold=HOLD)


def _turn(moments: Sequence[Moment]) -> int:
    """Where a scene turns: the last thing it reveals in its second half, else its last raised voice; 0 for nowhere."""
    if len(moments) < 4:
        return 0
    later = range(len(moments) // 2, len(moments) - 1)
    reveals = [index for index in later if moments[index].reveals]
    raised = [index for index in later if moments[index].intense]
    return next(iter(reveals or raised[-1:]), 0)


def _witness(moments: Sequence[Moment], index: int, present: Sequence[str], stage: staging.Stage) -> str:
    """Whose face the turn lands on: nobody's when the next moment is a face already."""
    following = moments[index + 1] if index + 1 < len(moments) else None
    if (following and following.what in (What.LOOK, What.INWARD)) or moments[index].what in (What.LOOK, What.INWARD):
        return ""
    if moments[index].lines:
        return stage.opposite(moments[index].speaker, present)
    doing = {name for name, _ in moments[index].acts}
    return next((name for name in present if name not in doing), "")


def _wide_again(setup: Setup, shots: Sequence[Shot], near: Scenery, moment: Moment) -> Setup:
    """In a group, an entrance or a long run of singles brings everyone back into frame."""
    if near.kind is not Kind.GROUP or not shots or len(near.company) < 3 or moment.what is What.DETAIL:
        return setup
    since = next((n for n, shot in enumerate(reversed(shots)) if len(shot.setup.people) > 2), len(shots))
    if moment.what is not What.ARRIVAL and since < WIDE_AGAIN:
        return setup
    return replace(
        setup, job=Job.ORIENT, size=Size.FS, framing=Framing.GROUP, people=near.company[:4], over="",
        composition="everyone, on their sides", why="the group is shown again, so that nobody is lost",
    )  # fmt: skip


def _first_phone_line(moments: Sequence[Moment]) -> int:
    """Where a voice first comes through the phone; -1 for nowhere."""
    for index, moment in enumerate(moments):
        if any(line.unseen and words.BY_PHONE.search(f"{line.treatment} {line.delivery}") for line in moment.lines):
            return index
    return -1


def _brief(text: str) -> str:
    return " ".join(text.split()[:6]).rstrip(".,:;!?")


def _paced(shots: Iterable[Shot]) -> list[Shot]:
    """Shots in cutting order: voices laid over empty places, a pair's short lines in one frame, and no jump cuts."""
    kept: list[Shot] = []
    for shot in shots:
        joined = _joined(kept[-1], shot) if kept else None
        if joined:
            kept[-1] = joined
        else:
            kept.append(drafting.closer(shot, setups.step_closer(shot.setup, kept[-1].setup)) if kept else shot)
    return kept


def _joined(before: Shot, shot: Shot) -> Shot | None:
    """Two shots as one, where one frame holds both and is not too long; otherwise None."""
    moment = replace(before.moment, lines=(*before.moment.lines, *shot.moment.lines))
    over_place = not before.setup.people and not shot.setup.people and bool(shot.moment.lines) and not before.thing
    exchange = (
        before.setup.framing is Framing.TWO is shot.setup.framing
        and bool(before.moment.lines and shot.moment.lines)
        and set(before.setup.people) == set(shot.setup.people)
    )
    if not (over_place or exchange) or sum(line.seconds for line in moment.lines) > telling.LONGEST_SPEECH:
        return None
    return replace(before, moment=moment)
