"""Whatever Google may answer: a result, a wait, or one of our errors; and what it repeats of our key is not kept."""

import json
from collections.abc import Iterator
from contextlib import closing
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from rushes.providers import gemini
from rushes.providers.base import Cancelled, Done, Waiting
from rushes.providers.errors import Ambiguous, NotNow, ProviderFailure
from rushes.providers.gemini import Gemini, Settings
from tests.providers.orders import ANYTHING, KEY, Anything, answering, each_spoilt, house, kept, order, plain, spoilt

OMNI = "gemini-omni-1.1-flash"


@pytest.fixture(scope="module")
def said() -> Anything:
    return Anything()


@pytest.fixture(scope="module")
def made(said: Anything, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gemini]:
    """Gemini at an address that answers whatever it is told to."""
    home = house(tmp_path_factory.mktemp("house"))
    with answering(said) as url, closing(gemini.connect(Settings(url=url, key=SecretStr("sesame")), home)) as made:
        yield made


VIDEO = {"type": "video", "mime_type": "video/mp4", "uri": "https://host.example/v1beta/files/f1:download?alt=media"}
USAGE = {
    "total_input_tokens": 20,
    "total_output_tokens": 29060,
    "output_tokens_by_modality": [{"modality": "video", "tokens": 28960}],
}
DONE = {"id": "v1", "status": "completed", "usage": USAGE, "steps": [{"type": "model_output", "content": [VIDEO]}]}
GOOD = (
    DONE,
    DONE | {"steps": [{"type": "model_output", "content": [{"type": "video", "data": "YWJj"}]}]},
    DONE | {"steps": [], "usage": {}, "output_video": VIDEO},
    {"id": "v1", "status": "failed", "error": {"code": "SAFETY", "message": "blocked"}},
    {"id": "v1", "status": "incomplete", "errors": [{"message": "cut"}]},
    {"id": "v1", "status": "in_progress"},
    {"error": {"code": 400, "status": "INVALID_ARGUMENT", "message": "no"}},
    [{"error": {"code": 403, "status": "PERMISSION_DENIED", "message": "no"}}],
)
BODIES = st.one_of(ANYTHING, *map(spoilt, GOOD))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=BODIES, status=st.sampled_from([200] * 7 + [302, 400, 403, 404, 429, 500]))
def test_whatever_comes_is_an_answer_or_one_of_our_errors(made: Gemini, said: Anything, body: Any, status: int) -> None:
    said.content, said.status = json.dumps(body).encode(), status
    assert isinstance(kept(lambda: made.submit(order(OMNI), KEY)), str | Exception)
    assert isinstance(kept(lambda: made.cancel("v1")), Cancelled | Exception)
    answer = kept(lambda: made.poll("v1"))
    assert isinstance(answer, Waiting | Done | Exception)
    if isinstance(answer, Done):
        assert plain({"output": answer.output, "reported": dict(answer.reported)})
        assert answer.cost is None or answer.cost.micros >= 0


@pytest.mark.parametrize("good", GOOD, ids=range(len(GOOD)))
def test_no_one_thing_in_an_answer_is_taken_for_granted(made: Gemini, said: Anything, good: Any) -> None:
    for body, status in product(each_spoilt(good), (200, 403)):
        said.say(body, status)
        seen = kept(lambda: made.poll("v1"))
        assert isinstance(seen, Waiting | Done | Exception)
        if isinstance(seen, Done):
            assert plain({"output": seen.output, "reported": dict(seen.reported)})


@pytest.mark.parametrize("output", ["", "nowhere", "https://[", "ftp://host/clip", "file:///etc/passwd", "//host/x"])
def test_an_address_that_leads_nowhere_is_a_failure(made: Gemini, output: str, tmp_path: Path) -> None:
    error = kept(lambda: made.fetch(order(OMNI), Done(output), tmp_path / "clip.mp4"))
    assert isinstance(error, ProviderFailure | NotNow)
    assert not (tmp_path / "clip.mp4").exists()


@pytest.mark.parametrize("content", [b"", b"<html>", b"[" * 100_000, b"null", b'{"id": 7}'])
def test_what_names_no_interaction_after_a_create_may_be_one(made: Gemini, said: Anything, content: bytes) -> None:
    said.content, said.status = content, 200
    assert isinstance(kept(lambda: made.submit(order(OMNI), KEY)), Ambiguous)


def test_a_key_that_is_repeated_in_an_answer_is_not_kept(made: Gemini, said: Anything) -> None:
    for body, status in (
        ({"id": "v1", "status": "failed", "error": {"message": "no room for sesame"}}, 200),
        ({"error": {"code": 400, "message": "API key sesame is not valid"}}, 400),
    ):
        said.say(body, status)
        error = kept(lambda: made.poll("v1"))
        assert isinstance(error, ProviderFailure | NotNow)
        assert "sesame" not in f"{error.says} {error.raw}"
        assert "[the key]" in error.raw
