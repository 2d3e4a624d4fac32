"""ARCHITECTURE.md shows the folders as they are, in the order of their imports, and the gateway's states."""

import re
import tomllib
from pathlib import Path, PurePosixPath

from rushes.generation.rules import NEXT, OVER

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "rushes"
LINE = re.compile(r"(?P<indent> +)(?P<name>[\w.]+/?) {2,}\S.*")


def drawn() -> list[str]:
    """The paths of the tree in ARCHITECTURE.md from the top down; folders end in a slash."""
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    tree = page.partition("```\nsrc/rushes/\n")[2].partition("```")[0]
    found: list[str] = []
    above: list[str] = []
    for line in tree.splitlines():
        match = LINE.fullmatch(line)
        assert match, f"ARCHITECTURE.md: {line!r} is not a name and what it is for"
        depth = len(match["indent"]) // 2 - 1
        above[depth:] = [match["name"].rstrip("/")]
        found.append("/".join(above) + ("/" if match["name"].endswith("/") else ""))
    return found


def order(container: str) -> list[set[str]]:
    """The floors of a container as import-linter is told them, from the top down."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (contract,) = [one for one in contracts if one.get("containers") == [container]]
    return [{name.strip() for name in floor.split("|")} for floor in contract["layers"]]


def test_every_folder_with_files_is_in_the_tree_and_the_other_way_round() -> None:
    made = {"__pycache__", "site"}
    files = (path for path in PACKAGE.rglob("*") if path.is_file() and made.isdisjoint(path.parts))
    folders = {f"{path.parent.relative_to(PACKAGE).as_posix()}/" for path in files} - {"./"}
    assert {path for path in drawn() if path.endswith("/")} == folders


def test_every_module_above_the_folders_is_in_the_tree_and_the_other_way_round() -> None:
    modules = {path.name for path in PACKAGE.glob("*.py")} - {"__init__.py"}
    assert {path for path in drawn() if not path.endswith("/")} == modules


def test_the_tree_stands_in_the_order_in_which_imports_are_allowed() -> None:
    for container, inside in (("rushes", PurePosixPath()), ("rushes.craft", PurePosixPath("craft"))):
        paths = [PurePosixPath(path) for path in drawn()]
        names = [path.stem if path.suffix else path.name for path in paths if path.parent == inside]
        floors = order(container)
        stands = [next(number for number, floor in enumerate(floors) if name in floor) for name in names]
        assert stands == sorted(stands), f"{container}: {names} against {floors}"
        assert set(names) == set().union(*floors)


def test_the_page_says_which_state_of_an_order_may_follow_which() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = page.partition("| state | may become |\n")[2].partition("\n\n")[0].splitlines()[1:]
    rows = [re.findall(r"`(\w+)`", row) for row in table]
    assert {row[0]: set(row[1:]) for row in rows} == {state: set(after) for state, after in NEXT.items() if after}
    ends = page.partition(" are the end.")[0].rpartition(".")[2]
    assert set(re.findall(r"`(\w+)`", ends)) == OVER
