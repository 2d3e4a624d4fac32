"""The command line as a list: every command, opened, with what it says of itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import typer.main

from rushes.cli import app

VALUES = {Path: "PATH", str: "TEXT", int: "NUMBER", float: "NUMBER"}


@dataclass(frozen=True)
class Parameter:
    """An argument or an option: how it is written, and what it says."""

    written: str
    says: str


@dataclass(frozen=True)
class Command:
    """One command: how it is typed, what it says, and its parameters."""

    name: str
    usage: str
    says: str
    parameters: tuple[Parameter, ...]


def commands() -> list[Command]:
    """Every command of `rushes`, in the order of its contents page; groups are entered, and listed if they do more."""
    return list(_of(typer.main.get_command(app), "rushes"))


def _of(command: Any, name: str) -> Iterator[Command]:
    context = command.make_context(name, [], resilient_parsing=True)
    children = command.list_commands(context) if hasattr(command, "list_commands") else []
    if not children or command.invoke_without_command:
        yield _one(command, name)
    for child in children:
        yield from _of(command.resolve_command(context, [child])[1], f"{name} {child}")


def _one(command: Any, name: str) -> Command:
    shown = [one for one in command.params if "--help" not in one.opts]
    arguments = [f" {_word(one)}" for one in shown if one.param_type_name == "argument"]
    options = " [OPTIONS]" if len(shown) > len(arguments) else ""
    return Command(name, f"{name}{''.join(arguments)}{options}", command.help or "", tuple(map(_parameter, shown)))


def _parameter(one: Any) -> Parameter:
    if one.param_type_name == "argument":
        return Parameter(_word(one), one.help or "")
    return Parameter(", ".join(sorted(one.opts, key=len)) + ("" if one.is_flag else f" {_value(one)}"), one.help or "")


def _word(argument: Any) -> str:
    more = "..." if argument.nargs != 1 else ""
    return argument.name.upper() + more if argument.required else f"[{argument.name.upper()}{more}]"


def _value(option: Any) -> str:
    kind = option.type_descriptor.annotation
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return "|".join(kind)
    return VALUES.get(kind, "TEXT")
