"""The code in docs/recipes/ works as it stands and keeps the promises of its kind."""

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import URL

from rushes.cli import run
from rushes.craft.prompting.compiled import Compiled
from rushes.craft.prompting.intent import Mode
from rushes.craft.prompting.surface import Surface
from rushes.craft.timeline.cut import Cut
from rushes.db.session import connect, transaction
from rushes.delivery.rules import Format, file_name
from rushes.generation import service as generation
from rushes.governance import service as governance
from rushes.kernel.timecode import Rate
from rushes.media import testcard
from rushes.media.probe import check_importable, probe
from rushes.projects import service as projects
from rushes.providers.base import House, Sent, Spec, Trace
from rushes.providers.errors import Ambiguous, Cause, NotNow, ProviderFailure
from rushes.quality import run as quality
from rushes.quality.check import Check
from rushes.quality.clip import Clip
from rushes.quality.rules import Outcome
from rushes.storage.disk import Disk
from rushes.takes import service as takes
from tests.contracts import test_checks, test_providers, test_surfaces
from tests.craft.prompting.shots import SHOTS, intent
from tests.craft.timeline.films import side_b

RECIPES = Path(__file__).parents[2] / "docs" / "recipes"
ROOT = Path(__file__).parents[2]


def code(recipe: str) -> str:
    """The one file a recipe shows."""
    (found,) = re.findall(r"```python\n(.*?)```", (RECIPES / f"{recipe}.md").read_text(encoding="utf-8"), re.DOTALL)
    return str(found)


def plugin(recipe: str) -> Any:
    """What that file says it is."""
    module = ModuleType(f"recipe_{recipe}")
    sys.modules[module.__name__] = module
    exec(compile(code(recipe), f"{recipe}.md", "exec"), vars(module))
    return module.plugin


@pytest.mark.parametrize("recipe", sorted(path.stem for path in RECIPES.glob("*.md")))
def test_the_code_of_a_recipe_is_in_the_house_style(recipe: str, tmp_path: Path) -> None:
    (tmp_path / "recipe.py").write_text(code(recipe), encoding="utf-8")
    ruff = [str(Path(sys.executable).parent / "ruff"), "--config", str(ROOT / "pyproject.toml")]
    for asked in (["check", "--no-cache"], ["format", "--check", "--no-cache"]):
        told = subprocess.run(
            [ruff[0], *asked, *ruff[1:], tmp_path / "recipe.py"], capture_output=True, text=True, check=False
        )
        assert told.returncode == 0, told.stdout


def test_the_format_of_the_recipe_writes_a_cut() -> None:
    format: Format = plugin("format")
    assert format.write(side_b()).decode().splitlines()[:2] == ["Side B", "001  01:00:00:00    144  S01-SH02-T01"]
    assert format.write(Cut("x", Rate.of(24), ())) == b"x\n"
    assert file_name(format, side_b()) == "Side_B_24fps.txt"


def test_the_check_of_the_recipe_keeps_every_promise_of_a_check(tmp_path: Path) -> None:
    check: Check = plugin("check")
    test_checks.test_it_passes_its_passing_clip(check, tmp_path)
    test_checks.test_it_fails_its_failing_clip_and_names_the_frames(check, tmp_path)
    test_checks.test_it_asks_nothing_that_was_not_asked(check, tmp_path)
    test_checks.test_its_title_is_short_and_its_id_a_name(check)
    for hostile in test_checks.HOSTILE.values():
        test_checks.test_it_answers_a_hostile_file_with_a_sentence(check, hostile, tmp_path)
        (tmp_path / "take.mp4").unlink(missing_ok=True)
    testcard.grey(tmp_path / "take.mp4", [255] * 30)
    assert quality.ask(check, Clip(tmp_path / "take.mp4"), check.sample).outcome is Outcome.FAILED


@pytest.mark.parametrize("shot", SHOTS)
def test_the_surface_of_the_recipe_keeps_every_promise_of_a_surface(shot: str) -> None:
    surface: Surface = plugin("surface")
    told = test_surfaces.asked(surface, intent(shot, surface))
    assert isinstance(told, Compiled)
    test_surfaces.keeps_its_word(surface, told)
    test_surfaces.test_its_facts_have_a_date_and_it_can_be_chosen(surface)
    test_surfaces.test_every_line_is_said_to_the_letter(surface, shot)
    test_surfaces.test_its_named_parts_are_the_whole_prompt(surface, shot)
    test_surfaces.test_where_a_picture_begins_the_shot_nobody_is_described_or_named(surface, Mode.FIRST_FRAME, shot)


class Service(BaseHTTPRequestHandler):
    """Lumen as its manual has it: clips by id, found by reference; a card at each address."""

    ordered: dict[str, dict[str, Any]]
    clips: Path
    status = 200

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert self.headers["Authorization"] == "Bearer secret"
        if self.status == 200:
            self.ordered[f"c{len(self.ordered)}"] = asked
        self._say({"id": f"c{len(self.ordered) - 1}"})

    def do_GET(self) -> None:
        id = self.path.rpartition("/")[2]
        if id in self.ordered:
            asked = self.ordered[id]
            path = self.clips / f"{id}.mp4"
            testcard.clip(path, asked["frames"], size=tuple(asked["size"]), rate=Rate.of(asked["fps"]))
            self._say({"status": "ready", "url": f"{self._home()}/files/{id}.mp4", "charged_usd": 0.05})
        elif id.endswith(".mp4"):
            self._send((self.clips / id).read_bytes())
        else:
            reference = id.partition("reference=")[2]
            known = [{"id": id} for id, asked in self.ordered.items() if asked["reference"] == reference]
            self._say({"clips": known})

    def log_message(self, format: str, *args: object) -> None:
        """Silence."""

    def _home(self) -> str:
        return f"http://{self.headers['Host']}"

    def _say(self, said: object) -> None:
        self._send(json.dumps(said).encode())

    def _send(self, content: bytes) -> None:
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[tuple[type[Service], str]]:
    """The service, running, and its address."""
    kind = type("Running", (Service,), {"ordered": {}, "clips": tmp_path})
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield kind, f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(Disk(tmp_path / "blobs"), tmp_path / "scratch", 1)


def test_the_provider_of_the_recipe_keeps_the_promises_of_its_card(house: House) -> None:
    spec: Spec[Any] = plugin("provider")
    test_providers.test_its_card_can_be_read_without_a_key(spec)
    test_providers.test_its_models_say_what_they_make_and_within_which_limits(spec)
    test_providers.test_its_settings_have_defaults_and_can_be_drawn_as_a_form(spec)
    test_providers.test_connected_it_answers_every_call_and_may_be_closed_unused(spec, house)
    test_providers.test_it_says_what_an_order_costs_before_it_is_sent(spec, house)
    test_providers.test_the_same_request_has_the_same_digest_and_any_change_another(spec, house)


def test_the_provider_of_the_recipe_delivers_and_finds_its_order_again(
    service: tuple[type[Service], str], house: House, tmp_path: Path
) -> None:
    spec: Spec[Any] = plugin("provider")
    settings = spec.settings(url=service[1], key=SecretStr("secret"))
    asked = test_providers.delivered(spec, house, tmp_path / "raw.mp4", settings)
    assert check_importable(probe(tmp_path / "raw.mp4"), tmp_path / "raw.mp4").frames == asked.frames
    with test_providers.connected(spec, house, settings) as provider:
        sent = Sent(test_providers.KEY, asked, datetime.now(UTC))
        assert provider.find(sent) == "c0"
        assert provider.find(replace(sent, key="another")) is Trace.ABSENT


def test_a_new_provider_is_one_file_that_is_found_listed_and_ordered_from(
    service: tuple[type[Service], str],
    own_url: URL,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Installed as a package of somebody's own; no file of ours knows of it."""
    _install(tmp_path / "elsewhere", monkeypatch)
    monkeypatch.setenv("RUSHES_DATABASE__URL", own_url.render_as_string(hide_password=False))
    monkeypatch.setenv("RUSHES_DATA", str(tmp_path / "data"))

    def said(*words: str, code: int = 0) -> Any:
        assert run(["providers", *words, "--json"]) == code
        return json.loads(capsys.readouterr().out or "null")

    def lacks() -> list[str]:
        return [one["lacks"] for one in said() if one["id"] == "lumen"]

    assert lacks() == ["Set `key` under [providers.lumen] in rushes.toml."]
    said("test", "lumen", code=1)
    monkeypatch.setenv("RUSHES_PROVIDERS__LUMEN__URL", service[1])
    monkeypatch.setenv("RUSHES_PROVIDERS__LUMEN__KEY", "secret")
    assert lacks() == [""]

    tried = said("test", "lumen", "--cap", "1.00")

    assert (tried["state"], tried["remote"], tried["cost"]) == ("done", "c0", "0.05 USD")
    assert tried["delivered"]["frames"] >= tried["asked"]["frames"]
    assert len(service[0].ordered) == 1
    bound = connect(own_url)
    with transaction(bound) as session:
        (project,) = [one for one in projects.every(session) if one.title == "Trial of Lumen"]
        balance = governance.balance(session, project.id)
        (order,) = generation.of_project(session, project.id)
        (take,) = takes.many_by_order(session, [order.id])
    bound.dispose()
    assert (str(balance.spent), str(balance.reserved)) == ("0.05 USD", "0.00 USD")
    assert (take.code, order.state, service[0].ordered["c0"]["reference"]) == (tried["take"], "done", str(order.id))


def _install(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file of the recipe, as a package that somebody installed."""
    info = place / "lumen_for_rushes-1.0.dist-info"
    info.mkdir(parents=True)
    (place / "lumen_for_rushes.py").write_text(code("provider"), encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: lumen-for-rushes\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[rushes.providers]\nlumen = lumen_for_rushes:plugin\n")
    monkeypatch.syspath_prepend(str(place))
    monkeypatch.setitem(sys.modules, "lumen_for_rushes", ModuleType("lumen_for_rushes"))  # forgotten after the test
    del sys.modules["lumen_for_rushes"]


@pytest.mark.parametrize("status", [401, 402, 422])
def test_a_refusal_of_the_service_has_a_cause(service: tuple[type[Service], str], house: House, status: int) -> None:
    spec: Spec[Any] = plugin("provider")
    service[0].status = status
    settings = spec.settings(url=service[1], key=SecretStr("secret"))
    asked = test_providers.small(spec, house)
    with test_providers.connected(spec, house, settings) as provider, pytest.raises(ProviderFailure) as refused:
        provider.submit(asked, test_providers.KEY)
    assert refused.value.cause in set(Cause) - {Cause.PROVIDER_FAULT}
    assert "secret" not in f"{refused.value} {refused.value.raw}"


def test_a_service_that_breaks_leaves_the_order_unknown_and_one_that_is_busy_or_away_does_not(
    service: tuple[type[Service], str], house: House
) -> None:
    spec: Spec[Any] = plugin("provider")
    asked = test_providers.small(spec, house)
    for url, status, left in (
        (service[1], 500, Ambiguous),
        (service[1], 429, NotNow),
        ("http://127.0.0.1:1", 0, NotNow),
    ):
        service[0].status = status
        settings = spec.settings(url=url, key=SecretStr("secret"))
        with test_providers.connected(spec, house, settings) as provider, pytest.raises(left):
            provider.submit(asked, test_providers.KEY)
