"""Tables as text: for a spreadsheet and for reading."""

import csv
import io
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """Named columns and their rows, each with as many cells."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def csv(self) -> str:
        """As CSV in UTF-8 with plain newlines."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(self.rows)
        return text.getvalue()

    def markdown(self) -> str:
        """As a Markdown table under its title."""
        lines = (_line(self.columns), f"|{'---|' * len(self.columns)}", *map(_line, self.rows))
        return f"# {_plain(self.title)}\n\n" + "\n".join(lines) + "\n"


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(map(_plain, cells))} |"


def _plain(cell: str) -> str:
    """A cell that can break neither its row nor the page it is shown on."""
    return " ".join(cell.split()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
