"""
The chat-completions protocol: a script of answers and faults, and a count of the tokens it would have billed.

Written from https://platform.openai.com/docs/api-reference/chat/create, read 2026-11-26: the body of a request, the
choices of an answer with `finish_reason`, `message.refusal`, `usage`, and errors as `{"error": {message, type, code}}`.
What other servers do otherwise is written from their own pages, read the same day: vLLM's "Reasoning Outputs", Ollama's
"OpenAI compatibility", LM Studio's "Structured Output", Ark's chat (82379/1494384).
"""

import asyncio
import base64
import io
import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from PIL import Image

from tests.simulators.serving import served

ERRORS = {
    "wrong_key": (401, "Incorrect API key provided.", "invalid_api_key"),
    "no_credit": (429, "You exceeded your current quota.", "insufficient_quota"),
    "busy": (429, "Rate limit reached.", "rate_limit_exceeded"),
    "no_model": (404, "The model does not exist.", "model_not_found"),
    "bad_schema": (400, "Invalid schema for response_format.", "invalid_request_error"),
    "moderated": (400, "The prompt was flagged.", "content_policy_violation"),
    "overloaded": (503, "The engine is currently overloaded.", "server_error"),
    "forbidden": (403, "You are not allowed to sample from this model.", "permission_denied"),
    "unpaid": (429, "Billing hard limit has been reached.", "billing_hard_limit_reached"),
    "old_limit": (400, "'max_tokens' is not supported; use 'max_completion_tokens'.", "unsupported_parameter"),
    "blind": (400, "This model does not support image input.", "invalid_request_error"),
}
TAKES = {
    "ollama": {"model", "messages", "response_format", "seed", "stop", "stream", "stream_options", "temperature"}
    | {"top_p", "max_tokens", "tools", "reasoning_effort", "reasoning", "frequency_penalty", "presence_penalty"}
}
"""The fields that a server's page names, where it says that it leaves the others out."""

THINKERS = ("vllm", "ark")
THOUGHT = "The courier needs a reason to open the box."


@dataclass(frozen=True)
class Fault:
    """
    Something other than an answer: the name of an error, or `breaks`, `drops`, `html`, `slow`, `refuses`, `cut`,
    `gateway` (a 502 of HTML), `thinks` (all tokens went into thought).
    """

    name: str
    text: str = ""


Said = str | dict[str, Any] | Fault


@dataclass
class Service:
    """
    What it answers, in order (the last again and again); what it was asked; what it would have billed.

    `known` answers by the name of the schema that is asked for, before the script is looked at. `server` is whose it
    is (openai, vllm, ollama, lm_studio, ark); `newer` a model that knows only `max_completion_tokens`; `sees` whether
    it takes pictures. `ignored` are the fields it was sent and left out.
    """

    script: list[Said] = field(default_factory=lambda: ["{}"])
    known: dict[str, Said] = field(default_factory=dict)
    key: str = ""
    server: str = "openai"
    newer: bool = False
    sees: bool = True
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    ignored: set[str] = field(default_factory=set)
    billed_tokens: int = 0
    billed: int = 0

    def next(self, body: dict[str, Any]) -> Said:
        """The next answer."""
        name = body.get("response_format", {}).get("json_schema", {}).get("name", "")
        if name in self.known:
            return self.known[name]
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]

    def objects(self, body: dict[str, Any]) -> Response | None:
        """What this server cannot take, as it says so."""
        form = body.get("response_format", {}).get("type")
        if self.server == "lm_studio" and form not in {None, "json_schema", "text"}:
            return JSONResponse({"error": "'response_format.type' must be 'json_schema' or 'text'"}, 400)
        if self.newer and "max_tokens" in body:
            return _error("old_limit")
        if any(_pictures(body)) and not self.sees:
            return _error("blind")
        self.ignored |= body.keys() - TAKES.get(self.server, body.keys())
        return None

    def thinks(self, body: dict[str, Any]) -> bool:
        """Whether the model thinks before it answers."""
        return self.server in THINKERS and body.get("thinking", {}).get("type") != "disabled"

    def bill(self, body: dict[str, Any], text: str) -> dict[str, int]:
        """Count an answer; a token is a word here."""
        asked = sum(len(str(message["content"]).split()) for message in body["messages"])
        usage = {"prompt_tokens": asked, "completion_tokens": len(text.split())}
        self.billed += 1
        self.billed_tokens += sum(usage.values())
        return usage | {"total_tokens": sum(usage.values())}


def app(service: Service) -> FastAPI:
    """The service over HTTP."""
    made = FastAPI()

    @made.post("/v1/chat/completions")
    async def complete(request: Request) -> Response:
        body = await request.json()
        service.asked.append(body)
        service.headers.append(dict(request.headers))
        if service.key and request.headers.get("authorization") != f"Bearer {service.key}":
            return _error("wrong_key")
        if not isinstance(body.get("model"), str) or not body.get("messages"):
            return _error("bad_schema")
        if objection := service.objects(body):
            return objection
        said = service.next(body)
        if isinstance(said, Fault):
            return await _FAULTS.get(said.name, _plain_error)(service, body, said)
        text = said if isinstance(said, str) else json.dumps(said)
        return _completion(service, body, text)

    return made


@contextmanager
def studio_settings() -> Iterator[dict[str, Any]]:
    """The service, running, and the settings of a studio that uses it."""
    with served(app(Service())) as address:
        yield {"url": f"{address}/v1", "model": "small"}


def _completion(service: Service, body: dict[str, Any], text: str, **choice: Any) -> Response:
    message = {"role": "assistant", "content": text, "refusal": choice.pop("refusal", None)}
    if service.thinks(body):
        message["reasoning_content"] = THOUGHT
    answer = {
        "id": f"chatcmpl-{service.billed:06}",
        "object": "chat.completion",
        "model": f"{body['model']}-2026-11-01",
        "choices": [{"index": 0, "message": message, "finish_reason": choice.pop("finish_reason", "stop")}],
        "usage": service.bill(body, text),
    }
    return JSONResponse(answer)


def _pictures(body: dict[str, Any]) -> Iterator[Image.Image]:
    """The pictures in a question, decoded whole, as a server must before it can look at them."""
    for message in body["messages"]:
        for part in message["content"] if isinstance(message["content"], list) else ():
            if part["type"] == "image_url":
                head, _, content = part["image_url"]["url"].partition(";base64,")
                picture = Image.open(io.BytesIO(base64.b64decode(content, validate=True)))
                picture.load()
                assert head == f"data:image/{str(picture.format).lower()}"
                yield picture


def _error(name: str) -> Response:
    status, message, code = ERRORS[name]
    headers = {"retry-after": "7"} if status in {429, 503} else {}
    return JSONResponse({"error": {"message": message, "type": code, "code": code}}, status, headers)


async def _plain_error(service: Service, body: dict[str, Any], fault: Fault) -> Response:
    return _error(fault.name)


async def _breaks(service: Service, body: dict[str, Any], fault: Fault) -> Response:
    """Works, bills, and answers 500 all the same."""
    service.bill(body, fault.text)
    return JSONResponse({"error": {"message": "Internal error", "type": "server_error"}}, 500)


async def _drops(service: Service, body: dict[str, Any], fault: Fault) -> Response:
    """Works, bills, and says more than it sends, so that the connection ends in the middle."""
    service.bill(body, fault.text)

    class Short(Response):
        async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4096")]})
            await send({"type": "http.response.body", "body": b'{"choices": [', "more_body": True})
            raise ConnectionResetError

    return Short()


async def _html(service: Service, body: dict[str, Any], fault: Fault) -> Response:
    return PlainTextResponse("<html>It works!</html>", media_type="text/html")


async def _slow(service: Service, body: dict[str, Any], fault: Fault) -> Response:
    service.bill(body, fault.text)
    await asyncio.sleep(float(fault.text or 5))
    return _error("busy")


async def _refuses(service: Service, body: dict[str, Any], fault: Fault) -> Response:
    return _completion(service, body, "", refusal=fault.text or "I cannot help with that.")


async def _cut(service: Service, body: dict[str, Any], fault: Fault) -> Response:
    return _completion(service, body, fault.text or '{"options": ["A night cour', finish_reason="length")


async def _gateway(service: Service, body: dict[str, Any], fault: Fault) -> Response:
    service.bill(body, fault.text)
    return PlainTextResponse("<html>502 Bad Gateway</html>", 502, media_type="text/html")


async def _thinks(service: Service, body: dict[str, Any], fault: Fault) -> Response:
    answer = {"choices": [{"message": {"content": None, "reasoning": THOUGHT}, "finish_reason": fault.text or "stop"}]}
    return JSONResponse(answer)


_FAULTS: dict[str, Callable[[Service, dict[str, Any], Fault], Awaitable[Response]]] = {
    "breaks": _breaks,
    "drops": _drops,
    "html": _html,
    "slow": _slow,
    "refuses": _refuses,
    "cut": _cut,
    "gateway": _gateway,
    "thinks": _thinks,
}
