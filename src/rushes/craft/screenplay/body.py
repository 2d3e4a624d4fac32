"""The lines after the title page, read one element after another."""

from dataclasses import replace

from rushes.craft.screenplay import paragraphs
from rushes.craft.screenplay.elements import (
    Action,
    Aside,
    Character,
    Dialogue,
    Element,
    PageBreak,
    Section,
    Synopsis,
    Transition,
)
from rushes.craft.screenplay.lines import Line, Ruler

BOUNDARIES = (Section, Synopsis, PageBreak)
HELD_OPEN = "  "


def read(lines: list[Line], ruler: Ruler) -> tuple[Element, ...]:
    """Every element of the lines, in order."""
    return _Body(lines, ruler).read()


class _Block:
    """An element while its lines are still coming in."""

    def __init__(self, element: Element, line: Line, blanks: int) -> None:
        self.element = element
        self._blanks = blanks
        self._start = line.start
        self._texts: list[str] = []
        self._asides: list[Aside] = []
        self._length = -1

    def add(self, text: str, line: Line, lead: int) -> None:
        """A line of the element; `lead` is how far into the line its text begins."""
        here = self._length + 1
        self._asides += [replace(aside, at=here + min(max(aside.at - lead, 0), len(text))) for aside in line.asides]
        self._texts.append(text)
        self._length = here + len(text)
        self._end = line.end

    def add_empty(self) -> None:
        """A line of dialogue with nothing on it."""
        self._texts.append("")
        self._length += 1

    def add_silent(self, line: Line) -> None:
        """Asides on a line of their own stand at the end of what was read so far."""
        self._asides += [replace(aside, at=self._length) for aside in line.asides]
        self._end = line.end

    def finish(self, ruler: Ruler) -> Element:
        """The element, whole."""
        text, span = "\n".join(self._texts), ruler.span(self._start, self._end)
        return replace(self.element, text=text, asides=tuple(self._asides), blanks=self._blanks, span=span)


class _Body:
    def __init__(self, lines: list[Line], ruler: Ruler) -> None:
        self._lines = lines
        self._ruler = ruler
        self._at = 0
        self._blanks = 0
        self._done: list[Element] = []
        self._open: _Block | None = None

    def read(self) -> tuple[Element, ...]:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line.is_blank:
                self._skip_blank()
            elif line.is_silent:
                self._read_silent(line)
            else:
                self._read_visible(line)
        self._close()
        return tuple(self._done)

    def _close(self) -> None:
        if self._open:
            self._done.append(self._open.finish(self._ruler))
        self._open = None

    def _skip_blank(self) -> None:
        self._close()
        self._blanks += 1
        self._at += 1

    def _begin(self, element: Element, line: Line, lead: int) -> None:
        self._close()
        self._open = _Block(element, line, self._blanks)
        self._open.add(element.text, line, lead)
        self._blanks = 0
        self._at += 1

    def _read_silent(self, line: Line) -> None:
        self._at += 1
        if self._open:
            self._open.add_silent(line)
            return
        for aside in line.asides:
            self._done.append(replace(aside, at=0, blanks=self._blanks))
            self._blanks = 0

    def _read_visible(self, line: Line) -> None:
        after_blank = self._open is None or isinstance(self._open.element, BOUNDARIES)
        found = paragraphs.marked(line.text) or (self._unmarked(line.text) if after_blank else None)
        if found is None:
            self._read_action(line)
            return
        self._begin(found, line, paragraphs.lead(line.text, found))
        if isinstance(found, Character):
            self._read_speech()

    def _unmarked(self, line: str) -> Element | None:
        """A heading, transition or cue: what stands after a blank line, and is told by what comes next."""
        text = line.strip()
        if text.startswith("!"):
            return None
        following = self._following()
        if following is None or following.is_blank:
            is_transition = paragraphs.is_transition(line.lstrip())
            return paragraphs.heading(text) or (Transition(text) if is_transition else None)
        if isinstance(paragraphs.marked(following.text), BOUNDARIES) and (heading := paragraphs.heading(text)):
            return heading
        return paragraphs.cue(text)

    def _following(self) -> Line | None:
        """The next line that is there for its neighbours."""
        at = self._at + 1
        while at < len(self._lines) and self._lines[at].is_silent:
            at += 1
        return self._lines[at] if at < len(self._lines) else None

    def _read_action(self, line: Line) -> None:
        text, lead = paragraphs.action(line.text)
        if self._open and isinstance(self._open.element, Action):
            self._open.add(text, line, lead)
            self._at += 1
        else:
            self._begin(Action(text), line, lead)

    def _read_speech(self) -> None:
        """Dialogue, parentheticals and lyrics until a blank line; a line of two spaces keeps the speech open."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line.is_silent and self._open:
                self._open.add_silent(line)
                self._at += 1
            elif line.text == HELD_OPEN:
                self._blanks += 1
                self._at += 1
            elif line.is_blank:
                return
            else:
                self._read_spoken(line)

    def _read_spoken(self, line: Line) -> None:
        spoken = paragraphs.spoken(line.text.strip())
        lead = paragraphs.lead(line.text, spoken)
        if not isinstance(spoken, Dialogue) or self._open is None or not isinstance(self._open.element, Dialogue):
            self._begin(spoken, line, lead)
            return
        for _ in range(self._blanks):
            self._open.add_empty()
        self._blanks = 0
        self._open.add(spoken.text, line, lead)
        self._at += 1
