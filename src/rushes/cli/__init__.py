"""The command line: a contents page of what the studio can do."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from rushes import __version__
from rushes.cli.contents import MODULES, Contents
from rushes.cli.shell import CONSOLE, ERRORS
from rushes.kernel.errors import StudioError

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE_SECONDS = 5.0

app = typer.Typer(
    cls=Contents,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    add_completion=False,
    help="A screenplay goes in; a finished, honestly labelled film and an editor-ready handoff come out.",
)


class Stopped(BaseException):
    """Somebody stopped the program, with a signal of that number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def _say_version(asked: bool) -> None:
    if asked:
        CONSOLE.print(f"Rushes {__version__}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", help="Say which version this is.", callback=_say_version)]


@app.callback()
def rushes(version: Version = False) -> None:
    """What comes before any command."""


def run(arguments: Sequence[str]) -> int:
    """Run a command and give its exit code; what a person can act on is a sentence and 1, never a traceback."""
    try:
        app(list(arguments), prog_name="rushes")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except StudioError as error:
        ERRORS.print(error.detail, style="red", soft_wrap=True)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Stopped as stopped:
        ERRORS.print("Stopped. Run the same command again and it goes on where it was.")
        return 128 + stopped.number
    return 0


def main() -> NoReturn:
    """The program `rushes`: whatever ends it, what must last is in the database and in whole files by then."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    if MODULES.keys() & sys.argv[1:2]:
        from rushes import config  # noqa: PLC0415  heavy, and the contents page starts no program

        config.guard_children()
    for number in SIGNALS:
        signal.signal(number, _stop)
    code = run(sys.argv[1:])
    _leave_soon(code)
    sys.exit(code)


def _leave_soon(code: int) -> None:
    """A thread that hangs keeps the process no longer than this: the next run does again what it was doing."""
    last = threading.Timer(PATIENCE_SECONDS, os._exit, [code])
    last.daemon = True
    last.start()


def _stop(number: int, _frame: object) -> NoReturn:
    raise Stopped(number)
