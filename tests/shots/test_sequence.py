"""Shots are moved, put in, omitted and put back; a code never changes, and what was placed stays there."""

import pytest
from sqlalchemy.orm import Session

from rushes.projects.tables import Project
from rushes.shots import sequence, service
from rushes.shots.errors import NoPlace, NoSuchShot, NotOmitted, UnfitCard
from rushes.shots.sequence import Place
from tests.making import adopted, card, production

CODES = ("S01-SH01", "S01-SH02", "S02-SH01", "S02-SH02")


@pytest.fixture
def film(session: Session) -> Project:
    return adopted(session, production(*map(card, CODES)))


def order(session: Session, film: Project) -> str:
    """The order the shots play in, in short."""
    return " ".join(service.order(session, film.id))


def move(session: Session, film: Project, after: str, *codes: str) -> list[Place]:
    """Move shots behind another."""
    return sequence.move(session, film.id, [Place(codes, after)], "ada")


@pytest.mark.parametrize(
    ("codes", "after", "stands"),
    [
        (["S02-SH02"], "", "S02-SH02 S01-SH01 S01-SH02 S02-SH01"),
        (["S01-SH01"], "S02-SH02", "S01-SH02 S02-SH01 S02-SH02 S01-SH01"),
        (["S02-SH02", "S01-SH01"], "S01-SH02", "S01-SH02 S02-SH02 S01-SH01 S02-SH01"),
        (["S01-SH02"], "S01-SH01", "S01-SH01 S01-SH02 S02-SH01 S02-SH02"),
    ],
)
def test_shots_are_moved_and_moved_back(
    session: Session, film: Project, codes: list[str], after: str, stands: str
) -> None:
    back = move(session, film, after, *codes)
    assert order(session, film) == stands

    sequence.move(session, film.id, back, "ada")
    assert order(session, film) == " ".join(CODES)


def test_a_shot_cannot_stand_behind_itself_or_what_is_not_there(session: Session, film: Project) -> None:
    with pytest.raises(NoPlace, match="cannot stand behind itself"):
        move(session, film, "S01-SH01", "S01-SH01")
    with pytest.raises(NoSuchShot):
        move(session, film, "S09-SH01", "S01-SH01")


def test_what_was_placed_stays_when_the_plan_is_stated_anew(session: Session, film: Project) -> None:
    move(session, film, "S01-SH01", "S02-SH02")
    sequence.omit(session, film.id, ["S01-SH02"], "ada")
    stated = ["S01-SH01", "S01-SH02", "S02-SH01", "S02-SH02", "S02-SH03"]
    service.adopt_cards(session, film.id, map(card, stated))

    assert order(session, film) == "S01-SH01 S02-SH02 S02-SH01 S02-SH03"


@pytest.mark.parametrize(
    ("scene", "after", "code", "stands"),
    [
        ("", "S01-SH01", "S01-SH01A", "S01-SH01 S01-SH01A S01-SH02 S02-SH01 S02-SH02"),
        ("", "S01-SH02", "S01-SH03", "S01-SH01 S01-SH02 S01-SH03 S02-SH01 S02-SH02"),
        ("S01", "", "S01-SH03", "S01-SH01 S01-SH02 S01-SH03 S02-SH01 S02-SH02"),
        ("S02", "S01-SH01", "S02-SH03", "S01-SH01 S02-SH03 S01-SH02 S02-SH01 S02-SH02"),
    ],
)
def test_a_shot_is_put_in_under_a_code_of_its_own(
    session: Session, film: Project, scene: str, after: str, code: str, stands: str
) -> None:
    made = sequence.insert(session, film.id, scene, after, None, "ada")

    assert (made.card.code, made.version, made.card.origin) == (code, 1, "user")
    assert order(session, film) == stands


def test_a_code_that_was_given_is_never_given_again(session: Session, film: Project) -> None:
    first = sequence.insert(session, film.id, "", "S01-SH01", None, "ada").card.code
    sequence.omit(session, film.id, [first], "ada")

    assert sequence.insert(session, film.id, "", "S01-SH01", card(size="CU"), "ada").card.code == "S01-SH01B"


def test_a_shot_is_put_into_a_scene_there_is_with_assets_there_are(session: Session, film: Project) -> None:
    with pytest.raises(NoPlace, match="no scene S07 to put a shot into"):
        sequence.insert(session, film.id, "S07", "", None, "ada")
    with pytest.raises(UnfitCard, match="no CH-BEN"):
        sequence.insert(
            session, film.id, "", "S01-SH01", card(references=[{"asset": "CH-BEN", "role": "identity"}]), "ada"
        )


def test_what_is_omitted_is_put_back_where_it_stood(session: Session, film: Project) -> None:
    sequence.omit(session, film.id, ["S01-SH02", "S02-SH01"], "ada")
    assert order(session, film) == "S01-SH01 S02-SH02"
    assert [one.code for one in service.omitted(session, film.id)] == ["S01-SH02", "S02-SH01"]
    assert [one.code for one in service.kept(session, film.id)] == list(CODES)

    sequence.put_back(session, film.id, ["S02-SH01"], "ada")
    assert order(session, film) == "S01-SH01 S02-SH01 S02-SH02"
    with pytest.raises(NotOmitted):
        sequence.put_back(session, film.id, ["S02-SH01"], "ada")
    with pytest.raises(NoSuchShot, match="never was"):
        sequence.put_back(session, film.id, ["S09-SH01"], "ada")
