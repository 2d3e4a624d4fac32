"""`make crash`: every provider, every fault, every point; `python -m tests.crash ark` plays one provider alone."""

import multiprocessing
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from sqlalchemy import URL, text

from rushes.db import server
from rushes.db.session import connect
from tests.crash.play import Outcome, played, tell
from tests.crash.pretences import PRETENCES
from tests.journeys.conftest import QUICK

AT_A_TIME = 4
FEWEST = 200


def main(ids: list[str]) -> int:
    """Play all and count; 1 where anything differs, or fewer were killed than all of them must."""
    began, wanted = time.monotonic(), ids or list(PRETENCES)
    folders = tempfile.TemporaryDirectory(prefix="rushes-crash-")
    with folders as folder, server.join(Path(folder) / "pg", **QUICK) as seat:
        spawned = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(AT_A_TIME, spawned) as pool:
            tasks = [pool.submit(played, id, _database(seat.url, id), f"{folder}/{id}") for id in wanted]
            outcomes = [outcome for task in tasks for outcome in task.result()]
    return _summed(outcomes, time.monotonic() - began, FEWEST if not ids else 0)


def _database(url: URL, name: str) -> str:
    """An empty database of that name."""
    bound = connect(url)
    with bound.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"create database {name}"))
    bound.dispose()
    return url.set(database=name).render_as_string(hide_password=False)


def _summed(outcomes: list[Outcome], seconds: float, fewest: int) -> int:
    tell(f"\n{'provider':<12}{'cases':>6}{'kills':>6}{'done':>6}{'never':>6}{'lost':>6}{'person':>8}{'wrong':>6}")
    for id in dict.fromkeys(one.provider for one in outcomes):
        of = [one for one in outcomes if one.provider == id]
        done, lost = sum(one.state == "done" for one in of), sum(one.truth == "billed" for one in of)
        counts = (len(of), sum(one.kills for one in of), done, len(of) - done - lost, lost)
        tell(
            f"{id:<12}{''.join(f'{count:>6}' for count in counts)}{sum(bool(one.truth) for one in of):>8}"
            f"{sum(bool(one.wrong) for one in of):>6}"
        )
    kills, wrong = sum(one.kills for one in outcomes), sum(bool(one.wrong) for one in outcomes)
    tell(f"\n{kills} kills, {wrong} with a difference, {seconds / 60:.1f} minutes")
    return int(bool(wrong) or kills < fewest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
