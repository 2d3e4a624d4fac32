"""What the pretend Ark promises: its queue, links, records, webhooks and bill are those of the manual."""

import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI, Request, Response
from PIL import Image

from rushes.media.probe import probe
from tests.simulators.ark import Service, app
from tests.simulators.serving import served

TASKS = "/api/v3/contents/generations/tasks"
DAY = 24 * 3600
PATIENCE = 5.0


@contextmanager
def opened(service: Service) -> Iterator[httpx2.Client]:
    headers = {"Authorization": f"Bearer {service.key}"}
    with served(app(service)) as address, httpx2.Client(base_url=address, headers=headers, timeout=30) as client:
        yield client


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def client(service: Service) -> Iterator[httpx2.Client]:
    with opened(service) as client:
        yield client


def body(text: str = "A tape.", **fields: Any) -> dict[str, Any]:
    return {
        "model": "dreamina-seedance-2-0-260128",
        "content": [{"type": "text", "text": text}],
        "duration": 5,
    } | fields


def created(client: httpx2.Client, text: str = "A tape.", **fields: Any) -> str:
    answer = client.post(TASKS, json=body(text, **fields))
    assert answer.status_code == 200, answer.text
    return str(answer.json()["id"])


def status(client: httpx2.Client, id: str) -> str:
    return str(client.get(f"{TASKS}/{id}").json().get("status", "gone"))


def test_three_of_a_model_run_for_their_seconds_in_the_order_they_came(service: Service, client: httpx2.Client) -> None:
    ids = [created(client) for _ in range(5)]
    assert [status(client, id) for id in ids] == ["running"] * 3 + ["queued"] * 2
    service.clock.turn(3)
    assert [status(client, id) for id in ids] == ["succeeded"] * 3 + ["running"] * 2


@pytest.mark.parametrize(
    ("fields", "tokens"),
    [
        ({"resolution": "480p", "ratio": "16:9"}, 50_638),
        ({"resolution": "720p", "ratio": "16:9", "duration": 4}, 87_300),
        ({"resolution": "1080p", "ratio": "16:9"}, 245_025),
        ({"resolution": "4k", "ratio": "16:9", "duration": 15}, 2_924_100),
    ],
)
def test_a_task_is_billed_by_the_exact_formula(
    service: Service, client: httpx2.Client, fields: dict[str, Any], tokens: int
) -> None:
    id = created(client, **fields)
    service.clock.turn(3)
    assert client.get(f"{TASKS}/{id}").json()["usage"]["completion_tokens"] == tokens
    assert service.bill.count == 1


def test_a_link_is_good_for_get_for_a_day_and_for_nobody_who_changes_it(
    service: Service, client: httpx2.Client, tmp_path: Path
) -> None:
    id = created(client, ratio="9:16", return_last_frame=True)
    service.clock.turn(3)
    links = client.get(f"{TASKS}/{id}").json()["content"]
    got = httpx2.get(links["video_url"])
    (tmp_path / "clip.mp4").write_bytes(got.content)
    video = probe(tmp_path / "clip.mp4").video
    assert video
    assert (video.width, video.height, video.frames) == (128, 228, 121)
    assert Image.open(io.BytesIO(httpx2.get(links["last_frame_url"]).content)).size == (128, 228)

    assert httpx2.head(links["video_url"]).status_code == 403
    assert httpx2.get(links["video_url"].replace("X-Tos-Date=1", "X-Tos-Date=2")).status_code == 403
    service.clock.turn(DAY)
    assert httpx2.get(links["video_url"]).status_code == 403
    assert client.get(f"{TASKS}/{id}").json()["content"] == {}


def test_a_clip_of_true_size(tmp_path: Path) -> None:
    service = Service(true_size=True, latency=0)
    with opened(service) as client:
        id = created(client, resolution="480p", ratio="1:1", duration=4)
        content = httpx2.get(client.get(f"{TASKS}/{id}").json()["content"]["video_url"]).content
    (tmp_path / "clip.mp4").write_bytes(content)
    video = probe(tmp_path / "clip.mp4").video
    assert video
    assert (video.width, video.height) == (640, 640)


def test_what_waits_is_cancelled_what_runs_goes_on_and_what_is_over_is_deleted(
    service: Service, client: httpx2.Client
) -> None:
    first, _, _, waiting = (created(client) for _ in range(4))
    assert client.delete(f"{TASKS}/{first}").json()["error"]["code"] == "OperationDenied.InvalidState"
    assert client.delete(f"{TASKS}/{waiting}").json() == {}
    assert status(client, waiting) == "cancelled"
    assert client.delete(f"{TASKS}/{waiting}").status_code == 403
    service.clock.turn(3)
    assert client.delete(f"{TASKS}/{first}").json() == {}
    assert client.get(f"{TASKS}/{first}").status_code == 404
    service.clock.turn(DAY + 1)
    assert status(client, waiting) == "gone"
    assert service.bill.count == 3


def test_the_list_has_the_newest_first_by_page_by_ids_and_by_status(service: Service, client: httpx2.Client) -> None:
    ids = [created(client) for _ in range(5)]
    page = client.get(TASKS, params={"page_num": 2, "page_size": 2}).json()
    assert (page["total"], [row["id"] for row in page["items"]]) == (5, [ids[2], ids[1]])
    assert "seed" not in page["items"][0]
    some = client.get(TASKS, params=[("filter.task_ids", ids[0]), ("filter.task_ids", ids[4])]).json()
    assert {row["id"] for row in some["items"]} == {ids[0], ids[4]}
    assert client.get(TASKS, params={"filter.status": "queued"}).json()["total"] == 2
    assert client.get(TASKS, params={"page_size": 501}).status_code == 400
    service.clock.turn(7 * DAY + 1)
    assert client.get(TASKS).json() == {"total": 0, "items": []}


def test_what_is_not_done_in_its_time_expires_and_frees_its_place(service: Service, client: httpx2.Client) -> None:
    service.limit = 1
    service.latency = 5000
    first, second = created(client), created(client, execution_expires_after=3600)
    service.clock.turn(3601)
    assert (status(client, first), status(client, second)) == ("running", "expired")
    service.clock.turn(5000)
    assert (status(client, first), status(client, second), service.bill.count) == ("succeeded", "expired", 1)


URL = {"url": "https://there.example/a"}
FIRST = {"type": "image_url", "image_url": URL, "role": "first_frame"}
LAST = {"type": "image_url", "image_url": URL, "role": "last_frame"}
REFERENCE = {"type": "image_url", "image_url": URL, "role": "reference_image"}
FILMED = {"type": "video_url", "video_url": URL, "role": "reference_video"}
SPOKEN = {"type": "audio_url", "audio_url": URL, "role": "reference_audio"}
INSIDE = {"type": "video_url", "video_url": {"url": "data:video/mp4;base64,AAAA"}, "role": "reference_video"}
WORDS = {"type": "text", "text": "Extend Video 1."}
NEW, OLD = "dreamina-seedance-2-5-260628", "seedance-1-0-pro-250528"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"model": "seedance-2-0"}, "InvalidEndpointOrModel.NotFound"),
        ({"model": "doubao-seedance-2-0-260128"}, "InvalidEndpointOrModel.NotFound"),
        ({"model": None}, "MissingParameter.model"),
        ({"content": []}, "MissingParameter.content"),
        ({"fps": 25}, "InvalidParameter.UnsupportedParameter"),
        ({"camera_fixed": True}, "InvalidParameter.UnsupportedParameter"),
        ({"service_tier": "flex"}, "InvalidParameter"),
        ({"resolution": "8k"}, "InvalidParameter"),
        ({"ratio": "5:4"}, "InvalidParameter"),
        ({"duration": 3}, "InvalidParameter"),
        ({"duration": 16}, "InvalidParameter"),
        ({"duration": 4.5}, "InvalidParameter"),
        ({"seed": 2**32}, "InvalidParameter"),
        ({"callback_url": "studio"}, "InvalidParameter"),
        ({"content": [FIRST, REFERENCE]}, "InvalidParameter"),
        ({"content": [LAST]}, "InvalidParameter"),
        ({"content": [REFERENCE] * 10}, "InvalidParameter"),
        ({"content": [FILMED] * 4}, "InvalidParameter"),
        ({"content": [SPOKEN]}, "InvalidParameter"),
        ({"content": [INSIDE]}, "InvalidParameter"),
        ({"model": OLD, "content": [REFERENCE]}, "InvalidParameter"),
        ({"model": OLD, "duration": -1}, "InvalidParameter"),
        ({"model": OLD, "generate_audio": True}, "InvalidParameter.UnsupportedParameter"),
        ({"omni_reference_task_type": "edit"}, "InvalidParameter.UnsupportedParameter"),
        ({"model": NEW, "content": [FIRST], "ratio": "16:9"}, "InvalidParameter.TaskTypeConstraint"),
        (
            {"model": NEW, "content": [FILMED], "omni_reference_task_type": "edit"},
            "InvalidParameter.TaskTypeConstraint",
        ),
        (
            {"model": NEW, "content": [FILMED], "omni_reference_task_type": "extend", "ratio": "16:9"},
            "InvalidParameter.TaskTypeConstraint",
        ),
    ],
)
def test_what_the_manual_does_not_allow_is_refused(
    service: Service, client: httpx2.Client, asked: dict[str, Any], code: str
) -> None:
    answer = client.post(TASKS, json=body(**asked))
    assert answer.json()["error"]["code"] == code
    assert service.tasks == {}


@pytest.mark.parametrize(
    "asked",
    [
        {"content": [FIRST, LAST]},
        {"content": [REFERENCE] * 9 + [FILMED] * 3 + [SPOKEN] * 3},
        {"duration": -1},
        {"model": NEW, "content": [SPOKEN]},
        {"model": NEW, "content": [FILMED], "omni_reference_task_type": "edit", "ratio": "adaptive", "duration": -1},
        {"model": OLD, "frames": 29, "duration": None},
    ],
)
def test_what_it_allows_is_taken(client: httpx2.Client, asked: dict[str, Any]) -> None:
    whole = {key: value for key, value in body(**asked).items() if value is not None}
    assert client.post(TASKS, json=whole).status_code == 200


def test_left_to_itself_2_5_finds_out_late_what_it_is_to_do(service: Service, client: httpx2.Client) -> None:
    id = created(client, model=NEW, content=[WORDS, FILMED], ratio="16:9")
    service.clock.turn(3)
    task = client.get(f"{TASKS}/{id}").json()
    assert (task["status"], task["error"]["code"]) == ("failed", "InvalidParameter.TaskTypeConstraint")
    assert service.bill.count == 0


def test_a_wrong_key_and_a_closed_model(service: Service, client: httpx2.Client) -> None:
    assert client.get(TASKS, headers={"Authorization": "Bearer other"}).status_code == 401
    service.closed = {"dreamina-seedance-2-0-260128"}
    answer = client.post(TASKS, json=body())
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "ModelNotOpen")


class Hook:
    """A studio's address for webhooks: what came, and how often it is to fail first."""

    def __init__(self, failing: int = 0) -> None:
        self.came: list[dict[str, Any]] = []
        self.failing = failing

    def app(self) -> FastAPI:
        made = FastAPI()

        @made.post("/")
        async def take(request: Request) -> Response:
            if self.failing:
                self.failing -= 1
                return Response(status_code=503)
            self.came.append(await request.json())
            return Response()

        return made

    def statuses(self, many: int) -> list[str]:
        """The statuses that came, once there are so many."""
        until = time.monotonic() + PATIENCE
        while len(self.came) < many and time.monotonic() < until:
            time.sleep(0.01)
        return [task["status"] for task in self.came]


@pytest.mark.parametrize(
    ("fault", "statuses"),
    [
        ("", ["queued", "running", "succeeded"]),
        ("lost", ["running", "succeeded"]),
        ("twice", ["queued", "queued", "running", "succeeded"]),
        ("reversed", ["succeeded", "running", "queued"]),
    ],
)
def test_every_change_is_told_to_the_webhook(
    service: Service, client: httpx2.Client, fault: str, statuses: list[str]
) -> None:
    hook = Hook(failing=3)
    if fault:
        service.faults.throw(fault)
    with served(hook.app()) as address:
        id = created(client, callback_url=f"{address}/")
        service.clock.turn(3)
        assert hook.statuses(len(statuses)) == statuses
    assert {task["id"] for task in hook.came} == {id}
    assert "usage" in next(task for task in hook.came if task["status"] == "succeeded")


def test_five_hundred_are_kept_without_effort(service: Service, client: httpx2.Client) -> None:
    ids = [created(client) for _ in range(500)]
    before = time.monotonic()
    for _ in range(10):
        service.clock.turn(30)
        for start in range(0, 500, 100):
            asked = [("filter.task_ids", id) for id in ids[start : start + 100]]
            assert client.get(TASKS, params=[("page_size", "100"), *asked]).json()["total"] == 100
    assert time.monotonic() - before < 10
    assert service.bill.count == 300


def test_pictures_come_by_link_or_inside_and_may_fail_one_by_one(service: Service, client: httpx2.Client) -> None:
    pictures = "/api/v3/images/generations"
    asked = {"model": "seedream-5-0-260128", "prompt": "A tape.", "size": "2560x1440"}
    link = client.post(pictures, json=asked).json()
    assert link["usage"] == {"generated_images": 1, "output_tokens": 14_400, "total_tokens": 14_400}
    assert Image.open(io.BytesIO(httpx2.get(link["data"][0]["url"]).content)).format == "JPEG"
    assert "b64_json" in client.post(pictures, json=asked | {"response_format": "b64_json"}).json()["data"][0]
    late = client.post(pictures, json=asked | {"prompt": "[[fail:OutputImageSensitiveContentDetected]]"}).json()
    assert late["data"][0]["error"]["code"] == "OutputImageSensitiveContentDetected"
    assert client.post(pictures, json=asked | {"size": "1280x720"}).status_code == 400
    assert client.post(pictures, json=asked | {"n": 2}).status_code == 400
    assert service.bill.total == pytest.approx(0.07)
