"""The library says what the files say; a change is a version."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from rushes.craft.cards.asset import Clearance
from rushes.library import service
from rushes.library.tables import AssetRow
from rushes.projects import service as projects
from tests.making import asset


@pytest.fixture
def film(session: Session) -> UUID:
    return projects.adopt(session, f"/films/{uuid4()}", "Film", {}).id


def rows(session: Session, film: UUID) -> int:
    return session.scalar(select(func.count()).where(AssetRow.project_id == film)) or 0


def test_adopting_the_same_again_changes_nothing(session: Session, film: UUID) -> None:
    for _ in range(3):
        service.adopt(session, film, [asset("CH-ADA"), asset("PR-KEY", kind="prop")])

    assert service.versions(session, film) == {"CH-ADA": 1, "PR-KEY": 1}
    assert rows(session, film) == 2


def test_any_change_of_its_words_is_a_new_version_and_the_old_one_stays(session: Session, film: UUID) -> None:
    service.adopt(session, film, [asset("CH-ADA")])
    service.adopt(session, film, [asset("CH-ADA", locked="red coat")])

    assert service.versions(session, film) == {"CH-ADA": 2}
    assert service.listed(session, film)["CH-ADA"].locked == "red coat"
    assert rows(session, film) == 2


def test_a_clearance_changes_no_version(session: Session, film: UUID) -> None:
    service.adopt(session, film, [asset("CH-ADA")])
    service.adopt(session, film, [asset("CH-ADA", clearance=Clearance.CLEARED)])

    assert service.versions(session, film) == {"CH-ADA": 1}
    assert service.listed(session, film)["CH-ADA"].clearance is Clearance.CLEARED


def test_words_that_are_put_back_are_the_version_they_were(session: Session, film: UUID) -> None:
    for locked in ("red coat", "blue coat", "red coat"):
        service.adopt(session, film, [asset("CH-ADA", locked=locked)])

    assert service.versions(session, film) == {"CH-ADA": 1}
    assert service.newest(session, film, "CH-ADA").version == 3


def test_what_is_gone_is_no_longer_listed_and_comes_back_as_it_was(session: Session, film: UUID) -> None:
    service.adopt(session, film, [asset("CH-ADA"), asset("CH-BO")])
    service.adopt(session, film, [asset("CH-BO")])
    assert list(service.listed(session, film)) == ["CH-BO"]
    assert service.versions(session, film) == {"CH-ADA": 1, "CH-BO": 1}

    service.adopt(session, film, [asset("CH-ADA"), asset("CH-BO")])
    assert list(service.listed(session, film)) == ["CH-ADA", "CH-BO"]
    assert service.versions(session, film)["CH-ADA"] == 1


def test_what_was_gone_and_comes_back_changed_is_a_new_version(session: Session, film: UUID) -> None:
    service.adopt(session, film, [asset("CH-ADA")])
    service.adopt(session, film, [])
    service.adopt(session, film, [asset("CH-ADA", name="Ada L.")])

    assert service.listed(session, film)["CH-ADA"].name == "Ada L."
    assert service.versions(session, film) == {"CH-ADA": 2}


def test_productions_have_libraries_of_their_own(session: Session, film: UUID) -> None:
    other = projects.adopt(session, f"/films/{uuid4()}", "Film", {}).id
    service.adopt(session, film, [asset("CH-ADA")])
    service.adopt(session, other, [])

    assert list(service.listed(session, film)) == ["CH-ADA"]


@pytest.mark.parametrize("version", [0, 1])
def test_a_version_that_cannot_be_is_refused(session: Session, film: UUID, version: int) -> None:
    service.adopt(session, film, [asset("CH-ADA")])
    row = AssetRow(project_id=film, code="CH-ADA", version=version, digest="", data={})

    with pytest.raises(IntegrityError, match=r"uq_assets_version|version_positive"), session.begin_nested():
        session.add(row)
