"""A shot's card changed at the desk by a person: whole, checked, on record."""

from uuid import UUID

from pydantic_core import PydanticSerializationError
from sqlalchemy.orm import Session

from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Origin
from rushes.governance import record
from rushes.kernel.ids import Subject
from rushes.library import service as library
from rushes.shots import service
from rushes.shots.errors import UnfitCard
from rushes.shots.service import Planned

LONGEST = 1 << 18


def rewrite(session: Session, project_id: UUID, shot: str, card: Card, who: str) -> Planned:
    """
    Make this the newest version of a shot's card; it is a person's from then on, and no proposal replaces it.

    Raises:
        NoSuchShot: no such shot is planned.
        UnfitCard: it is another shot's, too long, or names what the library lacks.
    """
    before = service.coded(session, project_id, shot)
    _refuse_unfit(session, project_id, shot, card)
    service.revise(session, project_id, card.model_copy(update={"origin": Origin.USER}))
    after = service.coded(session, project_id, shot)
    if after.version != before.version:
        record.write(session, project_id, who, "card.rewritten", Subject("shot", shot), {"version": after.version})
    return after


def _refuse_unfit(session: Session, project_id: UUID, shot: str, card: Card) -> None:
    if card.code != shot:
        raise UnfitCard(f"The card says {card.code}, and it is sent for {shot}: a shot keeps its code.")
    try:
        size = len(card.model_dump_json())
    except PydanticSerializationError:
        raise UnfitCard(f"The card of {shot} holds half a character, which no file can; write it again.") from None
    if size > LONGEST:
        raise UnfitCard(f"The card of {shot} has {size:,} bytes; one has at most {LONGEST:,}.")
    known = library.listed(session, project_id)
    if lacking := [name for name in card.assets if name not in known]:
        raise UnfitCard(f"The library has no {', '.join(lacking)}; it has {', '.join(known) or 'nothing yet'}.")
