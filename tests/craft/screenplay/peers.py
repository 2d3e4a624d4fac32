"""Three public Fountain parsers, each giving a script as kinds and words in one form that can be compared with ours."""

import io
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from jouvence import document
from jouvence.parser import JouvenceParser
from screenplain import types
from screenplain.parsers import fountain as screenplain_fountain
from screenplay_tools.fountain.parser import Parser as ToolsParser

from rushes.craft.screenplay import fountain
from rushes.craft.screenplay.emphasis import plain

Shape = list[tuple[str, str]]
_HIDDEN = {"note", "boneyard"}
_SHOUTED = {"heading", "cue", "transition"}
_JOINED = {"action", "dialogue"}
_ASIDES = re.compile(r"\[\[(?:(?!\n\n).)*?\]\]|/\*.*?\*/", re.DOTALL)
_NUMBER = re.compile(r"\s*#[\w.-]+#\s*$")
_CONTINUED = re.compile(r"\(CONT['’]D\)", re.IGNORECASE)
_TOOLS = {"lyric": "lyrics", "pagebreak": "page_break"}
_JOUVENCE = {
    document.TYPE_ACTION: "action",
    document.TYPE_CENTEREDACTION: "centered",
    document.TYPE_CHARACTER: "cue",
    document.TYPE_DIALOG: "dialogue",
    document.TYPE_PARENTHETICAL: "parenthetical",
    document.TYPE_TRANSITION: "transition",
    document.TYPE_LYRICS: "lyrics",
    document.TYPE_PAGEBREAK: "page_break",
    document.TYPE_SECTION: "section",
    document.TYPE_SYNOPSIS: "synopsis",
}


def ours(text: str) -> Shape:
    """What our own parser reads."""
    return _shape((each.kind, each.text) for each in fountain.parse(text).elements if each.kind not in _HIDDEN)


def tools(text: str) -> Shape:
    """What screenplay-tools reads."""
    return _shape(map(_tool, _tools_parsed(text).elements))


def screenplain(text: str) -> Shape:
    """What screenplain reads."""
    return _shape(each for paragraph in _screenplain_parsed(text) for each in _plain(paragraph))


def jouvence(text: str) -> Shape:
    """What Jouvence reads."""
    return _shape(_scenes(_jouvence_parsed(text).scenes))


def _tools_parsed(text: str) -> Any:
    parser = ToolsParser()
    parser.add_text(text)
    return parser.script


def _screenplain_parsed(text: str) -> Any:
    return screenplain_fountain.parse(io.StringIO(text))


def _jouvence_parsed(text: str) -> Any:
    return JouvenceParser().parseString(text)


PARSERS: dict[str, Callable[[str], Any]] = {
    "screenplain": _screenplain_parsed,
    "screenplay-tools": _tools_parsed,
    "jouvence": _jouvence_parsed,
}
PEERS = {"screenplain": screenplain, "screenplay-tools": tools, "jouvence": jouvence}


def _tool(element: Any) -> tuple[str, str]:
    kind = element.type.value.lower()
    if kind == "character":
        return "cue", element.name + (f" ({element.extension})" if element.extension else "")
    if kind == "parenthetical":
        return kind, f"({element.text_raw})"
    return "centered" if getattr(element, "centered", False) else _TOOLS.get(kind, kind), element.text_raw


def _plain(paragraph: Any) -> Iterator[tuple[str, str]]:
    if isinstance(paragraph, types.DualDialog):
        yield from _plain(paragraph.left)
        yield from _plain(paragraph.right)
    elif isinstance(paragraph, types.Dialog):
        yield "cue", str(paragraph.character)
        yield from (("parenthetical" if aside else "dialogue", str(line)) for aside, line in paragraph.blocks)
    elif isinstance(paragraph, types.Section | types.Slug):
        is_section = isinstance(paragraph, types.Section)
        yield ("section", str(paragraph.text)) if is_section else ("heading", str(paragraph.line))
        if paragraph.synopsis:
            yield "synopsis", paragraph.synopsis
    elif isinstance(paragraph, types.PageBreak):
        yield "page_break", ""
    else:
        kind = type(paragraph).__name__.lower()
        centred = getattr(paragraph, "centered", False)
        yield "centered" if centred else kind, "\n".join(map(str, paragraph.lines))


def _scenes(scenes: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for scene in scenes:
        if scene.header:
            yield "heading", scene.header
        for paragraph in scene.paragraphs:
            yield _JOUVENCE[paragraph.type], paragraph.text or ""


def _shape(elements: Iterable[tuple[str, str]]) -> Shape:
    """Kinds and bare words: paragraphs of action, and lines of one speech, that follow each other are one."""
    bare = [(kind, _words(kind, text)) for kind, text in elements]
    told = [(kind, words) for kind, words in bare if words or kind == "page_break"]
    found: Shape = []
    for kind, group in groupby(told, lambda each: each[0]):
        words = [each for _, each in group]
        found += [(kind, " ".join(words))] if kind in _JOINED else [(kind, each) for each in words]
    return found


def _words(kind: str, text: str) -> str:
    if kind == "page_break":
        return ""
    words = " ".join(_CONTINUED.sub("", plain(_ASIDES.sub("", text))).split())
    words = _NUMBER.sub("", words) if kind == "heading" else words
    return words.upper() if kind in _SHOUTED else words
