"""Puts the parts together: settings, database, engine, blobs, providers, keys; the only module that knows them all."""

import gc
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Engine, make_url

from rushes import providers
from rushes.config import InvalidSettings, Settings, Web
from rushes.craft.provenance import keys
from rushes.db import migrate, server
from rushes.db.session import connect, disconnect, ping, transaction
from rushes.delivery import bench, film
from rushes.delivery import workflows as delivery
from rushes.generation import service as generation
from rushes.generation import tools, workflows
from rushes.jobs import engine, queues
from rushes.kernel import files, plugins
from rushes.kernel.errors import Fault
from rushes.providers import catalogue
from rushes.providers.base import House, Spec
from rushes.providers.relay import NoRelay, Relay, nowhere
from rushes.storage import stores
from rushes.storage.blobs import Blobs
from rushes.storage.s3 import S3

CATALOGUES = "providers"
"""The folder of the data directory with newer lists of models and prices."""

COLLECTED_AFTER = 50_000
"""How many objects may come before a collection; the rows of a large production are half a million for a moment."""

WORKFLOWS = (
    workflows.make_take,
    delivery.make_animatic,
    delivery.make_viewing,
    delivery.render_cut,
)
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
        try:
            ping(bound)
            migrate.upgrade(bound)
            yield bound
        finally:
            disconnect(bound)


@contextmanager
def studio(settings: Settings, *, worker: bool = True) -> Iterator[Studio]:
    """The whole studio, in this process; what was left unfinished by one that died goes on."""
    with database(settings) as bound:
        cores = settings.work.cores or len(os.sched_getaffinity(0))
        tidy(settings.cache)
        blobs = _blobs(settings)
        specs = _specs(settings)
        signing = _keys(settings)
        house = House(blobs, settings.cache, cores, _relay(blobs), _callback(bound, settings.web))
        own = _own_settings(specs, settings)
        specs = {id: spec.offering(own[id]) for id, spec in specs.items()}
        connected = {id: spec.connect(own[id], replace(house, models=spec.models)) for id, spec in specs.items()}
        asks = {id: spec.asks(own[id]) for id, spec in specs.items()}
        lacks = {id: spec.ready(own[id]) for id, spec in specs.items()}
        tools.equip(tools.Tools(bound, blobs, specs, connected, settings.cache / "scratch", signing, asks, lacks))
        bench.equip(film.Tools(blobs, signing, specs, settings.cache, cores))
        engine.launch(bound.url, worker=worker, declared=_queues(bound, specs, lacks, cores))
        try:
            yield Studio(settings, bound, blobs, specs, signing, cores)
        finally:
            engine.shut_down()
            for provider in connected.values():
                provider.close()


def settle() -> None:
    """
    Have the collector of garbage pass over all that there is, and look more seldom at what comes.

    For a process that serves: what it began with stays, and a walk through it takes as long as a page.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECTED_AFTER)


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


def _specs(settings: Settings) -> dict[str, Spec[Any]]:
    """Every provider, with the models and prices of a newer list where somebody gave one. InvalidCatalogue."""
    found = plugins.load(providers, Spec)
    newer = {id: settings.data / CATALOGUES / f"{id}.toml" for id in found}
    read = {id: catalogue.newer(found[id], file) for id, file in newer.items() if file.is_file()}
    return found | {id: replace(found[id], models=one.models, terms=one.terms) for id, one in read.items()}


def _relay(blobs: Blobs) -> Relay:
    """Links into the bucket, where the blobs lie in one."""
    return blobs if isinstance(blobs, S3) else NoRelay()


def _callback(bound: Engine, web: Web) -> Callable[[str], str]:
    """Where a service may call about an order: under the public address, with the order's own secret; else nowhere."""

    def address(key: str) -> str:
        with transaction(bound) as session:
            order = generation.one(session, UUID(key))
            return f"{web.public.rstrip('/')}/hooks/{order.provider}/{order.id}/{order.token}"

    return address if web.public.startswith("https://") else nowhere


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


def _queues(bound: Engine, specs: dict[str, Spec[Any]], lacks: dict[str, str], cores: int) -> list[queues.Queue]:
    """A lane for every provider that is set up, or still has orders; each costs an idle machine a little."""
    with transaction(bound) as session:
        busy = generation.busy_providers(session)
    served = [spec for spec in specs.values() if spec.lane and (not lacks[spec.id] or spec.id in busy)]
    return [queues.render(cores), *(queues.lane(spec.id, spec.lane) for spec in served)]


def demo_folder() -> Path:
    """The demonstration production, SIDE B: beside the source, or inside the installed package."""
    beside = Path(__file__).parents[2] / "examples" / "side-b"
    return beside if beside.is_dir() else Path(__file__).parent / "examples" / "side-b"
