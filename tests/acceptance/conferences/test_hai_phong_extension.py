"""Under the city's guidance alone: one matter is complex, and its notice gets 15 working days.

The days are those of hai-phong-13-hd: 7 working days before (V.1(1)), 10 after and 15 where a
matter is complex (V.3.1(1)), the reply 15 after the agency received the notice (V.3.2).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from stage import Actor
from stage.communes import AGENCIES, Place
from stage.places import STAGE, Begin, played_on
from stage.walks import code_of
from states.invariants import check

from bot.settings import CommuneSettings
from dialogue.roles import Role
from storage.tables import Conclusion, ConclusionMatter, Conference, Deadline, Petition

COMMUNE = CommuneSettings(
    code="anbien",
    name="Phường An Biên",
    regulation="hai-phong-13-hd",
    prefix="AB",
    villages=("Tổ dân phố Một", "Tổ dân phố Hai"),
    agencies=AGENCIES,
)
CHOICE = "Hội nghị đối thoại định kỳ năm 2025, thứ Ba, 4/11/2025"
ECONOMY = AGENCIES[0]
ROAD, LAND = "Đường tổ Một hỏng.", "Đất bị thu hồi chưa được bồi thường."
REASON = "Việc bồi thường liên quan nhiều cơ quan, cần xác minh."
FIRST, SECOND = "125-TB/ĐU", "130-TB/ĐU"


@dataclass(kw_only=True)
class Cast:
    """Everybody who takes part."""

    place: Place
    an: Actor
    binh: Actor
    chi: Actor
    dung: Actor


@pytest.fixture
def cast(begin: Begin) -> Iterator[Cast]:
    """Wednesday 1 October 2025: nothing is planned yet."""
    with begin(COMMUNE, date(2025, 10, 1)) as place:
        chi = place.staff("chi", "Lê Thị Chi", Role.OFFICE)
        dung = place.staff("dung", "Phạm Văn Dũng", Role.AGENCY, agency=ECONOMY)
        yield Cast(
            place=place,
            an=place.person("an"),
            binh=place.person("binh"),
            chi=chi,
            dung=dung,
        )


@played_on(*STAGE)
def test_a_complex_matter_gets_more_time_and_a_notice_of_its_own(cast: Cast) -> None:
    """hai-phong-13-hd V.1 to V.3: from 1 October to the reply of December 2025."""
    plan(cast)
    road, land = send(cast.an, ROAD), send(cast.binh, LAND)
    sort(cast.chi, road, "Giao thông, thủy lợi", "Trả lời tại hội nghị")
    sort(cast.chi, land, "Đất đai, xây dựng", "Kiểm tra, làm rõ, trả lời sau")
    hold(cast, road)
    be_held_to_ten_days(cast)
    extend(cast, land)
    issue_first(cast, road)
    issue_supplement(cast, land)
    receive(cast, land)
    reply(cast, land)
    archive(cast)

    assert cast.place.database.read_now(check) == []


def plan(cast: Cast) -> None:
    """IV.1: the Secretary's is prepared by the Party Committee's office, which is not asked."""
    chi = cast.chi.say("/hoinghi").press("Hội nghị mới").press("Đối thoại định kỳ")
    chi.press("Trực tiếp").press("Bí thư Đảng ủy").say("8 giờ ngày 4/11/2025")
    chi.press("Đến giờ khai mạc").say("Hội trường phường").say("Đất đai, giao thông")
    chi.press("Hội nghị đối thoại định kỳ năm 2025").say("120 người").say("150 người")
    chi.press("Chưa phân công").press("Lưu hội nghị")
    assert "Gửi giấy mời và thông báo rộng rãi: chậm nhất thứ Sáu, 24/10/2025" in chi.text
    assert "Ban hành và gửi thông báo kết luận: chậm nhất thứ Ba, 18/11/2025" in chi.text
    chi.press("Thông báo hội nghị").press("Mở đăng ký")

    assert "Cơ quan chủ trì tham mưu: Văn phòng Đảng ủy" in chi.text


def send(actor: Actor, content: str) -> str:
    """The guidance excludes nobody, so nothing is asked before the name."""
    actor.open().press("Gửi câu hỏi, kiến nghị").press("Tôi đồng ý").press(CHOICE)
    actor.press("Chỉ gửi nội dung").say("Nguyễn Văn An").press("Tổ dân phố Một")
    actor.press("Người dân").press("Cho bản thân, gia đình").say("0912 345 678")
    actor.press("Tôi không rõ").say(content).press("Xong").press("Gửi")

    assert "Thông báo kết luận: chậm nhất thứ Ba, 18/11/2025" in actor.text
    assert "dự kiến chậm nhất thứ Ba, 9/12/2025" in actor.text
    return code_of(actor)


def sort(chi: Actor, code: str, field: str, way: str) -> None:
    """V.1(3): by field and by one of three ways of answering."""
    chi.say(f"/xet {code} nhan").press("Phân loại").press(field).press(way)

    assert f"Đã phân loại {code}" in chi.text


def hold(cast: Cast, road: str) -> None:
    """Tuesday 4 November: one matter is settled there, the other stays open."""
    cast.place.on(date(2025, 11, 4), 8)
    cast.chi.say("/hoinghi H1").press("Khai mạc")
    cast.chi.say(f"/ketluan H1 muc {road}").press("Đã giải quyết tại hội nghị")
    cast.chi.say("/ketluan H1").press("Kết thúc hội nghị")

    assert "đã kết luận" in cast.chi.text


def be_held_to_ten_days(cast: Cast) -> None:
    """V.3.1(1): 10 working days after the conference are Tuesday 18 November."""
    cast.place.on(date(2025, 11, 17))
    cast.chi.say("/ketluan H1")
    assert "Hạn gửi thông báo: thứ Ba, 18/11/2025 (mục V.3.1(1)" in cast.chi.text
    cast.chi.press("Soạn thông báo kết luận")

    assert "Còn 1 việc chưa ghi kết luận." in cast.chi.text


def extend(cast: Cast, land: str) -> None:
    """V.3.1(1): at the longest 15, which are the 25th; the reason is on record and is told."""
    cast.chi.say("/ketluan H1").press("Gia hạn cho việc phức tạp").say(REASON)
    assert "chậm nhất thứ Ba, 25/11/2025 (mục V.3.1(1)" in cast.chi.text
    cast.place.settle()
    cast.binh.read()
    assert "Thông báo kết luận: thứ Ba, 18/11/2025 → thứ Ba, 25/11/2025" in cast.binh.text
    assert "Trả lời bằng văn bản: thứ Ba, 9/12/2025 → thứ Ba, 16/12/2025" in cast.binh.text
    assert f"Lý do: {REASON}" in cast.binh.text or not cast.binh.reads_all
    cast.an.read()

    assert REASON in cast.binh.say(f"/visao {land}").text


def issue_first(cast: Cast, road: str) -> None:
    """What is clear is not kept waiting; the limit goes on for what is not."""
    write(cast.chi, "Soạn thông báo kết luận", FIRST)
    assert "1 việc chưa ghi kết luận được để lại cho thông báo bổ sung." in cast.chi.text
    cast.chi.press("Ban hành và gửi")
    hand_over(cast.chi)
    cast.place.settle()

    assert f"việc Ông/Bà nêu ở {road} đã được giải quyết" in cast.an.read().text
    assert cast.binh.read().fresh == []
    assert limit(cast, "conclusion_notice").state == "open"


def write(chi: Actor, button: str, number: str) -> None:
    chi.say("/ketluan H1").press(button).say(number).press("Hôm nay").say("Đã xem xét.")


def hand_over(chi: Actor) -> None:
    """Those whom no chat reaches; it is met only when all have it."""
    chi.press("Nơi nhận").press("Đã gửi tất cả nơi còn lại").press("Qua bưu điện")
    chi.press("Hôm nay")


def issue_supplement(cast: Cast, land: str) -> None:
    """Monday 24 November: only what was left; 15 working days on are the 15th of December."""
    cast.place.on(date(2025, 11, 24))
    chi = cast.chi.say(f"/ketluan H1 muc {land}").press("Giao cơ quan trả lời").press(ECONOMY)
    write(chi, "Soạn thông báo bổ sung", SECOND)
    chi.press("Ban hành và gửi")
    hand_over(chi)
    cast.place.settle()

    assert f"Thông báo {SECOND}, thứ Hai, 24/11/2025" in cast.binh.read().text
    assert "dự kiến chậm nhất thứ Hai, 15/12/2025" in cast.binh.text
    assert cast.an.read().fresh == []
    assert limit(cast, "conclusion_notice").state == "met"
    assert [one.is_supplement for one in cast.place.all_of(Conclusion)][:2] == [False, True]
    assert len(cast.place.all_of(ConclusionMatter)) == 2


def receive(cast: Cast, land: str) -> None:
    """V.3.2: from receipt on; received on Wednesday the 26th, it is due on 17 December."""
    cast.place.on(date(2025, 11, 26))
    cast.dung.say(f"/traloi {land}").press("Đã nhận việc")
    cast.place.settle()

    assert str(limit(cast, "written_reply", land).legal_due) == "2025-12-17"
    assert "thứ Hai, 15/12/2025 → thứ Tư, 17/12/2025" in cast.binh.read().text


def reply(cast: Cast, land: str) -> None:
    """Drafted by the agency, published by the office."""
    cast.place.on(date(2025, 12, 15))
    dung = cast.dung.say(f"/traloi {land}").press("Soạn câu trả lời").say("Đã duyệt phương án.")
    dung.press("Xong phần nội dung").say("20/KT-TL").press("Hôm nay").press("Không ghi người ký")
    dung.press("Gửi duyệt")
    cast.chi.say(f"/duyet {land}").press("Công bố")

    assert "Đã duyệt phương án." in cast.binh.read().text
    assert limit(cast, "written_reply", land).state == "met"


def archive(cast: Cast) -> None:
    """V.4: nothing is open any more, and the dossier is closed."""
    cast.chi.say("/ketluan H1").press("Lưu hồ sơ hội nghị")

    assert cast.place.all_of(Conference)[0].state == "archived"


def limit(cast: Cast, key: str, code: str = "") -> Deadline:
    """One time limit: the conference's own, or that of one petition."""
    of = {row.code: row.id for row in cast.place.all_of(Petition)}.get(code) if code else None
    every = cast.place.all_of(Deadline)
    return next(one for one in every if (one.key, one.petition_id) == (key, of))
