"""The models of the services that host many: the ways into each, and what a request to one costs."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from rushes.craft.prompting import compiler
from rushes.kernel.money import Money
from rushes.providers import catalogue, forms, repertoire
from rushes.providers.base import Citation, Makes, Model, Request
from rushes.providers.pricing import Price, Usage
from rushes.providers.repertoire import Repertoire

FAL = {model.id: model for model in catalogue.shipped("fal").models}
REPLICATE = {model.id: model for model in catalogue.shipped("replicate").models}
SHIPPED = [*FAL.values(), *REPLICATE.values()]
ONE, TWO = "a" * 64, "b" * 64
FILES = {
    "text": (),
    "first_frame": (("image", "first_frame"),),
    "first_last": (("image", "first_frame"), ("image", "last_frame")),
    "references": (("image", "reference"),),
    "edit": (("video", "reference"),),
    "extend": (("video", "reference"),),
}
FIELDS = {"required": ["prompt"], "properties": {"prompt": {"type": "string"}, "duration": {"enum": ["5", "10"]}}}


def request(model: Model, mode: str = "text", **fields: Any) -> Request:
    files = zip((ONE, TWO), FILES[mode], strict=False)
    citations = tuple(Citation(1, "CH-WREN", "identity", sha, kind, slot) for sha, (kind, slot) in files)
    asked = Request(model.id, "Rain.", 120, "24", 1280, 720, 1, citations, {"mode": mode})
    return replace(asked, **fields)


def priced(*rows: Price, **data: Any) -> Model:
    return Model("m", "M", Makes.VIDEO, (1.0, 10.0), (1280, 720), prices=rows, data={"forms": [form()]} | data)


def form(**more: Any) -> dict[str, Any]:
    return {"path": "owner/m", "schema": FIELDS} | more


def money(amount: str) -> Money:
    return Money.of(amount, "USD")


@pytest.mark.parametrize("model", SHIPPED, ids=lambda model: model.id)
def test_a_shipped_model_can_be_asked_in_every_mode_it_names(model: Model) -> None:
    service = Repertoire.of(model)
    for mode in model.modes:
        asked = request(model, mode)
        assert service.refusal(asked) == ""
        body = forms.bind(service.form(asked), asked, repertoire.placeholders(asked))
        assert body["prompt"] == "Rain."
        assert sum("files.invalid" in str(value) for value in body.values()) == len(FILES[mode])


@pytest.mark.parametrize("model", SHIPPED, ids=lambda model: model.id)
def test_a_shipped_model_says_what_it_costs_at_each_resolution_and_length(model: Model) -> None:
    form = repertoire.forms_of(model)[0]
    for height in (480, 720, 1080, 2160):
        asked = request(model, width=height * 16 // 9, height=height)
        quoted = repertoire.quote(model, asked)
        assert money("0.2") < quoted.low == quoted.high < money("20")
        assert quoted.used == (Usage(Decimal(5), "second"),) * 2
        assert quoted.prices == model.priced
        if "resolution" in form.fields:
            size = forms.bind(form, asked, {})[form.fields["resolution"]]
            assert model.price(resolution=size, video_in=False), "its row is there, not the dearest"


@pytest.mark.parametrize("model", SHIPPED, ids=lambda model: model.id)
def test_a_shipped_model_is_worded_for_a_surface_that_there_is(model: Model) -> None:
    surface = compiler.surface_of(model.surface)
    assert {*model.modes} - {"edit", "extend"} <= {*surface.modes}
    assert model.anchors == ("first_frame" in model.modes)


@pytest.mark.parametrize(
    ("model", "mode", "size", "low", "high"),
    [
        (FAL["seedance-2.0"], "text", (1280, 720), "1.517", "1.517"),
        (FAL["seedance-2.0"], "text", (1920, 1080), "3.41", "3.41"),
        (FAL["seedance-2.0"], "edit", (1280, 720), "1.274", "3.64"),
        (FAL["seedance-2.5"], "edit", (1280, 720), "1.64604", "17.08476"),
        (FAL["kling-3.0-pro"], "first_frame", (1280, 720), "0.84", "0.84"),
        (REPLICATE["seedance-2.5"], "text", (1280, 720), "1.156", "1.156"),
        (REPLICATE["seedance-2.5"], "edit", (1280, 720), "3.8704", "29.028"),
        (REPLICATE["seedance-2.0"], "references", (854, 480), "0.4", "0.4"),
    ],
)
def test_prices_go_by_resolution_and_reference_videos(
    model: Model, mode: str, size: tuple[int, int], low: str, high: str
) -> None:
    told = replace(request(model, mode), width=size[0], height=size[1])
    if (model.id, mode) == ("seedance-2.0", "edit"):
        told = replace(told, settings={})  # it knows no edit: a video is a reference
    quoted = repertoire.quote(model, told)
    assert (quoted.low, quoted.high) == (money(low), money(high))


def test_sound_has_a_price_of_its_own_where_the_model_says_so() -> None:
    silent = request(FAL["kling-3.0-pro"], settings={"audio": False})
    assert repertoire.quote(FAL["kling-3.0-pro"], silent).low == money("0.56")


@pytest.mark.parametrize(
    ("model", "low", "high"),
    [
        (priced(Price("image", money("0.04"))), "0.04", "0.04"),
        (priced(Price("character", money("0.1"), per=1000)), "0.0005", "0.0005"),
        (priced(Price("run", money("0.3"))), "0.3", "0.3"),
        (priced(Price("second", money("0.0014")), takes=[20, 90.5]), "0.028", "0.1267"),
        (priced(Price("second", money("0.1")), forms=[form(schema={"properties": {}})]), "0.1", "1"),
        (priced(Price("second", money("0.1")), forms=[form(sets={"duration": "auto"}, fields={})]), "0.1", "1"),
    ],
)
def test_other_units_are_counted_too(model: Model, low: str, high: str) -> None:
    quoted = repertoire.quote(model, request(model))
    assert (quoted.low, quoted.high) == (money(low), money(high))


def test_a_length_in_frames_is_paid_in_seconds() -> None:
    schema = {
        "properties": {"num_frames": {"type": "integer"}, "fps": {"type": "integer", "default": 16, "maximum": 16}}
    }
    model = priced(Price("second", money("0.1")), forms=[form(schema=schema)])
    assert repertoire.quote(model, request(model)).low == money("0.5")


def test_what_cannot_be_sent_is_priced_at_its_dearest() -> None:
    model = priced(
        Price("second", money("0.1"), where={"draft": True}), Price("second", money("0.5"), where={"draft": False})
    )
    assert repertoire.quote(model, request(model, frames=2400)).high == money("5")


def test_the_mode_follows_from_the_files_and_only_changes_have_to_be_named() -> None:
    service = Repertoire.of(FAL["seedance-2.5"])
    asked = request(FAL["seedance-2.5"], "edit")
    assert service.form(asked).sets["task"] == "editing"
    assert service.form(replace(asked, settings={"mode": "extend"})).sets["task"] == "extension"
    assert service.form(replace(asked, settings={})).sets == {}
    wished = replace(asked, citations=(), settings={"mode": "first_frame"})
    assert service.form(wished).path.endswith("text-to-video")


def test_what_no_model_can_is_refused_with_what_it_can() -> None:
    service = Repertoire.of(FAL["kling-3.0-pro"])
    refusal = service.refusal(request(FAL["kling-3.0-pro"], "references"))
    assert refusal == "Kling 3.0 Pro (fal) makes nothing from references; it can: text, first frame, first last."
    assert "no model 'lumen'" in service.refusal(replace(request(FAL["kling-3.0-pro"]), model="lumen"))


def test_of_two_models_with_one_id_the_first_stands() -> None:
    mine = replace(FAL["kling-3.0-pro"], title="Mine")
    assert Repertoire.of(mine, FAL["kling-3.0-pro"]).models["kling-3.0-pro"].title == "Mine"
