"""What it takes to finish, on the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import URL

from rushes.cli import run
from rushes.db.session import connect, transaction
from rushes.delivery import folder
from rushes.review import service as review
from rushes.review.rules import By, State
from rushes.review.service import Opinion
from tests.making import card, delivered, production

Say = Callable[..., str]


@pytest.fixture
def say(
    own_url: URL,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    columns: Callable[[int], None],
) -> Say:
    """Runs `rushes forecast ...` on a production of three shots, one of them accepted, and gives what it said."""
    monkeypatch.setenv("RUSHES_DATABASE__URL", own_url.render_as_string(hide_password=False))
    monkeypatch.setenv("RUSHES_DATA", str(tmp_path))
    columns(140)
    bound = connect(own_url)
    with transaction(bound) as session:
        project = folder.adopt(session, production(), "/films/doors", "ada")
        _, take = delivered(session, project, card())
        review.decide(session, take.id, State.SELECTED, By.PERSON, "ada", Opinion())
    bound.dispose()

    def said(*words: str, code: int = 0) -> str:
        assert run(["forecast", *words]) == code
        out = capsys.readouterr()
        return out.err if code else out.out

    return said


def test_scenes_and_their_sum_are_told_with_what_was_assumed(say: Say) -> None:
    told = [" ".join(line.split()) for line in say().splitlines()]

    assert told[0] == "Two Doors, with Simulated service: 2 of 3 shots to go"
    assert [line.split()[:2] for line in told[2:5]] == [["S01", "1"], ["S02", "1"], ["all", "2"]]
    assert " to " in told[4]
    assert " USD " in told[4]
    assert "Learned from judged takes: 1." in told
    assert any("USD is left, which will do." in line for line in told)
    shots = [line.split()[0] for line in say("--shots").splitlines()[2:5]]
    assert shots == ["S01-SH02", "S02-SH01", "all"]


def test_for_a_program_it_is_json_of_whichever_provider(say: Say) -> None:
    told = json.loads(say("--json", "--provider", "previz", "--draft"))

    assert (told["provider"], told["says"]) == ("previz", "It costs nothing.")
    assert told["outlooks"][0]["shots"] == 2


def test_a_provider_that_is_none_is_a_sentence(say: Say) -> None:
    assert say("--provider", "dream", code=1).startswith("There is no provider 'dream' that makes pictures.")
