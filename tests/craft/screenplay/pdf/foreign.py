"""Screenplay PDFs as other programs make them: any typeface, margins of their own, and words beside the script."""

import io
from collections.abc import Iterable, Sequence

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

INCH = 72.0
COLUMNS = {"action": 1.5, "dialogue": 2.6, "manner": 3.2, "cue": 3.9, "transition": 6.0}
Placed = tuple[float, float, str]


def pdf(
    pages: Iterable[Iterable[Placed]], font: str = "Courier", size: float = 12, lock: StandardEncryption | None = None
) -> bytes:
    """Pages of texts, each with inches from the left and from the top."""
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=(612, 792), invariant=1, encrypt=lock)
    for page in pages:
        canvas.setFont(font, size)
        for x, y, text in page:
            canvas.drawString(x * INCH, 792 - y * INCH, text)
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def page(lines: Sequence[tuple[str, str]], shift: float = 0.0, top: float = 1.1, step: float = 1 / 6) -> list[Placed]:
    """Lines of a script, each a column and a text, one below the other; an empty text is a blank line."""
    return [(COLUMNS[kind] + shift, top + row * step, text) for row, (kind, text) in enumerate(lines) if text]


SCENE = [
    ("action", "INT. BOAT SHED - NIGHT"),
    ("action", ""),
    ("action", "Rain on the tin roof. MARA lifts the tarpaulin and"),
    ("action", "finds nothing under it but a dry patch of floor."),
    ("action", ""),
    ("cue", "MARA"),
    ("manner", "(to herself)"),
    ("dialogue", "It was here an hour ago, and so"),
    ("dialogue", "was he."),
    ("action", ""),
    ("cue", "OTTO (O.S.)"),
    ("dialogue", "Put the lamp down."),
    ("action", ""),
    ("transition", "CUT TO:"),
    ("action", ""),
]
KINDS = ["heading", "action", "cue", "parenthetical", "dialogue", "cue", "dialogue", "transition"]
