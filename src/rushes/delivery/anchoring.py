"""A frame of a take as the frame another shot begins on: a panel of that shot, which says where it came from."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image
from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.rules import Right
from rushes.craft.cards import moments
from rushes.craft.cards.card import Card
from rushes.craft.cards.moments import Name
from rushes.craft.cards.vocabulary import Role
from rushes.delivery import dailies, folder, materials, panels
from rushes.delivery.errors import NoFrame
from rushes.generation import arrival, compose, gateway
from rushes.generation.compose import Raster
from rushes.generation.tables import Order
from rushes.generation.tools import tools
from rushes.kernel.ids import Subject
from rushes.media import decode
from rushes.projects.tables import Project
from rushes.providers.base import Nature
from rushes.review import marks
from rushes.review import service as review
from rushes.review.rules import State
from rushes.review.service import Opinion
from rushes.shots import service as shots
from rushes.takes import service as takes
from rushes.takes.tables import Take

PROVIDER = "import"


@dataclass(frozen=True)
class Frame:
    """A frame of a take, counted from 0; `frames` is how many the take has."""

    take: str
    frame: int
    frames: int


def usual(session: Session, project: Project, shot: str) -> Frame | None:
    """The frame a shot would begin on: the last usable one of the select of the shot before it; None without one."""
    order = shots.order(session, project.id)
    at = order.index(shot) if shot in order else 0
    made = takes.of(session, project.id, Subject("shot", order[at - 1])) if at else []
    take, _ = panels.best(review.standing(session, [one.id for one in made]), made, ())
    return Frame(take.code, _last(session, take), take.frames) if take else None


def order_frame(session: Session, project: Project, shot: str, code: str, frame: int | None, who: str) -> Order:
    """
    Order that a frame of a take becomes a panel of a shot; approved, it is the frame the shot begins on.

    Args:
        code: the take; empty for the select of the shot before.
        frame: counted from 0; None for the last usable one.

    Raises:
        NoSuchShot, NoSuchTake, NotYours: there is no such shot or take, or the person may not add takes.
        NoFrame: the take has no such frame, or the shot before has no select.
    """
    accounts.demand(session, project.id, who, Right.GENERATE)
    one, found = shots.coded(session, project.id, shot), usual(session, project, shot)
    if not code and found is None:
        raise NoFrame(f"The shot before {shot} has no select: select a take of it, or name the take to begin on.")
    take = takes.coded(session, project.id, code or (found.take if found else ""))
    number = _last(session, take) if frame is None else frame
    if take.medium != "clip" or not 0 <= number < take.frames:
        has = f"frames 0 to {take.frames - 1}" if take.medium == "clip" else "no frames"
        raise NoFrame(f"{take.code} has {has}: there is no frame {number}.")
    picture, (width, height) = still(take, number)
    settings = {
        "clip": picture,
        "name": f"frame {number} of {take.code}",
        "of": {"take": take.code, "media": take.media, "frame": number},
        "source": _source(take),
    }
    spec, raster = tools().specs[PROVIDER], Raster(width, height, folder.brief_of(project).format.frames)
    material = materials.materials(session, project).of(one.card)
    at: dict[str, Any] = {"name": first(one.card), "seconds": 0.0, "settings": settings}
    return gateway.order(session, project.id, compose.panel(material, spec, raster, 1, one.version, **at), spec, who)


def approve(session: Session, project: Project, order: Order, who: str) -> None:
    """Approve the panel that an order became, if it does not stand approved."""
    take = takes.by_order(session, order.id)
    stands = review.standing(session, [take.id]).get(take.id)
    if stands is None or stands.state != State.APPROVED:
        dailies.decide(session, project, [take.code], State.APPROVED, Opinion(), who)


def first(card: Card) -> Name:
    """The panel that is the first frame of a shot."""
    named = panels.FRAMES if moments.changes(card) else panels.STILL
    return next(name for name, role in named.items() if role is Role.FIRST_FRAME)


def still(take: Take, number: int) -> tuple[str, tuple[int, int]]:
    """A frame of a clip as a picture of its own: its hash and its size."""
    blobs = tools().blobs
    picture = Image.fromarray(decode.frame_at(blobs.local(take.media), number))
    with TemporaryDirectory() as place:
        picture.save(file := Path(place) / "frame.png")
        return blobs.put_file(file), picture.size


def _last(session: Session, take: Take) -> int:
    ranges = marks.usable(session, [take.id]).get(take.id, ())
    return max((one.end for one in ranges), default=take.frames) - 1


def _source(take: Take) -> str:
    """What the take's own label says it is, so that its frame says the same."""
    spec = tools().specs.get(str(take.snapshot["provider"]))
    said = take.snapshot["request"]["settings"].get("source")
    return str(said or arrival.SOURCES[spec.usual.nature if spec else Nature.MODEL])
