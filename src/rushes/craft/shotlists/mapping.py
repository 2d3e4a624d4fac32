"""What a person says columns of a shot list hold, as it is written: `Sticker=note`."""

from collections.abc import Iterable

from rushes.kernel.errors import Invalid


class UnfitMapping(Invalid):
    """A column is not given as its heading or letter, and its field."""


def read(said: Iterable[str]) -> dict[str, str]:
    """Fields by the heading or letter of their column; a heading may itself have an equals sign. UnfitMapping."""
    return dict(map(_one, said))


def _one(said: str) -> tuple[str, str]:
    heading, mark, field = said.rpartition("=")
    if not (heading.strip() and mark and field.strip()):
        raise UnfitMapping(f'{said[:60]!r} is not like "Column=field".')
    return heading.strip(), field.strip()
