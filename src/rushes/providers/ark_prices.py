"""What Ark counts and charges: a clip by tokens of its pixels and seconds, a picture by itself."""

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from rushes.kernel.money import Money
from rushes.providers import ark_offer
from rushes.providers.ark_offer import BY_THE_MODEL, Offer
from rushes.providers.base import Makes, Model, Request
from rushes.providers.pricing import Estimate, Price, Usage

SHORTEST_VIDEO = 2
LARGE = 2_601_123
"""Above so many pixels some picture models cost more."""


def tokens(area: int, seconds: int) -> Decimal:
    """
    The tokens of so many seconds, shown and made, of frames of so many pixels.

    At 24 frames a second and one more, as every bill seen so far has it; the manual's formula leaves that one out.
    """
    return Decimal((24 * seconds + 1) * area) / 1024


def quote(model: Model, request: Request) -> Estimate:
    """What a request will cost, from and to, at the host it is made at."""
    return _picture(model, request) if model.makes is Makes.IMAGE else _clip(model, request)


def clip_price(model: Model, host: str, resolution: str, *, video: bool, sound: bool) -> Price | None:
    """What a token costs; None where the table does not say."""
    return model.price(host=host, resolution=resolution, video=video, audio=sound)


def picture_price(model: Model, host: str, area: int, *, reference: bool = False) -> Price | None:
    """What a picture costs, or one that goes along; None where the table does not say."""
    return model.price(host=host, large=area > LARGE, reference=reference)


def priced(model: Model, host: str) -> bool:
    """Whether anything is known of its prices at a host."""
    return any(row.where.get("host", host) == host for row in model.prices)


def with_video(offer: Offer, task: Mapping[str, Any], seconds: int | None, counted: int) -> bool | None:
    """
    Whether a clip was made from another, which a task does not say but its tokens do; None where they cannot.

    The shortest clip that may go along adds two seconds.
    """
    if offer.video is None:
        return False
    areas = offer.areas(str(task.get("resolution")), str(task.get("ratio")))
    if seconds is None or not areas:
        return None
    return counted > tokens(max(areas), seconds + SHORTEST_VIDEO // 2)


def _clip(model: Model, request: Request) -> Estimate:
    offer, shape = ark_offer.offered(model), ark_offer.shape(model, request)
    areas = offer.areas(shape.resolution, shape.ratio) or [request.width * request.height]
    least, most = _seconds(model, offer, request, shape.seconds)
    used = (Decimal(math.floor(tokens(min(areas), least))), Decimal(math.ceil(tokens(max(areas), most))))
    video, sound = _videos(request) > 0, bool(request.settings.get("audio", True))
    host = ark_offer.host(request.settings)
    price = clip_price(model, host, shape.resolution, video=video, sound=sound) or _dearest(model, host)
    return _estimate(model, price, used)


def _seconds(model: Model, offer: Offer, request: Request, asked: int) -> tuple[int, int]:
    """
    The fewest and most seconds that may be counted, those of clips that go along among them.

    How long those are is not known here, nor the least that Ark then charges: the most that may go along is above both.
    """
    shortest, longest = (int(seconds) for seconds in model.seconds)
    made = (shortest, longest) if asked == BY_THE_MODEL else (asked, asked)
    if not _videos(request) or offer.video is None:
        return made
    return made[0] + SHORTEST_VIDEO * _videos(request), made[1] + int(offer.video.total)


def _videos(request: Request) -> int:
    return sum(citation.kind == "video" and bool(citation.sha256) for citation in request.citations)


def _picture(model: Model, request: Request) -> Estimate:
    offer, host = ark_offer.offered(model), ark_offer.host(request.settings)
    width, height = ark_offer.raster(offer, request.width, request.height)
    price = picture_price(model, host, width * height) or _dearest(model, host)
    whole = _estimate(model, price, (Decimal(1), Decimal(1)))
    along = sum(bool(citation.sha256) for citation in request.citations) - offer.free_images
    each = picture_price(model, host, width * height, reference=True) if offer.free_images else None
    if each is None or along <= 0:
        return whole
    return Estimate(whole.low, whole.high + each.cost(Decimal(along)), whole.prices, whole.used)


def _dearest(model: Model, host: str) -> Price | None:
    """For what the table leaves open: as if it were the dearest."""
    rows = [row for row in model.prices if row.where.get("host", host) == host]
    return max(rows, key=lambda row: row.cost(Decimal(row.per)).micros, default=None)


def _estimate(model: Model, price: Price | None, used: tuple[Decimal, Decimal]) -> Estimate:
    if price is None:
        return Estimate(Money(0, "USD"), Money(0, "USD"), model.priced)
    low, high = used
    amounts = (Usage(low, price.unit), Usage(high, price.unit))
    return Estimate(price.cost(low), price.cost(high), model.priced, amounts)
