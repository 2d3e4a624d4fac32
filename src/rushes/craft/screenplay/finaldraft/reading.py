"""A Final Draft file into Fountain, and what else it says with its places in that text."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from xml.etree.ElementTree import Element

from rushes.craft.screenplay import fountain
from rushes.craft.screenplay.elements import Screenplay, Span
from rushes.craft.screenplay.finaldraft import categories, elements, markup, paragraphs, titlepage
from rushes.craft.screenplay.finaldraft.locating import Locator
from rushes.craft.screenplay.finaldraft.paragraphs import Paragraph, Piece
from rushes.craft.screenplay.finaldraft.values import Imported, Revision, SceneFacts, ScriptNote, Tag

MOST_DEFINITIONS = 16


def read(data: bytes) -> Imported:
    """
    Read a Final Draft file; its script is what Fountain text of the same words makes.

    Raises:
        InvalidFile: it is not a whole Final Draft script, or made to do harm.
    """
    root = markup.tree(data)
    content = root.find("Content")
    if content is None:
        raise markup.fault("has no Content, so there is no script in it; export it from Final Draft again.")
    unknown: Counter[str] = Counter()
    body = elements.build(list(paragraphs.read(content, unknown)), unknown)
    title = root.find("TitlePage/Content")
    entries = titlepage.read(paragraphs.read(title, Counter())) if title is not None else ()
    script = fountain.parse(fountain.write(Screenplay(entries, tuple(body.elements))))
    found = _Found(script, body)
    tags = tuple(_tags(root, found.tagged, unknown))
    revisions = tuple(_revisions(root, found.revised))
    said = tuple(sorted(unknown.items()))
    return Imported(script, tags, revisions, tuple(found.notes), tuple(found.scenes), said)


class _Found:
    """What was said in each paragraph, found again in the Fountain text."""

    def __init__(self, script: Screenplay, body: elements.Body) -> None:
        start = script.elements[0].span.start if script.elements else 0
        self._locator = Locator(script.source, start)
        self.tagged: list[tuple[str, Span]] = []
        self.revised: defaultdict[str, list[Span]] = defaultdict(list)
        self.notes: list[ScriptNote] = []
        self.scenes: list[SceneFacts] = []
        for paragraph, said in body.said:
            self._paragraph(paragraph, said)

    def _paragraph(self, paragraph: Paragraph, said: Iterable[elements.Said]) -> None:
        words: list[tuple[Piece, Span]] = []
        for one in said:
            span = self._locator.span(one.text)
            if span and one.piece:
                words.append((one.piece, span))
            elif span and one.is_note:
                self.notes.append(ScriptNote(one.text, span))
        self.tagged += self._stretches(words, lambda piece: piece.tag)
        for number, span in self._stretches(words, lambda piece: piece.revision):
            self.revised[number].append(span)
        if paragraph.scene and words and paragraph.type == "Scene Heading":
            whole = self._locator.joined([span for _, span in words])
            self.scenes.append(SceneFacts(whole, paragraph.scene.eighths, paragraph.scene.page))

    def _stretches(self, words: list[tuple[Piece, Span]], number: Callable[[Piece], str]) -> Iterator[tuple[str, Span]]:
        """Words next to each other under one number; a change of style parts them in the file, not here."""
        for key, group in groupby(words, lambda each: number(each[0])):
            if key:
                yield key, self._locator.joined([span for _, span in group])


def _tags(root: Element, tagged: list[tuple[str, Span]], unknown: Counter[str]) -> Iterator[Tag]:
    named = {each.get("Id"): categories.known(each.get("Name", "")) for each in root.iter("TagCategory")}
    defined = {each.get("Id"): each for each in root.iter("TagDefinition")}
    given = {each.get("Number"): _definitions(each) for each in root.iter("Tag")}
    for number, span in tagged:
        definitions = [defined[id] for id in given.get(number, ()) if id in defined]
        if not definitions:
            unknown["tag without a definition"] += 1
        for definition in definitions:
            category = named.get(definition.get("CatId"), (0, ""))
            yield Tag(*category, definition.get("Label", "").strip(), span)


def _definitions(tag: Element) -> list[str]:
    """What a tag says that its words are; more than a few are not read, so that no file makes millions of tags."""
    return [(each.text or "").strip() for each in tag.findall("DefId")[:MOST_DEFINITIONS]]


def _revisions(root: Element, revised: dict[str, list[Span]]) -> Iterator[Revision]:
    named = {each.get("ID"): each for each in root.iterfind("Revisions/Revision")}
    for number, spans in revised.items():
        revision = named.get(number)
        name = revision.get("Name", "") if revision is not None else ""
        colour = revision.get("Color", "") if revision is not None else ""
        yield Revision(name or f"Revision {number}", colour, tuple(spans))
