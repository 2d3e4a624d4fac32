"""ComfyUI, ordered from: what each workflow sends, what comes back, what it costs."""

from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from rushes.kernel.money import Money
from rushes.kernel.timecode import Rate
from rushes.media import decode, pictures, testcard
from rushes.media.probe import check_importable, probe
from rushes.providers import comfyui
from rushes.providers.base import Done, Waiting
from rushes.providers.comfyui import Settings
from rushes.providers.pricing import Usage
from tests.providers.comfy import KEY, OTHER, Bench, bench, picture
from tests.simulators.comfymachine import Service


def fetched(at: Bench, model: str, target: Path, **fields: Any) -> Done:
    """Order something and bring it home."""
    done = at.done(at.sent(model, **fields))
    at.comfy.fetch(at.request(model, **fields), done, target)
    return done


def test_words_become_a_clip_of_at_least_the_length_and_size_that_were_asked(tmp_path: Path) -> None:
    target = tmp_path / "raw.mp4"
    with bench(tmp_path) as at:
        done = fetched(at, "wan22-5b", target, settings={"negative": "rain", "seed": 7})
        assert at.inputs("6")["text"] == "Wren lays the tape on the counter."
        assert at.inputs("7")["text"].startswith("rain, 色调艳丽")
        assert at.inputs("3")["seed"] == 7
        assert at.inputs("55") == {"vae": ["39", 0], "width": 128, "height": 96, "length": 25, "batch_size": 1}
        assert "56" not in at.graph(), "without a first frame nothing loads one"
        assert at.inputs("58")["filename_prefix"] == f"rushes/{KEY}"
        (body,) = at.service.asked
        assert (body["prompt_id"], body["client_id"]) == (KEY, "rushes")
        assert body["extra_data"] == {"rushes": {"order": KEY, "output": ""}}
        assert done.reported["graph"] == at.graph()
    video = check_importable(probe(target), target)
    assert (video.frames, video.width, video.height, video.rate) == (25, 128, 96, Rate.of(24))


def test_a_clip_of_other_rate_and_size_is_asked_for_in_the_steps_the_model_makes(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        at.sent("wan22-14b-text", frames=50, width=150, height=100)
        assert {"width": 160, "height": 112, "length": 37}.items() <= at.inputs("59").items()
        assert at.inputs("60")["fps"] == 16.0
        at.sent("wan22-14b-text", OTHER, frames=120, width=1280, height=720)
        assert {"width": 1280, "height": 720, "length": 81}.items() <= at.inputs("59").items()
        at.sent("wan22-5b", frames=120, width=720, height=1280)
        assert {"width": 704, "height": 1280, "length": 121}.items() <= at.inputs("55").items()


def test_what_is_not_locked_has_a_seed_of_its_own_for_each_attempt_that_a_browser_can_hold(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        at.sent()
        first = at.inputs("3")["seed"]
        at.sent(prompt="Another.")
        assert first != at.inputs("3")["seed"]
        assert max(first, at.inputs("3")["seed"]) < 2**53


def test_a_first_frame_is_uploaded_and_begins_the_clip(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        frame = at.picture(slot="first_frame")
        at.sent("wan22-5b", citations=(frame,))
        (name,) = at.service.files
        assert name == f"rushes-{frame.sha256[:20]}.png"
        assert at.inputs("56")["image"] == name
        assert at.inputs("55")["start_image"] == ["56", 0]


def test_ltx_makes_half_the_size_and_then_the_whole_with_or_without_a_frame(tmp_path: Path) -> None:
    target = tmp_path / "raw.mp4"
    with bench(tmp_path) as at:
        fetched(at, "ltx25", target, frames=30, width=200, height=128)
        assert (at.inputs("353")["values.a"], at.inputs("355")["values.a"]) == (256, 128)
        assert at.inputs("377")["video_latent"] == ["356", 0]
        assert at.inputs("340")["video_latent"] == ["348", 0]
        assert not {"395", "350", "357", "349"} & set(at.graph())
        at.sent("ltx25", OTHER, citations=(at.picture(slot="first_frame"),))
        assert at.inputs("377")["video_latent"] == ["357", 0]
        assert at.inputs("395")["image"].startswith("rushes-")
    video = check_importable(probe(target), target)
    assert (video.frames, video.width, video.height, video.rate) == (33, 256, 128, Rate.of(24))


def test_the_name_that_comfyui_gives_a_file_is_the_one_that_is_sent(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        frame = at.picture(form="JPEG", slot="first_frame")
        at.service.files[f"rushes-{frame.sha256[:20]}.jpg"] = b"another's"
        at.sent("wan22-14b-image", citations=(frame,))
        assert at.inputs("62")["image"] == f"rushes-{frame.sha256[:20]} (1).jpg"
        at.done(KEY)


def test_both_frames_go_where_they_belong(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        first, last = at.picture(10, slot="first_frame"), at.picture(200, slot="last_frame")
        at.sent("wan22-14b-first-last", citations=(last, first))
        assert at.inputs("62")["image"].startswith(f"rushes-{first.sha256[:20]}")
        assert at.inputs("68")["image"].startswith(f"rushes-{last.sha256[:20]}")


def test_a_motion_is_followed_at_the_rate_of_the_model_with_or_without_a_picture(tmp_path: Path) -> None:
    target = tmp_path / "sent.mp4"
    with bench(tmp_path) as at:
        motion = at.clip(rate=24, frames=24)
        at.sent("wan21-vace-motion", citations=(motion,), settings={"strength": 0.6})
        name = at.inputs("145")["file"]
        assert name == f"rushes-{motion.sha256[:20]}-16.mp4"
        assert at.inputs("49")["strength"] == 0.6
        assert "reference_image" not in at.inputs("49")
        assert "134" not in at.graph()
        target.write_bytes(at.service.files[name])
        at.sent("wan21-vace-motion", OTHER, citations=(motion, at.picture()))
        assert at.inputs("49")["reference_image"] == ["134", 0]
    assert check_importable(probe(target), target).rate.value == 16
    shown = [testcard.number(frame) for frame in decode.frames(target)]
    assert shown == [0, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18, 20, 21, 23]


def test_a_picture_speaks_the_words_of_a_sound(tmp_path: Path) -> None:
    target = tmp_path / "raw.mp4"
    with bench(tmp_path) as at:
        fetched(at, "wan22-14b-speech", target, citations=(at.picture(), at.words()))
        assert at.inputs("58")["audio"].endswith(".wav")
        assert at.inputs("52")["image"].endswith(".png")
        assert at.inputs("82")["audio"] == ["58", 0]
    assert check_importable(probe(target), target).frames == 78, "77 are made, and one is the doubled first"


def test_a_clip_is_enlarged_to_the_size_asked_for_at_its_own_rate(tmp_path: Path) -> None:
    target = tmp_path / "raw.mp4"
    with bench(tmp_path) as at:
        citations = (at.clip(rate=30, frames=10),)
        done = fetched(at, "upscale-video", target, citations=citations, width=200, height=120)
        assert parse_qs(done.output)["type"] == ["output"], "not the clip that was loaded, which is shown too"
    video = check_importable(probe(target), target)
    assert (video.frames, video.width, video.height, video.rate) == (10, 200, 120, Rate.of(30))


def test_a_picture_has_exactly_the_size_that_was_asked(tmp_path: Path) -> None:
    target = tmp_path / "raw.png"
    with bench(tmp_path) as at:
        fetched(at, target=target, **picture(width=150, height=90))
        assert {"width": 160, "height": 96}.items() <= at.inputs("13").items()
    found = pictures.check(target)
    assert (found.kind, found.width, found.height) == ("PNG", 150, 90)


def test_loras_are_put_into_the_models_they_are_for(tmp_path: Path) -> None:
    loras = [
        {"name": "rain_high_noise.safetensors", "strength": 0.8, "model": "wan22-14b-text", "on": "high"},
        {"name": "rain_low_noise.safetensors", "model": "wan22-14b-text", "on": "low"},
        {"name": "wren_jacket.safetensors"},
    ]
    with bench(tmp_path, loras=loras) as at:
        at.sent("wan22-14b-text")
        graph = at.graph()
        chain = [graph[id]["inputs"] for id in ("lora-0-54", "lora-2-54", "lora-1-55", "lora-2-55")]
        assert [one["lora_name"].partition("_")[0] for one in chain] == ["rain", "wren", "rain", "wren"]
        assert [one["strength_model"] for one in chain] == [0.8, 1.0, 1.0, 1.0]
        assert [one["model"] for one in chain] == [["37", 0], ["lora-0-54", 0], ["56", 0], ["lora-1-55", 0]]
        assert (at.inputs("54")["model"], at.inputs("55")["model"]) == (["lora-2-54", 0], ["lora-2-55", 0])
        at.done(KEY)
        at.sent("wan22-5b", OTHER)
        assert [id for id in at.graph() if id.startswith("lora")] == ["lora-2-48"]


def test_every_shipped_workflow_runs_at_a_comfyui_of_today_and_at_one_of_last_year(tmp_path: Path) -> None:
    for number, new in enumerate((True, False)):
        with bench(tmp_path / str(number), Service(new=new)) as at:
            assert at.comfy.lacks() == []


def test_a_workflow_waits_runs_and_is_done(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        first, second = at.sent(), at.sent(key=OTHER, prompt="Another.")
        assert [at.comfy.poll(remote) for remote in (first, second)] == [Waiting("running"), Waiting("queued")]
        at.service.clock.turn(20)
        assert isinstance(at.comfy.poll(first), Done)
        assert at.comfy.poll(second) == Waiting("running")


def test_a_workflow_that_was_made_before_is_made_again(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        at.done(at.sent())
        at.done(at.sent(key=OTHER))
        assert at.service.bill.count == 2
        assert at.service.bill.total == 40


def test_ones_own_machine_costs_nothing_and_a_rented_one_what_it_worked(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        assert comfyui.plugin.estimate(at.request()).high == Money(0, "USD")
        done = at.done(at.sent())
        assert (done.cost, done.used) == (Money(0, "USD"), Usage(Decimal(20), "second"))
    with bench(tmp_path / "rented", price="1.80", pace=30) as at:
        quoted = comfyui.plugin.estimate(at.request())
        assert (quoted.low, quoted.high) == (Money(15_000, "USD"), Money(45_000, "USD"))
        done = at.done(at.sent())
        assert done.cost == Money(10_000, "USD"), "20 seconds of an hour at 1.80"
        assert at.service.bill.total == 20


def test_where_something_wants_a_key_it_is_shown_with_every_call_and_never_told(tmp_path: Path) -> None:
    target = tmp_path / "raw.mp4"
    with bench(tmp_path, Service(key="sesame"), key="sesame") as at:
        fetched(at, "wan22-5b", target, citations=(at.picture(slot="first_frame"),))
    assert target.stat().st_size > 0
    assert "sesame" not in repr(at.settings)


def test_it_is_ready_once_its_address_is_known() -> None:
    assert "8188" in comfyui.ready(Settings())
    assert comfyui.ready(Settings(url="http://127.0.0.1:8188")) == ""


def test_a_lora_for_what_is_not_there_is_said_before_it_is_missed() -> None:
    def says(**lora: str) -> str:
        return comfyui.ready(Settings.model_validate({"url": "http://here", "loras": [{"name": "a", **lora}]}))

    assert says() == says(model="wan22-14b-text", on="high") == ""
    assert "no such workflow" in says(model="wan22")
    assert "takes one on: high, low" in says(model="wan22-14b-text", on="model")
    assert "takes one on: nowhere" in says(model="upscale-video")


@pytest.mark.parametrize("listed", ["gifs", "video", "images"])
def test_a_clip_is_found_in_whatever_list_a_node_puts_it(tmp_path: Path, listed: str) -> None:
    with bench(tmp_path) as at:
        at.service.faults.throw("listed", listed)
        assert parse_qs(at.done(at.sent()).output)["filename"] == [f"{KEY}_00001_.mp4"]
