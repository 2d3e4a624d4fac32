"""Scene and shot numbers of other houses as codes of ours, each number once, with a table of what became what."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from rushes.craft.shotlists.tables import Cell, said
from rushes.kernel import ids
from rushes.kernel.errors import Fault, InvalidFile

SLATE = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # letters of setups leave out I and O
MOST = 9999
_FLAGS = re.IGNORECASE | re.ASCII
_PROJECT = r"(?:.{0,40}?[_\s-])?"
_SCENE_WORD = r"(?:SCENE|SCN|SC|SZ|S)[\s._-]*"
_SHOT_WORD = r"(?:SHOT|SH|PL|E)[\s._#-]*"
_NUMBER = r"(\d{1,4}[A-Z]?)"
_PAIRS = (
    re.compile(rf"{_PROJECT}{_SCENE_WORD}{_NUMBER}[\s.,_/-]*{_SHOT_WORD}{_NUMBER}", _FLAGS),
    re.compile(rf"{_NUMBER}\s*[-/._]\s*{_NUMBER}", _FLAGS),
)
_SLATED = re.compile(r"(\d{1,4})\s*-?\s*([A-HJ-NP-Z]{1,2})(?:\s*[-/]\s*\d+)?", _FLAGS)
_ALONE = re.compile(r"(?:SHOT|SH|NO|NR|#|PLAN|PLANO|EINST(?:ELLUNG)?)?[\s.#_-]*(\d{1,4})\s*([A-Z]?)\.?", _FLAGS)
_LETTERS = re.compile(r"[A-HJ-NP-Z]{1,2}", _FLAGS)
_SCENE_NAMES = "SCENE|SCN|SC|SEQ|SEQUENCE|SZENE|BILD|ESCENA|SC[EÈè]NE"
_SCENE = re.compile(rf"(?:{_SCENE_NAMES}|S|#)?[\s.#_-]*(\d{{1,4}})\s*([A-Z]?)\b", _FLAGS)
BANNER = re.compile(rf"(?:{_SCENE_NAMES})[\s.#_-]*(\d{{1,4}})\s*([A-Z]?)\b", _FLAGS)


@dataclass(frozen=True)
class Renumbered:
    """A number as it stood in a cell, and the code it became."""

    where: str
    was: str
    code: str


@dataclass
class Numbers:
    """Gives every row its code; it knows the scene it is in and the codes it gave."""

    slate: bool
    scene: str = "S01"
    given: dict[str, str] = field(default_factory=dict)
    next: dict[str, int] = field(default_factory=dict)

    def enter(self, cell: Cell) -> bool:
        """Go to the scene that a cell names; False where it names none."""
        match = _SCENE.match(_short(cell))
        if match is None:
            return False
        self.scene = _scene(match[1], match[2])
        return True

    def follow(self) -> None:
        """Go to a scene that has no number of its own: the one after those met so far."""
        met = [int(re.findall(r"\d+", scene)[0]) for scene in self.next]
        self.scene = f"S{max(met, default=0) + 1:02}"

    def code(self, cell: Cell, setup: str, where: str) -> tuple[str, str]:
        """The code of a row, and a doubt about it."""
        scene, number, doubt = self._read(cell, setup)
        if scene:
            self.scene = scene
        code, again = self._free(f"{self.scene}-{number or self._next()}")
        if ids.SHOT.fullmatch(code) is None:
            raise InvalidFile([Fault(where, f"has more before it than codes can count, which end at {MOST}")])
        self.given[code] = where
        self.next[self.scene] = max(self.next.get(self.scene, 0), int(re.findall(r"\d+", code)[1]))
        return code, doubt or again

    def _read(self, cell: Cell, setup: str) -> tuple[str, str, str]:
        text = _short(cell)
        if isinstance(cell, date):
            text = f"{cell.month}-{cell.day}"
            scene, number, _ = self._read(text, setup)
            return scene, number, f"holds a date, taken for {text}; format the column as text"
        text = text.rstrip(".")
        if not text:
            return "", _setup(setup), "" if setup else "has no number and was given the next"
        for pair in _PAIRS:
            if match := pair.fullmatch(text):
                return *_both(match[1], match[2]), ""
        return self._alone(text, setup)

    def _alone(self, text: str, setup: str) -> tuple[str, str, str]:
        slated = _SLATED.fullmatch(text)
        if slated and (self.slate or _scene(slated[1], "") == self.scene):
            return _scene(slated[1], ""), _setup(slated[2]), ""
        if alone := _ALONE.fullmatch(text):
            return "", f"SH{int(alone[1]):02}{alone[2].upper()}", ""
        if _LETTERS.fullmatch(text):
            return "", _setup(text), ""
        return "", _setup(setup), f"{text[:40]!r} is no shot number; the shot was given the next"

    def _next(self) -> str:
        return f"SH{self.next.get(self.scene, 0) + 1:02}"

    def _free(self, code: str) -> tuple[str, str]:
        """The code, with the first free letter where it is taken."""
        if code not in self.given:
            return code, ""
        bare = code.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        free = next((f"{bare}{one}" for one in SLATE if f"{bare}{one}" not in self.given), "")
        free = free or f"{self.scene}-{self._next()}"
        return free, f"{code} stands in {self.given[code]} already; this became {free}"


def is_slated(cells: Iterable[Cell]) -> bool:
    """Whether most numbers are a scene with a setup's letter, 12C, rather than shots with a letter put in later."""
    texts = [_short(cell) for cell in cells]
    numbers = [text for text in texts if _ALONE.fullmatch(text) or _SLATED.fullmatch(text)]
    return bool(numbers) and sum(bool(_SLATED.fullmatch(text)) for text in numbers) * 2 > len(numbers)


def looks_like_numbers(cells: Iterable[Cell]) -> bool:
    """Whether a column holds numbers of shots rather than their sizes."""
    texts = [_short(cell) for cell in cells if said(cell) and not isinstance(cell, date)]
    read = [any(shape.fullmatch(text) for shape in (*_PAIRS, _SLATED, _ALONE, _LETTERS)) for text in texts]
    return not texts or sum(read) * 2 >= len(texts)


def _short(cell: Cell) -> str:
    """A number is short: what is longer is none, and is not searched to its end."""
    return " ".join(said(cell)[:400].split())[:80]


def _both(scene: str, shot: str) -> tuple[str, str]:
    numbered = re.fullmatch(r"(\d+)([A-Za-z]?)", scene), re.fullmatch(r"(\d+)([A-Za-z]?)", shot)
    left, right = numbered
    assert left is not None
    assert right is not None
    return _scene(left[1], left[2]), f"SH{int(right[1]):02}{right[2].upper()}"


def _scene(number: str, letter: str) -> str:
    return ids.scene_code(f"{int(number)}{letter}")


def _setup(text: str) -> str:
    """`SH03` of C: setups of a scene are counted in the order of their letters, AA after Z."""
    letters = text.strip().upper()
    if letters.isascii() and letters.isdigit():
        return f"SH{int(letters):02}" if int(letters) <= MOST else ""
    if not letters or any(one not in SLATE for one in letters) or len(letters) > 2:
        return ""
    number = 0
    for one in letters:
        number = number * len(SLATE) + SLATE.index(one) + 1
    return f"SH{number:02}"
