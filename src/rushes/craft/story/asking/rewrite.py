"""A rewrite of a selection of the script: other words for it, and nothing outside it touched."""

import re

from rushes.craft.screenplay import fountain
from rushes.craft.screenplay.elements import Element, Screenplay, Span
from rushes.craft.story import telling
from rushes.craft.story.material import Material
from rushes.craft.story.question import Kind, Question, Reply, Unbuildable, Unreadable, Wish, ask

_NOTE = re.compile(r"\[\[[^\[\]]*\]\]")
AROUND = 3000
COPIED = 60
TASK = """\
Rewrite only the selection, as Fountain, in the field `replacement`. Give back the new words of the selection \
alone: not what stands before it and not what follows. People, places, things and what happens stay as they are \
unless the wish says otherwise. Begin and end where the selection begins and ends. \
Keep every note in [[double brackets]]."""


class Rewrite(Reply):
    """Other words for the selection."""

    replacement: str = ""


def build(material: Material, wish: Wish) -> Question:
    """Ask for other words for a selection, with what stands around it."""
    source, span = material.screenplay.source, wish.span
    if span is None or not source[span.start : span.end].strip():
        raise Unbuildable("Nothing is selected: select the words of the script that are to be rewritten.")
    if not wish.says.strip():
        raise Unbuildable("Say what the rewrite is to do: shorter, without dialogue, angrier.")
    given = (
        ("Premise", telling.premise(material, wish)),
        ("Before the selection (not to be rewritten)", source[max(0, span.start - AROUND) : span.start]),
        ("Selection", source[span.start : span.end]),
        ("After the selection (not to be rewritten)", source[span.end : span.end + AROUND]),
        ("Wish", wish.says),
    )
    return ask("rewrite", f"REWRITE-{span.start}-{span.end}", Rewrite, TASK, *given)


def read(reply: Rewrite) -> tuple[str, str]:
    """The replacement, without blank lines around it."""
    text = reply.replacement.replace("\r\n", "\n").strip("\n")
    return text, text


def spliced(source: str, span: Span, replacement: str) -> str:
    """
    A script with its selection replaced; what is outside stays as it is, to the byte, and is read as it was.

    Raises:
        Unreadable: the replacement repeats what stands beside the selection, changes how that is read, or drops a note.
    """
    selected = source[span.start : span.end]
    before, after = source[: span.start], source[span.end :]
    for beside in (before[-COPIED:].strip(), after[:COPIED].strip()):
        if len(beside) > COPIED // 2 and beside in replacement:
            raise Unreadable(f"The rewrite repeats what stands beside the selection: {beside!r}")
    lost = [note for note in _NOTE.findall(selected) if note not in replacement]
    if lost:
        raise Unreadable(f"The rewrite drops {', '.join(lost)}: what ties a shot to its words must stay.")
    head = selected[: len(selected) - len(selected.lstrip())]
    tail = selected[len(selected.rstrip()) :]
    whole = before + head + replacement.strip() + tail + after
    was, now = fountain.parse(source), fountain.parse(whole)
    if _outside(was, span.start, span.end) != _outside(now, span.start, len(whole) - len(after)):
        raise Unreadable(
            "The rewrite changes how the script around it is read: let it begin and end as the selection did."
        )
    return whole


def _outside(screenplay: Screenplay, start: int, end: int) -> list[tuple[str, str]]:
    """What stands wholly before and wholly after a selection, as it is read."""
    return [_told(each) for each in screenplay.elements if each.span.end <= start or each.span.start >= end]


def _told(element: Element) -> tuple[str, str]:
    return element.kind, element.text


plugin = Kind("rewrite", "Rewrite of a selection", build, Rewrite, read)
