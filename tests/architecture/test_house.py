"""House rules that no tool checks: sizes, names, who reads the environment, whose tables are whose."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "rushes"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 400
SHAPELESS = re.compile(r"(utils?|helpers?|managers?|handlers?|misc|common|stuff)", re.IGNORECASE)
PRIVATE_FILES = ("tables", "store")
DOMAINS = {path.parent.name for name in PRIVATE_FILES for path in PACKAGE.glob(f"*/{name}.py")}
PRIVATE = re.compile(rf"rushes\.({'|'.join(DOMAINS)})\.({'|'.join(PRIVATE_FILES)})\b")


def parsed(path: Path) -> ast.Module:
    """A module's syntax."""
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path: Path) -> str:
    """A path as a person would say it."""
    return path.relative_to(ROOT).as_posix()


def domain(path: Path) -> str:
    """The folder of the package in which a module lies."""
    return path.relative_to(PACKAGE).parts[0]


def test_no_file_is_longer_than_a_person_reads() -> None:
    files = [*MODULES, *(ROOT / "tests").rglob("*.py")]
    lengths = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert not {path: lines for path, lines in lengths.items() if lines > LONGEST}, "split by noun"


def test_no_name_says_nothing() -> None:
    words = {place(path): word for path in MODULES for word in _words(path) if SHAPELESS.fullmatch(word)}
    assert not words, "name it after what it is about"


def _words(path: Path) -> Iterator[str]:
    yield from (word for part in path.relative_to(PACKAGE).with_suffix("").parts for word in part.split("_"))
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ClassDef):
            yield from re.findall(r"[A-Z][a-z0-9]+", node.name)


def test_only_the_settings_read_the_environment() -> None:
    readers = {place(path) for path in MODULES if _reads_environment(parsed(path))}
    assert not readers - {"src/rushes/config.py"}


def _reads_environment(module: ast.Module) -> bool:
    words = {"environ", "environb", "getenv", "putenv", "load_dotenv"}
    attributes = {node.attr for node in ast.walk(module) if isinstance(node, ast.Attribute)}
    imported = {
        alias.name for node in ast.walk(module) if isinstance(node, ast.ImportFrom) and node.module == "os"
        for alias in node.names
    }  # fmt: skip
    return bool(words & (attributes | imported))


@pytest.mark.parametrize("path", [path for path in MODULES if domain(path) != "boards"], ids=place)
def test_the_tables_and_store_of_a_domain_are_its_own(path: Path) -> None:
    """
    Others may name a row that a service gave them, in an annotation, and read it; to ask the database about it or to
    make one, they need its service. Boards may join.
    """
    module = parsed(path)
    foreign = dict(_foreign(module, domain(path)))
    annotations = {id(name) for note in _annotations(module) for name in ast.walk(note)}
    used = [
        f"{place(path)}:{node.lineno} uses {foreign[node.id]}"
        for node in ast.walk(module)
        if isinstance(node, ast.Name) and node.id in foreign and id(node) not in annotations
    ]
    assert not used, "go through its service"


def _foreign(module: ast.Module, own: str) -> Iterator[tuple[str, str]]:
    """Names that stand for another domain's tables or store, and what they are."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import | ast.ImportFrom):
            base = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
            for alias in node.names:
                match = PRIVATE.match(f"{base}{alias.name}")
                if match and match[1] != own:
                    yield (alias.asname or alias.name), f"{base}{alias.name}"


def _annotations(module: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(module):
        match node:
            case ast.AnnAssign(annotation=note) | ast.arg(annotation=ast.expr() as note):
                yield note
            case ast.FunctionDef(returns=ast.expr() as note) | ast.AsyncFunctionDef(returns=ast.expr() as note):
                yield note
