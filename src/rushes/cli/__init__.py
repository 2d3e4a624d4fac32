"""The command line: a contents page of what the studio can do."""

import logging
import os
import sys

import typer
from rich.markup import escape

from rushes.cli import cut, dailies, files, make, script, service
from rushes.cli.shell import ERRORS
from rushes.kernel.errors import StudioError

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    add_completion=False,
    help="A screenplay goes in; a finished, honestly labelled film and an editor-ready handoff come out.",
)
for chapter in (make, script, dailies, cut, files, service):
    chapter.add_to(app)


def main() -> None:
    """Run the command line; an error a person can act on is a sentence and exit code 1, never a traceback."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        app()
    except StudioError as error:
        ERRORS.print(f"[red]{escape(error.detail)}[/red]", highlight=False, soft_wrap=True)
        sys.exit(1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KeyboardInterrupt:
        ERRORS.print("Stopped. Run the same command again and it goes on where it was.")
        sys.exit(130)
