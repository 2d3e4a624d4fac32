"""
Gemini Omni: Google's clips with sound, from words, frames, pictures of people and things, or a clip to be changed.

Its Interactions API keeps each order as an interaction in the background; it knows no key of ours and lists nothing, so
an order whose answer was lost cannot be found. A refusal to show something is an interaction that is completed and
holds no clip. Written from https://ai.google.dev/gemini-api/docs/omni (public copies), read 2026-11-26.
"""

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote as quoted
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from rushes.kernel.errors import StudioError
from rushes.kernel.money import Money
from rushes.providers import catalogue, fitting, gemini_said
from rushes.providers.base import (
    Answer,
    Cancelled,
    Citation,
    Done,
    House,
    Model,
    Provider,
    Request,
    Spec,
    Waiting,
)
from rushes.providers.enclosures import enclosed
from rushes.providers.errors import Ambiguous, Cause, NotNow, Objection, ProviderFailure
from rushes.providers.pricing import Estimate, Price, Usage
from rushes.providers.wire import Wire, shown
from rushes.storage.blobs import is_sha

CATALOGUE = catalogue.shipped("gemini")
RATIOS = ("16:9", "9:16")
TASKS = {
    "text": "text_to_video",
    "first_frame": "image_to_video",
    "references": "reference_to_video",
    "edit": "edit",
}
FILE = re.compile(r"/files/([\w-]{1,128})(?::download)?(?:\?|$)")
PICTURE_TOKENS, CLIP_TOKENS, THOUGHT_TOKENS = 2040, 57_920, 4000


class Settings(BaseModel):
    """The account at Google."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str = Field("https://generativelanguage.googleapis.com", description="The address of its API.")
    key: SecretStr = Field(SecretStr(""), description="The API key, of a project that is billed.")


class Gemini(Provider):
    """The service, connected."""

    def __init__(self, settings: Settings, house: House) -> None:
        key = settings.key.get_secret_value()
        self._key = {"x-goog-api-key": key}
        self._wire = Wire(settings.url, self._key, secrets=(key,))
        self._place = urlsplit(settings.url).netloc
        self._house = house
        self._models = CATALOGUE.in_force(house.models)

    def refuses(self, request: Request) -> str:
        """What its pages rule out before anything is sent."""
        model, files, mode = self._models[request.model], _files(request), _mode(request)
        videos = sum(one.kind == "video" for one in files)
        if mode == "extend" or (mode == "edit") != bool(videos) or videos > 1:
            return f"{model.title} changes one clip in mode edit, and takes none otherwise: put one in, or take it out."
        if any(one.kind == "audio" for one in files):
            return f"{model.title} takes no sound: take the audio reference out of the card."
        if mode == "last_frame":
            return f"{model.title} takes a last frame only beside a first one: approve a panel for the first frame."
        if sum(one.slot == "reference" and one.kind == "image" for one in files) > model.data["references"]:
            return f"{model.title} takes {model.data['references']} reference pictures: take some out of the card."
        return _gap(request)

    def submit(self, request: Request, key: str) -> str:
        """Begin an interaction in the background."""
        del key
        said = self._wire.create("/v1beta/interactions", json=self._asked(request))
        if not said.ok:
            raise gemini_said.refused(said)
        id = gemini_said.id(said.object.get("id"))
        if not id:
            raise Ambiguous(f"Gemini took the order and gave no id: {said.raw[:400]}")
        return id

    def poll(self, remote: str) -> Answer:
        """Look at an interaction."""
        said = self._wire.ask(f"/v1beta/interactions/{quoted(remote, safe='')}")
        if not said.ok:
            raise gemini_said.silent(said)
        body = gemini_said.heard(said)
        status = str(body.get("status"))
        if status in gemini_said.ENDS:
            raise gemini_said.ended(status, body)
        if status != "completed":
            return Waiting(gemini_said.WAITING.get(status, shown(status, ())[:40]))
        tokens = gemini_said.tokens(body.get("usage"))
        output = self._delivered(gemini_said.clips(body))
        if not output and tokens["video"]:
            says = "Gemini made a clip and does not say where it is."
            raise ProviderFailure(Cause.PROVIDER_FAULT, says, "It was billed: look at Google.", gemini_said.raw(body))
        if not output:
            says, then = "Gemini shows nothing of it; that is how it refuses.", "Word the card otherwise."
            raise ProviderFailure(
                Cause.OUTPUT_MODERATION, says, then, gemini_said.raw(body), objection=Objection.SAFETY
            )
        used = Usage(Decimal(sum(tokens.values())), "token")
        return Done(output, self._cost(body, tokens), {"tokens": tokens}, used if used.amount else None)

    def fetch(self, request: Request, done: Done, target: Path) -> None:
        """Download the clip once Google has it ready; our key goes to Google alone."""
        del request
        if is_sha(done.output):
            self._copied(done.output, target)
            return
        file = FILE.search(done.output)
        own = self._is_own(done.output)
        state = self._wire.ask(f"/v1beta/files/{file[1]}").object.get("state") if file and own else ""
        if state == "PROCESSING":
            raise NotNow(Cause.PROVIDER_FAULT, "Google is still making the file ready.", "It is fetched again.")
        if state == "FAILED":
            raise ProviderFailure(Cause.PROVIDER_FAULT, "Google could not make the file ready.", "Order it again.")
        self._wire.download(done.output, target, headers=self._key if own else {})

    def cancel(self, remote: str) -> Cancelled:
        """Google stops it, and does not say whether it is paid for all the same."""
        said = self._wire.ask(f"/v1beta/interactions/{quoted(remote, safe='')}/cancel", method="POST")
        return Cancelled.ASKED if said.ok else Cancelled.REFUSED

    def close(self) -> None:
        """Let go of the connections."""
        self._wire.close()

    def _asked(self, request: Request) -> dict[str, Any]:
        """The files first, then the words; a clip that is changed keeps its length and shape."""
        model, mode = self._models[request.model], _mode(request)
        files = [self._enclosed(one) for one in _files(request)]
        resolution, ratio, seconds = _shape(model, request)
        shape = {"aspect_ratio": ratio, "resolution": resolution, "duration": f"{seconds}s"}
        task = {"generation_config": {"video_config": {"task": TASKS[mode]}}} if mode in TASKS else {}
        return {
            "model": model.id,
            "input": [*files, {"type": "text", "text": request.prompt}],
            "response_format": {"type": "video", "delivery": "uri", **({} if mode == "edit" else shape)},
            **task,
            "background": True,
            "store": True,
        }

    def _enclosed(self, file: Citation) -> dict[str, str]:
        content = enclosed(self._house.blobs, file.sha256)
        return {"type": file.kind, "data": content.base64, "mime_type": content.type}

    def _delivered(self, clips: Sequence[Mapping[str, Any]]) -> str:
        """Where the clip is: at Google, or among our blobs where it came with the answer; empty for nowhere."""
        for clip in clips:
            if clip.get("uri"):
                return shown(str(clip["uri"]), ())
            try:
                content = base64.b64decode(str(clip.get("data") or ""), validate=True)
            except (binascii.Error, ValueError):
                content = b""
            if content:
                return self._house.blobs.put_bytes(content)
        return ""

    def _cost(self, body: Mapping[str, Any], tokens: Mapping[str, int]) -> Money | None:
        """What so many tokens cost; None for a clip without any, which is then booked as it was estimated."""
        if not tokens["video"]:
            return None
        model = self._models.get(str(body.get("model"))) or next(iter(self._models.values()))
        return sum((_row(model, tokens=sort).cost(Decimal(count)) for sort, count in tokens.items()), Money(0, "USD"))

    def _copied(self, sha256: str, target: Path) -> None:
        try:
            target.write_bytes(self._house.blobs.read(sha256))
        except StudioError as error:
            raise ProviderFailure(Cause.EXPIRED, f"The clip is gone: {error.detail}", "Order it again.") from error

    def _is_own(self, url: str) -> bool:
        try:
            return urlsplit(url).netloc == self._place
        except ValueError:
            return False


def _files(request: Request) -> list[Citation]:
    """The frames first, then references in the order in which the prompt counts them."""
    order = {"first_frame": 0, "last_frame": 1}
    there = [one for one in request.citations if one.sha256]
    return sorted(there, key=lambda one: (order.get(one.slot, 2), one.ordinal))


def _mode(request: Request) -> str:
    """What the clip is made from; first and last frames have no task of their own, their tags say what they are."""
    said = str(request.settings.get("mode") or "")
    slots = {one.slot for one in request.citations if one.sha256}
    if said in {"edit", "extend"}:
        return said
    if "last_frame" in slots:
        return "first_last" if "first_frame" in slots else "last_frame"
    if "first_frame" in slots:
        return "first_frame and references" if "reference" in slots else "first_frame"
    return "references" if slots else "text"


def _gap(request: Request) -> str:
    """Pictures are numbered as they are sent: one that is not there would give the next its number."""
    there = [bool(one.sha256) for one in request.citations if one.kind == "image" and one.slot == "reference"]
    if there == sorted(there, reverse=True):
        return ""
    return "Not every picture the prompt counts is there yet: approve those that are missing, or take them out."


def _shape(model: Model, request: Request) -> tuple[str, str, int]:
    ratio = fitting.ratio(request, RATIOS)
    resolution = fitting.resolution(request, ratio, model.data["resolutions"])
    return "720p" if _mode(request) == "edit" else resolution, ratio, fitting.seconds(model, request)


def _row(model: Model, **facts: Any) -> Price:
    """The row of its price table that fits. KeyError: the table lacks it."""
    row = model.price(**facts)
    if row is None:
        raise KeyError(f"{model.id} has no price for {facts}")
    return row


def quote(model: Model, request: Request) -> Estimate:
    """Google charges tokens: so much for a second of each size, a little for what goes along and for its thoughts."""
    resolution, _, seconds = _shape(model, request)
    low = _row(model, resolution=resolution).cost(Decimal(seconds))
    sizes = {"image": PICTURE_TOKENS, "video": CLIP_TOKENS}
    asked = len(request.prompt) + sum(sizes.get(one.kind, 0) for one in _files(request))
    extra = _row(model, tokens="input").cost(Decimal(asked)) + _row(model, tokens="text").cost(Decimal(THOUGHT_TOKENS))
    return Estimate(low, low + extra, model.priced)


def connect(settings: Settings, house: House) -> Gemini:
    """A client; nothing is sent yet."""
    return Gemini(settings, house)


def asks(settings: Settings) -> dict[str, Any]:
    """Where the API is."""
    return {"host": settings.url}


def ready(settings: Settings) -> str:
    """Without a key nothing can be sent."""
    return "" if settings.key.get_secret_value() else "Set `key` under [providers.gemini] in rushes.toml."


plugin = Spec(
    id="gemini",
    title="Gemini Omni",
    models=CATALOGUE.models,
    settings=Settings,
    connect=connect,
    quote=quote,
    lane=3,
    terms=CATALOGUE.terms,
    asks=asks,
    ready=ready,
    looks=(10.0, 30.0),
)
