"""A storyboard as values: scenes of shots, each with its panels and its card in the words of the trade."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rushes.craft.cards.card import Card, Move, Speech
from rushes.craft.cards.vocabulary import Angle, Direction, Framing, Height, Movement, Side, Size
from rushes.kernel.timecode import clock

ARROWS = {Direction.LEFT: "←", Direction.RIGHT: "→", Direction.UP: "↑", Direction.DOWN: "↓"}
WIDESCREEN = 16 / 9


@dataclass(frozen=True)
class Panel:
    """One picture of a shot: the moment it shows (first, key, last), its file where it is made, and how it stands."""

    moment: str
    picture: Path | None = None
    mark: str = ""


@dataclass(frozen=True)
class Shot:
    """A shot as it stands there, in words that fit under a picture."""

    code: str
    title: str
    seconds: float
    panels: tuple[Panel, ...] = ()
    camera: str = ""
    move: str = ""
    action: str = ""
    dialogue: tuple[tuple[str, str], ...] = ()
    sound: str = ""
    light: str = ""
    standard: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scene:
    """A scene of shots."""

    code: str
    heading: str
    shots: tuple[Shot, ...]

    @property
    def seconds(self) -> float:
        """How long its shots run together."""
        return sum(shot.seconds for shot in self.shots)


@dataclass(frozen=True)
class Storyboard:
    """A whole film in panels; `aspect` is the picture's width over its height, `note` stands on every page."""

    title: str
    scenes: tuple[Scene, ...]
    aspect: float = WIDESCREEN
    note: str = ""

    @property
    def shots(self) -> tuple[Shot, ...]:
        """All its shots, in order."""
        return tuple(shot for scene in self.scenes for shot in scene.shots)


def shot(card: Card, names: Mapping[str, str], panels: Sequence[Panel] = ()) -> Shot:
    """A card as it stands in a storyboard; `names` are those of its assets, by id."""
    return Shot(
        code=card.code,
        title=card.title,
        seconds=card.seconds,
        panels=tuple(panels),
        camera=camera(card, names),
        move=move(card.move),
        action=_named(card.action, names),
        dialogue=tuple((_speaker(speech, names), speech.text) for speech in card.dialogue),
        sound=", ".join(dict.fromkeys([*(effect.name for effect in card.effects), *card.ambience])),
        light=card.light.source,
        standard=tuple(criterion.text for criterion in card.standard),
    )


def camera(card: Card, names: Mapping[str, str]) -> str:
    """Where the camera is: size, who shares the frame, side, height, angle, lens, and what it racks to."""
    said = [card.other.get("size", "") if card.size is Size.OTHER else str(card.size), _framing(card, names)]
    if card.side is not Side.FRONT:
        said.append(card.other.get("side", "") if card.side is Side.OTHER else str(card.side))
    if card.height is not Height.EYE:
        said.append(card.other.get("height", "") if card.height is Height.OTHER else f"{card.height} height")
    if card.angle is not Angle.LEVEL:
        said.append(card.other.get("angle", "") if card.angle is Angle.OTHER else f"{card.angle} angle")
    said.append(f"{card.lens} mm")
    if card.focus.rack_to:
        said.append(f"rack to {_named(card.focus.rack_to, names)}")
    return ", ".join(part for part in dict.fromkeys(said) if part)


def move(move: Move) -> str:
    """The move in words, with an arrow where it goes across the frame."""
    if move.primary is Movement.STATIC:
        return "static"
    primary = move.note if move.primary is Movement.OTHER else str(move.primary)
    arrow = ARROWS.get(move.direction, "")
    direction = "" if move.direction is Direction.NONE else str(move.direction)
    return ", ".join([" ".join(part for part in (arrow, primary, direction) if part), str(move.speed)])


def minutes(seconds: float) -> str:
    """A length as people say it: 4.5 s, 1:42."""
    return f"{seconds:.3g} s" if seconds < 60 else clock(seconds)


def _framing(card: Card, names: Mapping[str, str]) -> str:
    if card.framing is Framing.OTS:
        return f"over {names.get(card.over, card.over)}" if card.over else "over the shoulder"
    if card.framing in {Framing.SINGLE, Framing.INSERT}:
        return ""
    return card.other.get("framing", "") if card.framing is Framing.OTHER else str(card.framing)


def _speaker(speech: Speech, names: Mapping[str, str]) -> str:
    name = names.get(speech.speaker, speech.speaker)
    return name if speech.on_screen else f"{name} (off)"


def _named(text: str, names: Mapping[str, str]) -> str:
    """Names in the place of codes."""
    for code in sorted((code for code in names if code in text), key=len, reverse=True):
        text = text.replace(code, names[code])
    return text
