"""Productions: adopted again from where they came from, and found by what people call them."""

from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from rushes.projects import service
from rushes.projects.errors import NoSuchProject


def test_the_same_folder_is_the_same_production_with_what_it_says_now(session: Session) -> None:
    first = service.adopt(session, "/films/door", "Door", {"takes": 1})
    again = service.adopt(session, "/films/door", "The Door", {"takes": 2})

    assert again.id == first.id
    assert (again.title, again.brief) == ("The Door", {"takes": 2})
    assert service.adopt(session, "/films/door-2", "The Door", {}).id != first.id


def test_what_was_changed_at_the_desk_stays_until_the_files_say_something_new(session: Session) -> None:
    project = service.adopt(session, "/films/door", "Door", {"title": "Door", "logline": ""})
    service.revise(session, project, {"title": "Door", "logline": "A door opens."})

    same = service.adopt(session, "/films/door", "Door", {"title": "Door", "logline": ""})
    assert same.brief["logline"] == "A door opens."
    changed = service.adopt(session, "/films/door", "Two Doors", {"title": "Two Doors", "logline": ""})
    assert (changed.title, changed.brief["logline"]) == ("Two Doors", "")


def test_a_production_is_meant_by_title_origin_or_id(session: Session) -> None:
    door = service.adopt(session, "/films/door", "The Door", {})
    service.adopt(session, "/films/yard", "The Yard", {})

    for name in ("The Door", "the door", "/films/door", "/FILMS/door", str(door.id)):
        assert service.meant(session, name).id == door.id


def test_a_trial_of_a_provider_is_meant_only_when_it_is_named(session: Session) -> None:
    door = service.adopt(session, "/films/door", "Door", {})
    trial = service.adopt(session, f"{service.TRIAL}ark", "Trial of Ark", {})

    assert service.meant(session).id == door.id
    assert service.meant(session, "trial of ark").id == trial.id


def test_without_a_name_the_only_one_is_meant(session: Session) -> None:
    door = service.adopt(session, "/films/door", "The Door", {})

    assert service.meant(session).id == door.id


def test_a_name_that_is_none_is_answered_with_those_there_are(session: Session) -> None:
    with pytest.raises(NoSuchProject, match="none yet: make one with `rushes make FOLDER`"):
        service.meant(session, "Door")
    service.adopt(session, "/films/door", "The Door", {})
    service.adopt(session, "/films/yard", "The Yard", {})

    with pytest.raises(NoSuchProject, match=r"no production 'Roof' here\. There are: The Door, The Yard\."):
        service.meant(session, "Roof")


def test_an_id_that_is_none_tells_nothing_of_other_productions(session: Session) -> None:
    service.adopt(session, "/films/door", "The Door", {})

    with pytest.raises(NoSuchProject) as caught:
        service.one(session, uuid4())
    assert "Door" not in caught.value.detail
