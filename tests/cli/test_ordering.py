"""Orders of named shots on the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

from rushes import bootstrap, config
from rushes.cli import run
from rushes.db.session import connect, transaction
from rushes.delivery import folder
from rushes.generation import compose, gateway
from rushes.media import decode
from rushes.projects import service as projects
from tests.making import SMALL, card, material, production
from tests.simulators import comfymachine, comfyui
from tests.simulators.serving import served

ONE, TWO = "S01-SH01", "S01-SH02"
Say = Callable[..., tuple[str, str]]


@pytest.fixture
def say(
    own_url: URL,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    columns: Callable[[int], None],
) -> Say:
    """Runs a command as Ada on her production, and gives what it said and complained of."""
    monkeypatch.setenv("RUSHES_DATABASE__URL", own_url.render_as_string(hide_password=False))
    monkeypatch.setenv("RUSHES_DATA", str(tmp_path))
    columns(120)
    bound = connect(own_url)
    with transaction(bound) as session:
        folder.adopt(session, production(card(), card(TWO)), "/films/doors", "ada")
    bound.dispose()

    def said(*words: str, code: int = 0) -> tuple[str, str]:
        assert run([*words, "--as", "ada"]) == code
        out = capsys.readouterr()
        return out.out, out.err

    return said


def made(out: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(out)["orders"]
    return rows


def test_takes_of_named_shots_come_once_somebody_agrees_to_what_they_cost(say: Say) -> None:
    _, refused = say("order", ONE, TWO, code=1)
    assert "Nothing was ordered. Say --confirm" in refused
    digest = refused.partition("--confirm ")[2].split()[0]

    rows = made(say("order", ONE, TWO, "--confirm", digest, "--json")[0])
    assert [(row["take"], row["state"]) for row in rows] == [(f"{ONE}-T01", "done"), (f"{TWO}-T01", "done")]

    again, errors = say("order", ONE, "--confirm", digest, code=1)
    assert (again, errors.splitlines()[-1].startswith("What would be ordered has changed")) == ("", True)


def test_the_order_in_which_orders_have_their_turn_can_be_said(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    say("order", ONE, "--priority", "0", "--yes")
    say("order", TWO, "--yes")
    say("order", ONE, "--priority", "10", "--yes", code=2)

    assert run(["orders", "--json"]) == 0
    assert [order["priority"] for order in json.loads(capsys.readouterr().out)] == [0, 5]


def test_what_waits_can_be_given_another_turn_and_what_was_sent_cannot(say: Say) -> None:
    with bootstrap.studio(config.load(), worker=False) as studio, transaction(studio.database) as session:
        project, spec = projects.meant(session, ""), studio.specs["simulated"]
        for attempt in (1, 2):
            gateway.order(session, project.id, compose.clip(material(), spec, SMALL, attempt, 1, {}), spec, "ada")

    assert "2 orders that wait: 2 have another turn now, 0." in say("orders", "turn", ONE)[0]
    assert "2 orders that wait: 0 have another turn now, 0." in say("orders", "turn")[0]
    say("orders", "cancel")
    assert "of these nothing waits any more" in say("orders", "turn", ONE, "--priority", "9", code=1)[1]


def test_a_second_pass_is_ordered_with_the_seed_of_the_take_it_mends(say: Say) -> None:
    say("order", ONE, "--seed", "7", "--yes")
    say("verdict", f"{ONE}-T01", "rejected", "--failed", "too dark")

    out, errors = say("order", ONE, TWO, "--seed", "7", "--pass", "2", "--change", "a lamp is on", "--yes")
    assert f"{ONE}-T02" in out
    assert f"{ONE}: The card asks for what it asked before, with the same seed" in errors
    assert f"{TWO}: cannot be asked: {TWO} has no take whose miss could be mended" in errors


def test_what_failed_is_told_by_its_cause_with_what_may_be_tried(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUSHES_PROVIDERS__SIMULATED__FAILS", "input_moderation")

    _, errors = say("order", ONE, TWO, "--yes", code=1)
    assert f"{ONE}, {TWO}: input_moderation: The pretend service fails" in errors
    assert "`rushes bisect`" in errors
    assert "say it otherwise on the card." in errors


def test_a_shot_chosen_in_previz_is_recast_after_a_control_pass_of_it(
    say: Say, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    machine = comfymachine.Service(seconds=0.0)
    _, refused = say("recast", ONE, "--provider", "comfyui/wan21-vace-motion", code=1)
    assert f"{ONE}: cannot be asked: no take of it is selected or approved" in refused
    say("order", ONE, "--provider", "previz")
    say("verdict", f"{ONE}-T01", "selected")

    with served(comfyui.app(machine)) as address:
        monkeypatch.setenv("RUSHES_PROVIDERS__COMFYUI__URL", address)
        (row,) = made(say("recast", ONE, "--provider", "comfyui/wan21-vace-motion", "--json")[0])
    assert (row["take"], row["state"], row["provider"]) == (f"{ONE}-T02", "done", "comfyui")
    (sent,) = (content for name, content in machine.files.items() if name.endswith("-16.mp4"))
    (tmp_path / "sent.mp4").write_bytes(sent)
    frame = next(decode.frames(tmp_path / "sent.mp4")).astype(int)
    assert abs(frame[..., 0] - frame[..., 1]).max() < 4, "distances are grey"
