"""Rows of the three sheets as values and back: which column of shots.csv, assets.csv and sounds.csv says what."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import ValidationError

from rushes.craft.cards import profile
from rushes.craft.cards.asset import Asset, AssetKind, Clearance
from rushes.craft.cards.card import SECONDS, Card, Focus, Light, Move, Value
from rushes.craft.cards.vocabulary import Direction, Framing, Job, Origin, Size
from rushes.craft.production import cells
from rushes.craft.timeline.cut import Way
from rushes.kernel import ids
from rushes.kernel.errors import Fault

Row = Mapping[str, str]
SHOTS = (
    "shot", "title", "job", "size", "framing", "angle", "movement", "direction", "eyeline", "lens", "action",
    "subjects", "refs", "light", "anchors", "seconds", "dialogue", "sound", "negatives", "standard", "regenerate_if",
    "continuity", "origin", "why",
)  # fmt: skip
PLAN = (*SHOTS, "omitted")
ASSETS = (
    "id",
    "kind",
    "name",
    "description",
    "locked",
    "may_vary",
    "negatives",
    "clearance",
    "source",
    "origin",
    "profile",
)
SOUNDS = ("cue", "kind", "from", "to", "note")
CUTS = ("shot", "in", "out", "note", "take", "after", "transition", "fade_out", "left_out")
FIRST = "start"
"""Where a shot stands that comes before all others: `after` nothing but the start."""


class SoundKind(StrEnum):
    """What a sound cue is, for its stem."""

    AMBIENCE = "ambience"
    EFFECT = "effect"
    DESIGN = "design"
    MUSIC = "music"


@dataclass(frozen=True)
class Moment:
    """A place in the film that follows its shot wherever it is cut: a shot, and seconds into it (None: its edge)."""

    shot: str
    seconds: float | None = None

    def __str__(self) -> str:
        return self.shot if self.seconds is None else f"{self.shot} {cells.plain(self.seconds)}s"


@dataclass(frozen=True)
class Cue:
    """A sound from one moment to another."""

    name: str
    kind: SoundKind
    start: Moment
    end: Moment
    note: str = ""


class Trim(Value):
    """
    What the editor decided about a shot: which seconds of its take to use, and why; which take, where, how it comes in.

    `after` is the shot it was moved behind (`start`: behind none), empty where it stands in story order; `fade_out` are
    the seconds for which it goes out into black, if what is behind it comes in by a cut; a shot that is `left_out` is
    not in the film.
    """

    shot: str
    start: float = 0.0
    end: float | None = None
    note: str = ""
    take: str = ""
    after: str = ""
    transition: Way | None = None
    transition_seconds: float = 0.0
    fade_out: float = 0.0
    left_out: bool = False


@dataclass
class Cells:
    """Reads one row cell by cell and collects what is wrong, so that a person sees every fault at once."""

    where: str
    row: Row
    faults: list[Fault]

    def read(self, column: str, reader: Callable[[str], Any], default: Any) -> Any:
        """The value of a cell, or the default when it is empty or (with a fault noted) unreadable."""
        text = (self.row.get(column) or "").strip()
        if not text:
            return default
        try:
            return reader(text)
        except ValidationError as error:
            self.faults.extend(Fault(f"{self.where}, column {column}", issue["msg"]) for issue in error.errors())
        except ValueError as error:
            self.faults.append(Fault(f"{self.where}, column {column}", str(error)))
        return default

    def need(self, column: str, reader: Callable[[str], Any], like: str) -> Any:
        """The value of a cell that may not be empty; None with a fault noted when it is, or is unreadable."""
        if not (self.row.get(column) or "").strip():
            self.faults.append(Fault(f"{self.where}, column {column}", f"is empty: say {like}"))
        return self.read(column, reader, None)

    def text(self, column: str) -> str:
        """The text of a cell."""
        return str(self.read(column, str, ""))


def card(row: Row, where: str, faults: list[Fault]) -> Card | None:
    """A row of shots.csv; None when its code or the card as a whole cannot be read (the faults say why)."""
    cell = Cells(where, row, faults)
    before = len(faults)
    fields = _card_fields(cell)
    if len(faults) > before:
        return None
    try:
        return Card.model_validate(fields)
    except ValidationError as error:
        for issue in error.errors():
            column = ".".join(map(str, issue["loc"])) or "row"
            faults.append(
                Fault(f"{where}, column {_COLUMN.get(column, column)}", issue["msg"].removeprefix("Value error, "))
            )
        return None


def planned(row: Row, where: str, faults: list[Fault]) -> tuple[Card, bool] | None:
    """A row of shots.csv: its card, and whether the shot is omitted."""
    omitted = Cells(where, row, faults).read("omitted", _yes, False)
    found = card(row, where, faults)
    return (found, omitted) if found else None


def planned_row(value: tuple[Card, bool]) -> dict[str, str]:
    """As `planned` reads it."""
    said, omitted = value
    return card_row(said) | {"omitted": "yes" if omitted else ""}


_COLUMN = {"code": "shot", "lens": "lens", "over": "framing"}


def _card_fields(cell: Cells) -> dict[str, Any]:
    size, landmark = cell.read("size", _size, (Size.MS, ""))
    framing, over, composition = cell.read("framing", _framing, (Framing.SINGLE, None, ""))
    length, focus = cell.read("lens", cells.lens, (40, Focus()))
    move = cell.read("movement", cells.movement, Move())
    ambience, effects, music = cell.read("sound", cells.sound, ((), (), ""))
    anchors = cell.read("anchors", lambda text: cells.keyed(text, ("start", "end")), {})
    continuity = cell.read("continuity", lambda text: cells.keyed(text, ("in", "out")), {})
    return {
        "code": cell.need("shot", _code, "a shot code like S01-SH02"), "title": cell.text("title"),
        "size": size, "landmark": landmark,
        "job": cell.read("job", lambda text: cells.word(Job, text), Job.OTHER),
        "framing": framing, "over": over, "composition": composition,
        **cell.read("angle", cells.camera, {}),
        "move": move,
        "direction": cell.read("direction", lambda text: cells.word(Direction, text), Direction.NONE),
        "eyeline": cell.text("eyeline"),
        "lens": length, "focus": focus, "action": cell.text("action"),
        "subjects": cell.read("subjects", cells.subjects, ()),
        "references": cell.read("refs", cells.references, ()),
        "light": cell.read("light", cells.light, Light()),
        "start_frame": anchors.get("start", ""), "end_frame": anchors.get("end", ""),
        "seconds": cell.read("seconds", _seconds, 4.0),
        "dialogue": cell.read("dialogue", cells.dialogue, ()),
        "ambience": ambience, "effects": effects, "music": music,
        "negatives": tuple(cell.read("negatives", cells.entries, ())),
        "standard": cell.read("standard", cells.standard, ()),
        "regenerate_if": tuple(cell.read("regenerate_if", cells.entries, ())),
        "continuity_in": continuity.get("in", ""), "continuity_out": continuity.get("out", ""),
        "origin": cell.read("origin", lambda text: cells.word(Origin, text), Origin.USER), "why": cell.text("why"),
        "other": _others(size=(size, landmark), framing=(framing, composition), movement=(move.primary, move.note)),
    }  # fmt: skip


def card_row(value: Card) -> dict[str, str]:
    """As `card` reads it."""
    anchors = {"start": value.start_frame, "end": value.end_frame}
    continuity = {"in": value.continuity_in, "out": value.continuity_out}
    return {
        "shot": value.code, "title": value.title, "job": "" if value.job is Job.OTHER else str(value.job),
        "size": _colon(str(value.size), value.landmark),
        "framing": _colon(f"{value.framing} {value.over or ''}".strip(), value.composition),
        "angle": cells.write_camera(value.height, value.angle, value.side),
        "movement": cells.write_movement(value.move), "eyeline": value.eyeline,
        "direction": "" if value.direction is Direction.NONE else str(value.direction),
        "lens": cells.write_lens(value.lens, value.focus),
        "action": value.action, "subjects": cells.write_subjects(value.subjects),
        "refs": cells.write_references(value.references), "light": cells.write_light(value.light),
        "anchors": _keys(anchors), "seconds": cells.plain(value.seconds),
        "dialogue": cells.write_dialogue(value.dialogue),
        "sound": cells.write_sound(value.ambience, value.effects, value.music), "negatives": "; ".join(value.negatives),
        "standard": cells.write_standard(value.standard), "regenerate_if": "; ".join(value.regenerate_if),
        "continuity": _keys(continuity), "origin": _origin(value.origin), "why": value.why,
    }  # fmt: skip


def asset(row: Row, where: str, faults: list[Fault]) -> Asset | None:
    """A row of assets.csv."""
    cell = Cells(where, row, faults)
    before = len(faults)
    fields = {
        name: cell.text(name) for name in ("id", "name", "description", "locked", "may_vary", "negatives", "source")
    }
    kind = cell.need("kind", lambda text: cells.word(AssetKind, text), f"one of {', '.join(AssetKind)}")
    clearance = cell.read("clearance", lambda text: cells.word(Clearance, text), Clearance.PENDING)
    origin = cell.read("origin", lambda text: cells.word(Origin, text), Origin.USER)
    said = cell.read("profile", lambda text: cells.keyed(text, profile.FIELDS.get(kind, ())), {})
    if len(faults) > before:
        return None
    try:
        stated = {"kind": kind, "clearance": clearance, "origin": origin, "profile": said}
        return Asset.model_validate(fields | stated)
    except ValidationError:
        faults.append(Fault(f"{where}, column id", f"{fields['id']!r} is not an asset id like CH-WREN or PR-KEY"))
        return None


def asset_row(value: Asset) -> dict[str, str]:
    """As `asset` reads it."""
    row = {name: str(getattr(value, name)) for name in ASSETS}
    return row | {"origin": _origin(value.origin), "profile": _keys(value.profile)}


def cue(row: Row, where: str, faults: list[Fault]) -> Cue | None:
    """A row of sounds.csv; `from` and `to` are a shot, or a shot and seconds: `S02-SH02 6s`."""
    cell = Cells(where, row, faults)
    before = len(faults)
    kind = cell.read("kind", lambda text: cells.word(SoundKind, text), SoundKind.EFFECT)
    name = cell.need("cue", str, "what is to be heard")
    start = cell.need("from", _moment, "a shot, or a shot and seconds, like S02-SH02 6s")
    end = cell.read("to", _moment, start)
    return None if len(faults) > before else Cue(name, kind, start, end, cell.text("note"))


def cue_row(value: Cue) -> dict[str, str]:
    """As `cue` reads it."""
    return {"cue": value.name, "kind": value.kind, "from": str(value.start), "to": str(value.end), "note": value.note}


def trim(row: Row, where: str, faults: list[Fault]) -> Trim | None:
    """A row of cut.csv: the seconds of a shot that the editor should use."""
    cell = Cells(where, row, faults)
    before = len(faults)
    start = cell.read("in", lambda text: cells.number(text, "seconds"), 0.0)
    end = cell.read("out", lambda text: cells.number(text, "seconds"), None)
    code = cell.need("shot", _code, "a shot code like S01-SH02")
    if end is not None and end <= start:
        faults.append(Fault(f"{where}, column out", f"{end:g} s is not after {start:g} s"))
    way, lasts = cell.read("transition", _transition, (None, 0.0))
    decided = {
        "take": cell.read("take", _take, ""),
        "after": cell.read("after", lambda text: text if text == FIRST else _code(text), ""),
        "transition": way,
        "transition_seconds": lasts,
        "fade_out": cell.read("fade_out", lambda text: cells.number(text, "seconds"), 0.0),
        "left_out": cell.read("left_out", _yes, False),
    }
    if len(faults) > before:
        return None
    return Trim(shot=code, start=start, end=end, note=cell.text("note"), **decided)


def trim_row(value: Trim) -> dict[str, str]:
    """As `trim` reads it."""
    end = "" if value.end is None else cells.plain(value.end)
    way = f"{value.transition} {cells.plain(value.transition_seconds)}s" if value.transition else ""
    return {
        "shot": value.shot, "in": cells.plain(value.start), "out": end, "note": value.note, "take": value.take,
        "after": value.after, "transition": way, "fade_out": cells.plain(value.fade_out) if value.fade_out else "",
        "left_out": "yes" if value.left_out else "",
    }  # fmt: skip


def _origin(origin: Origin) -> str:
    return "" if origin is Origin.USER else str(origin)


def _others(**said: tuple[str, str]) -> dict[str, str]:
    return {name: text for name, (word, text) in said.items() if word == "other" and text}


def _size(text: str) -> tuple[Size, str]:
    size, _, landmark = text.partition(":")
    return cells.word(Size, size), landmark.strip()


def _framing(text: str) -> tuple[Framing, str | None, str]:
    words, _, composition = text.partition(":")
    name, _, over = words.strip().partition(" ")
    return cells.word(Framing, name), over.strip() or None, composition.strip()


def _code(text: str) -> str:
    if ids.SHOT.fullmatch(text) is None:
        raise ValueError(f"{text!r} is not a shot code like S01-SH02")
    return text


def _take(text: str) -> str:
    if ids.TAKE.fullmatch(text) is None:
        raise ValueError(f"{text!r} is not a take code like S01-SH02-T03")
    return text


def _transition(text: str) -> tuple[Way, float]:
    way, _, lasts = text.partition(" ")
    seconds = cells.number(lasts, "seconds")
    if not seconds:
        raise ValueError(f"{text!r} does not say how long it lasts, like dissolve 0.5s")
    return cells.word(Way, way), seconds


def _yes(text: str) -> bool:
    if text.lower() not in {"yes", "no"}:
        raise ValueError(f"{text!r} is not yes or no")
    return text.lower() == "yes"


def _seconds(text: str) -> float:
    seconds = cells.number(text, "seconds")
    if not SECONDS[0] <= seconds <= SECONDS[1]:
        raise ValueError(f"{text} is not between {SECONDS[0]:g} and {SECONDS[1]:g} seconds")
    return seconds


def _moment(text: str) -> Moment:
    match = re.fullmatch(rf"({ids.SHOT.pattern})(?:\s+([\d.]+)\s*s?)?", text)
    if match is None:
        raise ValueError(f"{text!r} is not a shot, or a shot and seconds, like S02-SH02 6s")
    seconds = match[match.re.groups]
    return Moment(match[1], None if seconds is None else cells.number(seconds, "seconds"))


def _keys(said: Mapping[str, str]) -> str:
    return "; ".join(f"{key}: {value}" for key, value in said.items() if value)


def _colon(word: str, text: str) -> str:
    return f"{word}: {text}" if text else word
