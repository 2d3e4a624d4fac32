"""The embedded previz renderer as a provider: free, here, needs nothing; it draws in processes of its own."""

import multiprocessing
import os
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from rushes.craft.cards.asset import Asset
from rushes.craft.cards.card import Card
from rushes.craft.previz.shoot import Place, Shoot
from rushes.kernel import hashing
from rushes.kernel.timecode import Rate
from rushes.media import proxies
from rushes.providers.base import Answer, Done, House, Makes, Model, Nature, Provider, Request, Sent, Spec, Trace
from rushes.providers.pricing import free


class Settings(BaseModel):
    """Nothing to set."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Previz(Provider):
    """A few drawing processes, started when the first order comes."""

    def __init__(self, cores: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(cores, mp_context=context, initializer=_serve, initargs=(os.getpid(),))

    def submit(self, request: Request, key: str) -> str:
        """Nothing is sent; the remote id is the key."""
        del request
        return key

    def find(self, sent: Sent) -> str | Trace:
        """Nothing was sent anywhere, so nothing can be lost."""
        return sent.key

    def poll(self, remote: str) -> Answer:
        """Drawn when it is fetched."""
        return Done(output=remote)

    def fetch(self, request: Request, done: Done, target: Path) -> None:
        """Draw the clip or picture; the same request draws the same."""
        del done
        self._pool.submit(_draw, request.plain(), request.seed, target).result()

    def close(self) -> None:
        """End the drawing processes; a take that is being drawn is drawn again next time."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def _draw(plain: Mapping[str, Any], seed: int, target: Path) -> None:
    import cv2  # noqa: PLC0415

    from rushes.craft.previz import film  # noqa: PLC0415  heavy, and needed only in the drawing process

    cv2.setNumThreads(1)  # the processes share the cores
    request = Request.of(plain)
    if request.makes is Makes.IMAGE:
        proxies.save(_picture(request), target)
    else:
        film.film(shoot(request, seed), target)


def _picture(request: Request) -> NDArray[np.uint8]:
    from rushes.craft.previz import film, sheets  # noqa: PLC0415  as above

    plan = request.plan
    if "card" not in plan:
        (asset,) = map(Asset.model_validate, plan["assets"])
        return sheets.draw(asset, plan["view"], request.width, request.height)
    performance = hashing.seed(hashing.digest(plan["card"]))  # one for all panels of a card: they are of one take
    return film.still(shoot(request, performance), float(plan["seconds"]))


def shoot(request: Request, seed: int) -> Shoot:
    """What is drawn for a request with a card: the same request and seed are the same performance."""
    card = Card.model_validate(request.plan["card"])
    rate = Rate.of(request.rate)
    return Shoot(
        card=card,
        assets=tuple(Asset.model_validate(asset) for asset in request.plan["assets"]),
        place=Place(**request.plan["place"]),
        rate=rate,
        frames=request.frames if request.makes is Makes.VIDEO else rate.frames(card.seconds),
        width=request.width,
        height=request.height,
        seed=seed,
        aspect=float(request.plan.get("picture", 0.0)),
        take=request.attempt,
    )


def _serve(parent: int) -> None:
    """End this drawing process when the one that asked is gone, however it ended."""
    threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(0)


def connect(settings: Settings, house: House) -> Previz:
    """As many drawing processes as the house has cores for."""
    del settings
    return Previz(house.cores)


plugin = Spec(
    id="previz",
    title="Previz",
    models=(
        Model("animatic-1", "Embedded animatic", Makes.VIDEO, (0.5, 60.0), (1280, 720), Nature.RULES),
        Model("panel-1", "Embedded panels and sheets", Makes.IMAGE, (0.5, 60.0), (1280, 1280), Nature.RULES),
    ),
    settings=Settings,
    connect=connect,
    quote=free,
    terms="Drawn by rules on this machine; what it draws is yours.",
)
