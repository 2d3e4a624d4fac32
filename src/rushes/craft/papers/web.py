"""A paper as one HTML page that asks nothing of the network: dark on a screen, ink on paper when it is printed."""

import base64
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from rushes.craft import typefaces
from rushes.craft.papers import pictures

HERE = Path(__file__).parent


def html(folder: Path, name: str, **values: object) -> str:
    """
    The page a template makes of values, escaping them all; a missing one is an error.

    Args:
        folder: where the template lies; it extends `paper.html` and fills its blocks `title`, `what` and `body`.
    """
    return _environment(folder).get_template(name).render(**values)


def embedded(source: Path | None, wide: int = 640, high: int = 640) -> str:
    """A picture as a data address no larger than so many pixels; empty where it is missing or no picture."""
    content = pictures.jpeg(source, wide, high) if source else None
    return f"data:image/jpeg;base64,{base64.b64encode(content).decode()}" if content else ""


@cache
def _environment(folder: Path) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([folder, HERE]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["picture"] = embedded
    environment.globals |= {
        "style": Markup((HERE / "paper.css").read_text("utf-8")),  # noqa: S704 - our own stylesheet
        "font": typefaces.address,
    }
    return environment
