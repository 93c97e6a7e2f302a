"""Opinions are sorted: classified, given to agencies, put on a conference, sent on to others."""

import pytest
from sqlmodel import select
from stage import Actor, Program
from stage.walks import enrol, everywhere, register

from dialogue.roles import Role
from storage.tables import Agency, Deadline, Petition, Staff, Task
from storage.work import Work

ECONOMY, CULTURE = "Phòng Kinh tế", "Phòng Văn hóa - Xã hội"
FIELD = "Giao thông, thủy lợi"


def petition_of(actor: Actor) -> Petition:
    return actor.program.all_of(Petition)[-1]


def accepted(an: Actor, chi: Actor, *, conference: bool = True) -> str:
    code = register(an, conference=conference)
    chi.say(f"/xet {code} nhan")
    an.read()
    return code


def classified(an: Actor, chi: Actor, *, conference: bool = True) -> str:
    code = accepted(an, chi, conference=conference)
    chi.say(f"/phanloai {code}").press(FIELD).press("Trả lời tại hội nghị")
    an.read()
    return code


def given(an: Actor, chi: Actor, *helpers: str) -> str:
    code = classified(an, chi)
    chi.say(f"/giao {code}").press(ECONOMY)
    for helper in helpers:
        chi.press(helper)
    chi.press("Đủ rồi" if helpers else "Không cần phối hợp").say("20/10/2025")
    an.read()
    return code


@pytest.fixture
def dung(sqlite_program: Program) -> Actor:
    """Dũng works at the economic department."""
    dung = enrol(Actor(program=sqlite_program, name="dung"), "Phạm Văn Dũng", Role.AGENCY)

    def place(work: Work) -> None:
        economy = work.session.exec(select(Agency).where(Agency.name == ECONOMY)).one()
        for duty in work.session.exec(select(Staff)):
            if duty.role == Role.AGENCY:
                duty.agency_id = economy.id

    sqlite_program.change(place)
    return dung


class TestClassifying:
    """/phanloai: a field and one of three dispositions (hai-phong-13-hd V.1(3))."""

    @everywhere
    def test_chi_classifies_and_an_is_told(
        self, sqlite_program: Program, an: Actor, channel: str
    ) -> None:
        chi = enrol(Actor(program=sqlite_program, name="chi", channel=channel))
        code = accepted(an, chi)
        chi.say(f"/xet {code}").press("Phân loại").press(FIELD).press(
            "Kiểm tra, làm rõ, trả lời sau"
        )

        assert f"Đã phân loại {code}: {FIELD}; kiểm tra, làm rõ, trả lời sau." in chi.text
        assert f"{code} đã được phân loại: {FIELD}; kiểm tra, làm rõ, trả lời sau" in an.read().text
        assert petition_of(an).disposition == "kiem_tra_tra_loi_sau"

    def test_the_question_cites_its_clause(self, an: Actor, chi: Actor) -> None:
        """hai-phong-13-hd V.1(3)."""
        chi.say(f"/phanloai {accepted(an, chi)}").press(FIELD)

        assert "V.1(3)" in chi.text

    def test_fields_beyond_eight_stand_on_the_next_page(self, an: Actor, chi: Actor) -> None:
        chi.say(f"/phanloai {accepted(an, chi)}").press("Trang sau ›").press("Lĩnh vực khác")

        assert chi.last.title == "Cách trả lời"

    def test_it_is_put_right_by_classifying_again(self, an: Actor, chi: Actor) -> None:
        code = classified(an, chi)
        chi.say(f"/phanloai {code}").press("Giáo dục").press("Ghi nhận, báo cáo cấp trên")

        assert petition_of(an).disposition == "ghi_nhan_bao_cao_cap_tren"

    def test_without_a_code_the_oldest_are_offered(self, an: Actor, chi: Actor) -> None:
        code = accepted(an, chi)

        assert code in chi.say("/phanloai").labels

    def test_what_is_not_accepted_yet_is_not_classified(self, an: Actor, chi: Actor) -> None:
        code = register(an)

        assert "Chưa ghi gì" in chi.say(f"/phanloai {code}").text
        assert f"Mở {code}" in chi.labels

    def test_an_agency_may_not(self, an: Actor, chi: Actor, dung: Actor) -> None:
        code = accepted(an, chi)

        assert "không làm việc này được" in dung.say(f"/phanloai {code}").text

    def test_of_two_officers_the_second_is_told(self, an: Actor, chi: Actor) -> None:
        hoa = enrol(Actor(program=chi.program, name="hoa"), "Trần Thị Hoa")
        code = accepted(an, chi)
        for officer in (chi, hoa):
            officer.say(f"/phanloai {code}").press(FIELD)
        chi.press("Trả lời tại hội nghị")
        hoa.press("Ghi nhận, báo cáo cấp trên")

        assert "Chưa ghi gì" in hoa.text
        assert petition_of(an).disposition == "tra_loi_tai_hoi_nghi"

    def test_another_commune_does_not_know_the_code(self, an: Actor, chi: Actor) -> None:
        code = accepted(an, chi)
        chi.program.add_neighbour()
        mai = Actor(program=chi.program, name="mai", account="ben")
        mai.say(f"/thamgia {chi.program.invite(commune='ben')}").say("Đỗ Thị Mai")

        assert "Không có kiến nghị" in mai.say(f"/phanloai {code}").text


class TestGiving:
    """/giao: a lead agency, others that help, and a day by the regulation."""

    @everywhere
    def test_dung_gets_what_by_when_and_a_button(
        self, sqlite_program: Program, an: Actor, dung: Actor, channel: str
    ) -> None:
        chi = enrol(Actor(program=sqlite_program, name="chi", channel=channel))
        code = given(an, chi)
        dung.read()

        assert (
            f"Phòng Kinh tế được giao chủ trì chuẩn bị nội dung trả lời tại hội nghị cho {code}"
            in (dung.text)
        )
        assert "Thôn Đông" in dung.text
        assert dung.labels == ["Đã nhận việc"]

    def test_an_agency_is_told_neither_name_nor_phone(
        self, an: Actor, chi: Actor, dung: Actor
    ) -> None:
        given(an, chi)
        dung.read()

        assert "Nguyễn Văn An" not in dung.text
        assert "0912345678" not in dung.text

    def test_an_is_told_who_answers_and_by_when(self, an: Actor, chi: Actor) -> None:
        code = classified(an, chi)
        chi.say(f"/giao {code}").press(ECONOMY).press("Không cần phối hợp").say("20/10/2025")

        assert "Phòng Kinh tế" in an.read().text
        assert "20/10/2025" in an.text

    def test_several_agencies_help(self, an: Actor, chi: Actor) -> None:
        given(an, chi, CULTURE, "Công an xã")
        tasks = chi.program.all_of(Task)

        assert [task.part for task in tasks] == ["lead", "coordinating", "coordinating"]

    def test_an_agency_that_nobody_reaches_is_named(self, an: Actor, chi: Actor) -> None:
        given(an, chi)

        assert "Chưa có ai của Phòng Kinh tế tham gia ở đây." in chi.text

    def test_a_later_day_than_the_regulations_is_refused_by_its_clause(
        self, an: Actor, chi: Actor
    ) -> None:
        """hai-phong-13-hd V.3.2: fifteen working days."""
        code = classified(an, chi)
        chi.program.wait(days=29)  # the conference has been held
        chi = enrol(Actor(program=chi.program, name="hoa"), "Trần Thị Hoa")
        chi.say(f"/giao {code}").press(ECONOMY).press("Không cần phối hợp").say("31/12/2026")

        assert "Quy định không cho muộn hơn" in chi.text
        assert "V.3.2" in chi.text

    def test_the_regulations_day_is_one_press(self, an: Actor, chi: Actor) -> None:
        code = classified(an, chi)
        chi.program.wait(days=29)
        chi = enrol(Actor(program=chi.program, name="hoa"), "Trần Thị Hoa")
        chi.say(f"/giao {code}").press(ECONOMY).press("Không cần phối hợp").press(chi_limit(chi))
        due = next(one for one in chi.program.all_of(Deadline) if one.petition_id)

        assert chi.program.all_of(Task)[0].due_on == due.legal_due

    def test_a_day_that_has_passed_is_refused(self, an: Actor, chi: Actor) -> None:
        code = classified(an, chi)
        chi.say(f"/giao {code}").press(ECONOMY).press("Không cần phối hợp").say("1/9/2025")

        assert "đã qua" in chi.text

    def test_words_are_no_day(self, an: Actor, chi: Actor) -> None:
        code = classified(an, chi)
        chi.say(f"/giao {code}").press(ECONOMY).press("Không cần phối hợp").say("31/2/2026")

        assert "Xin gõ ngày theo dạng" in chi.text

    def test_taken_back_it_is_told_and_given_to_another(
        self, an: Actor, chi: Actor, dung: Actor
    ) -> None:
        code = given(an, chi)
        dung.read()
        chi.say(f"/giao {code}").press("Thu hồi để giao lại")

        assert petition_of(an).state == "classified"
        assert f"thu hồi việc trả lời {code}" in dung.read().text

        chi.press("Giao cơ quan trả lời").press(CULTURE).press("Không cần phối hợp").say("21/10")

        assert petition_of(an).state == "assigned"
        assert [task.state for task in chi.program.all_of(Task)] == ["cancelled", "given"]

    def test_who_goes_back_chooses_the_agencies_anew(self, an: Actor, chi: Actor) -> None:
        code = classified(an, chi)
        chi.say(f"/giao {code}").press(ECONOMY).press(CULTURE).say("quay lại").press(CULTURE)

        assert "Chủ trì: Phòng Văn hóa - Xã hội. Phối hợp: chưa có." in chi.text

    def test_of_two_officers_one_gives_it(self, an: Actor, chi: Actor) -> None:
        hoa = enrol(Actor(program=chi.program, name="hoa"), "Trần Thị Hoa")
        code = classified(an, chi)
        for officer in (chi, hoa):
            officer.say(f"/giao {code}").press(ECONOMY).press("Không cần phối hợp")
        chi.say("20/10/2025")
        hoa.say("21/10/2025")

        assert "Chưa ghi gì" in hoa.text
        assert len(chi.program.all_of(Task)) == 1

    def test_the_front_may_classify_but_not_give(self, an: Actor, chi: Actor) -> None:
        code = classified(an, chi)
        front = enrol(Actor(program=chi.program, name="tam"), "Vũ Thị Tâm", Role.FRONT)

        assert "không làm việc này được" in front.say(f"/giao {code}").text

    def test_a_stranger_may_not(self, an: Actor, chi: Actor, stranger: Actor) -> None:
        code = classified(an, chi)

        assert "dành cho cán bộ" in stranger.say(f"/giao {code}").text


def chi_limit(chi: Actor) -> str:
    return next(label for label in chi.labels if label.startswith("Chậm nhất"))


class TestPlacing:
    """The general box: a petition is put on a conference, and its dates begin."""

    @everywhere
    def test_its_author_is_told_the_dates(
        self, sqlite_program: Program, an: Actor, channel: str
    ) -> None:
        chi = enrol(Actor(program=sqlite_program, name="chi", channel=channel))
        code = accepted(an, chi, conference=False)
        chi.say(f"/xet {code}").press("Đưa vào hội nghị")
        chi.press("Hội nghị đối thoại năm 2025 (mẫu), thứ Tư, 29/10/2025")

        assert "Các hạn bắt đầu tính" in chi.text
        assert "bằng văn bản, dự kiến chậm nhất thứ Tư, 26/11/2025" in an.read().text
        assert any(one.petition_id for one in sqlite_program.all_of(Deadline))

    def test_it_is_offered_only_in_the_general_box(self, an: Actor, chi: Actor) -> None:
        chi.say(f"/xet {accepted(an, chi)}")

        assert "Đưa vào hội nghị" not in chi.labels

    def test_without_a_conference_to_come_it_stays(self, an: Actor, chi: Actor) -> None:
        code = accepted(an, chi, conference=False)
        chi.program.wait(days=60)
        hoa = enrol(Actor(program=chi.program, name="hoa"), "Trần Thị Hoa")
        hoa.say(f"/giao {code} hoinghi")

        assert "Chưa có hội nghị nào sắp tới" in hoa.text


class TestForwarding:
    """What is beyond the commune's authority: never counted as answered."""

    def test_a_new_case_is_passed_on_and_its_author_told_to_whom(
        self, an: Actor, chi: Actor
    ) -> None:
        """hai-phong-13-hd V.3.1(2)."""
        code = classified(an, chi)
        chi.say(f"/xet {code}").press("Chuyển cơ quan có thẩm quyền")
        chi.say("Công an thành phố")

        assert petition_of(an).state == "passed_on"
        assert "thuộc thẩm quyền của Công an thành phố" in an.read().text
        assert "chưa tính là đã trả lời" in chi.text

    def test_upward_goes_with_a_few_words(self, an: Actor, chi: Actor) -> None:
        code = classified(an, chi)
        chi.say(f"/xet {code}").press("Gửi lên cấp trên").say("Sở Xây dựng\nCần nguồn vốn lớn.")

        assert petition_of(an).state == "submitted_upward"
        assert "“Cần nguồn vốn lớn.”" in an.read().text

    def test_an_agency_that_had_it_is_told(self, an: Actor, chi: Actor, dung: Actor) -> None:
        code = given(an, chi)
        dung.read()
        chi.say(f"/giao {code} captren").say("Sở Xây dựng")

        assert "thu hồi" in dung.read().text
        assert chi.program.all_of(Task)[0].state == "cancelled"

    def test_it_is_asked_after_until_it_comes_back_and_then_goes_on_here(
        self, an: Actor, chi: Actor
    ) -> None:
        """Else nobody would remember it, and its answer could never be entered."""
        code = classified(an, chi)
        chi.say(f"/giao {code} captren").say("Sở Xây dựng")

        assert f"{code}" in chi.say("/viec").text
        assert "đã gửi lên cấp trên" in chi.text
        chi.say(f"/xet {code}").press("Đã có ý kiến hoặc bị trả lại: xét tiếp")
        assert petition_of(an).state == "classified"
        assert "Văn phòng xét tiếp" in an.read().text
        assert "vừa có thay đổi" in chi.say(f"/xet {code} molai").text
        assert petition_of(an).state == "classified"

    def test_chi_thinks_better_of_it(self, an: Actor, chi: Actor) -> None:
        code = classified(an, chi)
        chi.say(f"/giao {code} chuyen").press("Thôi, không chuyển")

        assert petition_of(an).state == "classified"
