"""An editor's folder: complete, findable, checked, replaced whole, and refused with every failing line named."""

import hashlib
import platform
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import opentimelineio as otio
import pytest

from rushes.craft.captions.compose import caption
from rushes.craft.captions.cue import Line
from rushes.craft.timeline.assemble import Card, Placed, assemble
from rushes.craft.timeline.cut import Cut, Event, Kind, Medium
from rushes.delivery.errors import NotAHandoff, NotReady
from rushes.delivery.handoff import build
from rushes.delivery.pack import Handoff, Missing, Scene, Select, SoundTake, checklist
from rushes.kernel.hashing import sha256_file
from rushes.kernel.timecode import Rate, Span
from rushes.media import testcard

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
FILM = Rate.of(24)
CODES = ("S01-SH01-T02", "S02-SH03-T04")


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two takes and a stem, as they lie in a store."""
    folder = tmp_path_factory.mktemp("store")
    for hue, code in enumerate(CODES):
        testcard.clip(folder / f"{code}.mp4", 48, size=(64, 48), hue=hue * 90)
    testcard.sound_only(folder / "dialogue.wav", 3.0)
    return folder


def select(store: Path, code: str, **more: Any) -> Select:
    """A take a person chose, with all an editor asks."""
    facts: dict[str, Any] = {
        "take": code,
        "file": store / f"{code}.mp4",
        "state": "selected",
        "by": "Ana, director",
        "why": "push-in and lamp reflection",
        "prompt": "Tight close-up.\nThe words KEEP IT.",
        "misses": ("label flickers at the end",),
        "sound": ("plastic, paper",),
        "references": ("CH-WREN sleeve",),
        "trim": "use 0-1.5",
    }
    return Select(**(facts | more))


def cut_of(store: Path, *codes: str) -> Cut:
    """The takes trimmed to a second and a half, and a title."""
    shots = [
        Placed(
            code[:-4], code, Medium("anywhere", sha256_file(store / f"{code}.mp4"), 48), trim="use 0-1.5", note="hold"
        )
        for code in codes
    ]
    return assemble("Side B", FILM, shots, closing=[Card("title", 24, "SIDE B")])


def handoff(store: Path, **more: Any) -> Handoff:
    """A handoff that passes its checklist."""
    facts: dict[str, Any] = {
        "cut": cut_of(store, *CODES),
        "selects": tuple(select(store, code) for code in CODES),
        "stems": (("dialogue", store / "dialogue.wav"),),
        "cues": caption([Line("Does it play?", 10, 34, "WREN")], [], FILM),
        "scenes": (Scene("S01", "EXT. ALLEY - NIGHT", "The job and its price", ("WREN",), "cuff torn"),),
        "missing": (Missing("S02", "a 2 s insert of the receipt book"),),
        "disclosure": "Picture and sound are synthetic.",
    }
    return Handoff(**(facts | more))


def names(folder: Path) -> set[str]:
    """Every file in it."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def verified(*arguments: str) -> int:
    """What the list's own program answers: 0 when nothing changed, 11 when a file did."""
    program = [sys.executable, "-c", "from ascmhl.commands import verify; verify()", *arguments]
    return subprocess.run(program, check=False, capture_output=True).returncode


def test_the_folder_holds_everything_under_the_names_an_editor_expects(store: Path, tmp_path: Path) -> None:
    out = build(handoff(store), tmp_path / "handoff", NOW)
    found = {name for name in names(out) if not name.startswith("ascmhl/0001_handoff_")}
    assert found == {
        "README.md",
        "NOTES.md",
        "SHA256SUMS",
        "cut.otio",
        "Side_B_24fps.edl",
        "shots.csv",
        "media/S01-SH01-T02.mp4",
        "media/S02-SH03-T04.mp4",
        "notes/S01-SH01-T02.md",
        "notes/S02-SH03-T04.md",
        "captions/Side_B.srt",
        "captions/Side_B.vtt",
        "stems/dialogue.wav",
        "ascmhl/ascmhl_chain.xml",
    }
    assert [path.name for path in tmp_path.iterdir()] == ["handoff"]


def test_each_sound_in_the_mix_comes_along_alone_and_is_named(store: Path, tmp_path: Path) -> None:
    sound = SoundTake("S01-SH01-L01-T02", store / "dialogue.wav", "Voices", "Who?", "approved", "a voice")
    out = build(handoff(store, sounds=(sound,)), tmp_path / "handoff", NOW)
    copy = out / "sounds" / "S01-SH01-L01-T02.wav"
    assert copy.read_bytes() == sound.file.read_bytes()
    assert (
        "| [S01-SH01-L01-T02](sounds/S01-SH01-L01-T02.wav) | Voices | Who? | approved |"
        in (out / "NOTES.md").read_text()
    )
    assert "`sounds/`" in (out / "README.md").read_text()
    gone = replace(sound, file=tmp_path / "gone.wav")
    assert [fault.where for fault in checklist(handoff(store, sounds=(gone,)))] == ["S01-SH01-L01-T02"]


def test_a_shot_that_a_person_moved_may_stand_out_of_scene_order(store: Path) -> None:
    turned = handoff(store, cut=cut_of(store, *reversed(CODES)))
    assert ["out of scene order" in fault.what for fault in checklist(turned)] == [True]
    assert checklist(replace(turned, moved=frozenset({CODES[1].rpartition("-")[0]}))) == []


def test_a_trim_note_that_asks_for_frames_that_are_not_there_is_named(store: Path) -> None:
    beyond = handoff(store, selects=(select(store, CODES[0], trim="use 1-9"), select(store, CODES[1])))
    assert ["has 48" in fault.what for fault in checklist(beyond)] == [True]


def test_every_path_in_the_timeline_leads_to_a_file_beside_it(store: Path, tmp_path: Path) -> None:
    out = build(handoff(store), tmp_path / "handoff", NOW)
    timeline = otio.adapters.read_from_file(str(out / "cut.otio"))
    urls = [
        clip.media_reference.target_url
        for clip in timeline.find_clips()
        if isinstance(clip.media_reference, otio.schema.ExternalReference)
    ]
    assert urls == ["media/S01-SH01-T02.mp4", "media/S02-SH03-T04.mp4", "stems/dialogue.wav"]
    assert all((out / url).is_file() for url in urls)


def test_the_timelines_own_tool_finds_every_medium_and_every_range_in_it(store: Path, tmp_path: Path) -> None:
    out = build(handoff(store), tmp_path / "handoff", NOW)
    tool = [sys.executable, "-m", "opentimelineio.console.otiotool", "-i", "cut.otio", "--verify-media"]
    done = subprocess.run([*tool, "--verify-ranges"], cwd=out, check=True, capture_output=True, text=True)
    assert done.stdout.count("IN BOUNDS") == 3
    assert "NOT FOUND" not in done.stdout
    assert "OUT OF BOUNDS" not in done.stdout


def test_the_media_are_the_chosen_bytes_and_not_the_stores_own_file(store: Path, tmp_path: Path) -> None:
    out = build(handoff(store), tmp_path / "handoff", NOW)
    copy, original = out / "media" / "S01-SH01-T02.mp4", store / "S01-SH01-T02.mp4"
    assert copy.read_bytes() == original.read_bytes()
    assert copy.stat().st_ino != original.stat().st_ino


def test_a_take_from_a_store_gets_its_ending_and_the_film_goes_along(store: Path, tmp_path: Path) -> None:
    blob = tmp_path / "b7bca32d"
    blob.write_bytes((store / f"{CODES[0]}.mp4").read_bytes())
    film = store / f"{CODES[1]}.mp4"
    one = handoff(store, cut=cut_of(store, CODES[0]), selects=(select(store, CODES[0], file=blob),), reference=film)
    out = build(one, tmp_path / "out" / "handoff", NOW)
    assert {"media/S01-SH01-T02.mp4", "reference/Side_B_24fps.mp4"} <= names(out)
    assert "reference/Side_B_24fps.mp4" in (out / "README.md").read_text()


def test_an_alternate_that_is_not_in_the_cut_comes_along_and_says_so(store: Path, tmp_path: Path) -> None:
    out = build(handoff(store, cut=cut_of(store, CODES[0])), tmp_path / "handoff", NOW)
    assert "media/S02-SH03-T04.mp4" in names(out)
    assert "an alternate" in (out / "notes" / "S02-SH03-T04.md").read_text()


def test_the_notes_say_why_who_what_fails_and_what_is_missing(store: Path, tmp_path: Path) -> None:
    out = build(handoff(store), tmp_path / "handoff", NOW)
    note = (out / "notes" / "S02-SH03-T04.md").read_text()
    for words in ("Ana, director", "push-in", "label flickers", "Frames 0 to 36", "plastic", "> The words KEEP IT."):
        assert words in note
    overview = (out / "NOTES.md").read_text()
    for words in ("EXT. ALLEY - NIGHT", "cuff torn", "a 2 s insert", "[S01-SH01-T02](notes/S01-SH01-T02.md)"):
        assert words in overview
    readme = (out / "README.md").read_text()
    for words in ("workprint", "cut.otio", "24fps", "01:00:00:00", "synthetic", "without sound"):
        assert words in readme


def test_the_checksums_check_with_the_ordinary_program(store: Path, tmp_path: Path) -> None:
    out = build(handoff(store), tmp_path / "handoff", NOW)
    done = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=out, check=False)
    assert done.returncode == 0
    listed = {line.partition("  ")[2] for line in (out / "SHA256SUMS").read_text().splitlines()}
    assert listed == {name for name in names(out) if not name.startswith("ascmhl/")} - {"SHA256SUMS"}


def test_the_hash_list_verifies_and_finds_one_changed_byte(store: Path, tmp_path: Path) -> None:
    out = build(handoff(store), tmp_path / "handoff", NOW)
    assert verified(str(out)) == 0
    assert verified("-dh", str(out)) == 0
    media = out / "media" / "S01-SH01-T02.mp4"
    content = bytearray(media.read_bytes())
    content[-5] ^= 1
    media.write_bytes(content)
    assert verified(str(out)) == 11
    assert verified("-dh", str(out)) != 0


def test_the_hash_list_names_no_machine(store: Path, tmp_path: Path) -> None:
    out = build(handoff(store), tmp_path / "handoff", NOW)
    (written,) = (out / "ascmhl").glob("*.mhl")
    assert "<hostname></hostname>" in written.read_text() or "<hostname/>" in written.read_text()
    assert f">{platform.node()}<" not in written.read_text()


def test_a_newer_handoff_takes_the_place_of_the_old_one_whole(store: Path, tmp_path: Path) -> None:
    build(handoff(store), tmp_path / "handoff", NOW)
    (tmp_path / "handoff" / "stray.txt").write_text("left by hand")
    first = handoff(store, cut=cut_of(store, CODES[0]), selects=(select(store, CODES[0]),))
    out = build(first, tmp_path / "handoff", NOW)
    assert "media/S02-SH03-T04.mp4" not in names(out)
    assert "stray.txt" not in names(out)


def test_what_a_killed_program_left_is_cleared_away(store: Path, tmp_path: Path) -> None:
    (tmp_path / ".handoff.part" / "handoff" / "media").mkdir(parents=True)
    build(handoff(store), tmp_path / "handoff", NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["handoff"]


def test_a_folder_with_something_else_in_it_is_not_touched(store: Path, tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "novel.txt").write_text("mine")
    with pytest.raises(NotAHandoff, match="documents"):
        build(handoff(store), tmp_path / "documents", NOW)
    assert names(tmp_path) == {"documents/novel.txt"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"misses": None}, "known misses are not named"),
        ({"prompt": ""}, "prompt context is not attached"),
        ({"why": ""}, "why it was chosen"),
        ({"by": ""}, "who decided"),
        ({"state": "rejected"}, "it is rejected"),
        ({"file": Path("/nowhere/take.mp4")}, "is not there"),
    ],
)
def test_a_take_that_fails_a_line_stops_the_handoff_by_name(
    store: Path, tmp_path: Path, change: dict[str, Any], words: str
) -> None:
    bad = handoff(store, selects=(select(store, CODES[0]), select(store, CODES[1], **change)))
    with pytest.raises(NotReady, match=f"S02-SH03-T04: .*{words}") as caught:
        build(bad, tmp_path / "handoff", NOW)
    assert len(caught.value.faults) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_take_that_stands_in_leaves_with_a_workprint_and_not_with_a_master(store: Path, tmp_path: Path) -> None:
    standing_in = (select(store, CODES[0]), select(store, CODES[1], state="maybe"))
    build(handoff(store, selects=standing_in, workprint=True), tmp_path / "workprint", NOW)
    with pytest.raises(NotReady, match="S02-SH03-T04: it is maybe"):
        build(handoff(store, selects=standing_in, workprint=False), tmp_path / "master", NOW)


def test_every_failing_line_is_named_at_once(store: Path, tmp_path: Path) -> None:
    bad = handoff(
        store,
        cut=cut_of(store, CODES[1], CODES[0]),
        selects=(select(store, CODES[0], misses=None),),
        stems=(("music", store / "none.wav"),),
    )
    with pytest.raises(NotReady) as caught:
        build(bad, tmp_path / "handoff", NOW)
    assert [fault.where for fault in caught.value.faults] == ["S02-SH03-T04", "S01-SH01", "S01-SH01-T02", "music"]


def test_a_piece_of_the_cut_without_a_shot_code_is_named(store: Path, tmp_path: Path) -> None:
    stray = Event(Kind.CLIP, "holiday", Span(0, 24), 0, Medium("a.mp4", "", 48), take="IMG_1")
    with pytest.raises(NotReady, match="holiday: this piece of the cut has no shot code"):
        build(handoff(store, cut=Cut("x", FILM, (stray,)), selects=()), tmp_path / "handoff", NOW)


def test_a_take_that_changed_since_it_was_chosen_is_named_and_nothing_is_left(store: Path, tmp_path: Path) -> None:
    plain = handoff(store)
    events = tuple(
        replace(event, medium=replace(event.medium, sha256="0" * 64)) if event.medium else event
        for event in plain.cut.events
    )
    with pytest.raises(NotReady, match=r"S01-SH01-T02: .* SHA-256 differs"):
        build(replace(plain, cut=replace(plain.cut, events=events)), tmp_path / "handoff", NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_cut_too_long_for_a_list_goes_without_one_and_says_so(store: Path, tmp_path: Path) -> None:
    code = CODES[0]
    shots = [Placed(code[:-4], code, Medium("a", "", 48), trim="use frames 0-2") for _ in range(1000)]
    long = handoff(store, cut=assemble("Long", FILM, shots), selects=(select(store, code),))
    out = build(long, tmp_path / "handoff", NOW)
    assert not list(out.glob("*.edl"))
    assert "1000 events" in (out / "README.md").read_text()


def test_words_of_a_note_cannot_break_the_table(store: Path, tmp_path: Path) -> None:
    bad = select(store, CODES[0], misses=("a | b\n| c",))
    out = build(handoff(store, cut=cut_of(store, CODES[0]), selects=(bad,)), tmp_path / "handoff", NOW)
    rows = [line for line in (out / "NOTES.md").read_text().splitlines() if line.startswith("| 01:")]
    assert len(rows) == 1
    assert "a \\| b \\| c" in rows[0]


def test_two_handoffs_of_one_cut_are_the_same_files(store: Path, tmp_path: Path) -> None:
    sums = [
        hashlib.sha256((build(handoff(store), tmp_path / name, NOW) / "SHA256SUMS").read_bytes()).hexdigest()
        for name in ("one", "two")
    ]
    assert sums[0] == sums[1]
