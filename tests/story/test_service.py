"""A script is kept to the character, in revisions."""

from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from rushes.projects import service as projects
from rushes.story import service
from rushes.story.errors import NoSuchRevision


def test_a_script_that_differs_by_a_character_is_a_new_revision(session: Session) -> None:
    film = projects.adopt(session, f"/films/{uuid4()}", "Film", {}).id
    assert service.newest(session, film) is None

    texts = ["INT. HALL", "INT. HALL", "INT. HALL ", "INT. HALL"]
    revisions = [service.adopt(session, film, text).revision for text in texts]

    assert revisions == [1, 1, 2, 3]
    newest = service.newest(session, film)
    assert newest is not None
    assert (newest.revision, newest.text) == (3, "INT. HALL")


def test_a_script_is_kept_with_its_line_ends_and_signs(session: Session) -> None:
    film = projects.adopt(session, f"/films/{uuid4()}", "Film", {}).id
    text = "\ufeffINT. CAFÉ\r\n\tÄDA 🎬\r\n"

    script = service.adopt(session, film, text)
    session.expire(script)
    assert script.text == text


def test_a_revision_knows_its_parent_and_stays_locked(session: Session) -> None:
    film = projects.adopt(session, f"/films/{uuid4()}", "Film", {}).id
    service.revise(session, film, "INT. HALL", author="ada")
    service.revise(session, film, "INT. HALL #1#", author="ada", locks=True)
    branched = service.revise(session, film, "INT. YARD", author="bo", parent=1)

    assert [(one.revision, one.parent, one.locked) for one in service.listed(session, film)] == [
        (1, None, False),
        (2, 1, True),
        (3, 1, True),
    ]
    assert branched.author == "bo"
    with pytest.raises(NoSuchRevision, match="no revision 9: they go from 1 to 3"):
        service.revise(session, film, "INT. SEA", author="bo", parent=9)


def test_a_difference_is_told_from_the_parent_unless_it_is_said(session: Session) -> None:
    film = projects.adopt(session, f"/films/{uuid4()}", "Film", {}).id
    with pytest.raises(NoSuchRevision, match="has no script yet"):
        service.diff(session, film)
    texts = ("INT. HALL\n\nAda waits.\n", "INT. HALL\n\nAda waits a while.\n", "INT. HALL\n\nAda waits a while. Bo.\n")
    for text in texts:
        service.revise(session, film, text, author="ada")

    assert service.diff(session, film, after=1) == []
    [last] = service.diff(session, film)
    assert [(run.kind, run.text) for run in last.words] == [("kept", "Ada waits a while."), ("added", "Bo.")]
    [whole] = service.diff(session, film, 1, 3)
    assert [run.text for run in whole.words if run.kind == "added"] == ["waits a while. Bo."]
