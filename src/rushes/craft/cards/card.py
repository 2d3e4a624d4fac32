"""The shot card as data: immutable, closed in its words, the same in a file, a row and a snapshot."""

import re
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from rushes.craft.cards.vocabulary import (
    LANDMARKS,
    Angle,
    Depth,
    Direction,
    Framing,
    Height,
    Job,
    Movement,
    Origin,
    Quality,
    Role,
    Side,
    Size,
    Speed,
    Steadiness,
    Treatment,
)
from rushes.kernel import hashing, ids

SECONDS = (0.5, 60.0)
AssetId = Annotated[str, Field(pattern=r"^[A-Z]{2}-[A-Z0-9][A-Z0-9-]*$", max_length=40)]
ShotCode = Annotated[str, Field(pattern=rf"^{ids.SHOT.pattern}$")]


class Value(BaseModel):
    """A frozen value that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Focus(Value):
    """What is sharp: how deep, on what, and where focus racks to, at which second."""

    depth: Depth = Depth.MEDIUM
    target: str = ""
    rack_to: str = ""
    rack_at: float | None = None


class Move(Value):
    """One primary camera move."""

    primary: Movement = Movement.STATIC
    direction: Direction = Direction.NONE
    speed: Speed = Speed.SLOW
    steadiness: Steadiness = Steadiness.LOCKED
    note: str = ""


class Light(Value):
    """Where light comes from, and its result: what is lit and what falls dark."""

    source: str = ""
    quality: Quality = Quality.SOFT
    contrast: str = ""
    kelvin: Annotated[int, Field(ge=1000, le=20000)] | None = None
    lit: str = ""
    dark: str = ""


class Part(Value):
    """A subject's part in the shot: its wardrobe state, how it starts, what it does, how it ends."""

    asset: AssetId
    state: str = ""
    start: str = ""
    action: str = ""
    end: str = ""


class Speech(Value):
    """One line of dialogue; `at` is seconds into the shot where the plan fixes it."""

    speaker: AssetId
    text: str
    delivery: str = ""
    language: str = "en"
    on_screen: bool = True
    treatment: Treatment = Treatment.NONE
    at: float | None = None


class Effect(Value):
    """A sound the shot needs; `at` is seconds into the shot where the plan fixes it."""

    name: str
    at: float | None = None


class Reference(Value):
    """An asset that the shot pulls, and what it controls; lower priority goes first."""

    asset: AssetId
    role: Role
    priority: int = 0


class Criterion(Value):
    """One plain pass or fail statement, bound to a machine check where one can judge it."""

    text: str
    check: str = ""
    parameters: dict[str, str] = {}


class Card(Value):
    """
    A shot's structured plan.

    Every closed word that says `other` needs its own text in `other`, under the field's name.
    """

    code: ShotCode
    title: str = ""
    origin: Origin = Origin.USER
    why: str = ""
    job: Job = Job.OTHER
    size: Size = Size.MS
    landmark: str = ""
    framing: Framing = Framing.SINGLE
    over: AssetId | None = None
    composition: str = ""
    height: Height = Height.EYE
    angle: Angle = Angle.LEVEL
    side: Side = Side.FRONT
    lens: Annotated[int, Field(ge=8, le=400)] = 40
    focus: Focus = Focus()
    move: Move = Move()
    direction: Direction = Direction.NONE
    eyeline: str = ""
    action: str = ""
    subjects: tuple[Part, ...] = ()
    dialogue: tuple[Speech, ...] = ()
    ambience: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()
    music: str = ""
    light: Light = Light()
    seconds: Annotated[float, Field(ge=SECONDS[0], le=SECONDS[1])] = 4.0
    references: tuple[Reference, ...] = ()
    start_frame: str = ""
    end_frame: str = ""
    negatives: tuple[str, ...] = ()
    standard: tuple[Criterion, ...] = ()
    regenerate_if: tuple[str, ...] = ()
    continuity_in: str = ""
    continuity_out: str = ""
    other: dict[str, str] = {}

    @model_validator(mode="after")
    def _other_words_are_explained(self) -> "Card":
        closed = ("size", "framing", "height", "angle", "side")
        silent = [name for name in closed if getattr(self, name) == "other" and not self.other.get(name)]
        if self.move.primary is Movement.OTHER and not self.other.get("movement"):
            silent.append("movement")
        if silent:
            raise ValueError(f"say what `other` means for {', '.join(silent)}")
        return self

    @property
    def scene(self) -> str:
        """The code of the scene the shot belongs to."""
        return ids.scene_of(self.code)

    @property
    def seen(self) -> str:
        """The body landmark that decides the size: the card's own words, or the size's usual ones."""
        return self.landmark or LANDMARKS[self.size]

    @property
    def assets(self) -> tuple[str, ...]:
        """Every asset the card names, each once, in the card's order."""
        named = [
            *(part.asset for part in self.subjects),
            *(speech.speaker for speech in self.dialogue),
            *(reference.asset for reference in self.references),
            *([self.over] if self.over else []),
            *re.findall(r"\b[A-Z]{2}-[A-Z0-9][A-Z0-9-]*\b", f"{self.focus.target} {self.focus.rack_to} {self.eyeline}"),
        ]
        return tuple(dict.fromkeys(named))

    def plain(self) -> dict[str, Any]:
        """The card as JSON values."""
        return self.model_dump(mode="json")

    @property
    def digest(self) -> str:
        """SHA-256 of the plan; who planned it and why do not change what is asked."""
        return hashing.digest(self.model_dump(mode="json", exclude={"origin", "why"}))
