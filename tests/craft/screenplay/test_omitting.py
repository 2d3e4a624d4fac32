"""Omitted scenes: what says so, what they cost, and how a script keeps their numbers on paper and in other files."""

import pytest

from rushes.craft.breakdown import matrix, scene_list, sheet, whole
from rushes.craft.grammar import coverage
from rushes.craft.screenplay import breakdown, finaldraft, fountain, layout, omitting, shots
from rushes.craft.screenplay.breakdown import NoScene
from rushes.craft.screenplay.elements import SceneHeading, Screenplay
from rushes.craft.screenplay.layout import Paper
from rushes.craft.screenplay.pdf import reading, writing

ONE = "INT. HALL - NIGHT #1#\n\nADA (30s) sings a long song to the lamp.\n\n"
TWO = ".OMITTED #2#\n\n"
THREE = "INT. BOAT - DAWN #3#\n\nBO (50s) rows without looking up.\n"
CUT = fountain.parse(ONE + TWO + THREE)


def headings(script: Screenplay) -> list[tuple[str, str | None]]:
    return [(each.text, each.number) for each in script.elements if isinstance(each, SceneHeading)]


@pytest.mark.parametrize(
    "text",
    [".OMITTED #2#", ".omit #2#", ".Omitted", ".SCENE OMITTED. #2A#", ".OMITTED #2#\n\n[[why]]",
     ".OMITTED #2#\n\n/* what it was */", "FADE IN:\n\n.OMITTED #1#", ".OMITTED #2#\n\nFADE OUT."],
)  # fmt: skip
def test_a_heading_that_says_so_with_nothing_told_is_an_omitted_scene(text: str) -> None:
    assert omitting.is_omitted(fountain.parse(text).elements)


@pytest.mark.parametrize(
    "text",
    ["INT. HALL #2#", "OMITTED", ".OMITTED EVIDENCE #2#", ".OMITTED #2#\n\nAda sings.", ".OMITTED #2#\n\nADA\nWho?",
     "A phone rings in the dark.\n\n.OMITTED #1#"],
)  # fmt: skip
def test_what_tells_anything_is_a_scene(text: str) -> None:
    assert not omitting.is_omitted(fountain.parse(text).elements)


def test_an_omitted_scene_is_counted_apart_and_has_no_eighths_and_nobody() -> None:
    found = breakdown.breakdown(CUT)
    assert [scene.code for scene in found.scenes] == ["S01", "S03"]
    assert [(one.code, one.number, one.eighths, one.characters) for one in found.omitted] == [("S02", "2", 0, ())]
    assert [scene.code for scene in found.listed] == ["S01", "S02", "S03"]
    assert breakdown.to_json(found)["omitted"] == ["2"]


def test_however_many_scenes_are_omitted_the_others_are_as_long_as_before() -> None:
    lines = "".join(f".OMITTED #2{letter}#\n\n" for letter in "ABCDEFGHIJKLMNOPQRST")
    long = fountain.parse(ONE + lines + THREE)
    alone = breakdown.breakdown(fountain.parse(ONE + THREE)).scenes
    assert [one.eighths for one in breakdown.breakdown(long).scenes] == [one.eighths for one in alone]


def test_a_script_of_nothing_but_omitted_scenes_has_no_scene() -> None:
    with pytest.raises(NoScene, match="omitted"):
        breakdown.breakdown(fountain.parse(TWO))


def test_nothing_is_planned_or_needed_for_an_omitted_scene() -> None:
    broken_down = whole.of(CUT)
    assert {card.scene for card in coverage.propose(CUT)} == {"S01", "S03"}
    assert [one.scene for one in sheet.sheets(broken_down, "Film")] == ["S01", "S03"]
    assert broken_down.needs.of("S02") == []
    assert [row[0] for row in scene_list.scene_list(broken_down, "Film", {}).rows] == ["S01", "S03"]
    assert [code for code, _, _ in matrix.matrix(broken_down).scenes] == ["S01", "S03"]


def test_its_number_is_printed_on_both_sides() -> None:
    [page] = layout.body(CUT.elements, Paper.LETTER)
    rows = [line.text for line in page.lines if line.element == 2]
    assert rows == ["2", "OMITTED", "2"]


def test_a_page_may_end_between_omitted_scenes() -> None:
    lines = "".join(f".OMITTED #{number}#\n\n" for number in range(2, 60))
    pages = layout.body(fountain.parse(ONE + lines + THREE).elements, Paper.LETTER)
    assert len(pages) == 4
    assert all(len([line for line in page.lines if line.text == "OMITTED"]) > 15 for page in pages[:3])


def test_pdf_and_final_draft_give_it_back() -> None:
    for read in (
        reading.read(writing.write(CUT, Paper.LETTER)).screenplay,
        finaldraft.read(finaldraft.write(CUT)).screenplay,
    ):
        assert headings(read) == [("INT. HALL - NIGHT", "1"), ("OMITTED", "2"), ("INT. BOAT - DAWN", "3")]
        assert [one.code for one in breakdown.breakdown(read).omitted] == ["S02"]


def test_final_drafts_own_omitted_scene_keeps_its_number_and_hides_its_words() -> None:
    hidden = '<OmittedScene><Paragraph Type="Action"><Text>Ada sleeps.</Text></Paragraph></OmittedScene>'
    xml = (
        '<FinalDraft DocumentType="Script" Version="5"><Content>'
        '<Paragraph Type="Scene Heading" Number="1"><Text>INT. HALL - DAY</Text></Paragraph>'
        '<Paragraph Type="Action"><Text>Ada wakes.</Text></Paragraph>'
        f'<Paragraph Type="Scene Heading" Number="2">{hidden}<Text>Omitted</Text></Paragraph>'
        "</Content></FinalDraft>"
    )
    found = breakdown.breakdown(finaldraft.read(xml.encode()).screenplay)
    assert [scene.code for scene in found.omitted] == ["S02"]


def settled(text: str, codes: list[str | None], *gone: str) -> str:
    script, _ = omitting.settled(fountain.parse(text), codes, gone)
    return fountain.write(script)


@pytest.mark.parametrize(
    ("text", "codes", "gone", "expected"),
    [
        (ONE + THREE, ["S01", "S03"], ["S02"], ONE + TWO + THREE),
        (ONE + THREE, ["S01", "S03"], ["S02A", "S02"], ONE + TWO + ".OMITTED #2A#\n\n" + THREE),
        (THREE, ["S03"], ["S01"], ".OMITTED #1#\n\n" + THREE),
        ("FADE IN:\n\n" + THREE, ["S03"], ["S01"], "FADE IN:\n\n.OMITTED #1#\n\n" + THREE),
        ("A phone rings.\n\n" + THREE, ["S03"], ["S01"], "A phone rings.\n\n" + THREE + "\n.OMITTED #1#\n"),
        (THREE, ["S03"], ["S04"], THREE + "\n.OMITTED #4#\n"),
        (ONE + TWO + THREE, ["S01", None, "S03"], [], ONE + THREE),
        (TWO + "[[note]]\n\n" + THREE, [None, "S03"], [], "\n[[note]]\n\n" + THREE),
        ("A phone rings.\n", ["S01"], ["S02"], "A phone rings.\n"),
    ],
)
def test_headings_come_where_their_numbers_belong_and_go(
    text: str, codes: list[str | None], gone: list[str], expected: str
) -> None:
    assert settled(text, codes, *gone) == expected


def test_the_codes_told_are_those_of_the_script_it_makes() -> None:
    script, codes = omitting.settled(fountain.parse(ONE + THREE), ["S01", "S03"], ["S00A", "S02", "S09"])
    parts = shots.scenes(fountain.parse(fountain.write(script)).elements)
    assert codes == ["S00A", "S01", "S02", "S03", "S09"]
    assert [part[0].text for part in parts] == [
        "OMITTED",
        "INT. HALL - NIGHT",
        "OMITTED",
        "INT. BOAT - DAWN",
        "OMITTED",
    ]
