"""Who may do what: the whole table, one row a role."""

import pytest

from rushes.accounts.rules import Right, Role, may

TABLE = {
    Role.OWNER: {"view", "comment", "cut", "generate", "approve", "allot"},
    Role.PRODUCER: {"view", "comment", "cut", "generate", "approve", "allot"},
    Role.DIRECTOR: {"view", "comment", "cut", "generate", "approve"},
    Role.ASSISTANT: {"view", "comment", "cut", "generate"},
    Role.EDITOR: {"view", "comment", "cut"},
    Role.COMMENTER: {"view", "comment"},
    Role.VIEWER: {"view"},
}


def test_every_role_has_a_row() -> None:
    assert set(TABLE) == set(Role)


@pytest.mark.parametrize("role", Role)
def test_a_role_may_exactly_what_its_row_says(role: Role) -> None:
    assert {str(right) for right in Right if may(role, right)} == TABLE[role]
