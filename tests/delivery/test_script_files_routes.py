"""Script files over HTTP: converted, previewed, exported; nothing is kept of what is only shown."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

from rushes.craft.screenplay import finaldraft, fountain
from rushes.craft.screenplay.pdf import writing
from tests import web
from tests.craft.papers.test_pdf import pages
from tests.making import SCRIPT, production
from tests.web import House

NOTED = SCRIPT.replace("Ada waits by a door.", "Ada waits by a door. [[too long?]]")
PDF = writing.write(fountain.parse(SCRIPT))
TO_PDF = {"to": "pdf"}


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    with web.house(own_url, tmp_path, production(script=NOTED)) as made:
        yield made


def test_anyone_signed_in_turns_a_script_into_another_kind_of_file(house: House) -> None:
    eve = house.asked_by("eve")
    fdx = eve.post("/api/scripts/convert", params={"to": "fdx"}, content=SCRIPT)
    assert fdx.headers["content-type"] == "application/xml"
    back = eve.post("/api/scripts/convert", params={"to": "fountain"}, content=fdx.content)
    assert "Who is there?" in back.text

    paper = eve.post("/api/scripts/convert", params={**TO_PDF, "paper": "a4"}, content=NOTED)
    assert "Who is there?" in " ".join(pages(paper.content))
    assert json.loads(paper.headers["rushes-not-in-it"]) == ["notes (1)"]


def test_letters_that_a_header_cannot_hold_are_told_in_ascii(house: House) -> None:
    sent = SCRIPT.replace("Rain", "雨")
    lost = house.asked_by("eve").post("/api/scripts/convert", params=TO_PDF, content=sent)
    assert "雨" in json.loads(lost.headers["rushes-not-in-it"])[0]


def test_a_pdf_is_shown_line_by_line_and_corrected(house: House) -> None:
    eve = house.asked_by("eve")
    shown = eve.post("/api/scripts/preview", content=PDF).json()
    [line] = [one for one in shown["lines"] if one["text"] == "Ada waits by a door."]
    assert (line["kind"], line["page"]) == ("action", line["page"])
    assert "EXT. YARD - DAY" in shown["fountain"]
    assert shown["unread_pages"] == []

    tags = [f"{line['number']}=centered"]
    again = eve.post("/api/scripts/preview", params={"as": tags}, content=PDF).json()
    assert "> Ada waits by a door. <" in again["fountain"]
    assert len(house.asked_by("ada").get(house.at("/script/revisions")).json()) == 1


@pytest.mark.parametrize(
    ("path", "params", "sent", "says"),
    [
        ("convert", {"to": "docx"}, b"INT. HALL - DAY\n", "to"),
        ("convert", TO_PDF, b"", "the script: is empty"),
        ("convert", TO_PDF, b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><FinalDraft>&b;</FinalDraft>", "the"),
        ("convert", TO_PDF, b"x" * (11 << 20), "is more than 10 MiB"),
        ("preview", {}, SCRIPT.encode(), "the script: is not a PDF"),
        ("preview", {}, PDF[:400], "the script"),
        ("preview", {"as": "1=song"}, PDF, "Kinds: title, heading"),
        ("preview", {"as": "999=action"}, PDF, "no line 999"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(
    house: House, path: str, params: dict[str, Any], sent: bytes, says: str
) -> None:
    refused = house.asked_by("ada").post(f"/api/scripts/{path}", params=params, content=sent)
    assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json")
    assert says in refused.json()["detail"]


@pytest.mark.parametrize("format", ["fountain", "fdx", "pdf"])
def test_the_script_of_a_production_is_a_file_of_any_kind(house: House, format: str) -> None:
    path, ada = house.at("/script/export"), house.asked_by("ada")
    got = ada.get(path, params={"format": format, "revision": 1})
    assert got.status_code == 200
    if format == "fountain":
        assert got.text == NOTED
    elif format == "fdx":
        assert "Who is there?" in fountain.write(finaldraft.read(got.content).screenplay)
    else:
        assert "Who is there?" in " ".join(pages(got.content))
    assert house.asked_by("eve").get(path, params={"format": format}).status_code == 403
    assert ada.get(path, params={"format": format, "revision": 9}).json()["code"] == "no_such_revision"
