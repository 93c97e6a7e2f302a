"""The configuration: a TOML file, environment variables over it, and defaults for everything.

`DOITHOAI_TELEGRAM__MAIN__TOKEN` overrides `token` of `[telegram.main]`: one level a table name.
"""

import os
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

DEFAULT_FILE = Path("config.toml")
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{2,16}$")]


class ConfigurationError(Exception):
    """The configuration cannot be used; each line says where and why."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class Section(BaseModel):
    """A table of the file; a key that nobody knows is a mistake, not a wish."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DatabaseSettings(Section):
    """Where the data is kept; empty means SQLite in the data folder."""

    url: str = Field(default="", pattern=r"^($|sqlite:///|postgresql://)")


class DataSettings(Section):
    """The folder for the embedded database, attachments and the key."""

    dir: Path = Path("data")


class WebSettings(Section):
    """The web chat and the webhooks."""

    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    public_url: str = Field(default="", pattern=r"^($|https?://[^\s/]+)")
    embed_origins: tuple[str, ...] = ()


class TelegramSettings(Section):
    """One Telegram bot."""

    token: SecretStr
    commune: Code | None = None
    mode: Literal["polling", "webhook"] = "polling"
    base_url: str = "https://api.telegram.org/bot"
    base_file_url: str = "https://api.telegram.org/file/bot"
    proxy: str = ""
    secret: SecretStr = SecretStr("")


class CommuneSettings(Section):
    """A commune, created and updated from the file at each start."""

    code: Code
    name: str = Field(min_length=1)
    regulation: str
    prefix: str = Field(default="", pattern=r"^($|[A-Z]{1,4})$")
    contact: str = ""
    villages: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


class LimitSettings(Section):
    """How much one person may send at once."""

    file_megabytes: int = Field(default=20, ge=1, le=50)
    text: int = Field(default=20_000, ge=1_000)
    messages_per_minute: int = Field(default=60, ge=1)
    staff_idle_hours: int = Field(default=12, ge=1)


class SecuritySettings(Section):
    """The installation's key; made in the data folder when it is not given here."""

    key: SecretStr = SecretStr("")


class Settings(BaseSettings):
    """Everything that can be configured."""

    model_config = SettingsConfigDict(
        env_prefix="DOITHOAI_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    database: DatabaseSettings = DatabaseSettings()
    data: DataSettings = DataSettings()
    web: WebSettings = WebSettings()
    telegram: dict[str, TelegramSettings] = {}
    commune: tuple[CommuneSettings, ...] = ()
    limits: LimitSettings = LimitSettings()
    security: SecuritySettings = SecuritySettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, init_settings

    @property
    def database_url(self) -> str:
        """The database, embedded in the data folder unless configured."""
        return self.database.url or f"sqlite:///{self.data.dir.resolve() / 'doithoai.db'}"


def load(path: Path | None) -> Settings:
    """The settings of `path`, `$DOITHOAI_CONFIG`, `./config.toml`, or the defaults.

    Raises ConfigurationError with one line per mistake.
    """
    chosen = path or _from_environment() or (DEFAULT_FILE if DEFAULT_FILE.exists() else None)
    values = _read(chosen) if chosen else {}
    try:
        return Settings(**values)
    except ValidationError as fault:
        raise ConfigurationError([_line(chosen, error) for error in fault.errors()]) from fault


def _from_environment() -> Path | None:
    named = os.environ.get("DOITHOAI_CONFIG")
    return Path(named) if named else None


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise ConfigurationError([f"{path}: cannot be read ({fault.strerror})"]) from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise ConfigurationError([f"{path}: is not valid TOML: {fault}"]) from fault


def _line(path: Path | None, error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"]) or "(whole file)"
    return f"{path or 'configuration'}: [{where}] {error['msg']}"
