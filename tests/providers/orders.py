"""Orders as an adapter gets them, the house it works for, and a server that answers whatever it is told to."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Response
from hypothesis import strategies as st

from rushes.providers.base import Citation, House, Request, Sent
from rushes.providers.errors import Ambiguous, NotNow, ProviderFailure
from rushes.providers.relay import NO_RELAY, Relay, nowhere
from rushes.storage.disk import Disk
from tests.simulators import kit
from tests.simulators.serving import served

KEY = "0b1f6c0e-7d0a-4a56-9c3f-2c1d3a8f5b21"
PROMPT = "A courier lays a tape on the counter."
PICTURE = kit.picture(300, 300)

TEXTS = st.text(max_size=20) | st.sampled_from(["\0", "\ud800", "1e999", "-1", "NaN", "succeeded", "failed", "video"])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS
CARELESS: tuple[Any, ...] = (None, [], {}, [7], "\0\ud800", "NaN", "1e999", True, -1, 10**30)
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=8
)


def spoilt(good: Any) -> st.SearchStrategy[Any]:
    """An answer as it should be, in which one thing or two are something else."""
    changes = st.tuples(st.sampled_from(list(_paths(good))), ANYTHING)
    return st.lists(changes, min_size=1, max_size=2).map(partial(_changed, good))


def each_spoilt(good: Any) -> Iterator[Any]:
    """An answer as it should be, with each thing in it replaced by each of what breaks a careless reader."""
    for path in _paths(good):
        for value in CARELESS:
            yield _changed(good, [(path, value)])


def _paths(value: Any) -> Iterator[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
    for key, held in inner:
        yield (key,)
        yield from ((key, *path) for path in _paths(held))


def _changed(good: Any, changes: list[tuple[tuple[Any, ...], Any]]) -> Any:
    body = deepcopy(good)
    for path, value in changes:
        holder = body
        for key in path[:-1]:
            holder = holder[key] if isinstance(holder, dict | list) and _has(holder, key) else {}
        if isinstance(holder, dict) or (isinstance(holder, list) and _has(holder, path[-1])):
            holder[path[-1]] = value
    return body


def _has(holder: Any, key: Any) -> bool:
    return key in holder if isinstance(holder, dict) else isinstance(key, int) and key < len(holder)


def order(
    model: str, *files: Citation, frames: int = 120, size: tuple[int, int] = (1280, 720), **settings: Any
) -> Request:
    """A clip of five seconds unless said otherwise."""
    return Request(model, PROMPT, frames, "24", *size, 1, citations=files, settings=settings)


def house(folder: Path, *, relay: Relay = NO_RELAY, callback: Callable[[str], str] = nowhere) -> House:
    """A house with a store of its own."""
    return House(Disk(folder / "blobs"), folder / "scratch", 1, relay, callback)


def picture(of: House, number: int = 1, slot: str = "reference") -> Citation:
    """A picture that is kept, cited."""
    content = kit.picture(300, 300, 10 * number) if slot == "reference" else PICTURE
    return Citation(number, "CH-WREN", "identity", of.blobs.put_bytes(content), slot=slot)


def sent(request: Request, *, ago: float = 5.0, taken: tuple[str, ...] = ()) -> Sent:
    """An order to which no answer came, so many seconds ago."""
    return Sent(KEY, request, datetime.now(UTC) - timedelta(seconds=ago), frozenset(taken))


@dataclass
class Anything:
    """What a server answers to every question."""

    content: bytes = b"{}"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    def say(self, body: object, status: int = 200) -> None:
        """Answer with this from now on."""
        self.content, self.status = json.dumps(body).encode(), status


@contextmanager
def answering(said: Anything) -> Iterator[str]:
    """The address of a server that answers whatever it is told to."""
    made = FastAPI()

    @made.api_route("/{path:path}", methods=["GET", "POST", "DELETE"])
    def answer(path: str) -> Response:
        return Response(said.content, said.status, dict(said.headers), "application/json")

    with served(made) as url:
        yield url


def kept(call: Callable[[], object]) -> object:
    """What a call gives, or the provider error it ends in; any other error is a fault of the adapter."""
    try:
        return call()
    except (Ambiguous, NotNow, ProviderFailure) as error:
        ended = error
    assert plain({"says": getattr(ended, "says", ""), "raw": getattr(ended, "raw", "")})
    return ended


def plain(said: Mapping[str, Any]) -> bool:
    """Whether a database can keep it as JSON: numbers that are some, texts without NUL and halves of characters."""
    json.dumps(said, allow_nan=False)
    return not any(set(text) & {"\0", "\ud800"} for text in _texts(said))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    inner = [*value, *value.values()] if isinstance(value, Mapping) else value if isinstance(value, list) else []
    for held in inner:
        yield from _texts(held)
