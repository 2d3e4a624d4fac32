"""What every command shares: consoles, the usual options, one way to print JSON, the production meant."""

import getpass
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console
from sqlalchemy.orm import Session

from rushes import bootstrap, config
from rushes.db.session import transaction
from rushes.projects import service as projects
from rushes.projects.tables import Project

CONSOLE = Console(highlight=False)
ERRORS = Console(stderr=True, highlight=False)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]
Which = Annotated[str, typer.Option("--production", "-p", help="Its title; the newest when not said.")]
Who = Annotated[str, typer.Option("--as", help="Who decides; the name you are signed in by when not said.")]


def print_json(value: Any) -> None:
    """JSON on standard output, nothing else beside it."""
    typer.echo(json.dumps(value, indent=2, ensure_ascii=False))


def person(name: str) -> str:
    """The name given, or the one this person is signed in by on this machine."""
    return name or getpass.getuser()


@contextmanager
def production(name: str) -> Iterator[tuple[Session, Project]]:
    """The production meant, inside one transaction."""
    with bootstrap.database(config.load()) as database, transaction(database) as session:
        yield session, projects.meant(session, name)
