"""A script is kept to the character, in revisions."""

from uuid import uuid4

from sqlalchemy.orm import Session

from rushes.projects import service as projects
from rushes.story import service


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
