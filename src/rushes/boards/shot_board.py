"""
The shot board: every planned shot with its picture, what stands decided, what it costs, what speaks against it.

A handful of questions for a whole production, however long it is.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from rushes.boards import runs
from rushes.boards.standing import standing
from rushes.craft.cards.asset import Clearance
from rushes.craft.grammar.tracing import State as Words
from rushes.delivery import premise
from rushes.generation import together
from rushes.generation.rules import OVER
from rushes.generation.rules import State as OrderState
from rushes.generation.tables import Order
from rushes.governance.rules import Entry
from rushes.governance.tables import LedgerRow
from rushes.kernel import ids
from rushes.library import service as library
from rushes.projects.tables import Project
from rushes.review.rules import State
from rushes.shots import links
from rushes.shots.tables import CardRow, Shot, ShotLink
from rushes.takes.tables import Take

FURTHEST = (State.APPROVED, State.SELECTED, State.MAYBE, State.UNREVIEWED, State.REJECTED)


@dataclass(frozen=True)
class Row:
    """
    One shot of the board.

    `best` is the furthest state any of its takes has reached, `take` that take and `poster` its picture; `panel` the
    picture of its storyboard. `states` counts its takes by state. `stale` says what it no longer fits, `blocked` by
    which rule it cannot be ordered, `trouble` what became of its last order; each is empty where there is nothing.
    """

    shot: str
    scene: str
    version: int
    title: str
    job: str
    size: str
    framing: str
    lens: int
    move: str
    action: str
    who: list[str]
    seconds: float
    criteria: int
    checked: int
    takes: int
    states: dict[State, int]
    best: State
    take: str
    poster: str
    panel: str
    panel_state: State
    cost_micros: int
    under_way: int
    trouble: str
    stale: str
    blocked: str


@dataclass(frozen=True)
class _Seen:
    """A take and where it is in review."""

    code: str
    poster: str
    number: int
    made_at: datetime
    state: State


def board(session: Session, project: Project) -> list[Row]:
    """The board in the order the shots play in."""
    takes, panels = (_takes(session, project.id, kind) for kind in ("shot", "panel"))
    cards = _cards(session, project.id)
    chosen = {card.shot: _best(takes[card.shot]) for card in cards if card.shot in takes}
    stale = _older(session, project.id, cards, chosen) | _reworded(session, project.id)
    spent, orders = _spent(session, project.id), _orders(session, project.id)
    forbidden = _forbidden(session, project)

    def row(card: _Card) -> Row:
        found, best = takes.get(card.shot, []), chosen.get(card.shot)
        panel, counted = _panel(panels, card.shot), Counter(one.state for one in found)
        under_way, trouble = orders.get(card.shot, (0, ""))
        return Row(
            **card.told,
            takes=len(found),
            states={state: counted[state] for state in FURTHEST if counted[state]},
            best=best.state if best else State.UNREVIEWED,
            take=best.code if best else "",
            poster=best.poster if best else "",
            panel=panel.poster if panel else "",
            panel_state=panel.state if panel else State.UNREVIEWED,
            cost_micros=spent.get(card.shot, 0),
            under_way=under_way,
            trouble=trouble,
            stale=stale.get(card.shot, ""),
            blocked=forbidden(card.named),
        )

    return [row(card) for card in cards]


@dataclass(frozen=True)
class _Card:
    """The newest card of a shot: what the board tells of it, the assets it names, when it was written, all of it."""

    shot: str
    told: Mapping[str, Any]
    named: Sequence[str]
    written: datetime
    data: Mapping[str, Any]


def _cards(session: Session, project_id: UUID) -> list[_Card]:
    newest = (
        select(CardRow.shot_id, CardRow.version, CardRow.data, CardRow.at)
        .ext(distinct_on(CardRow.shot_id))
        .where(CardRow.shot_id.in_(select(Shot.id).where(Shot.project_id == project_id, Shot.planned)))
        .order_by(CardRow.shot_id, CardRow.version.desc())
        .subquery()
    )
    wanted = select(Shot.code, newest.c.version, newest.c.data, newest.c.at)
    rows = session.execute(wanted.join(newest, newest.c.shot_id == Shot.id).order_by(Shot.position, Shot.code))
    return [_Card(code, _told(code, version, data), _named(data), at, data) for code, version, data, at in rows]


def _told(code: str, version: int, data: Mapping[str, Any]) -> dict[str, Any]:
    own = {name: data[name] for name in ("title", "job", "size", "framing", "lens", "action", "seconds")}
    standard = data["standard"]
    return {
        **own,
        "shot": code,
        "scene": ids.scene_of(code),
        "version": version,
        "move": data["move"]["primary"],
        "who": list(dict.fromkeys(part["asset"] for part in data["subjects"])),
        "criteria": len(standard),
        "checked": sum(bool(one["check"]) for one in standard),
    }


def _named(data: Mapping[str, Any]) -> list[str]:
    parts = [*data["subjects"], *data["references"]]
    speakers = [speech["speaker"] for speech in data["dialogue"]]
    return list(dict.fromkeys([*(part["asset"] for part in parts), *speakers]))


def _takes(session: Session, project_id: UUID, kind: str) -> dict[str, list[_Seen]]:
    """The takes of every subject of a kind, in order, each with the verdict that stands."""
    own = (Take.project_id == project_id, Take.subject.startswith(f"{kind}:", autoescape=True))
    stands = standing(project_id)
    wanted = (
        select(Take.subject, Take.code, Take.poster, Take.media, Take.number, Take.made_at, stands.c.state)
        .outerjoin(stands, stands.c.take_id == Take.id)
        .where(*own)
        .order_by(Take.number)
    )
    found: dict[str, list[_Seen]] = {}
    for subject, code, poster, media, number, at, state in session.execute(wanted):
        one = _Seen(code, poster or media, number, at, State(state or State.UNREVIEWED))
        found.setdefault(_id(subject), []).append(one)
    return found


def _best(found: Iterable[_Seen]) -> _Seen:
    """The take that has come furthest; of equals the newest."""
    return min(found, key=lambda one: (FURTHEST.index(one.state), -one.number))


def _panel(panels: Mapping[str, list[_Seen]], shot: str) -> _Seen | None:
    """The picture of the storyboard that says most of a shot."""
    moments = (panels.get(f"{shot}-{name}", ()) for name in ("KEY", "FIRST", "LAST"))
    kept = ([one for one in found if one.state is not State.REJECTED] for found in moments)
    return next((_best(found) for found in kept if found), None)


def _older(session: Session, project_id: UUID, cards: Iterable[_Card], chosen: Mapping[str, _Seen]) -> dict[str, str]:
    """The shots whose furthest take was made of another plan than counts now."""
    late = {best.code: card for card in cards if (best := chosen.get(card.shot)) and best.made_at < card.written}
    made = select(Take.code, Take.snapshot["card"]).where(Take.project_id == project_id, Take.code.in_(late))
    return {
        late[code].shot: f"{code} was made of card v{snapped['version']}; it is v{late[code].told['version']} now."
        for code, snapped in session.execute(made)
        if _asked(snapped["plan"]) != _asked(late[code].data)
    }


def _asked(plan: Mapping[str, Any]) -> dict[str, Any]:
    """What of a card changes what is asked."""
    return {name: value for name, value in plan.items() if name not in ("origin", "why")}


def _reworded(session: Session, project_id: UUID) -> dict[str, str]:
    """The shots that no longer fit the words they cover."""
    own = select(Shot.id).where(Shot.project_id == project_id)
    unkept = select(ShotLink.shot_id).where(ShotLink.shot_id.in_(own), ShotLink.state != Words.KEPT).limit(1)
    if session.scalar(unkept) is None:
        return {}
    return {doubt.shot: f"Script: {doubt.says}" for doubt in links.stale(session, project_id)}


def _spent(session: Session, project_id: UUID) -> Counter[str]:
    """What is settled for all orders of each shot, its share of those that hold several with it."""
    settled = and_(LedgerRow.order_id == Order.id, LedgerRow.entry == Entry.SETTLE)
    own = (Order.project_id == project_id, Order.subject.startswith("shot:"))
    wanted = select(Order.subject, func.sum(-LedgerRow.micros)).join(LedgerRow, settled).where(*own)
    alone = {_id(subject): int(micros) for subject, micros in session.execute(wanted.group_by(Order.subject))}
    return runs.spent(session, project_id) + Counter(alone)


def _orders(session: Session, project_id: UUID) -> dict[str, tuple[int, str]]:
    """How many orders of each shot are under way, and what became of its last one where that came to nothing."""
    of = or_(*(Order.subject.startswith(f"{kind}:") for kind in ("shot", together.KIND)))
    own, shots = (Order.project_id == project_id, of), runs.shots(session, project_id)
    last: dict[str, datetime] = {}
    newest = select(Order.subject, func.max(Order.created_at)).where(*own).group_by(Order.subject)
    for subject, at in session.execute(newest):
        last |= {code: max(at, last.get(code, at)) for code in shots.get(subject, [_id(subject)])}
    wanted = select(Order.subject, Order.state, Order.says, Order.created_at)
    wanted = wanted.where(*own, Order.state != OrderState.DONE).order_by(Order.created_at)
    found: dict[str, tuple[int, str]] = {}
    for subject, state, says, at in session.execute(wanted):
        for code in shots.get(subject, [_id(subject)]):
            under_way, trouble = found.get(code, (0, ""))
            over = state in OVER
            lost = at == last[code] and over and state != OrderState.CANCELLED
            found[code] = (under_way + (not over), (says or str(state)) if lost else trouble)
    return found


def _forbidden(session: Session, project: Project) -> Callable[[Sequence[str]], str]:
    """By which rule a shot that names these assets cannot be ordered."""
    refusal = premise.refusal(session, project)
    listed = library.listed(session, project.id)
    blocked = {code for code, asset in listed.items() if asset.clearance is Clearance.BLOCKED}

    def says(named: Sequence[str]) -> str:
        names = [code for code in named if code in blocked]
        if names:
            return f"{', '.join(names)} is not cleared."
        return refusal.says if refusal else ""

    return says


def _id(subject: str) -> str:
    return subject.partition(":")[2]
