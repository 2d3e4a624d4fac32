"""What ComfyUI refuses or fails at, as a cause, a sentence and a next step; nothing of ours runs on there."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rushes.providers import comfyui
from rushes.providers.base import Citation, Done, Makes, Waiting
from rushes.providers.errors import Cause, NotNow, ProviderFailure
from rushes.providers.wire import Wire
from tests.providers.comfy import KEY, Bench, bench
from tests.simulators import comfychecks, comfynodes
from tests.simulators.comfymachine import Service


def refused(at: Bench, model: str = "wan22-5b", **fields: Any) -> ProviderFailure:
    """The failure of an order that was not taken."""
    with pytest.raises(ProviderFailure) as caught:
        at.sent(model, **fields)
    assert at.service.queue("running") == at.service.queue("queued") == []
    return caught.value


def failed(at: Bench, remote: str) -> ProviderFailure:
    """The failure of an order that was."""
    at.service.clock.turn(60)
    with pytest.raises(ProviderFailure) as caught:
        at.comfy.poll(remote)
    return caught.value


def test_a_model_file_that_is_not_there_is_named_with_its_node_and_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(comfynodes.MODELS, "vae", ["wan_2.1_vae.safetensors"])
    with bench(tmp_path) as at:
        failure = refused(at)
        assert failure.cause is Cause.INVALID_REQUEST
        assert failure.says == (
            "Wan 2.2 5B does not run at this ComfyUI: Node 39 \"VAE\" (VAELoader) has 'wan2.2_vae.safetensors' as its"
            " vae_name, which is not among what it takes: wan_2.1_vae.safetensors. Put it at"
            " models/vae/wan2.2_vae.safetensors there."
        )
        assert at.service.asked == [], "it was not even sent"
        assert at.service.files == {}


def test_a_lora_that_is_not_there_is_named(tmp_path: Path) -> None:
    with bench(tmp_path, loras=[{"name": "wren_jaket.safetensors"}]) as at:
        says = refused(at).says
        assert "'wren_jaket.safetensors' as its lora_name" in says
        assert "wren_jacket.safetensors" in says


def test_a_node_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comfynodes, "_wan", dict)
    with bench(tmp_path) as at:
        says = refused(at).says
        assert 'Node 55 "Empty clip, or one that begins with a frame" (Wan22ImageToVideoLatent)' in says
        assert "ComfyUI of August 2025 or newer" in says


def errors(prompt: Any, info: Any, files: Any) -> Any:
    """A check that finds two nodes wrong, whatever is asked."""
    wrong = comfychecks.said("value_not_in_list", "Value not in list", "sampler_name: 'x' not in ['euler']")
    told = {"3": {"errors": [wrong], "dependent_outputs": ["58"], "class_type": "KSampler"}}
    return comfychecks.said("prompt_outputs_failed_validation", "Prompt outputs failed validation", ""), [], told


@pytest.fixture
def unlooked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What we would have found ourselves is left to ComfyUI."""
    monkeypatch.setattr(comfyui, "validate", lambda template, info: [])


@pytest.mark.usefixtures("unlooked")
def test_what_comfyui_itself_refuses_names_node_and_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(comfynodes.MODELS, "vae", ["wan_2.1_vae.safetensors"])
    with bench(tmp_path) as at:
        failure = refused(at)
    assert failure.cause is Cause.INVALID_REQUEST
    assert failure.says == (
        'ComfyUI refuses the workflow: Node 39 "VAE" (VAELoader): Value not in list: '
        "vae_name: 'wan2.2_vae.safetensors' not in ['wan_2.1_vae.safetensors']."
    )
    assert failure.then
    assert '"node_errors"' in failure.raw


@pytest.mark.usefixtures("unlooked")
def test_a_node_that_comfyui_itself_misses_is_said_in_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comfynodes, "_wan", dict)
    with bench(tmp_path) as at:
        assert "not found. The custom node may not be installed." in refused(at).says


def test_an_id_it_does_not_take_is_refused_for_good(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        assert "must be a valid UUID" in refused(at, key="order-1").says


def test_a_workflow_that_would_be_made_only_in_part_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comfychecks, "validate", lambda *given: (None, ["58"], errors(*given)[2]))
    with bench(tmp_path) as at:
        failure = refused(at)
        assert failure.cause is Cause.INVALID_REQUEST
        assert "only a part" in failure.says
        assert at.service.bill.total == 0


def test_errors_of_an_output_that_is_not_wanted_do_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def elsewhere(*given: Any) -> Any:
        told = errors(*given)[2]
        return None, ["58"], {"3": told["3"] | {"dependent_outputs": ["99"]}}

    monkeypatch.setattr(comfychecks, "validate", elsewhere)
    with bench(tmp_path) as at:
        assert at.sent() == KEY


@pytest.mark.parametrize(("fault", "cause"), [("prompt:429", Cause.RATE_LIMIT), ("prompt:503", Cause.PROVIDER_FAULT)])
def test_one_that_is_busy_or_starting_is_asked_again(tmp_path: Path, fault: str, cause: Cause) -> None:
    with bench(tmp_path) as at:
        at.service.faults.throw(fault)
        with pytest.raises(NotNow) as caught:
            at.sent()
        assert caught.value.cause is cause
        assert caught.value.after == (7 if cause is Cause.RATE_LIMIT else 0)
        assert at.service.asked == []
        assert at.sent() == KEY


def test_a_wrong_key_holds_orders_up_and_is_never_shown(tmp_path: Path) -> None:
    with bench(tmp_path, Service(key="sesame"), key="wrong-key") as at, pytest.raises(NotNow) as caught:
        at.sent()
    assert caught.value.cause is Cause.AUTH
    assert "`key`" in caught.value.then
    assert "wrong-key" not in f"{caught.value.says}{caught.value.raw}"


@pytest.mark.parametrize(
    ("said", "says", "then"),
    [
        ({"exception_type": "ValueError", "exception_message": "bad shape"}, "KSampler): bad shape", "Order it again"),
        ({"exception_type": "torch.OutOfMemoryError", "exception_message": "Allocation of 9 GiB"}, "9 GiB", "smaller"),
        ({"exception_type": "RuntimeError", "exception_message": "CUDA error: out of memory"}, "CUDA", "smaller"),
        ({"exception_type": "KeyError"}, "KeyError", "Order it again"),
    ],
)
def test_a_failure_says_where_and_why_and_what_then(tmp_path: Path, said: Any, says: str, then: str) -> None:
    with bench(tmp_path) as at:
        at.service.faults.throw("fails", said)
        failure = failed(at, at.sent())
    assert failure.cause is Cause.PROVIDER_FAULT
    assert says in failure.says
    assert then in failure.then


def test_what_was_all_cached_and_has_no_outputs_is_a_failure_with_a_sentence(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        at.done(at.sent())
        at.service.history.clear()
        at.service.floor.jobs.clear()
        failure = failed(at, at.sent())
        assert failure.cause is Cause.PROVIDER_FAULT
        assert "done already" in failure.says


def test_a_status_nobody_knows_is_waited_for(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        at.service.faults.throw("status", "paused")
        remote = at.sent()
        at.service.clock.turn(60)
        assert at.comfy.poll(remote) == Waiting("paused")


def test_a_file_that_is_too_large_is_refused_with_the_cure(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        at.service.faults.throw("upload:large")
        failure = refused(at, citations=(at.picture(slot="first_frame"),))
        assert failure.cause is Cause.INVALID_REQUEST
        assert "--max-upload-size" in failure.then


def test_a_file_that_is_gone_or_no_clip_is_said(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        gone = Citation(1, "CH-WREN", "identity", "0" * 64, slot="first_frame")
        assert refused(at, citations=(gone,)).cause is Cause.INPUT_FETCH
        no_clip = replace(at.words(), kind="video")
        assert refused(at, "wan21-vace-motion", citations=(no_clip,)).cause is Cause.INPUT_FETCH


@pytest.mark.parametrize("fault", ["upload:502", "upload:drop", "object_info:502", "object_info:html"])
def test_what_goes_wrong_before_the_order_is_sent_is_not_now(tmp_path: Path, fault: str) -> None:
    with bench(tmp_path) as at:
        at.service.faults.throw(fault)
        with pytest.raises(NotNow):
            at.sent(citations=(at.picture(slot="first_frame"),))
        assert at.service.asked == []
        assert at.sent(citations=(at.picture(slot="first_frame"),)) == KEY


@pytest.mark.parametrize(
    ("fault", "expected"), [("view:gone", ProviderFailure), ("view:short", NotNow), ("view:502", NotNow)]
)
def test_a_download_that_fails_is_tried_again_unless_the_file_is_gone(
    tmp_path: Path, fault: str, expected: type[Exception]
) -> None:
    target = tmp_path / "raw.mp4"
    with bench(tmp_path) as at:
        done = at.done(at.sent())
        at.service.faults.throw(fault)
        with pytest.raises(expected):
            at.comfy.fetch(at.request(), done, target)
        at.service.faults.throw("view:trickle")
        at.comfy.fetch(at.request(), done, target)
        (saved,) = at.service.saved.values()
        assert target.read_bytes() == saved


def test_one_in_the_house_over_tls_is_fetched_from_and_gives_no_other_address_of_the_house(tmp_path: Path) -> None:
    wire = Wire("https://localhost:9", {})
    with pytest.raises(NotNow, match="broke off"):
        wire.download("https://localhost:9/view?filename=a.mp4", tmp_path / "raw.mp4")
    for elsewhere in ("https://127.0.0.1:9/view", "http://localhost:9/view"):
        with pytest.raises(ProviderFailure, match="not fetched"):
            wire.download(elsewhere, tmp_path / "raw.mp4")
    wire.close()


@pytest.mark.parametrize(
    ("makes", "name", "form"),
    [(Makes.VIDEO, "a.webm", "MP4"), (Makes.IMAGE, "a.webp", "PNG or JPEG"), (Makes.MUSIC, "a.opus", "FLAC")],
)
def test_a_result_of_a_form_that_cannot_be_used_is_said(tmp_path: Path, makes: Makes, name: str, form: str) -> None:
    with bench(tmp_path) as at, pytest.raises(ProviderFailure) as caught:
        at.comfy.fetch(at.request(makes=makes), Done(f"filename={name}&type=output"), tmp_path / "raw")
    assert form in caught.value.says
    assert name.partition(".")[2] in caught.value.says


def test_what_a_workflow_needs_and_has_no_room_for_is_said_before_anything_is_sent(tmp_path: Path) -> None:
    with bench(tmp_path) as at:

        def says(model: str, *citations: Citation, **fields: Any) -> str:
            return at.comfy.refuses(at.request(model, citations=citations, **fields))

        frame, face, motion, words = at.picture(slot="first_frame"), at.picture(), at.clip(), at.words()
        assert says("wan22-5b") == says("wan22-5b", frame) == ""
        assert "picture to begin with" in says("wan22-14b-image")
        assert "picture to end with" in says("wan22-14b-first-last", frame)
        assert "video reference" in says("wan21-vace-motion", face)
        assert "a sound" in says("wan22-14b-speech", face)
        assert says("wan22-14b-speech", frame, words) == says("wan22-14b-speech", face, words) == ""
        assert "takes no video reference" in says("wan22-5b", motion)
        assert "takes 1 image reference and 2" in says("wan21-vace-motion", motion, face, face)
        assert "at most 5 seconds" in says("wan22-5b", frames=24 * 6)
        assert says("wan22-5b", replace(face, sha256="")) == "", "what has no file is not sent"
        assert "no workflow gone" in says("gone")
        assert refused(at, "gone").cause is Cause.INVALID_REQUEST


def test_an_order_for_a_workflow_that_was_changed_since_is_void(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        asked = at.request(settings={"templates": {"wan22-5b": "0" * 64}})
        assert "was changed since" in at.comfy.refuses(asked)
        with pytest.raises(ProviderFailure):
            at.comfy.submit(asked, KEY)
        assert asked.digest != at.request().digest
