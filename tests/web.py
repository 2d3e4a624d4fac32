"""The web application for tests: a studio with the small production of Ada's, asked by whoever a test says."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import URL, Engine
from starlette.testclient import TestClient

from rushes import app
from rushes.bootstrap import Studio
from rushes.config import Settings
from rushes.craft.production.folder import Production
from rushes.craft.provenance import keys
from rushes.db.session import connect, transaction
from rushes.delivery import folder
from rushes.storage.disk import Disk

ADDRESS = "http://127.0.0.1:7878"


@dataclass(frozen=True)
class House:
    """A studio with one production, and where it is on the web."""

    studio: Studio
    project_id: UUID

    @property
    def database(self) -> Engine:
        """Its database."""
        return self.studio.database

    def at(self, path: str) -> str:
        """The address of something of the production."""
        return f"/api/projects/{self.project_id}{path}"

    def asked_by(self, name: str) -> TestClient:
        """The application as this person sees it."""
        return TestClient(app.create(self.studio, name), base_url=ADDRESS)


@contextmanager
def house(url: URL, place: Path, stated: Production) -> Iterator[House]:
    """A studio on that database, with a production of Ada's."""
    bound = connect(url)
    local = keys.local_keys(place / "keys", datetime.now(UTC))
    with transaction(bound) as session:
        project = folder.adopt(session, stated, "/films/own", "ada").id
    yield House(Studio(Settings(data=place), bound, Disk(place / "blobs"), {}, local, 1), project)
    bound.dispose()
