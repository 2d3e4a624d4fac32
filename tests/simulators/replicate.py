"""
Replicate: predictions of models, their list, files that live an hour, cancelling, and signed messages.

Written from design notes of replicate 1.0.7 and replicate.com/docs, read 2026-11-20: a prediction echoes its input;
input, output and files are deleted an hour after it; `canceled` while it ran is billed for that time, `aborted` never.
"""

import asyncio
import hashlib
import hmac
import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from typing import Any

import httpx2
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from tests.simulators import kit, replicate_models
from tests.simulators.kit import Bill, Clock, Dropped, Faults, Floor, Job
from tests.simulators.serving import served

KEY = "r8_sesame"
SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
HOUR = 3600.0
PAGE = 100


@dataclass
class Message:
    """A message to a webhook, as it is sent."""

    url: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Service:
    """Replicate: its clock, queue, models, files, bill, and what it still has to tell."""

    clock: Clock = field(default_factory=Clock)
    faults: Faults = field(default_factory=Faults)
    bill: Bill = field(default_factory=Bill)
    key: str = KEY
    seconds: float = 60.0
    page: int = PAGE
    floor: Floor = field(init=False)
    models: dict[str, dict[str, Any]] = field(default_factory=replicate_models.every)
    versions: dict[str, str] = field(default_factory=dict)
    files: dict[str, tuple[bytes, str, float]] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)
    told: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.floor = Floor(self.clock, limit=3)

    def keep(self, content: bytes, mime: str) -> str:
        """Store a file for an hour; gives its name."""
        name = f"{hashlib.sha256(content).hexdigest()[:12]}-{len(self.files)}.{mime.rpartition('/')[2]}"
        self.files[name] = (content, mime, self.clock.now() + HOUR)
        return name

    def messages(self) -> list[Message]:
        """What is to be sent to webhooks now; each is sent once unless it is thrown to be otherwise."""
        self.floor.settle()
        ended = [job for job in self.floor.jobs.values() if job.cancelled or job.over is not None]
        due = [job for job in ended if job.facts["webhook"] and job.id not in self.told]
        self.told |= {job.id for job in due}
        return [message for job in due for message in self._messages(job)]

    def _messages(self, job: Job) -> list[Message]:
        if self.faults.take("message_lost"):
            return []
        body = json.dumps(_prediction(self, job)).encode()
        stamp = int(self.clock.now()) - (1000 if self.faults.take("message_old") else 0)
        message = Message(job.facts["webhook"], signed(f"msg_{job.id}", body, stamp), body)
        return [message, message] if self.faults.take("message_twice") else [message]

    def deliver(self) -> int:
        """Send what is due over HTTP; gives how many were sent."""
        due = self.messages()
        for message in due:
            httpx2.post(message.url, headers=message.headers, content=message.body, timeout=15)
        return len(due)


def signed(id: str, body: bytes, stamp: int) -> dict[str, str]:
    """The headers of a message."""
    key = b64decode(SECRET.removeprefix("whsec_"))
    made = hmac.new(key, f"{id}.{stamp}.".encode() + body, hashlib.sha256).digest()
    signature = f"v1,{b64encode(b'another').decode()} v1,{b64encode(made).decode()}"
    return {"webhook-id": id, "webhook-timestamp": str(stamp), "webhook-signature": signature}


def app(service: Service) -> FastAPI:
    """The API under /v1, and what was made under /delivery."""
    made = FastAPI()
    kit.control(made, service.clock, service.faults, service.bill)
    _creates(made, service)
    _looks(made, service)
    _files(made, service)
    return made


def _creates(made: FastAPI, service: Service) -> None:
    @made.post("/v1/predictions")
    async def version(request: Request) -> Response:
        said = str((await request.json()).get("version", ""))
        return await _create(service, service.versions.get(said, ""), said, request)

    @made.post("/v1/models/{owner}/{name}/predictions")
    async def official(owner: str, name: str, request: Request) -> Response:
        return await _create(service, f"{owner}/{name}", "hidden", request)

    @made.post("/v1/deployments/{owner}/{name}/predictions")
    async def deployment(owner: str, name: str, request: Request) -> Response:
        return await _create(service, service.versions.get(f"{owner}/{name}", ""), "of-a-deployment", request)


def _looks(made: FastAPI, service: Service) -> None:
    @made.get("/v1/predictions")
    async def every(request: Request, cursor: str = "") -> Response:
        return _list(service, request, cursor)

    @made.get("/v1/predictions/{id}")
    async def one(id: str, request: Request) -> Response:
        return _get(service, id, request)

    @made.post("/v1/predictions/{id}/cancel")
    async def cancel(id: str, request: Request) -> Response:
        return _cancel(service, id, request)

    @made.get("/v1/models/{owner}/{name}")
    async def model(owner: str, name: str, request: Request) -> Response:
        entry = service.models.get(f"{owner}/{name}")
        if not _known(service, request) or entry is None:
            return _problem(404, "Not found")
        return JSONResponse(replicate_models.published(owner, name, entry))

    @made.post("/_/messages")
    def deliver() -> dict[str, int]:
        return {"sent": service.deliver()}


def _files(made: FastAPI, service: Service) -> None:
    @made.post("/v1/files")
    async def upload(request: Request) -> Response:
        if not _known(service, request):
            return _problem(401, "Unauthenticated")
        if service.faults.take("upload_refused"):
            return _problem(413, "File is too large")
        content, mime = _sent(request.headers["content-type"], await request.body())
        name = service.keep(content, mime)
        url = f"{str(request.base_url).rstrip('/')}/v1/files/{name}"
        return JSONResponse({"id": name, "urls": {"get": url}, "expires_at": _stamp(service.clock.now() + HOUR)}, 201)

    @made.get("/delivery/{name}")
    async def delivered(name: str) -> Response:
        content, mime, until = service.files.get(name, (b"", "", 0.0))
        if service.clock.now() >= until or service.faults.take("file_gone"):
            return _problem(404, "Not found")
        if service.faults.take("file_cut"):
            return Dropped(content[:2000])
        return Response(content, media_type=mime)


@contextmanager
def studio_settings() -> Iterator[dict[str, Any]]:
    """The service, running and done at once, and the settings of a studio that uses it."""
    with served(app(Service(seconds=0.0))) as address:
        yield {"url": f"{address}/v1", "key": KEY, "webhook_secret": SECRET}


def _known(service: Service, request: Request) -> bool:
    return request.headers.get("authorization") == f"Bearer {service.key}"


def _sent(kind: str, body: bytes) -> tuple[bytes, str]:
    """The file `content` of a multipart body, and its type."""
    message = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    [part] = [one for one in message.walk() if one.get_param("name", header="content-disposition") == "content"]
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content, part.get_content_type()


def _problem(status: int, detail: str, headers: dict[str, str] | None = None, **more: Any) -> Response:
    told = {"title": "An error occurred", "detail": detail, "status": status}
    return JSONResponse(told | more, status, headers)


def _stamp(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")


def _closed(service: Service, model: str, request: Request) -> Response | None:
    """Why nothing is taken at all."""
    faults = service.faults
    if not _known(service, request):
        return _problem(401, "You did not pass a valid authentication token")
    if faults.take("no_credit"):
        return _problem(402, "You have insufficient credit to run this model.")
    if faults.take("busy"):
        detail = "Request was throttled. Your rate limit resets in ~30s."
        return _problem(429, detail, {"retry-after": "30"})
    if faults.take("throttled"):
        return _problem(429, "Request was throttled. Your rate limit resets in ~12s.")
    if faults.take("unavailable"):
        return _problem(503, "Service unavailable")
    if model not in service.models:
        return _problem(404, "The requested resource could not be found.")
    return None


async def _create(service: Service, model: str, version: str, request: Request) -> Response:
    closed = _closed(service, model, request)
    if closed:
        return closed
    body = await request.json()
    wrong = replicate_models.wrong(service.models[model], body.get("input", {}))
    if wrong:
        detail = "- " + "\n- ".join(wrong.values())
        return _problem(422, detail, title="Input validation failed", invalid_fields=list(wrong))
    job = _accepted(service, model, version, body, request)
    if service.faults.take("breaks"):
        return _problem(500, "Internal server error")
    if service.faults.take("drops"):
        return Dropped(b'{"id": ')
    if service.faults.take("html"):
        return HTMLResponse("<html><h1>502 Bad Gateway</h1></html>", 502)
    await asyncio.sleep(service.faults.take("slow") or 0)
    return JSONResponse({} if service.faults.take("no_id") else _prediction(service, job), 201)


def _accepted(service: Service, model: str, version: str, body: dict[str, Any], request: Request) -> Job:
    service.asked.append(body | {"model": model, "version": version})
    job = Job(f"p{len(service.floor.jobs) + 1:025}", body["input"], service.clock.now(), service.seconds)
    job.facts = {
        "model": model,
        "version": version,
        "webhook": body.get("webhook", "") if "completed" in body.get("webhook_events_filter", ["completed"]) else "",
        "base": str(request.base_url).rstrip("/"),
        "fails": service.faults.take("fails"),
        "shape": service.faults.take("shape"),
        "wrong_seconds": service.faults.take("wrong_seconds"),
        "until": service.clock.now() + _minutes(request.headers.get("cancel-after", "1440m")) * 60,
    }
    return service.floor.accept(job)


def _minutes(said: str) -> int:
    assert said.endswith("m"), said
    return int(said.removesuffix("m"))


def _list(service: Service, request: Request, cursor: str) -> Response:
    if not _known(service, request):
        return _problem(401, "Unauthenticated")
    if service.faults.take("list_html"):
        return HTMLResponse("<html>502</html>", 502)
    jobs = sorted(service.floor.jobs.values(), key=lambda job: (job.accepted, job.id), reverse=True)
    begin = int(cursor or 0)
    url = f"{str(request.base_url).rstrip('/')}/v1/predictions?cursor={begin + service.page}"
    rows = [_prediction(service, job) for job in jobs[begin : begin + service.page]]
    return JSONResponse({"previous": None, "next": url if begin + service.page < len(jobs) else None, "results": rows})


def _get(service: Service, id: str, request: Request) -> Response:
    if not _known(service, request):
        return _problem(401, "Unauthenticated")
    if id not in service.floor.jobs or service.faults.take("not_yet"):
        return _problem(404, "The requested resource could not be found.")
    if service.faults.take("look_html"):
        return HTMLResponse("<html>502</html>", 502)
    told = _prediction(service, service.floor.jobs[id])
    strange = service.faults.take("status")
    return JSONResponse(told | ({"status": strange} if strange else {}))


def _cancel(service: Service, id: str, request: Request) -> Response:
    if not _known(service, request):
        return _problem(401, "Unauthenticated")
    job = service.floor.jobs.get(id)
    if job is None:
        return _problem(404, "The requested resource could not be found.")
    _stop(service, job)
    return JSONResponse(_prediction(service, job))


def _stop(service: Service, job: Job) -> None:
    """Cancel what is not over; what has begun is billed for as long as it ran."""
    state = service.floor.state(job.id)
    if state == "running":
        job.over = service.clock.now()
        service.bill.charge(job.id, replicate_models.MACHINE_SECOND * (job.over - (job.began or job.over)))
    job.cancelled = job.cancelled or state in {"queued", "running"}


def _prediction(service: Service, job: Job) -> dict[str, Any]:
    """A prediction as it stands; an hour after its end its input and output are gone."""
    if service.clock.now() >= job.facts["until"] and service.floor.state(job.id) in {"queued", "running"}:
        _stop(service, job)
        job.facts["aborted"] = job.began is None
    state = service.floor.state(job.id)
    status = {"queued": "starting", "running": "processing", "cancelled": "canceled", "done": "succeeded"}[state]
    told: dict[str, Any] = {"id": job.id, "model": job.facts["model"], "version": job.facts["version"], "logs": ""}
    told |= {"input": job.body, "output": None, "error": None, "source": "api", "data_removed": False, "metrics": {}}
    told |= {"created_at": _stamp(job.accepted), "started_at": job.began and _stamp(job.began)}
    told |= {"completed_at": job.over and _stamp(job.over), "urls": {"get": f"{job.facts['base']}/v1/{job.id}"}}
    if state == "cancelled" and job.began is not None and job.over is not None:
        told |= {"metrics": {"predict_time": job.over - job.began}}
    if state == "done":
        told |= _outcome(service, job) | {"metrics": {"predict_time": job.seconds, "total_time": job.seconds + 4}}
        if service.clock.now() >= (job.over or 0) + HOUR:
            told |= {"input": {}, "output": None, "data_removed": True}
    return {"status": "aborted" if job.facts.get("aborted") else status} | told


def _outcome(service: Service, job: Job) -> dict[str, Any]:
    fails = job.facts["fails"]
    if fails == "aborted":
        return {"status": "aborted", "started_at": None}
    if fails and fails != "nothing":
        return {"status": "failed", "error": fails}
    service.bill.charge(job.id, replicate_models.price(job))
    if fails == "nothing":
        return {"output": None}
    if "url" not in job.facts:
        name = service.keep(replicate_models.clip(job), "video/mp4")
        job.facts["url"] = f"{job.facts['base']}/delivery/{name}"
    url = job.facts["url"]
    shapes: dict[str, Any] = {"list": [url], "object": {"thumbnail": "https://x/t.png", "video": url}}
    return {"output": shapes.get(job.facts["shape"], url)}
