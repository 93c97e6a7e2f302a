"""The installation's key: made once, its owner's alone, and never guessed at."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from integration.cli_kit import Operator

from bot.console import DONE, WRONG_USE
from bot.key import load_key
from bot.settings import DataSettings, SecuritySettings, Settings

STARTS = 16


@pytest.fixture
def operator(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Operator:
    return Operator.at(tmp_path, capsys, monkeypatch)


def settings_for(folder: Path, key: str = "") -> Settings:
    return Settings(
        data=DataSettings(dir=folder), security=SecuritySettings.model_validate({"key": key})
    )


def test_the_first_command_that_needs_the_key_makes_it(operator: Operator) -> None:
    assert operator.run("commune", "list").code == DONE
    assert len(operator.key.read_bytes()) == 64


def test_only_its_owner_may_read_the_key(operator: Operator) -> None:
    operator.run("commune", "list")

    assert operator.key.stat().st_mode & 0o777 == 0o600


def test_the_key_stays_what_it_is(operator: Operator) -> None:
    operator.run("commune", "list")
    before = operator.key.read_bytes()
    operator.run("commune", "list")

    assert operator.key.read_bytes() == before


def test_nothing_else_is_left_behind(operator: Operator) -> None:
    load_key(settings_for(operator.data))

    assert [path.name for path in operator.data.iterdir()] == ["key"]


def test_a_key_that_others_may_read_is_refused_with_what_to_do(operator: Operator) -> None:
    operator.run("commune", "list")
    operator.key.chmod(0o640)

    spoken = operator.run("commune", "list")

    assert spoken.code == WRONG_USE
    assert "others may read it: chmod 600 data/key" in spoken.err


def test_a_key_that_is_cut_short_is_refused_and_not_replaced(operator: Operator) -> None:
    operator.run("commune", "list")
    operator.key.write_text("short")

    spoken = operator.ask("commune", "list")

    assert spoken.code == WRONG_USE
    assert "at least 32 characters" in spoken.error
    assert operator.key.read_text() == "short"


def test_a_configured_key_is_used_and_none_is_made(tmp_path: Path) -> None:
    assert load_key(settings_for(tmp_path / "data", "k" * 32)) == b"k" * 32
    assert not (tmp_path / "data").exists()


def test_a_configured_key_that_is_too_short_is_refused_without_being_shown(
    operator: Operator,
) -> None:
    operator.write('[security]\nkey = "tooshort"\n')

    spoken = operator.run("commune", "list")

    assert spoken.code == WRONG_USE
    assert "[security] key" in spoken.err
    assert "tooshort" not in spoken.err


@pytest.mark.parametrize("attempt", range(10))
def test_starts_at_the_same_time_make_one_key(tmp_path: Path, attempt: int) -> None:
    together = Barrier(STARTS)

    def start(_: int) -> bytes:
        together.wait()
        return load_key(settings_for(tmp_path / "data"))

    with ThreadPoolExecutor(STARTS) as pool:
        keys = set(pool.map(start, range(STARTS)))

    assert keys == {(tmp_path / "data" / "key").read_bytes()}


def test_no_other_key_is_made_where_one_appears_in_between(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "data" / "key"
    load_key(settings_for(path.parent))
    first = path.read_bytes()
    seen = iter([False])
    real = Path.exists

    def late(self: Path, **how: bool) -> bool:
        return next(seen, True) if self == path else real(self, **how)

    monkeypatch.setattr(Path, "exists", late)

    assert load_key(settings_for(path.parent)) == first
