"""Captions keep every word, never overlap, keep a reader's limits and come back from both files to the frame."""

import io
import re
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pysubs2
import pytest
import webvtt
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.craft.captions import breaks
from rushes.craft.captions.check import violations
from rushes.craft.captions.compose import caption, tidy
from rushes.craft.captions.cue import UPRIGHT, WIDE, Cue, Limits, Line, Noise, Row, limits_of
from rushes.craft.captions.files import to_srt, to_vtt
from rushes.kernel.timecode import Rate

FILM = Rate.of(24)
RATES = st.sampled_from([FILM, Rate.of("24000/1001"), Rate.of(25), Rate.of(60)])
WORD = st.text("abcdefgh'éIA", min_size=1, max_size=12) | st.sampled_from(
    ["the", "and", "Mr.", "end.", "well,", "a" * 60]
)
TEXT = st.lists(WORD, min_size=1, max_size=40).map(" ".join)


@st.composite
def lines(draw: st.DrawFn, *, calm: bool = False) -> list[Line]:
    """Lines anywhere in a film, at once or far apart; calm ones leave time to read them."""
    made: list[Line] = []
    clock = 0
    for _ in range(draw(st.integers(0, 8))):
        text = draw(TEXT)
        start = clock if calm else draw(st.integers(0, 3000))
        frames = len(text) * 2 + 30 if calm else draw(st.integers(0, 200))
        speaker = draw(st.sampled_from(["", "WREN", "ABELL"]))
        screen, treatment = draw(st.booleans()), draw(st.sampled_from(["", "on tape", "phone", "off screen"]))
        made.append(Line(text, start, start + frames, speaker, screen, treatment))
        clock = start + frames + 40
    return made


NOISES = st.lists(
    st.builds(lambda text, at: Noise(text, at, at + 12), st.sampled_from(["bell", "door slams"]), st.integers(0, 3000)),
    max_size=4,
)


def seconds(timestamp: str) -> str:
    """`00:01:02.500` as seconds."""
    hours, minutes, rest = timestamp.split(":")
    return str(Fraction(rest) + 60 * int(minutes) + 3600 * int(hours))


def letters(text: str) -> str:
    """What is said, without spaces, marks of ours and order of rows."""
    bare = re.sub(r"\((on tape|on phone)\)|\[(Wren|Abell)\]", "", text)
    return "".join(sorted(bare.replace("-", "").replace(" ", "").replace("\n", "")))


@settings(max_examples=120, deadline=None)
@given(lines(), NOISES, RATES, st.sampled_from([WIDE, UPRIGHT]), st.lists(st.integers(1, 3000), max_size=6))
def test_no_word_is_lost_and_no_caption_breaks_a_limit_of_shape_or_place(
    spoken: list[Line], noises: list[Noise], rate: Rate, limits: Limits, joins: list[int]
) -> None:
    cues = caption(spoken, noises, rate, joins=joins, limits=limits)
    said = "".join(tidy(line.text) for line in spoken) + "".join(f"[{noise.text}]" for noise in noises)
    assert letters("".join(cue.text for cue in cues)) == letters(said)
    assert [each for each in violations(cues, rate, limits=limits) if each.rule != "speed"] == []


@settings(max_examples=60, deadline=None)
@given(lines(calm=True), RATES)
def test_what_is_spoken_calmly_can_be_read(spoken: list[Line], rate: Rate) -> None:
    slow = [Line(each.text, each.start * 3, each.end * 3, each.speaker) for each in spoken]
    assert [each for each in violations(caption(slow, [], rate), rate) if each.failure] == []


@settings(max_examples=60, deadline=None)
@given(lines(calm=True), RATES)
def test_captions_end_with_the_film(spoken: list[Line], rate: Rate) -> None:
    length = max((line.end for line in spoken), default=0) + 10
    cues = caption(spoken, [], rate, length=length)
    assert all(0 <= cue.start < cue.end <= length for cue in cues)
    assert [each for each in violations(cues, rate, length=length) if each.rule != "speed"] == []


@settings(max_examples=60, deadline=None)
@given(lines(), NOISES, RATES)
def test_both_files_come_back_with_the_same_frames_and_words(
    spoken: list[Line], noises: list[Noise], rate: Rate
) -> None:
    cues = caption(spoken, noises, rate)
    frames = [(cue.start, cue.end) for cue in cues]
    srt = pysubs2.SSAFile.from_string(to_srt(cues, rate).decode(), format_="srt")
    assert [(rate.frames(each.start / 1000), rate.frames(each.end / 1000)) for each in srt] == frames
    assert [each.plaintext for each in srt] == [cue.text for cue in cues]
    vtt = webvtt.from_buffer(io.StringIO(to_vtt(cues, rate).decode()))
    assert [(rate.frames(seconds(each.start)), rate.frames(seconds(each.end))) for each in vtt.captions] == frames
    assert [each.text for each in vtt.captions] == [cue.text for cue in cues]


def side_b() -> tuple[Cue, ...]:
    """The shop of SIDE B: a bell on tape, the real one, one line on tape and the same line said at once."""
    spoken = [
        Line("Midnight. The roof. If it plays, you're paid.", 24, 110, "CLIENT", on_screen=False, treatment="phone"),
        Line("Does it play?", 500, 524, "WREN"),
        Line("Who gave you this?", 700, 724, "ABELL", on_screen=False, treatment="on tape"),
        Line("Who gave you this?", 728, 752, "ABELL"),
    ]
    return caption(spoken, [Noise("bell", 560, 572), Noise("[bell]", 650, 662)], FILM, joins=(132, 276, 492))


def test_a_voice_out_of_a_machine_is_labelled_and_in_italics_and_sounds_stand_in_brackets() -> None:
    cues = side_b()
    assert [cue.text for cue in cues] == [
        "(on phone) Midnight. The roof.\nIf it plays, you're paid.",
        "Does it play?",
        "[bell]",
        "[bell]",
        "(on tape) Who gave you this?",
        "Who gave you this?",
    ]
    assert [cue.rows[0].italic for cue in cues] == [True, False, False, False, True, False]
    assert [each for each in violations(cues, FILM) if each.failure] == []


def test_a_caption_begins_on_a_cut_that_is_near() -> None:
    assert side_b()[1].start == 492


def test_a_caption_ends_just_before_a_cut_that_is_near() -> None:
    (cue,) = caption([Line("Does it play?", 100, 124, "WREN")], [], FILM, joins=(135,))
    assert (cue.start, cue.end) == (100, 133)


def test_an_unseen_speaker_is_named_when_they_begin() -> None:
    spoken = [
        Line("You're on time.", 0, 30, "CLIENT", on_screen=False),
        Line("Come closer.", 60, 90, "CLIENT", on_screen=False),
        Line("No.", 120, 130, "WREN"),
    ]
    assert [cue.text for cue in caption(spoken, [], FILM)] == ["[Client] You're on time.", "Come closer.", "No."]


def test_two_voices_at_once_share_a_caption_with_a_hyphen_each() -> None:
    spoken = [Line("Stop.", 0, 20, "ABELL"), Line("It's mine.", 6, 30, "WREN")]
    assert [cue.text for cue in caption(spoken, [], FILM)] == ["-Stop.\n-It's mine."]


def test_a_sound_inside_a_line_shares_its_caption_without_hyphens() -> None:
    cues = caption([Line("Does it play?", 0, 30, "WREN")], [Noise("bell", 4, 10)], FILM)
    assert [cue.text for cue in cues] == ["Does it play?\n[bell]"]


def test_a_long_speech_is_shared_out_over_captions_as_it_is_spoken() -> None:
    text = (
        "I told you when you came in that the tape was cracked, and that I would not pay for it, "
        "but you put it on my counter anyway and asked me whether it played."
    )
    cues = caption([Line(text, 0, 240, "ABELL")], [], FILM)
    assert " ".join(cue.text.replace("\n", " ") for cue in cues) == text
    assert len(cues) == 2
    assert abs(cues[1].start - 240 * len(cues[0].text) // len(text)) < 8


def test_a_slow_line_stays_no_longer_than_it_may() -> None:
    cues = caption([Line("Keep it. Keep it. Keep it now. Keep it.", 0, 400, "WREN")], [], FILM)
    assert violations(cues, FILM) == ()


def test_a_line_faster_than_reading_keeps_its_words_and_is_reported() -> None:
    spoken = [
        Line("This is far too much to say in so short a time.", 0, 20),
        Line("And then this one too, at once.", 21, 40),
    ]
    cues = caption(spoken, [], FILM, length=60)
    assert {each.rule for each in violations(cues, FILM, length=60)} == {"speed"}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "She knows the handwriting. It is hers, and she is afraid.",
            ["She knows the handwriting.", "It is hers, and she is afraid."],
        ),
        ("He wanted the money before the clock had struck.", ["He wanted the money", "before the clock had struck."]),
        (
            "It was the very last thing Abel Marchbanks ever said.",
            ["It was the very last thing", "Abel Marchbanks ever said."],
        ),
        ("Does it play?", ["Does it play?"]),
    ],
)
def test_a_row_breaks_where_the_sentence_does(text: str, rows: list[str]) -> None:
    assert breaks.pieces(text, 42, 2) == [rows]


@given(TEXT, st.sampled_from([16, 32, 42]))
def test_a_row_ends_on_an_article_only_where_nothing_else_fits(text: str, width: int) -> None:
    captions = breaks.pieces(text, width, 2)
    assert all(0 < len(row) <= width for rows in captions for row in rows)
    assert "".join(row.replace(" ", "") for rows in captions for row in rows) == text.replace(" ", "")


def test_a_picture_that_stands_upright_has_shorter_rows() -> None:
    assert (limits_of(1080, 1920).row, limits_of(1920, 1080).row) == (32, 42)


def test_every_broken_limit_is_named_with_its_caption() -> None:
    cues = (
        Cue(0, 10, (Row("x" * 50),)),
        Cue(9, 400, (Row("a"), Row("b"), Row("c"))),
    )
    found = violations(cues, FILM, length=300)
    assert [(each.cue, each.rule) for each in found] == [
        (1, "row"),
        (1, "shortest"),
        (1, "speed"),
        (2, "rows"),
        (2, "longest"),
        (2, "gap"),
        (2, "end"),
    ]
    assert str(found[-2]) == "Caption 2: it overlaps the one before by 1 frames, 2 are the least between two."


def test_markup_in_a_line_is_text_in_both_files() -> None:
    cues = (Cue(0, 48, (Row("a <b> & {c} -->", italic=True),)),)
    assert "<i>a &lt;b&gt; &amp; {c} --&gt;</i>" in to_vtt(cues, FILM).decode()
    assert "<i>a ‹b› & (c) --›</i>" in to_srt(cues, FILM).decode()


def test_no_captions_make_files_that_still_are_files() -> None:
    assert to_srt((), FILM) == b""
    assert to_vtt((), FILM) == b"WEBVTT\n"


LONG = (
    "When I was a boy the bell in that tower rang for every one of us, "
    "and nobody knew who it was that rang it at night."
)


def test_captions_break_where_the_words_are_really_heard() -> None:
    count = len(LONG.split())
    slow = tuple((24 + 3 * at, 27 + 3 * at) for at in range(count - 8)) + tuple(
        (200 + 6 * at, 206 + 6 * at) for at in range(8)
    )
    told = Line(LONG, 24, 260, "WREN", words=slow)
    first, last = caption([told], [], FILM, length=400)
    plain = caption([replace(told, words=())], [], FILM, length=400)

    begins = len(first.text.split())
    assert f"{first.text} {last.text}".split() == LONG.split()
    assert last.start == slow[begins][0]
    assert last.start != plain[-1].start
    assert first.start == 24


def test_a_pause_is_bare_only_where_it_is_long() -> None:
    count = len(LONG.split())
    begins = len(caption([Line(LONG, 0, 300)], [], FILM, length=600)[0].text.split())

    def heard(pause: int) -> tuple[Cue, Cue]:
        words = tuple((6 * at + pause * (at >= begins), 6 * at + 6 + pause * (at >= begins)) for at in range(count))
        first, second = caption([Line(LONG, 0, words[-1][1], words=words)], [], FILM, length=600)
        return first, second

    for pause, bare in ((4, False), (60, True)):
        first, second = heard(pause)
        assert second.start == 6 * begins + pause
        assert (second.start - first.end > WIDE.gap) is bare


@pytest.mark.parametrize("words", [((0, 5),), ((0, 5),) * 99, ()])
def test_times_that_do_not_fit_the_words_are_not_believed(words: tuple[tuple[int, int], ...]) -> None:
    plain = caption([Line(LONG, 24, 260, "WREN")], [], FILM, length=400)

    assert caption([Line(LONG, 24, 260, "WREN", words=words)], [], FILM, length=400) == plain


@settings(max_examples=60, deadline=None)
@given(TEXT, st.lists(st.integers(-50, 400), min_size=80, max_size=80), st.booleans())
def test_whatever_times_words_have_no_word_is_lost_and_captions_stay_in_order(
    text: str, times: list[int], screen: bool
) -> None:
    spans = tuple((at, at + 5) for at in times[: len(text.split())])
    told = Line(text, 10, 210, "WREN", screen, words=spans)
    cues = caption([told], [], FILM, length=1000)

    assert letters(" ".join(cue.text for cue in cues)) == letters(tidy(text))
    assert all(before.end <= after.start for before, after in pairwise(cues))
