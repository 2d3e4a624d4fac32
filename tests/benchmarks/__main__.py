"""`make bench`: what we promise about speed, measured here beside a named peer or limit, into build/bench.json."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.benchmarks import breakdown, demo, gateway, pages, plan, previz, render, screenplay

OUT = Path("build/bench.json")


@dataclass(frozen=True)
class Figure:
    """One number, its unit, and what it stands against."""

    value: float
    unit: str
    against: str


def measure() -> dict[str, Figure]:
    """Every figure, one after another, so that none disturbs another."""
    figures: dict[str, Figure] = {}
    for part in PARTS:
        for name, (value, unit, against) in part().items():
            figures[name] = Figure(round(value, 3), unit, against)
            sys.stdout.write(f"{name:<24} {value:>10.2f} {unit:<16} against {against}\n")
            sys.stdout.flush()
    return figures


Part = Callable[[], dict[str, tuple[float, str, str]]]
PARTS: tuple[Part, ...] = (
    breakdown.figures,
    screenplay.figures,
    pages.figures,
    plan.figures,
    previz.figures,
    render.figures,
    gateway.figures,
    demo.figures,
)


if __name__ == "__main__":
    found = {name: asdict(figure) for name, figure in measure().items()}
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
