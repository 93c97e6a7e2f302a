"""Đặc khu Cát Hải, October to December 2025: a thematic, an extraordinary and a periodic dialogue.

The year plan carries out the city's guidance, which it repeats: 7 working days before, 10 after,
15 for the replies. The extraordinary one is exempt from the first by the guidance's V.2*.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest
from stage import Actor
from stage.communes import CAT_HAI, Place
from stage.places import STAGE, Begin, played_on
from stage.steps import Plan, answer, hand_over, issue, plan, send, sort
from states.invariants import check

from dialogue.roles import Role
from storage.tables import Conference

ECONOMY = "Phòng Kinh tế"
ANNOUNCE = "Gửi giấy mời và thông báo rộng rãi"
CONCLUSION = "Ban hành và gửi thông báo kết luận"
DONE = "Trả lời tại hội nghị"
LATER = "Kiểm tra, làm rõ, trả lời sau"
THEMATIC = Plan(
    when="8 giờ ngày 23/10/2025",
    kind="Đối thoại chuyên đề",
    chair="Chủ tịch UBND",
    content="Nuôi trồng thủy sản",
)
EXTRAORDINARY = Plan(
    when="14 giờ ngày 5/11/2025",
    kind="Đối thoại đột xuất",
    chair="Bí thư Đảng ủy",
    place="Nhà văn hóa Tổ dân phố Một",
    content="Sạt lở ở Tổ dân phố Một",
)
PERIODIC = Plan(when="8 giờ ngày 20/11/2025")


@dataclass(kw_only=True)
class Cast:
    """Everybody who takes part."""

    place: Place
    an: Actor
    chi: Actor
    dung: Actor
    board: Actor


@pytest.fixture
def cast(begin: Begin) -> Iterator[Cast]:
    """Monday 6 October 2025: nothing is planned yet."""
    with begin(CAT_HAI, date(2025, 10, 6)) as place:
        yield Cast(
            place=place,
            an=place.person("an"),
            chi=place.staff("chi", "Lê Thị Chi", Role.OFFICE),
            dung=place.staff("dung", "Phạm Văn Dũng", Role.AGENCY, agency=ECONOMY),
            board=place.staff("ban", "Đỗ Văn Em", Role.BOARD),
        )


def states(place: Place) -> dict[str, str]:
    """How each conference of the year stands."""
    return {one.kind: one.state for one in place.all_of(Conference)}


def announce(chi: Actor, conference: str) -> Actor:
    return chi.say(f"/hoinghi {conference}").press("Thông báo hội nghị")


def open_registration(chi: Actor, conference: str) -> Actor:
    return chi.say(f"/hoinghi {conference}").press("Mở đăng ký")


def hold(chi: Actor, conference: str, code: str, *steps: str) -> None:
    """Open it, conclude on its one matter, end it."""
    chi.say(f"/hoinghi {conference}").press("Khai mạc")
    chi.say(f"/ketluan {conference} muc {code}")
    for step in steps:
        chi.press(step)
    chi.say(f"/ketluan {conference}").press("Kết thúc hội nghị")


@played_on(*STAGE)
def test_a_year_of_cat_hai(cast: Cast) -> None:
    """cat-hai-2025 III.1.a to c: each of the three kinds, and the target of II is met."""
    thematic_is_held(cast)
    extraordinary_is_held(cast)
    periodic_is_held(cast)

    assert states(cast.place) == {
        "chuyen_de": "archived",
        "dot_xuat": "archived",
        "dinh_ky": "replies_due",
    }
    assert cast.place.database.read_now(check) == []


def thematic_is_held(cast: Cast) -> None:
    """The Chairman's, Thursday 23 October: announced by the 14th, concluded by 6 November."""
    chi, place = cast.chi, cast.place
    plan(chi, THEMATIC)
    assert "Cơ quan chủ trì tham mưu: Văn phòng HĐND và UBND" in chi.text
    assert f"{ANNOUNCE}: chậm nhất thứ Ba, 14/10/2025" in chi.text
    assert f"{CONCLUSION}: chậm nhất thứ Năm, 6/11/2025" in chi.text

    place.on(date(2025, 10, 14))
    announce(chi, "H1").press("Mở đăng ký")
    choice = "Hội nghị đối thoại chuyên đề năm 2025, thứ Năm, 23/10/2025"
    code = send(cast.an, choice, "Nguyễn Văn An", "Bè nuôi cá phải dời đi đâu?")
    sort(chi, code, LATER)

    place.on(date(2025, 10, 23))
    hold(chi, "H1", code, "Giao cơ quan trả lời", ECONOMY)
    place.on(date(2025, 10, 30))
    issue(chi, "H1", "11-TB/UBND")
    assert "thứ Năm, 20/11/2025" in cast.an.read().text  # 15 working days after 30 October
    assert "11-TB/UBND" in cast.board.read().text
    hand_over(chi, "H1")

    place.on(date(2025, 10, 31))
    cast.dung.say(f"/traloi {code}").press("Đã nhận việc")
    assert "→ thứ Sáu, 21/11/2025" in cast.an.read().text
    place.on(date(2025, 11, 3))
    answer(cast.dung, code, "Bè được dời tới khu B.", "7/KT-TL")
    chi.say(f"/duyet {code}").press("Công bố")
    assert "Bè được dời tới khu B." in cast.an.read().text
    chi.say("/ketluan H1").press("Lưu hồ sơ hội nghị")


def extraordinary_is_held(cast: Cast) -> None:
    """The Secretary's, Wednesday 5 November, announced two days before it."""
    chi, place = cast.chi, cast.place
    plan(chi, EXTRAORDINARY)
    assert "Cơ quan chủ trì tham mưu: Văn phòng Đảng ủy" in chi.text
    assert f"{ANNOUNCE}: được miễn thời hạn" in chi.text
    assert f"{CONCLUSION}: chậm nhất thứ Tư, 19/11/2025" in chi.text
    announce(chi, "H2").press("Mở đăng ký")
    assert "đang nhận đăng ký" in chi.text

    choice = "Hội nghị đối thoại đột xuất năm 2025, thứ Tư, 5/11/2025"
    code = send(cast.an, choice, "Nguyễn Văn An", "Khi nào kè xong đoạn sạt lở?")
    sort(chi, code, DONE)
    place.on(date(2025, 11, 5), 14)
    hold(chi, "H2", code, "Đã giải quyết tại hội nghị")
    place.on(date(2025, 11, 6))
    issue(chi, "H2", "45-TB/ĐU")
    assert "đã được giải quyết, trả lời tại hội nghị" in cast.an.read().text
    hand_over(chi, "H2")
    chi.say("/ketluan H2").press("Lưu hồ sơ hội nghị")


def periodic_is_held(cast: Cast) -> None:
    """Both heads', Thursday 20 November: a matter beyond the commune's authority."""
    chi, place = cast.chi, cast.place
    plan(chi, PERIODIC)
    assert "Văn phòng Đảng ủy phối hợp với Văn phòng HĐND và UBND" in chi.text
    assert f"{ANNOUNCE}: chậm nhất thứ Ba, 11/11/2025" in chi.text
    assert f"{CONCLUSION}: chậm nhất thứ Năm, 4/12/2025" in chi.text

    place.on(date(2025, 11, 11))
    announce(chi, "H3").press("Mở đăng ký")
    choice = "Hội nghị đối thoại định kỳ năm 2025, thứ Năm, 20/11/2025"
    code = send(cast.an, choice, "Nguyễn Văn An", "Xin thêm chuyến phà buổi tối.")
    sort(chi, code, "Ghi nhận, báo cáo cấp trên")
    place.on(date(2025, 11, 20))
    hold(chi, "H3", code, "Gửi lên cấp trên")
    place.on(date(2025, 12, 4))
    issue(chi, "H3", "52-TB/ĐU")
    assert "được gửi lên cấp trên" in cast.an.read().text
    hand_over(chi, "H3")

    assert f"{CONCLUSION}: đã xong thứ Năm, 4/12/2025" in chi.say("/hoinghi H3").text


def test_an_extraordinary_one_is_not_announced_without_the_number_of_people(cast: Cast) -> None:
    """13-HD/BTGDVTU V.2*, which the plan carries out: content, time, place and number."""
    cast.place.on(date(2025, 11, 3))
    plan(cast.chi, replace(EXTRAORDINARY, participants="Chưa định số người"))
    announce(cast.chi, "H1")

    assert "Số lượng người tham gia (mục V.2*, 13-HD/BTGDVTU)" in cast.chi.text
    assert states(cast.place) == {"dot_xuat": "draft"}


def test_it_is_told_with_content_time_place_and_number(cast: Cast) -> None:
    """13-HD/BTGDVTU V.2*."""
    cast.place.on(date(2025, 11, 3))
    announce(plan(cast.chi, EXTRAORDINARY), "H1")
    told = cast.an.say("/lich H1").text

    assert "Sạt lở ở Tổ dân phố Một" in told
    assert "14 giờ, thứ Tư, 5/11/2025" in told
    assert "Nhà văn hóa Tổ dân phố Một" in told
    assert "120" in told


def test_a_periodic_one_is_not_announced_a_day_late(cast: Cast) -> None:
    """cat-hai-2025 V.1(1): from 12 November, 7 working days on is Friday the 21st."""
    plan(cast.chi, PERIODIC)
    cast.place.on(date(2025, 11, 12))
    announce(cast.chi, "H1")

    assert "mục V.1(1), VI.2" in cast.chi.text
    assert "sớm nhất vào thứ Sáu, 21/11/2025" in cast.chi.text
    assert states(cast.place) == {"dinh_ky": "draft"}
