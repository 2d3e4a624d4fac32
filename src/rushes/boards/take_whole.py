"""A take with all that it is judged by: standard, findings, request, lineage, verdicts, notes, what it must keep."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.cards.card import Card
from rushes.craft.production.brief import Rules
from rushes.delivery import approving, folder
from rushes.delivery.gather import Seen
from rushes.generation import service as generation
from rushes.generation import together
from rushes.kernel.ids import Subject
from rushes.kernel.money import Money
from rushes.library import service as library
from rushes.projects.tables import Project
from rushes.quality import service as quality
from rushes.review import links, marks, notes, passes
from rushes.review import service as review
from rushes.review.marks import Tick
from rushes.review.rules import Approval, State
from rushes.review.tables import Note, Suggestion, UsableRange, Verdict
from rushes.shots.tables import CardRow, Scene, Shot
from rushes.takes import cited
from rushes.takes import service as takes
from rushes.takes.tables import Take

BEFORE = 12
"""How many shots back is looked for how somebody was last seen."""
RANK = (State.REJECTED, State.UNREVIEWED, State.MAYBE, State.SELECTED, State.APPROVED)


@dataclass(frozen=True)
class Judged:
    """A criterion of the standard, and what the machine saw where a check is bound to it."""

    text: str
    check: str
    finding: Seen | None


@dataclass(frozen=True)
class Pulled:
    """A reference that was asked for: the role it plays, what became of it, and its files by hash."""

    asset: str
    name: str
    role: str
    says: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Kept:
    """What of somebody or something must stay: what is locked, how the card has it here, how it was last seen where."""

    asset: str
    name: str
    kind: str
    locked: str
    here: str
    last_shot: str
    last: str


@dataclass(frozen=True)
class Sibling:
    """Another take: of the same shot, or the one that stands for the shot before or after."""

    take: str
    shot: str
    title: str
    state: str
    number: int
    frames: int
    poster: str


@dataclass(frozen=True)
class CutFrom:
    """Of which take of a run, and which of its frames, a take is a part; why it begins where it does."""

    of: str
    start: int
    end: int
    says: str


@dataclass(frozen=True)
class Whole:
    """A take with all that it is judged by; the card is that of the shot as it is now, None where it is gone."""

    take: Take
    verdict: Verdict | None
    card: Card | None
    card_version: int
    made_of: int
    rate: str
    heading: str
    rules: Rules
    approval: Approval
    deciders: tuple[str, ...]
    standard: tuple[Judged, ...]
    findings: tuple[Seen, ...]
    references: tuple[Pulled, ...]
    cost: Money
    part: CutFrom | None
    made_in: Mapping[str, Any]
    siblings: tuple[Sibling, ...]
    children: tuple[str, ...]
    history: tuple[Verdict, ...]
    notes: tuple[Note, ...]
    usable: tuple[UsableRange, ...]
    drift: tuple[Tick, ...]
    suggestions: tuple[Suggestion, ...]
    continuity: tuple[Kept, ...]
    before: Sibling | None
    after: Sibling | None

    @property
    def asked(self) -> Mapping[str, Any]:
        """What was asked of the provider."""
        request: Mapping[str, Any] = self.take.snapshot.get("request") or {}
        return request


@dataclass(frozen=True)
class _Plan:
    """The shots around one, in story order: their codes, and the newest card of each."""

    order: tuple[str, ...]
    cards: Mapping[str, tuple[int, Card]]


def whole(session: Session, project: Project, code: str) -> Whole:
    """The take of that code, with everything. NoSuchTake."""
    take = takes.coded(session, project.id, code)
    shot, brief = Subject.of(take.subject).id, folder.brief_of(project)
    plan = _around(session, project.id, shot)
    version, card = plan.cards.get(shot, (0, None))
    assets = library.listed(session, project.id)
    seen = tuple(_seen(row) for row in quality.of(session, [take.id]).get(take.id, ()))
    history = review.history(session, take.id)
    siblings = _siblings(session, project.id, [shot], plan)
    before, after = (_select(session, project.id, code, plan) for code in _neighbours(plan, shot))
    return Whole(
        take=take,
        verdict=next((verdict for verdict in history if not verdict.taken_back_by), None),
        card=card,
        card_version=version,
        made_of=take.snapshot.get("card", {}).get("version", 0),
        rate=brief.format.rate,
        heading=_heading(session, project.id, take.code.partition("-")[0]),
        rules=brief.rules,
        approval=approving.standing(session, project, [take]).get(code, Approval()),
        deciders=tuple(approving.may(session, project)),
        standard=_standard(take, card, seen),
        findings=seen,
        references=_references(take.snapshot, assets),
        cost=generation.billed(session, [take.order_id])[take.order_id].cost,
        part=_cut_from(take.snapshot),
        made_in=take.snapshot.get(passes.KEY) or {"pass": 1},
        siblings=tuple(siblings),
        children=tuple(_children(session, project.id, take)),
        history=tuple(history),
        notes=tuple(notes.on(session, project.id, [Subject("take", take.code)])),
        usable=tuple(marks.usable(session, [take.id]).get(take.id, ())),
        drift=tuple(marks.drift(session, [take.id]).get(take.id, ())),
        suggestions=tuple(links.suggested(session, [take.id])),
        continuity=_continuity(plan, card, assets) if card else (),
        before=before,
        after=after,
    )


def _around(session: Session, project_id: UUID, shot: str) -> _Plan:
    """The shot, those before it as far as one looks back, and the one after it."""
    planned = select(Shot.code).where(Shot.project_id == project_id, Shot.planned).order_by(Shot.position)
    order = list(session.scalars(planned))
    place = order.index(shot) if shot in order else 0
    near = order[max(0, place - BEFORE) : place + 2] if shot in order else []
    cards = (
        select(Shot.code, CardRow.version, CardRow.data)
        .join(CardRow, CardRow.shot_id == Shot.id)
        .where(Shot.project_id == project_id, Shot.code.in_(near))
        .ext(distinct_on(Shot.id))
        .order_by(Shot.id, CardRow.version.desc())
    )
    rows = {code: (version, Card.model_validate(data)) for code, version, data in session.execute(cards)}
    return _Plan(tuple(near), rows)


def _neighbours(plan: _Plan, shot: str) -> tuple[str, str]:
    if shot not in plan.order:
        return "", ""
    place = plan.order.index(shot)
    after = plan.order[place + 1] if place + 1 < len(plan.order) else ""
    return (plan.order[place - 1] if place else ""), after


def _siblings(session: Session, project_id: UUID, shots: Iterable[str], plan: _Plan) -> list[Sibling]:
    """Every take of these shots, in order."""
    subjects = [f"shot:{shot}" for shot in shots]
    columns = (Take.id, Take.code, Take.subject, Take.number, Take.frames, Take.poster)
    wanted = select(*columns).where(Take.project_id == project_id, Take.subject.in_(subjects), Take.medium == "clip")
    rows = session.execute(wanted.order_by(Take.subject, Take.number)).all()
    standing = review.standing(session, [row.id for row in rows])
    return [
        Sibling(
            take=row.code,
            shot=(shot := Subject.of(row.subject).id),
            title=plan.cards[shot][1].title if shot in plan.cards else "",
            state=standing[row.id].state if row.id in standing else State.UNREVIEWED,
            number=row.number,
            frames=row.frames,
            poster=row.poster,
        )
        for row in rows
    ]


def _select(session: Session, project_id: UUID, shot: str, plan: _Plan) -> Sibling | None:
    """The take that stands for a shot: the one decided furthest, of equals the latest."""
    made = _siblings(session, project_id, [shot], plan) if shot else []
    return max(made, key=lambda one: (RANK.index(State(one.state)), one.number), default=None)


def _heading(session: Session, project_id: UUID, scene: str) -> str:
    wanted = select(Scene.heading).where(Scene.project_id == project_id, Scene.code == scene)
    return session.scalar(wanted) or ""


def _standard(take: Take, card: Card | None, seen: Sequence[Seen]) -> tuple[Judged, ...]:
    """The standard the take was made to: that of the card in its snapshot."""
    plan = (take.snapshot.get("card") or {}).get("plan") or (card.plain() if card else {})
    found = {one.check: one for one in seen}
    return tuple(
        Judged(each["text"], each.get("check", ""), found.get(each.get("check", "")))
        for each in plan.get("standard", ())
    )


def _references(snapshot: Mapping[str, Any], assets: Mapping[str, Asset]) -> tuple[Pulled, ...]:
    return tuple(
        Pulled(asset, assets[asset].name if asset in assets else asset, role, fate.says, fate.files)
        for (asset, role), fate in cited.by_role(snapshot).items()
    )


def _cut_from(snapshot: Mapping[str, Any]) -> CutFrom | None:
    part = snapshot.get(cited.PART)
    return CutFrom(part["of"], part["start"], part["end"], cited.where_cut(snapshot)) if part else None


def _children(session: Session, project_id: UUID, take: Take) -> list[str]:
    """The takes that mend it in a later pass; of a run those that were cut from it."""
    parts = [f"shot:{code}" for code in take.snapshot.get(together.KIND, ())]
    of = (cited.PART, "of") if parts else (passes.KEY, "parent")
    own = (Take.project_id == project_id, Take.subject.in_(parts or [take.subject]))
    wanted = select(Take.code).where(*own, Take.snapshot[of].as_string() == take.code)
    return list(session.scalars(wanted.order_by(Take.subject, Take.number)))


def _continuity(plan: _Plan, card: Card, assets: Mapping[str, Asset]) -> tuple[Kept, ...]:
    """The people and things of the card, each with what is locked and how it was last seen."""
    place = plan.order.index(card.code)
    earlier = [plan.cards[code][1] for code in reversed(plan.order[:place])]
    states = {part.asset: part.state for part in card.subjects}
    named = [code for code in card.assets if code in assets and assets[code].kind is not AssetKind.VOICE]
    return tuple(_kept(assets[code], states.get(code, ""), earlier) for code in named)


def _kept(asset: Asset, here: str, earlier: Iterable[Card]) -> Kept:
    for card in earlier:
        for part in card.subjects:
            if part.asset == asset.id:
                said = "; ".join(filter(None, (part.state, part.end)))
                return Kept(asset.id, asset.name, asset.kind, asset.locked, here, card.code, said)
    return Kept(asset.id, asset.name, asset.kind, asset.locked, here, "", "")


def _seen(row: Any) -> Seen:
    spans = tuple((span["start"], span["end"]) for span in row.frames)
    return Seen(row.check, row.outcome, row.says, spans, tuple(row.evidence))
