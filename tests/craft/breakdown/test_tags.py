"""Final Draft's tags in and out."""

import pytest

from rushes.craft.breakdown import categories, tags, whole
from rushes.craft.breakdown.categories import Category
from rushes.craft.breakdown.found import How
from rushes.craft.screenplay import finaldraft, fountain
from rushes.craft.screenplay.elements import Span
from rushes.craft.screenplay.finaldraft import Tag
from rushes.craft.screenplay.finaldraft import categories as theirs

SCRIPT = fountain.parse("INT. A - DAY\n\nAda lifts a lantern.\n\nADA\nOh.\n\nINT. B - DAY\n\nA wolf.\n")


def at(words: str) -> Span:
    """Where words stand in the script."""
    start = SCRIPT.source.index(words)
    return Span(start, start + len(words), 1, 1)


def test_numbers_and_names_are_final_drafts() -> None:
    assert [category.heading for category in Category if category.number] == list(theirs.NAMES)
    assert [category.number for category in Category][:22] == list(range(1, 23))


@pytest.mark.parametrize("text", ["props", "PROPS", "5", "Makeup/Hair", "make-up", "on_screen text", "sfx"])
def test_a_category_is_read_by_name_number_or_short_name(text: str) -> None:
    assert categories.category(text) in Category


def test_no_category_of_that_name_is_a_sentence_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="'hats' is not one of cast, background actors"):
        categories.category("hats")


def test_a_tag_is_an_element_of_the_scene_that_it_stands_in_and_wins() -> None:
    tagged = (Tag(5, "Props", "storm lamp", at("lantern")), Tag(0, "Drones", "big one", at("wolf")))
    needs = whole.of(SCRIPT, tagged=tagged).needs
    [lamp] = [one for one in needs.of("S01", Category.PROPS) if one.how is How.TAG]
    assert (lamp.name, lamp.span.of(SCRIPT.source), lamp.sure) == ("storm lamp", "lantern", 1.0)
    assert needs.names("S02", Category.MISCELLANEOUS) == ["Drones: big one"]


def test_what_is_found_travels_in_a_final_draft_file_and_comes_back_as_it_was() -> None:
    found = whole.of(SCRIPT).needs
    out = tags.to_tags(found)
    back = finaldraft.read(finaldraft.write(SCRIPT, out))
    assert sorted((tag.number, tag.label) for tag in back.tags) == sorted((tag.number, tag.label) for tag in out)
    again = whole.of(back.screenplay, tagged=back.tags).needs
    told = {(one.scene, one.category, one.name) for one in found.found if one.category.number}
    assert {(one.scene, one.category, one.name) for one in again.found if one.category.number} == told


def test_what_has_no_words_of_its_own_is_not_tagged() -> None:
    assert all(tag.span.end > tag.span.start for tag in tags.to_tags(whole.of(SCRIPT).needs))
    assert "handler for wolf" not in [tag.label for tag in tags.to_tags(whole.of(SCRIPT).needs)]
