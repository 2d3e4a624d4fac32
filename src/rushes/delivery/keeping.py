"""What keeping a draft does, by its kind: the brief, the script or a card says it from then on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from rushes.craft.production.brief import Brief
from rushes.craft.screenplay import fountain
from rushes.craft.screenplay.elements import Span
from rushes.craft.story.asking import rewrite
from rushes.craft.story.concepts import Concept
from rushes.craft.story.concepts import State as ConceptState
from rushes.craft.story.question import Answer
from rushes.delivery import folder, scripts
from rushes.delivery.errors import NotKept
from rushes.kernel.ids import Subject
from rushes.projects import service as projects
from rushes.projects.tables import Project
from rushes.shots import desk
from rushes.shots import service as shots
from rushes.story import service as story
from rushes.story.errors import Overtaken
from rushes.takes.tables import Take


@dataclass(frozen=True)
class Kept:
    """A draft that is being kept: its take and words, who wrote it, who keeps it and why, which option of several."""

    take: Take
    answer: Answer
    model: str
    who: str
    reason: str
    option: int | None = None


def keep(session: Session, project: Project, kept: Kept) -> str:
    """Make the production say it; gives what changed. NotKept for a kind that is read and not kept."""
    keeper = _KEEPERS.get(kept.answer.kind)
    if keeper is None:
        raise NotKept(
            f"{kept.take.code} is what a reader said: it is read by `rushes premise`, there is nothing to keep."
        )
    return keeper(session, project, kept)


def _logline(session: Session, project: Project, kept: Kept) -> str:
    options = tuple(kept.answer.value)
    number = kept.option or (1 if len(options) == 1 else 0)
    if not 1 <= number <= len(options):
        raise NotKept(f"{kept.take.code} has {len(options)} options: say which, from 1 to {len(options)}.")
    _revise(session, project, logline=options[number - 1])
    return f"The logline is now: {options[number - 1]}"


def _beats(session: Session, project: Project, kept: Kept) -> str:
    stated = folder.brief_of(project).story
    _revise(session, project, story=stated.model_copy(update={"beats": tuple(kept.answer.value)}))
    return f"The story has {len(kept.answer.value)} beats."


def _outline(session: Session, project: Project, kept: Kept) -> str:
    stated = folder.brief_of(project).story
    said = {"of": "outline", "text": kept.answer.text, "by": kept.model, "state": ConceptState.KEPT}
    concept = Concept.model_validate({**said, "reason": kept.reason})
    _revise(session, project, story=stated.model_copy(update={"concepts": (*stated.concepts, concept)}))
    return "The outline is kept with the story card."


def _script(session: Session, project: Project, kept: Kept) -> str:
    text = kept.answer.text
    made = scripts.revise(
        session, project, fountain.parse(text), kept.who, why=kept.reason, draft=text, parent=_base(kept)
    )
    return f"The script is now revision {made.revision}, drafted by {kept.model}."


def _rewrite(session: Session, project: Project, kept: Kept) -> str:
    newest, base = story.one(session, project.id), _base(kept)
    if base != newest.revision:
        raise Overtaken(
            f"The script is at revision {newest.revision}, and {kept.take.code} rewrites revision {base}: ask again.",
            newest=newest.revision,
        )
    span = Span(*kept.take.snapshot["wish"]["span"])
    text = rewrite.spliced(newest.text, span, str(kept.answer.value))
    made = scripts.revise(
        session, project, fountain.parse(text), kept.who, why=kept.reason, draft=kept.answer.text, parent=base
    )
    return f"The script is now revision {made.revision}: lines from {span.line} are the rewrite."


def _shot(session: Session, project: Project, kept: Kept) -> str:
    code = Subject.of(kept.take.subject).id.removeprefix("SHOT-")
    card = shots.coded(session, project.id, code).card
    said = kept.answer.value
    frames = {"start_frame": said.first_frame or card.start_frame, "end_frame": said.last_frame or card.end_frame}
    desk.rewrite(session, project.id, code, card.model_copy(update={"action": said.action, **frames}), kept.who)
    return f"The card of {code} says it now."


def _base(kept: Kept) -> int | None:
    """The revision of the script that the draft was made from."""
    revision = kept.take.snapshot.get("revision")
    return int(revision) if revision else None


def _revise(session: Session, project: Project, **fields: Any) -> None:
    stated = folder.brief_of(project).model_copy(update=fields)
    projects.revise(session, project, Brief.model_validate(stated.model_dump()).model_dump(mode="json"))


_KEEPERS: dict[str, Callable[[Session, Project, Kept], str]] = {
    "loglines": _logline,
    "beats": _beats,
    "outline": _outline,
    "script": _script,
    "rewrite": _rewrite,
    "shots": _shot,
}
