"""An account at a pretend Ark: the service, its address, the house that orders there, and requests to order."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Response

from rushes.providers.ark import Ark, Settings, asks
from rushes.providers.base import Citation, Done, House, Makes, Request, Sent
from rushes.providers.relay import NO_RELAY, Relay, nowhere
from rushes.storage.disk import Disk
from tests.simulators.ark import Service, app
from tests.simulators.kit import picture
from tests.simulators.serving import served

KEY = "0b1f6c0e-7d0a-4a56-9c3f-2c1d3a8f5b21"


@dataclass
class Account:
    """A house with an account at a service that runs."""

    service: Service
    address: str
    folder: Path
    relay: Relay = NO_RELAY
    callback: Callable[[str], str] = nowhere
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def house(self) -> House:
        """The house, with its blobs."""
        return House(Disk(self.folder / "blobs"), self.folder, 1, self.relay, self.callback)

    @property
    def stated(self) -> Settings:
        """The settings that lead there."""
        own = {"url": f"{self.address}/api/v3", "key": self.service.key, "seconds": 5.0}
        return Settings.model_validate(own | self.settings)

    @contextmanager
    def ark(self) -> Iterator[Ark]:
        """The provider, connected, by the service's clock."""
        with closing(Ark(self.stated, self.house, now=self.service.clock.now)) as connected:
            yield connected

    def request(self, model: str = "seedance-2.0", **fields: Any) -> Request:
        """A clip of five seconds in 720p, unless it is said otherwise; `settings` add to those of the account."""
        settings = {**asks(self.stated), **fields.pop("settings", {})}
        asked = Request(model, "A tape on a counter.", 120, "24", 1280, 720, 1, settings=settings)
        return replace(asked, **fields)

    def still(self, **fields: Any) -> Request:
        """A picture."""
        model = fields.pop("model", "seedream-5.0")
        return self.request(model, frames=1, makes=Makes.IMAGE, **fields)

    def sent(self, request: Request, taken: frozenset[str] = frozenset()) -> Sent:
        """The request, as it was sent just now."""
        return Sent(KEY, request, datetime.fromtimestamp(self.service.clock.now(), UTC), taken)

    def image(self, width: int = 640, height: int = 360, **fields: Any) -> Citation:
        """A picture that goes along."""
        sha256 = self.house.blobs.put_bytes(picture(width, height))
        return replace(Citation(1, "CH-WREN", "identity", sha256), **fields)

    def file(self, content: bytes, kind: str, **fields: Any) -> Citation:
        """A clip or sound that goes along."""
        sha256 = self.house.blobs.put_bytes(content)
        return replace(Citation(1, "CH-WREN", "motion", sha256, kind), **fields)

    @property
    def body(self) -> dict[str, Any]:
        """What Ark was asked last."""
        return self.service.asked[-1]

    def made(self, ark: Ark, request: Request) -> Done:
        """Order, and look until it is there."""
        remote = ark.submit(request, KEY)
        self.service.clock.turn(60)
        done = ark.poll(remote)
        assert isinstance(done, Done)
        return done


@contextmanager
def opened(folder: Path, service: Service | None = None, **fields: Any) -> Iterator[Account]:
    """An account at a service that runs as long as this lasts."""
    own = service or Service()
    with served(app(own)) as address:
        yield Account(own, address, folder, **fields)


class Shelf:
    """A relay on this machine: every blob at an address of its own, as long as it is asked for."""

    def __init__(self, blobs: Disk) -> None:
        self.blobs, self.address = blobs, ""

    def link(self, sha256: str, suffix: str) -> str:
        """The address of a blob."""
        return f"{self.address}/{sha256}{suffix}"

    @contextmanager
    def standing(self) -> Iterator["Shelf"]:
        """Served."""
        made = FastAPI()

        @made.get("/{name}")
        def file(name: str) -> Response:
            return Response(self.blobs.read(name[:64]))

        with served(made) as self.address:
            yield self
