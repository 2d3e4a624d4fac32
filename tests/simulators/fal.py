"""
fal's queue: models behind `owner/app/path`, a queue that keeps what is too much, files that anybody can fetch until
they expire, and signed messages.

Written from design notes of fal_client 1.0.3 and fal.ai/docs, read 2026-11-20: addresses of a request hold only owner
and app; there is no state for failure; a model's refusal is the HTTP answer of the result; 5xx are not billed.
"""

import asyncio
import hashlib
import json
import uuid
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from tests.simulators import fal_models, kit
from tests.simulators.kit import Bill, Clock, Dropped, Faults, Floor, Job
from tests.simulators.serving import served

KEY = "fal-sesame"
SIGNING = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
LARGEST_UPLOAD = 100 << 20
PLATFORM = {
    "request_timeout": 504,
    "startup_timeout": 504,
    "runner_scheduling_failure": 503,
    "runner_connection_timeout": 503,
    "runner_connection_refused": 503,
    "runner_connection_error": 503,
    "runner_disconnected": 503,
    "runner_incomplete_response": 502,
    "runner_server_error": 500,
    "internal_error": 500,
    "client_disconnected": 499,
    "client_cancelled": 499,
    "bad_request": 400,
}
MODEL = {"internal_server_error": 500, "generation_timeout": 504, "downstream_service_unavailable": 500}
MODEL |= {"downstream_service_error": 400}
"""Model errors that are not 422."""


@dataclass
class Message:
    """A message to a callback address, as it is sent."""

    url: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Service:
    """fal: its clock, queue, files, models, bill, and what it still has to tell."""

    clock: Clock = field(default_factory=Clock)
    faults: Faults = field(default_factory=Faults)
    bill: Bill = field(default_factory=Bill)
    key: str = KEY
    seconds: float = 60.0
    floor: Floor = field(init=False)
    apps: dict[str, fal_models.App] = field(default_factory=fal_models.every)
    files: dict[str, tuple[bytes, str, float]] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    keys_asked: int = 0

    def __post_init__(self) -> None:
        self.floor = Floor(self.clock, limit=2)

    def keep(self, content: bytes, mime: str, life: str | None) -> str:
        """Store a file; gives its path."""
        seconds = json.loads(life or "{}").get("expiration_duration_seconds") or 7 * 86400
        name = f"{hashlib.sha256(content).hexdigest()[:16]}-{len(self.files)}.{mime.rpartition('/')[2]}"
        self.files[name] = (content, mime, self.clock.now() + seconds)
        return f"/files/b/{name}"

    def messages(self) -> list[Message]:
        """What is to be sent to callback addresses now; each is sent once unless it is thrown to be otherwise."""
        self.floor.settle()
        over = [job for job in self.floor.jobs.values() if job.over is not None and job.facts["callback"]]
        due = [job for job in over if job.id not in self.told]
        self.told |= {job.id for job in due}
        return [message for job in due for message in self._messages(job)]

    def _messages(self, job: Job) -> list[Message]:
        if self.faults.take("message_lost"):
            return []
        status, payload = _outcome(self, job)
        told: dict[str, Any] = {"request_id": job.id, "gateway_request_id": job.id, "status": "OK", "payload": payload}
        if status != 200:
            told |= {"status": "ERROR", "error": f"Invalid status code: {status}"}
        body = json.dumps(told).encode()
        stamp = int(self.clock.now()) - (1000 if self.faults.take("message_old") else 0)
        message = Message(job.facts["callback"], signed(job.id, body, stamp), body)
        return [message, message] if self.faults.take("message_twice") else [message]

    def deliver(self) -> int:
        """Send what is due over HTTP; gives how many were sent."""
        due = self.messages()
        for message in due:
            httpx2.post(message.url, headers=message.headers, content=message.body, timeout=15)
        return len(due)


def signed(id: str, body: bytes, stamp: int, user: str = "u1") -> dict[str, str]:
    """The headers of a message."""
    text = "\n".join((id, user, str(stamp), hashlib.sha256(body).hexdigest()))
    return {
        "content-type": "application/json",
        "x-fal-webhook-request-id": id,
        "x-fal-webhook-user-id": user,
        "x-fal-webhook-timestamp": str(stamp),
        "x-fal-webhook-signature": SIGNING.sign(text.encode()).hex(),
    }


def app(service: Service) -> FastAPI:
    """Queue, storage, files and signing keys on one address."""
    made = FastAPI()
    kit.control(made, service.clock, service.faults, service.bill)
    _messages(made, service)
    _storage(made, service)
    _queue(made, service)
    return made


def _messages(made: FastAPI, service: Service) -> None:
    @made.post("/_/messages")
    def deliver() -> dict[str, int]:
        return {"sent": service.deliver()}

    @made.get("/.well-known/jwks.json")
    async def keys() -> dict[str, Any]:
        service.keys_asked += 1
        x = urlsafe_b64encode(SIGNING.public_key().public_bytes_raw()).decode().rstrip("=")
        return {"keys": [{"kty": "OKP", "crv": "Ed25519", "x": x}]}


def _storage(made: FastAPI, service: Service) -> None:
    @made.post("/storage/auth/token")
    async def token(request: Request) -> Response:
        if not _known(service, request) or request.query_params.get("storage_type") != "fal-cdn-v3":
            return _text(401, "Cannot access application")
        base = "https://files.example" if service.faults.take("foreign_storage") else str(request.base_url).rstrip("/")
        return JSONResponse({"token": "t-1", "token_type": "Bearer", "base_url": base, "expires_at": "2026-11-21"})

    @made.post("/files/upload")
    async def upload(request: Request) -> Response:
        content = await request.body()
        if request.headers.get("authorization") != "Bearer t-1" or len(content) > LARGEST_UPLOAD:
            return _text(401, "Unauthorized")
        if service.faults.take("upload_refused"):
            return _text(415, "Unsupported media type")
        life = request.headers.get("x-fal-object-lifecycle")
        path = service.keep(content, request.headers["content-type"], life)
        return JSONResponse({"access_url": f"{str(request.base_url).rstrip('/')}{path}"})

    @made.get("/files/b/{name}")
    async def file(name: str) -> Response:
        content, mime, until = service.files.get(name, (b"", "", 0.0))
        if service.clock.now() >= until or service.faults.take("file_gone"):
            return _text(404, "Not found")
        if service.faults.take("file_cut"):
            return Dropped(content[:2000])
        return Response(content, media_type=mime)


def _queue(made: FastAPI, service: Service) -> None:
    @made.get("/{owner}/{name}/requests/{id}/status")
    async def status(owner: str, name: str, id: str, request: Request) -> Response:
        return _status(service, f"{owner}/{name}", id, request)

    @made.get("/{owner}/{name}/requests/{id}")
    async def result(owner: str, name: str, id: str, request: Request) -> Response:
        return _result(service, f"{owner}/{name}", id, request)

    @made.put("/{owner}/{name}/requests/{id}/cancel")
    async def cancel(owner: str, name: str, id: str, request: Request) -> Response:
        return _cancel(service, f"{owner}/{name}", id, request)

    @made.post("/{path:path}")
    async def submit(path: str, request: Request) -> Response:
        return await _submit(service, path, request)


@contextmanager
def studio_settings() -> Iterator[dict[str, Any]]:
    """The service, running and done at once, and the settings of a studio that uses it."""
    with served(app(Service(seconds=0.0))) as address:
        yield {"url": address, "rest_url": address, "key": KEY}


def _known(service: Service, request: Request) -> bool:
    return request.headers.get("authorization") == f"Key {service.key}"


def _text(status: int, detail: str, **headers: str) -> Response:
    return JSONResponse({"detail": detail}, status, {name.replace("_", "-"): value for name, value in headers.items()})


def _closed(service: Service, path: str, request: Request) -> Response | None:
    """Why nothing is taken at all."""
    faults = service.faults
    if not _known(service, request):
        return _text(401, "Cannot access application. Authentication is required.")
    if faults.take("locked"):
        return _text(403, "User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.")
    if faults.take("busy"):
        return _text(429, "Rate limit exceeded", retry_after="7")
    if faults.take("unavailable"):
        return _text(503, "Service unavailable", retry_after="3")
    if path not in service.apps:
        return _text(404, f"Application '{path.rpartition('/')[2]}' not found")
    return None


async def _submit(service: Service, path: str, request: Request) -> Response:
    closed = _closed(service, path, request)
    if closed:
        return closed
    body = await request.json()
    wrong = fal_models.wrong(service.apps[path], body)
    if wrong:
        return JSONResponse(wrong, 422, {"x-fal-retryable": "false"})
    job = _accepted(service, path, body, request)
    if service.faults.take("breaks"):
        return _text(500, "Internal server error")
    if service.faults.take("drops"):
        return Dropped(b'{"request_id": ')
    if service.faults.take("html"):
        return HTMLResponse("<html><h1>502 Bad Gateway</h1><hr>nginx</html>", 502)
    await asyncio.sleep(service.faults.take("slow") or 0)
    return JSONResponse({} if service.faults.take("no_id") else _taken(service, job, request))


def _taken(service: Service, job: Job, request: Request) -> dict[str, Any]:
    base = "https://evil.example" if service.faults.take("foreign") else str(request.base_url).rstrip("/")
    own = f"{base}/{job.facts['app']}/requests/{job.id}"
    urls = {"response_url": own, "status_url": f"{own}/status", "cancel_url": f"{own}/cancel"}
    return {"request_id": job.id, "gateway_request_id": job.id, "status": "IN_QUEUE", "queue_position": 0} | urls


def _accepted(service: Service, path: str, body: dict[str, Any], request: Request) -> Job:
    service.asked.append({"path": path, "body": body, "headers": dict(request.headers)})
    job = Job(str(uuid.UUID(int=len(service.floor.jobs) + 1)), body, service.clock.now(), service.seconds)
    job.facts = {
        "app": "/".join(path.split("/")[:2]),
        "path": path,
        "callback": request.query_params.get("fal_webhook", ""),
        "life": request.headers.get("x-fal-object-lifecycle-preference"),
        "base": str(request.base_url).rstrip("/"),
        "fails": service.faults.take("fails"),
        "wrong_seconds": service.faults.take("wrong_seconds"),
    }
    return service.floor.accept(job)


def _found(service: Service, name: str, id: str, request: Request) -> Job | Response:
    if not _known(service, request):
        return _text(401, "Cannot access application. Authentication is required.")
    job = service.floor.jobs.get(id)
    if job is None or job.cancelled or job.facts["app"] != name or service.faults.take("not_yet"):
        return _text(404, "Request not found")
    return job


def _status(service: Service, name: str, id: str, request: Request) -> Response:
    job = _found(service, name, id, request)
    if isinstance(job, Response):
        return job
    if service.faults.take("status_empty"):
        return JSONResponse({}, 202)
    if service.faults.take("status_html"):
        return HTMLResponse("<html>502</html>", 502)
    strange = service.faults.take("status")
    state = service.floor.state(id)
    if strange or state != "done":
        told = strange or {"queued": "IN_QUEUE", "running": "IN_PROGRESS"}[state]
        return JSONResponse({"status": told, "request_id": id, "queue_position": 2, "logs": []}, 202)
    over: dict[str, Any] = {"status": "COMPLETED", "request_id": id, "logs": [], "metrics": {"inference_time": 42.1}}
    if job.facts["fails"] in PLATFORM:
        over |= {"error": "The request could not be completed", "error_type": job.facts["fails"]}
    return JSONResponse(over)


def _result(service: Service, name: str, id: str, request: Request) -> Response:
    job = _found(service, name, id, request)
    if isinstance(job, Response):
        return job
    if service.floor.state(id) != "done":
        return _text(400, "Request is still in progress")
    if service.faults.take("result_late"):
        return JSONResponse({}, 202)
    if service.faults.take("result_html"):
        return HTMLResponse("<html>502</html>", 502)
    status, payload = _outcome(service, job)
    retry = {"x-fal-retryable": str(status >= 500).lower()} if status != 200 else {}
    return JSONResponse(payload, status, retry)


def _cancel(service: Service, name: str, id: str, request: Request) -> Response:
    job = _found(service, name, id, request)
    if isinstance(job, Response):
        return job
    if service.floor.state(id) == "done":
        return JSONResponse({"status": "ALREADY_COMPLETED"}, 400)
    service.floor.cancel(id)
    return JSONResponse({"status": "CANCELLATION_REQUESTED"}, 202)


def _outcome(service: Service, job: Job) -> tuple[int, dict[str, Any]]:
    """The HTTP answer of a finished request: what was made, or the error of model or platform; billed unless 5xx."""
    kind, _, place = str(job.facts["fails"] or "").partition(":")
    if kind in PLATFORM:
        return PLATFORM[kind], {"detail": "The request could not be completed", "error_type": kind}
    if kind and kind != "nothing":
        status = MODEL.get(kind, 422)
        if status == 422:
            service.bill.charge(job.id, fal_models.price(service.apps[job.facts["path"]], job))
        return status, fal_models.refusal(kind, place or "prompt", f"It is refused: {kind}", job.body.get("prompt"))
    service.bill.charge(job.id, fal_models.price(service.apps[job.facts["path"]], job))
    if kind == "nothing":
        return 200, {"seed": 42}
    url = (
        job.facts.get("url")
        or f"{job.facts['base']}{service.keep(fal_models.clip(job), 'video/mp4', job.facts['life'])}"
    )
    job.facts["url"] = url
    video = {"url": url, "content_type": "video/mp4", "file_name": "out.mp4", "file_size": 1}
    return 200, {"video": video, "seed": job.body.get("seed", 42)}
