"""The configuration: a TOML file, environment variables over it, and defaults for everything.

`DOITHOAI_TELEGRAM__MAIN__TOKEN` overrides `token` of `[telegram.main]`: one level a table name.
No message names a value, because a value may be a secret.
"""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from bot.configuration import FILE_VARIABLE, PREFIX, chosen_file
from handlers.notice_kinds import KINDS, values_of

SHORTEST_TOKEN = 16
# What a value must be, where pydantic would show a pattern; by the name of the key.
EXPECTED = {
    "url": "must be sqlite:///FILE or postgresql://…, or empty",
    "public_url": "must begin with http:// or https://, or be empty",
    "embed_origins": "must be origins such as https://xa.gov.vn",
    "code": "must be 2 to 16 letters without accents, digits or dashes",
    "commune": "must be 2 to 16 letters without accents, digits or dashes",
    "prefix": "must be 1 to 4 capital letters without accents, or empty",
    "oa_id": "must be Zalo's number of the account, in quotes",
    "app_id": "must be Zalo's number of the app, in quotes",
    "api_url": "must begin with http:// or https://",
    "oauth_url": "must begin with http:// or https://",
    "business_url": "must begin with http:// or https://",
    "base_url": "must begin with http:// or https://",
    "metrics_token": "must have at least 16 characters, or be empty",
    "secret": "must have 8 to 256 characters, or be empty",
    "media_hosts": "must be hosts such as zdn.vn",
    "link": "must begin with http:// or https://, or be empty",
    "[key]": "this name must be small letters, digits and dashes, such as main",
}
SAID = {
    "extra_forbidden": "is not a known setting",
    "missing": "is required",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
}
NAMED = ("string_pattern_mismatch", "value_error")

Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{2,16}$")]
# Part of an address (/telegram/NAME) and of an environment variable, which has no capitals.
AccountName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,31}$")]
Origin = Annotated[str, Field(pattern=r"^https?://[A-Za-z0-9.*\-\[\]:]+/?$")]
# An embedded database has a file: one in memory would be another one for each connection.
DatabaseUrl = Annotated[
    str,
    Field(pattern=r"^($|sqlite:///[^:]+|postgresql://.+)"),
    AfterValidator(lambda url: _parsed(url)),
]
# Opaque numbers of Zalo's.
ZaloId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Url = Annotated[str, Field(pattern=r"^https?://[^\s/]+")]
# Zalo takes 8 to 256 characters.
WebhookSecret = Annotated[SecretStr, AfterValidator(lambda secret: _long_enough(secret))]
# A host with all below it, or one whole origin.
MediaHost = Annotated[
    str, Field(pattern=r"^(https?://[A-Za-z0-9.-]+(:\d+)?|[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+)$")
]
# Long enough that nobody guesses it.
Token = Annotated[SecretStr, AfterValidator(lambda token: _not_guessed(token))]
OverdueDays = Annotated[int, Field(ge=1, le=60)]
Place = Annotated[Path, AfterValidator(Path.expanduser)]


class ConfigurationError(Exception):
    """The configuration cannot be used; each line says where and why."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class Section(BaseModel):
    """A table of the file; a key that nobody knows is a mistake, not a wish."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class DatabaseSettings(Section):
    """Where the data is kept; empty means SQLite in the data folder."""

    # Not shown: it may hold a password.
    url: DatabaseUrl = Field(default="", repr=False)


class DataSettings(Section):
    """The folder for the embedded database, attachments and the key."""

    dir: Place = Path("data")


class WebSettings(Section):
    """The web chat and the webhooks."""

    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    public_url: str = Field(default="", pattern=r"^($|https?://[^\s/]+)")
    embed_origins: tuple[Origin, ...] = ()
    metrics_token: Token = SecretStr("")


class TelegramSettings(Section):
    """One Telegram bot."""

    token: SecretStr = Field(min_length=1)
    commune: Code | None = None
    mode: Literal["polling", "webhook"] = "polling"
    base_url: str = "https://api.telegram.org/bot"
    base_file_url: str = "https://api.telegram.org/file/bot"
    proxy: str = Field(default="", repr=False)
    secret: SecretStr = SecretStr("")
    messages_per_second: int = Field(default=30, ge=1, le=1_000)
    chat_seconds: float = Field(default=1.0, ge=0, le=60)
    group_seconds: float = Field(default=3.0, ge=0, le=60)


class ZaloBotSettings(Section):
    """One bot of Zalo's Bot Platform. The numbers are those of its free plan; 0 is no limit."""

    token: SecretStr = Field(min_length=1)
    commune: Code | None = None
    mode: Literal["polling", "webhook"] = "polling"
    base_url: Url = "https://bot-api.zaloplatforms.com"
    secret: WebhookSecret = SecretStr("")
    media_hosts: tuple[MediaHost, ...] = ("zdn.vn",)
    people: int = Field(default=50, ge=0)
    messages_per_month: int = Field(default=3_000, ge=0)
    messages_per_second: int = Field(default=10, ge=1, le=1_000)
    link: str = Field(default="", pattern=r"^($|https?://\S+)")


class TemplateSettings(Section):
    """A template of Zalo's for one kind of notice: which of its fields gets which value.

    A value that is longer than its field takes is cut; `longest` says how long where it is not 30.
    """

    notice: str
    id: str = Field(min_length=1)
    by: Literal["user", "phone"] = "user"
    fields: dict[str, str] = {}
    longest: dict[str, int] = {}
    price: int = Field(default=0, ge=0)


class ZaloOaSettings(Section):
    """One Zalo Official Account, with the app that speaks for it."""

    oa_id: ZaloId
    app_id: ZaloId
    app_secret: SecretStr = Field(min_length=1)
    oa_secret: SecretStr = Field(min_length=1)
    refresh_token: SecretStr = SecretStr("")
    appsecret_proof: bool = False
    commune: Code | None = None
    api_url: Url = "https://openapi.zalo.me"
    oauth_url: Url = "https://oauth.zaloapp.com"
    business_url: Url = "https://business.openapi.zalo.me"
    media_hosts: tuple[MediaHost, ...] = ("zdn.vn",)
    buttons: bool = True
    billed: bool = True
    message_price: int = Field(default=55, ge=0)
    calls_per_second: int = Field(default=30, ge=1, le=1_000)
    templates: tuple[TemplateSettings, ...] = ()
    link: str = Field(default="", pattern=r"^($|https?://\S+)")


class SignerSettings(Section):
    """The full names under the commune's papers; an empty one is written in by hand."""

    secretary: str = ""
    chairman: str = ""
    committee_office: str = ""
    authority_office: str = ""
    board: str = ""


class PaperSettings(Section):
    """What a commune's papers say of it besides its name."""

    place: str = ""
    above: str = ""
    signers: SignerSettings = SignerSettings()


class CommuneSettings(Section):
    """A commune, created and updated from the file at each start."""

    code: Code
    name: str = Field(min_length=1)
    regulation: str
    prefix: str = Field(default="", pattern=r"^($|[A-Z]{1,4})$")
    language: Literal["vi", "en"] = "vi"
    training: bool = False
    contact: str = ""
    villages: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    papers: PaperSettings = PaperSettings()


class DayOffSettings(Section):
    """A day off that the program does not know, or that is off here alone."""

    day: date
    name: str = Field(min_length=1)
    decision: str = Field(min_length=1)
    settled: bool = True


class WorkedSaturdaySettings(Section):
    """A Saturday worked in exchange; also a day that is worked after all."""

    day: date
    decision: str = Field(min_length=1)
    instead_of: date | None = None


class CalendarSettings(Section):
    """Days off and worked Saturdays that win over those that come with the program."""

    days_off: tuple[DayOffSettings, ...] = ()
    worked_saturdays: tuple[WorkedSaturdaySettings, ...] = ()


class RegulationSettings(Section):
    """Regulations of one's own, beside those that come with the program."""

    files: tuple[Place, ...] = ()


class LimitSettings(Section):
    """How much one person may send at once."""

    file_megabytes: int = Field(default=20, ge=1, le=50)
    text: int = Field(default=20_000, ge=1_000, le=25_000)
    messages_per_minute: int = Field(default=60, ge=1)
    staff_idle_hours: int = Field(default=12, ge=1)
    petition_again_days: int = Field(default=90, ge=1, le=3_650)


class ReminderSettings(Section):
    """When people are reminded; days before and after a date are working days."""

    before: tuple[Annotated[int, Field(ge=1, le=30)], ...] = (5, 2, 1)
    overdue: tuple[OverdueDays, OverdueDays, OverdueDays] = (1, 2, 5)
    hour: int = Field(default=8, ge=6, le=16)
    until: int = Field(default=17, ge=7, le=20)
    unreceived_days: int = Field(default=2, ge=1, le=30)
    draft_days: int = Field(default=3, ge=1, le=10)
    grade_days: int = Field(default=7, ge=1, le=30)


class QuietHoursSettings(Section):
    """When phones do not ring; the same time twice is never."""

    begin: time = time(21)
    end: time = time(7)


class SecuritySettings(Section):
    """The installation's key; made in the data folder when it is not given here."""

    key: SecretStr = SecretStr("")


class LogSettings(Section):
    """What the log looks like, and how much is in it."""

    format: Literal["console", "json"] = "console"
    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"


class BackupSettings(Section):
    """Backups that the program makes by itself; without a folder it makes none."""

    dir: Place | None = None
    hour: int = Field(default=2, ge=0, le=23)
    keep: int = Field(default=14, ge=1, le=1_000)


class HealthSettings(Section):
    """The line that the office and the operator get each working day; -1 is none."""

    line_hour: int = Field(default=8, ge=-1, le=20)


class PrivacySettings(Section):
    """After how many days what is no longer needed is removed; 0 is never."""

    drafts: int = Field(default=180, ge=0)
    messages: int = Field(default=365, ge=0)
    by_hand: int = Field(default=365, ge=0)
    jobs: int = Field(default=30, ge=0)
    files: int = Field(default=30, ge=0)
    conversations: int = Field(default=180, ge=0)
    closed_petitions_years: int = Field(default=0, ge=0)


class Settings(BaseSettings):
    """Everything that can be configured."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    database: DatabaseSettings = DatabaseSettings()
    data: DataSettings = DataSettings()
    web: WebSettings = WebSettings()
    telegram: dict[AccountName, TelegramSettings] = {}
    zalo_bot: dict[AccountName, ZaloBotSettings] = {}
    zalo_oa: dict[AccountName, ZaloOaSettings] = {}
    commune: tuple[CommuneSettings, ...] = ()
    calendar: CalendarSettings = CalendarSettings()
    regulations: RegulationSettings = RegulationSettings()
    limits: LimitSettings = LimitSettings()
    log: LogSettings = LogSettings()
    backup: BackupSettings = BackupSettings()
    health: HealthSettings = HealthSettings()
    privacy: PrivacySettings = PrivacySettings()
    reminders: ReminderSettings = ReminderSettings()
    quiet_hours: QuietHoursSettings = QuietHoursSettings()
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
    def has_platforms(self) -> bool:
        """Whether people write from elsewhere than the web chat."""
        return bool(self.telegram or self.zalo_bot or self.zalo_oa)

    @property
    def database_url(self) -> str:
        """The database, embedded in the data folder unless configured."""
        return self.database.url or f"sqlite:///{self.data.dir.resolve() / 'doithoai.db'}"


def load(path: Path | None) -> Settings:
    """The settings of `path`, `$DOITHOAI_CONFIG`, `./config.toml`, or the defaults.

    Raises ConfigurationError with one line per mistake.
    """
    chosen = chosen_file(path)
    values = _read(chosen) if chosen else {}
    faults = [*_unknown_variables(), *_unknown_sections(chosen, values)]
    try:
        settings = Settings(**{name: values[name] for name in values if name in _sections()})
    except ValidationError as fault:
        faults += [_line(chosen, error) for error in fault.errors(include_input=False)]
    except SettingsError as fault:
        faults.append(_not_json(fault))
    else:
        faults += _unreachable_webhooks(chosen, settings)
        faults += _days_given_twice(chosen, settings)
        faults += _templates_that_fit_nothing(chosen, settings)
        faults += _accounts_given_twice(chosen, settings)
        faults += _reminders_out_of_order(chosen, settings)
    if faults:
        # Nothing is chained: what pydantic raised may show what was typed.
        raise ConfigurationError(faults) from None
    return settings


def described(error: Mapping[str, Any]) -> str:
    """What is wrong with one value, in words that do not repeat it."""
    kind = error["type"]
    if kind in SAID:
        return SAID[kind]
    named = [EXPECTED[str(part)] for part in error["loc"] if str(part) in EXPECTED]
    return named[-1] if kind in NAMED and named else str(error["msg"])


def _long_enough(secret: SecretStr) -> SecretStr:
    if secret and not 8 <= len(secret.get_secret_value()) <= 256:
        raise ValueError("too short or too long")
    return secret


def _not_guessed(token: SecretStr) -> SecretStr:
    if token and len(token.get_secret_value()) < SHORTEST_TOKEN:
        raise ValueError("too short")
    return token


def _parsed(url: str) -> str:
    """Raises ValueError for an address that SQLAlchemy does not understand."""
    if not url:
        return url
    # Imported late: without an address of its own a command need not load the database.
    from sqlalchemy.exc import ArgumentError

    from storage.hosts import parse

    try:
        parse(url)
        return url
    except (ArgumentError, ValueError) as fault:
        raise ValueError("not an address") from fault


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as fault:
        raise ConfigurationError([f"{path}: cannot be read ({fault.strerror})"]) from fault
    except tomllib.TOMLDecodeError as fault:
        raise ConfigurationError([f"{path}: is not valid TOML: {fault}"]) from None
    except UnicodeDecodeError:
        raise ConfigurationError([f"{path}: is not UTF-8"]) from None


def _sections() -> frozenset[str]:
    return frozenset(Settings.model_fields)


def _unknown_sections(path: Path | None, values: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted(values.keys() - _sections()):
        yield f"{path}: [{name}] {SAID['extra_forbidden']}"


def _unknown_variables() -> Iterator[str]:
    """A misspelt variable would be passed over in silence, and its secret missed at midnight."""
    for name in sorted(os.environ):
        section = name.upper().removeprefix(PREFIX).partition("__")[0].lower()
        if name.upper().startswith(PREFIX) and name != FILE_VARIABLE and section not in _sections():
            yield f"environment: {name} {SAID['extra_forbidden']}"


def _unreachable_webhooks(path: Path | None, settings: Settings) -> Iterator[str]:
    if settings.web.public_url:
        return
    channels = (("telegram", settings.telegram), ("zalo_bot", settings.zalo_bot))
    for channel, bots in channels:
        for name, bot in bots.items():
            if bot.mode == "webhook":
                where = f"{path or 'configuration'}: [{channel}.{name}.mode]"
                yield f"{where} webhook needs [web] public_url, where the platform can call"


def _days_given_twice(path: Path | None, settings: Settings) -> Iterator[str]:
    """Off and worked, or two decisions for one day: which of them holds nobody can tell."""
    seen: set[date] = set()
    for name in ("days_off", "worked_saturdays"):
        for index, entry in enumerate(getattr(settings.calendar, name)):
            if entry.day in seen:
                where = f"{path or 'configuration'}: [calendar.{name}.{index}.day]"
                yield f"{where} {entry.day} is given twice in [calendar]"
            seen.add(entry.day)


def _templates_that_fit_nothing(path: Path | None, settings: Settings) -> Iterator[str]:
    """A notice that there is not, or a value that it does not bring, would never be sent."""
    for name, account in settings.zalo_oa.items():
        for index, template in enumerate(account.templates):
            where = f"{path or 'configuration'}: [zalo_oa.{name}.templates.{index}]"
            if template.notice not in KINDS:
                yield f"{where} notice must be one of {', '.join(sorted(KINDS))}"
                continue
            known = values_of(template.notice)
            if set(template.fields.values()) - known:
                yield f"{where} fields get values named {', '.join(sorted(known))}"


def _accounts_given_twice(path: Path | None, settings: Settings) -> Iterator[str]:
    """Zalo's events name the account by its number: two of one number could not be told apart, and
    each would burn the other's tokens."""
    seen: set[tuple[str, str]] = set()
    for name, account in settings.zalo_oa.items():
        if (account.app_id, account.oa_id) in seen:
            yield f"{path or 'configuration'}: [zalo_oa.{name}.oa_id] is given twice"
        seen.add((account.app_id, account.oa_id))


def _reminders_out_of_order(path: Path | None, settings: Settings) -> Iterator[str]:
    """The chair must not hear of it before those who owe it, nor may the day end as it begins."""
    stated, where = settings.reminders, f"{path or 'configuration'}: [reminders"
    if list(stated.overdue) != sorted(stated.overdue):
        yield f"{where}.overdue] must not go down: agency, office, chair"
    if stated.until <= stated.hour:
        yield f"{where}.until] must be later than hour"


def _not_json(fault: SettingsError) -> str:
    """A list or a table in the environment; pydantic tells only to which section it belongs."""
    section = re.search(r'field "(\w+)"', str(fault))
    variable = PREFIX + (section[1].upper() if section else "")
    return f"environment: {variable}…: a list or a table must be written as JSON"


def _line(path: Path | None, error: Mapping[str, Any]) -> str:
    parts = [str(part) for part in error["loc"] if part != "[key]"]
    where = ".".join(parts) or "whole file"
    return f"{_variable(parts) or path or 'configuration'}: [{where}] {described(error)}"


def _variable(parts: Sequence[str]) -> str | None:
    """The environment variable that gave this value, or the table or list that holds it."""
    given = {name.upper() for name in os.environ}
    for length in range(len(parts), 0, -1):
        variable = PREFIX + "__".join(parts[:length]).upper()
        if variable in given:
            return f"environment {variable}"
    return None
