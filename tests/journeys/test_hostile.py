"""The web application under requests that nobody friendly sends: no 5xx, every refusal a sentence, no foreign rows."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest
from starlette.testclient import TestClient

from rushes import app, bootstrap
from rushes.accounts import service as accounts
from rushes.accounts.rules import Role
from rushes.bootstrap import Studio
from rushes.config import Settings
from rushes.db import server
from rushes.db.session import transaction
from rushes.generation.rules import State
from rushes.media import testcard
from tests.journeys import attacks
from tests.journeys.attacks import WORDS, Operation
from tests.journeys.conftest import QUICK
from tests.making import adopted, card, delivered, production

ADDRESS = "http://127.0.0.1:7878"
READS = {"preview_shot_list", "lint_card", "word_card", "propose_inheritance", "foresee_script"}
"""What is sent a file only to say what is in it."""
JSON = {"content-type": "application/json"}


@dataclass
class Stage:
    """A studio with Ada's production, which Vera may view, and one of Eve's; orders in every state a person acts on."""

    studio: Studio
    project: UUID = field(default_factory=uuid4)
    orders: dict[str, UUID] = field(default_factory=dict)
    token: str = ""
    eves: UUID = field(default_factory=uuid4)
    eves_order: UUID = field(default_factory=uuid4)

    def asked_by(self, name: str) -> TestClient:
        """The application as this person sees it; what breaks inside is an answer, as it is to a browser."""
        return TestClient(app.create(self.studio, name), base_url=ADDRESS, raise_server_exceptions=False)

    @property
    def operations(self) -> list[Operation]:
        """All that can be asked for."""
        every = attacks.operations(app.create(self.studio, "ada").openapi())
        return [operation for operation in every if operation.name != ENDLESS]

    @property
    def inside(self) -> dict[str, object]:
        """What is there, by the names that paths have for it."""
        return {
            "project_id": self.project, "order_id": self.orders[State.DONE], "shot": "S01-SH01", "scene": "S01",
            "take": "S01-SH01-T01", "before": "S01-SH01-T01", "after": "S01-SH01-T02", "provider": "simulated",
            "token": self.token, "number": 1, "code": "LOGLINE-T01", "sha": "a" * 64, "asset": "CH-ADA",
            "reference": uuid4(), "note": uuid4(), "review": uuid4(), "link": uuid4(), "render_id": uuid4(),
            "frame": 0, "name": "film.mp4", "version": 1, "format": "otio", "kind": "srt",
        }  # fmt: skip


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with (
        tempfile.TemporaryDirectory(prefix="rushes-test-") as folder,
        server.join(Path(folder) / "pg", **QUICK),
        bootstrap.studio(Settings(data=Path(folder)), worker=False) as studio,
    ):
        yield _furnished(Stage(studio), Path(folder))


def _furnished(stage: Stage, folder: Path) -> Stage:
    testcard.clip(folder / "clip.mp4", 12, size=(128, 72))
    clip = stage.studio.blobs.put_file(folder / "clip.mp4")
    with transaction(stage.studio.database) as session:
        project, eves = adopted(session, production()), adopted(session, production(), "eve")
        accounts.join(session, project.id, "vera", Role.VIEWER)
        stage.project, stage.eves = project.id, eves.id
        done, _ = delivered(session, project, card(), clip=clip)
        delivered(session, project, card(), attempt=2, clip=clip)
        stage.orders[State.DONE], stage.token = done.id, done.token
        for attempt, state in enumerate((State.SUBMIT_UNKNOWN, State.FAILED, State.QUEUED), 3):
            order, _ = delivered(session, project, card(), attempt=attempt, clip=clip)
            order.remote, order.cause = "remote", "provider_fault" if state is State.FAILED else ""
            order.state, stage.orders[state] = state, order.id
        stage.eves_order = delivered(session, eves, card(), clip=clip)[0].id
    return stage


def wrong(answer: httpx2.Response) -> str:
    """What is wrong with an answer, whatever was asked; empty where nothing is."""
    if answer.status_code >= 500:
        return f"broke: {answer.text[:300]}"
    if answer.status_code < 400:
        return ""
    if answer.headers["content-type"] != "application/problem+json":
        return f"is no problem: {answer.text[:300]}"
    said = answer.json()
    told = {"type", "title", "status", "detail", "code", "facts"} == set(said) and said["detail"].strip()
    return "" if told and "Traceback" not in said["detail"] else f"says nothing: {said}"


ENDLESS = "follow_events"
"""The one answer without an end, for which nobody here could wait; `test_feed.py` asks for it wrongly."""


class Notes(list[str]):
    """What was found wrong."""

    def take(self, operation: Operation, what: object, answer: Any) -> None:
        """Look at an answer."""
        if found := wrong(answer):
            self.append(f"{operation.name} with {str(what)[:80]!r} {answer.status_code} {found}")


def test_whatever_stands_in_a_path_or_query_is_answered_with_a_sentence(stage: Stage) -> None:
    notes, client = Notes(), stage.asked_by("ada")
    for operation in stage.operations:
        for word in WORDS:
            for name in operation.inside:
                if word:
                    address = operation.at(**{**stage.inside, name: word})
                    notes.take(operation, (name, word), client.request(operation.method, address, content=b"{}"))
            for name in operation.asked:
                for told in (word, [word, "x"]):
                    answer = client.request(operation.method, operation.at(**stage.inside), params={name: told})
                    notes.take(operation, (name, told), answer)
    assert not notes, "\n".join(notes)


def test_whatever_is_sent_is_answered_with_a_sentence(stage: Stage) -> None:
    notes, client = Notes(), stage.asked_by("ada")
    for operation in stage.operations:
        for body in attacks.bodies(operation):
            headers = JSON if operation.takes_json else {"content-type": "application/octet-stream"}
            answer = client.request(operation.method, operation.at(**stage.inside), content=body, headers=headers)
            notes.take(operation, body, answer)
    assert not notes, "\n".join(notes)


def test_whatever_a_service_calls_is_answered_with_a_sentence(stage: Stage) -> None:
    """The one way in that asks for no name: at an order's own address, at others, in any form."""
    notes, client = Notes(), stage.asked_by("nobody")
    (hook,) = [operation for operation in stage.operations if operation.path.startswith("/hooks/")]
    for body in (*attacks.BODIES, b'{"challenge": "\\u0000\\ud800"}', b'{"challenge": {"a": 1}}', bytes(2 << 20)):
        for provider in (*stage.studio.specs, "none"):
            for order in (*stage.orders.values(), uuid4()):
                address = hook.at(**{**stage.inside, "provider": provider, "order_id": order})
                notes.take(hook, (provider, body), client.post(address, content=body, headers={b"x-a": b"\xff"}))
    assert not notes, "\n".join(notes)


def test_what_another_production_has_is_not_there_and_not_counted(stage: Stage) -> None:
    ada, eve = stage.asked_by("ada"), stage.asked_by("eve")
    mine, foreign = f"/api/projects/{stage.project}/orders", f"/api/projects/{stage.eves}/orders"
    for path, body in (("", None), ("/resolve", {"truth": "never"}), ("/look", None)):
        method = "post" if path else "get"
        answer = ada.request(method, f"{mine}/{stage.eves_order}{path}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (404, "no_such_order")
        assert ada.request(method, f"{foreign}/{stage.eves_order}{path}", json=body).status_code == 403
    asked = {"orders": [str(stage.eves_order)]}
    assert ada.post(f"{foreign}/cancel", json=asked).status_code == 403
    assert ada.post(f"{mine}/cancel", json=asked).json() == {}, "how it stands is nobody else's business"
    assert eve.get(f"{foreign}/{stage.eves_order}").json()["state"] == State.DONE


def test_a_viewer_orders_cancels_resolves_and_confirms_nothing(stage: Stage) -> None:
    """Every operation that changes something of a production, with a body as it should be."""
    vera, stranger = stage.asked_by("vera"), stage.asked_by("mallory")
    inside = {**stage.inside, "order_id": stage.orders[State.SUBMIT_UNKNOWN]}
    writing = [one for one in stage.operations if one.writes and "project_id" in one.inside]
    assert {"cancel_orders", "resolve_order", "look_again", "resume_provider"} <= {one.name for one in writing}
    ada, at = stage.asked_by("ada"), f"/api/projects/{stage.project}"
    settings = ada.get(f"{at}/settings").json()
    fit = {
        "tell_story": ada.get(f"{at}/story").json()["card"],
        "settle_production": {"settings": settings["settings"], "seen": settings["version"]},
    }
    may: dict[str, str] = {}
    strangers: dict[str, str] = {}
    for one in writing:
        sent: dict[str, Any] = (
            {"json": fit.get(one.name, attacks.example(one))} if one.takes_json else {"content": b"x"}
        )
        answers = [
            client.request(one.method, one.at(**inside), params=dict(one.needs), **sent) for client in (vera, stranger)
        ]
        for answer, reached in zip(answers, (may, strangers), strict=True):
            if answer.status_code != 403:
                reached[one.name] = answer.text
    assert may.keys() == READS, may
    assert not strangers
    reading = [one for one in stage.operations if not one.writes and "project_id" in one.inside]
    statuses = {one.name: stranger.get(one.at(**inside)).status_code for one in reading}
    assert set(statuses.values()) <= {403, 422}, statuses
