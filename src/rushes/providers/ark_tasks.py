"""What Ark tells of a task or a picture, read with patience: what is missing is missing, what is strange still runs."""

import base64
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rushes.kernel.money import Money
from rushes.providers import ark_codes, ark_offer, ark_prices
from rushes.providers.base import Answer, Done, Model, Waiting
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


@dataclass(frozen=True)
class Account:
    """Where tasks are told of: the host, and every model by the names that the host and the account have for it."""

    host: str
    known: Mapping[str, Model]

    @classmethod
    def of(cls, host: str, models: Iterable[Model], endpoints: Mapping[str, str]) -> "Account":
        """An account at a host; `endpoints` are its own names of models."""
        settings = ({"host": host}, {"host": host, "endpoints": endpoints})
        return cls(host, {ark_offer.name(model, one): model for model in models for one in settings})

    def model(self, said: Mapping[str, Any]) -> Model | None:
        """The model that a task or answer names; None for one that is not known."""
        name = said.get("model")
        return self.known.get(name) if isinstance(name, str) and name else None


def status(task: Mapping[str, Any]) -> str:
    """What a task says of how far it is."""
    said = task.get("status")
    return str(plain(said))[:40] if isinstance(said, str) and said else "unknown"


def answer(task: Mapping[str, Any], account: Account, raw: str) -> Answer:
    """
    What a task has come to.

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
    return Done(link(task, "video_url"), _cost(task, counted, account), reported(task), used)


def link(task: Mapping[str, Any], which: str) -> str:
    """The address of what was made; empty when it has run out."""
    content = task.get("content")
    return str(plain(_text(content, which))) if isinstance(content, dict) else ""


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


def picture(answered: Mapping[str, Any], remote: str, account: Account, raw: str) -> Done:
    """
    What a call for a picture has brought: its address, or the answer's own id where the picture is inside.

    Raises:
        ProviderFailure: it was refused after all, or holds none.
    """
    first = _first(answered)
    code, message = ark_codes.told(first) if "error" in first else ark_codes.told(answered)
    url, size = (str(plain(_text(first, key))) for key in ("url", "size"))
    there = url or _text(first, "b64_json")
    if code and not there:
        raise ark_codes.failure(code, message, raw)
    if not there:
        raise ProviderFailure(Cause.PROVIDER_FAULT, "Ark's answer holds no picture.", "Order it again.", raw)
    kept = {key: plain(answered[key]) for key in ("model", "created") if key in answered}
    return Done(
        url or remote, _picture_cost(answered, size, account), kept | {"size": size}, Usage(Decimal(1), "image")
    )


def inside(answered: Mapping[str, Any]) -> bytes:
    """The picture that an answer holds itself. ProviderFailure where it is damaged."""
    try:
        return base64.b64decode(_text(_first(answered), "b64_json"), validate=True)
    except ValueError:
        raise ProviderFailure(Cause.PROVIDER_FAULT, "The picture is damaged.", "Order it again.") from None


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


def _cost(task: Mapping[str, Any], counted: int | None, account: Account) -> Money | None:
    model = account.model(task)
    if model is None or counted is None:
        return None
    video = ark_prices.with_video(ark_offer.offered(model), task, whole(task.get("duration")), counted)
    if video is None:
        return None
    sound = task.get("generate_audio") is not False
    price = ark_prices.clip_price(model, account.host, str(task.get("resolution")), video=video, sound=sound)
    return price.cost(Decimal(counted)) if price else None


def _picture_cost(answered: Mapping[str, Any], size: str, account: Account) -> Money | None:
    sides = [whole(side) or 0 for side in size.lower().split("x")]
    area, model = sides[0] * sides[-1], account.model(answered)
    price = ark_prices.picture_price(model, account.host, area) if model and area and len(sides) == 2 else None
    return price.cost(Decimal(1)) if price else None


def _first(answered: Mapping[str, Any]) -> Mapping[str, Any]:
    """The first picture of an answer, or why there is none."""
    data = answered.get("data")
    return next((item for item in data if isinstance(item, dict)), {}) if isinstance(data, list) else {}


def _text(said: Mapping[str, Any], key: str) -> str:
    found = said.get(key)
    return found if isinstance(found, str) else ""


def _other(said: object, asked: object) -> bool:
    """Whether a task says of something that it is not as it was asked for; what it does not say may be."""
    if said is None or said == "":
        return False
    return whole(said) != asked if isinstance(asked, int) else said != asked
