"""What one can do with a script: adopt its text as a revision, read the newest."""

from hashlib import sha256
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from rushes.story.tables import Script


def adopt(session: Session, project_id: UUID, text: str) -> Script:
    """The script's newest revision; a new one when the text differs from the last."""
    last, digest = newest(session, project_id), sha256(text.encode()).hexdigest()
    if last and last.digest == digest:
        return last
    script = Script(project_id=project_id, revision=last.revision + 1 if last else 1, digest=digest, text=text)
    session.add(script)
    session.flush()
    return script


def newest(session: Session, project_id: UUID) -> Script | None:
    """The newest revision; None before there is one."""
    wanted = select(Script).where(Script.project_id == project_id).order_by(Script.revision.desc()).limit(1)
    return session.scalars(wanted).first()
