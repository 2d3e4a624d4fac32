"""The contents page: every command in working order; a command's module is imported only when it is called."""

from dataclasses import dataclass
from importlib import import_module

import typer
from typer import _click
from typer.core import TyperCommand, TyperGroup


@dataclass(frozen=True)
class Entry:
    """A line of the contents: a command, the module of this package that has it, and what it is for."""

    name: str
    module: str
    says: str


CHAPTERS = {
    "Make a film": (
        Entry("demo", "make", "Make SIDE B, the demonstration film."),
        Entry("make", "make", "Make a film from a script or a production folder."),
    ),
    "Script and plan": (
        Entry("breakdown", "breakdown", "Break a script down: what every scene needs, and why."),
        Entry("mark", "mark", "Correct the breakdown; what you say wins."),
        Entry("convert", "script", "Turn a script into Fountain, Final Draft or PDF."),
        Entry("preview", "script", "Show how a PDF script was understood; correct it."),
        Entry("script", "revisions", "The script's revisions, and the shots they touch."),
        Entry("story", "story", "The story card, spine, beats and worksheet."),
        Entry("premise", "story", "Doubt the story before money is spent on it."),
        Entry("pitch", "story", "Write the pitch, as a page or as a PDF."),
        Entry("draft", "drafts", "Have a language model draft a text."),
        Entry("drafts", "drafts", "Every draft, and what became of it."),
        Entry("keep", "drafts", "Keep a draft, for a reason."),
        Entry("reject", "drafts", "Reject a draft, for a reason."),
        Entry("authorship", "drafts", "Whose words the script is made of."),
        Entry("plan", "plan", "The shot list, and what is doubtful of it."),
        Entry("shotlist", "shotlists", "Shot lists of other programs in, ours out."),
        Entry("prompt", "prompts", "What a shot is asked for, on any surface."),
        Entry("status", "dailies", "What is planned, shot, decided and spent."),
    ),
    "Boards": (
        Entry("panels", "panels", "Draw first, key and last frame of every shot."),
        Entry("anchor", "panels", "Begin a shot on a frame of a take."),
        Entry("sheets", "panels", "Draw every character, place and thing by itself."),
        Entry("storyboard", "panels", "Print the storyboard, and a shot list with panels."),
        Entry("animatic", "panels", "Cut the panels to the temp sound."),
    ),
    "Sound": (Entry("sounds", "sounds", "Have lines read, effects and music made."),),
    "Generation": (
        Entry("preflight", "orders", "What an order would cost, take and meet."),
        Entry("order", "ordering", "Order takes of shots, in a pass, with a seed."),
        Entry("recast", "ordering", "Order a shot chosen in previz of a real model."),
        Entry("bisect", "bisecting", "Find the reference for which a shot is refused."),
        Entry("orders", "orders", "Orders: cancel, resolve, look again."),
        Entry("providers", "providers", "Services, models, prices; test one."),
    ),
    "Dailies": (
        Entry("takes", "dailies", "The takes of a shot or a sound, and what was seen."),
        Entry("diff", "diff", "In what two takes differ, and why one lost the prop."),
        Entry("verdict", "dailies", "Reject a take, keep it as a maybe, or select it."),
        Entry("approve", "dailies", "Approve takes for the master."),
        Entry("import", "dailies", "Bring in a clip of your own as a take."),
    ),
    "Money": (
        Entry("budget", "budget", "What may be spent and by whom, and what each thing cost."),
        Entry("forecast", "forecast", "Takes, money and time it takes to finish."),
    ),
    "Cut and delivery": (
        Entry("cut", "cut", "Cut the takes as they are now decided."),
        Entry("deliver", "cut", "Render the newest cut: a workprint, or the master."),
        Entry("export", "cut", "Write the cut for an editing program, or the folder."),
    ),
    "Any file": (
        Entry("check", "files", "Look for black, frozen or broken frames, and more."),
        Entry("verify", "files", "Say what a file's signature proves."),
    ),
    "The studio": (
        Entry("serve", "service", "Run the web application and a worker."),
        Entry("work", "service", "Run a worker alone, on this or another machine."),
        Entry("doctor", "service", "What this studio is made of, and whether it works."),
        Entry("db", "service", "The database."),
        Entry("openapi", "service", "Describe the HTTP interface, as OpenAPI."),
    ),
}
MODULES = {entry.name: entry.module for entries in CHAPTERS.values() for entry in entries}


class Contents(TyperGroup):
    """Lists what the chapters say; a command itself is opened when it is called for."""

    def list_commands(self, ctx: _click.Context) -> list[str]:
        """Every command, in working order."""
        for chapter, entries in CHAPTERS.items():
            for entry in entries:
                listed = TyperCommand(entry.name, help=entry.says, rich_help_panel=chapter)
                self.commands.setdefault(entry.name, listed)
        return super().list_commands(ctx)

    def resolve_command(
        self, ctx: _click.Context, args: list[str]
    ) -> tuple[str | None, _click.Command | None, list[str]]:
        """The command that is called, opened."""
        self.list_commands(ctx)
        name, listed, rest = super().resolve_command(ctx, args)
        return name, _opened(name) if name else listed, rest


def _opened(name: str) -> _click.Command:
    module = import_module(f"rushes.cli.{MODULES[name]}")
    return typer.main.get_group(module.chapter).commands[name]
