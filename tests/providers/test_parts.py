"""Parts of runs come through the same door as everything else, and cost nothing."""

from pathlib import Path

import pytest

from rushes.kernel.money import Money
from rushes.media import decode, testcard
from rushes.providers import parts
from rushes.providers.base import Done, House, Nature, Request
from rushes.providers.errors import Cause, ProviderFailure
from rushes.storage.disk import Disk


@pytest.fixture
def blobs(tmp_path: Path) -> Disk:
    return Disk(tmp_path / "blobs")


def asked(clip: str, start: int = 0, end: int = 1) -> Request:
    settings = {"run": "S01-SH01-SH02-T01", "clip": clip, "start": start, "end": end}
    return Request("part", "", frames=1, rate="24", width=2, height=2, attempt=1, settings=settings)


def test_it_delivers_the_frames_that_are_named_and_leaves_the_run_as_it_is(blobs: Disk, tmp_path: Path) -> None:
    sha = blobs.put_file(testcard.clip(tmp_path / "run.mp4", frames=24))
    provider = parts.plugin.connect(parts.plugin.settings(), House(blobs, tmp_path, 1))
    done = provider.poll(provider.submit(asked(sha, 7, 19), "key"))
    assert isinstance(done, Done)
    for _ in range(2):
        provider.fetch(asked(sha, 7, 19), done, tmp_path / "part.mp4")

    assert [testcard.number(frame) for frame in decode.frames(tmp_path / "part.mp4")] == list(range(7, 19))
    blobs.verify(sha)


def test_a_run_that_is_gone_is_a_failure_with_its_cause(blobs: Disk, tmp_path: Path) -> None:
    with pytest.raises(ProviderFailure) as caught:
        parts.Parts(blobs).fetch(asked("a" * 64), Done(), tmp_path / "part.mp4")
    assert (caught.value.cause, caught.value.then) == (Cause.INPUT_FETCH, "Order the shots again.")


def test_it_costs_nothing_and_makes_nothing_new(blobs: Disk) -> None:
    estimate = parts.plugin.estimate(asked("a" * 64))
    assert estimate.low == estimate.high == Money(0, "USD")
    assert not Nature.PART.makes
    assert parts.plugin.usual.nature is Nature.PART
    assert "Parts of runs come by themselves" in parts.Parts(blobs).refuses(
        Request("part", "", frames=1, rate="24", width=2, height=2, attempt=1)
    )
