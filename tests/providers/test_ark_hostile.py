"""Whatever comes back from an address that is said to be Ark's: only the failures a provider may have come out."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.providers.ark import Ark
from rushes.providers.base import Answer, Cancelled, Done, Trace, Waiting
from rushes.providers.errors import Ambiguous, NotNow, ProviderFailure
from tests.providers.ark_account import KEY, Account
from tests.simulators.ark import Service

REMOTE = "cgt-20260514101521-nk5ct"
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
ANYTHING = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner), max_leaves=8
)
STATUS = st.sampled_from(["queued", "running", "succeeded", "failed", "cancelled", "expired"])
TASK = st.fixed_dictionaries(
    {},
    optional={
        "id": st.just(REMOTE) | ANYTHING,
        "status": STATUS | ANYTHING,
        "model": st.just("dreamina-seedance-2-0-260128") | ANYTHING,
        "usage": st.fixed_dictionaries({}, optional={"completion_tokens": ANYTHING}) | ANYTHING,
        "content": st.fixed_dictionaries({}, optional={"video_url": ANYTHING, "last_frame_url": ANYTHING}) | ANYTHING,
        "error": st.fixed_dictionaries({}, optional={"code": ANYTHING, "message": ANYTHING}) | ANYTHING,
        "seed": st.just(7) | ANYTHING,
        "duration": st.just(5) | ANYTHING,
        "ratio": st.just("16:9") | ANYTHING,
        "resolution": st.just("720p") | ANYTHING,
        "created_at": ANYTHING,
        "updated_at": ANYTHING,
        "generate_audio": ANYTHING,
    },
)
LIST = st.fixed_dictionaries({}, optional={"total": st.integers(0, 3) | ANYTHING, "items": st.lists(TASK | ANYTHING)})
PICTURES = st.fixed_dictionaries(
    {}, optional={"data": st.lists(st.fixed_dictionaries({}, optional={"url": ANYTHING, "size": ANYTHING}) | ANYTHING)}
)
ANSWERS = TASK | LIST | PICTURES | ANYTHING
STATUSES = st.sampled_from([200, 200, 200, 204, 301, 400, 401, 403, 404, 409, 418, 429, 500, 502, 503])


@dataclass
class Stranger:
    """What answers, whatever it is asked."""

    status: int = 200
    content: bytes = b""


@pytest.fixture(scope="module")
def stranger() -> Stranger:
    return Stranger()


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Account:
    return Account(Service(), "https://ark.example", tmp_path_factory.mktemp("account"))


@pytest.fixture(scope="module")
def ark(account: Account, stranger: Stranger) -> Iterator[Ark]:
    """The provider, whose every call the stranger answers."""
    with account.ark() as connected:
        wire = connected._wire
        wire.http.close()
        line = httpx2.MockTransport(lambda asked: httpx2.Response(stranger.status, content=stranger.content))
        wire.http = httpx2.Client(base_url=account.stated.url, transport=line)
        yield connected


def kept(said: Any) -> None:
    """What is kept of an answer can be kept: it is JSON, and text a database takes."""
    told = json.dumps(said, allow_nan=False, ensure_ascii=False)
    assert told.encode("utf-8")
    assert "\\u0000" not in told


def asked(call: Callable[[], Any]) -> Any:
    """What comes of a call, or the failure it may have."""
    try:
        return call()
    except ProviderFailure as failure:
        kept([failure.says, failure.then])
        return failure
    except (NotNow, Ambiguous) as failure:
        return failure


def looked(answer: Answer | Exception) -> None:
    if isinstance(answer, Done):
        kept([answer.output, dict(answer.reported)])
        assert answer.cost is None or answer.cost.micros >= 0
        assert answer.used is None or answer.used.amount > 0
    elif isinstance(answer, Waiting):
        kept(answer.status)
        assert answer.status


@settings(max_examples=80, deadline=None)
@given(said=ANSWERS, status=STATUSES)
def test_whatever_json_comes_nothing_else_comes_out(
    account: Account, ark: Ark, stranger: Stranger, said: Any, status: int
) -> None:
    stranger.status, stranger.content = status, json.dumps(said).encode()
    request = account.request(settings={"seed": 7})

    answer = asked(lambda: ark.poll(REMOTE))
    looked(answer)
    answers: list[Any] = []
    together = asked(lambda: answers.extend(ark.look([REMOTE, "cgt-2"])))
    assert together is None or isinstance(together, NotNow)
    for remote, one in answers:
        assert remote in {REMOTE, "cgt-2"}
        looked(one)
    assert isinstance(asked(lambda: ark.find(account.sent(request))), str | Trace | NotNow)
    assert isinstance(asked(lambda: ark.cancel(REMOTE)), Cancelled | NotNow)
    assert isinstance(asked(lambda: ark.submit(request, KEY)), str | ProviderFailure | NotNow | Ambiguous)
    picture = asked(lambda: ark.submit(account.still(), KEY))
    if isinstance(picture, str):
        looked(asked(lambda: ark.poll(picture)))
    ark.hears({}, stranger.content, datetime.now(UTC))


@settings(max_examples=40, deadline=None)
@given(content=st.binary(max_size=40), status=STATUSES)
def test_whatever_bytes_come_nothing_else_comes_out(
    account: Account, ark: Ark, stranger: Stranger, content: bytes, status: int
) -> None:
    stranger.status, stranger.content = status, content
    looked(asked(lambda: ark.poll(REMOTE)))
    asked(lambda: list(ark.look([REMOTE])))
    asked(lambda: ark.find(account.sent(account.request())))
    asked(lambda: ark.submit(account.request(), KEY))
    picture = asked(lambda: ark.submit(account.still(), KEY))
    if isinstance(picture, str):
        looked(asked(lambda: ark.poll(picture)))


@pytest.mark.parametrize("content", [b"[" * 100_000, b"", b"null", b'{"id": "../../keys"}', b'{"id": 7}', b"<html>"])
def test_an_order_without_an_id_may_have_been_taken(
    account: Account, ark: Ark, stranger: Stranger, content: bytes
) -> None:
    stranger.status, stranger.content = 200, content
    with pytest.raises(Ambiguous):
        ark.submit(account.request(), KEY)


def test_an_answer_larger_than_any_honest_one_says_nothing_of_a_task(
    account: Account, ark: Ark, stranger: Stranger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rushes.providers.wire.LARGEST_ANSWER", 10)
    stranger.status, stranger.content = 200, b'{"status": "running"}'
    for call in (
        lambda: ark.poll(REMOTE),
        lambda: list(ark.look([REMOTE])),
        lambda: ark.find(account.sent(account.request())),
        lambda: ark.cancel(REMOTE),
    ):
        assert isinstance(asked(call), NotNow)


@pytest.mark.parametrize("status", [400, 403, 429, 500, 503])
def test_what_broke_may_have_been_taken_whatever_the_status(
    account: Account, ark: Ark, stranger: Stranger, status: int
) -> None:
    stranger.status, stranger.content = status, b'{"error": {"code": "InternalServiceError", "message": "Sorry."}}'
    with pytest.raises(Ambiguous):
        ark.submit(account.request(), KEY)


@pytest.mark.parametrize("status", [301, 400, 403, 404, 418])
def test_what_is_not_ark_at_all_is_said(account: Account, ark: Ark, stranger: Stranger, status: int) -> None:
    stranger.status, stranger.content = status, b"<html>It works!</html>"
    failure = asked(lambda: ark.submit(account.request(), KEY))
    assert isinstance(failure, ProviderFailure)
    assert (failure.says, failure.then) == (
        f"What answers there ({status}) is not Ark.",
        "Is `url` under [providers.ark] right?",
    )
    look = asked(lambda: ark.poll(REMOTE))
    assert isinstance(look, NotNow)
    assert "is not Ark" in look.says


@pytest.mark.parametrize(
    "link", ["ftp://there/clip.mp4", "http://", "file:///etc/passwd", "clip.mp4", "http://[", "x\0"]
)
def test_a_link_that_is_none_is_a_failure(
    account: Account, ark: Ark, stranger: Stranger, tmp_path: Path, link: str
) -> None:
    failure = asked(lambda: ark.fetch(account.request(), Done(link), tmp_path / "raw.mp4"))
    assert isinstance(failure, ProviderFailure | NotNow)


def test_a_server_that_repeats_the_key_is_quoted_and_kept_without_it(
    account: Account, ark: Ark, stranger: Stranger
) -> None:
    key = account.service.key
    stranger.status = 400
    stranger.content = json.dumps({"error": {"code": "InvalidParameter", "message": f"Bearer {key} is wrong"}}).encode()
    failure = asked(lambda: ark.submit(account.request(), KEY))
    assert isinstance(failure, ProviderFailure)
    assert key not in failure.raw + failure.says

    stranger.status, stranger.content = 200, json.dumps({"data": [{"url": f"https://there/{key}"}]}).encode()
    remote = ark.submit(account.still(), KEY)
    assert key.encode() not in account.house.blobs.read(remote)
