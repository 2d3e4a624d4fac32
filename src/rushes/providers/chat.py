"""
A language model behind the chat-completions protocol that OpenAI began and most servers speak, local ones too.

The protocol answers a POST with the whole text, and knows no key by which an order could be found again: an answer is
kept as a blob the moment it is there, and its hash is the order's remote id. The questions go through OpenAI's own
client, told never to ask twice. Written from https://platform.openai.com/docs/api-reference/chat and the manuals of
vLLM, Ollama, LM Studio and Ark, read 2026-11-26.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx2
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from rushes.kernel.money import Money
from rushes.providers import protocol
from rushes.providers.base import Answer, Citation, Done, House, Makes, Model, Provider, Request, Spec
from rushes.providers.errors import Ambiguous, Cause, Medium, NotNow, ProviderFailure
from rushes.providers.pricing import Estimate
from rushes.providers.protocol import words
from rushes.providers.wire import Said
from rushes.storage.blobs import Blobs

if TYPE_CHECKING:
    from openai import OpenAI
    from openai.types.chat import ChatCompletionContentPartParam, ChatCompletionMessageParam

LARGEST_ANSWER = 8 << 20
LETTERS_A_TOKEN = 3
TOKENS_A_PICTURE = 2500
MOST_TOKENS = 100_000_000
NOBODY = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.UnsupportedProtocol,
    httpx2.PoolTimeout,
    httpx2.InvalidURL,
)
SENT = {"host", "content-type", "content-length", "accept", "accept-encoding", "connection", "user-agent"}
"""The headers that leave the house: the client would add what it finds in the environment, another account's too."""


class Structure(StrEnum):
    """How a server is told which JSON is wanted; the schema is in the words of the question either way."""

    SCHEMA = "schema"
    OBJECT = "object"
    NONE = "none"


class Dialect(StrEnum):
    """Whose server it is, where that makes a difference; OpenAI, vLLM, Ollama and most others are plain."""

    PLAIN = "plain"
    LM_STUDIO = "lm_studio"
    ARK = "ark"


class Limit(StrEnum):
    """What a server calls the longest answer; OpenAI's thinking models know only the newer name."""

    OLD = "max_tokens"
    NEW = "max_completion_tokens"


class Settings(BaseModel):
    """The server, the model, and what it charges."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str = Field("http://127.0.0.1:11434/v1", description="The address before /chat/completions.")
    key: SecretStr = Field(SecretStr(""), description="The key of the account, where the server wants one.")
    model: str = Field("", description="The model, by the server's own name; empty: no language model.")
    dialect: Dialect = Field(Dialect.PLAIN, description="Whose server it is: plain, lm_studio or ark.")
    structure: Structure = Field(Structure.SCHEMA, description="What the server takes: a JSON schema, an object, none.")
    limit: Limit = Field(Limit.OLD, description="What it calls the longest answer: max_tokens, max_completion_tokens.")
    vision: bool = Field(False, description="Whether the model sees pictures.")
    most_tokens: int = Field(8000, ge=64, le=200_000, description="The longest answer, in tokens.")
    seconds: float = Field(180.0, gt=0, le=900, description="How long an answer may take.")
    input_price: Decimal = Field(Decimal(0), ge=0, description="US dollars for a million tokens of question.")
    output_price: Decimal = Field(Decimal(0), ge=0, description="US dollars for a million tokens of answer.")


class Line(httpx2.Client):
    """A line to one server that sends no header but ours, and hands on no answer that is too long or has our key."""

    def __init__(self, key: str, seconds: float) -> None:
        super().__init__(timeout=seconds)
        self._own = {"authorization": f"Bearer {key}"} if key else {}
        self._secret = key.encode()

    def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        """Send, and read at most `LARGEST_ANSWER` bytes of the answer, unpacked. ProviderFailure: there are more."""
        headers = {name: value for name, value in request.headers.items() if name in SENT} | self._own
        ours = httpx2.Request(
            request.method, request.url, headers=headers, stream=request.stream, extensions=request.extensions
        )
        answer = super().send(ours, **{**options, "stream": True})
        try:
            content = _read(answer)
        finally:
            answer.close()
        content = content.replace(self._secret, b"[the key]") if self._secret else content
        after = {name: answer.headers[name] for name in ("retry-after",) if name in answer.headers}
        return httpx2.Response(answer.status_code, headers=after, content=content, request=request)


class Chat(Provider):
    """A server, connected."""

    def __init__(self, settings: Settings, blobs: Blobs) -> None:
        self._settings = settings
        self._line = Line(settings.key.get_secret_value(), settings.seconds)
        self._blobs = blobs
        self._prices = (settings.input_price, settings.output_price)

    @cached_property
    def _client(self) -> "OpenAI":
        from openai import OpenAI  # noqa: PLC0415  heavy, and needed only once something is asked

        return OpenAI(api_key="none", base_url=self._settings.url, max_retries=0, http_client=self._line)

    def refuses(self, request: Request) -> str:
        """A question to no model; pictures for one that is not said to see any; anything that is no picture."""
        if not request.settings.get("model"):
            return ready(Settings())
        if any(cited.kind != "image" for cited in _cited(request)):
            return "A language model is shown pictures alone: take the clip or the sound out."
        if _cited(request) and not request.settings.get("vision"):
            return "The language model is shown pictures only with `vision = true` under [providers.chat]."
        return ""

    def submit(self, request: Request, key: str) -> str:
        """Ask, wait for the answer, and keep it; its hash is the remote id."""
        del key
        from openai import APIConnectionError, APIStatusError  # noqa: PLC0415  as above

        pictures = [protocol.data_uri(*protocol.picture(self._blobs, cited.sha256)) for cited in _cited(request)]
        told, more = _messages(request, pictures), _body(request)
        try:
            create = self._client.chat.completions.with_raw_response.create
            answer = create(model=request.settings["model"], messages=told, extra_body=more)
        except APIStatusError as error:
            raise self._refused(error.response) from error
        except APIConnectionError as error:
            raise self._silence(error.__cause__ or error) from error
        except httpx2.InvalidURL as error:
            raise self._silence(error) from error
        return self._blobs.put_bytes(answer.content)

    def _refused(self, answer: httpx2.Response) -> Exception:
        if answer.status_code >= 500 and answer.status_code != 503:
            return Ambiguous(f"It answered {answer.status_code}.")
        said = Said(answer.status_code, answer.headers, answer.content)
        return protocol.refused("The language model", "providers.chat", said)

    def _silence(self, error: BaseException) -> Exception:
        place = self._settings.url.rpartition("@")[2]
        if isinstance(error, NOBODY):
            then = "Start it, or mend `url` under [providers.chat]."
            return NotNow(Cause.PROVIDER_FAULT, f"Nobody answers at {place}: {error}.", then)
        return Ambiguous(f"No answer came from {place}: {error}")

    def named(self, request: Request, id: str) -> str:
        """A server keeps no answers."""
        del request, id
        return ""

    def poll(self, remote: str) -> Answer:
        """The answer is there already; its usage says what it cost."""
        said = _answer(protocol.answer(self._blobs, remote))
        usage = said.get("usage")
        used = {name: _tokens(usage, name) for name in ("prompt_tokens", "completion_tokens")}
        cost = sum((price * many for price, many in zip(self._prices, used.values(), strict=True)), Decimal(0))
        return Done(remote, _dollars(cost) if usage else None, {**used, "model": words(said.get("model"))})

    def fetch(self, request: Request, done: Done, target: Path) -> None:
        """The text of the answer; a refusal or one cut short is a failure that keeps what was said."""
        del request
        choice = _choice(_answer(protocol.answer(self._blobs, done.output)))
        text, thought = _text(choice["message"].get("content")), _thought(choice["message"])
        refusal, end = words(choice["message"].get("refusal")), choice.get("finish_reason")
        if refusal or end == "content_filter":
            says = f"The model refuses: {refusal or 'its answer was filtered'}"
            raise ProviderFailure(Cause.OUTPUT_MODERATION, says, "Word it otherwise.", text, medium=Medium.TEXT)
        if end == "length":
            then = "Raise `most_tokens` under [providers.chat], or ask for less at once."
            raise ProviderFailure(Cause.PROVIDER_FAULT, "The answer was cut off before its end.", then, text or thought)
        if not text.strip():
            says = "The model thought, and then said nothing." if thought else "The answer is empty."
            raise ProviderFailure(Cause.PROVIDER_FAULT, says, "Ask again.", thought)
        target.write_text(text, encoding="utf-8")

    def close(self) -> None:
        """Let go of the connections."""
        self._line.close()


def _cited(request: Request) -> list[Citation]:
    """The references that have files, in their order."""
    return [cited for cited in request.citations if cited.sha256]


def _messages(request: Request, pictures: list[str]) -> "list[ChatCompletionMessageParam]":
    shown: list[ChatCompletionContentPartParam] = [
        {"type": "image_url", "image_url": {"url": picture}} for picture in pictures
    ]
    return [
        {"role": "system", "content": request.plan["system"]},
        {"role": "user", "content": [{"type": "text", "text": request.prompt}, *shown] if shown else request.prompt},
    ]


def _body(request: Request) -> dict[str, Any]:
    """All that is asked besides the words, in the server's dialect."""
    settings = request.settings
    body: dict[str, Any] = {settings.get("limit", Limit.OLD): settings["most_tokens"], "seed": request.seed % 2**31}
    dialect, structure = settings.get("dialect", Dialect.PLAIN), settings["structure"]
    if dialect == Dialect.ARK:  # its models think first, at the price of an answer, unless they are told not to
        body["thinking"] = {"type": "disabled"}
    if structure == Structure.SCHEMA or (structure == Structure.OBJECT and dialect == Dialect.LM_STUDIO):
        schema = {"name": request.plan["kind"], "strict": True, "schema": request.plan["schema"]}
        body["response_format"] = {"type": "json_schema", "json_schema": schema}
    elif structure == Structure.OBJECT:
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


def _answer(content: bytes) -> dict[str, Any]:
    raw = words(content.decode("utf-8", "replace"))
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


def _text(content: object) -> str:
    """The words of a message, which some servers send in parts."""
    if not isinstance(content, list):
        return words(content)
    return "".join(words(part.get("text")) for part in content if isinstance(part, dict))


def _thought(message: Mapping[str, Any]) -> str:
    """What the model thought first, where the server tells: vLLM once called it one thing, and now another."""
    return words(message.get("reasoning_content") or message.get("reasoning"))


def _tokens(usage: object, name: str) -> int:
    """How many tokens a server says it used; a number that cannot be is none."""
    said = usage.get(name) if isinstance(usage, dict) else None
    return said if isinstance(said, int) and 0 <= said <= MOST_TOKENS else 0


def asks(settings: Settings) -> dict[str, Any]:
    """
    What of the settings belongs to every question, and so to its digest; nothing while no model is named.

    What is as it always was goes unsaid, so that old questions keep their digests.
    """
    if not settings.model:
        return {}
    newer = {
        "dialect": str(settings.dialect) if settings.dialect is not Dialect.PLAIN else None,
        "limit": str(settings.limit) if settings.limit is not Limit.OLD else None,
        "vision": settings.vision or None,
    }
    return {
        "model": settings.model,
        "structure": str(settings.structure),
        "most_tokens": settings.most_tokens,
        "input_price": str(settings.input_price),
        "output_price": str(settings.output_price),
        **{name: said for name, said in newer.items() if said is not None},
    }


def ready(settings: Settings) -> str:
    """Without a model there is nobody to ask."""
    return "" if settings.model else "Name a model in `model` under [providers.chat] of rushes.toml."


def quote(model: Model, request: Request) -> Estimate:
    """From a short answer to the longest there may be, at the prices of the settings."""
    del model
    settings = request.settings
    letters = len(request.prompt) + len(str(request.plan.get("system", ""))) + len(str(request.plan.get("schema", "")))
    asked, most = letters // LETTERS_A_TOKEN + 50, int(settings.get("most_tokens", 0))
    price = Decimal(str(settings.get("input_price", 0)))
    seen = price * TOKENS_A_PICTURE * len(_cited(request))
    answer = Decimal(str(settings.get("output_price", 0))) * most
    prices = f"settings: {settings.get('input_price', 0)} and {settings.get('output_price', 0)} USD a million tokens"
    return Estimate(_dollars(price * asked), _dollars(price * asked + seen + answer), prices)


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
    ready=ready,
    lane=4,
    terms="The terms of whoever runs the server that is set.",
)
