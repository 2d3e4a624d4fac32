"""A process that writes one event into a production's record: what the tests write by turns with."""

import sys
from uuid import UUID

from rushes.db.session import connect, disconnect, transaction
from rushes.governance import record
from rushes.kernel.ids import Subject


def main(url: str, production: str) -> None:
    """Write that something happened there."""
    engine = connect(url)
    with transaction(engine) as session:
        record.write(session, UUID(production), "bo", "there", Subject("shot", "S01-SH01"), {})
    disconnect(engine)


if __name__ == "__main__":
    main(*sys.argv[1:])
