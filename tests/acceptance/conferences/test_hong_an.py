"""Phường Hồng An, June to August 2026: the Secretary's dialogue by the procedure QT-VP.12.

Chart (5.1) and prose (5.2) differ: the prose binds, reminders follow the earlier of the two.
"""

from collections.abc import Iterator
from datetime import date

import pytest
from stage import Actor
from stage.communes import HONG_AN, Place
from stage.places import STAGE, Begin, played_on
from stage.steps import Plan, answer, hand_over, issue, plan, send, sort
from states.invariants import check

from dialogue.figures import Result, by_agency, count
from dialogue.report_periods import ReportPeriod
from dialogue.roles import Role
from storage import figures
from storage.tables import Deadline
from storage.work import Work

SECRETARY = "Bí thư Đảng ủy"
NOTICE = "40-TB/ĐU"
ECONOMY = "Phòng Kinh tế"
CHOICE = "Hội nghị đối thoại định kỳ năm 2026, thứ Năm, 18/6/2026"
LAMPS = "Đèn đường ngõ 5 sẽ được lắp trong tháng 8/2026."
PLAN = "Lập kế hoạch, chương trình, nội dung đối thoại"
ANNOUNCE = "Gửi giấy mời và thông báo rộng rãi"
CONCLUSION = "Ban hành và gửi thông báo kết luận"
REPLY = "Trả lời bằng văn bản nội dung chưa giải quyết tại hội nghị"
DOSSIER = "Hoàn thiện hồ sơ, thông báo kết quả"


@pytest.fixture
def place(begin: Begin) -> Iterator[Place]:
    """Monday 1 June 2026: nothing is planned yet."""
    with begin(HONG_AN, date(2026, 6, 1)) as place:
        yield place


@pytest.fixture
def chi(place: Place) -> Actor:
    """An officer of the office."""
    return place.staff("chi", "Lê Thị Chi", Role.OFFICE)


@pytest.fixture
def planned(chi: Actor) -> Actor:
    """Chi before the conference of Thursday 18 June 2026."""
    return plan(chi, Plan(when="8 giờ ngày 18/6/2026", chair=SECRETARY))


def due(chi: Actor, key: str) -> tuple[date | None, date | None]:
    """The last day by the wording, and the day that reminders aim at."""
    found = next(one for one in chi.program.all_of(Deadline) if one.key == key)
    return found.legal_due, found.target_due


def why(chi: Actor, milestone: str) -> str:
    """How its date was counted, as the chat says it."""
    chi.say("/hoinghi H1").press("Các mốc")
    return chi.press(f"Vì sao ngày này: {milestone}").text


class TestPlanning:
    """Bước 1, with both of its dates."""

    def test_the_chairman_does_not_chair_it(self, chi: Actor) -> None:
        """hong-an-qt-vp-12 1, 2: the Secretary's dialogue."""
        chi.say("/hoinghi moi").press("Đối thoại định kỳ").press("Trực tiếp")
        chi.say("Chủ tịch UBND")

        assert "Chủ tịch UBND: không có trong quy định áp dụng (mục 1, 2, QT-VP.12)" in chi.text
        assert SECRETARY in chi.offered

    def test_the_plan_is_due_seven_days_ahead_and_invitations_seven_working_days(
        self, planned: Actor
    ) -> None:
        """5.1 and the heading of Bước 1: calendar days; 5.2 Bước 1: working days."""
        assert f"{PLAN}: chậm nhất thứ Năm, 11/6/2026" in planned.text
        assert f"{ANNOUNCE}: chậm nhất thứ Ba, 9/6/2026" in planned.text
        assert due(planned, "announce") == (date(2026, 6, 9), date(2026, 6, 9))

    def test_the_conclusion_notice_has_the_day_of_the_prose_and_is_reminded_by_the_chart(
        self, planned: Actor
    ) -> None:
        """5.2 Bước 4(1): 10 working days; 5.1: 10 days, a Sunday, so the Monday after it."""
        assert f"{CONCLUSION}: chậm nhất thứ Năm, 2/7/2026" in planned.text
        assert due(planned, "conclusion_notice") == (date(2026, 7, 2), date(2026, 6, 29))

    def test_the_chat_says_both_wordings(self, planned: Actor) -> None:
        """5.1, 5.2 Bước 4(1)."""
        told = why(planned, CONCLUSION)

        assert "“chậm nhất là 10 ngày làm việc sau hội nghị đối thoại”" in told
        assert (
            "“Chậm nhất 10 ngày sau hội nghị” (QT-VP.12, 5.1), tính ra thứ Hai, 29/6/2026" in told
        )

    def test_the_dossier_is_counted_from_the_reply_and_the_chat_says_that_this_is_ours(
        self, planned: Actor
    ) -> None:
        """5.2 Bước 7: at most 10 working days, from no day that it names."""
        told = why(planned, DOSSIER)

        assert "dự kiến chậm nhất thứ Năm, 6/8/2026" in told
        assert "Cách hiểu của phần mềm: Quy trình không nói tính từ đâu" in told

    def test_after_the_ninth_of_june_it_is_too_late_to_announce_it(
        self, place: Place, planned: Actor
    ) -> None:
        """5.2 Bước 1; the chart alone would allow it until the 11th."""
        place.on(date(2026, 6, 10))
        planned.say("/hoinghi H1").press("Thông báo hội nghị")

        assert "mục 5.2 Bước 1" in planned.text
        assert "sớm nhất vào thứ Sáu, 19/6/2026" in planned.text


def counted(work: Work) -> tuple[int, dict[Result, int], dict[str, int]]:
    """The year's conferences, opinions by what became of them, each agency's replies in time."""
    year = ReportPeriod(year=2026).whole
    sent = figures.opinions(work, 1, year)
    found = count(figures.dialogues(work, 1, year), sent, year, figures.fields(work, 1))
    agencies = {name: one.percent for name, one in by_agency(sent, year).items()}
    return found.dialogues, dict(found.opinions.results), agencies


@played_on(*STAGE, "telegram", "web", "zalo_oa")
def test_a_whole_conference_by_the_procedure_of_hong_an(place: Place, planned: Actor) -> None:
    """hong-an-qt-vp-12 5.2, from Bước 1 to Bước 7."""
    chi, an = planned, place.person("an")
    dung = place.staff("dung", "Phạm Văn Dũng", Role.AGENCY, agency=ECONOMY)

    # Bước 1: announced on the last day.
    place.on(date(2026, 6, 9))
    chi.say("/hoinghi H1").press("Thông báo hội nghị").press("Mở đăng ký")
    # Bước 2: collected, classified.
    code = send(an, CHOICE, "Nguyễn Văn An", "Ngõ 5 chưa có đèn đường.")
    assert "Thông báo kết luận: chậm nhất thứ Năm, 2/7/2026" in an.text
    sort(chi, code, "Kiểm tra, làm rõ, trả lời sau")

    # Bước 3: held.
    place.on(date(2026, 6, 18))
    chi.say("/hoinghi H1").press("Khai mạc")
    chi.say(f"/ketluan H1 muc {code}").press("Giao cơ quan trả lời").press(ECONOMY)
    chi.say("/ketluan H1").press("Kết thúc hội nghị")

    # Bước 4: the notice, on the day of the chart.
    place.on(date(2026, 6, 29))
    issue(chi, "H1", NOTICE)
    assert f"Thông báo {NOTICE}, thứ Hai, 29/6/2026" in an.read().text
    hand_over(chi, "H1")
    assert "Thông báo đã gửi đủ mọi nơi nhận." in chi.text
    place.settle()
    chi.say("/hoinghi H1")
    assert f"{REPLY}: chậm nhất thứ Hai, 20/7/2026" in chi.text
    assert f"{DOSSIER}: dự kiến chậm nhất thứ Hai, 3/8/2026" in chi.text

    # Bước 5: 15 working days after the agency has it.
    place.on(date(2026, 6, 30))
    dung.say(f"/traloi {code}").press("Đã nhận việc")
    assert "→ thứ Ba, 21/7/2026" in an.read().text
    place.on(date(2026, 7, 21))
    answer(dung, code, LAMPS, "9/KT-TL")
    chi.say(f"/duyet {code}").press("Công bố")
    assert LAMPS in an.read().text

    # Bước 7: the dossier, and the conference is archived.
    place.on(date(2026, 7, 22))
    chi.say("/hoinghi H1").press("Các mốc").press(f"Đã xong: {DOSSIER}")
    chi.press("Xong, không có văn bản")
    assert f"{DOSSIER}: đã xong thứ Tư, 22/7/2026" in chi.text
    chi.say("/ketluan H1").press("Lưu hồ sơ hội nghị")
    assert "Đã lưu hồ sơ" in chi.text
    assert place.database.read_now(check) == []

    # What was played is what is counted: one conference, one reply on its last day.
    assert place.database.read_now(counted) == (1, {Result.IN_TIME: 1}, {ECONOMY: 100})
