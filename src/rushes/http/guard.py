"""
What no request gets past: foreign hosts, foreign pages, bodies without end.

A studio on loopback trusts whoever reaches it, so a web page elsewhere must not: DNS rebinding comes with a foreign
Host, a forged form with a foreign Origin.
"""

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from rushes.http import problem

LOOPBACK = ("localhost", "127.0.0.1", "::1")
SAFE = {"GET", "HEAD", "OPTIONS"}
SECURITY = {
    "content-security-policy": "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


class Headed:
    """Puts the security headers on every answer that does not set them itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, headed if scope["type"] == "http" else send)


class Hosts:
    """Answers only to its own names, and changes nothing for a page from elsewhere."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = ()) -> None:
        self.app = app
        self.named = {name.lower() for name in hosts}
        self.hosts = self.named | set(LOOPBACK)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] not in {"http", "websocket"} or not (refusal := self._refusal(scope)):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(1008, refusal)(scope, receive, send)
        else:
            code = "foreign_host" if refusal.startswith("This studio") else "foreign_origin"
            await problem.answer(403, code, refusal)(scope, receive, send)

    def _refusal(self, scope: Scope) -> str:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _host(f"//{host}") not in self.hosts:
            return "This studio does not answer to that host name: add it to `hosts` in the settings of `web`."
        origin = headers.get("origin")
        if scope.get("method") in SAFE or origin is None:
            return ""
        if origin.partition("://")[2].lower() == host.lower() or _host(origin) in self.named:
            return ""
        return "A page from elsewhere may not change anything in this studio."


class Sized:
    """Reads no more of a body than was agreed; `own` are addresses that write theirs to disk, with their own limits."""

    def __init__(self, app: ASGIApp, most: int, own: Mapping[str, int]) -> None:
        self.app = app
        self.most = most
        self.own = own

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = max(self.most, self.own.get(scope["path"], 0))
        said = Headers(scope=scope).get("content-length", "0")
        if said.isdigit() and int(said) > most:
            await problem.answer(413, "too_large", _too_large(most))(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise HTTPException(413, _too_large(most))
            return message

        await self.app(scope, counted, send)


def _too_large(most: int) -> str:
    return f"That is more than the {most:,} bytes this studio reads at a time."


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
