"""What every command shares: consoles, the usual arguments, one way to print JSON, no file written over unasked."""

import getpass
import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from rushes.kernel.errors import Conflict

CONSOLE = Console(highlight=False, markup=False, emoji=False)
ERRORS = Console(stderr=True, highlight=False, markup=False, emoji=False)

Source = Annotated[Path, typer.Argument(help="A production folder, or a script: Fountain, Final Draft or PDF.")]
Force = Annotated[bool, typer.Option("--force", help="Write over what is there.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]
Which = Annotated[str, typer.Option("--production", "-p", help="Its title; the newest when not said.")]
Who = Annotated[str, typer.Option("--as", help="Who decides; the name you are signed in by when not said.")]


class AlreadyThere(Conflict):
    """A file of that name is there and would be lost."""


def refuse_existing(path: Path, *, force: bool) -> None:
    """Nothing is written over unless it is said. AlreadyThere."""
    if path.exists() and not force:
        raise AlreadyThere(f"{path} is already there; choose another name, or say --force to write over it.")


def print_json(value: Any) -> None:
    """JSON on standard output, nothing else beside it."""
    typer.echo(json.dumps(value, indent=2, ensure_ascii=False))


def person(name: str) -> str:
    """The name given, or the one this person is signed in by on this machine."""
    return name or getpass.getuser()
