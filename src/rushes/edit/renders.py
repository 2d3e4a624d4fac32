"""Films that are made of a cut: asked for, how far they are, what became of them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from rushes.edit.errors import NoRender
from rushes.edit.tables import Render
from rushes.governance import record
from rushes.jobs import State
from rushes.kernel.ids import Subject

OVER = {State.DONE, State.FAILED, State.CANCELLED}


def ask(session: Session, project_id: UUID, version: int, who: str, *, master: bool, draft: bool) -> Render:
    """A render that waits to be begun."""
    row = Render(project_id=project_id, version=version, master=master, draft=draft, who=who, files={}, facts={})
    session.add(row)
    session.flush()
    _tell(session, row, who, "asked", {})
    return row


def one(session: Session, project_id: UUID, id: UUID) -> Render:
    """A render of a production, as it is now. NoRender."""
    row = session.get(Render, id, populate_existing=True)
    if row is None or row.project_id != project_id:
        raise NoRender("There is no such render.")
    return row


def listed(session: Session, project_id: UUID) -> list[Render]:
    """Every render, the newest first."""
    wanted = select(Render).where(Render.project_id == project_id).order_by(Render.at.desc(), Render.id)
    return list(session.scalars(wanted))


def begun(session: Session, id: UUID) -> bool:
    """Note that a render is being worked on; False where nobody waits for it any more."""
    row = _held(session, id)
    if row.state in OVER:
        return False
    row.state, row.begun_at = State.RUNNING, datetime.now(UTC)
    row.done = row.total = row.kept = 0
    return True


def reached(session: Session, id: UUID, stage: str, done: int, total: int) -> bool:
    """Note how far a render is; False once it is cancelled. What was there when its frames began is not counted."""
    row = _held(session, id)
    if row.stage != stage:
        row.kept, row.begun_at = done, datetime.now(UTC)
    row.stage, row.done, row.total = stage, done, total
    return row.state != State.CANCELLED


def finished(session: Session, id: UUID, files: Mapping[str, str], facts: Mapping[str, Any]) -> None:
    """Note what was made, by name; a render that was cancelled in the meantime stays so."""
    row = _held(session, id)
    if row.state not in OVER:
        row.files, row.facts = dict(files), dict(facts)
        row.done = row.total
        _end(session, row, State.DONE, "", row.who, {"film": files.get("film.mp4", "")})


def failed(session: Session, id: UUID, says: str) -> None:
    """Note that nothing was made, and why."""
    row = _held(session, id)
    if row.state not in OVER:
        _end(session, row, State.FAILED, says, row.who, {"says": says})


def cancel(session: Session, project_id: UUID, id: UUID, who: str) -> Render:
    """Stop a render; what is over stays as it is. NoRender."""
    row = one(session, project_id, id)
    session.refresh(row, with_for_update=True)
    if row.state not in OVER:
        _end(session, row, State.CANCELLED, "", who, {})
    return row


def seconds_left(row: Render, now: datetime) -> float | None:
    """How long it still takes at the pace so far; None where nobody can tell yet."""
    made = row.done - row.kept
    if row.state != State.RUNNING or row.begun_at is None or made <= 0:
        return None
    return (row.total - row.done) * (now - row.begun_at).total_seconds() / made


def _end(session: Session, row: Render, state: State, says: str, who: str, body: Mapping[str, Any]) -> None:
    row.state, row.says, row.over_at = state, says, datetime.now(UTC)
    session.flush()
    _tell(session, row, who, state, body)


def _tell(session: Session, row: Render, who: str, verb: str, body: Mapping[str, Any]) -> None:
    told = {"cut": row.version, "master": row.master, **body}
    record.write(session, row.project_id, who, f"render.{verb}", Subject("render", str(row.id)), told)


def _held(session: Session, id: UUID) -> Render:
    return session.get_one(Render, id, populate_existing=True, with_for_update=True)
