"""Providers on the command line: newer lists of models, and when they are refused."""

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import URL

from rushes import providers
from rushes.cli import run
from rushes.db.session import connect, transaction
from rushes.generation.rules import State
from rushes.generation.tables import Order
from tests.making import adopted

KLING = (files(providers) / "data" / "kling.toml").read_text(encoding="utf-8")
Say = Callable[..., str]


@pytest.fixture
def say(
    own_url: URL,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    columns: Callable[[int], None],
) -> Say:
    """Runs `rushes providers ...` and gives what it said."""
    monkeypatch.setenv("RUSHES_DATABASE__URL", own_url.render_as_string(hide_password=False))
    monkeypatch.setenv("RUSHES_DATA", str(tmp_path / "data"))
    columns(200)

    def said(*words: object, code: int = 0) -> str:
        assert run(["providers", *map(str, words)]) == code
        out = capsys.readouterr()
        return out.err if code else out.out

    return said


@pytest.fixture
def newer(tmp_path: Path) -> Callable[[str], Path]:
    """A file with this for a list of Kling's models."""
    file = tmp_path / "kling-new.toml"

    def written(text: str) -> Path:
        file.write_text(text, encoding="utf-8")
        return file

    return written


def models(say: Say) -> dict[str, list[str]]:
    """Kling's models as the studio knows them, with their prices."""
    return {one["id"]: one["prices"] for one in json.loads(say("show", "kling", "--json"))["models"]}


def under_way(url: URL, model: str, state: State = State.PROPOSED) -> None:
    """An order of Kling for one of its models."""
    bound = connect(url)
    with transaction(bound) as session:
        row = Order(
            id=uuid4(), project_id=adopted(session).id, subject="shot:S01-SH01", provider="kling", digest=model,
            request={"model": model}, snapshot={}, who="ada", state=state, cause="found" * (state == State.FAILED),
        )  # fmt: skip
        session.add(row)
    bound.dispose()


def test_a_newer_list_is_in_force_from_the_next_start(say: Say, newer: Callable[[str], Path]) -> None:
    dearer = KLING.replace("kling-3.0-turbo", "kling-3.5-turbo").replace('"0.084"', '"0.09"')
    dearer = dearer.replace('version = "kling-2026-11"', 'version = "kling-2026-12"')

    assert say("refresh", "kling", newer(dearer)) == "Kling: 3 models, kling-2026-12, read 2026-11-26.\n"

    known = models(say)
    assert list(known) == ["kling-3.0-omni", "kling-3.0", "kling-3.5-turbo"]
    assert any(price.startswith("0.09 USD a second") for price in known["kling-3.0"])


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda text: text[:100] + "\n= 3", "kling-new.toml: this is not TOML"),
        (lambda text: text.replace('"0.084"', '"cheap"'), "kling-new.toml: models.0.prices.0.amount: "),
        (lambda text: text.replace('makes = "video"', 'makes = "smell"', 1), "kling-new.toml: models.0.makes: "),
        (lambda text: text.replace("resolutions", "sizes", 1), "models.kling-3.0-omni: Kling cannot work with its "),
        (lambda text: text.replace("billed", "paid", 1), "models.kling-3.0-omni: Kling cannot work with its prices or"),
        (lambda text: text.partition("[[models]]")[0], "kling-new.toml: models: "),
        (lambda text: text + "#" * (1 << 20), "kling-new.toml: it is larger than 1 MiB; no catalogue is."),
    ],
)
def test_a_list_with_a_fault_is_refused_and_the_old_one_stays(
    say: Say, newer: Callable[[str], Path], spoil: Callable[[str], str], says: str
) -> None:
    assert says in say("refresh", "kling", newer(spoil(KLING)), code=1)
    assert "kling-3.0-omni" in models(say)


def test_a_list_that_is_not_there_and_a_provider_that_is_none_are_sentences(say: Say, tmp_path: Path) -> None:
    assert "none.toml: it cannot be read: No such file or directory." in say(
        "refresh", "kling", tmp_path / "none.toml", code=1
    )
    assert "There is no provider 'klang'." in say("refresh", "klang", tmp_path / "none.toml", code=1)


def test_a_list_without_a_model_that_orders_under_way_use_is_refused(
    say: Say, newer: Callable[[str], Path], own_url: URL
) -> None:
    file = newer(KLING.replace("kling-3.0-turbo", "kling-3.5-turbo"))
    under_way(own_url, "kling-3.0-turbo", State.SUBMIT_UNKNOWN)

    refused = say("refresh", "kling", file, code=1)

    assert "it lacks kling-3.0-turbo, by which orders under way are made" in refused
    assert "kling-3.0-turbo" in models(say)


def test_what_is_over_holds_no_list_up(say: Say, newer: Callable[[str], Path], own_url: URL) -> None:
    under_way(own_url, "kling-3.0-turbo", State.FAILED)

    say("refresh", "kling", newer(KLING.replace("kling-3.0-turbo", "kling-3.5-turbo")))

    assert "kling-3.5-turbo" in models(say)
