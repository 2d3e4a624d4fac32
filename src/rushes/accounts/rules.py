"""Who may do what: roles and their rights."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is in a production."""

    OWNER = "owner"
    PRODUCER = "producer"
    DIRECTOR = "director"
    ASSISTANT = "assistant_director"
    EDITOR = "editor"
    COMMENTER = "commenter"
    VIEWER = "viewer"


class Right(StrEnum):
    """What needs permission."""

    GENERATE = "generate"
    APPROVE = "approve"
    ALLOT = "allot"
    CUT = "cut"
    COMMENT = "comment"
    VIEW = "view"


_ORDER = [Right.VIEW, Right.COMMENT, Right.CUT, Right.GENERATE, Right.APPROVE, Right.ALLOT]
_REACH = {
    Role.VIEWER: Right.VIEW,
    Role.COMMENTER: Right.COMMENT,
    Role.EDITOR: Right.CUT,
    Role.ASSISTANT: Right.GENERATE,
    Role.DIRECTOR: Right.APPROVE,
    Role.PRODUCER: Right.ALLOT,
    Role.OWNER: Right.ALLOT,
}


def may(role: Role, right: Right) -> bool:
    """Whether a role reaches a right; each right includes those before it."""
    return _ORDER.index(right) <= _ORDER.index(_REACH[role])
