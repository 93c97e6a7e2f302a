"""The office: the list of work, one petition, two decisions; the author is told of each."""

import pytest
from sqlmodel import select
from stage import Actor, Program
from stage.conclusion import by_rule
from stage.walks import ROAD, enrol, everywhere, lead_to, register, secret_of

from dialogue.roles import Role
from dialogue.task import Part, Purpose
from handlers.messages import Kind
from storage import communes, tasks
from storage.tables import Audit, Petition, PetitionEvent
from storage.work import Work


@pytest.fixture
def other(sqlite_program: Program) -> Actor:
    """A second officer of the office."""
    return enrol(Actor(program=sqlite_program, name="hoa"), "Trần Thị Hoa")


def petition_of(actor: Actor) -> Petition:
    return actor.program.all_of(Petition)[-1]


def many(program: Program, count: int) -> list[str]:
    """Petitions of so many citizens, a minute apart: copies of one that was really sent."""
    first = register(Actor(program=program, name="citizen"), conference=False)

    def copy(work: Work) -> None:
        sent = work.session.get_one(Petition, 1)
        for number in range(2, count + 1):
            values = sent.model_dump(exclude={"id", "code", "submitted_at"})
            program.wait(minutes=1)
            work.session.add(
                Petition(**values, code=f"XM25-{number:04d}", submitted_at=program.now)
            )

    program.change(copy)
    return [first, *(f"XM25-{number:04d}" for number in range(2, count + 1))]


@everywhere
def test_chi_opens_the_oldest_one_and_accepts_it_and_an_is_told(
    sqlite_program: Program, an: Actor, channel: str
) -> None:
    chi = enrol(Actor(program=sqlite_program, name="chi", channel=channel))
    code = register(an)

    chi.press("Việc cần làm").press(f"Mở {code}").press("Chấp nhận nội dung")

    assert "Đã ghi: Văn phòng chấp nhận nội dung." in chi.text
    assert f"Văn phòng đã chấp nhận nội dung của {code}" in an.read().text


def test_the_case_shows_what_is_needed_to_decide(an: Actor, chi: Actor) -> None:
    code = register(an)
    chi.say(f"/xet {code}")

    facts = dict(chi.last.facts)

    assert facts["Người gửi"] == "Nguyễn Văn An (Người dân), điện thoại: 0912345678"
    assert facts["Gửi tới"].startswith("Hội nghị đối thoại năm 2025 (mẫu)")
    assert ROAD in chi.last.text


def test_a_code_is_opened_however_it_is_typed(an: Actor, chi: Actor) -> None:
    register(an)

    assert chi.say("/xet xm251").last.title == "Kiến nghị XM25-0001"


def test_an_unknown_code_is_told(chi: Actor) -> None:
    assert "Không có kiến nghị XM25-0009 ở địa phương này." in chi.say("/xet XM25-0009").text


class TestWorkList:
    """/viec: what waits, the oldest first, eight to a page."""

    def test_pages_of_twenty(self, chi: Actor) -> None:
        codes = many(chi.program, 20)

        chi.say("/viec")
        assert "20 kiến nghị chờ xét (đang xem 1–8)" in chi.text
        assert [label for label in chi.labels if label.startswith("Mở")] == [
            f"Mở {code}" for code in codes[:8]
        ]
        assert "(đang xem 9–16)" in chi.press("Trang sau ›").text
        assert "(đang xem 17–20)" in chi.press("Trang sau ›").text
        assert "Trang sau ›" not in chi.labels
        assert "(đang xem 9–16)" in chi.press("‹ Trang trước").text

    def test_a_page_that_has_gone_shows_the_last_one(self, chi: Actor) -> None:
        many(chi.program, 9)
        chi.say("/viec 2").press("Mở XM25-0009").press("Chấp nhận nội dung")

        assert "8 kiến nghị chờ xét (đang xem 1–8)" in chi.say("/viec 2").text

    def test_what_waits_for_citizens_is_listed_apart(self, an: Actor, chi: Actor) -> None:
        code = register(an, conference=False)
        chi.say(f"/bosung {code}").say("Ảnh chụp.")

        assert f"Chờ người dân bổ sung: {code}" in chi.say("/viec").text

    def test_without_work_it_says_so(self, chi: Actor) -> None:
        assert "Hiện không có việc nào chờ Ông/Bà" in chi.say("/viec").text


class TestDocuments:
    """Asking for more, and getting it."""

    @everywhere
    def test_an_supplies_what_was_asked_for_and_it_is_back_in_the_list(
        self, an: Actor, chi: Actor
    ) -> None:
        code = register(an, conference=False)
        chi.say(f"/xet {code}").press("Đề nghị bổ sung").say("Ảnh chụp đoạn đường.")
        assert "“Ảnh chụp đoạn đường.”" in an.read().text

        an.press("Bổ sung ngay").send_photo("Đây ạ.")

        assert petition_of(an).state == "received"
        assert f"Mở {code}" in chi.say("/viec").labels
        assert "người gửi đã bổ sung" in chi.press(f"Mở {code}").text

    def test_a_corrected_text_counts_as_supplied(self, an: Actor, chi: Actor) -> None:
        code = register(an, conference=False)
        chi.say(f"/bosung {code}").say("Xin viết rõ hơn.")
        an.say(f"/sua {code}").say("Đường từ nhà văn hóa tới chợ.")

        assert petition_of(an).state == "received"

    def test_the_officer_may_think_better_of_it(self, an: Actor, chi: Actor) -> None:
        code = register(an)
        chi.say(f"/bosung {code}").press("Thôi, không đề nghị")

        assert "Chưa ghi gì." in chi.text
        assert petition_of(an).state == "received"

    def test_a_request_needs_words(self, an: Actor, chi: Actor) -> None:
        code = register(an)
        chi.say(f"/bosung {code}").send_photo()

        assert "Xin viết bằng chữ những gì cần bổ sung." in chi.text


class TestSeat:
    """Decision A: refused by a clause, granted, undone."""

    @everywhere
    def test_a_refusal_names_its_clause_and_how_to_ask_again(self, an: Actor, chi: Actor) -> None:
        """III.4: not on the list of delegates; the office cites it, An reads it."""
        code = register(an)
        chi.say(f"/xet {code}").press("Từ chối chỗ dự")
        ground = next(label for label in chi.labels if "danh sách đại biểu" in label)
        chi.press(ground).say("Danh sách đã chốt.")

        an.read()
        assert "(mục III.4, Kế hoạch mẫu)" in an.text
        assert "“Danh sách đã chốt.”" in an.text
        assert "Nội dung của Ông/Bà vẫn được ghi nhận và trả lời." in an.text
        assert "xin bấm “Bổ sung ngay”" in an.text
        assert petition_of(an).state == "received"

    def test_a_ground_that_says_not_is_not_said_to_be_lacking(self, an: Actor, chi: Actor) -> None:
        """tinh-1573-qd, Điều 3.3: neither rights nor duties related to the content."""
        by_rule(an.program, "tinh-1573-qd")
        code = register(an)
        chi.say(f"/xet {code}").press("Từ chối chỗ dự")
        (ground,) = [one for one in chi.labels if "không có quyền lợi và nghĩa vụ" in one]

        assert "chưa đáp ứng" not in ground

    @everywhere
    def test_who_asks_again_is_back_in_the_list(self, an: Actor, chi: Actor) -> None:
        code = register(an)
        chi.say(f"/xet {code} tuchoi").press("Lý do khác (tự ghi)").say("Hội trường hết chỗ.")
        an.read().press("Bổ sung ngay").say("Tôi có tên trong danh sách của thôn.")

        assert "nhờ xem lại chỗ dự" in chi.say("/viec").text

    def test_an_addition_for_another_reason_asks_for_no_seat(self, an: Actor, chi: Actor) -> None:
        code = register(an)
        chi.say(f"/xet {code} tuchoi").press("Lý do khác (tự ghi)").say("Hội trường hết chỗ.")
        an.say(f"/them {code}").send_photo()

        assert not petition_of(an).seat_review_asked

    def test_another_reason_has_to_be_written(self, an: Actor, chi: Actor) -> None:
        code = register(an)
        chi.say(f"/xet {code} tuchoi").press("Lý do khác (tự ghi)")

        assert "Không cần" not in chi.labels
        assert "Xin viết lý do bằng chữ." in chi.say("...").text

    def test_a_refusal_is_undone_and_an_is_told(self, an: Actor, chi: Actor) -> None:
        code = register(an)
        chi.say(f"/xet {code} tuchoi").press("Lý do khác (tự ghi)").say("Nhầm.")
        chi.press("Xét lại chỗ dự")

        assert (petition_of(an).seat, petition_of(an).seat_clause) == ("requested", "")
        assert "đang xét lại chỗ dự hội nghị của Ông/Bà" in an.read().text

    def test_a_seat_refused_is_not_a_hearing_refused(self, an: Actor, chi: Actor) -> None:
        """Two decisions, never one."""
        code = register(an)
        chi.say(f"/xet {code} tuchoi").press("Lý do khác (tự ghi)").say("Hết chỗ.")
        chi.press("Chấp nhận nội dung")

        assert (petition_of(an).state, petition_of(an).seat) == ("accepted", "refused")

    def test_the_box_has_no_seats_to_decide_on(self, an: Actor, chi: Actor) -> None:
        code = register(an, conference=False)

        assert "Xếp chỗ dự" not in chi.say(f"/xet {code}").labels


class TestHearing:
    """Decision B: an opinion is declined with a reason, and stays on record."""

    @everywhere
    def test_a_declined_opinion_is_told_with_its_clause(self, an: Actor, chi: Actor) -> None:
        """I.3: baseless information; the program never decides it alone."""
        code = register(an)
        chi.say(f"/xet {code}").press("Không đưa vào đối thoại")
        ground = next(label for label in chi.labels if "không có căn cứ" in label)
        chi.press(ground).press("Không cần")

        assert "(mục I.3, Kế hoạch mẫu)" in an.read().text
        assert "Kiến nghị vẫn được lưu." in an.text

    def test_who_adds_to_a_declined_one_is_looked_at_again(self, an: Actor, chi: Actor) -> None:
        """The notice says so; the office finds it in its list."""
        code = register(an)
        chi.say(f"/xet {code} khongnhan").press("Lý do khác (tự ghi)").say("Thiếu căn cứ.")
        an.read().press("Bổ sung ngay").say("Đây là căn cứ.")

        assert f"Mở {code}" in chi.say("/viec").labels
        assert petition_of(an).state == "received"

    def test_a_decision_is_undone_and_an_is_told(self, an: Actor, chi: Actor) -> None:
        code = register(an)
        chi.say(f"/xet {code} nhan").press("Xét lại nội dung")

        assert petition_of(an).state == "received"
        assert f"đang xét lại nội dung của {code}" in an.read().text

    def test_in_the_box_a_reason_is_written_in_words(self, an: Actor, chi: Actor) -> None:
        code = register(an, conference=False)
        chi.say(f"/xet {code}").press("Không đưa vào đối thoại")

        assert chi.labels == ["Lý do khác (tự ghi)", "Thôi, quay lại hồ sơ"]

    def test_cancelling_changes_nothing(self, an: Actor, chi: Actor) -> None:
        code = register(an)
        chi.say(f"/xet {code} khongnhan").press("Thôi, quay lại hồ sơ")

        assert "Hồ sơ giữ nguyên." in chi.text
        assert petition_of(an).state == "received"


class TestTwoOfficers:
    """Two on the same item: the second knows, and nothing is overwritten."""

    def test_the_second_sees_that_the_first_is_at_it(
        self, an: Actor, chi: Actor, other: Actor
    ) -> None:
        code = register(an)
        chi.say(f"/xet {code}")

        assert "Lê Thị Chi đang xem kiến nghị này" in other.say(f"/xet {code}").text

    def test_after_a_while_it_is_not_said_any_more(
        self, an: Actor, chi: Actor, other: Actor
    ) -> None:
        code = register(an)
        chi.say(f"/xet {code}").program.wait(minutes=16)

        assert "đang xem" not in other.say(f"/xet {code}").text

    def test_the_slower_one_decides_nothing_and_is_shown_what_happened(
        self, an: Actor, chi: Actor, other: Actor
    ) -> None:
        code = register(an)
        other.say(f"/xet {code}")
        chi.say(f"/xet {code}").press("Chấp nhận nội dung")
        other.press("Không đưa vào đối thoại")

        assert "kiến nghị này vừa có thay đổi" in other.text
        assert dict(other.last.facts)["Tình trạng"] == "đã được chấp nhận"

    def test_a_remark_that_was_being_written_is_not_carried_out(
        self, an: Actor, chi: Actor, other: Actor
    ) -> None:
        code = register(an)
        other.say(f"/xet {code} khongnhan").press("Lý do khác (tự ghi)")
        chi.say(f"/xet {code}").press("Chấp nhận nội dung")
        other.say("Không hợp lệ.")

        assert petition_of(an).state == "accepted"
        assert "kiến nghị này vừa có thay đổi" in other.text

    def test_one_press_twice_decides_and_tells_once(self, an: Actor, chi: Actor) -> None:
        code = register(an)
        chi.say(f"/xet {code}").press("Chấp nhận nội dung")
        chi.press_value(f"/xet {code} nhan 1")

        assert "kiến nghị này vừa có thay đổi" in chi.text
        assert len(an.read().fresh) == 1

    def test_an_adds_while_the_officer_decides(self, an: Actor, chi: Actor) -> None:
        """Nobody decides on what they have not seen."""
        code = register(an)
        chi.say(f"/xet {code}")
        an.say(f"/them {code}").say("Một ý rất khác.")
        chi.press("Chấp nhận nội dung")

        assert petition_of(an).state == "received"
        assert "Một ý rất khác." in chi.text

    def test_an_withdraws_while_the_officer_writes(self, an: Actor, chi: Actor) -> None:
        code = register(an)
        chi.say(f"/xet {code} khongnhan").press("Lý do khác (tự ghi)")
        an.say(f"/rut {code}").press("Rút")
        chi.say("Không hợp lệ.")

        assert petition_of(an).state == "withdrawn"
        assert "kiến nghị này vừa có thay đổi" in chi.text

    def test_the_officer_declines_while_an_withdraws(self, an: Actor, chi: Actor) -> None:
        code = register(an)
        an.say(f"/rut {code}")
        chi.say(f"/xet {code} khongnhan").press("Lý do khác (tự ghi)").say("Thiếu căn cứ.")
        an.press("Rút")

        assert petition_of(an).state == "declined"
        assert "đã qua bước này" in an.text


def give(program: Program, agency: str = "Công an xã") -> None:
    """The only petition is given to this agency, behind everybody's back."""

    def insert(work: Work) -> None:
        petition = work.session.exec(select(Petition)).one()
        found = communes.agency_by_name(work, petition.commune_id, agency)
        assert found is not None and found.id is not None
        tasks.give(
            work,
            petition,
            program.now,
            agency_id=found.id,
            purpose=Purpose.PREPARED,
            part=Part.LEAD,
        )

    program.change(insert)


class TestAgency:
    """Dũng sees the matter that his agency was given, not the person: it may be complained of."""

    @pytest.fixture
    def dung(self, sqlite_program: Program) -> Actor:
        """An officer of the police."""
        actor = Actor(program=sqlite_program, name="dung")
        code = sqlite_program.invite(Role.AGENCY, agency="Công an xã")
        return actor.say(f"/thamgia {code}").say("Phạm Văn Dũng")

    def test_sees_nothing_that_it_was_not_given(self, an: Actor, dung: Actor) -> None:
        code = register(an)

        for command in (
            f"/xet {code}",
            f"/xet {code} visao",
            f"/xet {code} sai",
            f"/bosung {code}",
        ):
            assert "không được giao cho cơ quan của Ông/Bà" in dung.say(command).text
            assert ROAD not in dung.text

    def test_neither_name_nor_phone(self, an: Actor, dung: Actor) -> None:
        code = register(an)
        give(an.program)
        dung.say(f"/xet {code}")

        assert ROAD in dung.text
        assert "Thôn Đông" in dung.text
        assert "Nguyễn Văn An" not in dung.text
        assert "0912345678" not in dung.text

    def test_nor_the_name_of_whom_an_speaks_for(self, an: Actor, dung: Actor) -> None:
        lead_to(an, "asking_behalf_name").say("Trần Văn Bảy").press("Không cần")
        an.press("Tôi không rõ").say(ROAD).press("Xong").press("Gửi")
        give(an.program)

        assert ROAD in dung.say("/xet XM25-0001").text
        assert "Trần Văn Bảy" not in dung.text

    @pytest.mark.parametrize("verb", ["nhan", "khongnhan", "cho", "tuchoi", "xetlai", "xetlaicho"])
    def test_may_not_decide(self, an: Actor, dung: Actor, verb: str) -> None:
        code = register(an)

        assert "không làm việc này được" in dung.say(f"/xet {code} {verb} 1").text
        assert petition_of(an).version == 1

    def test_is_offered_nothing_that_it_may_not_do(self, an: Actor, dung: Actor) -> None:
        code = register(an)
        give(an.program)

        assert dung.say(f"/xet {code}").labels == [
            "Đề nghị bổ sung",
            "Vì sao là ngày này?",
            "Việc cần làm",
        ]

    def test_may_ask_for_documents(self, an: Actor, dung: Actor) -> None:
        code = register(an)
        give(an.program)
        dung.say(f"/xet {code}").press("Đề nghị bổ sung").say("Xin bản vẽ.")

        assert "“Xin bản vẽ.”" in an.read().text

    @pytest.mark.parametrize("role", [Role.CITY, Role.OPERATOR])
    def test_who_serves_the_whole_installation_opens_no_petition(
        self, an: Actor, role: Role
    ) -> None:
        code = register(an)
        somebody = enrol(Actor(program=an.program, name="x"), "Ông X", role)

        assert ROAD not in somebody.say(f"/xet {code}").text


class TestRenewal:
    """A lost secret: the office gives a new one after it has made sure who asks."""

    def test_the_new_secret_opens_and_the_old_one_no_longer_does(
        self, an: Actor, chi: Actor, stranger: Actor
    ) -> None:
        code, old = register(an), secret_of(an)
        chi.say(f"/xet {code}").press("Cấp lại mật mã").press("Đã kiểm tra, cấp lại")
        new = secret_of(chi)

        assert "chưa khớp" in stranger.say(f"/tracuu {code} {old}").text
        assert stranger.say(f"/tracuu {code} {new}").last.title == f"Kiến nghị {code}"

    def test_an_agency_may_not(self, an: Actor, dung: Actor) -> None:
        code = register(an)

        assert "không làm việc này được" in dung.say(f"/xet {code} caplai 1").text


def test_every_decision_is_on_record_with_who_and_why(an: Actor, chi: Actor) -> None:
    code = register(an)
    chi.say(f"/xet {code} tuchoi").press("Lý do khác (tự ghi)").say("Hết chỗ.")
    chi.press("Chấp nhận nội dung")

    events = [(e.kind, bool(e.staff_id), e.note) for e in an.program.all_of(PetitionEvent)]
    audit = [line.action for line in an.program.all_of(Audit) if line.subject == "petition"]

    assert events == [
        ("submitted", False, ""),
        ("seat_refused", True, "Hết chỗ."),
        ("accepted", True, ""),
    ]
    assert audit == ["submitted", "seat_refused", "accepted"]


def test_the_audit_holds_no_name_and_no_words(an: Actor, chi: Actor) -> None:
    """So that erasing a person's data never has to rewrite history."""
    code = register(an)
    chi.say(f"/xet {code} tuchoi").press("Lý do khác (tự ghi)").say("Ông An đã dự năm trước.")

    written = "".join(str(line.detail) for line in an.program.all_of(Audit))

    assert "An" not in written
    assert "0912345678" not in written


def test_an_officer_learns_that_nobody_could_be_told(an: Actor, chi: Actor) -> None:
    code = register(an)
    an.do(Kind.BLOCKED)

    assert "Không nhắn tin được cho người gửi" in chi.say(f"/xet {code} nhan").text


def test_a_petition_of_another_commune_is_unknown_to_its_officers(an: Actor) -> None:
    code = register(an)
    an.program.add_neighbour()
    neighbour = Actor(program=an.program, name="chi", account="ben")
    neighbour.say(f"/thamgia {an.program.invite(commune='ben')}").say("Vũ Thị Bến")

    assert f"Không có kiến nghị {code} ở địa phương này." in neighbour.say(f"/xet {code}").text
    assert "Hiện không có việc nào chờ" in neighbour.say("/viec").text
