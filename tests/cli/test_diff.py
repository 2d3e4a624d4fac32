"""Two takes side by side on the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import URL

from rushes.cli import run
from rushes.db.session import connect, transaction
from rushes.delivery import folder
from tests.delivery.test_comparing import ONE, TWO, WITH_ADA, two
from tests.making import card, production

Say = Callable[..., str]


@pytest.fixture
def say(
    own_url: URL,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    columns: Callable[[int], None],
) -> Say:
    """Runs `rushes diff ...` on two takes, the second without Ada and with a lamp, and gives what it said."""
    monkeypatch.setenv("RUSHES_DATABASE__URL", own_url.render_as_string(hide_password=False))
    monkeypatch.setenv("RUSHES_DATA", str(tmp_path))
    columns(160)
    bound = connect(own_url)
    with transaction(bound) as session:
        project = folder.adopt(session, production(), "/films/doors", "ada")
        two(session, project, WITH_ADA, card(light={"source": "a lamp"}))
    bound.dispose()

    def said(*words: str, code: int = 0) -> str:
        assert run(["diff", *words]) == code
        out = capsys.readouterr()
        return out.err if code else out.out

    return said


def test_the_differences_are_shown_side_by_side_with_the_reasons_first(say: Say) -> None:
    told = say(ONE, TWO, "--about", "ada").splitlines()

    assert told[0] == (
        f"{ONE} and {TWO}. 2 things were varied at once: action and light. Which of them did what cannot be told."
    )
    assert told[1] == " 1. CH-ADA: the card no longer names it."
    rows = [" ".join(line.split()) for line in told]
    assert "planned card light source a lamp" in rows
    assert any(row.startswith("asked seed seed") for row in rows)
    assert rows[-1] == "check black: passed, then failed. black failed."


def test_prose_is_shown_by_the_sentences_that_differ(say: Say) -> None:
    told = " ".join(say(ONE, TWO).split())

    assert "light" in told
    assert "Ada waits." not in told.partition("prompt")[2], "a sentence that both prompts have is not shown"


def test_for_a_program_everything_is_json(say: Say) -> None:
    told = json.loads(say(ONE, TWO, "--json", "--about", "CH-ADA"))

    assert told["variables"] == ["action", "light"]
    assert told["reasons"][0] == "CH-ADA: the card no longer names it."


def test_a_take_that_is_none_is_a_sentence(say: Say) -> None:
    assert say(ONE, "S01-SH01-T09", code=1).startswith("There is no take S01-SH01-T09.")
