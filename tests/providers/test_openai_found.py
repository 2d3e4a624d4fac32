"""Clips whose orders were lost, found in the server's list or not; and what can be stopped."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from rushes.providers.base import Cancelled, Request, Sent, Trace, Waiting
from rushes.providers.errors import Ambiguous, NotNow, ProviderFailure
from tests.providers.servers import KEY, Studio, studio
from tests.simulators.openai import Service
from tests.simulators.openai_videos import forget


def lost(here: Studio, asked: Request, fault: str = "drops") -> Sent:
    """An order to which no answer came; what is known of it."""
    at = datetime.fromtimestamp(here.service.clock.now(), UTC)
    here.service.faults.throw("stumble", fault)
    with pytest.raises(Ambiguous):
        here.provider.submit(asked, KEY)
    return Sent(KEY, asked, at)


@pytest.mark.parametrize("video", ["openai", "vllm_omni"])
@pytest.mark.parametrize("fault", ["drops", "broken", "gateway", "html"])
def test_a_lost_order_is_found_and_made_once(tmp_path: Path, video: str, fault: str) -> None:
    with studio(tmp_path, Service(video=video)) as here:
        found = here.provider.find(lost(here, here.clip(), fault))
        assert isinstance(found, str)
        assert found.startswith("video:")
        here.fetched(here.clip(), found)
        assert here.service.bill.count == 1


@pytest.mark.parametrize("skew", [-1200.0, 1200.0])
def test_it_is_found_by_a_server_whose_clock_is_off(tmp_path: Path, skew: float) -> None:
    with studio(tmp_path, Service(video="vllm_omni", skew=skew)) as here:
        assert str(here.provider.find(lost(here, here.clip()))).startswith("video:")


def test_orders_that_are_known_are_not_the_lost_one(tmp_path: Path) -> None:
    with studio(tmp_path, Service(video="vllm_omni")) as here:
        first = here.provider.submit(here.clip(), KEY)
        sent = lost(here, here.clip(attempt=2))
        assert here.provider.find(sent) is Trace.UNSURE
        found = here.provider.find(replace(sent, taken=frozenset({first})))
        assert found not in {first, Trace.UNSURE, Trace.ABSENT}


def test_what_another_lost_order_may_be_as_well_is_left_to_a_person(tmp_path: Path) -> None:
    with studio(tmp_path, Service(video="vllm_omni")) as here:
        sent = lost(here, here.clip())
        assert here.provider.find(replace(sent, rivals={"other": here.clip(attempt=2)})) is Trace.UNSURE
        others = {"shot": replace(here.clip(), prompt="Sun."), "panel": replace(here.picture(), prompt="Rain.")}
        assert str(here.provider.find(replace(sent, rivals=others))).startswith("video:")


def test_an_id_that_a_person_sees_there_is_that_of_a_clip(tmp_path: Path) -> None:
    with studio(tmp_path, Service(video="vllm_omni")) as here:
        remote = here.provider.submit(here.clip(), KEY)
        seen = remote.removeprefix("video:")
        assert here.provider.named(here.clip(), seen) == here.provider.named(here.clip(), remote) == remote
        assert here.provider.named(here.picture(), seen) == "", "a picture that was lost is lost"


def test_it_is_found_behind_many_pages_of_others(tmp_path: Path) -> None:
    with studio(tmp_path, Service(video="vllm_omni", quick=True)) as here:
        sent = lost(here, here.clip())
        for number in range(120):
            here.service.clock.turn(1)
            here.provider.submit(here.asked(sent.request.makes, f"Shot {number}.", frames=24), KEY)
        assert str(here.provider.find(sent)).startswith("video:")


@pytest.mark.parametrize(("video", "trace"), [("vllm_omni", Trace.ABSENT), ("openai", Trace.UNSURE)])
def test_an_order_that_is_not_listed_is_absent_only_where_the_house_owns_the_server(
    tmp_path: Path, video: str, trace: Trace
) -> None:
    with studio(tmp_path, Service(video=video)) as here:
        sent = lost(here, here.clip())
        forget(here.service)
        here.provider.submit(here.asked(sent.request.makes, "Another shot.", frames=24), KEY)
        assert here.provider.find(sent) is trace


def test_an_order_of_just_now_may_not_be_listed_yet(tmp_path: Path) -> None:
    with studio(tmp_path, Service(video="vllm_omni")) as here:
        assert here.provider.find(Sent(KEY, here.clip(), datetime.now(UTC))) is Trace.UNSURE


def test_one_that_looks_like_it_from_another_day_leaves_it_unsure(tmp_path: Path) -> None:
    with studio(tmp_path, Service(video="vllm_omni")) as here:
        here.provider.submit(here.clip(), KEY)
        here.service.clock.turn(86400)
        sent = Sent(KEY, here.clip(attempt=2), datetime.fromtimestamp(here.service.clock.now(), UTC))
        assert here.provider.find(sent) is Trace.UNSURE


def test_of_another_length_it_is_another_clip(tmp_path: Path) -> None:
    with studio(tmp_path, Service()) as here:
        here.provider.submit(here.clip(frames=24 * 10), KEY)
        sent = lost(here, here.clip(frames=24 * 3))
        found = here.provider.find(sent)
        assert isinstance(found, str)
        assert here.service.floor.jobs[found.removeprefix("video:")].body["seconds"] == "4"


def test_a_server_that_lists_nothing_cannot_say(tmp_path: Path) -> None:
    with studio(tmp_path, Service(video="newapi")) as here:
        assert here.provider.find(lost(here, here.clip())) is Trace.UNSURE
    with studio(tmp_path, Service(video="newapi"), video_dialect="openai") as here:
        sent = Sent(KEY, here.clip(), datetime.now(UTC))
        assert here.provider.find(sent) is Trace.UNSURE


def test_a_list_that_could_not_be_had_is_asked_for_again(tmp_path: Path) -> None:
    with studio(tmp_path, Service(video="vllm_omni")) as here:
        sent = lost(here, here.clip())
        here.service.faults.throw("unwell", 502)
        with pytest.raises(NotNow):
            here.provider.find(sent)
        assert str(here.provider.find(sent)).startswith("video:")


def test_only_vllm_omni_stops_what_has_begun(tmp_path: Path) -> None:
    with studio(tmp_path, Service(video="vllm_omni")) as here:
        remotes = [here.provider.submit(here.clip(attempt=attempt), KEY) for attempt in (1, 2, 3)]
        assert [here.provider.cancel(remote) for remote in remotes[1:]] == [Cancelled.DONE, Cancelled.DONE]
        here.service.clock.turn(60)
        assert here.provider.cancel(remotes[0]) is Cancelled.REFUSED
        here.fetched(here.clip(), remotes[0])
        assert here.provider.cancel(remotes[1]) is Cancelled.REFUSED
        with pytest.raises(ProviderFailure):
            here.provider.poll(remotes[1])
        assert here.service.bill.count == 1


@pytest.mark.parametrize("video", ["openai", "newapi"])
def test_others_are_not_even_asked_to_and_what_is_paid_is_kept(tmp_path: Path, video: str) -> None:
    with studio(tmp_path, Service(video=video)) as here:
        remote = here.provider.submit(here.clip(), KEY)
        calls = len(here.service.sent)
        assert here.provider.cancel(remote) is Cancelled.REFUSED
        assert len(here.service.sent) == calls
        assert here.provider.poll(remote) == Waiting()
        picture: Any = here.provider.submit(here.picture(), KEY)
        assert here.provider.cancel(picture) is Cancelled.REFUSED
