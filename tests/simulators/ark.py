"""
Ark (BytePlus ModelArk, Volcengine): tasks of Seedance and pictures of Seedream, as its manuals describe them.

Written from https://docs.byteplus.com/en/docs/modelark/create-video-generation-task-api and the pages of Volcengine
82379/1520757, 1521309, 1521675, 1521720, 1541523 and 1299023, read 2026-11-26. Tasks are in `ark_tasks`, what is taken
in `ark_rules`, models in `ark_models`, errors in `ark_errors`, webhooks in `ark_callbacks`.
"""

import asyncio
import base64
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from tests.simulators import ark_models, ark_rules
from tests.simulators.ark_callbacks import Callbacks
from tests.simulators.ark_errors import ERRORS, Refused, refusal
from tests.simulators.ark_tasks import DAY, MARK, Service, signed
from tests.simulators.kit import Dropped, Job, clip, control, cut_clip, picture
from tests.simulators.serving import served

__all__ = ["Service", "app", "studio_settings"]
LARGEST_BODY = 64_000_000
SMALL = 128
LOST = {"drop", "break", "html", "expire"}


def app(service: Service) -> FastAPI:
    """The service over HTTP."""
    made = FastAPI()
    callbacks = Callbacks(service)
    made.add_middleware(_Settled, service=service, callbacks=callbacks)
    control(made, service.clock, service.faults, service.bill)
    _tasks(made, service, callbacks)
    _pictures(made, service)
    _files(made, service)

    @made.exception_handler(Refused)
    async def refuse(request: Request, refused: Refused) -> Response:
        return refusal(refused)

    return made


@contextmanager
def studio_settings() -> Iterator[dict[str, Any]]:
    """The service, running and done with everything at once, and the settings of a studio that uses it."""
    service = Service(latency=0.0)
    with served(app(service)) as address:
        yield {"url": f"{address}/api/v3", "key": service.key}


class _Settled:
    """Time passes before anything is answered."""

    def __init__(self, app: Any, service: Service, callbacks: Callbacks) -> None:
        self._app, self._service, self._callbacks = app, service, callbacks

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self._service.settle()
        self._callbacks.wake()
        await self._app(scope, receive, send)


def _tasks(made: FastAPI, service: Service, callbacks: Callbacks) -> None:
    tasks = "/api/v3/contents/generations/tasks"

    @made.post(tasks)
    async def create(request: Request) -> Response:
        body = await _body(service, request)
        film = _film(service, body)
        _moderated(service, body)
        meant = await asyncio.to_thread(ark_rules.meant, film, body)
        mark = _marked(str(body["content"]))
        job = service.accept(body, film, meant, str(request.base_url))
        if body.get("callback_url"):
            callbacks.watch(job)
        return await _lost(service, mark) or JSONResponse({"id": job.id})

    @made.get(tasks)
    async def rows(request: Request) -> Response:
        _allowed(service, request)
        asked = request.query_params
        number, size = int(asked.get("page_num", 1)), int(asked.get("page_size", 10))
        if not (1 <= number <= 500 and 1 <= size <= 500):
            raise Refused("InvalidParameter", "page_num and page_size must be between 1 and 500", "page_num")
        ids = asked.getlist("filter.task_ids")
        found = [job for id in ids if (job := service.known(id))] if ids else list(service.newest())
        wanted = {"status": asked.get("filter.status"), "model": asked.get("filter.model")}
        told = [service.told(job, row=True) for job in found]
        kept = [row for row in told if all(value in {None, row[key]} for key, value in wanted.items())]
        return _looked(service, {"total": len(kept), "items": kept[(number - 1) * size : number * size]})

    @made.get(f"{tasks}/{{id}}")
    async def one(id: str, request: Request) -> Response:
        _allowed(service, request)
        task = service.told(_known(service, id))
        if status := service.faults.take("status"):
            task["status"] = status
        for key in service.faults.take("without") or ():
            task.pop(key, None)
        return _looked(service, task)

    @made.delete(f"{tasks}/{{id}}")
    async def remove(id: str, request: Request) -> Response:
        _allowed(service, request)
        if not service.remove(_known(service, id)):
            raise Refused("OperationDenied.InvalidState", "the task cannot be cancelled or deleted in its state")
        return JSONResponse({})


def _pictures(made: FastAPI, service: Service) -> None:
    @made.post("/api/v3/images/generations")
    async def generate(request: Request) -> Response:
        body = await _body(service, request)
        name = _opened(service, body)
        still = ark_models.still(name, service.host)
        if still is None:
            raise Refused("InvalidEndpointOrModel.NotFound", f"model {name} does not exist", "model")
        width, height = ark_rules.picture(still, body)
        mark = _marked(str(body["prompt"]))
        late = service.faults.take("fail") or (mark if mark.startswith("Output") else "")
        if late:
            return JSONResponse(
                _answer(name, [{"error": {"code": late, "message": "It may be unsafe."}}], 0, 0, service)
            )
        service.bill.charge(f"picture-{len(service.bill.rows)}", still.price[service.host == "volcengine"])
        item = _drawn(service, body, (width, height), str(request.base_url))
        lost = await _lost(service, mark)
        return lost or JSONResponse(_answer(name, [item], 1, width * height // 256, service))


def _files(made: FastAPI, service: Service) -> None:
    @made.api_route("/files/{name}", methods=["GET", "HEAD"])
    async def file(name: str, request: Request) -> Response:
        made_at = int(request.query_params.get("X-Tos-Date", 0))
        true = signed(str(request.base_url), name, made_at) == str(request.url)
        gone = service.clock.now() - made_at >= DAY or service.faults.take("gone")
        if request.method == "HEAD" or not true or gone:
            return PlainTextResponse("<Error><Code>AccessDenied</Code></Error>", 403, media_type="application/xml")
        await asyncio.sleep(float(service.faults.take("crawl") or 0))
        content = await asyncio.to_thread(_made, service, name)
        if service.faults.take("cut"):
            return Dropped(content[:1000])
        kind = {"mp4": "video/mp4", "png": "image/png"}.get(name[-3:], "image/jpeg")
        return Response(content, media_type=kind)


async def _body(service: Service, request: Request) -> dict[str, Any]:
    """The body of a create, if it is taken at all."""
    _allowed(service, request)
    content = await request.body()
    if code := service.faults.take("refuse"):
        raise Refused(*(code if isinstance(code, list | tuple) else (code,)))
    if len(content) > LARGEST_BODY:
        raise Refused("InvalidParameter", "the request body is over 64 MB")
    try:
        body = await request.json()
    except ValueError:
        raise Refused("InvalidParameter", "the body is no JSON") from None
    if not isinstance(body, dict):
        raise Refused("InvalidParameter", "the body is no object")
    service.asked.append(body)
    return body


def _film(service: Service, body: dict[str, Any]) -> ark_models.Film:
    name = _opened(service, body)
    film = ark_models.film(name, service.host)
    if film is None:
        raise Refused("InvalidEndpointOrModel.NotFound", f"model {name} does not exist", "model")
    return film


def _moderated(service: Service, body: dict[str, Any]) -> None:
    """What a moderator of pictures refuses."""
    urls = [item["image_url"]["url"] for item in body["content"] if item.get("type") == "image_url"]
    inside = [base64.b64decode(url.partition(",")[2]) for url in urls if url.startswith("data:")]
    if service.forbidden & {hashlib.sha256(content).hexdigest() for content in inside}:
        raise Refused("InputImageSensitiveContentDetected", "the input image may contain sensitive information")


def _opened(service: Service, body: dict[str, Any]) -> str:
    """The name of the model that is asked for."""
    if not isinstance(body.get("model"), str):
        raise Refused("MissingParameter.model", "model is missing", "model")
    name: str = service.endpoints.get(body["model"], body["model"])
    if name in service.closed:
        raise Refused("ModelNotOpen", f"the account has not activated {name}")
    return name


def _marked(words: str) -> str:
    """What a prompt wants to go wrong. Refused, where that is the call."""
    found = MARK.search(words)
    mark = found[1] if found else ""
    if mark and mark not in LOST and not mark.startswith(("late:", "Output")):
        raise Refused(mark, "The request failed as its prompt wants.")
    return mark


async def _lost(service: Service, mark: str) -> Response | None:
    """An answer that is lost after the work was taken; None where it is not."""
    await asyncio.sleep(float(service.faults.take("slow") or 0))
    if service.faults.take("drop") or mark == "drop":
        return Dropped(b'{"id": "cgt-')
    if service.faults.take("break") or mark == "break":
        return refusal(Refused("InternalServiceError", "The service encountered an unexpected internal error."))
    return _bad_gateway() if service.faults.take("html") or mark == "html" else None


def _bad_gateway() -> Response:
    return PlainTextResponse("<html><h1>502 Bad Gateway</h1></html>", 502, media_type="text/html")


def _looked(service: Service, told: dict[str, Any]) -> Response:
    if code := service.faults.take("busy"):
        raise Refused(code, "too many requests")
    return _bad_gateway() if service.faults.take("page") else JSONResponse(told)


def _allowed(service: Service, request: Request) -> None:
    if request.headers.get("authorization") != f"Bearer {service.key}":
        raise Refused("AuthenticationError", "The API key in the request is missing or invalid.")


def _known(service: Service, id: str) -> Job:
    job = service.known(id)
    if job is None:
        raise Refused("NotFound.Task", f"the task {id} is not found")
    return job


def _drawn(service: Service, body: dict[str, Any], size: tuple[int, int], base: str) -> dict[str, Any]:
    """One picture of an answer, by link or inside it."""
    form = "png" if body.get("output_format") == "png" else "jpeg"
    shade = hashlib.sha256(str(body["prompt"]).encode()).digest()[0]
    name = f"{size[0]}x{size[1]}-{shade}.{form}"
    told = {"size": f"{size[0]}x{size[1]}"}
    if body.get("response_format") == "b64_json":
        return told | {"b64_json": base64.b64encode(_made(service, name)).decode()}
    return told | {"url": signed(base, name, int(service.clock.now()))}


def _answer(name: str, data: list[dict[str, Any]], made: int, tokens: int, service: Service) -> dict[str, Any]:
    usage = {"generated_images": made, "output_tokens": tokens, "total_tokens": tokens}
    return {"model": name, "created": int(service.clock.now()), "data": data, "usage": usage}


def _made(service: Service, name: str) -> bytes:
    """What lies behind a link: a clip, its last frame, or a picture; small, unless true sizes are wanted."""
    stem, _, form = name.rpartition(".")
    if job := service.tasks.get(stem):
        width, height = _raster(service, *job.facts["size"])
        if form == "png":
            return picture(width, height, job.facts["number"] % 8 * 30)
        if service.cuts and "Shot 2:" in str(job.body["content"]):
            return cut_clip(job.facts["delivers"] + 1 / 24, width, height, service.cuts)
        return clip(job.facts["delivers"] + 1 / 24, width, height, hue=job.facts["seed"] % 6 * 30)
    size, _, shade = stem.partition("-")
    width, height = (int(side) for side in size.split("x"))
    return picture(*_raster(service, width, height), int(shade), form.upper())


def _raster(service: Service, width: int, height: int) -> tuple[int, int]:
    """The raster of what is delivered."""
    scale = 1.0 if service.true_size else SMALL / min(width, height)
    return 2 * round(width * scale / 2), 2 * round(height * scale / 2)


assert LOST.isdisjoint(ERRORS), "a mark means one thing"
