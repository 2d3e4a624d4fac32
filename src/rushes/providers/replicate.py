"""
Many models, each known by its input schema; a studio may add any of them, a version or a deployment by its settings.

A prediction echoes its input, so that an order whose answer was lost is found in the list; what goes in and comes out
is deleted an hour later. Models are billed by what they make or by the seconds of a machine, and no answer says what it
cost. Its manual: https://replicate.com/docs, read 2026-11-20.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from rushes.kernel.money import Money
from rushes.providers import catalogue, forms, offers, parcels, repertoire, signatures
from rushes.providers.base import Answer, Cancelled, Done, House, Model, Provider, Request, Sent, Spec, Trace, Waiting
from rushes.providers.errors import Ambiguous, Cause, NotNow, ProviderFailure
from rushes.providers.forms import Form
from rushes.providers.offers import Offer
from rushes.providers.patience import Patience
from rushes.providers.pricing import Usage
from rushes.providers.repertoire import Repertoire
from rushes.providers.wire import Said, Wire
from rushes.providers.wishes import Unfit

CATALOGUE = catalogue.shipped("replicate")
SETTLED = timedelta(minutes=1)
"""How long after a create the list certainly holds it."""

MARGIN = timedelta(minutes=10)
BLIND = timedelta(hours=26)
"""How much older than an order a prediction may look: with their clock before us, and without it."""

PAGES = 30
MODERATED = ("E005", "flagged as sensitive", "nsfw", "content policy", "safety filter")
THEN = {
    Cause.INPUT_MODERATION: "Word it otherwise, or take the file out of the card.",
    Cause.OUTPUT_MODERATION: "Order it again, or word it otherwise.",
    Cause.INPUT_FETCH: "Order it again; check that the file opens.",
    Cause.INVALID_REQUEST: "Mend the card, or choose another model.",
    Cause.MODEL_NOT_OPEN: "Check the `endpoint` of the model under [providers.replicate].",
}
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,127}")
_VERSION = re.compile(r"[0-9a-f]{64}")
_RESETS = re.compile(r"resets in ~?(\d{1,4})s")


class Settings(BaseModel):
    """The account at Replicate, and models that are not on our list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: SecretStr = Field(SecretStr(""), description="The API token of the account.")
    url: str = Field("https://api.replicate.com/v1", description="The address of its API.")
    webhook_secret: SecretStr = Field(
        SecretStr(""), description="The secret it signs messages with (whsec_...); empty: it is only asked."
    )
    models: tuple[Offer, ...] = Field(
        (), description="Models to add, each a table under [[providers.replicate.models]]."
    )


@dataclass
class _Search:
    """What a walk through the list has found: predictions that are the order, and ones that cannot be told."""

    matches: list[str]
    doubtful: bool = False
    complete: bool = False


class Replicate(Provider):
    """Replicate, connected; `now` is the time here."""

    def __init__(
        self, settings: Settings, house: House, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        key, secret = settings.key.get_secret_value(), settings.webhook_secret.get_secret_value()
        self._authority = {"Authorization": f"Bearer {key}"}
        self._wire = Wire(settings.url, self._authority, secrets=(key, secret))
        self._url, self._secret = settings.url.rstrip("/"), secret
        self._house, self._now = house, now
        self._patience = Patience()
        self._repertoire = Repertoire.of(*(house.models or plugin.offering(settings).models))
        billed = [model for model in self._repertoire.models.values() if "takes" in model.data]
        paths = [(told["path"], model.prices[0]) for model in billed for told in model.data["forms"]]
        self._machines = {path.rpartition(":")[2]: price for path, price in paths}

    def refuses(self, request: Request) -> str:
        """What the model's schema does not allow."""
        return self._repertoire.refusal(request)

    def submit(self, request: Request, key: str) -> str:
        """Upload its files, then ask for a prediction."""
        try:
            form = self._repertoire.form(request)
            forms.bind(form, request, repertoire.placeholders(request))
            body = {"input": forms.bind(form, request, parcels.links(request, self._house, self._upload))}
        except Unfit as unfit:
            raise ProviderFailure(Cause.INVALID_REQUEST, str(unfit), THEN[Cause.INVALID_REQUEST]) from unfit
        path, version = _place(form.path)
        callback = self._house.callback(key) if self._secret else ""
        told = {"webhook": callback, "webhook_events_filter": ["completed"]} if callback else {}
        deadline = {"Cancel-After": f"{math.ceil(self._repertoire.models[request.model].deadline / 60)}m"}
        said = self._wire.create(path, json=body | version | told, headers=deadline)
        if not said.ok:
            raise _refused(said)
        id = said.object.get("id")
        if not isinstance(id, str) or not _ID.fullmatch(id):
            raise Ambiguous(f"Replicate answered {said.status} without an id: {said.raw[:400]}")
        return id

    def find(self, sent: Sent) -> str | Trace:
        """The prediction that has our input, of those made since; the list holds every one."""
        bound = self._bound(sent.request)
        if bound is None:
            return Trace.UNSURE
        form, asked = bound
        search = _Search([])
        for page in self._pages():
            self._look_through(page, sent, form, asked, search)
            if search.complete:
                break
        if len(search.matches) == 1 and not any(self._alike(one, form, asked) for one in sent.rivals.values()):
            return search.matches[0]
        late = self._now() - sent.at >= SETTLED
        certain = search.complete and late and not search.doubtful and not search.matches
        return Trace.ABSENT if certain else Trace.UNSURE

    def _bound(self, request: Request) -> tuple[Form, Mapping[str, Any]] | None:
        """The form of a request and its input but for the links of files; None where it has none."""
        try:
            form = self._repertoire.form(request)
            return form, forms.bind(form, request, repertoire.placeholders(request))
        except Unfit:
            return None

    def _alike(self, request: Request, form: Form, asked: Mapping[str, Any]) -> bool:
        """Whether another request has the same input."""
        bound = self._bound(request)
        return bound is not None and bound[0].path == form.path and _same(bound[1], asked, form)

    def _pages(self) -> Iterator[Said]:
        """The list, newest first, as far back as is sensible. NotNow."""
        cursor = ""
        for _ in range(PAGES):
            said = self._wire.ask("/predictions", params={"cursor": cursor} if cursor else {})
            if not said.ok:
                raise _not_now(said)
            yield said
            cursor = _cursor(said.object.get("next"))

    def _look_through(self, page: Said, sent: Sent, form: Form, asked: Mapping[str, Any], search: _Search) -> None:
        since = sent.at + self._ahead(page)
        rows = page.object.get("results")
        for one in rows if isinstance(rows, list) else []:
            id = str(one.get("id")) if isinstance(one, dict) else ""
            made = _time(one.get("created_at")) if id else None
            if made is not None and made < since:
                search.complete = True
                return
            if not _ID.fullmatch(id) or id in sent.taken or not _is_of(one, form.path):
                continue
            echoed = one.get("input")
            if one.get("data_removed") or not isinstance(echoed, dict):
                search.doubtful = True
            elif _same(echoed, asked, form):
                search.matches.append(id)
        search.complete = isinstance(rows, list) and not _cursor(page.object.get("next"))

    def _ahead(self, page: Said) -> timedelta:
        """How far their clock is ahead of ours, less a margin."""
        try:
            theirs = parsedate_to_datetime(page.headers["date"])
            return theirs - self._now() - MARGIN
        except (KeyError, ValueError, TypeError):
            return -BLIND

    def poll(self, remote: str) -> Answer:
        """Look at the prediction."""
        said = self._wire.ask(f"/predictions/{remote}")
        if said.status == 404 and not self._patience.is_over(remote):
            return Waiting("unknown")
        if said.status == 404:
            says = "Replicate knows nothing of this prediction."
            raise ProviderFailure(Cause.NOT_FOUND, says, "Order it again.", said.raw)
        self._patience.found(remote)
        if not said.ok:
            raise _not_now(said)
        prediction = said.object
        match prediction.get("status"):
            case "succeeded":
                return self._done(prediction, said.raw)
            case "failed":
                raise _failure(prediction, said.raw)
            case "canceled":
                _, cost = self._run(prediction)
                says = "The prediction was cancelled."
                raise ProviderFailure(Cause.CANCELLED, says, "Order it again.", said.raw, cost=cost)
            case "aborted":
                says = "The prediction was given up before it began."
                raise ProviderFailure(Cause.CANCELLED, says, "Order it again.", said.raw)
            case "starting":
                return Waiting("queued")
        return Waiting()

    def _done(self, prediction: Mapping[str, Any], raw: str) -> Done:
        output = parcels.found({"output": prediction.get("output")})
        if not output and not prediction.get("data_removed"):
            raise ProviderFailure(Cause.PROVIDER_FAULT, "The model made no file.", "Order it again.", raw)
        seconds, cost = self._run(prediction)
        reported = {"machine_seconds": float(seconds)} if seconds is not None else {}
        used = Usage(seconds, "second") if seconds is not None and cost else None
        return Done(output, cost, reported, used)

    def _run(self, prediction: Mapping[str, Any]) -> tuple[Decimal | None, Money | None]:
        """How long it ran, and what that costs where it is the machine that is billed."""
        seconds = _predict_time(prediction)
        price = self._machines.get(str(prediction.get("version"))) or self._machines.get(str(prediction.get("model")))
        return seconds, price.cost(seconds) if price and seconds is not None else None

    def fetch(self, request: Request, done: Done, target: Path) -> None:
        """Download it; only what lies behind the API itself wants the token."""
        del request
        if not done.output:
            says = "Replicate has deleted what was made, as it does after an hour."
            raise ProviderFailure(Cause.EXPIRED, says, "Order it again.")
        own = done.output.startswith(f"{self._url}/")
        self._wire.download(done.output, target, headers=self._authority if own else None)

    def cancel(self, remote: str) -> Cancelled:
        """Stop it; what has begun is billed for as long as it ran."""
        said = self._wire.ask(f"/predictions/{remote}/cancel", method="POST")
        if said.status in {401, 403}:
            raise _not_now(said)
        status = str(said.object.get("status"))
        if not said.ok or status in {"succeeded", "failed"}:
            return Cancelled.REFUSED
        over = status in {"canceled", "aborted"}
        return Cancelled.DONE if over and not said.object.get("started_at") else Cancelled.ASKED

    def hears(self, headers: Mapping[str, str], body: bytes, now: datetime) -> str | None:
        """A message that carries the signature of our secret and is not old."""
        if not signatures.standard(self._secret, headers, body, now):
            return None
        id = Said(200, {}, body).object.get("id")
        return id if isinstance(id, str) and _ID.fullmatch(id) else None

    def close(self) -> None:
        """Let go of the connections."""
        self._wire.close()

    def _upload(self, content: bytes, mime: str, name: str) -> str:
        said = self._wire.ask("/files", method="POST", files={"content": (name, content, mime)})
        if said.status in {401, 402, 403}:
            raise _not_now(said)
        urls = said.object.get("urls")
        link = urls.get("get") if isinstance(urls, dict) else None
        if not said.ok or not isinstance(link, str):
            says = f"Replicate does not take the file {name} ({said.status})."
            raise ProviderFailure(Cause.INPUT_FETCH, says, THEN[Cause.INPUT_FETCH], said.raw)
        return link


def _place(path: str) -> tuple[str, dict[str, str]]:
    """Where a prediction is asked for, and the version that goes along where the address does not say it."""
    if ":" in path or _VERSION.fullmatch(path):
        return "/predictions", {"version": path.rpartition(":")[2]}
    return (f"/{path}/predictions" if path.startswith("deployments/") else f"/models/{path}/predictions"), {}


def _is_of(prediction: Mapping[str, Any], path: str) -> bool:
    """Whether a prediction may be one of this endpoint; a deployment does not say which it was."""
    if path.startswith("deployments/"):
        return True
    model, _, version = path.rpartition(":") if ":" in path or _VERSION.fullmatch(path) else (path, "", "")
    said = prediction.get("version") if version else prediction.get("model")
    return said is None or said == (version or model)


def _same(echoed: Mapping[str, Any], asked: Mapping[str, Any], form: Form) -> bool:
    """Whether an input is ours: what we say is in it, and as many files, whose links are new each time."""
    files = {form.fields[word] for word in forms.FILES if word in form.fields}
    words = {name: value for name, value in asked.items() if name not in files}
    counted = all(_count(echoed.get(name)) == _count(asked.get(name)) for name in files)
    return counted and all(echoed.get(name) == value for name, value in words.items())


def _count(files: Any) -> int:
    return len(files) if isinstance(files, list) else int(bool(files))


def _cursor(following: Any) -> str:
    try:
        return parse_qs(urlsplit(following).query).get("cursor", [""])[0] if isinstance(following, str) else ""
    except ValueError:
        return ""


def _time(said: Any) -> datetime | None:
    try:
        made = datetime.fromisoformat(said)
    except (TypeError, ValueError):
        return None
    return made if made.tzinfo else made.replace(tzinfo=UTC)


def _predict_time(prediction: Mapping[str, Any]) -> Decimal | None:
    metrics = prediction.get("metrics")
    said = metrics.get("predict_time") if isinstance(metrics, dict) else None
    honest = isinstance(said, int | float) and math.isfinite(said) and 0 <= said < 10**6
    return Decimal(str(round(said, 3))) if honest and said is not None else None


def _refused(said: Said) -> ProviderFailure | NotNow:
    """Why an order was not taken."""
    if said.status in {401, 402, 403, 408, 429, 503}:
        return _not_now(said)
    if said.status == 404:
        says = "Replicate has no model at this endpoint."
        return ProviderFailure(Cause.MODEL_NOT_OPEN, says, THEN[Cause.MODEL_NOT_OPEN], said.raw)
    words = str(said.object.get("detail") or said.object.get("title") or "it gives no reason")[:400]
    return ProviderFailure(Cause.INVALID_REQUEST, f"Replicate refuses: {words}", THEN[Cause.INVALID_REQUEST], said.raw)


def _not_now(said: Said) -> NotNow:
    if said.status == 402:
        return NotNow(Cause.BALANCE, "The account at Replicate has no credit.", "Add credit.", said.raw)
    if said.status in {401, 403}:
        then = "Check `key` under [providers.replicate]."
        return NotNow(Cause.AUTH, "Replicate does not take the token.", then, said.raw)
    resets = _RESETS.search(said.raw)
    after = said.after or (float(resets[1]) if resets else 0.0)
    cause = Cause.RATE_LIMIT if said.status == 429 else Cause.PROVIDER_FAULT
    return NotNow(cause, f"Replicate takes nothing at the moment ({said.status}).", raw=said.raw, after=after)


def _failure(prediction: Mapping[str, Any], raw: str) -> ProviderFailure:
    words = str(prediction.get("error") or "it gives no reason")[:400]
    lower = words.lower()
    cause = Cause.PROVIDER_FAULT
    if any(sign.lower() in lower for sign in MODERATED):
        cause = Cause.OUTPUT_MODERATION if "output" in lower and "input" not in lower else Cause.INPUT_MODERATION
    return ProviderFailure(cause, f"The model failed: {words}", THEN.get(cause, "Order it again."), raw)


def asks(settings: Settings) -> dict[str, Any]:
    """Where it is sent, and what the models are that a studio added."""
    added = offers.asked(settings.models)
    return {"url": settings.url} | ({"models": added} if added else {})


def ready(settings: Settings) -> str:
    """Without a token nothing can be sent."""
    return "" if settings.key.get_secret_value() else "Set `key` under [providers.replicate] in rushes.toml."


def offered(settings: Settings) -> tuple[Model, ...]:
    """The models that only the settings know."""
    return offers.models(settings.models)


plugin = Spec(
    id="replicate",
    title="Replicate",
    models=CATALOGUE.models,
    settings=Settings,
    connect=Replicate,
    quote=repertoire.quote,
    lane=10,
    terms=CATALOGUE.terms,
    asks=asks,
    ready=ready,
    offers=offered,
    looks=(2.0, 10.0),
)
