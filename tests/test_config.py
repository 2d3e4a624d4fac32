from pathlib import Path

import pytest

from rushes import config


@pytest.fixture(autouse=True)
def _no_settings_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/somebody")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("RUSHES_DATA", raising=False)


def write(folder: Path, text: str) -> Path:
    (folder / "rushes.toml").write_text(text)
    return folder


def test_without_a_word_everything_lives_in_the_users_data_directory_and_the_database_is_embedded() -> None:
    settings = config.load()
    assert settings.data == Path("/home/somebody/.local/share/rushes")
    assert settings.database.url.get_secret_value() == ""
    assert (settings.pg, settings.blobs) == (settings.data / "pg", settings.data / "blobs")
    assert (settings.cache, settings.keys) == (settings.data / "cache", settings.data / "keys")


def test_the_file_in_the_data_directory_is_read_and_the_environment_goes_over_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, '[web]\nport = 8000\nhost = "::1"\n[storage]\nurl = "s3://film"\n')
    monkeypatch.setenv("RUSHES_DATA", str(tmp_path))
    monkeypatch.setenv("RUSHES_WEB__PORT", "9000")
    settings = config.load()
    assert (settings.web.port, settings.web.host, settings.storage.url) == (9000, "::1", "s3://film")
    assert settings.data == tmp_path


def test_a_given_value_goes_over_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUSHES_DATA", "/nowhere")
    write(tmp_path, "[work]\ncores = 3\n")
    settings = config.load(data=tmp_path)
    assert (settings.data, settings.work.cores) == (tmp_path, 3)


def test_a_provider_has_a_table_of_its_own_that_the_environment_completes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, '[providers.lumen]\nregion = "north"\n')
    monkeypatch.setenv("RUSHES_PROVIDERS__LUMEN__API_KEY", "hush")
    settings = config.load(data=tmp_path)
    assert settings.providers == {"lumen": {"region": "north", "api_key": "hush"}}
    assert "hush" not in repr(settings)


def test_passwords_are_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUSHES_DATABASE__URL", "postgresql://me:hush@host/name")
    monkeypatch.setenv("RUSHES_STORAGE__SECRET_KEY", "hush")
    settings = config.load(data=tmp_path)
    assert "hush" not in repr(settings)
    assert settings.database.url.get_secret_value().endswith("hush@host/name")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[storage]\nurll = 'x'\n", r"storage\.urll: there is no such setting\. Did you mean storage\.url"),
        ("[storge]\nurl = 'x'\n", r"storge: there is no such setting"),
        ("[web]\nport = 'high'\n", r"web\.port: .*valid integer"),
        ("[web]\nport = 99999\n", r"web\.port: .*less than or equal to 65535"),
        ("[web\n", r"rushes\.toml: this is not TOML: .*line 1"),
        ("data = '/elsewhere'\n", r"rushes\.toml: data: the data directory is where this file lies; set RUSHES_DATA"),
        ("[web]\nport = 'x'\n[work]\ncores = -1\n", r"(?s)web\.port: .*\nwork\.cores: "),
    ],
)
def test_a_slip_in_the_file_is_refused_with_its_place(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(config.InvalidSettings, match=sentence):
        config.load(data=write(tmp_path, text))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("RUSHES_STORAGE_URL", r"RUSHES_STORAGE_URL: there is no such setting\. Did you mean .*RUSHES_STORAGE__URL"),
        ("RUSHES_STORAGE__URLL", r"storage\.urll: there is no such setting\. Did you mean .*RUSHES_STORAGE__URL"),
        ("RUSHES_DATABASE", r"RUSHES_DATABASE: this is a table"),
    ],
)
def test_a_slip_in_the_environment_is_refused_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, sentence: str
) -> None:
    monkeypatch.setenv(name, "x")
    with pytest.raises(config.InvalidSettings, match=sentence):
        config.load(data=tmp_path)


def test_settings_do_not_change_once_they_are_read(tmp_path: Path) -> None:
    settings = config.load(data=tmp_path)
    with pytest.raises(ValueError, match="frozen"):
        settings.web.port = 1  # type: ignore[misc]  # the point
