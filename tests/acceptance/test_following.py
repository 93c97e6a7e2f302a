"""An follows a petition: looks it up, adds, corrects, withdraws."""

from datetime import timedelta

import pytest
from stage import Actor, Program
from stage.walks import ROAD, everywhere, register, secret_of

from handlers.messages import Kind
from storage.tables import Petition, PetitionEvent, PetitionPart
from storage.work import Work


@pytest.fixture
def elsewhere(sqlite_program: Program, channel: str) -> Actor:
    """An at another address, which the program does not know as hers."""
    return Actor(program=sqlite_program, name="an-elsewhere", channel=channel)


def sent(actor: Actor) -> tuple[str, str]:
    """A petition's code and secret."""
    return register(actor), secret_of(actor)


def petition_of(actor: Actor) -> Petition:
    return actor.program.all_of(Petition)[-1]


def kinds(actor: Actor) -> list[str]:
    return [event.kind for event in actor.program.all_of(PetitionEvent)]


class TestLookUp:
    """By code and secret, from any channel."""

    @everywhere
    def test_code_and_secret_open_the_petition_from_another_address(
        self, an: Actor, elsewhere: Actor
    ) -> None:
        code, secret = sent(an)
        elsewhere.open().press("Tra cứu bằng mã").say(code).say(secret)

        assert elsewhere.last.title == f"Kiến nghị {code}"
        assert dict(elsewhere.last.facts)["Việc đang ở"] == "Văn phòng"

    def test_the_date_explains_itself(self, an: Actor, elsewhere: Actor) -> None:
        """V.4: five working days after the conference, Saturdays and Sundays not counted."""
        code, secret = sent(an)
        elsewhere.say(f"/tracuu {code} {secret}")

        assert "chậm nhất 05 ngày làm việc sau hội nghị (mục V.4, Kế hoạch mẫu)" in elsewhere.text
        assert "không tính thứ Bảy, Chủ nhật" in elsewhere.text

    @pytest.mark.parametrize(
        "typed",
        [
            "{code} {secret}",
            "{code}; {secret}",
            "/tracuu\n{code}\n{secret}",
            "Mã: {code}\nMật mã: {secret}",
            "{small} {spelled}",
        ],
    )
    def test_code_and_secret_are_understood_as_people_write_them(
        self, an: Actor, stranger: Actor, typed: str
    ) -> None:
        code, secret = sent(an)
        spelled = f"{secret[:3]} {secret[3:]}".lower()
        small = code.lower().replace("-", "")
        stranger.say(typed.format(code=code, secret=secret, small=small, spelled=spelled))

        assert stranger.last.title == f"Kiến nghị {code}"

    def test_the_code_alone_asks_for_the_secret(self, an: Actor, stranger: Actor) -> None:
        code, _ = sent(an)

        assert f"mật mã 6 ký tự của {code}" in stranger.say(code).text

    def test_ones_own_code_needs_no_secret(self, an: Actor) -> None:
        code, _ = sent(an)

        assert an.say(code).last.title == f"Kiến nghị {code}"

    def test_a_wrong_secret_opens_nothing(self, an: Actor, stranger: Actor) -> None:
        code, _ = sent(an)
        stranger.say(f"/tracuu {code} AAAAAA")

        assert "chưa khớp" in stranger.text
        assert ROAD not in stranger.text

    def test_an_unknown_code_is_answered_like_a_wrong_secret(
        self, an: Actor, stranger: Actor
    ) -> None:
        code, _ = sent(an)
        known = stranger.say(f"/tracuu {code} AAAAAA").text

        assert stranger.say("/tracuu XM25-9999 AAAAAA").text == known

    def test_guessing_is_stopped_even_for_the_right_secret(
        self, an: Actor, stranger: Actor
    ) -> None:
        code, secret = sent(an)
        for _ in range(5):
            stranger.say(f"/tracuu {code} AAAAAA")
        stranger.say(f"/tracuu {code} {secret}")

        assert "Ông/Bà có thể thử lại từ 10 giờ" in stranger.text
        assert ROAD not in stranger.text

    def test_after_an_hour_it_may_be_tried_again(self, an: Actor, stranger: Actor) -> None:
        code, secret = sent(an)
        for _ in range(6):
            stranger.say(f"/tracuu {code} AAAAAA")
        an.program.wait(hours=1, minutes=1)

        assert stranger.say(f"/tracuu {code} {secret}").last.title == f"Kiến nghị {code}"

    def test_a_photo_is_no_guess(self, an: Actor, stranger: Actor) -> None:
        code, secret = sent(an)
        stranger.say(f"/tracuu {code}")
        for _ in range(6):
            stranger.send_photo()

        assert stranger.say(secret).last.title == f"Kiến nghị {code}"

    def test_another_code_may_be_typed_where_the_secret_is_asked(
        self, an: Actor, stranger: Actor
    ) -> None:
        code, secret = sent(an)
        stranger.say("/tracuu XM25-7777").say(f"{code} {secret}")

        assert stranger.last.title == f"Kiến nghị {code}"

    def test_what_was_proved_once_needs_no_secret_again(self, an: Actor, elsewhere: Actor) -> None:
        code, secret = sent(an)
        elsewhere.say(f"/tracuu {code} {secret}").press("Về trang đầu").say(f"/xem {code}")

        assert elsewhere.last.title == f"Kiến nghị {code}"


def _copy_eight_times(work: Work) -> None:
    first = work.session.get_one(Petition, 1)
    kept = first.model_dump(exclude={"id", "code", "submitted_at"})
    for number in range(2, 10):
        later = first.created_at + timedelta(hours=number)
        copy = Petition(**kept, code=f"XM25-{number:04d}", submitted_at=later)
        work.session.add(copy)


class TestMine:
    """Without a code."""

    @everywhere
    def test_mine_lists_what_was_sent_from_here(self, an: Actor) -> None:
        code, _ = sent(an)
        an.press("Về trang đầu").press("Kiến nghị của tôi")

        assert f"{code}, gửi thứ Tư, 1/10/2025: đã nhận" in an.text
        assert an.press(code).last.title == f"Kiến nghị {code}"

    def test_many_are_listed_a_page_at_a_time(self, an: Actor) -> None:
        sent(an)
        an.program.change(_copy_eight_times)
        an.say("/cuatoi")

        assert an.labels.count("Trang sau ›") == 1
        assert "XM25-0001" in an.press("Trang sau ›").labels

    def test_the_day_in_the_list_is_the_day_in_viet_nam(self, an: Actor) -> None:
        """At 00:30 in Viet Nam it is still the day before in Greenwich."""
        an.program.now = an.program.now.replace(hour=17, minute=30)
        sent(an)

        assert "gửi thứ Năm, 2/10/2025" in an.say("/cuatoi").text

    def test_who_has_sent_nothing_is_shown_the_other_way(self, an: Actor) -> None:
        an.say("/cuatoi")

        assert "Ông/Bà chưa gửi kiến nghị nào từ đây" in an.text
        assert "Tra cứu bằng mã" in an.labels

    def test_nobody_opens_what_is_not_theirs(self, an: Actor, stranger: Actor) -> None:
        code, _ = sent(an)
        for command in ("/xem", "/them", "/sua", "/rut"):
            stranger.say(f"{command} {code}")

            assert f"Chưa mở được kiến nghị {code} từ đây" in stranger.text

    def test_nonsense_behind_a_command_is_not_repeated(self, stranger: Actor) -> None:
        stranger.say("/xem " + "<b>x</b> " * 500)

        assert "<b>" not in stranger.text


class TestAdd:
    """A supplement reaches the office."""

    @everywhere
    def test_words_and_a_photo_are_added_and_the_office_sees_them(
        self, an: Actor, chi: Actor
    ) -> None:
        code, _ = sent(an)
        an.press("Xem diễn biến").press("Bổ sung").say("Thêm: cầu cũng hỏng.").send_photo()
        an.press("Xong")

        assert f"Đã chuyển phần bổ sung của {code}" in an.text
        assert "[Bổ sung] Thêm: cầu cũng hỏng." in chi.say(f"/xet {code}").text

    def test_an_addition_counts_even_if_nobody_says_that_it_is_done(self, an: Actor) -> None:
        """Whoever sends the photo and puts the phone away has supplied it."""
        code, _ = sent(an)
        an.say(f"/them {code}").send_photo()

        assert kinds(an) == ["submitted", "supplement"]

    def test_several_additions_are_one_line_of_history(self, an: Actor) -> None:
        code, _ = sent(an)
        an.say(f"/them {code}").say("Một.").say("Hai.").press("Xong")

        assert kinds(an) == ["submitted", "supplement"]

    def test_who_changes_their_mind_adds_nothing(self, an: Actor) -> None:
        code, _ = sent(an)
        an.say(f"/them {code}").press("Thôi, không bổ sung")

        assert "giữ nguyên như cũ" in an.text
        assert kinds(an) == ["submitted"]

    def test_additions_have_a_limit_that_is_said(self, an: Actor) -> None:
        code, _ = sent(an)
        an.say(f"/them {code}")
        for number in range(61):
            an.say(f"Ý {number}.")

        assert "nhiều nhất 60" in an.text


class TestCorrect:
    """Until it is classified."""

    @everywhere
    def test_new_words_take_the_place_of_the_old_ones_which_are_kept(self, an: Actor) -> None:
        code, _ = sent(an)
        an.say(f"/sua {code}").say("Cầu thôn Đoài hỏng.")

        assert f"Đã sửa nội dung của {code}" in an.text
        assert "Cầu thôn Đoài hỏng." in an.say(f"/xem {code}").text
        assert ROAD not in an.text
        assert an.program.all_of(PetitionPart)[0].text == ROAD

    def test_a_photo_instead_of_words_is_added_and_the_words_stay(self, an: Actor) -> None:
        code, _ = sent(an)
        an.say(f"/sua {code}").send_photo()

        assert ROAD in an.say(f"/xem {code}").text

    def test_keeping_it_changes_nothing(self, an: Actor) -> None:
        code, _ = sent(an)
        an.say(f"/sua {code}").press("Giữ nguyên")

        assert kinds(an) == ["submitted"]

    def test_an_accepted_text_that_is_changed_is_looked_at_again(
        self, an: Actor, chi: Actor
    ) -> None:
        """The office accepted other words than these."""
        code, _ = sent(an)
        chi.say(f"/xet {code} nhan")
        an.say(f"/sua {code}").say("Một nội dung khác hẳn.")

        assert petition_of(an).state == "received"
        assert code in chi.say("/viec").text


class TestWithdraw:
    """It is asked once more."""

    @everywhere
    def test_a_petition_is_withdrawn_with_its_seat(self, an: Actor, chi: Actor) -> None:
        code, _ = sent(an)
        an.say(f"/xem {code}").press("Rút kiến nghị").press("Rút")

        assert (petition_of(an).state, petition_of(an).seat) == ("withdrawn", "not_wanted")
        assert "Hiện không có việc nào chờ Ông/Bà" in chi.say("/viec").text

    def test_who_does_not_confirm_keeps_it(self, an: Actor) -> None:
        code, _ = sent(an)
        an.say(f"/rut {code}").press("Không rút")

        assert petition_of(an).state == "received"

    def test_a_withdrawn_one_takes_nothing_more(self, an: Actor) -> None:
        code, _ = sent(an)
        an.say(f"/rut {code}").press("Rút")
        for command in ("/them", "/sua", "/rut"):
            assert "đã qua bước này" in an.say(f"{command} {code}").text

    def test_what_was_withdrawn_elsewhere_meanwhile_takes_no_addition(
        self, an: Actor, elsewhere: Actor
    ) -> None:
        code, secret = sent(an)
        elsewhere.say(f"/tracuu {code} {secret}").press("Bổ sung")
        an.say(f"/rut {code}").press("Rút")

        assert "đã qua bước này" in elsewhere.say("Thêm nữa.").text
        assert len(an.program.all_of(PetitionPart)) == 1


class TestEdits:
    """A message that is edited in the chat changes what it became."""

    @everywhere
    def test_in_a_draft(self, an: Actor) -> None:
        an.open().press("Gửi câu hỏi, kiến nghị").press("Tôi đồng ý")
        an.press("Hòm thư chung (không theo hội nghị)").say("Nguyễn Văn An").press("Thôn Đông")
        an.press("Người dân").press("Cho bản thân, gia đình").press("Không cần")
        an.press("Tôi không rõ").say("Đường hỏgn.")
        an.edit(an.message, "Đường hỏng.")

        assert "Đã sửa theo tin Ông/Bà vừa chỉnh sửa." in an.text
        assert "Đường hỏng." in an.press("Xong").last.text

    def test_after_sending_the_old_words_stay_on_record(self, an: Actor) -> None:
        code, _ = sent(an)
        message = an.program.all_of(PetitionPart)[0].source_message
        an.edit(message, "Đường thôn Đông đã sửa một nửa.")

        assert "đã sửa một nửa" in an.say(f"/xem {code}").text
        assert an.program.all_of(PetitionPart)[0].text == ROAD
        assert kinds(an) == ["submitted", "corrected"]

    def test_an_edit_that_changes_nothing_is_no_correction(self, an: Actor) -> None:
        """Platforms report an edit when only a preview was added."""
        sent(an)
        an.edit(an.program.all_of(PetitionPart)[0].source_message, ROAD)

        assert kinds(an) == ["submitted"]

    def test_of_an_answer_it_is_said_that_nothing_changed(self, an: Actor) -> None:
        an.open().press("Gửi câu hỏi, kiến nghị").press("Tôi đồng ý")
        an.press("Hòm thư chung (không theo hội nghị)").say("Nguyễn Văn An")
        an.edit(an.message, "Nguyễn Văn Ân")

        assert "chưa thay đổi gì" in an.text
        assert "Ông/Bà ở thôn (tổ dân phố) nào?" in an.text

    def test_nobody_edits_what_another_wrote(self, an: Actor, stranger: Actor) -> None:
        sent(an)
        stranger.edit(an.program.all_of(PetitionPart)[0].source_message, "Giả mạo.")

        assert [part.text for part in an.program.all_of(PetitionPart)] == [ROAD]

    def test_a_withdrawn_petition_is_not_changed_by_an_edit(self, an: Actor) -> None:
        code, _ = sent(an)
        message = an.program.all_of(PetitionPart)[0].source_message
        an.say(f"/rut {code}").press("Rút").edit(message, "Đổi ý.")

        assert "đã qua bước này" in an.text
        assert [part.text for part in an.program.all_of(PetitionPart)] == [ROAD]

    def test_with_a_text_that_is_too_long_nothing_changes(self, an: Actor) -> None:
        sent(an)
        message = an.program.all_of(PetitionPart)[0].source_message
        an.do(Kind.EDIT, message_id=message, text="x" * 20_001)

        assert "20001 ký tự" in an.text
        assert [part.text for part in an.program.all_of(PetitionPart)] == [ROAD]


def test_a_petition_of_another_commune_is_not_found(an: Actor, sqlite_program: Program) -> None:
    """One installation serves many communes; none sees another's."""
    code, secret = sent(an)
    sqlite_program.add_neighbour()
    neighbour = Actor(program=sqlite_program, name="an", account="ben")

    assert "chưa khớp" in neighbour.say(f"/tracuu {code} {secret}").text
    assert f"Chưa mở được kiến nghị {code}" in neighbour.say(f"/xem {code}").text
