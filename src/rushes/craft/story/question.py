"""What a question to a language model and its answer are: the first made of words, the second read into a value."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from rushes.craft.screenplay.elements import Span
from rushes.craft.story import replies
from rushes.craft.story.material import Material
from rushes.kernel.errors import Invalid

_REPLY = """\
If what you are given is not enough, leave every other field empty and say why in `abstain`. Otherwise leave \
`abstain` empty. Answer with one JSON object of the given schema and nothing else."""
DRAFTS = f"""\
You draft for a filmmaker, who decides. Write only what a camera sees or a microphone hears: no thoughts, no \
feelings named, no comment. Keep to the plan you are given; add no person, place or thing unless you are asked to. \
Stories told by machines are too kind: let something go wrong, at a cost that stays, before it goes right. Plain \
words, present tense. {_REPLY}"""
READS = f"""\
You read for a filmmaker, who wants to know what you understood and not what you like. Judge only what is in front of \
you; do not guess at the rest, and do not be kind. {_REPLY}"""


class Unbuildable(Invalid):
    """The question cannot be asked of this production yet; the sentence says what is missing."""


class Unreadable(Invalid):
    """An answer that is not what was asked for; the sentence says how."""


@dataclass(frozen=True)
class Wish:
    """
    What a person adds to a question.

    `says` is their wish in words; `span` the selection of the script to rewrite; `shot` the code of a card; `reading`
    which of several independent readings this is, from 1; `seed` decides every shuffle; `options` how many are wanted.
    """

    says: str = ""
    title: str = ""
    logline: str = ""
    goal: str = ""
    audience: str = ""
    span: Span | None = None
    shot: str = ""
    reading: int = 1
    seed: int = 0
    options: int = 4


@dataclass(frozen=True)
class Question:
    """Exactly what is asked: a kind, two texts, the JSON schema of the answer, and what the answer is a draft of."""

    kind: str
    system: str
    user: str
    schema: dict[str, Any] = field(hash=False)
    of: str


@dataclass(frozen=True)
class Answer:
    """
    An answer as read.

    `text` is the draft to keep, as Markdown, Fountain or plain words; `value` the same as values. Where the model
    abstained, `text` is its reason and `value` is None.
    """

    kind: str
    text: str
    value: Any
    abstained: bool = False


class Piece(BaseModel):
    """A part of an answer; a field that nobody asked for is not read."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Reply(Piece):
    """A whole answer, or the reason why there is none."""

    abstain: str = ""


@dataclass(frozen=True)
class Kind:
    """One kind of question: how it is built, what shape its answer has, and what of the answer is kept."""

    id: str
    title: str
    builds: Callable[[Material, Wish], Question]
    shape: type[Reply]
    reads: Callable[[Any], tuple[str, Any]]


def ask(kind: str, of: str, shape: type[Reply], task: str, *given: tuple[str, str], rules: str = DRAFTS) -> Question:
    """A question: its rules and task as the system's text, what is given under headings as the user's."""
    told = [f"## {name}\n\n{text.strip()}" for name, text in given if text.strip()]
    return Question(kind, f"{rules}\n\n{task}", "\n\n".join(told), replies.schema(shape), of)


def read(kind: Kind, text: str) -> Answer:
    """
    Read an answer.

    Raises:
        Unreadable: there is no JSON of the shape that was asked for, or what it holds cannot be used.
    """
    found = replies.json_in(text)
    if found is None:
        raise Unreadable(f"The answer to {kind.title!r} holds no JSON object: {replies.short(text)!r}")
    try:
        reply = kind.shape.model_validate(found)
    except ValidationError as error:
        raise Unreadable(f"The answer to {kind.title!r} is not of its shape: {_first(error)}") from error
    if reply.abstain.strip():
        return Answer(kind.id, reply.abstain.strip(), None, abstained=True)
    kept, value = kind.reads(reply)
    if not kept.strip():
        raise Unreadable(f"The answer to {kind.title!r} is empty, and does not say why.")
    return Answer(kind.id, kept, value)


def _first(error: ValidationError) -> str:
    issue = error.errors()[0]
    where = ".".join(map(str, issue["loc"])) or "the object"
    more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
    return f"{where}: {issue['msg']}{more}"
