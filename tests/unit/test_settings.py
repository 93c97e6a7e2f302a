"""The configuration: the example, the environment over the file, and what is said of mistakes."""

import json
import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import BaseModel, SecretStr

from bot.cli import app
from bot.configuration import OF_OTHERS
from bot.console import DONE, FAILED, WRONG_USE, fold_global_options, run_reporting
from bot.settings import (
    CommuneSettings,
    ConfigurationError,
    Settings,
    TelegramSettings,
    ZaloBotSettings,
    ZaloOaSettings,
    load,
)

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
# A line of the example that is a setting or a table, put out of force.
SLEEPING = re.compile(r"^# (?=\w+ = |\[\[?[\w.]+\]\]?$)", re.MULTILINE)
TOKEN = "123456:AAtheTokenThatNobodyMaySee"

# Sections of which there may be several, by a name or in a row.
LISTED: dict[str, type[BaseModel]] = {
    "telegram": TelegramSettings,
    "zalo_bot": ZaloBotSettings,
    "zalo_oa": ZaloOaSettings,
    "commune": CommuneSettings,
}

Write = Callable[[str], Path]


@pytest.fixture(autouse=True)
def _nothing_around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("DOITHOAI_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write the configuration that a test is about."""

    def _write(text: str) -> Path:
        path = tmp_path / "given.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return _write


def mistakes(path: Path | None) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        load(path)
    return caught.value.lines


def woken() -> str:
    """The example with every setting in force."""
    return SLEEPING.sub("", EXAMPLE.read_text("utf-8"))


def fields(model: type[BaseModel]) -> set[str]:
    return set(model.model_fields)


def test_without_any_file_everything_has_a_default() -> None:
    settings = load(None)

    assert settings.web.host == "127.0.0.1"
    assert settings.web.port == 8080
    assert settings.telegram == {}
    assert settings.database_url.endswith("/data/doithoai.db")


def test_the_example_as_it_is_changes_nothing() -> None:
    assert load(EXAMPLE) == Settings()


def test_the_example_with_every_setting_in_force_loads(write: Write) -> None:
    settings = load(write(woken()))

    assert list(settings.telegram) == ["main"]
    assert [commune.code for commune in settings.commune] == ["anbinh"]


@pytest.mark.parametrize("section", sorted(Settings.model_fields.keys() - LISTED.keys()))
def test_the_example_shows_each_setting_of_a_section(section: str) -> None:
    shown = tomllib.loads(woken())[section]
    default = getattr(Settings(), section)

    assert set(shown) == fields(type(default))


@pytest.mark.parametrize(("section", "model"), LISTED.items())
def test_the_example_shows_each_setting_of_a_bot_and_of_a_commune(
    section: str, model: type[BaseModel]
) -> None:
    shown = tomllib.loads(woken())[section]
    one = shown[0] if isinstance(shown, list) else shown["main"]

    assert set(one) == fields(model)


def test_the_example_states_the_real_defaults_of_a_zalo_bot() -> None:
    shown = ZaloBotSettings(**tomllib.loads(woken())["zalo_bot"]["main"])
    real = ZaloBotSettings(token=shown.token, commune=shown.commune)

    assert shown == real


def test_the_example_states_the_real_defaults_of_an_official_account() -> None:
    shown = ZaloOaSettings(**tomllib.loads(woken())["zalo_oa"]["main"])
    needed = ("oa_id", "app_id", "app_secret", "oa_secret", "commune")

    assert shown == ZaloOaSettings(**{name: getattr(shown, name) for name in needed})


def test_a_secret_that_zalo_would_not_take_is_one_clear_line(write: Write) -> None:
    [line] = mistakes(write('[zalo_bot.main]\ntoken = "1:x"\nsecret = "short"\n'))

    assert "[zalo_bot.main.secret] must have 8 to 256 characters" in line
    assert '"short"' not in line


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ('notice = "weather", id = "1"', "notice must be one of accepted, answer,"),
        ('notice = "answer", id = "1", fields = { ma = "salary" }', "values named code, commune,"),
    ],
)
def test_a_template_that_would_never_be_sent_is_one_clear_line(
    write: Write, template: str, said: str
) -> None:
    account = 'oa_id = "1"\napp_id = "2"\napp_secret = "x"\noa_secret = "y"\n'
    [line] = mistakes(write(f"[zalo_oa.main]\n{account}templates = [{{ {template} }}]\n"))

    assert "[zalo_oa.main.templates.0] " in line
    assert said in line


def test_one_official_account_under_two_names_is_one_clear_line(write: Write) -> None:
    account = 'oa_id = "1"\napp_id = "2"\napp_secret = "x"\noa_secret = "y"\n'
    [line] = mistakes(write(f"[zalo_oa.a]\n{account}[zalo_oa.b]\n{account}"))

    assert "[zalo_oa.b.oa_id] is given twice" in line


def test_a_webhook_of_zalo_needs_an_address_too(write: Write) -> None:
    [line] = mistakes(write('[zalo_bot.main]\ntoken = "1:x"\nmode = "webhook"\n'))

    assert "[zalo_bot.main.mode] webhook needs [web] public_url" in line


def test_the_example_has_no_section_that_there_is_not() -> None:
    assert set(tomllib.loads(woken())) == fields(Settings)


@pytest.mark.parametrize("section", ["limits", "data"])
def test_the_example_states_the_real_defaults(section: str, write: Write) -> None:
    shown = load(write(woken()))

    assert getattr(shown, section) == getattr(Settings(), section)


def test_the_example_states_the_real_defaults_of_a_bot_and_of_the_web() -> None:
    shown = tomllib.loads(woken())
    bot = TelegramSettings(token=SecretStr("x"))

    assert {name: shown["web"][name] for name in ("host", "port")} == {
        "host": Settings().web.host,
        "port": Settings().web.port,
    }
    for name in ("mode", "base_url", "base_file_url", "proxy"):
        assert shown["telegram"]["main"][name] == getattr(bot, name), name


def test_every_setting_of_the_example_is_explained() -> None:
    lines = EXAMPLE.read_text("utf-8").splitlines()
    explained = [
        lines[number - 1].startswith("# ") or lines[number - 1].startswith("[")
        for number, line in enumerate(lines)
        if SLEEPING.match(line)
    ]

    assert explained
    assert all(explained)


def test_a_file_in_the_working_folder_is_found(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[web]\nport = 9000\n")

    assert load(None).web.port == 9000


def test_the_environment_may_name_the_file(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOITHOAI_CONFIG", str(write("[web]\nport = 9001\n")))

    assert load(None).web.port == 9001


def test_a_file_that_was_named_wins_over_the_one_in_the_environment(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOITHOAI_CONFIG", str(tmp_path / "other.toml"))

    assert load(write("[web]\nport = 9002\n")).web.port == 9002


def test_the_environment_wins_over_the_file(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOITHOAI_WEB__PORT", "9003")

    settings = load(write('[web]\nport = 9000\nhost = "0.0.0.0"\n'))

    assert (settings.web.host, settings.web.port) == ("0.0.0.0", 9003)


def test_a_token_may_come_from_the_environment_and_the_rest_from_the_file(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOITHOAI_TELEGRAM__MAIN__TOKEN", TOKEN)

    bot = load(write('[telegram.main]\ncommune = "anbinh"\n')).telegram["main"]

    assert bot.token.get_secret_value() == TOKEN
    assert bot.commune == "anbinh"


def test_a_bot_may_come_from_the_environment_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOITHOAI_TELEGRAM__MAIN__TOKEN", TOKEN)

    assert load(None).telegram["main"].token.get_secret_value() == TOKEN


def test_a_list_in_the_environment_is_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOITHOAI_WEB__EMBED_ORIGINS", '["https://xa.gov.vn"]')

    assert load(None).web.embed_origins == ("https://xa.gov.vn",)


def test_a_list_in_the_environment_that_is_not_json_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DOITHOAI_WEB__EMBED_ORIGINS", "https://xa.gov.vn")

    [line] = mistakes(None)

    assert "DOITHOAI_WEB" in line
    assert "JSON" in line


def test_each_mistake_is_one_line_with_file_and_key(write: Write) -> None:
    path = write(
        '[web]\nport = 99999\ncolour = "red"\n\n[telegram.main]\nmode = "carrier pigeon"\n'
    )

    lines = mistakes(path)

    assert all(line.startswith(f"{path}: [") and "\n" not in line for line in lines)
    assert [line.split("[")[1].split("]")[0] for line in lines] == [
        "web.port",
        "web.colour",
        "telegram.main.token",
        "telegram.main.mode",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[colours]\nred = 1\n",
        "[web]\ncolour = 1\n",
        "[telegram.main]\ntoken = 'x'\ncolour = 1\n",
        "[[commune]]\ncode = 'ab'\nname = 'A'\nregulation = 'r'\ncolour = 1\n",
        "_env_file = 'x'\n",
    ],
)
def test_a_key_that_nobody_knows_is_refused(text: str, write: Write) -> None:
    [line] = mistakes(write(text))

    assert "is not a known setting" in line


def test_a_misspelt_section_in_the_environment_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DOITHOAI_TELEGRM__MAIN__TOKEN", TOKEN)

    [line] = mistakes(None)

    assert line == "environment: DOITHOAI_TELEGRM__MAIN__TOKEN is not a known setting"


def test_a_misspelt_key_in_the_environment_is_refused_by_its_own_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DOITHOAI_WEB__PROT", "80")

    [line] = mistakes(None)

    assert line == "environment DOITHOAI_WEB__PROT: [web.prot] is not a known setting"


def test_a_mistake_in_the_environment_is_not_blamed_on_the_file(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOITHOAI_WEB__PORT", "many")

    [line] = mistakes(write('[web]\nhost = "::1"\n'))

    assert line.startswith("environment DOITHOAI_WEB__PORT: ")


def test_a_mistake_in_a_list_of_the_environment_is_not_blamed_on_the_file_either(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOITHOAI_WEB__EMBED_ORIGINS", '["xa.gov.vn"]')

    [line] = mistakes(write('[web]\nhost = "::1"\n'))

    assert line.startswith("environment DOITHOAI_WEB__EMBED_ORIGINS: [web.embed_origins.0] ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[database]\nurl = "mysql://x"\n', "must be sqlite:///FILE or postgresql://"),
        ('[database]\nurl = "sqlite:///:memory:"\n', "must be sqlite:///FILE or postgresql://"),
        ('[database]\nurl = "postgresql://u:p@h:x/d"\n', "must be sqlite:///FILE or postgresql://"),
        ('[web]\npublic_url = "xa.gov.vn"\n', "must begin with http:// or https://"),
        ('[web]\nembed_origins = ["xa.gov.vn"]\n', "must be origins such as"),
        ('[telegram.Main]\ntoken = "x"\n', "small letters, digits and dashes"),
        ('[telegram.main]\ntoken = ""\n', "must not be empty"),
        ('[[commune]]\ncode = "xã"\nname = "A"\nregulation = "r"\n', "letters without accents"),
    ],
)
def test_a_mistake_is_said_in_words(text: str, expected: str, write: Write) -> None:
    [line] = mistakes(write(text))

    assert expected in line


def test_a_webhook_needs_an_address_where_it_can_be_called(write: Write) -> None:
    bot = '[telegram.main]\ntoken = "x"\nmode = "webhook"\n'

    [line] = mistakes(write(bot))

    assert "[telegram.main.mode] webhook needs [web] public_url" in line
    assert load(write(bot + '[web]\npublic_url = "https://xa.gov.vn"\n')).telegram


def test_a_file_that_is_not_toml_is_one_line(write: Write) -> None:
    path = write("[web\nport = 1\n")

    [line] = mistakes(path)

    assert line.startswith(f"{path}: is not valid TOML")


def test_a_file_that_is_not_utf8_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "old.toml"
    path.write_bytes(b'[web]\nhost = "\xff"\n')

    assert mistakes(path) == [f"{path}: is not UTF-8"]


def test_a_file_that_windows_wrote_is_read(tmp_path: Path) -> None:
    path = tmp_path / "windows.toml"
    path.write_bytes(b"\xef\xbb\xbf[web]\r\nport = 9004\r\n")

    assert load(path).web.port == 9004


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "nowhere.toml"

    assert mistakes(path) == [f"{path}: cannot be read (No such file or directory)"]


def test_a_folder_may_begin_at_home(write: Write) -> None:
    assert load(write('[data]\ndir = "~/xa"\n')).data.dir == Path.home() / "xa"


def test_no_secret_is_shown_when_settings_are_printed(write: Write) -> None:
    settings = load(
        write(
            f'[telegram.main]\ntoken = "{TOKEN}"\nsecret = "hushhush"\nproxy = "http://u:pw1@p"\n'
            '[database]\nurl = "postgresql://u:pw2@h/d"\n'
            f'[security]\nkey = "{"k" * 40}"\n'
        )
    )

    for shown in (repr(settings), str(settings), repr(settings.telegram), str(settings.database)):
        for secret in (TOKEN, "hushhush", "pw1", "pw2", "k" * 40):
            assert secret not in shown


@pytest.mark.parametrize(
    "text",
    [
        f'[telegram.main]\ntoken = ["{TOKEN}"]\n',
        f'[telegram.main]\ntoken = "{TOKEN}"\nmode = "{TOKEN}"\n',
        f'[telegram]\ntoken = "{TOKEN}"\n',
        f'[telegram.main]\ntoken = "{TOKEN}\n',
        f'[database]\nurl = "{TOKEN}"\n',
        f"[web]\nport = '{TOKEN}'\n",
    ],
)
def test_what_was_typed_is_never_repeated_in_an_error(
    text: str, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(text)

    assert run_reporting(app, ["--config", str(path), "migrate"]) == WRONG_USE
    assert TOKEN not in "".join(capsys.readouterr())
    with pytest.raises(ConfigurationError) as caught:
        load(path)
    assert TOKEN not in str(caught.getrepr(style="short"))


def test_a_wrong_configuration_ends_a_command_with_two_and_a_line_on_standard_error(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write("[web]\nport = 99999\n")

    code = run_reporting(app, ["--config", str(path), "migrate"])
    out, err = capsys.readouterr()

    assert code == WRONG_USE == 2
    assert out == ""
    assert err.splitlines() == [
        f"{path}: [web.port] Input should be less than or equal to 65535",
    ]


def test_with_json_an_error_is_one_document_and_nothing_else(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write("[web]\nport = 99999\nprot = 1\n")

    code = run_reporting(app, ["--json", "--config", str(path), "migrate"])
    out, err = capsys.readouterr()

    assert code == WRONG_USE
    assert list(json.loads(out)) == ["error"]
    assert err == ""


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["migrate", "--nonsense"], ["staff", "invite"]]
)
def test_a_wrong_command_ends_with_two_and_says_so_in_json(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_reporting(app, ["--json", *arguments]) == WRONG_USE
    assert json.loads(capsys.readouterr().out)["error"]


def test_a_fault_of_ours_ends_with_one_and_is_a_document_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("dialogue.regulation.shipped", lambda: 1 // 0)

    code = run_reporting(app, ["--json", "regulations"])
    out, err = capsys.readouterr()

    assert code == FAILED == 1
    assert json.loads(out) == {"error": "a fault in the program: ZeroDivisionError"}
    assert "Traceback" in err


@pytest.mark.parametrize(
    "given",
    [
        ["--config", "F", "--json", "staff", "invite", "--role", "office"],
        ["staff", "--config", "F", "invite", "--role", "office", "--json"],
        ["staff", "invite", "--json", "--role", "office", "--config", "F"],
    ],
)
def test_global_options_may_stand_anywhere(given: list[str]) -> None:
    folded = fold_global_options(given)

    assert sorted(folded[:3]) == ["--config", "--json", "F"]
    assert folded[folded.index("--config") + 1] == "F"
    assert folded[3:] == ["staff", "invite", "--role", "office"]


def test_config_with_an_equals_sign_may_stand_anywhere_too() -> None:
    assert fold_global_options(["migrate", "--config=F"]) == ["--config=F", "migrate"]


def test_what_stands_behind_two_dashes_is_left_alone() -> None:
    given = ["regulations", "check", "--", "--json", "--config"]

    assert fold_global_options(given) == given


def test_config_without_a_file_is_not_taken_for_something_else(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = run_reporting(app, fold_global_options(["migrate", "--config"]))

    assert code == WRONG_USE
    assert "--config" in capsys.readouterr().err


def test_a_command_that_is_done_ends_with_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_reporting(app, fold_global_options(["regulations", "--json"])) == DONE == 0
    assert json.loads(capsys.readouterr().out)


def test_every_section_concerns_the_law_or_is_known_not_to() -> None:
    """A command of the law reads what may concern it, a misspelt section as well."""
    assert OF_OTHERS | {"calendar", "regulations"} == set(Settings.model_fields)
