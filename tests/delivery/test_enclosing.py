"""What a production's folder encloses: references and papers go out and come back equal, or are refused by row."""

import io
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PIL import Image
from sqlalchemy import URL

from rushes.craft.production import folder as productions
from rushes.db.session import transaction
from rushes.delivery import folder, scripts, unpacking
from rushes.generation import tools
from rushes.generation.tools import Tools
from rushes.kernel.errors import InvalidFile
from rushes.media import testcard
from rushes.projects import service as projects
from rushes.shots import service as shots
from rushes.story import service as story
from tests import web
from tests.delivery.test_asset_files_routes import picture
from tests.making import adopted, card, production
from tests.web import House

ADA = "/assets/CH-ADA"
PAPER = b"%PDF-1.7 signed\n"
SHOT = card(subjects=({"asset": "CH-ADA"},))


@pytest.fixture
def house(own_url: URL, tmp_path: Path) -> Iterator[House]:
    """A production of three shots with Ada in it, shown by a photograph and a sound-less clip, cleared and approved."""
    with web.house(own_url, tmp_path, production(SHOT, card("S01-SH02"), card("S02-SH01"))) as made:
        tools.equip(Tools(made.database, made.studio.blobs, {}, {}, tmp_path / "scratch", made.studio.keys))
        _fill(made, tmp_path)
        yield made


def _fill(house: House, place: Path) -> None:
    ada = house.asked_by("ada")
    clip = testcard.clip(place / "walk.mp4", frames=12, size=(128, 72))
    for name, data, told in (
        ("ada, at the door.jpg", photograph(), {"note": "her coat; wet"}),
        ("ada.png", picture(), {"view": "BODY", "role": "wardrobe"}),
        ("walk.mp4", clip.read_bytes(), {}),
    ):
        said = ada.post(house.at(f"{ADA}/references"), params={"name": name} | told, content=data)
        assert said.status_code == 201, said.text
    ada.put(
        house.at(f"{ADA}/clearance"),
        json={"clearance": "cleared", "use": "festivals, 2 years", "granted_by": "Ada Lovelace"},
    )
    ada.put(house.at(f"{ADA}/state"), json={"state": "approved"})
    ada.post(house.at(f"{ADA}/proof"), params={"name": "release.pdf"}, content=PAPER)
    assert ada.post(house.at("/shots/omit"), json={"shots": ["S01-SH02"]}).status_code == 200


def photograph() -> bytes:
    """A photograph as a camera would leave it, but for what it says of itself."""
    out = io.BytesIO()
    Image.open(io.BytesIO(picture(7))).save(out, "JPEG", quality=88)
    return out.getvalue()


@dataclass(frozen=True)
class Exported:
    """A folder, and what it holds by name."""

    place: Path

    @property
    def files(self) -> dict[str, bytes]:
        """Every file of it."""
        found = (path for path in self.place.rglob("*") if path.is_file())
        return {path.relative_to(self.place).as_posix(): path.read_bytes() for path in found}


def exported(house: House, place: Path, title: str = "") -> Exported:
    """The production as a folder, as the command line writes it."""
    with transaction(house.database) as session:
        project = projects.meant(session, title or str(house.project_id))
        productions.write(folder.whole(session, project), place, house.studio.blobs.local)
    return Exported(place)


def test_references_papers_and_standing_go_out_and_come_back_to_the_byte(house: House, tmp_path: Path) -> None:
    one = exported(house, tmp_path / "one")
    assert {name for name in one.files if "/" in name} == {
        "references/CH-ADA/01_FACE.jpg",
        "references/CH-ADA/02_BODY.png",
        "references/CH-ADA/03.mp4",
        "papers/CH-ADA.pdf",
    }
    with transaction(house.database) as session:
        again = adopted(session, productions.load(tmp_path / "one"), who="bo", origin="/films/elsewhere")
        id = str(again.id)
    two = exported(house, tmp_path / "two", id)

    assert two.files == one.files
    told = house.asked_by("bo").get(f"/api/projects/{id}/library/CH-ADA").json()
    assert told["glance"]["lacking"] == []
    assert (told["glance"]["state"], told["standing"]["proof_name"]) == ("approved", "release.pdf")
    assert [(one["role"], one["view"], one["name"]) for one in told["references"]] == [
        ("identity", "FACE", "ada, at the door.jpg"),
        ("wardrobe", "BODY", "ada.png"),
        ("motion", "", "walk.mp4"),
    ]


def test_an_omitted_shot_comes_back_omitted_and_can_be_put_back(house: House, tmp_path: Path) -> None:
    one = exported(house, tmp_path / "one")
    assert b"S01-SH02" in one.files["shots.csv"]
    bo = house.asked_by("bo")
    made = bo.post("/api/projects/folder", content=zipped(one)).json()["production"]["id"]
    omitted = f"/api/projects/{made}/shots/omitted"
    assert [shot["shot"] for shot in bo.get(omitted).json()] == ["S01-SH02"]
    bo.post(f"/api/projects/{made}/shots/put-back", json={"shots": ["S01-SH02"]})
    assert bo.get(omitted).json() == []


def test_the_browser_is_given_the_folder_and_opens_it_again_equal(house: House, tmp_path: Path) -> None:
    answer = house.asked_by("ada").get(house.at("/folder.zip"))
    assert answer.headers["content-disposition"] == 'attachment; filename="Two_Doors.zip"'
    opened = house.asked_by("bo").post("/api/projects/folder", content=answer.content)
    assert opened.status_code == 201, opened.text
    assert opened.json()["left_out"] == []
    again = house.asked_by("bo").get(f"/api/projects/{opened.json()['production']['id']}/folder.zip")
    assert unzipped(again.content) == unzipped(answer.content)
    assert house.asked_by("eve").get(house.at("/folder.zip")).status_code == 403


def test_the_desk_keeps_what_it_said_when_the_folder_is_read_again(house: House, tmp_path: Path) -> None:
    ada = house.asked_by("ada")
    exported(house, tmp_path / "one")
    (face, *_) = ada.get(house.at("/library/CH-ADA")).json()["references"]
    ada.delete(house.at(f"{ADA}/references/{face['id']}"))
    ada.put(house.at(f"{ADA}/clearance"), json={"clearance": "cleared", "use": "everywhere", "granted_by": "her agent"})
    with transaction(house.database) as session:
        adopted(session, productions.load(tmp_path / "one"), origin="/films/own")
    told = ada.get(house.at("/library/CH-ADA")).json()
    assert [one["view"] for one in told["references"]] == ["BODY", ""]
    assert told["standing"]["use"] == "everywhere"


def _rows(sheet: str, old: str, new: str) -> Callable[[Path], object]:
    def change(place: Path) -> None:
        text = (place / sheet).read_text()
        assert old in text
        (place / sheet).write_text(text.replace(old, new, 1))

    return change


def _linked(place: Path) -> None:
    (place / "papers/CH-ADA.pdf").unlink()
    (place / "papers/CH-ADA.pdf").symlink_to("/etc/hostname")


def _grown(place: Path) -> None:
    with (place / "references/CH-ADA/02_BODY.png").open("r+b") as file:
        file.truncate((64 << 20) + 1)


FACE, BODY = "references/CH-ADA/01_FACE.jpg", "references/CH-ADA/02_BODY.png"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            lambda place: (place / FACE).unlink(),
            "references.csv line 2: there is no file references/CH-ADA/01_FACE.jpg",
        ),
        (lambda place: shutil.copy(place / BODY, place / FACE), "references.csv line 2: " + FACE + " is not the file"),
        (_rows("references.csv", FACE, "../../etc/passwd"), "references.csv line 2, column file: '../../etc/passwd'"),
        (_rows("references.csv", FACE, "/etc/passwd"), "references.csv line 2, column file: '/etc/passwd' leads out"),
        (_rows("references.csv", FACE, "C:\\face.jpg"), "column file: 'C:\\\\face.jpg' leads out of the folder"),
        (_rows("references.csv", FACE, ""), "references.csv line 2, column file: is empty: say where the file lies"),
        (_linked, "standing.csv line 2: papers/CH-ADA.pdf is a link that leads out of the folder"),
        (_grown, "references.csv line 3: references/CH-ADA/02_BODY.png has 64 MiB; 64 MiB are the most"),
        (_rows("references.csv", "identity", "hero"), "references.csv line 2, column role: 'hero' is not one of"),
        (_rows("references.csv", "FACE,", "face,"), "references.csv line 2, column view: 'face' is not like FACE"),
        (
            _rows("references.csv", "CH-ADA", "CH-EVE"),
            "references.csv line 2, column asset: CH-EVE is not in assets.csv",
        ),
        (
            _rows("standing.csv", "CH-ADA,approved", "CH-ADA,adored"),
            "standing.csv line 2, column state: 'adored' is not one of",
        ),
        (_rows("standing.csv", "CH-ADA", "CH-EVE"), "standing.csv line 2, column asset: CH-EVE is not in assets.csv"),
    ],
)
def test_a_file_that_cannot_be_had_as_its_row_says_is_refused_by_that_row(
    house: House, tmp_path: Path, change: Callable[[Path], Any], says: str
) -> None:
    exported(house, tmp_path / "one")
    change(tmp_path / "one")
    with pytest.raises(InvalidFile) as refused:
        productions.load(tmp_path / "one")
    assert says in refused.value.detail


@pytest.mark.parametrize(
    ("sheet", "file", "says"),
    [
        ("references.csv", FACE, "references.csv line 2: ada, at the door.jpg"),
        ("standing.csv", "papers/CH-ADA.pdf", "standing.csv line 2: release.pdf is no PDF, PNG or JPEG"),
    ],
)
def test_a_file_of_the_wrong_kind_is_refused_by_its_row_and_nothing_is_kept(
    house: House, tmp_path: Path, sheet: str, file: str, says: str
) -> None:
    one = exported(house, tmp_path / "one")
    (one.place / file).write_bytes(b"<html>not what it says</html>")
    text = (one.place / sheet).read_text()
    hashes = [cell for cell in text.replace("\n", ",").split(",") if len(cell) == 64]
    (one.place / sheet).write_text(text.replace(hashes[0], ""))

    answer = house.asked_by("bo").post("/api/projects/folder", content=zipped(one))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_file")
    assert says in answer.json()["detail"]
    assert "/tmp" not in answer.json()["detail"]
    assert house.asked_by("bo").get("/api/productions").json() == []


def test_a_file_that_no_row_names_is_left_out(house: House, tmp_path: Path) -> None:
    one = exported(house, tmp_path / "one")
    (one.place / "references/CH-ADA/other.png").write_bytes(picture(3))
    answer = house.asked_by("bo").post("/api/projects/folder", content=zipped(one))
    assert answer.json()["left_out"] == ["film/references/CH-ADA/other.png"]


def test_a_large_file_in_a_zip_is_not_unpacked_whole(house: House, tmp_path: Path) -> None:
    held = io.BytesIO(zipped(exported(house, tmp_path / "one")))
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("film/references/CH-ADA/bomb.png", bytes((64 << 20) + 1))
    with pytest.raises(InvalidFile, match="is it really a reference or paper"), unpacking.unpacked(held):
        pass


def zipped(found: Exported) -> bytes:
    """The folder as a ZIP file."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in found.files.items():
            archive.writestr(f"film/{name}", data)
    return held.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """What a ZIP file holds, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_order_of_shots_and_locked_scene_numbers_come_back(house: House, tmp_path: Path) -> None:
    ada, bo = house.asked_by("ada"), house.asked_by("bo")
    places = [{"shots": ["S01-SH01"], "after": "S02-SH01"}]
    assert ada.post(house.at("/shots/move"), json={"places": places}).status_code == 200
    with transaction(house.database) as session:
        scripts.lock(session, projects.one(session, house.project_id), "ada")
    one = exported(house, tmp_path / "one")
    assert b"scenes_locked = true" in one.files["project.toml"]

    made = bo.post("/api/projects/folder", content=zipped(one)).json()["production"]["id"]
    assert exported(house, tmp_path / "two", made).files == one.files
    with transaction(house.database) as session:
        assert shots.order(session, UUID(made)) == ["S02-SH01", "S01-SH01"]
        assert story.one(session, UUID(made)).locked
