"""
Servers of pictures, speech and clips that speak OpenAI's protocols, as OpenAI, vLLM-Omni, LocalAI and Kokoro do.

Written from https://platform.openai.com/docs/api-reference (images, audio/createSpeech, the error object), vLLM-Omni's
"Image Generation API", "Image Edit API" and "Speech API", LocalAI's "Image generation", and the schemas of
Kokoro-FastAPI, read 2026-11-26. Clips are in `openai_videos`.
"""

import asyncio
import base64
import io
import re
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from PIL import Image

from tests.simulators import forms, kit, openai_videos
from tests.simulators.kit import Bill, Clock, Faults, Floor
from tests.simulators.serving import served

ERRORS = {
    "wrong_key": (401, "Incorrect API key provided: {key}.", "invalid_request_error", "invalid_api_key"),
    "forbidden": (403, "Your organization must be verified.", "invalid_request_error", None),
    "no_model": (404, "The model does not exist.", "invalid_request_error", "model_not_found"),
    "busy": (429, "Rate limit reached for images.", "requests", "rate_limit_exceeded"),
    "no_credit": (429, "You exceeded your current quota.", "insufficient_quota", "insufficient_quota"),
    "unpaid": (
        400,
        "Billing hard limit has been reached.",
        "image_generation_user_error",
        "billing_hard_limit_reached",
    ),
    "no_quota": (403, "Remaining quota: 0.02.", "new_api_error", "insufficient_user_quota"),
    "moderated": (400, "Your request was rejected by the safety system.", "user_error", "moderation_blocked"),
    "sensitive": (400, "Sensitive words detected.", "new_api_error", "sensitive_words_detected"),
    "overloaded": (503, "That model is currently overloaded.", "server_error", None),
    "broken": (500, "The server had an error while processing your request.", "server_error", None),
}
"""Status, message, type and code of an error, as the reference and the server's source name them."""

IMAGE_FIELDS = {"model", "prompt", "n", "size", "quality", "background", "output_format", "output_compression"}
IMAGE_FIELDS |= {"moderation", "stream", "partial_images", "user", "input_fidelity"}
SPEECH_FIELDS = {"model", "input", "voice", "instructions", "response_format", "speed", "stream_format"}
VOICES = {"openai": {"alloy", "ash", "coral", "onyx", "nova"}, "kokoro": {"af_heart", "am_adam", "bf_emma"}}
VOICES["vllm_omni"] = {"vivian", "ryan", "aiden"}
PICTURE, CHARACTER, SECOND = 0.04, 15 / 1_000_000, 0.10
LINK_SECONDS = 3600


@dataclass
class Service:
    """
    The servers: whose each is, what each was asked, and what all would have billed.

    `quick` makes clips at once; `echoes` is a server that says a key back; `skew` is how far its clock is off.
    """

    clock: Clock = field(default_factory=Clock)
    faults: Faults = field(default_factory=Faults)
    bill: Bill = field(default_factory=Bill)
    key: str = ""
    image: str = "openai"
    speech: str = "openai"
    video: str = "openai"
    quick: bool = False
    skew: float = 0.0
    older: bool = False
    asked: list[dict[str, Any]] = field(default_factory=list)
    files: list[list[forms.Upload]] = field(default_factory=list)
    sent: list[dict[str, str]] = field(default_factory=list)
    links: dict[str, tuple[float, bytes]] = field(default_factory=dict)
    floor: Floor = field(init=False)

    def __post_init__(self) -> None:
        self.floor = Floor(self.clock, limit=2)

    def guards(self, request: Request) -> Response | None:
        """The answer to who has no right to ask."""
        self.sent.append(dict(request.headers))
        given = request.headers.get("authorization", "")
        if self.key and given != f"Bearer {self.key}":
            return error("wrong_key", key=given.removeprefix("Bearer "))
        return None

    async def takes(self, request: Request) -> tuple[dict[str, Any], Response | None]:
        """What is asked for, and the answer to what is not taken."""
        fields, files = await forms.asked(request)
        self.asked.append(fields)
        self.files.append(files)
        if objection := self.guards(request):
            return fields, objection
        named = self.faults.take("refuse")
        return fields, error(named) if named else None

    def says(self, usual: dict[str, Any]) -> Response:
        """An answer, or what a test wants said instead: bytes as they are."""
        match self.faults.take("instead"):
            case None:
                return JSONResponse(usual)
            case bytes(said):
                return Response(said, media_type="application/json")
            case said:
                return JSONResponse(said)

    async def stumbles(self) -> Response | None:
        """What goes wrong after the work was accepted, and billed."""
        match self.faults.take("stumble"):
            case "drops":
                return kit.Dropped()
            case "gateway":
                return PlainTextResponse("<html>502 Bad Gateway</html>", 502, media_type="text/html")
            case "html":
                return PlainTextResponse("<html>It works!</html>", media_type="text/html")
            case "slow":
                await asyncio.sleep(1.0)
                return None
            case str(name):
                return error(name)
        return None


def error(name: str, key: str = "") -> Response:
    """An error in the shape of the reference."""
    status, message, kind, code = ERRORS[name]
    headers = {"retry-after": "9"} if status in {429, 503} else {}
    body = {"message": message.format(key=key), "type": kind, "param": None, "code": code}
    return JSONResponse({"error": body}, status, headers)


def wrong(message: str, param: str, code: str) -> Response:
    """A request that is not as the reference wants it."""
    said = {"message": message, "type": "invalid_request_error", "param": param, "code": code}
    return JSONResponse({"error": said}, 400)


def app(service: Service) -> FastAPI:
    """The servers over HTTP."""
    made = FastAPI()
    kit.control(made, service.clock, service.faults, service.bill)
    openai_videos.routes(made, service)

    @made.post("/v1/images/{how}")
    async def picture(request: Request, how: str) -> Response:
        fields, objection = await service.takes(request)
        shown = [upload for upload in service.files[-1] if upload.field in {"image", "image[]"}]
        objection = objection or _unpaintable(service, fields, shown, how)
        if objection:
            return objection
        service.bill.charge(f"image-{len(service.asked)}", PICTURE)
        return await service.stumbles() or _painted(service, request, fields)

    @made.get("/generated-images/{name}")
    async def file(name: str) -> Response:
        until, content = service.links[name]
        if service.faults.take("short"):
            return kit.Dropped(content[:64])
        if service.clock.now() > until:
            return PlainTextResponse("gone", 404)
        return Response(content, media_type="image/png")

    @made.post("/v1/audio/speech")
    async def speech(request: Request) -> Response:
        fields, objection = await service.takes(request)
        if objection := objection or _unspeakable(service, fields):
            return objection
        service.bill.charge(f"speech-{len(service.asked)}", CHARACTER * len(fields["input"]))
        return await service.stumbles() or _spoken(service, fields)

    return made


@contextmanager
def studio_settings() -> Iterator[dict[str, Any]]:
    """A house with its own servers, which make everything at once, and the settings of a studio that uses them."""
    service = Service(image="vllm_omni", speech="kokoro", video="vllm_omni", quick=True)
    with served(app(service)) as address:
        yield {
            **{f"{kind}_url": f"{address}/v1" for kind in ("image", "speech", "video")},
            **{f"{kind}_model": f"{kind}-model" for kind in ("image", "speech", "video")},
            "image_dialect": "vllm_omni",
            "speech_dialect": "kokoro",
            "speech_voices": ["af_heart", "am_adam"],
            "video_dialect": "vllm_omni",
        }


def _unpaintable(service: Service, fields: dict[str, Any], shown: list[forms.Upload], how: str) -> Response | None:
    if service.image == "openai" and (unknown := fields.keys() - IMAGE_FIELDS):
        return wrong(f"Unknown parameter: '{min(unknown)}'.", min(unknown), "unknown_parameter")
    match = re.fullmatch(r"(\d+)x(\d+)", str(fields.get("size", "1024x1024")))
    if match is None or not fields.get("prompt"):
        return JSONResponse({"detail": [{"loc": ["body", "size"], "msg": "Invalid size format", "type": "value"}]}, 422)
    wide, high = sorted(map(int, match.groups()), reverse=True)
    if service.image == "openai" and (wide % 16 or high % 16 or wide > 3840 or high > 2160 or wide > 3 * high):
        return wrong(f"Invalid size {fields['size']}.", "size", "invalid_value")
    if how == "edits" and not shown:
        return JSONResponse({"detail": "Field 'image' or 'url' is required"}, 422)
    for upload in shown:
        if len(shown) > 16 or Image.open(io.BytesIO(upload.content)).get_format_mimetype() != upload.kind:
            return wrong("Invalid image file or mode.", "image", "invalid_image_file")
    return None


def _painted(service: Service, request: Request, fields: dict[str, Any]) -> Response:
    wide, _, high = str(fields.get("size", "1024x1024")).partition("x")
    form = str(service.faults.take("form") or "PNG")
    content = kit.picture(int(wide), int(high), len(str(fields["prompt"])) % 256, form)
    made: dict[str, Any] = {"b64_json": base64.b64encode(content).decode()}
    if service.image == "localai":
        name = f"{len(service.links)}.png"
        service.links[name] = (service.clock.now() + LINK_SECONDS, content)
        made = {"url": f"{request.base_url}generated-images/{name}", "embedding": None, "index": 0}
    if service.image == "vllm_omni":
        made |= {"url": None, "revised_prompt": None}
    if revised := service.faults.take("revises"):
        made["revised_prompt"] = revised
    answer: dict[str, Any] = {"created": int(service.clock.now()), "data": [made]}
    if service.image == "openai":
        answer |= {"size": fields["size"], "usage": {"input_tokens": 40, "output_tokens": 1584, "total_tokens": 1624}}
    return service.says(answer)


def _unspeakable(service: Service, fields: dict[str, Any]) -> Response | None:
    if service.speech == "openai" and (unknown := fields.keys() - SPEECH_FIELDS):
        return wrong(f"Unknown parameter: '{min(unknown)}'.", min(unknown), "unknown_parameter")
    if service.speech == "openai" and len(fields["input"]) > 4096:
        return wrong("String should have at most 4096 characters", "input", "string_above_max_length")
    if fields.get("voice") not in VOICES[service.speech]:
        said = {"error": "validation_error", "message": f"Voice '{fields.get('voice')}' not found"}
        return JSONResponse({"detail": said}, 400)
    return None


def _spoken(service: Service, fields: dict[str, Any]) -> Response:
    content = kit.sound(round(0.06 * len(fields["input"]) + 0.1, 2), rate=24000)
    if service.speech == "kokoro" and fields.get("stream", True):  # the length is not known when the header is sent
        content = content[:4] + struct.pack("<I", 0xFFFFFFFF) + content[8:]
    return Response(service.faults.take("instead") or content, media_type="audio/wav")
