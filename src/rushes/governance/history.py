"""What was recorded, read back page by page, the newest first."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from rushes.governance.tables import Event


@dataclass(frozen=True)
class Wanted:
    """Which events: of a person, about a subject and what belongs to it, of these verbs, without those; all if none."""

    who: str = ""
    about: str = ""
    verbs: Collection[str] = ()
    without: Collection[str] = ()


def page(session: Session, project_id: UUID, wanted: Wanted, before: int | None, most: int) -> list[Event]:
    """At most so many events before that number, the newest first."""
    asked = _wanted(select(Event).where(Event.project_id == project_id), wanted)
    if before is not None:
        asked = asked.where(Event.seq < before)
    return list(session.scalars(asked.order_by(Event.seq.desc()).limit(most)))


def people(session: Session, project_id: UUID) -> list[str]:
    """Everybody who did something that is recorded, and what acted by itself."""
    actor = _fact("actor")
    return list(session.scalars(select(actor).where(Event.project_id == project_id).distinct().order_by(actor)))


def _wanted(asked: Select[Event], wanted: Wanted) -> Select[Event]:
    if wanted.who:
        asked = asked.where(_fact("actor") == wanted.who)
    if wanted.verbs:
        asked = asked.where(_fact("verb").in_(wanted.verbs))
    if wanted.without:
        asked = asked.where(_fact("verb").not_in(wanted.without))
    if wanted.about:
        asked = asked.where(_about(wanted.about))
    return asked


def _about(code: str) -> ColumnElement[bool]:
    """`S02-SH03` is also what its takes are about; `take:S02-SH03-T01` is that alone."""
    subject = _fact("subject")
    if ":" in code:
        return subject == code
    belongs = subject.contains(f":{code}-", autoescape=True)
    return or_(subject.endswith(f":{code}", autoescape=True), belongs)


def _fact(name: str) -> ColumnElement[str]:
    said: ColumnElement[str] = Event.fact[name].as_string()
    return said
