"""A studio with servers that speak OpenAI's protocols: what its tests order there, and how."""

import atexit
import functools
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rushes.providers import openai
from rushes.providers.base import Citation, Done, House, Makes, Provider, Request, Waiting
from rushes.storage.disk import Disk
from tests.simulators import openai as simulated
from tests.simulators.openai import Service
from tests.simulators.serving import served

KEY = "0b1f6c0e-7d0a-4a56-9c3f-2c1d3a8f5b21"
LINE = "It has my voice on it."


@dataclass(repr=False)
class Studio:
    """The servers, the provider that is connected to them, its settings and the house."""

    service: Service
    provider: Provider
    settings: openai.Settings
    house: House

    def asked(self, makes: Makes, prompt: str, **fields: Any) -> Request:
        """A request as the gateway makes it."""
        usual = {"frames": 1, "rate": "24", "width": 1280, "height": 720, "attempt": 1, "settings": {}}
        asked = Request(makes.value, prompt, **{**usual, **fields}, makes=makes)
        return replace(asked, settings={**openai.asks(self.settings), **asked.settings})

    def picture(self, **fields: Any) -> Request:
        """A panel."""
        return self.asked(Makes.IMAGE, "Wren lays the tape on the counter.", **fields)

    def line(self, prompt: str = LINE, **plan: Any) -> Request:
        """A line of dialogue."""
        said = {"speaker": "CH-WREN", "voice": "", "language": "en", "delivery": "", "seconds": 1.4} | plan
        return self.asked(Makes.SPEECH, prompt, frames=0, width=0, height=0, plan=said)

    def clip(self, frames: int = 72, **fields: Any) -> Request:
        """A shot."""
        return self.asked(Makes.VIDEO, "Rain. Wren runs.", frames=frames, **fields)

    def shown(self, *pictures: bytes, slot: str = "reference", kind: str = "image") -> tuple[Citation, ...]:
        """References to pictures that are in the house, and to one that has no file."""
        kept = [self.house.blobs.put_bytes(content) for content in pictures]
        sent = [Citation(number, "SH-1", "panel", sha, kind, slot) for number, sha in enumerate(kept, 1)]
        return (*sent, Citation(9, "CH-WREN", "in words alone"))

    def brought(self, asked: Request, name: str = "raw") -> tuple[Done, bytes]:
        """Order it, wait, bring it home: what it said at its end, and the file."""
        return self.fetched(asked, self.provider.submit(asked, KEY), name)

    def fetched(self, asked: Request, remote: str, name: str = "raw") -> tuple[Done, bytes]:
        """Look at what was ordered until it is done, and bring it home."""
        answer = self.provider.poll(remote)
        while isinstance(answer, Waiting):
            self.service.clock.turn(30)
            answer = self.provider.poll(remote)
        target = self.house.scratch / name
        self.provider.fetch(asked, answer, target)
        return answer, target.read_bytes()


@contextmanager
def studio(folder: Path, service: Service, **told: Any) -> Iterator[Studio]:
    """A studio at work with these servers."""
    house = House(Disk(folder / "blobs"), folder, 1)
    _PLAYING[:] = [simulated.app(service)]
    usual: dict[str, Any] = {"seconds": 5}
    for kind, price in (("image", "0.04"), ("speech", "15"), ("video", "0.10")):
        usual |= {f"{kind}_url": f"{_stage()}/v1", f"{kind}_key": service.key, f"{kind}_model": f"{kind}-1"}
        usual |= {f"{kind}_price": price, f"{kind}_dialect": getattr(service, kind).replace("localai", "openai")}
    settings = openai.Settings.model_validate({**usual, "speech_voices": ["alloy", "onyx"], **told})
    provider = openai.connect(settings, house)
    try:
        yield Studio(service, provider, settings, house)
    finally:
        provider.close()


_PLAYING: list[Any] = []


@functools.cache
def _stage() -> str:
    """The address of one server for all tests, which plays whatever is on."""

    async def relay(scope: Any, receive: Any, send: Any) -> None:
        await _PLAYING[0](scope, receive, send)

    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(served(relay))
