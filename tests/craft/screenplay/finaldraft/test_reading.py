"""Reading Final Draft files: every kind of paragraph, and what a file says beside its words, each with its place."""

from io import StringIO

import pytest
from screenplain.export import fdx as screenplain_fdx
from screenplain.parsers import fountain as screenplain_fountain
from screenplay_tools.fdx.writer import Writer as ToolsWriter
from screenplay_tools.fountain.parser import Parser as ToolsParser

from rushes.craft.screenplay import finaldraft
from rushes.craft.screenplay.elements import SceneHeading
from rushes.craft.screenplay.finaldraft.paragraphs import eighths
from tests.craft.screenplay import made_up, peers
from tests.craft.screenplay.finaldraft.files import SIDE_B, SPECTRUM, document, paragraph
from tests.craft.screenplay.scripts import KITCHEN

READ = finaldraft.read(SPECTRUM)
# One of the programs reads FADE IN: as a heading, and writes stars as words.
MADE_UP = made_up.script(30, 120).replace("FADE IN:\n\n", "").replace("*", "")


def read(content: str) -> list[tuple[str, str]]:
    return [(element.kind, element.text) for element in finaldraft.read(document(content)).screenplay.elements]


def test_every_type_of_paragraph_becomes_the_element_it_is() -> None:
    assert [(element.kind, element.text) for element in READ.screenplay.elements] == [
        ("heading", "INT. LAMP ROOM - NIGHT"),
        ("synopsis", "The lamp"),
        ("synopsis", "Ines finds the lamp."),
        ("action", "(Ines, Otto)"),
        ("action", r"She lifts the *brass* lamp and it is \*cold\*."),
        ("action", "CLOSE ON: THE WICK"),
        ("cue", "INES"),
        ("parenthetical", "(softly)"),
        ("dialogue", "It is out."),
        ("cue", "Otto (O.S.)"),
        ("dialogue", "It is out!"),
        ("cue", "INES"),
        ("dialogue", "I said\nso."),
        ("lyrics", "La la"),
        ("page_break", "==="),
        ("transition", "FADE OUT."),
        ("centered", "ACT TWO"),
        ("section", "The sea"),
        ("synopsis", "Storm."),
        ("action", "A wave."),
    ]


def test_the_second_speech_of_a_pair_is_dual() -> None:
    assert [getattr(e, "dual", None) for e in READ.screenplay.elements if e.kind == "cue"] == [False, True, False]


def test_a_scene_brings_its_number_length_and_page() -> None:
    heading = READ.screenplay.elements[0]
    assert isinstance(heading, SceneHeading)
    assert heading.number == "4A"
    (scene,) = READ.scenes
    assert (scene.eighths, scene.page) == (12, "3")
    assert scene.span.of(READ.screenplay.source) == "INT. LAMP ROOM - NIGHT"


def test_tags_keep_their_category_by_name_and_the_words_they_mark() -> None:
    source = READ.screenplay.source
    assert [(tag.number, tag.category, tag.label, tag.span.of(source)) for tag in READ.tags] == [
        (5, "Props", "the lamp", "brass* lamp"),
        (0, "Drones", "D", "brass* lamp"),
    ]


def test_revisions_and_notes_keep_their_places() -> None:
    source = READ.screenplay.source
    (revision,) = READ.revisions
    assert (revision.name, revision.colour) == ("Blue", "#0000FFFF")
    assert [span.of(source) for span in revision.spans] == [r"and it is \*cold\*."]
    (note,) = READ.notes
    assert note.text == "Too\n  \ndark?"
    assert note.span.of(source) == note.text
    assert READ.screenplay.elements[4].notes[0].text == note.text


def test_the_title_page_is_told_by_place_and_words() -> None:
    assert [(entry.key, entry.values) for entry in READ.screenplay.title_page] == [
        ("Title", ("THE LAMP",)),
        ("Credit", ("written by",)),
        ("Author", ("Nobody Special",)),
        ("Source", ("based on a true lamp",)),
        ("Draft date", ("Second draft, 2 March",)),
        ("Contact", ("nobody@example.org",)),
    ]


def test_what_was_not_understood_is_counted() -> None:
    assert READ.unknown == (("element SceneArcBeats", 1), ("paragraph type Stage Business, shown as action", 1))
    content = "<Bookmark/>" + paragraph("Dialogue", "Hello?") + paragraph("Character", "OTTO")
    content += '<Paragraph Type="Action"><Text TagNumber="9">Sea.</Text><Beat/></Paragraph>'
    assert finaldraft.read(document(content)).unknown == (
        ("cue without a speech, shown as action", 1),
        ("element Beat", 1),
        ("element Bookmark", 1),
        ("speech without a cue, shown as action", 1),
        ("tag without a definition", 1),
    )
    assert read(content) == [("action", "Hello?"), ("action", "OTTO"), ("action", "Sea.")]


@pytest.mark.parametrize(
    ("kind", "text", "element"),
    [
        ("Action", "INT. IS WHAT SHE READS", ("action", "INT. IS WHAT SHE READS")),
        ("Action", "  two\n  lines", ("action", "  two\n  lines")),
        ("Action", "# one", ("action", "# one")),
        ("General", "Then.", ("action", "Then.")),
        ("Scene Heading", "THE ROOF", ("heading", "THE ROOF")),
        ("Scene Heading", "... later", ("action", "... later")),
        ("Transition", "slowly to black", ("transition", "slowly to black")),
        ("Description", "Sea.", ("action", "Sea.")),
    ],
)
def test_words_that_would_read_as_something_else_keep_their_type(
    kind: str, text: str, element: tuple[str, str]
) -> None:
    assert read(paragraph("Action", "Before.") + paragraph(kind, text))[1] == element


def test_a_style_on_a_whole_cue_is_no_emphasis_and_capitals_by_style_are_capitals() -> None:
    content = '<Paragraph Type="Character"><Text Style="Bold+AllCaps">Otto</Text></Paragraph>'
    assert read(content + paragraph("Dialogue", "Yes.")) == [("cue", "OTTO"), ("dialogue", "Yes.")]


def test_a_note_that_speaks_of_brackets_stays_one_note() -> None:
    note = "<ScriptNote><Paragraph><Text>see [[x]] and [y]</Text></Paragraph></ScriptNote>"
    script = finaldraft.read(document(f'<Paragraph Type="Action">{note}<Text>Sea.</Text></Paragraph>')).screenplay
    assert [note.text for note in script.elements[0].notes] == ["see [[x] ] and [y] "]


def test_a_note_on_an_empty_paragraph_stands_alone() -> None:
    note = "<ScriptNote><Paragraph><Text>cut this</Text></Paragraph></ScriptNote>"
    assert read(paragraph("Action", "Sea.") + f'<Paragraph Type="Action">{note}<Text/></Paragraph>') == [
        ("action", "Sea."),
        ("note", "cut this"),
    ]


def test_a_file_in_utf_16_is_read() -> None:
    text = document(paragraph("Action", "Größe 你好")).decode().replace("UTF-8", "UTF-16")
    assert finaldraft.read(text.encode("utf-16")).screenplay.elements[0].text == "Größe 你好"


@pytest.mark.parametrize("text", [SIDE_B, KITCHEN, MADE_UP], ids=["side b", "kitchen", "made up"])
def test_files_that_other_programs_write_hold_the_same_words(text: str) -> None:
    out = StringIO()
    screenplain_fdx.to_fdx(screenplain_fountain.parse(StringIO(text)), out)
    parser = ToolsParser()
    parser.add_text(text)
    files = (out.getvalue(), ToolsWriter().write(parser.script))
    wanted = [words for kind, words in peers.ours(text) if kind in {"heading", "cue", "dialogue"}]
    for file in files:
        found = peers.ours(finaldraft.read(file.encode()).screenplay.source)
        assert [words for kind, words in found if kind in {"heading", "cue", "dialogue"}] == wanted


@pytest.mark.parametrize(
    ("length", "found"), [("1 4/8", 12), ("3/8", 3), ("2", 16), ("", None), ("long", None), ("8/8", 8), ("1 x", None)]
)
def test_a_length_is_in_eighths(length: str, found: int | None) -> None:
    assert eighths(length) == found
