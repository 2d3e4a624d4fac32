"""A pretend service with a real price: it draws test cards, charges by the second, and fails on request."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from rushes.kernel.money import Money
from rushes.kernel.timecode import Rate
from rushes.media import testcard
from rushes.providers.base import (
    Answer,
    Done,
    House,
    Makes,
    Model,
    Nature,
    Provider,
    Request,
    Sent,
    Spec,
    Trace,
)
from rushes.providers.errors import Cause, ProviderFailure
from rushes.providers.pricing import Estimate

PRICES = "simulated-2026-11"
A_SECOND = Money.of("0.10", "USD")


class Settings(BaseModel):
    """How the pretend service behaves."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fails: Cause | None = Field(None, description="A cause with which every order fails after it was accepted.")


class Simulated(Provider):
    """The pretend service, connected; it has no memory, so an order is found by its key alone."""

    def __init__(self, settings: Settings) -> None:
        self._fails = settings.fails

    def submit(self, request: Request, key: str) -> str:
        """Accept; the remote id is the key."""
        del request
        return key

    def find(self, sent: Sent) -> str | Trace:
        """Every key was accepted."""
        return sent.key

    def poll(self, remote: str) -> Answer:
        """Finished at once, or failed as set."""
        if self._fails:
            raise ProviderFailure(
                self._fails, f"The pretend service fails with {self._fails}.", "Order it again.", remote
            )
        return Done()

    def fetch(self, request: Request, done: Done, target: Path) -> None:
        """A test card of the size and length asked for."""
        del done
        size, rate = (request.width, request.height), Rate.of(request.rate)
        testcard.clip(target, request.frames, size=size, rate=rate, hue=request.seed % 180)


def quote(model: Model, request: Request) -> Estimate:
    """By the second; the low end is what it costs when it goes well, the high end half as much again."""
    del model
    seconds = request.frames / Rate.of(request.rate).value
    low = int(seconds * A_SECOND.micros)
    return Estimate(Money(low, A_SECOND.currency), Money(low * 3 // 2, A_SECOND.currency), PRICES)


def connect(settings: Settings, house: House) -> Simulated:
    """Nothing to connect to."""
    del house
    return Simulated(settings)


plugin = Spec(
    id="simulated",
    title="Simulated service",
    models=(Model("card", "Test cards", Makes.VIDEO, (0.5, 60.0), (1920, 1080), Nature.RULES, anchors=True),),
    settings=Settings,
    connect=connect,
    quote=quote,
    lane=4,
    terms="No service, no terms: it draws test cards on this machine.",
)
