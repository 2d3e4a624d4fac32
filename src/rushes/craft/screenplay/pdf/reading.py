"""Any screenplay PDF with text, understood by where its words stand, shown line by line, and corrected by a person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rushes.craft.screenplay import fountain
from rushes.craft.screenplay.elements import Screenplay
from rushes.craft.screenplay.pdf import furniture, joining, kinds, margins, rows, titlepage
from rushes.craft.screenplay.pdf.kinds import Kind, Read
from rushes.craft.screenplay.pdf.words import Sheet, sheets
from rushes.kernel.errors import Fault, InvalidFile

_NOTHING: Mapping[int, Kind] = {}


@dataclass(frozen=True)
class Line:
    """
    One line of a PDF: its number, from 1, its page in the file, its words, and how it is understood.

    `sure` goes from 0 to 1; `why` says what told the kind, for a person who doubts it.
    """

    number: int
    page: int
    text: str
    kind: Kind
    sure: float
    why: str


@dataclass(frozen=True)
class Understood:
    """A PDF understood: its lines, the script they make, and pages with pictures and no text, which are not in it."""

    lines: tuple[Line, ...]
    screenplay: Screenplay
    unread: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The script as Fountain."""
        return self.screenplay.source


def read(data: bytes, name: str = "the PDF", retag: Mapping[int, Kind] = _NOTHING) -> Understood:
    """
    Understand a screenplay PDF; `retag` corrects the kind of lines by their number.

    Raises:
        InvalidFile: it is locked, damaged, a scan, too large, has no script; or a corrected line is not there.
        ReaderUnavailable: the reading program cannot be started.
    """
    return understood(sheets(data, name), name, retag)


def understood(found: Sequence[Sheet], name: str = "the PDF", retag: Mapping[int, Kind] = _NOTHING) -> Understood:
    """Understand pages whose words are known, at least one of which has words. InvalidFile for a line not there."""
    every, _ = rows.of(found)
    titled = titlepage.count(every, len(found))
    title, script = every[:titled], every[titled:]
    cleaned = furniture.clean(script)
    edges = margins.of([clean.row for clean in cleaned if not clean.beside])
    reads = [*_titles(title, retag), *kinds.understood(cleaned, edges, retag, titled + 1)]
    _refuse_lost(retag, len(reads), name)
    entries = titlepage.entries([each.row for each in reads if each.kind is Kind.TITLE])
    made = Screenplay(entries, joining.elements(reads, edges))
    lines = tuple(
        Line(number, each.row.page, each.row.text, each.kind, each.sure, each.why)
        for number, each in enumerate(reads, 1)
    )
    unread = tuple(sheet.number for sheet in found if sheet.pictures and not sheet.words)
    return Understood(lines, fountain.parse(fountain.write(made)), unread)


def _titles(title: Sequence[rows.Row], retag: Mapping[int, Kind]) -> Iterator[Read]:
    for number, row in enumerate(title, 1):
        guess = kinds.given(retag, number) or (Kind.TITLE, 0.8, "stands on a title page")
        yield Read(row, *guess)


def _refuse_lost(retag: Mapping[int, Kind], count: int, name: str) -> None:
    lost = sorted(number for number in retag if not 1 <= number <= count)
    if lost:
        what = f"has lines 1 to {count}; there is no line {', '.join(map(str, lost))} to correct."
        raise InvalidFile([Fault(name, what)])
