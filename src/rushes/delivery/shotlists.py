"""A shot list of another program as a production's plan, without its folder; one that contradicts is refused whole."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sqlalchemy.orm import Session

from rushes.craft.cards.card import Card
from rushes.craft.production import folder as productions
from rushes.craft.production.folder import Production
from rushes.craft.screenplay import breakdown
from rushes.craft.screenplay.shots import shot_spans
from rushes.craft.shotlists import preview
from rushes.craft.shotlists.preview import Preview
from rushes.delivery import continuing, folder
from rushes.governance import record
from rushes.kernel import ids
from rushes.kernel.errors import Fault, InvalidFile
from rushes.kernel.ids import Subject
from rushes.projects.tables import Project
from rushes.shots import service as shots
from rushes.story import service as story


def take(session: Session, project: Project, seen: Preview, who: str) -> tuple[str, ...]:
    """
    Make a production's plan say what a list says; gives what is odd about it, each as a sentence.

    Takes of shots that are not in the list stay on record. The library gets what the cards name and it lacks.

    Raises:
        InvalidFile: the list has faults, or script, sounds or cuts name shots that it does not have.
        NoSuchRevision: there is no script yet.
    """
    cards = tuple(sorted(preview.cards(seen), key=lambda card: ids.in_order(card.code)))
    script = story.one(session, project.id)
    stated = folder.exported(session, project)
    put_by = [card for card in shots.put_by(session, project.id) if card.code not in {one.code for one in cards}]
    if faults := list(_contradicted(stated, cards, put_by)):
        raise InvalidFile(faults)
    added = seen.lacking(stated.assets)
    listed = productions.complete(replace(stated, cards=(*cards, *put_by), assets=(*stated.assets, *added)))
    folder.plan(session, project.id, script, listed, continuing.before(session, project.id))
    body = {"list": seen.name, "shots": len(cards), "assets": [asset.id for asset in added]}
    record.write(session, project.id, who, "shots.listed", Subject("project", str(project.id)), body)
    return tuple(seen.lost([scene.code for scene in breakdown.breakdown(stated.screenplay).scenes]))


def cards_of(session: Session, project: Project) -> list[Card]:
    """The plan as it is listed: the cards in story order."""
    return [one.card for one in shots.planned(session, project.id)]


def _contradicted(stated: Production, cards: Iterable[Card], put_by: Iterable[Card]) -> Iterator[Fault]:
    """What would name shots that are neither there nor put by: a folder with the same would be refused."""
    listed = [card.code for card in cards]
    codes = {*listed, *(card.code for card in put_by)}
    noted = shot_spans(stated.screenplay)
    for code, span in noted.items():
        if code not in codes:
            yield Fault(f"script line {span.line}", f"the note [[{code}]] names a shot that the list does not have")
    for code in listed:
        if noted and code not in noted:
            yield Fault(code, f"no note [[{code}]] in the script says what it covers; add it, or take the others out")
    for cue in stated.cues:
        for moment in (cue.start, cue.end):
            if moment.shot not in codes:
                yield Fault(f"sound {cue.name!r}", f"is heard at {moment.shot}, which the list does not have")
    for trim in stated.trims:
        if trim.shot not in codes:
            yield Fault("cut", f"says which seconds of {trim.shot} are used, which the list does not have")
