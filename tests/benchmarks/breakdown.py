"""How fast a script is broken down, and how far the breakdown agrees with people who tagged scripts by hand."""

import sys
import time
from pathlib import Path

from rushes.craft.breakdown import whole
from rushes.craft.breakdown.categories import FACTS, Category
from rushes.craft.breakdown.finding import find
from rushes.craft.screenplay import fountain, read
from rushes.craft.screenplay.elements import Screenplay
from tests.craft.breakdown import tagging
from tests.craft.breakdown.tagging import Score

SCENES = 190


def figures() -> dict[str, tuple[float, str, str]]:
    """Milliseconds for a long script; precision and recall on scripts that words were tuned on, and on others."""
    return {"breakdown, 190 scenes": (_milliseconds(), "ms", "300 ms"), **_agreement()}


def _milliseconds() -> float:
    """The best of five, scenes, eighths and implied needs included."""
    script = fountain.parse(long_script())
    return min(_timed(script) for _ in range(5)) * 1000


def _timed(script: Screenplay) -> float:
    start = time.perf_counter()
    whole.of(script)
    return time.perf_counter() - start


def long_script() -> str:
    """The tagged scripts again and again, up to 190 scenes, about 100 pages."""
    bodies = [_body(path) for path in tagging.SCRIPTS.values()]
    scenes = [f".{part}" for body in bodies for part in body.split("\n\n.")[1:]]
    return "\n\n".join((scenes * (SCENES // len(scenes) + 1))[:SCENES])


def _body(path: Path) -> str:
    """A script with every heading forced and no numbers, so that its scenes can stand anywhere."""
    lines = path.read_text(encoding="utf-8").partition("\n\n")[2].splitlines()
    forced = (
        f".{line.partition(' #')[0].lstrip('.')}" if line.startswith(("INT.", "EXT.", ".")) else line for line in lines
    )
    return "\n" + "\n".join(forced)


def _agreement() -> dict[str, tuple[float, str, str]]:
    found: dict[str, tuple[float, str, str]] = {}
    for name, scripts in (("tuned on", tagging.TUNED), ("held out", tagging.HELD_OUT)):
        by_category = _scored(scripts)
        _print(name, scripts, by_category)
        total = tagging.in_all(by_category)
        found[f"precision, {name}"] = (100 * total.precision, "%", f"{total.right + total.wrong} finds")
        found[f"recall, {name}"] = (100 * total.recall, "%", f"{total.right + total.missing} tags")
    return found


def _scored(scripts: tuple[str, ...]) -> dict[Category, Score]:
    by_category: dict[Category, Score] = {}
    for script in scripts:
        needs = find(read.read(tagging.SCRIPTS[script]))
        for category, score in tagging.scores(tagging.tags(script), needs).items():
            by_category[category] = by_category.get(category, Score()) + score
    return by_category


def _print(name: str, scripts: tuple[str, ...], by_category: dict[Category, Score]) -> None:
    sys.stdout.write(f"breakdown against hand tags, {name}: {', '.join(scripts)}\n")
    for category in sorted(by_category, key=list(Category).index):
        score = by_category[category]
        beside = "  (by the heading; not in the sum)" if category in FACTS else ""
        sys.stdout.write(
            f"  {category:<22} precision {100 * score.precision:4.0f} %  recall {100 * score.recall:4.0f} %"
            f"  right {score.right:>3}  wrong {score.wrong:>3}  missing {score.missing:>3}{beside}\n"
        )
