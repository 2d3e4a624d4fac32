"""The servers behind OpenAI's protocols as one provider: settings, prices, which one is meant, hostile answers."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothetical
from hypothesis import strategies as st
from pydantic import ValidationError

from rushes.kernel.money import Money
from rushes.providers import openai
from rushes.providers.base import Done, Makes, Request, Sent, Trace, Waiting
from rushes.providers.errors import Ambiguous, NotNow, ProviderFailure
from rushes.providers.openai import Settings, plugin
from tests.providers.servers import KEY, Studio, studio
from tests.simulators.openai import Service

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda more: st.lists(more, max_size=3) | st.dictionaries(st.text(max_size=8), more, max_size=3),
    max_leaves=10,
)
STATUS = st.sampled_from(["completed", "failed", "SUCCESS", "FAILURE", "queued", "cancelled"])
FIELDS = (
    "id",
    "task_id",
    "error",
    "seconds",
    "size",
    "model",
    "url",
    "result_url",
    "fail_reason",
    "created_at",
    "code",
)
JOB = st.fixed_dictionaries({"status": STATUS | JSON}, optional=dict.fromkeys(FIELDS, JSON))
SHAPED = JOB | st.fixed_dictionaries({"data": JOB | st.lists(JOB, max_size=2)}, optional={"has_more": JSON})
EXAMPLES = hypothetical(max_examples=60, deadline=None)
PICTURE = st.fixed_dictionaries({"data": st.lists(st.dictionaries(st.sampled_from(["b64_json", "url"]), JSON)) | JSON})


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    with studio(tmp_path_factory.mktemp("hostile"), Service(), video_dialect="newapi") as made:
        yield made


@pytest.fixture(scope="module")
def listing(here: Studio) -> Iterator[Studio]:
    """The same servers, asked in the dialect in which they list their clips."""
    settings = here.settings.model_copy(update={"video_dialect": "openai"})
    provider = openai.connect(settings, here.house)
    yield Studio(here.service, provider, settings, here.house)
    provider.close()


def test_only_what_is_set_up_belongs_to_a_request() -> None:
    assert openai.asks(Settings()) == {}
    told = openai.asks(Settings(image_model="pictures", image_price="0.04", image_sizes=("1024x1024",)))
    assert told == {
        "image": {
            "host": "127.0.0.1",
            "model": "pictures",
            "dialect": "openai",
            "sizes": ["1024x1024"],
            "quality": "",
            "price": "0.04",
        }
    }


def test_no_key_belongs_to_a_request() -> None:
    keys = {f"{kind}_key": f"secret-{kind}" for kind in ("image", "speech", "video")}
    models = {f"{kind}_model": kind for kind in ("image", "speech", "video")}
    told = openai.asks(Settings.model_validate(keys | models | {"video_url": "https://videos.example:8443/v1"}))
    assert told.keys() == {"image", "speech", "video"}
    assert told["video"]["host"] == "videos.example"
    assert "secret" not in json.dumps(told)


def test_it_is_ready_once_a_model_is_named() -> None:
    assert "image_model, speech_model or video_model" in plugin.ready(Settings())
    assert plugin.ready(Settings(speech_model="kokoro")) == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {"image_url": "localhost:8000"},
        {"video_url": "https://me:secret@videos.example/v1"},
        {"image_sizes": ["big"]},
        {"image_price": "0.0000001"},
        {"video_dialect": "kokoro"},
        {"speech_price": -1},
    ],
)
def test_settings_that_cannot_be_are_said_at_the_start(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate(wrong)


def test_what_is_made_in_the_house_costs_nothing(tmp_path: Path) -> None:
    free = {f"{kind}_price": 0 for kind in ("image", "speech", "video")}
    with studio(tmp_path, Service(), **free) as here:
        for asked in (here.picture(), here.line(), here.clip()):
            assert plugin.estimate(asked).high == Money(0, "USD")


def test_an_order_that_was_composed_for_another_server_is_not_sent_to_this_one(tmp_path: Path) -> None:
    with studio(tmp_path, Service()) as here:
        asked = here.clip()
        assert here.provider.refuses(asked) == ""
        told = dict(asked.settings["video"])
        for other in ({"host": "videos.example"}, {"dialect": "newapi"}):
            meant = replace(asked, settings={"video": told | other})
            assert "the settings name another server now" in here.provider.refuses(meant)


def test_without_a_model_nothing_is_sent(tmp_path: Path) -> None:
    none = {f"{kind}_model": "" for kind in ("image", "speech", "video")}
    with studio(tmp_path, Service(), **none) as here:
        for asked, setting in ((here.picture(), "image"), (here.line(), "speech"), (here.clip(), "video")):
            assert f"`{setting}_model`" in here.provider.refuses(asked)


def test_nobody_is_connected_before_somebody_is_asked(tmp_path: Path) -> None:
    with studio(tmp_path, Service()) as here:
        assert isinstance(here.provider, openai.OpenAI)
        assert here.provider._wires == []


def said(studio: Studio, answer: Any) -> None:
    """Let the server answer this next."""
    studio.service.faults.waiting.clear()
    studio.service.faults.throw("instead", json.dumps(answer).encode())


@EXAMPLES
@given(answer=JSON | SHAPED)
def test_whatever_is_answered_to_a_look_is_an_answer_or_a_failure(here: Studio, answer: Any) -> None:
    here.service.faults.waiting.clear()
    remote = here.provider.submit(here.clip(), KEY)
    said(here, answer)
    with suppress(ProviderFailure, NotNow):
        seen = here.provider.poll(remote)
        assert isinstance(seen, Waiting | Done)
        if isinstance(seen, Done):
            here.provider.fetch(here.clip(), seen, here.house.scratch / "raw")


@EXAMPLES
@given(answer=JSON | SHAPED)
def test_whatever_is_listed_an_order_is_found_there_or_not(listing: Studio, answer: Any) -> None:
    said(listing, answer)
    with suppress(NotNow):
        found = listing.provider.find(Sent(KEY, listing.clip(), datetime.now(UTC)))
        assert isinstance(found, Trace)


@EXAMPLES
@given(answer=JSON | PICTURE)
def test_whatever_is_answered_to_a_question_for_a_picture_is_one_or_a_failure(here: Studio, answer: Any) -> None:
    said(here, answer)
    asked: Request = here.asked(Makes.IMAGE, "Rain.", width=64, height=64)
    with suppress(ProviderFailure, NotNow, Ambiguous):
        here.brought(asked)
