"""Puts the parts together: settings, database, engine, blobs, providers, keys; the only module that knows them all."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Engine, make_url

from rushes import providers
from rushes.config import InvalidSettings, Settings
from rushes.craft.provenance import keys
from rushes.db import migrate, server
from rushes.db.session import connect, ping
from rushes.delivery import bench, film
from rushes.delivery import workflows as delivery
from rushes.generation import tools, workflows
from rushes.jobs import engine, queues
from rushes.kernel import files, plugins
from rushes.kernel.errors import Fault
from rushes.providers.base import House, Spec
from rushes.storage import stores
from rushes.storage.blobs import Blobs

WORKFLOWS = (workflows.make_take, delivery.make_animatic)
"""What must be known before the engine starts, so that it can go on with it."""


@dataclass(frozen=True)
class Studio:
    """Everything a way in needs."""

    settings: Settings
    database: Engine
    blobs: Blobs
    specs: dict[str, Spec[Any]]
    keys: keys.Keys
    cores: int


@contextmanager
def database(settings: Settings) -> Iterator[Engine]:
    """The database, its schema brought up to date: embedded unless a URL is set."""
    url = settings.database.url.get_secret_value()
    with _server(settings, url) as found:
        bound = connect(found, pool=settings.database.pool)
        ping(bound)
        migrate.upgrade(bound)
        try:
            yield bound
        finally:
            bound.dispose()


@contextmanager
def studio(settings: Settings, *, worker: bool = True) -> Iterator[Studio]:
    """The whole studio, in this process; what was left unfinished by one that died goes on."""
    with database(settings) as bound:
        cores = settings.work.cores or len(os.sched_getaffinity(0))
        tidy(settings.cache)
        blobs = _blobs(settings)
        specs = plugins.load(providers, Spec)
        signing = _keys(settings)
        house = House(blobs, settings.cache, cores)
        own = _own_settings(specs, settings)
        specs = {id: spec.offering(own[id]) for id, spec in specs.items()}
        connected = {id: spec.connect(own[id], house) for id, spec in specs.items()}
        asks = {id: spec.asks(own[id]) for id, spec in specs.items()}
        tools.equip(tools.Tools(bound, blobs, specs, connected, settings.cache / "scratch", signing, asks))
        bench.equip(film.Tools(blobs, signing, specs, settings.cache, cores))
        engine.launch(bound.url, worker=worker, declared=_queues(specs, cores))
        try:
            yield Studio(settings, bound, blobs, specs, signing, cores)
        finally:
            engine.shut_down()
            for provider in connected.values():
                provider.close()


def tidy(cache: Path) -> None:
    """Remove what processes that were killed left half-made in the cache; what is young may be somebody's work."""
    for folder in ("segments", "film"):
        files.sweep(cache / folder)
    for left in (cache / "scratch").glob("*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime >= files.STALE_SECONDS:
                shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _server(settings: Settings, url: str) -> Iterator[Any]:
    if url:
        yield make_url(url)
        return
    with server.join(settings.pg) as seat:
        yield seat.url


def _blobs(settings: Settings) -> Blobs:
    store = settings.storage
    return stores.blobs(
        store.url or settings.blobs,
        cache=settings.cache / "blobs",
        endpoint=store.endpoint or None,
        region=store.region or None,
        access_key=store.access_key.get_secret_value() or None,
        secret_key=store.secret_key.get_secret_value() or None,
    )


def _keys(settings: Settings) -> keys.Keys:
    own, now = settings.signing, datetime.now(UTC)
    if own.chain and own.key:
        return keys.own_keys(own.chain, own.key, now)
    return keys.local_keys(settings.keys, now)


def _own_settings(specs: dict[str, Spec[Any]], settings: Settings) -> dict[str, Any]:
    """Each provider's own settings, checked. InvalidSettings."""
    unknown = [
        Fault(f"providers.{name}", "no such provider is installed") for name in settings.providers if name not in specs
    ]
    if unknown:
        raise InvalidSettings(unknown)
    return {id: _checked(id, spec, settings) for id, spec in specs.items()}


def _checked(id: str, spec: Spec[Any], settings: Settings) -> Any:
    try:
        return spec.settings.model_validate(settings.providers.get(id, {}))
    except ValidationError as error:
        where = [(f"providers.{id}.{'.'.join(map(str, issue['loc']))}", issue["msg"]) for issue in error.errors()]
        raise InvalidSettings([Fault(place, says) for place, says in where]) from None


def _queues(specs: dict[str, Spec[Any]], cores: int) -> list[queues.Queue]:
    lanes = [queues.lane(spec.id, spec.lane) for spec in specs.values() if spec.lane]
    return [queues.render(cores), *lanes]


def demo_folder() -> Path:
    """The demonstration production, SIDE B: beside the source, or inside the installed package."""
    beside = Path(__file__).parents[2] / "examples" / "side-b"
    return beside if beside.is_dir() else Path(__file__).parent / "examples" / "side-b"
