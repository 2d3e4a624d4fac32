"""What files of a production are looked at by: asked for once, kept by hash, found again by any of their files."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from rushes.takes.tables import Viewing

PROXY, SPRITE, WAVEFORM = "proxy", "sprite", "waveform"


@dataclass(frozen=True)
class Made:
    """The files of a viewing by hash, empty where there is none, and what they show; or why they cannot be made."""

    proxy: str = ""
    sprite: str = ""
    waveform: str = ""
    shape: Mapping[str, Any] | None = None
    says: str = ""


def of(session: Session, project_id: UUID, media: Iterable[str]) -> dict[str, Viewing]:
    """The viewings of these files, as far as they were asked for."""
    wanted = select(Viewing).where(Viewing.project_id == project_id, Viewing.media.in_(list(media)))
    return {row.media: row for row in session.scalars(wanted)}


def ask(session: Session, project_id: UUID, media: Iterable[str]) -> list[Viewing]:
    """Note that viewings of these files are wanted; gives those that were not before, by whoever asked."""
    blank = {"attempt": 1, PROXY: "", SPRITE: "", WAVEFORM: "", "shape": {}, "says": ""}
    rows = [{"project_id": project_id, "media": sha, **blank} for sha in sorted(set(media))]
    if not rows:
        return []
    written = insert(Viewing).values(rows).on_conflict_do_nothing().returning(Viewing)
    return list(session.scalars(written))


def ask_again(session: Session, row: Viewing) -> None:
    """Note that what failed is tried once more."""
    row.attempt, row.says = row.attempt + 1, ""
    session.flush()


def keep(session: Session, project_id: UUID, media: str, made: Made) -> None:
    """Record the files of a viewing, or why there are none."""
    row = session.get_one(Viewing, (project_id, media))
    for name, value in asdict(made).items():
        setattr(row, name, value if value is not None else {})
    session.flush()


def kind_of(session: Session, project_id: UUID, sha: str) -> str | None:
    """Whether a file is the proxy, the sprite or the waveform of something of the production; None when it is not."""
    columns = {PROXY: Viewing.proxy, SPRITE: Viewing.sprite, WAVEFORM: Viewing.waveform}
    any_of_them = or_(*(column == sha for column in columns.values()))
    row = session.scalars(select(Viewing).where(Viewing.project_id == project_id, any_of_them).limit(1)).first()
    return next((name for name in columns if row is not None and getattr(row, name) == sha), None)
