"""A trial of a provider: one small order through the gateway, under a budget that is its cap."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from rushes.craft.cards.asset import Asset, AssetKind
from rushes.craft.production import folder as productions
from rushes.craft.production.brief import Budget
from rushes.craft.production.folder import Production
from rushes.delivery import folder, line, preflight
from rushes.delivery.line import Slot, Wanted, Wish
from rushes.delivery.preflight import Preflight
from rushes.generation import compose, gateway
from rushes.generation.compose import Composed, Sound
from rushes.generation.errors import Unmakeable
from rushes.generation.tables import Order
from rushes.generation.tools import tools
from rushes.kernel.ids import Subject
from rushes.kernel.money import Money
from rushes.projects import service as projects
from rushes.projects.tables import Project
from rushes.providers.base import Makes, Spec

SCRIPT = "Title: Trial of {title}\n\nINT. ROOM - DAY\n\nA red ball rolls slowly across a bare wooden table and stops.\n"


def production(spec: Spec[Any], cap: Money) -> Production:
    """A production of one small shot whose budget is the cap."""
    with TemporaryDirectory() as there:
        script = Path(there) / f"trial-{spec.id}.fountain"
        script.write_text(SCRIPT.format(title=spec.title), encoding="utf-8")
        found = productions.load(script)
    budget = Budget(currency=cap.currency, limit=cap.decimal)
    brief = found.brief.model_copy(update={"budget": budget, "title": f"Trial of {spec.title}"})
    return Production(**{**vars(found), "brief": brief, "cards": found.cards[:1]})


def seen(session: Session, spec: Spec[Any], cap: Money, who: str) -> tuple[Project, list[Slot], Preflight]:
    """
    What the trial would order: what the model that is meant makes, else a clip, a picture or a sound.

    Raises:
        Unmakeable: the provider makes only texts, or not that clip.
    """
    project = folder.adopt(session, production(spec, cap), f"{projects.TRIAL}{spec.id}", who)
    want = Wanted(spec, 1, line.raster_of(folder.brief_of(project), draft=True))
    makes = kind(spec)
    if makes is Makes.VIDEO:
        asked = line.slots(session, project, Wish(), want)
        for says in asked.unasked.values():
            raise Unmakeable(says)
        found = list(asked.slots)
    else:
        composed = _picture(want) if makes is Makes.IMAGE else _sound(want, makes)
        found = [Slot(composed, gateway.known(session, project.id, composed, spec))]
    return project, found, preflight.of(session, project, found, spec)


def kind(spec: Spec[Any]) -> Makes:
    """What is tried of a provider: what its leading model makes, else the first that its settings allow. Unmakeable."""
    kinds = [spec.usual.makes, Makes.VIDEO, Makes.IMAGE, *SOUNDS]
    able = [one for one in kinds if one is not Makes.TEXT and spec.making(one) and tools().is_set_up(spec.id, one)]
    if not able:
        raise Unmakeable(f"{spec.title} makes texts: try it with `rushes draft logline`.")
    return able[0]


def order(session: Session, project: Project, found: list[Slot], spec: Spec[Any], who: str) -> UUID:
    """Place it; its id."""
    (placed,) = line.placed(session, project, found, spec, who)
    return placed.id


def _picture(want: Wanted) -> Composed:
    ball = Asset(id="PR-BALL", kind=AssetKind.PROP, name="Ball", description="a red ball on a bare wooden table")
    settings = tools().asked(want.spec.id, Makes.IMAGE)
    return compose.sheet(ball, 1, want.spec, want.raster, 1, view="FRONT", says="From the front.", settings=settings)


def _sound(want: Wanted, makes: Makes) -> Composed:
    subject, words, plan = SOUNDS[makes]
    wanted = Sound(Subject(subject, f"TRIAL-{makes.upper()}"), makes, words, plan, {})
    return compose.sound(wanted, want.spec, want.raster.rate, 1, tools().asked(want.spec.id, makes))


SOUNDS: Mapping[Makes, tuple[str, str, Mapping[str, Any]]] = {
    Makes.SPEECH: ("reading", "This is a trial.", {"speaker": "", "voice": "", "language": "en", "seconds": 1.0}),
    Makes.EFFECT: ("effect", "a ball rolls across wood and stops", {"seconds": 2.0, "loop": False}),
    Makes.MUSIC: ("score", "a low held note", {"seconds": 10.0, "sections": [], "avoid": [], "instrumental": True}),
}
"""The smallest sound of each kind: whose take it is, its words, its plan."""


def outcome(order: Order) -> dict[str, Any]:
    """What was asked and what came of it."""
    asked = order.request
    return {
        "state": order.state,
        "says": order.says,
        "asked": {name: asked[name] for name in ("model", "frames", "rate", "width", "height", "prompt")},
        "remote": order.remote,
        "used": " ".join(order.used.get(name, "") for name in ("amount", "unit")).strip(),
        "cost": Money(order.cost_micros or 0, order.currency).exact if order.currency else None,
        "raw": order.raw,
    }
