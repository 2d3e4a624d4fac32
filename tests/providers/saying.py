"""A line on which a service says whatever a test wants, and JSON that no manual knows."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from rushes.providers.errors import Cause, NotNow
from rushes.providers.wire import Said, Wire


class Saying(Wire):
    """A line that is never used: every question gets the next of `answers`, the last one again and again."""

    def __init__(self, headers: Mapping[str, str] | None = None) -> None:
        super().__init__("http://127.0.0.1:9", {})
        self.answers: list[tuple[int, bytes]] = []
        self._said_headers = headers or {}

    def _said(self, method: str, path: str, asked: Mapping[str, Any]) -> Said:
        status, content = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return Said(status, self._said_headers, content)

    def download(self, url: str, target: Path, *, headers: Mapping[str, str] | None = None) -> None:
        """Nothing is fetched."""
        raise NotNow(Cause.PROVIDER_FAULT, f"{url} is not fetched.")


def odd(keys: Sequence[str], words: Sequence[str] = ()) -> st.SearchStrategy[Any]:
    """JSON with these keys in any place, and now and then one of these words."""
    leaf = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    named = st.sampled_from([*words]) | leaf if words else leaf
    return st.recursive(
        named,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*keys]), inner, max_size=4),
        max_leaves=12,
    )
