"""A process that sits at an embedded server: what the tests start and kill."""

import sys
from pathlib import Path

from rushes.db import server
from rushes.db.session import connect, ping
from rushes.kernel.errors import StudioError


def main(pg: str) -> None:
    """Join, ask the server something, say so, and stay until standard input ends."""
    try:
        seat = server.join(Path(pg))
    except StudioError as error:
        sys.exit(error.detail)
    engine = connect(seat.url)
    ping(engine)
    engine.dispose()
    sys.stdout.write("seated\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main(sys.argv[1])
