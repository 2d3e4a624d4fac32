"""What one can do with people: know them by name, give them a role, ask whether they may."""

from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from rushes.accounts import rules
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right, Role
from rushes.accounts.tables import Member, Person
from rushes.db.base import table

_MEMBER, _PERSON = table(Member), table(Person)
_ROLE = select(_MEMBER.c.role).where(
    _MEMBER.c.person_id == _PERSON.c.id,
    _MEMBER.c.project_id == bindparam("project"),
    _PERSON.c.name == bindparam("name"),
)


def named(session: Session, name: str) -> Person:
    """The person of that name, made known if they are new."""
    session.execute(insert(Person).values(name=name).on_conflict_do_nothing(index_elements=["name"]))
    return session.scalars(select(Person).where(Person.name == name)).one()


def join(session: Session, project_id: UUID, name: str, role: Role) -> None:
    """Give a person a role in a production; one who has a role keeps it."""
    values = {"project_id": project_id, "person_id": named(session, name).id, "role": role}
    session.execute(insert(Member).values(values).on_conflict_do_nothing())


def place(session: Session, project_id: UUID, name: str, role: Role) -> None:
    """Give a person a role in a production in place of any they have."""
    session.merge(Member(project_id=project_id, person_id=named(session, name).id, role=role))
    session.flush()


def leave(session: Session, project_id: UUID, name: str) -> None:
    """Take a person's role away; one who has none is left alone."""
    if member := session.get(Member, (project_id, named(session, name).id)):
        session.delete(member)
        session.flush()


def hold(session: Session, project_id: UUID) -> None:
    """Keep everybody else who would change a role of a production waiting until the transaction ends."""
    wanted = select(Member.role).where(Member.project_id == project_id, Member.role == Role.OWNER)
    session.execute(wanted.order_by(Member.person_id).with_for_update())


def demand(session: Session, project_id: UUID, name: str, right: Right) -> Person:
    """
    The person, if their role in the production reaches the right.

    Raises:
        NotYours: it does not, or they have no role there.
    """
    person = named(session, name)
    member = session.get(Member, (project_id, person.id))
    if member is None:
        raise NotYours(f"{name} has no role in this production; ask its owner for one.", right=right)
    if not rules.may(Role(member.role), right):
        raise NotYours(f"{name} is {member.role} here and may not {right}.", role=member.role, right=right)
    return person


def role(session: Session, project_id: UUID, name: str) -> Role | None:
    """A person's role in a production; None for who has none there."""
    session.flush()
    found = session.connection().execute(_ROLE, {"project": project_id, "name": name}).scalar()
    return Role(found) if found else None


def roles(session: Session, project_id: UUID) -> dict[str, Role]:
    """Everybody's role in a production, by name."""
    wanted = select(Person.name, Member.role).join(Member).where(Member.project_id == project_id).order_by(Person.name)
    return {name: Role(role) for name, role in session.execute(wanted)}


def projects_of(session: Session, name: str) -> set[UUID]:
    """The productions in which a person has a role."""
    return set(session.scalars(select(Member.project_id).join(Person).where(Person.name == name)))
