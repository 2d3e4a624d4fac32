"""Who belongs to a production: added, given another role, removed; never so that nobody owns it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.errors import NoSuchMember
from rushes.accounts.rules import Right, Role
from rushes.governance import record
from rushes.governance.errors import LastOwner, OnlyOwners
from rushes.kernel.ids import Subject


@dataclass(frozen=True)
class Member:
    """A person and their role in a production."""

    name: str
    role: Role


def listed(session: Session, project_id: UUID) -> list[Member]:
    """Everybody, those with the most rights first."""
    order = list(Role)
    found = [Member(name, role) for name, role in accounts.roles(session, project_id).items()]
    return sorted(found, key=lambda one: (order.index(one.role), one.name.lower()))


def give(session: Session, project_id: UUID, name: str, role: Role, who: str) -> bool:
    """
    Give a person a role, whether they are new here or not; False where they have it already.

    Raises:
        NotYours: who gives it may not.
        OnlyOwners: it makes an owner, or takes that from one, and who gives it is none.
        LastOwner: nobody would own the production.
    """
    was = _held(session, project_id, name, who)
    if was is role:
        return False
    _refuse(session, project_id, name, role, who)
    accounts.place(session, project_id, name, role)
    verb, body = ("member.changed", {"role": role, "was": was}) if was else ("member.added", {"role": role})
    record.write(session, project_id, who, verb, Subject("person", name), body)
    return True


def remove(session: Session, project_id: UUID, name: str, who: str) -> None:
    """
    Take a person out; what they did stays on record. See `give`.

    Raises:
        NoSuchMember: nobody of that name is here.
    """
    was = _held(session, project_id, name, who)
    if was is None:
        raise NoSuchMember(f"Nobody here is called {name}.")
    _refuse(session, project_id, name, None, who)
    accounts.leave(session, project_id, name)
    record.write(session, project_id, who, "member.removed", Subject("person", name), {"was": was})


def _held(session: Session, project_id: UUID, name: str, who: str) -> Role | None:
    """The role a person has, while nobody else changes one."""
    accounts.hold(session, project_id)
    accounts.demand(session, project_id, who, Right.ALLOT)
    return accounts.role(session, project_id, name)


def _refuse(session: Session, project_id: UUID, name: str, role: Role | None, who: str) -> None:
    roles = accounts.roles(session, project_id)
    if Role.OWNER in {role, roles.get(name)} and roles.get(who) is not Role.OWNER:
        raise OnlyOwners("Only an owner makes somebody an owner, or takes that away. Ask one.")
    owners = {person for person, held in roles.items() if held is Role.OWNER}
    if role is not Role.OWNER and owners == {name}:
        raise LastOwner(f"{name} is the only owner: make somebody else an owner first.")
