"""What Ark tells of a task or a picture, read with patience: what is missing is missing, what is strange still runs."""

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from rushes.kernel.money import Money
from rushes.providers import ark_codes, ark_offer, ark_prices
from rushes.providers.base import Answer, Done, Makes, Model, Waiting
from rushes.providers.errors import Cause, ProviderFailure
from rushes.providers.pricing import Usage

SUCCEEDED = "succeeded"
CANCELLED = "cancelled"
OVER = {SUCCEEDED, "failed", "expired", CANCELLED}
QUEUED = "queued"
ENDS = {"expired": Cause.EXPIRED, CANCELLED: Cause.CANCELLED}
KEPT = (
    "id", "model", "seed", "resolution", "ratio", "duration", "framespersecond", "generate_audio", "revised_prompt",
    "created_at", "updated_at",
)  # fmt: skip
MOST_TOKENS = 1_000_000_000
LONGEST = 4000


def status(task: Mapping[str, Any]) -> str:
    """What a task says of how far it is."""
    said = task.get("status")
    return str(plain(said))[:40] if isinstance(said, str) and said else "unknown"


def answer(task: Mapping[str, Any], host: str, models: Iterable[Model], named: Mapping[str, str], raw: str) -> Answer:
    """
    What a task has come to.

    Args:
        named: the account's own names of models, by model id.

    Raises:
        ProviderFailure: it failed, was cancelled, or was not done in time.
    """
    said = status(task)
    if said == "failed":
        raise ark_codes.failure(*ark_codes.told(task), raw)
    if said in ENDS:
        cause = ENDS[said]
        raise ProviderFailure(cause, ark_codes.SAYS[cause], ark_codes.THEN[cause], raw)
    if said != SUCCEEDED:
        return Waiting(said)
    counted = tokens(task)
    used = Usage(Decimal(counted), "token") if counted else None
    return Done(link(task, "video_url"), _cost(task, counted, host, models, named), reported(task), used)


def link(task: Mapping[str, Any], which: str) -> str:
    """The address of what was made; empty when it has run out."""
    content = task.get("content")
    said = content.get(which) if isinstance(content, dict) else None
    return said if isinstance(said, str) else ""


def reported(task: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of a finished task; its last frame by its address, with which the next shot may begin."""
    found = {key: plain(task[key]) for key in KEPT if key in task}
    frame = link(task, "last_frame_url")
    return {key: value for key, value in found.items() if value is not None} | ({"last_frame": frame} if frame else {})


def matches(task: Mapping[str, Any], asked: Mapping[str, Any]) -> bool | None:
    """Whether a task is the one that was asked for; None while it does not say by which seed it is made."""
    seed = whole(task.get("seed"))
    if any(_other(task.get(key), value) for key, value in asked.items()):
        return False
    return None if seed is None else seed == asked["seed"]


def tokens(task: Mapping[str, Any]) -> int | None:
    """The tokens it used; None where it does not say, or says what cannot be."""
    usage = task.get("usage")
    said = whole(usage.get("completion_tokens")) if isinstance(usage, dict) else None
    return said if said is not None and 0 < said <= MOST_TOKENS else None


def picture(answered: Mapping[str, Any], remote: str, host: str, models: Iterable[Model], raw: str) -> Done:
    """
    What a call for a picture has brought.

    Raises:
        ProviderFailure: it was refused after all, or holds none.
    """
    data = answered.get("data")
    first = next((item for item in data if isinstance(item, dict)), {}) if isinstance(data, list) else {}
    code, message = ark_codes.told(first) if "error" in first else ark_codes.told(answered)
    url, inside = first.get("url"), first.get("b64_json")
    if not (isinstance(url, str) and url) and not (isinstance(inside, str) and inside):
        if code:
            raise ark_codes.failure(code, message, raw)
        raise ProviderFailure(Cause.PROVIDER_FAULT, "Ark's answer holds no picture.", "Order it again.", raw)
    kept = {key: plain(answered[key]) for key in ("model", "created") if key in answered}
    size = first.get("size") if isinstance(first.get("size"), str) else ""
    model = next(
        (one for one in models if one.makes is Makes.IMAGE and _is(one, answered.get("model"), host, {})), None
    )
    price = ark_prices.picture_price(model, host, _area(size)) if model and _area(size) else None
    cost = price.cost(Decimal(1)) if price else None
    output = url if isinstance(url, str) and url else remote
    return Done(output, cost, kept | ({"size": size} if size else {}), Usage(Decimal(1), "image"))


def whole(said: object) -> int | None:
    """A whole number, however it is written; None for anything else."""
    if isinstance(said, bool):
        return None
    if isinstance(said, int):
        return said
    if isinstance(said, float) and math.isfinite(said):
        return round(said)
    return int(said) if isinstance(said, str) and said.isascii() and said.isdigit() and len(said) < 20 else None


def plain(said: object) -> str | int | float | bool | None:
    """A value as it can be kept: short, finite, and without what no database keeps as text."""
    if isinstance(said, str):
        return said.replace("\0", "").encode("utf-8", "replace").decode()[:LONGEST]
    if isinstance(said, bool):
        return said
    if isinstance(said, int):
        return said if abs(said) < 2**63 else None
    return said if isinstance(said, float) and math.isfinite(said) else None


def other_model(task: Mapping[str, Any], model: Model, host: str, models: Iterable[Model]) -> bool:
    """Whether a task says that it is of another model that is known; an endpoint's name says nothing."""
    said = task.get("model")
    known = [one for one in models if _is(one, said, host, {})]
    return bool(known) and model.id not in {one.id for one in known}


def _cost(
    task: Mapping[str, Any], counted: int | None, host: str, models: Iterable[Model], named: Mapping[str, str]
) -> Money | None:
    model = next((one for one in models if _is(one, task.get("model"), host, named)), None)
    if model is None or counted is None:
        return None
    video = ark_prices.with_video(ark_offer.offered(model), task, whole(task.get("duration")), counted)
    if video is None:
        return None
    sound = task.get("generate_audio") is not False
    price = ark_prices.clip_price(model, host, str(task.get("resolution")), video=video, sound=sound)
    return price.cost(Decimal(counted)) if price else None


def _is(model: Model, said: object, host: str, named: Mapping[str, str]) -> bool:
    return isinstance(said, str) and said in {ark_offer.offered(model).wire.get(host), named.get(model.id)}


def _other(said: object, asked: object) -> bool:
    """Whether a task says of something that it is not as it was asked for; what it does not say may be."""
    if said is None or said == "":
        return False
    return whole(said) != asked if isinstance(asked, int) else said != asked


def _area(size: str) -> int:
    sides = [whole(side) or 0 for side in size.lower().split("x")]
    return sides[0] * sides[1] if len(sides) == 2 else 0
