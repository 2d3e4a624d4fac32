"""The story desk: what the story is, what is doubtful about it, and how it is shown to others."""

from pathlib import Path
from typing import Annotated

import typer
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rushes import bootstrap, config
from rushes.cli.make import bars, complaints, wait
from rushes.cli.shell import CONSOLE, ERRORS, AsJson, Source, Who, person, print_json
from rushes.craft.papers import page, pitch, pitchbook
from rushes.craft.production import folder, premise
from rushes.craft.production.brief import Brief
from rushes.craft.production.folder import Production
from rushes.craft.story import desk, gate
from rushes.craft.story.beats import Beat, Part
from rushes.craft.story.findings import Finding, Outcome, Severity
from rushes.craft.story.worksheet import Station
from rushes.db.session import transaction
from rushes.delivery import folder as productions
from rushes.delivery import readings
from rushes.generation import service as generation
from rushes.generation.tools import tools
from rushes.kernel import files
from rushes.kernel.errors import Invalid

MARKS = {Outcome.PASSED: "✓", Outcome.DOUBTFUL: "–", Outcome.CANNOT_JUDGE: "?"}
COLOURS = {Outcome.PASSED: "green", Outcome.DOUBTFUL: "yellow", Outcome.CANNOT_JUDGE: "dim"}
INDENT = (0, 0, 0, 2)
CARD = ("title", "type", "logline", "goal", "audience", "runtime", "story")

chapter = typer.Typer()


class UnknownPaper(Invalid):
    """No pitch is written as a file of that suffix."""


@chapter.command(name="premise")
def doubts(
    source: Source,
    ask: Annotated[bool, typer.Option("--ask", help="Ask a language model to read it too; that may cost.")] = False,
    who: Who = "",
    json: AsJson = False,
) -> None:
    """Doubt the story before money is spent on it. It warns; it exits 1 only where the production lets it block."""
    production = folder.load(source)
    report = gate.gate(premise.material(production))
    refusal = gate.blocks(report, production.brief.rules.premise)
    read = _readers(production, source, person(who)) if ask else ()
    if json:
        found = [_as_json(each) for each in (*report.findings, *read)]
        print_json({"findings": found, "blocks": refusal})
    else:
        CONSOLE.print(production.brief.title, style="bold")
        for id, check in gate.found().items():
            _group(check.title, report.of(id))
        for id in dict.fromkeys(each.check for each in read):
            _group(desk.kinds()[id].title, tuple(each for each in read if each.check == id))
    if refusal:
        ERRORS.print(refusal, style="red", soft_wrap=True)
        raise typer.Exit(1)


@chapter.command()
def story(source: Source, json: AsJson = False) -> None:
    """Show the story card, spine, beats and worksheet, and what of them is still unsaid."""
    brief = folder.load(source).brief
    if json:
        print_json(brief.model_dump(mode="json", include=set(CARD)))
        return
    CONSOLE.print(brief.title, style="bold")
    CONSOLE.print(_card(brief))
    CONSOLE.print()
    CONSOLE.print(
        _beats(brief.story.beats) if brief.story.beats else "No beats yet: add [[story.beats]] to project.toml."
    )
    CONSOLE.print()
    CONSOLE.print(_worksheet(brief))


@chapter.command(name="pitch")
def pitched(
    source: Source,
    out: Annotated[Path, typer.Option(help="The file to write: .html or .pdf.")],
    panel: Annotated[list[Path] | None, typer.Option(help="A key picture; up to three, in order.")] = None,
    size: Annotated[page.Size, typer.Option("--paper", help="What a PDF is printed on.")] = page.Size.A4,
) -> None:
    """Write the pitch: premise, spine, beats, people, places, tone and how it is made."""
    suffix = out.suffix.lower()
    if suffix not in (".html", ".pdf"):
        raise UnknownPaper(f"{out}: a pitch is written as .html or .pdf; choose one of these suffixes.")
    production = folder.load(source)
    panels = [pitch.Panel(each, each.stem.replace("_", " ")) for each in panel or ()]
    made = pitch.of(production.brief, production.assets, panels)
    content = pitch.html(made).encode() if suffix == ".html" else pitchbook.pdf(made, page.landscape(size))
    files.write_bytes(out, content)
    CONSOLE.print(f"{out} is written.")


def _readers(production: Production, source: Path, who: str) -> tuple[Finding, ...]:
    """Ask the readers what was not asked yet, wait for them, and give what they all say."""
    with bootstrap.studio(config.load()) as studio, bars() as progress:
        with transaction(studio.database) as session:
            project = productions.adopt(session, production, str(source.resolve()), who)
            orders = [order.id for order in readings.ask(session, project, tools(), who)]
        wait(studio, orders, progress, progress.add_task("readers", total=None))
        with transaction(studio.database) as session:
            for complaint in complaints(generation.many(session, orders)):
                ERRORS.print(complaint, style="yellow", soft_wrap=True)
            return readings.findings(session, project, studio.blobs)


def _group(title: str, findings: tuple[Finding, ...]) -> None:
    """A check with what it found: the place first, where there is one, and under it one thing to try."""
    outcome = findings[0].outcome
    CONSOLE.print()
    CONSOLE.print(f"{MARKS[outcome]} {title}", style=COLOURS[outcome])
    for finding in findings:
        place = f"{finding.place}: " if str(finding.place) else ""
        grave = finding.outcome is Outcome.DOUBTFUL and finding.severity is Severity.GRAVE
        CONSOLE.print(Padding(Text(f"{place}{finding.says}", style="bold" if grave else ""), INDENT))
        if finding.attempt:
            CONSOLE.print(Padding(Text(f"Try: {finding.attempt}.", style="dim"), INDENT))


def _as_json(finding: Finding) -> dict[str, object]:
    place, span = finding.place, finding.place.span
    return {
        "check": finding.check,
        "outcome": str(finding.outcome),
        "severity": str(finding.severity) if finding.outcome is Outcome.DOUBTFUL else None,
        "says": finding.says,
        "try": finding.attempt,
        "field": place.field,
        "scene": place.scene,
        "shot": place.shot,
        "line": span.line if span else None,
        "span": [span.start, span.end] if span else None,
    }


def _card(brief: Brief) -> Table:
    """The card with the spine's places in the running time."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_row("logline", "", brief.logline or "unsaid")
    table.add_row("character", "", brief.story.character or "unsaid")
    places = {stretch.part: (stretch.start, stretch.end) for stretch in brief.story.spine.stretches()}
    for part in Part:
        start, end = places[part]
        when = f"{start:.0%} to {end:.0%}"
        if brief.runtime:
            when = f"{start * brief.runtime:.0f} to {end * brief.runtime:.0f} s"
        table.add_row(str(part), when, brief.story.told(part) or "unsaid")
    table.add_row("visual rule", "", brief.story.visual_rule or "unsaid")
    return table


def _beats(beats: tuple[Beat, ...]) -> Table:
    table = Table("scene", "part", "before", "action", "after", "at stake", box=None)
    for beat in beats:
        move = f"{beat.starts} > {beat.ends}" if beat.starts and beat.ends else ""
        table.add_row(beat.scene, beat.part or "", beat.before, beat.action, beat.after, f"{beat.value} {move}".strip())
    return table


def _worksheet(brief: Brief) -> Table:
    table = Table("question", "made here", "how consistent", "risk", box=None)
    for station in Station:
        answer = brief.story.answer(station)
        table.add_row(str(station), *(text or "unsaid" for text in (answer.made, answer.consistency, answer.risk)))
    return table
