"""A line to a service: what a create leaves known, what may be asked again, where a result may come from."""

import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI, Request, Response
from hypothesis import given
from hypothesis import strategies as st

from rushes.providers import wire
from rushes.providers.errors import Ambiguous, Cause, NotNow, ProviderFailure
from rushes.providers.wire import HIDDEN, LONGEST_RAW, Said, Wire, shown
from tests.simulators.kit import Dropped
from tests.simulators.serving import served

KEY = "sk-lumen-4711"
NOBODY = "http://127.0.0.1:1"
PUBLIC = "https://api.lumen.example/v1"
ADDRESSES = {
    "api.lumen.example": "93.184.216.34",
    "cdn.lumen.example": "93.184.216.35",
    "inside.lumen.example": "10.0.0.7",
    "meta.lumen.example": "169.254.169.254",
    "mapped.lumen.example": "::ffff:127.0.0.1",
}


@dataclass
class Service:
    """A server that answers as it is told, and keeps what it was asked."""

    answer: Callable[[Request], Response] = lambda _: Response(b"{}")
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def app(self) -> FastAPI:
        """The server."""
        made = FastAPI()

        @made.api_route("/{path:path}", methods=["GET", "POST", "DELETE"])
        async def any(path: str, request: Request) -> Response:
            self.asked.append((f"/{path}", dict(request.headers)))
            return self.answer(request)

        return made


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[Service, str]]:
    """One server for all tests."""
    service = Service()
    with served(service.app()) as url:
        yield service, url


@pytest.fixture
def service(running: tuple[Service, str]) -> Service:
    vars(running[0]).update(vars(Service()))
    return running[0]


@pytest.fixture
def line(service: Service, running: tuple[Service, str]) -> Iterator[Wire]:
    """A line to it, with our key in a header."""
    with closing(Wire(running[1], {"Authorization": f"Bearer {KEY}"}, secrets=(KEY,))) as made:
        yield made


def says(service: Service, content: bytes = b"", status: int = 200, **headers: str) -> None:
    """Have the server answer with this from now on."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    service.answer = lambda _: Response(content, status, told)


def test_a_create_arrives_once_with_our_key_and_its_answer_is_read(service: Service, line: Wire) -> None:
    says(service, b'{"id": 7}', 201, x_cost="3")
    said = line.create("/clips", json={})

    assert (said.ok, said.status, said.object, said.headers["x-cost"]) == (True, 201, {"id": 7}, "3")
    assert [(path, headers["authorization"]) for path, headers in service.asked] == [("/clips", f"Bearer {KEY}")]


def test_where_nobody_answers_a_create_was_not_sent_and_a_question_is_asked_again() -> None:
    with closing(Wire(NOBODY, {})) as away:
        for call in (away.create, away.ask):
            with pytest.raises(NotNow, match="Nobody answers at 127") as caught:
                call("/clips")
            assert caught.value.cause is Cause.PROVIDER_FAULT


def _cut(service: Service) -> None:
    service.answer = lambda _: Dropped(b'{"id"')


BROKEN: dict[str, Callable[[Service], None]] = {
    "an answer that is cut off": _cut,
    **{str(status): partial(says, status=status) for status in (500, 501, 502, 504, 529, 599)},
    "an answer that cannot be unpacked": partial(says, content=b"not packed", content_encoding="gzip"),
    "an answer without end": partial(says, content=bytes(2000)),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_create_whose_answer_says_nothing_may_have_arrived_and_is_not_repeated(
    service: Service, line: Wire, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "LARGEST_ANSWER", 1000)
    BROKEN[broken](service)
    with pytest.raises(Ambiguous):
        line.create("/clips", json={})
    assert len(service.asked) == 1


def test_a_create_that_takes_too_long_may_have_arrived() -> None:
    def slow(asked: httpx2.Request) -> httpx2.Response:
        raise httpx2.ReadTimeout("too long", request=asked)

    with closing(Wire(PUBLIC, {})) as line:
        vars(line)["http"] = httpx2.Client(transport=httpx2.MockTransport(slow), base_url=PUBLIC)
        with pytest.raises(Ambiguous, match="too long"):
            line.create("/clips")
        with pytest.raises(NotNow, match="too long"):
            line.ask("/clips")


@pytest.mark.parametrize("status", [307, 400, 401, 404, 429, 503])
def test_a_create_that_was_refused_is_the_services_word_and_leads_nowhere_else(
    service: Service, line: Wire, status: int
) -> None:
    says(service, b'{"why": "no"}', status, location="/elsewhere")
    said = line.create("/clips", json={})

    assert (said.ok, said.status, said.object) == (False, status, {"why": "no"})
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    ("status", "cause"), [(429, Cause.RATE_LIMIT), (500, Cause.PROVIDER_FAULT), (503, Cause.PROVIDER_FAULT)]
)
def test_a_question_that_is_not_answered_says_when_to_ask_again(
    service: Service, line: Wire, status: int, cause: Cause
) -> None:
    says(service, b"later", status, retry_after="7")
    with pytest.raises(NotNow) as caught:
        line.ask("/clips/1")
    assert (caught.value.cause, caught.value.after, caught.value.raw) == (cause, 7, "later")


def test_a_question_that_is_answered_with_no_is_the_services_word(service: Service, line: Wire) -> None:
    says(service, b"none", 404)
    assert (line.ask("/clips/1").status, line.ask("/clips/1").object) == (404, {})
    _cut(service)
    with pytest.raises(NotNow):
        line.ask("/clips/1")


def test_an_answer_without_end_is_not_read_to_its_end(
    service: Service, line: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "LARGEST_ANSWER", 1000)
    says(service, bytes(1000))
    assert line.ask("/clips").ok
    says(service, bytes(1001))
    with pytest.raises(ProviderFailure, match="more than any honest answer"):
        line.ask("/clips")


@pytest.mark.parametrize("key", ["schlüssel", "sk\u201dquoted", "sk-😀"])
def test_a_key_with_letters_that_no_key_has_is_said_before_anything_is_sent(
    service: Service, running: tuple[Service, str], key: str
) -> None:
    with closing(Wire(running[1], {"Authorization": f"Bearer {key}"}, secrets=(key,))) as line:
        for call in (line.create, line.ask):
            with pytest.raises(NotNow) as caught:
                call("/clips")
            assert (caught.value.cause, key in str(caught.value)) == (Cause.AUTH, False)
    assert service.asked == []


@pytest.mark.parametrize(
    "packed", [lambda text: text.encode(), lambda text: text.encode("utf-16"), lambda text: b"\xff" + text.encode()]
)
def test_a_key_that_the_service_repeats_is_kept_nowhere(
    service: Service, line: Wire, packed: Callable[[str], bytes]
) -> None:
    says(service, packed(f"Bearer {KEY} is not known; {KEY}."), 401)
    said = line.ask("/clips")
    assert (KEY in said.raw, HIDDEN in said.raw, KEY in repr(line)) == (False, True, False)
    says(service, packed(f"{KEY} broke it"), 500)
    for call, error in ((line.create, Ambiguous), (line.ask, NotNow)):
        with pytest.raises(error) as caught:
            call("/clips")
        assert KEY not in f"{caught.value!s} {caught.value!r} {getattr(caught.value, 'raw', '')}"


@given(st.binary(max_size=300) | st.text(max_size=100).map(str.encode), st.text(min_size=1, max_size=4))
def test_whatever_a_service_says_can_be_read_and_kept(content: bytes, secret: str) -> None:
    said = Said(200, {}, content, (secret,))
    assert isinstance(said.object, dict)
    raw = said.raw
    raw.encode()
    assert "\0" not in raw
    assert len(raw) <= LONGEST_RAW
    assert secret in HIDDEN or secret not in raw.replace(HIDDEN, "\n")


@given(st.text(max_size=12) | st.floats().map(str))
def test_a_wait_is_a_time_somebody_can_wait(told: str) -> None:
    assert 0 <= Said(429, {"retry-after": told}, b"").after <= 3600


def test_deep_answers_are_none() -> None:
    assert Said(200, {}, b"[" * 100_000).body is None
    assert Said(200, {}, b"1" * 10_000).body is None
    assert shown("\ud800\0", ()) == "?"


def test_a_result_is_fetched_whole_and_without_our_key(
    service: Service, line: Wire, running: tuple[Service, str], tmp_path: Path
) -> None:
    says(service, b"clip" * 1000)
    line.download(f"{running[1]}/clip.mp4", tmp_path / "clip.mp4")

    assert (tmp_path / "clip.mp4").read_bytes() == b"clip" * 1000
    assert KEY not in str(service.asked)


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_dead_link_is_a_result_that_expired(
    service: Service, line: Wire, running: tuple[Service, str], tmp_path: Path, status: int
) -> None:
    says(service, b"", status)
    with pytest.raises(ProviderFailure) as caught:
        line.download(f"{running[1]}/clip.mp4", tmp_path / "clip.mp4")
    assert caught.value.cause is Cause.EXPIRED


@pytest.mark.parametrize("broken", ["cut", "short", "500", "429", "circle", "gone"])
def test_a_download_that_breaks_is_fetched_again(
    service: Service, line: Wire, running: tuple[Service, str], tmp_path: Path, broken: str
) -> None:
    url = NOBODY if broken == "gone" else running[1]
    service.answer = {
        "cut": lambda _: Dropped(b"clip"),
        "short": lambda _: Dropped(b"c" * 4095),
        "500": lambda _: Response(status_code=500),
        "429": lambda _: Response(status_code=429),
        "circle": lambda _: Response(status_code=302, headers={"location": "/clip.mp4"}),
    }.get(broken, service.answer)
    with pytest.raises(NotNow):
        line.download(f"{url}/clip.mp4", tmp_path / "clip.mp4")


@pytest.mark.parametrize("url", ["", "clip.mp4", "file:///etc/passwd", "ftp://127.0.0.1/clip", "http://[::", "data:,x"])
def test_what_is_no_address_is_not_fetched(line: Wire, tmp_path: Path, url: str) -> None:
    with pytest.raises(ProviderFailure, match="no address one can fetch from"):
        line.download(url, tmp_path / "clip.mp4")


def test_a_result_larger_than_any_film_is_not_kept_on_coming(
    service: Service, line: Wire, running: tuple[Service, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "LARGEST_RESULT", 1000)
    says(service, bytes(1001))
    with pytest.raises(ProviderFailure, match="larger than any film"):
        line.download(f"{running[1]}/clip.mp4", tmp_path / "clip.mp4")


@dataclass
class Internet:
    """Hosts that answer a download: with a clip, or by leading elsewhere; keeps who was asked with which key."""

    leads: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    at: list[tuple[str, str]] = field(default_factory=list)

    def answer(self, asked: httpx2.Request) -> httpx2.Response:
        """As a host does."""
        name = asked.extensions["sni_hostname"]
        self.at.append((asked.url.host, name))
        url = str(asked.url.copy_with(host=name))
        self.asked.append((url, asked.headers.get("x-key", "")))
        to = self.leads.get(url)
        return httpx2.Response(302, headers={"location": to}) if to else httpx2.Response(200, content=b"clip")


@pytest.fixture
def internet(monkeypatch: pytest.MonkeyPatch) -> Internet:
    """Names of the open internet and of our own network, and hosts behind them."""
    made, real = Internet(), socket.getaddrinfo

    def lookup(host: str, *asked: Any) -> Any:
        return real(ADDRESSES.get(host, host), *asked)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr(httpx2, "HTTPTransport", lambda **_: httpx2.MockTransport(made.answer))
    return made


@pytest.fixture
def open_line(internet: Internet) -> Iterator[Wire]:
    """A line to a service of the open internet."""
    with closing(Wire(PUBLIC, {"Authorization": KEY}, secrets=(KEY,))) as made:
        yield made


INSIDE = [
    "https://inside.lumen.example/clip",
    "https://meta.lumen.example/latest/meta-data",
    "https://mapped.lumen.example/clip",
    "https://127.0.0.1/clip",
    "https://localhost/clip",
    "https://[::1]/clip",
    "https://2130706433/clip",
    "https://0.0.0.0/clip",
    "http://cdn.lumen.example/clip",
]


@pytest.mark.parametrize("inside", INSIDE)
def test_a_service_of_the_open_internet_leads_to_no_address_of_our_own_network(
    internet: Internet, open_line: Wire, tmp_path: Path, inside: str
) -> None:
    """Else a link in an answer would be a way to whatever this machine can reach."""
    internet.leads["https://cdn.lumen.example/moved"] = inside
    for url in (inside, "https://cdn.lumen.example/moved"):
        with pytest.raises(ProviderFailure, match="not fetched"):
            open_line.download(url, tmp_path / "clip.mp4")
    assert [url for url, _ in internet.asked] == ["https://cdn.lumen.example/moved"]


def test_a_result_may_lie_elsewhere_in_the_open_and_a_key_does_not_follow_it_there(
    internet: Internet, open_line: Wire, tmp_path: Path
) -> None:
    here, there = "https://api.lumen.example/files/1", "https://cdn.lumen.example/1.mp4"
    internet.leads[here] = "https://api.lumen.example/files/1/content"
    internet.leads["https://api.lumen.example/files/1/content"] = there
    open_line.download(here, tmp_path / "clip.mp4", headers={"X-Key": KEY})

    assert (tmp_path / "clip.mp4").read_bytes() == b"clip"
    assert internet.asked == [(here, KEY), (f"{here}/content", KEY), (there, "")]


def test_a_name_that_means_another_address_once_it_was_looked_at_leads_to_the_first(
    internet: Internet, open_line: Wire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a name of the open internet could mean this machine a moment later."""
    means = iter(["93.184.216.35", "127.0.0.1"])
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: [(0, 0, 0, "", (next(means), 0))])
    open_line.download("https://cdn.lumen.example/1.mp4", tmp_path / "clip.mp4")

    assert internet.at == [("93.184.216.35", "cdn.lumen.example")]


def test_an_address_at_which_nobody_is_gives_way_to_the_next(
    internet: Internet, open_line: Wire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    means = ["2606:2800:220:1::1", "93.184.216.35"]

    def reached(asked: httpx2.Request) -> httpx2.Response:
        if ":" in asked.url.host:
            raise httpx2.ConnectError("no route")
        return internet.answer(asked)

    monkeypatch.setattr(httpx2, "HTTPTransport", lambda **_: httpx2.MockTransport(reached))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: [(0, 0, 0, "", (one, 0)) for one in means])
    open_line.download("https://cdn.lumen.example/1.mp4", tmp_path / "clip.mp4")

    assert internet.at == [("93.184.216.35", "cdn.lumen.example")]


def test_a_service_in_the_house_may_name_any_address(internet: Internet, tmp_path: Path) -> None:
    with closing(Wire("http://inside.lumen.example:8188", {})) as line:
        line.download("http://meta.lumen.example:9000/clip", tmp_path / "clip.mp4")
    assert len(internet.asked) == 1
