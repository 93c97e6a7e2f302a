"""/nhap: what comes on paper, by e-mail or by word of mouth is entered, and may be claimed."""

from datetime import date

import pytest
from sqlmodel import col, select
from stage import Actor, Program
from stage.conclusion import petition_of
from stage.walks import CONFERENCE, enrol, everywhere, register, secret_of
from states.invariants import check

from dialogue.roles import Role
from locales.dates import local_date
from storage.tables import Address, Person, Petition, PetitionPart, Staff
from storage.work import Work

CONTENT = "Cống thoát nước thôn Hạ bị tắc."


def wrong(program: Program) -> list[str]:
    """What the database contradicts itself in."""
    return program.database.read_now(check)


def enter(actor: Actor, *, way: str = "Thư, đơn giấy", conference: str = CONFERENCE) -> Actor:
    """From the command to the summary."""
    actor.say("/nhap").press(way).press(conference).say("Nguyễn Thị Tư").press("Thôn Hạ")
    actor.press("Người dân").press("Cho bản thân, gia đình").press("Không có").press("Chưa rõ")
    return actor.say(CONTENT).press("Xong").press("Hôm nay")


def entered(actor: Actor, **how: str) -> tuple[str, str]:
    """Code and secret of what was entered."""
    enter(actor, **how).press("Lưu")
    return dict(actor.last.facts)["Mã"], secret_of(actor)


class TestEntering:
    """The office or the Front writes down what somebody else has sent."""

    @everywhere
    def test_code_and_secret_are_shown_once_for_a_slip_of_paper(
        self, sqlite_program: Program, channel: str
    ) -> None:
        chi = enrol(Actor(program=sqlite_program, name="chi", channel=channel))
        code, secret = entered(chi)

        assert chi.last.sensitive
        assert "Tra cứu tại: trang trò chuyện của" in chi.text
        assert secret not in str(petition_of(sqlite_program, code).secret_hash)
        assert wrong(sqlite_program) == []

    def test_its_history_says_who_entered_it_how_it_came_and_when(
        self, sqlite_program: Program, chi: Actor, stranger: Actor
    ) -> None:
        code, secret = entered(chi)
        stranger.say(f"{code} {secret}")

        assert "Văn phòng vào sổ; thư, đơn giấy; nhận thứ Tư, 1/10/2025" in stranger.text
        assert petition_of(sqlite_program, code).origin == "letter"

    @pytest.mark.parametrize(
        ("way", "origin"),
        [
            ("Thư điện tử", "email"),
            ("Mặt trận tập hợp", "front"),
            ("Qua điện thoại hoặc nói tại trụ sở", "letter"),
        ],
    )
    def test_each_way_is_kept(
        self, sqlite_program: Program, chi: Actor, way: str, origin: str
    ) -> None:
        code, _ = entered(chi, way=way)

        assert petition_of(sqlite_program, code).origin == origin

    def test_the_front_enters_what_it_has_collected(self, sqlite_program: Program) -> None:
        front = enrol(Actor(program=sqlite_program, name="lan"), "Vũ Thị Lan", Role.FRONT)
        code, _ = entered(front, way="Mặt trận tập hợp")

        assert petition_of(sqlite_program, code).name == "Nguyễn Thị Tư"

    def test_it_may_lie_in_the_general_box_where_no_date_runs(
        self, sqlite_program: Program, chi: Actor
    ) -> None:
        code, _ = entered(chi, conference="Hòm thư chung (không theo hội nghị)")

        assert petition_of(sqlite_program, code).conference_id is None
        assert wrong(sqlite_program) == []

    def test_it_may_have_been_received_on_an_earlier_day(
        self, sqlite_program: Program, chi: Actor
    ) -> None:
        enter(chi).press("Sửa").press("Ngày nhận").say("26/9").press("Lưu")
        petition = petition_of(sqlite_program, dict(chi.last.facts)["Mã"])

        assert petition.submitted_at is not None
        assert local_date(petition.submitted_at) == date(2025, 9, 26)

    @pytest.mark.parametrize("typed", ["2/10/2025", "1/9/2024", "hôm kia", "31/2"])
    def test_a_day_to_come_or_none_at_all_is_asked_again(self, chi: Actor, typed: str) -> None:
        enter(chi).press("Sửa").press("Ngày nhận").say(typed)

        assert "Ngày nhận phải" in chi.text or "Xin gõ ngày nhận" in chi.text

    def test_content_comes_in_several_messages_with_photos(
        self, sqlite_program: Program, chi: Actor
    ) -> None:
        enter(chi).press("Sửa").press("Nội dung").send_photo("Ảnh chụp đơn").press("Xong")
        chi.press("Lưu")
        kept = sqlite_program.all_of(PetitionPart)

        assert [part.text for part in kept] == [CONTENT, "Ảnh chụp đơn", ""]
        assert wrong(sqlite_program) == []

    @pytest.mark.parametrize(
        ("part", "answer", "shown"),
        [
            ("Họ và tên", "Trần Văn Năm", "Trần Văn Năm"),
            ("Số điện thoại", "0912 345 678", "0912345678"),
            ("Chức vụ, đơn vị", "Giáo viên", "Giáo viên"),
        ],
    )
    def test_whatever_was_entered_is_changed_from_the_summary(
        self, chi: Actor, part: str, answer: str, shown: str
    ) -> None:
        enter(chi).press("Sửa").press(part).say(answer)

        assert shown in chi.text
        assert "Lưu" in chi.labels

    def test_a_group_is_entered_with_its_size(self, chi: Actor) -> None:
        enter(chi).press("Sửa").press("Gửi cho ai").press("Thay cho một nhóm người").say("12")

        assert "nhóm 12 người" in chi.text

    def test_a_complaint_is_saved_and_the_officer_told_its_own_way(self, chi: Actor) -> None:
        enter(chi).press("Sửa").press("Nội dung").say("Tôi khiếu nại quyết định thu hồi đất.")
        chi.press("Xong").press("Lưu")

        assert "nơi tiếp công dân" in chi.text

    def test_a_later_edit_of_the_officers_message_is_no_word_of_the_author(
        self, sqlite_program: Program, chi: Actor
    ) -> None:
        enter(chi).press("Sửa").press("Nội dung").say("Thêm một ý.")
        message = chi.message
        chi.press("Xong").press("Lưu").edit(message, "Ý khác hẳn.")

        assert "Thêm một ý." in [part.text for part in sqlite_program.all_of(PetitionPart)]
        assert wrong(sqlite_program) == []


class TestLeftAndGivenUp:
    """An officer is called away."""

    def test_what_was_left_is_gone_on_with(self, chi: Actor) -> None:
        chi.say("/nhap").press("Thư điện tử").press(CONFERENCE).say("Nguyễn Thị Tư").say("/viec")
        chi.say("/nhap").press("Ghi tiếp")

        assert "Người gửi ở thôn" in chi.text

    def test_or_begun_again_and_nothing_is_kept_of_it(
        self, sqlite_program: Program, chi: Actor
    ) -> None:
        enter(chi).say("/viec").say("/nhap").press("Bắt đầu lại")

        assert "đến bằng cách nào" in chi.text
        assert sqlite_program.all_of(Petition) == []
        assert "Nguyễn Thị Tư" not in [one.name for one in sqlite_program.all_of(Person)]

    def test_what_is_given_up_is_gone(self, sqlite_program: Program, chi: Actor) -> None:
        enter(chi).press("Bỏ, không lưu")

        assert sqlite_program.all_of(Petition) == []
        assert wrong(sqlite_program) == []

    def test_going_back_to_the_first_question_makes_no_second_draft(
        self, sqlite_program: Program, chi: Actor
    ) -> None:
        chi.say("/nhap").press("Thư điện tử").press("‹ Quay lại").press("Thư, đơn giấy")

        assert [one.origin for one in sqlite_program.all_of(Petition)] == ["letter"]

    def test_a_conference_that_has_begun_meanwhile_takes_nothing_more(
        self, sqlite_program: Program, chi: Actor
    ) -> None:
        enter(chi)

        def begin(work: Work) -> None:
            sqlite_program.conference(work).state = "in_session"

        sqlite_program.change(begin)
        chi.press("Lưu")
        assert "không còn nhận kiến nghị" in chi.text

        chi.press("Sửa").press("Hội nghị").press("Hòm thư chung (không theo hội nghị)").press("Lưu")
        assert "Đã lưu kiến nghị" in chi.text


def _blocked(work: Work) -> None:
    """Where An wrote no message arrives any more."""
    first = work.session.get_one(Address, work.session.get_one(Petition, 1).address_id)
    first.unreachable_since, first.unreachable_reason = first.last_seen_at, "blocked"


class TestClaimedInTheChat:
    """Code and secret on paper lead to the petition, and its news to who has shown them."""

    def test_what_was_entered_on_paper_gets_its_answer_where_it_was_claimed(
        self, sqlite_program: Program, chi: Actor
    ) -> None:
        code, secret = entered(chi)
        tu = Actor(program=sqlite_program, name="tu", channel="telegram")
        tu.say(f"{code} {secret}")
        chi.say(f"/xet {code}").press("Chấp nhận nội dung")

        assert code in tu.read().text
        assert "chấp nhận" in tu.text

    def test_what_was_claimed_is_among_ones_own_from_then_on_and_nowhere_else(
        self, sqlite_program: Program, chi: Actor, stranger: Actor
    ) -> None:
        code, secret = entered(chi)
        tu = Actor(program=sqlite_program, name="tu", channel="telegram")
        tu.say(f"{code} {secret}").say("/start").press("Kiến nghị của tôi")

        assert f"{code}, gửi thứ Tư, 1/10/2025, mở bằng mật mã" in tu.text
        assert tu.press(code).last.title == f"Kiến nghị {code}"
        assert code not in stranger.say("/cuatoi").text

    def test_who_is_reached_no_more_where_they_wrote_hears_where_they_claimed_it(
        self, an: Actor, chi: Actor
    ) -> None:
        code = register(an, conference=False)
        there = Actor(program=an.program, name="an", channel="telegram")
        there.say(f"{code} {secret_of(an)}")
        an.program.change(_blocked)
        chi.say(f"/xet {code}").press("Chấp nhận nội dung")

        assert code in there.read().text

    def test_until_it_is_claimed_nobody_is_told(self, chi: Actor, stranger: Actor) -> None:
        code, _ = entered(chi)
        chi.say(f"/xet {code}").press("Chấp nhận nội dung")

        assert stranger.read().fresh == []

    def test_it_is_told_where_it_was_claimed_last(
        self, sqlite_program: Program, chi: Actor
    ) -> None:
        code, secret = entered(chi)
        web = Actor(program=sqlite_program, name="tu")
        web.say(f"{code} {secret}")
        sqlite_program.wait(hours=1)
        tu = Actor(program=sqlite_program, name="tu", channel="telegram")
        tu.say(f"{code} {secret}")
        chi.say(f"/xet {code}").press("Chấp nhận nội dung")

        assert tu.read().fresh
        assert web.read().fresh == []

    def test_who_wrote_in_the_chat_keeps_the_notices_whoever_looks_it_up(
        self, an: Actor, chi: Actor, stranger: Actor
    ) -> None:
        code = register(an, conference=False)
        stranger.say(f"{code} {secret_of(an)}")
        chi.say(f"/xet {code}").press("Chấp nhận nội dung")

        assert code in an.read().text
        assert stranger.read().fresh == []


class TestWhoMay:
    """The wrong role, a role that went, another commune."""

    def test_an_agency_may_not(self, dung: Actor) -> None:
        assert "không làm việc này được" in dung.say("/nhap").text

    def test_a_citizen_may_not(self, sqlite_program: Program, an: Actor) -> None:
        an.say("/nhap")

        assert sqlite_program.all_of(Petition) == []

    def test_whose_role_ends_while_entering_saves_nothing(
        self, sqlite_program: Program, chi: Actor
    ) -> None:
        enter(chi)

        def leave(work: Work) -> None:
            for duty in work.session.exec(select(Staff).where(col(Staff.left_at).is_(None))):
                duty.left_at = sqlite_program.now

        sqlite_program.change(leave)
        chi.press("Lưu")

        assert [one.code for one in sqlite_program.all_of(Petition)] == [None]

    def test_another_communes_petition_keeps_its_own_codes(
        self, sqlite_program: Program, chi: Actor
    ) -> None:
        code, secret = entered(chi)
        sqlite_program.add_neighbour()
        hoa = Actor(program=sqlite_program, name="hoa", account="ben")
        hoa.say(f"{code} {secret}")

        assert CONTENT not in hoa.text
