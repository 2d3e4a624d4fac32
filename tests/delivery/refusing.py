"""A production whose shot shows several assets, and a service that refuses some pictures of them."""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from rushes.craft.cards.card import Card
from rushes.craft.production.folder import Production
from rushes.generation import compose
from rushes.generation.rules import State
from rushes.generation.tables import Order
from rushes.projects.tables import Project
from rushes.providers import previz, simulated
from rushes.providers.base import Answer, House, Nature, Request, Spec
from rushes.providers.errors import Cause, Medium, ProviderFailure
from rushes.review import service as review
from rushes.review.rules import By
from rushes.review.rules import State as Verdict
from rushes.review.service import Opinion
from rushes.takes import service as takes
from rushes.takes.service import Media
from tests.making import SMALL, asset, card, production

SHOT = "S01-SH01"
CAST = {"CH-ADA": "FACE", "PR-KEY": "FRONT", "PR-BAG": "FRONT", "LO-HALL": "WIDE"}
KINDS = {"CH": "character", "PR": "prop", "LO": "location"}
ROLES = {"CH": "identity", "PR": "prop", "LO": "place"}


def picture(name: str) -> str:
    """The hash of the approved picture of an asset."""
    return f"{list(CAST).index(name) + 1:064x}"


def shown(**fields: Any) -> Card:
    """A card that pulls all of the cast."""
    references = [{"asset": name, "role": ROLES[name[:2]], "priority": at} for at, name in enumerate(CAST)]
    return card(SHOT, references=references, **fields)


def cast(*cards: Card) -> Production:
    """The production, of these cards or of one that shows everything."""
    stated = production(*(cards or (shown(),)))
    return replace(stated, assets=tuple(asset(name, kind=KINDS[name[:2]]) for name in CAST))


def approve(session: Session, project: Project, picture: Callable[[str], str] = picture) -> None:
    """An approved picture of everything."""
    for name, view in CAST.items():
        described = asset(name, kind=KINDS[name[:2]])
        composed = compose.sheet(described, 1, previz.plugin, SMALL, 1, view=view, says="It.")
        asked = composed.request
        order = Order(
            id=uuid4(), project_id=project.id, subject=str(composed.subject), provider="previz", digest=asked.digest,
            request=asked.plain(), snapshot=dict(composed.snapshot), who="ada", state=State.DONE,
        )  # fmt: skip
        session.add(order)
        session.flush()
        media = Media(picture(name), "b" * 64, 0, {}, "image")
        take = takes.bring_in(session, project.id, composed.subject, order.id, media, composed.snapshot)
        review.decide(session, take.id, Verdict.APPROVED, By.PERSON, "ada", Opinion())


class Refusing(simulated.Simulated):
    """The pretend service, which refuses whatever shows one of these assets; None: whatever there is."""

    refuses_of: Collection[str] | None = ()
    about: Medium | None = Medium.IMAGE

    def __init__(self, settings: simulated.Settings) -> None:
        super().__init__(settings)
        self._asked: dict[str, Request] = {}

    def submit(self, request: Request, key: str) -> str:
        self._asked[key] = request
        return key

    def poll(self, remote: str) -> Answer:
        shows = {one.asset for one in self._asked[remote].citations}
        if self.refuses_of is None or shows & set(self.refuses_of):
            raise ProviderFailure(Cause.INPUT_MODERATION, "It shows what may not be.", medium=self.about)
        return super().poll(remote)


def connect(settings: simulated.Settings, house: House) -> Refusing:
    """Nothing to connect to."""
    del house
    return Refusing(settings)


MODEL = replace(simulated.plugin.usual, nature=Nature.MODEL, surface="seedance_ark", anchors=True)
SPEC: Spec[Any] = replace(simulated.plugin, models=(MODEL,), connect=connect)
