"""Whose words a revision is made of."""

from rushes.story import authorship
from rushes.story.authorship import Passage
from rushes.story.tables import Script

TEXT = "INT. HALL - NIGHT\n\nAda waits.\nRain falls outside.\n"


def test_passages_stand_in_lines_and_are_counted_in_words() -> None:
    start = TEXT.index("Rain")
    drafted = [{"start": start, "end": start + len("Rain falls")}]
    told = authorship.told(Script(revision=3, author="ada", assisted=True, text=TEXT, drafted=drafted))
    assert (told.revision, told.author, told.assisted) == (3, "ada", True)
    assert told.drafted == (Passage(4, start, start + 10, "Rain falls"),)
    assert (told.words, told.drafted_words) == (9, 2)


def test_a_script_without_drafts_is_a_persons() -> None:
    told = authorship.told(Script(revision=1, author="ada", assisted=False, text=TEXT, drafted=[]))
    assert (told.drafted, told.drafted_words) == ((), 0)
