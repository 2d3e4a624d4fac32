"""A request written into the fields of a model that is known by its schema."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from rushes.kernel.timecode import Rate
from rushes.providers import forms, schemas, wishes
from rushes.providers.base import Citation, Makes, Request
from rushes.providers.forms import Form
from rushes.providers.repertoire import placeholders
from rushes.providers.wishes import Unfit

ASKED = Request("m", "Rain on glass.", 120, "24", 1280, 720, 1)
ONE, TWO, CLIP, VOICE = (letter * 64 for letter in "abcd")
SEEDANCE: dict[str, Any] = {
    "required": ["prompt"],
    "properties": {
        "prompt": {"type": "string", "maxLength": 200},
        "image_urls": {"type": "array", "items": {"type": "string"}, "maxItems": 2},
        "video_url": {"type": "string"},
        "duration": {"enum": ["auto", "4", "5", "6"]},
        "resolution": {"enum": ["480p", "720p"]},
        "aspect_ratio": {"enum": ["auto", "16:9", "9:16"]},
        "generate_audio": {"type": "boolean"},
        "seed": {"type": "integer"},
    },
}


def form(schema: dict[str, Any], said: dict[str, str] | None = None, **more: Any) -> Form:
    plain = schemas.compact(schema)
    return Form("Lumen", "lumen/one", plain, forms.guessed(plain, said or {}), **more)


def cited(*files: tuple[str, str, str]) -> Request:
    """A request with files: hash, kind, slot."""
    citations = [Citation(number, "CH-WREN", "identity", *file) for number, file in enumerate(files, start=1)]
    return replace(ASKED, citations=tuple(citations))


def bound(made: Form, request: Request) -> dict[str, Any]:
    return forms.bind(made, request, placeholders(request))


def test_a_request_is_written_into_the_fields_there_are_and_no_others() -> None:
    asked = replace(ASKED, settings={"seed": 7, "negative": "hats", "audio": False})
    assert bound(form(SEEDANCE), asked) == {
        "prompt": "Rain on glass.",
        "duration": "5",
        "resolution": "720p",
        "aspect_ratio": "16:9",
        "generate_audio": False,
        "seed": 7,
    }


def test_files_go_into_lists_in_their_order_and_alone_where_there_is_no_list() -> None:
    asked = cited((ONE, "image", "reference"), (CLIP, "video", "reference"), (TWO, "image", "reference"))
    body = bound(form(SEEDANCE), asked)
    assert body["image_urls"] == [f"https://files.invalid/{ONE}", f"https://files.invalid/{TWO}"]
    assert body["video_url"] == f"https://files.invalid/{CLIP}"


def test_what_has_no_file_is_described_in_words_alone() -> None:
    assert "image_urls" not in bound(form(SEEDANCE), cited(("", "image", "reference")))


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        (cited((VOICE, "audio", "reference")), "Lumen takes no audios: take CH-WREN out of the card"),
        (cited((ONE, "image", "first_frame")), "Lumen takes no first frame: take CH-WREN out of the card"),
        (
            cited(*[(sha * 64, "video", "reference") for sha in "12"]),
            "takes one file as `video_url`; 2 videos were asked",
        ),
        (cited(*[(sha * 64, "image", "reference") for sha in "123"]), "`image_urls` takes at most 2; 3 were asked"),
        (replace(ASKED, frames=240), "`duration` takes 4, 5, 6; 10 seconds were asked"),
        (replace(ASKED, prompt="r" * 201), "`prompt` takes at most 200 characters; it has 201"),
    ],
)
def test_what_a_model_does_not_take_is_refused_in_a_sentence(request_: Request, says: str) -> None:
    with pytest.raises(Unfit, match=says):
        bound(form(SEEDANCE), request_)


@pytest.mark.parametrize(
    ("names", "word"),
    [
        ({"start_image_url": "string", "image_url": "string"}, {"first_frame": "start_image_url"}),
        ({"image": "string", "last_frame_image": "string"}, {"first_frame": "image", "last_frame": "last_frame_image"}),
        ({"image": "array"}, {"images": "image"}),
        ({"image_urls": "array", "image_url": "string"}, {"images": "image_urls", "first_frame": "image_url"}),
        ({"video": "string", "audio": "string"}, {"videos": "video", "audios": "audio"}),
        ({"num_frames": "integer", "fps": "integer"}, {"frames": "num_frames", "rate": "fps"}),
        ({"num_frames": "integer", "duration": "integer"}, {"seconds": "duration"}),
        ({"width": "integer", "height": "integer"}, {"width": "width", "height": "height"}),
        ({"width": "integer", "aspect_ratio": "string"}, {"ratio": "aspect_ratio"}),
        ({"image_size": "object", "width": "integer"}, {"size": "image_size"}),
        ({"cfg_scale": "number", "seed": "string"}, {}),
    ],
)
def test_fields_are_known_by_widespread_names_and_what_they_may_hold(
    names: dict[str, str], word: dict[str, str]
) -> None:
    schema = schemas.compact({"properties": {name: {"type": kind} for name, kind in names.items()}})
    assert forms.guessed(schema, {}) == word


def test_what_is_said_of_a_field_wins_over_the_guess() -> None:
    fields = form(SEEDANCE, {"seed": "", "last_frame": "video_url"}).fields
    assert "seed" not in fields
    assert (fields["last_frame"], fields.get("videos")) == ("video_url", None)


def test_what_always_goes_along_wins_over_what_is_asked_and_what_must_be_said_is_said_as_usual() -> None:
    fields = SEEDANCE["properties"] | {"task": {"enum": ["reference", "edit"], "default": "reference"}}
    schema = {"required": ["prompt", "task"], "properties": fields}
    body = bound(form(schema, sets={"duration": "auto"}), ASKED)
    assert (body["duration"], body["task"]) == ("auto", "reference")


def test_what_must_be_said_and_nobody_says_is_named() -> None:
    schema = {"required": ["voice_id"], "properties": {"prompt": {"type": "string"}, "voice_id": {"type": "string"}}}
    with pytest.raises(Unfit, match=r"Lumen: it also wants `voice_id`, .* under `sets`"):
        bound(form(schema), ASKED)


@pytest.mark.parametrize(
    ("properties", "required", "modes"),
    [
        ({"prompt": "string"}, [], ("text",)),
        ({"image_url": "string"}, [], ("text", "first_frame")),
        ({"image_url": "string", "end_image_url": "string"}, ["image_url"], ("first_frame", "first_last")),
        ({"image_url": "string", "end_image_url": "string"}, ["image_url", "end_image_url"], ("first_last",)),
        ({"image_urls": "array"}, ["image_urls"], ("references",)),
        ({"image_urls": "array", "image_url": "string"}, [], ("text", "first_frame", "references")),
    ],
)
def test_a_schema_says_what_a_clip_may_be_made_from(
    properties: dict[str, str], required: list[str], modes: tuple[str, ...]
) -> None:
    kinds = {name: {"type": kind} for name, kind in properties.items()}
    schema = schemas.compact({"required": required, "properties": kinds})
    assert forms.modes(schema, forms.guessed(schema, {})) == modes


NAMES = sorted({name for names in forms.KNOWN.values() for name in names} | {"voice", "cfg_scale"})
APART = {"$ref": "#/components/schemas/apart"}
SCALARS = st.one_of(
    st.fixed_dictionaries(
        {"type": st.sampled_from(["integer", "number"])},
        optional={
            "minimum": st.integers(-2, 30),
            "maximum": st.integers(0, 2000),
            "exclusiveMinimum": st.integers(0, 20) | st.booleans(),
            "multipleOf": st.sampled_from([1, 2, 8, 0.5]),
            "nullable": st.booleans(),
            "default": st.integers(0, 60),
        },
    ),
    st.fixed_dictionaries({"type": st.just("string")}, optional={"maxLength": st.integers(0, 90)}),
    st.fixed_dictionaries({"type": st.just("boolean")}),
    st.fixed_dictionaries(
        {"enum": st.lists(st.sampled_from(["auto", "4", "5s", "8", 6, 10, "480p", "4k", "16:9", "1:1", "square"]))}
    ),
    st.fixed_dictionaries(
        {"type": st.just("array"), "items": st.just({"type": "string"})}, optional={"maxItems": st.integers(0, 3)}
    ),
    st.just(APART),
)
FIELDS = SCALARS | st.lists(SCALARS, min_size=1, max_size=2).map(lambda some: {"anyOf": [*some, {"type": "null"}]})
RANGES = st.fixed_dictionaries(
    {"type": st.just("integer")},
    optional={
        "minimum": st.integers(-1, 12),
        "maximum": st.integers(12, 4096),
        "multipleOf": st.sampled_from([1, 5, 8]),
        "exclusiveMinimum": st.booleans(),
    },
)
LISTS = st.lists(st.sampled_from(["auto", "4", "5", "8s", "10", "15", "30"]), min_size=2).map(
    lambda some: {"enum": some}
)
LIKELY: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "prompt": st.just({"type": "string"}),
    "negative_prompt": st.just({"type": "string", "maxLength": 4}),
    "duration": RANGES | LISTS | st.lists(RANGES | LISTS, min_size=1, max_size=2).map(lambda some: {"anyOf": some}),
    "num_frames": RANGES,
    "fps": RANGES | st.just({"enum": [16, 24]}),
    "aspect_ratio": st.just({"enum": ["auto", "16:9", "1:1", "9:16"]})
    | st.just({"$ref": "#/components/schemas/apart"}),
    "resolution": st.just({"allOf": [{"enum": ["480p", "1080p"]}], "default": "480p"}),
    "width": RANGES,
    "height": RANGES,
    "seed": RANGES,
    "generate_audio": st.just({"type": "boolean"}),
    "image_url": st.just({"anyOf": [{"type": "string"}, {"type": "null"}]}),
    "image_urls": st.just({"type": "array", "items": {"type": "string"}, "maxItems": 2}),
    "video_urls": st.just({"type": "array", "items": {"type": "string"}, "minItems": 1}),
}
INPUTS = st.builds(
    lambda likely, strange: likely | strange,
    st.fixed_dictionaries({}, optional=LIKELY),
    st.dictionaries(st.sampled_from(NAMES), FIELDS, max_size=1),
)
CITATIONS: st.SearchStrategy[list[Citation]] = st.just([]) | st.lists(
    st.builds(
        Citation,
        ordinal=st.just(1),
        asset=st.just("CH-WREN"),
        role=st.just("identity"),
        sha256=st.sampled_from(["", ONE, TWO, CLIP]),
        kind=st.sampled_from(["image", "video", "audio"]),
        slot=st.sampled_from(["reference", "first_frame", "last_frame"]),
    ),
    max_size=3,
)
REQUESTS = st.builds(
    Request,
    model=st.just("m"),
    prompt=st.text(max_size=100),
    frames=st.integers(1, 900),
    rate=st.sampled_from(["24", "25", "24000/1001"]),
    width=st.integers(2, 4096),
    height=st.integers(2, 4096),
    attempt=st.just(1),
    citations=CITATIONS.map(tuple),
    settings=st.fixed_dictionaries({}, optional={"negative": st.text(max_size=5), "audio": st.booleans()}),
    makes=st.sampled_from([Makes.VIDEO, Makes.IMAGE]),
)


@settings(max_examples=300, deadline=None)
@given(
    INPUTS,
    st.just([]) | st.lists(st.sampled_from(NAMES), max_size=1),
    SCALARS,
    REQUESTS,
)
def test_whatever_the_schema_a_body_fits_it_as_published_or_a_sentence_says_why(
    fields: dict[str, Any], required: list[str], apart: dict[str, Any], request: Request
) -> None:
    """The published document itself is the referee, with its references and before it was made plain."""
    apart = {} if "$ref" in apart else apart
    own = {"type": "object", "properties": fields, "required": required}
    document = {"components": {"schemas": {"Input": own, "apart": apart}}}
    made = form(document)
    body, says = _tried(made, request)
    if body is None:
        assert says.startswith("Lumen")
        assert says.endswith(".")
        return
    assert body.keys() <= fields.keys()
    published = _modern({"$ref": "#/components/schemas/Input", **document})
    assert not [error.message for error in Draft202012Validator(published).iter_errors(body)]
    length = wishes.number(body.get(made.fields.get("seconds", "")))
    assert length is None or length * Rate.of(request.rate).nominal >= request.frames


def _tried(made: Form, request: Request) -> tuple[dict[str, Any] | None, str]:
    """The body, or why there is none."""
    try:
        return bound(made, request), ""
    except Unfit as unfit:
        return None, str(unfit)


def _modern(node: Any) -> Any:
    """OpenAPI 3.0's exclusive limits in the words of JSON Schema, which the referee speaks."""
    if isinstance(node, list):
        return [_modern(one) for one in node]
    if not isinstance(node, dict):
        return node
    told = {key: _modern(value) for key, value in node.items()}
    if isinstance(told.get("exclusiveMinimum"), bool) and told.pop("exclusiveMinimum") and "minimum" in told:
        told["exclusiveMinimum"] = told.pop("minimum")
    return told


def test_a_model_that_insists_on_a_clip_and_takes_no_picture_works_on_that_clip() -> None:
    properties = {"video_url": {"type": "string"}, "audio_url": {"type": "string"}}
    lips: dict[str, Any] = {"properties": properties, "required": ["video_url"]}
    assert forms.modes(lips, forms.guessed(lips, {})) == ("edit",)
    shown = {**lips, "properties": {**properties, "image_url": {"type": "string"}}}
    assert forms.modes(shown, forms.guessed(shown, {})) == ("references",)
