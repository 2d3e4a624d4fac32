"""Cuts to test with: SIDE B's three shots as the editor trimmed them, and any cut at all."""

from hypothesis import strategies as st

from rushes.craft.timeline.assemble import Card, Placed, assemble
from rushes.craft.timeline.cut import Cut, Event, Kind, Marker, Medium, Stem, start_of
from rushes.craft.timeline.reels import reel_of
from rushes.kernel.timecode import Rate, Span

RATES = [Rate.of(text) for text in ("24", "24000/1001", "25", "30000/1001", "60")]
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)


def take(shot: str, number: int, seconds: int, trim: str = "", note: str = "", **more: object) -> Placed:
    """A take of whole seconds at 24 frames, in media/ under its code."""
    code = f"{shot}-T{number:02}"
    return Placed(shot, code, Medium(f"media/{code}.mp4", "ab" * 32, seconds * 24), trim=trim, note=note, **more)  # type: ignore[arg-type] # only a test names them


def side_b() -> Cut:
    """Three trimmed shots, a title over black and a credits card, with three stems."""
    shots = [
        take("S01-SH02", 1, 7, trim="use 0.5-6.5", note="cut on the crack"),
        take(
            "S02-SH03", 4, 8, trim="use first six seconds only", markers=(Marker(130, "label flickers", "after 6 s"),)
        ),
        take("S02-SH04", 2, 6),
    ]
    closing = [Card("black", 24), Card("title", 96, "SIDE B"), Card("credits", 72, "Picture and sound are synthetic.")]
    plain = assemble("Side B", Rate.of(24), shots, closing=closing)
    stems = [
        Stem(name, Medium(f"stems/{name}.wav", "cd" * 32, len(plain))) for name in ("dialogue", "music", "effects")
    ]
    return assemble("Side B", Rate.of(24), shots, closing=closing, stems=stems)


@st.composite
def cuts(draw: st.DrawFn) -> Cut:
    """Any cut: every rate, kind, trim, timecode and marker."""
    rate = draw(st.sampled_from(RATES))
    events: list[Event] = []
    record = 0
    for number in range(draw(st.integers(1, 6))):
        event = draw(_event(number, record))
        events.append(event)
        record = event.end
    stems = tuple(Stem(name, Medium(f"stems/{name}.wav", "cd" * 32, record)) for name in draw(_names()))
    return Cut(draw(WORDS), rate, tuple(events), stems, start_of(rate))


@st.composite
def _event(draw: st.DrawFn, number: int, record: int) -> Event:
    kind = draw(st.sampled_from(Kind))
    frames = draw(st.integers(1, 2000))
    start = draw(st.integers(0, frames - 1))
    source = Span(start, draw(st.integers(start + 1, frames)))
    markers = tuple(
        Marker(draw(st.integers(0, frames)), draw(WORDS), draw(WORDS)) for _ in range(draw(st.integers(0, 2)))
    )
    if kind is Kind.BLACK:
        return Event(kind, "black", source, record, markers=markers)
    if kind is Kind.TITLE and draw(st.booleans()):
        return Event(kind, "title", source, record, text=draw(WORDS), markers=markers)
    code = f"S01-SH{number + 1:02}-T01"
    medium = Medium(f"media/{draw(WORDS)}{code}.mp4", "ab" * 32, frames, draw(st.integers(0, 24 * 3600)))
    return Event(kind, code[:-4], source, record, medium, code, reel_of(code), draw(WORDS), draw(WORDS), markers)


def _names() -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(["dialogue", "music", "effects"]), unique=True)
