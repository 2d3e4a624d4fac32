"""
ElevenLabs: speech with timestamps, dialogue, effects and music, answered at once; it lists no order afterwards.

Written from shared/design/providers.md section 5.3 and the official Python library 2.78 (fields, limits, the two kinds
of composition plan). It has no links, webhooks, or cancelling; what can be lost is an answer, and that was charged.
"""

import asyncio
import base64
import functools
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import av
import numpy as np
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from tests.simulators import seal
from tests.simulators.kit import Bill, Clock, Dropped, Faults, Floor, Job, control, sound
from tests.simulators.serving import served

TIERS = ("free", "starter", "creator", "pro")
SPOKEN = {"eleven_v3": 5000, "eleven_multilingual_v2": 10_000, "eleven_flash_v2_5": 40_000}
HALF_PRICE = {"eleven_flash_v2_5"}
PLANS = {"music_v1": "sections", "music_v2": "chunks"}
MUSIC_CREDITS_A_SECOND = 50
A_CHARACTER = 0.06  # seconds
REFUSALS = {
    "wrong_key": (401, "invalid_api_key", "Invalid API key."),
    "no_permission": (401, "missing_permissions", "The API key you used is missing the permission text_to_speech."),
    "quota": (401, "quota_exceeded", "This request exceeds your quota of 10000. You have 0 credits remaining."),
    "concurrency": (429, "too_many_concurrent_requests", "Too many concurrent requests."),
    "busy": (429, "system_busy", "We are experiencing heavy traffic."),
    "moderated": (403, "content_against_policy", "The text you are trying to use may violate our Terms of Service."),
    "bad_prompt": (400, "bad_prompt", "Your prompt appears to have violated our Terms of Service."),
    "bad_plan": (422, "bad_composition_plan", "Your composition plan names another's work."),
    "tier": (403, "only_for_creator+", "This output format needs a higher plan."),
    "voice": (400, "voice_not_found", "A voice with that voice_id was not found."),
    "too_long": (400, "max_character_limit_exceeded", "This request's text exceeds the character limit."),
    "new_code": (400, "something_nobody_has_seen", "Something is the matter."),
}
SUGGESTED = {
    "bad_prompt": {"prompt_suggestion": "A slow orchestral piece."},
    "bad_plan": {"composition_plan_suggestion": {"positive_global_styles": ["orchestral"]}},
}


@dataclass
class Service:
    """
    An account there: its key, plan, credits and voices, what it was asked, and what it would have billed in credits.

    Every request takes up one of `floor`'s places for `took` of the service's seconds.
    """

    clock: Clock = field(default_factory=Clock)
    faults: Faults = field(default_factory=Faults)
    bill: Bill = field(default_factory=Bill)
    key: str = "sesame"
    tier: str = "pro"
    credits: int = 1_000_000
    voices: tuple[str, ...] = ("voice-wren", "voice-ludo", "voice-narrator")
    took: float = 0.0
    limit: int = 5
    asked: list[dict[str, Any]] = field(default_factory=list)
    floor: Floor = field(init=False)

    def __post_init__(self) -> None:
        self.floor = Floor(self.clock, self.limit)

    @property
    def running(self) -> int:
        """How many requests take up a place now."""
        self.floor.settle()
        return sum(job.over is None for job in self.floor.jobs.values())


class Refused(Exception):
    """An answer other than a sound, by the name of one in REFUSALS, or a list of fields for a 422."""

    def __init__(self, name: str, fields: list[dict[str, Any]] | None = None) -> None:
        super().__init__(name)
        self.name, self.fields = name, fields

    def response(self) -> Response:
        """As the service says it."""
        if self.fields is not None:
            return JSONResponse({"detail": self.fields}, 422)
        status, code, message = REFUSALS[self.name]
        detail: dict[str, Any] = {"status": code, "message": message}
        if self.name in SUGGESTED:
            detail["data"] = SUGGESTED[self.name]
        headers = {"retry-after": "7"} if status == 429 else {}
        return JSONResponse({"detail": detail}, status, headers)


def app(service: Service) -> FastAPI:
    """The service over HTTP."""
    made = FastAPI()
    control(made, service.clock, service.faults, service.bill)

    @made.post("/v1/text-to-speech/{voice}")
    async def speak(voice: str, request: Request) -> Response:
        return await _answered(service, request, functools.partial(_spoken, service, voice, False))

    @made.post("/v1/text-to-speech/{voice}/with-timestamps")
    async def speak_timed(voice: str, request: Request) -> Response:
        return await _answered(service, request, functools.partial(_spoken, service, voice, True))

    @made.post("/v1/text-to-dialogue/with-timestamps")
    async def converse(request: Request) -> Response:
        return await _answered(service, request, functools.partial(_dialogue, service))

    @made.post("/v1/sound-generation")
    async def effect(request: Request) -> Response:
        return await _answered(service, request, functools.partial(_effect, service))

    @made.post("/v1/music")
    async def music(request: Request) -> Response:
        return await _answered(service, request, functools.partial(_music, service))

    @made.get("/v1/voices")
    async def voices() -> Response:
        return JSONResponse({"voices": [{"voice_id": voice, "name": voice} for voice in service.voices]})

    @made.get("/v1/user/subscription")
    async def subscription() -> Response:
        return JSONResponse({"tier": service.tier, "character_count": service.bill.total})

    return made


@contextmanager
def studio_settings() -> Iterator[dict[str, Any]]:
    """The service, running, and the settings of a studio that uses it."""
    with served(app(Service())) as address:
        yield {"url": address, "key": "sesame", "voice": "voice-narrator"}


async def _answered(service: Service, request: Request, make: Any) -> Response:
    """Check, work, bill, answer; and whatever is to go wrong on the way."""
    body = await request.json()
    service.asked.append({"path": request.url.path, "query": dict(request.query_params), "body": body})
    try:
        _admit(service, request)
        credits, answer = make(body, _format(service, request, body))
        _pay(service, credits)
    except Refused as refused:
        return refused.response()
    id = f"request-{len(service.floor.jobs) + 1:04}"
    service.floor.accept(Job(id, body, service.clock.now(), service.took))
    service.bill.charge(id, credits)
    if slow := service.faults.take("slow"):
        await asyncio.sleep(float(slow))
    return _faulty(service) or _with_headers(service, answer, id, credits)


def _admit(service: Service, request: Request) -> None:
    if request.headers.get("xi-api-key") != service.key:
        raise Refused("wrong_key")
    for name in REFUSALS:
        if service.faults.take(name):
            raise Refused(name)
    if service.running >= service.limit:
        raise Refused("concurrency")


def _pay(service: Service, credits: int) -> None:
    if credits > service.credits:
        raise Refused("quota")
    service.credits -= credits


def _faulty(service: Service) -> Response | None:
    """What comes instead of the sound that was made and charged."""
    if service.faults.take("drops"):
        return Dropped(b'{"audio_base64": "')
    if service.faults.take("breaks"):
        return JSONResponse({"detail": "Internal Server Error"}, 500)
    if service.faults.take("gateway"):
        return Response("<html>Bad gateway</html>", 502, media_type="text/html")
    if service.faults.take("overload"):
        return Response("upstream connect error", 503)
    if said := service.faults.take("says"):
        return Response(said, 200, media_type="application/json")
    return None


def _with_headers(service: Service, answer: Response, id: str, credits: int) -> Response:
    cost = str(service.faults.take("cost") or credits)
    answer.headers.update(
        {
            "request-id": id,
            "character-cost": cost,
            "current-concurrent-requests": str(service.running),
            "maximum-concurrent-requests": str(service.limit),
        }
    )
    return answer


def _format(service: Service, request: Request, body: Mapping[str, Any]) -> str:
    asked = request.query_params.get("output_format", "auto")
    needs = (
        "pro" if asked in {"wav_44100", "wav_48000", "pcm_44100"} else "creator" if asked.endswith("_192") else "free"
    )
    if TIERS.index(service.tier) < TIERS.index(needs):
        raise Refused("tier")
    auto = "mp3_48000_192" if body.get("model_id") == "music_v2" else "mp3_44100_128"
    return auto if asked == "auto" else asked


def _spoken(service: Service, voice: str, timed: bool, body: dict[str, Any], format: str) -> tuple[int, Response]:
    model, text = body.get("model_id", "eleven_multilingual_v2"), str(body.get("text", ""))
    _wants(bool(text), "text", "Field required")
    _wants(model in SPOKEN, "model_id", "A model with this id does not exist")
    _wants(_is_seed(body), "seed", "Input should be between 0 and 4294967295")
    _wants(model != "eleven_v3" or "previous_text" not in body, "previous_text", "not supported with this model")
    _knows(service, voice)
    if len(text) > SPOKEN[model]:
        raise Refused("too_long")
    seconds = _length(service, len(text) * A_CHARACTER)
    content = made(format, seconds)
    credits = len(text) // 2 if model in HALF_PRICE else len(text)
    return credits, JSONResponse(_timed(text, content)) if timed else Response(content)


def _dialogue(service: Service, body: dict[str, Any], format: str) -> tuple[int, Response]:
    inputs: list[dict[str, str]] = body.get("inputs", [])
    _wants(bool(inputs), "inputs", "Field required")
    _wants(body.get("model_id", "eleven_v3") == "eleven_v3", "model_id", "The model does not speak dialogue")
    _wants(len({line["voice_id"] for line in inputs}) <= 10, "inputs", "At most 10 voices")
    for line in inputs:
        _knows(service, line["voice_id"])
    text = "".join(line["text"] for line in inputs)
    _wants(len(text) <= 2000, "inputs", "At most 2000 characters")
    answer = _timed(text, made(format, _length(service, len(text) * A_CHARACTER)))
    segments, begin = [], 0
    for number, line in enumerate(inputs):
        end = begin + len(line["text"])
        segments.append(
            {
                "voice_id": line["voice_id"],
                "start_time_seconds": round(begin * A_CHARACTER, 3),
                "end_time_seconds": round(end * A_CHARACTER, 3),
                "character_start_index": begin,
                "character_end_index": end,
                "dialogue_input_index": number,
            }
        )
        begin = end
    return len(text), JSONResponse({**answer, "voice_segments": segments})


def _effect(service: Service, body: dict[str, Any], format: str) -> tuple[int, Response]:
    seconds = body.get("duration_seconds")
    _wants(isinstance(body.get("text"), str), "text", "Field required")
    _wants(seconds is None or 0.5 <= seconds <= 30, "duration_seconds", "Input should be between 0.5 and 30")
    credits = 200 if seconds is None else round(40 * seconds)
    return credits, Response(made(format, _length(service, seconds or 4.0)), media_type="audio/mpeg")


def _music(service: Service, body: dict[str, Any], format: str) -> tuple[int, Response]:
    plan, prompt, model = body.get("composition_plan"), body.get("prompt"), body.get("model_id", "music_v1")
    _wants((plan is None) != (prompt is None), "prompt", "Give either a prompt or a composition plan")
    _wants(model in PLANS, "model_id", "A model with this id does not exist")
    _wants(prompt is None or "seed" not in body, "seed", "Cannot be used in conjunction with prompt")
    if plan is None:
        milliseconds = body.get("music_length_ms", 30_000)
    else:
        _wants(not {"music_length_ms", "force_instrumental"} & set(body), "prompt", "Only with a prompt")
        milliseconds = _planned(plan, PLANS[model])
    _wants(3000 <= milliseconds <= 600_000, "music_length_ms", "Input should be between 3000 and 600000")
    content = made(format, _length(service, milliseconds / 1000))
    if body.get("sign_with_c2pa") and format.startswith("mp3"):
        content = seal.sealed(content, "audio/mpeg", "ElevenLabs")
    return round(MUSIC_CREDITS_A_SECOND * milliseconds / 1000), Response(content, media_type="audio/mpeg")


def _planned(plan: Mapping[str, Any], shape: str) -> int:
    """How long a plan is, once every section of it is as it must be."""
    _wants(shape in plan, "composition_plan", "Invalid type of composition_plan")
    lyrics = "lines" if shape == "sections" else "text"
    for section in plan[shape]:
        _wants(lyrics in section, f"composition_plan.{lyrics}", "Field required")
        _wants(3000 <= section["duration_ms"] <= 120_000, "composition_plan.duration_ms", "3000 to 120000")
        _wants(1 <= len(section.get("section_name", "x")) <= 100, "composition_plan.section_name", "1 to 100")
    return sum(section["duration_ms"] for section in plan[shape])


def _timed(text: str, content: bytes) -> dict[str, Any]:
    """The sound in base64 with the time of every character."""
    starts = [round(number * A_CHARACTER, 3) for number in range(len(text) + 1)]
    alignment = {
        "characters": [*text],
        "character_start_times_seconds": starts[:-1],
        "character_end_times_seconds": starts[1:],
    }
    encoded = base64.b64encode(content).decode()
    return {"audio_base64": encoded, "alignment": alignment, "normalized_alignment": alignment}


def _length(service: Service, seconds: float) -> float:
    """How long it really is: as asked, unless it is to be wrong."""
    return float(service.faults.take("lasts") or max(0.1, seconds))


def _knows(service: Service, voice: str) -> None:
    if voice not in service.voices:
        raise Refused("voice")


def _is_seed(body: Mapping[str, Any]) -> bool:
    return 0 <= int(body.get("seed", 0)) < 2**32


def _wants(holds: bool, name: str, message: str) -> None:
    if not holds:
        raise Refused("", [{"loc": ["body", *name.split(".")], "msg": message, "type": "value_error"}])


@functools.lru_cache(maxsize=64)
def made(format: str, seconds: float) -> bytes:
    """A real sound in one of the service's formats: a tone."""
    kind, rate, *_ = format.split("_")
    wave = sound(seconds, int(rate))
    if kind == "wav":
        return wave
    return wave[44:] if kind == "pcm" else _mp3(np.frombuffer(wave[44:], dtype="<i2"), int(rate))


def _mp3(samples: Any, rate: int) -> bytes:
    target = io.BytesIO()
    with av.open(target, "w", format="mp3") as container:
        stream = container.add_stream("mp3", rate=rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples[None, :], format="s16p", layout="mono")
        frame.sample_rate = rate
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    return target.getvalue()
