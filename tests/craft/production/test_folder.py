"""The production folder: read, checked, completed, written back without loss."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rushes.craft.breakdown.categories import Category
from rushes.craft.cards.vocabulary import Origin
from rushes.craft.production import folder
from rushes.craft.production.brief import Brief
from rushes.craft.screenplay import finaldraft, fountain
from rushes.craft.screenplay.elements import Screenplay, Span
from rushes.craft.screenplay.pdf import writing
from rushes.kernel.errors import InvalidFile

SIDE_B = Path(__file__).parents[3] / "examples" / "side-b"
SHEETS = ("project.toml", "script.fountain", "assets.csv", "shots.csv", "sounds.csv", "cut.csv")
SCRIPT = "INT. SHOP - NIGHT\n\nWren opens the door. She looks at the tape.\n\nWREN\nDoes it play?\n\nABELL\nNo.\n"


@pytest.fixture
def side_b(tmp_path: Path) -> Path:
    """A copy to spoil."""
    shutil.copytree(SIDE_B, tmp_path / "side-b")
    return tmp_path / "side-b"


def faults(path: Path) -> list[str]:
    with pytest.raises(InvalidFile) as caught:
        folder.load(path)
    return list(map(str, caught.value.faults))


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))


def test_side_b_is_read_without_a_fault() -> None:
    production = folder.load(SIDE_B)

    assert production.brief.title == "SIDE B"
    assert str(production.brief.budget.money) == "40.00 USD"
    assert [card.code for card in production.cards][:3] == ["S01-SH01", "S01-SH02", "S01-SH03"]
    assert all(card.origin is Origin.USER for card in production.cards)
    assert len(production.cards) == len(production.trims)
    assert production.script == (SIDE_B / "script.fountain").read_text()


def test_import_export_import_is_a_fixed_point(tmp_path: Path) -> None:
    first = folder.load(SIDE_B)
    folder.write(first, tmp_path / "one")
    second = folder.load(tmp_path / "one")
    folder.write(second, tmp_path / "two")

    assert second == first
    for name in SHEETS:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_a_script_alone_is_proposed_and_its_proposal_survives_being_written(tmp_path: Path) -> None:
    (tmp_path / "the-tape.fountain").write_text(SCRIPT)
    proposed = folder.load(tmp_path / "the-tape.fountain")

    assert proposed.brief.title == "The Tape"
    assert proposed.cards
    assert all(card.origin is Origin.PROPOSED for card in proposed.cards)
    folder.write(proposed, tmp_path / "out")
    assert folder.load(tmp_path / "out") == proposed


def test_the_cassette_script_alone_survives_being_written_too(tmp_path: Path) -> None:
    shutil.copy(SIDE_B / "script.fountain", tmp_path)
    proposed = folder.load(tmp_path)
    folder.write(proposed, tmp_path / "out")

    assert folder.load(tmp_path / "out") == proposed


def test_a_cue_of_nothing_but_parentheses_is_somebody() -> None:
    script = fountain.parse("INT. BAR - DAY\n\nMIA walks.\n\n@(V.O.)\nHi.\n")
    stated = folder.complete(folder.Production(Brief(title="Film"), script))
    assert "(V.O.)" in {asset.name for asset in stated.assets}


def test_what_is_stated_is_not_overridden_by_a_proposal(side_b: Path) -> None:
    (side_b / "shots.csv").unlink()
    (side_b / "sounds.csv").unlink()
    (side_b / "cut.csv").unlink()
    stated = folder.load(SIDE_B)
    completed = folder.load(side_b)

    assert completed.assets[: len(stated.assets)] == stated.assets
    assert completed.brief == stated.brief
    assert completed.cards


@pytest.mark.parametrize(
    ("file", "before", "after", "says"),
    [
        (
            "shots.csv",
            'S01-SH01,Alley,orient,"ELS:',
            'S01-SH01,Alley,orient,"XL:',
            "shots.csv line 2, column size: 'XL'",
        ),
        ("shots.csv", "S01-SH03,Cracked", "S01-SH02,Cracked", "shots.csv lines 3, 4: S01-SH02 stands 2 times"),
        ("shots.csv", "LO-ALLEY place", "LO-STREET place", "shots.csv line 2: LO-STREET is not in assets.csv"),
        ("assets.csv", "CH-ABELL,character", "CH-ABELL,pawnbroker", "assets.csv line 3, column kind: 'pawnbroker'"),
        ("assets.csv", "CH-ABELL,character", "CH-WREN,character", "assets.csv lines 2, 3: CH-WREN stands 2 times"),
        ("sounds.csv", "S01-SH01", "S09-SH01", "sounds.csv line 2: S09-SH01 is not a shot of shots.csv"),
        ("sounds.csv", "ambience", "noise", "sounds.csv line 2, column kind: 'noise' is not one of"),
        ("cut.csv", "S01-SH01,0,5.5", "S01-SH01,6,5.5", "cut.csv line 2, column out: 5.5 s is not after 6 s"),
        ("cut.csv", "S01-SH01,0", "S01-SH02,0", "cut.csv lines 2, 3: S01-SH02 stands 2 times"),
        ("project.toml", "limit = 40", "limit = -1", "project.toml, field budget.limit: should be greater"),
        ("project.toml", 'rate = "24"', 'rate = "1/0"', "project.toml, field format.rate: '1/0' is not a frame rate"),
        ("project.toml", 'currency = "USD"', 'currency = "dollars"', "project.toml, field budget.currency: "),
        ("project.toml", "[budget]", "[budgets]", "project.toml, field budgets: there is no such field"),
        ("project.toml", "[budget]", "[budget", "project.toml: is not TOML"),
        ("script.fountain", "[[S01-SH01", "[[S09-SH09", "names a shot that shots.csv does not have"),
    ],
)
def test_a_fault_is_a_sentence_with_its_place(side_b: Path, file: str, before: str, after: str, says: str) -> None:
    change(side_b / file, before, after)

    assert any(says in fault for fault in faults(side_b)), faults(side_b)


def test_faults_of_all_sheets_are_told_at_once(side_b: Path) -> None:
    change(side_b / "shots.csv", 'orient,"ELS:', 'orient,"XL:')
    change(side_b / "assets.csv", "CH-ABELL,character", "CH-ABELL,pawnbroker")
    change(side_b / "project.toml", "limit = 40", "limit = -1")

    assert [fault.split(".")[0] for fault in faults(side_b)] == ["project", "assets", "shots"]


def test_a_brief_without_letters_a_title_of_nul_and_a_folder_without_a_script_are_sentences(tmp_path: Path) -> None:
    assert faults(tmp_path / "nowhere") == [f"{tmp_path}/nowhere: does not exist; name a production folder or a script"]
    (tmp_path / "project.toml").write_bytes(b'title = "\xff"')
    assert faults(tmp_path) == [
        "project.toml: is not UTF-8 text",
        f"{tmp_path}: has no script.fountain, nor one script as .fountain, .fdx or .pdf",
    ]
    (tmp_path / "script.fountain").write_text(SCRIPT)
    (tmp_path / "project.toml").write_text('title = "a\\u0000b"')
    assert faults(tmp_path) == ["project.toml: holds a NUL character, which no text has"]


def test_of_two_scripts_the_one_named_script_counts(tmp_path: Path) -> None:
    (tmp_path / "one.fountain").write_text(SCRIPT)
    (tmp_path / "two.fountain").write_text(SCRIPT)
    assert faults(tmp_path) == [f"{tmp_path}: has 2 scripts: keep one, or name it script.fountain"]

    (tmp_path / "script.fountain").write_text(SCRIPT)
    assert folder.load(tmp_path).script == SCRIPT


def test_an_asset_that_only_a_card_names_is_proposed(tmp_path: Path) -> None:
    (tmp_path / "script.fountain").write_text(SCRIPT)
    (tmp_path / "shots.csv").write_text("shot,subjects\nS01-SH01,CH-WREN: waits | PR-BRASS-KEY: on a hook\n")

    found = {asset.id: asset for asset in folder.load(tmp_path).assets}
    assert found["PR-BRASS-KEY"].name == "Brass Key"
    assert found["PR-BRASS-KEY"].origin is Origin.PROPOSED


@pytest.mark.parametrize(
    ("name", "write"), [("draft.pdf", writing.write), ("draft.fdx", finaldraft.write)], ids=["pdf", "final draft"]
)
def test_a_folder_may_have_its_script_as_pdf_or_final_draft_and_a_fountain_script_comes_first(
    tmp_path: Path, name: str, write: Callable[[Screenplay], bytes]
) -> None:
    script = fountain.parse("INT. HARBOUR - DAY #4#\n\nMARA (40s) waits.\n\nMARA\nWhere is he?\n")
    (tmp_path / name).write_bytes(write(script))
    assert folder.load(tmp_path).script.split() == script.source.split()
    (tmp_path / "own.fountain").write_text("EXT. PIER - DAY\n\nBoats.\n", encoding="utf-8")
    assert folder.load(tmp_path).script == "EXT. PIER - DAY\n\nBoats.\n"


def test_what_is_tagged_in_a_final_draft_script_is_marked_in_its_breakdown(tmp_path: Path) -> None:
    script = fountain.parse("INT. HALL - NIGHT\n\nAda lifts the lamp.\n")
    start = script.source.index("lamp")
    tag = finaldraft.Tag(5, "Props", "storm lamp", Span(start, start + 4, 3, 15))
    (tmp_path / "hall.fdx").write_bytes(finaldraft.write(script, [tag]))

    (mark,) = folder.load(tmp_path / "hall.fdx").marks
    assert (mark.scene, mark.category, mark.name, mark.note) == ("S01", Category.PROPS, "storm lamp", folder.TAGGED)
    assert folder.load(tmp_path).marks == (mark,)
