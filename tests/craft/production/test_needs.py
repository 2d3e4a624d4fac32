"""breakdown.csv and implied.csv: read with every fault, written back as they were."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.craft.breakdown.categories import Category
from rushes.craft.breakdown.marks import Act, Mark
from rushes.craft.production import folder, needs
from rushes.kernel.errors import Fault, InvalidFile

SCRIPT = "INT. A - DAY\n\nADA\nOh.\n\nAda lifts a lantern.\n"
HEAD = "scene,category,element,action,becomes,note\n"


def made(place: Path, marks: str = "", rules: str = "") -> Path:
    """A production folder with these sheets."""
    (place / "script.fountain").write_text(SCRIPT, encoding="utf-8")
    for name, text in (("breakdown.csv", marks), ("implied.csv", rules)):
        if text:
            (place / name).write_text(text, encoding="utf-8")
    return place


def test_import_export_and_import_again_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "first").mkdir()
    marks = f'{HEAD}S01,props,lantern,rename,storm lamp,"red, old"\n,sfx,rain,remove,,\n'
    rules = "when,category,element,why\nprops: storm lamp,props,oil,it burns\n"
    once = folder.load(made(tmp_path / "first", marks, rules))
    folder.write(once, tmp_path / "second")
    assert folder.load(tmp_path / "second") == once
    assert once.marks == (
        Mark("", Category.SPECIAL_EFFECTS, "rain", Act.REMOVE),
        Mark("S01", Category.PROPS, "lantern", Act.RENAME, "storm lamp", "red, old"),
    )
    assert once.rules[0].element == "oil"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("S01,hats,lantern,,,", "breakdown.csv line 2, column category: 'hats' is not one of cast, background actors"),
        ("S09,props,lantern,,,", "breakdown.csv line 2: S09 is not a scene of the script"),
        ("scene one,props,lantern,,,", "breakdown.csv line 2, column scene: 'scene one' is not a scene like S02"),
        ("S01,props,,,,", "breakdown.csv line 2, column element: is empty"),
        ("S01,props,lantern,burn,,", "breakdown.csv line 2, column action: 'burn' is not one of add, remove, rename"),
        ("S01,props,lantern,rename,,", "breakdown.csv line 2, column becomes: say the new name"),
        ("S01,props,lantern,remove,lamp,", "breakdown.csv line 2, column becomes: only `rename`"),
        ("S01,props,lantern,,,\nS01,props,Lantern,remove,,", "stands 2 times; keep one row"),
    ],
)
def test_a_fault_names_its_place_and_its_cure(tmp_path: Path, row: str, says: str) -> None:
    with pytest.raises(InvalidFile) as refused:
        folder.load(made(tmp_path, f"{HEAD}{row}\n"))
    assert says in refused.value.detail


def test_a_rule_that_is_none_is_a_fault_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(InvalidFile, match=r"implied.csv line 2: column when"):
        folder.load(made(tmp_path, rules="when,category,element,why\nguns,props,x,y\n"))


letters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))
names = st.text(letters, min_size=1, max_size=20).map(lambda text: " ".join(text.split()))


@given(
    st.sampled_from(["", "S01", "S12A"]), st.sampled_from(Category), names.filter(bool),
    st.sampled_from(Act), names.filter(bool), names,
)  # fmt: skip
def test_a_mark_is_read_as_it_was_written(
    scene: str, category: Category, name: str, action: Act, becomes: str, note: str
) -> None:
    mark = Mark(scene, category, name, action, becomes if action is Act.RENAME else "", note)
    faults: list[Fault] = []
    assert needs.mark(needs.mark_row(mark), "here", faults) == mark
    assert not faults
