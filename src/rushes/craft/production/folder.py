"""
The production folder: project.toml, a script, and sheets of assets, shots, sounds, cuts, breakdown and its rules.
With them the files that show its assets, and the papers that prove that they may be shown.

Only the script is required; what is missing is proposed, marked as proposed, and never overrides or expands what the
user wrote. Reading finds every fault before it refuses; reading, writing and reading again changes nothing.
"""

import re
import shutil
import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import tomli_w
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from rushes.craft.breakdown import tags
from rushes.craft.breakdown.implied import Rule
from rushes.craft.breakdown.marks import Mark
from rushes.craft.cards.asset import PREFIX, Asset, AssetKind
from rushes.craft.cards.card import Card
from rushes.craft.cards.vocabulary import Origin
from rushes.craft.grammar import assets as cast
from rushes.craft.grammar import coverage
from rushes.craft.production import enclosed, needs, rows, sheets
from rushes.craft.production.brief import Brief
from rushes.craft.production.enclosed import Enclosure, Shown, Standing
from rushes.craft.screenplay import breakdown, read
from rushes.craft.screenplay.elements import Screenplay
from rushes.craft.screenplay.shots import shot_spans
from rushes.craft.timeline.assemble import CREDITS_SECONDS, TITLE_SECONDS
from rushes.kernel import files, ids
from rushes.kernel.errors import Fault, InvalidFile

BRIEF, SCRIPT = "project.toml", "script.fountain"
TAGGED = "tagged in Final Draft"
_NUL = re.compile(r"\\u0000|\\U00000000")


@dataclass(frozen=True)
class Production:
    """
    A production before it is rows: its brief, its script, what it plans to shoot and how it should sound.

    `marks` are people's words on the breakdown, `rules` the production's own about what implies what. `omitted` are the
    shots a person took out of the plan; their cards stand in the sheet. `shows` and `stands` are of the library, and
    their files lie in `place`. `proposed` says that no sheet states its cards: they follow from the script.
    """

    brief: Brief
    screenplay: Screenplay
    assets: tuple[Asset, ...] = ()
    cards: tuple[Card, ...] = ()
    cues: tuple[rows.Cue, ...] = ()
    trims: tuple[rows.Trim, ...] = ()
    marks: tuple[Mark, ...] = ()
    rules: tuple[Rule, ...] = ()
    omitted: frozenset[str] = frozenset()
    shows: tuple[Shown, ...] = ()
    stands: tuple[Standing, ...] = ()
    place: Path | None = field(default=None, compare=False)
    proposed: bool = field(default=False, compare=False)

    @property
    def script(self) -> str:
        """The script as its author wrote it, to the character."""
        return self.screenplay.source

    @property
    def planned(self) -> tuple[Card, ...]:
        """The cards to be shot; those omitted, and of omitted scenes, stand in the sheet until they are back."""
        gone = {scene.code for scene in breakdown.breakdown(self.screenplay).omitted}
        return tuple(card for card in self.cards if card.scene not in gone and card.code not in self.omitted)


def load(path: Path) -> Production:
    """
    Read a production folder, or a script alone, and propose what is missing.

    Raises:
        InvalidFile: every fault, each with its file and its line, cell or field.
    """
    if not path.exists():
        raise InvalidFile([Fault(str(path), "does not exist; name a production folder or a script")])
    stated = _folder(path) if path.is_dir() else _script_alone(path)
    faults = _disagreements(stated, path)
    if faults:
        raise InvalidFile(faults)
    return complete(stated)


def complete(stated: Production) -> Production:
    """Propose the cast, places and coverage that a production does not state; what it states is only completed."""
    coverage.refuse_endless(breakdown.breakdown(stated.screenplay).scenes)
    assets = stated.assets or tuple(cast.propose(stated.screenplay))
    cards = stated.cards or tuple(coverage.propose(stated.screenplay, assets, shown_seconds(stated.brief)))
    listed = (*assets, *_unlisted(cards, assets))
    return replace(stated, assets=listed, cards=cards, proposed=not stated.cards)


def shown_seconds(brief: Brief) -> float | None:
    """How long the shots should last together: the runtime less title and credits; None where none is asked."""
    return None if brief.runtime is None else max(1.0, brief.runtime - TITLE_SECONDS - CREDITS_SECONDS)


def write(production: Production, path: Path, kept: Callable[[str], Path] | None = None) -> None:
    """
    Write the folder; each file appears whole or not at all.

    `kept` gives a file by its hash; without it, files are copied from where the production was read.
    """
    for _, one in enclosed.enclosures(production.shows, production.stands):
        _enclose(production, path, one, kept)
    files.write_text(path / BRIEF, tomli_w.dumps(_plain(production.brief)))
    files.write_text(path / SCRIPT, production.script)
    files.write_text(path / "assets.csv", sheets.write(rows.ASSETS, map(rows.asset_row, production.assets)))
    plan = [(card, card.code in production.omitted) for card in production.cards]
    files.write_text(path / "shots.csv", sheets.write(rows.PLAN, map(rows.planned_row, plan)))
    files.write_text(path / "sounds.csv", sheets.write(rows.SOUNDS, map(rows.cue_row, production.cues)))
    files.write_text(path / "cut.csv", sheets.write(rows.CUTS, map(rows.trim_row, production.trims)))
    files.write_text(path / "breakdown.csv", sheets.write(needs.MARKS, map(needs.mark_row, production.marks)))
    if production.rules:
        files.write_text(path / "implied.csv", sheets.write(needs.RULES, map(needs.rule_row, production.rules)))
    if production.shows:
        shown = map(enclosed.shown_row, production.shows)
        files.write_text(path / "references.csv", sheets.write(enclosed.REFERENCES, shown))
    if production.stands:
        said = map(enclosed.standing_row, production.stands)
        files.write_text(path / "standing.csv", sheets.write(enclosed.STANDINGS, said))


def _enclose(production: Production, path: Path, one: Enclosure, kept: Callable[[str], Path] | None) -> None:
    source = kept(one.sha) if kept else (production.place or path) / one.file
    target = path / one.file
    if source.resolve() == target.resolve():
        return
    files.folder(target.parent)
    with files.written(target) as part:
        shutil.copyfile(source, part)


def _folder(path: Path) -> Production:
    faults: list[Fault] = []
    brief = _brief(path / BRIEF, faults)
    assets = sheets.read(path / "assets.csv", rows.ASSETS, rows.asset, faults)
    plan = sheets.read(path / "shots.csv", rows.PLAN, rows.planned, faults)
    cues = sheets.read(path / "sounds.csv", rows.SOUNDS, rows.cue, faults)
    trims = sheets.read(path / "cut.csv", rows.CUTS, rows.trim, faults)
    marks = sheets.read(path / "breakdown.csv", needs.MARKS, needs.mark, faults)
    rules = sheets.read(path / "implied.csv", needs.RULES, needs.rule, faults)
    shows = sheets.read(path / "references.csv", enclosed.REFERENCES, enclosed.shown, faults)
    stands = sheets.read(path / "standing.csv", enclosed.STANDINGS, enclosed.standing, faults)
    script = _script(path, faults)
    if faults or script is None:
        raise InvalidFile(faults)
    alone = _script_alone(script)
    return replace(
        alone,
        brief=brief or alone.brief,
        assets=tuple(assets),
        cards=tuple(card for card, _ in plan),
        cues=tuple(cues),
        trims=tuple(trims),
        marks=tuple(sorted(marks, key=lambda mark: mark.order)) or alone.marks,
        rules=tuple(rules),
        omitted=frozenset(card.code for card, omitted in plan if omitted),
        shows=tuple(shows),
        stands=tuple(stands),
        place=path,
    )


def _script(path: Path, faults: list[Fault]) -> Path | None:
    others = sorted([*path.glob("*.fdx"), *path.glob("*.pdf")])
    found = [path / SCRIPT] if (path / SCRIPT).is_file() else sorted(path.glob("*.fountain")) or others
    if len(found) != 1:
        many = f"has {len(found)} scripts: keep one, or name it {SCRIPT}"
        many = many if found else f"has no {SCRIPT}, nor one script as .fountain, .fdx or .pdf"
        faults.append(Fault(str(path), many))
        return None
    return found[0]


def _brief(path: Path, faults: list[Fault]) -> Brief | None:
    if not path.exists():
        return None
    try:
        text = path.read_text(encoding="utf-8")
        said = tomllib.loads(text)
        if not _NUL.search(text):
            return Brief.model_validate(said)
        faults.append(Fault(path.name, "holds a NUL character, which no text has"))
    except UnicodeDecodeError:
        faults.append(Fault(path.name, "is not UTF-8 text"))
    except OSError as error:
        faults.append(Fault(path.name, f"cannot be read: {error.strerror}"))
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault(path.name, f"is not TOML: {error}"))
    except ValidationError as error:
        faults.extend(map(_field_fault, error.errors()))
    except ValueError as error:
        faults.append(Fault(path.name, str(error)))
    return None


def _field_fault(issue: ErrorDetails) -> Fault:
    says = {"extra_forbidden": "there is no such field; is it misspelt?", "missing": "is missing; say it"}
    spoken = issue["msg"].removeprefix("Value error, ").replace("Input should be", "should be")
    field = ".".join(map(str, issue["loc"]))
    return Fault(f"{BRIEF}, field {field}", says.get(issue["type"], spoken))


def _script_alone(script: Path) -> Production:
    """A script as a production; what is tagged in a Final Draft file is marked in its breakdown."""
    data = read.load(script)
    imported = read.final_draft(data, script) if read.is_xml(data) else None
    screenplay = imported.screenplay if imported else read.parse(data, script)
    broken_down = breakdown.breakdown(screenplay)
    brief = Brief(title=broken_down.title or script.stem.replace("_", " ").replace("-", " ").title())
    tagged = tags.from_tags(imported.tags, broken_down.scenes) if imported else []
    marks = {Mark(one.scene, one.category, one.name, note=TAGGED) for one in tagged}
    return Production(brief, screenplay, marks=tuple(sorted(marks, key=lambda mark: mark.order)))


def _disagreements(stated: Production, path: Path) -> list[Fault]:
    return [
        *_repeated(stated, path),
        *_unknown_assets(stated, path),
        *_unmatched_notes(stated, path),
        *_lost_moments(stated, path),
        *_lost_marks(stated, path),
        *enclosed.disagreements(path, stated.shows, stated.stands, {asset.id: asset for asset in stated.assets}),
    ]


def _at(sheet: Path, code: str, *columns: str) -> str:
    lines = sheets.lines_of(sheet, columns, code)
    return f"{sheet.name} line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines))}"


def _repeated(stated: Production, path: Path) -> list[Fault]:
    keys = {
        ("shots.csv", "shot"): Counter(card.code for card in stated.cards),
        ("assets.csv", "id"): Counter(asset.id for asset in stated.assets),
        ("cut.csv", "shot"): Counter(trim.shot for trim in stated.trims),
    }
    return [
        Fault(_at(path / sheet, code, column), f"{code} stands {times} times; keep one row")
        for (sheet, column), counted in keys.items()
        for code, times in counted.items()
        if times > 1
    ]


def _unknown_assets(stated: Production, path: Path) -> list[Fault]:
    if not stated.assets:
        return []
    known = {asset.id for asset in stated.assets}
    return [
        Fault(
            _at(path / "shots.csv", card.code, "shot"), f"{name} is not in assets.csv; add it there or correct the name"
        )
        for card in stated.cards
        for name in card.assets
        if name not in known
    ]


def _unmatched_notes(stated: Production, path: Path) -> list[Fault]:
    noted = shot_spans(stated.screenplay)
    script = _script(path, [])
    if not noted or not stated.cards or script is None:
        return []
    codes = {card.code for card in stated.cards}
    faults = [
        Fault(f"{script.name} line {span.line}", f"the note [[{code}]] names a shot that shots.csv does not have")
        for code, span in noted.items()
        if code not in codes
    ]
    omitted = {scene.code for scene in breakdown.breakdown(stated.screenplay).omitted}
    unnoted = sorted(codes - noted.keys(), key=ids.in_order)
    lost = [code for code in unnoted if ids.scene_of(code) not in omitted and not _put_in(code, noted)]
    return faults + [
        Fault(_at(path / "shots.csv", code, "shot"), f"no note [[{code}]] in {script.name} says what it covers")
        for code in lost
    ]


def _put_in(code: str, noted: Collection[str]) -> bool:
    """Whether a shot was put in after the notes were written: lettered, or past the last that its scene has."""
    own = [ids.in_order(other) for other in noted if ids.scene_of(other) == ids.scene_of(code)]
    return code[-1].isalpha() or (bool(own) and ids.in_order(code) > max(own))


def _lost_moments(stated: Production, path: Path) -> list[Fault]:
    codes = {card.code for card in stated.cards}
    if not codes:
        return []
    named = {
        ("sounds.csv", "from", "to"): [moment.shot for cue in stated.cues for moment in (cue.start, cue.end)],
        ("cut.csv", "shot"): [trim.shot for trim in stated.trims],
    }
    return [
        Fault(_at(path / sheet, code, *columns), f"{code} is not a shot of shots.csv")
        for (sheet, *columns), shots in named.items()
        for code in dict.fromkeys(shots)
        if code not in codes
    ]


def _lost_marks(stated: Production, path: Path) -> list[Fault]:
    """Marks on scenes that the script does not have, and second ones on the same element."""
    if not stated.marks:
        return []
    codes = {scene.code for scene in breakdown.breakdown(stated.screenplay).listed}
    strange = dict.fromkeys(mark.scene for mark in stated.marks if mark.scene and mark.scene not in codes)
    sheet = path / "breakdown.csv"
    faults = [Fault(_at(sheet, scene, "scene"), f"{scene} is not a scene of the script") for scene in strange]
    counted = Counter(mark.key for mark in stated.marks)
    return faults + [
        Fault(f"{sheet.name}, {scene or 'every scene'}", f"{category} {name!r} stands {times} times; keep one row")
        for (scene, category, name), times in counted.items()
        if times > 1
    ]


def _unlisted(cards: Iterable[Card], assets: Iterable[Asset]) -> list[Asset]:
    kinds = {prefix: kind for kind, prefix in PREFIX.items()}
    named = dict.fromkeys(name for card in cards for name in card.assets)
    known = {asset.id for asset in assets}
    return [
        Asset(
            id=name,
            kind=kinds.get(name[:2], AssetKind.PROP),
            name=name[3:].replace("-", " ").title(),
            origin=Origin.PROPOSED,
        )
        for name in named
        if name not in known
    ]


def _plain(brief: Brief) -> dict[str, Any]:
    return brief.model_dump(mode="json", exclude_none=True)
