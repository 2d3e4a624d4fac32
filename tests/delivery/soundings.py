"""Takes of sounds as if they had been delivered, for tests."""

from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from rushes.craft.cards.card import Card, Effect, Speech
from rushes.craft.production.folder import Production
from rushes.delivery import sounds
from rushes.delivery.sounds import Need
from rushes.generation import compose
from rushes.generation.rules import State
from rushes.generation.tables import Order
from rushes.projects.tables import Project
from rushes.providers import elevenlabs
from rushes.takes import service as takes
from rushes.takes.service import Media
from rushes.takes.tables import Take
from tests.making import SMALL, card, production

WHO = Speech(speaker="CH-ADA", text="Who is there?", delivery="whispering", at=0.5)
NOBODY = Speech(speaker="CH-ADA", text="Nobody, as it seems.", at=0.25)
SPEAKS = card(seconds=2, dialogue=(WHO,), ambience=("rain",), effects=(Effect(name="knock", at=0.2),))
ANSWERS = card("S01-SH02", seconds=1, dialogue=(NOBODY,))


def spoken(*cards: Card, **brief: Any) -> Production:
    """A production of two shots, in each of which Ada says something."""
    return production(*(cards or (SPEAKS, ANSWERS)), **brief)


def needed(stated: Production) -> dict[str, Need]:
    """What it needs to have heard, by what each is a take of."""
    return {need.code: need for need in sounds.needs(stated)}


def made(
    session: Session, project: Project, need: Need, *, attempt: int = 1, media: str = "", cost: int = 0, **said: Any
) -> Take:
    """The take of a sound of one second, without any provider; `said` is what the service reported."""
    composed = compose.sound(need.sound, elevenlabs.plugin, SMALL.rate, attempt)
    asked, snapshot = composed.request, dict(composed.snapshot) | {"reported": said}
    order = Order(
        id=uuid4(), project_id=project.id, subject=str(composed.subject), provider="elevenlabs", digest=asked.digest,
        request=asked.plain(), snapshot=snapshot, who="ada", state=State.DONE, cost_micros=cost, currency="USD",
    )  # fmt: skip
    session.add(order)
    session.flush()
    file = Media(media or order.id.hex * 2, "", 0, {"samples": 44100, "rate": 44100}, "sound")
    return takes.bring_in(session, project.id, composed.subject, order.id, file, snapshot)
