"""Tables as text: for a spreadsheet and for reading."""

import csv
import io
import re
from dataclasses import dataclass

_RUNS = re.compile(r"'*[=+\-@\t\r]")


@dataclass(frozen=True)
class Table:
    """Named columns and their rows, each with as many cells."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def csv(self) -> str:
        """As CSV in UTF-8 with plain newlines, none of whose cells a spreadsheet runs."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(map(guarded, row) for row in self.rows)
        return text.getvalue()

    def markdown(self) -> str:
        """As a Markdown table under its title."""
        lines = (_line(self.columns), f"|{'---|' * len(self.columns)}", *map(_line, self.rows))
        return f"# {_plain(self.title)}\n\n" + "\n".join(lines) + "\n"


def guarded(text: str) -> str:
    """A cell with a quote before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if _RUNS.match(text) else text


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(map(_plain, cells))} |"


def _plain(cell: str) -> str:
    """A cell that can break neither its row nor the page it is shown on."""
    return " ".join(cell.split()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
