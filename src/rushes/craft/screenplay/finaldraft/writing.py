"""A screenplay as a Final Draft file, in version 5 of the format."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from rushes.craft.screenplay import elements as made
from rushes.craft.screenplay import emphasis, pages, shots
from rushes.craft.screenplay.emphasis import Run
from rushes.craft.screenplay.finaldraft import markup, titlepage
from rushes.craft.screenplay.finaldraft.tagging import Tagging
from rushes.craft.screenplay.finaldraft.values import Tag

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n'
_TYPES: dict[type[made.Element], str] = {
    made.SceneHeading: "Scene Heading",
    made.Action: "Action",
    made.Character: "Character",
    made.Dialogue: "Dialogue",
    made.Parenthetical: "Parenthetical",
    made.Lyrics: "Dialogue",
    made.Transition: "Transition",
    made.Centered: "General",
    made.Synopsis: "Outline Body",
}
DEEPEST_OUTLINE = 4
_SPEECH = (made.Dialogue, made.Parenthetical, made.Lyrics)


def write(screenplay: made.Screenplay, tags: Sequence[Tag] = ()) -> bytes:
    """
    A screenplay with breakdown tags as an .fdx file.

    Notes become script notes, sections and synopses the outline, lyrics italic dialogue. Boneyards are left out. A
    character that XML cannot hold is shown as unreadable.
    """
    root = Element("FinalDraft", DocumentType="Script", Template="No", Version="5")
    content = SubElement(root, "Content")
    tagging = Tagging(screenplay, tags)
    _Writing(screenplay, tagging, content).write()
    if screenplay.title_page:
        _title_page(SubElement(SubElement(root, "TitlePage"), "Content"), screenplay)
    if tags:
        tagging.write(SubElement(root, "TagData"))
    indent(root)
    text: bytes = tostring(root, encoding="utf-8")
    return _DECLARATION + text + b"\n"


class _Writing:
    """The paragraphs of a script, one after another."""

    def __init__(self, screenplay: made.Screenplay, tagging: Tagging, content: Element) -> None:
        self._elements = screenplay.elements
        self._tagging = tagging
        self._content = content
        self._into = content
        self._last: Element | None = None
        self._starts_page = False
        self._waiting: list[str] = []
        self._notes = 0
        parts = shots.scenes(screenplay.elements)
        self._extents = iter(pages.extents(parts)) if parts else iter(())
        self._duals = _duals(screenplay.elements)

    def write(self) -> None:
        for index, element in enumerate(self._elements):
            if index in self._duals:
                self._into = self._content[-1][0] if self._duals[index] else self._dual()
            elif not isinstance(element, _SPEECH):
                self._into = self._content
            self._element(element)
        if self._starts_page or self._waiting:
            self._paragraph("Action", ())

    def _dual(self) -> Element:
        return SubElement(SubElement(self._content, "Paragraph"), "DualDialogue")

    def _element(self, element: made.Element) -> None:
        if isinstance(element, made.PageBreak):
            self._starts_page = True
        elif isinstance(element, made.Note):
            self._note(element.text)
        elif isinstance(element, made.Synopsis) and self._last is not None and self._type_before() == "Scene Heading":
            self._summary(self._last, element)
        elif not isinstance(element, made.Boneyard):
            self._printed(element)

    def _printed(self, element: made.Element) -> None:
        pieces = self._tagging.pieces(element)
        if isinstance(element, made.Lyrics):
            pieces = tuple((replace(run, italic=True), tag) for run, tag in pieces)
        kind = (
            f"Outline {min(element.level, DEEPEST_OUTLINE)}"
            if isinstance(element, made.Section)
            else _TYPES[type(element)]
        )
        if isinstance(element, made.Lyrics) and self._type_before() not in {"Character", "Dialogue", "Parenthetical"}:
            kind = "Action"
        paragraph = self._paragraph(kind, pieces, "Center" if isinstance(element, made.Centered) else "")
        if isinstance(element, made.SceneHeading):
            self._heading(paragraph, element)
        for note in element.notes:
            self._note(note.text)

    def _type_before(self) -> str:
        return self._last.get("Type", "") if self._last is not None else ""

    def _paragraph(self, kind: str, pieces: Sequence[tuple[Run, str]], alignment: str = "") -> Element:
        paragraph = SubElement(self._into, "Paragraph", Type=kind)
        if alignment:
            paragraph.set("Alignment", alignment)
        if self._starts_page:
            paragraph.set("StartsNewPage", "Yes")
        _texts(paragraph, pieces)
        self._last, self._starts_page = paragraph, False
        waiting, self._waiting = self._waiting, []
        for note in waiting:
            self._note(note)
        return paragraph

    def _heading(self, paragraph: Element, heading: made.SceneHeading) -> None:
        if heading.number:
            paragraph.set("Number", heading.number)
        extent = next(self._extents)
        properties = Element("SceneProperties", Length=pages.written(extent.eighths), Page=str(extent.page), Title="")
        paragraph.insert(0, properties)

    def _summary(self, heading: Element, synopsis: made.Synopsis) -> None:
        summary = SubElement(heading[0], "Summary")
        _texts(SubElement(summary, "Paragraph"), [(Run(emphasis.plain(synopsis.text)), "")])
        for note in synopsis.notes:
            self._note(note.text)

    def _note(self, text: str) -> None:
        """A note of the last paragraph, before its words; the next one's when there is none yet."""
        if self._last is None:
            self._waiting.append(text)
            return
        self._notes += 1
        note = Element("ScriptNote", ID=str(self._notes))
        for line in text.strip().split("\n"):
            _texts(SubElement(note, "Paragraph"), [(Run(line.strip()), "")])
        first_text = next(index for index, child in enumerate(self._last) if child.tag == "Text")
        self._last.insert(first_text, note)


def _duals(elements: tuple[made.Element, ...]) -> dict[int, bool]:
    """Where the cues stand that are spoken together: False for the first of two, True for the second."""
    found: dict[int, bool] = {}
    cue: int | None = None
    for index, element in enumerate(elements):
        if isinstance(element, made.Character):
            paired = element.dual and cue is not None
            if paired and cue is not None:
                found |= {cue: False, index: True}
            cue = None if paired else index
        elif not isinstance(element, (*_SPEECH, made.Aside)):
            cue = None
    return found


def _texts(paragraph: Element, pieces: Sequence[tuple[Run, str]]) -> None:
    for run, tag in pieces or [(Run(""), "")]:
        text = SubElement(paragraph, "Text")
        styles = [name for name, is_on in _styles(run) if is_on]
        if styles:
            text.set("Style", "+".join(styles))
        if tag:
            text.set("TagNumber", tag)
        text.text = markup.fit(run.text)


def _styles(run: Run) -> Iterator[tuple[str, bool]]:
    yield from (("Bold", run.bold), ("Italic", run.italic), ("Underline", run.underline))


def _title_page(content: Element, screenplay: made.Screenplay) -> None:
    for alignment, line in titlepage.lines(screenplay):
        paragraph = SubElement(content, "Paragraph", Type="General", Alignment=alignment)
        _texts(paragraph, [(run, "") for run in emphasis.runs(line)])
