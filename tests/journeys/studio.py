"""The program as a person runs it, on a tiny production: two scenes, three shots of a second."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from rushes.db import cluster

PROJECT = """\
title = "Two Doors"
[format]
width = 640
height = 360
[budget]
limit = 10
[provider]
video = "simulated"
takes = 1
"""
SCRIPT = """\
Title: Two Doors

INT. HALL - NIGHT

[[S01-SH01]] ADA waits by a door.

[[S01-SH02]] She listens.

EXT. YARD - DAY

[[S02-SH01]] ADA walks out into the rain.
"""
SHOTS = """\
shot,title,size,action,seconds
S01-SH01,The door,LS,Ada waits by a door,1
S01-SH02,Listening,CU,Ada listens,1
S02-SH01,Out,MS,Ada walks out,1
"""
SUFFIXES = {"project": ".toml", "script": ".fountain"}
PATIENCE_SECONDS = 120
NOT_OURS = ("RUSHES_", "PYTHONDONTWRITEBYTECODE")
"""Of the environment: settings of somebody's studio, and what makes every start compile everything again."""
COMPILED = Path(tempfile.gettempdir()) / "rushes-journeys-compiled"
"""Where the program's processes keep what they compile; not in the tree, for some are killed or meet a full disk."""


def tiny(folder: Path, **files: str) -> Path:
    """The production as a folder; `files` replaces or adds one, by the first word of its name."""
    folder.mkdir(exist_ok=True)
    stated = {"project": PROJECT, "script": SCRIPT, "shots": SHOTS} | files
    for name, content in stated.items():
        (folder / f"{name}{SUFFIXES.get(name, '.csv')}").write_text(content, encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Said:
    """What a command said and how it ended."""

    code: int
    out: str
    errors: str

    @property
    def json(self) -> Any:
        """What it printed, for a program."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Program:
    """`rushes` with a data directory of its own."""

    data: Path
    work: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    def run(self, *arguments: object, code: int = 0, **options: Any) -> Said:
        """Run a command to its end, and expect that exit code and no traceback."""
        process = self.start(*arguments, **options)
        out, errors = process.communicate(timeout=PATIENCE_SECONDS)
        assert "Traceback" not in errors, errors
        assert process.returncode == code, (process.returncode, out, errors)
        return Said(process.returncode, out, errors)

    def start(self, *arguments: object, **options: Any) -> subprocess.Popen[str]:
        """Start a command as the leader of a process group."""
        own = {name: value for name, value in os.environ.items() if not name.startswith(NOT_OURS)}
        return subprocess.Popen(
            [sys.executable, "-m", "rushes", *map(str, arguments)],
            cwd=self.work,
            env=own
            | {"RUSHES_DATA": str(self.data), "COLUMNS": "80", "PYTHONPYCACHEPREFIX": str(COMPILED), **self.settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            **options,
        )

    def having(self, **settings: str) -> "Program":
        """The same, with settings in its environment."""
        return Program(self.data, self.work, {**self.settings, **settings})

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the database says, if it runs and has that table by now; else nothing."""
        server = cluster.running(self.data / "pg")
        if server is None or not server.ready:
            return []
        try:
            with psycopg.connect(host=str(server.socket), user=cluster.USER, dbname=cluster.DATABASE) as connection:
                return list(connection.execute(query.encode()))
        except (psycopg.OperationalError, psycopg.errors.UndefinedTable):
            return []


def kill(process: subprocess.Popen[str]) -> None:
    """Kill -9 the process with its whole group."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
