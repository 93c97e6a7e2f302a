"""A commune under the province's regulation: the one conference of its year, face to face.

The days are those of tinh-1573-qd: answers 7 days ahead (7.2), the notice 5 working days after
(9.1), the reply 7 working days after the notice was issued (9.3).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from stage import Actor
from stage.communes import AGENCIES, Place
from stage.places import STAGE, Begin, played_on
from stage.walks import code_of, secret_of
from states.invariants import check

from bot.settings import CommuneSettings
from dialogue.roles import Role
from storage.tables import Deadline, Petition, Task

COMMUNE = CommuneSettings(
    code="haotam",
    name="Xã Hảo Tâm",
    regulation="tinh-1573-qd",
    prefix="HT",
    villages=("Thôn Đông", "Thôn Hạ"),
    agencies=AGENCIES,
)
CHOICE = "Hội nghị đối thoại năm 2025, thứ Ba, 4/11/2025"
ECONOMY = AGENCIES[0]
NOTICE = "15-TB/ĐU"
ROAD, DRAIN = "Đường thôn Đông hỏng nặng.", "Cống thoát nước bị tắc."
ANSWER = "Đường được sửa xong trước 31/12/2025."
REPORT = "Báo cáo người chủ trì và thông báo bằng văn bản cho người kiến nghị"


@dataclass(kw_only=True)
class Cast:
    """Everybody who takes part."""

    place: Place
    an: Actor
    stranger: Actor
    chi: Actor
    dung: Actor
    front: Actor


@pytest.fixture
def cast(begin: Begin) -> Iterator[Cast]:
    """Wednesday 1 October 2025: nothing is planned yet."""
    with begin(COMMUNE, date(2025, 10, 1)) as place:
        yield Cast(
            place=place,
            an=place.person("an"),
            stranger=place.person("stranger"),
            chi=place.staff("chi", "Lê Thị Chi", Role.OFFICE),
            dung=place.staff("dung", "Phạm Văn Dũng", Role.AGENCY, agency=ECONOMY),
            front=place.staff("mai", "Đỗ Thị Mai", Role.FRONT),
        )


@played_on(*STAGE)
def test_the_one_conference_of_a_year_by_the_regulation_of_the_province(cast: Cast) -> None:
    """tinh-1573-qd 4 to 9: from 1 October to 18 November 2025."""
    plan(cast)
    announce(cast)
    code = register(cast)
    sort(cast, code)
    prepare(cast, code)
    hold(cast, code)
    raised, secret = raise_in_session(cast)
    raise_outside(cast)
    conclude(cast, code, raised)
    look_up(cast, raised, secret)
    hand_over(cast)
    receive(cast, code)
    reply(cast, code)

    assert cast.place.database.read_now(check) == []


def plan(cast: Cast) -> None:
    """4.1: face to face only; 4.2: no kinds; 6.2: the heads assign the office."""
    chi = cast.chi
    chi.say("/hoinghi").press("Hội nghị mới")
    assert "hình thức nào? (Theo Điều 4.1, 1573-QĐ/TU)" in chi.text
    chi.say("Trực tuyến")
    assert "Trực tuyến: không có trong quy định áp dụng (Điều 4.1, 1573-QĐ/TU)" in chi.text
    chi.press("Trực tiếp").press("Bí thư Đảng ủy")
    assert "Quy định để người đứng đầu phân công" in chi.text
    chi.say("Văn phòng Đảng ủy").say("8 giờ ngày 4/11/2025").press("Đến giờ khai mạc")
    chi.say("Hội trường xã Hảo Tâm").say("Đường sá, thủy lợi").press("Hội nghị đối thoại năm 2025")
    chi.say("120 người").say("150 người").press("Chưa phân công").press("Lưu hội nghị")

    assert "Gửi văn bản tham mưu trả lời về cơ quan chủ trì: chậm nhất thứ Ba, 28/10" in chi.text
    assert "Ban hành và gửi thông báo kết luận: chậm nhất thứ Ba, 11/11/2025" in chi.text
    assert f"{REPORT}: dự kiến chậm nhất thứ Năm, 20/11/2025" in chi.text


def announce(cast: Cast) -> None:
    """7.1 sets no period: it would be announced a day before as well."""
    cast.chi.press("Thông báo hội nghị").press("Mở đăng ký")
    cast.place.settle()

    assert "Hội trường xã Hảo Tâm" in cast.an.say("/lich").text


def register(cast: Cast) -> str:
    """3.3: only whether the content concerns one is asked, as a hint for the office."""
    an = cast.an.open().press("Gửi câu hỏi, kiến nghị").press("Tôi đồng ý").press(CHOICE)
    an.press("Đến dự và phát biểu")
    assert "Điều 3.3, 1573-QĐ/TU" in an.text
    an.press("Có").say("Nguyễn Văn An").press("Thôn Đông").press("Người dân")
    an.press("Cho bản thân, gia đình").say("0912 345 678").press("Tôi không rõ")
    an.say(ROAD).press("Xong").press("Gửi")

    assert "dự kiến chậm nhất thứ Năm, 20/11/2025" in an.text
    return code_of(an)


def sort(cast: Cast, code: str) -> None:
    """7.2: answers reach the office before 7 days ahead, which are days of the calendar."""
    chi = cast.chi
    chi.say(f"/xet {code} nhan").press("Xếp chỗ dự").press("Phân loại")
    chi.press("Giao thông, thủy lợi").press("Trả lời tại hội nghị")
    chi.say(f"/giao {code}").press(ECONOMY).press("Không cần phối hợp").say("29/10/2025")
    assert "Quy định không cho muộn hơn thứ Ba, 28/10/2025 (Điều 7.2, 1573-QĐ/TU)" in chi.text
    chi.press("Chậm nhất thứ Ba, 28/10/2025")

    assert "chậm nhất: thứ Ba, 28/10/2025" in cast.an.read().text


def prepare(cast: Cast, code: str) -> None:
    """Monday 27 October: the answer is there a day before its last."""
    cast.place.on(date(2025, 10, 27))
    dung = cast.dung.say(f"/traloi {code}")
    assert "tính từ thứ Ba, 4/11/2025, đếm theo ngày lịch" in dung.text
    answer(dung, "Đã có dự toán sửa đường.")
    cast.chi.say(f"/duyet {code}").press("Duyệt để trả lời tại hội nghị")

    assert "Đã có dự toán" not in cast.an.read().text


def answer(dung: Actor, text: str) -> None:
    dung.press("Soạn câu trả lời").say(text).press("Xong phần nội dung").say("12/KT-TL")
    dung.press("Hôm nay").press("Không ghi người ký").press("Gửi duyệt")


def hold(cast: Cast, code: str) -> None:
    """Tuesday 4 November, 8 o'clock."""
    cast.place.on(date(2025, 11, 4), 8)
    cast.chi.say("/hoinghi H1").press("Khai mạc")

    an = cast.an.say("/cuatoi")
    mine = next(label for label in an.offered if code in label)

    assert "Đã có dự toán" in an.press(mine).text


def raise_in_session(cast: Cast) -> tuple[str, str]:
    """8.3: not registered, and accepted because it is within what was announced."""
    raise_matter(cast.chi, "Bà Nguyễn Thị Tư", DRAIN)
    assert "Điều 8.3, 1573-QĐ/TU" in cast.chi.text
    cast.chi.press("Có, trong phạm vi")

    return cast.chi.fact("Mã"), secret_of(cast.chi)


def raise_outside(cast: Cast) -> None:
    """8.3: what is outside stays on record, and out of the conclusion."""
    raise_matter(cast.chi, "Ông Lê Văn Năm", "Xin hỏi về bóng đá.")
    cast.chi.press("Không, ngoài phạm vi")
    code = cast.chi.fact("Mã")

    assert code not in cast.chi.say("/ketluan H1").text


def raise_matter(chi: Actor, who: str, what: str) -> None:
    chi.say("/ketluan H1").press("Ghi việc mới nêu tại hội nghị").say(who)
    chi.press("Thôn Hạ").say(what)


def conclude(cast: Cast, code: str, raised: str) -> None:
    """9.1: 5 working days; 9.3: from Friday 7 November 7 working days are the 18th."""
    chi = cast.chi
    for matter in (code, raised):
        chi.say(f"/ketluan H1 muc {matter}").press("Giao cơ quan trả lời")
        if ECONOMY in chi.offered:
            chi.press(ECONOMY)
    chi.say("/ketluan H1")
    assert "Hạn gửi thông báo: thứ Ba, 11/11/2025 (Điều 9.1, 1573-QĐ/TU)" in chi.text
    chi.press("Kết thúc hội nghị")
    cast.place.on(date(2025, 11, 7))
    chi.press("Soạn thông báo kết luận").say(NOTICE).press("Hôm nay").say("Đã xem xét.")
    chi.press("Ban hành và gửi")
    cast.place.settle()

    assert f"Thông báo {NOTICE}, thứ Sáu, 7/11/2025" in cast.an.read().text
    assert "bằng văn bản, dự kiến chậm nhất thứ Ba, 18/11/2025" in cast.an.text
    assert {str(task.due_on) for task in replies(cast)} == {"2025-11-18"}


def replies(cast: Cast) -> list[Task]:
    return [task for task in cast.place.all_of(Task) if task.purpose == "reply"]


def look_up(cast: Cast, raised: str, secret: str) -> None:
    """Bà Tư has her code on paper; anybody with both words reads it."""
    cast.stranger.say(f"{raised} {secret}")

    assert DRAIN in cast.stranger.text


def hand_over(cast: Cast) -> None:
    """9.1: the agencies, who raised a matter, the board, the front, and the organisations."""
    chi = cast.chi.press("Nơi nhận")
    assert "Các tổ chức chính trị - xã hội cùng cấp" in chi.text
    assert "Mặt trận Tổ quốc" not in chi.text
    assert NOTICE in cast.front.read().text
    assert limit(cast, "conclusion_notice").state == "open"
    chi.press("Đã gửi tất cả nơi còn lại").press("Văn bản điện tử").press("Hôm nay")

    assert limit(cast, "conclusion_notice").state == "met"


def receive(cast: Cast, code: str) -> None:
    """9.3: from the notice's issue; that it is received later moves nothing."""
    cast.place.on(date(2025, 11, 11))
    cast.dung.say(f"/traloi {code}").press("Đã nhận việc")
    cast.place.settle()

    assert "Chậm nhất: thứ Ba, 18/11/2025" in cast.dung.text
    assert str(limit(cast, "written_reply", code).legal_due) == "2025-11-18"
    assert cast.an.read().fresh == []


def reply(cast: Cast, code: str) -> None:
    """Tuesday 18 November: the last day still counts."""
    cast.place.on(date(2025, 11, 18))
    answer(cast.dung.say(f"/traloi {code}"), ANSWER)
    cast.chi.say(f"/duyet {code}").press("Công bố")

    assert ANSWER in cast.an.read().text
    assert limit(cast, "written_reply", code).state == "met"


def limit(cast: Cast, key: str, code: str = "") -> Deadline:
    """One time limit: the conference's own, or that of one petition."""
    of = {row.code: row.id for row in cast.place.all_of(Petition)}.get(code) if code else None
    every = cast.place.all_of(Deadline)
    return next(one for one in every if (one.key, one.petition_id) == (key, of))
