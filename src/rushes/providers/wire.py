"""
A service over HTTP: creates go once, answers are read within limits and kept without our key, results are downloaded.

Which of `providers.errors` a failure of the line is depends on what was asked: a create that may have arrived is
`Ambiguous`, one that certainly did not is `NotNow`, and so is any question that changes nothing.
"""

import functools
import ipaddress
import json
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import getproxies

import httpx2

from rushes.providers.errors import Ambiguous, Cause, NotNow, ProviderFailure

LARGEST_ANSWER = 64 << 20
LARGEST_RESULT = 8 << 30
LONGEST_RAW = 8000
HIDDEN = "[the key]"
GONE = {401, 403, 404, 410}


@dataclass(frozen=True)
class Said:
    """
    What a service answered: `body` is its JSON (None where it is none), `raw` what an operator may read of it.

    A line hands it on without our key, which a service may repeat anywhere, as an id too.
    """

    status: int
    headers: Mapping[str, str]
    content: bytes
    secrets: tuple[str, ...] = field(default=(), repr=False)

    @property
    def ok(self) -> bool:
        """Whether it says that all is well."""
        return 200 <= self.status < 300

    @property
    def body(self) -> Any:
        """The JSON it holds; None for anything else."""
        try:
            return json.loads(self.content)
        except (ValueError, RecursionError):
            return None

    @property
    def object(self) -> dict[str, Any]:
        """The JSON object it holds; an empty one for anything else."""
        body = self.body
        return body if isinstance(body, dict) else {}

    @property
    def raw(self) -> str:
        """Its text, shortened, without our key, NUL and halves of characters."""
        return shown(self.content.decode("utf-8", "replace"), self.secrets)[:LONGEST_RAW]

    @property
    def after(self) -> float:
        """How many seconds it asks us to wait; 0 where it does not say."""
        try:
            return max(0.0, min(float(self.headers.get("retry-after", 0)), 3600.0))
        except ValueError:
            return 0.0


def shown(text: str, secrets: tuple[str, ...]) -> str:
    """A text as it may be kept and shown."""
    text = text.replace("\0", "").encode("utf-8", "replace").decode()
    for secret in filter(None, secrets):
        text = text.replace(secret, HIDDEN)
    return text


class Wire:
    """A client of one service; nothing is sent when it is made."""

    def __init__(
        self, base: str, headers: Mapping[str, str], *, secrets: tuple[str, ...] = (), seconds: float = 60.0
    ) -> None:
        self.host = httpx2.URL(base).host
        self._base, self._headers, self._secrets, self._seconds = base.rstrip("/"), dict(headers), secrets, seconds

    @functools.cached_property
    def http(self) -> httpx2.Client:
        """The client for what is asked, made when it is first needed: most providers are never asked."""
        return httpx2.Client(base_url=self._base, headers=self._headers, timeout=self._seconds, verify=_trust())

    @functools.cached_property
    def _downloads(self) -> httpx2.Client:
        # A proxy looks the names up itself, where nothing can be pinned.
        way = {"verify": _trust()} if getproxies() else {"transport": _Pinned()}
        hooks = {"request": [self._guard]}
        return httpx2.Client(timeout=self._seconds, follow_redirects=True, event_hooks=hooks, **way)

    @property
    def _in_the_house(self) -> bool:
        """Whether the service itself is asked without TLS, as one on this machine or its network is."""
        return self._base.startswith("http://")

    def create(self, path: str, *, method: str = "POST", **asked: Any) -> Said:
        """
        Send something that may cost money, once.

        Raises:
            NotNow: nobody answers at the address.
            Ambiguous: it was sent and no answer came, none that can be read, or one that says nothing of it (5xx).
        """
        try:
            said = self._said(method, path, asked)
        except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.UnsupportedProtocol, httpx2.PoolTimeout) as error:
            raise self._nobody(error) from error
        except UnicodeError:
            raise self._no_key() from None
        except httpx2.HTTPError as error:
            raise Ambiguous(f"No answer came from {self.host}: {self._shown(error)}") from error
        except ProviderFailure as failure:
            raise Ambiguous(f"No answer that can be read came from {self.host}: {failure.says}") from failure
        if said.status >= 500 and said.status != 503:
            raise Ambiguous(f"{self.host} answered {said.status}: {said.raw[:400]}")
        return said

    def ask(self, path: str, *, method: str = "GET", **asked: Any) -> Said:
        """Ask something that may be asked again. NotNow: no answer came, or one of 429, 5xx."""
        try:
            said = self._said(method, path, asked)
        except httpx2.HTTPError as error:
            raise self._nobody(error) from error
        except UnicodeError:
            raise self._no_key() from None
        if said.status == 429 or said.status >= 500:
            cause = Cause.RATE_LIMIT if said.status == 429 else Cause.PROVIDER_FAULT
            says = f"{self.host} answered {said.status}."
            raise NotNow(cause, says, "It is asked again.", said.raw, after=said.after)
        return said

    def download(self, url: str, target: Path, *, headers: Mapping[str, str] | None = None) -> None:
        """
        GET a result into a file, whole; `headers` go to that address alone, not where it leads on to.

        Raises:
            ProviderFailure: the link is dead, or leads where no result can be.
            NotNow: the line broke, or the file came short.
        """
        try:
            own = {"own": (httpx2.URL(url).netloc, tuple(headers or ()))}
            with self._downloads.stream("GET", url, headers=dict(headers or {}), extensions=own) as answer:
                if answer.status_code in GONE:
                    says = f"The result is no longer at {self.host} ({answer.status_code})."
                    raise ProviderFailure(Cause.EXPIRED, says, "Order it again.")
                if answer.is_error:
                    raise NotNow(Cause.PROVIDER_FAULT, f"The result could not be fetched ({answer.status_code}).")
                _write(answer, target)
        except (httpx2.InvalidURL, httpx2.UnsupportedProtocol) as error:
            raise ProviderFailure(Cause.PROVIDER_FAULT, f"{self.host} gave no address one can fetch from.") from error
        except httpx2.HTTPError as error:
            raise NotNow(Cause.PROVIDER_FAULT, f"The download broke off: {self._shown(error)}") from error

    def close(self) -> None:
        """Let go of the connections."""
        for name in {"http", "_downloads"} & vars(self).keys():
            getattr(self, name).close()

    def _said(self, method: str, path: str, asked: Mapping[str, Any]) -> Said:
        with self.http.stream(method, self._address(path), **asked) as answer:
            headers = {name.lower(): shown(value, self._secrets) for name, value in answer.headers.items()}
            content = _read(answer)
        for secret in filter(None, self._secrets):
            content = content.replace(secret.encode(), HIDDEN.encode())
        return Said(answer.status_code, headers, content, self._secrets)

    def _address(self, path: str) -> str:
        """Where a path is, whole: a client joins its base and a path by parsing both for every question."""
        return path if path.startswith(("https://", "http://")) else f"{self._base}/{path.lstrip('/')}"

    def _nobody(self, error: Exception) -> NotNow:
        says = f"Nobody answers at {self.host}: {self._shown(error)}"
        return NotNow(Cause.PROVIDER_FAULT, says, "It is tried again; is the address right?")

    def _no_key(self) -> NotNow:
        return NotNow(Cause.AUTH, f"The key for {self.host} has letters that no key has.", "Copy it again.")

    def _shown(self, error: Exception) -> str:
        return shown(str(error) or type(error).__name__, self._secrets)

    def _guard(self, asked: httpx2.Request) -> None:
        """
        Results come over TLS, from the open internet or the service's own host; only a service that is itself in the
        house gives others. A key in a header is for the place it was meant for. The addresses that were found good are
        the ones to which the line is opened: asked again, a name might mean others.
        """
        place, names = asked.extensions["own"]
        for name in names if asked.url.netloc != place else ():
            asked.headers.pop(name, None)
        if self._in_the_house:
            return
        own = asked.url.host == self.host
        found = [] if own else _addresses(asked.url.host)
        if asked.url.scheme == "https" and not own and not found:
            raise httpx2.ConnectError(f"no address is known for {asked.url.host}", request=asked)
        asked.extensions["addresses"] = found
        if asked.url.scheme != "https" or any(not ipaddress.ip_address(address).is_global for address in found):
            says = f"{self.host} gave an address that is not fetched: {asked.url.host}."
            raise ProviderFailure(Cause.PROVIDER_FAULT, says)


@functools.cache
def _trust() -> ssl.SSLContext:
    """Whom we believe to be who they are; it takes a tenth of a second to make, so there is one for all."""
    return httpx2.create_ssl_context()


def _addresses(host: str) -> list[str]:
    """What a host name means now, the likeliest first; nothing where nobody knows it."""
    try:
        return list(dict.fromkeys(str(row[4][0]) for row in socket.getaddrinfo(host, None)))
    except (OSError, UnicodeError):
        return []


class _Pinned(httpx2.BaseTransport):
    """Opens a line to the addresses that were looked at, under the name that was asked for; each line is used once."""

    def __init__(self) -> None:
        self._line = httpx2.HTTPTransport(verify=_trust(), limits=httpx2.Limits(max_keepalive_connections=0))

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Ask, at the first of the addresses where somebody answers."""
        *others, last = request.extensions.get("addresses") or [request.url.host]
        for address in others:
            try:
                return self._at(address, request)
            except (httpx2.ConnectError, httpx2.ConnectTimeout):
                continue
        return self._at(last, request)

    def close(self) -> None:
        """Let go of the connections."""
        self._line.close()

    def _at(self, address: str, asked: httpx2.Request) -> httpx2.Response:
        named = {**asked.extensions, "sni_hostname": asked.url.host}
        url = asked.url.copy_with(host=address)
        there = httpx2.Request(asked.method, url, headers=asked.headers, stream=asked.stream, extensions=named)
        return self._line.handle_request(there)


def _read(answer: httpx2.Response) -> bytes:
    content = bytearray()
    for part in answer.iter_bytes():
        content += part
        if len(content) > LARGEST_ANSWER:
            says = "It answered with more than any honest answer."
            raise ProviderFailure(Cause.PROVIDER_FAULT, says, "Is the address right?")
    return bytes(content)


def _write(answer: httpx2.Response, target: Path) -> None:
    size, promised = 0, answer.headers.get("content-length")
    with target.open("wb") as file:
        for part in answer.iter_bytes():
            size += len(part)
            if size > LARGEST_RESULT:
                raise ProviderFailure(Cause.PROVIDER_FAULT, "The result is larger than any film.")
            file.write(part)
    if promised and promised.isdigit() and "content-encoding" not in answer.headers and size != int(promised):
        raise NotNow(Cause.PROVIDER_FAULT, f"The download came short: {size} of {promised} bytes.")
