"""Every verb that the code records has a sentence, and the sentences read as one would say them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from rushes.boards import telling
from rushes.boards.telling import Fact
from rushes.delivery.drafting import STATES
from rushes.generation.rules import State as OrderState
from rushes.kernel.ids import Subject
from rushes.review.rules import State

PACKAGE = Path(telling.__file__).parents[1]
FILLED = {
    "order": {str(state) for state in OrderState},
    "take": {str(state) for state in State} - {"unreviewed"},
    "draft": {str(state) for state in STATES.values()},
    "render": {"asked", "done", "failed", "cancelled"},
}
"""What a verb that is put together at run time may end in."""


VERB, KIND = re.compile(r"[a-z]+[.][a-z_]+(?<!csv)"), re.compile(r"[a-z]+[.]")


def test_every_verb_that_is_recorded_has_a_sentence() -> None:
    written = set(_written())
    assert len(written) > 30
    assert not written - telling.SAYS.keys(), "say it in boards/telling.py"


def _written() -> Iterator[str]:
    """What looks like a verb in the modules that record something."""
    for path in PACKAGE.rglob("*.py"):
        module = ast.parse(path.read_text(encoding="utf-8"))
        nodes = list(ast.walk(module))
        if not any(isinstance(node, ast.Call) and ast.unparse(node.func) == "record.write" for node in nodes):
            continue
        for node in nodes:
            match node:
                case ast.Constant(value=str(text)) if VERB.fullmatch(text):
                    yield text
                case ast.JoinedStr(values=[ast.Constant(value=str(kind)), _]) if KIND.fullmatch(kind):
                    yield from (f"{kind}{ending}" for ending in FILLED[kind.removesuffix(".")])


@pytest.mark.parametrize(
    ("actor", "verb", "about", "body", "says"),
    [
        ("Mara", "take.approved", "take:S02-SH03-T04", {"worked": "the turn reads", "note": "x"},
         "Mara approved S02-SH03-T04: the turn reads"),
        ("Mara", "take.maybe", "take:S02-SH03-T04", {}, "Mara put S02-SH03-T04 by as a maybe"),
        ("rule", "take.selected", "take:S02-SH03-T04", {"rule": "checks"}, "The rule selected S02-SH03-T04"),
        ("ada", "order.failed", "shot:S01-SH01", {"provider": "kling", "says": "It was refused."},
         "ada has an order of S01-SH01 that failed at kling: It was refused."),
        ("ada", "orders.prioritised", "project:1", {"orders": ["a", "b"], "priority": 1},
         "ada put 2 orders before the others"),
        ("ada", "orders.prioritised", "project:1", {"orders": ["a"], "priority": 5}, "ada put 1 order back in turn"),
        ("gateway", "provider.held", "provider:kling", {"says": "The account is empty."},
         "The gateway holds up what goes to kling: The account is empty."),
        ("ada", "batch.confirmed", "project:1", {"orders": 1, "most": "0.50 USD"},
         "ada ordered 1 take for at most 0.50 USD"),
        ("ada", "script.revised", "script:3", {"why": "a new ending"},
         "ada wrote revision 3 of the script: a new ending"),
        ("ada", "script.revised", "script:4", {"why": "scene numbers locked"},
         "ada locked the scene numbers in revision 4 of the script"),
        ("ada", "story.told", "project:1", {"changed": ["want", "turn"]}, "ada changed the story card: want, turn"),
        ("ada", "budget.allotted", "project:1", {"name": "assistant_director", "limit": "5.00 USD"},
         "ada allotted 5.00 USD to assistant director"),
        ("ada", "budget.allotted", "project:1", {"name": "bo", "limit": None}, "ada lifted what was allotted to bo"),
        ("ada", "member.changed", "person:bo", {"role": "director", "was": "viewer"},
         "ada made bo director, from viewer"),
        ("ada", "cut.kept", "cut:2", {"version": 2, "says": "S01-SH02 trimmed"},
         "ada kept version 2 of the cut: S01-SH02 trimmed"),
        ("ada", "moon.landed", "moon:1", {}, "ada: moon.landed 1"),
    ],
)  # fmt: skip
def test_a_sentence_says_who_did_what(actor: str, verb: str, about: str, body: dict[str, object], says: str) -> None:
    assert telling.sentence(Fact(actor, verb, Subject.of(about), body)) == says


@pytest.mark.parametrize("verb", sorted(telling.SAYS))
def test_an_older_event_that_tells_less_is_told_all_the_same(verb: str) -> None:
    assert telling.sentence(Fact("ada", verb, Subject("shot", "S01-SH01"), {})).startswith("ada ")
