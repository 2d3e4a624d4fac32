"""What happened in a production over HTTP: a story in pages, and whether its record is whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, text

from rushes.db.session import transaction
from rushes.governance import record
from rushes.kernel.ids import Subject
from tests import web
from tests.making import production
from tests.web import House


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """Ada's production, in which Mara looked at three takes."""
    with web.house(own_url, tmp_path, production()) as made:
        with transaction(made.database) as session:
            for number, state in enumerate(("rejected", "maybe", "approved"), 1):
                subject = Subject("take", f"S01-SH01-T{number:02}")
                record.write(session, made.project_id, "Mara", f"take.{state}", subject, {"note": "soft"})
            running = {"order": "1", "provider": "kling"}
            record.write(session, made.project_id, "ada", "order.running", Subject("shot", "S01-SH02"), running)
        yield made


def read(house: House, **asked: str | int) -> list[str]:
    """The sentences of a page."""
    said = house.asked_by("ada").get(house.at("/events/feed"), params=asked).json()
    return [event["says"] for event in said["events"]]


def test_the_newest_stands_first_and_an_order_on_its_way_is_no_news(house: House) -> None:
    assert read(house) == [
        "Mara approved S01-SH01-T03: soft",
        "Mara put S01-SH01-T02 by as a maybe: soft",
        "Mara rejected S01-SH01-T01: soft",
        "ada read Two Doors from its files: 3 shots planned",
        "ada wrote revision 1 of the script",
    ]


def test_a_story_is_read_page_by_page(house: House) -> None:
    ada = house.asked_by("ada")

    first = ada.get(house.at("/events/feed"), params={"most": 3}).json()
    then = ada.get(house.at("/events/feed"), params={"most": 3, "before": first["events"][-1]["seq"]}).json()

    assert (first["more"], then["more"]) == (True, False)
    assert [event["id"] for event in first["events"]] == ["S01-SH01-T03", "S01-SH01-T02", "S01-SH01-T01"]
    assert [event["verb"] for event in then["events"]] == ["project.adopted", "script.revised"]
    assert first["people"] == ["Mara", "ada"]
    assert {"take", "order", "member"} <= set(first["kinds"])


@pytest.mark.parametrize(
    ("asked", "many"),
    [
        ({"who": "Mara"}, 3),
        ({"who": "Nobody"}, 0),
        ({"about": "S01-SH01"}, 3),
        ({"about": "S01"}, 3),
        ({"about": "take:S01-SH01-T02"}, 1),
        ({"about": "S01-SH0"}, 0),
        ({"kind": "take"}, 3),
        ({"kind": "order"}, 1),
        ({"kind": "moon"}, 0),
        ({"kind": "take", "who": "ada"}, 0),
    ],
)
def test_a_story_is_narrowed_to_a_person_a_thing_or_a_kind(house: House, asked: dict[str, str], many: int) -> None:
    assert len(read(house, **asked)) == many


def test_the_record_is_whole_until_somebody_touches_it_and_then_it_says_where(house: House) -> None:
    ada = house.asked_by("ada")
    whole = ada.get(house.at("/events/chain")).json()

    with house.database.begin() as connection:
        changed = "update events set fact = jsonb_set(fact, '{actor}', '\"Eve\"') where seq = 4"
        connection.execute(text(changed))
    broken = ada.get(house.at("/events/chain")).json()

    assert (whole["events"], whole["broken_at"]) == (6, None)
    assert whole["says"] == "The record is whole: each of its 6 events follows the one before it."
    assert len(whole["hash"]) == 64
    assert broken["broken_at"] == 4
    assert broken["says"].startswith("The record is broken at event 4:")


@pytest.mark.parametrize("path", ["/events/feed", "/events/chain", "/ledger", "/ledger.csv", "/home", "/settings"])
def test_nobody_from_elsewhere_reads_it(house: House, path: str) -> None:
    assert house.asked_by("Eve").get(house.at(path)).json()["code"] == "not_yours"
