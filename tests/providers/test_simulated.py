"""The pretend service: a price, a test card, and every failure on request."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from rushes.kernel.money import Money
from rushes.media.probe import check_importable, probe
from rushes.providers import simulated
from rushes.providers.base import Done, Request, Sent
from rushes.providers.errors import Cause, ProviderFailure
from rushes.providers.simulated import Settings, Simulated

ASKED = Request("card", "A door.", frames=12, rate="24000/1001", width=128, height=72, attempt=1)


def test_an_order_is_accepted_found_by_its_key_and_done_at_once(tmp_path: Path) -> None:
    service = Simulated(Settings())
    remote = service.submit(ASKED, "key")

    assert remote == service.find(Sent("key", ASKED, datetime.now(UTC))) == "key"
    done = service.poll(remote)
    assert isinstance(done, Done)
    service.fetch(ASKED, done, tmp_path / "clip.mp4")
    video = check_importable(probe(tmp_path / "clip.mp4"), tmp_path / "clip.mp4")
    assert (video.width, video.height, video.frames, str(video.rate)) == (128, 72, 12, "24000/1001")


def test_fetching_twice_brings_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.mp4", "two.mp4"):
        Simulated(Settings()).fetch(ASKED, Done(), tmp_path / name)

    assert (tmp_path / "one.mp4").read_bytes() == (tmp_path / "two.mp4").read_bytes()


@pytest.mark.parametrize("cause", Cause)
def test_it_fails_as_it_is_set_after_it_accepted(cause: Cause) -> None:
    service = Simulated(Settings(fails=cause))
    service.submit(ASKED, "key")

    with pytest.raises(ProviderFailure) as caught:
        service.poll("key")
    assert caught.value.cause is cause
    assert caught.value.says
    assert caught.value.then


def test_a_second_costs_ten_cents_and_the_high_end_half_as_much_again() -> None:
    estimate = simulated.plugin.estimate(Request("card", "", frames=48, rate="24", width=128, height=72, attempt=1))

    assert estimate.low == Money.of("0.20", "USD")
    assert estimate.high == Money.of("0.30", "USD")


def test_an_odd_length_is_priced_in_whole_micro_units_from_low_to_high() -> None:
    estimate = simulated.plugin.estimate(ASKED)

    assert Money(0, "USD") < estimate.low <= estimate.high


def test_an_unknown_setting_or_cause_is_refused() -> None:
    for wrong in ({"fails": "bad_mood"}, {"speed": 1}):
        with pytest.raises(ValidationError):
            Settings.model_validate(wrong)
