"""What was delivered at another frame rate than the film's: a copy at the film's, and the original beside it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from rushes.craft.provenance.facts import Program, TakeFacts
from rushes.craft.provenance.keys import local_keys
from rushes.craft.provenance.sign import sign_take
from rushes.craft.provenance.sources import Source
from rushes.craft.provenance.verify import Report, State, verify
from rushes.db.session import transaction
from rushes.generation import steps, tools
from rushes.generation.store import Hand
from rushes.kernel.timecode import Rate
from rushes.media import testcard
from rushes.quality import service as quality
from rushes.takes import service as takes
from rushes.takes.tables import Take
from tests.generation.conftest import Floor


def brought(floor: Floor, delivered: bytes) -> Take:
    """The take of a shot of half a second, for a film of 24 frames a second, that came as this file."""
    floor.service.fetches = [delivered]
    order = floor.order()
    hand = Hand(order)
    for step in (steps.send, steps.wait, steps.bring_home, steps.check, steps.settle):
        step(hand)
    with transaction(floor.database) as session:
        return takes.by_order(session, floor.now(order).id)


def clip(tmp_path: Path, rate: str, frames: int) -> Path:
    return testcard.clip(tmp_path / "came.mp4", frames, size=(128, 72), rate=Rate.of(rate), sound=True)


def proven(floor: Floor, take: Take) -> Report:
    return verify(floor.blobs.local(take.media), tools.tools().keys.anchors)


def outcomes(floor: Floor, take: Take) -> dict[str, str]:
    with transaction(floor.database) as session:
        return {row.check: row.outcome for row in quality.of(session, [take.id])[take.id]}


@pytest.mark.parametrize(("rate", "frames"), [("25", 13), ("30", 15), ("24000/1001", 12), ("16", 8)])
def test_it_is_brought_to_the_films_rate_and_what_came_is_kept(
    floor: Floor, tmp_path: Path, rate: str, frames: int
) -> None:
    delivered = clip(tmp_path, rate, frames).read_bytes()
    take = brought(floor, delivered)

    assert (take.frames, take.probe["rate"]) == (12, "24")
    assert (take.probe["original_rate"], take.probe["original_frames"]) == (rate, frames)
    assert floor.blobs.local(take.probe["original"]).read_bytes() == delivered
    assert {"constant_rate": "passed", "duration": "passed"}.items() <= outcomes(floor, take).items()


def test_its_signature_says_what_was_done_and_from_which_file(floor: Floor, tmp_path: Path) -> None:
    report = proven(floor, brought(floor, clip(tmp_path, "25", 13).read_bytes()))

    assert (report.state, report.actions) == (State.VALID, ("c2pa.created", "c2pa.transcoded"))
    assert report.source == "algorithmicMedia"
    assert ("original", "inputTo") in [(one.title, one.relationship) for one in report.ingredients]


def test_what_its_maker_signed_stays_its_parent(floor: Floor, tmp_path: Path) -> None:
    made, now = tmp_path / "signed.mp4", datetime.now(UTC)
    facts = TakeFacts("job-17", Source.GENERATED, now, Program("Vendor", "9"))
    sign_take(clip(tmp_path, "25", 13), made, facts, local_keys(tmp_path / "vendor", now), Program("Vendor", "9"))
    take = brought(floor, made.read_bytes())

    report = proven(floor, take)
    assert (report.state, report.actions) == (State.VALID, ("c2pa.opened", "c2pa.transcoded"))
    assert [(one.relationship, one.state) for one in report.ingredients] == [("parentOf", State.VALID)]
    assert take.probe["seal"]


def test_what_came_at_the_films_rate_is_left_as_it_is(floor: Floor, tmp_path: Path) -> None:
    take = brought(floor, clip(tmp_path, "24", 12).read_bytes())

    assert "original" not in take.probe
    assert proven(floor, take).actions == ("c2pa.created",)
