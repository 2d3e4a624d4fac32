"""Whether a workflow fits the nodes of a ComfyUI: every sentence names the node and its input."""

import copy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rushes.providers import comfyui
from rushes.providers.comfy_nodes import fruitless, refusals, validate
from rushes.providers.comfy_templates import Template
from tests.simulators import comfynodes

HASTE = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
INFO = comfynodes.object_info(["there.png", "there.mp4"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def template(**changes: Any) -> Template:
    """The usual template with inputs changed: `node__input=value`; None takes one out."""
    graph = copy.deepcopy(comfyui.SHIPPED["wan22-5b"].graph)
    for place, value in changes.items():
        node, _, input = place.lstrip("_").partition("__")
        graph[node]["inputs"][input] = value
        if value is None:
            del graph[node]["inputs"][input]
    return replace(comfyui.SHIPPED["wan22-5b"], graph=graph)


def test_the_shipped_templates_fit_as_they_are() -> None:
    for one in comfyui.SHIPPED.values():
        assert validate(one, INFO) == []
        assert validate(one, comfynodes.object_info([], new=False)) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"_3__steps": None}, 'Node 3 "Sampler" (KSampler) lacks its input steps.'),
        ({"_3__steps": 0}, 'Node 3 "Sampler" (KSampler) has 0 as its steps, and the least it takes is 1.'),
        ({"_3__cfg": 101}, 'Node 3 "Sampler" (KSampler) has 101 as its cfg, and the most it takes is 100.0.'),
        ({"_3__steps": "many"}, "has 'many' as its steps, which takes a number."),
        (
            {"_3__sampler_name": "uni-pc"},
            "has 'uni-pc' as its sampler_name, which is not among what it takes: uni_pc, uni_pc_bh2, and 6 more.",
        ),
        ({"_3__model": ["480", 0]}, 'Node 3 "Sampler" (KSampler) takes its model from node 480, which is not there.'),
        ({"_58__format": "gif"}, "has 'gif' as its format, which is not among what it takes: auto, mp4, mkv"),
        ({"_58__format": None}, 'Node 58 "Save the clip" (SaveVideo) lacks its input format.'),
    ],
)
def test_what_does_not_fit_is_said_with_node_and_input(change: dict[str, Any], says: str) -> None:
    (told,) = validate(template(**change), INFO)
    assert says in told


def test_what_a_choice_brings_along_is_checked_with_it() -> None:
    coded = {"_58__codec": "h264", "_58__codec.encoding": "re-encode"}
    assert validate(template(**coded, **{"_58__codec.encoding.crf": 23}), INFO) == []
    (told,) = validate(template(**coded), INFO)
    assert told.endswith("lacks its input codec.encoding.crf.")
    (told,) = validate(template(**coded, **{"_58__codec.encoding.crf": 99}), INFO)
    assert "has 99 as its codec.encoding.crf, and the most it takes is 51.0." in told


def test_a_file_of_the_workflows_own_must_have_been_uploaded_and_one_of_ours_need_not() -> None:
    own = template()
    unbound = {name: places for name, places in own.map.bind.items() if name != "first_frame"}
    loose = replace(own, map=own.map.model_copy(update={"bind": unbound}))
    (told,) = validate(loose, INFO)
    assert "has the file 'first_frame.png' as its image, which was never uploaded" in told
    there = replace(loose, graph=template(_56__image="there.png").graph)
    assert validate(there, INFO) == []


def test_a_binding_to_an_input_that_a_node_does_not_have_is_said() -> None:
    own = template()
    bind = own.map.bind | {"seed": ("3.noise_seed",)}
    (told,) = validate(replace(own, map=own.map.model_copy(update={"bind": bind})), INFO)
    assert (
        told
        == 'Node 3 "Sampler" (KSampler) has no input noise_seed, to which the template binds something: mend its map.'
    )


def test_inputs_that_grow_are_left_to_comfyui() -> None:
    growing = [
        "COMFY_AUTOGROW_V3",
        {"template": {"input": {"required": {"a": ["FLOAT", {}]}}, "prefix": "a", "min": 1}},
    ]
    info = INFO | comfynodes.node("Math", ["FLOAT"], {"values": growing}, output_node=True)
    own = template()
    math = {"class_type": "Math", "inputs": {"values.a0": 1.0}}
    bind = own.map.bind | {"seconds": ("1.values.a0",)}
    one = replace(own, graph={"1": math}, map=own.map.model_copy(update={"bind": bind}))
    assert validate(one, info) == []


def test_a_workflow_that_saves_nothing_is_said() -> None:
    graph = {id: node for id, node in template().graph.items() if id != "58"}
    assert validate(replace(template(), graph=graph), INFO) == [
        "None of its nodes saves anything: add one that does, such as Save Video."
    ]


@HASTE
@given(told=st.dictionaries(st.sampled_from(["UNETLoader", "KSampler", "SaveVideo", "LoadImage"]), JSON))
def test_whatever_is_told_of_nodes_the_answer_is_sentences(told: dict[str, Any]) -> None:
    said = validate(template(), INFO | told)
    assert all(isinstance(one, str) for one in said)


@HASTE
@given(inputs=JSON)
def test_whatever_is_told_of_inputs_the_answer_is_sentences(inputs: Any) -> None:
    told = INFO["KSampler"] | {"input": {"required": inputs, "optional": {"steps": inputs, "cfg": [inputs, inputs]}}}
    assert all(isinstance(one, str) for one in validate(template(), INFO | {"KSampler": told}))


@HASTE
@given(errors=JSON)
def test_whatever_errors_come_they_are_sentences(errors: Any) -> None:
    for said in (errors, {"3": errors}, {"3": {"errors": errors, "dependent_outputs": errors}}):
        assert all(isinstance(one, str) for one in refusals(said, template()))
        assert all(isinstance(one, str) for one in fruitless(said))
