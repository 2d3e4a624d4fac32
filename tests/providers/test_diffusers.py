"""Local models before anything is drawn: what a request becomes for each of them, and what is refused."""

import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from rushes.kernel.money import Money
from rushes.kernel.timecode import Rate
from rushes.providers import diffusers as local
from rushes.providers import drawings, pipelines
from rushes.providers.base import Citation, House, Model, Request
from rushes.providers.diffusers import Settings
from rushes.providers.drawings import Drawing, Lora
from rushes.storage.disk import Disk

MODELS = {model.id: model for model in local.CATALOGUE.models}
TARGET = Path("clip.mp4")
FIRST = Citation(1, "S01", "first_frame", "a" * 64, slot="first_frame")
LAST = Citation(2, "S01", "last_frame", "b" * 64, slot="last_frame")
SETTINGS = Settings(weights=dict.fromkeys(MODELS, str(Path(__file__).parent)))


def request(model: str = "wan-2.2-ti2v-5b", **changes: Any) -> Request:
    """A request for two seconds at 24 frames a second, with the usual settings."""
    asked = Request(model, "She waits.", 48, "24", 1280, 720, 1, settings=local.asks(SETTINGS))
    told = dict(changes.pop("settings", {}))
    return replace(asked, settings={**asked.settings, **told}, **changes)


def framed(model: Model) -> tuple[Citation, ...]:
    """The frames without which a model makes nothing."""
    return {"text": (), "first_frame": (FIRST,), "first_last": (FIRST, LAST)}[model.modes[0]]


def drawn(asked: Request, settings: Settings = SETTINGS) -> Drawing:
    """What would be drawn."""
    return drawings.drawing(asked, MODELS[asked.model], local.told(settings, asked), TARGET)


def refused(asked: Request, tmp_path: Path, settings: Settings = SETTINGS) -> str:
    """Why it would not be."""
    provider = local.connect(settings, House(Disk(tmp_path / "blobs"), tmp_path, 1))
    try:
        return provider.refuses(asked)
    finally:
        provider.close()


def test_the_studio_knows_the_models_without_loading_anything_of_them() -> None:
    script = "import sys, rushes.providers.diffusers; print({'torch', 'diffusers', 'transformers'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert told.stdout == "set()\n"


def test_without_the_extra_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert local.ready(SETTINGS) == ""
    monkeypatch.setitem(sys.modules, "torch", None)
    assert local.ready(SETTINGS) == "Install the local models: pip install 'rushes[local]'."
    assert refused(request(), tmp_path) == local.ready(SETTINGS)


def test_without_weights_it_says_how_to_fetch_them(tmp_path: Path) -> None:
    nowhere = Settings(weights=dict.fromkeys(MODELS, "nobody/nothing"))
    assert local.ready(nowhere).startswith("Fetch the weights of a model (hf download nobody/nothing), or say where")
    assert local.ready(nowhere.model_copy(update={"download": True})) == ""
    asked = request(settings={"weights": {"wan-2.2-ti2v-5b": "nobody/nothing"}})
    assert refused(asked, tmp_path) == "The weights of Wan 2.2 TI2V 5B are not here: hf download nobody/nothing."
    assert refused(asked, tmp_path, SETTINGS.model_copy(update={"download": True})) == ""
    assert "are not here" in refused(request(settings={"weights": {"wan-2.2-ti2v-5b": "no id at all"}}), tmp_path)


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda model: model.id)
def test_every_model_can_be_asked_for_all_of_its_lengths_in_each_of_its_modes(model: Model, tmp_path: Path) -> None:
    for rate in ("24", "25", "24000/1001"):
        for seconds in model.seconds:
            asked = request(model.id, frames=Rate.of(rate).frames(seconds), rate=rate, citations=framed(model))
            assert refused(asked, tmp_path) == ""
    for mode in model.modes:
        asked = request(model.id, settings={"mode": mode}, citations=(FIRST, LAST)[: drawings.FRAMES[mode]])
        assert refused(asked, tmp_path) == ""
        assert drawn(asked).pipeline.endswith("Pipeline")


@given(
    model=st.sampled_from(list(MODELS.values())),
    frames=st.integers(1, 240),
    rate=st.sampled_from(["16", "23.976", "24", "25", "30", "48", "50", "60"]),
    size=st.tuples(st.integers(64, 4096), st.integers(64, 4096)),
)
def test_what_is_drawn_is_a_size_and_length_of_the_model_and_never_less(
    model: Model, frames: int, rate: str, size: tuple[int, int]
) -> None:
    asked = request(model.id, frames=frames, rate=rate, width=size[0], height=size[1], citations=framed(model))
    made = drawn(asked)
    assert (made.frames - 1) % model.data["beat"] == 0
    assert all(side % model.data["step"] == 0 for side in made.raster)
    assert all(side % 2 == 0 for side in made.picture)
    assert Fraction(made.frames) / Fraction(made.rate) >= Fraction(frames) / Rate.of(rate).value
    assert all(0 <= whole - part < model.data["step"] for whole, part in zip(made.raster, made.picture, strict=True))
    assert max(made.picture) <= max(model.largest)
    assert min(made.picture) <= min(model.largest)
    if max(size) <= min(model.largest):
        assert made.picture == tuple(side + side % 2 for side in size)


@pytest.mark.parametrize(
    ("model", "rate", "frames", "made"),
    [
        ("wan-2.2-ti2v-5b", "24", 48, ("24", 49)),
        ("wan-2.2-ti2v-5b", "25", 50, ("24", 49)),
        ("wan-2.2-t2v-a14b", "24", 120, ("16", 81)),
        ("ltx-video-0.9.5-2b", "24", 48, ("24", 49)),
        ("ltx-video-0.9.5-2b", "25", 50, ("25", 57)),
        ("ltx-video-0.9.5-2b", "24000/1001", 49, ("24000/1001", 49)),
        ("ltx-2", "60", 120, ("30", 65)),
    ],
)
def test_frames_and_rate(model: str, rate: str, frames: int, made: tuple[str, int]) -> None:
    drawing = drawn(request(model, rate=rate, frames=frames))
    assert (drawing.rate, drawing.frames) == made


@pytest.mark.parametrize(
    ("size", "picture", "raster"),
    [
        ((1280, 720), (1252, 704), (1280, 704)),
        ((720, 1280), (704, 1252), (704, 1280)),
        ((640, 360), (640, 360), (640, 384)),
        ((128, 72), (128, 72), (128, 96)),
    ],
)
def test_a_picture_is_cut_from_the_next_larger_raster(
    size: tuple[int, int], picture: tuple[int, int], raster: tuple[int, int]
) -> None:
    made = drawn(request(width=size[0], height=size[1]))
    assert (made.picture, made.raster) == (picture, raster)


@pytest.mark.parametrize("size", [(96, 54), (192, 108), (300, 100), (50, 200)])
def test_a_frame_fills_the_picture_and_is_cut_out_as_it_was_laid_in(size: tuple[int, int], tmp_path: Path) -> None:
    file, picture, raster = tmp_path / "frame.png", (96, 54), (128, 64)
    shades = np.linspace(0, 255, size[0], dtype=np.uint8)[None, :, None].repeat(size[1], 0).repeat(3, 2)
    Image.fromarray(shades).save(file)
    laid = np.asarray(pipelines.filled(file, picture, raster))
    (inner,) = pipelines.cut(laid[None] / 255, picture)
    assert (laid.shape, inner.shape) == ((64, 128, 3), (54, 96, 3))
    assert np.array_equal(laid[5:59, 16:112], inner)
    assert (laid[:, :16] == laid[:, 16:17]).all()
    assert (laid[59:] == laid[58]).all()
    assert np.ptp(inner[27, :, 0].astype(int)) == pytest.approx(255 * min(1.0, size[1] * 96 / 54 / size[0]), abs=8)
    if size == (96, 54):
        assert np.array_equal(inner, shades)


def test_steps_are_the_models_own_unless_a_draft_or_a_number_is_asked() -> None:
    usual, draft = drawn(request()), drawn(request(settings={"draft": True}))
    assert usual.call["num_inference_steps"] == MODELS["wan-2.2-ti2v-5b"].data["steps"]
    assert draft.call["num_inference_steps"] == MODELS["wan-2.2-ti2v-5b"].data["draft_steps"]
    assert drawn(request(settings={"draft": True, "steps": 7})).call["num_inference_steps"] == 7
    asked = Request("wan-2.2-ti2v-5b", "She waits.", 48, "24", 1280, 720, 1)
    assert drawn(asked, Settings(draft=True)).call == draft.call
    distilled = drawn(request("ltx-video-0.9.8-13b", settings={"steps": 7}))
    assert "num_inference_steps" not in distilled.call
    assert len(distilled.call["timesteps"]) == 8


def test_a_locked_seed_is_the_seed_and_any_other_follows_from_what_is_asked() -> None:
    assert drawn(request(settings={"seed": 42})).seed == 42
    assert drawn(request()).seed == request().seed != drawn(request(attempt=2)).seed
    assert drawn(request(settings={"seed": -1})).seed == 2**63 - 1


def test_what_must_not_be_seen_goes_before_what_the_model_usually_avoids() -> None:
    usual = drawn(request()).call["negative_prompt"]
    assert drawn(request(settings={"negative": "rain"})).call["negative_prompt"] == f"rain, {usual}"
    assert "negative_prompt" not in drawn(request("ltx-video-0.9.8-13b")).call


def test_loras_are_laid_over_the_model_that_they_are_for() -> None:
    both = ({"model": "ltx-2", "path": "/a.safetensors"}, {"model": "wan-2.2-ti2v-5b", "path": "/b.safetensors"})
    settings = Settings.model_validate({"loras": [*both]})
    asked = request(settings=local.asks(settings))
    assert drawn(asked).loras == (Lora("/b.safetensors"),)
    of_the_order = [{"path": "/c.safetensors", "weight": 0.5, "low_noise": True}]
    assert drawn(request(settings={"loras": of_the_order})).loras == (Lora("/c.safetensors", 0.5, low_noise=True),)


def test_what_changes_the_picture_is_asked_for_and_nothing_else_is() -> None:
    usual = local.asks(Settings())
    heard = [{"steps": 9}, {"draft": True}, {"tiling": False}, {"precision": "float32"}, {"weights": {"ltx-2": "/ltx"}}]
    assert all(local.asks(Settings.model_validate(changes)) != usual for changes in heard)
    unheard = [{"device": "cuda:1"}, {"offload": "none"}, {"download": True}, {"rest": 5.0}]
    assert all(local.asks(Settings.model_validate(changes)) == usual for changes in unheard)


def test_it_is_free() -> None:
    quoted = local.plugin.estimate(request())
    assert (quoted.low, quoted.high) == (Money(0, "USD"), Money(0, "USD"))


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (request("wan-2.2-t2v-a14b", citations=(FIRST,)), "makes clips from text, not from first frame"),
        (request("wan-2.2-i2v-a14b"), "makes clips from first frame or first last, not from text"),
        (request(citations=(FIRST, LAST)), "makes clips from text or first frame, not from first last"),
        (request(settings={"mode": "references"}), "makes clips from text or first frame, not from references"),
        (request(settings={"mode": "first_frame"}), "No picture goes along as the first frame"),
        (request("ltx-2", citations=(FIRST,), settings={"mode": "first_last"}), "goes along as the last frame"),
        (request("ltx-2", citations=(LAST,)), "No picture goes along as the first frame"),
        (request(citations=(replace(FIRST, slot="reference"),)), "takes no references, only frames"),
        (request(frames=150), "draws 5.0 seconds at the most: make the shot shorter."),
        (request(settings={"weights": {"wan-2.2-ti2v-5b": "/no/such"}}), "There is no folder /no/such"),
        (request(settings={"loras": [{"path": "/no/such.safetensors"}]}), "There is no LoRA /no/such.safetensors"),
        (request(settings={"loras": [{"path": "/pickled.bin"}]}), "pickled.bin is no safetensors file"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_a_sentence(asked: Request, says: str, tmp_path: Path) -> None:
    assert says in refused(asked, tmp_path)


def test_a_reference_without_a_file_is_described_in_words_alone(tmp_path: Path) -> None:
    assert refused(request(citations=(Citation(1, "CH-ADA", "reference"),)), tmp_path) == ""
