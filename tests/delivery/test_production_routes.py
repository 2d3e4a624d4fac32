"""A production over HTTP: opened with a script, its story card, its pitch."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import URL

from rushes.craft.cards.moments import Name
from rushes.craft.screenplay import finaldraft, fountain
from rushes.db.session import transaction
from rushes.generation import tools
from rushes.generation.tools import Tools
from rushes.governance import record
from rushes.projects import service as projects
from tests import web
from tests.craft.papers.test_pdf import pages
from tests.delivery.boards import panel
from tests.making import SCRIPT, card, delivered, production
from tests.web import House

PICTURE = "S01-SH01-KEY-T01"


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """Ada's production, with a panel and a clip."""
    with web.house(own_url, tmp_path, production()) as made:
        studio = made.studio
        tools.equip(Tools(made.database, studio.blobs, {}, {}, tmp_path / "scratch", studio.keys))
        Image.new("RGB", (128, 72), "navy").save(tmp_path / "key.png")
        picture = studio.blobs.put_file(tmp_path / "key.png")
        with transaction(made.database) as session:
            project = projects.one(session, made.project_id)
            panel(session, project, card(), Name.KEY, picture=picture)
            delivered(session, project, card())
        yield made


@pytest.mark.parametrize(
    ("sent", "params", "title"),
    [
        (SCRIPT.encode(), {}, "Two Doors"),
        (SCRIPT.encode(), {"title": " Third Door "}, "Third Door"),
        (finaldraft.write(fountain.parse(SCRIPT)), {"title": "In Final Draft"}, "In Final Draft"),
        (b"INT. HALL - DAY\n\nBen waits.\n", {}, "Untitled"),
        (b"Title: " + b"x" * 300 + b"\n\nINT. HALL - DAY\n\nBen waits.\n", {}, "x" * 200),
    ],
)
def test_a_script_becomes_a_production_of_who_sends_it(
    house: House, sent: bytes, params: dict[str, str], title: str
) -> None:
    eve = house.asked_by("eve")
    made = eve.post("/api/projects", params=params, content=sent)
    assert (made.status_code, made.json()["title"]) == (201, title)
    assert made.json()["origin"].startswith("web:")

    plan = eve.get(f"/api/projects/{made.json()['id']}/plan")
    assert {row["origin"] for row in plan.json()["rows"]} == {"proposed"}
    assert [one["title"] for one in eve.get("/api/projects").json()] == [title]
    assert house.asked_by("ada").get(f"/api/projects/{made.json()['id']}/plan").status_code == 403


@pytest.mark.parametrize(
    ("sent", "params", "says"),
    [
        (b"", {}, "the script: is empty"),
        (b"PK\x03\x04" + bytes(99), {}, "the script: is a zip"),
        (b"Title: Nothing\n", {}, "scene"),
        (b"x" * (11 << 20), {}, "the script: is more than 10 MiB"),
        (SCRIPT.encode(), {"title": "x" * 201}, "title"),
        (SCRIPT.encode(), {"title": "Two\0Doors"}, "NUL"),
    ],
)
def test_what_is_no_script_opens_nothing(house: House, sent: bytes, params: dict[str, str], says: str) -> None:
    eve = house.asked_by("eve")
    refused = eve.post("/api/projects", params=params, content=sent)
    assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json")
    assert says in refused.json()["detail"]
    assert eve.get("/api/projects").json() == []


def told(house: House, **fields: Any) -> dict[str, Any]:
    """The card as it is, with some of it changed."""
    now: dict[str, Any] = house.asked_by("ada").get(house.at("/story")).json()["card"]
    return now | fields


def test_the_story_card_is_told_whole_and_stays_told(house: House) -> None:
    ada = house.asked_by("ada")
    before = ada.get(house.at("/story")).json()
    assert before["card"]["title"] == "Two Doors"
    assert before["stretches"][0]["part"] == "want"

    story = {"want": "to get in", "beats": [{"scene": "S01", "action": "She waits.", "part": "want"}]}
    card = told(house, logline="A woman waits by a door.", story=story, premise="block")
    after = ada.put(house.at("/story"), json=card)
    assert after.status_code == 200
    assert after.json() == ada.get(house.at("/story")).json()
    assert after.json()["card"]["story"]["beats"][0]["action"] == "She waits."
    assert after.json()["card"]["premise"] == "block"

    ada.put(house.at("/story"), json=card)
    with transaction(house.database) as session:
        events = [event.fact for event in record.events(session, house.project_id)]
    changes = [fact["body"]["changed"] for fact in events if fact["verb"] == "story.told"]
    assert changes == [["logline", "story", "premise"]]


def test_a_card_that_somebody_told_since_is_not_overwritten(house: House) -> None:
    ada = house.asked_by("ada")
    read = ada.get(house.at("/story")).json()
    first = ada.put(house.at("/story"), params={"seen": read["seen"]}, json={**read["card"], "goal": "To be seen."})
    assert first.status_code == 200
    lost = ada.put(house.at("/story"), params={"seen": read["seen"]}, json=read["card"])
    assert (lost.status_code, lost.json()["code"]) == (409, "story_changed")
    assert ada.get(house.at("/story")).json()["card"]["goal"] == "To be seen."


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"title": " "}, "body.title"),
        ({"runtime": -1}, "body.runtime"),
        ({"premise": "perhaps"}, "body.premise"),
        ({"colour": "red"}, "body.colour"),
        ({"story": {"beats": [{"scene": "S01", "part": "middle"}]}}, "body.story.beats.0.part"),
        ({"story": {"spine": {"want": 3}}}, "body.story.spine"),
        ({"logline": "x" * 5001}, "body.logline"),
    ],
)
def test_what_is_wrong_with_a_card_is_said_by_field(house: House, fields: dict[str, Any], where: str) -> None:
    refused = house.asked_by("ada").put(house.at("/story"), json=told(house, **fields))
    assert refused.status_code == 422
    assert any(fault["where"].startswith(where) for fault in refused.json()["facts"]["faults"])


@pytest.mark.parametrize(("text", "code"), [("x" * (1 << 20), "too_long"), ("a\0b", "unkeepable")])
def test_a_card_that_cannot_be_kept_is_refused_with_a_sentence(house: House, text: str, code: str) -> None:
    refused = house.asked_by("ada").put(house.at("/story"), json=told(house, story={"want": text}))
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert house.asked_by("ada").get(house.at("/story")).json()["card"]["story"]["want"] == ""


def test_the_pitch_is_a_page_or_a_pdf_with_pictures_of_the_production(house: House) -> None:
    ada = house.asked_by("ada")
    page = ada.get(house.at("/pitch"), params={"panel": PICTURE})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "Two Doors" in page.text
    assert "S01-SH01-KEY" in page.text
    paper = ada.get(house.at("/pitch"), params={"format": "pdf", "paper": "letter"})
    assert paper.headers["content-type"] == "application/pdf"
    assert "Two Doors" in " ".join(pages(paper.content))


@pytest.mark.parametrize(
    ("params", "status", "code"),
    [
        ({"panel": "S01-SH01-KEY-T09"}, 404, "no_such_take"),
        ({"panel": "../../etc/passwd"}, 404, "no_such_take"),
        ({"panel": "S01-SH01-T01"}, 422, "no_picture"),
        ({"panel": [PICTURE] * 4}, 422, "invalid_request"),
        ({"format": "docx"}, 422, "invalid_request"),
    ],
)
def test_a_pitch_shows_only_pictures_that_are_there(
    house: House, params: dict[str, Any], status: int, code: str
) -> None:
    refused = house.asked_by("ada").get(house.at("/pitch"), params=params)
    assert (refused.status_code, refused.json()["code"]) == (status, code)


def test_a_stranger_neither_reads_nor_tells(house: House) -> None:
    eve = house.asked_by("eve")
    assert eve.get(house.at("/story")).status_code == 403
    assert eve.put(house.at("/story"), json=told(house)).status_code == 403
    assert eve.get(house.at("/pitch")).status_code == 403
