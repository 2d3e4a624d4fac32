"""Speech from OpenAI's shape of a server: voices, deliveries, dialects, and what is no sound."""

import io
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from rushes.kernel.money import Money
from rushes.providers.errors import Ambiguous, Cause, Medium, NotNow, ProviderFailure
from rushes.providers.openai import plugin
from tests.providers.servers import KEY, LINE, Studio, studio
from tests.simulators.openai import Service


@pytest.fixture
def service() -> Service:
    return Service(key="sesame")


@pytest.fixture
def here(service: Service, tmp_path: Path) -> Iterator[Studio]:
    with studio(tmp_path, service) as made:
        yield made


def test_a_line_is_spoken_as_it_is_meant_at_the_price_of_its_letters(here: Studio, service: Service) -> None:
    asked = here.line(delivery="whispered", voice="coral")
    _, content = here.brought(asked)
    assert service.asked == [
        {
            "model": "speech-1",
            "input": LINE,
            "voice": "coral",
            "response_format": "wav",
            "instructions": "Delivery: whispered.",
        }
    ]
    with wave.open(io.BytesIO(content)) as sound:
        assert sound.getnframes() / sound.getframerate() == pytest.approx(1.42, abs=0.01)
    estimate = plugin.estimate(asked)
    assert estimate.high == Money(15 * len(LINE), "USD")
    assert estimate.used is not None
    assert str(estimate.used[1]) == f"{len(LINE)} characters"
    assert service.bill.total == pytest.approx(estimate.high.micros / 1e6)


def test_a_speaker_without_a_voice_keeps_the_one_that_was_chosen(here: Studio, service: Service) -> None:
    for speaker in ("CH-WREN", "CH-ADA", "CH-WREN", "CH-JONAS", "CH-MARA"):
        here.brought(here.line(speaker=speaker))
    chosen = [asked["voice"] for asked in service.asked]
    assert chosen[0] == chosen[2]
    assert set(chosen) == {"alloy", "onyx"}
    assert "instructions" not in service.asked[0]


def test_kokoro_is_told_not_to_stream_so_that_the_sound_has_a_length(service: Service, tmp_path: Path) -> None:
    service.speech = "kokoro"
    with studio(tmp_path, service) as here:
        _, content = here.brought(here.line(voice="af_heart", delivery="shouted"))
    assert service.asked[0]["stream"] is False
    assert "instructions" not in service.asked[0]
    assert int.from_bytes(content[4:8], "little") == len(content) - 8


@pytest.mark.parametrize(("language", "named"), [("en", "English"), ("de-AT", "German"), ("tlh", "Auto"), ("", "Auto")])
def test_vllm_omni_is_told_the_language_by_its_name(
    service: Service, tmp_path: Path, language: str, named: str
) -> None:
    service.speech = "vllm_omni"
    with studio(tmp_path, service) as here:
        here.brought(here.line(voice="vivian", delivery="tired", language=language))
    assert (service.asked[0]["language"], service.asked[0]["instructions"]) == (named, "Delivery: tired.")


def test_what_cannot_be_asked_for_is_said_before(here: Studio, service: Service, tmp_path: Path) -> None:
    assert here.provider.refuses(here.line()) == ""
    assert "divide it" in here.provider.refuses(here.line("a" * 4097))
    with studio(tmp_path / "mute", service, speech_voices=[]) as mute:
        assert "speech_voices" in mute.provider.refuses(mute.line())
        assert mute.provider.refuses(mute.line(voice="alloy")) == ""


@pytest.mark.parametrize("named", ["busy", "no_credit", "overloaded"])
def test_what_was_not_accepted_may_be_sent_again(here: Studio, service: Service, named: str) -> None:
    service.faults.throw("refuse", named)
    with pytest.raises(NotNow):
        here.provider.submit(here.line(), KEY)
    assert service.bill.count == 0


def test_refused_words_are_the_words(here: Studio, service: Service) -> None:
    service.faults.throw("refuse", "moderated")
    with pytest.raises(ProviderFailure) as refused:
        here.provider.submit(here.line(), KEY)
    assert (refused.value.cause, refused.value.medium) == (Cause.INPUT_MODERATION, Medium.TEXT)


def test_a_voice_that_is_not_there_is_a_wrong_request(service: Service, tmp_path: Path) -> None:
    service.speech = "kokoro"
    with studio(tmp_path, service) as here, pytest.raises(ProviderFailure, match="'alloy' not found") as refused:
        here.provider.submit(here.line(voice="alloy"), KEY)
    assert refused.value.cause is Cause.INVALID_REQUEST


@pytest.mark.parametrize("fault", ["drops", "broken", "gateway"])
def test_an_answer_that_was_lost_may_have_been_billed(here: Studio, service: Service, fault: str) -> None:
    service.faults.throw("stumble", fault)
    with pytest.raises(Ambiguous):
        here.provider.submit(here.line(), KEY)
    assert service.bill.count == 1


@pytest.mark.parametrize("said", [b"<html>It works!</html>", b'{"error": "no"}', b"OggS....", b" "])
def test_what_is_no_sound_is_a_failure_that_names_the_address(here: Studio, service: Service, said: bytes) -> None:
    service.faults.throw("instead", said)
    with pytest.raises(ProviderFailure, match="no sound") as failed:
        here.provider.submit(here.line(), KEY)
    assert "speech_url" in failed.value.then


@pytest.mark.parametrize("head", [b"fLaC", b"ID3\x04", b"\xff\xfb\x90"])
def test_a_server_may_answer_in_another_form_of_sound(here: Studio, service: Service, head: bytes) -> None:
    service.faults.throw("instead", head + bytes(64))
    assert here.brought(here.line())[1] == head + bytes(64)
