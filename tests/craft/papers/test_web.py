"""Papers as one HTML page."""

from pathlib import Path

import jinja2
import pytest
from PIL import Image

from rushes.craft.papers import web

TEMPLATE = """{% extends "paper.html" %}
{% block title %}{{ title }}{% endblock %}
{% block what %}pitch{% endblock %}
{% block body %}<img src="{{ still | picture }}">{% endblock %}"""


def page(folder: Path, **values: object) -> str:
    """A page of our own template."""
    (folder / "pitch.html").write_text(TEMPLATE)
    return web.html(folder, "pitch.html", **values)


def test_a_page_is_whole_in_itself_and_escapes_what_people_wrote(tmp_path: Path) -> None:
    Image.new("RGB", (1600, 900), "navy").save(tmp_path / "still.png")
    made = page(tmp_path, title="A <script> & B", still=tmp_path / "still.png")
    assert "A &lt;script&gt; &amp; B: pitch</title>" in made
    assert "data:image/jpeg;base64," in made
    assert "http://" not in made
    assert "https://" not in made


def test_a_value_that_is_not_given_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(jinja2.UndefinedError):
        page(tmp_path, title="A")
