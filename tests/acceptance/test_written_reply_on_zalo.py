"""A written reply comes weeks after its author last wrote: on a Zalo Official Account it reaches
everybody all the same, by a prepared text, on another channel, or by the office's own call."""

import re
from collections.abc import Iterator
from contextlib import AsyncExitStack
from datetime import date
from pathlib import Path

import pytest
from stage import Actor
from stage.answers import give
from stage.communes import HONG_AN
from stage.places import morning
from stage.steps import answer
from stage.walks import code_of
from stage.web import Page, WebActor
from stage.zalo_oa import LONGEST, OF_PETITION, ZaloOaPlace

from dialogue.roles import Role
from storage.tables import ByHand, Outbox

ECONOMY = "Phòng Kinh tế"
LAMPS = f"Đèn đường ngõ 5{', ngõ 7' * 40} sẽ được lắp trong tháng 8/2026."
# A template that is sent to the phone which somebody has left: who has left none is not reached.
BY_PHONE = {
    "notice": "answer",
    "id": "300100",
    "by": "phone",
    "fields": OF_PETITION,
    "longest": dict.fromkeys(OF_PETITION, LONGEST),
    "price": 300,
}


@pytest.fixture
def place(sqlite_url: str, tmp_path: Path) -> Iterator[ZaloOaPlace]:
    """Monday 1 June 2026, an account with one template."""
    place = ZaloOaPlace(
        url=sqlite_url,
        stated=HONG_AN,
        now=morning(date(2026, 6, 1)),
        files=tmp_path / "data",
        templates=(BY_PHONE,),
        may_fail=("window",),
    )
    with place.served():
        yield place


@pytest.fixture
def pages(place: ZaloOaPlace) -> Iterator[AsyncExitStack]:
    """What is open in browsers, closed before the program ends."""
    stack = AsyncExitStack()
    yield stack
    place.wait_for(stack.aclose())


def test_a_written_reply_is_never_silently_undeliverable(
    place: ZaloOaPlace, pages: AsyncExitStack
) -> None:
    """An has left a phone, Bình has joined the web chat, Em has neither; twelve days pass."""
    chi = place.staff("chi", "Lê Thị Chi", Role.OFFICE)
    dung = place.staff("dung", "Phạm Văn Dũng", Role.AGENCY, agency=ECONOMY)
    an, binh, em = (place.person(name) for name in ("an", "binh", "em"))
    place.zalo.state.phones["84912345678"] = "an"
    codes = [send(an, "0912 345 678"), send(binh), send(em)]
    page = join_the_web_chat(binh, pages)
    for code in codes:
        give(place, code, agency=ECONOMY)
    place.on(date(2026, 6, 8))
    page.say("/cuatoi")

    place.on(date(2026, 6, 12))
    for code in codes:
        answer(dung, code, LAMPS, "9/KT-TL")
        chi.say(f"/duyet {code}").press("Công bố")
    place.settle()

    by_template = [seen for seen in place.zalo.sent("an") if seen.template]
    assert [(seen.data["ma_don"], seen.how) for seen in by_template] == [(codes[0], "template")]
    kept = {row.way: row.cost for row in place.all_of(Outbox) if row.way == "template"}
    assert kept == {"template": 300}
    assert LAMPS in an.read().text  # who writes the code reads all of it
    assert LAMPS in page.read().text
    assert LAMPS not in binh.read().text
    assert codes[2] in chi.say("/lienhe").text and codes[1] not in chi.text
    assert LAMPS in chi.press(next(one for one in chi.offered if one.startswith("Mở mục"))).text
    chi.press("Đã báo qua điện thoại")
    assert [(one.reason, one.how) for one in place.all_of(ByHand)] == [("window", "goi")]


def send(author: Actor, phone: str = "") -> str:
    """An opinion for the general box; its code."""
    author.open().press("Gửi câu hỏi, kiến nghị").press("Tôi đồng ý").say("Nguyễn Văn An")
    author.press("Tổ dân phố Một").press("Người dân").press("Cho bản thân, gia đình")
    author.say(phone or "Không cần").press("Tôi không rõ").say("Ngõ 5 chưa có đèn đường.")
    return code_of(author.press("Xong").press("Gửi"))


def join_the_web_chat(author: Actor, pages: AsyncExitStack) -> Actor:
    """Open the commune's page and join it to this account by a code."""
    place = author.program
    assert isinstance(place, ZaloOaPlace)
    page = place.wait_for(Page.open(place.address, HONG_AN.code, pages))
    browser = WebActor(program=place, name="web", channel="web", account=HONG_AN.code, page=page)
    command = re.search(r"/kenh \S+", author.say("/kenh noi").text)
    assert command is not None
    return browser.say(command[0]).press("Đồng ý nối")
