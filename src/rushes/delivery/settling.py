"""The settings of a production at the desk: what it is called, its format, its house rules, who makes its pictures."""

from typing import Annotated

from pydantic import Field
from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.rules import Right
from rushes.craft.cards.card import Value
from rushes.craft.production.brief import Brief, Choice, Format, Rules, Sound
from rushes.delivery import folder
from rushes.delivery.errors import FormatFixed, SettingsChanged, TooLong
from rushes.generation import service as generation
from rushes.generation.errors import UnknownProvider
from rushes.generation.rules import State
from rushes.generation.tools import tools
from rushes.governance import record
from rushes.kernel import hashing
from rushes.kernel.ids import Subject
from rushes.projects import service as projects
from rushes.projects.tables import Project

LONGEST = 20_000


class Settings(Value):
    """What of a brief is no story: the story card tells that, and the budget what may be spent."""

    title: Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]
    type: Annotated[str, Field(max_length=80)]
    author: Annotated[str, Field(max_length=200)]
    disclosure: str
    format: Format
    rules: Rules
    provider: Choice
    sound: Sound


def settings(project: Project) -> Settings:
    """The settings as they are."""
    brief = folder.brief_of(project)
    return Settings.model_validate({name: getattr(brief, name) for name in Settings.model_fields})


def version(now: Settings) -> str:
    """What settings are known by, so that nobody overwrites what they have not seen."""
    return hashing.digest(now.model_dump(mode="json"))


def is_fixed(session: Session, project: Project) -> bool:
    """Whether clips were made, whose frames are counted at the production's rate."""
    return generation.counted(session, project.id).get(State.DONE, 0) > 0


def settle(session: Session, project: Project, said: Settings, seen: str, who: str) -> Settings:
    """
    Make a production's settings say this, with an event that names what changed.

    Raises:
        NotYours: the person may not; house rules are for who has the money in hand.
        SettingsChanged: somebody changed them since they were seen.
        FormatFixed: the frame rate, once clips were made at it.
        UnknownProvider: there is none of that id.
        UnknownCheck: takes are to pass a check that there is not.
        TooLong: it is more than settings can be.
    """
    accounts.demand(session, project.id, who, Right.APPROVE)
    session.refresh(project, with_for_update=True)
    now = settings(project)
    changed = [name for name in Settings.model_fields if getattr(now, name) != getattr(said, name)]
    if not changed:
        return now
    if version(now) != seen:
        raise SettingsChanged("Somebody changed these settings since you opened them; look at them again.")
    if "rules" in changed:
        accounts.demand(session, project.id, who, Right.ALLOT)
    _refuse(session, project, now, said)
    brief = folder.brief_of(project).model_dump(mode="json") | said.model_dump(mode="json")
    projects.revise(session, project, Brief.model_validate(brief).model_dump(mode="json"))
    body = {"changed": changed}
    record.write(session, project.id, who, "project.settled", Subject("project", str(project.id)), body)
    return settings(project)


def _refuse(session: Session, project: Project, now: Settings, said: Settings) -> None:
    if (size := len(said.model_dump_json())) > LONGEST:
        raise TooLong(f"These settings have {size:,} bytes; they may have {LONGEST:,}: shorten the rules.")
    if said.format.rate != now.format.rate and is_fixed(session, project):
        says = f"Clips were made at {now.format.rate} frames a second: the rate stays."
        raise FormatFixed(f"{says} Open the script as another production to shoot at {said.format.rate}.")
    folder.check_rules(said.rules)
    specs = tools().specs
    chosen = {name for name in (said.provider.video, said.provider.draft) if name}
    was = {now.provider.video, now.provider.draft}
    for name in sorted(chosen - specs.keys() - was):
        raise UnknownProvider(f"There is no provider {name!r}. There are: {', '.join(specs)}.")
