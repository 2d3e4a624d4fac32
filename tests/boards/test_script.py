"""The script beside its plan: which words shots cover, and what a text would change before it is saved."""

import pytest
from sqlalchemy.orm import Session

from rushes.boards import script
from rushes.boards.script import Fate
from rushes.craft.grammar.tracing import State
from rushes.craft.production import folder as files
from rushes.craft.production.brief import Brief
from rushes.craft.production.folder import Production
from rushes.craft.screenplay import fountain
from rushes.craft.screenplay.breakdown import NoScene
from rushes.delivery import scripts
from rushes.governance import record
from rushes.library import desk
from rushes.library import service as library
from rushes.projects.tables import Project
from rushes.shots import links
from rushes.story import service as story
from tests.making import adopted, side_b

ONE = "INT. HALL - NIGHT\n\nADA waits by a door. The door opens.\n\nADA\nWho is there?\n\n"
TWO = "EXT. YARD - DAY\n\nRain falls on ADA. She runs.\n\n"
NEW = "INT. ATTIC - NIGHT\n\nBEA winds a clock.\n\nBEA\nLate again.\n\n"


@pytest.fixture
def film(session: Session) -> Project:
    return adopted(session, files.complete(Production(Brief(title="Film"), fountain.parse(ONE + TWO))))


def foresee(session: Session, film: Project, text: str) -> script.Foresight:
    return script.foresee(session, film, fountain.parse(text))


def test_the_same_text_changes_nothing_and_keeps_nothing(session: Session, film: Project) -> None:
    before = record.last(session, film.id)
    seen = foresee(session, film, ONE + TWO)
    assert (seen.scenes, seen.shots, seen.numbered) == ((), (), False)
    assert seen.kept == len(script.covered(session, film.id))
    assert record.last(session, film.id) == before
    assert len(story.listed(session, film.id)) == 1


def test_a_scene_put_between_is_new_and_numbers_are_written(session: Session, film: Project) -> None:
    seen = foresee(session, film, ONE + NEW + TWO)
    assert [(one.code, one.fate) for one in seen.scenes] == [("S01A", Fate.NEW)]
    assert seen.numbered
    assert {one.fate for one in seen.shots} == {Fate.NEW}


def test_a_scene_that_goes_takes_its_shots(session: Session, film: Project) -> None:
    seen = foresee(session, film, ONE)
    assert [(one.code, one.heading, one.fate) for one in seen.scenes] == [("S02", "EXT. YARD - DAY", Fate.CUT)]
    assert all(one.fate is Fate.CUT and one.shot.startswith("S02") for one in seen.shots)
    assert all(one.was for one in seen.shots)


def test_what_is_foreseen_is_what_happens(session: Session) -> None:
    film = adopted(session, side_b())
    text = story.one(session, film.id).text
    line = next(one for one in text.splitlines() if one.startswith("The ") and len(one) > 40)
    edited = text.replace(line, "Nothing at all is to be seen of it.")
    seen = foresee(session, film, edited)
    scripts.revise(session, film, fountain.parse(edited), "ada")

    told = {one.shot: one.fate for one in seen.shots if one.fate in (Fate.STALE, Fate.LOST)}
    assert told
    assert told == {one.shot: Fate(one.state) for one in links.stale(session, film.id)}


def test_a_text_without_a_scene_is_refused(session: Session, film: Project) -> None:
    with pytest.raises(NoScene):
        foresee(session, film, "# Only an outline\n")


def test_every_shot_shows_its_words_where_they_are(session: Session, film: Project) -> None:
    text = story.one(session, film.id).text
    for one in script.covered(session, film.id):
        assert one.state is State.KEPT
        assert one.span.of(text).strip()
        assert text.count("\n", 0, one.span.start) == one.span.line - 1


def test_an_edited_asset_stays_and_new_people_are_proposed(session: Session, film: Project) -> None:
    said = library.listed(session, film.id)["CH-ADA"].model_dump()
    words = {name: said[name] for name in ("name", "description", "may_vary", "negatives", "source")}
    desk.edit(session, film.id, "CH-ADA", words | {"locked": "a red coat, always"}, 1, "ada")
    scripts.revise(session, film, fountain.parse(ONE + NEW + TWO), "ada")

    found = library.listed(session, film.id)
    assert found["CH-ADA"].locked == "a red coat, always"
    assert "CH-BEA" in found
