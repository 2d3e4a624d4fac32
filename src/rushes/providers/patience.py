"""When a service that does not know a request is to be believed: not at once, since it may not know it yet."""

LOOKS = 3


class Patience:
    """How many looks in a row did not find each request."""

    def __init__(self) -> None:
        self._missed: dict[str, int] = {}

    def is_over(self, remote: str) -> bool:
        """Count a look that did not find it; true with the last one that is put up with."""
        self._missed[remote] = self._missed.get(remote, 0) + 1
        return self._missed[remote] >= LOOKS and bool(self._missed.pop(remote))

    def found(self, remote: str) -> None:
        """A look found it."""
        self._missed.pop(remote, None)
