"""What is sent to Ark, mode by mode and model by model; the pretend Ark refuses what the manual does not allow."""

import base64
import json
from collections.abc import Iterator
from contextlib import closing, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rushes.providers import ark
from rushes.providers.ark import Ark
from rushes.providers.base import Done, Makes, Model, Request
from rushes.providers.errors import Cause, ProviderFailure
from rushes.storage.disk import Disk
from tests.providers.ark_account import KEY, Account, Shelf, opened
from tests.simulators.ark import Service
from tests.simulators.kit import clip, sound

FILMED = clip(2.5, 960, 540)
SPOKEN = sound(3.0)


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    with opened(tmp_path_factory.mktemp("account")) as account:
        yield account


@pytest.fixture(scope="module")
def shelved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    """An account of a house whose files can be fetched."""
    folder = tmp_path_factory.mktemp("shelved")
    shelf = Shelf(Disk(folder / "blobs"))
    with shelf.standing(), opened(folder, relay=shelf) as account:
        yield account


def submitted(account: Account, request: Request) -> dict[str, Any]:
    """Order it, which Ark must take; gives what it was asked."""
    with account.ark() as connected:
        assert connected.refuses(request) == ""
        assert connected.submit(request, KEY).startswith("cgt-")
    return account.body


@pytest.mark.parametrize(
    ("model", "hours", "sent"),
    [
        ("seedance-2.0", 24, 86_400),
        ("seedance-2.0", 0.1, 3600),
        ("seedance-2.5", 100, 259_200),
        ("seedance-2.0-fast", 24, None),
        ("seedance-2.0-mini", 24, None),
    ],
)
def test_ark_gives_up_a_task_at_the_deadline_of_its_model_where_it_can_be_told(
    account: Account, model: str, hours: float, sent: int | None
) -> None:
    listed = tuple(replace(one, deadline=hours * 3600) for one in ark.CATALOGUE.models)
    with closing(Ark(account.stated, replace(account.house, models=listed))) as connected:
        connected.submit(account.request(model), KEY)

    assert account.body.get("execution_expires_after") == sent


def test_words_alone(account: Account) -> None:
    body = submitted(account, account.request(settings={"seed": 2**32 + 2**31 + 7}))

    assert body == {
        "model": "dreamina-seedance-2-0-260128",
        "content": [{"type": "text", "text": "A tape on a counter."}],
        "resolution": "720p",
        "ratio": "16:9",
        "duration": 5,
        "seed": 2**31 + 7,
        "watermark": False,
        "return_last_frame": True,
        "generate_audio": True,
        "execution_expires_after": 172_800,
    }


def test_the_seed_follows_from_what_is_asked_and_fits(account: Account) -> None:
    first, second = (submitted(account, account.request(attempt=attempt))["seed"] for attempt in (1, 2))
    assert first != second
    assert 0 <= first < 2**32


def test_without_sound_where_none_is_wanted_and_never_a_word_of_it_where_none_is_made(account: Account) -> None:
    assert submitted(account, account.request(settings={"audio": False}))["generate_audio"] is False
    assert "generate_audio" not in submitted(account, account.request("seedance-1.0-pro"))


@pytest.mark.parametrize(
    ("frames", "rate", "seconds"),
    [(48, "24", 4), (96, "24", 4), (97, "24", 5), (120, "24000/1001", 5), (125, "25", 5), (126, "25", 6)],
)
def test_the_fewest_whole_seconds_that_hold_the_shot(account: Account, frames: int, rate: str, seconds: int) -> None:
    assert submitted(account, account.request(frames=frames, rate=rate))["duration"] == seconds


@pytest.mark.parametrize(
    ("model", "width", "height", "resolution", "ratio"),
    [
        ("seedance-2.0", 128, 72, "480p", "16:9"),
        ("seedance-2.0", 854, 480, "480p", "16:9"),
        ("seedance-2.0", 1280, 720, "720p", "16:9"),
        ("seedance-2.0", 1920, 1080, "1080p", "16:9"),
        ("seedance-2.0", 1998, 1080, "1080p", "16:9"),
        ("seedance-2.0", 3840, 2160, "4k", "16:9"),
        ("seedance-2.0", 1080, 1920, "1080p", "9:16"),
        ("seedance-2.0", 2048, 858, "1080p", "21:9"),
        ("seedance-2.0", 960, 720, "720p", "4:3"),
        ("seedance-2.0", 720, 720, "720p", "1:1"),
        ("seedance-2.0-mini", 1920, 1080, "720p", "16:9"),
        ("seedance-2.5", 854, 480, "480p", "16:9"),
        ("seedance-1.0-pro", 1280, 720, "720p", "16:9"),
    ],
)
def test_the_smallest_resolution_that_holds_the_picture_in_the_nearest_ratio(
    account: Account, model: str, width: int, height: int, resolution: str, ratio: str
) -> None:
    body = submitted(account, account.request(model, width=width, height=height))
    assert (body["resolution"], body["ratio"]) == (resolution, ratio)


def test_a_resolution_that_is_named_is_taken(account: Account) -> None:
    assert submitted(account, account.request(settings={"resolution": "480p"}))["resolution"] == "480p"


def test_a_first_frame_goes_inside_the_request_where_nobody_can_fetch_it(account: Account) -> None:
    frame = account.image(slot="first_frame")
    content = submitted(account, account.request(citations=(frame,)))["content"]

    inside = base64.b64encode(account.house.blobs.read(frame.sha256)).decode()
    image = {"url": f"data:image/png;base64,{inside}"}
    assert content[1:] == [{"type": "image_url", "image_url": image, "role": "first_frame"}]


def test_first_and_last_frame(account: Account) -> None:
    frames = account.image(slot="first_frame"), account.image(700, slot="last_frame")
    body = submitted(account, account.request(citations=frames, settings={"mode": "first_last"}))
    assert [item.get("role") for item in body["content"]] == [None, "first_frame", "last_frame"]
    assert body["ratio"] == "16:9"


@pytest.mark.parametrize("slots", [("first_frame",), ("first_frame", "last_frame")])
def test_2_5_takes_its_ratio_from_the_frame(account: Account, slots: tuple[str, ...]) -> None:
    frames = tuple(account.image(slot=slot) for slot in slots)
    body = submitted(account, account.request("seedance-2.5", citations=frames))
    assert body["ratio"] == "adaptive"
    assert "omni_reference_task_type" not in body


def test_references_go_by_link_in_their_order_each_in_its_role(shelved: Account) -> None:
    cited = (
        shelved.image(ordinal=1),
        shelved.file(FILMED, "video", ordinal=1),
        shelved.file(SPOKEN, "audio", ordinal=1),
        shelved.image(700, ordinal=2),
    )
    said = "Image 1 walks to Image 2 as in Video 1, speaking as in Audio 1."
    content = submitted(shelved, shelved.request(citations=cited, prompt=said))["content"]

    assert [item.get("role") for item in content] == [
        None,
        "reference_image",
        "reference_video",
        "reference_audio",
        "reference_image",
    ]
    links = [item[item["type"]]["url"] for item in content[1:]]
    suffixes = (".png", ".mp4", ".wav", ".png")
    assert links == [shelved.relay.link(one.sha256, suffix) for one, suffix in zip(cited, suffixes, strict=True)]


def test_sound_goes_inside_the_request_where_nobody_can_fetch_it(account: Account) -> None:
    cited = account.image(), account.file(SPOKEN, "audio")
    content = submitted(account, account.request(citations=cited))["content"]
    assert content[2]["audio_url"]["url"].startswith("data:audio/wav;base64,")


def test_what_has_no_file_is_not_sent(account: Account) -> None:
    cited = account.image(sha256=""), account.image(sha256="", kind="audio")
    body = submitted(account, account.request(citations=cited, settings={"mode": "references"}))
    assert len(body["content"]) == 1


@pytest.mark.parametrize("mode", ["edit", "extend"])
def test_2_0_is_told_in_words_what_to_do_with_a_clip(shelved: Account, mode: str) -> None:
    cited = (shelved.file(FILMED, "video"),)
    body = submitted(shelved, shelved.request(citations=cited, settings={"mode": mode}))
    assert body["content"][0]["text"] == f"{mode.capitalize()} Video 1: A tape on a counter."
    assert (body["content"][1]["role"], body["duration"], body["ratio"]) == ("reference_video", 5, "16:9")

    said = "Replace the tape in Video 1."
    body = submitted(shelved, shelved.request(citations=cited, prompt=said, settings={"mode": mode}))
    assert body["content"][0]["text"] == said


@pytest.mark.parametrize(
    ("mode", "kind", "ratio", "seconds"),
    [("edit", "edit", "adaptive", -1), ("extend", "extend", "adaptive", 5), ("references", "reference", "16:9", 5)],
)
def test_2_5_is_told_the_kind_of_task(shelved: Account, mode: str, kind: str, ratio: str, seconds: int) -> None:
    cited = (shelved.file(FILMED, "video"),)
    body = submitted(shelved, shelved.request("seedance-2.5", citations=cited, settings={"mode": mode}))
    assert body["omni_reference_task_type"] == kind
    assert (body["ratio"], body["duration"], body["content"][0]["text"]) == (ratio, seconds, "A tape on a counter.")


def test_2_5_takes_sound_alone_and_thirty_pictures(account: Account) -> None:
    submitted(account, account.request("seedance-2.5", citations=(account.file(SPOKEN, "audio"),)))
    many = tuple(account.image(ordinal=number) for number in range(1, 31))
    assert len(submitted(account, account.request("seedance-2.5", citations=many))["content"]) == 31


def test_every_model_of_both_hosts_is_known_there_by_its_name(tmp_path: Path) -> None:
    for host in ark.Host:
        with opened(tmp_path, Service(host=host), settings={"host": host}) as account:
            with account.ark() as connected:
                taken = [connected.submit(usual(account, model), KEY) for model in ark.CATALOGUE.models]
            assert len(taken) == len(account.service.asked) == len(ark.CATALOGUE.models)


def usual(account: Account, model: Model) -> Request:
    """A request that a model takes."""
    if model.makes is Makes.IMAGE:
        return account.still(model=model.id)
    cited = () if "text" in model.modes else (account.image(slot="first_frame"),)
    return account.request(model.id, citations=cited)


def test_an_endpoint_of_the_account_stands_for_a_model(tmp_path: Path) -> None:
    service = Service(endpoints={"ep-20261126": "dreamina-seedance-2-0-260128"})
    with opened(tmp_path, service, settings={"endpoints": {"seedance-2.0": "ep-20261126"}}) as account:
        request = account.request()
        assert request.settings["endpoints"] == {"seedance-2.0": "ep-20261126"}
        with account.ark() as connected:
            done = account.made(connected, request)
        assert account.body["model"] == "ep-20261126"
        assert done.cost is not None


def test_it_is_told_where_to_call_back_if_there_is_an_address(tmp_path: Path) -> None:
    with opened(tmp_path, callback=lambda key: f"https://studio.example/hooks/{key}") as account:
        assert submitted(account, account.request())["callback_url"] == f"https://studio.example/hooks/{KEY}"


def test_a_picture_is_asked_for_in_a_size_the_model_makes(account: Account) -> None:
    cited = (account.image(), account.image(700, ordinal=2))
    for model, asked, size in (
        ("seedream-5.0", (1920, 1080), "2560x1440"),
        ("seedream-5.0", (3840, 2160), "3840x2160"),
        ("seedream-5.0", (128, 160), "1718x2148"),
        ("seedream-4.0", (1920, 1080), "1920x1080"),
        ("seedream-4.0", (4096, 4096), "4096x4096"),
        ("seedream-5.0-flash", (4096, 2304), "2866x1612"),
    ):
        with account.ark() as connected:
            request = account.still(model=model, width=asked[0], height=asked[1], citations=cited)
            assert connected.refuses(request) == ""
            connected.submit(request, KEY)
        assert account.body["size"] == size
        assert len(account.body["image"]) == 2
        assert account.body["watermark"] is False
        assert ("output_format" in account.body) == model.startswith("seedream-5")


def test_a_picture_is_kept_with_the_answer_and_fetched_by_its_link(account: Account, tmp_path: Path) -> None:
    with account.ark() as connected:
        remote = connected.submit(account.still(), KEY)
        done = connected.poll(remote)
        assert isinstance(done, Done)
        connected.fetch(account.still(), done, tmp_path / "raw.png")
    assert (str(done.cost), str(done.used)) == ("0.04 USD", "1 image")
    assert done.cost
    assert done.cost.micros == 35_000
    assert done.reported["size"] == "2560x1440"
    assert (tmp_path / "raw.png").read_bytes().startswith(b"\x89PNG")


def test_a_picture_may_take_longer_than_any_other_answer(account: Account) -> None:
    account.settings = {"seconds": 0.1, "picture_seconds": 5.0}
    account.service.faults.throw("slow", 0.3)
    try:
        with account.ark() as connected:
            assert isinstance(connected.poll(connected.submit(account.still(), KEY)), Done)
    finally:
        account.settings = {}


def test_a_picture_inside_the_answer_is_kept_with_it(account: Account, tmp_path: Path) -> None:
    """Ark is asked for a link; a server that stands in for it may give the picture itself."""
    inside = base64.b64encode(b"\x89PNG").decode()
    for content, kept in ((inside, b"\x89PNG"), ("no picture!", b"")):
        remote = account.house.blobs.put_bytes(json.dumps({"data": [{"b64_json": content}]}).encode())
        with account.ark() as connected:
            done = connected.poll(remote)
            assert isinstance(done, Done)
            with nullcontext() if kept else pytest.raises(ProviderFailure):
                connected.fetch(account.still(), done, tmp_path / "raw.png")
    assert (tmp_path / "raw.png").read_bytes() == b"\x89PNG"


def test_a_file_that_is_gone_stops_the_order_before_it_is_sent(account: Account) -> None:
    gone, before = account.image(sha256="0" * 64, slot="first_frame"), len(account.service.asked)
    with account.ark() as connected, pytest.raises(ProviderFailure) as failed:
        connected.submit(account.request(citations=(gone,)), KEY)
    assert (failed.value.cause, len(account.service.asked)) == (Cause.INPUT_FETCH, before)


def test_a_model_nobody_knows_is_refused_here(account: Account) -> None:
    with account.ark() as connected:
        assert connected.refuses(account.request("seedance-9")) == "Ark has no model seedance-9."
        with pytest.raises(ProviderFailure):
            connected.submit(account.request("seedance-9"), KEY)


def test_without_a_key_it_is_not_ready(tmp_path: Path) -> None:
    assert "`key`" in ark.ready(ark.Settings())
    assert ark.ready(ark.Settings.model_validate({"key": "sesame"})) == ""
    with opened(tmp_path) as account:
        connected = Ark(ark.Settings(), account.house)
        connected.close()
