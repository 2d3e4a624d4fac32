"""Language models of several makers, each in its own dialect; pictures; the client beneath, and answers of any kind."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI, Response
from hypothesis import given
from hypothesis import settings as hypothetical
from hypothesis import strategies as st

from rushes.kernel.money import Money
from rushes.providers import chat
from rushes.providers.base import Citation, Done, House, Request
from rushes.providers.chat import Chat, Dialect, Limit, Settings, Structure
from rushes.providers.errors import Ambiguous, Cause, NotNow, ProviderFailure
from rushes.storage.disk import Disk
from tests.providers.test_chat import SCHEMA, request, settings
from tests.simulators import kit
from tests.simulators.chat import THOUGHT, Fault, Service, app
from tests.simulators.serving import served

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda more: st.lists(more, max_size=3) | st.dictionaries(st.text(max_size=8), more, max_size=3),
    max_leaves=12,
)
SHAPED = st.fixed_dictionaries(
    {"choices": st.lists(st.fixed_dictionaries({"message": JSON, "finish_reason": JSON}) | JSON, max_size=2)},
    optional={"usage": JSON, "model": JSON, "error": JSON},
)


@pytest.fixture
def service() -> Service:
    return Service(key="sesame")


@pytest.fixture
def address(service: Service) -> Iterator[str]:
    with served(app(service)) as url:
        yield f"{url}/v1"


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(Disk(tmp_path / "blobs"), tmp_path, 1)


def answered(made: Chat, question: Request, folder: Path) -> str:
    """Ask, look, bring home, let go."""
    try:
        done = made.poll(made.submit(question, "key"))
        assert isinstance(done, Done)
        made.fetch(question, done, folder / "answer.txt")
    finally:
        made.close()
    return (folder / "answer.txt").read_text()


def asked(stated: Settings, house: House) -> str:
    return answered(chat.connect(stated, house), request(stated), house.scratch)


def shown(stated: Settings, house: House, *pictures: bytes) -> Request:
    """A question about pictures."""
    cited = [Citation(number, "SH-1", "frame", house.blobs.put_bytes(one)) for number, one in enumerate(pictures, 1)]
    return replace(request(stated), citations=(*cited, Citation(9, "CH-WREN", "described in words alone")))


def test_ollama_is_asked_for_nothing_it_leaves_out(service: Service, address: str, house: House) -> None:
    service.server = "ollama"
    asked(settings(address), house)
    assert service.ignored == set()
    assert service.asked[0].keys() == {"model", "messages", "max_tokens", "seed", "response_format"}


def test_lm_studio_is_given_the_schema_even_where_an_object_would_do(
    service: Service, address: str, house: House
) -> None:
    service.server = "lm_studio"
    asked(settings(address, dialect=Dialect.LM_STUDIO, structure=Structure.OBJECT), house)
    assert service.asked[0]["response_format"]["json_schema"]["schema"] == SCHEMA

    with pytest.raises(ProviderFailure, match="must be 'json_schema' or 'text'") as refused:
        asked(settings(address, structure=Structure.OBJECT), house)
    assert refused.value.cause is Cause.INVALID_REQUEST


def test_ark_is_told_not_to_think_and_others_are_not(service: Service, address: str, house: House) -> None:
    service.server = "ark"
    asked(settings(address, dialect=Dialect.ARK), house)
    asked(settings(address), house)
    assert service.asked[0]["thinking"] == {"type": "disabled"}
    assert "thinking" not in service.asked[1]


def test_what_vllm_tells_of_its_thoughts_is_no_part_of_the_answer(service: Service, address: str, house: House) -> None:
    service.server = "vllm"
    assert asked(settings(address), house) == "{}"


@pytest.mark.parametrize(("end", "says"), [("stop", "thought, and then said nothing"), ("length", "cut off")])
def test_a_model_that_only_thought_failed_and_its_thoughts_are_kept(
    service: Service, address: str, house: House, end: str, says: str
) -> None:
    service.script = [Fault("thinks", end)]
    with pytest.raises(ProviderFailure, match=says) as failed:
        asked(settings(address), house)
    assert failed.value.raw == THOUGHT


def test_the_longest_answer_goes_by_the_name_the_model_knows(service: Service, address: str, house: House) -> None:
    service.newer = True
    with pytest.raises(ProviderFailure, match="max_completion_tokens"):
        asked(settings(address), house)
    asked(settings(address, limit=Limit.NEW, most_tokens=500), house)
    assert service.asked[1]["max_completion_tokens"] == 500
    assert "max_tokens" not in service.asked[1]


def test_pictures_are_shown_in_their_order_after_the_question(service: Service, address: str, house: House) -> None:
    stated = settings(address, vision=True, input_price="1")
    question = shown(stated, house, kit.picture(32, 18), kit.picture(64, 36, form="JPEG"), kit.picture(8, 8, 9, "WEBP"))
    assert chat.plugin.quote(chat.plugin.usual, question).high > chat.plugin.estimate(request(stated)).high
    assert chat.connect(stated, house).refuses(question) == ""

    answered(chat.connect(stated, house), question, house.scratch)
    words, *seen = service.asked[0]["messages"][1]["content"]
    assert words == {"type": "text", "text": question.prompt}
    heads = [part["image_url"]["url"].partition(",")[0] for part in seen]
    assert heads == ["data:image/png;base64", "data:image/jpeg;base64", "data:image/webp;base64"]


def test_a_model_that_sees_nothing_is_shown_nothing(service: Service, address: str, house: House) -> None:
    blind = settings(address)
    question = shown(blind, house, kit.picture(8, 8))
    assert "vision = true" in chat.connect(blind, house).refuses(question)
    clip = Citation(1, "SH-1", "take", "0" * 64, kind="video")
    assert "pictures alone" in chat.connect(blind, house).refuses(replace(question, citations=(clip,)))

    service.sees = False
    with pytest.raises(ProviderFailure, match="does not support image"):
        answered(chat.connect(blind, house), question, house.scratch)


@pytest.mark.parametrize("file", [b"", b"GIF89a"])
def test_a_picture_that_cannot_be_shown_stops_the_question_before_it_is_sent(
    service: Service, address: str, house: House, file: bytes
) -> None:
    stated = settings(address, vision=True)
    question = shown(stated, house, file or b"?")
    if not file:
        question = replace(question, citations=(replace(question.citations[0], sha256="0" * 64),))
    with pytest.raises(ProviderFailure) as failed:
        answered(chat.connect(stated, house), question, house.scratch)
    assert (failed.value.cause, service.asked) == (Cause.INPUT_FETCH, [])


def test_what_the_environment_says_about_openai_is_not_for_this_server(
    service: Service, address: str, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("API_KEY", "ADMIN_KEY", "ORG_ID", "PROJECT_ID", "BASE_URL"):
        monkeypatch.setenv(f"OPENAI_{name}", "http://elsewhere/not-for-you")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Secret: not-for-you\nAuthorization: not-for-you")
    asked(settings(address), house)
    service.key = ""
    asked(settings(address, key=""), house)

    assert not [name for sent in service.headers for name, value in sent.items() if "not-for-you" in value]
    assert [sent.get("authorization") for sent in service.headers] == ["Bearer sesame", None]
    assert {name for sent in service.headers for name in sent if name.startswith("x-")} == set()


def test_the_client_is_not_loaded_before_anything_is_asked() -> None:
    loads = "import sys; import rushes.providers.chat; sys.exit('openai' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loads], check=False).returncode == 0


def test_a_text_in_parts_is_one_text(house: House) -> None:
    parts = [{"type": "text", "text": "A courier "}, {"type": "text", "text": "runs."}, "?"]
    kept = house.blobs.put_bytes(json.dumps({"choices": [{"message": {"content": parts}}]}).encode())
    chat.connect(Settings(), house).fetch(request(Settings()), Done(kept), house.scratch / "answer.txt")
    assert (house.scratch / "answer.txt").read_text() == "A courier runs."


@pytest.fixture(scope="module")
def away(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Chat, House]]:
    """A studio whose server is never asked: its answers are there already."""
    folder = tmp_path_factory.mktemp("away")
    house = House(Disk(folder / "blobs"), folder, 1)
    made = chat.connect(settings("http://here", input_price="1"), house)
    yield made, house
    made.close()


@hypothetical(deadline=None)
@given(said=JSON | SHAPED)
def test_whatever_json_comes_is_an_answer_or_a_failure(away: tuple[Chat, House], said: Any) -> None:
    made, house = away
    with suppress(ProviderFailure):
        done = made.poll(house.blobs.put_bytes(json.dumps(said).encode()))
        assert isinstance(done, Done)
        assert done.cost is None or done.cost >= Money(0, "USD")
        made.fetch(request(Settings()), done, house.scratch / "answer.txt")


def test_whatever_refusal_comes_is_sorted(house: House) -> None:
    contents = [b"", b"<html>", b"[" * 5000, b"null", b'{"error": 7}', b'{"error": {"code": [1]}, "x": "\xff"}']
    refusals = iter([(status, content) for status in (301, 400, 404, 418, 429, 500, 503) for content in contents])
    made, sorted_as = FastAPI(), set()

    @made.post("/v1/chat/completions")
    def complete() -> Response:
        status, content = next(refusals)
        return Response(content, status)

    with served(made) as url:
        for _ in range(7 * len(contents)):
            with pytest.raises((ProviderFailure, NotNow, Ambiguous)) as refused:
                asked(settings(f"{url}/v1", key=""), house)
            sorted_as.add(type(refused.value))
    assert sorted_as == {ProviderFailure, NotNow, Ambiguous}
