"""Local models drawing: real diffusers pipelines with a few thousand random weights, on a processor."""

import json
import multiprocessing
import shutil
import struct
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from rushes.media import decode
from rushes.media.probe import check_importable, probe
from rushes.providers import diffusers as local
from rushes.providers.base import Cancelled, Citation, Done, House, Request, Sent, Waiting
from rushes.providers.diffusers import Diffusers
from rushes.providers.errors import Cause, ProviderFailure
from rushes.storage.disk import Disk
from tests.simulators import diffusers as weights

T = TypeVar("T")
PATIENCE = 180.0
WAN, WAN_PAIR, LTX, LTX2 = "wan-2.2-ti2v-5b", "wan-2.2-i2v-a14b", "ltx-video-0.9.5-2b", "ltx-2"


def soon(seen: Callable[[], T | None]) -> T:
    """What is seen, as soon as it is."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if found := seen():
            return found
        time.sleep(0.01)
    raise AssertionError(f"nothing was seen in {PATIENCE} seconds")


class Studio:
    """A provider with its blobs, and what a test does with them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.blobs = Disk(folder / "blobs")
        self.settings = local.Settings(**weights.settings())
        self.provider: Diffusers = local.connect(self.settings, House(self.blobs, folder, 1))
        self.count = 0

    def request(self, model: str, *frames: str, **settings: Any) -> Request:
        """A quarter of a second, with blobs of one colour as its frames."""
        slots = ("first_frame", "last_frame")
        cited = [
            Citation(number, "S01", slot, self.picture(colour), slot=slot)
            for number, (slot, colour) in enumerate(zip(slots, frames, strict=False), start=1)
        ]
        asked = {**local.asks(self.settings), "seed": 5, **settings}
        return Request(model, "a man walks.", 6, "24", 96, 54, 1, citations=tuple(cited), settings=asked)

    def picture(self, colour: str) -> str:
        """A blob: a picture of one colour."""
        file = self.folder / f"{colour}.png"
        Image.new("RGB", (200, 100), colour).save(file)
        return self.blobs.put_file(file)

    def ordered(self, asked: Request) -> str:
        """Order it; gives its remote id."""
        assert self.provider.refuses(asked) == ""
        self.count += 1
        return self.provider.submit(asked, f"order-{self.count}")

    def waited(self, remote: str) -> Done:
        """Look until it is done."""
        return soon(lambda: answer if isinstance(answer := self.provider.poll(remote), Done) else None)

    def delivered(self, asked: Request) -> tuple[Path, Mapping[str, Any]]:
        """The clip of a request, and what is told of it."""
        remote = self.ordered(asked)
        done = self.waited(remote)
        target = self.folder / f"{remote}.mp4"
        self.provider.fetch(asked, done, target)
        return target, done.reported

    def frames(self, asked: Request) -> NDArray[np.uint8]:
        """The frames of its clip."""
        return np.stack(list(decode.frames(self.delivered(asked)[0])))

    def failure(self, asked: Request) -> ProviderFailure:
        """How a request fails."""
        return self.failed(self.ordered(asked))

    def failed(self, remote: str) -> ProviderFailure:
        """How an order fails."""
        with pytest.raises(ProviderFailure) as failed:
            self.waited(remote)
        return failed.value

    def lora(self, name: str, size: int = 24) -> list[dict[str, Any]]:
        """A LoRA file for the first layer of the small Wan, as an order names it."""
        file, noise = self.folder / f"{name}.safetensors", np.random.default_rng(len(name))
        layer = "transformer.blocks.0.attn1.to_q"
        down, up = (noise.normal(size=shape).astype("<f4") for shape in ((4, size), (size, 4)))
        file.write_bytes(safetensors({f"{layer}.lora_A.weight": down, f"{layer}.lora_B.weight": up}))
        return [{"path": str(file), "weight": 1.0}]


def safetensors(arrays: Mapping[str, NDArray[np.float32]]) -> bytes:
    """Arrays of one size in the file format of that name: the length of a header, the header, the numbers."""
    header = {
        name: {"dtype": "F32", "shape": array.shape, "data_offsets": (at * array.nbytes, (at + 1) * array.nbytes)}
        for at, (name, array) in enumerate(arrays.items())
    }
    told = json.dumps(header).encode()
    return struct.pack("<Q", len(told)) + told + b"".join(array.tobytes() for array in arrays.values())


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    made = Studio(tmp_path_factory.mktemp("diffusers"))
    yield made
    made.provider.close()


def differ(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> bool:
    """Whether two clips of one length are more than rounding apart."""
    return bool(np.abs(one.astype(int) - other).mean() > 0.02)


def test_the_same_request_gives_the_same_bytes_and_another_seed_another_picture(studio: Studio) -> None:
    first, told = studio.delivered(studio.request(WAN))
    again, _ = studio.delivered(studio.request(WAN))
    other, _ = studio.delivered(studio.request(WAN, seed=6))
    assert first.read_bytes() == again.read_bytes() != other.read_bytes()
    assert (told["seed"], told["weights"], told["device"]) == (5, WAN, "cpu")
    assert told["diffusers"]


@pytest.mark.parametrize(
    ("model", "colours", "frames"),
    [
        (WAN, (), 9),
        (WAN, ("red",), 9),
        (WAN_PAIR, ("red",), 5),
        (WAN_PAIR, ("red", "blue"), 5),
        (LTX, (), 9),
        (LTX, ("red",), 9),
        (LTX, ("red", "blue"), 9),
        (LTX2, ("red", "blue"), 9),
    ],
)
def test_every_family_delivers_a_clip_that_can_be_cut(
    studio: Studio, model: str, colours: tuple[str, ...], frames: int
) -> None:
    clip, _ = studio.delivered(studio.request(model, *colours))
    video = check_importable(probe(clip), clip)
    rate = local.plugin.model(model).rate or "24"
    assert (video.width, video.height, video.frames, str(video.rate)) == (96, 54, frames, rate)
    assert (video.primaries, video.transfer, video.matrix, video.range) == ("bt709", "bt709", "bt709", "limited")


def test_a_model_with_sound_delivers_it_unless_it_is_not_wanted(studio: Studio) -> None:
    clip, _ = studio.delivered(studio.request(LTX2))
    heard = probe(clip).audio
    assert heard
    assert (heard.rate, heard.channels, heard.samples) == (48000, 2, 9 * 2000)
    assert np.abs(decode.audio(clip)).max() > 0
    assert probe(studio.delivered(studio.request(LTX2, audio=False))[0]).audio is None


@pytest.mark.parametrize(
    ("model", "before"), [(WAN, ()), (WAN_PAIR, ("red",)), (LTX, ()), (LTX, ("red",)), (LTX2, ("red",))]
)
def test_first_and_last_frames_are_seen(studio: Studio, model: str, before: tuple[str, ...]) -> None:
    white, black = (studio.frames(studio.request(model, *before, colour)) for colour in ("white", "black"))
    assert differ(white, black)


def test_draft_steps_and_words_are_followed(studio: Studio) -> None:
    usual = studio.frames(studio.request(LTX))
    assert differ(usual, studio.frames(studio.request(LTX, steps=3)))
    assert differ(usual, studio.frames(replace(studio.request(LTX), prompt="rain falls on the roof.")))
    assert differ(usual, studio.frames(studio.request(LTX, negative="rain")))


def test_a_lora_changes_the_picture_and_leaves_nothing_behind(studio: Studio) -> None:
    bare = studio.frames(studio.request(WAN))
    laid, told = studio.delivered(studio.request(WAN, loras=studio.lora("noir")))
    halved = [{**studio.lora("noir")[0], "weight": 0.5}]
    assert differ(bare, np.stack(list(decode.frames(laid))))
    assert differ(studio.frames(studio.request(WAN, loras=halved)), np.stack(list(decode.frames(laid))))
    assert [(one["file"], len(one["sha256"]), one["weight"]) for one in told["loras"]] == [
        ("noir.safetensors", 64, 1.0)
    ]
    assert np.array_equal(bare, studio.frames(studio.request(WAN)))


def test_a_lora_reaches_the_second_transformer_where_it_is_told_to(studio: Studio) -> None:
    loras = studio.lora("night")
    bare = studio.frames(studio.request(WAN_PAIR, "red"))
    high = studio.frames(studio.request(WAN_PAIR, "red", loras=loras))
    low = studio.frames(studio.request(WAN_PAIR, "red", loras=[{**loras[0], "low_noise": True}]))
    assert differ(bare, high)
    assert differ(high, low)


def test_what_is_drawn_for_nobody_of_this_process_is_drawn_when_it_is_fetched(studio: Studio) -> None:
    """The studio was started anew: the order is known, and nothing here ever heard of it."""
    asked, target = studio.request(LTX), studio.folder / "again.mp4"
    remote = studio.provider.find(Sent("from-before", asked, datetime.now(UTC)))
    assert remote == "from-before"
    answer = studio.provider.poll(remote)
    assert isinstance(answer, Done)
    studio.provider.fetch(asked, answer, target)
    once = target.read_bytes()
    studio.provider.fetch(asked, answer, target)
    assert target.read_bytes() == once == studio.delivered(asked)[0].read_bytes()


def test_one_clip_at_a_time_and_any_of_them_can_be_cancelled_or_lost(studio: Studio) -> None:
    studio.delivered(studio.request(WAN))  # it is loaded
    long, usual = studio.request(WAN, steps=200), studio.request(WAN)
    running, queued, killed, last = (studio.ordered(asked) for asked in (long, long, long, usual))
    assert studio.provider.poll(queued) == Waiting("queued")
    assert studio.provider.cancel(queued) is Cancelled.DONE
    soon(lambda: studio.provider.poll(running) == Waiting("running"))
    before = set(multiprocessing.active_children())
    assert studio.provider.cancel(running) is Cancelled.DONE
    for remote in (running, queued):
        assert studio.failed(remote).cause is Cause.CANCELLED
    begun(before).kill()
    lost = studio.failed(killed)
    assert lost.cause is Cause.PROVIDER_FAULT
    assert "ended in the middle" in lost.says
    assert studio.waited(last).reported["seed"] == 5
    assert studio.provider.cancel(last) is Cancelled.REFUSED
    assert studio.provider.cancel("never heard of") is Cancelled.REFUSED


def begun(before: set[BaseProcess]) -> BaseProcess:
    """The process that has begun since."""
    return soon(lambda: set(multiprocessing.active_children()) - before).pop()


def test_weights_that_are_not_here_are_not_fetched_unasked(studio: Studio) -> None:
    asked = studio.request("wan-2.1-t2v-1.3b")
    assert studio.provider.refuses(asked).endswith("are not here: hf download Wan-AI/Wan2.1-T2V-1.3B-Diffusers.")
    failed = studio.failed(studio.provider.submit(asked, "not here"))
    assert failed.cause is Cause.MODEL_NOT_OPEN
    assert failed.then.startswith("Fetch them: hf download Wan-AI/Wan2.1-T2V-1.3B-Diffusers;")


def test_a_folder_that_is_no_pipeline_is_named(studio: Studio, tmp_path: Path) -> None:
    failed = studio.failure(studio.request(WAN, weights={WAN: str(tmp_path)}))
    assert failed.cause is Cause.MODEL_NOT_OPEN
    assert str(tmp_path) in failed.says


def test_weights_that_could_be_a_program_are_not_read(studio: Studio, tmp_path: Path) -> None:
    pickled = shutil.copytree(studio.settings.weights[LTX], tmp_path / "pickled")
    file = pickled / "transformer" / "diffusion_pytorch_model.safetensors"
    file.rename(file.with_suffix(".bin"))
    failed = studio.failure(studio.request(LTX, weights={LTX: str(pickled)}))
    assert failed.cause is Cause.MODEL_NOT_OPEN
    assert failed.then == "Is it the whole folder of a diffusers pipeline, with safetensors files?"


def test_a_lora_of_another_model_is_named(studio: Studio) -> None:
    failed = studio.failure(studio.request(WAN, loras=studio.lora("wrong", size=10)))
    assert failed.cause is Cause.INVALID_REQUEST
    assert failed.says.startswith("wrong.safetensors is no LoRA for Wan 2.2 TI2V 5B")


def test_a_picture_that_is_none_is_named(studio: Studio) -> None:
    text = studio.blobs.put_bytes(b"no picture")
    asked = studio.request(WAN, "red")
    failed = studio.failure(replace(asked, citations=(replace(asked.citations[0], sha256=text),)))
    assert failed.cause is Cause.INPUT_FETCH
    gone = studio.failure(replace(asked, citations=(replace(asked.citations[0], sha256="0" * 64),)))
    assert gone.cause is Cause.INPUT_FETCH


def test_numbers_out_of_range_are_no_picture(studio: Studio) -> None:
    failed = studio.failure(studio.request(WAN, loras=[{**studio.lora("loud")[0], "weight": 1e38}]))
    assert failed.cause is Cause.PROVIDER_FAULT
    assert "drew no picture" in failed.says
