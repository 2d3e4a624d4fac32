"""Guest links: what somebody without an account may see, until when, and what they would decide."""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from rushes.governance import record
from rushes.kernel.ids import Subject
from rushes.kernel.timecode import Span
from rushes.review.errors import NoSuchLink, NothingToReview
from rushes.review.rules import State
from rushes.review.tables import GuestLink, Suggestion

BYTES = 24
GONE = "This review link is not open: it has expired, was withdrawn, or never was. Ask whoever sent it for a new one."


@dataclass(frozen=True)
class Clip:
    """A take that a guest may see, and the frames of it (none said: all)."""

    take: str
    span: Span | None = None

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return {"take": self.take, **({"start": self.span.start, "end": self.span.end} if self.span else {})}

    @classmethod
    def of(cls, plain: dict[str, Any]) -> "Clip":
        """Read `plain`."""
        return cls(plain["take"], Span(plain["start"], plain["end"]) if "start" in plain else None)


@dataclass(frozen=True)
class Offer:
    """What a link is to show: takes in order, or the clips of a version of the cut; for how many days."""

    title: str
    clips: Sequence[Clip]
    days: int
    watermark: bool = True
    cut: int | None = None


def share(session: Session, project_id: UUID, offer: Offer, who: str) -> tuple[GuestLink, str]:
    """A new link and the secret part of its address, which is told this once. NothingToReview."""
    if not offer.clips:
        raise NothingToReview("A review link shows at least one take.")
    token = secrets.token_urlsafe(BYTES)
    link = GuestLink(
        project_id=project_id,
        token_hash=_hash(token),
        title=offer.title,
        clips=[clip.plain() for clip in offer.clips],
        cut=offer.cut,
        watermark=offer.watermark,
        who=who,
        expires_at=datetime.now(UTC) + timedelta(days=offer.days),
    )
    session.add(link)
    session.flush()
    told = {"title": offer.title, "takes": len(offer.clips), "expires": link.expires_at.isoformat()}
    record.write(session, project_id, who, "review.shared", _subject(link), told)
    return link, token


def every(session: Session, project_id: UUID) -> list[GuestLink]:
    """The links of a production, the newest first."""
    return list(session.scalars(select(GuestLink).filter_by(project_id=project_id).order_by(GuestLink.at.desc())))


def one(session: Session, project_id: UUID, link_id: UUID) -> GuestLink:
    """The link of that id. NoSuchLink."""
    link = session.get(GuestLink, link_id)
    if link is None or link.project_id != project_id:
        raise NoSuchLink(f"There is no guest link {link_id}.")
    return link


def revoke(session: Session, link: GuestLink, who: str) -> None:
    """Close a link for good."""
    if not link.revoked_by:
        link.revoked_by, link.revoked_at = who, datetime.now(UTC)
        session.flush()
        record.write(session, link.project_id, who, "review.unshared", _subject(link), {"title": link.title})


def opened(session: Session, token: str) -> GuestLink:
    """The link with that secret, while it is open. NoSuchLink, without saying why."""
    link = session.scalars(select(GuestLink).where(GuestLink.token_hash == _hash(token))).one_or_none()
    if link is None or not is_open(link):
        raise NoSuchLink(GONE)
    if link.opened_at is None:
        link.opened_at = datetime.now(UTC)
        session.flush()
    return link


def is_open(link: GuestLink) -> bool:
    """Whether a link can be used now."""
    return not link.revoked_by and link.expires_at > datetime.now(UTC)


def clips(link: GuestLink) -> list[Clip]:
    """What a link shows, in order."""
    return list(map(Clip.of, link.clips))


def suggest(session: Session, link: GuestLink, take_id: UUID, code: str, state: State, text: str, who: str) -> None:
    """Keep what a guest would decide; no verdict."""
    session.add(Suggestion(link_id=link.id, take_id=take_id, state=state, text=text, who=who))
    session.flush()
    told = {"state": str(state), "text": text, "link": link.title}
    record.write(session, link.project_id, who, "review.suggested", Subject("take", code), told)


def suggested(session: Session, take_ids: Iterable[UUID], link: UUID | None = None) -> list[Suggestion]:
    """What guests suggested for these takes, by this link or by any; the latest first."""
    wanted = select(Suggestion).where(Suggestion.take_id.in_(list(take_ids)))
    if link is not None:
        wanted = wanted.where(Suggestion.link_id == link)
    return list(session.scalars(wanted.order_by(Suggestion.id.desc())))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _subject(link: GuestLink) -> Subject:
    return Subject("link", str(link.id))
