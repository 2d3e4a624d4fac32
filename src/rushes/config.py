"""
The one list of the studio's settings: `rushes.toml` in the data directory, with the environment over it.

Nothing else reads the environment. `rushes.toml` has one table a section; `RUSHES_STORAGE__URL` overrides `url` in
`[storage]`; `RUSHES_DATA` says where everything lives. What a provider needs is not listed here: each validates its own
table under `[providers]`, so that adding one touches no other file.
"""

import difflib
import os
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from rushes.kernel.errors import Fault, InvalidFile

FILE = "rushes.toml"
PREFIX = "RUSHES_"


class InvalidSettings(InvalidFile):
    """A setting is misspelt, misplaced or has a value it cannot have."""


class Section(BaseModel):
    """A table of `rushes.toml`: read once, never changed, no unknown names."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Database(Section):
    """Where the rows live."""

    url: SecretStr = Field(SecretStr(""), description="A PostgreSQL URL; empty for the embedded server.")
    pool: int = Field(20, ge=2, le=200, description="Connections each process keeps at most.")


class Storage(Section):
    """Where the media live, by their SHA-256."""

    url: str = Field("", description="`s3://bucket/prefix` or a folder; empty for `blobs` in the data directory.")
    endpoint: str = Field("", description="The address of an S3 service that is not Amazon's.")
    region: str = Field("", description="The region of the bucket, where the service has regions.")
    access_key: SecretStr = Field(SecretStr(""), description="The key id for the bucket.")
    secret_key: SecretStr = Field(SecretStr(""), description="The secret for the bucket.")


class Web(Section):
    """How browsers reach the studio."""

    host: str = Field("127.0.0.1", description="The address to listen on; anything but loopback needs sign-in.")
    port: int = Field(7878, ge=1, le=65535, description="The port to listen on.")
    hosts: tuple[str, ...] = Field((), description="Host names to answer to besides those of loopback.")
    public: str = Field("", description="The https address at which services can reach this studio, for their calls.")
    upload_mebibytes: int = Field(64, ge=1, description="The largest request body that is read.")


class Work(Section):
    """How much a worker takes on."""

    cores: int = Field(0, ge=0, description="Renders at a time on this machine; 0 for one a core.")


class Signing(Section):
    """Whose certificate films are signed with; both empty for one made on this machine."""

    chain: Path | None = Field(None, description="A PEM file with your certificate chain, leaf first.")
    key: Path | None = Field(None, description="The PEM file of its private key.")


class Settings(BaseSettings):
    """Everything that can be set, with its default; built once by `load` and handed on in parts."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True, validate_default=True
    )

    data: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("rushes")),
        description="The directory in which all state lives.",
    )
    database: Database = Database()
    storage: Storage = Storage()
    web: Web = Web()
    work: Work = Work()
    signing: Signing = Signing()
    providers: dict[str, dict[str, Any]] = Field({}, repr=False, description="One table a provider, checked by it.")

    @field_validator("data")
    @classmethod
    def _absolute(cls, data: Path) -> Path:
        return data.expanduser().absolute()

    @property
    def pg(self) -> Path:
        """The embedded server's data."""
        return self.data / "pg"

    @property
    def blobs(self) -> Path:
        """Media by hash, unless they are stored elsewhere."""
        return self.data / "blobs"

    @property
    def cache(self) -> Path:
        """What can be made again."""
        return self.data / "cache"

    @property
    def keys(self) -> Path:
        """Signing keys and certificates."""
        return self.data / "keys"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  the signature is the library's
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Given values over the environment over the file in the data directory those two name."""
        assert isinstance(init_settings, InitSettingsSource)
        assert isinstance(env_settings, EnvSettingsSource)
        _refuse_unknown(env_settings.env_vars, set(cls.model_fields))
        said = init_settings.init_kwargs.get("data") or env_settings.env_vars.get(f"{PREFIX}data".lower())
        folder = Path(said).expanduser() if said else Path(platformdirs.user_data_dir("rushes"))
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, _readable(folder / FILE))


def load(**given: Any) -> Settings:
    """
    Read the settings: given values first (`data=...`), then the environment, then the file.

    Raises:
        InvalidSettings: every misspelt name and impossible value, with where it stands.
    """
    try:
        return Settings(**given)
    except ValidationError as error:
        raise InvalidSettings(list(_faults(error))) from None


def guard_children() -> None:
    """Keep the folder somebody works in out of what programs we start import: a `re.py` there is theirs, not ours."""
    os.environ.setdefault("PYTHONSAFEPATH", "1")


def _readable(file: Path) -> Path:
    """The file, once it is known to be TOML that does not move the directory it lies in."""
    if not file.is_file():
        return file
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidSettings([Fault(str(file), f"this is not TOML: {error}")]) from None
    if "data" in written:
        raise InvalidSettings([Fault(f"{file}: data", "the data directory is where this file lies; set RUSHES_DATA.")])
    return file


def _refuse_unknown(environ: Mapping[str, str | None], known: set[str]) -> None:
    prefix = PREFIX.lower()
    faults = []
    for name in (name for name in environ if name.startswith(prefix)):
        table, _, setting = name.removeprefix(prefix).partition("__")
        if table not in known:
            faults.append(Fault(name.upper(), _meant(name.removeprefix(prefix), known)))
        elif table != "data" and not setting:
            faults.append(Fault(name.upper(), f"this is a table: name one of its settings, {name.upper()}__..."))
    if faults:
        raise InvalidSettings(faults)


def _faults(error: ValidationError) -> Iterator[Fault]:
    for wrong in error.errors(include_url=False, include_input=False):
        where = ".".join(str(part) for part in wrong["loc"])
        if wrong["type"] == "extra_forbidden":
            yield Fault(where, _meant(where, _names()))
        else:
            yield Fault(where, f"{wrong['msg']}.")


def _meant(name: str, known: set[str]) -> str:
    options = known | _names()
    close = difflib.get_close_matches(name.replace("__", "."), options, n=1, cutoff=0.6)
    hint = f" Did you mean {close[0]} ({PREFIX}{close[0].replace('.', '__').upper()})?" if close else ""
    return f"there is no such setting.{hint}"


def _names() -> set[str]:
    names: set[str] = set()
    for name, field in Settings.model_fields.items():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, Section):
            names |= {f"{name}.{key}" for key in section.model_fields}
        else:
            names.add(name)
    return names
