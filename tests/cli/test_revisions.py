"""The script's revisions on the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import URL

from rushes.cli import run
from rushes.db.session import connect, transaction
from rushes.delivery import folder
from tests.making import SCRIPT, card, production

Say = Callable[..., str]
CHANGED = SCRIPT.replace("Rain falls", "Snow falls")


@pytest.fixture
def say(
    own_url: URL,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    columns: Callable[[int], None],
) -> Say:
    """Runs `rushes script ...` on a production of Ada's and gives what it said."""
    monkeypatch.setenv("RUSHES_DATABASE__URL", own_url.render_as_string(hide_password=False))
    monkeypatch.setenv("RUSHES_DATA", str(tmp_path))
    columns(100)
    bound = connect(own_url)
    with transaction(bound) as session:
        plan = card("S01-SH01", action="Ada waits by a door"), card("S02-SH01", action="Rain on Ada")
        folder.adopt(session, production(*plan), "/films/doors", "ada")
    bound.dispose()

    def said(*words: str, code: int = 0) -> str:
        assert run(["script", *words]) == code
        out = capsys.readouterr()
        return out.err if code else out.out

    return said


@pytest.fixture
def changed(tmp_path: Path) -> str:
    """A file with the script and one sentence of it changed."""
    file = tmp_path / "new.fountain"
    file.write_text(CHANGED, encoding="utf-8")
    return str(file)


def test_a_file_becomes_a_revision_and_the_shots_it_touches_are_named_and_accepted(say: Say, changed: str) -> None:
    said = say("import", changed, "--why", "winter", "--as", "ada")
    assert said.startswith("Revision 2.")
    assert 'S02-SH01  stale  "Rain" became "Snow"' in said
    assert say("import", changed, "--as", "ada") == "Nothing changed since revision 2.\n"

    assert "winter" in say("log")
    assert [one["by"] for one in json.loads(say("log", "--json"))] == ["ada", "ada"]
    assert say("show") == CHANGED
    assert say("show", "1") == SCRIPT
    assert "~ S02   [-Rain-] {+Snow+} falls on Ada." in say("diff")
    assert json.loads(say("diff", "1", "2", "--json"))[0]["kind"] == "changed"
    assert json.loads(say("stale", "--json"))[0]["line"] == 12
    assert say("accept", "S02-SH01", "--as", "ada") == "Every shot fits the words it covers.\n"
    assert say("stale") == "Every shot fits the words it covers.\n"


def test_numbers_are_locked_once_and_a_cut_scene_is_omitted(say: Say, tmp_path: Path) -> None:
    assert say("lock", "--as", "ada").startswith("Revision 2 numbers 2 scenes")
    assert "INT. HALL - NIGHT #1#" in say("show")
    assert "are locked" in say("lock", "--as", "ada", code=1)

    file = tmp_path / "short.fountain"
    file.write_text(SCRIPT.partition("EXT.")[0], encoding="utf-8")
    say("import", str(file), "--as", "ada")
    assert say("scenes") == "S01   INT. HALL - NIGHT\nS02   OMITTED\n"
    assert json.loads(say("scenes", "--json"))[1] == {"scene": "S02", "heading": "EXT. YARD - DAY", "omitted": True}


def test_what_cannot_be_is_a_sentence(say: Say, tmp_path: Path, changed: str) -> None:
    picture = tmp_path / "script.fountain"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))

    assert "script.fountain: is a picture" in say("import", str(picture), "--as", "ada", code=1)
    assert "has no role in this production" in say("import", changed, "--as", "eve", code=1)
    assert "There is no revision 7" in say("diff", "7", code=1)
    assert "nothing to accept" in say("accept", "S01-SH01", "--as", "ada", code=1)
