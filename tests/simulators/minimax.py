"""
MiniMax: H3 through its second API, Hailuo through its first, music in one answer.

Written from https://platform.minimax.io/docs (video generation V2: create, query, list, delete; V1: t2v, i2v, query,
files; music generation; error codes), read 2026-11-26. An address for messages is registered only if it gives a
challenge back; messages are not signed. Links live an hour, and each look gives a fresh one; records live seven days.
"""

import asyncio
import base64
import binascii
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

ERRORS = {
    1000: (500, "server_error", "internal error"),
    1001: (500, "server_error", "request timeout"),
    1002: (429, "rate_limit_error", "rate limit, please retry later"),
    1004: (401, "authorized_error", "login fail: Please carry the API secret key"),
    1008: (402, "insufficient_balance_error", "insufficient balance"),
    1024: (500, "server_error", "internal error"),
    1026: (422, "unprocessable_entity_error", "video description contains sensitive content"),
    1027: (422, "unprocessable_entity_error", "output video contains sensitive content"),
    1033: (500, "server_error", "downstream service error"),
    1039: (429, "rate_limit_error", "token limit"),
    1041: (429, "rate_limit_error", "conn limit"),
    1042: (400, "bad_request_error", "invisible character ratio limit"),
    2013: (400, "bad_request_error", "invalid params"),
    2038: (401, "authorized_error", "real-name verification is needed"),
    2049: (401, "authorized_error", "invalid api key"),
    2056: (429, "rate_limit_error", "usage limit exceeded"),
}
H3: dict[str, dict[str, Any]] = {
    "MiniMax-H3": {"seconds": (4, 15), "prices": {"768P": 0.08, "2K": 0.13}, "free": 5, "image": 0.04},
    "MiniMax-H3-Max": {"seconds": (5, 15), "prices": {"480P": 0.05, "768P": 0.08}, "free": 2, "image": 0.074},
}
HAILUO = {
    "MiniMax-Hailuo-2.3": {("768P", 6): 0.28, ("768P", 10): 0.56, ("1080P", 6): 0.49},
    "MiniMax-Hailuo-2.3-Fast": {("768P", 6): 0.19, ("768P", 10): 0.32, ("1080P", 6): 0.33},
    "MiniMax-Hailuo-02": {("768P", 6): 0.28, ("768P", 10): 0.56, ("1080P", 6): 0.49},
}
A_SONG = 0.15
RATIOS = {
    "21:9": (168, 72),
    "16:9": (128, 72),
    "4:3": (96, 72),
    "1:1": (96, 96),
    "3:4": (72, 96),
    "9:16": (72, 128),
}
MOST = {"reference_image": 9, "reference_video": 3, "reference_audio": 3, "first_frame": 1, "last_frame": 1}
LINK_SECONDS = 3600
KEPT_SECONDS = 7 * 86400
OLDER = {"queued": "Queueing", "running": "Processing", "succeeded": "Success", "failed": "Fail"}
TOLD = {"running": "processing", "succeeded": "success", "failed": "failed"}


class Refused(Exception):
    """A request the service refuses, with the number of why."""

    def __init__(self, code: int, message: str = "") -> None:
        self.code, self.message = code, message or ERRORS[code][2]


@dataclass
class Service:
    """
    The account and its tasks; `slots` run at once, the rest waits.

    Faults: `refuses` (a number), `drops`, `breaks`, `html`, `slow` (seconds) on a create, all but the first after it
    was taken; `forgets`, `status` (an unknown word) on a look; `fails` (a number), `shorter` (seconds) of a task;
    `truncates` of a file.
    """

    clock: Clock = field(default_factory=Clock)
    faults: Faults = field(default_factory=Faults)
    bill: Bill = field(default_factory=Bill)
    key: str = "minimax-key"
    seconds: float = 60.0
    slots: int = 2
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    registered: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.floor = Floor(self.clock, self.slots)

    def status(self, job: Job) -> str:
        """The word of the second API for how far a task is."""
        state = self.floor.state(job.id)
        finished = "failed" if job.failure else "succeeded"
        return finished if state == "done" else state

    def found(self, id: str) -> Job:
        """A task that is still recorded. Refused."""
        job = self.floor.jobs.get(id)
        old = job is not None and self.clock.now() - job.accepted > KEPT_SECONDS
        if job is None or old or job.deleted or self.faults.take("forgets"):
            raise Refused(2013, "invalid params, invalid task_id")
        return job

    def task(self, job: Job, base: str) -> dict[str, Any]:
        """A task as the second API shows it."""
        status = self.faults.take("status") or self.status(job)
        shown = {
            "id": job.id,
            "model": job.body["model"],
            "status": status,
            "created_at": int(job.accepted),
            "updated_at": int(self.clock.now()),
            "resolution": job.body["resolution"],
            "duration": job.body["duration"],
            "ratio": job.facts["ratio"],
            "usage": {},
            "task_type": "generation",
            "modality": "video",
        }
        if status == "failed" and job.failure:
            shown["error"] = job.failure
        if status == "succeeded":
            shown |= {"content": {"url": self.link(job, base)}, "usage": job.facts["usage"]}
        return shown

    def message(self, job: Job, base: str) -> dict[str, Any]:
        """What it tells a registered address of a task, by the API through which that was created."""
        if job.facts["api"] == "v2":
            return {"task": self.task(job, base)}
        status = self.status(job)
        fine = {"status_code": 0, "status_msg": "success"}
        return {"task_id": job.id, "status": TOLD.get(status, "processing"), "file_id": f"7{job.id}", "base_resp": fine}

    def link(self, job: Job, base: str) -> str:
        """A fresh link to what a task made."""
        return f"{base}files/{job.id}.mp4?until={int(self.clock.now()) + LINK_SECONDS}"


def app(service: Service) -> FastAPI:
    """The service over HTTP."""
    made = FastAPI()
    kit.control(made, service.clock, service.faults, service.bill)

    @made.exception_handler(Refused)
    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, Refused)
        status, type, _ = ERRORS[error.code]
        if request.url.path.startswith("/v1/"):
            return JSONResponse({"base_resp": {"status_code": error.code, "status_msg": error.message}})
        told = {"type": type, "message": f"{error.message} ({error.code})", "http_code": str(status)}
        return JSONResponse({"type": "error", "error": told, "request_id": "0217852290"}, status)

    _second(made, service)
    _first(made, service)

    @made.get("/files/{name}")
    async def file(name: str, until: int) -> Response:
        job = service.floor.jobs[name.removesuffix(".mp4")]
        if service.clock.now() > until:
            return PlainTextResponse("expired", 403)
        clip = kit.clip(job.facts["delivered"], *RATIOS.get(job.facts["ratio"], RATIOS["16:9"]))
        if service.faults.take("truncates"):
            return Dropped(clip[:1000])
        return Response(clip, media_type="video/mp4")

    return made


@contextmanager
def studio_settings() -> Iterator[dict[str, Any]]:
    """The service, running and quick, and the settings of a studio that uses it."""
    service = Service(seconds=0.0)
    with served(app(service)) as address:
        yield {"url": address, "key": service.key}


def _second(made: FastAPI, service: Service) -> None:
    """H3: create, look, list, delete."""

    @made.post("/v2/video_generation")
    async def create(request: Request) -> Response:
        asked = await _admitted(service, request)
        _checked(asked)
        job = await _accepted(service, asked, _h3(asked))
        return await _answered(service, {"task_id": job.id})

    @made.get("/v2/query/video_generation/{id}")
    async def look(id: str, request: Request) -> Response:
        await _admitted(service, request)
        return JSONResponse({"task": service.task(service.found(id), str(request.base_url))})

    @made.get("/v2/query/video_generation")
    async def listed(request: Request) -> Response:
        await _admitted(service, request)
        said = request.query_params
        page, size = int(said.get("page_num", 1)), int(said.get("page_size", 20))
        wanted, since = said.get("filter.model"), service.clock.now() - KEPT_SECONDS
        jobs = [job for job in service.floor.jobs.values() if job.facts["api"] == "v2" and job.accepted > since]
        jobs = sorted((job for job in jobs if wanted in {None, job.body["model"]}), key=lambda job: -job.accepted)
        items = [service.task(job, str(request.base_url)) for job in jobs[(page - 1) * size : page * size]]
        return JSONResponse({"items": items, "total": len(jobs)})

    @made.delete("/v2/video_generation/{id}")
    async def delete(id: str, request: Request) -> Response:
        await _admitted(service, request)
        job = service.found(id)
        if service.floor.cancel(id):
            service.bill.rows.pop(id, None)
            return JSONResponse({"task_id": id, "action": "cancelled", "status": "cancelled"})
        if service.status(job) in {"running", "cancelled"}:
            raise Refused(2013, f"task is {service.status(job)}")
        job.deleted = True
        return JSONResponse({"task_id": id, "action": "deleted", "status": "deleted"})


def _first(made: FastAPI, service: Service) -> None:
    """Hailuo: create, look, retrieve the file; and music."""
    fine = {"base_resp": {"status_code": 0, "status_msg": "success"}}

    @made.post("/v1/video_generation")
    async def create(request: Request) -> Response:
        asked: dict[str, Any] = {"duration": 6, "resolution": "768P"} | await _admitted(service, request)
        price = HAILUO.get(asked["model"], {}).get((asked["resolution"], asked["duration"]))
        first, last = asked.get("first_frame_image"), asked.get("last_frame_image")
        lacks = asked["model"].endswith("Fast") and not first
        if price is None or lacks or (last and not first) or not 0 < len(asked.get("prompt", "")) <= 2000:
            raise Refused(2013)
        for picture in filter(None, (first, last)):
            _file(str(picture), "image")
        job = await _accepted(service, asked, {"api": "v1", "ratio": "16:9", "price": price, "usage": {}})
        return await _answered(service, {"task_id": job.id} | fine)

    @made.get("/v1/query/video_generation")
    async def look(task_id: str, request: Request) -> Response:
        await _admitted(service, request)
        job = service.found(task_id)
        status = service.faults.take("status") or OLDER[service.status(job)]
        shown: dict[str, Any] = {"task_id": task_id, "status": status, "file_id": ""} | fine
        if status == "Success":
            shown |= {"file_id": f"7{task_id}", "video_width": 1366, "video_height": 768}
        if status == "Fail" and job.failure:
            shown["base_resp"] = {"status_code": int(job.failure["code"]), "status_msg": job.failure["message"]}
        return JSONResponse(shown)

    @made.get("/v1/files/retrieve")
    async def retrieve(file_id: str, request: Request) -> Response:
        await _admitted(service, request)
        job = service.found(file_id[1:])
        link = service.link(job, str(request.base_url))
        return JSONResponse({"file": {"file_id": int(file_id), "download_url": link}} | fine)

    @made.post("/v1/music_generation")
    async def music(request: Request) -> Response:
        asked = await _admitted(service, request)
        silent = not asked.get("is_instrumental") and not asked.get("lyrics") and not asked.get("lyrics_optimizer")
        if asked.get("model") != "music-2.6" or silent or not 0 < len(asked.get("prompt", "")) <= 2000:
            raise Refused(2013)
        service.bill.charge(f"song-{service.bill.count}", A_SONG)
        sound = kit.sound(1.0)
        data = {"audio": sound.hex(), "status": 2}
        extra = {"music_duration": 1000, "music_sample_rate": 44100, "music_size": len(sound)}
        return await _answered(service, {"data": data, "extra_info": extra, "trace_id": "0"} | fine)


async def _admitted(service: Service, request: Request) -> dict[str, Any]:
    """The body of a request by a known caller; one that creates may be refused. Refused."""
    if request.headers.get("authorization") != f"Bearer {service.key}":
        raise Refused(1004 if request.url.path.startswith("/v2/") else 2049)
    if request.method != "POST":
        return {}
    asked: dict[str, Any] = await request.json()
    service.asked.append((request.url.path, asked))
    if code := service.faults.take("refuses"):
        raise Refused(int(code))
    return asked


async def _accepted(service: Service, asked: dict[str, Any], facts: dict[str, Any]) -> Job:
    failure = service.faults.take("fails")
    told = {"code": str(failure), "message": ERRORS[int(failure)][2]} if failure else None
    id = str(424010985738629 + len(service.floor.jobs))
    delivered = float(service.faults.take("shorter") or asked["duration"])
    job = Job(id, asked, service.clock.now(), service.seconds, failure=told, bill=facts["price"])
    job.facts = facts | {"delivered": delivered}
    if url := asked.get("callback_url"):
        await _challenge(service, str(url), id)
    if not failure:
        service.bill.charge(id, job.bill)
    return service.floor.accept(job)


async def _challenge(service: Service, url: str, id: str) -> None:
    """Register an address that gives the challenge back within three seconds."""
    try:
        async with httpx2.AsyncClient(timeout=3.0) as client:
            answer = await client.post(url, json={"challenge": f"c{id}"})
            if answer.json().get("challenge") == f"c{id}":
                service.registered.add(url)
    except (httpx2.HTTPError, ValueError, AttributeError):
        return


async def _answered(service: Service, body: dict[str, Any]) -> Response:
    if service.faults.take("drops"):
        return Dropped(b'{"task_id"')
    if service.faults.take("breaks"):
        return JSONResponse({"type": "error", "error": {"type": "server_error", "message": "internal (1000)"}}, 500)
    if service.faults.take("html"):
        return PlainTextResponse("<html>Bad gateway</html>", 502)
    if wait := service.faults.take("slow"):
        await asyncio.sleep(float(wait))
    return Response(json.dumps(body), media_type="application/json")


def _checked(asked: dict[str, Any]) -> None:
    """The rules of the V2 page. Refused."""
    model, content = H3.get(str(asked.get("model"))), asked.get("content") or []
    if model is None or asked.get("resolution") not in model["prices"]:
        raise Refused(2013, "invalid params, model or resolution")
    least, most = model["seconds"]
    if not isinstance(asked.get("duration"), int) or not least <= asked["duration"] <= most:
        raise Refused(2013, "invalid params, supported durations")
    texts = [one.get("text", "") for one in content if one.get("type") == "text"]
    if len(texts) != 1 or not 0 < len(texts[0]) <= 7000:
        raise Refused(2013, "invalid params, content must include a non-empty text item (prompt is required)")
    roles = [str(one.get("role")) for one in content if one.get("type") != "text"]
    framed, referring = "frame" in " ".join(roles), "reference" in " ".join(roles)
    too_many = any(roles.count(role) > MOST.get(role, 0) for role in roles)
    if too_many or (framed and referring) or (referring and asked["model"].endswith("Max")):
        raise Refused(2013, "invalid params, content roles")
    if not roles and asked.get("ratio") not in RATIOS:
        raise Refused(2013, "invalid params, ratio is required for text-to-video")
    for one in content:
        if (sort := str(one.get("type"))) != "text":
            _file(str(one[sort]["url"]), sort.removesuffix("_url"))


def _file(url: str, kind: str) -> None:
    """A file by address, as `mm_file://`, or as a data URI of its kind; a picture of at least 256 pixels a side."""
    if url.startswith(("http://", "https://", "mm_file://")):
        return
    head, _, content = url.partition(";base64,")
    try:
        decoded = base64.b64decode(content, validate=True)
        small = kind == "image" and min(Image.open(io.BytesIO(decoded)).size) < 256
    except (binascii.Error, ValueError, UnidentifiedImageError, OSError):
        small = True
    if not head.startswith(f"data:{kind}/") or small:
        raise Refused(2013, f"invalid params, {kind} cannot be read")


def _h3(asked: dict[str, Any]) -> dict[str, Any]:
    """What a clip of H3 is billed for: its seconds, five of each reference clip, pictures beyond the free ones."""
    model = H3[asked["model"]]
    sorts = [one["type"] for one in asked["content"]]
    clips, images = 5 * sorts.count("video_url"), sorts.count("image_url")
    seconds = asked["duration"] + clips
    usage = {"total_seconds": seconds, "input_seconds": clips, "output_seconds": asked["duration"]}
    price = seconds * model["prices"][asked["resolution"]] + max(0, images - model["free"]) * model["image"]
    framed = any(one.get("role") in {"first_frame", "last_frame"} for one in asked["content"])
    ratio = "adaptive" if framed else asked.get("ratio", "adaptive")
    return {"api": "v2", "ratio": ratio, "price": price, "usage": usage | {"input_image_count": images}}
