"""Takes and films carry a signed account of themselves; tampered, stripped and unsigned files are told apart."""

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import c2pa
import imageio_ffmpeg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from rushes.craft.provenance.facts import FilmFacts, Model, Part, Program, Prompt, Reference, Step, TakeFacts
from rushes.craft.provenance.keys import Keys, local_keys
from rushes.craft.provenance.sign import NotSigned, sign_film, sign_take
from rushes.craft.provenance.sources import Source, composite_of
from rushes.craft.provenance.verify import NoSuchFile, State, verify
from rushes.kernel.hashing import sha256_file
from rushes.media import testcard

NOW = datetime.now(UTC)
RUSHES = Program("Rushes", "0.1.0")


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return local_keys(tmp_path_factory.mktemp("keys"), NOW)


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return testcard.clip(tmp_path_factory.mktemp("clip") / "clip.mp4", 12, size=(64, 48))


def drawn(code: str, **more: Any) -> TakeFacts:
    """A take drawn by rules."""
    return TakeFacts(code, Source.PROCEDURAL, NOW, Program("previz", "1"), **more)


def generated(code: str, **more: Any) -> TakeFacts:
    """A take made by a model."""
    return TakeFacts(code, Source.GENERATED, NOW, Program("a surface", "2"), Model("A model", "vendor/model-1"), **more)


def manifest_of(path: Path) -> dict[str, Any]:
    """The active manifest as the library reads it."""
    with c2pa.Reader(str(path)) as reader:
        store = json.loads(reader.json())
    active: dict[str, Any] = store["manifests"][store["active_manifest"]]
    return active


def data_of(path: Path, label: str) -> Any:
    """The data of the assertion of that label, None without one."""
    return next((each["data"] for each in manifest_of(path)["assertions"] if each["label"] == label), None)


def test_a_drawn_take_says_that_rules_drew_it_and_names_no_model(tmp_path: Path, clip: Path, keys: Keys) -> None:
    out = tmp_path / "S01-SH01-T01.mp4"
    sign_take(clip, out, drawn("S01-SH01-T01"), keys, RUSHES)
    report = verify(out, keys.anchors)
    assert (report.state, report.trusted, report.source) == (State.VALID, True, "algorithmicMedia")
    assert report.title == "S01-SH01-T01"
    assert report.actions == ("c2pa.created",)
    assert data_of(out, "c2pa.ai-disclosure") is None
    assert any("trusted here" in sentence for sentence in report.sentences)


def test_a_generated_take_discloses_its_model_and_lists_its_inputs(tmp_path: Path, clip: Path, keys: Keys) -> None:
    picture = tmp_path / "wren.jpg"
    Image.new("RGB", (8, 8), (200, 90, 40)).save(picture, "JPEG")
    facts = generated(
        "S01-SH02-T01",
        prompt=Prompt("Wren falls.", publish=True),
        references=(Reference("CH-WREN", picture, sha256_file(picture)),),
    )
    out = tmp_path / "out.mp4"
    sign_take(clip, out, facts, keys, RUSHES)
    assert data_of(out, "c2pa.ai-disclosure")["modelIdentifier"] == "vendor/model-1"
    inputs = {each["title"]: each for each in manifest_of(out)["ingredients"]}
    assert {each["relationship"] for each in inputs.values()} == {"inputTo"}
    assert inputs["prompt"]["description"] == "Wren falls."
    assert inputs["CH-WREN"]["instance_id"] == f"sha256:{facts.references[0].sha256}"
    assert verify(out, keys.anchors).source == "trainedAlgorithmicMedia"


def test_a_reference_whose_name_lies_does_not_stop_the_signing(tmp_path: Path, clip: Path, keys: Keys) -> None:
    picture = tmp_path / "wren.png"
    picture.write_bytes(b"words")
    out = tmp_path / "out.mp4"
    reference = Reference("CH-WREN", picture, sha256_file(picture))
    sign_take(clip, out, generated("S01-SH02-T01", references=(reference,)), keys, RUSHES)
    assert [each.title for each in verify(out).ingredients] == ["CH-WREN"]


def test_a_part_that_is_no_media_is_named(tmp_path: Path, clip: Path, keys: Keys) -> None:
    (tmp_path / "music.wav").write_bytes(b"words")
    facts = FilmFacts("Side B", NOW, (Part("music", tmp_path / "music.wav", Source.PROCEDURAL),))
    with pytest.raises(NotSigned, match="music"):
        sign_film(clip, tmp_path / "out.mp4", facts, keys, RUSHES)
    assert not (tmp_path / "out.mp4").exists()


def test_a_private_prompt_is_not_in_the_file(tmp_path: Path, clip: Path, keys: Keys) -> None:
    out = tmp_path / "out.mp4"
    sign_take(clip, out, generated("S01-SH02-T01", prompt=Prompt("a very secret sentence")), keys, RUSHES)
    assert b"very secret" not in out.read_bytes()
    assert [each["title"] for each in manifest_of(out)["ingredients"]] == ["prompt"]


def test_a_clip_brought_in_is_opened_and_only_declared(tmp_path: Path, clip: Path, keys: Keys) -> None:
    out = tmp_path / "out.mp4"
    sign_take(clip, out, TakeFacts("S01-SH03-T01", Source.CAMERA, NOW, RUSHES, original=clip), keys, RUSHES)
    report = verify(out, keys.anchors)
    assert report.actions == ("c2pa.opened",)
    assert report.source == "digitalCapture"
    assert [(each.title, each.relationship, each.state) for each in report.ingredients] == [
        ("clip.mp4", "parentOf", State.MISSING)
    ]


def test_a_makers_own_manifest_is_kept(tmp_path: Path, clip: Path, keys: Keys) -> None:
    vendor = tmp_path / "vendor.mp4"
    sign_take(clip, vendor, generated("job-17"), local_keys(tmp_path / "vendor-keys", NOW), Program("Vendor", "9"))
    out = tmp_path / "out.mp4"
    sign_take(vendor, out, generated("S01-SH02-T01"), keys, RUSHES)
    report = verify(out, keys.anchors)
    assert report.state is State.VALID
    assert report.source == "trainedAlgorithmicMedia"
    assert report.ingredients[0].state is State.VALID


def test_a_clip_that_was_changed_before_it_came_to_us_is_told(tmp_path: Path, clip: Path, keys: Keys) -> None:
    vendor = tmp_path / "vendor.mp4"
    sign_take(clip, vendor, generated("job-17"), local_keys(tmp_path / "vendor-keys", NOW), Program("Vendor", "9"))
    content = bytearray(vendor.read_bytes())
    content[content.rfind(b"mdat") + 50] ^= 1
    vendor.write_bytes(content)
    sign_take(vendor, tmp_path / "out.mp4", generated("S01-SH02-T01"), keys, RUSHES)
    report = verify(tmp_path / "out.mp4", keys.anchors)
    assert (report.state, report.ingredients[0].state) == (State.VALID, State.INVALID)
    assert "already broken when it was used" in report.sentences[-1]


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory, clip: Path, keys: Keys) -> Path:
    """A film of a drawn take, a generated one and an unsigned stem."""
    folder = tmp_path_factory.mktemp("film")
    takes = {"S01-SH01-T01": drawn("S01-SH01-T01"), "S01-SH02-T01": generated("S01-SH02-T01")}
    for code, facts in takes.items():
        sign_take(clip, folder / f"{code}.mp4", facts, keys, RUSHES)
    testcard.clip(folder / "film.mp4", 24, size=(64, 48), hue=90)
    testcard.sound_only(folder / "dialogue.wav")
    parts = tuple(Part(code, folder / f"{code}.mp4", facts.source) for code, facts in takes.items())
    parts += (Part("dialogue", folder / "dialogue.wav", Source.PROCEDURAL),)
    steps = (Step("c2pa.addedText", "Title and credits."), Step("c2pa.transcoded", "H.264 and AAC."))
    whole = FilmFacts("Side B", NOW, parts, steps, (Model("A model", "vendor/model-1"),))
    sign_film(folder / "film.mp4", folder / "signed.mp4", whole, keys, RUSHES)
    return folder / "signed.mp4"


def test_a_film_holds_its_takes_under_their_codes_with_what_each_one_is(film: Path, keys: Keys) -> None:
    report = verify(film, keys.anchors)
    assert (report.state, report.trusted, report.source) == (
        State.VALID,
        True,
        "compositeWithTrainedAlgorithmicMedia",
    )
    assert [(each.title, each.relationship, each.source, each.state) for each in report.ingredients] == [
        ("S01-SH01-T01", "componentOf", "algorithmicMedia", State.VALID),
        ("S01-SH02-T01", "componentOf", "trainedAlgorithmicMedia", State.VALID),
        ("dialogue", "componentOf", "algorithmicMedia", State.MISSING),
    ]
    assert report.actions == ("c2pa.created", *["c2pa.placed"] * 3, "c2pa.addedText", "c2pa.transcoded")
    assert "It holds S01-SH01-T01 (algorithmicMedia, signed)" in " ".join(report.sentences)


def test_a_film_keeps_the_rules_that_conformance_checks(film: Path) -> None:
    manifest = manifest_of(film)
    actions = data_of(film, "c2pa.actions.v2")
    assert manifest["claim_generator_info"][0]["specVersion"] == "2.4"
    assert next(each for each in manifest["assertions"] if each["label"] == "c2pa.actions.v2")["created"]
    assert actions["allActionsIncluded"] is True
    assert actions["actions"][0]["action"] == "c2pa.created"
    typed = {each["action"] for each in actions["actions"] if "digitalSourceType" in each}
    assert typed == {"c2pa.created", "c2pa.addedText"}
    for ingredient in manifest["ingredients"]:
        assert not ("active_manifest" in ingredient and "digital_source_type" in ingredient)
    training = data_of(film, "cawg.training-mining")["entries"]
    assert {entry["use"] for entry in training.values()} == {"notAllowed"}
    with c2pa.Reader(str(film)) as reader:
        claim = json.loads(reader.crjson())["manifests"][0]["claim.v2"]
    assert any("c2pa.actions.v2" in each["url"] for each in claim["created_assertions"])


def test_files_of_a_store_need_no_endings(tmp_path: Path, clip: Path, keys: Keys) -> None:
    take, film = tmp_path / "ab12", tmp_path / "cd34"
    plain = tmp_path / "ef56"
    plain.write_bytes(clip.read_bytes())
    sign_take(plain, take, drawn("S01-SH01-T01"), keys, RUSHES)
    part = Part("S01-SH01-T01", take, Source.PROCEDURAL)
    sign_film(plain, film, FilmFacts("Side B", NOW, (part,)), keys, RUSHES)
    report = verify(film, keys.anchors)
    assert (report.state, report.ingredients[0].state) == (State.VALID, State.VALID)


def test_a_film_of_drawn_takes_is_synthetic_and_no_model_had_a_part(tmp_path: Path, clip: Path, keys: Keys) -> None:
    sign_take(clip, tmp_path / "take.mp4", drawn("S01-SH01-T01"), keys, RUSHES)
    part = Part("S01-SH01-T01", tmp_path / "take.mp4", Source.PROCEDURAL)
    sign_film(clip, tmp_path / "film.mp4", FilmFacts("Side B", NOW, (part,)), keys, RUSHES)
    assert verify(tmp_path / "film.mp4").source == "compositeSynthetic"
    assert data_of(tmp_path / "film.mp4", "c2pa.ai-disclosure") is None


def test_without_the_root_the_film_is_whole_but_its_signer_only_claimed(film: Path) -> None:
    report = verify(film)
    assert (report.state, report.trusted) == (State.VALID, False)
    assert "not who signed it" in " ".join(report.sentences)


def test_one_changed_byte_of_picture_is_found(film: Path, keys: Keys, tmp_path: Path) -> None:
    content = bytearray(film.read_bytes())
    content[content.rfind(b"mdat") + 50] ^= 1
    (tmp_path / "film.mp4").write_bytes(content)
    report = verify(tmp_path / "film.mp4", keys.anchors)
    assert (report.state, report.trusted) == (State.INVALID, False)
    assert [failure.code for failure in report.failures] == ["assertion.bmffHash.mismatch"]
    assert "changed after signing" in report.sentences[0]


def test_a_changed_statement_is_found_and_named(film: Path, keys: Keys, tmp_path: Path) -> None:
    content = bytearray(film.read_bytes())
    at = content.rfind(b"compositeWithTrainedAlgorithmicMedia")
    content[at : at + 9] = b"Composite"
    (tmp_path / "film.mp4").write_bytes(content)
    report = verify(tmp_path / "film.mp4", keys.anchors)
    assert report.state is State.INVALID
    assert ("assertion.hashedURI.mismatch", "c2pa.actions.v2") in [(each.code, each.where) for each in report.failures]


def test_a_copy_made_without_encoding_has_lost_it(film: Path, keys: Keys, tmp_path: Path) -> None:
    copy = tmp_path / "copy.mp4"
    program = imageio_ffmpeg.get_ffmpeg_exe()
    subprocess.run([program, "-v", "error", "-i", str(film), "-c", "copy", str(copy)], check=True)
    assert verify(copy, keys.anchors).state is State.MISSING


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_is_too_odd_for_a_sentence(film: Path, keys: Keys, tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(film.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at : at + data.draw(st.integers(0, 99))] = data.draw(st.binary(max_size=99))
    (tmp_path / "odd.mp4").write_bytes(content)
    assert "odd.mp4" in verify(tmp_path / "odd.mp4", keys.anchors).sentences[0]


@pytest.mark.parametrize(
    ("name", "content", "state"),
    [
        ("empty.mp4", b"", State.INVALID),
        ("text.txt", b"hello", State.MISSING),
        ("zip.mp4", b"PK\x03\x04 not a film at all", State.INVALID),
        ("noise", bytes(range(256)) * 8, State.MISSING),
        ("captions.srt", b"1\n", State.MISSING),
    ],
)
def test_a_file_that_is_no_media_gets_a_sentence(tmp_path: Path, name: str, content: bytes, state: State) -> None:
    (tmp_path / name).write_bytes(content)
    report = verify(tmp_path / name)
    assert report.state is state
    assert name in report.sentences[0]


def test_a_truncated_film_gets_a_sentence(film: Path, tmp_path: Path) -> None:
    content = film.read_bytes()
    for keep in (20, 200, len(content) // 2, len(content) - 10):
        (tmp_path / "film.mp4").write_bytes(content[:keep])
        assert verify(tmp_path / "film.mp4").state is State.INVALID


@pytest.mark.parametrize("name", ["none.mp4", "."])
def test_nothing_to_verify_gets_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(NoSuchFile, match="no file"):
        verify(tmp_path / name)


def test_a_file_that_cannot_be_signed_leaves_nothing_behind(tmp_path: Path, keys: Keys) -> None:
    (tmp_path / "bad.mp4").write_bytes(b"PK\x03\x04")
    with pytest.raises(NotSigned, match=r"bad\.mp4"):
        sign_take(tmp_path / "bad.mp4", tmp_path / "out.mp4", drawn("S01-SH01-T01"), keys, RUSHES)
    assert [path.name for path in tmp_path.iterdir()] == ["bad.mp4"]


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([Source.PROCEDURAL], Source.COMPOSITE_SYNTHETIC),
        ([Source.PROCEDURAL, Source.GENERATED], Source.COMPOSITE_GENERATED),
        ([Source.CAMERA, Source.GENERATED], Source.COMPOSITE_GENERATED),
        ([Source.CAMERA, Source.PHONE], Source.COMPOSITE_CAPTURED),
        ([Source.CAMERA, Source.PROCEDURAL], Source.COMPOSITE_SYNTHETIC),
        ([Source.CAMERA, Source.DRAWN], Source.COMPOSITE),
    ],
)
def test_a_film_is_exactly_what_its_parts_make_it(parts: list[Source], whole: Source) -> None:
    assert composite_of(parts) is whole
