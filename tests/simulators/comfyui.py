"""
ComfyUI over HTTP: workflows that are really checked, uploads that may be renamed, every route under `/api` too.

Written from `server.py` and `comfy_execution/jobs.py` (0.38 and versions of October 2025, read 2026-11-26), never from
our adapter. What newer ones have can be turned off: ids the client chooses (`ids`), jobs and their cancelling (`jobs`),
interrupts of one prompt alone (`aimed`). Faults are thrown at a place: `prompt:500`.
"""

import asyncio
import json
import re
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response, StreamingResponse

from tests.simulators import comfychecks, comfynodes, kit
from tests.simulators.comfymachine import Service
from tests.simulators.kit import Dropped
from tests.simulators.serving import served

HTML = "<html><title>502 Bad Gateway</title></html>"


def app(service: Service) -> FastAPI:
    """The service over HTTP; every route is there under `/api` too."""
    made = FastAPI()
    kit.control(made, service.clock, service.faults, service.bill)
    router = APIRouter()
    for add in (_queueing, _remembering, _files, _telling):
        add(router, service)
    made.include_router(router)
    made.include_router(router, prefix="/api")
    if service.jobs:
        _jobs(made, service)

    @made.middleware("http")
    async def door(request: Request, handle: Any) -> Response:
        if service.key and request.headers.get("authorization") != f"Bearer {service.key}":
            return JSONResponse({"detail": "Unauthorized"}, 401)
        place = request.url.path.removeprefix("/api").split("/")[1]
        if service.faults.take(f"{place}:502"):
            return HTMLResponse(HTML, 502)
        if service.faults.take(f"{place}:html"):
            return HTMLResponse("<html>Welcome</html>")
        if service.faults.take(f"{place}:503"):
            return JSONResponse({"detail": "starting"}, 503)
        if service.faults.take(f"{place}:429"):
            return JSONResponse({"detail": "slow down"}, 429, {"retry-after": "7"})
        answer: Response = await handle(request)
        return await _after(service, place, answer)

    @made.post("/_/restart")
    async def restart() -> dict[str, bool]:
        service.restart()
        return {"restarted": True}

    return made


async def _after(service: Service, place: str, answer: Response) -> Response:
    """What goes wrong once the work is done: it breaks, hangs up, or takes its time."""
    if service.faults.take(f"{place}:500"):
        return Response("500 Internal Server Error", 500)
    if service.faults.take(f"{place}:drop"):
        return Dropped()
    if seconds := service.faults.take(f"{place}:slow"):
        await asyncio.sleep(float(seconds))
    return answer


@contextmanager
def studio_settings() -> Iterator[dict[str, Any]]:
    """The service, running in no time, and the settings of a studio that uses it."""
    with served(app(Service(seconds=0.0))) as address:
        yield {"url": address}


def _queueing(router: APIRouter, service: Service) -> None:
    @router.get("/prompt")
    async def remaining() -> Any:
        left = len(service.queue("queued")) + len(service.queue("running"))
        return {"exec_info": {"queue_remaining": left}}

    @router.post("/prompt")
    async def prompt(request: Request) -> Response:
        body = await request.json()
        service.asked.append(body)
        return JSONResponse(*_queued(service, body))

    @router.get("/queue")
    async def queue() -> Any:
        return {"queue_running": service.queue("running"), "queue_pending": service.queue("queued")}

    @router.post("/queue")
    async def change(request: Request) -> Response:
        body = await request.json()
        waiting = [entry[1] for entry in service.queue("queued")]
        for id in waiting if body.get("clear") else body.get("delete", []):
            if id in waiting:
                service.floor.cancel(id)
        return Response()

    @router.post("/interrupt")
    async def interrupt(request: Request) -> Response:
        raw = await request.body()
        body = json.loads(raw) if raw else {}
        service.interrupt(body.get("prompt_id") if service.aimed else None)
        return Response()


def _queued(service: Service, body: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """The answer to a workflow, and its status."""
    id = body.get("prompt_id") if service.ids else None
    if id is not None and not _canonical(id):
        wrong = comfychecks.said("invalid_prompt_id", "prompt_id must be a valid UUID", "canonical lowercase")
        return {"error": wrong, "node_errors": {}}, 400
    if "prompt" not in body:
        return {"error": comfychecks.said("no_prompt", "No prompt provided", ""), "node_errors": {}}, 400
    error, outputs, errors = comfychecks.validate(body["prompt"], service.info(), service.files)
    if error:
        return {"error": error, "node_errors": errors}, 400
    id = id or str(uuid.uuid4())
    extra = body.get("extra_data", {}) | {"client_id": body.get("client_id")}
    number = service.accept(id, body["prompt"], extra, outputs)
    return {"prompt_id": id, "number": number, "node_errors": errors}, 200


def _remembering(router: APIRouter, service: Service) -> None:
    @router.get("/history")
    async def history(max_items: int = 10_000, offset: int = -1) -> Any:
        service.settle()
        first = max(0, len(service.history) - max_items) if offset < 0 else offset
        return dict(list(service.history.items())[first : first + max_items])

    @router.get("/history/{id}")
    async def one(id: str) -> Any:
        service.settle()
        known = id in service.history and not service.faults.take("history:late")
        return {id: service.history[id]} if known else {}

    @router.post("/history")
    async def forget(request: Request) -> Response:
        body = await request.json()
        for id in list(service.history) if body.get("clear") else body.get("delete", []):
            service.history.pop(id, None)
            service.floor.jobs.pop(id, None)
        return Response()


def _files(router: APIRouter, service: Service) -> None:
    @router.post("/upload/{kind}")
    async def upload(kind: str, request: Request) -> Response:
        form = _form(request.headers.get("content-type", ""), await request.body())
        given, content = form.get("image", ("", b""))
        if kind not in {"image", "mask"} or not given:
            return Response(status_code=400)
        if service.faults.take("upload:large"):
            return Response("413: Request Entity Too Large", 413)
        overwrite = form.get("overwrite", ("", b""))[1] in {b"true", b"1"}
        name = service.upload(given, content, overwrite)
        place = form.get("type", ("", b"input"))[1].decode()
        return JSONResponse({"name": name, "subfolder": "", "type": place})

    @router.get("/view")
    async def view(filename: str, type: str = "output", subfolder: str = "") -> Response:
        content = service.files.get(filename) if type == "input" else service.saved.get((type, subfolder, filename))
        if content is None or service.faults.take("view:gone"):
            return Response(status_code=404)
        if service.faults.take("view:short"):
            return Dropped(content[:100])
        if service.faults.take("view:trickle"):
            return StreamingResponse(_trickle(content))
        return Response(content, media_type="application/octet-stream")


def _form(kind: str, body: bytes) -> dict[str, tuple[str, bytes]]:
    """The parts of a form by name: file name and content."""
    boundary = kind.partition("boundary=")[2].strip('"').encode()
    found = {}
    for part in body.split(b"--" + boundary)[1:-1]:
        head, _, content = part.partition(b"\r\n\r\n")
        said = {key.decode(): value.decode() for key, value in re.findall(rb'; (name|filename)="([^"]*)"', head)}
        found[said["name"]] = (said.get("filename", ""), content.removesuffix(b"\r\n"))
    return found


async def _trickle(content: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(content), 4096):
        yield content[start : start + 4096]
        await asyncio.sleep(0.005)


def _telling(router: APIRouter, service: Service) -> None:
    @router.get("/object_info")
    async def nodes() -> Any:
        return service.info()

    @router.get("/object_info/{kind}")
    async def node(kind: str) -> Any:
        return {kind: found} if (found := service.info().get(kind)) else {}

    @router.get("/models")
    async def folders() -> Any:
        return list(comfynodes.MODELS)

    @router.get("/models/{folder}")
    async def models(folder: str) -> Response:
        found = comfynodes.MODELS.get(folder)
        return Response(status_code=404) if found is None else JSONResponse(found)

    @router.get("/system_stats")
    async def stats() -> Any:
        return {"system": {"os": "linux", "comfyui_version": "0.38.1" if service.new else "0.3.60"}, "devices": []}

    @router.get("/features")
    async def features() -> Any:
        return {"supports_preview_metadata": True, "max_upload_size": 104857600}

    @router.post("/free")
    async def free() -> Response:
        return Response()


def _jobs(made: FastAPI, service: Service) -> None:
    def state(id: str) -> str | None:
        service.settle()
        if id in service.history:
            return "completed" if service.history[id]["status"]["completed"] else "failed"
        found = {entry[1]: said for said in ("running", "queued") for entry in service.queue(said)}.get(id)
        return {"running": "in_progress", "queued": "pending"}.get(str(found))

    @made.get("/api/jobs")
    async def jobs() -> Any:
        listed = [{"id": id, "status": state(id)} for id in service.floor.jobs if state(id)]
        return {"jobs": listed, "pagination": {"offset": 0, "limit": None, "total": len(listed), "has_more": False}}

    @made.get("/api/jobs/{id}")
    async def job(id: str) -> Response:
        found = state(id)
        return JSONResponse({"id": id, "status": found} if found else {"error": "Job not found"}, 200 if found else 404)

    @made.post("/api/jobs/{id}/cancel")
    async def cancel(id: str) -> Any:
        return {"cancelled": service.interrupt(id) or (state(id) == "pending" and service.floor.cancel(id))}


def _canonical(id: object) -> bool:
    try:
        return isinstance(id, str) and str(uuid.UUID(id)) == id
    except ValueError:
        return False
