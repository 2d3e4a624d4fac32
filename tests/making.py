"""Makers of film things for tests: productions, plans, takes as if they had been delivered."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.cards.card import Card
from rushes.craft.production import folder as files
from rushes.craft.production.brief import Brief
from rushes.craft.production.folder import Production
from rushes.craft.screenplay import fountain
from rushes.delivery import folder
from rushes.generation import compose
from rushes.generation.compose import Material, Raster
from rushes.generation.rules import State
from rushes.generation.tables import Order
from rushes.kernel.ids import Subject
from rushes.kernel.timecode import Rate
from rushes.projects.tables import Project
from rushes.providers import simulated
from rushes.quality import service as quality
from rushes.quality.rules import Finding, Outcome
from rushes.takes import service as takes
from rushes.takes.service import Media
from rushes.takes.tables import Take

SIDE_B = Path(__file__).parents[1] / "examples" / "side-b"
SCRIPT = """Title: Two Doors

INT. HALL - NIGHT

Ada waits by a door.

ADA
Who is there?

EXT. YARD - DAY

Rain falls on Ada.
"""
SMALL = Raster(128, 72, Rate.of("24"))
CODES = ("S01-SH01", "S01-SH02", "S02-SH01")


def card(code: str = "S01-SH01", **fields: Any) -> Card:
    """A card of half a second."""
    return Card.model_validate({"code": code, "action": "Ada waits.", "seconds": 0.5} | fields)


def asset(id: str = "CH-ADA", **fields: Any) -> Asset:
    """An asset, a character unless it is said."""
    return Asset.model_validate({"id": id, "kind": AssetKind.CHARACTER, "name": id[3:].title()} | fields)


def production(*cards: Card, script: str = SCRIPT, **brief: Any) -> Production:
    """A production of half a second a shot, with a budget of ten dollars."""
    stated = {
        "title": "Two Doors",
        "format": {"width": 128, "height": 72},
        "budget": {"limit": "10"},
        "provider": {"video": "simulated", "takes": 1},
    }
    planned = cards or tuple(map(card, CODES))
    return Production(Brief.model_validate(stated | brief), fountain.parse(script), (asset(),), planned)


def adopted(session: Session, stated: Production | None = None, who: str = "ada", origin: str = "") -> Project:
    """A production as rows."""
    return folder.adopt(session, stated or production(), origin or f"/films/{uuid4()}", who)


def side_b() -> Production:
    """The demonstration film."""
    return files.load(SIDE_B)


def material(planned: Card | None = None, *assets: Asset) -> Material:
    """All that a card's request is made from."""
    known = {one.id: one for one in assets}
    return Material(planned or card(), known, dict.fromkeys(known, 1), "INT. HALL - NIGHT", {"location": "HALL"})


def delivered(
    session: Session,
    project: Project,
    planned: Card,
    outcomes: Mapping[str, str] | None = None,
    attempt: int = 1,
    clip: str = "",
    cost: int | None = None,
) -> tuple[Order, Take]:
    """An order that is done and its take, without any provider; `outcomes` is what each check said."""
    told = material(planned)
    composed = compose.clip(told, simulated.plugin, SMALL, attempt, 1, {})
    asked, made = composed.request, composed.snapshot
    order = Order(
        id=uuid4(), project_id=project.id, subject=str(composed.subject), provider="simulated", digest=asked.digest,
        request=asked.plain(), snapshot=made, who="ada", state=State.DONE, cost_micros=cost,
        currency=None if cost is None else "USD",
    )  # fmt: skip
    session.add(order)
    session.flush()
    media = Media(clip or order.id.hex * 2, "b" * 64, asked.frames, {})
    take = takes.bring_in(session, project.id, Subject("shot", planned.code), order.id, media, made)
    found = [Finding(check, Outcome(outcome), f"{check} {outcome}.") for check, outcome in (outcomes or {}).items()]
    quality.keep(session, take.id, found, {})
    return order, take
