"""The budget on the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import URL

from rushes.accounts import service as accounts
from rushes.accounts.rules import Role
from rushes.cli import run
from rushes.db.session import connect, transaction
from rushes.delivery import folder
from rushes.governance import service as governance
from rushes.kernel.money import Money
from tests.making import production

Say = Callable[..., str]


@pytest.fixture
def say(
    own_url: URL,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    columns: Callable[[int], None],
) -> Say:
    """Runs `rushes budget ...` as Ada, whose director Ben ordered for a dollar and a half, and gives what it said."""
    monkeypatch.setenv("RUSHES_DATABASE__URL", own_url.render_as_string(hide_password=False))
    monkeypatch.setenv("RUSHES_DATA", str(tmp_path))
    columns(100)
    bound = connect(own_url)
    with transaction(bound) as session:
        project = folder.adopt(session, production(), "/films/doors", "ada")
        accounts.join(session, project.id, "ben", Role.DIRECTOR)
        governance.authorise(session, project.id, uuid4(), "a" * 64, Money.of("1.5", "USD"), "", None, "ben")
    bound.dispose()

    def said(*words: str, who: str = "ada", code: int = 0) -> str:
        signed = ["--as", who] if words[:1] in (("set",), ("lift",)) else []
        assert run(["budget", *words, *signed]) == code
        out = capsys.readouterr()
        return out.err if code else out.out

    return said


def rows(text: str) -> list[list[str]]:
    return [line.split() for line in text.splitlines()]


def test_the_budget_says_whose_money_is_where(say: Say) -> None:
    assert say("set", "20", "--role", "director") == "director may spend 20.00 USD.\n"
    assert say("set", "2", "usd", "--person", "ben") == "ben may spend 2.00 USD.\n"

    told = rows(say())

    assert ["production", "10.00", "USD", "0.00", "USD", "1.50", "USD", "8.50", "USD"] in told
    assert ["role", "director", "20.00", "USD", "0.00", "USD", "1.50", "USD", "18.50", "USD"] in told
    assert ["person", "ben", "2.00", "USD", "0.00", "USD", "1.50", "USD", "0.50", "USD"] in told
    assert ["an", "accepted", "shot", "nothing", "yet,", "0", "accepted", "by", "a", "person"] in told


def test_a_limit_is_set_and_lifted(say: Say) -> None:
    assert say("set", "50", "USD") == "50.00 USD may be spent, until [budget] in project.toml says something new.\n"
    say("set", "2", "--person", "ben")
    assert say("lift", "--person", "ben") == "ben may spend what is left of the production's.\n"

    told = json.loads(say("--json"))

    assert [(one["name"], one["limit"], one["reserved"]) for one in told["shares"]] == [
        ("", 50_000_000, 1_500_000),
        ("director", None, 1_500_000),
        ("ben", None, 1_500_000),
    ]
    assert told["costs"]["clips"] == 0


@pytest.mark.parametrize(
    ("words", "who", "says"),
    [
        ("set 50", "ben", "ben is director here and may not allot."),
        ("set ten", "ada", "ten USD is no limit: one is a number from 0"),
        ("set 5 --person dee", "ada", "Nobody here is called dee. There are: ada, ben."),
        ("set 5 EUR", "ada", "Money was already spent in USD;"),
        ("set 5 --person ben --role director", "ada", "Say whose share it is:"),
        ("lift", "ada", "Say whose share it is: --person NAME or --role ROLE."),
    ],
)
def test_what_cannot_be_set_is_a_sentence(say: Say, words: str, who: str, says: str) -> None:
    assert say(*words.split(), who=who, code=1).startswith(says)
