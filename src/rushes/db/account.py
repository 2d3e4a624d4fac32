"""
As whom the embedded server runs: PostgreSQL refuses to be root, so root lends it an account of its own.

For anybody else this module does nothing.
"""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from rushes.kernel.errors import Unavailable

NAME = "pgserver"
FALLBACK = "nobody"


@dataclass(frozen=True)
class Account:
    """A user of this machine."""

    uid: int
    gid: int

    @property
    def lent(self) -> bool:
        """Whether it is not the user we run as."""
        return self.uid != os.geteuid()

    @property
    def popen(self) -> dict[str, object]:
        """What makes a subprocess run as this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.lent else {}


def owner(pg: Path) -> Account:
    """Who runs the server: ourselves, or for root the owner of the existing data, or else an account made for it."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    found = pg.stat() if pg.is_dir() else None
    if found is not None and found.st_uid != 0 and _known(found.st_uid):
        return Account(found.st_uid, found.st_gid)
    return _made()


def give(account: Account, folder: Path) -> None:
    """Make a folder the account's, with all that is in it, and let it get there."""
    if not account.lent:
        return
    if folder.stat().st_uid != account.uid:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, account.uid, account.gid, follow_symlinks=False)
    open_way(account, folder)


def open_way(account: Account, path: Path) -> None:
    """Let the account pass through the folders above a path; pass only, not look around."""
    for folder in path.absolute().parents if account.lent else ():
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def _known(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _made() -> Account:
    for name in (NAME, FALLBACK):
        if name == NAME:
            _add()
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise Unavailable(
        "The embedded database cannot run as root here: add a user named pgserver, or set a database URL."
    )


def _add() -> None:
    try:
        pwd.getpwnam(NAME)
    except KeyError:
        useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
        if useradd:
            command = [useradd, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME]
            subprocess.run(command, check=False, capture_output=True)
