"""Bad input is a clear sentence with its file and line or cell, exit code 1, and nothing half-written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rushes.cli import run
from tests.journeys.studio import PROJECT, SCRIPT, SHOTS, Program, tiny

Refused = Callable[[Path], str]
SCENE = "INT. HALL - DAY\n\nWords.\n\n"
SCRIPTS = {
    "missing": (None, "does not exist; name a production folder or a script"),
    "empty": (b"", "is empty; write at least one line"),
    "binary": (bytes(range(256)) * 8, "line 1: byte 1 is zero, so this is not a text file"),
    "fifty megabytes": (SCENE.encode() * (50 * 2**20 // len(SCENE)), "a script may be at most 24 MiB"),
    "latin-1": (SCENE.replace("HALL", "CAFÉ").encode("latin-1"), "line 1: byte 9 (0xC9) is not UTF-8"),
    "utf-16": (SCENE.encode("utf-16"), "is UTF-16 text, not UTF-8; convert it with: iconv"),
}
ASSET = "shot,action,subjects,seconds\nS01-SH01,Waits,CH-NOBODY,1\nS01-SH02,Listens,,1\nS02-SH01,Out,,1\n"
FOLDERS = {
    "unknown value": (
        {"shots": SHOTS.replace(",CU,", ",ZOOM,")},
        "shots.csv line 3, column size: 'ZOOM' is not one of ELS, LS,",
    ),
    "unknown column": ({"shots": SHOTS.replace("seconds", "secs")}, "shots.csv line 1: unknown column 'secs'"),
    "duplicate code": (
        {"shots": SHOTS.replace("S01-SH02,", "S01-SH01,")},
        "shots.csv lines 2, 3: S01-SH01 stands 2 times; keep one row",
    ),
    "unknown asset": (
        {"shots": ASSET, "assets": "id,kind,name\nCH-ADA,character,Ada\n"},
        "shots.csv line 2: CH-NOBODY is not in assets.csv; add it there or correct the name",
    ),
    "no seconds": (
        {"shots": SHOTS.replace("listens,1", "listens,0")},
        "shots.csv line 3, column seconds: 0 is not between 0.5 and 60 seconds",
    ),
    "ten thousand seconds": (
        {"shots": SHOTS.replace("listens,1", "listens,10000")},
        "shots.csv line 3, column seconds: 10000 is not between 0.5 and 60 seconds",
    ),
    "a note without a shot": (
        {"script": SCRIPT.replace("S01-SH02", "S01-SH09")},
        "script.fountain line 7: the note [[S01-SH09]] names a shot that shots.csv does not have",
    ),
    "a shot without a note": (
        {"script": SCRIPT.replace(" [[S01-SH01]]", "").replace("[[S01-SH01]]", "")},
        "shots.csv line 2: no note [[S01-SH01]] in script.fountain says what it covers",
    ),
    "broken project": ({"project": 'title = "x\n'}, "project.toml: is not TOML: Illegal character '\\n' (at line 1"),
    "odd format": ({"project": PROJECT.replace("640", "641")}, "project.toml, field format.width: "),
    "misspelt field": ({"project": f"titel = 'x'\n{PROJECT}"}, "project.toml, field titel: there is no such field"),
}  # fmt: skip


@pytest.fixture
def refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Refused:
    """Makes a film of something in this process, and gives what was said when it was refused."""
    data, out = tmp_path / "data", tmp_path / "film"
    monkeypatch.setenv("RUSHES_DATA", str(data))

    def make(source: Path) -> str:
        assert run(["make", str(source), "--out", str(out)]) == 1
        assert not out.exists()
        assert not data.exists(), "nothing was adopted"
        return capsys.readouterr().err

    return make


@pytest.mark.parametrize(("content", "says"), SCRIPTS.values(), ids=SCRIPTS)
def test_a_script_that_is_none_is_refused(refused: Refused, tmp_path: Path, content: bytes | None, says: str) -> None:
    script = tmp_path / "two-doors.fountain"
    if content is not None:
        script.write_bytes(content)
    said = refused(script)
    assert said.startswith(f"{script}: ")
    assert says in said


@pytest.mark.parametrize(("files", "says"), FOLDERS.values(), ids=FOLDERS)
def test_a_folder_that_contradicts_itself_is_refused(
    refused: Refused, tmp_path: Path, files: dict[str, str], says: str
) -> None:
    folder = tiny(tmp_path / "two-doors", **files)
    assert says in refused(folder)


def test_a_person_at_a_terminal_sees_sentences_and_no_traceback(program: Program) -> None:
    tiny(program.work / "two-doors", shots=SHOTS.replace(",CU,", ",ZOOM,"), project='title = "x\n')
    said = program.run("make", "two-doors", "--yes", "--out", "film", code=1)
    assert said.out == ""
    assert [line.split(":")[0] for line in said.errors.splitlines()] == [
        "project.toml",
        "shots.csv line 3, column size",
    ]
    assert [path.name for path in program.work.iterdir()] == ["two-doors"]


@pytest.mark.parametrize("below", ["", "data"])
def test_a_data_directory_that_cannot_be_is_refused(program: Program, below: str) -> None:
    tiny(program.work / "two-doors")
    file = program.work / "file"
    file.write_text("")
    said = Program(file / below, program.work).run("make", "two-doors", "--yes", code=1)
    assert said.errors.strip() == f"The data directory {file / below} is a file: choose a folder with RUSHES_DATA."
    assert not (program.work / "two-doors-film").exists()
