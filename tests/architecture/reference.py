"""The pages of docs/reference/ and rushes.example.toml, made from the code; `make docs` writes them."""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from rushes import providers
from rushes.config import PREFIX, Section, Settings
from rushes.craft.story import asking
from rushes.craft.story import checks as story_checks
from rushes.craft.story.findings import Check as StoryCheck
from rushes.craft.story.question import Kind
from rushes.delivery import formats
from rushes.delivery.rules import Format
from rushes.kernel import files, plugins
from rushes.providers.base import Makes, Spec
from rushes.quality import checks
from rushes.quality.check import Check
from tests.architecture.commands import commands

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "reference"
MADE = "<!-- Made from the code by `make docs`; changes here are lost. -->\n"


def pages() -> dict[Path, str]:
    """Every page by its place."""
    return {
        FOLDER / "cli.md": _page("The command line", _cli()),
        FOLDER / "settings.md": _page("Settings", _settings()),
        FOLDER / "providers.md": _page("Providers", _providers()),
        FOLDER / "checks.md": _page("Checks", _checks()),
        FOLDER / "premise.md": _page("The premise gate and the story's questions", _premise()),
        FOLDER / "formats.md": _page("Export formats", _formats()),
        ROOT / "rushes.example.toml": "\n".join(_example()) + "\n",
    }


def _page(title: str, lines: Iterator[str]) -> str:
    return f"# {title}\n\n{MADE}\n" + "\n".join(lines).rstrip() + "\n"


def _cli() -> Iterator[str]:
    yield "`rushes --version` says which version this is. Where `--json` is offered, it prints JSON and nothing else.\n"
    for command in commands():
        yield f"## {command.name}\n\n```\n{command.usage}\n```\n\n{' '.join(command.says.split())}\n"
        if command.parameters:
            yield from _table(("written", "meaning"), ((f"`{one.written}`", one.says) for one in command.parameters))


def _settings() -> Iterator[str]:
    yield (
        "In `rushes.toml` in the data directory, one table a section; the environment wins over the file. "
        "`rushes.example.toml` has them all with their defaults.\n"
    )
    yield "## The data directory\n"
    data = Settings.model_fields["data"]
    yield from _table(("setting", "environment", "meaning"), [("`data`", f"`{PREFIX}DATA`", _says(data))])
    for name, section in _sections():
        yield f"## [{name}]\n\n{inspect.getdoc(section)}\n"
        yield from _table(("setting", "environment", "default", "meaning"), _rows(name, section))
    yield "## [providers.ID]\n\nEach provider has its own table; [providers.md](providers.md) says what is in it.\n"


def _providers() -> Iterator[str]:
    for id, spec, module in _plugins(providers, Spec):
        yield f"## {id}\n\n{spec.title}. {_about(module)}\n"
        limit = f"{spec.lane} at a time on all machines" if spec.lane else "as many at a time as this machine has cores"
        yield f"Orders: {limit}. Terms: {spec.terms}\n"
        head = ("model", "title", "makes", "seconds", "largest", "by")
        yield from _table(head, (_model(model) for model in spec.models))
        rows = list(_rows(f"providers.{id}", spec.settings))
        if rows:
            yield f"Settings in `[providers.{id}]`:\n"
            yield from _table(("setting", "environment", "default", "meaning"), rows)


def _model(model: Any) -> tuple[str, ...]:
    seconds, largest = "{:g} to {:g}".format(*model.seconds), "{}x{}".format(*model.largest)
    limits = ("-", "-") if model.makes is Makes.TEXT else (seconds, largest)
    return f"`{model.id}`", model.title, model.makes, *limits, model.nature


def _checks() -> Iterator[str]:
    yield "What a check saw is a finding; it is evidence for a person's verdict and never one itself.\n"
    rows = ((f"`{id}`", check.title, _about(module)) for id, check, module in _plugins(checks, Check))
    yield from _table(("check", "title", "what it asks"), rows)


def _premise() -> Iterator[str]:
    yield "`rushes premise` asks each of these about a story, without a model; a doubt says one thing to try.\n"
    found = _plugins(story_checks, StoryCheck)
    yield from _table(("check", "title", "what it asks"), ((f"`{id}`", one.title, _about(at)) for id, one, at in found))
    yield "\nWith a language model, these are asked too; any answer may abstain.\n"
    asked = _plugins(asking, Kind)
    yield from _table(
        ("question", "title", "what it is"), ((f"`{id}`", one.title, _about(at)) for id, one, at in asked)
    )


def _formats() -> Iterator[str]:
    yield "`rushes export FORMAT` writes the newest cut; `rushes export folder` writes the production as plain files.\n"
    rows = (
        (f"`{id}`", format.title, f"`{format.suffix}`", ", ".join(format.loses) or "nothing")
        for id, format, _ in _plugins(formats, Format)
    )
    yield from _table(("format", "title", "suffix", "cannot say"), rows)


def _example() -> Iterator[str]:
    yield "# Every setting with its default. Copy it to `rushes.toml` in the data directory, uncomment what you change."
    yield "# The environment wins over the file: RUSHES_WEB__PORT overrides `port` in [web]."
    for name, section in _sections():
        yield f"\n[{name}]  # {inspect.getdoc(section)}"
        yield from _lines(section)
    for id, spec, _ in _plugins(providers, Spec):
        if spec.settings.model_fields:
            yield f"\n[providers.{id}]  # {spec.title}."
            yield from _lines(spec.settings)


def _lines(section: type[BaseModel]) -> Iterator[str]:
    for key, field in section.model_fields.items():
        yield f"# {_says(field)}"
        yield f"# {key} = {_toml(field.default)}" if field.default is not None else f"# {key} is not set"


def _sections() -> Iterator[tuple[str, type[BaseModel]]]:
    for name, field in Settings.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section):
            yield name, field.annotation


def _rows(table: str, section: type[BaseModel]) -> Iterator[tuple[str, ...]]:
    for key, field in section.model_fields.items():
        variable = f"{PREFIX}{table}__{key}".replace(".", "__").upper()
        default = "" if field.default is None else f"`{_toml(field.default)}`"
        yield f"`{key}`", f"`{variable}`", default, _says(field)


def _says(field: FieldInfo) -> str:
    return field.description or ""


def _toml(value: Any) -> str:
    match value:
        case SecretStr():
            return '""'
        case tuple():
            return "[]"
        case str():
            return f'"{value}"'
        case _:
            return str(value).lower()


def _plugins(package: ModuleType, kind: type[Any]) -> Iterator[tuple[str, Any, ModuleType]]:
    for id, plugin in plugins.load(package, kind).items():
        own = [module for name, module in sys.modules.items() if name.startswith(f"{package.__name__}.")]
        yield id, plugin, next(module for module in own if getattr(module, "plugin", None) is plugin)


def _about(module: ModuleType) -> str:
    text = (inspect.getdoc(module) or "").partition("\n\n")[0].replace("\n", " ")
    return text[:1].upper() + text[1:]


def _table(head: tuple[str, ...], rows: Any) -> Iterator[str]:
    yield f"| {' | '.join(head)} |\n|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in row)} |"
    yield ""


def write() -> None:
    """Write every page."""
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        files.write_text(path, text)


if __name__ == "__main__":
    write()
