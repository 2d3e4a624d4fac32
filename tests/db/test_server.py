"""The embedded server with real processes that come, go and are killed."""

import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from rushes.db import account, cluster, server
from rushes.db.session import connect, ping
from rushes.kernel.errors import Unavailable

Guest = Callable[[], "subprocess.Popen[str]"]


@pytest.fixture
def pg(data: Path) -> Iterator[Path]:
    yield data / "pg"
    left = cluster.running(data / "pg")
    assert left is None, "a server was left behind"


@pytest.fixture
def guest(pg: Path) -> Iterator[Guest]:
    """Start a process that takes a seat; it leaves when its standard input ends."""
    processes: list[subprocess.Popen[str]] = []

    def come() -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "tests.db.guest", str(pg)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "seated\n"
        return process

    yield come
    for process in processes:
        leave(process)


def leave(process: "subprocess.Popen[str]") -> None:
    if process.poll() is None:
        assert process.communicate() == ("", "")
    else:
        process.communicate()


def kill(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.communicate()


def until_gone(pg: Path) -> None:
    end = time.monotonic() + 10
    while cluster.running(pg) is not None:
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_second_process_joins_the_same_server_and_the_last_to_leave_stops_it(pg: Path, guest: Guest) -> None:
    first, second = guest(), guest()
    found = cluster.running(pg)
    assert found is not None
    leave(first)
    assert cluster.running(pg) == found
    leave(second)
    assert cluster.running(pg) is None


def test_when_one_of_two_is_killed_the_other_still_stops_the_server(pg: Path, guest: Guest) -> None:
    doomed, other = guest(), guest()
    kill(doomed)
    assert cluster.running(pg) is not None
    leave(other)
    assert cluster.running(pg) is None


def test_when_the_only_process_is_killed_the_next_takes_the_server_over_and_stops_it(pg: Path, guest: Guest) -> None:
    kill(guest())
    orphan = cluster.running(pg)
    assert orphan is not None
    heir = guest()
    assert cluster.running(pg) == orphan
    leave(heir)
    assert cluster.running(pg) is None


def test_the_next_start_works_after_process_and_server_were_killed_and_their_number_was_taken_by_another(
    pg: Path, guest: Guest
) -> None:
    doomed = guest()
    found = cluster.running(pg)
    assert found is not None
    kill(doomed)
    psutil.Process(found.pid).kill()
    until_gone(pg)
    with subprocess.Popen(["sleep", "60"], **account.owner(pg).popen) as other:  # type: ignore[call-overload]
        for left in (pg / "postmaster.pid", pg / f"{cluster.SOCKET}.lock"):
            left.write_text("\n".join([str(other.pid), *left.read_text().splitlines()[1:]]) + "\n")
        leave(guest())
        other.kill()


def test_two_that_come_at_once_to_an_empty_folder_share_one_server(pg: Path) -> None:
    command = [sys.executable, "-W", "error", "-m", "tests.db.guest", str(pg)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    both = [subprocess.Popen(command, text=True, **pipes) for _ in range(2)]  # type: ignore[call-overload]
    assert [process.stdout.readline() for process in both] == ["seated\n"] * 2
    for process in both:
        leave(process)


def test_what_an_interrupted_first_start_left_is_thrown_away(pg: Path) -> None:
    half = pg.parent / "pg.new-half"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    with server.join(pg):
        assert not half.exists()


@pytest.mark.parametrize("name", ["with spaces", "$(exit 1) `x` \"q\" 'é', % comma", "/".join(["deep" * 10] * 5)])
def test_any_path_will_do(data: Path, name: str) -> None:
    pg = data / name / "pg"
    with server.join(pg, fsync="off") as seat:
        engine = connect(seat.url)
        ping(engine)
        engine.dispose()
        found = cluster.running(pg)
        assert found is not None
        assert stat.S_IMODE(found.socket.stat().st_mode) == 0o700, "somebody else could connect"
    assert cluster.running(pg) is None
    assert found.socket == pg or not found.socket.exists()


def test_one_process_may_take_two_seats(pg: Path) -> None:
    with server.join(pg, fsync="off") as first:
        server.join(pg).leave()
        engine = connect(first.url)
        ping(engine)
        engine.dispose()


def test_a_data_directory_that_is_a_file_is_said_to_be_one(data: Path) -> None:
    (data / "file").touch()
    with pytest.raises(server.DataUnusable, match="is a file: choose a folder with RUSHES_DATA"):
        server.join(data / "file" / "pg")


def test_a_data_directory_that_cannot_be_made_says_why() -> None:
    with pytest.raises(server.DataUnusable, match=r"The data directory /proc/nowhere cannot be used \("):
        server.join(Path("/proc/nowhere/pg"))


def test_a_folder_that_is_no_database_is_not_touched(pg: Path) -> None:
    pg.mkdir()
    (pg / "diary.txt").write_text("mine")
    with pytest.raises(cluster.ServerBroken, match="is not a database directory: move it away"):
        server.join(pg)
    assert (pg / "diary.txt").read_text() == "mine"


def test_data_of_another_version_is_not_touched(pg: Path) -> None:
    pg.mkdir()
    (pg / "PG_VERSION").write_text("16\n")
    with pytest.raises(cluster.ServerBroken, match="is data of PostgreSQL 16"):
        server.join(pg)


def test_a_server_that_does_not_start_gives_its_reason(pg: Path) -> None:
    with pytest.raises(Unavailable, match=r"does not start: .*shared_buffers"):
        server.join(pg, shared_buffers="plenty")
