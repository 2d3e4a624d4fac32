"""What is rendered where a shot comes in by a transition."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from rushes.craft.render import film
from rushes.craft.render.reel import Blend, Card, Clip, Reel, Title
from rushes.craft.timeline.cut import Event, Kind, Medium, Transition, Way
from rushes.delivery import joining
from rushes.kernel.timecode import Rate, Span
from rushes.media import decode, encode, testcard

RATE = Rate.of("24")
DARK, LIGHT = 40, 200


def test_a_dissolve_and_a_fade_are_as_long_as_the_cut_says_and_go_evenly(tmp_path: Path) -> None:
    clips = {
        name: testcard.grey(tmp_path / f"{name}.mp4", [level] * 24, size=(64, 36))
        for name, level in {"S01-SH01": DARK, "S01-SH02": LIGHT}.items()
    }

    def event(name: str, start: int, end: int, record: int, into: Transition) -> Event:
        medium = Medium(f"{name}.mp4", name, 24)
        return Event(Kind.CLIP, name, Span(start, end), record, medium, take=f"{name}-T01", transition=into)

    events = [
        event("S01-SH01", 0, 18, 0, Transition(Way.FADE, 6, 0)),
        event("S01-SH02", 4, 24, 18, Transition(Way.DISSOLVE, 8, 4)),
    ]
    items = joining.items(events, lambda one: Clip(clips[one.name], one.name, one.source))
    assert [(type(item), item.frames) for item in items] == [(Blend, 6), (Clip, 8), (Blend, 8), (Clip, 16)]

    out = tmp_path / "film.mp4"
    reel = Reel(RATE, 64, 36, items)
    made = film.render(reel, None, out, cache=tmp_path / "cache", preset=encode.DRAFT, workers=1)
    assert made.frames == 38
    levels = [float(np.mean(frame)) for frame in decode.frames(out)]
    assert levels[0] < DARK / 2
    assert abs(levels[10] - DARK) < 6
    assert abs(levels[18] - (DARK + LIGHT) / 2) < 20
    assert abs(levels[-1] - LIGHT) < 6
    assert all(after >= before - 3 for before, after in pairwise(levels))


def test_a_shot_fades_out_before_the_next_fades_in(tmp_path: Path) -> None:
    first = Event(Kind.CLIP, "S01-SH01", Span(0, 12), 0, Medium("a", "a", 12), take="S01-SH01-T01")
    second = replace(first, name="S01-SH02", record=12, transition=Transition(Way.FADE, 8, 4))
    items = joining.items([first, second], lambda one: Clip(tmp_path, one.name, one.source))

    assert [(type(item), item.frames) for item in items] == [(Clip, 8), (Blend, 4), (Blend, 4), (Clip, 8)]
    out, into = items[1], items[2]
    assert isinstance(out, Blend)
    assert isinstance(into, Blend)
    assert (out.second, into.first) == (None, None)


def test_a_shot_fades_out_into_a_card_which_is_shown_whole(tmp_path: Path) -> None:
    shot = Event(Kind.CLIP, "S01-SH01", Span(0, 12), 0, Medium("a", "a", 12), take="S01-SH01-T01")
    black = Event(Kind.BLACK, "ending", Span(0, 9), 12, transition=Transition(Way.FADE, 4, 4))
    shown: dict[str, Clip | Card] = {"S01-SH01": Clip(tmp_path, "a", Span(0, 12)), "ending": Card(Title("x"), 9)}
    items = joining.items([shot, black], lambda one: shown[one.name])

    assert [(type(item), item.frames) for item in items] == [(Clip, 8), (Blend, 4), (Card, 9)]
    assert isinstance(items[1], Blend)
    assert (items[1].first, items[1].second) == (Clip(tmp_path, "a", Span(8, 12)), None)


def test_cards_are_shown_as_they_are() -> None:
    black = Event(Kind.BLACK, "ending", Span(0, 9), 0)
    assert joining.items([black], lambda _one: Card(Title("x"), 9)) == (Card(Title("x"), 9),)
