"""What happened in a production as a story one can read, and whether its record is whole."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from rushes.boards import telling
from rushes.boards.telling import Fact
from rushes.governance import history, record
from rushes.governance.history import Wanted
from rushes.governance.tables import Event
from rushes.kernel.ids import Subject


@dataclass(frozen=True)
class Told:
    """An event in a sentence, with what it is about."""

    seq: int
    at: datetime
    actor: str
    verb: str
    kind: str
    id: str
    says: str


@dataclass(frozen=True)
class Story:
    """Some of what happened, the newest first; `more` says that there is older."""

    events: tuple[Told, ...]
    more: bool


@dataclass(frozen=True)
class Chain:
    """How many events a record holds, the hash of the last, and where it was broken; None where it is whole."""

    events: int
    hash: str
    broken_at: int | None

    @property
    def says(self) -> str:
        """The answer in a sentence."""
        if self.broken_at is None:
            return f"The record is whole: each of its {self.events:,} events follows the one before it."
        return (
            f"The record is broken at event {self.broken_at}: it was changed, lost or moved after it was written. "
            "What stands before it is as it was written."
        )


def story(session: Session, project_id: UUID, wanted: Wanted, before: int | None, most: int) -> Story:
    """At most so many events before that number, as sentences; an order's way is left out unless it is asked for."""
    asked = wanted if wanted.verbs else Wanted(wanted.who, wanted.about, without=telling.STEPS.keys())
    found = history.page(session, project_id, asked, before, most + 1)
    return Story(tuple(map(_told, found[:most])), len(found) > most)


def verbs(kind: str) -> frozenset[str]:
    """The verbs of a kind, such as `take`; none for a kind that is none."""
    return frozenset(verb for verb in telling.SAYS if verb.partition(".")[0] == kind)


def kinds() -> list[str]:
    """What a story can be about, by the beginnings of its verbs."""
    return sorted({verb.partition(".")[0] for verb in telling.SAYS})


def chain(session: Session, project_id: UUID) -> Chain:
    """Whether the record of a production is whole; every event of it is hashed again."""
    last = history.page(session, project_id, Wanted(), None, 1)
    return Chain(record.count(session, project_id), last[0].hash if last else "", record.broken_at(session, project_id))


def _told(event: Event) -> Told:
    said = event.fact
    fact = Fact(said["actor"], said["verb"], Subject.of(said["subject"]), said["body"])
    at, about = datetime.fromisoformat(said["at"]), fact.subject
    return Told(event.seq, at, fact.actor, fact.verb, about.kind, about.id, telling.sentence(fact))
