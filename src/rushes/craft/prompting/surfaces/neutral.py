"""The plan in plain words and one fixed order, for people, for the record, and for makers that read the plan itself."""

from collections.abc import Iterable

from rushes.craft.prompting import prose
from rushes.craft.prompting.compiled import Section
from rushes.craft.prompting.intent import Mode
from rushes.craft.prompting.page import Page
from rushes.craft.prompting.surface import Surface


def write(page: Page) -> Iterable[Section]:
    """The paragraph of `prose`, part by part."""
    known = {name: asset for name in page.card.assets if (asset := page.asset(name))}
    return [Section(name, text) for name, text in prose.sections(page.card, known, page.intent.heading)]


plugin = Surface(
    id="neutral",
    title="Plain words",
    checked="2026-11-26",
    modes=(Mode.TEXT,),
    write=write,
    characters=100_000,
)
