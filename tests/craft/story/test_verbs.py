"""What a camera can see of a sentence."""

import pytest

from rushes.craft.story import verbs


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("She carried the box and slipped", ["carried", "slipped"]),
        ("He came, took it, was running", ["came", "took", "running"]),
        ("Deliver a tape that plays, and be paid", ["Deliver", "plays", "paid"]),
        ("She is happy with her life", []),
        ("To find peace, come to terms and lose himself", []),
    ],
)
def test_deeds_are_found_in_every_form(text: str, seen: list[str]) -> None:
    assert verbs.deeds(text) == seen


@pytest.mark.parametrize("text", ["She realises that home matters", "He felt lost", "They learn to trust"])
def test_what_happens_inside_somebody_is_a_state_and_no_deed(text: str) -> None:
    assert verbs.states(text)
    assert not [word for word in verbs.deeds(text) if word != "lost"]


def test_lettering_and_things_can_be_shown_without_a_verb() -> None:
    assert verbs.shown("Beneath it: KEEP IT") == ["KEEP"]
    assert verbs.shown("A letter in her hand") == ["letter", "hand"]
    assert verbs.shown("Peace at last") == []
