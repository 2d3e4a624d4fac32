"""What the gateway's steps work with, put in place once, when the program is put together."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine

from rushes.craft.provenance.keys import Keys
from rushes.providers.base import Provider, Spec
from rushes.storage.blobs import Blobs


@dataclass(frozen=True)
class Tools:
    """
    The house's database and blobs, its providers, a scratch folder, and the keys it signs with.

    `asks` holds what of each provider's settings belongs to every request to it.
    """

    database: Engine
    blobs: Blobs
    specs: Mapping[str, Spec[Any]]
    providers: Mapping[str, Provider]
    scratch: Path
    keys: Keys
    asks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @contextmanager
    def workbench(self) -> Iterator[Path]:
        """A folder that is gone afterwards."""
        self.scratch.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=self.scratch) as folder:
            yield Path(folder)


_in_place: list[Tools] = []


def equip(tools: Tools) -> None:
    """Put the tools in place, for every step of this process."""
    _in_place[:] = [tools]


def tools() -> Tools:
    """The tools in place."""
    assert _in_place, "generation.tools.equip comes before any order"
    return _in_place[0]
