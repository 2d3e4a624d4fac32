"""A production as the premise gate reads it."""

from rushes.craft.production.folder import Production
from rushes.craft.story.material import Material


def material(production: Production, cut_seconds: float | None = None) -> Material:
    """Story, script, library, plan and lengths of a production; `cut_seconds` is the film's, titles and all."""
    return Material.of(
        production.brief.story,
        production.screenplay,
        production.assets,
        production.planned,
        production.brief.runtime,
        cut_seconds,
    )
