"""What a workflow or step takes and gives, as JSON and back: a replay must see exactly the values of the first run."""

import inspect
from collections.abc import Callable
from functools import cached_property
from typing import Any, get_type_hints

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

Json = Any
"""What JSON can say."""


class NotJson(TypeError):
    """A value does not survive JSON, so a replay would see something else than the first run did."""


class Shape:
    """The types of one function, read from its annotations when first needed."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.name = f"{function.__module__}.{function.__qualname__}"
        self._function = function
        self._signature = inspect.signature(function)
        kinds = {parameter.kind for parameter in self._signature.parameters.values()}
        if kinds & {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}:
            raise TypeError(f"{self.name} must name its arguments one by one, to be stored as JSON.")

    def run(self, stored: dict[str, Json]) -> Json:
        """Call the function, JSON in and JSON out."""
        return self.result_out(self._function(**self.arguments_in(stored)))

    def arguments_out(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Json]:
        """The arguments of a call by name, as JSON."""
        bound = self._signature.bind(*args, **kwargs)
        return {name: self._out(name, value) for name, value in bound.arguments.items()}

    def arguments_in(self, stored: dict[str, Json]) -> dict[str, Any]:
        """The arguments of a call, as the function's own types."""
        return {name: self._adapters[name].validate_python(value) for name, value in stored.items()}

    def result_out(self, value: Any) -> Json:
        """What the function gave, as JSON; NotJson if it would not come back equal."""
        stored = self._out("return", value)
        if self.result_in(stored) != value:
            raise NotJson(f"{self.name} gave a {type(value).__name__} that JSON brings back as something else.")
        return stored

    def result_in(self, stored: Json) -> Any:
        """What the function gave, as its own type."""
        return self._adapters["return"].validate_python(stored)

    def _out(self, name: str, value: Any) -> Json:
        try:
            return self._adapters[name].dump_python(value, mode="json", warnings="error")
        except PydanticSerializationError as error:
            raise NotJson(f"{self.name}: {name} is a {type(value).__name__}, not what it is declared as.") from error

    @cached_property
    def _adapters(self) -> dict[str, TypeAdapter[Any]]:
        hints = {"return": Any, **dict.fromkeys(self._signature.parameters, Any), **get_type_hints(self._function)}
        return {name: TypeAdapter(type(None) if hint is None else hint) for name, hint in hints.items()}
