"""Desks for tests that order, and writers for tests that draft."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL
from sqlalchemy.orm import Session

from rushes.craft.provenance.keys import Keys
from rushes.db.session import connect, transaction
from rushes.generation import tools
from rushes.jobs import engine
from rushes.providers import footage, parts, simulated
from rushes.providers.base import House, Spec
from rushes.storage.disk import Disk
from tests.delivery.writers import signing, writers

__all__ = ["desk", "signing", "writers"]


@pytest.fixture
def desk(own_url: URL, tmp_path: Path, signing: Keys) -> Iterator[Session]:
    """A session in which clips can be ordered, of the pretend service and of one's own, and are never worked on."""
    database, blobs = connect(own_url), Disk(tmp_path / "blobs")
    specs: dict[str, Spec[Any]] = {"simulated": simulated.plugin, "import": footage.plugin, "parts": parts.plugin}
    house = House(blobs, tmp_path, 1)
    connected = {id: spec.connect(spec.settings(), house) for id, spec in specs.items()}
    tools.equip(tools.Tools(database, blobs, specs, connected, tmp_path / "scratch", signing))
    with engine.launch(own_url, worker=False), transaction(database) as session:
        yield session
    database.dispose()
