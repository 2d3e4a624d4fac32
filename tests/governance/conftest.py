"""A production with a budget."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from rushes.governance import service
from rushes.kernel.money import Money
from rushes.projects import service as projects

Made = Callable[..., UUID]


@pytest.fixture
def make(session: Session) -> Made:
    """Makes a production with this many dollars."""

    def production(dollars: str = "10") -> UUID:
        made = projects.adopt(session, f"/films/{uuid4()}", "Film", {}).id
        service.set_budget(session, made, Money.of(dollars, "USD"))
        return made

    return production
