"""The pretend services that workers die at: how each is begun, what goes wrong there, and how its books are read."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from rushes.providers.base import Makes
from tests.simulators.chat import Fault
from tests.simulators.kit import Clock

FAULTS = ("drop", "break", "busy", "cut")
"""
What goes wrong once: the line ends when the order was taken, or the answer is 500 then; nothing is taken the first
time; the download ends in the middle.
"""


@dataclass(frozen=True)
class Pretence:
    """
    A pretend service.

    `leads` are the settings of a studio that uses it, with `{address}` for where it is; `told` is what it is made with.
    `faults` are its own names of `FAULTS`, `name` or `name=value`, `-` for what cannot happen there. `unit` is what one
    of its bill is worth in dollars. `held`: its answer is the result itself, so that one that is lost is lost for good.
    `counts`: it says what an order used; otherwise the low end of its estimate is what is booked.
    """

    id: str
    leads: Mapping[str, Any]
    faults: str
    told: Mapping[str, Any] = field(default_factory=dict)
    makes: Makes = Makes.VIDEO
    unit: float = 1.0
    held: bool = False
    counts: bool = True
    settled: int = 180
    """How many seconds it may take until what it took is surely in its list."""

    @property
    def happens(self) -> dict[str, str]:
        """What can go wrong, by our word."""
        return {ours: its for ours, its in zip(FAULTS, self.faults.split(), strict=True) if its != "-"}

    def begin(self) -> Any:
        """The service, whose clock runs as ours does."""
        clock = {} if self.id == "chat" else {"clock": Clock(speed=1.0, ahead=time.time())}
        return import_module(f"tests.simulators.{self.id}").Service(**clock, **self.told)

    def app(self, service: Any) -> Any:
        """It over HTTP."""
        return import_module(f"tests.simulators.{self.id}").app(service)

    def settings(self, address: str) -> dict[str, Any]:
        """What leads a studio to it."""
        return {
            name: said.format(address=address) if isinstance(said, str) else said for name, said in self.leads.items()
        }

    def throw(self, service: Any, fault: str) -> None:
        """Let something go wrong, once, the next time that it can."""
        name, _, value = self.happens[fault].partition("=")
        if self.id == "chat":
            service.script.insert(0, Fault(name, value))
        else:
            service.faults.throw(name, value or True)

    def calm(self, service: Any) -> None:
        """Let nothing go wrong any more."""
        if self.id == "chat":
            del service.script[:-1]
        else:
            service.faults.waiting.clear()

    def taken(self, service: Any) -> list[str]:
        """The ids of all orders that it took and keeps."""
        return [] if self.held else list(service.tasks if self.id == "ark" else service.floor.jobs)

    def billed(self, service: Any) -> tuple[int, float]:
        """How many orders it billed, and what they come to in dollars."""
        if self.id == "chat":
            return service.billed, service.billed_tokens * self.unit
        return service.bill.count, service.bill.total * self.unit


AT_ONCE = {"seconds": 0.0}
PRETENCES = {
    one.id: one
    for one in (
        Pretence(
            "ark",
            {"url": "{address}/api/v3", "key": "ark-key"},
            "drop break refuse=AccountRateLimitExceeded cut",
            {"latency": 0.0},
        ),
        Pretence(
            "fal",
            {"url": "{address}", "rest_url": "{address}", "key": "fal-sesame"},
            "drops breaks busy file_cut",
            AT_ONCE,
            counts=False,
        ),
        Pretence(
            "replicate",
            {"url": "{address}/v1", "key": "r8_sesame"},
            "drops breaks throttled file_cut",
            AT_ONCE,
            counts=False,
        ),
        Pretence(
            "comfyui",
            {"url": "{address}", "price": "3.6"},
            "prompt:drop prompt:500 prompt:429 view:short",
            {"seconds": 1.0},
            unit=0.001,
        ),
        Pretence(
            "runway",
            {"url": "{address}/v1", "key": "sesame"},
            "drops breaks daily truncated",
            unit=0.01,
        ),
        Pretence(
            "kling",
            {"url": "{address}", "key": "kling-key"},
            "drops breaks refuses=1302 truncates",
            AT_ONCE,
        ),
        Pretence(
            "minimax",
            {"url": "{address}", "key": "minimax-key"},
            "drops breaks refuses=1002 truncates",
            AT_ONCE,
            settled=75,
        ),
        Pretence(
            "gemini",
            {"url": "{address}", "key": "gemini-key"},
            "drops breaks refuses=rate truncates",
            AT_ONCE,
        ),
        Pretence(
            "openai",
            {"video_url": "{address}/v1", "video_model": "wan", "video_dialect": "vllm_omni", "video_price": "0.10"},
            "stumble=drops stumble=broken refuse=busy short",
            {"video": "vllm_omni", "quick": True},
            counts=False,
        ),
        Pretence(
            "elevenlabs",
            {"url": "{address}", "key": "sesame", "voice": "voice-narrator", "credit_price": "0.20"},
            "drops breaks busy -",
            makes=Makes.SPEECH,
            unit=0.0002,
            held=True,
        ),
        Pretence(
            "chat",
            {"url": "{address}/v1", "model": "small", "input_price": "2", "output_price": "2"},
            "drops breaks busy -",
            makes=Makes.TEXT,
            unit=0.000002,
            held=True,
        ),
    )
}
