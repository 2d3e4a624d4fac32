"""The plan says what the files say; a changed card is a version, a shot's code is never given to another."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from rushes.projects import service as projects
from rushes.shots import service
from rushes.shots.errors import NoSuchShot
from rushes.shots.tables import CardRow, Shot
from tests.making import card


@pytest.fixture
def film(session: Session) -> UUID:
    return projects.adopt(session, f"/films/{uuid4()}", "Film", {}).id


def plan(session: Session, film: UUID) -> list[tuple[str, int]]:
    return [(one.card.code, one.version) for one in service.planned(session, film)]


def test_adopting_the_same_again_changes_nothing(session: Session, film: UUID) -> None:
    for _ in range(3):
        service.adopt_cards(session, film, [card("S01-SH01"), card("S01-SH02")])

    assert plan(session, film) == [("S01-SH01", 1), ("S01-SH02", 1)]


def test_only_the_card_that_changed_has_a_new_version(session: Session, film: UUID) -> None:
    service.adopt_cards(session, film, [card("S01-SH01"), card("S01-SH02")])
    service.adopt_cards(session, film, [card("S01-SH01"), card("S01-SH02", seconds=1)])

    assert plan(session, film) == [("S01-SH01", 1), ("S01-SH02", 2)]
    assert service.coded(session, film, "S01-SH02").card.seconds == 1


def test_a_shot_that_is_gone_is_not_planned_and_comes_back_as_itself(session: Session, film: UUID) -> None:
    service.adopt_cards(session, film, [card("S01-SH01"), card("S01-SH02")])
    before = service.coded(session, film, "S01-SH01").shot_id
    service.adopt_cards(session, film, [card("S01-SH02")])
    assert plan(session, film) == [("S01-SH02", 1)]
    with pytest.raises(NoSuchShot, match=r"no shot S01-SH01\. There are: S01-SH02\."):
        service.coded(session, film, "S01-SH01")

    service.adopt_cards(session, film, [card("S01-SH01"), card("S01-SH02")])
    assert plan(session, film) == [("S01-SH01", 1), ("S01-SH02", 1)]
    assert service.coded(session, film, "S01-SH01").shot_id == before


def test_shots_stand_in_the_order_of_the_plan_whatever_their_codes(session: Session, film: UUID) -> None:
    order = ["S02-SH01", "S01-SH02A", "S01-SH10", "S01-SH01"]
    service.adopt_cards(session, film, map(card, sorted(order)))
    service.adopt_cards(session, film, map(card, order))

    assert [code for code, _ in plan(session, film)] == order


def told(*codes: str) -> list[tuple[str, str, dict[str, object]]]:
    return [(code, f"INT. {code}", {"location": code}) for code in codes]


def test_scenes_stand_in_story_order_and_a_scene_that_is_cut_is_gone(session: Session, film: UUID) -> None:
    service.adopt_scenes(session, film, told("S01", "S02", "S03"))
    service.adopt_scenes(session, film, [("S03", "EXT. ROOF", {}), *told("S01")])

    found = service.scenes(session, film)
    assert [(code, scene.heading) for code, scene in found.items()] == [("S03", "EXT. ROOF"), ("S01", "INT. S01")]
    assert found["S03"].facts == {}


def test_a_production_keeps_its_scenes_when_another_loses_its_own(session: Session, film: UUID) -> None:
    other = projects.adopt(session, f"/films/{uuid4()}", "Film", {}).id
    service.adopt_scenes(session, film, told("S01"))
    service.adopt_scenes(session, other, [])

    assert list(service.scenes(session, film)) == ["S01"]


def test_a_code_or_version_that_cannot_be_is_refused(session: Session, film: UUID) -> None:
    service.adopt_cards(session, film, [card("S01-SH01")])
    shot = service.coded(session, film, "S01-SH01").shot_id
    with pytest.raises(IntegrityError, match="code_formed"), session.begin_nested():
        session.add(Shot(project_id=film, code="1A", position=0))
    with pytest.raises(IntegrityError, match="uq_shots_code"), session.begin_nested():
        session.add(Shot(project_id=film, code="S01-SH01", position=0))
    with pytest.raises(IntegrityError, match="uq_cards_version"), session.begin_nested():
        session.add(CardRow(shot_id=shot, version=1, digest="", data={}))
