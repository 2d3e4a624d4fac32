"""What every provider is: a card that can be read without a key, and a connection of a few short calls."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from pydantic import BaseModel

from rushes.kernel import hashing
from rushes.kernel.money import Money
from rushes.storage.blobs import Blobs

S = TypeVar("S", bound=BaseModel)


class Makes(StrEnum):
    """What a model makes."""

    VIDEO = "video"
    IMAGE = "image"
    SPEECH = "speech"
    TEXT = "text"


class Nature(StrEnum):
    """What a provider's output is, for the label it must carry."""

    MODEL = "model"
    RULES = "rules"
    PERSON = "person"


@dataclass(frozen=True)
class Model:
    """
    One model on one surface: what it makes and within which limits.

    `surface` says how a prompt is worded for it; `anchors` that it takes pictures as first and last frames.
    """

    id: str
    title: str
    makes: Makes
    seconds: tuple[float, float]
    largest: tuple[int, int]
    nature: Nature = Nature.MODEL
    surface: str = "neutral"
    anchors: bool = False


@dataclass(frozen=True)
class Citation:
    """A reference as it is sent: its number in the request, the asset and role it stands for, the file's hash."""

    ordinal: int
    asset: str
    role: str
    sha256: str = ""


@dataclass(frozen=True)
class Request:
    """
    Exactly what is asked; its digest is what a grant authorises, so any changed byte voids the grant.

    `plan` is the structured card, cast and place, for embedded makers that read the plan rather than the prose. A
    picture is one frame, a text none.
    """

    model: str
    prompt: str
    frames: int
    rate: str
    width: int
    height: int
    attempt: int
    citations: tuple[Citation, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    plan: Mapping[str, Any] = field(default_factory=dict)
    makes: Makes = Makes.VIDEO

    def plain(self) -> dict[str, Any]:
        """The request as JSON values; a clip does not say that it is one, so that old orders keep their digests."""
        return {
            **{
                name: getattr(self, name)
                for name in ("model", "prompt", "frames", "rate", "width", "height", "attempt")
            },
            "citations": [vars(citation) for citation in self.citations],
            "settings": dict(self.settings),
            "plan": dict(self.plan),
            **({} if self.makes is Makes.VIDEO else {"makes": self.makes}),
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> "Request":
        """Back from JSON values."""
        citations = tuple(Citation(**citation) for citation in plain["citations"])
        return cls(**{**plain, "citations": citations, "makes": Makes(plain.get("makes", Makes.VIDEO))})

    @property
    def digest(self) -> str:
        """SHA-256 of all that is asked."""
        return hashing.digest(self.plain())

    @property
    def seed(self) -> int:
        """The seed that follows from what is asked."""
        return hashing.seed(self.digest)


@dataclass(frozen=True)
class Estimate:
    """What an order will cost, from and to; the budget reserves the high end."""

    low: Money
    high: Money
    prices: str


def free(request: Request) -> Estimate:
    """The quote of what costs nothing."""
    del request
    nothing = Money(0, "USD")
    return Estimate(nothing, nothing, "none")


@dataclass(frozen=True)
class Waiting:
    """Not finished; statuses we do not know also mean this."""

    status: str = "running"


@dataclass(frozen=True)
class Done:
    """Finished: what to fetch, and what the service says it cost (None: as estimated)."""

    output: str = ""
    cost: Money | None = None
    reported: Mapping[str, Any] = field(default_factory=dict)


class Provider(Protocol):
    """A provider, connected. Calls are short, never sleep, and raise only `providers.errors`."""

    def submit(self, request: Request, key: str) -> str:
        """Start the work and give its remote id; `key` is ours, for services that can look it up."""
        ...

    def find(self, key: str) -> str | None:
        """The remote id of an order by our key, where the service can say; None where it has none."""
        ...

    def poll(self, remote: str) -> Waiting | Done:
        """Look, without changing anything."""
        ...

    def fetch(self, request: Request, done: Done, target: Path) -> None:
        """Bring the result to `target`, a clip as MP4, a picture as PNG, a text as UTF-8; safe to run twice."""
        ...

    def close(self) -> None:
        """Let go of connections and processes."""
        ...


@dataclass(frozen=True)
class House:
    """What the house lends a provider: its blobs, a scratch folder, and how many cores it may use."""

    blobs: Blobs
    scratch: Path
    cores: int


def nothing_more(settings: BaseModel) -> Mapping[str, Any]:
    """What of its settings belongs to a request, for a provider whose models are all on its card."""
    del settings
    return {}


@dataclass(frozen=True)
class Spec(Generic[S]):
    """
    A provider's card: everything the studio knows before it connects.

    `asks` says what of its settings belongs to every request: the name of a model that only the settings know, say.
    """

    id: str
    title: str
    models: tuple[Model, ...]
    settings: type[S]
    connect: Callable[[S, House], Provider]
    quote: Callable[[Request], Estimate]
    lane: int | None = None  # how many orders may run at once on all machines; None: as many as cores here
    terms: str = ""
    asks: Callable[[S], Mapping[str, Any]] = nothing_more

    @property
    def usual(self) -> Model:
        """The model that is meant when none is named."""
        return self.models[0]

    def making(self, makes: Makes) -> Model | None:
        """The model that is meant when something of a kind is to be made; None when it makes none of it."""
        return next((model for model in self.models if model.makes is makes), None)

    def model(self, id: str) -> Model:
        """The model of that id."""
        return next(model for model in self.models if model.id == id)
