"""A studio's tools around a service that does as a script says."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import URL, Engine

from rushes.craft.provenance import keys
from rushes.db.session import connect, transaction
from rushes.generation import compose, store, tools
from rushes.generation.compose import Material
from rushes.generation.rules import State
from rushes.generation.tables import Order
from rushes.governance import record
from rushes.governance import service as governance
from rushes.governance.service import Balance
from rushes.media import testcard
from rushes.projects.tables import Project
from rushes.providers import simulated
from rushes.providers.base import Answer as Base
from rushes.providers.base import Cancelled, Done, Provider, Request, Sent, Trace
from rushes.storage.disk import Disk
from tests.making import SMALL, adopted, material, production

Answer = Any | Exception
SCRIPTED = replace(simulated.plugin, id="scripted", title="A script", looks=(0.01, 0.05))


@dataclass
class Scripted(Provider):
    """A service that answers as it is told; an exception is raised, the last answer is given again."""

    submits: list[Answer] = field(default_factory=lambda: ["remote-1"])
    finds: list[Answer] = field(default_factory=lambda: ["remote-1"])
    polls: list[Answer] = field(default_factory=lambda: [Done()])
    fetches: list[Answer] = field(default_factory=lambda: [None])
    cancels: list[Answer] = field(default_factory=lambda: [Cancelled.REFUSED])
    sent: list[str] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    prefix: str = ""

    def submit(self, request: Request, key: str) -> str:
        self.sent.append(key)
        return str(self._said(self.submits))

    def find(self, sent: Sent) -> str | Trace:
        found: str | Trace = self._said(self.finds)
        return found

    def named(self, request: Request, id: str) -> str:
        return "" if id == "lost" else f"{self.prefix}{id}"

    def poll(self, remote: str) -> Base:
        answer: Base = self._said(self.polls)
        return answer

    def cancel(self, remote: str) -> Cancelled:
        self.stopped.append(remote)
        return Cancelled(self._said(self.cancels))

    def hears(self, headers: Mapping[str, str], body: bytes, now: datetime) -> str | None:
        return body.decode() if headers.get("x-signed") else None

    def fetch(self, request: Request, done: Done, target: Path) -> None:
        content = self._said(self.fetches)
        if isinstance(content, bytes):
            target.write_bytes(content)
        else:
            testcard.clip(target, request.frames, size=(request.width, request.height))

    def _said(self, answers: list[Answer]) -> Any:
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, BaseException):
            raise answer
        return answer


@dataclass
class Floor:
    """Where orders are made: the service, the production, and what the tests ask of them."""

    database: Engine
    service: Scripted
    project: Project
    blobs: Disk

    def order(self, told: Material | None = None, attempt: int = 1, **fields: Any) -> str:
        """A proposed order without a workflow."""
        told = told or material()
        composed = compose.clip(told, SCRIPTED, SMALL, attempt, 1, {})
        asked, refusal = composed.request, composed.refusal
        row = Order(
            id=uuid4(), project_id=self.project.id, subject=str(composed.subject), provider="scripted",
            digest=asked.digest, request=asked.plain(), who="ada", state=State.PROPOSED,
            snapshot={**composed.snapshot, "refusal": vars(refusal) if refusal else None},
        )  # fmt: skip
        for name, value in fields.items():
            setattr(row, name, value)
        with transaction(self.database) as session:
            session.add(row)
            return str(row.id)

    def now(self, order: str) -> Order:
        """The order as it is."""
        with transaction(self.database) as session:
            return store.one(session, order)

    def money(self) -> Balance:
        """What is spent, reserved and left."""
        with transaction(self.database) as session:
            return governance.balance(session, self.project.id)

    def told(self) -> list[str]:
        """What the record says of orders."""
        with transaction(self.database) as session:
            verbs = [event.fact["verb"] for event in record.events(session, self.project.id)]
            assert record.broken_at(session, self.project.id) is None
        return [verb.removeprefix("order.") for verb in verbs if verb.startswith("order.")]

    def put(self, order: str, **fields: Any) -> None:
        """Set fields of an order, as a crash would have left them."""
        with transaction(self.database) as session:
            row = session.get_one(Order, UUID(order))
            for name, value in fields.items():
                setattr(row, name, value)


Walk = Callable[..., list[State]]


@pytest.fixture(scope="session")
def signing(tmp_path_factory: pytest.TempPathFactory) -> keys.Keys:
    return keys.local_keys(tmp_path_factory.mktemp("keys") / "own", datetime.now(UTC))


@pytest.fixture
def floor(own_url: URL, tmp_path: Path, signing: keys.Keys) -> Iterator[Floor]:
    """A production with ten dollars, and the steps equipped with the scripted service and the simulated one."""
    database, service, blobs = connect(own_url), Scripted(), Disk(tmp_path / "blobs")
    specs = {"scripted": SCRIPTED, "simulated": simulated.plugin}
    connected: dict[str, Provider] = {"scripted": service, "simulated": simulated.Simulated(simulated.Settings())}
    tools.equip(tools.Tools(database, blobs, specs, connected, tmp_path / "scratch", signing))
    with transaction(database) as session:
        project = adopted(session, production())
    yield Floor(database, service, project, blobs)
    database.dispose()
