"""
Drafts of texts: asked of a language model through the gateway, and only drafts until a person keeps or rejects them.

A draft is a take of a text. Keeping one changes the production and says whose words those are; rejecting one changes
nothing. Both need a reason, and both stay on record with the question and the whole answer.
"""

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.rules import Right
from rushes.craft.story import desk
from rushes.craft.story.question import Answer, Unreadable, Wish
from rushes.delivery import keeping, premise
from rushes.delivery.errors import DraftDecided, NoLanguageModel, NotKept
from rushes.generation import compose, gateway
from rushes.generation import service as generation
from rushes.generation.rules import OVER
from rushes.generation.rules import State as Under
from rushes.generation.tables import Order
from rushes.generation.tools import Tools
from rushes.governance import record
from rushes.kernel.ids import Subject
from rushes.kernel.money import Money
from rushes.projects.tables import Project
from rushes.providers.base import Makes, Spec
from rushes.review import service as review
from rushes.review.rules import By
from rushes.review.rules import State as Verdict
from rushes.review.service import Opinion
from rushes.storage.blobs import Blobs
from rushes.story import service as story
from rushes.takes import service as takes
from rushes.takes.tables import Take

DRAFT = "draft"


class State(StrEnum):
    """What became of a draft."""

    DRAFT = "draft"
    KEPT = "kept"
    REJECTED = "rejected"


CAME_TO_NOTHING = OVER - {Under.DONE}
STATES = {Verdict.APPROVED: State.KEPT, Verdict.REJECTED: State.REJECTED}


@dataclass(frozen=True)
class Draft:
    """
    A draft as it is shown: its words as read, or why they cannot be read, and what was decided about it.

    `answer` is None while it cannot be read; `model` is the one that answered, by the service's own name.
    """

    take: Take
    kind: str
    answer: Answer | None
    unreadable: str
    state: State
    reason: str
    who: str
    provider: str
    model: str
    cost: Money

    @property
    def code(self) -> str:
        """Its code, such as LOGLINE-T01."""
        return self.take.code


def ask(session: Session, project: Project, kind: str, wish: Wish, tools: Tools, who: str, provider: str = "") -> Order:
    """
    Order a draft of a kind; asking again is another draft.

    Raises:
        NotYours: the person may not generate.
        NoLanguageModel: none is set up.
        NoQuestion, Unbuildable: it cannot be asked of this production.
    """
    accounts.demand(session, project.id, who, Right.GENERATE)
    spec = writer(tools, provider)
    question = desk.build(kind, premise.material(session, project), wish)
    before = orders_of(session, project, question.of)
    script = story.newest(session, project.id)
    about = {"revision": script.revision if script else None, "wish": _plain(wish)}
    composed = compose.text(question, spec, len(before) + 1, tools.asked(spec.id, Makes.TEXT), about)
    return gateway.order(session, project.id, composed, spec, who)


def orders_of(session: Session, project: Project, of: str) -> list[Order]:
    """Every order of a draft of one thing (`LOGLINE`), oldest first."""
    subject = str(Subject(DRAFT, of))
    return [order for order in generation.of_project(session, project.id) if order.subject == subject]


def writer(tools: Tools, provider: str = "") -> Spec[Any]:
    """The language model that is set up: the one named, else the first. NoLanguageModel."""
    able = [id for id, spec in tools.specs.items() if spec.making(Makes.TEXT) and tools.asks.get(id)]
    wanted = [id for id in able if provider in ("", id)]
    if not wanted:
        known = f" There are: {', '.join(able)}." if able else ""
        raise NoLanguageModel(
            f"No language model{f' {provider!r}' if provider else ''} is set up: name one in `model` under "
            f"[providers.chat] of rushes.toml.{known}"
        )
    return tools.specs[wanted[0]]


def every(session: Session, project: Project, blobs: Blobs) -> list[Draft]:
    """Every draft of a production, the oldest first."""
    made = sorted(takes.every(session, project.id, DRAFT), key=lambda take: take.made_at)
    said = review.standing(session, [take.id for take in made])
    orders = {order.id: order for order in generation.many(session, [take.order_id for take in made])}
    return [_draft(take, said.get(take.id), orders[take.order_id], blobs) for take in made]


def one(session: Session, project: Project, code: str, blobs: Blobs) -> Draft:
    """The draft of that code. NoSuchTake."""
    take = takes.coded(session, project.id, code)
    if Subject.of(take.subject).kind != DRAFT:
        raise NotKept(f"{code} is no draft of a text: give it a verdict with `rushes verdict`.")
    said = review.standing(session, [take.id])
    return _draft(take, said.get(take.id), generation.one(session, take.order_id), blobs)


def keep(
    session: Session, project: Project, code: str, reason: str, who: str, blobs: Blobs, option: int | None = None
) -> str:
    """
    Keep a draft: the production says it from now on. Gives what changed, as a sentence.

    Args:
        option: which of several options, from 1.

    Raises:
        NotYours: the person may not cut.
        DraftDecided: it was kept or rejected before.
        NotKept: it cannot be read, the model abstained, it changes nothing by itself, or no reason is given.
        Overtaken: the script was revised since it was drafted.
    """
    accounts.demand(session, project.id, who, Right.CUT)
    draft = _open(session, project, code, reason, blobs)
    if draft.answer is None or draft.answer.abstained:
        raise NotKept(f"{code} cannot be kept: {draft.unreadable or 'the model gave no draft'}.")
    changed = keeping.keep(session, project, keeping.Kept(draft.take, draft.answer, draft.model, who, reason, option))
    _decide(session, project, draft, Verdict.APPROVED, reason, who)
    return changed


def reject(session: Session, project: Project, code: str, reason: str, who: str, blobs: Blobs) -> None:
    """Reject a draft; nothing changes. NotYours, DraftDecided, NotKept (no reason)."""
    accounts.demand(session, project.id, who, Right.COMMENT)
    draft = _open(session, project, code, reason, blobs)
    _decide(session, project, draft, Verdict.REJECTED, reason, who)


def _open(session: Session, project: Project, code: str, reason: str, blobs: Blobs) -> Draft:
    """A draft that is still to be decided, which one person at a time does up to the end of the transaction."""
    takes.hold(session, takes.coded(session, project.id, code))
    draft = one(session, project, code, blobs)
    if not reason.strip():
        raise NotKept("Say why, in a few words: the reason stays with the draft.")
    if draft.state is not State.DRAFT:
        raise DraftDecided(f"{code} was {draft.state} by {draft.who}: {draft.reason}")
    return draft


def _decide(session: Session, project: Project, draft: Draft, state: Verdict, reason: str, who: str) -> None:
    review.decide(session, draft.take.id, state, By.PERSON, who, Opinion(note=reason))
    body = {"reason": reason, "kind": draft.kind, "media": draft.take.media}
    record.write(session, project.id, who, f"draft.{STATES[state]}", Subject("take", draft.code), body)


def _draft(take: Take, said: Any, order: Order, blobs: Blobs) -> Draft:
    kind = str(take.snapshot["kind"])
    answer, unreadable = _read(kind, blobs.read(take.media).decode("utf-8"))
    return Draft(
        take=take,
        kind=kind,
        answer=answer,
        unreadable=unreadable,
        state=STATES.get(said.state, State.DRAFT) if said else State.DRAFT,
        reason=said.note if said else "",
        who=said.who if said else "",
        provider=order.provider,
        model=str(order.output.get("reported", {}).get("model") or order.request["settings"].get("model", "")),
        cost=Money(order.cost_micros or 0, order.currency or "USD"),
    )


def _read(kind: str, text: str) -> tuple[Answer | None, str]:
    try:
        return desk.read(kind, text), ""
    except Unreadable as error:
        return None, error.detail


def _plain(wish: Wish) -> Mapping[str, Any]:
    return {**vars(wish), "span": astuple(wish.span) if wish.span else None}
