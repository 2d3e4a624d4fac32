"""Files made to hurt, or not what they say: each is refused with a sentence, soon."""

import pytest

from rushes.craft.screenplay import finaldraft, fountain
from rushes.craft.screenplay.finaldraft import markup
from rushes.kernel.errors import InvalidFile
from tests.craft.screenplay import made_up, mutants
from tests.craft.screenplay.finaldraft.files import SPECTRUM, document, paragraph
from tests.craft.screenplay.scripts import KITCHEN

_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"Title: X\n\nINT. HOUSE", "line 1, column 1: is not whole XML: syntax error"),
        (SPECTRUM[:-40], "is not whole XML: unclosed token"),
        (SPECTRUM[:-15], "is not whole XML: no element found"),
        (b"\x00\x01\x02", "is not whole XML"),
        (b"<html><body/></html>", "begins with <html> instead of <FinalDraft>"),
        (b"<FinalDraft/>", "has no Content"),
        (b'<?xml version="1.0" encoding="klingon"?><FinalDraft/>', "text encoding"),
        (
            f'<!DOCTYPE x [<!ENTITY l0 "ha">{_LAUGHS}]><FinalDraft>&l9;</FinalDraft>'.encode(),
            "declares a document type",
        ),
        (b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><FinalDraft/>', "declares a document type"),
        (b"<FinalDraft><Content>" + b"<Paragraph>" * 100_000, "inside each other more than 64 deep"),
        (b"<FinalDraft><Content>" + b"<Paragraph/>" * markup.MOST_ELEMENTS, "more than 500,000 XML elements"),
        (b"<FinalDraft>" + b" " * markup.LARGEST, "is 24.0 MiB; a script may be at most 24 MiB"),
        (document(paragraph("Action", "\n" * 1_000_001)), "has more than 1,000,000 lines"),
    ],
    ids=[
        *("empty", "fountain", "cut in a tag", "cut between", "binary", "web page", "no content", "encoding"),
        *("laughs", "outside", "deep", "many", "large", "lines"),
    ],
)
def test_what_is_no_whole_script_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(InvalidFile) as refused:
        finaldraft.read(data)
    assert sentence in refused.value.detail
    assert refused.value.detail.startswith("Final Draft file: ")


def test_what_we_write_of_a_script_of_five_megabytes_is_within_what_we_read() -> None:
    text = made_up.script(190, 800)
    data = finaldraft.write(fountain.parse(text))
    times = 5_000_000 / len(text)
    assert len(data) * times < markup.LARGEST
    assert data.count(b"\n") * times < markup.MOST_LINES
    assert (data.count(b"<") - data.count(b"</")) * times < markup.MOST_ELEMENTS
    padded = data.replace(b"<Content>", b"<Content>" + b" " * (20 << 20), 1)
    assert finaldraft.read(padded).screenplay == finaldraft.read(data).screenplay


@pytest.mark.parametrize(
    "content",
    [
        paragraph("Character", "A") + paragraph("Dialogue", "word") * 20_000,
        '<Paragraph Type="Action">' + '<Text Style="Bold">*_</Text><Text>\\</Text>' * 10_000 + "</Paragraph>",
        paragraph("Action", "[[ /* " * 20_000) * 2,
        '<Paragraph Type="Action">' + "<ScriptNote><Paragraph><Text>]]</Text></Paragraph></ScriptNote>" * 20_000
        + "<Text>x</Text></Paragraph>",
        paragraph("Scene Heading", "x", f' Number="{"9" * 100_000}"') * 3,
    ],
    ids=["speech", "styles", "brackets", "notes", "numbers"],
)  # fmt: skip
def test_a_file_that_is_too_much_of_one_thing_takes_no_longer_than_its_length(content: str) -> None:
    # Anything quadratic would take minutes; the suite's own time limit is the assertion that it does not.
    assert finaldraft.read(document(content)).screenplay.elements


def test_a_damaged_file_is_read_or_refused_and_nothing_else() -> None:
    texts = [SPECTRUM.decode(), finaldraft.write(fountain.parse(KITCHEN)).decode()]
    refused = 0
    for text in mutants.mutants(texts, 300):
        try:
            finaldraft.read(text.encode("utf-8", "surrogatepass"))
        except InvalidFile:
            refused += 1
    assert 0 < refused < 300
