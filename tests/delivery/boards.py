"""Panels as if they had been delivered, for tests."""

from uuid import uuid4

from sqlalchemy.orm import Session

from rushes.craft.cards.card import Card
from rushes.craft.cards.moments import Name
from rushes.generation import compose
from rushes.generation.rules import State
from rushes.generation.tables import Order
from rushes.projects.tables import Project
from rushes.providers import previz
from rushes.review import service as review
from rushes.review.rules import By
from rushes.review.rules import State as Verdict
from rushes.review.service import Opinion
from rushes.takes import service as takes
from rushes.takes.service import Media
from rushes.takes.tables import Take
from tests.making import SMALL, material


def panel(
    session: Session, project: Project, card: Card, name: Name = Name.KEY, *, attempt: int = 1, picture: str = ""
) -> Take:
    """The take of a panel, without any provider; `picture` is its blob's hash."""
    composed = compose.panel(material(card), previz.plugin, SMALL, attempt, 1, name=name, seconds=0.0)
    asked, made = composed.request, dict(composed.snapshot)
    order = Order(
        id=uuid4(), project_id=project.id, subject=str(composed.subject), provider="previz", digest=asked.digest,
        request=asked.plain(), snapshot=made, who="ada", state=State.DONE, cost_micros=0, currency="USD",
    )  # fmt: skip
    session.add(order)
    session.flush()
    media = Media(picture or order.id.hex * 2, "b" * 64, 0, {}, "image")
    return takes.bring_in(session, project.id, composed.subject, order.id, media, made)


def decide(session: Session, take: Take, state: str) -> None:
    """A person's verdict."""
    review.decide(session, take.id, Verdict(state), By.PERSON, "ada", Opinion())
