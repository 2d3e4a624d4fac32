"""
Kling's new API: tasks by model in the path, looked up by id or by the caller's own; units, 30 days, signed messages.

Written from https://kling.ai/document-api (3.0 Omni, 3.0, 3.0 Turbo, error codes, concurrency, callbacks), read
2026-11-26. Tasks over what the account's pack allows are refused with 1303, they do not queue.
"""

import asyncio
import base64
import binascii
import hashlib
import hmac
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx2
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from PIL import Image, UnidentifiedImageError

from tests.simulators import kit
from tests.simulators.kit import Bill, Clock, Dropped, Faults, Floor, Job
from tests.simulators.serving import served

CODES = {
    1000: (401, "Authentication failed"),
    1001: (401, "Authorization is empty"),
    1002: (401, "Authorization is invalid"),
    1003: (401, "Authorization is not yet valid"),
    1004: (401, "Authorization has expired"),
    1100: (429, "Account exception"),
    1101: (429, "Account in arrears"),
    1102: (429, "Resource pack exhausted or expired"),
    1103: (403, "Unauthorized access to requested resource"),
    1200: (400, "Invalid request parameters"),
    1201: (400, "Invalid parameters"),
    1202: (404, "The requested method is invalid"),
    1203: (404, "The requested resource does not exist"),
    1300: (400, "Request blocked by platform policy"),
    1301: (400, "Trigger the platform's content security policy"),
    1302: (429, "Too many requests; rate limit exceeded"),
    1303: (429, "parallel task over resource pack limit"),
    1304: (429, "Trigger the platform's IP whitelist policy"),
    5000: (500, "Server internal error"),
    5001: (503, "Server temporarily unavailable"),
    5002: (504, "Server internal timeout"),
}
ROUTES = {
    "text-to-video": {"kling-3.0", "kling-3.0-turbo"},
    "image-to-video": {"kling-3.0", "kling-3.0-turbo"},
    "omni-video": {"kling-3.0-omni"},
}
UNITS = {
    "kling-3.0": {"720p": (0.6, 0.9), "1080p": (0.8, 1.2), "4k": (3.0, 3.0)},
    "kling-3.0-omni": {"720p": (0.6, 0.8), "1080p": (0.8, 1.0), "4k": (3.0, 3.0)},
    "kling-3.0-turbo": {"720p": (0.8, 0.8), "1080p": (1.0, 1.0)},
}
A_UNIT = 0.14
KEPT_SECONDS = 30 * 86400
SHAPES = {"16:9": (128, 72), "9:16": (72, 128), "1:1": (96, 96)}
WORDS = {"queued": "submitted", "running": "processing", "done": "succeeded"}


class Refused(Exception):
    """A request the service refuses, with its code."""

    def __init__(self, code: int, message: str = "") -> None:
        self.code, self.message = code, message or CODES[code][1]


@dataclass(frozen=True)
class Message:
    """A message to a caller's address."""

    url: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Service:
    """
    The account and its tasks; `slots` run at once, `limit` may be unfinished.

    Faults: `refuses` (a code), `drops`, `breaks`, `html`, `slow` (seconds) on a create, all but the first after it was
    taken; `forgets`, `status` (an unknown word) on a look; `fails` (a message), `shorter` (seconds) of a task; `gone`,
    `truncates` of a file.
    """

    clock: Clock = field(default_factory=Clock)
    faults: Faults = field(default_factory=Faults)
    bill: Bill = field(default_factory=Bill)
    key: str = "kling-key"
    webhook_secret: str = ""
    seconds: float = 60.0
    slots: int = 2
    limit: int = 5
    charge_type: str = "unit"
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    told: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.floor = Floor(self.clock, self.slots)

    def status(self, job: Job) -> str:
        """The word for how far a task is."""
        state = self.floor.state(job.id)
        return "failed" if state == "done" and job.failure else WORDS[state]

    def task(self, job: Job, base: str) -> dict[str, Any]:
        """A task as it is shown."""
        status = self.status(job)
        shown: dict[str, Any] = {
            "id": job.id,
            "status": status,
            "message": job.failure["message"] if status == "failed" and job.failure else "",
            "create_time": int(job.accepted * 1000),
            "update_time": int(self.clock.now() * 1000),
            "external_id": job.facts["external"],
            "outputs": [],
            "billing": [],
        }
        if status == "succeeded":
            clip = {"type": "video", "id": f"v{job.id}", "url": f"{base}files/{job.id}.mp4"}
            shown["outputs"] = [clip | {"duration": f"{job.facts['delivered']:g}"}]
            shown["billing"] = [self._billed(job.bill)]
        return shown

    def messages(self, base: str = "http://127.0.0.1/") -> list[Message]:
        """What is to be told now to whoever gave an address: each new status of a task once, signed."""
        found = []
        for job in self.floor.jobs.values():
            url, status = job.facts["callback"], self.status(job)
            told = self.told.setdefault(job.id, [])
            if url and status not in told:
                told.append(status)
                found.append(self._message(url, json.dumps(self.task(job, base)).encode(), f"{job.id}{len(told)}"))
        return found

    def _message(self, url: str, body: bytes, id: str) -> Message:
        at = str(int(self.clock.now()))
        headers = {"content-type": "application/json; charset=utf-8"}
        if self.webhook_secret:
            key = base64.b64decode(self.webhook_secret.removeprefix("whsec_"))
            signed = hmac.new(key, f"{id}.{at}.".encode() + body, hashlib.sha256).digest()
            signature = f"v1,{base64.b64encode(signed).decode()}"
            headers |= {"webhook-id": id, "webhook-timestamp": at, "webhook-signature": signature}
        return Message(url, headers, body)

    def _billed(self, units: float) -> dict[str, str]:
        if self.charge_type == "unit":
            return {"charge_type": "unit", "amount": f"{units:g}", "package_type": "video"}
        price = f"{units * A_UNIT:.4f}"
        return {
            "charge_type": "cash",
            "cash_type": "balance",
            "amount": price,
            "currency": "USD",
            "list_price": price,
        }


def app(service: Service) -> FastAPI:
    """The service over HTTP."""
    made = FastAPI()
    kit.control(made, service.clock, service.faults, service.bill)

    @made.exception_handler(Refused)
    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, Refused)
        said = {"code": error.code, "message": error.message, "request_id": "req-1"}
        return JSONResponse(said, CODES[error.code][0])

    @made.post("/tasks")
    async def listed(request: Request) -> Response:
        _admitted(service, request)
        asked = await request.json()
        start, limit = int(asked.get("cursor") or 0), min(int(asked.get("limit", 100)), 500)
        jobs = sorted(service.floor.jobs.values(), key=lambda job: -job.accepted)
        found = [service.task(job, str(request.base_url)) for job in jobs[start : start + limit]]
        more = start + limit < len(jobs)
        data = {"result": found, "count": len(found), "next_cursor": str(start + limit), "has_more": more}
        return _said(data)

    @made.get("/tasks")
    async def looked(request: Request) -> Response:
        _admitted(service, request)
        return _looked(service, request)

    @made.post("/_/deliver")
    async def deliver(request: Request) -> Response:
        messages = service.messages(str(request.base_url))
        async with httpx2.AsyncClient() as client:
            for one in messages:
                await client.post(one.url, content=one.body, headers=one.headers)
        return JSONResponse({"delivered": len(messages)})

    @made.post("/{route}/{model}")
    async def create(route: str, model: str, request: Request) -> Response:
        _admitted(service, request)
        asked = await request.json()
        service.asked.append((f"/{route}/{model}", asked))
        return await _created(service, route, model, asked)

    @made.get("/files/{name}")
    async def file(name: str) -> Response:
        return _file(service, name.removesuffix(".mp4"))

    return made


@contextmanager
def studio_settings() -> Iterator[dict[str, Any]]:
    """The service, running and quick, and the settings of a studio that uses it."""
    service = Service(seconds=0.0)
    with served(app(service)) as address:
        yield {"url": address, "key": service.key}


def _admitted(service: Service, request: Request) -> None:
    said = request.headers.get("authorization", "")
    if not said:
        raise Refused(1001)
    if said != f"Bearer {service.key}":
        raise Refused(1002)


def _said(data: object) -> Response:
    return JSONResponse({"code": 0, "message": "SUCCEED", "request_id": "req-1", "data": data})


async def _created(service: Service, route: str, model: str, asked: dict[str, Any]) -> Response:
    if code := service.faults.take("refuses"):
        raise Refused(int(code))
    if model not in ROUTES.get(route, set()):
        raise Refused(1203, f"model {model} is not found")
    _checked(route, model, asked)
    options = asked.get("options", {})
    external = str(options.get("external_task_id", ""))
    if external and any(job.facts["external"] == external for job in service.floor.jobs.values()):
        raise Refused(1201, "external_task_id is not unique")
    if sum(service.status(job) in {"submitted", "processing"} for job in service.floor.jobs.values()) >= service.limit:
        raise Refused(1303)
    job = _accepted(service, model, asked, external)
    if service.faults.take("drops"):
        return Dropped(b'{"code": 0, "data"')
    if service.faults.take("breaks"):
        raise Refused(5000)
    if service.faults.take("html"):
        return PlainTextResponse("<html>Bad gateway</html>", 502)
    if wait := service.faults.take("slow"):
        await asyncio.sleep(float(wait))
    data = {"id": job.id, "status": "submitted", "external_id": external}
    return _said(data | {"create_time": int(job.accepted * 1000), "update_time": int(job.accepted * 1000)})


def _accepted(service: Service, model: str, asked: dict[str, Any], external: str) -> Job:
    settings = {"resolution": "720p", "duration": 5, "audio": "off", "aspect_ratio": "16:9"} | asked.get("settings", {})
    seconds = service.faults.take("shorter") or settings["duration"]
    silent, heard = UNITS[model][settings["resolution"]]
    failure = service.faults.take("fails")
    job = Job(
        id=str(893605946402811985 + len(service.floor.jobs)),
        body=asked,
        accepted=service.clock.now(),
        seconds=service.seconds,
        failure={"message": str(failure)} if failure else None,
        bill=round(settings["duration"] * (heard if settings["audio"] == "native" else silent), 4),
        facts={
            "external": external,
            "callback": str(asked.get("options", {}).get("callback_url", "")),
            "delivered": float(seconds),
            "ratio": settings["aspect_ratio"],
        },
    )
    if not failure:
        service.bill.charge(job.id, job.bill * A_UNIT)
    return service.floor.accept(job)


def _checked(route: str, model: str, asked: dict[str, Any]) -> None:
    """The rules of the pages: what each route takes, and within which limits."""
    settings = asked.get("settings", {})
    known = {"resolution", "duration"} | (set() if route == "image-to-video" else {"aspect_ratio"})
    known |= set() if model.endswith("turbo") else {"audio", "multi_shot"}
    if unknown := set(settings) - known:
        raise Refused(1201, f"settings.{min(unknown)} is not supported")
    duration = settings.get("duration", 5)
    if not isinstance(duration, int) or not 3 <= duration <= 15:
        raise Refused(1201, "settings.duration value is invalid")
    if settings.get("resolution", "720p") not in UNITS[model]:
        raise Refused(1201, "settings.resolution value is invalid")
    if settings.get("audio", "off") not in {"native", "off", *(["original"] if route == "omni-video" else [])}:
        raise Refused(1201, "settings.audio value is invalid")
    if settings.get("aspect_ratio", "16:9") not in SHAPES:
        raise Refused(1201, "settings.aspect_ratio value is invalid")
    if route == "text-to-video":
        if not isinstance(asked.get("prompt"), str) or not 0 < len(asked["prompt"]) <= 3072:
            raise Refused(1201, "prompt is required")
        return
    _contents(route, model, asked.get("contents") or [])
    first = any(one.get("type") == "first_frame" for one in asked["contents"])
    if route == "omni-video" and not first and "aspect_ratio" not in settings:
        raise Refused(1201, "Aspect ratio must be specified unless a first frame is provided")


def _contents(route: str, model: str, contents: list[dict[str, Any]]) -> None:
    types = [str(one.get("type")) for one in contents]
    allowed = {"prompt", "first_frame"} | (set() if model.endswith("turbo") else {"last_frame"})
    allowed |= {"refer_image"} if route == "omni-video" else set()
    if set(types) - allowed:
        raise Refused(1201, f"content type {min(set(types) - allowed)} is not supported")
    if types.count("prompt") != 1 or len(str(contents[types.index("prompt")].get("text", ""))) > 3072:
        raise Refused(1201, "contents cannot be empty")
    if route == "image-to-video" and types.count("first_frame") != 1:
        raise Refused(1201, "content item of type 'first_frame' is required")
    if "last_frame" in types and "first_frame" not in types:
        raise Refused(1201, "last frame only is not supported")
    if types.count("refer_image") > 7:
        raise Refused(1201, "too many reference images")
    named = [one["id"] for one in contents if one.get("id")]
    if len(set(named)) < len(named):
        raise Refused(1201, "input index id is duplicated")
    for one in contents:
        if one.get("type") != "prompt":
            _picture(str(one.get("url", "")))


def _picture(said: str) -> None:
    """A picture by address, or as base64 without a prefix: PNG or JPEG, 300 pixels a side, no narrower than 1:2.5."""
    if said.startswith(("http://", "https://")):
        return
    try:
        found = Image.open(io.BytesIO(base64.b64decode(said, validate=True)))
    except (binascii.Error, ValueError, UnidentifiedImageError, OSError):
        raise Refused(1201, "image is not valid base64") from None
    width, height = found.size
    if found.format not in {"PNG", "JPEG"} or min(width, height) < 300 or not 0.4 <= width / height <= 2.5:
        raise Refused(1201, "image size or format is invalid")


def _looked(service: Service, request: Request) -> Response:
    by_id, by_external = request.query_params.get("task_ids"), request.query_params.get("external_task_ids")
    if bool(by_id) == bool(by_external):
        raise Refused(1201, "exactly one of task_ids and external_task_ids is needed")
    if code := service.faults.take("look refuses"):
        raise Refused(int(code))
    if service.faults.take("forgets"):
        return _said([])
    wanted = (by_id or by_external or "").split(",")
    jobs = [job for job in service.floor.jobs.values() if (job.id if by_id else job.facts["external"]) in wanted]
    tasks = [service.task(job, str(request.base_url)) for job in jobs if _kept(service, job)]
    if word := service.faults.take("status"):
        tasks = [task | {"status": word, "outputs": []} for task in tasks]
    return _said(tasks)


def _kept(service: Service, job: Job) -> bool:
    return service.clock.now() - job.accepted < KEPT_SECONDS


def _file(service: Service, id: str) -> Response:
    job = service.floor.jobs.get(id)
    if job is None or not _kept(service, job) or service.faults.take("gone"):
        return PlainTextResponse("no such file", 404)
    clip = kit.clip(job.facts["delivered"], *SHAPES[job.facts["ratio"]])
    if service.faults.take("truncates"):
        return Dropped(clip[:1000])
    return Response(clip, media_type="video/mp4")
