"""The story card of a production, read and changed at the desk."""

from typing import Annotated

from pydantic import Field
from sqlalchemy.orm import Session

from rushes.craft.cards.card import Value
from rushes.craft.production.brief import Brief
from rushes.craft.story.card import Premise, Story
from rushes.delivery import folder
from rushes.delivery.errors import StoryChanged, TooLong
from rushes.governance import record
from rushes.kernel import hashing
from rushes.kernel.ids import Subject
from rushes.projects import service as projects
from rushes.projects.tables import Project

LONGEST = 1 << 20
Told = Annotated[str, Field(max_length=5000)]


class StoryCard(Value):
    """What a film is about and for whom, its story, its length in seconds, and what a grave doubt about it can do."""

    title: Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]
    type: Annotated[str, Field(max_length=200)]
    logline: Told
    goal: Told
    audience: Told
    runtime: Annotated[float, Field(gt=0, le=36000)] | None
    story: Story
    premise: Premise


def card(project: Project) -> StoryCard:
    """What a production's brief says of its story."""
    brief = folder.brief_of(project)
    said = {name: getattr(brief, name) for name in StoryCard.model_fields if name != "premise"}
    return StoryCard.model_validate(said | {"premise": brief.rules.premise})


def seen(card: StoryCard) -> str:
    """What a card says, as a digest: whoever edits it says which one they saw."""
    return hashing.digest(card.model_dump(mode="json"))


def tell(session: Session, project: Project, told: StoryCard, who: str, as_seen: str = "") -> StoryCard:
    """
    Make a production's brief say this, with an event in the record that names what changed.

    Raises:
        TooLong: it is more than a card can be.
        StoryChanged: the card is another than was seen, where that is said.
    """
    if (size := len(told.model_dump_json())) > LONGEST:
        raise TooLong(f"The story card has {size:,} bytes; one has at most {LONGEST:,}: put the rest in the script.")
    session.refresh(project, with_for_update=True)
    before = card(project)
    if as_seen and as_seen != seen(before):
        raise StoryChanged("Somebody told the story otherwise since you opened it: look at it and tell yours again.")
    changed = [name for name in StoryCard.model_fields if getattr(told, name) != getattr(before, name)]
    if changed:
        projects.revise(session, project, _brief(project, told).model_dump(mode="json"))
        body = {"changed": changed}
        record.write(session, project.id, who, "story.told", Subject("project", str(project.id)), body)
    return card(project)


def _brief(project: Project, told: StoryCard) -> Brief:
    brief = folder.brief_of(project)
    said = {name: getattr(told, name) for name in StoryCard.model_fields if name != "premise"}
    rules = brief.rules.model_copy(update={"premise": told.premise})
    return Brief.model_validate(brief.model_copy(update=said | {"rules": rules}).model_dump())
