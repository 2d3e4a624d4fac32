"""The page itself: a Jinja template, a stylesheet and two typefaces, put together into one file."""

from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from rushes.craft import typefaces
from rushes.delivery.report import pictures
from rushes.delivery.report.values import Report, Take
from rushes.kernel import files
from rushes.kernel.money import Money
from rushes.kernel.timecode import Span, clock

MARKS = {
    "unreviewed": "U",
    "rejected": "R",
    "maybe": "M",
    "selected": "S",
    "approved": "A",
    "blocked": "B",
    "passed": "✓",
    "failed": "✕",
    "cannot_judge": "?",
}


def write(report: Report, path: Path) -> None:
    """Write the report as one HTML file, whole or not at all."""
    files.write_text(path, html(report))


def html(report: Report) -> str:
    """The report as one HTML page that asks nothing of the network."""
    return _environment().get_template("report.html").render(report=report, film=report.film, total=_total(report))


@cache
def _environment() -> jinja2.Environment:
    folder = Path(__file__).parent
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "picture": pictures.embedded,
        "words": lambda word: str(word).replace("_", " "),
        "mark": lambda word: MARKS.get(word, "·"),
        "clock": clock,
        "percent": lambda share: f"{100 * share:.3f}%",
    }
    environment.globals |= {
        "style": Markup((folder / "report.css").read_text("utf-8")),  # noqa: S704 - our own stylesheet
        "font": typefaces.address,
        "left": _left,
        "wide": _wide,
        "count_of": lambda report, outcome: sum(take.count(outcome) for take in report.takes),
        "failures": lambda take: [found for found in take.findings if found.outcome == "failed"],
        "others": lambda take: [found for found in take.findings if found.outcome != "failed"],
    }
    return environment


def _left(span: Span, take: Take) -> str:
    """Where a stretch begins on a bar as long as its take."""
    return f"{100 * min(1.0, span.start / take.frames):.2f}%"


def _wide(span: Span, take: Take) -> str:
    """How wide a stretch is on that bar."""
    return f"{100 * (min(span.end, take.frames) - min(span.start, take.frames)) / take.frames:.2f}%"


def _total(report: Report) -> Money | None:
    """What the film cost; None when nothing is listed, or in several currencies."""
    currencies = {cost.actual.currency for cost in report.costs}
    if len(currencies) != 1:
        return None
    return sum((cost.actual for cost in report.costs), Money(0, currencies.pop()))
