"""Providers: what they make and cost, what they lack or what holds them up; newer price lists; a trial with a key."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from rushes import bootstrap, config
from rushes.bootstrap import Studio
from rushes.cli import make
from rushes.cli.shell import CONSOLE, AsJson, Who, person, print_json
from rushes.db.session import transaction
from rushes.delivery import line, trial
from rushes.generation import holds
from rushes.generation import service as generation
from rushes.generation.errors import UnknownProvider, Unmakeable, Unready
from rushes.generation.rules import State
from rushes.generation.tools import tools
from rushes.kernel import files
from rushes.kernel.errors import Fault, OverBudget
from rushes.kernel.money import Money
from rushes.providers import catalogue
from rushes.providers.base import Spec
from rushes.providers.catalogue import InvalidCatalogue
from rushes.takes import service as takes

Id = Annotated[str, typer.Argument(help="A provider, by id.")]

FIRST_TOLD = ("model", "width", "height", "frames", "rate")

chapter = typer.Typer()
providers = typer.Typer(invoke_without_command=True, help="The services and makers of pictures, sounds and texts.")
chapter.add_typer(providers, name="providers")


@providers.callback(invoke_without_command=True)
def list_providers(context: typer.Context, json: AsJson = False) -> None:
    """Every provider: what it makes, whether it is set up, what holds it up."""
    if context.invoked_subcommand:
        return
    with bootstrap.studio(config.load(), worker=False) as studio, transaction(studio.database) as session:
        held = {id: hold.says for id, hold in holds.every(session).items()}
        said = [_plain(spec, held.get(spec.id, "")) for spec in studio.specs.values()]
    if json:
        print_json(said)
        return
    table = Table("provider", "makes", "state", box=None)
    for one in said:
        state = one["held"] or one["lacks"] or "ready"
        table.add_row(one["id"], ", ".join(dict.fromkeys(model["makes"] for model in one["models"])), state)
    CONSOLE.print(table)


@providers.command()
def show(provider: Id, json: AsJson = False) -> None:
    """A provider's models, their limits and prices, and under which terms."""
    with bootstrap.studio(config.load(), worker=False) as studio:
        spec = _spec(studio, provider)
    said = _plain(spec, "")
    if json:
        print_json(said)
        return
    CONSOLE.print(f"{spec.title}: {spec.terms}", soft_wrap=True)
    table = Table("model", "makes", "seconds", "largest", "prices", "until", box=None)
    for model in spec.models:
        seconds = "{:g} to {:g}".format(*model.seconds) if model.seconds[1] else ""
        largest = "{}x{}".format(*model.largest) if model.largest[0] else ""
        prices = "\n".join(_price(row) for row in model.prices)
        table.add_row(model.id, str(model.makes), seconds, largest, prices, str(model.ends or ""))
    CONSOLE.print(table)


@providers.command()
def refresh(
    provider: Id, file: Annotated[Path, typer.Argument(help="A newer list of models and prices, TOML.")]
) -> None:
    """Use a newer list of a provider's models, limits and prices; it is checked first, also for what is under way."""
    settings = config.load()
    with bootstrap.studio(settings, worker=False) as studio, transaction(studio.database) as session:
        spec = _spec(studio, provider)
        found = catalogue.newer(spec, file)
        added = spec.offers(spec.settings.model_validate(settings.providers.get(spec.id, {})))
        lost = generation.models_under_way(session, spec.id) - {model.id for model in (*found.models, *added)}
    if lost:
        says = f"it lacks {', '.join(sorted(lost))}, by which orders under way are made: keep it until they are over."
        raise InvalidCatalogue([Fault(file.name, says)])
    target = settings.data / bootstrap.CATALOGUES / f"{spec.id}.toml"
    files.write_bytes(target, file.read_bytes())
    CONSOLE.print(f"{spec.title}: {len(found.models)} models, {found.version}, read {found.read}.")


@providers.command()
def resume(provider: Id) -> None:
    """Let orders go again to a provider that was held up, once what held it up is mended."""
    with bootstrap.studio(config.load(), worker=False) as studio, transaction(studio.database) as session:
        spec = _spec(studio, provider)
        lifted = holds.lift(session, spec.id)
    CONSOLE.print(f"{spec.title}: orders go again." if lifted else f"Nothing holds up {spec.title}.")


@providers.command(name="test")
def try_out(
    provider: Annotated[str, typer.Argument(help="A provider, or one of its models: ark/seedance-2.0-fast.")],
    cap: Annotated[str, typer.Option(help="What the trial may cost at most, such as 0.50.")] = "0.50",
    currency: Annotated[str, typer.Option(help="In which currency.")] = "USD",
    who: Who = "",
    json: AsJson = False,
) -> None:
    """Order one small clip, picture or sound with your key; compare what was asked, promised and delivered."""
    most = _capped(cap, currency)
    with bootstrap.studio(config.load()) as studio, make.bars() as progress:
        spec = line.chosen_by(provider, studio.specs, "anything")
        if lacks := tools().lacks.get(spec.id):
            raise Unready(f"{spec.title} is not set up: {lacks}", provider=spec.id)
        with transaction(studio.database) as session:
            project, found, seen = trial.seen(session, spec, most, person(who))
            if seen.costs and not seen.high <= most:
                raise OverBudget(f"The trial may cost {seen.high}, more than the cap of {most}; say a higher --cap.")
            placed = trial.order(session, project, found, spec, person(who))
        make.wait(studio, [placed], progress, progress.add_task("trial", total=None))
        with transaction(studio.database) as session:
            said = trial.outcome(generation.one(session, placed)) | _delivered(session, placed)
    said["promised"] = [seen.low.exact, seen.high.exact] if seen.rows else None
    if json:
        print_json(said)
    else:
        _say_trial(said)
    if said["state"] != State.DONE:
        raise typer.Exit(1)


def _say_trial(said: dict[str, Any]) -> None:
    """What came of a trial, for a person."""
    for name, value in said.items():
        if value not in ("", None, {}):
            CONSOLE.print(f"  {name:<10} {_spoken(value)}", soft_wrap=True)
    if said["promised"] is None:
        CONSOLE.print("  This was tried before: that is what came of it then, and nothing was ordered or paid now.")


def _spoken(value: object) -> str:
    """Facts for a person: `width 640, height 360, frames 96, rate 24`; of a maker's seal what it says."""
    if isinstance(value, dict):
        told = [name for name in FIRST_TOLD if name in value] + [name for name in value if name not in FIRST_TOLD]
        return ", ".join(f"{name} {_inside(value[name])}" for name in told if value[name] not in (0, ""))
    return " to ".join(map(str, value)) if isinstance(value, list) else str(value)


def _inside(value: object) -> str:
    return str(value.get("says", "")) if isinstance(value, dict) else str(value)


def _capped(cap: str, currency: str) -> Money:
    try:
        return Money.of(cap, currency)
    except ValueError as error:
        raise Unmakeable(f"--cap: {error}") from None


def _delivered(session: Any, order: Any) -> dict[str, Any]:
    take = next(iter(takes.many_by_order(session, [order])), None)
    return {"take": take.code, "delivered": dict(take.probe)} if take else {}


def _spec(studio: Studio, provider: str) -> Spec[Any]:
    if provider not in studio.specs:
        raise UnknownProvider(f"There is no provider {provider!r}. There are: {', '.join(studio.specs)}.")
    return studio.specs[provider]


def _plain(spec: Spec[Any], held: str) -> dict[str, Any]:
    models = [
        {
            "id": model.id,
            "title": model.title,
            "makes": str(model.makes),
            "seconds": list(model.seconds),
            "largest": list(model.largest),
            "modes": list(model.modes),
            "priced": model.priced,
            "prices": [_price(row) for row in model.prices],
            "ends": str(model.ends) if model.ends else None,
            "deadline": model.deadline,
        }
        for model in spec.models
    ]
    return {
        "id": spec.id,
        "title": spec.title,
        "lacks": tools().lacks.get(spec.id, ""),
        "held": held,
        "at_once": spec.lane,
        "terms": spec.terms,
        "models": models,
    }


def _price(row: Any) -> str:
    per = f"{row.per:,} {row.unit}s" if row.per != 1 else f"a {row.unit}"
    where = ", ".join(f"{name} {value}" for name, value in row.where.items())
    return f"{row.amount.decimal.normalize():f} {row.amount.currency} {per}{f' ({where})' if where else ''}"
