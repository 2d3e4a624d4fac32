"""The web application: every router, on the studio's database."""

from typing import Any, Literal
from urllib.parse import urlsplit

from fastapi import FastAPI
from pydantic import BaseModel

from rushes import __version__
from rushes.boards import (
    activity_routes,
    breakdown_routes,
    composer_routes,
    home_routes,
    ledger_routes,
    library_routes,
    money_routes,
    script_routes,
)
from rushes.boards import dailies_routes as queue_routes
from rushes.boards import routes as boards
from rushes.bootstrap import Studio
from rushes.config import Web
from rushes.db.session import sessions
from rushes.delivery import (
    animatic_routes,
    asset_files_routes,
    bisecting_routes,
    budget_routes,
    cut_routes,
    dailies_routes,
    delivery_routes,
    diff_routes,
    guest_routes,
    mix_routes,
    opening_routes,
    ordering_routes,
    panels_routes,
    preflight_routes,
    production_routes,
    prompt_routes,
    render_routes,
    reviewing_routes,
    script_files_routes,
    settings_routes,
    shotlist_routes,
    sounds_routes,
    story_routes,
    together_routes,
    unpacking,
    viewing_routes,
)
from rushes.delivery import routes as delivery
from rushes.generation import hooks
from rushes.generation import routes as generation
from rushes.governance import members_routes
from rushes.governance import routes as governance
from rushes.http import problem, site
from rushes.http.caller import Caller, Resolve, is_loopback, local_owner
from rushes.http.install import install
from rushes.http.stream import Feed
from rushes.http.transaction import Transaction
from rushes.library import routes as library
from rushes.projects import routes as projects
from rushes.review import links_routes, notes_routes, sessions_routes
from rushes.review import marks_routes as takes_marks_routes
from rushes.shots import routes as shots
from rushes.shots import sequence_routes
from rushes.story import marks_routes
from rushes.story import routes as story


class Health(BaseModel):
    """That the application and its database answer."""

    status: Literal["ok"]
    version: str


def create(studio: Studio, owner: str) -> FastAPI:
    """The application, for a studio whose local owner has this name."""
    app = _routed()
    web = studio.settings.web
    install(
        app,
        sessions=sessions(studio.database),
        resolve_caller=_resolve(web, owner),
        feed=Feed(governance.since(studio.database)),
        hosts=(*web.hosts, *_public(web)),
        body_bytes=web.upload_mebibytes << 20,
        own_bytes={"/api/projects/folder": unpacking.LARGEST},
    )
    site.install(app)
    return app


def described() -> dict[str, Any]:
    """The application's OpenAPI document, for which no studio needs to run."""
    app = _routed()
    problem.install(app)
    return app.openapi()


def _routed() -> FastAPI:
    app = FastAPI(title="Rushes", version=__version__, generate_unique_id_function=lambda route: route.name)

    @app.get("/health", tags=["studio"])
    def health(session: Transaction) -> Health:
        """Whether the studio is up; open to all, says nothing of any production."""
        session.connection().exec_driver_sql("select 1")
        return Health(status="ok", version=__version__)

    for router in (
        projects.router,
        boards.router,
        breakdown_routes.router,
        story.router,
        marks_routes.router,
        script_routes.router,
        library.router,
        library_routes.router,
        asset_files_routes.router,
        shots.router,
        sequence_routes.router,
        composer_routes.router,
        generation.router,
        hooks.router,
        delivery.router,
        production_routes.router,
        script_files_routes.router,
        story_routes.router,
        shotlist_routes.router,
        prompt_routes.router,
        panels_routes.router,
        sounds_routes.router,
        animatic_routes.router,
        preflight_routes.router,
        bisecting_routes.router,
        ordering_routes.router,
        together_routes.router,
        dailies_routes.router,
        queue_routes.router,
        notes_routes.router,
        takes_marks_routes.router,
        sessions_routes.router,
        mix_routes.router,
        reviewing_routes.router,
        links_routes.router,
        guest_routes.router,
        cut_routes.router,
        render_routes.router,
        delivery_routes.router,
        viewing_routes.router,
        diff_routes.router,
        budget_routes.router,
        money_routes.router,
        governance.router,
        members_routes.router,
        activity_routes.router,
        ledger_routes.router,
        home_routes.router,
        opening_routes.router,
        settings_routes.router,
    ):
        app.include_router(router)
    return app


def _public(web: Web) -> tuple[str, ...]:
    """The host name under which services call."""
    host = urlsplit(web.public).hostname
    return (host,) if host else ()


def _resolve(web: Web, owner: str) -> Resolve:
    if not is_loopback(web.host):
        return local_owner(web.host)
    return lambda _request: Caller(owner)
