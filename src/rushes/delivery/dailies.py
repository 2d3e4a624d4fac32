"""Dailies: takes of any subject with what was seen and decided, verdicts on them, and the files they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.rules import Right
from rushes.craft.provenance import kinds
from rushes.delivery import approving, gather
from rushes.delivery.drafting import DRAFT
from rushes.delivery.errors import NotReviewed
from rushes.delivery.gather import TakeView
from rushes.governance import record
from rushes.kernel.ids import Subject
from rushes.projects.tables import Project
from rushes.quality import service as quality
from rushes.review import service as review
from rushes.review.rules import By, State
from rushes.review.service import Opinion
from rushes.review.tables import Verdict
from rushes.storage.blobs import Blobs
from rushes.storage.errors import NoSuchBlob
from rushes.takes import service as takes
from rushes.takes import viewings
from rushes.takes.tables import Take

TYPES = {"clip": "video/mp4", "image": "image/png", "text": "text/plain; charset=utf-8"}
SOUNDS = ("audio/wav", "audio/mpeg", "audio/flac")
"""What sounds are: as their services made them."""
SHOWN = "image/jpeg"
"""What posters and evidence are."""
LOOKED_AT = {viewings.PROXY: "video/mp4", viewings.SPRITE: SHOWN, viewings.WAVEFORM: "application/json"}
"""What the files are by which something is looked at."""


@dataclass(frozen=True)
class Daily:
    """A take, and what there is to say of it."""

    take: Take
    view: TakeView


@dataclass(frozen=True)
class Kept:
    """A file of a production on this machine, and what kind it is."""

    path: Path
    type: str


def listed(session: Session, project: Project, of: str) -> list[Daily]:
    """The takes of a subject (`panel:S01-SH01-KEY`), or of every subject of a kind (`panel`), in order."""
    subject = Subject.of(of)
    found = takes.of(session, project.id, subject) if subject.id else takes.every(session, project.id, subject.kind)
    return [Daily(*pair) for pair in zip(found, gather.viewed(session, project, found), strict=True)]


def of_subject(session: Session, project: Project, id: str) -> list[TakeView]:
    """The takes of whatever has this id: a shot, `S02-SH03-KEY` of panels, `S02-SH03-L01` of readings."""
    return gather.viewed(session, project, takes.named(session, project.id, id))


def one(session: Session, project: Project, code: str) -> Daily:
    """One take by its code. NoSuchTake."""
    take = takes.coded(session, project.id, code)
    return Daily(take, gather.viewed(session, project, [take])[0])


def decide(
    session: Session, project: Project, codes: Sequence[str], state: State, opinion: Opinion, who: str
) -> list[Verdict]:
    """
    Give takes a person's verdict: all of them, or none if one cannot be.

    One that would approve is held as a select until as many people approve as the house rules ask.

    Raises:
        NotYours: the person may not comment, or not approve.
        NoSuchTake: there is none of a code.
        NotReviewed: it is a draft of a text, which is kept or rejected; or `unreviewed`, which is no verdict.
        HeldBack: the house rules do not let one be approved now.
    """
    accounts.demand(session, project.id, who, Right.APPROVE if state is State.APPROVED else Right.COMMENT)
    if state is State.UNREVIEWED:
        raise NotReviewed("A verdict is rejected, maybe, selected or approved; a take is unreviewed until it has one.")
    found = [takes.coded(session, project.id, code) for code in codes]
    if drafts := [take.code for take in found if Subject.of(take.subject).kind == DRAFT]:
        raise NotReviewed(f"{drafts[0]} is a draft of a text: keep it or reject it, with a reason.")
    for take in sorted(found, key=lambda one: one.code):
        takes.hold(session, take)
    missing = approving.ask(session, project, found, who) if state is State.APPROVED else {}
    return [_decide(session, take, state, opinion, who, missing.get(take.code, 0)) for take in found]


def _decide(session: Session, take: Take, state: State, opinion: Opinion, who: str, missing: int) -> Verdict:
    verb, said = f"take.{state}", vars(opinion)
    if missing:
        verb, state, said = "take.seconded", State.SELECTED, said | {"missing": missing}
    verdict = review.decide(session, take.id, state, By.PERSON, who, opinion, held=missing > 0)
    record.write(session, take.project_id, who, verb, Subject("take", take.code), said)
    return verdict


def take_back(session: Session, project: Project, code: str, seen: int, who: str) -> None:
    """
    Take back the verdict that stands for a take, so that the one before it stands again.

    Raises:
        NotYours: the person may not comment; or the verdict is another's, or an approval, and they may not approve.
        NoSuchTake: there is none of that code.
        VerdictChanged: another verdict stands than the one that was seen.
    """
    accounts.demand(session, project.id, who, Right.COMMENT)
    take = takes.coded(session, project.id, code)
    verdict = review.take_back(session, take, seen, who)
    if verdict.who != who or verdict.by == By.RULE or verdict.state == State.APPROVED:
        accounts.demand(session, project.id, who, Right.APPROVE)
    told = {"state": verdict.state, "who": verdict.who}
    record.write(session, project.id, who, "take.taken_back", Subject("take", code), told)


def media(session: Session, project: Project, sha: str, blobs: Blobs) -> Kept:
    """A file by its hash, if a take of the production is it, is shown or looked at by it, or was judged by it."""
    take = takes.kept_as(session, project.id, sha)
    if take is not None and take.media == sha:
        path = blobs.local(sha)
        return Kept(path, kinds.mime_of(path) if take.medium == "sound" else TYPES[take.medium])
    if take is not None or takes.any_of(session, project.id, quality.shown_by(session, sha)):
        return Kept(blobs.local(sha), SHOWN)
    if kind := viewings.kind_of(session, project.id, sha):
        return Kept(blobs.local(sha), LOOKED_AT[kind])
    raise NoSuchBlob(f"Nothing of this production is kept under {sha}.", sha=sha)
