"""What changed from cut to cut, in an editor's words."""

from rushes.craft.production.rows import Trim
from rushes.craft.timeline.cut import Cut, Way
from rushes.edit import assembly, changes, sheet
from rushes.edit.assembly import Chosen
from rushes.edit.ending import Ending
from rushes.edit.sheet import Sheet
from rushes.kernel.timecode import Rate, Span
from tests.making import card

RATE = Rate.of("24")
STORY = ("S01-SH01", "S01-SH02", "S02-SH01")
CARDS = [card(code, seconds=2) for code in STORY]


def cut(trims: Sheet | None = None, take: str = "T01") -> Cut:
    """The three shots as they were decided."""
    chosen = {code: Chosen(f"{code}-{take if code == STORY[1] else 'T01'}", "a" * 64, 48) for code in STORY}
    return assembly.assembly("Film", RATE, CARDS, chosen, trims or {}, Ending())


def told(after: Cut, before: Cut | None = None) -> list[str]:
    """The sentences."""
    return [one.says for one in changes.changes(before or cut(), after)]


def test_each_decision_is_told_in_a_sentence() -> None:
    trims = sheet.trimmed({}, "S01-SH01", Span(6, 47), 48, RATE)
    assert told(cut(trims)) == ["S01-SH01 begins 6 frames later", "S01-SH01 ends 1 frame earlier"]
    assert told(cut(take="T03")) == ["S01-SH02: T03 instead of T01"]
    assert told(cut(sheet.arranged({}, ["S02-SH01", *STORY[:2]], STORY))) == ["S02-SH01 is first"]
    assert told(cut(sheet.arranged({}, [STORY[1], STORY[2], STORY[0]], STORY))) == ["S01-SH01 stands after S02-SH01"]
    out = cut(sheet.left_out({}, "S01-SH02", out=True))
    assert told(out) == ["S01-SH02 is out"]
    assert told(cut(), out) == ["S01-SH02 is in, T01"]
    fade = sheet.joined({}, "S02-SH01", Way.FADE, 12, RATE)
    assert told(cut(fade)) == ["S02-SH01 comes in by a fade of 12 frames"]
    assert told(cut(), cut(fade)) == ["S02-SH01 comes in by a cut"]
    faded = sheet.faded_out({}, "S02-SH01", 12, RATE)
    assert told(cut(faded)) == ["S02-SH01 fades out for 12 frames"]
    assert told(cut(), cut(faded)) == ["S02-SH01 goes out by a cut"]
    assert sheet.faded_out(faded, "S02-SH01", 0, RATE) == {}
    assert told(cut()) == []


def test_what_comes_in_by_a_transition_decides_how_the_shot_ahead_goes_out() -> None:
    both = sheet.faded_out(sheet.joined({}, "S01-SH02", Way.FADE, 12, RATE), "S01-SH01", 6, RATE)
    assert cut(both).events == cut(sheet.joined({}, "S01-SH02", Way.FADE, 12, RATE)).events
    between = cut(sheet.faded_out({}, "S01-SH01", 90, RATE))
    (into,) = [event.transition for event in between.events if event.transition]
    assert (into.way, into.frames, into.before) == (Way.FADE, 24, 24)


def test_of_many_changes_the_first_are_told_and_how_many_more() -> None:
    trims: Sheet = {}
    for code in STORY:
        trims = sheet.trimmed(trims, code, Span(1, 40), 48, RATE)
    assert changes.sentence(changes.changes(cut(), cut(trims))).endswith("; and 3 more changes")


def test_nothing_decided_leaves_no_row() -> None:
    trims = sheet.trimmed({}, "S01-SH01", Span(6, 40), 48, RATE)
    assert sheet.trimmed(trims, "S01-SH01", Span(0, 48), 48, RATE) == {}
    assert sheet.left_out(sheet.left_out({}, "S01-SH01", out=True), "S01-SH01", out=False) == {}
    noted = {"S01-SH01": Trim(shot="S01-SH01", note="on the turn")}
    assert sheet.left_out(noted, "S01-SH01", out=True)["S01-SH01"].note == "on the turn"
