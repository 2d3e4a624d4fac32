"""One row of somebody's shot list as a card: each column read for what it means, and nothing of it lost."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rushes.craft.cards.asset import AssetKind
from rushes.craft.cards.card import Card, Effect, Light, Move, Part, Reference, Speech
from rushes.craft.cards.vocabulary import Framing, Movement, Role, Size, Treatment
from rushes.craft.shotlists import looks, measures
from rushes.craft.shotlists.naming import Names
from rushes.craft.shotlists.tables import Cell, said

NOTHING = frozenset({"", "-", "--", "–", "—", "n/a", "na", "tbd", "tba", "?", "x", "/"})
LOOKS = ("look", "size", "framing", "angle", "movement")
_ABOUT = {"look": "size, framing and angle", "size": "size", "framing": "framing"}
_ABOUT |= {"angle": "the camera's place", "movement": "its one move"}
_LINE = re.compile(r"([^\W\d_][\w .'’-]{0,30}?)\s*(?:\(([^)]{0,60})\))?\s*:\s*(\S.*)", re.DOTALL)
_UNSEEN = re.compile(r"\b(?:v\.?o|o\.?[sc]|off|voice ?over)\b\.?", re.IGNORECASE)
_MILLIMETRES = re.compile(r"\b([1-9]\d|[123]\d\d)\s?mm\b", re.IGNORECASE)
_IN_FRAMES = re.compile(r"\b(?:fr|frames?|bilder)\b", re.IGNORECASE)
_LANGUAGE = re.compile(r"in [a-z]{2}(?:-[A-Z]{2})?")
_SOUNDS = re.compile(r"[,;\n|]+")


@dataclass(frozen=True)
class Entry:
    """A cell that says something: its column's heading, its address, its content."""

    heading: str
    where: str
    cell: Cell

    @property
    def text(self) -> str:
        """The cell as text."""
        return said(self.cell)


@dataclass
class Reading:
    """A row being read: what is found, what is doubtful, what is kept as a note."""

    names: Names
    fields: dict[str, Any] = field(default_factory=dict)
    doubts: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    composition: list[str] = field(default_factory=list)

    def doubt(self, entry: Entry, says: str) -> None:
        """Say what is doubtful, and where."""
        self.doubts.append((entry.where, says))

    def note(self, entry: Entry) -> None:
        """Keep a cell under its heading."""
        self.notes.append(f"{entry.heading.strip() or 'Note'}: {' '.join(entry.text.split())}")


def is_said(cell: Cell) -> bool:
    """Whether a cell says anything: `-` and `n/a` do not."""
    return said(cell).lower() not in NOTHING


def card(code: str, entries: Mapping[str, list[Entry]], reading: Reading) -> Card:
    """The card of a row; what the row does not say keeps its usual value."""
    fields = reading.fields
    _people(entries, reading)
    _look(entries, reading)
    _measure(entries, reading)
    _heard(entries, reading)
    for name in ("title", "action", "eyeline"):
        if entries.get(name):
            fields[name] = "\n".join(entry.text for entry in entries[name])
    for name, target in (("start", "start_frame"), ("end", "end_frame")):
        if entries.get(name):
            fields[target] = _flat(entries[name])
    if entries.get("light"):
        fields["light"] = Light(source=_flat(entries["light"]))
    for entry in [one for name in ("interior", "time", "note") for one in entries.get(name, [])]:
        reading.note(entry)
    placed = [*(entry.text for entry in entries.get("composition", [])), *reading.composition]
    fields["composition"] = _joined([fields.get("composition", ""), *placed])
    fields["other"] = _others(fields)
    return Card(code=code, why="; ".join(reading.notes), **fields)


def _people(entries: Mapping[str, list[Entry]], reading: Reading) -> None:
    names, parts, references = reading.names, list[str](), list[Reference]()
    for entry in entries.get("cast", []):
        parts += names.each(AssetKind.CHARACTER, entry.text)
    for entry in entries.get("props", []):
        parts += names.each(AssetKind.PROP, entry.text)
    for entry in entries.get("subject", []):
        known = next((id for kind in AssetKind if (id := names.find(kind, entry.text))), "")
        if known:
            parts.append(known)
        else:
            reading.composition.append(entry.text)
    for entry in entries.get("location", []):
        if place := names.one(AssetKind.LOCATION, entry.text):
            references.append(Reference(asset=place, role=Role.PLACE, priority=len(references)))
    reading.fields["subjects"] = tuple(Part(asset=id) for id in dict.fromkeys(parts))
    reading.fields["references"] = tuple(references)


def _look(entries: Mapping[str, list[Entry]], reading: Reading) -> None:
    found: dict[str, str] = {}
    unread: dict[str, list[str]] = {}
    for column in LOOKS:
        for entry in entries.get(column, []):
            look = looks.read(_paced(entry.text) if column == "movement" else _without_lens(entry.text, reading))
            found = {**look.said, **found}
            _rest(column, entry, look, found, unread, reading)
    note = _joined([found.pop("note", ""), *unread.get("movement", [])])
    move = {name: found.pop(name) for name in ("primary", "direction", "speed", "steadiness") if name in found}
    if note and "primary" not in move and unread.get("movement"):
        move["primary"] = Movement.OTHER
    if "primary" not in move and "direction" in move:
        reading.fields["direction"] = move.pop("direction") if move["direction"] in {"left", "right"} else "none"
    if move.get("primary") or note:
        reading.fields["move"] = Move.model_validate({"primary": Movement.STATIC, **move, "note": note})
    reading.fields |= found


def _without_lens(text: str, reading: Reading) -> str:
    """The cell without a focal length that stands among the words, `MCU, 85mm`."""
    match = _MILLIMETRES.search(text)
    if match is None:
        return text
    reading.fields["lens"] = int(match[1])
    return f"{text[: match.start()]} {text[match.end() :]}"


def _paced(text: str) -> str:
    """In a column of moves `medium` is a speed, which is the usual one, and no size."""
    return re.sub(r"\bmedium\b", " ", text, flags=re.IGNORECASE)


def _rest(
    column: str, entry: Entry, look: looks.Look, found: dict[str, str], unread: dict[str, list[str]], reading: Reading
) -> None:
    """What a look did not say in words we know goes where a person will find it."""
    rest = _over(look.rest, found, reading)
    if not rest:
        return
    understood = bool(look.said)
    if column == "movement":
        unread.setdefault("movement", []).append(rest)
        where = "stays as the move's note" if understood else "is kept as `other`"
    elif column in {"size", "look"} and not understood and "size" not in found:
        found |= {"size": Size.OTHER, "landmark": rest}
        where = "is kept as `other`"
    elif column == "framing" and not understood and "framing" not in found:
        found["framing"] = Framing.OTHER
        reading.composition.insert(0, rest)
        where = "is kept as `other`"
    else:
        reading.composition.append(rest)
        where = "stays in the composition"
    reading.doubt(entry, f"{rest!r} is more than a card's words for {_ABOUT[column]} say; it {where}")


def _over(rest: str, found: dict[str, str], reading: Reading) -> str:
    """Over whose shoulder, where the rest of the words is a name."""
    if found.get("framing") != Framing.OTS or not rest:
        return rest
    name = re.sub(r"^(?:over|on|of|from|to)\s+", "", rest, flags=re.IGNORECASE)
    if id := reading.names.find(AssetKind.CHARACTER, re.sub(r"['’]s$", "", name)):
        found["over"] = id
        return ""
    return rest


def _measure(entries: Mapping[str, list[Entry]], reading: Reading) -> None:
    for entry in entries.get("seconds", [])[:1]:
        in_frames = bool(_IN_FRAMES.search(entry.heading)) and entry.text.isdigit()
        length, doubt = measures.seconds(f"{entry.text} frames" if in_frames else entry.cell)
        if length is None:
            reading.doubt(
                entry, f"{entry.text[:40]!r} is no length; {Card.model_fields['seconds'].default:g} s was taken"
            )
            reading.note(entry)
            continue
        reading.fields["seconds"], cut = measures.fitted(length)
        if doubt or cut:
            reading.doubt(entry, "; ".join(text for text in (doubt, cut) if text))
        if cut:
            reading.note(entry)
    for entry in entries.get("lens", [])[:1]:
        length_mm, more = measures.lens(entry.cell)
        if length_mm is not None:
            reading.fields["lens"] = length_mm
        if more:
            reading.note(entry)
        if length_mm is None:
            reading.doubt(entry, f"{entry.text[:40]!r} is no focal length; it stays as a note")
    for entry in [*entries.get("seconds", [])[1:], *entries.get("lens", [])[1:]]:
        reading.note(entry)


def _heard(entries: Mapping[str, list[Entry]], reading: Reading) -> None:
    lines = [line for entry in entries.get("dialogue", []) for line in _lines(entry, reading)]
    sounds = [part for entry in entries.get("sound", []) for part in _SOUNDS.split(entry.text)]
    names = [" ".join(part.replace("@", " at ").split()) for part in sounds]
    reading.fields["dialogue"] = tuple(lines)
    reading.fields["effects"] = tuple(Effect(name=name) for name in names if name)
    if entries.get("music"):
        reading.fields["music"] = _flat(entries["music"])


def _lines(entry: Entry, reading: Reading) -> list[Speech]:
    people = [part.asset for part in reading.fields["subjects"] if part.asset.startswith("CH-")]
    found: list[Speech] = []
    for part in re.split(r"[\n|]+", entry.text):
        text = " ".join(part.split())
        line = _LINE.fullmatch(text)
        speaker = reading.names.one(AssetKind.CHARACTER, line[1]) if line else people[0] if len(people) == 1 else ""
        words = (line[3] if line else text).strip('"“”„« »')
        if not words:
            continue
        if not speaker:
            reading.doubt(entry, "does not say who speaks; the words stay as a note")
            reading.note(entry)
            return found
        found.append(_speech(speaker, words, (line[2] or "") if line else ""))
    return found


def _speech(speaker: str, words: str, manner: str) -> Speech:
    """A line, with what stands in brackets after its speaker: `V.O., over the phone, whispering`."""
    through = next((one for one in Treatment if one is not Treatment.NONE and one in manner.lower()), Treatment.NONE)
    delivery = " ".join(_UNSEEN.sub("", manner).replace(",", " ").split())
    return Speech(
        speaker=speaker,
        text=words,
        delivery="" if through is not Treatment.NONE or _LANGUAGE.fullmatch(delivery) else delivery,
        on_screen=not _UNSEEN.search(manner),
        treatment=through,
    )


def _others(fields: Mapping[str, Any]) -> dict[str, str]:
    move = fields.get("move", Move())
    said_of = {
        "size": fields.get("landmark", "") if fields.get("size") == Size.OTHER else "",
        "framing": fields.get("composition", "") if fields.get("framing") == Framing.OTHER else "",
        "movement": move.note if move.primary is Movement.OTHER else "",
    }
    return {name: text for name, text in said_of.items() if text}


def _flat(entries: Iterable[Entry]) -> str:
    """One line without the mark that parts entries in our sheets."""
    return " ".join(" ".join(entry.text for entry in entries).replace(";", ",").split())


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(part for part in parts if part))
