"""A clip of one's own is refused early with a sentence, or becomes an order like any other."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import URL
from sqlalchemy.orm import Session

from rushes.accounts import service as accounts
from rushes.accounts.errors import NotYours
from rushes.accounts.rules import Role
from rushes.craft.provenance.sources import Source
from rushes.db.session import connect, transaction
from rushes.delivery import importing
from rushes.delivery.errors import UnfitClip
from rushes.generation.tables import Order
from rushes.jobs import engine
from rushes.kernel.timecode import Rate
from rushes.media import testcard
from rushes.media.errors import NoPicture, NotMedia, Truncated, UnevenFrames
from rushes.projects.tables import Project
from rushes.providers import footage
from rushes.shots.errors import NoSuchShot
from rushes.storage.disk import Disk
from tests.making import adopted, production


@dataclass
class Desk:
    """Where clips are brought in; nothing is worked on."""

    session: Session
    project: Project
    blobs: Disk

    def bring(self, clip: Path, shot: str = "S01-SH01", who: str = "ada") -> Order:
        specs = {"import": footage.plugin}
        return importing.order_clip(self.session, self.project, shot, clip, Source.CAMERA, self.blobs, specs, who)


@pytest.fixture
def desk(own_url: URL, tmp_path: Path) -> Iterator[Desk]:
    database = connect(own_url)
    with engine.launch(own_url, worker=False), transaction(database) as session:
        yield Desk(session, adopted(session), Disk(tmp_path / "blobs"))
    database.dispose()


def test_a_clip_becomes_an_order_of_its_own_size_and_length(desk: Desk, tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "door.mp4", 36, size=(160, 90))
    order = desk.bring(clip)

    assert (order.provider, order.subject, order.who) == ("import", "shot:S01-SH01", "ada")
    assert (order.request["frames"], order.request["width"], order.request["height"]) == (36, 160, 90)
    assert order.request["prompt"] == "Brought in from door.mp4."
    assert order.request["settings"]["source"] == str(Source.CAMERA)
    assert desk.blobs.read(order.request["settings"]["clip"]) == clip.read_bytes()


def test_the_same_clip_for_the_same_shot_is_the_same_order(desk: Desk, tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "door.mp4", 24, size=(160, 90))
    other = testcard.clip(tmp_path / "other.mp4", 24, size=(160, 90), hue=90)

    assert desk.bring(clip).id == desk.bring(clip).id
    assert len({desk.bring(clip).id, desk.bring(other).id, desk.bring(clip, "S01-SH02").id}) == 3


def test_another_rate_is_refused_with_both_rates(desk: Desk, tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "pal.mp4", 25, size=(160, 90), rate=Rate.of("25"))

    with pytest.raises(UnfitClip, match=r"pal\.mp4 has 25 frames a second and the production 24"):
        desk.bring(clip)


def test_a_clip_longer_than_a_shot_can_be_is_refused(desk: Desk, tmp_path: Path) -> None:
    slow = production(format={"width": 128, "height": 72, "rate": "1"})
    desk.project = adopted(desk.session, slow)
    clip = testcard.clip(tmp_path / "long.mp4", 61, size=(160, 90), rate=Rate.of("1"))

    with pytest.raises(UnfitClip, match=r"long\.mp4 runs 61 s, a shot 60 s at most"):
        desk.bring(clip)


def test_what_is_no_clip_to_cut_is_refused_by_what_is_wrong_with_it(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a clip")
    for clip, error in (
        (testcard.uneven(tmp_path / "phone.mp4"), UnevenFrames),
        (testcard.truncated(tmp_path / "half.mp4"), Truncated),
        (testcard.sound_only(tmp_path / "voice.wav"), NoPicture),
        (tmp_path / "notes.txt", NotMedia),
    ):
        with pytest.raises(error, match=clip.name):
            desk.bring(clip)


def test_a_shot_that_is_none_and_a_person_who_may_not_are_refused(desk: Desk, tmp_path: Path) -> None:
    clip = testcard.clip(tmp_path / "door.mp4", 24, size=(160, 90))
    accounts.join(desk.session, desk.project.id, "vi", Role.EDITOR)

    with pytest.raises(NoSuchShot, match="There are: S01-SH01"):
        desk.bring(clip, "S09-SH01")
    with pytest.raises(NotYours, match="vi is editor here and may not generate"):
        desk.bring(clip, who="vi")
    with pytest.raises(NotYours):
        desk.bring(clip, who="eve")
