"""What the gateway's steps work with, put in place once, when the program is put together."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine

from rushes import jobs
from rushes.craft.provenance.keys import Keys
from rushes.db.session import transaction
from rushes.generation import store
from rushes.generation.room import Room
from rushes.providers.base import Makes, Provider, Spec
from rushes.storage.blobs import Blobs


@dataclass(frozen=True)
class Tools:
    """
    The house's database and blobs, its providers, a scratch folder, and the keys it signs with.

    `asks` holds what of each provider's settings belongs to every request to it, `lacks` what its settings still lack
    before anything can be sent (empty: nothing), `rooms` where orders to it wait in this process.
    """

    database: Engine
    blobs: Blobs
    specs: Mapping[str, Spec[Any]]
    providers: Mapping[str, Provider]
    scratch: Path
    keys: Keys
    asks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    lacks: Mapping[str, str] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)

    def asked(self, provider: str, makes: Makes) -> dict[str, Any]:
        """What of a provider's settings belongs to a request for a kind of thing; what is for other kinds stays out."""
        asks = self.asks.get(provider, {})
        return {name: value for name, value in asks.items() if name not in set(Makes) or name == makes}

    def is_set_up(self, provider: str, makes: Makes) -> bool:
        """Whether a provider can be asked for a kind of thing; where its settings speak of kinds, they name it."""
        named = self.asks.get(provider, {}).keys() & set(Makes)
        return not self.lacks.get(provider) and (not named or makes in named)

    def room(self, provider: str) -> Room:
        """Where orders to a provider wait."""
        spec = self.specs[provider]
        made = Room(self.providers[provider], self._wishes, self._begun, spec.looks, jobs.ending)
        return self.rooms.setdefault(provider, made)

    def _wishes(self, orders: Sequence[str]) -> frozenset[str]:
        with transaction(self.database) as session:
            return store.wished(session, orders)

    def _begun(self, orders: Sequence[str]) -> frozenset[str]:
        with transaction(self.database) as session:
            return store.begun(session, orders)

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
