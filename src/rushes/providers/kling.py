"""
Kling 3: clips from words, a first and a last frame, or pictures of people and things; with sound where it is wanted.

Its new API: the model is in the path, one API key opens it. It keeps our key as the task's `external_task_id`, and
finds a task by it. What went wrong is said by `code`, never by the HTTP status: an empty account answers 429. Nothing
can be cancelled. Written from https://kling.ai/document-api (public copies), read 2026-11-26.
"""

import base64
import binascii
import hmac
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import ROUND_CEILING, Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from rushes.kernel.money import MICROS, Money
from rushes.providers import catalogue, fitting
from rushes.providers.base import (
    Answer,
    Citation,
    Done,
    House,
    Model,
    Provider,
    Request,
    Sent,
    Spec,
    Trace,
    Waiting,
)
from rushes.providers.enclosures import enclosed
from rushes.providers.errors import Ambiguous, Cause, NotNow, Objection, ProviderFailure
from rushes.providers.pricing import Estimate, Price, Usage
from rushes.providers.wire import Said, Wire, shown

CATALOGUE = catalogue.shipped("kling")
RATIOS = ("16:9", "9:16", "1:1")
CAUSES = {
    **dict.fromkeys((1000, 1001, 1002, 1003, 1004, 1304), Cause.AUTH),
    **dict.fromkeys((1100, 1101, 1102), Cause.BALANCE),
    1103: Cause.MODEL_NOT_OPEN,
    **dict.fromkeys((1200, 1201), Cause.INVALID_REQUEST),
    **dict.fromkeys((1202, 1203), Cause.NOT_FOUND),
    **dict.fromkeys((1300, 1301), Cause.INPUT_MODERATION),
    1302: Cause.RATE_LIMIT,
    1303: Cause.CONCURRENCY,
}
BROKEN = {5000, 5001, 5002}
PASSING = {Cause.AUTH, Cause.BALANCE, Cause.MODEL_NOT_OPEN, Cause.RATE_LIMIT, Cause.CONCURRENCY}
THEN = {
    Cause.AUTH: "Check `key` and `url` under [providers.kling], and the account's list of allowed addresses.",
    Cause.BALANCE: "Buy a resource pack or top up the account at https://kling.ai/dev.",
    Cause.MODEL_NOT_OPEN: "Open the model for the account at https://kling.ai/dev.",
    Cause.RATE_LIMIT: "It is sent again.",
    Cause.CONCURRENCY: "It is sent again when one of the account's tasks is over.",
    Cause.INPUT_MODERATION: "Word the card otherwise, or take a picture out of it.",
}
WAITING = {"submitted": "queued", "processing": "running"}
SEEN_AFTER = timedelta(minutes=1)
ID = re.compile(r"[\w-]{1,128}")
RISK = re.compile(r"\brisk|sensitive|polic|moderat|violat", re.IGNORECASE)
FRESH_SECONDS = 300
BATCH = 50
MOST = Decimal(1_000_000)


class Settings(BaseModel):
    """The account at Kling."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str = Field(
        "https://api-singapore.klingai.com",
        description="Where the account is; in China https://api-beijing.klingai.com.",
    )
    key: SecretStr = Field(SecretStr(""), description="The API key of the account.")
    webhook_secret: SecretStr = Field(
        SecretStr(""), description="The account's Webhook Secret, where it has one: `whsec_` and more."
    )


class Kling(Provider):
    """The service, connected."""

    def __init__(self, settings: Settings, house: House) -> None:
        key = settings.key.get_secret_value()
        self._wire = Wire(settings.url, {"Authorization": f"Bearer {key}"}, secrets=(key,))
        self._secret = settings.webhook_secret.get_secret_value()
        self._house = house
        self._models = CATALOGUE.in_force(house.models)
        self._unit = _unit(next(iter(self._models.values())))

    def refuses(self, request: Request) -> str:
        """What its pages rule out before anything is sent."""
        model, files = self._models[request.model], _files(request)
        slots = [one.slot for one in files]
        if request.settings.get("mode") in {"edit", "extend"} or any(one.kind != "image" for one in files):
            return f"{model.title} is sent words and pictures only: take the video or sound out of the card."
        if slots.count("reference") > model.data["references"]:
            most = model.data["references"]
            return f"{model.title} takes {most or 'no'} reference pictures: take some out, or choose another model."
        if "last_frame" in slots and "first_last" not in model.modes:
            return f"{model.title} takes no last frame: take it out, or choose Kling 3.0."
        if "last_frame" in slots and "first_frame" not in slots:
            return "Kling takes a last frame only beside a first one: approve a panel for the first frame."
        return ""

    def submit(self, request: Request, key: str) -> str:
        """Create a task that bears our key."""
        path, body = self._asked(request, key)
        said = self._wire.create(path, json=body)
        code = _code(said)
        if code in BROKEN or (code is None and said.ok):
            raise Ambiguous(f"Kling answered {said.status}: {said.raw[:400]}")
        if code != 0:
            raise _refused(said, code)
        id = _id(said.object.get("data"))
        if not id:
            raise Ambiguous(f"Kling took the order and gave no id: {said.raw[:400]}")
        return id

    def find(self, sent: Sent) -> str | Trace:
        """The task that bears our key; a minute after it was sent, a task Kling does not know was never taken."""
        found = [_id(task) for task in self._tasks(external_task_ids=sent.key)]
        id = next((one for one in found if one and one not in sent.taken), "")
        if id:
            return id
        return Trace.ABSENT if not found and datetime.now(UTC) - sent.at > SEEN_AFTER else Trace.UNSURE

    def poll(self, remote: str) -> Answer:
        """Look at one task."""
        found = [task for task in self._tasks(task_ids=remote) if _id(task) == remote]
        if not found:
            says = f"Kling does not know the task {remote}."
            raise NotNow(Cause.NOT_FOUND, says, "Is `key` under [providers.kling] that of the account it runs in?")
        return _state(found[0], self._unit)

    def look(self, remotes: Sequence[str]) -> Iterator[tuple[str, Answer | ProviderFailure]]:
        """Look at many tasks with one question; what Kling does not mention is left out."""
        for start in range(0, len(remotes), BATCH):
            wanted = remotes[start : start + BATCH]
            try:
                tasks = {_id(task): task for task in self._tasks(task_ids=",".join(wanted))}
            except NotNow:
                return
            yield from ((remote, _looked(tasks[remote], self._unit)) for remote in wanted if remote in tasks)

    def fetch(self, request: Request, done: Done, target: Path) -> None:
        """Download the clip."""
        del request
        self._wire.download(done.output, target)

    def hears(self, headers: Mapping[str, str], body: bytes, now: datetime) -> str | None:
        """The task a message speaks of; with a Webhook Secret, only of one that is signed with it and fresh."""
        if self._secret and not _signed(self._secret, headers, body, now):
            return None
        try:
            return _id(json.loads(body)) or None
        except (ValueError, RecursionError):
            return None

    def close(self) -> None:
        """Let go of the connections."""
        self._wire.close()

    def _asked(self, request: Request, key: str) -> tuple[str, dict[str, Any]]:
        """The path and the body; the first frame's own ratio is kept, so none is asked for beside it."""
        model, files = self._models[request.model], _files(request)
        path = model.data["path"] or ("image-to-video" if files else "text-to-video")
        framed = any(one.slot == "first_frame" for one in files)
        worded = {"contents": self._contents(request, files)} if path != "text-to-video" else {"prompt": request.prompt}
        settings = _settings(model, request)
        if framed:
            del settings["aspect_ratio"]
        callback = self._house.callback(key)
        options = {"external_task_id": key, "watermark_info": {"enabled": False}}
        options |= {"callback_url": callback} if callback else {}
        return f"/{path}/{model.id}", {**worded, "settings": settings, "options": options}

    def _contents(self, request: Request, files: Sequence[Citation]) -> list[dict[str, str]]:
        """The prompt, then its pictures as bare base64; a reference bears the name by which the prompt calls it."""
        contents = [{"type": "prompt", "text": request.prompt}]
        for one in files:
            named = {"id": f"image_{one.ordinal}"} if one.slot == "reference" else {}
            sort = "refer_image" if one.slot == "reference" else one.slot
            contents.append({"type": sort, "url": enclosed(self._house.blobs, one.sha256).base64, **named})
        return contents

    def _tasks(self, **which: str) -> list[Any]:
        """The tasks it knows of these. NotNow."""
        said = self._wire.ask("/tasks", params=which)
        code, tasks = _code(said), _object(said).get("data")
        if code != 0 or not isinstance(tasks, list):
            cause = CAUSES.get(code or 0, Cause.PROVIDER_FAULT)
            raise NotNow(
                cause, f"Kling does not say: {_message(said)}", THEN.get(cause, "It is asked again."), said.raw
            )
        return tasks


def _files(request: Request) -> list[Citation]:
    return [one for one in request.citations if one.sha256]


def _settings(model: Model, request: Request) -> dict[str, Any]:
    """What the clip shall be; a shot is one shot, whatever its words say of cuts."""
    ratio = fitting.ratio(request, RATIOS)
    chosen = {"audio": "native" if _heard(request) else "off", "multi_shot": False}
    return {
        "resolution": fitting.resolution(request, ratio, model.data["resolutions"]),
        "aspect_ratio": ratio,
        "duration": fitting.seconds(model, request),
        **(chosen if model.data["sound"] == "chosen" else {}),
    }


def _heard(request: Request) -> bool:
    return bool(request.settings.get("audio", True))


def _object(said: Said) -> dict[str, Any]:
    """The object it answers with, without our key wherever it repeats it."""
    text = shown(said.content.decode("utf-8", "replace"), said.secrets)
    return Said(said.status, said.headers, text.encode()).object


def _id(said: object) -> str:
    """The id of a task; empty for what has none that could be asked for."""
    id = str(said.get("id") or "")[:200] if isinstance(said, dict) else ""
    return id if ID.fullmatch(id) else ""


def _code(said: Said) -> int | None:
    """The code it answers with: 0 for all is well, None for what is no answer of Kling's."""
    code = said.object.get("code")
    return int(code) if isinstance(code, int | str) and re.fullmatch(r"[0-9]{1,6}", str(code)) else None


def _message(said: Said) -> str:
    return shown(str(said.object.get("message") or said.status), said.secrets)[:300]


def _refused(said: Said, code: int | None) -> NotNow | ProviderFailure:
    """Why an order was not taken: for now, or for good."""
    if code is None:
        by_status = {401: Cause.AUTH, 429: Cause.RATE_LIMIT, 503: Cause.PROVIDER_FAULT}
        cause = by_status.get(said.status, Cause.INVALID_REQUEST)
        passing = said.status in by_status
    else:
        cause = CAUSES.get(code, Cause.PROVIDER_FAULT)
        passing = cause in PASSING
    says, then = f"Kling refuses ({code or said.status}): {_message(said)}", THEN.get(cause, "Mend the card.")
    if passing:
        return NotNow(cause, says, then, said.raw, after=said.after)
    objection = Objection.SAFETY if code == 1301 else None
    return ProviderFailure(cause, says, then, said.raw, objection=objection)


def _looked(task: Mapping[str, Any], unit: Price) -> Answer | ProviderFailure:
    try:
        return _state(task, unit)
    except ProviderFailure as failure:
        return failure


def _state(task: Mapping[str, Any], unit: Price) -> Answer:
    """How far a task is. ProviderFailure."""
    status = str(task.get("status"))
    raw = shown(str(task), ())[:4000]
    if status == "failed":
        why = shown(str(task.get("message") or "it does not say why"), ())[:300]
        if RISK.search(why):
            then = "Order it again, or word the card otherwise."
            raise ProviderFailure(
                Cause.OUTPUT_MODERATION, f"Kling withheld it: {why}", then, raw, objection=Objection.SAFETY
            )
        raise ProviderFailure(Cause.PROVIDER_FAULT, f"Kling failed: {why}", "Order it again.", raw)
    if status not in {"succeeded", "succeed"}:
        return Waiting(WAITING.get(status, shown(status, ())[:40]))
    clip = next((one for one in _objects(task.get("outputs")) if one.get("type") == "video" and one.get("url")), None)
    if clip is None:
        raise ProviderFailure(Cause.PROVIDER_FAULT, "Kling is done and delivers no clip.", "Look at Kling.", raw)
    cost, used = _billed(_objects(task.get("billing")), unit)
    return Done(shown(str(clip["url"]), ()), cost, {"seconds": str(_number(clip.get("duration")))}, used)


def _objects(said: object) -> list[dict[str, Any]]:
    return [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []


def _billed(rows: Sequence[Mapping[str, Any]], unit: Price) -> tuple[Money | None, Usage | None]:
    """What it took from the account: money as it says, units of a pack at their list price."""
    units = sum((_number(row.get("amount")) for row in rows if row.get("charge_type") == "unit"), Decimal(0))
    if units:
        return unit.cost(units), Usage(units, "credit")
    paid = [row for row in rows if row.get("charge_type") == "cash" and str(row.get("currency")) in {"USD", "CNY"}]
    if len({row["currency"] for row in paid}) != 1:
        return None, None
    micros = sum((_number(row.get("amount")) for row in paid), Decimal(0)) * MICROS
    return Money(int(micros.to_integral_value(ROUND_CEILING)), paid[0]["currency"]), None


def _number(said: object) -> Decimal:
    """A number it says; 0 for what can be none."""
    try:
        number = Decimal(str(said)[:40]) if isinstance(said, int | float | str) else Decimal(0)
    except InvalidOperation:
        return Decimal(0)
    return number if number.is_finite() and 0 <= number <= MOST else Decimal(0)


def _unit(model: Model) -> Price:
    """What one unit of a resource pack costs."""
    return _row(model, billed="unit")


def _row(model: Model, **facts: Any) -> Price:
    """The row of its price table that fits. KeyError: the table lacks it."""
    row = model.price(**facts)
    if row is None:
        raise KeyError(f"{model.id} has no price for {facts}")
    return row


def _signed(secret: str, headers: Mapping[str, str], body: bytes, now: datetime) -> bool:
    """Whether one of a message's signatures is ours, and its time is not far from now."""
    id, at = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    key = _decoded(secret)
    if not key or not re.fullmatch(r"[0-9]{1,12}", at) or abs(now.timestamp() - int(at)) > FRESH_SECONDS:
        return False
    wanted = base64.b64encode(hmac.digest(key, f"{id}.{at}.".encode("utf-8", "replace") + body, "sha256"))
    said = headers.get("webhook-signature", "").encode("utf-8", "replace").split()
    return any(hmac.compare_digest(b"v1," + wanted, one) for one in said)


def _decoded(secret: str) -> bytes:
    """The key in a Webhook Secret; empty for what is none."""
    try:
        return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except (binascii.Error, ValueError):
        return b""


def quote(model: Model, request: Request) -> Estimate:
    """Kling charges whole seconds by resolution and sound, in units of a resource pack."""
    asked = _settings(model, request)
    price = _row(model, resolution=asked["resolution"], audio=_heard(request)).cost(Decimal(asked["duration"]))
    units = Usage(Decimal(price.micros) / _unit(model).amount.micros, "credit")
    return Estimate(price, price, model.priced, (units, units))


def connect(settings: Settings, house: House) -> Kling:
    """A client; nothing is sent yet."""
    return Kling(settings, house)


def asks(settings: Settings) -> dict[str, Any]:
    """Where the account is."""
    return {"host": settings.url}


def ready(settings: Settings) -> str:
    """Without a key nothing can be sent; a Webhook Secret that is none would make every message unbelievable."""
    if not settings.key.get_secret_value():
        return "Set `key` under [providers.kling] in rushes.toml."
    secret = settings.webhook_secret.get_secret_value()
    if secret and not _decoded(secret):
        return "`webhook_secret` under [providers.kling] is no Webhook Secret: copy it whole, from `whsec_` on."
    return ""


plugin = Spec(
    id="kling",
    title="Kling",
    models=CATALOGUE.models,
    settings=Settings,
    connect=connect,
    quote=quote,
    lane=5,
    terms=CATALOGUE.terms,
    asks=asks,
    ready=ready,
    looks=(10.0, 30.0),
)
