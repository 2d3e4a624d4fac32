"""Where lines and sounds stand in a cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.craft.cards.card import Card, Effect, Speech
from rushes.craft.cards.vocabulary import Treatment
from rushes.craft.production.rows import Cue, Moment, SoundKind, Trim
from rushes.craft.sound import plan as sound
from rushes.craft.sound import treatments
from rushes.craft.sound.plan import Recording, SoundPlan
from rushes.craft.timeline.cut import Cut
from rushes.edit import assembly, ending, lines, soundtrack
from rushes.edit.assembly import Chosen
from rushes.edit.ending import Ending
from rushes.kernel.timecode import Rate
from tests.making import asset, card, side_b

RATE = Rate.of("24")
FIRST = 96
CAST = {"CH-ADA": asset("CH-ADA", description="a woman in her 30s")}


def cut(cards: list[Card], trims: dict[str, Trim] | None = None, end: Ending | None = None) -> Cut:
    takes = {one.code: Chosen(f"{one.code}-T01", "a" * 64, RATE.frames(one.seconds)) for one in cards}
    return assembly.assembly("Two Doors", RATE, cards, takes, trims or {}, end or Ending())


def plan(
    cards: list[Card], *sheet: Cue, trims: dict[str, Trim] | None = None, end: Ending | None = None, mood: str = ""
) -> SoundPlan:
    made, known = cut(cards, trims, end), {one.code: one for one in cards}
    said = lines.lines(made, known, end or Ending())
    return soundtrack.plan(made, said, soundtrack.Plan(known, CAST, {"S01": "INT. HALL - NIGHT"}, sheet, mood))


def heard(made: SoundPlan, kind: str) -> list[tuple[str, int, int]]:
    return [(cue.name, cue.from_frame, cue.to_frame) for cue in made.cues if cue.kind == kind]


def trim(code: str, start: float, end: float) -> dict[str, Trim]:
    return {code: Trim(shot=code, start=start, end=end)}


SPEAKS = card(seconds=4, dialogue=(Speech(speaker="CH-ADA", text="Who is there?", at=1.0),))


def test_a_line_stands_where_its_picture_stands() -> None:
    (line,) = plan([SPEAKS]).lines

    assert (line.start_frame, line.text, line.place) == (FIRST + 24, "Who is there?", "INT. HALL - NIGHT")


def test_a_line_moves_with_a_trim_and_one_whose_beginning_is_cut_begins_with_its_picture() -> None:
    assert plan([SPEAKS], trims=trim("S01-SH01", 0.5, 4)).lines[0].start_frame == FIRST + 12
    assert plan([SPEAKS], trims=trim("S01-SH01", 2, 4)).lines[0].start_frame == FIRST


@pytest.mark.parametrize(
    ("speech", "treatment"),
    [
        (Speech(speaker="CH-ADA", text="x"), ""),
        (Speech(speaker="CH-ADA", text="x", on_screen=False), treatments.OFF),
        (Speech(speaker="CH-ADA", text="x", treatment=Treatment.PHONE), treatments.PHONE),
        (Speech(speaker="CH-ADA", text="x", on_screen=False, treatment=Treatment.TAPE), treatments.TAPE),
        (Speech(speaker="CH-ADA", text="x", treatment=Treatment.RADIO), treatments.TAPE),
    ],
)
def test_a_voice_comes_through_what_the_card_says(speech: Speech, treatment: str) -> None:
    assert plan([card(seconds=2, dialogue=(speech,))]).lines[0].treatment == treatment


def test_a_bed_runs_on_through_neighbours_of_a_scene_and_stops_between() -> None:
    cards = [
        card("S01-SH01", seconds=1, ambience=("rain",)),
        card("S01-SH02", seconds=1, ambience=("rain", "hum")),
        card("S01-SH03", seconds=1),
        card("S01-SH04", seconds=1, ambience=("rain",)),
    ]

    assert heard(plan(cards), "ambience") == [("rain", 96, 144), ("hum", 120, 144), ("rain", 168, 192)]


def test_the_cue_sheet_wins_over_the_same_bed_and_leaves_others() -> None:
    cards = [card(seconds=2, ambience=("rain", "hum"))]
    sheet = Cue("Rain bed", SoundKind.AMBIENCE, Moment("S01-SH01"), Moment("S01-SH01"))

    assert heard(plan(cards, sheet), "ambience") == [("Rain bed", 96, 144), ("hum", 96, 144)]


def test_a_moment_follows_the_cut() -> None:
    cards = [card("S01-SH01", seconds=4), card("S01-SH02", seconds=4)]
    bell = Cue("Bell", SoundKind.EFFECT, Moment("S01-SH02", 2.0), Moment("S01-SH02", 3.0))

    assert heard(plan(cards, bell), "effect") == [("Bell", 240, 264)]
    assert heard(plan(cards, bell, trims=trim("S01-SH01", 0, 1)), "effect") == [("Bell", 168, 192)]
    assert heard(plan(cards, bell, trims=trim("S01-SH02", 1, 4)), "effect") == [("Bell", 216, 240)]


def test_a_cue_of_a_shot_that_is_not_in_the_cut_is_not_heard() -> None:
    lost = Cue("Bell", SoundKind.EFFECT, Moment("S09-SH01"), Moment("S09-SH01"))

    assert heard(plan([card()], lost), "effect") == []


def test_an_effect_that_was_trimmed_away_is_gone() -> None:
    cards = [
        card(
            seconds=4, effects=(Effect(name="boots", at=0.5), Effect(name="crack", at=2.0), Effect(name="bell", at=3.5))
        )
    ]

    assert [name for name, _, _ in heard(plan(cards, trims=trim("S01-SH01", 1, 3)), "effect")] == ["crack"]
    assert heard(plan(cards, trims=trim("S01-SH01", 1, 3)), "effect")[0][1] == FIRST + 24


def test_effects_without_a_time_are_spread_over_the_shot() -> None:
    made = plan([card(seconds=3, effects=(Effect(name="a"), Effect(name="b")))])

    assert [start for _, start, _ in heard(made, "effect")] == [FIRST + 24, FIRST + 48]


def test_music_is_what_the_cards_ask_for_and_a_quiet_score_where_none_says_anything() -> None:
    silent = plan([card(seconds=1), card("S01-SH02", seconds=1)], mood="suspense")
    assert heard(silent, "music") == [("score", 0, silent.frames)]
    asked = [card(seconds=1, music="none"), card("S01-SH02", seconds=1, music="one held note")]
    assert heard(plan(asked), "music") == [("score", 120, 144)]
    assert heard(plan([card(seconds=1, music="none")]), "music") == []
    sheet = Cue("Drone", SoundKind.MUSIC, Moment("S01-SH01"), Moment("S01-SH01"))
    assert heard(plan([card(seconds=1)], sheet), "music") == [("Drone", 96, 120)]


def test_everything_that_is_heard_has_a_name_that_does_not_move_with_the_cut() -> None:
    stated = card(
        seconds=4,
        dialogue=(Speech(speaker="CH-ADA", text="One."), Speech(speaker="CH-ADA", text="Two.")),
        ambience=("hum", "rain"),
        effects=(Effect(name="boots", at=0.5), Effect(name="bell", at=3.0)),
        music="one held note",
    )
    following = card("S01-SH02", seconds=2, ambience=("rain",))
    end = Ending((Speech(speaker="CH-ADA", text="Keep it."),), 3.0)
    codes = [
        [{one.code for one in made.lines}, {one.code for one in made.cues}]
        for made in (
            plan([stated, following], end=end),
            plan([stated, following], end=end, trims=trim("S01-SH01", 0, 3.5)),
        )
    ]

    assert codes[0] == codes[1] == [
        {"S01-SH01-L01", "S01-SH01-L02", "END-L01"},
        {"S01-SH01-B01", "S01-SH01-B02", "S01-SH01-E01", "S01-SH01-E02", "S01-SH01-M01"},
    ]  # fmt: skip
    assert [cue.code for cue in plan([card()]).cues] == ["M-SCORE"]


def test_cues_of_the_sheet_are_named_after_themselves_and_no_two_alike() -> None:
    here = Moment("S01-SH01")
    named = [
        ("Bell A", "effect"),
        ("bell, a", "effect"),
        ("Tone", "music"),
        ("Müde Uhr!", "design"),
        ("雨", "ambience"),
    ]
    sheet = [Cue(name, SoundKind(kind), here, here) for name, kind in (*named, named[0])]

    codes = soundtrack.sheet_codes(sheet)
    assert codes == ["E-BELL-A", "E-BELL-A-2", "M-TONE", "E-MUDE-UHR", "E-CUE", "E-BELL-A-3"]
    assert {cue.code for cue in plan([card()], *sheet).cues} == {*codes}


def test_a_recording_goes_to_what_it_is_of_and_is_to_be_over_with_its_picture() -> None:
    stated = [card(seconds=4, dialogue=(Speech(speaker="CH-ADA", text="Who is there?", at=1.0),), ambience=("rain",))]
    made, known = cut(stated), {one.code: one for one in stated}
    read, rain = Recording("a" * 64, 2.0), Recording("b" * 64, 20.0)
    recorded = {"S01-SH01-L01": read, "S01-SH01-B01": rain, "S09-SH01-L01": read}
    said = lines.lines(made, known, Ending())
    heard = soundtrack.plan(made, said, soundtrack.Plan(known, CAST, {}, (), "", recorded))

    sound.check(heard)
    assert [(line.recording, line.until) for line in heard.lines] == [(read, FIRST + 96)]
    assert {cue.name: cue.recording for cue in heard.cues} == {"rain": rain, "score": None}
    assert [line.until for line in plan(stated).lines] == [None]


speeches = st.builds(
    Speech,
    speaker=st.sampled_from(["CH-ADA", "CH-UNKNOWN"]),
    text=st.sampled_from(["No.", "Who is there at this hour of the night?"]),
    at=st.none() | st.floats(0, 30),
)
effects = st.builds(Effect, name=st.sampled_from(["boots", "bell"]), at=st.none() | st.floats(0, 30))
shots = st.builds(
    lambda seconds, said, heard: card(seconds=seconds, dialogue=said, effects=heard, ambience=("rain",)),
    st.floats(0.5, 8),
    st.lists(speeches, max_size=3),
    st.lists(effects, max_size=3),
)
endings = st.lists(st.floats(0, 5), max_size=2).map(
    lambda ats: Ending(tuple(Speech(speaker="CH-ADA", text="Keep it.", at=at) for at in ats), 3.0 if ats else 0.0)
)


@given(st.lists(shots, max_size=3), st.floats(0, 8), st.floats(0, 8), endings)
def test_whatever_is_cut_everything_is_heard_inside_the_film_and_can_be_mixed(
    stated: list[Card], start: float, long: float, end: Ending
) -> None:
    cards = [one.model_copy(update={"code": f"S01-SH{number:02}"}) for number, one in enumerate(stated, start=1)]
    trims = {one.code: Trim(shot=one.code, start=start, end=start + long) for one in cards}
    made = plan(cards, trims=trims, end=end)

    sound.check(made)
    assert len(made.lines) == sum(len(one.dialogue) for one in cards) + len(end.lines)
    assert all(0 <= line.start_frame < made.frames for line in made.lines)
    assert all(0 <= cue.from_frame < cue.to_frame <= made.frames for cue in made.cues)


def test_side_b_hears_its_last_line_over_black_and_both_bells_where_its_sheet_puts_them() -> None:
    stated = side_b()
    cast = {one.id: one for one in stated.assets}
    end = ending.ending(stated.screenplay, cast, stated.brief.title)
    cards, trims = list(stated.cards), {one.shot: one for one in stated.trims}
    made, known = cut(cards, trims, end), {one.code: one for one in cards}
    said = lines.lines(made, known, end)
    track = soundtrack.plan(made, said, soundtrack.Plan(known, cast, {}, stated.cues, stated.brief.sound.mood))

    sound.check(track)
    black = next(event for event in made.events if event.name == "ending")
    assert track.lines[-1].text == "Keep it."
    assert black.record <= track.lines[-1].start_frame < black.end
    assert len(said) == sum(len(one.dialogue) for one in cards) + 1
    shot = next(event for event in made.events if event.name == "S02-SH02")
    starts = {cue.name: cue.from_frame - shot.record + shot.source.start for cue in track.cues}
    assert (starts["Bell A"], starts["Bell B"]) == (48, 144)
