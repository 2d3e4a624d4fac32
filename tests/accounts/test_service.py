"""People and their roles in a production."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from rushes.accounts import service
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Right, Role
from rushes.accounts.tables import Member, Person
from rushes.projects import service as projects


@pytest.fixture
def film(session: Session) -> UUID:
    return projects.adopt(session, f"/films/{uuid4()}", "Film", {}).id


def test_one_name_is_one_person(session: Session) -> None:
    assert service.named(session, "Ada").id == service.named(session, "Ada").id != service.named(session, "Bo").id


def test_a_role_opens_what_it_reaches(session: Session, film: UUID) -> None:
    service.join(session, film, "Ada", Role.EDITOR)

    assert service.demand(session, film, "Ada", Right.CUT).name == "Ada"
    with pytest.raises(NotYours, match=r"Ada is editor here and may not approve\.") as caught:
        service.demand(session, film, "Ada", Right.APPROVE)
    assert caught.value.status == 403


def test_a_stranger_may_not_even_look(session: Session, film: UUID) -> None:
    with pytest.raises(NotYours, match="no role in this production"):
        service.demand(session, film, "Eve", Right.VIEW)


def test_who_has_a_role_keeps_it_and_has_it_only_there(session: Session, film: UUID) -> None:
    other = projects.adopt(session, f"/films/{uuid4()}", "Film", {}).id
    service.join(session, film, "Ada", Role.VIEWER)
    service.join(session, film, "Ada", Role.OWNER)
    service.join(session, other, "Bo", Role.OWNER)

    with pytest.raises(NotYours):
        service.demand(session, film, "Ada", Right.COMMENT)
    assert service.projects_of(session, "Ada") == {film}
    assert service.projects_of(session, "Nobody") == set()


def test_everybodys_role_is_known_by_name(session: Session, film: UUID) -> None:
    service.join(session, film, "Bo", Role.EDITOR)
    service.join(session, film, "Ada", Role.OWNER)

    assert service.roles(session, film) == {"Ada": Role.OWNER, "Bo": Role.EDITOR}
    assert service.role(session, film, "Bo") is Role.EDITOR
    assert service.role(session, film, "Eve") is None


def test_a_role_that_is_none_and_a_person_without_a_name_are_refused(session: Session, film: UUID) -> None:
    person = service.named(session, "Ada")
    with pytest.raises(IntegrityError, match="role_known"), session.begin_nested():
        session.add(Member(project_id=film, person_id=person.id, role="king"))
    with pytest.raises(IntegrityError, match="named"), session.begin_nested():
        session.add(Person(name=""))
