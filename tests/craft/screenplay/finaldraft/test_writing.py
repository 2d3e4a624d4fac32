"""Writing Final Draft files: what other programs read in them, and that nothing is lost on the way back."""

from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from screenplay_tools.fdx.parser import Parser

from rushes.craft.screenplay import finaldraft, fountain
from rushes.craft.screenplay.elements import Character, Dialogue, SceneHeading, Screenplay
from rushes.craft.screenplay.emphasis import plain
from rushes.craft.screenplay.finaldraft import Tag
from rushes.craft.screenplay.lines import Ruler
from tests.craft.screenplay import made_up
from tests.craft.screenplay.finaldraft.files import SIDE_B
from tests.craft.screenplay.scripts import KITCHEN, LIGHTHOUSE
from tests.craft.screenplay.test_fountain_writing import FRAGMENTS, scripts


def written(text: str) -> Element:
    return fromstring(finaldraft.write(fountain.parse(text)))


def shape(script: Screenplay) -> list[tuple[object, ...]]:
    """What must survive: headings with numbers, cues with their pairing, and every word spoken."""
    found: list[tuple[object, ...]] = []
    for element in script.elements:
        if isinstance(element, SceneHeading):
            found.append(("heading", plain(element.text), element.number))
        elif isinstance(element, Character):
            found.append(("cue", plain(element.name), plain(element.extension), element.dual))
        elif isinstance(element, Dialogue):
            found.append(("dialogue", plain(element.text)))
    return found


def test_a_file_opens_as_final_draft_files_do() -> None:
    data = finaldraft.write(fountain.parse(SIDE_B))
    head = b'<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n<FinalDraft DocumentType="Script" '
    assert data.startswith(head + b'Template="No" Version="5">')
    assert data.endswith(b"</FinalDraft>\n")


def test_side_b_comes_back_to_the_character() -> None:
    assert finaldraft.read(finaldraft.write(fountain.parse(SIDE_B))).screenplay.source == SIDE_B


@pytest.mark.parametrize("text", [SIDE_B, KITCHEN, LIGHTHOUSE, made_up.script(40, 160)], ids=["b", "k", "l", "made up"])
def test_another_reader_finds_the_same_headings_cues_and_speeches(text: str) -> None:
    script = fountain.parse(text)
    read = Parser().parse(finaldraft.write(_without_pairs(script)).decode())
    assert [e.text for e in read.elements if e.type.value == "HEADING"] == [
        e.text for e in script.elements if isinstance(e, SceneHeading)
    ]
    names = [(e.name, e.extension or "") for e in read.elements if e.type.value == "CHARACTER"]
    cues = [e for e in script.elements if isinstance(e, Character)]
    assert names == [(cue.name, cue.extension) for cue in cues]


def _without_pairs(script: Screenplay) -> Screenplay:
    """The other reader does not look inside dual dialogue."""
    elements = tuple(replace(e, dual=False) if isinstance(e, Character) else e for e in script.elements)
    return replace(script, elements=elements)


def test_dual_dialogue_holds_both_speeches_and_the_next_cue_stands_outside() -> None:
    root = written("A\nOne.\n\nB ^\n(low)\nTwo.\n\nC\nThree.\n")
    (dual,) = root.iterfind("Content/Paragraph/DualDialogue")
    assert [one.get("Type") for one in dual] == ["Character", "Dialogue", "Character", "Parenthetical", "Dialogue"]
    assert [one.get("Type") for one in root.iterfind("Content/Paragraph")] == [None, "Character", "Dialogue"]


def test_emphasis_is_a_style_and_notes_stand_before_the_words() -> None:
    (paragraph,) = written("She **never *ever*** _said_ so. [[S01-SH01]]\n").iterfind("Content/Paragraph")
    assert [(text.text, text.get("Style")) for text in paragraph.iterfind("Text")] == [
        ("She ", None),
        ("never ", "Bold"),
        ("ever", "Bold+Italic"),
        (" ", None),
        ("said", "Underline"),
        (" so.", None),
    ]
    assert paragraph.findtext("ScriptNote/Paragraph/Text") == "S01-SH01"
    assert paragraph[0].tag == "ScriptNote"


def test_a_heading_says_its_number_length_page_and_synopsis() -> None:
    heading = written("INT. A - DAY #7#\n\n= All is lost.\n\nSea.\n").find("Content/Paragraph")
    assert heading is not None
    assert heading.get("Number") == "7"
    properties = heading.find("SceneProperties")
    assert properties is not None
    assert (properties.get("Length"), properties.get("Page")) == ("1/8", "1")
    assert properties.findtext("Summary/Paragraph/Text") == "All is lost."


def test_page_breaks_centred_lines_songs_and_outline_find_their_place() -> None:
    root = written("# One\n\n= Why\n\n===\n\n> END <\n\n~Alone\n\nA\n~La\n\n[[last]]\n\n====\n")
    assert [(one.get("Type"), one.get("Alignment"), one.get("StartsNewPage")) for one in root[0]] == [
        ("Outline 1", None, None),
        ("Outline Body", None, None),
        ("General", "Center", "Yes"),
        ("Action", None, None),
        ("Character", None, None),
        ("Dialogue", None, None),
        ("Action", None, "Yes"),
    ]


def test_tags_mark_their_words_and_share_definitions() -> None:
    script = fountain.parse("INT. A - DAY\n\nThe *brass* lamp [[x]] falls. A lamp!\n")
    lamp, lamps, brass = script.source.index("*brass"), script.source.index("lamp!"), script.source.index("brass")
    ruler = Ruler(script.source)
    tags = [
        Tag(5, "Props", "the lamp", ruler.span(lamp, lamp + 12)),
        Tag(5, "Props", "the lamp", ruler.span(lamps, lamps + 4)),
        Tag(14, "Set Dressing", "brass", ruler.span(brass, brass + 5)),
        Tag(40, "Voices", "V", ruler.span(0, 3)),
    ]
    root = fromstring(finaldraft.write(script, tags))
    marked = [(text.text, text.get("TagNumber")) for text in root.iterfind("Content/Paragraph/Text")]
    assert marked == [
        *(("INT", "1"), (". A - DAY", None), ("The ", None), ("brass", "2"), (" lamp", "3"), (" falls. A ", None)),
        *(("lamp", "4"), ("!", None)),
    ]
    assert len(list(root.iter("TagDefinition"))) == 3
    assert [len(list(tag)) for tag in root.iterfind("TagData/Tags/Tag")] == [1, 2, 1, 1]
    back = finaldraft.read(finaldraft.write(script, tags))
    assert {(tag.number, tag.category, tag.label) for tag in back.tags} == {
        *((5, "Props", "the lamp"), (14, "Set Dressing", "brass"), (0, "Voices", "V")),
    }


def test_a_tag_marks_the_words_of_the_script_and_not_those_of_a_note() -> None:
    script = fountain.parse(f"A. [[the lamp {'very ' * 99}]] He lifts the lamp [[lamp]] now.\n")
    lamp = script.source.index("lamp [[")
    data = finaldraft.write(script, [Tag(5, "Props", "lamp", Ruler(script.source).span(lamp, lamp + 4))])
    texts = [(text.text, text.get("TagNumber")) for text in fromstring(data).iterfind("Content/Paragraph/Text")]
    assert texts == [("A. He lifts the ", None), ("lamp", "1"), (" now.", None)]


def test_ten_thousand_tags_are_written_in_one_go() -> None:
    script = fountain.parse("INT. A - DAY\n\n" + "The brass lamp falls.\n\n" * 10_000)
    ruler, tags, at = Ruler(script.source), [], 0
    while (at := script.source.find("brass", at + 1)) > 0:
        tags.append(Tag(5, "Props", "lamp", ruler.span(at, at + 10)))
    assert finaldraft.write(script, tags).count(b"TagNumber") == len(tags) == 10_000


def test_the_title_page_comes_back_key_by_key() -> None:
    text = (
        "Title:\n    _**SALT**_\n    A Story\nCredit: written by\nAuthors:\n    A. One\n    B. Two\n"
        "Source: based on a sea\nDraft date: 2 March\nContact: one@example.org\nMood: grey\n"
        "Copyright: (c) A. One\n\nINT. A - DAY\n\nSea.\n"
    )
    back = finaldraft.read(finaldraft.write(fountain.parse(text))).screenplay
    assert [(entry.key, entry.values) for entry in back.title_page] == [
        ("Title", ("_**SALT**_", "A Story")),
        ("Credit", ("written by",)),
        ("Author", ("A. One", "B. Two")),
        ("Source", ("based on a sea",)),
        ("Draft date", ("2 March",)),
        ("Contact", ("one@example.org",)),
        ("Mood", ("grey",)),
        ("Copyright", ("(c) A. One",)),
    ]


def test_what_xml_cannot_hold_is_shown_as_unreadable() -> None:
    assert written("A\x00b\x0cc\ud800d\n").findtext("Content/Paragraph/Text") == "A\ufffdb\ufffdc\ufffdd"


@pytest.mark.parametrize("text", [SIDE_B, KITCHEN, LIGHTHOUSE, made_up.script(60, 250, seed=3)])
def test_a_script_keeps_headings_numbers_cues_pairs_and_words(text: str) -> None:
    script = fountain.parse(text)
    assert shape(finaldraft.read(finaldraft.write(script)).screenplay) == shape(script)


# A lone bracket could meet the note behind it, XML has no NUL or form feed, a song becomes a line in italics, and a
# pair needs somebody to pair with.
_PLAIN = [one for one in FRAGMENTS if one not in {"[[", "]]", "/*", "[", "/", "*/", "]", "*", "\x00", "\x0c", "^", "~"}]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_PLAIN), max_size=30).map("".join))
def test_any_script_keeps_headings_numbers_cues_and_words(text: str) -> None:
    script = fountain.parse(text)
    assert shape(finaldraft.read(finaldraft.write(script)).screenplay) == shape(script)


@settings(max_examples=200, deadline=None)
@given(scripts)
def test_what_came_from_a_file_goes_back_to_the_same_file(text: str) -> None:
    once = finaldraft.read(finaldraft.write(fountain.parse(text))).screenplay
    assert shape(finaldraft.read(finaldraft.write(once)).screenplay) == shape(once)
