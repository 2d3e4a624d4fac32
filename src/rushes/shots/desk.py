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
from rushes.shots.errors import CardChanged, UnfitCard
from rushes.shots.service import Planned

LONGEST = 1 << 18


def rewrite(session: Session, project_id: UUID, shot: str, card: Card, who: str, seen: int | None = None) -> Planned:
    """
    Make this the newest version of a shot's card; it is a person's from then on, and no proposal replaces it.

    Args:
        seen: the version that was changed; whatever counts when not said.

    Raises:
        NoSuchShot: no such shot is planned.
        UnfitCard: it is another shot's, too long, or names what the library lacks.
        CardChanged: somebody has written another version since the one that was seen.
    """
    service.lock(session, project_id, shot)
    before = service.coded(session, project_id, shot)
    refuse_unfit(session, project_id, shot, card)
    card = card.model_copy(update={"origin": Origin.USER})
    if seen is not None and seen != before.version and card != before.card:
        raise _changed(session, project_id, shot, seen)
    service.revise(session, project_id, card, who)
    after = service.coded(session, project_id, shot)
    if after.version != before.version:
        record.write(session, project_id, who, "card.rewritten", Subject("shot", shot), {"version": after.version})
    return after


def _changed(session: Session, project_id: UUID, shot: str, seen: int) -> CardChanged:
    """That somebody was quicker, with the card as they wrote it and as it was when it was seen."""
    written = service.versions(session, project_id, shot)
    now, then = written[0], next((row for row in written if row.version == seen), None)
    whose = now.who or "somebody"
    says = f"{whose} wrote version {now.version} of the card of {shot} since version {seen}, which you changed."
    was = then.data if then else None
    return CardChanged(
        f"{says} Keep theirs, yours, or part of each.", version=now.version, who=now.who, card=now.data, was=was
    )


def refuse_unfit(session: Session, project_id: UUID, shot: str, card: Card) -> None:
    """Refuse a card that cannot be this shot's. UnfitCard."""
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
