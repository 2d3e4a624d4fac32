"""One transaction a request: committed before the answer is sent, so that who reads it can rely on it."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from rushes.db.session import Sessions


def _transaction(request: Request) -> Iterator[Session]:
    sessions: Sessions = request.app.state.sessions
    with sessions.begin() as session:
        yield session


Transaction = Annotated[Session, Depends(_transaction, scope="function")]
"""A route's session: rolled back when the route raises, committed when it returns."""
