import sys

import numpy as np
import pytest

from rushes.craft.sound import levels, speech, voices
from rushes.craft.sound.voices import Voice
from rushes.craft.sound.waves import RATE
from rushes.kernel.errors import Invalid, Unavailable

ROOF = "Midnight. The roof. If it plays, you're paid."
ABELL = voices.cast("ABELL", "60s, brown cardigan, grey beard; he looks up")


@pytest.fixture(scope="module")
def spoken() -> speech.Speech:
    return speech.speak([(ROOF, ABELL)])[0]


def test_every_word_is_timed_in_order_and_inside_the_line(spoken: speech.Speech) -> None:
    assert [word.text for word in spoken.words] == ROOF.split()
    ends = [0.0]
    for word in spoken.words:
        assert ends[-1] <= word.start < word.end <= spoken.seconds
        ends.append(word.end)


def test_there_is_sound_in_the_words_and_none_in_the_pause_after_the_first(spoken: speech.Speech) -> None:
    first, second = spoken.words[0], spoken.words[1]
    said = spoken.samples[int(first.start * RATE) : int(first.end * RATE)]
    pause = spoken.samples[int((first.end + 0.15) * RATE) : int((second.start - 0.05) * RATE)]

    assert np.abs(said).max() > 20 * np.abs(pause).max()


def test_the_mouth_opens_on_vowels_and_shuts_in_pauses(spoken: speech.Speech) -> None:
    first, second = spoken.words[0], spoken.words[1]
    times = np.arange(0, spoken.seconds, 1 / 24).tolist()
    open_ = np.array(speech.openness(spoken.mouths, times))

    assert open_.max() > 0.7
    assert open_.min() >= 0
    assert speech.openness(spoken.mouths, [(first.end + second.start) / 2])[0] < 0.1
    assert speech.openness(spoken.mouths, [spoken.seconds + 1])[0] == 0


def test_a_line_is_the_same_samples_whatever_was_said_before_it() -> None:
    alone = speech.speak([(ROOF, ABELL)])[0]
    after = speech.speak([("Who gave you this?", Voice("en-us+f2")), (ROOF, ABELL)])[1]

    assert np.array_equal(alone.samples, after.samples)
    assert alone.words == after.words


def test_lines_are_level_with_each_other() -> None:
    lines = [("Does it play?", voices.cast("WREN", "she is in her late 20s")), ("Keep it.", ABELL), (ROOF, ABELL)]

    loud = [levels.loudness(said.samples) for said in speech.speak(lines)]

    assert max(loud) - min(loud) < 2
    assert all(levels.true_peak(said.samples) < -6 for said in speech.speak(lines))


def test_numbers_and_broken_spaces_still_give_the_words_as_written() -> None:
    said = speech.speak([("  Pay   me 24 by\nnoon — “now”. ", ABELL)])[0]

    assert [word.text for word in said.words] == ["Pay", "me", "24", "by", "noon", "“now”."]


def test_a_line_without_words_is_a_short_silence() -> None:
    said = speech.speak([("…", ABELL)])[0]

    assert said.words == ()
    assert said.seconds < 0.2
    assert np.isfinite(said.samples).all()


def test_the_estimate_is_near_the_truth(spoken: speech.Speech) -> None:
    assert speech.seconds_of(ROOF, ABELL) == pytest.approx(spoken.seconds, rel=0.25)


@pytest.mark.parametrize("text", ["", "   ", "a" * 4001])
def test_a_line_that_cannot_be_spoken_is_refused_with_its_number(text: str) -> None:
    with pytest.raises(Invalid, match="Line 2 has"):
        speech.speak([("Fine.", ABELL), (text, ABELL)])


def test_an_unknown_voice_is_named() -> None:
    with pytest.raises(Unavailable, match="no voice called 'xx-nobody'"):
        speech.speak([("Hello.", Voice("xx-nobody"))])


@pytest.mark.parametrize(
    "program", [("/nowhere/speaker",), (sys.executable, "-c", "raise SystemExit(3)"), (sys.executable, "-c", "")]
)
def test_a_missing_or_failing_engine_is_said_plainly(program: tuple[str, ...]) -> None:
    with pytest.raises(speech.SpeechUnavailable, match="The speech engine"):
        speech.speak([("Hello.", ABELL)], program)


def test_every_accent_that_may_be_cast_is_one_the_engine_speaks() -> None:
    cast = [Voice(base=f"{accent}+{voices.WOMEN[0][0]}") for accent in voices.ACCENTS]
    assert len(speech.speak([("Hello.", voice) for voice in cast])) == len(voices.ACCENTS)


def test_every_variant_that_may_be_cast_is_one_the_engine_speaks() -> None:
    cast = [Voice(base=f"en-us+{variant}") for variant, _ in (*voices.WOMEN, *voices.MEN)]
    assert len(speech.speak([("Hello.", voice) for voice in cast])) == len(cast)
