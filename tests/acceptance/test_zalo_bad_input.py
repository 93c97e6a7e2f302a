"""What comes to a Zalo Official Account that nobody can use: answered kindly, and nothing lost."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest
from fakes.zalo_oa.state import APP_ID, OA_ID
from stage import Actor
from stage.communes import HONG_AN
from stage.places import morning
from stage.walks import code_of
from stage.zalo_oa import ZaloOaPlace

from storage.tables import Attachment, Inbox


@pytest.fixture
def place(sqlite_url: str, tmp_path: Path) -> Iterator[ZaloOaPlace]:
    """Monday 1 June 2026."""
    place = ZaloOaPlace(
        url=sqlite_url,
        stated=HONG_AN,
        now=morning(date(2026, 6, 1)),
        files=tmp_path / "data",
        may_fail=("file-gone", "file-too-big", "busy"),
    )
    with place.served():
        yield place


def begin(an: Actor) -> Actor:
    an.open().press("Gửi câu hỏi, kiến nghị").press("Tôi đồng ý").say("Nguyễn Văn An")
    an.press("Tổ dân phố Một").press("Người dân").press("Cho bản thân, gia đình")
    return an.say("Không cần").press("Tôi không rõ")


def odd(place: ZaloOaPlace, an: Actor, event: str, **message: object) -> str:
    """Something else than words; what is answered."""
    place.zalo.send(an.name, event, **message)
    return an.read().text


def test_pictures_from_nowhere_stickers_and_floods_cost_nobody_their_words(
    place: ZaloOaPlace,
) -> None:
    """The host is not Zalo's: it is never called. The file is larger than was announced."""
    an, zalo = begin(place.person("an")), place.zalo
    assert "Nội dung" in odd(place, an, "user_send_sticker", attachments=[])
    assert "chưa nhận được loại tin này" in odd(place, an, "user_send_location")
    an.say("Ngõ 5 chưa có đèn đường.")
    zalo.send_photo("an", b"", url="http://169.254.169.254/latest/meta-data")
    assert "chưa lưu được (ảnh)" in an.read().text
    an.send_document(b"%PDF-1.4" + b"x" * 21_000_000, "don.pdf", "application/pdf")
    assert "lớn hơn 20 MB" in an.text
    zalo.refuse_next(-32, "limit")
    assert an.press("Xong").fresh == []
    place.wait(minutes=1)
    code = code_of(an.read().press("Gửi"))

    states = {row.kind: (row.state, row.reason) for row in place.all_of(Attachment)}
    assert states == {"photo": ("failed", "file-gone"), "document": ("failed", "file-too-big")}
    assert "Ngõ 5 chưa có đèn đường." in an.say(f"/xem {code}").text


def test_what_is_not_zalos_comes_to_nothing_and_gets_its_200(place: ZaloOaPlace) -> None:
    """A wrong signature, an account that is not ours, an event nobody knows, the same once more."""
    an = place.person("an").open()
    taken = place.zalo.say("an", "/trogiup")
    assert "Ông/Bà có thể" in an.read().text
    before = len(place.all_of(Inbox))
    place.zalo.repeat(taken)
    place.zalo.send("an", "user_send_hologram", text="x")
    place.zalo.send("an", "anonymous_send_text", text="x")
    statuses = place.wait_for(forge(place, taken))

    assert an.read().fresh == []
    assert len(place.all_of(Inbox)) == before
    assert {*statuses, *place.zalo.state.deliveries} == {200}


async def forge(place: ZaloOaPlace, body: bytes) -> list[int]:
    """Calls of somebody else."""
    stated = json.loads(body)
    other = {**stated, "recipient": {"id": "1"}}, {**stated, "app_id": "1"}, {}
    bodies = [body.replace(b"/trogiup", b"/huy"), *(json.dumps(one).encode() for one in other)]
    assert stated["app_id"] == APP_ID and stated["recipient"]["id"] == OA_ID
    async with httpx.AsyncClient() as http:
        url, headers = f"{place.address}/zalo/oa", {"x-zevent-signature": "mac=" + "0" * 64}
        return [(await http.post(url, content=one, headers=headers)).status_code for one in bodies]
