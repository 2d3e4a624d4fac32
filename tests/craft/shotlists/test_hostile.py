"""Files made to hurt, and files of the wrong kind, are refused with a sentence, in little time and memory."""

import io
import random
import struct
import time as clock
import tracemalloc
import zipfile
from contextlib import suppress

import pytest
import xlsxwriter

from rushes.craft.shotlists import archive, workbook
from rushes.craft.shotlists.preview import preview
from rushes.kernel.errors import InvalidFile
from tests.craft.shotlists.lists import ferry, repacked
from tests.craft.shotlists.lists import workbook as made

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
CELLS = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
FAR = CELLS % b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>'


def refused(data: bytes) -> str:
    """The sentence a file is refused with."""
    with pytest.raises(InvalidFile) as found:
        preview(data, "list.xlsx")
    return found.value.detail


def document() -> bytes:
    """A ZIP that is a text document."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as new:
        new.writestr("word/document.xml", "<w/>")
    return written.getvalue()


def lying() -> bytes:
    """A workbook whose sheet unpacks to far more than its headers declare."""
    data = bytearray(repacked(made([("Shot", "Size"), ("1", "CU")]), sheet1=CELLS % (b" " * (archive.MOST_BYTES + 1))))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", data, at + 24, 1000)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"\0" * 400, "is empty"),
        (b"%PDF-1.7\n", "is a PDF; export the shot list"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "is a picture"),
        (bytes(range(256)) * 9, "is not a spreadsheet"),
        (OLE, "is an old Excel workbook"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
        (document(), "is not an XLSX workbook"),
        (ferry()[:900], "is cut off or damaged"),
        (repacked(ferry(), workbook=LAUGHS), "holds XML that no spreadsheet program writes"),
        (repacked(ferry(), sheet1=FAR), "has something in XFD1048576; a shot list goes to 20,000 rows"),
        (repacked(ferry(), sheet1=b"<worksheet>" + b"<c " * 200_000), "cannot be read as a workbook"),
        (b"Shot,Size\n" + b"1,CU\n" * 20_001, "has more than 20,000 rows"),
        (b"Shot," * 500 + b"\n", "has more than 200 columns"),
        (b'Shot,Size\n1,"CU\n', "is there a quote that nothing closes"),
        (b"x" * (workbook.LARGEST + 1), "is larger than 16 MiB"),
    ],
)
def test_what_is_no_shot_list_is_told_apart_by_its_content(data: bytes, says: str) -> None:
    assert says in refused(data)


@pytest.mark.parametrize("honest", [True, False])
def test_a_zip_bomb_is_stopped_by_what_it_really_holds(honest: bool) -> None:
    bomb = repacked(ferry(), sheet1=b" " * (archive.MOST_BYTES + 1)) if honest else lying()
    tracemalloc.start()
    try:
        begun = clock.process_time()
        assert "unpacks to more than 96 MiB" in refused(bomb)
        assert clock.process_time() - begun < 8
        assert tracemalloc.get_traced_memory()[1] < 4 * archive.MOST_BYTES
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "cells",
    [
        b"<row r='1'><c r='XFD1048576'><v>1</v></c></row>",
        b'<row r="1"><c r\n=\n"XFD1048576"><v>1</v></c></row>',
        b'<row r="1"><c s="' + b"0" * 300 + b'" r="XFD1048576"><v>1</v></c></row>',
        b'<row r="1"><c r="xfd1048576"><v>1</v></c></row>',
        b'<row r="1048576"><c r="A2"/><c><v>1</v></c></row>',
        b'<row r="1048575"/><row><c><v>1</v></c></row>',
    ],
)
def test_a_cell_far_out_is_found_however_it_is_written(cells: bytes) -> None:
    assert "a shot list goes to 20,000 rows" in refused(repacked(ferry(), sheet1=CELLS % cells))


def test_a_small_workbook_that_says_gigabytes_is_refused() -> None:
    text = "z" * 30_000
    assert "says more than 96 MiB in its cells" in refused(made([("Shot", "Action"), *(("1", text),) * 4000]))
    corner = CELLS % b'<row r="20000"><c r="GR20000"><v>1</v></c></row>'
    assert "cells together" in refused(repacked(ferry(), sheet1=corner, sheet2=corner))


def test_the_zip_that_is_read_is_the_zip_that_was_measured() -> None:
    parts = {"a/b.xml": b"one", "c": b""}
    assert archive.members(archive.packed(parts), "list.xlsx") == parts


def test_a_formula_is_read_as_its_saved_value_and_one_without_is_said() -> None:
    row = (
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>Shot</t></is></c>'
        b'<c r="B1" t="inlineStr"><is><t>Size</t></is></c></row>'
        b'<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2"><f>X1</f></c><c r="C2" t="e"><v>#REF!</v></c>'
        b'<c r="D2" t="inlineStr"><is><t>MCU</t></is></c></row>'
    )
    seen = preview(repacked(made([("x",)]), sheet1=CELLS % row), "formulas.xlsx", mapping={"D": "size"})
    assert [(card.code, card.size) for card in seen.shots] == [("S01-SH02", "MCU")]
    assert [str(doubt) for doubt in seen.doubts] == [
        "Shots!B2: holds a formula without a saved value; open it in its program, save, and import again",
        "Shots!C2: holds an error of its formula; it was read as empty",
    ]


def test_macros_are_not_read_and_that_is_said() -> None:
    seen = preview(repacked(ferry(), **{"xl/vbaProject.bin": b"macro"}), "ferry.xlsm")
    assert "Its macros were not read and never run." in seen.notes
    assert len(seen.shots) == 6


def test_merged_cells_say_the_same_in_every_row_they_cover() -> None:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    page = book.add_worksheet("Shots")
    page.write_row(0, 0, ["Location", "Shot", "Size"])
    page.merge_range(1, 0, 3, 0, "Quay")
    for row in (1, 2, 3):
        page.write_row(row, 1, [row, "CU"])
    book.close()
    seen = preview(written.getvalue(), "merged.xlsx")
    assert [card.references[0].asset for card in seen.shots] == ["LO-QUAY"] * 3


def test_a_long_list_takes_time_in_proportion() -> None:
    def took(count: int) -> float:
        text = "Scene,Shot,Size,Movement,Description,Cast\n" + "".join(
            f"{number // 20 + 1},{number % 20 + 1},MCU,push in,She waits,Mara\n" for number in range(count)
        )
        begun = clock.process_time()
        assert len(preview(text.encode(), "long.csv").shots) == count
        return clock.process_time() - begun

    assert min(took(4000) for _ in range(2)) < 12 * max(took(1000), 0.05)


@pytest.mark.parametrize("filler", [" ", "1 ", "A", ", ", "(", "12-", "SC 1 ", "a:", "\n"])
def test_a_cell_of_any_filler_takes_no_time(filler: str) -> None:
    cell = "1" + filler * (60_000 // len(filler)) + "!"
    begun = clock.process_time()
    preview(made([("Scene", "Shot", "Size", "Movement", "Cast", "Dialogue", "Duration", "Lens", "Description"),
                  ("1", "1", "CU", "", "", "", "", "", "waits"), *[(cell[:32_000],) * 9]]), "long.xlsx")  # fmt: skip
    assert clock.process_time() - begun < 2


def test_more_shots_than_codes_can_count_are_refused() -> None:
    assert "than codes can count" in refused(b"Shot,Size\n" + b"9998,CU\n" + b"x,CU\n" * 3)


def test_a_damaged_workbook_is_read_or_refused_and_nothing_else() -> None:
    chance = random.Random(7)
    whole = ferry()
    with zipfile.ZipFile(io.BytesIO(whole)) as old:
        parts = {name: old.read(name) for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml")}
    for _ in range(150):
        name, content = chance.choice(sorted(parts.items()))
        at, length = chance.randrange(len(content)), chance.randint(1, 30)
        broken = content[:at] + chance.choice([b"", chance.randbytes(3), content[:length]]) + content[at + length :]
        stem = name.rpartition("/")[2].partition(".")[0]
        for data in (repacked(whole, **{stem: broken}), whole[:at] + chance.randbytes(2) + whole[at + 2 :]):
            with suppress(InvalidFile):
                preview(data, "damaged.xlsx")
