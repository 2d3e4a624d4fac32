"""A breakdown as a file: each part in each form, one scene's sheet alone."""

import csv
import io
import re
from itertools import product

import pytest

from rushes.craft.breakdown import whole
from rushes.craft.papers import needs
from rushes.craft.papers.needs import Form, Part, UnknownScene
from rushes.craft.screenplay import fountain
from tests.making import SCRIPT

FOUND = whole.of(fountain.parse(SCRIPT))
SHOTS = {"S01": ["S01-SH01"]}


@pytest.mark.parametrize(("part", "form"), list(product(Part, Form)))
def test_each_part_is_written_in_each_form(part: Part, form: Form) -> None:
    text = needs.written(FOUND, "Two Doors", part, form, SHOTS)
    assert "S01" in text
    starts = {Form.HTML: "<!doctype html>", Form.MARKDOWN: "", Form.CSV: ""}
    assert text.lower().startswith(starts[form])
    if form is Form.CSV:
        widths = {len(row) for row in csv.reader(io.StringIO(text))}
        assert len(widths) == 1
    else:
        assert "Two Doors" in text


def test_the_scene_list_names_the_planned_shots() -> None:
    assert "S01-SH01" in needs.written(FOUND, "Two Doors", Part.SCENES, Form.MARKDOWN, SHOTS)


@pytest.mark.parametrize("form", list(Form))
def test_one_scene_has_a_sheet_of_its_own(form: Form) -> None:
    text = re.sub(r"base64,[^)]*", "", needs.written(FOUND, "Two Doors", Part.SHEETS, form, {}, "s02"))
    assert "S02" in text
    assert "S01" not in text


@pytest.mark.parametrize("form", list(Form))
def test_a_scene_that_is_not_there_is_refused_with_those_that_are(form: Form) -> None:
    with pytest.raises(UnknownScene, match=r"has no scene S09\. It has S01, S02"):
        needs.written(FOUND, "Two Doors", Part.SHEETS, form, {}, "S09")
