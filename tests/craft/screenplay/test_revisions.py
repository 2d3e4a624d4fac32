"""What changed between two revisions of a script."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.craft.screenplay import fountain, revisions
from rushes.craft.screenplay.elements import Screenplay, Span
from rushes.craft.screenplay.revisions import Change, Kind
from tests.craft.screenplay.scripts import KITCHEN, LIGHTHOUSE

BLOCKS = st.sampled_from(
    [
        "INT. HALL - NIGHT",
        "EXT. YARD - DAY",
        "Ada waits by the green door for a long while.",
        "Rain falls on Ada.",
        "ADA\nWho is there?",
        "ADA\nNobody is there.",
        "BO\n(off)\nMe.",
        "CUT TO:",
        "[[a note]]",
        "# Act",
    ]
)
SCRIPTS = st.lists(BLOCKS, max_size=14).map("\n\n".join)


def changes(before: str, after: str) -> list[Change]:
    return revisions.diff(fountain.parse(before), fountain.parse(after))


def told(found: list[Change]) -> list[tuple[str, str, str]]:
    return [(one.kind, one.scene, (place.text if (place := one.after or one.before) else "")) for one in found]


@given(SCRIPTS)
def test_equal_scripts_have_no_difference(text: str) -> None:
    assert changes(text, text) == []


@given(SCRIPTS, SCRIPTS)
@settings(max_examples=150)
def test_every_element_of_both_is_told_once(before: str, after: str) -> None:
    old, new = fountain.parse(before), fountain.parse(after)
    found = revisions.compare(old, new)

    assert sorted(one.before.span for one in found if one.before) == _spans(old)
    assert sorted(one.after.span for one in found if one.after) == _spans(new)
    for one in found:
        assert (one.before is None) == (one.kind is Kind.ADDED)
        assert (one.after is None) == (one.kind is Kind.REMOVED)


def _spans(screenplay: Screenplay) -> list[Span]:
    titles = [entry.span for entry in screenplay.title_page]
    return sorted([*titles, *(element.span for element in screenplay.elements)])


def test_a_changed_line_is_told_word_by_word() -> None:
    [change] = changes(KITCHEN, KITCHEN.replace("I already licked it.", "I have already licked it twice."))

    assert (change.kind, change.scene, change.before and change.before.kind) == (Kind.CHANGED, "S01", "dialogue")
    assert [(run.kind, run.text) for run in change.words] == [
        ("kept", "I"),
        ("added", "have"),
        ("kept", "already licked"),
        ("removed", "it."),
        ("added", "it twice."),
    ]


def test_a_new_scene_is_added_and_nothing_else() -> None:
    scene = "EXT. STREET - NIGHT\n\nA cat.\n\n"
    after = LIGHTHOUSE.replace(".LAMP ROOM", f"{scene}.LAMP ROOM")

    assert [(kind, text) for kind, _, text in told(changes(LIGHTHOUSE, after))] == [
        ("added", "EXT. STREET - NIGHT"),
        ("added", "A cat."),
    ]
    assert [(kind, text) for kind, _, text in told(changes(after, LIGHTHOUSE))] == [
        ("removed", "EXT. STREET - NIGHT"),
        ("removed", "A cat."),
    ]


def test_a_scene_in_another_place_has_moved_with_all_it_holds() -> None:
    one, two, three = ("INT. A - DAY\n\nAda sings.\n", "INT. B - DAY\n\nBo dances on.\n", "INT. C - DAY\n\nCy.\n")
    found = changes(f"{one}\n{two}\n{three}", f"{three}\n{one}\n{two}")

    assert [(kind, text) for kind, _, text in told(found)] == [("moved", "INT. C - DAY"), ("moved", "Cy.")]


def test_a_paragraph_in_another_scene_has_moved() -> None:
    paragraph = "Bo dances on the table.\n\n"
    text = KITCHEN.replace("She nods", f"{paragraph}She nods")
    after = KITCHEN.replace("Mei runs in", f"{paragraph}Mei runs in")

    [change] = changes(text, after)
    assert (change.kind, change.before and change.before.scene, change.scene) == (Kind.MOVED, "S01", "S01A")


def test_the_title_page_counts() -> None:
    [change] = changes(KITCHEN, KITCHEN.replace("2 March", "3 March"))
    assert (change.kind, change.scene) == (Kind.CHANGED, "")


def test_a_summary_counts() -> None:
    assert revisions.summary([]) == "nothing changed"
    assert revisions.summary(changes(KITCHEN, KITCHEN.replace("I would know.", "I should know."))) == "1 changed"


def test_a_long_script_of_one_cue_said_over_and_over_is_compared_in_linear_time() -> None:
    text = "INT. A - DAY\n\n" + "ADA\nYes.\n\nBo nods.\n\n" * 4000
    start = time.process_time()
    revisions.diff(fountain.parse(text), fountain.parse(text.replace("Yes", "No")))
    assert time.process_time() - start < 6
