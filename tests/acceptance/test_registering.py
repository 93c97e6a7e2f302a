"""An registers a petition, question by question, and gets a code."""

from stage import Actor, Program
from stage.walks import CONFERENCE, ROAD, code_of, everywhere, lead_to, register, secret_of

from storage.tables import Outbox, Petition, PetitionPart


@everywhere
def test_an_registers_with_a_photo_and_gets_a_code_and_a_secret(
    program: Program, channel: str
) -> None:
    """From the greeting to the receipt, with what the regulation promises (V.4, V.3.2)."""
    an = Actor(program=program, name="an", channel=channel)
    an.open().press("Gửi câu hỏi, kiến nghị").press("Tôi đồng ý").press(CONFERENCE)
    an.press("Đến dự và phát biểu").press("Không").press("Có")
    an.say("Nguyễn Văn An").press("Thôn Đông").press("Người dân")
    an.press("Thay cho một nhóm người").say("12 người").say("0912 345 678")
    an.press("Giao thông, thủy lợi").say(ROAD).send_photo().press("Xong")

    an.press("Gửi")

    assert an.last.title == "Đã nhận kiến nghị của Ông/Bà"
    assert dict(an.last.facts)["Mã"] == "XM25-0001"
    assert len(secret_of(an)) == 6
    assert "Thông báo kết luận: chậm nhất thứ Tư, 5/11/2025." in an.text
    assert "chậm nhất thứ Tư, 26/11/2025" in an.text


@everywhere
def test_the_summary_shows_every_answer_before_anything_is_sent(an: Actor) -> None:
    lead_to(an, "reviewing")

    facts = dict(an.last.facts)

    assert facts["Họ và tên"] == "Nguyễn Văn An"
    assert facts["Tham gia"] == "đến dự và phát biểu"
    assert facts["Điện thoại"] == "0912345678"
    assert ROAD in an.last.text


@everywhere
def test_any_answer_is_changed_from_the_summary_and_nothing_else_is_asked_again(an: Actor) -> None:
    lead_to(an, "reviewing").press("Sửa").press("Họ và tên").say("Nguyễn Văn Ân")

    assert dict(an.last.facts)["Họ và tên"] == "Nguyễn Văn Ân"
    assert an.last.title == "Xin kiểm tra lại"


def test_a_name_with_another_accent_is_not_taken_for_the_one_that_is_known(an: Actor) -> None:
    register(an)
    an.press("Về trang đầu").press("Gửi câu hỏi, kiến nghị").press(CONFERENCE)
    an.press("Chỉ gửi nội dung").say("Nguyễn Văn Ân")

    assert an.program.all_of(Petition)[-1].name == "Nguyễn Văn Ân"


@everywhere
def test_what_was_told_the_last_time_is_taken_over_with_one_touch(an: Actor) -> None:
    register(an)
    an.press("Về trang đầu").press("Gửi câu hỏi, kiến nghị").press(CONFERENCE)
    an.press("Chỉ gửi nội dung").press("Nguyễn Văn An").press("Thôn Đông").press("Người dân")
    an.press("Cho bản thân, gia đình").press("0912345678")

    draft = an.program.all_of(Petition)[-1]

    assert (draft.name, draft.phone) == ("Nguyễn Văn An", "0912345678")


def test_a_known_answer_fits_a_button_however_long_it_is(an: Actor) -> None:
    """A Telegram button carries 64 bytes at most."""
    long = "Hội viên Hội Cựu chiến binh kiêm tổ trưởng tổ liên gia tự quản số 5 thôn Đông"
    lead_to(an, "asking_position").say(long).press("Cho bản thân, gia đình").press("Không cần")
    an.press("Tôi không rõ").say(ROAD).press("Xong").press("Gửi").press("Về trang đầu")
    an.press("Gửi câu hỏi, kiến nghị").press(CONFERENCE).press("Chỉ gửi nội dung")
    an.press("Nguyễn Văn An").press("Thôn Đông")

    assert all(len(choice.value.encode()) <= 64 for choice in an.last.choices)
    assert an.press(long).text.startswith("Ông/Bà gửi nội dung này cho ai?")


@everywhere
def test_several_messages_and_photos_are_one_content_in_their_order(an: Actor) -> None:
    lead_to(an, "writing").say("Một.").send_photo("Hai.").send_photo().say("Ba.")

    parts = an.program.all_of(PetitionPart)

    assert [part.text for part in parts] == ["Một.", "Hai.", "", "", "Ba."]
    assert "Đã ghi (4 tin)" in an.text


def test_the_content_can_be_written_anew(an: Actor) -> None:
    lead_to(an, "reviewing").press("Sửa").press("Nội dung").press("Viết lại từ đầu")
    an.say("Xin thêm đèn đường.").press("Xong")

    assert "Xin thêm đèn đường." in an.last.text
    assert ROAD not in an.last.text


@everywhere
def test_a_petition_without_content_is_not_sent(an: Actor) -> None:
    """Going back after "write it anew" must not leave an empty petition on record."""
    lead_to(an, "reviewing").press("Sửa").press("Nội dung").press("Viết lại từ đầu")
    an.press("‹ Quay lại").press("Không sửa gì").press("Gửi")

    assert an.program.all_of(Petition)[0].code is None
    assert an.text.startswith("Nội dung\nXin viết câu hỏi hoặc kiến nghị")


def test_a_discarded_draft_leaves_nothing_behind(an: Actor) -> None:
    lead_to(an, "reviewing").press("Bỏ, không gửi")

    assert an.program.all_of(Petition) == []
    assert an.program.all_of(PetitionPart) == []


@everywhere
def test_who_refuses_consent_can_still_read_the_schedule(an: Actor) -> None:
    lead_to(an, "consenting").press("Không đồng ý").press("Lịch đối thoại")

    assert "Hội trường Ủy ban nhân dân Xã Mẫu" in an.text
    assert an.program.all_of(Petition) == []


def test_who_goes_back_and_refuses_consent_leaves_no_draft(an: Actor) -> None:
    lead_to(an, "choosing_conference").press("‹ Quay lại").press("Không đồng ý")

    assert an.program.all_of(Petition) == []


def test_going_back_to_the_consent_makes_no_second_draft(an: Actor) -> None:
    lead_to(an, "choosing_conference").press("‹ Quay lại").press("Tôi đồng ý")

    assert len(an.program.all_of(Petition)) == 1


def test_consent_is_asked_once(an: Actor) -> None:
    register(an)
    an.press("Về trang đầu").press("Gửi câu hỏi, kiến nghị")

    assert "Ông/Bà muốn gửi tới hội nghị nào?" in an.text


@everywhere
def test_a_link_opens_its_conference_directly(an: Actor) -> None:
    an.open("h-DT2510").press("Gửi tới: Hội nghị đối thoại năm 2025 (mẫu)").press("Tôi đồng ý")

    assert "Ông/Bà muốn tham gia thế nào?" in an.text


@everywhere
def test_what_is_written_before_any_question_becomes_the_content(an: Actor) -> None:
    """ "Say it once": several messages and the photos of an album, in their order."""
    an.say("Đường hỏng.").send_photo(album="1").send_photo(album="1").say("Đã hai năm.")
    an.press("Gửi thành câu hỏi, kiến nghị").press("Tôi đồng ý")

    texts = [part.text for part in an.program.all_of(PetitionPart)]

    assert texts == ["Đường hỏng.", "", "", "Đã hai năm."]


def test_what_was_written_early_waits_through_a_look_up(an: Actor) -> None:
    an.say("Đường hỏng.").press("Tra cứu bằng mã").say("/start")
    an.press("Gửi câu hỏi, kiến nghị").press("Tôi đồng ý")

    assert [part.text for part in an.program.all_of(PetitionPart)] == ["Đường hỏng."]


def test_what_was_written_early_is_forgotten_with_the_consent(an: Actor) -> None:
    an.say("Đường hỏng.").press("Gửi thành câu hỏi, kiến nghị").press("Không đồng ý")
    an.say("/gui").press("Tôi đồng ý")

    assert an.program.all_of(PetitionPart) == []


def test_an_early_text_that_is_edited_becomes_the_content_as_edited(an: Actor) -> None:
    an.say("Đường hỏgn.")
    an.edit(an.message, "Đường hỏng.")
    an.press("Gửi câu hỏi, kiến nghị").press("Tôi đồng ý")

    assert [part.text for part in an.program.all_of(PetitionPart)] == ["Đường hỏng."]


class TestGeneralBox:
    """The commune's box, for which no legal date runs."""

    @everywhere
    def test_the_receipt_promises_no_date_and_says_so(self, an: Actor) -> None:
        register(an, conference=False)

        assert "Chưa có thời hạn theo quy định" in an.text
        assert "chậm nhất" not in an.text

    def test_nobody_is_asked_about_a_seat_in_the_box(self, an: Actor) -> None:
        lead_to(an, "choosing_conference").press("Hòm thư chung (không theo hội nghị)")

        assert an.text.startswith("Xin cho biết họ và tên")

    def test_the_box_can_be_named_with_its_brackets(self, an: Actor) -> None:
        lead_to(an, "choosing_conference").say("hom thu chung (khong theo hoi nghi)")

        assert an.text.startswith("Xin cho biết họ và tên")

    def test_without_a_conference_everything_goes_to_the_box(self, an: Actor) -> None:
        an.program.close_registration()
        an.open().press("Gửi câu hỏi, kiến nghị").press("Tôi đồng ý")

        assert an.text.startswith("Xin cho biết họ và tên")

    def test_who_wants_to_speak_is_told_that_there_is_nothing_to_attend(self, an: Actor) -> None:
        an.program.close_registration()
        an.open().press("Đăng ký dự, phát biểu")

        assert "hòm thư chung" in an.text
        assert "Gửi câu hỏi, kiến nghị" in an.labels


@everywhere
def test_the_secret_is_nowhere_in_the_outbox_once_the_receipt_has_arrived(an: Actor) -> None:
    register(an)
    secret = secret_of(an)

    bodies = [str(row.body) for row in an.program.all_of(Outbox)]

    assert not [body for body in bodies if secret in body]


def test_two_people_get_two_codes(an: Actor, binh: Actor) -> None:
    first = register(an)

    assert register(binh) != first


def test_the_code_bears_the_year_of_viet_nam(an: Actor) -> None:
    """At 00:01 on 1 January in Viet Nam it is still last year in Greenwich."""
    lead_to(an, "reviewing")
    an.press("Sửa").press("Hội nghị").press("Hòm thư chung (không theo hội nghị)")
    an.program.now = an.program.now.replace(month=12, day=31, hour=17, minute=1)
    an.say("/gui").press("Viết tiếp").press("Gửi")

    assert code_of(an).startswith("XM26-")
