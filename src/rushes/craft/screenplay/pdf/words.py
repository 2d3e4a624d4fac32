"""The words of a PDF and where they stand, read by a program of its own so that no file can harm this one."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rushes.craft.screenplay.emphasis import Run
from rushes.kernel.errors import Fault, InvalidFile, Unavailable

PROGRAM = (sys.executable, "-P", "-m", "rushes.craft.screenplay.pdf.reader")
PATIENCE_SECONDS = 60.0
_TAIL = 4096
_CRASHES = (signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT, signal.SIGILL, signal.SIGFPE)
_REFUSALS = {
    "password": "is protected by a password; open it with the password, print it to a new PDF, and read that",
    "broken": "is not a PDF that can be read: it is damaged, or ends too early; export or copy it again",
    "empty": "has no pages; export the script again",
    "pages": "has more than 1,000 pages; a script is shorter, so cut out the pages that are the script",
    "letters": "holds more than 4 million letters; a script is shorter, so cut out the pages that are the script",
    "limits": "takes too long or too much memory to read; print it to a new, plain PDF, and read that",
    "scan": "is a scan: its pages are pictures without text; have it recognised (OCR) first, or ask for the script as "
    "Fountain, Final Draft or a PDF with text",
    "blank": "has no text on its pages; export the script again",
    "unnamed": "has text whose letters are not named; export it again, or have it recognised (OCR)",
}


class ReaderUnavailable(Unavailable):
    """The program that reads PDFs did not start."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word: its left and right edge and its baseline, in points from the page's top left corner."""

    text: str
    left: float
    right: float
    baseline: float
    styles: tuple[tuple[int, int], ...] = ()

    def runs(self) -> Iterator[Run]:
        """Its letters in stretches of one style; in `styles`, 1 is bold and 2 is italic, each with its length."""
        at = 0
        for style, letters in self.styles:
            yield Run(self.text[at : at + letters], bool(style & 1), bool(style & 2))
            at += letters
        if self.text[at:]:
            yield Run(self.text[at:])


@dataclass(frozen=True)
class Sheet:
    """A page as it is found: its number in the file, from 1, its size in points, and its words."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    pictures: int = 0


def sheets(data: bytes, name: str, program: Sequence[str] = PROGRAM) -> tuple[Sheet, ...]:
    """
    Every page of a PDF with its words; `name` is what a refusal calls the file.

    Raises:
        InvalidFile: it is locked, damaged, cut off, too large, a scan, or has no text.
        ReaderUnavailable: the reading program cannot be started.
    """
    answer = _answer(data, name, program)
    if "refused" in answer:
        raise _refusal(name, answer["refused"])
    found = tuple(
        Sheet(number, width, height, tuple(_word(word) for word in words), pictures)
        for number, (width, height, pictures, words) in enumerate(answer["pages"], 1)
    )
    if b"%%EOF" not in data[-_TAIL:]:
        raise _refusal(name, "broken")
    letters = "".join(word.text for sheet in found for word in sheet.words)
    if not letters:
        raise _refusal(name, "scan" if any(sheet.pictures for sheet in found) else "blank")
    if 3 * sum(_is_unnamed(letter) for letter in letters) > len(letters):
        raise _refusal(name, "unnamed")
    return found


def _answer(data: bytes, name: str, program: Sequence[str]) -> dict[str, Any]:
    try:
        done = subprocess.run(list(program), input=data, capture_output=True, timeout=PATIENCE_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise _refusal(name, "limits") from None
    except OSError as problem:
        raise ReaderUnavailable(f"The program that reads PDFs did not start: {problem}.") from problem
    if done.returncode != 0:
        raise _refusal(name, "broken" if -done.returncode in _CRASHES else "limits")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _word(found: Sequence[Any]) -> Word:
    text, left, right, baseline, styles = found
    return Word(text, left, right, baseline, tuple((style, letters) for style, letters in styles))


def _is_unnamed(letter: str) -> bool:
    return letter == "\ufffd" or letter < " " or "\ue000" <= letter <= "\uf8ff"


def _refusal(name: str, why: str) -> InvalidFile:
    return InvalidFile([Fault(name, f"{_REFUSALS[why]}.")])
