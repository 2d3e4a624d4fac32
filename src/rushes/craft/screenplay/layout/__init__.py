"""
A script laid out as it is printed: US screenplay format in 12-point Courier, ten characters and six lines to the inch.

Ending a page follows the trade: no heading is last on a page, action and dialogue are broken with two lines on each
side, a broken speech says (MORE) and (CONT'D), and two speeches spoken together stay together while they fit a page.
Headings are set in capitals and what is sung in italics.
"""

from rushes.craft.screenplay.elements import Screenplay
from rushes.craft.screenplay.layout.pagination import body
from rushes.craft.screenplay.layout.paper import Page, Paper, Printed
from rushes.craft.screenplay.layout.title import title_pages

__all__ = ["Page", "Paper", "Printed", "body", "pages"]


def pages(screenplay: Screenplay, on: Paper = Paper.LETTER) -> tuple[Page, ...]:
    """Every page of a script: its title page, numbered 0, and the numbered ones."""
    return (*title_pages(screenplay.title_page, on), *body(screenplay.elements, on))
