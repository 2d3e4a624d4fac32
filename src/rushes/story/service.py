"""What one can do with a script: adopt its text, revise it, lock its scene numbers, read what there is."""

from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from rushes.craft.screenplay import fountain, revisions
from rushes.craft.screenplay.revisions import Change
from rushes.craft.story.authorship import Author, authorship
from rushes.governance import record
from rushes.kernel.ids import Subject
from rushes.story.errors import AlreadyLocked, NoSuchRevision, Overtaken
from rushes.story.tables import Script


def adopt(session: Session, project_id: UUID, text: str, author: str = "", *, locks: bool = False) -> Script:
    """The script's newest revision; a new one of this author's when the text differs."""
    last = newest(session, project_id)
    if last and last.digest == _digest(text):
        return last
    return revise(session, project_id, text, author=author, locks=locks)


def revise(
    session: Session,
    project_id: UUID,
    text: str,
    *,
    author: str,
    why: str = "",
    assisted: bool = False,
    draft: str = "",
    parent: int | None = None,
    locks: bool = False,
) -> Script:
    """
    A new revision of the script, with an event in the record; what is locked stays locked.

    Args:
        author: who answers for it.
        why: what it is for.
        assisted: whether a model wrote part of it, of which nothing more is known.
        draft: a model's words that are in it; those of earlier drafts are followed by themselves.
        parent: the revision it was made from; the newest when it is not said.
        locks: whether scene numbers never change from here on.

    Raises:
        NoSuchRevision: there is no such parent.
    """
    _alone(session, project_id)
    last = newest(session, project_id)
    base = one(session, project_id, parent) if parent is not None else last
    script = Script(
        project_id=project_id,
        revision=last.revision + 1 if last else 1,
        digest=_digest(text),
        text=text,
        author=author,
        assisted=assisted or bool(draft),
        drafted=_drafted(base, text, draft),
        parent=base.revision if base else None,
        why=why,
        locked=locks or (last is not None and last.locked),
    )
    session.add(script)
    session.flush()
    told = {name: getattr(script, name) for name in ("revision", "digest", "parent", "assisted", "why", "locked")}
    subject = Subject("script", str(script.revision))
    record.write(session, project_id, author, "script.revised", subject, told | {"drafted": len(script.drafted)})
    return script


def newest(session: Session, project_id: UUID) -> Script | None:
    """The newest revision; None before there is one."""
    wanted = select(Script).where(Script.project_id == project_id).order_by(Script.revision.desc()).limit(1)
    return session.scalars(wanted).first()


def one(session: Session, project_id: UUID, revision: int | None = None) -> Script:
    """The revision of that number, or the newest. NoSuchRevision, with those there are."""
    last = newest(session, project_id)
    if last is None:
        raise NoSuchRevision("This production has no script yet.")
    wanted = select(Script).where(Script.project_id == project_id, Script.revision == revision)
    found = last if revision is None else session.scalars(wanted).one_or_none()
    if found is None:
        raise NoSuchRevision(f"There is no revision {revision}: they go from 1 to {last.revision}.")
    return found


def listed(session: Session, project_id: UUID) -> list[Script]:
    """Every revision, the oldest first."""
    return list(session.scalars(select(Script).where(Script.project_id == project_id).order_by(Script.revision)))


def diff(session: Session, project_id: UUID, before: int | None = None, after: int | None = None) -> list[Change]:
    """
    What changed between two revisions: by default from the newest one's parent to the newest; nothing for the first.

    Raises:
        NoSuchRevision: there is no such revision.
    """
    new = one(session, project_id, after)
    base = before if before is not None else new.parent
    if base is None:
        return []
    old = one(session, project_id, base)
    return revisions.diff(fountain.parse(old.text), fountain.parse(new.text))


def refuse_overtaken(session: Session, project_id: UUID, parent: int | None) -> None:
    """
    Whoever revises the script as of a revision revises the newest, and alone until the transaction ends.

    Raises:
        Overtaken, NoSuchRevision.
    """
    _alone(session, project_id)
    last = newest(session, project_id)
    if parent is not None and one(session, project_id, parent) is not last and last:
        raise Overtaken(
            f"{last.author or 'Somebody'} revised the script since revision {parent}: look at revision {last.revision} "
            "and revise that one.",
            newest=last.revision,
        )


def refuse_locked(session: Session, project_id: UUID) -> None:
    """Scene numbers are locked once, by one alone until the transaction ends. AlreadyLocked, NoSuchRevision."""
    _alone(session, project_id)
    script = one(session, project_id)
    if script.locked:
        raise AlreadyLocked(f"The scene numbers are locked; revision {script.revision} says them.")


def _drafted(base: Script | None, text: str, draft: str) -> list[dict[str, Any]]:
    """Which spans of a text are a model's words: those of a draft, and those of the revision it was made from."""
    before = base.text if base else ""
    spans = [(span["start"], span["end"]) for span in base.drafted] if base else []
    models = "\n".join([*(before[start:end] for start, end in spans), draft])
    if not models.strip():
        return []
    ends = [0, *(place for span in spans for place in span), len(before)]
    persons = "\n".join(before[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True))
    runs = authorship(persons, text, models)
    return [{"start": run.start, "end": run.end} for run in runs if run.author is Author.MODEL]


def _alone(session: Session, project_id: UUID) -> None:
    """One at a time revises a production's script, up to the end of the transaction."""
    session.execute(sql("select pg_advisory_xact_lock(hashtextextended(:key, 3))"), {"key": str(project_id)})


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
