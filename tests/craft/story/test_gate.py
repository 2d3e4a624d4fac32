"""The gate as a whole: a sound story is nearly clean, a weak one is caught for the right reasons."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.craft.story.card import Premise, Story
from rushes.craft.story.findings import Outcome, Severity
from rushes.craft.story.gate import Report, blocks, found, gate
from rushes.craft.story.material import Material
from tests.craft.story import stories

EXPECTED = {
    "agency": "Tom, not Mara, causes the turn",
    "changes": "The state after is the state before",
    "charges": "No beat goes against the one whose story it is",
    "escalation": "The escalation says the obstacle again",
    "fields": "The card has no want.",
    "plants": "The gun is first seen when it is needed, in S03.",
    "runtime": "The script is about",
}


def came_to(report: Report, outcome: Outcome) -> set[str]:
    return {finding.check for finding in report.findings if finding.outcome is outcome}


def test_the_demonstration_is_doubted_only_for_what_is_hard_in_it() -> None:
    report = gate(stories.side_b())
    assert {finding.check for finding in report.doubts} == {"feasibility"}
    assert {finding.severity for finding in report.doubts} == {Severity.SLIGHT}
    assert [finding.place.shot for finding in report.doubts] == ["S01-SH03", "S02-SH03"]
    assert came_to(report, Outcome.CANNOT_JUDGE) == set()
    assert came_to(report, Outcome.PASSED) == set(found()) - {"feasibility"}


@pytest.mark.parametrize("check", EXPECTED)
def test_a_flat_story_is_caught_for_the_right_reason(check: str) -> None:
    assert any(says.startswith(EXPECTED[check]) for says in stories.doubts(stories.flat(), check))


def test_every_doubt_says_one_thing_to_try_and_where_it_is() -> None:
    for finding in gate(stories.flat()).doubts:
        assert finding.attempt
        assert str(finding.place) or finding.check == "charges"


def test_nothing_at_all_is_not_judged_where_there_is_nothing_to_judge() -> None:
    report = gate(stories.script(""))
    assert {finding.check for finding in report.doubts} == {"fields"}
    assert came_to(report, Outcome.CANNOT_JUDGE) == set(found()) - {"fields"}


def test_a_script_in_another_alphabet_is_judged_without_a_fault() -> None:
    report = gate(
        stories.script("INT. КУХНЯ - НОЧЬ\n\nАННА, 30, берёт нож.\n\nАННА\nНет.\n", Story(turn="Анна уходит"))
    )
    assert {finding.outcome for finding in report.findings} <= set(Outcome)


def test_a_production_that_warns_is_never_held_back() -> None:
    assert blocks(gate(stories.flat()), Premise.WARN) is None


def test_a_production_that_blocks_is_held_back_by_a_grave_doubt_with_what_to_try() -> None:
    refusal = blocks(gate(stories.flat()), Premise.BLOCK)
    assert refusal is not None
    assert "Try: " in refusal
    assert 'premise = "warn"' in refusal


def test_slight_doubts_hold_nothing_back() -> None:
    assert blocks(gate(stories.side_b()), Premise.BLOCK) is None
    assert blocks(Report(()), Premise.BLOCK) is None


def test_a_feature_is_judged_in_no_time() -> None:
    scene = (
        "INT. ROOM {0} - DAY\n\nANNA takes the KEY and a NOTE{0} from the box.\n\nANNA\nThe key, the box, the key.\n\n"
    )
    long = stories.script("".join(scene.format(number) for number in range(1500)), stories.FLAT_STORY)
    began = time.process_time()
    gate(long)
    assert time.process_time() - began < 4


WORDS = (
    "INT. HALL - DAY",
    "EXT. ROOF - NIGHT",
    "ANNA",
    "BEN, 40,",
    "takes the",
    "KEY",
    "[[note]]",
    "(off)",
    "=",
    "# A",
    "> <",
    "~la",
    ".X",
)


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from([*WORDS, "\n", "\n\n", "é", "\t", "{}", "*", "/*", "*/"]), max_size=60),
    st.text(max_size=30),
)
def test_no_script_and_no_card_is_a_fault(parts: list[str], said: str) -> None:
    story = Story(character=said, want=said, turn=said, payoff="Anna lifts the key", escalation=said)
    material = stories.script(" ".join(parts), story)
    report = gate(Material.of(story, material.screenplay, cards=stories.side_b().cards[:2], runtime=60))
    assert {finding.check for finding in report.findings} == set(found())
    assert all(finding.says for finding in report.findings)
