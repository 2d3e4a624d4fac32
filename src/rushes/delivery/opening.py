"""A production opened with a script alone that has no folder: what is missing is proposed, and who sends it owns it."""

from uuid import uuid4

from sqlalchemy.orm import Session

from rushes.craft.production import folder as productions
from rushes.craft.production.brief import Brief
from rushes.craft.production.folder import Production
from rushes.craft.screenplay import breakdown
from rushes.craft.screenplay.elements import Screenplay
from rushes.delivery import folder
from rushes.projects.tables import Project

UNTITLED = "Untitled"
LONGEST_TITLE = 200


def opened(session: Session, screenplay: Screenplay, title: str, who: str) -> Project:
    """
    A new production of a script, called what is said, else what its title page says.

    Raises:
        NoScene, InvalidFile: it cannot be planned.
    """
    named = title.strip() or breakdown.breakdown(screenplay).title.strip() or UNTITLED
    stated = productions.complete(Production(Brief(title=named[:LONGEST_TITLE]), screenplay))
    return folder.adopt(session, stated, f"web:{uuid4()}", who)


def opened_folder(session: Session, stated: Production, who: str) -> Project:
    """A new production as its folder says it."""
    return folder.adopt(session, stated, f"web:{uuid4()}", who)
