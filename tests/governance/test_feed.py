"""The feed of what happens, as a browser hears it."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

from rushes.db.session import transaction
from rushes.governance import record, routes
from rushes.http.stream import Feed
from rushes.kernel.ids import Subject
from tests.making import production
from tests.web import House, house


@pytest.fixture
def films(own_url: URL, tmp_path: Path) -> Iterator[House]:
    with house(own_url, tmp_path, production()) as found:
        yield found


def happens(films: House, verb: str) -> None:
    with transaction(films.database) as session:
        record.write(session, films.project_id, "ada", verb, Subject("shot", "S01-SH01"), {"secret": "body"})


async def hear(stream: AsyncIterator[Any], number: int) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = []
    async for part in stream:
        if "\ndata: {" in part:
            heard.append(json.loads(part.partition("data: ")[2]))
        if len(heard) == number:
            return heard
    return heard


def test_what_happens_is_heard_by_everybody_who_listens_and_once(films: House) -> None:
    feed = Feed(routes.since(films.database))
    with transaction(films.database) as session:
        before = record.last(session, films.project_id)
    happens(films, "shot.first")

    async def listen() -> list[list[dict[str, Any]]]:
        early = feed.answer(films.project_id, before).body_iterator
        late = feed.answer(films.project_id, before + 1).body_iterator
        happens(films, "shot.second")
        async with asyncio.timeout(10):
            return list(await asyncio.gather(hear(aiter(early), 2), hear(aiter(late), 1)))

    everything, rest = asyncio.run(listen())
    assert [one["verb"] for one in everything] == ["shot.first", "shot.second"]
    assert rest == everything[1:]
    first = {"seq": before + 1, "verb": "shot.first", "subject": "shot:S01-SH01", "actor": "ada"}
    assert everything[0] == first


def test_nobody_hears_a_production_they_have_no_role_in(films: House) -> None:
    assert films.asked_by("eve").get(films.at("/events")).status_code == 403


def test_a_feed_that_is_asked_for_wrongly_is_refused_with_a_sentence(films: House) -> None:
    ada = films.asked_by("ada")
    for wrong in ("?after=-1", "?after=x", "?after=" + "9" * 40):
        answer = ada.get(films.at(f"/events{wrong}"))
        assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
