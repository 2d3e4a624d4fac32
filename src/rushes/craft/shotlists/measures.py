"""Lengths, lenses and numbers as people write them in cells."""

import re
from datetime import time, timedelta

from rushes.craft.cards.card import SECONDS
from rushes.craft.shotlists.tables import Cell, said

RATE = 24
LONGEST = 40
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{1,2})(?:[:;](\d{1,2}))?(?:[.,](\d{1,3}))?")
_NUMBER = r"(\d{1,5}(?:[.,]\d{1,3})?)"
_S = r"(?:s|sec|secs|seconds?|sek|sekunden?|secondes?|segundos?|seg|″|\"|'')"
_M = r"(?:m|min|mins|minutes?|minuten|′|')"
_SECONDS = re.compile(rf"[~≈c]?\s*{_NUMBER}\s*{_S}?\.?", re.IGNORECASE)
_MINUTES = re.compile(rf"{_NUMBER}\s*{_M}\.?\s*(?:{_NUMBER}\s*{_S}?)?", re.IGNORECASE)
_FRAMES = re.compile(r"(\d{1,5})\s*(?:f|fr|frames?|bilder|img)\.?", re.IGNORECASE)
_RANGE = re.compile(rf"{_NUMBER}\s*(?:-|–|to|bis|a|à)\s*{_NUMBER}\s*{_S}?\.?", re.IGNORECASE)
_LENS = re.compile(r"(\d{1,3})(?:[.,]\d)?\s*(?:mm)?", re.IGNORECASE)
_LENSES = {"ultra wide": 18, "ultrawide": 18, "fisheye": 10, "wide": 24, "normal": 40, "standard": 40, "tele": 135}
_LENSES |= {"telephoto": 135, "long": 100, "portrait": 85, "macro": 100}


def seconds(cell: Cell) -> tuple[float | None, str]:
    """
    A length in seconds, and a doubt about it; None where the cell says no length.

    A clock cell without seconds, `1:30` as spreadsheets keep it, is taken for minutes and seconds.
    """
    if isinstance(cell, bool):
        return None, ""
    if isinstance(cell, time | timedelta):
        return _clock_cell(cell)
    text = " ".join(said(cell).split())
    if len(text) > LONGEST:
        return None, ""
    for reader in (_clock, _range, _frames, _minutes, _plain):
        found, doubt = reader(text)
        if found is not None:
            return found, doubt
    return None, ""


def fitted(length: float) -> tuple[float, str]:
    """The length a card can hold, and a doubt where that is another."""
    least, most = SECONDS
    if length < least:
        return least, f"{length:g} s is shorter than a card's {least:g} s, which was taken"
    if length > most:
        return most, f"{length:g} s is longer than a card's {most:g} s, which was taken: split the shot"
    return round(length, 3), ""


def lens(cell: Cell) -> tuple[int | None, str]:
    """A focal length in millimetres, and what the cell says besides; None where it says none."""
    text = said(cell)
    whole = _LENS.fullmatch(text)
    found = whole or _LENS.search(text)
    if found and 8 <= int(found[1]) <= 400:
        return int(found[1]), "" if whole else text
    named = next((name for name in _LENSES if name in text.lower()), "")
    return (_LENSES[named], text) if named else (None, text)


def _clock_cell(cell: time | timedelta) -> tuple[float | None, str]:
    if isinstance(cell, timedelta):
        whole = cell.total_seconds()
    else:
        whole = cell.hour * 3600 + cell.minute * 60 + cell.second + cell.microsecond / 1e6
    if whole > SECONDS[1] and whole % 60 == 0:
        minutes, rest = divmod(int(whole) // 60, 60)
        taken = minutes * 60 + rest
        return float(taken), f"the clock time {minutes}:{rest:02} was taken for {taken} s, not for hours and minutes"
    return float(whole), ""


def _clock(text: str) -> tuple[float | None, str]:
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None, ""
    hours, minutes, second, frames, part = match.groups()
    length = int(hours or 0) * 3600 + int(minutes) * 60 + int(second) + float(f"0.{part or 0}")
    if frames:
        return length + int(frames) / RATE, f"the frames of {text} were counted at {RATE} a second"
    return length, ""


def _range(text: str) -> tuple[float | None, str]:
    match = _RANGE.fullmatch(text)
    if match is None:
        return None, ""
    return _float(match[2]), f"of {text} the longer was taken"


def _frames(text: str) -> tuple[float | None, str]:
    match = _FRAMES.fullmatch(text)
    if match is None:
        return None, ""
    return int(match[1]) / RATE, f"{text} were counted at {RATE} frames a second"


def _minutes(text: str) -> tuple[float | None, str]:
    match = _MINUTES.fullmatch(text)
    return (_float(match[1]) * 60 + _float(match[2] or "0"), "") if match else (None, "")


def _plain(text: str) -> tuple[float | None, str]:
    match = _SECONDS.fullmatch(text)
    return (_float(match[1]), "") if match else (None, "")


def _float(text: str) -> float:
    return float(text.replace(",", "."))
