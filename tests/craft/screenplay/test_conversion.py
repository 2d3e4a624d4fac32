"""A script into another kind of file: what it carries, and what is said of the rest."""

from pathlib import Path

import pytest

from rushes.craft.screenplay import conversion, finaldraft, fountain, read
from rushes.craft.screenplay.conversion import Format
from rushes.craft.screenplay.elements import Span
from rushes.craft.screenplay.finaldraft import Tag
from rushes.kernel.errors import InvalidFile

TEXT = "INT. A - DAY\n\nA key. [[brass]] /* gone */ 你\n\n# One\n\n= It begins.\n"
PATH = Path("a.fountain")


@pytest.mark.parametrize(
    ("to", "lost"),
    [
        (Format.FOUNTAIN, ()),
        (Format.FINAL_DRAFT, ("boneyards (1)",)),
        (
            Format.PDF,
            (
                "notes (1)",
                "boneyards (1)",
                "sections of the outline (1)",
                "synopses (1)",
                "letters that the typeface lacks, shown as boxes: 你",
            ),
        ),
    ],
)
def test_what_a_format_cannot_carry_is_counted(to: Format, lost: tuple[str, ...]) -> None:
    assert conversion.convert(TEXT.encode(), PATH, to).lost == lost


SUNG = "INT. A - DAY\n\nADA\n~La la la\n~La la\n\n##### Deep\n\nA bell\x07rings.\n"


def test_what_becomes_something_else_is_said() -> None:
    assert conversion.convert(SUNG.encode(), PATH, Format.FINAL_DRAFT).lost == (
        "lyrics as such, they become italic dialogue (2)",
        "sections below level 4, they move up to it (1)",
        "characters that XML cannot hold (1)",
    )
    assert "lyrics as such, they are printed as italics (2)" in conversion.convert(SUNG.encode(), PATH, Format.PDF).lost


def test_a_speech_in_italics_of_a_pdf_stays_dialogue_and_it_is_said_that_it_may_be_sung() -> None:
    told = "INT. A - DAY\n\nBo listens at the door for a while.\n\nADA\n~La la la\n\nBO\nNot *so* loud.\n"
    pdf = conversion.convert(told.encode(), PATH, Format.PDF).content
    back = conversion.convert(pdf, PATH, Format.FOUNTAIN)
    assert "ADA\n*La la la*\n" in back.content.decode()
    assert back.lost == ("underlining, which is drawn and not said in a PDF", "which speeches in italics are sung (1)")


def test_every_format_is_read_back_as_the_same_scene() -> None:
    for to in Format:
        made = conversion.convert(TEXT.encode(), PATH, to)
        assert read.parse(made.content, PATH).elements[0].text == "INT. A - DAY"


def test_fountain_into_fountain_keeps_every_character() -> None:
    assert conversion.convert(TEXT.encode(), PATH, Format.FOUNTAIN).content == TEXT.encode()


def test_breakdown_tags_go_from_final_draft_to_final_draft_and_are_missed_elsewhere() -> None:
    script = fountain.parse("INT. A - DAY\n\nA key.\n")
    at = script.source.index("key")
    tagged = finaldraft.write(script, [Tag(5, "Props", "Key", Span(at, at + 3, 3, 3))])
    assert finaldraft.read(conversion.convert(tagged, PATH, Format.FINAL_DRAFT).content).tags[0].label == "Key"
    assert conversion.convert(tagged, PATH, Format.FOUNTAIN).lost == ("breakdown tags (1)",)


def test_what_is_no_script_is_refused_by_its_name() -> None:
    with pytest.raises(InvalidFile, match=r"a\.fountain: is a picture"):
        conversion.convert(b"\x89PNG\r\n\x1a\n", PATH, Format.PDF)
