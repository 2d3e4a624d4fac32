"""Marks as rows: from the sheet and from the desk, in the record, and in the breakdown."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from rushes.craft.breakdown.categories import Category
from rushes.craft.breakdown.marks import Act, Mark
from rushes.craft.production.folder import Production
from rushes.delivery import folder
from rushes.governance import record
from rushes.projects.tables import Project
from rushes.story import marks
from rushes.story.errors import NoSuchMark, NoSuchScene, UnfitMark
from tests.making import adopted, production

LAMP = Mark("S01", Category.PROPS, "lamp")
RAIN = Mark("S02", Category.WEATHER, "rain", Act.REMOVE)


def props(session: Session, project: Project) -> list[str]:
    """The props of the first scene as they are now."""
    return marks.broken_down(session, project.id).needs.names("S01", Category.PROPS)


def again(session: Session, project: Project, *said: Mark) -> None:
    """Adopt the production once more, with a sheet that says this."""
    folder.adopt(session, _stated(*said), project.origin, "ada")


def _stated(*said: Mark) -> Production:
    return replace(production(), marks=said)


def test_a_mark_wins_over_what_is_found_and_is_in_the_record(session: Session) -> None:
    project = adopted(session)
    marks.put(session, project.id, LAMP, "ada")
    marks.put(session, project.id, RAIN, "ada")
    needs = marks.broken_down(session, project.id).needs
    assert needs.names("S01", Category.PROPS) == ["lamp"]
    assert needs.names("S02", Category.WEATHER) == []
    [last, *_] = reversed(record.events(session, project.id))
    assert (last.fact["verb"], last.fact["subject"], last.fact["actor"]) == ("breakdown.marked", "scene:S02", "ada")


def test_a_second_mark_on_the_same_element_takes_the_place_of_the_first_whatever_its_capitals(session: Session) -> None:
    project = adopted(session)
    marks.put(session, project.id, LAMP, "ada")
    marks.put(session, project.id, Mark("S01", Category.PROPS, "LAMP", Act.REMOVE), "ada")
    assert [mark.action for mark in marks.listed(session, project.id)] == [Act.REMOVE]


def test_what_is_withdrawn_counts_no_more_and_only_once(session: Session) -> None:
    project = adopted(session)
    marks.put(session, project.id, LAMP, "ada")
    marks.withdraw(session, project.id, "S01", Category.PROPS, "Lamp", "ada")
    assert props(session, project) == []
    with pytest.raises(NoSuchMark, match="no mark on props 'lamp' in S01"):
        marks.withdraw(session, project.id, "S01", Category.PROPS, "lamp", "ada")


def test_a_scene_that_is_not_there_and_half_a_rename_are_sentences(session: Session) -> None:
    project = adopted(session)
    with pytest.raises(NoSuchScene, match=r"no scene S09\. It has S01 to S02"):
        marks.put(session, project.id, Mark("S09", Category.PROPS, "lamp"), "ada")
    with pytest.raises(UnfitMark):
        marks.put(session, project.id, Mark("S01", Category.PROPS, "lamp", Act.RENAME), "ada")


def test_the_sheet_says_what_it_says_now_and_the_desk_stays(session: Session) -> None:
    project = adopted(session, _stated(LAMP))
    marks.put(session, project.id, Mark("S01", Category.PROPS, "coin"), "bo")
    again(session, project, Mark("S01", Category.PROPS, "rope"), Mark("S01", Category.PROPS, "coin", Act.REMOVE))
    assert props(session, project) == ["coin", "rope"]


def test_marks_go_out_with_the_folder_and_come_back(session: Session) -> None:
    project = adopted(session)
    marks.put(session, project.id, LAMP, "ada")
    marks.put(session, project.id, RAIN, "ada")
    out = folder.exported(session, project)
    other = adopted(session, out)
    assert marks.listed(session, other.id) == marks.listed(session, project.id) == [LAMP, RAIN]
