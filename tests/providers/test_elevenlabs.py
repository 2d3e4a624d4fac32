"""ElevenLabs against its simulator: what goes over the line for speech, dialogue, effects and music, and what comes."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import c2pa
import pytest

from rushes.kernel.money import Money
from rushes.media.probe import probe
from rushes.providers import elevenlabs
from rushes.providers.base import Done, House, Makes, Request, Sent, Trace
from rushes.providers.elevenlabs import ElevenLabs, Settings
from rushes.providers.errors import Cause, NotNow, ProviderFailure
from rushes.providers.pricing import Usage
from rushes.storage.disk import Disk
from tests.simulators.elevenlabs import Service, app
from tests.simulators.serving import served

WREN = {"speaker": "CH-WREN", "voice": "", "language": "en-GB", "delivery": "(whispering)", "seconds": 2.0}


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def address(service: Service) -> Iterator[str]:
    with served(app(service)) as url:
        yield url


def stated(address: str = "http://127.0.0.1:9", **fields: Any) -> Settings:
    known = {"url": address, "key": "sesame", "voices": {"CH-WREN": "voice-wren", "CH-LUDO": "voice-ludo"}}
    return Settings.model_validate(known | fields)


def asked(makes: Makes, prompt: str, settings: Settings | None = None, **more: Any) -> Request:
    """A request as the studio composes it, for the first model of its kind."""
    model = elevenlabs.plugin.making(makes)
    assert model
    own = elevenlabs.plugin.asks(settings or stated())
    request = Request(model.id, prompt, 0, "24", 0, 0, 1, settings=own, plan=more.pop("plan", {}), makes=makes)
    return replace(request, **more)


def connected(settings: Settings, tmp_path: Path) -> ElevenLabs:
    made = elevenlabs.plugin.connect(settings, House(Disk(tmp_path / "blobs"), tmp_path, 1))
    assert isinstance(made, ElevenLabs)
    return made


def delivered(settings: Settings, request: Request, tmp_path: Path) -> tuple[Done, Path]:
    """Order and bring home: what is done, and the sound."""
    made, target = connected(settings, tmp_path), tmp_path / "raw"
    try:
        assert made.refuses(request) == ""
        done = made.poll(made.submit(request, "key"))
        assert isinstance(done, Done)
        made.fetch(request, done, target)
    finally:
        made.close()
    return done, target


def test_a_line_comes_with_the_time_of_every_word_and_what_it_took(
    service: Service, address: str, tmp_path: Path
) -> None:
    request = asked(Makes.SPEECH, "Play it again.", stated(address), plan=WREN)
    done, target = delivered(stated(address), request, tmp_path)
    (sent,) = service.asked
    assert sent["path"] == "/v1/text-to-speech/voice-wren/with-timestamps"
    assert sent["query"] == {"output_format": "mp3_44100_128"}
    assert sent["body"] == {
        "text": "[whispering] Play it again.",
        "model_id": "eleven_v3",
        "language_code": "en",
        "seed": request.seed % 2**32,
    }
    assert [word["word"] for word in done.reported["alignment"]] == ["Play", "it", "again."]
    assert done.reported["alignment"][0]["start"] == pytest.approx(13 * 0.06)
    assert done.reported["alignment"][2]["end"] == pytest.approx(27 * 0.06)
    assert "".join(done.reported["characters"]["characters"]) == "[whispering] Play it again."
    assert (done.used, done.cost) == (Usage(Decimal(27), "credit"), Money(5400, "USD"))
    assert done.cost == elevenlabs.plugin.estimate(request).high
    assert service.bill.total == 27
    found = probe(target).audio
    assert found is not None
    assert (found.codec, found.rate) == ("mp3", 44100)
    json.dumps(dict(done.reported), allow_nan=False)


def test_a_model_without_tags_is_told_the_words_around_instead(service: Service, address: str, tmp_path: Path) -> None:
    plan = WREN | {"before": "Who sent it?", "after": ""}
    request = asked(Makes.SPEECH, "Play it [again].", stated(address), plan=plan, model="eleven_multilingual_v2")
    done, _ = delivered(stated(address), request, tmp_path)
    body = service.asked[0]["body"]
    assert (body["text"], body["previous_text"]) == ("Play it [again].", "Who sent it?")
    assert not {"language_code", "next_text"} & set(body)
    assert [word["word"] for word in done.reported["alignment"]] == ["Play", "it", "[again]."]


def test_a_fast_model_takes_half_the_credits(service: Service, address: str, tmp_path: Path) -> None:
    request = asked(Makes.SPEECH, "Play it again." * 2, stated(address), plan=WREN, model="eleven_flash_v2_5")
    done, _ = delivered(stated(address), request, tmp_path)
    assert done.used == Usage(Decimal(14), "credit")
    assert elevenlabs.plugin.estimate(request).used == (Usage(Decimal(14), "credit"),) * 2
    assert service.asked[0]["body"]["language_code"] == "en"


def test_a_voice_is_that_of_the_line_then_of_the_speaker_then_the_usual_one(
    service: Service, address: str, tmp_path: Path
) -> None:
    settings = stated(address, voice="voice-narrator")
    for voice, speaker in (("voice-ludo", "CH-WREN"), ("", "CH-WREN"), ("", "CH-NOBODY")):
        delivered(settings, asked(Makes.SPEECH, "Yes.", settings, plan={"voice": voice, "speaker": speaker}), tmp_path)
    voices = [sent["path"].split("/")[3] for sent in service.asked]
    assert voices == ["voice-ludo", "voice-wren", "voice-narrator"]


def test_a_voice_id_cannot_lead_elsewhere(service: Service, address: str, tmp_path: Path) -> None:
    request = asked(Makes.SPEECH, "Yes.", stated(address), plan={"voice": "../v1/music?x="})
    with pytest.raises(ProviderFailure):
        delivered(stated(address), request, tmp_path)
    assert service.bill.count == 0
    assert all(sent["path"] != "/v1/music" for sent in service.asked)


def test_several_lines_are_one_dialogue_and_each_knows_its_voice(
    service: Service, address: str, tmp_path: Path
) -> None:
    lines = [
        {"speaker": "CH-WREN", "text": "Who sent it?", "delivery": "curious"},
        {"speaker": "CH-LUDO", "text": "You did.", "delivery": ""},
    ]
    request = asked(Makes.SPEECH, "Who sent it? You did.", stated(address), plan={"lines": lines})
    done, _ = delivered(stated(address), request, tmp_path)
    (sent,) = service.asked
    assert sent["path"] == "/v1/text-to-dialogue/with-timestamps"
    assert sent["body"]["inputs"] == [
        {"text": "[curious] Who sent it?", "voice_id": "voice-wren"},
        {"text": "You did.", "voice_id": "voice-ludo"},
    ]
    assert [word["word"] for word in done.reported["alignment"]] == ["Who", "sent", "it?", "You", "did."]
    assert [(each["line"], each["voice"]) for each in done.reported["segments"]] == [
        (0, "voice-wren"),
        (1, "voice-ludo"),
    ]


def test_sound_comes_as_the_settings_want_it(service: Service, address: str, tmp_path: Path) -> None:
    settings = stated(address, format="wav_48000")
    _, target = delivered(settings, asked(Makes.SPEECH, "Yes.", settings, plan=WREN), tmp_path)
    found = probe(target).audio
    assert found is not None
    assert (found.codec, found.rate) == ("pcm_s16le", 48000)
    service.tier = "creator"
    with pytest.raises(ProviderFailure) as caught:
        delivered(settings, asked(Makes.SPEECH, "Yes.", settings, plan=WREN), tmp_path)
    assert caught.value.cause is Cause.MODEL_NOT_OPEN
    assert "`format`" in caught.value.then


@pytest.mark.parametrize(
    ("plan", "seconds"),
    [
        ({"seconds": 2.5}, 2.5),
        ({"seconds": 0.2}, 0.5),
        ({"seconds": 95.0, "loop": True}, 30.0),
    ],
)
def test_an_effect_is_asked_for_no_shorter_and_a_loop_no_longer_than_there_is(
    service: Service, address: str, tmp_path: Path, plan: dict[str, Any], seconds: float
) -> None:
    request = asked(Makes.EFFECT, "A tape deck door.", stated(address), plan=plan)
    done, target = delivered(stated(address), request, tmp_path)
    (sent,) = service.asked
    assert sent["path"] == "/v1/sound-generation"
    assert sent["body"] == {
        "text": "A tape deck door.",
        "model_id": "eleven_text_to_sound_v2",
        "duration_seconds": seconds,
        "loop": bool(plan.get("loop")),
    }
    assert done.used == Usage(Decimal(str(40 * seconds)).quantize(Decimal(1)), "credit")
    assert elevenlabs.plugin.estimate(request).high == done.cost
    assert probe(target).seconds == pytest.approx(seconds, abs=0.1)


def score(*seconds: float, **more: Any) -> dict[str, Any]:
    """A plan of music in sections of these lengths."""
    sections = [
        {"name": f"Cue {number}", "seconds": length, "styles": ["low strings"], "avoid": ["drums"]}
        for number, length in enumerate(seconds, 1)
    ]
    return {"seconds": sum(seconds), "sections": sections, "avoid": ["brass"], "instrumental": True} | more


def test_music_follows_its_sections_and_carries_the_services_seal(
    service: Service, address: str, tmp_path: Path
) -> None:
    request = asked(Makes.MUSIC, "Uneasy, slow.", stated(address), plan=score(4.0, 3.5))
    done, target = delivered(stated(address), request, tmp_path)
    (sent,) = service.asked
    assert sent["query"] == {"output_format": "auto"}
    body = sent["body"]
    assert (body["model_id"], body["sign_with_c2pa"], body["seed"]) == ("music_v2", True, request.seed % 2**32)
    assert body["composition_plan"]["chunks"] == [
        {
            "text": "[Cue 1]",
            "duration_ms": 4000,
            "positive_styles": ["Uneasy, slow.", "low strings"],
            "negative_styles": ["brass", "vocals", "drums"],
        },
        {
            "text": "[Cue 2]",
            "duration_ms": 3500,
            "positive_styles": ["low strings"],
            "negative_styles": ["brass", "vocals", "drums"],
        },
    ]
    assert not {"prompt", "music_length_ms", "force_instrumental", "respect_sections_durations"} & set(body)
    assert probe(target).seconds == pytest.approx(7.5, abs=0.1)
    assert (done.used, done.cost) == (Usage(Decimal(375), "credit"), None), "music is billed by the minute"
    with c2pa.Reader("audio/mpeg", io.BytesIO(target.read_bytes())) as reader:
        assert "ElevenLabs" in reader.json()


def test_the_older_model_of_music_has_another_shape_of_plan(service: Service, address: str, tmp_path: Path) -> None:
    plan = score(4.0, instrumental=False)
    delivered(stated(address), asked(Makes.MUSIC, "Slow.", stated(address), plan=plan, model="music_v1"), tmp_path)
    body = service.asked[0]["body"]
    assert body["respect_sections_durations"] is True
    assert body["composition_plan"] == {
        "positive_global_styles": ["Slow."],
        "negative_global_styles": ["brass"],
        "sections": [
            {
                "section_name": "Cue 1",
                "positive_local_styles": ["low strings"],
                "negative_local_styles": ["drums"],
                "duration_ms": 4000,
                "lines": [],
            }
        ],
    }


def test_music_without_sections_is_asked_for_by_its_brief(service: Service, address: str, tmp_path: Path) -> None:
    plan = {"seconds": 1.5, "sections": [], "instrumental": True}
    delivered(stated(address), asked(Makes.MUSIC, "Uneasy.", stated(address), plan=plan), tmp_path)
    assert service.asked[0]["body"] == {
        "model_id": "music_v2",
        "sign_with_c2pa": True,
        "prompt": "Uneasy.",
        "music_length_ms": 3000,
        "force_instrumental": True,
    }


def test_the_plan_that_is_set_says_what_credits_and_minutes_cost() -> None:
    settings = stated(credit_price="0.11", minute_price="0.30")
    line = elevenlabs.plugin.estimate(asked(Makes.SPEECH, "x" * 1000, settings, plan={"voice": "v"}))
    assert line.high == Money.of("0.11", "USD")
    music = elevenlabs.plugin.estimate(asked(Makes.MUSIC, "Slow.", settings, plan=score(90.0)))
    assert (music.high, music.used) == (Money.of("0.45", "USD"), (Usage(Decimal("90.0"), "second"),) * 2)
    usual = elevenlabs.plugin.estimate(asked(Makes.MUSIC, "Slow.", plan=score(90.0)))
    assert usual.high == Money.of("0.90", "USD")
    assert "elevenlabs-2026-11" in usual.prices


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        (asked(Makes.SPEECH, "Yes.", plan={"speaker": "CH-MOTH"}), "Name a voice for CH-MOTH: `voices` under"),
        (asked(Makes.SPEECH, " ", plan=WREN), "no words to say"),
        (asked(Makes.SPEECH, "x" * 5001, plan=WREN), "takes 5,000 characters at once, this has 5,014"),
        (
            asked(Makes.SPEECH, "", plan={"lines": [WREN | {"text": "a"}] * 2}, model="eleven_flash_v2_5"),
            "one voice at a time",
        ),
        (asked(Makes.SPEECH, "", plan={"lines": [WREN | {"text": "a" * 1500}] * 2}), "takes 2,000 characters"),
        (
            asked(Makes.SPEECH, "", plan={"lines": [{"text": "a", "voice": f"v{n}"} for n in range(11)]}),
            "at most 10 voices",
        ),
        (asked(Makes.EFFECT, "Rain.", plan={"seconds": 31.0}), "at most 30 seconds, this one 31"),
        (asked(Makes.EFFECT, "Rain.", plan={}), "how long the effect lasts"),
        (asked(Makes.EFFECT, " ", plan={"seconds": 1.0}), "what is to be heard"),
        (asked(Makes.MUSIC, "Slow.", plan=score(4.0, 1.5)), "section Cue 2 lasts 1.5 seconds"),
        (asked(Makes.MUSIC, "Slow.", plan=score(100.0, 100.0, 100.0, 100.0, 100.0, 101.0)), "at most 600 seconds"),
        (asked(Makes.MUSIC, "", plan={"seconds": 10.0}), "what music it is to be"),
        (asked(Makes.MUSIC, "Slow.", plan={}), "how long the music lasts"),
    ],
)
def test_what_it_cannot_be_asked_is_said_in_a_sentence(request_: Request, says: str, tmp_path: Path) -> None:
    made = connected(stated(), tmp_path)
    said = made.refuses(request_)
    made.close()
    assert says in said
    assert said.endswith(".")


def test_an_order_is_not_known_there_afterwards_and_goes_on(address: str, tmp_path: Path) -> None:
    made = connected(stated(address), tmp_path)
    request = asked(Makes.SPEECH, "Yes.", stated(address), plan=WREN)
    remote = made.submit(request, "key")
    assert made.find(Sent("key", request, datetime.now(UTC))) is Trace.UNSURE
    assert made.cancel(remote) == "refused"
    assert made.hears({}, b"{}", datetime.now(UTC)) is None
    made.close()


def test_what_is_no_longer_kept_is_said(tmp_path: Path) -> None:
    made = connected(stated(), tmp_path)
    with pytest.raises(ProviderFailure, match="no longer kept"):
        made.poll("0" * 64)
    with pytest.raises(ProviderFailure, match="no longer kept"):
        made.fetch(asked(Makes.SPEECH, "Yes.", plan=WREN), Done("0" * 64), tmp_path / "raw")
    made.close()


def test_places_on_the_account_are_waited_for(service: Service, address: str, tmp_path: Path) -> None:
    service.took, service.floor.limit = 5.0, 1
    service.limit = 1
    request = asked(Makes.SPEECH, "Yes.", stated(address), plan=WREN)
    delivered(stated(address), request, tmp_path)
    with pytest.raises(NotNow) as caught:
        delivered(stated(address), request, tmp_path)
    assert (caught.value.cause, caught.value.after) == (Cause.CONCURRENCY, 7.0)
    service.clock.turn(5.0)
    delivered(stated(address), request, tmp_path)
    assert service.bill.count == 2


def test_without_a_key_it_is_not_ready() -> None:
    assert "`key` under [providers.elevenlabs]" in elevenlabs.plugin.ready(Settings())
    assert elevenlabs.plugin.ready(stated()) == ""
    assert "sesame" not in json.dumps(elevenlabs.plugin.asks(stated()))
