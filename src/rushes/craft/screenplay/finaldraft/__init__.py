"""
Final Draft's .fdx: an XML file into a screenplay with its tags, revisions and notes, and a screenplay out.

There is no public schema; what is read and written is what files of versions 1 to 6 hold. A *tag* is a breakdown
element that somebody marked in the text.
"""

from rushes.craft.screenplay.finaldraft.markup import LARGEST, unfit
from rushes.craft.screenplay.finaldraft.reading import read
from rushes.craft.screenplay.finaldraft.values import Imported, Revision, SceneFacts, ScriptNote, Tag
from rushes.craft.screenplay.finaldraft.writing import DEEPEST_OUTLINE, write

__all__ = [
    "DEEPEST_OUTLINE",
    "LARGEST",
    "Imported",
    "Revision",
    "SceneFacts",
    "ScriptNote",
    "Tag",
    "read",
    "unfit",
    "write",
]
