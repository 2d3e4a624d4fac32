"""The story desk's questions by kind: build one, read its answer."""

from functools import cache

from rushes.craft.story import asking, question
from rushes.craft.story.material import Material
from rushes.craft.story.question import Answer, Kind, Question, Wish
from rushes.kernel import plugins
from rushes.kernel.errors import NotFound


class NoQuestion(NotFound):
    """There is no such kind of question."""


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of question, by id."""
    return plugins.load(asking, Kind)


def build(kind: str, material: Material, wish: Wish) -> Question:
    """
    Exactly what is to be asked.

    Raises:
        NoQuestion: there is no such kind.
        Unbuildable: the production does not have what the question is about.
    """
    return _kind(kind).builds(material, wish)


def read(kind: str, text: str) -> Answer:
    """
    What was answered.

    Raises:
        NoQuestion: there is no such kind.
        Unreadable: it is not an answer to it.
    """
    return question.read(_kind(kind), text)


def _kind(id: str) -> Kind:
    known = kinds()
    if id not in known:
        raise NoQuestion(f"There is no question {id!r}: choose one of {', '.join(known)}.")
    return known[id]
