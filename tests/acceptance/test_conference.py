"""The office plans a conference, announces it, moves it, calls it off; people hear of each."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar
from stage import Actor, Program
from stage.news import tell
from stage.walks import enrol, everywhere, register

from dialogue.roles import Role
from storage.blobs import Blobs
from storage.tables import (
    Attachment,
    Audit,
    Commune,
    Conference,
    ConferenceDuty,
    ConferenceEvent,
    Deadline,
    Outbox,
    Petition,
)
from storage.work import Work

SAMPLE = "DT2510"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Where calendar files lie."""
    return tmp_path / "files"


@pytest.fixture
def other(sqlite_program: Program) -> Actor:
    """A second officer of the office."""
    return enrol(Actor(program=sqlite_program, name="hoa"), "Trần Thị Hoa")


@pytest.fixture
def chair(sqlite_program: Program) -> Actor:
    """The Secretary."""
    return enrol(Actor(program=sqlite_program, name="bi-thu"), "Đỗ Văn Em", Role.CHAIR)


def plan(
    chi: Actor,
    *,
    kind: str = "Đối thoại định kỳ",
    when: str = "8 giờ ngày 26/11",
    participants: str = "150",
) -> Actor:
    """Answer every question about a new conference, up to the summary."""
    chi.say("/hoinghi").press("Hội nghị mới").press(kind).press("Trực tiếp")
    chi.press("Bí thư và Chủ tịch đồng chủ trì").say("Văn phòng Đảng ủy").say(when)
    chi.press("Đến giờ khai mạc").say("Hội trường xã").say("Đất đai, môi trường").say("1")
    return chi.say("120").say(participants).say("Phòng Kinh tế: đất đai\nCông an xã: an ninh")


def keep(chi: Actor, **answers: str) -> Actor:
    return plan(chi, **answers).press("Lưu hội nghị")


def newest(program: Program) -> Conference:
    return program.all_of(Conference)[-1]


def kinds(program: Program) -> list[str]:
    return [line.kind for line in program.all_of(ConferenceEvent)]


def titles(actor: Actor) -> list[str]:
    """What has come to somebody unasked since the last look."""
    return [reply.title for reply in actor.read().fresh]


def calendar_of(actor: Actor, files: Path) -> Calendar:
    """The calendar file of the newest message."""
    (file,) = actor.last.files
    row = next(one for one in actor.program.all_of(Attachment) if one.id == file.attachment)
    calendar = Calendar.from_ical(Blobs(files).read(row.sha256))
    assert isinstance(calendar, Calendar)
    return calendar


def hold_by(program: Program, regulation: str) -> None:
    """The commune's conferences are held by another regulation from now on."""

    def change(work: Work) -> None:
        work.session.get_one(Commune, 1).regulation_id = regulation

    program.change(change)


class TestPlanning:
    @everywhere
    def test_chi_plans_a_conference_and_sees_all_that_is_due(
        self, sqlite_program: Program, channel: str
    ) -> None:
        """hai-phong-13-hd V.1(1): 7 working days before; mau V.4: 5 after."""
        chi = enrol(Actor(program=sqlite_program, name="chi", channel=channel))
        keep(chi)

        assert "Đã lưu hội nghị H1" in chi.text
        assert "Gửi giấy mời và thông báo rộng rãi: chậm nhất thứ Hai, 17/11/2025" in chi.text
        assert "Ban hành thông báo kết luận: chậm nhất thứ Tư, 3/12/2025" in chi.text
        assert newest(sqlite_program).starts_at == datetime(2025, 11, 26, 1, 0, tzinfo=UTC)

    def test_who_prepares_what_is_kept(self, chi: Actor) -> None:
        """hai-phong-13-hd V.1(1): the plan says who prepares what."""
        keep(chi)
        duties = [(one.who, one.what) for one in chi.program.all_of(ConferenceDuty)]

        assert duties == [("Phòng Kinh tế", "đất đai"), ("Công an xã", "an ninh")]

    def test_codes_are_counted(self, chi: Actor) -> None:
        keep(chi)
        keep(chi, when="8 giờ ngày 3/12")

        assert newest(chi.program).code == "H2"

    def test_the_office_is_the_one_that_the_rule_names(self, chi: Actor) -> None:
        """hai-phong-13-hd IV.1: the Secretary's is prepared by the Party Committee's office."""
        hold_by(chi.program, "hai-phong-13-hd")
        chi.say("/hoinghi moi").press("Đối thoại định kỳ").press("Trực tiếp")
        chi.press("Bí thư Đảng ủy")

        assert "bắt đầu lúc nào" in chi.text

    def test_where_the_heads_assign_it_the_office_is_asked_for(self, chi: Actor) -> None:
        """hai-phong-13-hd IV.3."""
        hold_by(chi.program, "hai-phong-13-hd")
        chi.say("/hoinghi moi").press("Đối thoại định kỳ").press("Trực tiếp")
        chi.press("Bí thư và Chủ tịch đồng chủ trì")

        assert "Quy định để người đứng đầu phân công" in chi.text

    def test_a_form_that_the_regulation_does_not_know_is_refused_with_its_clause(
        self, chi: Actor
    ) -> None:
        """vinh-hoa-2025 III.3: face to face only."""
        hold_by(chi.program, "vinh-hoa-2025")
        chi.say("/hoinghi moi").press("Đối thoại định kỳ").say("truc tuyen")

        assert "Trực tuyến: không có trong quy định áp dụng (mục III.3" in chi.text

    def test_where_no_kinds_are_known_none_is_asked_for(self, chi: Actor) -> None:
        """tinh-1573-qd 4.2: one conference a year."""
        hold_by(chi.program, "tinh-1573-qd")

        assert "hình thức nào" in chi.say("/hoinghi moi").text

    def test_a_plan_before_its_fixed_dates_is_warned_about(self, chi: Actor) -> None:
        """vinh-hoa-2025: "trước ngày" 26/9/2025 for the combined answers."""
        hold_by(chi.program, "vinh-hoa-2025")
        chi.program.now = datetime(2025, 8, 20, 2, 0, tzinfo=UTC)
        chi.say(f"/thamgia {chi.program.invite()}")
        chi.say("/hoinghi moi").press("Đối thoại định kỳ").press("Trực tiếp")
        chi.press("Bí thư và Chủ tịch đồng chủ trì").say("8 giờ ngày 24/9/2025")
        chi.press("Đến giờ khai mạc").say("Hội trường").say("Đất đai").say("1")
        chi.say("120").say("120").press("Chưa phân công")

        assert "26/9/2025" in chi.text

    def test_a_time_that_is_over_is_not_taken(self, chi: Actor) -> None:
        chi.say("/hoinghi moi").press("Đối thoại định kỳ").press("Trực tiếp")
        chi.press("Bí thư và Chủ tịch đồng chủ trì").say("Văn phòng Đảng ủy")

        assert "đã qua" in chi.say("8 giờ ngày 26/9/2025").text

    def test_registration_cannot_end_after_the_beginning(self, chi: Actor) -> None:
        chi.say("/hoinghi moi").press("Đối thoại định kỳ").press("Trực tiếp")
        chi.press("Bí thư và Chủ tịch đồng chủ trì").say("Văn phòng Đảng ủy")
        chi.say("8 giờ ngày 26/11")

        assert "không thể sau giờ khai mạc" in chi.say("9 giờ ngày 26/11").text

    def test_a_single_answer_is_changed_from_the_summary(self, chi: Actor) -> None:
        plan(chi).press("Sửa").press("Địa điểm").say("Nhà văn hóa").press("Lưu hội nghị")

        assert newest(chi.program).place == "Nhà văn hóa"

    def test_another_regulation_asks_anew_for_what_it_does_not_know(self, chi: Actor) -> None:
        """hong-an-qt-vp-12: chaired by the Secretary only."""
        plan(chi).press("Sửa").press("Quy định áp dụng")
        label = next(label for label in chi.labels if label.startswith("QT-VP.12"))
        chi.press(label).press("Đối thoại định kỳ").press("Trực tiếp").press("Bí thư Đảng ủy")
        chi.press("Lưu hội nghị")
        kept = newest(chi.program)

        assert (kept.regulation_id, kept.chair) == ("hong-an-qt-vp-12", "bi_thu")
        assert kept.office == "Văn phòng Đảng ủy"

    def test_what_is_dropped_is_not_kept(self, chi: Actor) -> None:
        plan(chi).press("Bỏ, không lưu")

        assert len(chi.program.all_of(Conference)) == 1


class TestAnnouncing:
    def test_in_time_it_is_announced_and_its_milestone_is_done(self, chi: Actor) -> None:
        keep(chi).press("Thông báo hội nghị")

        assert "Gửi giấy mời và thông báo rộng rãi: đã xong thứ Tư, 1/10/2025" in chi.text
        assert newest(chi.program).state == "announced"

    def test_people_read_of_it(self, chi: Actor, an: Actor) -> None:
        keep(chi).press("Thông báo hội nghị")

        assert "Hội trường xã" in an.say("/lich H1").text

    def test_of_a_draft_nobody_reads(self, chi: Actor, an: Actor) -> None:
        keep(chi)

        assert "Hội trường xã" not in an.say("/lich").text

    def test_too_late_it_is_not_announced_and_the_first_lawful_day_is_said(
        self, chi: Actor
    ) -> None:
        """hai-phong-13-hd V.1(1): from Wed 1/10/2025, 7 working days on is Fri 10/10/2025."""
        keep(chi, when="8 giờ ngày 8/10").press("Thông báo hội nghị")

        assert "mục V.1(1)" in chi.text
        assert "sớm nhất vào thứ Sáu, 10/10/2025" in chi.text
        assert newest(chi.program).state == "draft"

    def test_too_late_it_is_announced_with_a_reason_on_record(self, chi: Actor) -> None:
        keep(chi, when="8 giờ ngày 8/10").press("Thông báo hội nghị")
        chi.press("Vẫn thông báo, ghi lý do").say("Theo chỉ đạo của Thường trực.")
        lines = chi.program.all_of(ConferenceEvent)

        assert newest(chi.program).state == "announced"
        assert "Theo chỉ đạo của Thường trực." in [line.note for line in lines]

    def test_an_extraordinary_one_is_exempt(self, chi: Actor) -> None:
        """hai-phong-13-hd V.1(1), V.2*."""
        keep(chi, kind="Đối thoại đột xuất", when="8 giờ ngày 3/10").press("Thông báo hội nghị")

        assert newest(chi.program).state == "announced"

    def test_an_extraordinary_one_must_state_how_many_take_part(self, chi: Actor) -> None:
        """hai-phong-13-hd V.2*: content, time, place, number."""
        keep(chi, kind="Đối thoại đột xuất", when="8 giờ ngày 3/10", participants="1")
        chi.press("Thông báo hội nghị")

        assert "Số lượng người tham gia (mục V.2*" in chi.text
        assert newest(chi.program).state == "draft"

    def test_registration_opens_and_closes(self, chi: Actor, an: Actor) -> None:
        keep(chi).press("Thông báo hội nghị").press("Mở đăng ký")
        opened = an.say("/lich H1").labels
        chi.press("Đóng đăng ký")

        assert "Gửi tới: Hội nghị đối thoại định kỳ năm 2025" in opened
        assert "hết hạn đăng ký" in an.say("/lich H1").text


class TestChanging:
    def test_another_day_moves_the_dates_and_is_told_with_a_calendar_file(
        self, an: Actor, chi: Actor, files: Path
    ) -> None:
        """mau V.4: 5 working days after 5/11 are 12/11."""
        register(an)
        chi.say(f"/hoinghi {SAMPLE} sua").press("Thời gian").say("8 giờ ngày 5/11")
        chi.press("Lưu thay đổi")
        tell(an.program, files)
        notice = next(d for d in an.program.all_of(Deadline) if d.key == "conclusion_notice")

        assert notice.legal_due == date(2025, 11, 12)
        assert titles(an) == ["Hội nghị thay đổi"]
        assert "8 giờ, thứ Tư, 29/10/2025 → 8 giờ, thứ Tư, 5/11/2025" in an.text
        (event,) = calendar_of(an, files).walk("VEVENT")
        assert event.decoded("dtstart") == datetime(2025, 11, 5, 1, 0, tzinfo=UTC)
        assert event["sequence"] == 2

    def test_the_reply_that_is_owed_moves_too(self, an: Actor, chi: Actor, files: Path) -> None:
        """hai-phong-13-hd V.3.2: 15 working days after the notice's 12/11."""
        code = register(an)
        chi.say(f"/hoinghi {SAMPLE} sua").press("Thời gian").say("8 giờ ngày 5/11")
        chi.press("Lưu thay đổi")
        tell(an.program, files)

        assert "thứ Tư, 3/12/2025" in an.say(f"/xem {code}").text

    def test_everybody_hears_once_and_who_did_it_not_at_all(
        self, an: Actor, binh: Actor, chi: Actor, other: Actor, stranger: Actor, files: Path
    ) -> None:
        register(an)
        register(binh)
        stranger.say("/start")
        chi.say(f"/hoinghi {SAMPLE} sua").press("Địa điểm").say("Nhà văn hóa")
        chi.press("Lưu thay đổi")
        tell(an.program, files)
        told = len(an.program.all_of(Outbox))
        tell(an.program, files)

        assert titles(an) == titles(binh) == titles(other) == ["Hội nghị thay đổi"]
        assert titles(chi) == titles(stranger) == []
        assert len(an.program.all_of(Outbox)) == told

    def test_what_only_the_office_plans_with_is_told_to_nobody(
        self, an: Actor, chi: Actor, files: Path
    ) -> None:
        register(an)
        chi.say(f"/hoinghi {SAMPLE} sua").press("Số người tham gia").say("300")
        chi.press("Lưu thay đổi")
        tell(an.program, files)

        assert titles(an) == []

    def test_of_two_changes_before_anybody_heard_only_the_newest_is_told(
        self, an: Actor, chi: Actor, files: Path
    ) -> None:
        register(an)
        for place in ("Nhà văn hóa", "Sân vận động"):
            chi.say(f"/hoinghi {SAMPLE} sua").press("Địa điểm").say(place).press("Lưu thay đổi")
        tell(an.program, files)

        assert titles(an) == ["Hội nghị thay đổi"]
        assert dict(an.last.facts)["Địa điểm"] == "Sân vận động"

    def test_fewer_places_take_nobodys_place_away(self, an: Actor, chi: Actor) -> None:
        code = register(an)
        chi.say(f"/xet {code} cho")
        chi.program.change(lambda work: _grant_another(work))
        chi.say(f"/hoinghi {SAMPLE} sua").press("Số chỗ cho người dân").say("1 người")
        chi.press("Lưu thay đổi")

        assert "Đã xếp 2 chỗ, nhiều hơn số chỗ mới là 1. Không ai bị bỏ chỗ" in chi.text

    def test_of_two_who_change_it_the_second_sees_how_it_stands(
        self, chi: Actor, other: Actor
    ) -> None:
        chi.say(f"/hoinghi {SAMPLE} sua").press("Địa điểm").say("Nhà văn hóa")
        other.say(f"/hoinghi {SAMPLE} sua").press("Địa điểm").say("Sân vận động")
        chi.press("Lưu thay đổi")
        other.press("Lưu thay đổi")

        assert "hội nghị vừa có thay đổi" in other.text
        assert newest(chi.program).place == "Nhà văn hóa"


class TestCallingOff:
    def test_postponed_it_has_no_day_and_no_date_runs(
        self, an: Actor, chi: Actor, files: Path
    ) -> None:
        code = register(an)
        chi.say(f"/hoinghi {SAMPLE}").press("Hoãn hội nghị").say("Bão số 12")
        tell(an.program, files)

        assert titles(an) == ["Hội nghị được hoãn"]
        assert "Lý do: Bão số 12" in an.text
        assert calendar_of(an, files)["method"] == "CANCEL"
        assert "được hoãn" in an.say("/lich").text
        assert "các thời hạn được tính lại từ ngày đó" in an.say(f"/xem {code}").text
        assert {one.state for one in an.program.all_of(Deadline)} == {"stopped"}

    @pytest.mark.parametrize("day", ["29/10", "5/11"])
    def test_with_a_new_day_every_date_is_counted_from_it(
        self, an: Actor, chi: Actor, files: Path, day: str
    ) -> None:
        """What was lost meanwhile is not added, be it the same day again."""
        register(an)
        chi.say(f"/hoinghi {SAMPLE} hoan").say("Bão số 12")
        tell(an.program, files)
        titles(an)
        chi.program.wait(days=6)
        hoa = enrol(Actor(program=chi.program, name="hoa"), "Trần Thị Hoa")
        hoa.say(f"/hoinghi {SAMPLE} ngaymoi").say(f"8 giờ ngày {day}/2025")
        hoa.press("Đến giờ khai mạc").press("Lưu thay đổi")
        tell(an.program, files)
        found = {one.key: one for one in an.program.all_of(Deadline)}
        notice, reply = found["conclusion_notice"], found["written_reply"]
        expected = {
            "29/10": (date(2025, 11, 5), date(2025, 11, 26)),
            "5/11": (date(2025, 11, 12), date(2025, 12, 3)),
        }

        assert (notice.legal_due, reply.legal_due) == expected[day]
        assert notice.state == reply.state == "open"
        assert titles(an) == ["Hội nghị có ngày mới"]

    def test_cancelled_nothing_of_it_is_due_and_the_opinion_is_kept(
        self, an: Actor, chi: Actor, files: Path
    ) -> None:
        code = register(an)
        chi.say(f"/hoinghi {SAMPLE} huy").say("Sáp nhập xã")
        tell(an.program, files)

        assert titles(an) == ["Hội nghị đã hủy"]
        assert calendar_of(an, files)["method"] == "CANCEL"
        assert {one.state for one in an.program.all_of(Deadline)} == {"void"}
        assert "Nội dung vẫn được giữ" in an.say(f"/xem {code}").text

    def test_a_cancelled_one_can_no_longer_be_announced(self, chi: Actor) -> None:
        chi.say(f"/hoinghi {SAMPLE} huy").say("Sáp nhập xã")

        assert "không còn làm được việc này" in chi.say(f"/hoinghi {SAMPLE} thongbao").text

    def test_the_reason_is_asked_for_and_may_be_left(self, chi: Actor) -> None:
        chi.say(f"/hoinghi {SAMPLE} huy").press("Thôi, không hủy")

        assert newest(chi.program).state == "registration_open"


class TestDelegating:
    def test_the_chair_names_a_deputy(self, an: Actor, chair: Actor, files: Path) -> None:
        """hai-phong-13-hd V.1(4)."""
        register(an)
        chair.say(f"/hoinghi {SAMPLE}").press("Ủy quyền cho cấp phó")
        chair.say("Vũ Thị Giang, Phó Bí thư")
        tell(an.program, files)

        assert "ủy quyền cho Vũ Thị Giang, Phó Bí thư" in chair.text
        assert titles(an) == ["Thay người chủ trì"]

    def test_the_chair_manages_nothing_else(self, chair: Actor) -> None:
        chair.say(f"/hoinghi {SAMPLE}")

        assert "Hủy hội nghị" not in chair.labels
        assert "không làm việc này được" in chair.say(f"/hoinghi {SAMPLE} huy").text


class TestMilestones:
    def test_the_city_is_told_and_that_is_ticked_off_with_its_paper(self, chi: Actor) -> None:
        """hai-phong-13-hd VI.1, VI.2: no date, and still to be done."""
        chi.say(f"/hoinghi {SAMPLE}").press("Các mốc")
        chi.press("Đã xong: Báo Ban Tuyên giáo và Dân vận Thành ủy cử người dự").say("12-CV/ĐU")

        assert "cử người dự: đã xong thứ Tư, 1/10/2025" in chi.text
        assert "milestone_done" in kinds(chi.program)

    def test_what_was_ticked_off_by_mistake_is_taken_back(self, chi: Actor) -> None:
        keep(chi).press("Thông báo hội nghị").press("Các mốc")
        chi.press("Chưa xong: Gửi giấy mời và thông báo rộng rãi")

        assert "thông báo rộng rãi: chậm nhất thứ Hai, 17/11/2025" in chi.text

    def test_each_date_says_why(self, chi: Actor) -> None:
        chi.say(f"/hoinghi {SAMPLE}").press("Các mốc")
        chi.press("Vì sao ngày này: Ban hành thông báo kết luận")

        assert "ngày hội nghị (thứ Tư, 29/10/2025)" in chi.text


class TestRefusing:
    @pytest.mark.parametrize("said", ["/hoinghi", "/hoinghi moi", f"/hoinghi {SAMPLE} huy"])
    def test_an_agency_manages_no_conference(self, dung: Actor, said: str) -> None:
        assert "không làm việc này được" in dung.say(said).text

    def test_a_citizen_is_told_that_it_is_for_staff(self, an: Actor) -> None:
        assert "dành cho cán bộ" in an.say("/hoinghi").text

    def test_a_conference_of_another_commune_is_not_there(self, chi: Actor) -> None:
        program = chi.program
        program.add_neighbour()
        neighbour = Actor(program=program, name="lan", account="ben")
        neighbour.say(f"/thamgia {program.invite(commune='ben')}").say("Phan Thị Lan")

        assert f"Không có hội nghị {SAMPLE}" in neighbour.say(f"/hoinghi {SAMPLE}").text

    def test_a_button_of_an_older_version_does_nothing(self, chi: Actor) -> None:
        chi.say(f"/hoinghi {SAMPLE} sua").press("Địa điểm").say("Nhà văn hóa")
        chi.press("Lưu thay đổi").press_value(f"/hoinghi {SAMPLE} dongdangky 1")

        assert "Chưa ghi gì" in chi.text
        assert newest(chi.program).state == "registration_open"

    def test_the_session_does_not_begin_before_its_day(self, chi: Actor) -> None:
        assert "chưa đến ngày khai mạc" in chi.say(f"/hoinghi {SAMPLE} khaimac").text

    @pytest.mark.parametrize("said", ["/hoinghi H9", "/hoinghi {x}", f"/hoinghi {SAMPLE} sai"])
    def test_nonsense_names_what_is_possible(self, chi: Actor, said: str) -> None:
        assert "Danh sách hội nghị" in chi.say(said).labels

    def test_the_audit_holds_no_words(self, chi: Actor) -> None:
        chi.say(f"/hoinghi {SAMPLE} hoan").say("Bão số 12")
        (line,) = [one for one in chi.program.all_of(Audit) if one.action.startswith("conf")]

        assert line.detail == {"state": "postponed"}


def _grant_another(work: Work) -> None:
    """One more who has a place."""
    first = work.session.get_one(Petition, 1)
    values = first.model_dump(exclude={"id", "code"})
    work.session.add(Petition(**values, code="XM25-0002"))


def test_the_list_pages(chi: Actor) -> None:
    def many(work: Work) -> None:
        first = work.session.get_one(Conference, 1).model_dump(exclude={"id", "code"})
        work.session.add_all(Conference(**first, code=f"H{n}") for n in range(1, 12))

    chi.program.change(many)
    chi.say("/hoinghi").press("Trang sau ›")

    assert f"Mở {SAMPLE}" in chi.labels
