"""Which bot of Telegram an account is, is noted at each start from its token."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from bot.house import build_house
from bot.settings import load
from bot.start import open_current, prepare
from storage.tables import Account
from storage.work import Work

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def numbers_after_start(folder: Path, **tokens: str) -> dict[str, str | None]:
    """Start with these bots; the number that is noted for each account of Telegram."""
    lines = [f'[telegram.{name}]\ntoken = "{token}"\n' for name, token in tokens.items()]
    (folder / "config.toml").write_text("\n".join(lines))
    settings = load(None)
    database = open_current(settings)
    try:
        prepare(database, settings, build_house(settings), NOW)
        return database.read_now(_numbers)
    finally:
        database.close()


def _numbers(work: Work) -> dict[str, str | None]:
    rows = work.session.exec(select(Account))
    return {row.name: row.platform_id for row in rows if row.channel == "telegram"}


def test_the_number_of_a_bot_is_what_stands_before_the_colon_of_its_token(folder: Path) -> None:
    found = numbers_after_start(folder, main="123456:made-up", other="77:made:up", odd="made-up")

    assert found == {"main": "123456", "other": "77", "odd": None}


def test_another_bot_in_its_place_is_another_number(folder: Path) -> None:
    numbers_after_start(folder, main="123456:made-up")

    assert numbers_after_start(folder, main="77:made-up") == {"main": "77"}


def test_a_bot_that_got_another_name_is_only_the_new_account(folder: Path) -> None:
    """And back again, whichever row is older."""
    numbers_after_start(folder, main="123456:made-up")
    renamed = numbers_after_start(folder, anbinh="123456:made-up")
    back = numbers_after_start(folder, main="123456:made-up")

    assert renamed == {"main": None, "anbinh": "123456"}
    assert back == {"main": "123456", "anbinh": None}
