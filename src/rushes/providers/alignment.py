"""When the words of a line are heard, from the times of its characters as a service gives them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rushes.providers.wire import shown

LATEST = 36_000.0


@dataclass(frozen=True)
class Timed:
    """The characters of a line and when each begins and ends, in seconds from the first sample."""

    characters: tuple[str, ...]
    starts: tuple[float, ...]
    ends: tuple[float, ...]

    def plain(self) -> dict[str, list[Any]]:
        """As JSON values."""
        return {"characters": [*self.characters], "starts": [*self.starts], "ends": [*self.ends]}

    def words(self, *, tags: bool = False, breaks: Collection[int] = ()) -> list[dict[str, Any]]:
        """
        Each word with its start and end; a word ends at a space, and where another voice begins (`breaks`).

        With `tags`, what stands in square brackets was an instruction and is no word.
        """
        found: list[dict[str, Any]] = []
        within = False
        for at in self._spoken(tags):
            character = self.characters[at]
            within = within and at not in breaks and not character.isspace()
            if within:
                found[-1] |= {"word": found[-1]["word"] + character, "end": self.ends[at]}
            elif character.strip():
                found.append({"word": character, "start": self.starts[at], "end": self.ends[at]})
                within = True
        return found

    def _spoken(self, tags: bool) -> Iterator[int]:
        inside = False
        for at, character in enumerate(self.characters):
            inside = tags and (inside or character == "[")
            if not inside:
                yield at
            inside = inside and character != "]"


def read(said: object) -> Timed | None:
    """What a service says of a line's characters; None where it cannot be."""
    if not isinstance(said, dict):
        return None
    characters = said.get("characters")
    starts, ends = (said.get(f"character_{which}_times_seconds") for which in ("start", "end"))
    if not (isinstance(characters, list) and isinstance(starts, list) and isinstance(ends, list)):
        return None
    whole = len(characters) == len(starts) == len(ends) and all(isinstance(one, str) for one in characters)
    if not whole or not all(map(is_time, [*starts, *ends])):
        return None
    return Timed(tuple(shown(one, ()) for one in characters), tuple(map(float, starts)), tuple(map(float, ends)))


def told(said: Mapping[str, Any], *, tags: bool) -> dict[str, Any]:
    """What an answer with timestamps says: `alignment` by words, `characters`, and in a dialogue the `segments`."""
    listed = said.get("voice_segments")
    segments = [*filter(None, map(_segment, listed))] if isinstance(listed, list) else []
    breaks = {segment.pop("from") for segment in segments}
    timed = read(said.get("alignment")) or read(said.get("normalized_alignment"))
    found = {"alignment": timed.words(tags=tags, breaks=breaks), "characters": timed.plain()} if timed else {}
    return {"alignment": [], **found, **({"segments": segments} if segments else {})}


def _segment(said: object) -> dict[str, Any] | None:
    if not isinstance(said, dict):
        return None
    start, end = said.get("start_time_seconds"), said.get("end_time_seconds")
    line, begin = said.get("dialogue_input_index"), said.get("character_start_index")
    if not (is_time(start) and is_time(end) and isinstance(line, int) and isinstance(begin, int)):
        return None
    return {"line": line, "voice": shown(str(said.get("voice_id")), ()), "start": start, "end": end, "from": begin}


def is_time(said: object) -> bool:
    """Whether something can be a moment in a sound, in seconds."""
    return isinstance(said, int | float) and not isinstance(said, bool) and 0 <= said <= LATEST
