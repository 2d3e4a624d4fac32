"""
A language model behind the chat-completions protocol that OpenAI began and most servers speak, local ones too.

The protocol answers a POST with the whole text, and knows no key by which an order could be found again: an answer is
kept as a blob the moment it is there, and its hash is the order's remote id. Written from
https://platform.openai.com/docs/api-reference/chat, read 2026-11-26.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import httpx2
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from rushes.kernel.money import Money
from rushes.providers.base import Answer, Done, House, Makes, Model, Provider, Request, Spec
from rushes.providers.errors import Ambiguous, Cause, ProviderFailure
from rushes.providers.pricing import Estimate
from rushes.storage.blobs import Blobs

LARGEST_ANSWER = 8 << 20
LETTERS_A_TOKEN = 3
MOST_TOKENS = 100_000_000
CAUSES = {
    401: Cause.AUTH,
    402: Cause.BALANCE,
    403: Cause.AUTH,
    404: Cause.MODEL_NOT_OPEN,
    429: Cause.RATE_LIMIT,
}
CODES = {
    "insufficient_quota": Cause.BALANCE,
    "model_not_found": Cause.MODEL_NOT_OPEN,
    "content_policy_violation": Cause.INPUT_MODERATION,
    "content_filter": Cause.INPUT_MODERATION,
}
THEN = {
    Cause.AUTH: "Check `key` under [providers.chat].",
    Cause.BALANCE: "Add credit to the account.",
    Cause.MODEL_NOT_OPEN: "Check `model` under [providers.chat].",
    Cause.RATE_LIMIT: "Wait a little, then ask again.",
    Cause.INPUT_MODERATION: "Word it otherwise.",
}


class Structure(StrEnum):
    """How a server is told which JSON is wanted; the schema is in the words of the question either way."""

    SCHEMA = "schema"
    OBJECT = "object"
    NONE = "none"


class Settings(BaseModel):
    """The server, the model, and what it charges."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str = Field("http://127.0.0.1:11434/v1", description="The address before /chat/completions.")
    key: SecretStr = Field(SecretStr(""), description="The key of the account, where the server wants one.")
    model: str = Field("", description="The model, by the server's own name; empty: no language model.")
    structure: Structure = Field(Structure.SCHEMA, description="What the server takes: a JSON schema, an object, none.")
    most_tokens: int = Field(8000, ge=64, le=200_000, description="The longest answer, in tokens.")
    seconds: float = Field(180.0, gt=0, le=900, description="How long an answer may take.")
    input_price: Decimal = Field(Decimal(0), ge=0, description="US dollars for a million tokens of question.")
    output_price: Decimal = Field(Decimal(0), ge=0, description="US dollars for a million tokens of answer.")


class Chat(Provider):
    """A server, connected."""

    def __init__(self, settings: Settings, blobs: Blobs) -> None:
        key = settings.key.get_secret_value()
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._http = httpx2.Client(base_url=settings.url.rstrip("/"), headers=headers, timeout=settings.seconds)
        self._secret = key.encode()
        self._blobs = blobs
        self._prices = (settings.input_price, settings.output_price)

    def submit(self, request: Request, key: str) -> str:
        """Ask, wait for the answer, and keep it; its hash is the remote id."""
        del key
        try:
            with self._http.stream("POST", "/chat/completions", json=_body(request)) as answer:
                content = self._withheld(_read(answer))
        except httpx2.ConnectError as error:
            says = f"Nobody answers at {self._http.base_url.host}: {error}."
            raise ProviderFailure(
                Cause.PROVIDER_FAULT, says, "Start it, or mend `url` under [providers.chat]."
            ) from error
        except httpx2.TransportError as error:
            raise Ambiguous(f"No answer came from {self._http.base_url.host}: {error}") from error
        if answer.status_code >= 500:
            raise Ambiguous(f"It answered {answer.status_code}.")
        if answer.is_error:
            raise _refused(answer.status_code, content)
        return self._blobs.put_bytes(content)

    def _withheld(self, content: bytes) -> bytes:
        """An answer without our key: servers repeat it when they refuse it, and what they say is kept and shown."""
        return content.replace(self._secret, b"[the key]") if self._secret else content

    def poll(self, remote: str) -> Answer:
        """The answer is there already; its usage says what it cost."""
        said = _answer(self._blobs.read(remote))
        usage = said.get("usage")
        used = {name: _tokens(usage, name) for name in ("prompt_tokens", "completion_tokens")}
        cost = sum((price * many for price, many in zip(self._prices, used.values(), strict=True)), Decimal(0))
        return Done(remote, _dollars(cost) if usage else None, {**used, "model": _words(said.get("model"))})

    def fetch(self, request: Request, done: Done, target: Path) -> None:
        """The text of the answer; a refusal or one cut short is a failure that keeps what was said."""
        del request
        choice = _choice(_answer(self._blobs.read(done.output)))
        text, refusal = (_words(choice["message"].get(name)) for name in ("content", "refusal"))
        if refusal or choice.get("finish_reason") == "content_filter":
            says = f"The model refuses: {refusal or 'its answer was filtered'}"
            raise ProviderFailure(Cause.OUTPUT_MODERATION, says, "Word it otherwise.", text)
        if choice.get("finish_reason") == "length":
            then = "Raise `most_tokens` under [providers.chat], or ask for less at once."
            raise ProviderFailure(Cause.PROVIDER_FAULT, "The answer was cut off before its end.", then, text)
        if not text.strip():
            raise ProviderFailure(Cause.PROVIDER_FAULT, "The answer is empty.", "Ask again.")
        target.write_text(text, encoding="utf-8")

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()


def _body(request: Request) -> dict[str, Any]:
    settings = request.settings
    told = [{"role": "system", "content": request.plan["system"]}, {"role": "user", "content": request.prompt}]
    body: dict[str, Any] = {
        "model": settings["model"],
        "messages": told,
        "max_tokens": settings["most_tokens"],
        "seed": request.seed % 2**31,
    }
    if settings["structure"] == Structure.SCHEMA:
        schema = {"name": request.plan["kind"], "strict": True, "schema": request.plan["schema"]}
        body["response_format"] = {"type": "json_schema", "json_schema": schema}
    elif settings["structure"] == Structure.OBJECT:
        body["response_format"] = {"type": "json_object"}
    return body


def _read(answer: httpx2.Response) -> bytes:
    """All of an answer, as long as it is not larger than any honest one."""
    content = bytearray()
    for part in answer.iter_bytes():
        content += part
        if len(content) > LARGEST_ANSWER:
            says = f"It answered with more than {LARGEST_ANSWER >> 20} MiB."
            raise ProviderFailure(Cause.PROVIDER_FAULT, says, "Is the address right?")
    return bytes(content)


def _refused(status: int, content: bytes) -> ProviderFailure:
    raw = _words(content.decode("utf-8", "replace"))
    error = _error(raw)
    cause = CODES.get(str(error.get("code") or error.get("type"))) or CAUSES.get(status, Cause.INVALID_REQUEST)
    says = f"The language model refused ({status}): {_words(error.get('message')) or cause}"
    return ProviderFailure(cause, says, THEN.get(cause, "Read what it says, and mend the question."), raw)


def _error(raw: str) -> Mapping[str, Any]:
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    error = said.get("error", said) if isinstance(said, dict) else {}
    return error if isinstance(error, dict) else {"message": str(error)}


def _answer(content: bytes) -> dict[str, Any]:
    raw = _words(content.decode("utf-8", "replace"))
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        says = "What came is no chat completion."
        raise ProviderFailure(Cause.PROVIDER_FAULT, says, "Is `url` under [providers.chat] right?", raw[:4000])
    return said


def _choice(said: Mapping[str, Any]) -> dict[str, Any]:
    choices = said.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(first, dict) or not isinstance(first.get("message"), dict):
        raise ProviderFailure(
            Cause.PROVIDER_FAULT, "The answer holds no message.", "Ask again.", json.dumps(said)[:4000]
        )
    return first


def _words(said: object) -> str:
    """What a server says as text that can be kept: without NUL, and without halves of characters."""
    return str(said or "").replace("\0", "").encode("utf-8", "replace").decode()


def _tokens(usage: object, name: str) -> int:
    """How many tokens a server says it used; a number that cannot be is none."""
    said = usage.get(name) if isinstance(usage, dict) else None
    return said if isinstance(said, int) and 0 <= said <= MOST_TOKENS else 0


def asks(settings: Settings) -> dict[str, Any]:
    """What of the settings belongs to every question, and so to its digest; nothing while no model is named."""
    if not settings.model:
        return {}
    return {
        "model": settings.model,
        "structure": str(settings.structure),
        "most_tokens": settings.most_tokens,
        "input_price": str(settings.input_price),
        "output_price": str(settings.output_price),
    }


def quote(model: Model, request: Request) -> Estimate:
    """From a short answer to the longest there may be, at the prices of the settings."""
    del model
    settings = request.settings
    letters = len(request.prompt) + len(str(request.plan.get("system", ""))) + len(str(request.plan.get("schema", "")))
    asked, most = letters // LETTERS_A_TOKEN + 50, int(settings.get("most_tokens", 0))
    question = Decimal(str(settings.get("input_price", 0))) * asked
    answer = Decimal(str(settings.get("output_price", 0))) * most
    prices = f"settings: {settings.get('input_price', 0)} and {settings.get('output_price', 0)} USD a million tokens"
    return Estimate(_dollars(question), _dollars(question + answer), prices)


def _dollars(millionths: Decimal) -> Money:
    """Dollars for a million tokens times tokens are micro-dollars already."""
    return Money(int(millionths.to_integral_value()), "USD")


def connect(settings: Settings, house: House) -> Chat:
    """A client; nothing is sent yet."""
    return Chat(settings, house.blobs)


plugin = Spec(
    id="chat",
    title="Language model",
    models=(Model("chat", "Language model", Makes.TEXT, (0.0, 0.0), (0, 0)),),
    settings=Settings,
    connect=connect,
    quote=quote,
    asks=asks,
    lane=4,
    terms="The terms of whoever runs the server that is set.",
)
