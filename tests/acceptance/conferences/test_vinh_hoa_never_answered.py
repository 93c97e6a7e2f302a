"""Xã Vĩnh Hòa, autumn 2025: an agency that never answers, by the clock alone, up to the chair.

The people do what they have to until the notice is issued; after that nobody does anything. Every
morning message of these weeks is here, by its day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select
from stage import Actor, steps
from stage.communes import VINH_HOA, Place
from stage.mornings import days, ring
from stage.places import Begin, played_by_the_clock_alone
from stage.walks import code_of

from dialogue.roles import Role
from storage.tables import Address, Outbox, Person
from storage.work import Work

TITLE = "Hội nghị đối thoại định kỳ năm 2025"
CHOICE = f"{TITLE}, thứ Sáu, 26/9/2025"
ECONOMY = "Phòng Kinh tế"
PLAN = steps.Plan(
    when="8 giờ ngày 26/9/2025",
    place="Hội trường UBND xã Vĩnh Hòa",
    content="Kết quả 9 tháng đầu năm 2025",
    seats="74 người",
)
# Every line by its day: checked by hand against the plan's own dates.
EXPECTED = Path(__file__).with_name("vinh_hoa_never_answered.txt")


def september(day: int) -> date:
    return date(2025, 9, day)


def october(day: int) -> date:
    return date(2025, 10, day)


@dataclass(kw_only=True)
class Cast:
    """Who is there."""

    place: Place
    an: Actor
    chi: Actor


@pytest.fixture
def cast(begin: Begin) -> Iterator[Cast]:
    """Friday 5 September 2025: office, front, board, the agency and the secretary are enrolled."""
    with begin(VINH_HOA, september(5)) as place:
        place.staff("mai", "Mai", Role.FRONT)
        place.staff("ban", "Ban", Role.BOARD)
        place.staff("dung", "Dũng", Role.AGENCY, agency=ECONOMY)
        place.staff("bay", "Bảy", Role.CHAIR)
        yield Cast(place=place, an=place.person("an"), chi=place.staff("chi", "Chi", Role.OFFICE))


def live_until(cast: Cast, last: date) -> None:
    """Every morning from the next day on, at eight; nobody does anything."""
    today = cast.place.now.date()
    for day in days(today, last):
        cast.place.on(day, 8)
        ring(cast.place)


def mornings(place: Place) -> list[str]:
    """Every line of every morning's message: the day, who, and what they were told."""

    def look(work: Work) -> list[str]:
        rows = work.session.exec(
            select(Outbox, Person.name)
            .join(Address, col(Address.id) == col(Outbox.address_id))
            .join(Person, col(Person.id) == col(Address.person_id))
            .where(col(Outbox.key).startswith("morning:"))
            .order_by(col(Outbox.created_at), col(Person.name))
        ).all()
        return [
            f"{_day(row)} {name}: {line.removeprefix('• ')}"
            for row, name in rows
            for line in row.body["text"].splitlines()
            if line.startswith("• ")
        ]

    return place.database.read_now(look)


def _day(row: Outbox) -> str:
    day = date.fromisoformat(row.key.split(":")[1])
    return f"{day.day}/{day.month}"


@played_by_the_clock_alone
def test_an_agency_that_never_answers_is_told_of_up_to_the_chair(cast: Cast) -> None:
    """vinh-hoa-2025 V.2, V.4 and 13-HD V.3.2, day by day."""
    code = prepare(cast)
    live_until(cast, october(31))
    heard = mornings(cast.place)

    assert heard == EXPECTED.read_text(encoding="utf-8").splitlines()
    assert code == "VH25-0001"


def prepare(cast: Cast) -> str:
    """Until the notice of Friday 3 October: the road is left open, for the agency to reply."""
    place, chi = cast.place, cast.chi
    steps.plan(chi, PLAN)
    live_until(cast, september(8))
    chi.say("/hoinghi H1").press("Thông báo hội nghị").press("Mở đăng ký")
    live_until(cast, september(11))
    code = send(cast.an)
    chi.say(f"/xet {code} nhan")
    chi.say(f"/phanloai {code}").press("Giao thông, thủy lợi")
    chi.press("Kiểm tra, làm rõ, trả lời sau")
    chi.say(f"/giao {code}").press(ECONOMY).press("Không cần phối hợp")
    chi.press("Chậm nhất thứ Tư, 24/9/2025")
    live_until(cast, september(26))
    place.on(september(26), 9)
    chi.say("/hoinghi H1").press("Khai mạc")
    chi.say(f"/ketluan H1 muc {code}").press("Giao cơ quan trả lời")
    chi.say("/ketluan H1").press("Kết thúc hội nghị")
    live_until(cast, october(3))
    place.on(october(3), 9)
    steps.issue(chi, "H1", "125-TB/ĐU")
    steps.hand_over(chi, "H1")
    return code


def send(an: Actor) -> str:
    an.open().press("Gửi câu hỏi, kiến nghị").press("Tôi đồng ý").press(CHOICE)
    an.press("Chỉ gửi nội dung").say("Nguyễn Văn An").press("Thôn Đông").press("Người dân")
    an.press("Cho bản thân, gia đình").press("Không cần").press("Tôi không rõ")
    return code_of(an.say("Đường thôn Đông hỏng nặng.").press("Xong").press("Gửi"))
