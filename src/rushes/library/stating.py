"""What a folder says of how an asset stands, taken over where nobody at the desk has said anything of it yet."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from rushes.governance import record
from rushes.kernel.ids import Subject
from rushes.library import service
from rushes.library.rules import State
from rushes.library.tables import Standing

GROUNDS = ("use", "granted_by", "said_by")
OVERRIDE = ("override", "override_by")


def stand(
    session: Session, project_id: UUID, code: str, state: State, approved_by: str, said: Mapping[str, str], who: str
) -> None:
    """
    Let an asset stand as a folder says: its state, grounds and override, each where the desk is silent.

    Raises:
        NoSuchEntry: the library has none of that id.
    """
    row, held = service.newest(session, project_id, code), service.standing(session, project_id, code)
    taken = [_state(held, state, approved_by, service.digest(row.data))]
    taken += [_fill(held, names, said) for names in (GROUNDS, OVERRIDE)]
    if any(taken):
        session.flush()
        record.write(session, project_id, who, "asset.standing_brought", Subject("asset", code), {"state": state})


def _state(held: Standing, state: State, approved_by: str, digest: str) -> bool:
    if held.retired or held.approved or state is State.DRAFT:
        return False
    held.retired = state is State.RETIRED
    held.approved, held.approved_by = ("" if held.retired else digest), approved_by
    return True


def _fill(held: Standing, names: tuple[str, ...], said: Mapping[str, str]) -> bool:
    if any(getattr(held, name) for name in names) or not any(said[name] for name in names):
        return False
    for name in names:
        setattr(held, name, said[name])
    return True
