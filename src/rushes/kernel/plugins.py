"""One loader for every kind of extension: modules of a package, then entry points; each says `plugin = ...`."""

import importlib
import pkgutil
from importlib.metadata import entry_points
from types import ModuleType
from typing import Protocol, TypeVar


class Plugin(Protocol):
    """Anything with an id can be a plugin; its kind says what else it must have."""

    @property
    def id(self) -> str:
        """The name by which people and files choose it."""
        ...


P = TypeVar("P", bound=Plugin)


class DuplicatePlugin(Exception):
    """Two plugins of one kind claim the same id; the installation is broken, so nothing is loaded."""


def load(package: ModuleType, kind: type[P]) -> dict[str, P]:
    """
    Find every plugin of a kind, by id: our own modules in `package`, then entry points in the group of its name.

    Raises:
        DuplicatePlugin: two of them share an id.
        TypeError: a module or entry point offers something that is not of the kind.
    """
    found: dict[str, P] = {}
    for origin, plugin in [*_own(package), *_installed(package.__name__)]:
        if not isinstance(plugin, kind):
            raise TypeError(f"{origin}: plugin is a {type(plugin).__name__}, not a {kind.__name__}")
        if plugin.id in found:
            raise DuplicatePlugin(f"{origin}: the id {plugin.id!r} is taken by another {kind.__name__}")
        found[plugin.id] = plugin
    return dict(sorted(found.items()))


def _own(package: ModuleType) -> list[tuple[str, object]]:
    names = [f"{package.__name__}.{module.name}" for module in pkgutil.iter_modules(package.__path__)]
    modules = [importlib.import_module(name) for name in names]
    return [(module.__name__, module.plugin) for module in modules if hasattr(module, "plugin")]


def _installed(group: str) -> list[tuple[str, object]]:
    return [(f"{entry.name} = {entry.value}", entry.load()) for entry in entry_points(group=group)]
