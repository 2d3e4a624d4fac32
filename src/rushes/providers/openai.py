"""
Pictures, speech and clips from servers that speak OpenAI's protocols: vLLM-Omni, LocalAI, Kokoro, resellers, OpenAI.

Each of the three has its own server, since a local one serves one model; which models there are and what they cost only
the settings know. Pictures and speech come with the answer, which is kept as a blob: its hash is the order's remote id.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from threading import Lock
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from rushes.kernel.money import Money
from rushes.providers import catalogue, openai_video
from rushes.providers.base import (
    Answer,
    Cancelled,
    Done,
    House,
    Makes,
    Model,
    Provider,
    Request,
    Sent,
    Spec,
    Trace,
)
from rushes.providers.errors import Cause, ProviderFailure
from rushes.providers.openai_images import Images
from rushes.providers.openai_speech import Speech
from rushes.providers.openai_video import Videos
from rushes.providers.pricing import Estimate, Price, Usage
from rushes.providers.wire import Wire

SHIPPED = catalogue.shipped("openai")
MAKERS: Mapping[str, type[Images | Speech | Videos]] = {
    Makes.IMAGE: Images,
    Makes.SPEECH: Speech,
    Makes.VIDEO: Videos,
}
UNITS = {Makes.IMAGE: ("image", 1), Makes.SPEECH: ("character", 1_000_000), Makes.VIDEO: ("second", 1)}
ADDRESS = r"^https?://[^\s@]+$"

Size = Annotated[str, Field(pattern=r"^[1-9]\d{1,4}x[1-9]\d{1,4}$")]


class Settings(BaseModel):
    """The servers, their models, and what they charge."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    image_url: str = Field("http://127.0.0.1:8000/v1", pattern=ADDRESS, description="The address before /images.")
    image_key: SecretStr = Field(SecretStr(""), description="The key of the account there, where one is wanted.")
    image_model: str = Field("", description="The model of pictures, by the server's own name; empty: none.")
    image_dialect: Literal["openai", "vllm_omni"] = Field("openai", description="Whose server it is; LocalAI: openai.")
    image_sizes: tuple[Size, ...] = Field((), description="The sizes it makes, such as 1536x1024; empty: any.")
    image_quality: str = Field("", description="The quality to ask for, where it has several.")
    image_price: Decimal = Field(Decimal(0), ge=0, decimal_places=6, description="US dollars for a picture.")
    speech_url: str = Field("http://127.0.0.1:8880/v1", pattern=ADDRESS, description="The address before /audio.")
    speech_key: SecretStr = Field(SecretStr(""), description="The key of the account there, where one is wanted.")
    speech_model: str = Field("", description="The model of speech, by the server's own name; empty: none.")
    speech_dialect: Literal["openai", "kokoro", "vllm_omni"] = Field("openai", description="Whose server it is.")
    speech_voices: tuple[str, ...] = Field((), description="Its voices, for speakers who are given none of their own.")
    speech_price: Decimal = Field(
        Decimal(0), ge=0, decimal_places=6, description="US dollars for a million characters."
    )
    video_url: str = Field("http://127.0.0.1:8091/v1", pattern=ADDRESS, description="The address before /videos.")
    video_key: SecretStr = Field(SecretStr(""), description="The key of the account there, where one is wanted.")
    video_model: str = Field("", description="The model of clips, by the server's own name; empty: none.")
    video_dialect: Literal["openai", "vllm_omni", "newapi"] = Field("openai", description="Whose server it is.")
    video_sizes: tuple[Size, ...] = Field((), description="The sizes it makes; empty: those of its dialect.")
    video_lengths: tuple[int, ...] = Field((), description="The seconds it makes; empty: those of its dialect.")
    video_rate: int = Field(0, ge=0, le=120, description="The frames a second it makes; 0: those of the film.")
    video_sound: bool = Field(False, description="Whether the model can make sound with the picture (vllm_omni).")
    video_price: Decimal = Field(Decimal(0), ge=0, decimal_places=6, description="US dollars for a second.")
    seconds: float = Field(300.0, gt=0, le=1800, description="How long an answer may take.")


class OpenAI(Provider):
    """The servers, connected; each remote id begins with what was ordered (`image:`)."""

    def __init__(self, settings: Settings, house: House) -> None:
        self._settings = settings
        self._house = house
        self._models = {model.makes: model for model in (*SHIPPED.models, *house.models)}
        self._own = asks(settings)
        self._wires: list[Wire] = []
        self._makers: dict[str, Provider] = {}
        self._lock = Lock()

    def refuses(self, request: Request) -> str:
        """What the server cannot be asked for, and what was meant for another one."""
        meant, own = (told.get(request.makes, {}) for told in (request.settings, self._own))
        if any(meant.get(name) != own.get(name) for name in ("host", "dialect") if meant):
            return f"It was meant for {meant.get('host')}, and the settings name another server now: order it again."
        return self._maker(request.makes).refuses(request)

    def submit(self, request: Request, key: str) -> str:
        """Ask the server that makes it."""
        return f"{request.makes}:{self._maker(request.makes).submit(request, key)}"

    def find(self, sent: Sent) -> str | Trace:
        """A clip whose order was lost, where the server lists them."""
        makes = sent.request.makes
        found = self._maker(makes).find(sent)
        return found if isinstance(found, Trace) else f"{makes}:{found}"

    def named(self, request: Request, id: str) -> str:
        """A server's own id of a clip, with what was ordered before it; a picture and a line have none."""
        kind = f"{request.makes}:"
        return "" if request.makes is not Makes.VIDEO else id if id.startswith(kind) else f"{kind}{id}"

    def poll(self, remote: str) -> Answer:
        """Look at it; what came with the answer is there already."""
        maker, id = self._ordered(remote)
        return maker.poll(id)

    def fetch(self, request: Request, done: Done, target: Path) -> None:
        """Bring it home."""
        self._maker(request.makes).fetch(request, done, target)

    def cancel(self, remote: str) -> Cancelled:
        """Only vLLM-Omni stops a clip that has begun."""
        maker, id = self._ordered(remote)
        return maker.cancel(id)

    def close(self) -> None:
        """Let go of the connections."""
        for wire in self._wires:
            wire.close()

    def _ordered(self, remote: str) -> tuple[Provider, str]:
        makes, _, id = remote.partition(":")
        if makes not in MAKERS or not id:
            raise ProviderFailure(Cause.NOT_FOUND, f"{remote[:80]} is no order of these servers.")
        return self._maker(makes), id

    def _maker(self, makes: str) -> Provider:
        """Who asks the server of a kind; connected when it is first needed, for few studios have all three."""
        with self._lock:
            if makes not in self._makers:
                self._wires.append(_wire(self._settings, makes))
                own = self._own.get(makes, {})
                self._makers[makes] = MAKERS[makes](self._wires[-1], self._house, self._models[Makes(makes)], own)
            return self._makers[makes]


def _wire(settings: Settings, makes: str) -> Wire:
    """A line to the server of a kind, with its own key and no other's."""
    key = getattr(settings, f"{makes}_key").get_secret_value()
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return Wire(getattr(settings, f"{makes}_url"), headers, secrets=(key,), seconds=settings.seconds)


def asks(settings: Settings) -> dict[str, Any]:
    """What of the settings belongs to a request, by what it makes; nothing of what is not set up."""
    return {str(makes): _asked(settings, makes) for makes in UNITS if getattr(settings, f"{makes}_model")}


def _asked(settings: Settings, makes: Makes) -> dict[str, Any]:
    """All settings of a kind but its key; of its address the host alone, which changes what comes."""
    said = settings.model_dump(mode="json", exclude={f"{makes}_key", f"{makes}_url"})
    host = re.sub(r"^https?://([^/:]*).*$", r"\1", getattr(settings, f"{makes}_url"))
    own = {name.removeprefix(f"{makes}_"): value for name, value in said.items() if name.startswith(f"{makes}_")}
    return {"host": host, **own}


def ready(settings: Settings) -> str:
    """Without any model there is nothing to ask for."""
    if asks(settings):
        return ""
    return "Name a model under [providers.openai] of rushes.toml: image_model, speech_model or video_model."


def quote(model: Model, request: Request) -> Estimate:
    """By the picture, the character or the second, at the prices of the settings."""
    told: Mapping[str, Any] = request.settings.get(str(request.makes), {})
    unit, per = UNITS[request.makes]
    amounts = {Makes.IMAGE: Decimal(1), Makes.SPEECH: Decimal(len(request.prompt))}
    amount = amounts.get(request.makes) or openai_video.billed(request, told, model.data)
    price = str(told.get("price", 0))
    cost = Price(unit, Money.of(price, "USD"), per).cost(amount)
    used = Usage(amount, unit)
    of = f"{per:,} {unit}s" if per > 1 else f"a {unit}"
    return Estimate(cost, cost, f"settings: {price} USD for {of}", (used, used))


def connect(settings: Settings, house: House) -> OpenAI:
    """Clients; nothing is sent yet."""
    return OpenAI(settings, house)


plugin = Spec(
    id="openai",
    title="OpenAI-compatible servers",
    models=SHIPPED.models,
    settings=Settings,
    connect=connect,
    quote=quote,
    asks=asks,
    ready=ready,
    lane=4,
    terms=SHIPPED.terms,
    looks=(2.0, 20.0),
)
