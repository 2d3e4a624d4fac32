"""
The small grammars of the cells of shots.csv: each reads into a value of the card and writes back as it was meant.

In a cell `;` separates entries, `|` separates people or lines, `:` follows a key, `>` leads from state to state.
A cell that cannot be read raises ValueError with a sentence; the sheet adds the row and the column.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from rushes.craft.cards.card import Criterion, Effect, Focus, Light, Move, Part, Reference, Speech
from rushes.craft.cards.vocabulary import (
    Angle,
    Depth,
    Direction,
    Height,
    Movement,
    Quality,
    Role,
    Side,
    Speed,
    Steadiness,
    Treatment,
)

E = TypeVar("E", bound=StrEnum)
_ASSET = r"[A-Z]{2}-[A-Z0-9][A-Z0-9-]*"
_PART = re.compile(rf"({_ASSET})(?:\s*\[([^\]]*)\])?\s*(?::\s*(.*))?", re.DOTALL)
_LINE = re.compile(rf"({_ASSET})\s*(?:\(([^)]*)\))?\s*(?:@\s*([\d.]+)\s*s?)?\s*:\s*(.+)", re.DOTALL)
_TIMED = re.compile(r"(.+?)\s*@\s*([\d.]+)\s*s?")
_CHECK = re.compile(r"(.*?)\s*\{\s*(\w+)((?:\s+\w+=\S+)*)\s*\}", re.DOTALL)


def word(kind: type[E], text: str) -> E:
    """One word of a closed vocabulary, in any case; otherwise a sentence that lists the words."""
    for member in kind:
        if member.value.lower() == text.strip().lower().replace(" ", "-"):
            return member
    raise ValueError(f"{text.strip()!r} is not one of {', '.join(kind)}")


def entries(cell: str, mark: str = ";") -> list[str]:
    """The non-empty entries of a cell."""
    return [entry.strip() for entry in cell.split(mark) if entry.strip()]


def number(text: str, what: str) -> float:
    """A decimal number of 0 or more, or a sentence."""
    digits = text.strip().removesuffix("s").strip()
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]*)?|\.[0-9]+", digits) is None:
        raise ValueError(f"{text.strip()!r} is not a number of {what}")
    return float(digits)


def plain(value: float) -> str:
    """A number as `number` reads it, to the last digit and without an exponent: `4`, `2.5`."""
    return f"{Decimal(str(value)):f}".removesuffix(".0")


def keyed(cell: str, keys: Iterable[str]) -> dict[str, str]:
    """`source: lamp; lit: her hand` as a mapping; an unknown key is a sentence that lists the keys."""
    known = list(keys)
    found: dict[str, str] = {}
    for entry in entries(cell):
        key, colon, text = entry.partition(":")
        if not colon or key.strip().lower() not in known:
            raise ValueError(f"{entry!r} does not begin with one of {', '.join(f'{key}:' for key in known)}")
        found[key.strip().lower()] = text.strip()
    return found


def camera(cell: str) -> dict[str, object]:
    """`eye, level, front`: height, tilt and side in any order; what is not said keeps its usual value."""
    found: dict[str, object] = {}
    for entry in entries(cell, ","):
        for name, kind in (("height", Height), ("angle", Angle), ("side", Side)):
            if entry.lower().replace(" ", "-") in list(kind) and entry != "other":
                found[name] = word(kind, entry)
                break
        else:
            known = ", ".join([*Height, *Angle, *Side])
            raise ValueError(f"{entry!r} is neither a camera height, an angle nor a side ({known})")
    return found


def write_camera(height: Height, angle: Angle, side: Side) -> str:
    """The three words, always all said."""
    return f"{height}, {angle}, {side}"


def movement(cell: str) -> Move:
    """`tracking right, slow, smooth: at walking pace`: the one move, where to, how fast, how carried, and why."""
    words, _, note = cell.partition(":")
    primary, *rest = entries(words.replace(" ", ","), ",") or ["static"]
    found: dict[str, object] = {"primary": word(Movement, primary), "note": note.strip()}
    if found["primary"] is not Movement.STATIC:
        found["steadiness"] = Steadiness.SMOOTH
    for entry in rest:
        name = next((name for name, kind in _MOVE_WORDS if entry.lower() in list(kind)), None)
        if name is None:
            raise ValueError(f"{entry!r} is neither a direction, a speed nor a steadiness")
        found[name] = entry.lower()
    return Move.model_validate(found)


_MOVE_WORDS: tuple[tuple[str, type[StrEnum]], ...] = (
    ("direction", Direction),
    ("speed", Speed),
    ("steadiness", Steadiness),
)


def write_movement(move: Move) -> str:
    """As `movement` reads it."""
    if move == Move():
        return "static"
    direction = f" {move.direction}" if move.direction is not Direction.NONE else ""
    note = f": {move.note}" if move.note else ""
    return f"{move.primary}{direction}, {move.speed}, {move.steadiness}{note}"


def lens(cell: str) -> tuple[int, Focus]:
    """`35mm, shallow, on PR-DECK, rack to LO-SHOP at 4s`: focal length and focus."""
    length, focus = 40, dict[str, object]()
    for entry in entries(cell, ","):
        if match := re.fullmatch(r"(\d+)\s*mm", entry):
            length = int(match[1])
        elif entry.lower() in list(Depth):
            focus["depth"] = entry.lower()
        elif match := re.fullmatch(r"rack to (.+?)(?: at ([\d.]+)\s*s?)?", entry):
            focus |= {"rack_to": match[1], "rack_at": number(match[2], "seconds") if match[2] else None}
        elif entry.startswith("on "):
            focus["target"] = entry.removeprefix("on ").strip()
        else:
            raise ValueError(f"{entry!r} is not a focal length (35mm), a depth, `on ...` or `rack to ... at 4s`")
    return length, Focus.model_validate(focus)


def write_lens(length: int, focus: Focus) -> str:
    """As `lens` reads it."""
    at = f" at {plain(focus.rack_at)}s" if focus.rack_at is not None else ""
    said = [f"{length}mm", str(focus.depth)]
    said += [f"on {focus.target}"] if focus.target else []
    said += [f"rack to {focus.rack_to}{at}"] if focus.rack_to else []
    return ", ".join(said)


def subjects(cell: str) -> tuple[Part, ...]:
    """`CH-WREN [soaked]: enters left > slips > exits right | CH-ABELL: seated`: state, start, action, end."""
    return tuple(_part(entry) for entry in entries(cell, "|"))


def _part(entry: str) -> Part:
    match = _PART.fullmatch(entry)
    if match is None:
        raise ValueError(f"{entry!r} is not like `CH-WREN [soaked]: start > action > end`")
    steps = [step.strip() for step in (match[3] or "").split(">")]
    start, action, end = _three(steps)
    return Part(asset=match[1], state=(match[2] or "").strip(), start=start, action=action, end=end)


def _three(steps: list[str]) -> tuple[str, str, str]:
    match steps:
        case [action]:
            return "", action, ""
        case [start, action]:
            return start, action, ""
        case [start, *actions, end]:
            return start, " > ".join(actions), end
        case _:
            return "", "", ""


def write_subjects(parts: Iterable[Part]) -> str:
    """As `subjects` reads it."""
    return " | ".join(f"{part.asset}{f' [{part.state}]' if part.state else ''}{_steps(part)}" for part in parts)


def _steps(part: Part) -> str:
    if part.end:
        return f": {part.start} > {part.action} > {part.end}"
    if part.start:
        return f": {part.start} > {part.action}"
    return f": {part.action}" if part.action else ""


def dialogue(cell: str) -> tuple[Speech, ...]:
    """`CH-WREN (whispered): Does it play? | CH-ABELL (off, tape) @7.5: Who gave you this?`."""
    return tuple(_speech(entry) for entry in entries(cell, "|"))


def _speech(entry: str) -> Speech:
    match = _LINE.fullmatch(entry)
    if match is None:
        raise ValueError(f"{entry!r} is not like `CH-WREN (off, phone) @2.5: what is said`")
    found: dict[str, object] = {"speaker": match[1], "text": match[4].strip()}
    delivery = []
    for note in entries(match[2] or "", ","):
        if note == "off":
            found["on_screen"] = False
        elif note in list(Treatment) and note != "none":
            found["treatment"] = note
        elif language := re.fullmatch(r"in ([a-z]{2}(?:-[A-Z]{2})?)", note):
            found["language"] = language[1]
        else:
            delivery.append(note)
    at = number(match[3], "seconds") if match[3] else None
    return Speech.model_validate(found | {"delivery": ", ".join(delivery), "at": at})


def write_dialogue(lines: Iterable[Speech]) -> str:
    """As `dialogue` reads it."""
    return " | ".join(_line(line) for line in lines)


def _line(line: Speech) -> str:
    notes = [line.delivery] if line.delivery else []
    notes += ["off"] if not line.on_screen else []
    notes += [str(line.treatment)] if line.treatment is not Treatment.NONE else []
    notes += [f"in {line.language}"] if line.language != "en" else []
    said = f" ({', '.join(notes)})" if notes else ""
    at = f" @{plain(line.at)}" if line.at is not None else ""
    return f"{line.speaker}{said}{at}: {line.text}"


def references(cell: str) -> tuple[Reference, ...]:
    """`CH-WREN identity; LO-ALLEY place`: what each controls; the order is the priority."""
    return tuple(_reference(entry, priority) for priority, entry in enumerate(entries(cell)))


def _reference(entry: str, priority: int) -> Reference:
    asset, _, role = entry.partition(" ")
    if re.fullmatch(_ASSET, asset) is None:
        raise ValueError(f"{entry!r} does not begin with an asset like CH-WREN")
    usual = {"CH": Role.IDENTITY, "LO": Role.PLACE, "PR": Role.PROP, "WA": Role.WARDROBE, "LK": Role.STYLE}
    return Reference(
        asset=asset, role=word(Role, role) if role else usual.get(asset[:2], Role.VOICE), priority=priority
    )


def write_references(found: Iterable[Reference]) -> str:
    """As `references` reads it."""
    return "; ".join(f"{reference.asset} {reference.role}" for reference in found)


def light(cell: str) -> Light:
    """`source: green lamp; quality: hard; contrast: 8:1; kelvin: 3200; lit: wet ground; dark: the walls`."""
    found: dict[str, object] = dict(keyed(cell, Light.model_fields))
    if "quality" in found:
        found["quality"] = word(Quality, str(found["quality"]))
    if "kelvin" in found:
        found["kelvin"] = int(number(str(found["kelvin"]).upper().removesuffix("K"), "kelvin"))
    return Light.model_validate(found)


def write_light(lit: Light) -> str:
    """As `light` reads it; what is not said is left out."""
    usual = Light()
    said = {name: getattr(lit, name) for name in Light.model_fields if getattr(lit, name) != getattr(usual, name)}
    return "; ".join(f"{name}: {value}" for name, value in said.items())


def sound(cell: str) -> tuple[tuple[str, ...], tuple[Effect, ...], str]:
    """`ambience: rain, distant traffic; effects: boots, crack @4; music: none`."""
    found = keyed(cell, ("ambience", "effects", "music"))
    effects = tuple(_effect(entry) for entry in entries(found.get("effects", ""), ","))
    return tuple(entries(found.get("ambience", ""), ",")), effects, found.get("music", "")


def _effect(entry: str) -> Effect:
    timed = _TIMED.fullmatch(entry)
    return Effect(name=timed[1], at=number(timed[2], "seconds")) if timed else Effect(name=entry)


def write_sound(ambience: Iterable[str], effects: Iterable[Effect], music: str) -> str:
    """As `sound` reads it."""
    timed = ", ".join(f"{effect.name}{f' @{plain(effect.at)}' if effect.at is not None else ''}" for effect in effects)
    said = {"ambience": ", ".join(ambience), "effects": timed, "music": music}
    return "; ".join(f"{key}: {value}" for key, value in said.items() if value)


def standard(cell: str) -> tuple[Criterion, ...]:
    """`Rust-orange jacket throughout {wardrobe_colour asset=CH-WREN}; wet ground`: criteria, some bound to a check."""
    return tuple(_criterion(entry) for entry in entries(cell))


def _criterion(entry: str) -> Criterion:
    bound = _CHECK.fullmatch(entry)
    if bound is None:
        return Criterion(text=entry)
    return Criterion(text=bound[1], check=bound[2], parameters=dict(pair.split("=", 1) for pair in bound[3].split()))


def write_standard(criteria: Iterable[Criterion]) -> str:
    """As `standard` reads it."""
    return "; ".join(_bound(criterion) for criterion in criteria)


def _bound(criterion: Criterion) -> str:
    if not criterion.check:
        return criterion.text
    parameters = "".join(f" {key}={value}" for key, value in criterion.parameters.items())
    return f"{criterion.text} {{{criterion.check}{parameters}}}"
