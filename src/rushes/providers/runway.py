"""
Runway: Seedance and its own Gen-4 models, clips edited by Aleph, and pictures.

Every order is a task that is looked at; nobody can list them, so one whose answer was lost cannot be found. Files of
ours go up by Runway's own uploads. Written from https://docs.dev.runwayml.com and the official Python library 5.24,
read 2026-11-27.
"""

import math
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote as quoted

import httpx2
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from rushes.kernel.money import Money
from rushes.providers import catalogue, enclosures, fitting, runway_body
from rushes.providers.base import Answer, Cancelled, Done, House, Makes, Model, Provider, Request, Spec, Waiting
from rushes.providers.errors import Ambiguous, Cause, Medium, NotNow, Objection, ProviderFailure
from rushes.providers.pricing import Estimate, Usage
from rushes.providers.wire import Said, Wire, shown

CATALOGUE = catalogue.shipped("runway")
VERSION = "2024-11-06"
CREDIT = Money.of("0.01", "USD")
MOST_CREDITS = 1_000_000
ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "video/mp4": "mp4", "video/quicktime": "mov",
           "audio/wav": "wav", "audio/mpeg": "mp3"}  # fmt: skip
WAIT = {401: Cause.AUTH, 402: Cause.BALANCE, 429: Cause.RATE_LIMIT, 503: Cause.PROVIDER_FAULT}
REFUSED = {403: Cause.MODEL_NOT_OPEN, 404: Cause.MODEL_NOT_OPEN}
THEN = {
    Cause.AUTH: "Check `key` under [providers.runway].",
    Cause.BALANCE: "Buy credits at dev.runwayml.com.",
    Cause.RATE_LIMIT: "Its daily limit counts over 24 hours; a higher tier has a higher one.",
    Cause.MODEL_NOT_OPEN: "Choose another model, or ask Runway to open this one for the account.",
    Cause.INVALID_REQUEST: "Read what it says, and mend the card.",
}
FAILED = {
    "SAFETY.INPUT": (Cause.INPUT_MODERATION, "Word it otherwise, or take the picture it objects to out of the card."),
    "SAFETY.OUTPUT": (Cause.OUTPUT_MODERATION, "Word it otherwise."),
    "ASSET.INVALID": (Cause.INVALID_REQUEST, "A file that went along is of a kind or size it does not take."),
}
QUEUED = {"PENDING", "THROTTLED"}


class Settings(BaseModel):
    """The account at Runway."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str = Field("https://api.dev.runwayml.com/v1", description="The address of its API.")
    key: SecretStr = Field(SecretStr(""), description="The key of the account.")
    public_figures: Literal["auto", "low"] = Field(
        "auto", description="How strictly its own models keep out faces of the famous; low: less."
    )
    seconds: float = Field(120.0, gt=0, le=900, description="How long an answer or an upload may take.")


class Runway(Provider):
    """The service, connected."""

    def __init__(self, settings: Settings, house: House) -> None:
        key = settings.key.get_secret_value()
        headers = {"Authorization": f"Bearer {key}", "X-Runway-Version": VERSION}
        self._wire = Wire(settings.url, headers, secrets=(key,), seconds=settings.seconds)
        self._store = Wire(settings.url, {}, secrets=(key,), seconds=settings.seconds)  # uploads go without our key
        self._scheme = "http://" if settings.url.startswith("http://") else "https://"
        self._blobs = house.blobs
        self._models = CATALOGUE.in_force(house.models)

    def refuses(self, request: Request) -> str:
        """What a model cannot be asked for, or lacks."""
        return next(runway_body.refusals(request, self._models[request.model]), "")

    def submit(self, request: Request, key: str) -> str:
        """Send the files up, then start a task; nothing was started while a file is on its way."""
        del key
        files = [(one, self._uploaded(one.sha256)) for one in runway_body.files_of(request)]
        path, body = runway_body.asked(request, self._models[request.model], files)
        said = self._wire.create(path, json=body)
        if not said.ok:
            raise _refusal(said)
        id = said.object.get("id")
        if not isinstance(id, str) or not id:
            raise Ambiguous(f"Runway took it and gave no id: {said.raw[:400]}")
        return shown(id, ())

    def _uploaded(self, sha256: str) -> str:
        """The address of a file of ours at Runway, where it stays for a day."""
        file = enclosures.enclosed(self._blobs, sha256)
        name = f"{sha256[:16]}.{ENDINGS.get(file.type, 'bin')}"
        said = self._wire.ask("/uploads", method="POST", json={"filename": name, "type": "ephemeral"})
        if not said.ok:
            raise _refusal(said)
        place, fields, uri = (said.object.get(each) for each in ("uploadUrl", "fields", "runwayUri"))
        if not (isinstance(place, str) and isinstance(fields, dict) and isinstance(uri, str)):
            raise NotNow(Cause.PROVIDER_FAULT, "Runway did not say where a file goes.")
        if not place.startswith(("https://", self._scheme)):
            raise NotNow(Cause.PROVIDER_FAULT, "Runway gave no safe address to upload to.")
        form = {str(name): str(value) for name, value in fields.items()}
        try:
            sent = {"file": (name, file.content, file.type)}
            stored = self._store.ask(place, method="POST", data=form, files=sent)
        except (httpx2.InvalidURL, ValueError) as error:
            raise NotNow(Cause.PROVIDER_FAULT, "Runway gave no address one can upload to.") from error
        if not stored.ok:
            raise NotNow(Cause.INPUT_FETCH, f"Runway's store did not take a file ({stored.status}).", raw=stored.raw)
        return uri

    def poll(self, remote: str) -> Answer:
        """Look at the task."""
        task = self._task(remote)
        status, credits = str(task.get("status", "unknown")), _credits(task)
        if status == "FAILED":
            raise _failure(task, credits)
        if status == "CANCELLED":
            raise ProviderFailure(Cause.CANCELLED, f"It was cancelled at Runway{_kept(credits)}.", "Order it again.")
        if status != "SUCCEEDED":
            return Waiting(shown(status, ())[:60])
        if credits is None:
            return Done(remote)
        return Done(remote, _money(credits), {"credits": str(credits)}, Usage(credits, "credit"))

    def fetch(self, request: Request, done: Done, target: Path) -> None:
        """Ask for the task again, because its links live a day and are new each time, and download its result."""
        del request
        output = self._task(done.output).get("output")
        link = output[0] if isinstance(output, list) and output else None
        if not isinstance(link, str):
            raise ProviderFailure(Cause.EXPIRED, "Runway no longer has what it made.", "Order it again.")
        self._wire.download(link, target)

    def cancel(self, remote: str) -> Cancelled:
        """
        Cancel what waits in its queue.

        What runs is left alone: it would be charged all the same, and to delete a task is to lose what it made.
        """
        if str(self._task(remote).get("status")) not in QUEUED:
            return Cancelled.REFUSED
        said = self._wire.ask(_place(remote), method="DELETE")
        if not said.ok:
            return Cancelled.REFUSED
        after = self._wire.ask(_place(remote))
        return Cancelled.ASKED if after.ok and _credits(after.object) != 0 else Cancelled.DONE

    def close(self) -> None:
        """Let go of the connections."""
        self._wire.close()
        self._store.close()

    def _task(self, remote: str) -> Mapping[str, Any]:
        said = self._wire.ask(_place(remote))
        if said.status in {400, 404, 410}:
            raise ProviderFailure(Cause.NOT_FOUND, "Runway no longer knows the task.", "Order it again.", said.raw)
        if not said.ok:
            cause = WAIT.get(said.status, Cause.PROVIDER_FAULT)
            raise NotNow(cause, f"Runway does not show the task ({said.status}).", THEN.get(cause, ""), said.raw)
        return said.object


def _place(remote: str) -> str:
    return f"/tasks/{quoted(remote, safe='')}"


def _credits(task: Mapping[str, Any]) -> Decimal | None:
    """What a task is charged; a number that cannot be is none."""
    cost = task.get("cost")
    said = cost.get("credits") if isinstance(cost, dict) else None
    if isinstance(said, bool) or not isinstance(said, int | float) or not 0 <= said <= MOST_CREDITS:
        return None
    return Decimal(str(said))


def _money(credits: Decimal) -> Money:
    return Money(int(credits * CREDIT.micros), CREDIT.currency)


def _kept(credits: Decimal | None) -> str:
    return f", and {credits} credits stay charged" if credits else ""


def _failure(task: Mapping[str, Any], credits: Decimal | None) -> ProviderFailure:
    """A failed task by its code: `SAFETY.INPUT.IMAGE`, `INTERNAL.BAD_OUTPUT.CODE01`, `ASSET.INVALID`."""
    code = shown(str(task.get("failureCode") or ""), ())[:100]
    stem = ".".join(code.split(".")[:2])
    cause, then = FAILED.get(stem, (Cause.PROVIDER_FAULT, "Order it again."))
    says = f"Runway failed with {code or 'no code'}{_kept(credits)}."
    told = shown(str(task.get("failure") or ""), ())[:4000]
    if not stem.startswith("SAFETY"):
        return ProviderFailure(cause, says, then, told)
    about = code.split(".")[2:3]
    medium = next((medium for medium in Medium if medium.name in about), None)
    return ProviderFailure(cause, says, then, told, medium=medium, objection=Objection.SAFETY)


def _refusal(said: Said) -> ProviderFailure | NotNow:
    """What an answer without a task means; it states no code, only that credits are lacking is in its words alone."""
    error = shown(str(said.object.get("error") or f"it answered {said.status}"), said.secrets)[:1000]
    issues = said.object.get("issues")
    wrong = [_issue(each) for each in issues if isinstance(each, dict)] if isinstance(issues, list) else []
    words = shown("; ".join([error, *wrong[:5]]), said.secrets)
    poor = said.status == 400 and "enough credits" in error
    wait = Cause.BALANCE if poor else WAIT.get(said.status)
    if wait:
        return NotNow(wait, f"Runway takes no order: {words}", THEN.get(wait, ""), said.raw, after=said.after)
    cause = REFUSED.get(said.status, Cause.INVALID_REQUEST)
    return ProviderFailure(cause, f"Runway refused: {words}", THEN[cause], said.raw)


def _issue(issue: Mapping[str, Any]) -> str:
    path = issue.get("path")
    place = ".".join(map(str, path)) if isinstance(path, list) else str(path or "body")
    return f"{place}: {issue.get('message')}"


def asks(settings: Settings) -> dict[str, Any]:
    """What of the settings belongs to every order."""
    return {"public_figures": settings.public_figures} if settings.public_figures != "auto" else {}


def estimate(model: Model, request: Request) -> Estimate:
    """Whole seconds at the credits of their resolution; an edit whose length the model finds may cost the most."""
    raster = runway_body.raster_of(request, model)
    row = model.price(resolution=raster.resolution if raster else "")
    assert row is not None, "every table ends in a price for the rest"
    seconds = 1 if model.makes is Makes.IMAGE else fitting.seconds(model, request)
    open_end = bool(model.data.get("typed")) and runway_body.mode_of(request) == "edit"
    most = math.floor(model.seconds[1]) if open_end else seconds
    low, high = (row.cost(Decimal(units)) for units in (seconds, most))
    used = tuple(Usage(Decimal(cost.micros) / CREDIT.micros, "credit") for cost in (low, high))
    return Estimate(low, high, model.priced, (used[0], used[1]))


def ready(settings: Settings) -> str:
    """Without a key nothing can be sent."""
    return "" if settings.key.get_secret_value() else "Set `key` under [providers.runway] in rushes.toml."


def connect(settings: Settings, house: House) -> Runway:
    """A client; nothing is sent yet."""
    return Runway(settings, house)


plugin = Spec(
    id="runway",
    title="Runway",
    models=CATALOGUE.models,
    settings=Settings,
    connect=connect,
    quote=estimate,
    lane=5,
    terms=CATALOGUE.terms,
    asks=asks,
    ready=ready,
    looks=(5.0, 20.0),
)
