"""The loader finds our own modules and installed entry points, and refuses a broken installation."""

import importlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from rushes.kernel import plugins
from rushes.kernel.plugins import DuplicatePlugin

HEAD = "from tests.kernel.test_plugins import Lamp, Door\n"


@dataclass(frozen=True)
class Lamp:
    """A kind of plugin."""

    id: str


@dataclass(frozen=True)
class Door:
    """Another kind."""

    id: str


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty package `lamps` that can be imported."""
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "lamps").mkdir()
    (tmp_path / "lamps" / "__init__.py").touch()
    yield tmp_path
    for name in [name for name in sys.modules if name.split(".")[0] in {"lamps", "strange_lamps"}]:
        del sys.modules[name]


def lamps() -> ModuleType:
    return importlib.import_module("lamps")


def own(place: Path, module: str, body: str) -> None:
    (place / "lamps" / f"{module}.py").write_text(HEAD + body)


def installed(place: Path, body: str) -> None:
    (place / "strange_lamps.py").write_text(HEAD + body)
    info = place / "strange_lamps-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: strange-lamps\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[lamps]\nneon = strange_lamps:plugin\n")


def test_our_own_modules_are_found_by_id_and_a_module_without_a_plugin_is_none(place: Path) -> None:
    own(place, "zinc", "plugin = Lamp('arc')")
    own(place, "base", "")
    own(place, "amber", "plugin = Lamp('tungsten')")

    assert plugins.load(lamps(), Lamp) == {"arc": Lamp("arc"), "tungsten": Lamp("tungsten")}
    assert list(plugins.load(lamps(), Lamp)) == ["arc", "tungsten"]


def test_an_installed_package_joins_by_its_entry_point(place: Path) -> None:
    installed(place, "plugin = Lamp('neon')")

    assert plugins.load(lamps(), Lamp) == {"neon": Lamp("neon")}


def test_two_plugins_of_one_id_are_refused_and_the_second_is_named(place: Path) -> None:
    own(place, "neon", "plugin = Lamp('neon')")
    installed(place, "plugin = Lamp('neon')")

    with pytest.raises(DuplicatePlugin, match=r"strange_lamps:plugin: the id 'neon' is taken"):
        plugins.load(lamps(), Lamp)


def test_a_plugin_of_another_kind_is_refused(place: Path) -> None:
    own(place, "door", "plugin = Door('front')")

    with pytest.raises(TypeError, match=r"lamps\.door: plugin is a Door, not a Lamp"):
        plugins.load(lamps(), Lamp)
