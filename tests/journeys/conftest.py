"""Data directories with a server that stays up between commands, so that each command starts quickly."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from rushes.db import server
from tests.journeys.studio import Program

QUICK = {"fsync": "off", "full_page_writes": "off", "shared_buffers": "32MB"}


@pytest.fixture
def program(data: Path, tmp_path: Path) -> Program:
    """The program on an empty data directory."""
    return Program(data, tmp_path)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program on a data directory that the tests of a module share."""
    with tempfile.TemporaryDirectory(prefix="rushes-test-") as folder, server.join(Path(folder) / "pg", **QUICK):
        yield Program(Path(folder), tmp_path_factory.mktemp("work"))
