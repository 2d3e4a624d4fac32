"""What every provider promises; a new one is tested by being there."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from rushes import providers
from rushes.bootstrap import demo_folder
from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.production import folder
from rushes.generation import compose
from rushes.generation.compose import Material, Raster
from rushes.generation.errors import Unmakeable
from rushes.kernel import plugins
from rushes.kernel.timecode import Rate
from rushes.media import pictures, testcard
from rushes.media.probe import check_importable, probe
from rushes.providers.base import Done, House, Makes, Nature, Provider, Request, Sent, Spec, Trace, Waiting
from rushes.providers.errors import ProviderFailure
from rushes.storage.disk import Disk

SPECS = plugins.load(providers, Spec)
KEY = "0b1f6c0e-7d0a-4a56-9c3f-2c1d3a8f5b21"
RATE = Rate.of(24)
LOOKS, PAUSE_SECONDS = 1200, 0.1
CLIPS = [id for id, spec in SPECS.items() if spec.making(Makes.VIDEO)]
HERE = {"diffusers"}
LISTED = [id for id in SPECS if (files(providers) / "data" / f"{id}.toml").is_file() and id not in HERE]
"""Services whose models are a list that can be refreshed; what draws here has weights to have."""


@pytest.fixture(params=list(SPECS))
def spec(request: pytest.FixtureRequest) -> Spec[Any]:
    return SPECS[request.param]


@pytest.fixture(params=CLIPS)
def clips(request: pytest.FixtureRequest) -> Spec[Any]:
    """A provider that makes clips."""
    return SPECS[request.param]


@pytest.fixture(params=LISTED)
def listed(request: pytest.FixtureRequest) -> Spec[Any]:
    """A service whose models are a list that can be refreshed."""
    return SPECS[request.param]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(Disk(tmp_path / "blobs"), tmp_path / "scratch", 1)


def small(spec: Spec[Any], house: House) -> Request:
    """A real shot of SIDE B, asked for small and short; what is brought in or cut out is there."""
    production, most = folder.load(demo_folder()), spec.usual.seconds[1]
    card, cast = production.cards[0], {asset.id: asset for asset in production.assets}
    card = card.model_copy(update={"seconds": min(card.seconds, most)})
    place = {"heading": "EXT. ALLEY - NIGHT", "int_ext": "EXT", "location": "ALLEY", "time": "NIGHT", "weather": "rain"}
    clip = house.scratch / "own.mp4"
    clip.parent.mkdir(exist_ok=True)
    testcard.clip(clip, frames=5, size=(128, 72), rate=RATE)
    settings = {"clip": house.blobs.put_file(clip), "name": clip.name, "start": 0, "end": 5}
    material = Material(card, cast, dict.fromkeys(cast, 1), place["heading"], place)
    asked = compose.clip(material, spec, Raster(128, 72, RATE), 1, 1, settings).request
    return replace(asked, frames=5)


def picture(spec: Spec[Any], house: House) -> Request:
    """A view of somebody, asked for small; for a picture of one's own, the picture is there."""
    wren = Asset(id="CH-WREN", kind=AssetKind.CHARACTER, name="Wren", locked="rust-orange jacket")
    asked = compose.sheet(wren, 1, spec, Raster(128, 160, RATE), 1, view="FACE", says="Face.").request
    if spec.model(asked.model).nature is not Nature.PERSON:
        return asked
    own = house.scratch / "own.png"
    own.parent.mkdir(exist_ok=True)
    Image.new("RGB", (asked.width, asked.height)).save(own)
    return replace(asked, settings={"clip": house.blobs.put_file(own)})


@contextmanager
def connected(spec: Spec[Any], house: House, settings: Any = None) -> Iterator[Provider]:
    """The provider, connected as the studio does it, to the simulator of its service where it has one, and closed."""
    with nullcontext(settings) if settings else simulated(spec) as own:
        provider = spec.connect(own, house)
        try:
            yield provider
        finally:
            provider.close()


@contextmanager
def simulated(spec: Spec[Any]) -> Iterator[Any]:
    """Settings that lead to a running simulator of the service, `tests/simulators/ID.py`; its usual ones without."""
    if find_spec(f"tests.simulators.{spec.id}") is None:
        yield spec.settings()
        return
    with import_module(f"tests.simulators.{spec.id}").studio_settings() as told:
        yield spec.settings(**told)


def delivered(spec: Spec[Any], house: House, target: Path, settings: Any = None) -> Request:
    """Send an order, look until it is done, fetch it; gives what was asked."""
    asked = small(spec, house)
    with connected(spec, house, settings) as provider:
        remote = provider.submit(asked, KEY)
        assert remote
        for _ in range(LOOKS):
            answer = provider.poll(remote)
            if isinstance(answer, Done):
                provider.fetch(asked, answer, target)
                return asked
            time.sleep(PAUSE_SECONDS)
    raise AssertionError(f"{spec.id} was still waiting after {LOOKS} looks")


def test_its_card_can_be_read_without_a_key(spec: Spec[Any]) -> None:
    assert spec.id.isidentifier()
    assert 3 < len(spec.title) < 40
    assert spec.terms.endswith("."), "say under which terms what it makes may be used"
    assert spec.lane is None or spec.lane > 0
    assert len({model.id for model in spec.models}) == len(spec.models) > 0


def test_its_models_say_what_they_make_and_within_which_limits(spec: Spec[Any]) -> None:
    for model in spec.models:
        least, most = model.seconds
        assert model.title
        assert model.makes in Makes
        if model.makes is Makes.TEXT:
            continue
        assert 0 < least < most or model.makes is Makes.IMAGE
        assert min(model.largest) >= 64 or model.makes.heard
        assert all(side % 2 == 0 for side in model.largest)


def test_its_settings_have_defaults_and_can_be_drawn_as_a_form(spec: Spec[Any]) -> None:
    """Every provider is connected when the studio starts, so one that nobody set up must not stand in the way."""
    assert spec.settings().model_config.get("extra") == "forbid"
    schema = json.loads(json.dumps(spec.settings.model_json_schema()))
    assert schema["type"] == "object"
    assert schema["description"]
    assert all(setting.get("description") for setting in schema.get("properties", {}).values())


def test_connected_it_answers_every_call_and_may_be_closed_unused(spec: Spec[Any], house: House) -> None:
    with connected(spec, house) as provider:
        assert isinstance(provider, Provider)
        assert provider.hears({}, b"not from there", datetime.now(UTC)) is None


def test_it_says_what_an_order_costs_before_it_is_sent(clips: Spec[Any], house: House) -> None:
    asked = small(clips, house)
    quoted = clips.estimate(asked)
    assert 0 <= quoted.low.micros <= quoted.high.micros
    assert quoted.low.currency == quoted.high.currency
    assert quoted.prices
    longer = clips.estimate(replace(asked, frames=10 * asked.frames))
    assert longer.high.micros >= quoted.high.micros


def test_the_same_request_has_the_same_digest_and_any_change_another(clips: Spec[Any], house: House) -> None:
    asked = small(clips, house)
    assert Request.of(json.loads(json.dumps(asked.plain()))).digest == asked.digest == small(clips, house).digest
    assert replace(asked, prompt=f"{asked.prompt} ").digest != asked.digest
    assert replace(asked, attempt=2).digest != asked.digest


def plainest(spec: Spec[Any], model: str) -> Request:
    """Two seconds of a model by words alone."""
    makes = spec.model(model).makes
    return Request(model, "Rain on a tin roof.", 48, "24", 128, 72, 1, plan={"seconds": 2}, makes=makes)


def answered(provider: Provider, asked: Request) -> str:
    """The remote id of an order, or what its service says against it."""
    try:
        return provider.submit(asked, KEY)
    except ProviderFailure as refused:
        return refused.raw


def test_a_newer_list_of_models_is_what_it_goes_by(listed: Spec[Any], house: House) -> None:
    """A model that only the newer list has is sent; only its service may say that it knows none of that name."""
    usual = listed.making(Makes.VIDEO) or listed.making(Makes.EFFECT)
    assert usual is not None
    newer = replace(listed, models=(replace(usual, id="newest", modes=("text", *usual.modes)),))
    asked = plainest(newer, "newest")
    assert newer.estimate(asked).prices
    with connected(newer, replace(house, models=newer.models)) as provider:
        assert provider.refuses(asked) == ""
        assert answered(provider, asked), "it was refused without asking the service"


def test_a_model_that_no_list_has_any_more_is_a_refusal(listed: Spec[Any], house: House) -> None:
    """An order from before the list was refreshed; where a server has one model of a kind, names are its settings'."""
    if listed.id == "openai":
        return
    asked = replace(plainest(listed, listed.usual.id), model="withdrawn")
    with connected(listed, house) as provider, pytest.raises(ProviderFailure, match=r"[Tt]here (is no model|are)|no"):
        provider.submit(asked, KEY)


def test_an_order_that_was_sent_can_be_found_or_is_said_to_be_unknown(clips: Spec[Any], house: House) -> None:
    with connected(clips, house) as provider:
        asked = small(clips, house)
        remote = provider.submit(asked, KEY)
        assert remote
        assert provider.named(asked, remote) in {remote, ""}
        found = provider.find(Sent(KEY, asked, datetime.now(UTC)))
        assert isinstance(found, Trace) or isinstance(provider.poll(found), Waiting | Done)


def test_it_delivers_a_clip_that_can_be_cut_with_the_frames_that_were_asked(
    clips: Spec[Any], house: House, tmp_path: Path
) -> None:
    target = tmp_path / "raw.mp4"
    asked = delivered(clips, house, target)
    video = check_importable(probe(target), target)
    if clips.model(asked.model).nature is Nature.MODEL:  # services make their own lengths and sizes, never less
        assert video.frames >= asked.frames
        return
    assert (video.frames, video.rate) == (asked.frames, RATE)
    assert (video.width, video.height) == (asked.width, asked.height)


def test_what_makes_pictures_delivers_a_png_of_the_size_that_was_asked(
    spec: Spec[Any], house: House, tmp_path: Path
) -> None:
    """Asked of a provider only where its card says that it makes pictures."""
    if spec.making(Makes.IMAGE) is None:
        with pytest.raises(Unmakeable):
            picture(spec, house)
        return
    asked, target = picture(spec, house), tmp_path / "raw.png"
    with connected(spec, house) as provider:
        done = provider.poll(provider.submit(asked, KEY))
        assert isinstance(done, Done)
        provider.fetch(asked, done, target)
    found = pictures.check(target)
    if spec.model(asked.model).nature is Nature.MODEL:  # services make their own sizes, never less
        assert found.kind in {"PNG", "JPEG"}
        assert (found.width >= asked.width, found.height >= asked.height) == (True, True)
        return
    assert (found.kind, found.width, found.height) == ("PNG", asked.width, asked.height)


def test_fetching_twice_leaves_one_whole_clip(clips: Spec[Any], house: House, tmp_path: Path) -> None:
    target = tmp_path / "raw.mp4"
    delivered(clips, house, target)
    asked = delivered(clips, house, target)
    assert check_importable(probe(target), target).frames >= asked.frames
