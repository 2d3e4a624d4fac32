"""A console as wide as a test says: Rich may have taken its width from the environment when it was made."""

from collections.abc import Callable

import pytest

from rushes.cli import shell


@pytest.fixture
def columns(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Makes the console so many columns wide for one test."""
    return lambda count: monkeypatch.setattr(shell.CONSOLE, "_width", count)
