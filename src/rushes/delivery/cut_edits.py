"""The changes that can be made to the cut, as they are asked for over HTTP, and what each decides."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from rushes.craft.timeline.cut import Way
from rushes.delivery import cutting
from rushes.delivery.cutting import Desk
from rushes.edit.sheet import Sheet

Code = Annotated[str, Field(min_length=1, max_length=40)]
Frame = Annotated[int, Field(ge=0, le=10_000_000)]


class Trimmed(BaseModel):
    """Use these frames of a shot's take; what follows moves."""

    do: Literal["trim"]
    shot: Code
    start: Frame
    end: Frame


class Taken(BaseModel):
    """Cut a shot with this take, or with the one that review chose where none is named."""

    do: Literal["take"]
    shot: Code
    take: Annotated[str, Field(max_length=40)]


class Moved(BaseModel):
    """Have a shot stand behind another; `start` is before all."""

    do: Literal["move"]
    shot: Code
    after: Code


class Omitted(BaseModel):
    """Leave a shot out of the film."""

    do: Literal["leave_out"]
    shot: Code


class Returned(BaseModel):
    """Put back a shot that was left out."""

    do: Literal["put_back"]
    shot: Code


class Joined(BaseModel):
    """Have a shot come in by a transition of so many frames, or by a cut."""

    do: Literal["join"]
    shot: Code
    way: Way | None
    frames: Annotated[int, Field(ge=0, le=10_000)]


class FadedOut(BaseModel):
    """Have a shot go out into black for so many frames, or by a cut where there are none."""

    do: Literal["fade_out"]
    shot: Code
    frames: Annotated[int, Field(ge=0, le=10_000)]


class Anew(BaseModel):
    """Cut with the takes that review would choose now; what was decided in the edit is kept."""

    do: Literal["anew"]


class Reset(BaseModel):
    """Cut as the production's folder says, forgetting what was decided in the edit."""

    do: Literal["reset"]


class Restored(BaseModel):
    """Go back to an earlier version."""

    do: Literal["restore"]
    version: Annotated[int, Field(ge=1)]


Do = Annotated[
    Trimmed | Taken | Moved | Omitted | Returned | Joined | FadedOut | Anew | Reset | Restored,
    Field(discriminator="do"),
]


class CutEdit(BaseModel):
    """A change to the cut, and the newest version that was seen by whoever makes it."""

    seen: Annotated[int, Field(ge=1)]
    change: Do


def change(desk: Desk, wished: Do, who: str) -> None:
    """Make a version of the cut of a change. NotInCut, NoHandles, NoSuchTake."""
    match wished:
        case Restored():
            cutting.restore(desk, wished.version, who)
        case Reset():
            cutting.reset(desk, who)
        case Anew():
            cutting.keep(desk, desk.sheet, who, anew=True)
        case _:
            cutting.keep(desk, _decided(desk, wished), who)


def _decided(desk: Desk, change: Trimmed | Taken | Moved | Omitted | Returned | Joined | FadedOut) -> Sheet:
    match change:
        case Trimmed():
            return cutting.trim(desk, change.shot, change.start, change.end)
        case Taken():
            return cutting.take(desk, change.shot, change.take)
        case Moved():
            return cutting.move(desk, change.shot, change.after)
        case Omitted():
            return cutting.leave_out(desk, change.shot)
        case Returned():
            return cutting.put_back(desk, change.shot)
        case Joined():
            return cutting.join(desk, change.shot, change.way, change.frames)
        case FadedOut():
            return cutting.fade_out(desk, change.shot, change.frames)
