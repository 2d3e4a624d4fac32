"""Workflows as templates: a studio's own, what is wrong with them, and how a request is put into one."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from rushes.providers import comfy_templates, comfyui
from rushes.providers.base import Makes, Request
from rushes.providers.comfy_templates import InvalidTemplate
from rushes.providers.comfyui import Settings
from tests.providers.comfy import bench

GRAPH: dict[str, Any] = {
    "1": {"class_type": "UpscaleModelLoader", "inputs": {"model_name": "RealESRGAN_x4plus.safetensors"}},
    "2": {"class_type": "CLIPTextEncode", "inputs": {"text": "", "clip": ["3", 0]}, "_meta": {"title": "Words"}},
    "3": {"class_type": "CLIPLoader", "inputs": {"clip_name": "qwen_3_4b.safetensors", "type": "lumina2"}},
    "4": {"class_type": "EmptyHunyuanLatentVideo", "inputs": {"width": 64, "height": 64, "length": 5, "batch_size": 1}},
    "5": {"class_type": "VAELoader", "inputs": {"vae_name": "wan2.2_vae.safetensors"}},
    "6": {"class_type": "VAEDecode", "inputs": {"samples": ["4", 0], "vae": ["5", 0]}},
    "7": {"class_type": "CreateVideo", "inputs": {"images": ["6", 0], "fps": 12}},
    "8": {
        "class_type": "SaveVideo",
        "inputs": {"video": ["7", 0], "filename_prefix": "mine", "format": "mp4", "codec": "h264"},
    },
    "9": {"class_type": "PreviewImage", "inputs": {"images": ["6", 0]}},
}  # fmt: skip
MAP = """
title = "Night walk"
makes = "video"
surface = "generic"
seconds = [0.5, 8.0]
largest = [512, 512]
rate = "12"
output = "8"
nodes = "a ComfyUI of 2025"

[bind]
prompt = ["2.text"]
width = ["4.width"]
height = ["4.height"]
frames = ["4.length"]
fps = ["7.fps"]
"""


def written(folder: Path, name: str = "night-walk", graph: Any = GRAPH, said: str = MAP) -> Path:
    """A template in a folder."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.json").write_text(graph if isinstance(graph, str) else json.dumps(graph), encoding="utf-8")
    (folder / f"{name}.toml").write_text(said, encoding="utf-8")
    return folder


def faults(folder: Path, **what: Any) -> str:
    """What is wrong with a template."""
    with pytest.raises(InvalidTemplate) as caught:
        comfy_templates.read(written(folder, **what) / f"{what.get('name', 'night-walk')}.toml")
    return caught.value.detail


def test_a_template_of_ones_own_is_a_model_and_is_made(tmp_path: Path) -> None:
    folder = written(tmp_path / "own")
    with bench(tmp_path, workflows=str(folder)) as at:
        spec = comfyui.plugin.offering(at.settings)
        assert spec.usual.id == "wan22-5b"
        assert (spec.model("night-walk").title, spec.model("night-walk").rate) == ("Night walk", "12")
        assert comfyui.ready(at.settings) == ""
        done = at.done(at.sent("night-walk", frames=48, width=320, height=180))
        assert set(at.graph()) == {"4", "5", "6", "7", "8"}, "only what the chosen output needs is sent"
        assert {"width": 320, "height": 180, "length": 24}.items() <= at.inputs("4").items()
        assert "_00001_.mp4" in done.output
        assert at.comfy.lacks() == []


def test_a_template_of_the_same_name_stands_over_the_shipped_one(tmp_path: Path) -> None:
    stated = Settings(workflows=str(written(tmp_path / "own", "wan22-5b")))
    spec = comfyui.plugin.offering(stated)
    assert [model.id for model in spec.models] == [model.id for model in comfyui.plugin.models]
    assert spec.usual.title == "Night walk"
    before, after = comfyui.asks(Settings())["templates"], comfyui.asks(stated)["templates"]
    assert {name for name in before if before[name] != after[name]} == {"wan22-5b"}


def test_any_change_of_graph_or_map_is_another_digest_and_another_order_of_keys_is_not(tmp_path: Path) -> None:
    def digest(**what: Any) -> str:
        return comfy_templates.read(written(tmp_path / "own", **what) / "night-walk.toml").sha256

    first = digest()
    assert digest(graph=dict(reversed(GRAPH.items()))) == first
    assert digest(graph=GRAPH | {"4": {**GRAPH["4"], "inputs": {**GRAPH["4"]["inputs"], "width": 65}}}) != first
    assert digest(said=MAP.replace("8.0", "7.0")) != first
    assert digest(said=f"# a word\n{MAP}") == first


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ({"graph": "{"}, "night-walk.json: this is not JSON"),
        ({"graph": {"nodes": [], "links": []}}, 'save it with "Export (API)"'),
        ({"graph": {"1": {"class_type": "A"}}}, "no graph in API format"),
        ({"graph": []}, "no graph in API format"),
        ({"graph": '{"1": {"class_type": "A", "inputs": {"x": NaN}}}'}, "cannot be read"),
        ({"said": "title ="}, "night-walk.toml: this cannot be read"),
        ({"said": MAP.replace('makes = "video"', 'makes = "film"')}, "night-walk.toml: makes"),
        ({"said": MAP.replace("title", "name")}, "night-walk.toml: title"),
        ({"said": MAP.replace('"12"', '"twelve"')}, "not a frame rate"),
        ({"said": MAP.replace('["2.text"]', '["22.text"]')}, "22.text: there is no such node"),
        ({"said": MAP.replace('["2.text"]', '["2"]')}, "an input is written NODE.INPUT"),
        ({"said": MAP.replace('output = "8"', 'output = "88"')}, "88: there is no such node"),
        ({"said": f'{MAP}\n[without]\nimage = [["22.image"]]'}, "22.image: there is no such node"),
        ({"said": f'{MAP}\n[without]\nimage = [["6.samples=44.0"]]'}, "6.samples=44.0: there is no such node"),
        ({"said": f'{MAP}\n[without]\nimage = [["6.samples=4"]]'}, "6.samples=4: there is no such node"),
        ({"said": MAP.replace("prompt =", "promt =")}, "promt cannot be bound; what can is prompt"),
        ({"name": "Night Walk"}, "small letters"),
    ],
)
def test_what_is_wrong_with_a_template_is_said_with_its_place(tmp_path: Path, what: dict[str, Any], says: str) -> None:
    assert says in faults(tmp_path / "own", **what)


def test_a_template_that_cannot_be_used_stands_in_nobodys_way_and_is_said(tmp_path: Path) -> None:
    folder = written(written(tmp_path / "own"), "broken", graph="{")
    (folder / "alone.toml").write_text(MAP, encoding="utf-8")
    stated = Settings(url="http://here", workflows=str(folder))
    assert [model.id for model in comfyui.offers(stated)] == ["night-walk"]
    assert "alone.json: it is missing" in comfyui.ready(stated)
    assert "broken.json" in comfyui.ready(stated)
    assert "no such folder" in comfyui.ready(Settings(url="http://here", workflows=str(tmp_path / "nowhere")))


def test_the_page_about_templates_is_true(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "comfyui.md").read_text(encoding="utf-8")
    keys, bindings = (re.findall(r"`(\w+)`", "".join(rows)) for rows in tables(page))
    assert set(keys) == set(comfy_templates.Map.model_fields)
    assert set(bindings) == {*comfy_templates.VALUES, *comfy_templates.NEEDS}
    settings, said = (tomllib.loads(block) for block in re.findall(r"```toml\n(.*?)```", page, re.DOTALL))
    Settings.model_validate(settings["providers"]["comfyui"])
    graph = comfyui.SHIPPED["wan22-5b"].graph
    example = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)[1]
    read = comfy_templates.read(written(tmp_path / "own", graph=graph, said=example) / "night-walk.toml")
    assert read.map.title == said["title"]


def tables(page: str) -> list[list[str]]:
    """The first cells of the rows of each table."""
    found = re.findall(r"\|---\|---\|\n((?:\|.*\n)+)", page)
    return [[row.split("|")[1] for row in rows.splitlines()] for rows in found]


def test_the_size_is_the_smallest_that_holds_what_is_asked_or_the_largest_of_that_shape() -> None:
    small = comfyui.SHIPPED["wan22-5b"]
    assert small.size(640, 352) == (640, 352)
    assert small.size(641, 353) == (672, 384)
    assert small.size(1280, 720) == (1280, 704)
    assert small.size(720, 1280) == (704, 1280)
    assert small.size(1280, 1280) == (928, 928)


def test_every_shipped_template_says_what_it_needs_and_where_that_is_from() -> None:
    for template in comfyui.SHIPPED.values():
        said, graph = template.map, template.graph
        assert "no custom nodes" in said.nodes
        assert said.sources
        used = {
            value
            for node in graph.values()
            for name, value in node["inputs"].items()
            if name.endswith("_name") and name != "sampler_name"
        }
        assert used == {file.rpartition("/")[2] for file in said.files}
        for places in (*said.bind.values(), *said.loras.values()):
            for node, _, input in (place.partition(".") for place in places):
                assert input in graph[node]["inputs"], f"{template.name}: {node}.{input}"


def test_there_is_a_workflow_for_each_way_to_make_a_clip() -> None:
    modes = {mode for template in comfyui.SHIPPED.values() for mode in template.map.modes}
    assert modes == {"text", "first_frame", "first_last", "references", "edit"}
    assert comfyui.plugin.making(Makes.IMAGE) == comfyui.SHIPPED["z-image-turbo"].model
    assert comfyui.plugin.usual.modes == ("text", "first_frame")


def test_the_seed_stays_when_it_is_locked() -> None:
    template = comfyui.SHIPPED["wan22-5b"]
    for prompt in ("One.", "Another."):
        asked = Request("wan22-5b", prompt, 24, "24", 640, 352, 1, settings={"seed": 2**53 + 5})
        assert template.asked(asked, "k").graph["3"]["inputs"]["seed"] == 5
