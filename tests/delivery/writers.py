"""A production with a pretend language model and a worker between them."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import URL, Engine

from rushes.craft.provenance import keys
from rushes.craft.story.question import Wish
from rushes.db.session import connect, transaction
from rushes.delivery import drafting
from rushes.delivery.drafting import Draft
from rushes.generation import rules, tools
from rushes.generation import service as generation
from rushes.generation.tables import Order
from rushes.jobs import engine, queues
from rushes.projects import service as projects
from rushes.projects.tables import Project
from rushes.providers import chat, simulated
from rushes.providers.base import House, Spec
from rushes.storage.disk import Disk
from rushes.story import service as story
from tests.making import adopted, production
from tests.simulators.chat import Service, app
from tests.simulators.serving import served

PATIENCE = 60.0
STORY = {"character": "Ada, a porter", "want": "open the door", "obstacle": "it is locked", "turn": "Ada breaks it"}


@dataclass
class Writers:
    """The production, the service, and what the tests ask of them."""

    database: Engine
    service: Service
    tools: tools.Tools
    project: Project

    def ask(self, kind: str, *answers: Any, wish: Wish | None = None) -> Order:
        """Ask, and wait until the order rests."""
        self.service.script = list(answers)
        with transaction(self.database) as session:
            order = drafting.ask(session, self.project, kind, wish or Wish(), self.tools, "ada")
        self.rest([order.id])
        with transaction(self.database) as session:
            return generation.one(session, order.id)

    def rest(self, orders: list[UUID]) -> None:
        """Wait until nothing is under way."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with transaction(self.database) as session:
                if generation.over(session, orders):
                    return
            time.sleep(0.05)
        raise TimeoutError

    def keep(self, code: str, who: str = "ada", option: int | None = None) -> str:
        with transaction(self.database) as session:
            project = projects.one(session, self.project.id)
            return drafting.keep(session, project, code, "the clearest", who, self.tools.blobs, option)

    def drafts(self) -> list[Draft]:
        with transaction(self.database) as session:
            return drafting.every(session, self.project, self.tools.blobs)

    def script(self) -> str:
        with transaction(self.database) as session:
            return story.one(session, self.project.id).text


@pytest.fixture(scope="module")
def signing(tmp_path_factory: pytest.TempPathFactory) -> keys.Keys:
    return keys.local_keys(tmp_path_factory.mktemp("keys") / "own", datetime.now(UTC))


@pytest.fixture
def writers(own_url: URL, tmp_path: Path, signing: keys.Keys, monkeypatch: pytest.MonkeyPatch) -> Iterator[Writers]:
    monkeypatch.setattr(rules, "FIRST_PAUSE", 0.01)
    database, service, blobs = connect(own_url), Service(), Disk(tmp_path / "blobs")
    with served(app(service)) as address:
        stated = {
            "url": f"{address}/v1",
            "model": "writer",
            "input_price": "1000",
            "output_price": "1000",
            "seconds": 5,
        }
        settings = chat.Settings.model_validate(stated)
        provider = chat.connect(settings, House(blobs, tmp_path, 1))
        specs: dict[str, Spec[Any]] = {"chat": chat.plugin, "simulated": simulated.plugin}
        asks = {"chat": chat.asks(settings), "simulated": {}}
        made = tools.Tools(database, blobs, specs, {"chat": provider}, tmp_path / "scratch", signing, asks)
        tools.equip(made)
        with transaction(database) as session:
            project = adopted(session, production(story=STORY, budget={"limit": "100"}))
        with engine.launch(own_url, declared=[queues.lane("chat", 2, look_seconds=0.05)]):
            yield Writers(database, service, made, project)
        provider.close()
    database.dispose()
