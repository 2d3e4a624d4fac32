"""A clip of one's own comes through the same door as everything else."""

from pathlib import Path

import pytest

from rushes.kernel.money import Money
from rushes.providers import footage
from rushes.providers.base import Done, House, Nature, Request
from rushes.providers.errors import Cause, ProviderFailure
from rushes.storage.disk import Disk


@pytest.fixture
def blobs(tmp_path: Path) -> Disk:
    return Disk(tmp_path / "blobs")


def asked(clip: str) -> Request:
    return Request("clip", "", frames=1, rate="24", width=2, height=2, attempt=1, settings={"clip": clip})


def test_the_clip_is_delivered_as_it_is_and_stays_where_it_was(blobs: Disk, tmp_path: Path) -> None:
    sha = blobs.put_bytes(b"my own clip")
    provider = footage.connect(footage.Settings(), House(blobs, tmp_path, 1))
    remote = provider.submit(asked(sha), "key")
    done = provider.poll(remote)
    assert isinstance(done, Done)
    for _ in range(2):
        provider.fetch(asked(sha), done, tmp_path / "take.mp4")

    assert (tmp_path / "take.mp4").read_bytes() == b"my own clip"
    assert blobs.read(sha) == b"my own clip"


def test_a_clip_that_is_gone_is_a_failure_with_its_cause(blobs: Disk, tmp_path: Path) -> None:
    with pytest.raises(ProviderFailure) as caught:
        footage.Footage(blobs).fetch(asked("a" * 64), Done(), tmp_path / "take.mp4")

    assert caught.value.cause is Cause.INPUT_FETCH
    assert caught.value.then == "Import the clip again."


def test_it_costs_nothing_and_is_a_persons_own() -> None:
    estimate = footage.plugin.estimate(asked("a" * 64))

    assert estimate.low == estimate.high == Money(0, "USD")
    assert footage.plugin.usual.nature is Nature.PERSON
    assert footage.plugin.id == "import"
