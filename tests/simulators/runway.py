"""
Runway: tasks that are looked at, uploads that live a day, links that are new on every look, credits and a daily limit.

Written from shared/design/providers.md section 4.3 and the official Python library 5.24 (fields, frames, lengths, what
a deleted task costs). It lists nothing and calls nobody back. Its pictures are drawn `scale` times smaller than asked.
"""

import asyncio
import math
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from tests.simulators import seal
from tests.simulators.kit import Bill, Clock, Dropped, Faults, Floor, Job, clip, control, picture
from tests.simulators.serving import served

DAY = 86_400.0
SEEDANCE = {
    "480p": ("864:496", "752:560", "640:640", "560:752", "496:864", "992:432"),
    "720p": ("1280:720", "1112:834", "960:960", "834:1112", "720:1280", "1470:630"),
    "1080p": ("1920:1080", "1664:1248", "1440:1440", "1248:1664", "1080:1920", "2206:946"),
    "4k": ("3840:2160", "3840:2880", "3840:3840", "2880:3840", "2160:3840", "3840:1646"),
}
GEN4 = ("1280:720", "720:1280", "1104:832", "960:960", "832:1104", "1584:672")
STILLS = ("1280:720", "720:1280", "720:720", "960:720", "720:960", "1680:720", "1920:1080", "1080:1920", "1080:1080",
          "1440:1080", "1080:1440", "2112:912")  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """A model there: where it may be asked for, its frames, lengths, prompt, and credits a second."""

    paths: Mapping[str, tuple[str, ...]]
    seconds: tuple[int, int]
    characters: int
    credits: int
    dearer: Mapping[str, int] = field(default_factory=dict)


def _seedance(*resolutions: str) -> Mapping[str, tuple[str, ...]]:
    frames = tuple(ratio for name in resolutions for ratio in SEEDANCE[name])
    return dict.fromkeys(("text_to_video", "image_to_video", "video_to_video"), frames)


_25 = {path: (*frames, "854:480", "480:854") for path, frames in _seedance("480p", "720p", "1080p").items()}
KINDS = {
    "seedance2": Kind(_seedance(*SEEDANCE), (4, 15), 3500, 36, {"1080p": 40, "4k": 150}),
    "seedance2_fast": Kind(_seedance("480p", "720p"), (4, 15), 3500, 29),
    "seedance2_mini": Kind(_seedance("480p", "720p"), (4, 15), 3500, 16),
    "seedance2_5": Kind(_25, (4, 30), 15_000, 20, {"720p": 30, "1080p": 68}),
    "gen4.5": Kind({"text_to_video": GEN4[:2], "image_to_video": GEN4}, (2, 10), 1000, 12),
    "gen4_turbo": Kind({"image_to_video": GEN4}, (2, 10), 1000, 5),
    "aleph2": Kind({"video_to_video": ()}, (1, 30), 1000, 28),
    "gen4_image": Kind({"text_to_image": STILLS}, (1, 1), 1000, 5, {"1080p": 8}),
}
REFUSALS = {
    "daily": (429, "You have reached the daily limit of generations for this model."),
    "no_credits": (400, "You do not have enough credits to run this task."),
    "not_open": (403, "This model is not available to your organization."),
    "overload": (503, "Service unavailable"),
}


@dataclass
class Service:
    """
    An organization there. A task takes `took` of the service's seconds; over `floor.limit` it is throttled.

    `fails` is a failure code that tasks end in; `source_seconds` how long clips that are edited are taken to be.
    """

    clock: Clock = field(default_factory=Clock)
    faults: Faults = field(default_factory=Faults)
    bill: Bill = field(default_factory=Bill)
    key: str = "sesame"
    credits: int = 100_000
    daily: int = 1000
    took: float = 0.0
    limit: int = 2
    scale: int = 8
    source_seconds: int = 5
    asked: list[dict[str, Any]] = field(default_factory=list)
    uploads: dict[str, dict[str, Any]] = field(default_factory=dict)
    floor: Floor = field(init=False)

    def __post_init__(self) -> None:
        self.floor = Floor(self.clock, self.limit)

    def task(self, id: str) -> Job | None:
        """A task that is still known."""
        job = self.floor.jobs.get(id)
        return None if job is None or job.deleted else job


class Refused(Exception):
    """An answer without a task."""

    def __init__(self, status: int, error: str, issues: list[dict[str, Any]] | None = None) -> None:
        super().__init__(error)
        self.status, self.error, self.issues = status, error, issues

    def response(self) -> Response:
        """As the service says it."""
        body: dict[str, Any] = {"error": self.error}
        if self.issues is not None:
            body |= {"issues": self.issues, "docUrl": "https://docs.dev.runwayml.com/api"}
        headers = {"retry-after": "30"} if self.status == 429 else {}
        return JSONResponse(body, self.status, headers)


def app(service: Service) -> FastAPI:
    """The service over HTTP."""
    made = FastAPI()
    control(made, service.clock, service.faults, service.bill)

    @made.post("/v1/uploads")
    async def upload(request: Request) -> Response:
        return _uploading(service, request, await request.json())

    @made.post("/store/{name}")
    async def store(name: str, request: Request) -> Response:
        return _stored(service, name, request.headers, await request.body())

    @made.get("/v1/tasks/{id}")
    async def look(id: str, request: Request) -> Response:
        return _looked(service, id, request)

    @made.delete("/v1/tasks/{id}")
    async def drop(id: str, request: Request) -> Response:
        return _dropped(service, id, request)

    @made.get("/output/{id}/{until}")
    async def output(id: str, until: float) -> Response:
        return _output(service, id, until)

    @made.get("/v1/organization")
    async def organization() -> Response:
        return JSONResponse({"creditBalance": service.credits})

    @made.post("/v1/{path}")
    async def start(path: str, request: Request) -> Response:
        return await _started(service, path, request)

    return made


@contextmanager
def studio_settings() -> Iterator[dict[str, Any]]:
    """The service, running, and the settings of a studio that uses it."""
    with served(app(Service())) as address:
        yield {"url": f"{address}/v1", "key": "sesame"}


def _admit(service: Service, request: Request) -> None:
    if request.headers.get("authorization") != f"Bearer {service.key}":
        raise Refused(401, "Invalid API key")
    if request.headers.get("x-runway-version") != "2024-11-06":
        raise Refused(400, "The X-Runway-Version header is missing")
    for name, (status, error) in REFUSALS.items():
        if service.faults.take(name):
            raise Refused(status, error)


async def _started(service: Service, path: str, request: Request) -> Response:
    body = await request.json()
    service.asked.append({"path": path, "body": body})
    try:
        _admit(service, request)
        job = _accepted(service, path, body)
    except Refused as refused:
        return refused.response()
    if slow := service.faults.take("slow"):
        await asyncio.sleep(float(slow))
    if service.faults.take("drops"):
        return Dropped(b'{"id": "')
    if service.faults.take("breaks"):
        return JSONResponse({"error": "Internal error"}, 500)
    if service.faults.take("gateway"):
        return Response("<html>Bad gateway</html>", 502, media_type="text/html")
    if service.faults.take("no_id"):
        return JSONResponse({})
    return JSONResponse({"id": job.id})


def _accepted(service: Service, path: str, body: dict[str, Any]) -> Job:
    kind = KINDS.get(str(body.get("model")))
    wrong = list(_issues(service, path, body, kind))
    if wrong or kind is None:
        raise Refused(400, "Validation of body failed", wrong)
    since = service.clock.now() - DAY
    if sum(job.accepted > since for job in service.floor.jobs.values()) >= service.daily:
        raise Refused(*REFUSALS["daily"])
    credits = _price(service, kind, body)
    if credits > service.credits:
        raise Refused(*REFUSALS["no_credits"])
    service.credits -= credits
    job = Job(secrets.token_hex(8), body, service.clock.now(), service.took, bill=credits)
    job.failure = service.faults.take("fails")
    return service.floor.accept(job)


def _issues(service: Service, path: str, body: Mapping[str, Any], kind: Kind | None) -> Iterator[dict[str, Any]]:
    """What is wrong with a body, field by field."""
    if kind is None or path not in kind.paths:
        yield _issue("model", "Invalid discriminator value")
        return
    prompt, ratio, duration = body.get("promptText"), body.get("ratio"), body.get("duration")
    if not isinstance(prompt, str) or not 1 <= len(prompt.encode("utf-16-le")) // 2 <= kind.characters:
        yield _issue("promptText", f"String must contain 1 to {kind.characters} characters")
    typed = body.get("mode") in {"edit", "extend"}
    if ratio not in kind.paths[path] and ((kind.paths[path] and not typed) or ratio is not None):
        yield _issue("ratio", "Invalid enum value")
    least, most = kind.seconds
    whole = isinstance(duration, int) and least <= duration <= most
    if path != "text_to_image" and kind.paths[path] and not whole and duration != "auto":
        yield _issue("duration", f"Number must be from {least} to {most}")
    if not 0 <= body.get("seed", 0) < 2**32:
        yield _issue("seed", "Number must be less than 4294967296")
    if path == "image_to_video" and not body.get("promptImage"):
        yield _issue("promptImage", "Required")
    if path == "video_to_video" and not (body.get("promptVideo") or body.get("videoUri")):
        yield _issue("promptVideo", "Required")
    yield from _places(service, body)


def _places(service: Service, body: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Whether the addresses in a body lead to files: uploads that have not expired, or pages of the internet."""
    frames = body.get("promptImage") or []
    if any(one.get("position") == "last" for one in frames) and not any(one["position"] == "first" for one in frames):
        yield _issue("promptImage", "A last frame needs a first frame")
    listed = ("promptImage", "references", "referenceImages", "referenceVideos", "referenceAudio")
    uris = [one["uri"] for name in listed for one in body.get(name, [])]
    uris += [body[name] for name in ("promptVideo", "videoUri") if name in body]
    for uri in uris:
        known = service.uploads.get(uri, {})
        alive = "content" in known and known["until"] > service.clock.now()
        if not alive and not uri.startswith(("https://", "data:")):
            yield _issue("uri", "Invalid asset URL")


def _issue(path: str, message: str) -> dict[str, Any]:
    return {"code": "invalid", "path": [path], "message": message}


def _price(service: Service, kind: Kind, body: Mapping[str, Any]) -> int:
    ratio = str(body.get("ratio", "1280:720"))
    known = next((name for name, ratios in SEEDANCE.items() if ratio in ratios), "")
    side = min(map(int, ratio.split(":")))
    resolution = known or ("1080p" if side > 900 else "720p" if side > 600 else "480p")
    rate = kind.dearer.get(resolution, kind.credits)
    return rate * _seconds(service, kind, body)


def _seconds(service: Service, kind: Kind, body: Mapping[str, Any]) -> int:
    if kind.seconds == (1, 1):
        return 1
    duration = body.get("duration", "auto")
    return service.source_seconds if duration == "auto" else int(duration)


def _looked(service: Service, id: str, request: Request) -> Response:
    if status := service.faults.take("look"):
        return JSONResponse({"error": "Not now"}, int(status))
    if (said := service.faults.take("says")) is not None:
        return JSONResponse(said)
    try:
        _admit(service, request)
    except Refused as refused:
        return refused.response()
    job = service.task(id)
    if job is None:
        return Refused(404, "Task not found").response()
    told: dict[str, Any] = {"id": id, "createdAt": datetime.fromtimestamp(job.accepted, UTC).isoformat()}
    state = service.floor.state(id)
    if state in {"queued", "running"}:
        status = {"queued": "THROTTLED", "running": "RUNNING"}[state]
        status = service.faults.take("status") or status
        return JSONResponse(told | {"status": status, "progress": 0.4, "estimatedCost": {"credits": job.bill}})
    return JSONResponse(told | _ended(service, job, state, str(request.base_url)))


def _ended(service: Service, job: Job, state: str, base: str) -> dict[str, Any]:
    """A task that is over: what it cost, and a new link or why there is none."""
    if state == "cancelled" or "cancelled" in job.facts:
        return {"status": "CANCELLED", "cost": {"credits": _charged(service, job, refunded=state == "cancelled")}}
    if job.failure:
        refunded = not str(job.failure).startswith("SAFETY.INPUT")
        cost = {"credits": _charged(service, job, refunded=refunded)}
        return {"status": "FAILED", "failure": "It did not work out.", "failureCode": job.failure, "cost": cost}
    until = service.clock.now() + DAY
    link = f"{base}output/{job.id}/{until}"
    return {"status": "SUCCEEDED", "output": [link], "cost": {"credits": _charged(service, job, refunded=False)}}


def _charged(service: Service, job: Job, *, refunded: bool) -> int:
    if "settled" not in job.facts:
        job.facts["settled"] = True
        if refunded:
            service.credits += int(job.bill)
            job.bill = 0
        if job.bill:
            service.bill.charge(job.id, job.bill)
    return int(job.bill)


def _dropped(service: Service, id: str, request: Request) -> Response:
    """DELETE: what waits is cancelled and refunded, what runs is cancelled and charged, what is over is gone."""
    try:
        _admit(service, request)
    except Refused as refused:
        return refused.response()
    job = service.task(id)
    if job is None:
        return Refused(404, "Task not found").response()
    if service.faults.take("begins"):
        job.began = service.clock.now()
    state = service.floor.state(id)
    if state == "running":
        job.over, job.facts["cancelled"] = service.clock.now(), True
    elif not service.floor.cancel(id):
        job.deleted = True
    if service.faults.take("forgets"):
        job.deleted = True
    return Response(status_code=204)


def _uploading(service: Service, request: Request, body: Mapping[str, Any]) -> Response:
    try:
        _admit(service, request)
    except Refused as refused:
        return refused.response()
    if said := service.faults.take("upload_says"):
        return JSONResponse(said)
    name = secrets.token_hex(6)
    uri = f"runway://{name}/{body['filename']}"
    service.uploads[uri] = {"name": name, "policy": secrets.token_hex(4), "until": service.clock.now() + DAY}
    fields = {"key": body["filename"], "policy": service.uploads[uri]["policy"]}
    return JSONResponse({"uploadUrl": f"{request.base_url}store/{name}", "fields": fields, "runwayUri": uri})


def _stored(service: Service, name: str, headers: Mapping[str, str], content: bytes) -> Response:
    """A store that is not Runway's own API: it takes a signed form whose last part is the file, and no key of ours."""
    found = next((one for one in service.uploads.values() if one["name"] == name), None)
    if "authorization" in headers or service.faults.take("store_refuses"):
        return Response("<Error>Only one auth mechanism allowed</Error>", 400)
    form = message_from_bytes(f"Content-Type: {headers['content-type']}\r\n\r\n".encode() + content)
    parts = {str(part.get_param("name", header="content-disposition")): part for part in [*form.walk()][1:]}
    said: dict[str, Any] = {name: part.get_payload(decode=True) for name, part in parts.items()}
    if found is None or [*parts][-1] != "file" or said.get("policy") != found["policy"].encode():
        return Response("<Error>AccessDenied</Error>", 403)
    found |= {"content": said["file"], "type": parts["file"].get_content_type(), "key": said["key"].decode()}
    return Response(status_code=204)


def _output(service: Service, id: str, until: float) -> Response:
    job = service.task(id)
    if job is None or until < service.clock.now() or service.faults.take("dead_link"):
        return Response("<Error>AccessDenied</Error>", 403)
    content, type = made(service, job)
    if service.faults.take("truncated"):
        return Dropped(content[:200])
    if service.faults.take("busy_store"):
        return Response(status_code=503)
    return Response(content, media_type=type)


def made(service: Service, job: Job) -> tuple[bytes, str]:
    """What a task made: a real picture, or a real clip with Runway's seal."""
    kind = KINDS[str(job.body["model"])]
    width, height = map(int, str(job.body.get("ratio", "1280:720")).split(":"))
    if kind.seconds == (1, 1):
        return picture(width, height), "image/png"
    seconds = float(job.facts.setdefault("lasts", service.faults.take("lasts") or _seconds(service, kind, job.body)))
    small = (math.ceil(width / service.scale / 2) * 2, math.ceil(height / service.scale / 2) * 2)
    return seal.sealed(clip(seconds, *small), "video/mp4", "Runway"), "video/mp4"
