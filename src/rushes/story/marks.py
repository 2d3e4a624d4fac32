"""What one can do with a breakdown: adopt marks and rules of the sheets, set and withdraw a mark, break down."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from rushes.craft.breakdown import implied, whole
from rushes.craft.breakdown.categories import Category
from rushes.craft.breakdown.implied import Rule
from rushes.craft.breakdown.marks import Act, Mark
from rushes.craft.breakdown.whole import Whole
from rushes.craft.screenplay import breakdown, fountain
from rushes.governance import record
from rushes.kernel.ids import Subject
from rushes.story import service
from rushes.story.errors import NoSuchMark, NoSuchScene, UnfitMark, UnfitRule
from rushes.story.tables import BreakdownMark, BreakdownRules

_SHEET = ""
"""Who says what breakdown.csv says."""


def adopt(session: Session, project_id: UUID, said: Iterable[Mark]) -> None:
    """Make the marks of the sheet say what it says; what a person set at the desk stays, also on the same element."""
    mine = BreakdownMark.project_id == project_id
    session.execute(delete(BreakdownMark).where(mine, BreakdownMark.who == _SHEET))
    at_desk = {mark.key for mark in listed(session, project_id)}
    for mark in said:
        if mark.key not in at_desk:
            _put(session, project_id, mark, _SHEET)


def adopt_rules(session: Session, project_id: UUID, rules: Iterable[Rule]) -> None:
    """Make the production's own rules about what implies what say what its sheet says."""
    said = {"rules": [implied.row_of(rule) for rule in rules]}
    row = insert(BreakdownRules).values(project_id=project_id, **said)
    session.execute(row.on_conflict_do_update(index_elements=["project_id"], set_=said))


def rules(session: Session, project_id: UUID) -> list[Rule]:
    """The production's own rules, in the order of the sheet."""
    row = session.get(BreakdownRules, project_id, populate_existing=True)
    return [implied.rule(said) for said in row.rules] if row else []


def rule(session: Session, project_id: UUID, said: Iterable[Mapping[str, str]], who: str) -> list[Rule]:
    """
    Make the production's own rules say this, with an event in the record.

    A production of a folder has those of its implied.csv again when its files say something new.

    Raises:
        UnfitRule: a row cannot be read; it names the row, from 1.
    """
    own = [_read(number, row) for number, row in enumerate(said, 1)]
    if own != rules(session, project_id):
        adopt_rules(session, project_id, own)
        subject = Subject("project", str(project_id))
        record.write(session, project_id, who, "breakdown.ruled", subject, {"rules": list(map(implied.row_of, own))})
    return own


def _read(number: int, row: Mapping[str, str]) -> Rule:
    try:
        return implied.rule(row)
    except ValueError as error:
        raise UnfitRule(f"rule {number}, {error}.") from error


def listed(session: Session, project_id: UUID) -> list[Mark]:
    """Every mark, in the order of a sheet."""
    rows = session.scalars(select(BreakdownMark).where(BreakdownMark.project_id == project_id))
    return sorted(map(_mark, rows), key=lambda mark: mark.order)


def put(session: Session, project_id: UUID, mark: Mark, who: str) -> None:
    """
    Set a person's mark in place of any on the same element, with an event in the record.

    Raises:
        NoSuchScene: the script has no scene of that code.
        UnfitMark: a rename without a new name, or a new name without a rename.
        NoSuchRevision: there is no script yet.
    """
    if (mark.action is Act.RENAME) != bool(mark.becomes.strip()):
        raise UnfitMark("A rename says the new name, and nothing else does.")
    _demand_scene(session, project_id, mark.scene)
    _forget(session, project_id, mark)
    _put(session, project_id, mark, who)
    body = {"category": mark.category, "element": mark.name, "action": mark.action, "becomes": mark.becomes}
    record.write(session, project_id, who, "breakdown.marked", _subject(mark), body)


def withdraw(session: Session, project_id: UUID, scene: str, category: Category, name: str, who: str) -> None:
    """Withdraw a mark, with an event in the record. NoSuchMark when there is none."""
    mark = Mark(scene, category, name)
    if not _forget(session, project_id, mark):
        raise NoSuchMark(f"There is no mark on {category} {name!r} in {scene or 'every scene'}.")
    body = {"category": category, "element": name}
    record.write(session, project_id, who, "breakdown.mark_withdrawn", _subject(mark), body)


def broken_down(session: Session, project_id: UUID) -> Whole:
    """The newest script broken down, as people have marked it. NoSuchRevision before there is a script."""
    script = service.one(session, project_id)
    return whole.of(fountain.parse(script.text), listed(session, project_id), rules(session, project_id))


def _put(session: Session, project_id: UUID, mark: Mark, who: str) -> None:
    key = {"project_id": project_id, "scene": mark.scene, "category": mark.category, "element": mark.name}
    said = {"action": mark.action, "becomes": mark.becomes, "note": mark.note, "who": who}
    row = insert(BreakdownMark).values(**key, **said)
    session.execute(row.on_conflict_do_update(constraint="uq_breakdown_marks_element", set_=said))


def _forget(session: Session, project_id: UUID, mark: Mark) -> bool:
    """Delete what is marked on the same element, however it is capitalised."""
    wanted = select(BreakdownMark).where(BreakdownMark.project_id == project_id, BreakdownMark.scene == mark.scene)
    same = [row for row in session.scalars(wanted) if _mark(row).key == mark.key]
    for row in same:
        session.delete(row)
    session.flush()
    return bool(same)


def _mark(row: BreakdownMark) -> Mark:
    return Mark(row.scene, Category(row.category), row.element, Act(row.action), row.becomes, row.note)


def _demand_scene(session: Session, project_id: UUID, scene: str) -> None:
    script = fountain.parse(service.one(session, project_id).text)
    codes = [one.code for one in breakdown.breakdown(script).scenes]
    if scene and scene not in codes:
        raise NoSuchScene(f"The script has no scene {scene}. It has {codes[0]} to {codes[-1]}.", scene=scene)


def _subject(mark: Mark) -> Subject:
    return Subject("scene", mark.scene or "every")
