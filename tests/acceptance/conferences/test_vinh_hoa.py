"""Xã Vĩnh Hòa, September 2025: one conference from its plan to the written reply, by its plan.

The days are those of the plan itself (vinh-hoa-2025), and 7 and 15 working days of the city's
guidance that it comes under (hai-phong-13-hd V.1(1), V.3.2).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from stage import Actor, steps
from stage.answers import store_files
from stage.communes import VINH_HOA, Place
from stage.lists import send_list
from stage.places import STAGE, Begin, played_on
from stage.walks import code_of
from states.invariants import check

from dialogue.roles import Role
from storage.tables import ConclusionRecipient

TITLE = "Hội nghị đối thoại định kỳ năm 2025"
CHOICE = f"{TITLE}, thứ Sáu, 26/9/2025"
NOTICE = "125-TB/ĐU"
ECONOMY, CULTURE = "Phòng Kinh tế", "Phòng Văn hóa - Xã hội"


REPLY = "Đường thôn Đông sẽ được sửa xong trước 30/11/2025."
RESULT = "Báo cáo kết quả hội nghị đối thoại"
CLASSIFIED = "Phân loại các nội dung đăng ký đối thoại"
# The last day of each, as the plan's own wording and its "trước ngày" give it.
MILESTONES = {
    "Quán triệt kế hoạch tới các chi bộ trực thuộc": "thứ Sáu, 12/9/2025",
    "Gửi danh sách và nội dung đăng ký đối thoại về Thường trực Đảng ủy": "thứ Tư, 17/9/2025",
    "Gửi giấy mời và thông báo rộng rãi": "thứ Tư, 17/9/2025",
    CLASSIFIED: "thứ Sáu, 19/9/2025",
    "Gửi nội dung trả lời về Văn phòng Đảng ủy": "thứ Tư, 24/9/2025",
    "Báo cáo tổng hợp các ý kiến trả lời với Thường trực Đảng ủy": "thứ Năm, 25/9/2025",
    "Ban hành thông báo ý kiến kết luận": "thứ Sáu, 3/10/2025",
    RESULT: "thứ Sáu, 10/10/2025",
}


def september(day: int) -> date:
    return date(2025, 9, day)


def october(day: int) -> date:
    return date(2025, 10, day)


PLAN = steps.Plan(
    when="8 giờ ngày 26/9/2025",
    place="Hội trường UBND xã Vĩnh Hòa",
    content="Kết quả 9 tháng đầu năm 2025",
    seats="74 người",
)


@dataclass(frozen=True, kw_only=True)
class Codes:
    """The four matters of this conference, by what they are about."""

    road: str
    waste: str
    land: str
    power: str

    @property
    def every(self) -> tuple[str, ...]:
        """All of them."""
        return self.road, self.waste, self.land, self.power

    @property
    def ways(self) -> dict[str, str]:
        """How the front classifies each (13-HD V.1(3))."""
        return {
            self.road: "Kiểm tra, làm rõ, trả lời sau",
            self.waste: "Trả lời tại hội nghị",
            self.land: "Ghi nhận, báo cáo cấp trên",
            self.power: "Ghi nhận, báo cáo cấp trên",
        }


@dataclass(kw_only=True)
class Cast:
    """Everybody who takes part."""

    place: Place
    an: Actor
    binh: Actor
    em: Actor
    stranger: Actor
    chi: Actor
    hoa: Actor
    mai: Actor
    dung: Actor
    culture: Actor


@pytest.fixture
def cast(begin: Begin) -> Iterator[Cast]:
    """Friday 5 September 2025: nothing is planned yet."""
    with begin(VINH_HOA, september(5)) as place:
        yield Cast(
            place=place,
            an=place.person("an"),
            binh=place.person("binh"),
            em=place.person("em"),
            stranger=place.person("stranger"),
            chi=place.staff("chi", "Lê Thị Chi", Role.OFFICE),
            hoa=place.staff("hoa", "Trần Thị Hoa", Role.OFFICE),
            mai=place.staff("mai", "Đỗ Thị Mai", Role.FRONT),
            dung=place.staff("dung", "Phạm Văn Dũng", Role.AGENCY, agency=ECONOMY),
            culture=place.staff("lan", "Vũ Thị Lan", Role.AGENCY, agency=CULTURE),
        )


@played_on(*STAGE)
def test_a_whole_conference_by_the_plan_of_vinh_hoa(cast: Cast) -> None:
    """vinh-hoa-2025 II to V: every day that it names, from 5 September to 27 October 2025."""
    plan(cast)
    announce(cast)
    front_sends_its_list(cast)
    codes = register(cast)
    decide(cast, codes)
    classify(cast, codes)
    assign(cast, codes)
    prepare(cast, codes)
    hold(cast, codes)
    conclude(cast, codes)
    hand_over(cast)
    receive(cast, codes)
    report(cast)
    reply(cast, codes)
    speak_again(cast, codes)

    assert cast.place.database.read_now(check) == []


def test_a_day_after_the_last_one_it_is_not_announced(cast: Cast) -> None:
    """13-HD V.1(1): by 17 September; from the 18th on, 7 working days lead to Monday the 29th."""
    plan(cast)
    cast.place.on(september(18))
    cast.chi.say("/hoinghi H1").press("Thông báo hội nghị")

    assert "mục V.1(1), 13-HD/BTGDVTU" in cast.chi.text
    assert "chậm nhất thứ Tư, 17/9/2025" in cast.chi.text
    assert "sớm nhất vào thứ Hai, 29/9/2025" in cast.chi.text


def plan(cast: Cast) -> None:
    """Friday 5 September: half a day in the last week of September (III.2)."""
    chi = steps.plan(cast.chi, PLAN)

    assert "Cơ quan chủ trì tham mưu: Văn phòng Đảng ủy" in chi.text
    for milestone, day in MILESTONES.items():
        assert f"{milestone}: chậm nhất {day}" in chi.text
    assert "tại hội nghị: dự kiến chậm nhất thứ Sáu, 24/10/2025" in chi.text


def announce(cast: Cast) -> None:
    """Wednesday 17 September would be the last day (13-HD V.1(1)); it is done on the 8th."""
    cast.place.on(september(8))
    cast.chi.say("/hoinghi H1").press("Thông báo hội nghị")
    assert "Gửi giấy mời và thông báo rộng rãi: đã xong thứ Hai, 8/9/2025" in cast.chi.text
    cast.chi.press("Mở đăng ký")

    assert "Hội trường UBND xã Vĩnh Hòa" in cast.an.say("/lich H1").text


def front_sends_its_list(cast: Cast) -> None:
    """V.2: before 18 September, on the form that is attached."""
    cast.place.on(september(10))
    rows = [
        ("Nguyễn Văn An", "Nông dân thôn Đông", "Đường thôn Đông"),
        ("Đỗ Văn Em", "Giáo viên", "Rác thải"),
        ("Trần Thị Bình", "Nông dân thôn Đoài", ""),
    ]

    assert "Đã thêm 3 người" in send_list(cast.mai, "H1", rows, cast.place.files).text


def register(cast: Cast) -> Codes:
    """III.4: a pending case bars from a seat, and so does a name that is not on the list."""
    cast.place.on(september(11))
    return Codes(
        road=ask_for_a_seat(cast.an, "Nguyễn Văn An", "Đường thôn Đông hỏng nặng."),
        waste=ask_for_a_seat(cast.em, "Đỗ Văn Em", "Rác để lâu ở chợ."),
        land=be_barred_by_a_case(cast.binh),
        power=be_barred_by_the_list(cast.stranger),
    )


def want_a_seat(actor: Actor) -> Actor:
    actor.open().press("Gửi câu hỏi, kiến nghị").press("Tôi đồng ý")
    return actor.press(CHOICE).press("Đến dự và phát biểu")


def finish(actor: Actor, words: str) -> str:
    actor.press("Thôn Đông").press("Người dân").press("Cho bản thân, gia đình")
    actor.press("Không cần").press("Tôi không rõ").say(words).press("Xong").press("Gửi")
    return code_of(actor)


def ask_for_a_seat(actor: Actor, name: str, words: str) -> str:
    want_a_seat(actor).press("Không").press("Có").say(name)
    code = finish(actor, words)

    assert "Thông báo kết luận: chậm nhất thứ Sáu, 3/10/2025" in actor.text
    return code


def be_barred_by_a_case(binh: Actor) -> str:
    want_a_seat(binh).press("Có")
    assert "mục III.4" in binh.text
    binh.press("Chỉ gửi nội dung").say("Trần Thị Bình")
    code = finish(binh, "Thửa đất số 5 cấp chưa đúng ranh giới.")

    assert "không có chỗ (mục III.4" in binh.text
    return code


def be_barred_by_the_list(stranger: Actor) -> str:
    want_a_seat(stranger).press("Không").press("Không").say("Hoàng Văn Hùng")
    assert "chưa có trong danh sách đó" in stranger.text
    assert "mục III.4" in stranger.text
    stranger.press("Chỉ gửi nội dung")

    return finish(stranger, "Đường điện cao thế đi qua thôn.")


def decide(cast: Cast, codes: Codes) -> None:
    """Two decisions: everybody is heard, those on the list have a seat."""
    cast.place.on(september(16))
    for code in codes.every:
        cast.chi.say(f"/xet {code} nhan")
    for code in (codes.road, codes.waste):
        cast.chi.say(f"/xet {code} cho")

    assert "đã có chỗ dự hội nghị" in cast.an.read().text
    assert "đã có chỗ dự hội nghị" not in cast.binh.read().text + cast.stranger.read().text


def classify(cast: Cast, codes: Codes) -> None:
    """V.2: before 20 September; the front with the Party-building board."""
    cast.place.on(september(19))
    for code, way in codes.ways.items():
        cast.mai.say(f"/phanloai {code}").press("Giao thông, thủy lợi").press(way)

    assert "đã được phân loại" in cast.an.read().text
    cast.chi.say("/hoinghi H1").press("Các mốc").press(f"Đã xong: {CLASSIFIED}")
    cast.chi.press("Xong, không có văn bản")
    assert f"{CLASSIFIED}: đã xong thứ Sáu, 19/9/2025" in cast.chi.text


def assign(cast: Cast, codes: Codes) -> None:
    """V.2, V.3: answers reach the Party Committee's office before 25 September."""
    cast.place.on(september(22))
    for code, agency in ((codes.road, ECONOMY), (codes.waste, CULTURE)):
        cast.chi.say(f"/giao {code}").press(agency).press("Không cần phối hợp")
        cast.chi.press("Chậm nhất thứ Tư, 24/9/2025")

    assert "thứ Tư, 24/9/2025" in cast.dung.read().text
    assert "Nguyễn Văn An" not in cast.dung.text


def prepare(cast: Cast, codes: Codes) -> None:
    """Wednesday 24 September, the last day."""
    cast.place.on(september(24))
    prepared = "Sẽ thu gom rác ở chợ hằng ngày từ 1/10/2025."
    cast.culture.say(f"/traloi {codes.waste}").press("Soạn câu trả lời").say(prepared)
    cast.culture.press("Xong phần nội dung").press("Không có số").press("Không ghi ngày")
    cast.culture.press("Không ghi người ký").press("Gửi duyệt")
    cast.chi.say(f"/duyet {codes.waste}").press("Duyệt để trả lời tại hội nghị")

    assert prepared not in cast.em.read().text


def hold(cast: Cast, codes: Codes) -> None:
    """Friday 26 September: four matters, four ways (IV.1.5, IV.1.6)."""
    cast.place.on(september(26), 8)
    cast.chi.say("/hoinghi H1").press("Khai mạc")
    chi = cast.chi
    chi.say(f"/ketluan H1 muc {codes.road}").press("Giao cơ quan trả lời")
    chi.say(f"/ketluan H1 muc {codes.waste}").press("Đã giải quyết tại hội nghị")
    chi.say(f"/ketluan H1 muc {codes.land}").press("Ghi nhận, báo cáo cấp trên")
    chi.say(f"/ketluan H1 muc {codes.power}").press("Gửi lên cấp trên")
    cast.place.on(september(26), 12)
    chi.say("/ketluan H1").press("Kết thúc hội nghị")

    assert "đã kết luận" in chi.text


def conclude(cast: Cast, codes: Codes) -> None:
    """V.4: five working days after the conference, Friday 3 October."""
    cast.place.on(october(3))
    chi = cast.chi
    chi.say("/ketluan H1")
    assert "Hạn gửi thông báo: thứ Sáu, 3/10/2025 (mục V.4" in chi.text, chi.text
    chi.press("Soạn thông báo kết luận").say(NOTICE).press("Hôm nay").say("Đã xem xét bốn việc.")
    chi.press("Ban hành và gửi")

    assert f"Đã ban hành thông báo {NOTICE} với 4 việc" in chi.text
    for actor in (cast.an, cast.em, cast.binh, cast.stranger):
        assert f"Thông báo {NOTICE}, thứ Sáu, 3/10/2025" in actor.read().text
    assert "Phòng Kinh tế sẽ trả lời bằng văn bản" in cast.an.text
    assert "đã được giải quyết" in cast.em.text
    assert "ghi nhận để báo cáo cấp trên" in cast.binh.text
    assert "gửi lên cấp trên" in cast.stranger.text
    assert NOTICE in cast.dung.read().text
    assert NOTICE in cast.mai.read().text


def hand_over(cast: Cast) -> None:
    """13-HD V.3.1(1): it is met once all have it; who is not in the chat gets it on paper."""
    chi = cast.chi
    chi.say("/ketluan H1").press("Nơi nhận")
    assert "Còn 2 nơi nhận chưa gửi" in chi.text  # the board and the higher level
    recipients = {row.key for row in cast.place.all_of(ConclusionRecipient)}
    assert recipients == {"agencies", "raisers", "party_board", "front", "upward"}
    chi.press("Đã gửi tất cả nơi còn lại").press("Trao tận tay").press("Hôm nay")
    assert "Thông báo đã gửi đủ mọi nơi nhận." in chi.text

    chi.say("/hoinghi H1")
    assert "Ban hành thông báo ý kiến kết luận: đã xong thứ Sáu, 3/10/2025" in chi.text


def receive(cast: Cast, codes: Codes) -> None:
    """13-HD V.3.2: the agency has it on Monday 6 October, and 15 working days from then on."""
    cast.place.on(october(6))
    cast.dung.say(f"/traloi {codes.road}").press("Đã nhận việc")

    assert "→ thứ Hai, 27/10/2025" in cast.an.read().text


def report(cast: Cast) -> None:
    """V.1: the result is reported within 10 working days, by Friday 10 October."""
    cast.place.on(october(10))
    cast.chi.say("/hoinghi H1").press("Các mốc").press(f"Đã xong: {RESULT}").say("98-BC/ĐU")

    assert f"{RESULT}: đã xong thứ Sáu, 10/10/2025" in cast.chi.text


def reply(cast: Cast, codes: Codes) -> None:
    """Until Monday 27 October: a photo of the paper, and somebody else publishes it."""
    cast.place.on(october(24))
    cast.dung.say(f"/traloi {codes.road}").press("Soạn câu trả lời").send_photo(REPLY)
    cast.dung.press("Xong phần nội dung").say("12/KT-TL").press("Hôm nay")
    cast.dung.say("Trưởng phòng Trần Văn Tám").press("Gửi duyệt")
    assert REPLY not in cast.an.read().text
    store_files(cast.place)
    cast.dung.say(f"/duyet {codes.road} congbo 1 1")
    assert "không làm việc này được" in cast.dung.text
    cast.hoa.say(f"/duyet {codes.road}").press("Công bố")

    assert "số 12/KT-TL, ngày thứ Sáu, 24/10/2025" in cast.an.read().text
    assert REPLY in cast.an.text
    assert len(cast.an.files) == 1


def speak_again(cast: Cast, codes: Codes) -> None:
    """V.4.2 of the guidance keeps a list of what is petitioned again."""
    cast.place.on(october(27))
    cast.an.say(f"/danhgia {codes.road}").press("Chưa hài lòng").say("Đường vẫn hỏng.")
    assert "“Đường vẫn hỏng.”" in cast.chi.read().text
    cast.an.press("Tiếp tục kiến nghị").press("Viết tiếp nội dung").press("Viết tiếp")
    cast.an.say("Xin sửa cả đoạn qua chợ.").press("Xong").press("Gửi")
    again = code_of(cast.an)

    assert again not in codes.every
    assert f"“{again}”" in cast.an.say(f"/xem {codes.road}").text
    cast.em.say(f"/danhgia {codes.waste}").press("Hài lòng")
    assert "Cảm ơn" in cast.em.text
