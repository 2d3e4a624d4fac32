"""The closed words of a card as a form shows them: each with its name in the trade and what it means."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rushes.craft.cards.vocabulary import (
    LANDMARKS,
    Angle,
    Depth,
    Direction,
    Framing,
    Height,
    Job,
    Movement,
    Quality,
    Role,
    Side,
    Size,
    Speed,
    Steadiness,
    Treatment,
)

_NAMES: dict[StrEnum, str] = {
    Size.ELS: "Extreme long",
    Size.LS: "Long",
    Size.FS: "Full",
    Size.MLS: "Medium long",
    Size.MS: "Medium",
    Size.MCU: "Medium close-up",
    Size.CU: "Close-up",
    Size.ECU: "Extreme close-up",
    Size.INSERT: "Insert",
    Framing.TWO: "Two-shot",
    Framing.OTS: "Over the shoulder",
    Framing.POV: "Point of view",
    Direction.NONE: "None",
    Direction.CLOCKWISE: "Clockwise",
    Direction.COUNTERCLOCKWISE: "Counter-clockwise",
    Movement.DOLLY_ZOOM: "Dolly zoom",
    Side.THREE_QUARTER_BACK: "Three-quarter back",
}
_SAYS: dict[StrEnum, str] = {
    Job.ORIENT: "where we are, and who is where",
    Job.REVEAL: "something the viewer did not know",
    Job.WITNESS: "see it happen, from outside",
    Job.IDENTIFY: "who or what this is",
    Job.COMPARE: "one against another",
    Job.ISOLATE: "one alone, from the rest",
    Job.TRANSITION: "from here to there",
    Framing.OTS: "one seen past another",
    Framing.POV: "what somebody sees",
    Framing.EMPTY: "the place without people",
    Depth.DEEP: "near and far are sharp",
    Depth.SHALLOW: "only the target is sharp",
    Movement.DOLLY: "the camera moves in or out",
    Movement.TRUCK: "the camera moves sideways",
    Movement.PEDESTAL: "the camera rises or sinks",
    Movement.ARC: "the camera goes round",
    Movement.TRACKING: "the camera goes along",
    Role.IDENTITY: "who it is",
    Role.FIRST_FRAME: "the shot begins on it",
    Role.LAST_FRAME: "the shot ends on it",
    Role.MOTION: "how it moves",
}
FIELDS: dict[str, type[StrEnum]] = {
    "job": Job,
    "size": Size,
    "framing": Framing,
    "height": Height,
    "angle": Angle,
    "side": Side,
    "depth": Depth,
    "movement": Movement,
    "direction": Direction,
    "speed": Speed,
    "steadiness": Steadiness,
    "quality": Quality,
    "role": Role,
    "treatment": Treatment,
}


@dataclass(frozen=True)
class Word:
    """One word of a field: its value on the card, its name, and what it means where the name does not say it."""

    value: str
    name: str
    says: str


def words(field: type[StrEnum]) -> Iterable[Word]:
    """The words of a field, in its order."""
    return (Word(str(word), _name(word), _says(word)) for word in field)


def _name(word: StrEnum) -> str:
    return _NAMES.get(word, str(word).replace("_", " ").capitalize())


def _says(word: StrEnum) -> str:
    return LANDMARKS.get(word, "") if isinstance(word, Size) else _SAYS.get(word, "")
