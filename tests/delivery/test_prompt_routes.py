"""Prompts over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from rushes.craft.prompting import compiler
from tests import web
from tests.making import production
from tests.web import House


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    with web.house(own_url, tmp_path, production()) as made:
        yield made


def test_every_surface_is_listed_with_its_limits(house: House) -> None:
    listed = {one["id"]: one for one in house.asked_by("eve").get("/api/surfaces").json()}
    assert set(listed) == set(compiler.found())
    assert listed["veo"]["references"] == {"image": 3}
    assert listed["veo"]["negative_field"]


def test_a_shot_is_told_in_the_words_of_a_surface(house: House) -> None:
    path = house.at("/shots/S01-SH01/prompt")
    told = house.asked_by("ada").get(path, params={"surface": "generic", "mode": "text"}).json()
    assert (told["surface"], told["mode"]) == ("generic", "text")
    assert "waits" in told["prompt"]
    assert house.asked_by("eve").get(path, params={"surface": "generic"}).status_code == 403


def test_shots_of_a_scene_are_told_as_one_request(house: House) -> None:
    path, params = house.at("/scenes/S01/prompt"), {"surface": "minimax", "shots": ["S01-SH01", "S01-SH02"]}
    told = house.asked_by("ada").get(path, params=params).json()
    assert [one["shot"] for one in told["fields"]["shots"]] == ["S01-SH01", "S01-SH02"]
    assert "[Shot 2] At 00:00.500" in told["prompt"]
    assert house.asked_by("eve").get(path, params=params).status_code == 403


@pytest.mark.parametrize(
    ("shots", "surface", "status", "code"),
    [
        (["S01-SH01", "S02-SH01"], "kling", 404, "no_shot"),
        (["S01-SH02", "S01-SH01"], "kling", 422, "unsendable"),
        (["S01-SH01", "S01-SH02"], "veo", 422, "unsendable"),
        ([], "kling", 422, "invalid_request"),
    ],
)
def test_shots_that_are_no_sequence_are_refused(
    house: House, shots: list[str], surface: str, status: int, code: str
) -> None:
    params: dict[str, str | list[str]] = {"surface": surface, "shots": shots}
    refused = house.asked_by("ada").get(house.at("/scenes/S01/prompt"), params=params)
    assert (refused.status_code, refused.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    ("shot", "params", "status", "code"),
    [
        ("S09-SH01", {"surface": "veo"}, 404, "no_shot"),
        ("S01-SH01", {"surface": "paper"}, 404, "no_surface"),
        ("S01-SH01", {"surface": "veo", "mode": "song"}, 422, "invalid_request"),
        ("S01-SH01", {}, 422, "invalid_request"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    house: House, shot: str, params: dict[str, str], status: int, code: str
) -> None:
    refused = house.asked_by("ada").get(house.at(f"/shots/{shot}/prompt"), params=params)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
