"""The whole program beside strict fakes of both products of Zalo: the scripts of other channels."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from fakes.zalo_bot import FakeZaloBot
from fakes.zalo_oa import FakeZaloOa, Habits
from integration.zalo_kit import bot_settings, free_port, picture, running
from integration.zalo_oa_kit import Clock, oa_settings
from sqlmodel import select

from bot.app import App
from bot.settings import Settings
from storage.tables import Attachment, ByHand
from storage.work import Work

PRODUCTS = ("zalo_bot", "zalo_oa")


class Person:
    """Somebody on Zalo: types, and presses a button where there is one, else its number."""

    def __init__(self, zalo: Any, name: str) -> None:
        self.zalo, self.name = zalo, name

    async def says(self, text: str, then: str) -> Any:
        """Write, and wait for an answer that holds `then`."""
        self.zalo.say(self.name, text)
        return await self.zalo.gets(self.name, then)

    async def chooses(self, label: str, then: str) -> Any:
        """Choose what the newest message offers."""
        shown = self.zalo.sent(self.name)[-1]
        if label in dict(getattr(shown, "buttons", ())):
            self.zalo.press(self.name, label)
            return await self.zalo.gets(self.name, then)
        found = re.search(rf"^(\d+)\. {re.escape(label)}$", shown.text, re.MULTILINE)
        assert found is not None, shown.text
        return await self.says(found[1], then)


class Town:
    """The program with one account of a product, and the people who write to it."""

    def __init__(self, app: App, zalo: Any) -> None:
        self.app, self.zalo = app, zalo
        self.an, self.chi, self.binh = (Person(zalo, name) for name in ("an", "chi", "binh"))

    async def enrol(self) -> None:
        """Chi becomes the office."""
        (invitation,) = self.app.started.codes.values()
        await self.chi.says(f"/thamgia {invitation}", "họ và tên")
        await self.chi.says("Lê Thị Chi", "đã tham gia")


@asynccontextmanager
async def town(
    product: str, url: str, folder: Path, clock: Clock | None = None, **changes: Any
) -> AsyncIterator[Town]:
    """The whole program, called by a webhook."""
    port, clock = free_port(), clock or Clock(datetime.now(UTC))
    public = f"http://127.0.0.1:{port}"
    fake: Any = FakeZaloBot() if product == "zalo_bot" else FakeZaloOa(clock, Habits())
    with fake as zalo:
        stated = (
            bot_settings(zalo, mode="webhook")
            if product == "zalo_bot"
            else oa_settings(zalo, **changes)
        )
        settings = Settings(
            database={"url": url},
            data={"dir": folder},
            web={"port": port, "public_url": public},
            quiet_hours={"begin": "00:00", "end": "00:00"},  # whenever the test runs
            **{product: {"main": stated}},
        )
        async with running(settings, clock) as app:
            if product == "zalo_oa":
                zalo.call_at(f"{public}/zalo/oa")
            yield Town(app, zalo)


async def begin(place: Town, who: Person) -> None:
    """To the first question: by a greeting, or by following the account."""
    if isinstance(place.zalo, FakeZaloOa):
        place.zalo.follow(who.name)
        await place.zalo.gets(who.name, "Ông/Bà muốn làm gì")
    else:
        await who.says("/start", "Ông/Bà muốn làm gì")
    await who.chooses("Gửi câu hỏi, kiến nghị", "đồng ý không")


async def give_phone(place: Town, who: Person) -> None:
    """By hand, or by the form that Zalo shows."""
    if isinstance(place.zalo, FakeZaloOa):
        await place.zalo.eventually(lambda: place.zalo.sent(who.name)[-1].form)
        place.zalo.submit_phone(who.name, "84912345678")
        await place.zalo.gets(who.name, "lĩnh vực")
    else:
        await who.says("0912 345 678", "lĩnh vực")


async def register(place: Town, who: Person) -> tuple[str, str]:
    """The way to a receipt; its code and secret."""
    await begin(place, who)
    await who.chooses("Tôi đồng ý", "hội nghị nào")
    await who.says("1", "tham gia thế nào")
    await who.chooses("Chỉ gửi nội dung", "họ và tên")
    await who.says("Nguyễn Văn An", "thôn (tổ dân phố) nào")
    await who.says("thon dong", "Chức vụ")
    await who.chooses("Người dân", "cho ai")
    place.zalo.say(who.name, "Cho bản thân, gia đình")
    await place.zalo.eventually(
        lambda: any("số điện thoại" in seen.text for seen in place.zalo.sent(who.name)[-2:])
    )
    await give_phone(place, who)
    await who.says("Giao thông, thủy lợi", "viết câu hỏi")
    place.zalo.send_photo(who.name, picture(), "Đường thôn Đông hỏng <nặng> & ngập")
    await place.zalo.gets(who.name, "Đã ghi (1 tin)")
    await who.chooses("Xong", "gửi nội dung này chứ")
    receipt = await who.chooses("Gửi", "Mật mã:")
    code = re.search(r"XM\d\d-\d{4}", receipt.text)
    secret = re.search(r"Mật mã: (\w+)", receipt.text)
    assert code is not None and secret is not None
    return code[0], secret[1]


async def so(place: Town, read: Callable[[Work], bool]) -> None:
    """Wait until something holds in the database."""
    async with asyncio.timeout(10):
        while not await place.app.database.read(read):
            await asyncio.sleep(0.02)


def photo_is_stored(work: Work) -> bool:
    return work.session.exec(select(Attachment.state)).one() == "stored"


def is_to_be_told_by_hand(work: Work) -> bool:
    return list(work.session.exec(select(ByHand.reason))) == ["window"]


async def nothing_comes_of_echoes(place: Town) -> None:
    """A repeated event, a forged one and our own message change nothing, and all get their 200."""
    body = place.zalo.say("binh", "/lich")
    await place.zalo.gets("binh", "Thời gian:")
    place.zalo.repeat(body)
    async with httpx.AsyncClient(verify=False) as http:
        forged = body.replace(b'"in', b'"im')
        answer = await http.post(place.zalo.state.webhook, content=forged)
    place.zalo.send("binh", "oa_send_text", text="Của chúng tôi")
    await place.binh.says("/trogiup", "Ông/Bà có thể")

    assert answer.status_code == 200
    assert set(place.zalo.state.deliveries) == {200}
    assert sum("Thời gian:" in seen.text for seen in place.zalo.sent("binh")) == 1


@pytest.mark.parametrize("product", PRODUCTS)
async def test_intake_look_up_decision_and_notice(
    product: str, sqlite_url: str, tmp_path: Path
) -> None:
    """An registers with a photo, Chi sees it, Bình looks it up, Chi decides, An is told; on an
    Official Account Chi decides eight days later, and the news is hers to bring."""
    clock = Clock(datetime.now(UTC))
    async with town(product, sqlite_url, tmp_path, clock) as place:
        await place.enrol()
        code, secret = await register(place, place.an)
        await so(place, photo_is_stored)
        place.zalo.say("chi", f"/xet {code}")
        seen = await place.zalo.eventually(
            lambda: [one.picture for one in place.zalo.sent("chi") if one.picture]
        )
        await place.binh.says(f"/tracuu {code} {secret}", "Diễn biến")
        if product == "zalo_bot":
            await place.chi.says("Chấp nhận nội dung", "Đã ghi")
            await place.zalo.gets("an", "đã chấp nhận nội dung")
        else:
            clock.wait(days=8)
            await place.chi.says("Chấp nhận nội dung", "Đã ghi")
            await so(place, is_to_be_told_by_hand)
            await place.chi.says("/lienhe", f"Nguyễn Văn An ({code})")
            await nothing_comes_of_echoes(place)

    assert seen[0].startswith(b"\xff\xd8")
