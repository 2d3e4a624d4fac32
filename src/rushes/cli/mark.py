"""A person's marks on the breakdown of an adopted production."""

from typing import Annotated

import typer

from rushes.accounts import service as accounts
from rushes.accounts.rules import Right
from rushes.cli.meant import production
from rushes.cli.shell import CONSOLE, Which, Who, person
from rushes.craft.breakdown import categories
from rushes.craft.breakdown.categories import Category
from rushes.craft.breakdown.marks import Act, Mark
from rushes.kernel.errors import Invalid
from rushes.story import marks

EVERY = "every"
chapter = typer.Typer()


class UnfitMark(Invalid):
    """Options that do not go together, or a word that names no category."""


@chapter.command()
def mark(
    scene: Annotated[str, typer.Argument(help=f"The scene, such as S02, or `{EVERY}`.")],
    category: Annotated[str, typer.Argument(help="The box of the breakdown sheet, such as props.")],
    element: Annotated[str, typer.Argument(help="What the breakdown calls it, or what is missing there.")],
    remove: Annotated[bool, typer.Option("--remove", help="It is not needed.")] = False,
    becomes: Annotated[str, typer.Option(help="Its right name; `wardrobe: cloak` moves it to another box.")] = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take the mark back: what is found counts.")] = False,
    note: Annotated[str, typer.Option(help="Why.")] = "",
    which: Which = "",
    who: Who = "",
) -> None:
    """Correct the breakdown of an adopted production; what you say wins, and stays when the script is read again."""
    if sum((remove, bool(becomes), withdraw)) > 1:
        raise UnfitMark("Say one of --remove, --becomes and --withdraw at a time.")
    action = Act.REMOVE if remove else Act.RENAME if becomes else Act.ADD
    code = "" if scene.casefold() == EVERY else scene.upper()
    said = Mark(code, _category(category), " ".join(element.split()), action, " ".join(becomes.split()), note)
    with production(which) as (session, project):
        accounts.demand(session, project.id, person(who), Right.CUT)
        if withdraw:
            marks.withdraw(session, project.id, code, said.category, said.name, person(who))
        else:
            marks.put(session, project.id, said, person(who))
    done = "withdrawn" if withdraw else f"marked: {said.action}{f' > {said.becomes}' if becomes else ''}"
    CONSOLE.print(f"{scene}, {said.category}, {said.name}: {done}.")


def _category(text: str) -> Category:
    try:
        return categories.category(text)
    except ValueError as error:
        raise UnfitMark(f"{error}.") from error
