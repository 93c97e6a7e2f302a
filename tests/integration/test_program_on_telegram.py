"""The whole program beside a strict Bot API server: the main walk on Telegram, both databases."""

import asyncio
import io
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from fakes.telegram import FakeTelegram, Seen
from PIL import Image
from sqlmodel import select

from bot.app import App, build, serve
from bot.settings import Settings
from storage.database import Database
from storage.tables import Attachment
from storage.work import Work

AN, CHI = 1001, 2002


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[App]:
    """The program, served until the block ends."""
    app = build(settings)
    stop, ready = asyncio.Event(), asyncio.Event()
    serving = asyncio.create_task(serve(app, stop=stop, ready=lambda _: ready.set()))
    await asyncio.wait({serving, asyncio.create_task(ready.wait())}, return_when="FIRST_COMPLETED")
    try:
        yield app
    finally:
        stop.set()
        await serving


@pytest.fixture
def settings(database: Database, tmp_path: Path, telegram: FakeTelegram) -> Settings:
    """The sample commune with one bot that polls the fake server."""
    return Settings(
        database={"url": database.url},
        data={"dir": tmp_path},
        web={"port": 0},
        quiet_hours={"begin": "00:00", "end": "00:00"},  # whenever the test runs
        telegram={
            "main": {
                "token": telegram.token,
                "base_url": telegram.base_url,
                "base_file_url": telegram.base_file_url,
                "chat_seconds": 0,
            }
        },
    )


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    """The Bot API server, on a free port of this machine."""
    with FakeTelegram() as fake:
        yield fake


class Chat:
    """One person's private chat with the bot."""

    def __init__(self, fake: FakeTelegram, chat: int) -> None:
        self.fake, self.chat = fake, chat

    async def says(self, text: str, then: str) -> Seen:
        """Write, and wait for an answer that holds `then`."""
        self.fake.say(self.chat, text)
        return await self.gets(then)

    async def presses(self, label: str, then: str) -> Seen:
        """Press the newest button with this label, and wait for the answer."""
        shown = [seen for seen in self.fake.sent(self.chat) if label in seen.labels][-1]
        self.fake.press(shown.message_id, shown.data(label))
        return await self.gets(then)

    async def gets(self, words: str) -> Seen:
        """Wait until the newest message holds these words."""
        await self.fake.eventually(lambda: words in self.fake.last(self.chat).text, timeout=30)
        return self.fake.last(self.chat)


def picture() -> bytes:
    """A small JPEG."""
    out = io.BytesIO()
    Image.new("RGB", (80, 60), "gray").save(out, "JPEG")
    return out.getvalue()


async def register(an: Chat) -> str:
    """An's way to the receipt; the petition's code."""
    await an.says("/start", "Ông/Bà muốn làm gì?")
    await an.presses("Gửi câu hỏi, kiến nghị", "đồng ý không")
    await an.presses("Tôi đồng ý", "hội nghị nào")
    await an.says("1", "tham gia thế nào")
    await an.presses("Đến dự và phát biểu", "đang chờ cơ quan")
    await an.presses("Không", "thường trú")
    await an.presses("Có", "họ và tên")
    await an.says("Nguyễn Văn An", "thôn (tổ dân phố) nào")
    await an.presses("Thôn Đông", "Chức vụ")
    await an.presses("Người dân", "cho ai")
    await an.presses("Cho bản thân, gia đình", "số điện thoại")
    await an.presses("Không cần", "lĩnh vực")
    await an.presses("Giao thông, thủy lợi", "viết câu hỏi")
    await an.says("Đường thôn Đông hỏng <nặng> & ngập", "Đã ghi (1 tin)")
    an.fake.send_photo(an.chat, picture(), "Ảnh sáng nay")
    await an.gets("Đã ghi (2 tin)")
    await an.presses("Xong", "gửi nội dung này chứ")
    receipt = await an.presses("Gửi", "Mật mã:")
    found = re.search(r"XM\d\d-\d{4}", receipt.text)
    assert found is not None
    return found[0]


async def test_a_citizen_registers_and_the_office_decides_on_telegram(
    settings: Settings, telegram: FakeTelegram
) -> None:
    """The main walk: receipt with a code, the office sees the photo, the citizen is told."""
    an, chi = Chat(telegram, AN), Chat(telegram, CHI)
    async with running(settings) as app:
        code = await register(an)
        (invitation,) = app.started.codes.values()
        await chi.says(f"/thamgia {invitation}", "họ và tên")
        await chi.says("Lê Thị Chi", "đã tham gia")
        await chi.presses("Việc cần làm", code)
        await wait_for_file(app)
        await chi.presses(f"Mở {code}", "")
        await telegram.eventually(lambda: any(s.file for s in telegram.sent(CHI)), timeout=30)
        await chi.presses("Chấp nhận nội dung", "Đã ghi")

        told = await an.gets("đã chấp nhận nội dung")

    assert code in told.text
    assert "Đường thôn Đông hỏng <nặng> & ngập" in "".join(s.text for s in telegram.sent(CHI))


async def test_staff_see_their_own_command_menu(settings: Settings, telegram: FakeTelegram) -> None:
    """Everybody's menu stays a citizen's; the office's chat gets the office's commands."""
    chi = Chat(telegram, CHI)
    async with running(settings) as app:
        (invitation,) = app.started.codes.values()
        await chi.says(f"/thamgia {invitation}", "họ và tên")
        await chi.says("Lê Thị Chi", "đã tham gia")
        await telegram.eventually(lambda: "viec" in names(telegram, CHI), timeout=30)

    assert "viec" not in names(telegram, None)
    assert "gui" in names(telegram, None)


async def test_nothing_is_lost_or_doubled_over_a_restart(
    settings: Settings, telegram: FakeTelegram
) -> None:
    """Messages written while the program is down are answered once when it is back."""
    an = Chat(telegram, AN)
    async with running(settings):
        await an.says("/start", "muốn làm gì")
    telegram.say(AN, "/lich")
    async with running(settings):
        await an.gets("Thời gian:")
        await an.says("/trogiup", "Ông/Bà có thể")

    assert sum("Thời gian:" in seen.text for seen in telegram.sent(AN)) == 1


def names(telegram: FakeTelegram, chat: int | None) -> list[str]:
    """The commands that a chat is offered by its own menu, or everybody by the common one."""
    scope = {"type": "chat", "chat_id": chat} if chat else None
    return [command["command"] for command in telegram.commands(scope)]


async def wait_for_file(app: App) -> None:
    """Wait until the worker has stored the photo."""
    async with asyncio.timeout(30):
        while await app.database.read(file_state) != "stored":
            await asyncio.sleep(0.05)


def file_state(work: Work) -> str:
    """The state of the only file."""
    return work.session.exec(select(Attachment.state)).one()
