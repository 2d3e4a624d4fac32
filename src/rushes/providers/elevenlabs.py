"""
ElevenLabs: spoken lines with the time of every word, dialogue, sound effects, and music after a plan of its sections.

It answers a POST with the sound itself and knows no order afterwards: an answer is kept as blobs the moment it is
there, and the hash of what was said about the sound is the order's remote id. Written from
https://elevenlabs.io/docs/api-reference and the official Python library 2.78, read 2026-11-27.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote as quoted

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from rushes.kernel.errors import NotFound, Unavailable
from rushes.kernel.money import Money
from rushes.providers import alignment, catalogue, composition
from rushes.providers.base import Answer, Done, House, Makes, Model, Provider, Request, Spec
from rushes.providers.errors import Cause, Medium, NotNow, Objection, ProviderFailure
from rushes.providers.pricing import Estimate, Price, Usage
from rushes.providers.wire import Said, Wire, shown

CATALOGUE = catalogue.shipped("elevenlabs")
MOST_CREDITS = 10_000_000
MOST_VOICES = 10  # in a dialogue
WAIT = {
    "too_many_concurrent_requests": Cause.CONCURRENCY,
    "concurrent_limit_exceeded": Cause.CONCURRENCY,
    "system_busy": Cause.RATE_LIMIT,
    "quota_exceeded": Cause.BALANCE,
    "invalid_api_key": Cause.AUTH,
    "missing_permissions": Cause.AUTH,
    "detected_unusual_activity": Cause.AUTH,
}
WAIT_BY_STATUS = {401: Cause.AUTH, 402: Cause.BALANCE, 429: Cause.RATE_LIMIT, 503: Cause.PROVIDER_FAULT}
REFUSED = {
    "content_against_policy": Cause.INPUT_MODERATION,
    "bad_prompt": Cause.INPUT_MODERATION,
    "bad_composition_plan": Cause.INPUT_MODERATION,
    "voice_not_found": Cause.INVALID_REQUEST,
    "max_character_limit_exceeded": Cause.INVALID_REQUEST,
    "only_for_creator+": Cause.MODEL_NOT_OPEN,
    "model_access_denied": Cause.MODEL_NOT_OPEN,
}
REFUSED_BY_STATUS = {403: Cause.MODEL_NOT_OPEN, 404: Cause.NOT_FOUND}
THEN = {
    Cause.AUTH: "Check `key` under [providers.elevenlabs], and what the key is allowed to do.",
    Cause.BALANCE: "Add credits to the account, or wait until they are renewed.",
    Cause.MODEL_NOT_OPEN: "Choose a plan that has it, or another model or `format` under [providers.elevenlabs].",
    Cause.INPUT_MODERATION: "Word it otherwise.",
    Cause.INVALID_REQUEST: "Read what it says, and mend the line or the settings.",
}
VOICE = "Mend `voices` under [providers.elevenlabs]; GET /v1/voices lists those of the account."


class Settings(BaseModel):
    """The account at ElevenLabs, its voices, and what its plan charges."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str = Field("https://api.elevenlabs.io", description="The address before /v1.")
    key: SecretStr = Field(SecretStr(""), description="The key of the account.")
    voices: dict[str, str] = Field({}, description="Voice ids by the id of the asset that speaks: CH-WREN = '...'.")
    voice: str = Field("", description="The voice of whoever has none under `voices`; empty: such a line is refused.")
    format: Literal["mp3_44100_128", "mp3_44100_192", "wav_44100", "wav_48000"] = Field(
        "mp3_44100_128", description="What speech and effects come as; 192 needs the Creator plan, wav the Pro plan."
    )
    credit_price: Decimal | None = Field(
        None, ge=0, decimal_places=6, description="US dollars for 1,000 credits on your plan; unset: of the dearest."
    )
    minute_price: Decimal | None = Field(
        None, ge=0, decimal_places=6, description="US dollars for a minute of music on your plan; unset: as resold."
    )
    seconds: float = Field(300.0, gt=0, le=900, description="How long an answer may take; a lost one may be billed.")


@dataclass(frozen=True)
class Call:
    """What goes over the line: where to, what is asked, in which format it is to come."""

    path: str
    body: Mapping[str, Any]
    format: str


class ElevenLabs(Provider):
    """The service, connected; an order that got no answer cannot be looked up there."""

    def __init__(self, settings: Settings, house: House) -> None:
        key = settings.key.get_secret_value()
        self._wire = Wire(settings.url, {"xi-api-key": key}, secrets=(key,), seconds=settings.seconds)
        self._blobs = house.blobs
        self._models = CATALOGUE.in_force(house.models)

    def refuses(self, request: Request) -> str:
        """What lacks a voice, is too long, or has sections that music cannot have."""
        model = self._models[request.model]
        return next(_REFUSALS[model.makes](request, model), "")

    def submit(self, request: Request, key: str) -> str:
        """Ask, wait for the sound, and keep it; the hash of what was said about it is the remote id."""
        del key
        model = self._models[request.model]
        call = _CALLS[request.makes](request, model)
        said = self._wire.create(call.path, params={"output_format": call.format}, json=call.body)
        if not said.ok:
            raise _refusal(said)
        return self._blobs.put_bytes(json.dumps(self._kept(model, request, call, said), allow_nan=False).encode())

    def _kept(self, model: Model, request: Request, call: Call, said: Said) -> dict[str, Any]:
        sound, timing = said.content, {}
        if request.makes is Makes.SPEECH:
            sound = _decoded(said.object.get("audio_base64"))
            timing = alignment.told(said.object, tags=bool(model.data.get("tags")))
        if not _is_sound(sound):
            return {"said": said.raw}
        credits, price = _credits(said.headers.get("character-cost")), _price(model, request)
        charged = None if credits is None or price.unit != "credit" else price.cost(credits).micros
        reported = {"format": call.format, "request": _header(said), "model": request.model}
        return {
            "sound": self._blobs.put_bytes(sound),
            "credits": None if credits is None else str(credits),
            "micros": charged,
            "reported": reported | timing,
        }

    def named(self, request: Request, id: str) -> str:
        """Nothing there is an order."""
        del request, id
        return ""

    def poll(self, remote: str) -> Answer:
        """The sound is there already; what it cost was said with it."""
        kept = json.loads(self._read(remote))
        if "sound" not in kept:
            says = "What ElevenLabs answered is no sound, and it may be billed."
            raise ProviderFailure(Cause.PROVIDER_FAULT, says, "Is `url` right? Else order it again.", kept["said"])
        cost = None if kept["micros"] is None else Money(kept["micros"], "USD")
        used = None if kept["credits"] is None else Usage(Decimal(kept["credits"]), "credit")
        return Done(kept["sound"], cost, kept["reported"], used)

    def fetch(self, request: Request, done: Done, target: Path) -> None:
        """Copy the sound that was kept."""
        del request
        target.write_bytes(self._read(done.output))

    def _read(self, sha256: str) -> bytes:
        try:
            return self._blobs.read(sha256)
        except NotFound as error:
            says = "What ElevenLabs answered is no longer kept here."
            raise ProviderFailure(Cause.NOT_FOUND, says, "Order it again.", str(error)) from error
        except Unavailable as error:
            raise NotNow(Cause.PROVIDER_FAULT, f"What ElevenLabs answered cannot be read now: {error}") from error

    def close(self) -> None:
        """Let go of the connections."""
        self._wire.close()


def _speech(request: Request, model: Model) -> Call:
    """A line with the words around it, or several lines as one dialogue."""
    format, lines = str(request.settings.get("format", "mp3_44100_128")), _lines(request)
    body: dict[str, Any] = {"model_id": model.id, "seed": request.seed % 2**32}
    language = str(request.plan.get("language", ""))[:2].lower()
    if language and model.data.get("language"):
        body["language_code"] = language
    if len(lines) > 1:
        body["inputs"] = [{"text": _worded(line, model), "voice_id": _voice(line, request)} for line in lines]
        return Call("/v1/text-to-dialogue/with-timestamps", body, format)
    body["text"] = _worded(lines[0], model)
    around = {"previous_text": request.plan.get("before"), "next_text": request.plan.get("after")}
    if model.data.get("context"):
        body |= {name: text for name, text in around.items() if text}
    return Call(f"/v1/text-to-speech/{quoted(_voice(lines[0], request), safe='')}/with-timestamps", body, format)


def _effect(request: Request, model: Model) -> Call:
    body = {
        "text": request.prompt,
        "model_id": model.id,
        "duration_seconds": _seconds(request, model),
        "loop": bool(request.plan.get("loop")),
    }
    return Call("/v1/sound-generation", body, str(request.settings.get("format", "mp3_44100_128")))


def _music(request: Request, model: Model) -> Call:
    """Music after its sections, else from the brief alone; `auto` is MP3, the only format that it signs."""
    body: dict[str, Any] = {"model_id": model.id, "sign_with_c2pa": True}
    score = composition.score(request.prompt, request.plan)
    if not score.pieces:
        length = round(_seconds(request, model) * 1000)
        body |= {"prompt": request.prompt, "music_length_ms": length, "force_instrumental": score.instrumental}
    elif model.data["plan"] == "sections":
        body |= {"composition_plan": score.sections(), "respect_sections_durations": True}
    else:
        body["composition_plan"] = score.chunks()
    if score.pieces:
        body["seed"] = request.seed % 2**32
    return Call("/v1/music", body, "auto")


_CALLS = {Makes.SPEECH: _speech, Makes.EFFECT: _effect, Makes.MUSIC: _music}


def _seconds(request: Request, model: Model) -> float:
    """How long it is asked to be: no shorter than the model makes, and a loop no longer."""
    return min(max(_wanted(request), model.seconds[0]), model.seconds[1])


def _wanted(request: Request) -> float:
    together = composition.score("", request.plan).seconds if request.makes is Makes.MUSIC else 0.0
    return together or float(request.plan.get("seconds") or 0)


def _lines(request: Request) -> list[Mapping[str, Any]]:
    """Who says what: the lines of the plan, or the prompt as the only one."""
    lines = request.plan.get("lines") or ()
    return [*lines] if len(lines) > 1 else [{**request.plan, "text": request.prompt}]


def _worded(line: Mapping[str, Any], model: Model) -> str:
    """The exact words; a model that takes tags is told before them how they are said."""
    text, delivery = str(line["text"]), re.sub(r"[\[\](){}]", "", str(line.get("delivery", ""))).strip()
    return f"[{delivery}] {text}" if delivery and model.data.get("tags") else text


def _voice(line: Mapping[str, Any], request: Request) -> str:
    known = request.settings.get("voices") or {}
    return str(line.get("voice") or known.get(line.get("speaker", "")) or request.settings.get("voice") or "")


def _refuses_speech(request: Request, model: Model) -> Iterator[str]:
    lines = _lines(request)
    if any(not str(line["text"]).strip() for line in lines):
        yield "There are no words to say."
    for line in lines:
        if not _voice(line, request):
            yield f"Name a voice for {line.get('speaker') or 'the speaker'}: `voices` under [providers.elevenlabs]."
    if len(lines) > 1 and "lines" not in model.data:
        yield f"{model.title} speaks one voice at a time; choose Eleven v3, or order the lines one by one."
    most = model.data.get("lines" if len(lines) > 1 else "characters", 0)
    many = sum(len(_worded(line, model)) for line in lines)
    if many > most:
        yield f"{model.title} takes {most:,} characters at once, this has {many:,}; split it."
    if len({_voice(line, request) for line in lines}) > MOST_VOICES:
        yield f"A dialogue has at most {MOST_VOICES} voices; split it."


def _refuses_effect(request: Request, model: Model) -> Iterator[str]:
    seconds, most = _wanted(request), model.seconds[1]
    if not request.prompt.strip():
        yield "Say what is to be heard."
    if seconds <= 0:
        yield "Say how long the effect lasts."
    if seconds > most and not request.plan.get("loop"):
        yield f"An effect lasts at most {most:g} seconds, this one {seconds:g}; shorten it, or ask for a loop."


def _refuses_music(request: Request, model: Model) -> Iterator[str]:
    score, seconds, most = composition.score(request.prompt, request.plan), _wanted(request), model.seconds[1]
    for piece in score.pieces:
        if piece.milliseconds < composition.SHORTEST:
            least, lasts = composition.SHORTEST // 1000, f"{piece.milliseconds / 1000:g} seconds"
            yield f"The section {piece.name} lasts {lasts}, music has sections of {least} or more; join it to another."
    if not score.pieces and not score.brief:
        yield "Say what music it is to be: a brief, or sections with styles."
    if seconds <= 0:
        yield "Say how long the music lasts."
    if seconds > most:
        yield f"Music lasts at most {most:g} seconds, this {seconds:g}; split the score."


_REFUSALS = {Makes.SPEECH: _refuses_speech, Makes.EFFECT: _refuses_effect, Makes.MUSIC: _refuses_music}


def _refusal(said: Said) -> ProviderFailure | NotNow:
    """What an answer other than a sound means, by its code before its status."""
    detail = said.object.get("detail")
    told = detail if isinstance(detail, dict) else {}
    code = next((code for name in ("code", "status") if (code := str(told.get(name))) in {*WAIT, *REFUSED}), "")
    words = shown(str(told.get("message") or _fields(detail) or f"it answered {said.status}"), said.secrets)[:1000]
    wait = WAIT.get(code) or (None if code in REFUSED else WAIT_BY_STATUS.get(said.status))
    if wait:
        return NotNow(wait, f"ElevenLabs takes no order: {words}", THEN.get(wait, ""), said.raw, after=said.after)
    cause = REFUSED.get(code) or REFUSED_BY_STATUS.get(said.status, Cause.INVALID_REQUEST)
    says = f"ElevenLabs refused: {words}"
    if cause is not Cause.INPUT_MODERATION:
        then = VOICE if code == "voice_not_found" else THEN.get(cause, "Is `url` right?")
        return ProviderFailure(cause, says, then, said.raw)
    suggested = shown(_suggested(told.get("data")), said.secrets)[:1000]
    objection = Objection.COPYRIGHT if suggested else Objection.SAFETY
    then = f"Word it otherwise; it suggests: {suggested}" if suggested else THEN[cause]
    return ProviderFailure(cause, says, then, said.raw, medium=Medium.TEXT, objection=objection)


def _suggested(data: object) -> str:
    """Other words for music; it has some only where the fault is another's work, not harm."""
    known = data if isinstance(data, dict) else {}
    words = known.get("prompt_suggestion") or known.get("composition_plan_suggestion") or ""
    return words if isinstance(words, str) else json.dumps(words)


def _fields(detail: object) -> str:
    """The fields that a body failed on, as FastAPI tells them."""
    wrong = [each for each in detail if isinstance(each, dict)] if isinstance(detail, list) else []
    return "; ".join(f"{_field(each.get('loc'))}: {each.get('msg')}" for each in wrong[:5])


def _field(loc: object) -> str:
    return ".".join(str(part) for part in loc if part != "body") if isinstance(loc, list) else "body"


def _header(said: Said) -> str:
    return shown(said.headers.get("request-id", ""), said.secrets)[:100]


def _credits(said: str | None) -> Decimal | None:
    """How many credits it says it took; a number that cannot be is none."""
    try:
        credits = Decimal(said or "")
    except InvalidOperation:
        return None
    return credits if credits.is_finite() and 0 <= credits <= MOST_CREDITS else None


def _decoded(said: object) -> bytes:
    try:
        return base64.b64decode(said, validate=True) if isinstance(said, str) else b""
    except (binascii.Error, ValueError):
        return b""


def _is_sound(content: bytes) -> bool:
    """Whether bytes begin as WAV, FLAC or MP3 do."""
    if content[:4] == b"RIFF":
        return content[8:12] == b"WAVE"
    return content[:4] == b"fLaC" or content[:3] == b"ID3" or (content[:1] == b"\xff" and content[1:2] >= b"\xe0")


def asks(settings: Settings) -> dict[str, Any]:
    """What of the settings belongs to every order: the voices, the format, and what the plan charges."""
    prices = {"credit_price": settings.credit_price, "minute_price": settings.minute_price}
    stated = {name: str(price) for name, price in prices.items() if price is not None}
    return {"voices": dict(settings.voices), "voice": settings.voice, "format": settings.format, **stated}


def _price(model: Model, request: Request) -> Price:
    """What a credit, or a second of music, costs on the plan that is set; else by the catalogue."""
    row = model.prices[0]
    stated = request.settings.get("minute_price" if request.makes is Makes.MUSIC else "credit_price")
    return row if stated is None else replace(row, amount=Money.of(str(stated), "USD"))


def estimate(model: Model, request: Request) -> Estimate:
    """Characters and seconds as credits, at the price of the plan; music by the minute."""
    row = _price(model, request)
    used = Usage(_counted(model, request), row.unit)
    cost = row.cost(used.amount)
    return Estimate(cost, cost, f"{model.priced}, {row.amount} for {row.per:,} {row.unit}s", (used, used))


def _counted(model: Model, request: Request) -> Decimal:
    if model.makes is Makes.SPEECH:
        many = sum(len(_worded(line, model)) for line in _lines(request))
        return Decimal(model.data["credits_per_character"]) * many
    return Decimal(model.data.get("credits_per_second", 1)) * Decimal(str(_seconds(request, model)))


def ready(settings: Settings) -> str:
    """Without a key nothing can be sent."""
    return "" if settings.key.get_secret_value() else "Set `key` under [providers.elevenlabs] in rushes.toml."


def connect(settings: Settings, house: House) -> ElevenLabs:
    """A client; nothing is sent yet."""
    return ElevenLabs(settings, house)


plugin = Spec(
    id="elevenlabs",
    title="ElevenLabs",
    models=CATALOGUE.models,
    settings=Settings,
    connect=connect,
    quote=estimate,
    lane=2,
    terms=CATALOGUE.terms,
    asks=asks,
    ready=ready,
)
