"""Recasting: a shot whose take somebody chose, ordered of another model that is shown the take, or a pass of it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from rushes.craft.cards.vocabulary import Role
from rushes.craft.previz.controls import Control
from rushes.craft.prompting import compiler
from rushes.delivery import anchoring, controls, line, materials, ordering, voicing
from rushes.delivery.errors import NotRecast
from rushes.delivery.line import Answered, Slot, Wanted, Wish
from rushes.generation.compose import Composed
from rushes.kernel.ids import Subject
from rushes.projects.tables import Project
from rushes.providers import previz
from rushes.providers.base import Makes, Spec
from rushes.review import service as review
from rushes.review.rules import By, State
from rushes.shots.service import Planned
from rushes.takes import service as takes
from rushes.takes.tables import Take

KEY = "recast_of"
"""Where a snapshot says of which take it is a recast."""
_ORDER = (State.SELECTED, State.APPROVED)


class Follow(StrEnum):
    """What of a take another model is shown: its clip, a control pass of it, how its lines were read, or nothing."""

    CLIP = "clip"
    DEPTH = "depth"
    POSE = "pose"
    SPEECH = "speech"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Recast:
    """
    Shots that are to be recast, and on which model.

    `surface` words them otherwise than is usual for it; `follow` says what it is shown (empty: what it is made for).
    """

    shots: tuple[str, ...]
    wish: Wish
    surface: str = ""
    follow: tuple[Follow, ...] = ()


def wanted(project: Project, recast: Recast, specs: Mapping[str, Spec[Any]]) -> Wanted:
    """
    What the wish means for a production.

    Raises:
        UnknownProvider: with the providers there are.
        NoSurface: with the surfaces there are.
    """
    want = line.wanted(project, recast.wish, specs)
    if not recast.surface:
        return want
    surface = compiler.surface_of(recast.surface).id
    worded = [replace(one, surface=surface) if one.makes is Makes.VIDEO else one for one in want.spec.models]
    return replace(want, spec=replace(want.spec, models=tuple(worded)))


def slots(session: Session, project: Project, recast: Recast, want: Wanted, asked: Collection[UUID] = ()) -> Answered:
    """
    What answers the wish: recasts there are, and those still to be ordered.

    Raises:
        NoSuchShot: a shot that is named is not planned.
    """
    stock, settings = materials.materials(session, project), line.settings_of(recast.wish, want)

    def slots_of(one: Planned) -> list[Slot]:
        take = chosen(session, project, one)
        follow, material = _followed(recast, want), stock.of(one.card)
        words = {f"{take.code}-SPEECH": voicing.of(session, project, one)} if Follow.SPEECH in follow else {}
        frames = {**(_begins(take, want) if words else {}), **material.frames}
        material = replace(material, motions=_motions(take, follow), words=words, frames=frames)
        attempt = _of(take, line.attempts(material, one, want, settings))
        return line.answering(session, project, attempt, want, asked)

    return line.answered(ordering.planned(session, project, recast.shots), slots_of)


def chosen(session: Session, project: Project, one: Planned) -> Take:
    """
    The take that a shot is recast from: approved before selected, by a person before by rule, of equals the latest.

    Raises:
        NotRecast: nothing is selected, or its card has changed since.
    """
    found = takes.of(session, project.id, Subject("shot", one.card.code))
    said = review.standing(session, [take.id for take in found])
    kept = [take for take in found if take.id in said and said[take.id].state in _ORDER]
    if not kept:
        raise NotRecast("no take of it is selected or approved: choose one first, with `rushes verdict`.")
    take = max(
        kept, key=lambda take: (_ORDER.index(State(said[take.id].state)), said[take.id].by == By.PERSON, take.number)
    )
    if take.snapshot["card"]["digest"] != one.card.digest:
        raise NotRecast(
            f"its card has changed since {take.code} was made: make a take of it as it is, and choose that."
        )
    return take


def _of(take: Take, attempt: Callable[[int], Composed]) -> Callable[[int], Composed]:
    def recast(number: int) -> Composed:
        composed = attempt(number)
        return replace(composed, snapshot={**composed.snapshot, KEY: take.code})

    return recast


def _followed(recast: Recast, want: Wanted) -> Sequence[Follow]:
    """What the model is shown of a take: what is wished, else what its inputs are for, else the clip."""
    model = want.spec.making(Makes.VIDEO)
    if recast.follow or model is None:
        return recast.follow
    return [Follow(one) for one in model.controls] or [Follow.CLIP]


def _begins(take: Take, want: Wanted) -> dict[Role, str]:
    """The frame a take begins on, for a model that lets a picture speak: of a shot of which no panel is approved."""
    model = want.spec.making(Makes.VIDEO)
    speaks = model is not None and Follow.SPEECH in model.controls
    return {Role.FIRST_FRAME: anchoring.still(take, 0)[0]} if speaks else {}


def _motions(take: Take, follow: Sequence[Follow]) -> dict[str, str]:
    """The clips a model is to follow, by their names: `S02-SH03-T04` is the take, `S02-SH03-T04-DEPTH` a pass of it."""
    return dict(_motion(take, one) for one in follow if one not in {Follow.NOTHING, Follow.SPEECH})


def _motion(take: Take, follow: Follow) -> tuple[str, str]:
    if follow is Follow.CLIP:
        return take.code, take.media
    if take.snapshot["provider"] != previz.plugin.id:
        raise NotRecast(
            f"{take.code} was not drawn by previz, so there is no {follow} pass of it: "
            "choose a take of previz, or say `--follow clip`."
        )
    return f"{take.code}-{follow.upper()}", controls.of(take, Control(follow))
