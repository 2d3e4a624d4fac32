"""A person's own clip on its way to being a take: refused early with a sentence, then through the same gateway."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.rules import Right
from rushes.craft.cards.card import SECONDS
from rushes.craft.provenance.sources import Source
from rushes.delivery import folder, materials
from rushes.delivery.errors import UnfitClip
from rushes.generation import compose, gateway
from rushes.generation import service as generation
from rushes.generation.compose import Raster
from rushes.generation.rules import State
from rushes.generation.tables import Order
from rushes.media.probe import check_importable, probe
from rushes.projects.tables import Project
from rushes.providers.base import Spec
from rushes.shots import service as shots
from rushes.storage.blobs import Blobs
from rushes.takes import service as takes

PROVIDER = "import"


def order_clip(
    session: Session,
    project: Project,
    shot: str,
    clip: Path,
    source: Source,
    blobs: Blobs,
    specs: Mapping[str, Spec[Any]],
    who: str,
) -> Order:
    """
    Order that a clip becomes a take of a shot.

    Raises:
        NoSuchShot, NotYours: there is no such shot, or the person may not add takes.
        NotMedia, Truncated, NoPicture, UnevenFrames: the file is no clip that can be cut.
        UnfitClip: its frame rate is not the production's, or it is longer than a shot can be.
    """
    one = shots.coded(session, project.id, shot)
    accounts.demand(session, project.id, who, Right.GENERATE)
    video = check_importable(probe(clip), clip)
    rate = folder.brief_of(project).format.frames
    if video.rate != rate:
        raise UnfitClip(
            f"{clip.name} has {video.rate} frames a second and the production {rate}; convert it and import it again."
        )
    longest = SECONDS[1]
    if video.frames > rate.frames(longest):
        runs = rate.seconds(video.frames)
        raise UnfitClip(f"{clip.name} runs {runs:.0f} s, a shot {longest:g} s at most; cut it down.")
    material = materials.materials(session, project).of(one.card)
    seconds = max(0.5, rate.seconds(video.frames))
    material = replace(material, card=one.card.model_copy(update={"seconds": seconds}))
    raster = Raster(video.width, video.height, rate)
    settings = {"clip": blobs.put_file(clip), "name": clip.name, "source": str(source)}
    composed = compose.clip(material, specs[PROVIDER], raster, 1, one.version, settings)
    return gateway.order(session, project.id, composed, specs[PROVIDER], who)


def outcome(session: Session, order_id: UUID) -> str:
    """What became of it, in a sentence."""
    order = generation.one(session, order_id)
    if order.state != State.DONE:
        return f"The clip did not become a take: {order.says}"
    take = takes.by_order(session, order_id)
    return f"{take.code}: {take.frames} frames. Give it a verdict: `rushes verdict {take.code} selected`."
