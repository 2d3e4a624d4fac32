"""A maker's own seal is read before ours goes over it, and stays inside as what the take began as."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import c2pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rushes.craft.provenance import kinds, vendor
from rushes.craft.provenance.facts import FilmFacts, Model, Part, Program, Prompt, TakeFacts
from rushes.craft.provenance.keys import Keys, local_keys
from rushes.craft.provenance.sign import sign_film, sign_take
from rushes.craft.provenance.sources import NEWSCODES, Source
from rushes.craft.provenance.verify import NoSuchFile, State, verify
from tests.simulators import kit, seal
from tests.simulators.elevenlabs import made

NOW = datetime.now(UTC)
RUSHES = Program("Rushes", "0.1.0")
TAKE = TakeFacts(
    "S01-SH01-T01", Source.GENERATED, NOW, Program("a surface", "2"), Model("M", "m"), prompt=Prompt("Run.")
)
FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "clip.mp4": (lambda: kit.clip(0.5, 64, 48), "video/mp4"),
    "still.png": (lambda: kit.picture(64, 48), "image/png"),
    "still.jpg": (lambda: kit.picture(64, 48, form="JPEG"), "image/jpeg"),
    "line.wav": (lambda: kit.sound(0.5), "audio/wav"),
    "score.mp3": (lambda: made("mp3_44100_128", 1.0), "audio/mpeg"),
}


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return local_keys(tmp_path_factory.mktemp("keys"), NOW)


def delivered(folder: Path, name: str = "clip.mp4", **more: Any) -> Path:
    """A file as Runway delivers it, with its seal."""
    content, mime = FILES[name]
    path = folder / name
    path.write_bytes(seal.sealed(content(), mime, "Runway", version="Gen-4", **more))
    return path


def store_of(path: Path) -> dict[str, Any]:
    """All the manifests of a file, as the library reads them."""
    with path.open("rb") as file, c2pa.Reader(kinds.mime_of(path), file) as reader:
        store: dict[str, Any] = json.loads(reader.json())
    return store


@pytest.mark.parametrize("name", FILES)
def test_a_seal_says_who_made_a_file_and_with_what(tmp_path: Path, name: str) -> None:
    found = vendor.read(delivered(tmp_path, name))
    assert found is not None
    assert (found.issuer, found.generator, found.source) == ("Runway", "Runway Gen-4", "trainedAlgorithmicMedia")
    assert (found.state, found.remark) == (State.VALID, "")
    assert found.sentence == "Runway signed it with Runway Gen-4 as made by a trained model; nothing has changed since."
    kept = json.loads(json.dumps(found.plain()))
    assert (kept["issuer"], kept["state"], kept["says"]) == ("Runway", "valid", found.sentence)


@pytest.mark.parametrize("name", FILES)
def test_both_seals_are_in_the_take(tmp_path: Path, keys: Keys, name: str) -> None:
    raw = delivered(tmp_path, name)
    out = tmp_path / f"out{raw.suffix}"
    sign_take(raw, out, TAKE, keys, RUSHES)
    store = store_of(out)
    issuers = {label: manifest["signature_info"]["issuer"] for label, manifest in store["manifests"].items()}
    assert sorted(issuers.values()) == ["Runway", "Rushes (local installation)"]
    ours = store["manifests"][store["active_manifest"]]
    assert issuers[store["active_manifest"]] == "Rushes (local installation)"
    (parent,) = ours["ingredients"]
    assert (parent["relationship"], issuers[parent["active_manifest"]]) == ("parentOf", "Runway")
    theirs = store["manifests"][parent["active_manifest"]]
    assert theirs["claim_generator_info"][0]["name"] == "Runway"
    report = verify(out, keys.anchors)
    assert (report.state, report.trusted, report.source) == (State.VALID, True, "trainedAlgorithmicMedia")
    assert [(each.relationship, each.state) for each in report.ingredients] == [("parentOf", State.VALID)]


def test_a_seal_is_still_there_in_the_film(tmp_path: Path, keys: Keys) -> None:
    sign_take(delivered(tmp_path), tmp_path / "take.mp4", TAKE, keys, RUSHES)
    (tmp_path / "film.mp4").write_bytes(kit.clip(0.5, 64, 48, hue=90))
    part = Part(TAKE.code, tmp_path / "take.mp4", Source.GENERATED)
    sign_film(tmp_path / "film.mp4", tmp_path / "out.mp4", FilmFacts("Side B", NOW, (part,)), keys, RUSHES)
    issuers = [each["signature_info"]["issuer"] for each in store_of(tmp_path / "out.mp4")["manifests"].values()]
    assert issuers.count("Runway") == 1
    assert verify(tmp_path / "out.mp4", keys.anchors).state is State.VALID


@pytest.mark.parametrize("name", FILES)
def test_a_file_without_a_seal_has_no_maker_but_us(tmp_path: Path, keys: Keys, name: str) -> None:
    content, _ = FILES[name]
    raw = tmp_path / name
    raw.write_bytes(content())
    assert vendor.read(raw) is None
    sign_take(raw, tmp_path / f"out{raw.suffix}", TAKE, keys, RUSHES)
    assert len(store_of(tmp_path / f"out{raw.suffix}")["manifests"]) == 1


def test_a_seal_that_was_broken_on_the_way_is_told_and_kept(tmp_path: Path, keys: Keys) -> None:
    raw = delivered(tmp_path)
    content = bytearray(raw.read_bytes())
    content[content.rfind(b"mdat") + 50] ^= 1
    raw.write_bytes(content)
    found = vendor.read(raw)
    assert found is not None
    assert (found.issuer, found.state) == ("Runway", State.INVALID)
    assert "changed after signing" in found.sentence
    sign_take(raw, tmp_path / "out.mp4", TAKE, keys, RUSHES)
    report = verify(tmp_path / "out.mp4", keys.anchors)
    assert (report.state, report.ingredients[0].state) == (State.VALID, State.INVALID)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(("part", "at"), [(b"jumd", 0), (b"cbor", 4), (b"c2pa.claim", 0)])
def test_a_seal_nobody_can_read_is_told_and_does_not_stop_us(
    tmp_path: Path, keys: Keys, name: str, part: bytes, at: int
) -> None:
    raw = delivered(tmp_path, name)
    content = bytearray(raw.read_bytes())
    begin = content.find(part) + at
    content[begin : begin + 4] = b"\xff" * 4
    raw.write_bytes(content)
    found = vendor.read(raw)
    assert found is not None
    assert (found.issuer, found.state) == ("", State.INVALID)
    assert found.sentence.startswith("What its maker signed in it cannot be read: ")
    sign_take(raw, tmp_path / f"out{raw.suffix}", TAKE, keys, RUSHES)
    assert verify(tmp_path / f"out{raw.suffix}", keys.anchors).state is State.VALID


def test_a_kind_of_thing_we_have_no_word_for_is_told_in_theirs(tmp_path: Path) -> None:
    found = vendor.read(delivered(tmp_path, source=f"{NEWSCODES}virtualRecording"))
    assert found is not None
    assert found.source == "virtualRecording"
    assert "as virtualRecording;" in found.sentence


def test_a_sound_without_a_tag_before_it_is_a_sound(tmp_path: Path, keys: Keys) -> None:
    content = made("mp3_44100_128", 1.0)
    raw = tmp_path / "score"
    raw.write_bytes(content[content.index(b"\xff\xfb") :])
    sign_take(raw, tmp_path / "out.mp3", TAKE, keys, RUSHES)
    assert verify(tmp_path / "out.mp3", keys.anchors).state is State.VALID


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoSuchFile):
        vendor.read(tmp_path / "none.mp4")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_seal_is_too_odd_for_a_sentence(tmp_path: Path, data: st.DataObject) -> None:
    raw = tmp_path / "clip.mp4"
    content = bytearray(delivered(tmp_path).read_bytes())
    begin = content.find(b"jumb")
    at = begin + data.draw(st.integers(0, 4000))
    content[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    raw.write_bytes(content)
    found = vendor.read(raw)
    assert found is None or found.sentence.endswith(".")
    assert found is None or "\0" not in json.dumps(found.plain(), ensure_ascii=False)
