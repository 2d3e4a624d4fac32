"""A person's corrections of how lines of a PDF were understood, as they are written: `12=action`."""

from collections.abc import Iterable

from rushes.craft.screenplay.pdf.kinds import Kind
from rushes.kernel.errors import Invalid

LONGEST_NUMBER = 9


class UnknownKind(Invalid):
    """A correction does not say a line and a kind."""


def read(said: Iterable[str]) -> dict[int, Kind]:
    """The kinds of lines by their number. UnknownKind, with the kinds there are."""
    return dict(map(_one, said))


def _one(said: str) -> tuple[int, Kind]:
    line, _, kind = (part.strip() for part in said.partition("="))
    if not line.isdecimal() or len(line) > LONGEST_NUMBER or kind not in set(Kind):
        raise UnknownKind(f"{said[:60]}: write the line and its kind, as 12=action. Kinds: {', '.join(Kind)}.")
    return int(line), Kind(kind)
