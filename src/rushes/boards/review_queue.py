"""The queue of dailies: every take of a shot with what a reviewer picks by, by scene, pass or day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, Subquery, case, cast, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from rushes.boards.standing import standing
from rushes.kernel import ids
from rushes.quality.tables import FindingRow
from rushes.review import passes, rules
from rushes.review.rules import Action, By, State
from rushes.review.tables import Note
from rushes.shots.tables import CardRow, Scene, Shot
from rushes.takes.tables import Take

MOST = 2000
"""Of more takes, only a group is told at a time."""


class Group(StrEnum):
    """By what the queue is sorted."""

    SCENE = "scene"
    PASS = "pass"  # noqa: S105 - one of the three, no secret
    DAY = "day"


@dataclass(frozen=True)
class Row:
    """
    A take in the queue.

    `state` is what stands, `by` who gave it, `action` in what its review ended; `failed` counts checks that it fails,
    `open` notes that nobody resolved. It is `stale` where its shot's card has a newer version.
    """

    take: str
    shot: str
    title: str
    group: str
    number: int
    in_pass: int
    state: State
    by: By | None
    who: str
    action: Action | None
    frames: int
    poster: str
    made_at: datetime
    failed: int
    open: int
    stale: bool


@dataclass(frozen=True)
class Heap:
    """The takes of one scene, pass or day: how it is called, how many there are, how many nobody has judged."""

    key: str
    label: str
    takes: int
    unreviewed: int


@dataclass(frozen=True)
class Queue:
    """The groups in order, and the takes of the one that is shown (`only`; empty: of all), in order."""

    by: Group
    only: str
    groups: tuple[Heap, ...]
    takes: tuple[Row, ...]


def queue(session: Session, project_id: UUID, by: Group, only: str = "") -> Queue:
    """
    The queue, or the group of it with this key alone; takes of shots that are no longer planned come last.

    Where there are more than anybody goes through at once, it is the first group that waits for somebody; passes and
    days are then told scene by scene (`1/S02`).
    """
    key, scene = _key(by), _key(Group.SCENE)
    split = by is not Group.SCENE and _many(session, project_id)
    if split:
        key = func.concat(key, "/", scene)
    heaps = _heaps(session, project_id, by, key)
    if split and only:
        only = next((heap.key for heap in heaps if heap.key.startswith(f"{only}/")), only)
    if not only and sum(heap.takes for heap in heaps) > MOST:
        only = next((heap.key for heap in heaps if heap.unreviewed), heaps[0].key)
    wanted = _wanted(project_id, key)
    if split:  # first by what is in the code: a snapshot is large
        wanted = wanted.where(scene == only.rpartition("/")[2])
    rows = session.execute(wanted.where(key == only) if only else wanted).all()
    found = [_row(row) for row in rows]
    order = {heap.key: place for place, heap in enumerate(heaps)}
    return Queue(by, only, tuple(heaps), tuple(sorted(found, key=lambda row: order[row.group])))


def _many(session: Session, project_id: UUID) -> bool:
    return (session.scalar(select(func.count()).select_from(Take).where(*_clips(project_id))) or 0) > MOST


def _key(by: Group) -> ColumnElement[str]:
    """What groups a take: the scene in its code, the pass in its snapshot, or the day it was made."""
    match by:
        case Group.SCENE:
            return func.split_part(Take.code, "-", 1)
        case Group.PASS:
            return cast(_pass(), String)
        case Group.DAY:
            return func.to_char(func.timezone("UTC", Take.made_at), "YYYY-MM-DD")


def _pass() -> ColumnElement[int]:
    return func.coalesce(Take.snapshot[(passes.KEY, "pass")].as_integer(), 1)


def _clips(project_id: UUID) -> tuple[ColumnElement[bool], ...]:
    return Take.project_id == project_id, Take.subject.startswith("shot:"), Take.medium == "clip"


def _heaps(session: Session, project_id: UUID, by: Group, key: ColumnElement[str]) -> list[Heap]:
    verdict = standing(project_id)
    judged = func.count(case((verdict.c.by == By.PERSON, 1)))
    wanted = (
        select(key.label("key"), func.count(), judged)
        .outerjoin(verdict, verdict.c.take_id == Take.id)
        .where(*_clips(project_id))
        .group_by(key)
    )
    counted = {name: (many, many - done) for name, many, done in session.execute(wanted)}
    labels = _labels(session, project_id)
    return [Heap(name, _label(by, name, labels), *counted[name]) for name in _in_order(by, counted, list(labels))]


def _in_order(by: Group, keys: Iterable[str], scenes: Sequence[str]) -> list[str]:
    known = {code: place for place, code in enumerate(scenes)}

    def in_story(key: str) -> tuple[int, Any]:
        scene = key.rpartition("/")[2]
        return known.get(scene, len(known)), ids.in_order(scene)

    def number(key: str) -> int:
        return int(key.partition("/")[0])

    match by:
        case Group.SCENE:
            return sorted(keys, key=in_story)
        case Group.PASS:
            return sorted(sorted(keys, key=in_story), key=number)
        case Group.DAY:
            return sorted(sorted(keys, key=in_story), key=lambda key: key.partition("/")[0], reverse=True)


def _label(by: Group, key: str, headings: dict[str, str]) -> str:
    _, _, scene = key.rpartition("/")
    if by is Group.SCENE or "/" in key:
        return headings.get(scene, "")
    return passes.GOALS[int(key)].tests if by is Group.PASS and int(key) in passes.GOALS else ""


def _labels(session: Session, project_id: UUID) -> dict[str, str]:
    wanted = select(Scene.code, Scene.heading).where(Scene.project_id == project_id).order_by(Scene.position)
    return {row.code: row.heading for row in session.execute(wanted)}


def _wanted(project_id: UUID, key: ColumnElement[str]) -> Select[Any]:
    verdict, card = standing(project_id), _cards(project_id)
    failed, notes = _failed(project_id), _notes(project_id)
    own = (Take.code, Take.subject, Take.number, Take.frames, Take.poster, Take.made_at)
    said = (verdict.c.state, verdict.c.by, verdict.c.who, verdict.c.failed.label("missed"), verdict.c.next_action)
    made_of = Take.snapshot[("card", "version")].as_integer().label("made_of")
    return (
        select(*own, *said, key.label("group"), _pass().label("in_pass"), made_of, card.c.title, card.c.version)
        .add_columns(func.coalesce(failed.c.many, 0).label("fails"), func.coalesce(notes.c.many, 0).label("open"))
        .outerjoin(verdict, verdict.c.take_id == Take.id)
        .outerjoin(card, func.concat("shot:", card.c.code) == Take.subject)
        .outerjoin(failed, failed.c.take_id == Take.id)
        .outerjoin(notes, notes.c.subject == func.concat("take:", Take.code))
        .where(*_clips(project_id))
        .order_by(func.coalesce(card.c.position, 2**30), Take.subject, Take.number)
    )


def _cards(project_id: UUID) -> Subquery:
    title = CardRow.data["title"].as_string().label("title")
    return (
        select(Shot.code, Shot.position, CardRow.version, title)
        .join(CardRow, CardRow.shot_id == Shot.id)
        .where(Shot.project_id == project_id, Shot.planned)
        .ext(distinct_on(Shot.id))
        .order_by(Shot.id, CardRow.version.desc())
        .subquery()
    )


def _failed(project_id: UUID) -> Subquery:
    counted = select(FindingRow.take_id, func.count().label("many")).join(Take, Take.id == FindingRow.take_id)
    return (
        counted.where(Take.project_id == project_id, FindingRow.outcome == "failed")
        .group_by(FindingRow.take_id)
        .subquery()
    )


def _notes(project_id: UUID) -> Subquery:
    mine = (Note.project_id == project_id, Note.resolved_by == "", Note.removed.is_(False), Note.parent_id.is_(None))
    return select(Note.subject, func.count().label("many")).where(*mine).group_by(Note.subject).subquery()


def _row(row: Any) -> Row:
    by = By(row.by) if row.by else None
    state = State(row.state) if row.state else State.UNREVIEWED
    ended = rules.action(state, row.missed, row.next_action) if by is By.PERSON else None
    return Row(
        take=row.code,
        shot=row.subject.partition(":")[2],
        title=row.title or "",
        group=row.group,
        number=row.number,
        in_pass=row.in_pass,
        state=state,
        by=by,
        who=row.who or "",
        action=ended,
        frames=row.frames,
        poster=row.poster,
        made_at=row.made_at,
        failed=row.fails,
        open=row.open,
        stale=bool(row.version and row.made_of and row.made_of < row.version),
    )
