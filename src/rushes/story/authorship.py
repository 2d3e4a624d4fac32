"""Whose words a revision of the script is made of, as it is shown."""

from dataclasses import dataclass

from rushes.craft.screenplay.lines import Ruler
from rushes.story.tables import Script


@dataclass(frozen=True)
class Passage:
    """A run of words that a language model drafted: where it stands, from 1 in lines, and what it says."""

    line: int
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Authorship:
    """A revision by its author, counted in words, with the passages that a language model drafted."""

    revision: int
    author: str
    assisted: bool
    words: int
    drafted_words: int
    drafted: tuple[Passage, ...]


def told(script: Script) -> Authorship:
    """Whose words a revision is made of; every word outside of the passages is a person's."""
    ruler, text = Ruler(script.text), script.text
    spans = [(int(span["start"]), int(span["end"])) for span in script.drafted]
    passages = tuple(Passage(ruler.span(start, end).line, start, end, text[start:end]) for start, end in spans)
    drafted = sum(len(one.text.split()) for one in passages)
    return Authorship(script.revision, script.author, script.assisted, len(text.split()), drafted, passages)
