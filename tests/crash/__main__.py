"""`make crash`: every provider, every fault, every point; `python -m tests.crash ark` plays one provider alone."""

import multiprocessing
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from rushes.db import server
from rushes.generation.rules import State
from tests.crash.play import Outcome, played, tell
from tests.crash.pretences import PRETENCES
from tests.crash.stage import database
from tests.journeys.conftest import QUICK

AT_A_TIME = 3
"""Providers that are played at a time: on two cores, for workers also wait."""

FEWEST = 200


def main(ids: list[str]) -> int:
    """Play all and count; 1 where anything differs, or fewer were killed than all of them must."""
    if unknown := [id for id in ids if id not in PRETENCES]:
        tell(f"No provider that is played is called {', '.join(unknown)}. There are: {', '.join(PRETENCES)}.")
        return 1
    began, wanted = time.monotonic(), ids or list(PRETENCES)
    folders = tempfile.TemporaryDirectory(prefix="rushes-crash-")
    with folders as folder, server.join(Path(folder) / "pg", **QUICK) as seat:
        spawned = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(AT_A_TIME, spawned) as pool:
            tasks = [pool.submit(played, id, database(seat.url, id), f"{folder}/{id}") for id in wanted]
            outcomes = [outcome for task in tasks for outcome in task.result()]
    return _summed(outcomes, time.monotonic() - began, FEWEST if not ids else 0)


def _summed(outcomes: list[Outcome], seconds: float, fewest: int) -> int:
    tell(f"\n{'provider':<12}{'cases':>7}{'kills':>7}{'done':>7}{'failed':>7}{'person':>7}{'wrong':>7}")
    for id in dict.fromkeys(one.case.provider for one in outcomes):
        of = [one for one in outcomes if one.case.provider == id]
        done, failed = (sum(one.states.count(state) for one in of) for state in (State.DONE, State.FAILED))
        asked, wrong = sum(len(one.truths) for one in of), sum(bool(one.wrong) for one in of)
        counts = (len(of), sum(one.kills for one in of), done, failed, asked, wrong)
        tell(f"{id:<12}{''.join(f'{count:>7}' for count in counts)}")
    kills, wrong = sum(one.kills for one in outcomes), sum(bool(one.wrong) for one in outcomes)
    tell(f"\n{kills} kills, {wrong} with a difference, {seconds / 60:.1f} minutes")
    return int(wrong > 0 or kills < fewest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
