"""Which take a cut should use."""

import pytest

from rushes.review.rules import By, Candidate, State, choose


def take(number: int, state: str = "unreviewed", by: str | None = None, passed: int = 5, failed: int = 0) -> Candidate:
    who = By(by) if by else By.PERSON if state != "unreviewed" else None
    return Candidate(f"T{number}", State(state), who, {"passed": passed, "failed": failed})


@pytest.mark.parametrize(
    ("takes", "chosen"),
    [
        ([], None),
        ([take(1)], "T1"),
        ([take(1), take(2)], "T1"),
        ([take(1, passed=4), take(2)], "T2"),
        ([take(1, passed=9, failed=1), take(2, passed=1)], "T2"),
        ([take(1, failed=1), take(2, failed=1)], None),
        ([take(1, "rejected"), take(2, passed=1)], "T2"),
        ([take(1, "rejected")], None),
        ([take(1, "maybe"), take(2, passed=1)], "T1"),
        ([take(1, "selected", failed=3), take(2, passed=9)], "T1"),
        ([take(1, "selected"), take(2, "approved", failed=1)], "T2"),
        ([take(1, "approved"), take(2, "selected")], "T1"),
        ([take(1, "selected"), take(2, "selected")], "T2"),
        ([take(1, "selected", "rule", passed=4), take(2)], "T2"),
        ([take(1, "selected", "rule", failed=1), take(2, passed=1)], "T2"),
        ([take(1, "selected", "rule"), take(2, "selected", "person", passed=1)], "T2"),
    ],
)
def test_a_persons_decision_wins_then_the_best_without_a_failed_check(
    takes: list[Candidate], chosen: str | None
) -> None:
    found = choose(takes)

    assert (found.code if found else None) == chosen
