"""What elements imply, by rules as rows."""

import pytest

from rushes.craft.breakdown import implied, whole
from rushes.craft.breakdown.categories import Category
from rushes.craft.breakdown.found import How
from rushes.craft.screenplay import fountain

WET = fountain.parse("INT. HALL - NIGHT\n\nADA\nOh.\n\nAda, soaked, drops a wet letter.\n")


def test_a_soaked_person_implies_doubles_towels_and_a_dry_floor_with_the_words_that_say_so() -> None:
    needs = whole.of(WET).needs
    said = {one.name: one for one in needs.found if one.implied}
    assert {"doubles of ADA's costume", "towels and warm robes", "floor protection, wet floor"} <= said.keys()
    towels = said["towels and warm robes"]
    assert (towels.span.of(WET.source), towels.how) == ("soaked", How.RULE)
    assert towels.says.startswith("people: soaked")


def test_a_rule_for_people_does_not_dry_letters() -> None:
    names = [one.name for one in whole.of(WET).needs.found if one.implied]
    assert "wet doubles of the letter" in names
    assert "doubles of letter's costume" not in names


def test_a_productions_rules_come_beside_the_shipped_ones_or_take_them_away() -> None:
    letter = {"when": "props: letter", "category": "notes", "element": "real {element}", "why": "close-up"}
    away = implied.rule(implied.row_of(implied.shipped()[0]) | {"element": "nothing"})
    needs = whole.of(WET, own=[implied.rule(letter), away]).needs
    [note] = needs.of("S01", Category.NOTES)
    assert (note.name, note.says) == ("real letter", "props: letter: close-up")
    assert "doubles of ADA's costume" not in needs.names("S01", Category.WARDROBE)


def test_a_word_of_the_action_sets_a_rule_off() -> None:
    needs = whole.of(fountain.parse("INT. HALL - DAY\n\nThey are dancing.\n")).needs
    [choreographer] = needs.of("S01", Category.LABOR)
    assert choreographer.name == "choreographer"


def test_what_is_implied_implies_nothing_further() -> None:
    chain = [
        implied.rule({"when": "props: letter", "category": "animals", "element": "unicorn"}),
        implied.rule({"when": "animals: unicorn", "category": "notes", "element": "endless"}),
    ]
    assert whole.of(WET, own=chain).needs.of("S01", Category.NOTES) == []


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"when": "props", "category": "props", "element": "x"}, "column when"),
        ({"when": "hats: *", "category": "props", "element": "x"}, "column when: 'hats' is not one of cast"),
        ({"when": "words: *", "category": "props", "element": "x"}, "every scene"),
        ({"when": "props: *", "category": "hats", "element": "x"}, "column category: 'hats'"),
        ({"when": "props: *", "category": "props", "element": " "}, "column element"),
    ],
)
def test_a_row_that_cannot_be_a_rule_says_which_cell(row: dict[str, str], says: str) -> None:
    with pytest.raises(ValueError, match=says.replace("*", r"\*")):
        implied.rule(row)


def test_every_shipped_rule_is_read_and_written_back() -> None:
    assert [implied.rule(implied.row_of(rule)) for rule in implied.shipped()] == list(implied.shipped())
    assert len(implied.shipped()) > 40
    assert all(rule.why for rule in implied.shipped())
