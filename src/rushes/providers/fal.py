"""
Many models behind one queue, each known by its input schema; a studio may add any of them by its settings.

A request goes into the queue and is looked at there; files are uploaded to fal's own storage and expire. The queue has
no state for failure, no list and no cost: what failed is found in the result, and an order whose answer was lost is
found again only by fal's signed message. Its manual: https://fal.ai/docs, read 2026-11-20.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from rushes.providers import catalogue, forms, offers, parcels, repertoire, signatures
from rushes.providers.base import Answer, Cancelled, Done, House, Model, Provider, Request, Spec, Waiting
from rushes.providers.errors import Ambiguous, Cause, Medium, NotNow, ProviderFailure
from rushes.providers.offers import Offer
from rushes.providers.patience import Patience
from rushes.providers.repertoire import Repertoire
from rushes.providers.wire import Said, Wire
from rushes.providers.wishes import Unfit

CATALOGUE = catalogue.shipped("fal")
NAMESPACES = {"workflows", "comfy"}
OWN_DOMAINS = (".fal.media", ".fal.ai", ".fal.run")
KEYS_LIVE = timedelta(hours=24)

CAUSES = {
    "content_policy_violation": Cause.INPUT_MODERATION,
    "file_download_error": Cause.INPUT_FETCH,
    "image_load_error": Cause.INPUT_FETCH,
    "client_cancelled": Cause.CANCELLED,
    "bad_request": Cause.INVALID_REQUEST,
    **dict.fromkeys(
        (
            *("no_media_generated", "internal_server_error", "generation_timeout", "downstream_service_error"),
            *("downstream_service_unavailable", "request_timeout", "startup_timeout", "runner_scheduling_failure"),
            *("runner_connection_timeout", "runner_connection_refused", "runner_connection_error"),
            *("runner_disconnected", "runner_incomplete_response", "runner_server_error", "internal_error"),
            *("client_disconnected",),
        ),
        Cause.PROVIDER_FAULT,
    ),
}
"""What fal's error types mean; one that is not here is a fault of the request at 4xx, and fal's own at 5xx."""

GONE = {404: Cause.EXPIRED, 410: Cause.EXPIRED}
THEN = {
    Cause.INPUT_MODERATION: "Word it otherwise, or take the file out of the card.",
    Cause.OUTPUT_MODERATION: "Order it again, or word it otherwise.",
    Cause.INPUT_FETCH: "Order it again; check that the file opens.",
    Cause.INVALID_REQUEST: "Mend the card, or choose another model.",
    Cause.MODEL_NOT_OPEN: "Check the `endpoint` of the model under [providers.fal].",
}
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,127}")
_APP = re.compile(r"/([A-Za-z0-9][\w.-]*(?:/[A-Za-z0-9][\w.-]*){1,2})/requests/([A-Za-z0-9_-]+)")
_PLACE = re.compile(r"https?://([A-Za-z0-9.-]+)(?::\d+)?(?:/[\w./-]*)?")
_MODEL_ERROR = re.compile(r'"type"\s*:\s*"([a-z_]+)"')


class Settings(BaseModel):
    """The account at fal, and models that are not on our list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: SecretStr = Field(SecretStr(""), description="The key of the account.")
    url: str = Field("https://queue.fal.run", description="The address of its queue.")
    rest_url: str = Field("https://rest.fal.ai", description="The address of its storage and of its signing keys.")
    kept_days: int = Field(7, ge=1, le=365, description="After how many days fal deletes our files; they are public.")
    models: tuple[Offer, ...] = Field((), description="Models to add, each a table in [[providers.fal.models]].")


@dataclass
class _Keys:
    """The keys fal signs its messages with, fetched again when they are a day old."""

    rest: Wire
    read: datetime | None = None
    found: tuple[Ed25519PublicKey, ...] = ()

    def at(self, now: datetime) -> tuple[Ed25519PublicKey, ...]:
        """Those in force. NotNow."""
        if self.read is None or not timedelta(0) <= now - self.read < KEYS_LIVE:
            self.found = signatures.published(self.rest.ask("/.well-known/jwks.json").object)
            self.read = now if self.found else None
        return self.found


class Fal(Provider):
    """fal, connected."""

    def __init__(self, settings: Settings, house: House) -> None:
        key = settings.key.get_secret_value()
        headers = {"Authorization": f"Key {key}"}
        self._queue = Wire(settings.url, headers, secrets=(key,))
        self._rest = Wire(settings.rest_url, headers, secrets=(key,))
        self._url, self._storage_url = settings.url.rstrip("/"), settings.rest_url.rstrip("/")
        self._life = json.dumps({"expiration_duration_seconds": settings.kept_days * 86400})
        self._house = house
        self._keys = _Keys(self._rest)
        self._patience = Patience()
        self._repertoire = Repertoire.of(*(house.models or plugin.offering(settings).models))

    def refuses(self, request: Request) -> str:
        """What the model's schema does not allow."""
        return self._repertoire.refusal(request)

    def submit(self, request: Request, key: str) -> str:
        """Upload its files, then put it in the queue; the remote id is `owner/app|request id`."""
        try:
            form = self._repertoire.form(request)
            forms.bind(form, request, repertoire.placeholders(request))
            body = forms.bind(form, request, self._links(request))
        except Unfit as unfit:
            raise ProviderFailure(Cause.INVALID_REQUEST, str(unfit), THEN[Cause.INVALID_REQUEST]) from unfit
        callback = self._house.callback(key)
        # fal's own retries stay on (no x-fal-no-retry): they repeat only what it does not bill, under the same id.
        said = self._queue.create(
            f"/{form.path}",
            json=body,
            params={"fal_webhook": callback} if callback else {},
            headers={"X-Fal-Object-Lifecycle-Preference": self._life},
        )
        if not said.ok:
            raise _refused(said)
        id = said.object.get("request_id")
        if not isinstance(id, str) or not _ID.fullmatch(id):
            raise Ambiguous(f"fal answered {said.status} without an id: {said.raw[:400]}")
        return f"{self._app(form.path, said.object.get('response_url'), id)}|{id}"

    def named(self, request: Request, id: str) -> str:
        """fal shows the request id alone; where it is looked at follows from the model."""
        with suppress(Unfit):
            return id if "|" in id else f"{_app_of(self._repertoire.form(request).path)}|{id}"
        return id

    def poll(self, remote: str) -> Answer:
        """Its status; when it is over, its result, which alone says whether it failed."""
        app, _, id = remote.rpartition("|")
        said = self._queue.ask(f"/{app}/requests/{id}/status")
        if said.status == 404 and not self._patience.is_over(remote):
            return Waiting("unknown")
        if said.status == 404:
            says = "fal knows nothing of this request: it was cancelled, or is older than 30 days."
            raise ProviderFailure(Cause.NOT_FOUND, says, "Order it again.", said.raw)
        self._patience.found(remote)
        if not said.ok:
            raise _not_now(said)
        status = said.object.get("status")
        if status != "COMPLETED":
            return Waiting("queued" if status == "IN_QUEUE" else "running")
        return self._result(f"/{app}/requests/{id}", said.object)

    def _result(self, path: str, over: Mapping[str, Any]) -> Answer:
        failed = bool(over.get("error") or over.get("error_type"))
        try:
            said = self._queue.ask(path)
        except NotNow as busy:
            model_error = _MODEL_ERROR.search(busy.raw)  # what a model answers with 5xx is final, what fal does is not
            if not failed and not model_error:
                raise
            detail = [{"type": model_error[1]}] if model_error else None
            raise _failure({**over, "detail": detail}, 500, busy.raw) from busy
        result = said.object
        output = parcels.found(result) if said.ok and not failed else ""
        if output:
            return Done(output, reported=_reported(result, over, said))
        if said.status == 202 or (said.ok and not result and not failed):
            return Waiting("finishing")
        if said.status in {401, 403} and not failed:
            raise _not_now(said)
        raise _failure({**over, **result}, said.status, said.raw)

    def fetch(self, request: Request, done: Done, target: Path) -> None:
        """Download it; the links are public."""
        del request
        self._queue.download(done.output, target)

    def cancel(self, remote: str) -> Cancelled:
        """What waits is taken out of the queue; what runs may still finish and be billed."""
        app, _, id = remote.rpartition("|")
        path = f"/{app}/requests/{id}"
        said = self._queue.ask(f"{path}/cancel", method="PUT")
        if said.status in {401, 403}:
            raise _not_now(said)
        if not said.ok:
            return Cancelled.REFUSED
        with suppress(NotNow):
            after = self._queue.ask(f"{path}/status")
            if after.status == 404 or after.object.get("error_type") == "client_cancelled":
                return Cancelled.DONE
        return Cancelled.ASKED

    def hears(self, headers: Mapping[str, str], body: bytes, now: datetime) -> str | None:
        """A message that carries fal's signature, is not old, and speaks of a request one of our models made."""
        with suppress(NotNow, ProviderFailure):
            return self._heard(headers, body, now)
        return None

    def _heard(self, headers: Mapping[str, str], body: bytes, now: datetime) -> str | None:
        id, user, stamp, signature = (
            headers.get(f"x-fal-webhook-{name}", "") for name in ("request-id", "user-id", "timestamp", "signature")
        )
        if not _ID.fullmatch(id) or not signatures.timely(stamp, now):
            return None
        message = "\n".join((id, user, stamp, hashlib.sha256(body).hexdigest())).encode()
        if not signatures.signed(self._keys.at(now), signature, message):
            return None
        apps = dict.fromkeys(_app_of(form.path) for _, form in self._repertoire)
        known = (app for app in apps if self._queue.ask(f"/{app}/requests/{id}/status").ok)
        return next((f"{app}|{id}" for app in known), None)

    def close(self) -> None:
        """Let go of the connections."""
        self._queue.close()
        self._rest.close()

    def _app(self, path: str, told: Any, id: str) -> str:
        """Where a request is looked at: as fal told, if that is at its own queue; else by its rule."""
        match = _APP.fullmatch(str(told).removeprefix(self._url))
        return match[1] if match and match[2] == id else _app_of(path)

    def _links(self, request: Request) -> dict[str, str]:
        if not repertoire.placeholders(request):
            return {}
        with self._storage() as upload:
            return parcels.links(request, self._house, upload)

    @contextmanager
    def _storage(self) -> Iterator[parcels.Upload]:
        """fal's storage, for as long as the files of one request take."""
        said = self._rest.ask("/storage/auth/token", method="POST", params={"storage_type": "fal-cdn-v3"}, json={})
        if not said.ok:
            raise _refused(said)
        base, token = str(said.object.get("base_url")), str(said.object.get("token"))
        grant = f"{said.object.get('token_type') or 'Bearer'} {token}"
        if not self._trusted(base) or not (grant.isascii() and grant.isprintable()):
            raise NotNow(Cause.PROVIDER_FAULT, "fal names a place for files that is not its own.", raw=said.raw)
        life = {"X-Fal-Object-Lifecycle": self._life, "X-Fal-Object-Lifecycle-Preference": self._life}
        storage = Wire(base, {"Authorization": grant, **life}, secrets=(token,), seconds=300)

        def upload(content: bytes, mime: str, name: str) -> str:
            headers = {"Content-Type": mime, "X-Fal-File-Name": name}
            said = storage.ask("/files/upload", method="POST", content=content, headers=headers)
            link = said.object.get("access_url")
            if not said.ok or not isinstance(link, str):
                says = f"fal does not take the file {name} ({said.status})."
                raise ProviderFailure(Cause.INPUT_FETCH, says, THEN[Cause.INPUT_FETCH], said.raw)
            return link

        try:
            yield upload
        finally:
            storage.close()

    def _trusted(self, url: str) -> bool:
        """Whether our files may go to an address: fal's own, over TLS, or where its storage is set to be."""
        match = _PLACE.fullmatch(url)
        if match is None or f"{url}/".startswith(f"{self._storage_url}/"):
            return match is not None
        return url.startswith("https://") and f".{match[1]}".endswith(OWN_DOMAINS)


def _app_of(path: str) -> str:
    """Only owner and app of an endpoint stand in the addresses of its requests; some have a namespace before them."""
    parts = path.split("/")
    return "/".join(parts[: 3 if parts[0] in NAMESPACES else 2])


def _refused(said: Said) -> ProviderFailure | NotNow:
    """Why an order was not taken."""
    if said.status in {401, 403, 408, 429, 503}:
        return _not_now(said)
    if said.status == 404:
        says = "fal has no model at this endpoint."
        return ProviderFailure(Cause.MODEL_NOT_OPEN, says, THEN[Cause.MODEL_NOT_OPEN], said.raw)
    return _failure(said.object, said.status, said.raw)


def _not_now(said: Said) -> NotNow:
    words = said.raw.lower()
    if said.status in {401, 403} and ("locked" in words or "balance" in words):
        return NotNow(Cause.BALANCE, "fal has locked the account: its balance is used up.", "Add credit.", said.raw)
    if said.status in {401, 403}:
        return NotNow(Cause.AUTH, "fal does not take the key.", "Check `key` under [providers.fal].", said.raw)
    cause = Cause.RATE_LIMIT if said.status == 429 else Cause.PROVIDER_FAULT
    return NotNow(cause, f"fal takes nothing at the moment ({said.status}).", raw=said.raw, after=said.after)


def _failure(told: Mapping[str, Any], status: int, raw: str) -> ProviderFailure:
    """A failure as fal describes it: a list of errors with types, or one type and a text."""
    detail = told.get("detail")
    first = next((one for one in detail if isinstance(one, dict)), {}) if isinstance(detail, list) else {}
    kind = str(first.get("type") or told.get("error_type") or "")
    place = ".".join(map(str, first["loc"])) if isinstance(first.get("loc"), list) else ""
    other = Cause.INVALID_REQUEST if 400 <= status < 500 else Cause.PROVIDER_FAULT
    cause = CAUSES.get(kind) or GONE.get(status) or other
    medium = None
    if cause is Cause.INPUT_MODERATION:
        medium = next((one for one in Medium if one in place), Medium.TEXT if "prompt" in place else None)
        cause = Cause.OUTPUT_MODERATION if "generated" in place or "output" in place else cause
    words = first.get("msg") or told.get("error") or (detail if isinstance(detail, str) else "") or "it gives no reason"
    says = f"fal: {str(words)[:400]} ({', '.join(filter(None, (kind, place))) or status})"
    return ProviderFailure(cause, says, THEN.get(cause, "Order it again."), raw, medium=medium)


def _reported(result: Mapping[str, Any], over: Mapping[str, Any], said: Said) -> dict[str, Any]:
    metrics = over.get("metrics")
    told = {
        "seed": result.get("seed"),
        "revised_prompt": result.get("revised_prompt") or result.get("actual_prompt"),
        "machine_seconds": metrics.get("inference_time") if isinstance(metrics, dict) else None,
        "billable_units": said.headers.get("x-fal-billable-units"),
    }
    return {name: value for name, value in told.items() if isinstance(value, str | int | float)}


def asks(settings: Settings) -> dict[str, Any]:
    """Where it is sent, and what the models are that a studio added."""
    added = offers.asked(settings.models)
    return {"url": settings.url} | ({"models": added} if added else {})


def ready(settings: Settings) -> str:
    """Without a key nothing can be sent."""
    return "" if settings.key.get_secret_value() else "Set `key` under [providers.fal] in rushes.toml."


def offered(settings: Settings) -> tuple[Model, ...]:
    """The models that only the settings know."""
    return offers.models(settings.models)


plugin = Spec(
    id="fal",
    title="fal.ai",
    models=CATALOGUE.models,
    settings=Settings,
    connect=Fal,
    quote=repertoire.quote,
    lane=10,
    terms=CATALOGUE.terms,
    asks=asks,
    ready=ready,
    offers=offered,
    looks=(2.0, 10.0),
)
