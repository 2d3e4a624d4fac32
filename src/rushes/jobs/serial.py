"""How the engine's values are written in the database: JSON, with our errors kept as what they are."""

import importlib
import json
from typing import Any

from dbos import Serializer

from rushes.kernel.errors import StudioError

MARK = "$error"


class Failed(Exception):
    """An error that is not one of the studio's own, read back from the database: its kind and its message."""


class JsonSerializer(Serializer):
    """JSON for values; a StudioError comes back as its own class, so that a replay catches it like the first run."""

    def name(self) -> str:
        """What the engine writes beside each value."""
        return "rushes_json"

    def serialize(self, data: Any) -> str:
        """Write a value or an error; TypeError when JSON cannot say it."""
        told = _error_out(data) if isinstance(data, BaseException) else data
        return json.dumps(told, separators=(",", ":"), ensure_ascii=False, allow_nan=False)

    def deserialize(cls, serialized_data: str) -> Any:  # noqa: N805  the parent's spelling
        """Read a value or an error."""
        read = json.loads(serialized_data)
        return _error_in(read[MARK]) if isinstance(read, dict) and MARK in read else read


def _error_out(error: BaseException) -> dict[str, Any]:
    kind = type(error)
    told: dict[str, Any] = {"module": kind.__module__, "name": kind.__qualname__, "detail": str(error)}
    if isinstance(error, StudioError):
        told["facts"] = json.loads(json.dumps(error.facts, default=str))
    return {MARK: told}


def _error_in(told: dict[str, Any]) -> Exception:
    if "facts" in told:
        kind = _kind(told["module"], told["name"])
        error = kind.__new__(kind, told["detail"])
        StudioError.__init__(error, told["detail"], **told["facts"])
        return error
    return Failed(f"{told['name']}: {told['detail']}")


def _kind(module: str, name: str) -> type[StudioError]:
    """The error's class, if it is still there and still one of ours."""
    try:
        kind = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError):
        return StudioError
    return kind if isinstance(kind, type) and issubclass(kind, StudioError) else StudioError
