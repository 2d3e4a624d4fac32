"""Kill -9 at any moment, then the same command again: it goes on, nothing is made twice, nothing is lost."""

import json
import signal
import time
from collections.abc import Callable

from tests.journeys.studio import Program, kill, tiny


def _in_state(*states: str) -> Callable[[Program], bool]:
    wanted = ", ".join(f"'{state}'" for state in states)
    return lambda program: bool(program.rows(f"select 1 from orders where state in ({wanted})"))


MOMENTS: dict[str, Callable[[Program], bool]] = {
    "while it orders": _in_state("proposed", "authorised", "submitting", "queued"),
    "while a clip is brought home": _in_state("fetching"),
    "while a take is checked": _in_state("checking", "done"),
    "while it renders": lambda program: any((program.data / "cache" / "segments").glob("*.mp4")),
    "while it delivers": lambda program: (program.work / "film" / ".making" / "film.mp4").exists(),
    "while it packs": lambda program: (program.work / "film" / ".handoff.part").exists(),
}


def test_killed_again_and_again_it_ends_as_if_it_had_not_been(program: Program) -> None:
    tiny(program.work / "two-doors")
    arguments = ("make", "two-doors", "--yes", "--draft", "--out", "film")
    killed = [moment for moment, is_now in MOMENTS.items() if _killed_when(is_now, program, *arguments)]
    assert len(killed) >= 5, killed
    whole = (program.work / "film" / "result.json").exists()
    assert not whole or len(killed) < len(MOMENTS), "only one that was too quick to be killed may have ended"

    result = program.run(*arguments, "--json").json
    said = program.run("status", "--json").json
    assert (result["takes"], result["selected"], result["c2pa"]) == (3, 3, "valid")
    assert result == json.loads((program.work / "film" / "result.json").read_text())
    assert said["money"] == {"limit": "10.00 USD", "spent": "0.30 USD", "reserved": "0.00 USD", "left": "9.70 USD"}
    assert said["record"]["broken_at"] is None
    hidden = [path for folder in (program.work, program.data / "cache" / "film") for path in folder.rglob(".*")]
    assert hidden == []


def test_asked_to_stop_it_says_so_and_leaves_nothing_running(program: Program) -> None:
    tiny(program.work / "two-doors")
    process = program.start("make", "two-doors", "--yes", "--draft", "--out", "film")
    _until(lambda: bool(program.rows("select 1 from orders")), process.poll)
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 128 + signal.SIGTERM
    assert "Run the same command again" in errors
    assert "Traceback" not in errors
    assert not (program.data / "pg" / "postmaster.pid").exists()
    assert not (program.work / "film").exists()


def _killed_when(is_now: Callable[[Program], bool], program: Program, *arguments: str) -> bool:
    process = program.start(*arguments)
    _until(lambda: is_now(program), process.poll)
    over = process.poll() is not None
    kill(process)
    return not over


def _until(happened: Callable[[], bool], ended: Callable[[], int | None]) -> None:
    until = time.monotonic() + 60
    while ended() is None and not happened():
        assert time.monotonic() < until
        time.sleep(0.03)
