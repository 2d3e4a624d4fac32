"""What kind of scene some moments are, which decides how it is covered."""

from collections.abc import Sequence
from enum import Enum

from rushes.craft.grammar import words
from rushes.craft.grammar.telling import Line, Moment

DREAD = 3


class Kind(Enum):
    """What kind of scene it is, for its coverage."""

    SILENT = "silent"
    SOLO = "one voice"
    PAIR = "two-hander"
    GROUP = "group"
    PHONE = "phone"
    CHASE = "action"
    MONTAGE = "montage"
    SUSPENSE = "suspense"


PACE: dict[Kind, float] = {Kind.CHASE: 0.75, Kind.MONTAGE: 0.8, Kind.SUSPENSE: 1.2}


def kind_of(heading: str, moments: Sequence[Moment]) -> Kind:
    """What kind of scene some moments are."""
    lines = [line for moment in moments for line in moment.lines]
    text = " ".join(moment.text for moment in moments)
    seen = {line.speaker for line in lines if not line.unseen}
    chases = len(words.CHASES.findall(text))
    if words.MONTAGE.search(heading):
        return Kind.MONTAGE
    if any(map(_by_phone, lines)):
        return Kind.PHONE
    if chases >= 3 and chases >= 2 * len(lines):
        return Kind.CHASE
    if len(seen) < 2 and len(lines) <= 2 and len(set(map(str.lower, words.DREAD.findall(text)))) >= DREAD:
        return Kind.SUSPENSE
    return {0: Kind.SILENT, 1: Kind.SOLO, 2: Kind.PAIR}.get(len(seen), Kind.GROUP)


def _by_phone(line: Line) -> bool:
    if line.unseen:
        return words.BY_PHONE.search(f"{line.treatment} {line.delivery}") is not None
    return words.BY_PHONE.search(line.delivery) is not None
