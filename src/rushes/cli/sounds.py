"""Sounds: readings of lines, effects and music from services, to choose from; what nobody made stays synthesised."""

from collections.abc import Collection
from typing import Annotated, Any
from uuid import UUID

import typer
from rich.table import Table
from sqlalchemy.orm import Session

from rushes import bootstrap, config
from rushes.cli.confirming import Confirm, Digest, Yes, agreed
from rushes.cli.make import bars, complaints, shoot
from rushes.cli.shell import CONSOLE, ERRORS, AsJson, Source, Who, person, print_json
from rushes.craft.production import folder as productions
from rushes.db.session import transaction
from rushes.delivery import folder, sounding
from rushes.delivery import sounds as needed
from rushes.delivery.line import Wish
from rushes.delivery.sounds import Kind, Standing
from rushes.generation import service as generation
from rushes.generation.tables import Order

KINDS = ", ".join(Kind)

chapter = typer.Typer()


@chapter.command()
def sounds(
    source: Source,
    only: Annotated[str, typer.Option(help="Those of this shot alone, such as S02-SH03, or one: S02-SH03-L01.")] = "",
    kind: Annotated[Kind | None, typer.Option(metavar="KIND", help=f"One of {KINDS}; all when not said.")] = None,
    provider: Annotated[
        str, typer.Option(help="By whom, such as `elevenlabs` or `elevenlabs/eleven_flash_v2_5`.")
    ] = "",
    takes: Annotated[int | None, typer.Option(min=1, max=20, help="How many of each, to choose from.")] = None,
    confirm: Digest = "",
    yes: Yes = False,
    who: Who = "",
    json: AsJson = False,
) -> None:
    """Have lines read, effects and music made by whoever is set up for it; the film is mixed with what stands."""
    wish, kinds, name = Wish(provider, takes, only=only), (kind,) if kind else (), person(who)
    production = productions.load(source)
    with bootstrap.studio(config.load()) as studio:
        with bars() as progress:
            with transaction(studio.database) as session:
                project = folder.adopt(session, production, str(source.resolve()), name)
                want = sounding.wanted(project, wish, kinds)
                seen = sounding.look(session, project, wish, want)
                batch = agreed(session, project, seen, name, Confirm(confirm, yes), progress)

            def place(session: Session, asked: Collection[UUID]) -> list[Order]:
                return sounding.order(session, project, wish, want, name, asked, batch)

            ids = shoot(studio, place, progress)
        with transaction(studio.database) as session:
            for complaint in (*complaints(generation.many(session, ids)), *_unmade(kinds, want)):
                ERRORS.print(complaint, style="yellow", soft_wrap=True)
            names = {asset.id: asset.name for asset in production.assets}
            rows = [_row(one, names) for one in sounding.listed(session, project, only, kinds)]
    if json:
        print_json(rows)
    else:
        _say(rows)


def _say(rows: list[dict[str, Any]]) -> None:
    table = Table(box=None)
    for name in ("sound", "says", "take", "state", "made by"):
        table.add_column(name, no_wrap=name in {"sound", "take"})
    table.add_column("takes", justify="right")
    for row in rows:
        state = row["state"] if row["take"] else "synthesised"
        table.add_row(row["sound"], row["says"], row["take"], state, row["provider"], str(row["takes"] or ""))
    CONSOLE.print(table)
    CONSOLE.print("`rushes takes SOUND` lists what there is; `rushes verdict TAKE selected` chooses what is heard.")


def _unmade(kinds: Collection[Kind], want: Collection[sounding.Sounds]) -> list[str]:
    """What nobody can be asked for."""
    made = {one.kind for one in want}
    return [
        f"Nobody is set up who makes {kind.plural}; such sounds stay synthesised. `rushes providers` lists who does."
        for kind in (kinds or tuple(Kind))
        if kind not in made
    ]


def _row(one: Standing, names: dict[str, str]) -> dict[str, Any]:
    need, take = one.need, one.take
    speaker = str(need.plan.get("speaker", ""))
    return {
        "sound": need.code,
        "kind": str(need.kind),
        "shot": need.shot,
        "says": f"{names.get(speaker, speaker)}: {need.says}" if speaker else need.says,
        "take": take.code if take else "",
        "state": str(one.state) if take else "",
        "provider": take.snapshot["provider"] if take else "",
        "seconds": round(needed.seconds(take), 2) if take else None,
        "media": take.media if take else "",
        "takes": len(one.takes),
    }
