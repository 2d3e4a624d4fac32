"""
Clips by the shape of `/v1/videos`, and two dialects of it: vLLM-Omni, which counts frames, and New API's resellers.

OpenAI closed its own service on 2026-09-24; the shape lives on. Written from the types of OpenAI's client 3.57,
vLLM-Omni's "Videos API" and New API's `/v1/video/generations` and its answers, read 2026-11-26.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from urllib.parse import quote as quoted

import httpx2

from rushes.kernel.money import Money
from rushes.kernel.timecode import Rate
from rushes.providers import protocol
from rushes.providers.base import (
    Answer,
    Cancelled,
    Citation,
    Done,
    House,
    Model,
    Provider,
    Request,
    Sent,
    Trace,
    Waiting,
)
from rushes.providers.errors import Ambiguous, Cause, Medium, NotNow, ProviderFailure
from rushes.providers.pricing import Price, Usage
from rushes.providers.protocol import words
from rushes.providers.wire import Said, Wire

QUEUED = {"queued", "not_start", "submitted", "pending"}
DONE = {"completed", "succeeded", "success"}
OVER = {
    "failed": Cause.PROVIDER_FAULT,
    "failure": Cause.PROVIDER_FAULT,
    "cancelled": Cause.CANCELLED,
    "expired": Cause.EXPIRED,
}
HELD = {401: Cause.AUTH, 402: Cause.BALANCE, 403: Cause.AUTH}
FRAME_STEP = 8
"""Open models make 4n+1 or 8n+1 frames, and round down what is asked of them otherwise."""

PAGE, PAGES = 100, 10
NEAR = timedelta(hours=1)
SETTLED = timedelta(minutes=2)
MOST_SECONDS = 3600
LONGEST_ID = 300


@dataclass(frozen=True)
class Asked:
    """A clip as it is asked for: what the settings say, the size, the seconds, and its first frame, if any."""

    request: Request
    told: Mapping[str, Any]
    size: tuple[int, int]
    seconds: Decimal
    frame: tuple[bytes, str] | None = None
    link: str = ""

    @property
    def fields(self) -> dict[str, Any]:
        """What all dialects call the same."""
        return {"model": self.told.get("model", ""), "prompt": self.request.prompt}


@dataclass(frozen=True)
class Dialect:
    """How a server is asked: where, with which body, whether it makes whole seconds, lists its clips, stops one."""

    path: str
    body: Callable[[Asked], dict[str, Any]]
    whole: bool
    lists: bool
    stops: bool


class Videos(Provider):
    """
    A server of clips, connected.

    `own` is what its settings say now, for a request that says nothing of them.
    """

    def __init__(self, wire: Wire, house: House, model: Model, own: Mapping[str, Any]) -> None:
        self._wire = wire
        self._house = house
        self._data = model.data
        self._own = own
        self._dialect = DIALECTS[own.get("dialect", "openai")]

    def refuses(self, request: Request) -> str:
        """No model, a shot longer than any it makes, or a reference it has no place for."""
        told = self._told(request)
        if not told.get("model"):
            return "No model of clips is set: name one in `video_model` under [providers.openai]."
        lengths = _offered("lengths", told, self._data)
        if lengths and wanted(request) > max(lengths):
            return f"The longest clip it makes is {max(lengths)} seconds: make the shot shorter, or divide it."
        unplaced = [one for one in _cited(request) if (one.kind, one.slot) != ("image", "first_frame")]
        if unplaced or len(_cited(request)) > 1:
            return "Such a server takes one picture, as the first frame: take the other references out."
        return ""

    def submit(self, request: Request, key: str) -> str:
        """Order it; its own id is the remote id."""
        del key
        said = self._wire.create(self._dialect.path, **self._dialect.body(self._asked(request)))
        if not said.ok:
            medium = None if _cited(request) else Medium.TEXT
            raise protocol.refused("The video server", "providers.openai", said, medium)
        id = _id(_job(said))
        if not id:
            raise Ambiguous(f"{self._wire.host} answered {said.status} without an id: {said.raw[:400]}")
        return id

    def find(self, sent: Sent) -> str | Trace:
        """
        The one clip in its list with our prompt from the hour around the order.

        Only a server of the house is believed when it has none: what others list, and when, is not known.
        """
        seconds = billed(sent.request, self._told(sent.request), self._data)
        listed = self._listed() if self._dialect.lists else None
        if listed is None:
            return Trace.UNSURE
        alike = [job for job in listed if _is(job, sent, seconds if self._dialect.whole else None)]
        near = [
            job for job in alike if abs(_number(job.get("created_at")) - sent.at.timestamp()) < NEAR.total_seconds()
        ]
        if len(near) == 1 and not any(_alike(one, sent.request) for one in sent.rivals.values()):
            return _id(near[0])
        settled = datetime.now(UTC) - sent.at > SETTLED
        return Trace.ABSENT if settled and not alike and self._dialect.stops else Trace.UNSURE

    def poll(self, remote: str) -> Answer:
        """Look at it; only a status that is known to be the end is one."""
        said = self._wire.ask(f"{self._dialect.path}/{quoted(remote, safe='')}")
        if (said.status == 404 and said.object) or protocol.code(protocol.error(said)) is Cause.NOT_FOUND:
            says = f"{self._wire.host} no longer knows the clip."
            raise ProviderFailure(Cause.NOT_FOUND, says, "Was the server started anew? Order it again.", said.raw)
        if not said.ok:
            cause = HELD.get(said.status, Cause.PROVIDER_FAULT)
            raise NotNow(cause, f"{self._wire.host} answered {said.status}.", "It is asked again.", said.raw)
        job = _job(said)
        status = words(job.get("status")).lower()
        if status in OVER:
            raise _failed(job, OVER[status], said)
        if status not in DONE:
            return Waiting("queued" if status in QUEUED else "running")
        return self._done(remote, job)

    def fetch(self, request: Request, done: Done, target: Path) -> None:
        """The clip, from the server or from where it leads; our key goes to the server alone."""
        del request
        at_home = _origin(done.output) == _origin(str(self._wire.http.base_url))
        own = {"Authorization": self._wire.http.headers["Authorization"]} if self._keyed and at_home else {}
        self._wire.download(done.output, target, headers=own)
        with target.open("rb") as file:
            if file.read(64).lstrip()[:1] in {b"{", b"<", b""}:
                raise NotNow(Cause.PROVIDER_FAULT, "What came is no clip yet.", "It is fetched again.")

    def cancel(self, remote: str) -> Cancelled:
        """Stop one that is not over; of one that is, nothing is deleted, for it is paid."""
        try:
            over = not self._dialect.stops or isinstance(self.poll(remote), Done)
        except ProviderFailure:
            over = True
        if over:
            return Cancelled.REFUSED
        said = self._wire.ask(f"{self._dialect.path}/{quoted(remote, safe='')}", method="DELETE")
        return Cancelled.DONE if said.ok else Cancelled.REFUSED

    @property
    def _keyed(self) -> bool:
        return "Authorization" in self._wire.http.headers

    def _told(self, request: Request) -> Mapping[str, Any]:
        return {**self._own, **request.settings.get("video", {})}

    def _asked(self, request: Request) -> Asked:
        told = self._told(request)
        size = protocol.size(_offered("sizes", told, self._data), request.width, request.height)
        asked = Asked(request, told, size, billed(request, told, self._data))
        for one in _cited(request):
            content, kind = protocol.picture(self._house.blobs, one.sha256)
            link = self._house.relay.link(one.sha256, f".{kind.partition('/')[2]}")
            return replace(asked, frame=(content, kind), link=link)
        return asked

    def _listed(self) -> list[Mapping[str, Any]] | None:
        """The newest clips of the server; None where it lists none. NotNow: it could not be asked."""
        found: list[Mapping[str, Any]] = []
        after: dict[str, str] = {}
        for _ in range(PAGES):
            said = self._wire.ask("/videos", params={"limit": PAGE, "order": "desc", **after})
            data = said.object.get("data")
            if not said.ok or not isinstance(data, list):
                return None
            found += [job for job in data if isinstance(job, dict)]
            if not found or said.object.get("has_more") is not True:
                break
            after = {"after": _id(found[-1])}
        return found

    def _done(self, remote: str, job: Mapping[str, Any]) -> Done:
        base = str(self._wire.http.base_url).rstrip("/")
        url = _url(job) or f"{base}/videos/{quoted(remote, safe='')}/content"
        told = {"model": job.get("model"), "size": job.get("size")}
        reported = {name: words(value) for name, value in told.items() if value}
        seconds = _number(job.get("seconds")) if self._dialect.path == "/videos" and self._dialect.whole else 0
        if not 0 < seconds <= MOST_SECONDS:
            return Done(url, reported=reported)
        amount = Decimal(f"{seconds:g}")
        cost = Price("second", Money.of(str(self._own.get("price", 0)), "USD")).cost(amount)
        return Done(url, cost, reported | {"seconds": str(amount)}, Usage(amount, "second"))


def wanted(request: Request) -> Fraction:
    """The length that is wanted, in seconds."""
    return Fraction(request.frames) / Rate.of(request.rate).value


def billed(request: Request, told: Mapping[str, Any], data: Mapping[str, Any]) -> Decimal:
    """The seconds to ask for and to pay: whole ones, and only those it makes, except where frames are counted."""
    length = wanted(request)
    if not DIALECTS[told.get("dialect", "openai")].whole:
        return round(Decimal(length.numerator) / length.denominator, 3)
    lengths = _offered("lengths", told, data)
    return Decimal(min((one for one in lengths if one >= length), default=max([math.ceil(length), *lengths])))


def _offered(name: str, told: Mapping[str, Any], data: Mapping[str, Any]) -> list[Any]:
    """The sizes or the lengths it makes, from the settings or else its dialect; none where it makes any."""
    return list(told.get(name) or (data[name] if told.get("dialect", "openai") == "openai" else ()))


def _openai(asked: Asked) -> dict[str, Any]:
    """A form, as OpenAI's own client sends it."""
    said = {**asked.fields, "seconds": str(asked.seconds), "size": "{}x{}".format(*asked.size)}
    return _form(said, asked)


def _vllm_omni(asked: Asked) -> dict[str, Any]:
    """A form with frames, their rate and a seed."""
    request = asked.request
    own = int(asked.told.get("rate", 0))
    least = math.ceil(wanted(request) * own) if own else request.frames
    frames = -(-(least - 1) // FRAME_STEP) * FRAME_STEP + 1
    said = {**asked.fields, "width": asked.size[0], "height": asked.size[1], "num_frames": frames}
    said |= {"fps": own or Rate.of(request.rate).nominal, "seed": request.seed % 2**31}
    if request.settings.get("negative"):
        said["negative_prompt"] = request.settings["negative"]
    if asked.told.get("sound") and request.settings.get("audio", True):
        said["generate_sound"] = "true"
    return _form(said, asked)


def _newapi(asked: Asked) -> dict[str, Any]:
    """An object; the first frame is a link, or lies in it."""
    request = asked.request
    said = {**asked.fields, "duration": int(asked.seconds), "width": asked.size[0], "height": asked.size[1], "n": 1}
    said["seed"] = request.seed % 2**31
    if asked.told.get("rate"):
        said["fps"] = asked.told["rate"]
    if asked.frame:
        said["image"] = asked.link or protocol.data_uri(*asked.frame)
    if request.settings.get("negative"):
        said["metadata"] = {"negative_prompt": request.settings["negative"]}
    return {"json": said}


def _form(said: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    """Fields as a form of parts, with the first frame as a file."""
    parts: list[tuple[str, Any]] = [(name, (None, str(value))) for name, value in said.items()]
    if asked.frame:
        content, kind = asked.frame
        parts.append(("input_reference", (f"first_frame.{kind.partition('/')[2]}", content, kind)))
    return {"files": parts}


DIALECTS = {
    "openai": Dialect("/videos", _openai, whole=True, lists=True, stops=False),
    "vllm_omni": Dialect("/videos", _vllm_omni, whole=False, lists=True, stops=True),
    "newapi": Dialect("/video/generations", _newapi, whole=True, lists=False, stops=False),
}


def _cited(request: Request) -> list[Citation]:
    """The references that have files."""
    return [cited for cited in request.citations if cited.sha256]


def _job(said: Said) -> Mapping[str, Any]:
    """The clip in an answer: itself, or what New API wraps in `data`."""
    body = said.object
    data = body.get("data")
    return data if isinstance(data, dict) else body


def _id(job: Mapping[str, Any]) -> str:
    """Its id; New API calls it `task_id`, and what it then calls `id` is a number of its own."""
    for name in ("task_id", "id"):
        if isinstance(job.get(name), str) and 0 < len(job[name]) <= LONGEST_ID:
            return words(job[name])
    return ""


def _url(job: Mapping[str, Any]) -> str:
    """Where a clip lies, as New API says it: older versions where they otherwise say why it failed."""
    links = (words(job.get(name)) for name in ("result_url", "url", "fail_reason"))
    return next((link for link in links if link.startswith(("http://", "https://"))), "")


def _failed(job: Mapping[str, Any], cause: Cause, said: Said) -> ProviderFailure:
    error = job.get("error")
    told: Mapping[str, Any] = error if isinstance(error, dict) else {"message": job.get("fail_reason") or error}
    known = protocol.code(told)
    moderated = known is Cause.INPUT_MODERATION  # what was accepted is looked at again once it is made
    cause = Cause.OUTPUT_MODERATION if moderated else known or cause
    says = f"The clip failed: {protocol.message(told, said) or cause}"
    then = "Word it otherwise." if moderated else "Order it again."
    return ProviderFailure(cause, says, then, said.raw, medium=Medium.VIDEO if moderated else None)


def _is(job: Mapping[str, Any], sent: Sent, seconds: Decimal | None) -> bool:
    """Whether a clip in the list can be the one that was lost."""
    if not _id(job) or f"video:{_id(job)}" in sent.taken or job.get("prompt") != sent.request.prompt:
        return False
    return seconds is None or _number(job.get("seconds")) == seconds


def _alike(one: Request, other: Request) -> bool:
    """Whether two orders look the same in the list, which shows no seed."""
    return (one.makes, one.prompt) == (other.makes, other.prompt)


def _number(said: object) -> float:
    """A number that may be written as a text; 0 for anything else."""
    try:
        number = float(said) if isinstance(said, int | float | str) else 0.0
    except (ValueError, OverflowError):
        return 0.0
    return number if math.isfinite(number) else 0.0


def _origin(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port: whom a request to this address reaches."""
    try:
        parsed = httpx2.URL(url)
    except httpx2.InvalidURL:
        return "", "", None
    return parsed.scheme, parsed.host, parsed.port
