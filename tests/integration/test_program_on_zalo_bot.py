"""The whole program beside a strict Bot Platform: the main walk, typed in numbers."""

import re
from pathlib import Path

from fakes.zalo_bot import FakeZaloBot
from integration.zalo_kit import bot_settings, free_port, picture, running
from sqlmodel import select

from bot.settings import Settings
from storage.tables import Attachment


async def test_a_citizen_registers_with_a_photo_and_the_office_sees_and_decides(
    sqlite_url: str, tmp_path: Path
) -> None:
    port = free_port()
    with FakeZaloBot() as zalo:
        settings = Settings(
            database={"url": sqlite_url},
            data={"dir": tmp_path},
            web={"port": port, "public_url": f"http://127.0.0.1:{port}"},
            zalo_bot={"main": bot_settings(zalo, mode="webhook")},
        )
        async with running(settings) as app:

            async def an(text: str, then: str) -> str:
                zalo.say("an", text)
                return str((await zalo.gets("an", then)).text)

            await an("/start", "1. Gửi câu hỏi, kiến nghị")
            await an("1", "đồng ý không")
            await an("1", "hội nghị nào")
            await an("1", "tham gia thế nào")
            await an("Chỉ gửi nội dung", "họ và tên")
            await an("Nguyễn Văn An", "thôn (tổ dân phố) nào")
            await an("thon dong", "Chức vụ")
            await an("1", "cho ai")
            await an("1", "số điện thoại")
            await an("0912 345 678", "lĩnh vực")
            await an("2", "viết câu hỏi")
            zalo.send_photo("an", picture(), "Đường hỏng")
            await zalo.gets("an", "Đã ghi (1 tin)")
            await an("1", "gửi nội dung này chứ")
            receipt = await an("1", "Mật mã:")
            found = re.search(r"XM\d\d-\d{4}", receipt)
            assert found is not None
            code = found[0]
            await zalo.eventually(
                lambda: app.database.read_now(
                    lambda work: work.session.exec(select(Attachment.state)).one() == "stored"
                )
            )
            (invitation,) = app.started.codes.values()
            zalo.say("chi", f"/thamgia {invitation}")
            await zalo.gets("chi", "họ và tên")
            zalo.say("chi", "Lê Thị Chi")
            await zalo.gets("chi", "đã tham gia")
            zalo.say("chi", f"/xet {code}")
            seen = await zalo.eventually(
                lambda: [one.picture for one in zalo.sent("chi") if one.picture]
            )
            zalo.say("chi", "Chấp nhận nội dung")
            told = await zalo.gets("an", "đã chấp nhận nội dung")

    assert seen[0].startswith(b"\xff\xd8")
    assert code in told.text
