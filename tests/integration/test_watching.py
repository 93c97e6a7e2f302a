"""A broken token or webhook is found by the program and told over another channel, once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from fakes.telegram import FakeTelegram
from integration.telegram_kit import NOW, open_account
from sqlmodel import select
from stage import Actor, Program
from stage.walks import enrol

from bot.channels.soundness import Unsound
from bot.watching import Watching
from dialogue.roles import Role
from handlers.alarm import note_look
from storage import addresses
from storage.tables import AccountHealth
from storage.work import Work


@dataclass
class Account:
    """An account of Telegram that is as sound as it is told to be."""

    why: str = ""

    async def look(self, now: datetime) -> None:
        if self.why == "fault":
            raise RuntimeError("0912345678")
        if self.why:
            raise Unsound(self.why)


@dataclass
class Town:
    """The sample commune, whose bot may break, and its officer Chi, who has a bot and a page."""

    program: Program
    chi: Actor
    account: Account = field(default_factory=Account)

    async def look(self, why: str, **later: float) -> str:
        """Let time pass and look; what Chi reads then."""
        self.program.wait(**later)
        self.account.why = why
        row = self.program.database.read_now(lambda work: _row(work))
        watching = Watching(
            database=self.program.database,
            house=self.program.house,
            accounts=lambda: [("telegram", "main", row, self.account)],
        )
        await watching.tick(self.program.now)
        return self.chi.read().text


def _row(work: Work) -> int:
    return addresses.account(work, "telegram", "main").id or 0


@pytest.fixture
def town(program: Program) -> Town:
    return Town(program, enrol(Actor(program=program, name="chi")))


async def test_a_refused_token_is_told_at_once_and_once(town: Town) -> None:
    first = await town.look("token")
    second = await town.look("token", minutes=5)

    assert "Telegram “main” chưa gửi và nhận được tin" in first
    assert "[telegram.main]" in first
    assert second == ""


async def test_when_it_works_again_that_is_told_once(town: Town) -> None:
    await town.look("token")

    assert "đã hoạt động trở lại" in await town.look("", minutes=5)
    assert await town.look("", minutes=5) == ""


async def test_each_breakage_is_told_anew(town: Town) -> None:
    await town.look("token")
    await town.look("", minutes=5)

    assert "chưa gửi và nhận" in await town.look("token", minutes=5)


async def test_silence_is_told_once_it_has_lasted(town: Town) -> None:
    """Networks come and go."""
    soon = await town.look("unreachable") + await town.look("unreachable", minutes=14)
    gone = await town.look("", minutes=1)
    await town.look("webhook", minutes=1)

    assert soon + gone == ""
    assert "chưa chuyển được tin" in await town.look("webhook", minutes=15)


async def test_a_clock_that_jumps_back_does_not_put_the_alarm_off(town: Town) -> None:
    await town.look("unreachable")
    await town.look("unreachable", hours=-5)

    assert "chưa kết nối" in await town.look("unreachable", minutes=15)


async def test_a_fault_of_ours_counts_as_silence_and_its_words_are_nowhere(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    await town.look("fault")

    assert "0912345678" not in "".join(capsys.readouterr())


def test_it_is_never_told_over_the_account_itself(program: Program) -> None:
    """Chi has nothing but that bot: the doctor says it."""
    chi = enrol(Actor(program=program, name="chi", channel="telegram"))
    program.change(lambda work: note_look(work, program.house, _row(work), "token", program.now))

    assert chi.read().text == ""


def test_of_two_processes_one_tells(town: Town) -> None:
    for _ in range(2):
        town.program.change(
            lambda work: note_look(work, town.program.house, _row(work), "token", town.program.now)
        )

    assert town.chi.read().text.count("chưa gửi và nhận") == 1
    [row] = town.program.database.read_now(
        lambda work: list(work.session.exec(select(AccountHealth)))
    )
    assert row.breakage == 1


def test_an_operator_of_another_commune_is_told_too(program: Program) -> None:
    """Somebody looks after the whole installation."""
    program.add_neighbour()
    code = program.invite(Role.OPERATOR, commune="ben")
    hai = Actor(program=program, name="hai", account="ben")
    hai.open()
    hai.say(f"/thamgia {code}")
    hai.say("Lê Hải")
    hai.read()
    program.change(lambda work: note_look(work, program.house, _row(work), "token", program.now))

    assert "chưa gửi và nhận" in hai.read().text


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    with FakeTelegram() as fake:
        yield fake


async def found(telegram: FakeTelegram, **settings: Any) -> str:
    """What a look at a bot finds."""
    async with open_account(telegram, **settings) as account:
        try:
            await account.look(NOW)
        except Unsound as fault:
            return fault.why
        return ""


async def test_a_bot_that_asks_is_sound_while_its_token_is_taken(telegram: FakeTelegram) -> None:
    assert await found(telegram) == ""
    assert await found(telegram, token="1:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw") == "token"


async def test_a_bot_that_is_called_elsewhere_is_not_ours(telegram: FakeTelegram) -> None:
    """Another program has set a webhook for it, or ours was taken down."""
    assert await found(telegram, mode="webhook") == "webhook"
    async with open_account(telegram, mode="webhook") as account:
        await account._webhook.set_up()

    assert await found(telegram, mode="webhook") == ""
    assert await found(telegram) == "taken"


async def test_a_bot_api_that_does_not_answer_is_silence(telegram: FakeTelegram) -> None:
    assert await found(telegram, base_url="http://127.0.0.1:1/bot") == "unreachable"
