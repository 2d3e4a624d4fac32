"""
Readers of a story: what a language model that knows nothing else understood of it, asked through the gateway.

Each reading is a draft like any other, kept with its question and its whole answer. A question that was answered is not
asked again while the story is as it was; a reader may abstain, and too few readers judge nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from rushes.craft.story import desk, judging
from rushes.craft.story.findings import Finding, cannot_judge
from rushes.craft.story.material import Material
from rushes.craft.story.question import Answer, Unbuildable, Wish
from rushes.delivery import drafting, premise
from rushes.delivery.drafting import Draft
from rushes.generation.rules import State
from rushes.generation.tables import Order
from rushes.generation.tools import Tools
from rushes.projects.tables import Project
from rushes.storage.blobs import Blobs

READERS = 3
RETELL, RANKING, ORDERING = "retell", "ranking", "ordering"


def wishes(kind: str) -> list[Wish]:
    """How often a kind of question is asked, and with which chance: independent readings in an order of their own."""
    if kind == RETELL:
        return [Wish()]
    if kind == RANKING:
        return [Wish(reading=number) for number in range(1, READERS + 1)]
    return [Wish(seed=number) for number in range(1, READERS + 1)]


def ask(session: Session, project: Project, tools: Tools, who: str) -> list[Order]:
    """
    Order every reading that can be made of the story as it is and that nobody was asked for yet.

    Raises:
        NotYours, NoLanguageModel: the person may not generate, or nothing is set up to ask.
    """
    material = premise.material(session, project)
    return [
        drafting.ask(session, project, kind, wish, tools, who)
        for kind in (RETELL, RANKING, ORDERING)
        for wish in wishes(kind)
        if _can_be_asked(kind, material, wish) and not _is_asked(session, project, kind, material, wish)
    ]


def findings(session: Session, project: Project, blobs: Blobs) -> tuple[Finding, ...]:
    """What the readers of the story as it is say of it, by question; what was not asked cannot be judged."""
    material = premise.material(session, project)
    drafts = drafting.every(session, project, blobs)
    return tuple(
        replace(finding, check=kind)
        for kind in (RETELL, RANKING, ORDERING)
        for finding in _judged(kind, material, list(_answers(kind, material, drafts)))
    )


def _judged(kind: str, material: Material, answers: Sequence[tuple[Wish, Answer]]) -> list[Finding]:
    if not answers:
        return cannot_judge(_why_not(kind, material), "ask the readers with `rushes premise --ask`")
    if kind == RETELL:
        return judging.retold(material.story, answers[0][1])
    judge = judging.ranked if kind == RANKING else judging.ordered
    return judge(material, answers)


def _answers(kind: str, material: Material, drafts: Sequence[Draft]) -> Iterator[tuple[Wish, Answer]]:
    """The newest readable answer to each question as it would be put now."""
    for wish in wishes(kind):
        asked = _prompt(kind, material, wish)
        found = [draft for draft in drafts if draft.take.snapshot["request"]["prompt"] == asked and draft.kind == kind]
        readable = [draft.answer for draft in found if draft.answer]
        if asked and readable:
            yield wish, readable[-1]


def _is_asked(session: Session, project: Project, kind: str, material: Material, wish: Wish) -> bool:
    question = desk.build(kind, material, wish)
    orders = drafting.orders_of(session, project, question.of)
    lives = [order for order in orders if State(order.state) not in drafting.CAME_TO_NOTHING]
    return any(order.request["prompt"] == question.user for order in lives)


def _can_be_asked(kind: str, material: Material, wish: Wish) -> bool:
    return bool(_prompt(kind, material, wish))


def _prompt(kind: str, material: Material, wish: Wish) -> str:
    try:
        return desk.build(kind, material, wish).user
    except Unbuildable:
        return ""


def _why_not(kind: str, material: Material) -> str:
    try:
        desk.build(kind, material, wishes(kind)[0])
    except Unbuildable as error:
        return error.detail
    return "No reader was asked about the story as it is now."
