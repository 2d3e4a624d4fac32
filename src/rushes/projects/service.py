"""What one can do with productions: adopt one from its files, find the one meant."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from rushes.projects.errors import NoSuchProject
from rushes.projects.tables import Project

TRIAL = "trial:"
"""How the origin of a production begins that only tries a provider."""


def adopt(session: Session, origin: str, title: str, brief: Mapping[str, Any]) -> Project:
    """
    The production made from `origin`, with its brief as the files say it.

    Files that say what they said before leave alone what was changed at the desk since.
    """
    values = {"origin": origin, "title": title, "brief": dict(brief), "stated": dict(brief), "planned": ""}
    upsert = insert(Project).values(values)
    changed = {name: upsert.excluded[name] for name in ("title", "brief", "stated")}
    session.execute(
        upsert.on_conflict_do_update(
            index_elements=["origin"], set_=changed, where=Project.stated != upsert.excluded["stated"]
        )
    )
    return session.scalars(
        select(Project).where(Project.origin == origin).execution_options(populate_existing=True)
    ).one()


def restated(session: Session, project: Project, planned: str) -> bool:
    """Whether the files' script and sheets, by their digest, say something new; it is remembered what they say."""
    changed = project.planned != planned
    project.planned = planned
    session.flush()
    return changed


def revise(session: Session, project: Project, brief: Mapping[str, Any]) -> None:
    """Change a production's brief at the desk; the files it came from are left as they are."""
    project.title, project.brief = str(brief["title"]), dict(brief)
    session.flush()


def every(session: Session) -> list[Project]:
    """All productions, the newest first."""
    return list(session.scalars(select(Project).order_by(Project.created_at.desc())))


def one(session: Session, project_id: UUID) -> Project:
    """The production of that id. NoSuchProject, naming no other: who asks may know of none."""
    project = session.get(Project, project_id)
    if project is None:
        raise NoSuchProject(f"There is no production {project_id}.")
    return project


def meant(session: Session, name: str = "") -> Project:
    """
    The production meant by a title, an origin or an id; without a name, the only one there is, or the newest.

    A trial of a provider is meant only when it is named.

    Raises:
        NoSuchProject: none, with the names of those there are.
    """
    found = every(session)
    if not name:
        found = [one for one in found if not one.origin.startswith(TRIAL)] or found
    matching = [
        one for one in found if name.lower() in {one.title.lower(), one.origin.lower(), str(one.id)} or not name
    ]
    if not matching:
        known = ", ".join(sorted({one.title for one in found})) or "none yet: make one with `rushes make FOLDER`"
        raise NoSuchProject(
            f"There is no production {name!r} here. There are: {known}." if found else f"There is {known}."
        )
    return matching[0]
