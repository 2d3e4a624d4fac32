"""A cut as a timeline shows it: picture, sound and captions in lanes, by frames, without anything being rendered."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from rushes.craft.captions.cue import Cue as Caption
from rushes.craft.production.folder import Production
from rushes.craft.production.rows import Trim
from rushes.craft.sound.plan import Cue, SoundPlan
from rushes.craft.timeline import transitions
from rushes.craft.timeline.cut import Cut, Event, Kind, Way
from rushes.delivery import film as films
from rushes.delivery import folder, line, sounds
from rushes.edit import ending
from rushes.edit import lines as spoken
from rushes.edit import service as edit
from rushes.edit.tables import CutLock, CutRow
from rushes.projects.tables import Project
from rushes.review import service as review
from rushes.review.rules import By, State
from rushes.shots import service as shots
from rushes.takes import service as takes
from rushes.takes.service import Face


@dataclass(frozen=True)
class Room:
    """How many frames a transition into a shot can last, and for how many it can fade out."""

    dissolve: int
    fade: int
    out: int


@dataclass(frozen=True)
class Piece:
    """
    A piece of picture: its shot (or `title`, `ending`, `credits`), its take, which of its frames, from which frame on.

    `pinned` says that the take was decided in the edit, `moved` that it stands elsewhere than in the story's order,
    `trimmed` that a trim was decided.
    """

    name: str
    kind: Kind
    title: str
    take: str
    poster: str
    state: State
    by_rule: bool
    start: int
    end: int
    frames: int
    record: int
    way: Way | None
    way_frames: int
    way_before: int
    fade_out: int
    room: Room
    note: str
    pinned: bool
    moved: bool
    trimmed: bool


@dataclass(frozen=True)
class Heard:
    """A line or a sound: what a take of it is of, whose or which, from which frame to about which, and its take."""

    code: str
    lane: str
    name: str
    says: str
    shot: str
    start: int
    end: int
    take: str


@dataclass(frozen=True)
class Read:
    """A caption."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Out:
    """A shot that was left out."""

    shot: str
    title: str


@dataclass(frozen=True)
class Strip:
    """A version of the cut in lanes; times are frames of the film, `start` is the timecode of its first."""

    row: CutRow
    cut: Cut
    newest: int
    lock: CutLock | None
    pieces: tuple[Piece, ...]
    sound: tuple[Heard, ...]
    captions: tuple[Read, ...]
    left_out: tuple[Out, ...]


def strip(session: Session, project: Project, number: int | None = None) -> Strip:
    """A version of the cut, or the newest. NoCut."""
    row = edit.version(session, project.id, number)
    newest = row.version if number is None else edit.version(session, project.id).version
    cut, production = edit.cut_of(row), folder.exported(session, project)
    assets = {asset.id: asset for asset in production.assets}
    last = ending.ending(production.screenplay, assets, production.brief.title)
    said = spoken.lines(cut, {card.code: card for card in production.cards}, last)
    found, sheet = takes.faces(session, project.id, {event.take for event in cut.clips}), edit.sheet_of(row)

    def trim_of(code: str) -> Trim:
        return sheet.get(code, Trim(shot=code))

    return Strip(
        row=row,
        cut=cut,
        newest=newest,
        lock=edit.locked(session, project.id).get(row.version),
        pieces=_pieces(session, production, cut, found, trim_of),
        sound=_sound(session, project, production, cut, said),
        captions=tuple(_read(one) for one in _captions(production, cut, said)),
        left_out=tuple(Out(card.code, card.title) for card in production.cards if trim_of(card.code).left_out),
    )


def _pieces(
    session: Session, production: Production, cut: Cut, found: Mapping[str, Face], trim_of: Callable[[str], Trim]
) -> tuple[Piece, ...]:
    standing = review.standing(session, [take.id for take in found.values()])
    titles = {card.code: card.title for card in production.cards}
    befores: Sequence[Event | None] = [None, *cut.events]
    afters: Sequence[Event | None] = [*cut.events[1:], None]
    made = []
    for before, event, after in zip(befores, cut.events, afters, strict=False):
        take = found.get(event.take)
        verdict = standing.get(take.id) if take else None
        trim, into = trim_of(event.name), event.transition
        made.append(
            Piece(
                name=event.name,
                kind=event.kind,
                title=titles.get(event.name, event.text),
                take=event.take,
                poster=take.poster if take else "",
                state=State(verdict.state) if verdict else State.UNREVIEWED,
                by_rule=bool(verdict and verdict.by == By.RULE),
                start=event.source.start,
                end=event.source.end,
                frames=event.medium.frames if event.medium else len(event.source),
                record=event.record,
                way=into.way if into else None,
                way_frames=into.frames if into else 0,
                way_before=into.before if into else 0,
                fade_out=_out(after),
                room=Room(
                    dissolve=transitions.longest(before, event, Way.DISSOLVE),
                    fade=transitions.longest(before, event, Way.FADE),
                    out=transitions.longest_out(event),
                ),
                note=event.note,
                pinned=bool(trim.take),
                moved=bool(trim.after),
                trimmed=event.medium is not None and len(event.source) < event.medium.frames,
            )
        )
    return tuple(made)


def _out(after: Event | None) -> int:
    """The frames for which a piece goes out ahead of the next."""
    into = after.transition if after else None
    return into.before if into and into.goes_out else 0


def _sound(
    session: Session, project: Project, production: Production, cut: Cut, said: Sequence[spoken.Line]
) -> tuple[Heard, ...]:
    headings = {code: one.heading for code, one in shots.scenes(session, project.id).items() if not one.omitted}
    plan = sounds.track(production, cut, said, headings)
    places = {line.code for line in said} | {cue.code for cue in plan.cues}
    wanted = [need for need in sounds.needs(production) if need.code in places]
    standing = sounds.standing(session, project.id, wanted)
    taken = {one.need.code: one.take.code for one in standing if one.take}
    names = {asset.id: asset.name for asset in production.assets}
    told = [_line(one, names, taken.get(one.code, "")) for one in said]
    return tuple(told + _cues(plan, cut, taken))


def _line(one: spoken.Line, names: Mapping[str, str], take: str) -> Heard:
    name = names.get(one.speech.speaker, one.speech.speaker)
    return Heard(one.code, "dialogue", name, one.speech.text, one.event, one.start, one.end, take)


def _cues(plan: SoundPlan, cut: Cut, taken: Mapping[str, str]) -> list[Heard]:
    """Cues of the plan; sound design is heard and shown with the effects."""

    def of(cue: Cue) -> Heard:
        lane = {"design": "effect"}.get(cue.kind, cue.kind)
        end, shot = min(cue.to_frame, plan.frames), _at(cut, cue.from_frame)
        return Heard(cue.code, lane, cue.name, cue.note, shot, cue.from_frame, end, taken.get(cue.code, ""))

    return [of(cue) for cue in plan.cues]


def _at(cut: Cut, frame: int) -> str:
    place = bisect_right(cut.events, frame, key=lambda event: event.record) - 1
    return cut.events[place].name if place >= 0 and frame < cut.events[place].end else ""


def _captions(production: Production, cut: Cut, said: Sequence[spoken.Line]) -> Sequence[Caption]:
    """The captions as they are planned; a render times them to the voices it has heard."""
    raster = line.raster_of(production.brief)
    return films.captioned(production, cut, said, films.Sound({}, {}, ()), raster)


def _read(caption: Caption) -> Read:
    return Read(caption.start, caption.end, caption.text)
