"""What every provider is: a card that can be read without a key, and a connection of a few short calls."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from rushes.kernel import hashing
from rushes.kernel.money import Money
from rushes.providers.errors import ProviderFailure
from rushes.providers.pricing import Estimate, Price, Unpriced, Usage
from rushes.providers.relay import NO_RELAY, Relay, nowhere
from rushes.storage.blobs import Blobs

S = TypeVar("S", bound=BaseModel)


class Makes(StrEnum):
    """What a model makes."""

    VIDEO = "video"
    IMAGE = "image"
    SPEECH = "speech"
    EFFECT = "effect"
    MUSIC = "music"
    TEXT = "text"

    @property
    def heard(self) -> bool:
        """Whether it is a sound."""
        return self in {Makes.SPEECH, Makes.EFFECT, Makes.MUSIC}


class Nature(StrEnum):
    """What a provider's output is, for the label it must carry."""

    MODEL = "model"
    RULES = "rules"
    PERSON = "person"
    PART = "part"

    @property
    def makes(self) -> bool:
        """Whether it makes something new, and does not bring in or cut out what is there already."""
        return self in {Nature.MODEL, Nature.RULES}


@dataclass(frozen=True)
class Model:
    """
    One model on one surface: what it makes, within which limits, at which prices.

    `surface` says how a prompt is worded for it; `anchors` that it takes pictures as first and last frames. A shot
    shorter than the least of `seconds` is made that long and trimmed. `modes` is what a clip may be made from (empty:
    whatever its surface offers), `controls` what of a take it is made to be shown, in order. `rate` is the only frame
    rate it makes, empty where it makes any. `priced` names the version of its price table; `ends` is the day the
    service withdraws it; `deadline` is for how many seconds an order is waited for. `data` is its provider's own.
    """

    id: str
    title: str
    makes: Makes
    seconds: tuple[float, float]
    largest: tuple[int, int]
    nature: Nature = Nature.MODEL
    surface: str = "neutral"
    anchors: bool = False
    modes: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    rate: str = ""
    prices: tuple[Price, ...] = ()
    priced: str = "none"
    ends: date | None = None
    deadline: float = 6 * 3600.0
    data: Mapping[str, Any] = field(default_factory=dict)

    def price(self, **facts: Any) -> Price | None:
        """The first row of its table that fits these facts; None where none does."""
        return next((row for row in self.prices if row.where.items() <= facts.items()), None)


@dataclass(frozen=True)
class Citation:
    """
    A reference as it is sent: its number among its kind, the asset and role it stands for, the file's hash.

    `kind` is `image`, `video` or `audio`; `slot` where it goes: `first_frame`, `last_frame`, or `reference`. One
    without a hash has no file: it is described in words alone.
    """

    ordinal: int
    asset: str
    role: str
    sha256: str = ""
    kind: str = "image"
    slot: str = "reference"


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
        own = ("model", "prompt", "frames", "rate", "width", "height", "attempt")
        return {
            **{name: getattr(self, name) for name in own},
            "citations": [_plain(citation) for citation in self.citations],
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
        """The seed that is locked in the settings, or the one that follows from what is asked."""
        locked = self.settings.get("seed")
        return hashing.seed(self.digest) if locked is None else int(locked)


def _plain(citation: Citation) -> dict[str, Any]:
    """A citation as JSON values; a plain picture does not say that it is one, so that old orders keep their digests."""
    said = dict(vars(citation))
    return {key: value for key, value in said.items() if (key, value) not in {("kind", "image"), ("slot", "reference")}}


@dataclass(frozen=True)
class Waiting:
    """Not finished; statuses we do not know also mean this."""

    status: str = "running"


@dataclass(frozen=True)
class Done:
    """
    Finished: what to fetch, what it used and cost as the service says (None: as estimated), and what else it says.

    `reported` is kept with the take: the seed that was used, a prompt it rewrote (`revised_prompt`), the times of
    spoken words (`alignment`).
    """

    output: str = ""
    cost: Money | None = None
    reported: Mapping[str, Any] = field(default_factory=dict)
    used: Usage | None = None


Answer = Waiting | Done


@dataclass(frozen=True)
class Sent:
    """
    An order that was sent and to which no answer came: all by which a service may know it.

    `taken` are the remote ids of our other orders there, which it cannot be. `rivals` are those, by their keys, that
    may be there under any id, as this one may: whoever finds an order by its looks must not find one that is as like.
    """

    key: str
    request: Request
    at: datetime
    taken: frozenset[str] = frozenset()
    rivals: Mapping[str, Request] = field(default_factory=dict)


class Trace(StrEnum):
    """What a service knows of an order it may have accepted, when it has no id for it."""

    ABSENT = "absent"  # it certainly never took it
    UNSURE = "unsure"  # it cannot say, or not yet


class Cancelled(StrEnum):
    """What became of a wish to cancel."""

    DONE = "done"  # it will not run and costs nothing
    ASKED = "asked"  # it may stop, or finish and be billed: keep looking
    REFUSED = "refused"  # it goes on


class Provider(ABC):
    """
    A provider, connected. Calls are short, never sleep, send once, and raise only `providers.errors`.

    What has a body here need not be written for a service that cannot do it.
    """

    def refuses(self, request: Request) -> str:
        """Why this request cannot be sent as it is, in a sentence that says what to do; calls nobody."""
        del request
        return ""

    @abstractmethod
    def submit(self, request: Request, key: str) -> str:
        """
        Start the work and give its remote id; `key` is ours, for services that can look it up.

        Raises:
            ProviderFailure: it was refused, and will be again.
            NotNow: it was certainly not accepted; the same may be sent again.
            Ambiguous: it was sent, and nobody knows. Any other exception counts as this.
        """

    def find(self, sent: Sent) -> str | Trace:
        """The remote id of an order that may have been accepted, or what else the service can say. NotNow."""
        del sent
        return Trace.UNSURE

    def named(self, request: Request, id: str) -> str:
        """
        The remote id of an order that a person sees at the service under this id; a remote id is itself.

        Empty where nothing is kept there that could be brought home: it was in the answer that was lost.
        """
        del request
        return id

    @abstractmethod
    def poll(self, remote: str) -> Answer:
        """
        Look, without changing anything.

        Raises:
            ProviderFailure: the work is over and failed.
            NotNow: the service could not be asked; nothing is known of the work.
        """

    def look(self, remotes: Sequence[str]) -> Iterator[tuple[str, Answer | ProviderFailure]]:
        """
        Look at many, in any order; for services that answer for many at once.

        Raises:
            NotNow: after some answers, perhaps; of the others nothing is known.
        """
        for remote in remotes:
            try:
                yield remote, self.poll(remote)
            except ProviderFailure as failure:
                yield remote, failure

    @abstractmethod
    def fetch(self, request: Request, done: Done, target: Path) -> None:
        """
        Bring the result to `target`: a clip as MP4, a picture as PNG or JPEG, a sound as WAV, MP3
        or FLAC, a text as UTF-8.

        It may run twice.

        Raises:
            ProviderFailure: it is gone, or was withheld.
            NotNow: not at the moment.
        """

    def cancel(self, remote: str) -> Cancelled:
        """Ask it to stop. NotNow."""
        del remote
        return Cancelled.REFUSED

    def hears(self, headers: Mapping[str, str], body: bytes, now: datetime) -> str | None:
        """
        The remote id that a message to our webhook speaks of; None for one that is not to be believed.

        Header names are lower case. The message is a hint only: the order is looked at afterwards.
        """
        del headers, body, now
        return None

    def close(self) -> None:  # noqa: B027  most hold nothing
        """Let go of connections and processes."""


@dataclass(frozen=True)
class House:
    """
    What the house lends a provider: its blobs, a scratch folder, how many cores it may use, and its way to outside.

    `callback` gives the address at which a service may tell of the order with this key; empty where there is none.
    `models` are those of its card as the studio reads it, which a newer list may have changed (empty: as shipped).
    """

    blobs: Blobs
    scratch: Path
    cores: int
    relay: Relay = NO_RELAY
    callback: Callable[[str], str] = nowhere
    models: tuple[Model, ...] = ()


def nothing_more(settings: BaseModel) -> Mapping[str, Any]:
    """What of its settings belongs to a request, for a provider whose models are all on its card."""
    del settings
    return {}


def no_others(settings: BaseModel) -> tuple[Model, ...]:
    """No models but those on the card."""
    del settings
    return ()


def always(settings: BaseModel) -> str:
    """Nothing is lacking, for what needs no account."""
    del settings
    return ""


@dataclass(frozen=True)
class Spec(Generic[S]):
    """
    A provider's card: everything the studio knows before it connects.

    `quote` says what a request to one of its models costs. `asks` says what of its settings belongs to every request:
    the name of a model that only the settings know, say. `ready` says what its settings still lack before anything can
    be sent (empty: nothing). `looks` is the shortest and longest pause between looks, in seconds. `offers` gives models
    that only the settings know; one of an id that is on the card stands in its place.
    """

    id: str
    title: str
    models: tuple[Model, ...]
    settings: type[S]
    connect: Callable[[S, House], Provider]
    quote: Callable[[Model, Request], Estimate]
    lane: int | None = None  # how many orders may run at once on all machines; None: as many as cores here
    terms: str = ""
    asks: Callable[[S], Mapping[str, Any]] = nothing_more
    ready: Callable[[S], str] = always
    looks: tuple[float, float] = (1.0, 20.0)
    offers: Callable[[S], tuple[Model, ...]] = no_others

    def offering(self, settings: S) -> "Spec[S]":
        """The card with the models that these settings add to it."""
        return replace(self, models=tuple({one.id: one for one in (*self.models, *self.offers(settings))}.values()))

    @property
    def usual(self) -> Model:
        """The model that is meant when none is named."""
        return self.models[0]

    def making(self, makes: Makes) -> Model | None:
        """The model that is meant when something of a kind is to be made; None when it makes none of it."""
        return next((model for model in self.models if model.makes is makes), None)

    def led_by(self, id: str) -> "Spec[S]":
        """The same provider, with one of its models as the one that is meant. KeyError."""
        first = self.model(id)
        return replace(self, models=(first, *(model for model in self.models if model is not first)))

    def model(self, id: str) -> Model:
        """The model of that id; KeyError where it has none."""
        return {model.id: model for model in self.models}[id]

    def known(self, id: str) -> Model | None:
        """The model of that id; None where it has none, or no more: then it was what the usual one is."""
        return next((model for model in self.models if model.id == id), None)

    def estimate(self, request: Request) -> Estimate:
        """What a request costs by the price table of its model. Unpriced."""
        model = self.known(request.model)
        if model is None:
            raise Unpriced(f"{self.title} offers no {request.model} any more.")
        try:
            return self.quote(model, request)
        except KeyError as error:
            raise Unpriced(f"{model.title}: {error.args[0]}, in the price list {model.priced}.") from None
