"""Models that a studio adds by its settings."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from rushes.kernel.money import Money
from rushes.providers import fal, forms, offers, replicate
from rushes.providers.base import House, Makes, Request
from rushes.providers.offers import Offer
from rushes.storage.disk import Disk

SCHEMA = {
    "required": ["prompt", "start_image"],
    "properties": {
        "prompt": {"type": "string"},
        "start_image": {"type": "string"},
        "tail": {"type": "string"},
        "duration": {"enum": ["auto", "5s", "10s"]},
        "cfg_scale": {"type": "number", "maximum": 1},
    },
}
TOLD = {"id": "lumen", "endpoint": "lumen/one/image-to-video", "input": SCHEMA, "price": "0.14"}


def offer(**fields: Any) -> Offer:
    return Offer.model_validate(TOLD | fields)


def test_it_is_a_model_whose_limits_and_modes_its_schema_says() -> None:
    model = offer(fields={"last_frame": "tail"}, sets={"cfg_scale": 0.7}).model()
    assert (model.id, model.title, model.makes, model.seconds) == ("lumen", "lumen", Makes.VIDEO, (5.0, 10.0))
    assert model.modes == ("first_frame", "first_last")
    assert model.anchors
    assert (model.prices[0].unit, model.prices[0].amount) == ("second", Money.of("0.14", "USD"))


def test_its_schema_may_lie_in_a_file_as_the_service_publishes_it(tmp_path: Path) -> None:
    file = tmp_path / "lumen.json"
    file.write_text(json.dumps({"latest_version": {"openapi_schema": {"components": {"schemas": {"Input": SCHEMA}}}}}))
    assert offer(input=str(file)).model() == offer().model()


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"input": "/nowhere/lumen.json"}, "cannot be read: No such file"),
        ({"input": {"openapi": "3.0.2"}}, "no schema of an input"),
        ({"input": {"properties": {"a": {"type": "text"}}}}, "no JSON schema"),
        ({"fields": {"last_frame": "end"}}, "its schema has no end; it has prompt, start_image"),
        ({"fields": {"tail": "tail"}}, "`fields` knows prompt, negative, .*; not tail"),
        ({"sets": {"steps": 4}}, "its schema has no steps"),
        ({"surface": "lumen"}, "there is no surface 'lumen'; there are neutral, generic"),
        ({"endpoint": "../admin"}, "endpoint"),
        ({"price": "-1"}, "price"),
        ({"price": "0.0000001"}, "price"),
        ({"id": "Lumen One"}, "id"),
    ],
)
def test_what_is_wrong_with_it_is_said_when_the_settings_are_read(fields: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        offer(**fields)


def test_a_file_that_is_no_json_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "lumen.json").write_text("<html>")
    with pytest.raises(ValidationError, match="is not JSON"):
        offer(input=str(tmp_path / "lumen.json"))


def test_what_is_billed_by_the_machine_says_how_long_it_takes() -> None:
    model = offer(unit="machine_second", price="0.001525", takes=(20, 90)).model()
    asked = Request("lumen", "Rain.", 120, "24", 1280, 720, 1)
    quoted = replicate.plugin.quote(model, asked)
    assert (quoted.low, quoted.high) == (Money.of("0.0305", "USD"), Money.of("0.13725", "USD"))


@pytest.mark.parametrize(
    ("duration", "seconds"),
    [
        ({"enum": ["8"]}, (8.0, 8.001)),
        ({"type": "integer", "minimum": -1, "maximum": 15}, (1.0, 15.0)),
        ({"type": "string"}, (1.0, 10.0)),
    ],
)
def test_how_long_its_clips_are_follows_from_its_schema(duration: dict[str, Any], seconds: tuple[float, float]) -> None:
    schema = {"properties": {"prompt": {"type": "string"}, "duration": duration}}
    assert offer(input=schema).model().seconds == seconds


def test_any_change_of_it_makes_another_request() -> None:
    assert offers.asked([offer()]) == offers.asked([offer()])
    assert offers.asked([offer()]) != offers.asked([offer(price="0.15")])
    settings = fal.Settings(models=(offer(),))
    assert fal.asks(settings)["models"] == offers.asked([offer()])
    assert "models" not in fal.asks(fal.Settings())


def test_it_stands_on_the_card_and_instead_of_a_shipped_one_of_its_name() -> None:
    card = fal.plugin.offering(fal.Settings(models=(offer(), offer(id="seedance-2.0", title="Mine"))))
    assert card.model("seedance-2.0").title == "Mine"
    assert card.estimate(Request("lumen", "Rain.", 120, "24", 1280, 720, 1)).high == Money.of("1.4", "USD")
    assert len(card.models) == len(fal.plugin.models) + 1


@pytest.mark.parametrize("module", [fal, replicate])
def test_a_newer_list_of_models_is_what_is_asked(module: Any, tmp_path: Path) -> None:
    """Its schemas are refreshed with it: quotes and requests go by the same."""
    house = House(Disk(tmp_path / "blobs"), tmp_path, 1, models=(offer(id="seedance-9").model(),))
    provider = module.plugin.connect(module.Settings(), house)
    asked = Request("seedance-2.0", "Rain.", 120, "24", 1280, 720, 1)
    assert provider.refuses(asked) == "There is no model 'seedance-2.0' here; there are seedance-9."
    assert "makes nothing from text" in provider.refuses(Request("seedance-9", "Rain.", 120, "24", 1280, 720, 1))
    provider.close()


def test_a_price_is_exact() -> None:
    assert offer(price=Decimal("0.001525")).model().prices[0].amount.micros == 1525


def test_the_page_about_it_says_what_works(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "hosted-models.md").read_text(encoding="utf-8")
    told = tomllib.loads(page.partition("```toml\n")[2].partition("```")[0])["providers"]["fal"]
    properties = {"prompt": {"type": "string"}, "closing_still": {"type": "string"}, "cfg_scale": {"type": "number"}}
    (tmp_path / "lumen.json").write_text(json.dumps({"properties": {**properties, "image_url": {"type": "string"}}}))
    told["models"][0]["input"] = str(tmp_path / told["models"][0]["input"])
    [model] = fal.offered(fal.Settings.model_validate(told))
    assert model.modes == ("text", "first_frame", "first_last")
    assert all(f"`{word}`" in page for word in forms.KNOWN)
