"""A script on paper: laid out, printed as PDF, and understood again from our pages and those of another program."""

import difflib
import io
import time
from collections.abc import Callable

from screenplain.export import pdf as other
from screenplain.parsers import fountain as other_fountain

from rushes.craft.screenplay import fountain, layout
from rushes.craft.screenplay.elements import Screenplay
from rushes.craft.screenplay.layout import Paper
from rushes.craft.screenplay.pdf import reading, writing
from tests.craft.screenplay import made_up
from tests.craft.screenplay.pdf.test_reading import essence

ROUNDS = 3


def figures() -> dict[str, tuple[float, str, str]]:
    """A script of 190 scenes and 800 cues: milliseconds for each way, and how many of its elements come back."""
    text = made_up.script()
    script = fountain.parse(text)
    ours, theirs = writing.write(script), printed_elsewhere(text)
    pages = len(layout.body(script.elements, Paper.LETTER))
    return {
        "layout_ms": (best(lambda: layout.pages(script)), "ms", f"a limit of 120, {pages} pages"),
        "pdf_write_ms": (best(lambda: writing.write(script)), "ms", "no limit"),
        "pdf_read_ms": (best(lambda: reading.read(ours)), "ms", "no limit"),
        "pdf_back_ours": (100 * recovered(script, ours), "% of elements", "a limit of at least 99"),
        "pdf_back_other": (100 * recovered(script, theirs), "% of elements", "a limit of at least 99"),
    }


def best(work: Callable[[], object]) -> float:
    """The shortest of a few runs, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return 1000 * min(times)


def recovered(script: Screenplay, data: bytes) -> float:
    """The share of a script's printed elements that a PDF of it gives back in order, kind, words and number alike."""
    before, after = essence(script.elements), essence(reading.read(data).screenplay.elements)
    same = difflib.SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return sum(block.size for block in same) / len(before)


def printed_elsewhere(text: str) -> bytes:
    """A Fountain text as screenplain prints it."""
    content = io.BytesIO()
    other.to_pdf(other_fountain.parse(io.StringIO(text)), content)
    return content.getvalue()
