"""The title page: when a text has one, and what it says."""

import re
from dataclasses import replace

from rushes.craft.screenplay import cues, headings
from rushes.craft.screenplay.elements import TitleEntry
from rushes.craft.screenplay.lines import Line, Ruler

_KEY = re.compile(r"\s*([^\s:!.@>~#=][^:]*):(.*)", re.DOTALL)
_KNOWN = {"title", "credit", "author", "authors", "source", "draft date", "date", "contact", "copyright", "notes"}
_KNOWN |= {"revision", "draft", "format", "episode"}


def end(lines: list[Line]) -> int:
    """
    How many lines the title page has, 0 when there is none.

    It is there when the first line is a key that title pages are known to have, or a key whose value is indented
    below it: `He opens the card:` and `FADE IN:` are script.
    """
    if not opens(lines[0].text, lines[1].text if len(lines) > 1 else ""):
        return 0
    return next((index for index, line in enumerate(lines) if line.is_blank), len(lines))


def opens(line: str, following: str) -> bool:
    """Whether a first line, with the line after it, begins a title page."""
    match = _key(line)
    if match is None:
        return False
    key, value = match[1].strip(), match[2].strip()
    if key.casefold() in _KNOWN:
        return True
    script = cues.is_upper(key) or headings.is_heading(key)
    return not value and not script and _is_indented(following) and bool(following.strip())


def read(lines: list[Line], ruler: Ruler) -> tuple[TitleEntry, ...]:
    """The entries of a title page; a line that is neither a key nor indented goes on with the value above it."""
    entries: list[TitleEntry] = []
    for line in lines:
        match = _key(line.text)
        if match:
            value = match[2].strip()
            entries.append(TitleEntry(match[1].strip(), (value,) if value else (), ruler.span(line.start, line.end)))
        elif not line.is_silent:
            last = entries[-1]
            span = replace(last.span, end=line.end)
            entries[-1] = replace(last, values=(*last.values, line.text.strip()), span=span)
    return tuple(entries)


def write(entry: TitleEntry) -> str:
    """An entry as Fountain: one value beside its key, several below it."""
    if len(entry.values) < 2:
        return f"{entry.key}: {''.join(entry.values)}".rstrip()
    return "\n".join([f"{entry.key}:", *(f"    {value}" for value in entry.values)])


def _key(line: str) -> re.Match[str] | None:
    return None if _is_indented(line) else _KEY.fullmatch(line)


def _is_indented(line: str) -> bool:
    return line.startswith("   ")
