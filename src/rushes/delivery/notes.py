"""The words in a handoff: a note for each take, an overview, and a page that says which file is which."""

from collections.abc import Iterable, Mapping, Sequence

from rushes.craft.timeline.cut import Cut, Event
from rushes.delivery.pack import Handoff, Scene, Select
from rushes.delivery.rules import rate_word
from rushes.kernel.ids import scene_of, shot_of
from rushes.kernel.timecode import Rate


def take_note(select: Select, events: Sequence[Event], rate: Rate) -> str:
    """What an editor should know of one take, as Markdown."""
    return _page(
        f"# {select.take}",
        _list(
            Shot=shot_of(select.take),
            Purpose=select.purpose,
            State=f"{select.state}, by {select.by}",
            Why=select.why,
            Worked=select.worked,
            Next=select.next_action,
            **{"Made with": select.made_with},
        ),
        "## In the cut",
        _bullets([_use(event, rate) for event in events] or ["Not in this cut: an alternate."]),
        _bullets([f"Trim note: {_line(select.trim)}"] if select.trim else []),
        "## Known misses",
        _bullets(select.misses or ("None seen.",)),
        *(("## Sound it needs", _bullets(select.sound)) if select.sound else ()),
        "## Prompt",
        _quote(select.prompt),
        *(("References:", _bullets(select.references)) if select.references else ()),
    )


def overview(handoff: Handoff) -> str:
    """The film scene by scene with its takes and misses, and what coverage is missing."""
    selects = {select.take: select for select in handoff.selects}
    named = {scene.code: scene for scene in handoff.scenes}
    order = dict.fromkeys(scene_of(event.name) for event in handoff.cut.clips)
    return _page(
        f"# {_line(handoff.cut.title)}: notes",
        *(part for code in order for part in _scene(code, named.get(code), handoff.cut, selects)),
        *(("## Sounds in the mix", _sounds(handoff)) if handoff.sounds else ()),
        "## Missing coverage",
        _bullets([f"{each.where}: {_line(each.what)}" for each in handoff.missing] or ["Nothing is missing."]),
    )


def _sounds(handoff: Handoff) -> str:
    rows = ["| Take | What it is | What is heard | State | Made with |", "|---|---|---|---|---|"]
    for one in handoff.sounds:
        cells = (f"[{one.take}]({one.name})", one.role, one.says, one.state, one.made_with)
        rows.append("| " + " | ".join(_line(cell).replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows)


def readme(handoff: Handoff, files: Mapping[str, str], left_out: Iterable[str]) -> str:
    """Which file is current, how to open it, and what it cannot carry."""
    cut = handoff.cut
    seconds = f"{cut.rate.seconds(len(cut)):.1f} s"
    state = (
        "This is a **workprint**: not every take in it is approved by a person."
        if handoff.workprint
        else "Every take in it is approved by a person."
    )
    return _page(
        f"# {_line(cut.title)}",
        f"{len(cut.clips)} shots, {len(cut)} frames, {seconds} at {cut.rate} frames a second ({rate_word(cut)}), "
        f"from {cut.rate.timecode(cut.start)}. {state}",
        "Open `cut.otio`; it is the current cut. If your program does not read OpenTimelineIO, open the list instead. "
        "Media are beside it, under their take codes; no path leads out of this folder. Titles are words in the cut.",
        "| File | What it is |\n|---|---|\n" + "\n".join(f"| `{name}` | {what} |" for name, what in files.items()),
        _bullets(left_out),
        "Timecode counts from the first frame of each medium as the cut says; every take has a reel of its own.",
        f"Disclosure: {_line(handoff.disclosure)}" if handoff.disclosure else "",
        "To check that nothing has changed: `sha256sum -c SHA256SUMS`, or `ascmhl-debug verify .`",
    )


def _scene(code: str, scene: Scene | None, cut: Cut, selects: Mapping[str, Select]) -> list[str]:
    facts = _list(Purpose=scene.purpose, Cast=", ".join(scene.cast), Continuity=scene.continuity) if scene else ""
    rows = ["| In | Take | State | Frames | Known misses | Note |", "|---|---|---|---|---|---|"]
    for event in cut.clips:
        if scene_of(event.name) == code:
            select = selects[event.take]
            cells = (
                cut.rate.timecode(cut.start + event.record),
                f"[{event.take}](notes/{event.take}.md)",
                select.state,
                f"{event.source.start} to {event.source.end}",
                "; ".join(select.misses or ("none",)),
                event.note,
            )
            rows.append("| " + " | ".join(_line(cell).replace("|", "\\|") for cell in cells) + " |")
    return [f"## {code} {_line(scene.heading) if scene else ''}".rstrip(), facts, "\n".join(rows)]


def _use(event: Event, rate: Rate) -> str:
    start, end = rate.seconds(event.source.start), rate.seconds(event.source.end)
    tail = event.medium.frames - event.source.end if event.medium else 0
    return (
        f"Frames {event.source.start} to {event.source.end} ({start:.2f} to {end:.2f} s), "
        f"{event.source.start} before and {tail} after to play with. {_line(event.note)}".strip()
    )


def _page(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"


def _list(**facts: str) -> str:
    return _bullets([f"{name}: {_line(fact)}" for name, fact in facts.items() if fact])


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {_line(line)}" for line in lines)


def _quote(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.strip().splitlines())


def _line(text: str) -> str:
    return " ".join(text.split())
