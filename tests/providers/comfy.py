"""A pretend ComfyUI with a studio beside it, and orders to send there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rushes.kernel.timecode import Rate
from rushes.media import testcard
from rushes.providers import comfyui
from rushes.providers.base import Citation, Done, House, Makes, Request
from rushes.providers.comfyui import Comfy, Settings
from rushes.storage.disk import Disk
from tests.simulators import kit
from tests.simulators.comfymachine import Service
from tests.simulators.comfyui import app
from tests.simulators.serving import served

KEY = "0b1f6c0e-7d0a-4a56-9c3f-2c1d3a8f5b21"
OTHER = "5e0a7c1b-1f4d-4c58-8f0e-9d8c7b6a5f43"


@dataclass
class Bench:
    """A ComfyUI, the studio's connection to it, and its house."""

    service: Service
    comfy: Comfy
    house: House
    settings: Settings
    folder: Path = field(default_factory=Path)

    def request(self, model: str = "wan22-5b", **fields: Any) -> Request:
        """A second of clip from words, as the settings ask for it."""
        told: dict[str, Any] = {
            "prompt": "Wren lays the tape on the counter.",
            "frames": 24,
            "rate": "24",
            "width": 128,
            "height": 96,
        }
        asks = {**comfyui.asks(self.settings), **fields.pop("settings", {})}
        return Request(model=model, attempt=1, settings=asks, **told | fields)

    def sent(self, model: str = "wan22-5b", key: str = KEY, **fields: Any) -> str:
        """Order something; the remote id."""
        return self.comfy.submit(self.request(model, **fields), key)

    def done(self, remote: str) -> Done:
        """Let the machine work until it is done."""
        self.service.clock.turn(1000)
        answer = self.comfy.poll(remote)
        assert isinstance(answer, Done), answer
        return answer

    def graph(self) -> dict[str, Any]:
        """The graph that was sent last."""
        graph: dict[str, Any] = self.service.asked[-1]["prompt"]
        return graph

    def inputs(self, node: str) -> dict[str, Any]:
        """What a node of it was given."""
        given: dict[str, Any] = self.graph()[node]["inputs"]
        return given

    def picture(self, shade: int = 90, form: str = "PNG", **where: Any) -> Citation:
        """A picture that goes along."""
        return Citation(1, "CH-WREN", "identity", self.house.blobs.put_bytes(kit.picture(64, 64, shade, form)), **where)

    def clip(self, rate: int = 24, frames: int = 24) -> Citation:
        """A clip that goes along, with its frame numbers in it."""
        path = self.folder / "motion.mp4"
        testcard.clip(path, frames, size=(256, 128), rate=Rate.of(rate))
        return Citation(1, "S01-SH01", "motion", self.house.blobs.put_file(path), kind="video")

    def words(self) -> Citation:
        """Spoken words that go along."""
        return Citation(1, "CH-WREN", "voice", self.house.blobs.put_bytes(kit.sound(1.0)), kind="audio")


@contextmanager
def bench(tmp_path: Path, service: Service | None = None, **settings: Any) -> Iterator[Bench]:
    """All of it, running."""
    service = service or Service()
    house = House(Disk(tmp_path / "blobs"), tmp_path / "scratch", 1)
    with served(app(service)) as url:
        stated = Settings.model_validate({"url": url, "seconds": 5} | settings)
        comfy = comfyui.connect(stated, house)
        try:
            yield Bench(service, comfy, house, stated, tmp_path)
        finally:
            comfy.close()


def picture(**fields: Any) -> dict[str, Any]:
    """What makes an order one for a picture."""
    return {"model": "z-image-turbo", "frames": 1, "makes": Makes.IMAGE} | fields
