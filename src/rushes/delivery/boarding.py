"""Ordering pictures to board a film with: panels of its shots, sheets of its assets, through the gateway."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from rushes.craft.cards import moments, sheets
from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.cards.moments import Moment
from rushes.craft.cards.sheets import View
from rushes.delivery import folder, line, materials
from rushes.delivery.errors import NoSuchAsset
from rushes.delivery.line import Slot, Wish
from rushes.generation import compose
from rushes.generation.compose import Composed, Material, Raster
from rushes.generation.tables import Order
from rushes.generation.tools import tools
from rushes.library import service as library
from rushes.projects.tables import Project
from rushes.providers.base import Makes, Spec
from rushes.shots import service as shots
from rushes.shots.service import Planned

EMBEDDED = "previz"
UPRIGHT = (1024, 1280)  # pixels: people and things are drawn on a sheet of this shape


@dataclass(frozen=True)
class Pictures:
    """A wish for pictures worked out for a production: who makes them, how many of each, in which raster."""

    spec: Spec[Any]
    takes: int
    raster: Raster


def wanted(project: Project, wish: Wish, specs: Mapping[str, Spec[Any]]) -> Pictures:
    """
    Who makes the pictures: who is wished for, else the production's own provider if it makes any, else previz.

    Raises:
        UnknownProvider: who is wished for makes no pictures; with those who do.
    """
    makers = {id: spec for id, spec in specs.items() if _draws(spec)}
    brief = folder.brief_of(project)
    own = brief.provider.video if brief.provider.video in makers else EMBEDDED
    spec = line.chosen_by(wish.provider or own, makers, "stills")
    return Pictures(spec, wish.takes or 1, line.raster_of(brief, draft=wish.draft))


def _draws(spec: Spec[Any]) -> bool:
    model = spec.making(Makes.IMAGE)
    return model is not None and model.nature.makes


def order_panels(
    session: Session, project: Project, wish: Wish, want: Pictures, who: str, asked: Collection[UUID] = ()
) -> list[Order]:
    """Order every panel that was not ordered yet, of all shots or of one; gives all orders that answer the wish."""
    found = panel_slots(session, project, [wish.only] if wish.only else (), want, asked)
    return line.placed(session, project, found, want.spec, who)


def panel_slots(
    session: Session, project: Project, codes: Collection[str], want: Pictures, asked: Collection[UUID] = ()
) -> list[Slot]:
    """
    The panels of these shots, of all where none is named: those that were ordered, and those still to be.

    Raises:
        NoSuchShot: a shot that is named is not planned.
    """
    named = [shots.coded(session, project.id, code) for code in dict.fromkeys(codes)]
    stock = materials.materials(session, project)
    return [
        slot
        for one in named or shots.planned(session, project.id)
        for moment in moments.moments(one.card, want.raster.rate)
        for slot in _panels(session, project, stock.of(one.card), one, moment, want, asked)
    ]


def _panels(
    session: Session,
    project: Project,
    material: Material,
    one: Planned,
    moment: Moment,
    want: Pictures,
    asked: Collection[UUID],
) -> list[Slot]:
    settings = tools().asked(want.spec.id, Makes.IMAGE)

    def attempt(number: int) -> Composed:
        at: dict[str, Any] = {"name": moment.name, "seconds": moment.seconds, "settings": settings}
        return compose.panel(material, want.spec, want.raster, number, one.version, **at)

    return line.answering(session, project, attempt, want, asked)


def order_sheets(
    session: Session, project: Project, wish: Wish, want: Pictures, who: str, asked: Collection[UUID] = ()
) -> list[Order]:
    """
    Order every view of every character, place and thing, or of one, that was not ordered yet.

    Raises:
        NoSuchAsset: there is no such asset, or it has no look of its own; with those that have.
    """
    found = sheet_slots(session, project, wish.only, want, asked)
    return line.placed(session, project, found, want.spec, who)


def sheet_slots(
    session: Session, project: Project, only: str, want: Pictures, asked: Collection[UUID] = ()
) -> list[Slot]:
    """
    The views of the sheets of all assets, or of one: those that were ordered, and those still to be.

    Raises:
        NoSuchAsset: there is no such asset, or it has no look of its own; with those that have.
    """
    versions, settings = library.versions(session, project.id), tools().asked(want.spec.id, Makes.IMAGE)
    found: list[Slot] = []
    for view in chosen(views(session, project), only):

        def attempt(number: int, view: View = view) -> Composed:
            raster = raster_of(view.asset, want.raster)
            at: dict[str, Any] = {"view": view.name, "says": view.says, "settings": settings}
            return compose.sheet(view.asset, versions[view.asset.id], want.spec, raster, number, **at)

        found += line.answering(session, project, attempt, want, asked)
    return found


def views(session: Session, project: Project) -> list[View]:
    """Every view of every asset of a production that has a look of its own."""
    cards = [one.card for one in shots.planned(session, project.id)]
    headings = {code: scene.heading for code, scene in shots.scenes(session, project.id).items()}
    assets = library.usable(session, project.id).values()
    return [view for asset in assets for view in sheets.views(asset, cards, headings)]


def chosen(views: Sequence[View], only: str) -> list[View]:
    """Those of one asset, or all. NoSuchAsset."""
    found = [view for view in views if only in ("", view.asset.id)]
    if only and not found:
        known = dict.fromkeys(view.asset.id for view in views)
        raise NoSuchAsset(f"There is no {only} that has a sheet. There are: {', '.join(known)}.")
    return found


def raster_of(asset: Asset, film: Raster) -> Raster:
    """A place in the film's own raster, what stands in it on an upright sheet."""
    if asset.kind is AssetKind.LOCATION:
        return film
    share = min(1.0, film.width / 1280)
    return Raster(round(UPRIGHT[0] * share / 2) * 2, round(UPRIGHT[1] * share / 2) * 2, film.rate)
