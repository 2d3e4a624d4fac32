"""Running the studio: server, worker, database, health."""

import signal
import threading
from typing import Annotated

import typer
import uvicorn
from rich.table import Table

from rushes import __version__, app, bootstrap, config
from rushes.cli.shell import CONSOLE, AsJson, person, print_json
from rushes.db import migrate
from rushes.quality import run

chapter = typer.Typer()
db = typer.Typer(no_args_is_help=True, help="The database.")
chapter.add_typer(db, name="db")


@chapter.command()
def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on.", min=1, max=65535)] = None,
) -> None:
    """Run the web application and a worker in one process."""
    settings = config.load()
    web = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = settings.model_copy(update={"web": settings.web.model_copy(update=web)})
    with bootstrap.studio(settings) as studio:
        made = app.create(studio, person(""))
        bootstrap.settle()
        uvicorn.run(
            made,
            host=settings.web.host,
            port=settings.web.port,
            log_level="info",
            timeout_graceful_shutdown=1,  # who listens to the feed would keep it open forever
        )


@chapter.command()
def work() -> None:
    """Run a worker: it takes orders from the queues until it is stopped."""
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    with bootstrap.studio(config.load()) as studio:
        bootstrap.settle()
        CONSOLE.print(f"working, {studio.cores} renders at a time; stop with Ctrl-C")
        stopped.wait()


@chapter.command()
def openapi() -> None:
    """Print the description of the HTTP interface, as OpenAPI."""
    print_json(app.described())


@chapter.command()
def doctor(json: AsJson = False) -> None:
    """Say what works on this machine and what does not."""
    settings = config.load()
    with bootstrap.studio(settings, worker=False) as studio:
        server = "by URL" if settings.database.url.get_secret_value() else "embedded"
        said = {
            "version": __version__,
            "data": str(settings.data),
            "database": f"{server}, schema {migrate.head()}",
            "storage": settings.storage.url or str(settings.blobs),
            "cores": studio.cores,
            "providers": {id: spec.title for id, spec in studio.specs.items()},
            "checks": {id: check.title for id, check in run.found().items()},
        }
    if json:
        print_json(said)
        return
    table = Table.grid(padding=(0, 2))
    for name, value in said.items():
        table.add_row(name, _listed(value))
    CONSOLE.print(table)


def _listed(value: object) -> str:
    return "\n".join(f"{id}: {title}" for id, title in value.items()) if isinstance(value, dict) else str(value)


@db.command()
def upgrade() -> None:
    """Bring the schema up to date."""
    with bootstrap.database(config.load()):
        CONSOLE.print(f"The database has version {migrate.head()}.")
