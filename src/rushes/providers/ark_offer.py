"""What a model of Ark offers, as its data file says it, and what of that fits a request; pure."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict

from rushes.kernel.timecode import Rate
from rushes.providers.base import Model, Request

RATIOS = ("16:9", "4:3", "1:1", "3:4", "9:16", "21:9")
ADAPTIVE = "adaptive"
BYTEPLUS = "byteplus"
BY_THE_MODEL = -1
CLOSE_ENOUGH = 0.95
"""How much of the raster asked for a resolution must have: 1080p is enough for a picture of 1998 x 1080."""


class Limits(BaseModel):
    """What files of one kind must be to go along: at most so many, each within these bounds, `total` seconds in all."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    most: int
    megabytes: int
    sides: tuple[int, int] = (1, 1 << 16)
    ratios: tuple[float, float] = (0.0, math.inf)
    pixels: tuple[int, int] = (1, 1 << 32)
    seconds: tuple[float, float] = (0.0, math.inf)
    total: float = math.inf


class Offer(BaseModel):
    """
    What the data of a model say.

    `wire` is its name at each host. `sizes` are the rasters of each resolution in the order of RATIOS; `adaptive` the
    modes whose ratio must be left to the model; `typed` that references are asked for by kind of task; `sound` that it
    makes sound; `audio_alone` that sound may go along alone; `expires` that a task can be told after how long Ark is to
    give it up. For pictures: `raster` is the least and most pixels, `png` that it can be asked for PNG, `free_images`
    how many go along for nothing.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    wire: Mapping[str, str]
    sizes: Mapping[str, tuple[tuple[int, int], ...]] = {}
    sound: bool = False
    typed: bool = False
    adaptive: tuple[str, ...] = ()
    audio_alone: bool = False
    expires: bool = False
    image: Limits | None = None
    video: Limits | None = None
    audio: Limits | None = None
    raster: tuple[int, int] = (1, 1 << 32)
    png: bool = False
    free_images: int = 0

    def limits(self, kind: str) -> Limits | None:
        """The limits of a kind of file; None where it takes none."""
        found: Mapping[str, Limits | None] = {"image": self.image, "video": self.video, "audio": self.audio}
        return found.get(kind)

    def areas(self, resolution: str, ratio: str) -> list[int]:
        """The pixels a frame may have: one number where the ratio is known, else one for each."""
        sizes = self.sizes.get(resolution, ())
        known = [size for name, size in zip(RATIOS, sizes, strict=False) if name == ratio] or list(sizes)
        return [width * height for width, height in known]


@dataclass(frozen=True)
class Shape:
    """What a clip is asked for: `seconds` may be -1 and `ratio` `adaptive`, where the model decides."""

    mode: str
    seconds: int
    resolution: str
    ratio: str


def offered(model: Model) -> Offer:
    """The data of a model."""
    return Offer.model_validate(dict(model.data))


def host(settings: Mapping[str, Any]) -> str:
    """At which host a request is made."""
    return str(settings.get("host", BYTEPLUS))


def name(model: Model, settings: Mapping[str, Any]) -> str:
    """By which name the host knows the model, or the account's own endpoint for it; empty where it has none."""
    endpoints = settings.get("endpoints") or {}
    return str(endpoints.get(model.id) or offered(model).wire.get(host(settings), ""))


def mode(request: Request) -> str:
    """What a clip is made from: as the files that go along say, unless one is edited or extended."""
    said = str(request.settings.get("mode", ""))
    if said in {"edit", "extend"}:
        return said
    slots = {citation.slot for citation in request.citations if citation.sha256}
    if "first_frame" in slots:
        return "first_last" if "last_frame" in slots else "first_frame"
    return "references" if "reference" in slots else "text"


def shape(model: Model, request: Request) -> Shape:
    """The clip that is asked for: never shorter or smaller than the request, as far as the model reaches."""
    offer, made = offered(model), mode(request)
    least, most = (int(seconds) for seconds in model.seconds)
    seconds = BY_THE_MODEL if offer.typed and made == "edit" else min(max(wanted(request), least), most)
    ratio = nearest(request.width, request.height)
    resolution = str(request.settings.get("resolution") or _resolution(offer, ratio, request))
    return Shape(made, seconds, resolution, ADAPTIVE if made in offer.adaptive else ratio)


def wanted(request: Request) -> int:
    """The whole seconds that hold all its frames."""
    return -(-request.frames // Rate.of(request.rate).nominal)


def nearest(width: int, height: int) -> str:
    """The ratio that is nearest to a raster's."""
    aspect = max(width, 1) / max(height, 1)
    return min(RATIOS, key=lambda ratio: abs(math.log(aspect / _wide(ratio))))


def raster(offer: Offer, width: int, height: int) -> tuple[int, int]:
    """The size to ask of a picture model: this one, made larger or smaller in its ratio where it must be; even."""
    least, most = offer.raster
    area = max(width * height, 1)
    if area < least:
        scale = math.sqrt(least / area)
        return 2 * math.ceil(width * scale / 2 - 1e-6), 2 * math.ceil(height * scale / 2 - 1e-6)
    scale = min(1.0, math.sqrt(most / area))
    return 2 * int(width * scale / 2), 2 * int(height * scale / 2)


def _resolution(offer: Offer, ratio: str, request: Request) -> str:
    place = RATIOS.index(ratio)
    for resolution, sizes in offer.sizes.items():
        width, height = sizes[place]
        if width >= CLOSE_ENOUGH * request.width and height >= CLOSE_ENOUGH * request.height:
            return resolution
    return list(offer.sizes)[-1]


def _wide(ratio: str) -> float:
    wide, high = map(int, ratio.split(":"))
    return wide / high
