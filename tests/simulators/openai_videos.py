"""
Clips by the shape of `/v1/videos`, as OpenAI had it until 2026-09-24 and vLLM-Omni has it, and New API's own routes.

Written from the types and notes of OpenAI's client 3.57 (create, retrieve, list, delete, download), vLLM-Omni's "Videos
API" and the types of its source, New API's page "getvideogeneration" and the types of its answers, read 2026-11-26.
"""

import io
import re
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from PIL import Image

from tests.simulators import kit
from tests.simulators.kit import Job

if TYPE_CHECKING:
    from tests.simulators.openai import Service

SECONDS = {"4", "8", "12"}
SIZES = {"720x1280", "1280x720", "1024x1792", "1792x1024"}
WORDS = {"queued": "queued", "running": "in_progress", "done": "completed", "cancelled": "failed"}
TASKS = {"queued": "QUEUED", "running": "IN_PROGRESS", "done": "SUCCESS", "cancelled": "FAILURE"}
FAILURES: dict[str, dict[str, Any]] = {
    "moderation": {"code": "moderation_blocked", "message": "Blocked by our moderation system."},
    "memory": {"code": 500, "message": "CUDA out of memory."},
}
PRICE, WORK, KEPT = 0.10, 60.0, 3600.0


def routes(made: FastAPI, service: "Service") -> None:
    """Both ways of ordering a clip."""
    _orders(made, service)
    _looks(made, service)
    _files(made, service)
    _tasks(made, service)


def _orders(made: FastAPI, service: "Service") -> None:
    @made.post("/v1/videos")
    async def create(request: Request) -> Response:
        fields, objection = await service.takes(request)
        objection = objection or (_omni if service.video == "vllm_omni" else _strict)(service, fields)
        if objection:
            return objection
        job = _accept(service, fields)
        return await service.stumbles() or service.says(_video(service, job))


def _looks(made: FastAPI, service: "Service") -> None:
    @made.get("/v1/videos")
    async def every(request: Request, after: str = "", limit: int = 20, order: str = "desc") -> Response:
        if objection := service.guards(request) or _unwell(service):
            return objection
        if service.video == "newapi":
            return PlainTextResponse("404 page not found", 404)
        jobs = sorted(service.floor.jobs.values(), key=lambda job: job.accepted, reverse=order == "desc")
        ids = [job.id for job in jobs if not job.deleted]
        rest = ids[ids.index(after) + 1 :] if after else ids
        data = [_video(service, service.floor.jobs[id]) for id in rest[:limit]]
        first, last = (data[0]["id"], data[-1]["id"]) if data else (None, None)
        listed = {"object": "list", "data": data, "has_more": len(rest) > limit, "first_id": first, "last_id": last}
        return service.says(listed)

    @made.get("/v1/videos/{id}")
    async def one(request: Request, id: str) -> Response:
        objection, job = _looked_up(service, request, id)
        return objection or service.says(_video(service, job))


def _files(made: FastAPI, service: "Service") -> None:
    @made.get("/v1/videos/{id}/content")
    async def content(request: Request, id: str) -> Response:
        objection, job = _looked_up(service, request, id)
        if objection:
            return objection
        if service.faults.take("not_yet"):
            return JSONResponse({"status": "processing"}, 202)
        if service.floor.state(id) != "done" or service.clock.now() > (job.over or 0) + KEPT:
            return JSONResponse({"error": {"message": "Video content is not available.", "code": "not_found"}}, 404)
        film = _film(job)
        return kit.Dropped(film[:512]) if service.faults.take("short") else Response(film, media_type="video/mp4")

    @made.delete("/v1/videos/{id}")
    async def delete(request: Request, id: str) -> Response:
        objection, job = _looked_up(service, request, id)
        if objection:
            return objection
        state = service.floor.state(id)
        if service.video != "vllm_omni" and state in {"queued", "running"}:
            return JSONResponse({"error": {"message": "The video is still being made.", "code": "conflict"}}, 409)
        job.deleted = job.cancelled = True
        return JSONResponse({"id": id, "object": "video.deleted", "deleted": True})


def _tasks(made: FastAPI, service: "Service") -> None:
    @made.post("/v1/video/generations")
    async def generate(request: Request) -> Response:
        fields, objection = await service.takes(request)
        if objection:
            return objection
        if not fields.get("prompt") or not isinstance(fields.get("duration", 0), int):
            return JSONResponse({"code": "invalid_request", "message": "prompt is required", "data": None}, 400)
        job = _accept(service, fields)
        return await service.stumbles() or JSONResponse({"task_id": job.id, "status": "queued"})

    @made.get("/v1/video/generations/{id}")
    async def task(request: Request, id: str) -> Response:
        if objection := service.guards(request) or _unwell(service):
            return objection
        job = service.floor.jobs.get(id)
        if job is None or job.deleted:
            return JSONResponse({"code": "task_not_exist", "message": "task_not_exist", "data": None}, 400)
        return service.says({"code": "success", "message": "", "data": _task(service, job, str(request.base_url))})


def forget(service: "Service") -> None:
    """The server is started anew: what it knew of jobs is gone."""
    service.floor.jobs.clear()


def _strict(service: "Service", fields: dict[str, Any]) -> Response | None:
    wrong = {"seconds": fields.get("seconds", "4") not in SECONDS, "size": fields.get("size", "720x1280") not in SIZES}
    named = next((name for name, bad in wrong.items() if bad), "" if fields.get("prompt") else "prompt")
    unknown = fields.keys() - {"prompt", "model", "seconds", "size", "input_reference"}
    if named or unknown:
        said = f"Invalid value or parameter: '{named or min(unknown)}'."
        return JSONResponse({"error": {"message": said, "type": "invalid_request_error", "code": "invalid_value"}}, 400)
    return _undecodable(service)


def _omni(service: "Service", fields: dict[str, Any]) -> Response | None:
    numbers = ("width", "height", "num_frames", "fps", "seed")
    bad = [name for name in numbers if name in fields and not re.fullmatch(r"\d+", str(fields[name]))]
    if bad or not fields.get("prompt"):
        where = bad[0] if bad else "prompt"
        return JSONResponse(
            {"detail": [{"loc": ["body", where], "msg": f"{where}: invalid", "type": "value_error"}]}, 422
        )
    if int(fields.get("width", 16)) % 16 or int(fields.get("height", 16)) % 16:
        return JSONResponse({"detail": "width and height must be divisible by 16"}, 400)
    return _undecodable(service)


def _undecodable(service: "Service") -> Response | None:
    for upload in service.files[-1]:
        if (
            upload.field != "input_reference"
            or Image.open(io.BytesIO(upload.content)).get_format_mimetype() != upload.kind
        ):
            return JSONResponse({"error": {"message": "Invalid reference.", "code": "invalid_image_file"}}, 400)
    return None


def _accept(service: "Service", fields: dict[str, Any]) -> Job:
    prefix = {"vllm_omni": "video_gen_", "newapi": "task_"}.get(service.video, "video_")
    length = float(fields.get("seconds") or fields.get("duration") or 4)
    if "num_frames" in fields:
        length = int(fields["num_frames"]) / int(fields.get("fps", 24))
    work = 0.0 if service.quick else WORK
    job = Job(f"{prefix}{uuid4().hex}", fields, service.clock.now(), work, bill=length * PRICE)
    job.failure = FAILURES.get(str(service.faults.take("fails")))
    job.facts["seconds"] = length
    job.facts["made"] = service.faults.take("length") or length
    return service.floor.accept(job)


def _state(service: "Service", job: Job) -> str:
    """Where a job stands; what is done is billed then, and what failed is not."""
    state = service.floor.state(job.id)
    if state == "done" and not job.failure:
        service.bill.charge(job.id, job.bill)
    return state


def _video(service: "Service", job: Job) -> dict[str, Any]:
    state, omni = _state(service, job), service.video == "vllm_omni"
    failed = state == "done" and job.failure
    return {
        "id": job.id,
        "object": "video",
        "model": job.body.get("model", "served"),
        "prompt": job.body["prompt"],
        "status": service.faults.take("status") or ("failed" if failed else WORDS[state]),
        "progress": {"queued": 0, "running": 40}.get(state, 100),
        "created_at": int(job.accepted + service.skew),
        "completed_at": int(job.over) if job.over else None,
        "expires_at": int(job.over + KEPT) if job.over else None,
        "seconds": "4" if omni else str(job.body.get("seconds", "4")),
        "size": job.body.get("size"),
        "error": job.failure if failed else None,
        "remixed_from_video_id": None,
    }


def _task(service: "Service", job: Job, base: str) -> dict[str, Any]:
    state = _state(service, job)
    failed, done = state == "done" and job.failure, state == "done" and not job.failure
    link = f"{base}v1/videos/{job.id}/content"
    reason = job.failure["message"] if failed and job.failure else ""
    return {
        "id": len(service.floor.jobs),
        "task_id": job.id,
        "platform": "50",
        "action": "generate",
        "status": service.faults.take("status") or ("FAILURE" if failed else TASKS[state]),
        "fail_reason": link if done and service.older else reason,
        **({"result_url": link} if done and not service.older else {}),
        "submit_time": int(job.accepted),
        "progress": {"queued": "0%", "running": "40%"}.get(state, "100%"),
        "data": {},
    }


def _looked_up(service: "Service", request: Request, id: str) -> tuple[Response | None, Job]:
    job = service.floor.jobs.get(id)
    objection = service.guards(request) or _unwell(service)
    if objection or job is None or job.deleted:
        missing = JSONResponse({"error": {"message": f"Video {id} not found.", "code": "not_found"}}, 404)
        return objection or missing, Job("", {}, 0.0, 0.0)
    return None, job


def _unwell(service: "Service") -> Response | None:
    """A gateway before the server that has lost it for a moment."""
    match service.faults.take("unwell"):
        case None:
            return None
        case int(status):
            return PlainTextResponse("<html>nginx</html>", status, media_type="text/html")
        case _:
            return kit.Dropped()


def _film(job: Job) -> bytes:
    """A real clip, kept small; models of vLLM-Omni round down to 4n+1 frames."""
    wide, high = (int(side) for side in str(job.body.get("size", "640x352")).split("x"))
    rate = int(job.body.get("fps", 24))
    if "width" in job.body:
        wide, high = int(job.body["width"]), int(job.body["height"])
    seconds = float(job.facts["made"])
    if "num_frames" in job.body:
        seconds = (int(job.body["num_frames"]) // 4 * 4 + 1) / rate
    return kit.clip(seconds, min(wide, 640), min(high, 360), rate)
