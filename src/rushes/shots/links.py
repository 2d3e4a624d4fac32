"""Which words of the script each shot covers, revision by revision, and which shots no longer fit their words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Origin
from rushes.craft.grammar.tracing import Link, State
from rushes.craft.screenplay import fountain
from rushes.craft.screenplay.elements import NOWHERE, Span
from rushes.craft.screenplay.lines import Ruler
from rushes.craft.screenplay.wording import told
from rushes.governance import record
from rushes.kernel.ids import Subject
from rushes.shots import service
from rushes.shots.errors import NothingStale
from rushes.shots.tables import Shot, ShotLink
from rushes.story import service as story
from rushes.takes import service as takes


@dataclass(frozen=True)
class Doubt:
    """A shot whose words have changed since its card was planned: where they stand now, and as they were and are."""

    shot: str
    state: State
    says: str
    revision: int
    span: Span
    was: str
    now: str


def of(session: Session, project_id: UUID, revision: int) -> dict[str, Link]:
    """What each shot covers; whose words were not followed up to this revision count as lost until they are found."""
    found: dict[str, Link] = {}
    for shot, row in _rows(session, project_id):
        here = row.revision == revision
        span = Span(row.start, row.end, 0, 0) if here else NOWHERE
        found[shot.code] = Link(span, row.text, State(row.state) if here else State.LOST, row.says)
    return found


def words(session: Session, project_id: UUID, code: str) -> str:
    """The words of the script that a shot's card was planned for; none where it covers none."""
    wanted = select(ShotLink.text).join(Shot, Shot.id == ShotLink.shot_id)
    return session.scalar(wanted.where(Shot.project_id == project_id, Shot.code == code)) or ""


def changed(session: Session, project_id: UUID, cards: Iterable[Card]) -> set[str]:
    """The shots whose card is another than the one that was held against their words."""
    held = {shot.code: row.card for shot, row in _rows(session, project_id)}
    return {card.code for card in cards if card.code in held and card.digest != held[card.code]}


def keep(
    session: Session, project_id: UUID, revision: int, links: Mapping[str, Link], cards: Mapping[str, Card]
) -> None:
    """Make the links of the planned shots say this, as of a revision of the script and with these cards."""
    wanted = select(Shot.code, Shot.id).where(Shot.project_id == project_id, Shot.planned)
    shots = dict(session.execute(wanted).all())
    silent = [shot_id for code, shot_id in shots.items() if code not in links]
    session.execute(delete(ShotLink).where(ShotLink.shot_id.in_(silent)))
    rows = [
        _row(shots[code], revision, link) | {"card": cards[code].digest}
        for code, link in links.items()
        if code in shots
    ]
    if rows:
        row = insert(ShotLink)
        said = {name: row.excluded[name] for name in ("revision", "start", "end", "text", "state", "says", "card")}
        session.execute(row.on_conflict_do_update(index_elements=["shot_id"], set_=said), rows)


def _row(shot_id: UUID, revision: int, link: Link) -> dict[str, Any]:
    where = {"start": link.span.start, "end": link.span.end}
    return {
        "shot_id": shot_id,
        "revision": revision,
        **where,
        "text": link.text,
        "state": link.state,
        "says": link.says,
    }


def stale(session: Session, project_id: UUID) -> list[Doubt]:
    """
    The planned shots that no longer fit their words, in story order, each with what changed.

    A person's card is in doubt until it changes too. A proposed card follows the script by itself, so its shot is in
    doubt until a take of it as it is now exists.
    """
    script = story.newest(session, project_id)
    if script is None:
        return []
    cards = {one.card.code: one.card for one in service.planned(session, project_id)}
    unkept = [(shot, row) for shot, row in _rows(session, project_id) if row.state != State.KEPT and shot.code in cards]
    open_ = [(shot, row) for shot, row in unkept if not _is_settled(session, project_id, cards[shot.code], row)]
    if not open_:
        return []
    screenplay, ruler = fountain.parse(script.text), Ruler(script.text)
    spans = {shot.code: ruler.span(row.start, row.end) for shot, row in open_}
    texts = told(screenplay, {code: span for code, span in spans.items() if span.end > span.start})
    return [
        Doubt(shot.code, State(row.state), row.says, row.revision, spans[shot.code], row.text, texts.get(shot.code, ""))
        for shot, row in open_
    ]


def accept(session: Session, project_id: UUID, code: str, who: str) -> None:
    """
    Say that a shot's card fits its words as they are now; a shot whose words are gone covers nothing from then on.

    Raises:
        NoSuchShot: there is no such shot.
        NothingStale: its words are as its card was planned for.
    """
    shot = service.coded(session, project_id, code)
    doubt = next((one for one in stale(session, project_id) if one.shot == code), None)
    if doubt is None:
        raise NothingStale(f"The words of {code} are as its card was planned for; there is nothing to accept.")
    row = session.get_one(ShotLink, shot.shot_id)
    if doubt.now:
        row.text, row.state, row.says, row.card = doubt.now, State.KEPT, "", shot.card.digest
    else:
        session.delete(row)
    session.flush()
    body = {"revision": doubt.revision, "was": doubt.was, "now": doubt.now}
    record.write(session, project_id, who, "shot.words_accepted", Subject("shot", code), body)


def _rows(session: Session, project_id: UUID) -> list[tuple[Shot, ShotLink]]:
    wanted = select(Shot, ShotLink).join(ShotLink, ShotLink.shot_id == Shot.id).where(Shot.project_id == project_id)
    rows = session.execute(wanted.order_by(Shot.position).execution_options(populate_existing=True))
    return [(shot, row) for shot, row in rows]


def _is_settled(session: Session, project_id: UUID, card: Card, row: ShotLink) -> bool:
    """Whether a person has planned the shot anew, or a proposal was."""
    if card.origin is not Origin.PROPOSED:
        return row.card != card.digest
    made = takes.of(session, project_id, Subject("shot", card.code))
    return any(take.snapshot["card"]["digest"] == card.digest for take in made)
