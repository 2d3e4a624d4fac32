"""
Google's Interactions API as far as Omni needs it: interactions in the background, files by address, tokens by modality.

Written from https://ai.google.dev/gemini-api/docs/omni and interactions-overview, read 2026-11-26, and from what public
clients measured: a refusal is a completed interaction without a clip, an unknown one is a 400, a file may still be
PROCESSING when its interaction is done. It lists nothing and takes no key of the caller's.
"""

import asyncio
import base64
import binascii
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from tests.simulators import kit
from tests.simulators.kit import Bill, Clock, Dropped, Faults, Floor, Job
from tests.simulators.serving import served

MODEL = "gemini-omni-1.1-flash"
ERRORS: dict[str, tuple[int, str, str]] = {
    "bad key": (400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key."),
    "no key": (403, "PERMISSION_DENIED", "Method doesn't allow unregistered callers."),
    "unauthenticated": (401, "UNAUTHENTICATED", "Request had invalid authentication credentials."),
    "no billing": (400, "FAILED_PRECONDITION", "Gemini API free tier is not available; please enable billing."),
    "no credit": (429, "RESOURCE_EXHAUSTED", "Your prepayment credits are depleted."),
    "rate": (429, "RESOURCE_EXHAUSTED", "You exceeded your current quota, check your plan and billing details."),
    "invalid": (400, "invalid_request", "Invalid value for response_format.duration."),
    "safety": (400, "SAFETY", "The prompt was blocked for safety reasons."),
    "phrase": (400, "invalid_request", "Input blocked due to our policy on minors."),
    "no model": (404, "NOT_FOUND", "models/gemini-omni-0.9 is not found."),
    "unavailable": (503, "UNAVAILABLE", "The service is temporarily unavailable."),
    "internal": (500, "INTERNAL", "An internal error has occurred."),
    "deadline": (504, "DEADLINE_EXCEEDED", "The service is unable to finish in time."),
}
KNOWN = {
    "model",
    "input",
    "response_format",
    "generation_config",
    "background",
    "store",
    "stream",
    "previous_interaction_id",
}
TASKS = {"text_to_video", "image_to_video", "reference_to_video", "edit", "extend"}
TOKENS = {"360p": 1738, "720p": 5792, "1080p": 8688, "4k": 17376}
PICTURE, CLIP_SECOND, THOUGHTS = 2040, 5792, 100
INPUT, TEXT, VIDEO = 1.5e-6, 9e-6, 17.5e-6
SHAPES = {"16:9": (128, 72), "9:16": (72, 128)}
KEPT_SECONDS = 48 * 3600


class Refused(Exception):
    """A request the service refuses: an error of the table, with other words where need be."""

    def __init__(self, name: str, message: str = "") -> None:
        self.name, self.message = name, message or ERRORS[name][2]


@dataclass
class Service:
    """
    The project and its interactions; `slots` run at once.

    Faults: `refuses` (an error), `front` (the same, as the servers in front say it), `drops`, `breaks`, `html`, `slow`
    (seconds) on a create, those after `front` once it was taken; `ends` (a status), `fails` (a code), `silent`,
    `inline`, `lost` of an interaction; `forgets`, `bad look`, `status` (an unknown word) on a look; `processing`,
    `broken`, `gone`, `truncates`, `redirects` (an address) of a file.
    """

    clock: Clock = field(default_factory=Clock)
    faults: Faults = field(default_factory=Faults)
    bill: Bill = field(default_factory=Bill)
    key: str = "gemini-key"
    seconds: float = 60.0
    slots: int = 2
    asked: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.floor = Floor(self.clock, self.slots)

    def found(self, id: str) -> Job:
        """An interaction that is kept. Refused."""
        job = self.floor.jobs.get(id)
        if job is None or job.deleted or self.faults.take("forgets"):
            raise Refused("invalid", f"Invalid interaction name: {id}")
        return job

    def shown(self, job: Job, base: str) -> dict[str, Any]:
        """An interaction as it is shown."""
        state = self.floor.state(job.id)
        status = {"queued": "queued", "running": "in_progress", "done": "completed", "cancelled": "cancelled"}[state]
        body: dict[str, Any] = {"id": job.id, "object": "interaction", "model": MODEL, "status": status, "steps": []}
        if status != "completed":
            return body
        if job.failure:
            return body | job.failure
        steps = [{"type": "user_input", "content": []}, {"type": "thought", "content": []}]
        return body | {"steps": [*steps, self._output(job, base)], "usage": job.facts["usage"]}

    def _output(self, job: Job, base: str) -> dict[str, Any]:
        if job.facts["silent"]:
            return {"type": "model_output", "content": [{"type": "text", "text": "I can't help with that."}]}
        if job.facts["lost"]:
            return {"type": "model_output", "content": [{"type": "clip", "where": "elsewhere"}]}
        held = {"data": base64.b64encode(clip(job)).decode()} if job.facts["inline"] else {"uri": file(job, base)}
        return {"type": "model_output", "content": [{"type": "video", "mime_type": "video/mp4", **held}]}


def clip(job: Job) -> bytes:
    """What an interaction made."""
    return kit.clip(job.facts["seconds"], *SHAPES[job.facts["ratio"]])


def file(job: Job, base: str) -> str:
    """Its address."""
    return f"{base}v1beta/files/f{job.facts['number']}:download?alt=media"


def app(service: Service) -> FastAPI:
    """The service over HTTP."""
    made = FastAPI()
    kit.control(made, service.clock, service.faults, service.bill)

    @made.exception_handler(Refused)
    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, Refused)
        status, code, _ = ERRORS[error.name]
        named = {"code": code} if code.islower() else {"code": status, "status": code}
        return JSONResponse({"error": named | {"message": error.message}}, status)

    @made.post("/v1beta/interactions")
    async def create(request: Request) -> Response:
        _admitted(service, request)
        asked = await request.json()
        service.asked.append(asked)
        if name := service.faults.take("refuses"):
            raise Refused(name)
        if name := service.faults.take("front"):
            status, code, message = ERRORS[name]
            return JSONResponse([{"error": {"code": status, "status": code, "message": message}}], status)
        _checked(asked)
        job = _accepted(service, asked)
        return await _answered(service, service.shown(job, str(request.base_url)))

    _looks(made, service)
    _files(made, service)
    return made


def _looks(made: FastAPI, service: Service) -> None:
    """Look at an interaction, and cancel it."""

    @made.get("/v1beta/interactions/{id:path}")
    async def look(id: str, request: Request) -> Response:
        _admitted(service, request)
        if service.faults.take("bad look"):
            raise Refused("invalid", "Request is invalid.")
        body = service.shown(service.found(id), str(request.base_url))
        if word := service.faults.take("status"):
            body["status"] = word
        return JSONResponse(body)

    @made.post("/v1beta/interactions/{id:path}/cancel")
    async def cancel(id: str, request: Request) -> Response:
        _admitted(service, request)
        job = service.found(id)
        if service.floor.state(id) == "done":
            raise Refused("invalid", "The interaction is over.")
        job.cancelled = True
        service.bill.rows.pop(id, None)
        return JSONResponse(service.shown(job, str(request.base_url)))


def _files(made: FastAPI, service: Service) -> None:
    """A file: how it is, or itself."""

    @made.get("/v1beta/files/{name}")
    async def files(name: str, request: Request) -> Response:
        _admitted(service, request)
        id, _, verb = name.partition(":")
        job = next((one for one in service.floor.jobs.values() if f"f{one.facts['number']}" == id), None)
        if job is None or service.clock.now() - job.accepted > KEPT_SECONDS or service.faults.take("gone"):
            return JSONResponse({"error": {"code": 403, "status": "PERMISSION_DENIED", "message": "no file"}}, 403)
        return _downloaded(service, job) if verb == "download" else JSONResponse(_kept(service, id))


@contextmanager
def studio_settings() -> Iterator[dict[str, Any]]:
    """The service, running and quick, and the settings of a studio that uses it."""
    service = Service(seconds=0.0)
    with served(app(service)) as address:
        yield {"url": address, "key": service.key}


def _admitted(service: Service, request: Request) -> None:
    said = request.headers.get("x-goog-api-key") or request.query_params.get("key")
    if not said:
        raise Refused("no key")
    if said != service.key:
        raise Refused("bad key")


def _kept(service: Service, id: str) -> dict[str, str]:
    broken = "FAILED" if service.faults.take("broken") else "ACTIVE"
    state = "PROCESSING" if service.faults.take("processing") else broken
    return {"name": f"files/{id}", "state": state, "mimeType": "video/mp4"}


def _downloaded(service: Service, job: Job) -> Response:
    if place := service.faults.take("redirects"):
        return RedirectResponse(str(place), 302)
    if service.faults.take("truncates"):
        return Dropped(clip(job)[:1000])
    return Response(clip(job), media_type="video/mp4")


async def _answered(service: Service, body: dict[str, Any]) -> Response:
    if service.faults.take("drops"):
        return Dropped(b'{"id"')
    if service.faults.take("breaks"):
        raise Refused("internal")
    if service.faults.take("html"):
        return PlainTextResponse("<html>Bad gateway</html>", 502)
    if wait := service.faults.take("slow"):
        await asyncio.sleep(float(wait))
    return JSONResponse(body)


def _accepted(service: Service, asked: dict[str, Any]) -> Job:
    number = len(service.floor.jobs) + 1
    shape = {"resolution": "720p", "aspect_ratio": "16:9", "duration": "5s"} | asked["response_format"]
    seconds = float(shape["duration"].rstrip("s"))
    usage = _usage(asked, seconds, shape["resolution"])
    faults = {name: service.faults.take(name) for name in ("silent", "lost", "inline")}
    job = Job(f"v1_{number:03}=", asked, service.clock.now(), service.seconds, failure=_failure(service))
    job.facts = faults | {"number": number, "seconds": seconds, "ratio": shape["aspect_ratio"], "usage": usage}
    if faults["silent"]:
        job.facts["usage"] = {**usage, "total_output_tokens": THOUGHTS, "output_tokens_by_modality": []}
    elif not job.failure:
        video = usage["output_tokens_by_modality"][0]["tokens"]
        price = usage["total_input_tokens"] * INPUT + THOUGHTS * TEXT + video * VIDEO
        service.bill.charge(job.id, price)
    return service.floor.accept(job)


def _failure(service: Service) -> dict[str, Any] | None:
    if code := service.faults.take("fails"):
        return {"status": "failed", "error": {"code": code, "message": f"It failed with {code}."}}
    if status := service.faults.take("ends"):
        return {"status": status, "errors": [{"message": f"It is {status}."}]}
    return None


def _usage(asked: dict[str, Any], seconds: float, resolution: str) -> dict[str, Any]:
    video = round(TOKENS[resolution] * seconds)
    sizes = {"text": 20, "image": PICTURE, "video": CLIP_SECOND * 5}
    given = sum(sizes[one["type"]] for one in asked["input"])
    return {
        "total_input_tokens": given,
        "total_output_tokens": video + THOUGHTS,
        "total_thought_tokens": THOUGHTS,
        "output_tokens_by_modality": [{"modality": "video", "tokens": video}],
        "total_tokens": given + video + THOUGHTS,
    }


def _checked(asked: dict[str, Any]) -> None:
    """The rules of the pages. Refused."""
    if unknown := set(asked) - KNOWN:
        raise Refused("invalid", f"Unknown parameter '{min(unknown)}'.")
    if asked.get("model") != MODEL:
        raise Refused("no model")
    form, given = asked.get("response_format", {}), asked.get("input")
    duration = re.fullmatch(r"(\d+(?:\.\d+)?)s", str(form.get("duration", "5s")))
    if duration is None or not 3 <= float(duration[1]) <= 10:
        raise Refused("invalid", "Invalid value for response_format.duration.")
    if form.get("aspect_ratio", "16:9") not in SHAPES or form.get("resolution", "720p") not in TOKENS:
        raise Refused("invalid", "Invalid value for response_format.")
    if not isinstance(given, list) or not any(one.get("type") == "text" and one.get("text") for one in given):
        raise Refused("invalid", "Input needs text.")
    task = asked.get("generation_config", {}).get("video_config", {}).get("task")
    kinds = [one["type"] for one in given if one["type"] != "text"]
    wrong = {"text_to_video": bool(kinds), "image_to_video": kinds != ["image"], "edit": kinds.count("video") != 1}
    if task is not None and (task not in TASKS or wrong.get(task)):
        raise Refused("invalid", f"The input does not fit the task {task}.")
    for one in given:
        if one["type"] != "text":
            _file(one)


def _file(one: dict[str, Any]) -> None:
    try:
        content = base64.b64decode(str(one.get("data", "")), validate=True)
    except (binascii.Error, ValueError):
        content = b""
    if not one.get("uri") and (not content or not str(one.get("mime_type")).startswith(f"{one['type']}/")):
        raise Refused("invalid", f"The {one['type']} cannot be decoded.")
