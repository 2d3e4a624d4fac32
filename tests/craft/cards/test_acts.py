"""How long acts take."""

import pytest

from rushes.craft.cards import acts


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("She sits by the window.", 2.0),
        ("She crosses the dark room to the door.", 4.0),
        ("The sea at night, grey and wide.", 2.6),
        ("She opens the door and takes the key from the hook.", 3.4),
        ("She nods.", 1.12),
    ],
)
def test_an_act_takes_what_its_verbs_take_within_the_time_it_takes_to_read(text: str, seconds: float) -> None:
    assert acts.seconds_of(text) == pytest.approx(seconds, abs=0.05)


def test_acts_are_counted_one_after_another() -> None:
    assert acts.many("She stands up, crosses, and opens the door, then reads.") == 4
    assert acts.many("Wind. A steel door. Hiss.") == 0
