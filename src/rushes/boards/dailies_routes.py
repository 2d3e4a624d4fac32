"""The queue of dailies over HTTP, and a take with all that it is judged by."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right
from rushes.boards import review_queue, take_whole
from rushes.boards.review_queue import Group, Queue
from rushes.boards.take_whole import Whole
from rushes.delivery.dailies_routes import SeenOut
from rushes.http.caller import Asking
from rushes.http.problem import raises
from rushes.http.transaction import Transaction
from rushes.projects import service as projects
from rushes.projects.errors import NoSuchProject
from rushes.review.marks_routes import TickOut, UsableOut
from rushes.review.notes_routes import NoteOut
from rushes.review.rules import Action, Answer, By, Question, State
from rushes.takes import cited
from rushes.takes.errors import NoSuchTake

router = APIRouter(prefix="/api/projects", tags=["review"])
FOLLOWED = ("parent", "failed", "change")


class Out(BaseModel):
    """Read from a value with the same names."""

    model_config = ConfigDict(from_attributes=True)


class DailyRow(Out):
    """
    A take in the queue: what stands and who gave it, how many checks it fails, how many notes are open.

    `action` is how its review ended, if it did; it is `stale` where its shot's card has a newer version.
    """

    take: str
    shot: str
    title: str
    group: str
    number: int
    in_pass: int
    state: State
    by: By | None
    who: str
    action: Action | None
    frames: int
    poster: str
    made_at: datetime
    failed: int
    open: int
    stale: bool


class HeapOut(Out):
    """The takes of one scene, pass or day: how many there are, how many nobody has judged."""

    key: str
    label: str
    takes: int
    unreviewed: int


class QueueOut(Out):
    """The groups of the queue in order, and the takes of the one that is shown (`only`; empty: of all)."""

    by: Group
    only: str
    groups: list[HeapOut]
    takes: list[DailyRow]


class JudgedOut(Out):
    """A criterion of the standard, and what the machine saw where a check is bound to it."""

    text: str
    check: str
    finding: SeenOut | None


class PulledOut(Out):
    """A reference: its role, what became of it, its files."""

    asset: str
    name: str
    role: str
    says: str
    files: list[str]


class KeptOut(Out):
    """What must stay of somebody or something, how it is here, and how it was last seen where."""

    asset: str
    name: str
    kind: str
    locked: str
    here: str
    last_shot: str
    last: str


class SiblingOut(Out):
    """Another take: of the same shot, or the one that stands for a neighbour."""

    take: str
    shot: str
    title: str
    state: State
    number: int
    frames: int
    poster: str


class VerdictOut(Out):
    """A verdict on record; taken back by nobody, it counts until a later one. `held`, it would approve."""

    id: int
    state: State
    by: By
    who: str
    worked: str
    failed: str
    note: str
    next_action: str
    answers: dict[Question, Answer]
    taken_back_by: str
    held: bool
    at: datetime


class SuggestionOut(Out):
    """What a guest would decide."""

    state: State
    text: str
    who: str
    at: datetime


class PassOut(BaseModel):
    """In which pass a take was made, of which take, what had failed there, and the change it tried."""

    number: int
    parent: str
    failed: str
    change: str


class RulesOut(Out):
    """House rules: what counts as a select, what a producer must see, what needs clearance."""

    selects: str
    review: str
    clearance: str


class ApprovalOut(BaseModel):
    """
    How far a take is from being approved: how many people it needs, who approved, who else could (`left`).

    `bar` says why nobody can approve it now; empty where somebody can.
    """

    needed: int
    by: list[str]
    left: list[str]
    bar: str


class PartOut(BaseModel):
    """Of which take of a run, and which of its frames, a take is a part; why it begins where it does."""

    model_config = ConfigDict(from_attributes=True)

    of: str
    start: int
    end: int
    says: str


class WholeOut(BaseModel):
    """A take with all that it is judged by; the `card` is that of its shot as it is now, null where that is gone."""

    take: str
    shot: str
    heading: str
    medium: str
    media: str
    poster: str
    frames: int
    rate: str
    made_at: datetime
    provider: str
    model: str
    seed: int | None
    prompt: str
    negative: str
    cost: str
    part: PartOut | None
    card: dict[str, Any] | None
    card_version: int
    made_of: int
    rules: RulesOut
    approval: ApprovalOut
    verdict: VerdictOut | None
    standard: list[JudgedOut]
    findings: list[SeenOut]
    references: list[PulledOut]
    made_in: PassOut
    siblings: list[SiblingOut]
    children: list[str]
    history: list[VerdictOut]
    notes: list[NoteOut]
    usable: list[UsableOut]
    drift: list[TickOut]
    suggestions: list[SuggestionOut]
    continuity: list[KeptOut]
    before: SiblingOut | None
    after: SiblingOut | None

    @classmethod
    def of(cls, told: Whole) -> "WholeOut":
        """One take."""
        take, asked, made = told.take, told.asked, told.made_in
        provider, model = cited.maker(take.snapshot)
        own = ("medium", "media", "poster", "frames", "made_at")
        same = ("heading", "rate", "card_version", "made_of", "verdict", "standard", "findings", "references")
        more = ("siblings", "children", "history", "usable", "suggestions", "continuity", "before", "after", "rules")
        return cls.model_validate(
            {name: getattr(take, name) for name in own}
            | {name: getattr(told, name) for name in (*same, *more)}
            | {
                "take": take.code,
                "shot": take.subject.partition(":")[2],
                "provider": provider,
                "model": model,
                "part": told.part,
                "seed": take.snapshot.get("seed"),
                "prompt": str(asked.get("prompt", "")),
                "negative": str(asked.get("settings", {}).get("negative", "")),
                "cost": str(told.cost),
                "card": told.card.plain() if told.card else None,
                "made_in": {"number": made["pass"]}
                | {name: made.get(name, "") for name in ("parent", "failed", "change")},
                "notes": list(map(NoteOut.of, told.notes)),
                "approval": {
                    "needed": told.approval.needed,
                    "by": told.approval.by,
                    "left": [name for name in told.deciders if name not in told.approval.by],
                    "bar": told.approval.bar,
                },
                "drift": [{"asset": asset, "what": what} for asset, what in told.drift],
            },
            from_attributes=True,
        )


@router.get("/{project_id}/dailies", responses=raises(NoSuchProject, NotYours))
def read_dailies(
    project_id: UUID,
    caller: Asking,
    session: Transaction,
    by: Group = Group.SCENE,
    only: Annotated[str, Query(max_length=40, description="The group by its key, such as S02; all if not said.")] = "",
) -> QueueOut:
    """The takes of shots as a queue for review, scene by scene, pass by pass or day by day."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    found: Queue = review_queue.queue(session, project.id, by, only)
    return QueueOut.model_validate(found)


@router.get("/{project_id}/takes/{take}/whole", responses=raises(NoSuchProject, NotYours, NoSuchTake))
def read_take(project_id: UUID, take: str, caller: Asking, session: Transaction) -> WholeOut:
    """A take with all that it is judged by, in one answer."""
    project = projects.one(session, project_id)
    accounts.demand(session, project.id, caller.name, Right.VIEW)
    return WholeOut.of(take_whole.whole(session, project, take))
