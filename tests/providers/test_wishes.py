"""How a wish becomes a value that a field takes."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.providers import schemas, wishes
from rushes.providers.base import Makes, Request
from rushes.providers.wishes import FITS, Unfit, Wish

ASKED = Request("m", "Rain.", 120, "24", 1280, 720, 1)
LENGTHS = ["auto", "4", "5", "6", "8", "10"]
RATIOS = ["auto", "21:9", "16:9", "4:3", "1:1", "3:4", "9:16"]
NUMBERS = st.integers(-50, 400) | st.decimals(-50, 400, places=2).map(float)


def fitted(word: str, schema: dict[str, Any], request: Request = ASKED, **wish: Any) -> Any:
    return FITS[word](Wish(request, word, schema, **wish))


@pytest.mark.parametrize(
    ("frames", "schema", "value"),
    [
        (120, {"enum": LENGTHS}, "5"),
        (121, {"enum": LENGTHS}, "6"),
        (150, {"enum": LENGTHS}, "8"),
        (24, {"enum": LENGTHS}, "4"),
        (120, {"enum": ["5s", "9s"]}, "5s"),
        (121, {"enum": ["5s", "9s"]}, "9s"),
        (120, {"enum": [8, 6]}, 6),
        (121, {"type": "integer", "minimum": -1, "maximum": 15}, 6),
        (24, {"type": "integer", "minimum": 4, "maximum": 15}, 4),
        (24, {"type": "integer", "exclusiveMinimum": 4, "maximum": 15}, 5),
        (121, {"type": "integer", "multipleOf": 5}, 10),
        (121, {"type": "integer", "multipleOf": 2.5}, 10),
        (121, {"type": "number"}, 5.042),
        (121, {"type": "number", "multipleOf": 0.5}, 5.5),
        (121, {"type": "string"}, "6"),
        (121, {"anyOf": [{"enum": ["auto"]}, {"type": "integer", "minimum": 2}]}, "auto"),
    ],
)
def test_a_length_is_the_shortest_that_is_long_enough(frames: int, schema: dict[str, Any], value: Any) -> None:
    if value == "auto":  # a list beside a range: what is listed is all that is known to be allowed
        with pytest.raises(Unfit):
            fitted("seconds", schema, replace(ASKED, frames=frames))
        return
    assert fitted("seconds", schema, replace(ASKED, frames=frames)) == value


def test_a_shot_shorter_than_the_model_makes_is_asked_as_long_as_it_makes() -> None:
    schema = {"type": "integer", "minimum": -1, "maximum": 15}
    assert fitted("seconds", schema, replace(ASKED, frames=24), least=4.0) == 4


def test_the_rates_of_television_count_as_the_whole_ones_that_services_make() -> None:
    assert fitted("seconds", {"enum": LENGTHS}, replace(ASKED, rate="24000/1001")) == "5"


@pytest.mark.parametrize(
    ("schema", "says"),
    [
        ({"enum": LENGTHS}, "`seconds` takes 4, 5, 6, 8, 10; 20 seconds were asked"),
        ({"type": "integer", "maximum": 15}, "`seconds` takes at most 15; 20 seconds were asked"),
    ],
)
def test_a_length_that_is_too_long_is_refused_with_what_is_allowed(schema: dict[str, Any], says: str) -> None:
    with pytest.raises(Unfit, match=says):
        fitted("seconds", schema, replace(ASKED, frames=480))


def test_a_picture_has_no_length_and_no_shape_is_asked_of_a_sound() -> None:
    assert fitted("seconds", {"enum": LENGTHS}, replace(ASKED, makes=Makes.IMAGE)) is None
    sound = replace(ASKED, width=0, height=0, makes=Makes.MUSIC)
    assert fitted("ratio", {"enum": RATIOS}, sound) is None
    assert fitted("resolution", {"enum": ["720p"]}, sound) is None
    assert fitted("size", {"enum": ["square"]}, sound) is None
    assert fitted("width", {"type": "integer"}, sound) is None


def test_frames_are_counted_at_the_rate_that_the_model_makes() -> None:
    schema = {"type": "integer", "minimum": 17, "maximum": 161}
    assert fitted("frames", schema, rate=Fraction(16)) == 80
    assert fitted("frames", schema) == 120
    with pytest.raises(Unfit, match="at most 161; 240 frames were asked"):
        fitted("frames", schema, replace(ASKED, frames=240))


@pytest.mark.parametrize(
    ("schema", "value"),
    [({"enum": [24, 25, 30]}, 24), ({"enum": ["24", "30"]}, "24"), ({"enum": [16, 30]}, None), ({"maximum": 60}, 24)],
)
def test_a_rate_is_asked_only_of_a_model_that_makes_it(schema: dict[str, Any], value: Any) -> None:
    assert fitted("rate", schema) == value


@pytest.mark.parametrize(
    ("width", "height", "value"),
    [(1280, 720, "16:9"), (1920, 804, "21:9"), (1080, 1920, "9:16"), (1000, 1000, "1:1"), (1998, 1080, "16:9")],
)
def test_a_ratio_is_the_nearest_there_is(width: int, height: int, value: str) -> None:
    assert fitted("ratio", {"enum": RATIOS}, replace(ASKED, width=width, height=height)) == value


def test_a_ratio_that_is_not_listed_is_asked_only_where_it_must_be() -> None:
    assert fitted("ratio", {"type": "string"}) is None
    assert fitted("ratio", {"type": "string"}, required=True) == "16:9"


@pytest.mark.parametrize(
    ("width", "height", "options", "value"),
    [
        (1280, 720, ["480p", "720p", "1080p"], "720p"),
        (1920, 804, ["480p", "720p", "1080p"], "1080p"),
        (128, 72, ["480p", "720p"], "480p"),
        (3840, 2160, ["480p", "720p"], "720p"),
        (3840, 2160, ["1080p", "4k"], "4k"),
        (1280, 720, ["768P", "2K"], "768P"),
        (1280, 720, [480, 720], 720),
        (720, 1280, ["1280x720", "1920x1080"], "1280x720"),
        (1280, 720, ["standard", "high"], None),
    ],
)
def test_a_resolution_is_the_smallest_that_is_large_enough(
    width: int, height: int, options: list[Any], value: Any
) -> None:
    assert fitted("resolution", {"enum": options}, replace(ASKED, width=width, height=height)) == value


def test_a_size_is_exact_where_it_can_be_and_else_the_nearest_shape_that_is_named() -> None:
    sides = {"type": "object", "properties": {"width": {"type": "integer"}, "height": {"type": "integer"}}}
    names = {"type": "string", "enum": ["square_hd", "square", "landscape_4_3", "landscape_16_9"]}
    assert fitted("size", {"anyOf": [sides, names]}) == {"width": 1280, "height": 720}
    assert fitted("size", names) == "landscape_16_9"
    assert fitted("size", names, replace(ASKED, width=600, height=600)) == "square_hd"
    assert fitted("size", names, replace(ASKED, width=400, height=400)) == "square"
    assert fitted("size", {"enum": ["1024x1024", "1536x1024"]}) == "1536x1024"


def test_a_side_goes_by_the_steps_of_its_field_and_stays_within() -> None:
    schema = {"type": "integer", "minimum": 256, "maximum": 1024, "multipleOf": 64}
    assert fitted("height", schema) == 768
    assert fitted("width", schema) == 1024
    assert fitted("height", schema, replace(ASKED, height=72)) == 256


@pytest.mark.parametrize(
    ("seed", "schema", "value"),
    [
        (7, {"type": "integer"}, 7),
        (2**31 + 7, {"type": "integer"}, 7),
        (12, {"type": "integer", "minimum": -1, "maximum": 9}, 2),
        (12, {"type": "integer", "minimum": 100, "exclusiveMaximum": 110}, 102),
        (12, {"type": "integer", "maximum": -1}, None),
    ],
)
def test_a_seed_is_brought_into_the_range_of_its_field(seed: int, schema: dict[str, Any], value: Any) -> None:
    assert fitted("seed", schema, replace(ASKED, settings={"seed": seed})) == value


def test_sound_is_asked_unless_it_is_not_wanted_and_what_must_not_be_seen_where_there_is_any() -> None:
    assert fitted("audio", {"type": "boolean"}) is True
    assert fitted("audio", {"type": "boolean"}, replace(ASKED, settings={"audio": False})) is False
    assert fitted("negative", {"type": "string"}) is None
    assert fitted("negative", {"type": "string"}, replace(ASKED, settings={"negative": "hats"})) == "hats"


@pytest.mark.parametrize(
    ("value", "number"),
    [
        *((5, 5), ("5", 5), ("5s", 5), ("8 seconds", 8), ("7.5", Fraction(15, 2)), ("-1", -1)),
        *(("auto", None), (True, None), (None, None), ([5], None), (float("nan"), None), ("5" * 40, None)),
    ],
)
def test_numbers_are_read_as_services_write_them(value: Any, number: Fraction | None) -> None:
    assert wishes.number(value) == number


CHOICES = st.fixed_dictionaries({"enum": st.lists(st.integers(-5, 300) | st.text(max_size=3))})
LIMITS = st.fixed_dictionaries(
    {"type": st.sampled_from(["integer", "number"])},
    optional={
        "minimum": NUMBERS,
        "maximum": NUMBERS,
        "exclusiveMinimum": NUMBERS,
        "exclusiveMaximum": NUMBERS,
        "multipleOf": st.sampled_from([1, 2, 5, 8, 0.5, 0.25, 2.5]),
    },
)


@settings(max_examples=60, deadline=None)
@given(LIMITS, st.integers(0, 4000).map(lambda wanted: Fraction(wanted, 10)))
def test_what_is_found_is_allowed_and_enough_and_nothing_smaller_is(schema: dict[str, Any], wanted: Fraction) -> None:
    found = wishes.at_least(schema, wanted)
    tenths = [value if value % 1 else int(value) for value in (count / 4 for count in range(-250, 1700))]
    enough = [value for value in tenths if value >= wanted and schemas.fits(schema, value)]
    if found is None:
        assert not enough or schema["type"] == "number"
        return
    assert schemas.fits(schema, found)
    assert Fraction(str(found)) >= wanted
    assert all(found <= value for value in enough)


@settings(max_examples=60, deadline=None)
@given(
    LIMITS | st.fixed_dictionaries({"enum": st.lists(st.integers(-5, 300) | st.text(max_size=3))}), st.integers(1, 500)
)
def test_the_nearest_is_allowed_or_there_is_none(schema: dict[str, Any], wanted: int) -> None:
    found = wishes.nearest(schema, Fraction(wanted))
    assert found is None or schemas.fits(schema, found)
