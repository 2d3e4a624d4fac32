"""Finding the refused reference on the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import URL

from rushes.cli import run
from rushes.db.session import connect, transaction
from rushes.delivery import folder
from rushes.providers import simulated
from rushes.providers.errors import Medium
from tests.delivery.refusing import SHOT, SPEC, Refusing, approve, cast

Say = Callable[..., tuple[str, str]]


@pytest.fixture
def say(
    own_url: URL,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    columns: Callable[[int], None],
) -> Say:
    """Runs a command as Ada, whose service refuses one of four pictures, and gives what it said and complained of."""
    monkeypatch.setenv("RUSHES_DATABASE__URL", own_url.render_as_string(hide_password=False))
    monkeypatch.setenv("RUSHES_DATA", str(tmp_path))
    monkeypatch.setattr(simulated, "plugin", SPEC)
    monkeypatch.setattr(Refusing, "refuses_of", ("LO-HALL",))
    columns(120)
    bound = connect(own_url)
    with transaction(bound) as session:
        approve(session, folder.adopt(session, cast(), "/films/doors", "ada"))
    bound.dispose()

    def said(*words: str, code: int = 0) -> tuple[str, str]:
        assert run([*words, "--as", "ada"]) == code
        out = capsys.readouterr()
        return out.out, out.err

    return said


def test_what_it_may_cost_is_agreed_to_once_and_the_reference_is_named(say: Say) -> None:
    _, failed = say("order", SHOT, "--yes", code=1)
    assert "input_moderation (image)" in failed

    told, refused = say("bisect", SHOT, code=1)
    assert "one of CH-ADA, PR-KEY, PR-BAG, LO-HALL." in told
    assert "at most 3 orders with some of them each: one that is refused costs nothing" in told
    digest = refused.partition("--confirm ")[2].split()[0]

    said = json.loads(say("bisect", SHOT, "--confirm", digest, "--json")[0])
    assert (said["refused"], said["words"]) == ("LO-HALL", False)
    assert [(one["with"], one["answer"]) for one in said["tried"]] == [
        ("CH-ADA, PR-KEY", "accepted"),
        ("PR-BAG", "accepted"),
        ("LO-HALL", "refused"),
    ]
    again, _ = say("bisect", SHOT)
    assert "LO-HALL is what is refused in S01-SH01." in again
    assert "`rushes order S01-SH01 --without 'LO-HALL'`" in again

    done, _ = say("order", SHOT, "--without", "LO-HALL", "--yes")
    assert "done" in done


def test_an_order_that_fails_for_another_reason_stops_it(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Refusing, "about", None)
    say("order", SHOT, "--yes", code=1)
    monkeypatch.setattr(Refusing, "about", Medium.IMAGE)
    monkeypatch.setattr(Refusing, "refuses_of", ())
    monkeypatch.setenv("RUSHES_PROVIDERS__SIMULATED__FAILS", "provider_fault")

    _, errors = say("bisect", SHOT, "--yes", code=1)
    assert "provider_fault: The pretend service fails" in errors
    assert "it goes on from here" in errors
