"""What every command shares: consoles, the usual options, one way to print JSON."""

import getpass
import json
from typing import Annotated, Any

import typer
from rich.console import Console

CONSOLE = Console(highlight=False, markup=False, emoji=False)
ERRORS = Console(stderr=True, highlight=False, markup=False, emoji=False)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]
Which = Annotated[str, typer.Option("--production", "-p", help="Its title; the newest when not said.")]
Who = Annotated[str, typer.Option("--as", help="Who decides; the name you are signed in by when not said.")]


def print_json(value: Any) -> None:
    """JSON on standard output, nothing else beside it."""
    typer.echo(json.dumps(value, indent=2, ensure_ascii=False))


def person(name: str) -> str:
    """The name given, or the one this person is signed in by on this machine."""
    return name or getpass.getuser()
