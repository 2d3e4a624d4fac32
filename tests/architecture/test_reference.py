"""The generated pages say what the code says, and every word in the documents leads somewhere."""

import re
from pathlib import Path

import pytest

from rushes import config
from tests.architecture import reference

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?!https?:)([^)#]+)(#[^)]*)?\)")


@pytest.mark.parametrize("path", reference.pages(), ids=lambda path: path.name)
def test_a_generated_page_is_current(path: Path) -> None:
    wanted = reference.pages()[path]
    assert path.is_file(), "run `make docs`"
    assert path.read_text(encoding="utf-8") == wanted, "the code says something else now: run `make docs`"


def test_the_example_settings_are_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RUSHES_DATA", raising=False)
    example = (ROOT / "rushes.example.toml").read_text(encoding="utf-8")
    (tmp_path / config.FILE).write_text(re.sub(r"(?m)^# (\w+ = )", r"\1", example), encoding="utf-8")
    read = config.load(data=tmp_path).model_dump(exclude={"data", "providers"})
    assert read == config.load(data=tmp_path / "empty").model_dump(exclude={"data", "providers"})


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_between_documents_leads_somewhere(path: Path) -> None:
    broken = [
        target for target, _ in LINK.findall(path.read_text(encoding="utf-8")) if not (path.parent / target).exists()
    ]
    assert not broken


def test_a_word_has_one_meaning() -> None:
    page = (ROOT / "docs" / "words.md").read_text(encoding="utf-8")
    words = re.findall(r"^\| \*\*(.+?)\*\*( \(.+?\))? \|", page, re.MULTILINE)
    assert len(words) > 60
    assert sorted(set(words)) == sorted(words)
